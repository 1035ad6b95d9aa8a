package coding

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// span is the clause of token top as a range of tokens: its subject, also where
// that stands in a clause before, its objects, its times and places; without
// what leads into it, without attribution and without clauses that tell
// something else.
func (c *coder) span(cl *clause, top int) (first, last int) {
	sent := cl.sent
	first, last = c.phrase(sent, top)
	if top != cl.head {
		f, l := c.phrase(sent, cl.head)
		first, last = min(first, f), max(last, l)
	}
	aside := sent.Tokens[top].Is("advcl") && c.afterComma(sent, top)
	for _, a := range cl.args {
		if aside && !sent.Below(a.at, top) {
			continue
		}
		if a.slot != subj && a.slot != obj || a.at > top && a.slot == subj && !sent.Below(a.at, top) {
			continue
		}
		if a.slot == obj && a.at > top {
			continue
		}
		if sent.Below(top, a.at) { // "soldiers wounded in the attack"
			f, _ := c.phrase(sent, a.at)
			first = min(first, max(f, sent.Dateline))
		} else if f, l := sent.Subtree(a.at); l <= top {
			first = min(first, f)
		}
	}
	first, last = c.clip(cl.s, top, first, last)
	return c.trim(sent, first, last, top)
}

// phrase is the range of a token and of those children that belong to what it
// tells.
func (c *coder) phrase(sent *doc.Sentence, top int) (first, last int) {
	first, last = top, top+1
	for _, k := range sent.Children(top) {
		if c.outside(sent, top, k) {
			continue
		}
		f, l := sent.Subtree(k)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// outside tells whether a child is no part of the clause: punctuation,
// conjunctions, attribution, other clauses.
func (c *coder) outside(sent *doc.Sentence, top, k int) bool {
	t := &sent.Tokens[k]
	switch {
	case t.Is("punct", "cc", "mark", "parataxis", "discourse", "vocative"):
		return true
	case t.Is("conj"):
		return t.UPOS == "VERB" || t.UPOS == "AUX" || sent.Tokens[top].UPOS == "VERB"
	case t.Is("acl:relcl"):
		return k > 0 && c.afterComma(sent, k)
	case t.Is("advcl"):
		return !c.conditional(sent, k) && (k < top || c.afterComma(sent, k) || sent.Child(k, "mark") < 0 && !gerund(sent, top, k))
	case t.Is("ccomp"):
		return k < top
	case t.Is("obl"):
		return c.lex.Classes.Has("attribution_preposition", c.preposition(sent, k))
	case t.Is("case"):
		return sent.Tokens[top].UPOS == "NOUN"
	}
	return false
}

// afterComma tells whether a clause is set off by a comma before it.
func (c *coder) afterComma(sent *doc.Sentence, k int) bool {
	f, _ := sent.Subtree(k)
	return f > 0 && sent.Tokens[f-1].UPOS == "PUNCT" || sent.Tokens[f].UPOS == "PUNCT"
}

// clip keeps a span within the piece of a statement's content that its head
// stands in.
func (c *coder) clip(s, top, first, last int) (int, int) {
	t := c.told(s, top)
	if t < 0 {
		return first, last
	}
	for _, r := range c.d.Statements[t].Content {
		if r.Contains(s, top) {
			return max(first, r.First), min(last, r.Last)
		}
	}
	return first, last
}

// trim takes conjunctions, adverbs and punctuation off the ends.
func (c *coder) trim(sent *doc.Sentence, first, last, top int) (int, int) {
	first = max(first, sent.Dateline)
	for first < top {
		t := &sent.Tokens[first]
		if t.UPOS != "PUNCT" && t.UPOS != "CCONJ" && t.UPOS != "SCONJ" && !(t.UPOS == "ADV" && t.Is("advmod") && t.Head == top) {
			break
		}
		first++
	}
	for last > top+1 {
		t := &sent.Tokens[last-1]
		if t.UPOS != "PUNCT" && t.UPOS != "CCONJ" {
			break
		}
		last--
	}
	return first, last
}

// tokens is the text of a range of tokens of a sentence.
func (c *coder) tokens(s, first, last int) record.Span {
	t := c.d.Sentences[s].Tokens
	return c.d.Text.Span(t[first].Start, t[last-1].End)
}

// told is the innermost statement in whose content a token stands, -1 where the
// report tells it in its own voice.
func (c *coder) told(s, i int) int {
	best, size := -1, 0
	for _, k := range c.content[s] {
		for _, r := range c.d.Statements[k].Content {
			if !r.Contains(s, i) {
				continue
			}
			if n := r.Last - r.First; best < 0 || n < size {
				best, size = k, n
			}
		}
	}
	return best
}
