package attribution

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// closingCue is what is said before a cue that ends its sentence, or around one
// between commas, by the order of words: "The ferry was full, the paper
// reported late on Friday", "His wife, he says, plans to stay". It stands in
// where the tree hung the cue on a word of what is said.
func (f *finder) closingCue(s *doc.Sentence, c *clause) []doc.Range {
	if !f.reports(s, c) {
		return nil
	}
	if o := s.Child(c.v, "obj"); o > c.v && o != c.voice.token && (c.voice.token < c.v || f.mentionAt(s, o) != f.mentionAt(s, c.voice.token)) && c.cue.Flags&lexicon.CueHearer == 0 && s.Tokens[o-1].Form != "," && c.last < o && s.Tokens[c.last].Form != "," {
		return nil
	}
	lo, hi := f.frame(s, c)
	inverted := c.voice.token > c.v
	if lo < s.Dateline+2 || hi <= c.v || inverted && lo != c.first {
		return nil
	}
	if p := &s.Tokens[lo-1]; p.Form != "," || f.inQuotation(lo-1, c.v) {
		return nil
	}
	if inverted {
		_, hi = s.Subtree(c.voice.token)
		if m := f.mentionAt(s, c.voice.token); m >= 0 {
			hi = max(hi, f.d.Mentions[m].Last)
		}
		for hi > c.voice.token+1 && s.Tokens[hi-1].UPOS == "PUNCT" {
			hi--
		}
	}
	end := f.pastPhrases(s, c, hi)
	start := f.clauseStart(s, lo-1)
	finite := f.finiteIn(s, start, lo-1)
	if end >= len(s.Tokens) || f.closesSentence(s, end) {
		if !finite {
			return nil
		}
		return f.trimmed(s, start, lo-1)
	}
	if s.Tokens[end].Form != "," || s.Child(c.v, "ccomp") > c.v && finite {
		return nil
	}
	last := end + 1
	for last < len(s.Tokens) && s.Tokens[last].Form != ";" {
		last++
	}
	if finite {
		if f.goesOn(s, end+1) && !f.attributedBefore(s, end+1, last) {
			return append(f.trimmed(s, start, lo-1), f.trimmed(s, end+1, last)...)
		}
		return f.trimmed(s, start, lo-1)
	}
	if !f.finiteIn(s, end, last) || lo-1-start > 20 {
		return nil
	}
	return append(f.trimmed(s, start, lo-1), f.trimmed(s, end+1, last)...)
}

// goesOn tells whether what stands from token i on goes on with the clause before
// a cue put into it: a phrase, a subordinate clause or another predicate.
func (f *finder) goesOn(s *doc.Sentence, i int) bool {
	if i+1 >= len(s.Tokens) {
		return false
	}
	switch t := &s.Tokens[i]; t.UPOS {
	case "ADP", "SCONJ":
		return true
	case "CCONJ":
		return f.finiteIn(s, i+1, i+2)
	default:
		return t.XPOS == "TO"
	}
}

// endsSentence tells whether nothing of its sentence but phrases of a cue stands
// after it.
func (f *finder) endsSentence(s *doc.Sentence, c *clause) bool {
	if c.voice.token < 0 || c.voice.token > c.v {
		return false
	}
	_, hi := f.frame(s, c)
	end := f.pastPhrases(s, c, hi)
	return end >= len(s.Tokens) || f.closesSentence(s, end)
}

// clauseAfter is the clause right after a cue by the order of words: "who says
// the two countries should send troops, wrote …". It stands in where the tree
// has no clause there.
func (f *finder) clauseAfter(s *doc.Sentence, c *clause) []doc.Range {
	if !f.reports(s, c) || c.voice.token < 0 || c.voice.token > c.v {
		return nil
	}
	for _, k := range s.Children(c.v) {
		t := &s.Tokens[k]
		if k > c.v && (t.Is("obj") && c.cue.Flags&lexicon.CueHearer == 0 || t.Is("xcomp") && t.XPOS != "VBG") {
			return nil
		}
	}
	start := f.pastPhrases(s, c, c.last)
	if start >= len(s.Tokens) {
		return nil
	}
	switch t := &s.Tokens[start]; t.UPOS {
	case "DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB":
		if t.UPOS == "VERB" && t.XPOS != "VBG" || f.words.relative[t.Lower()] {
			return nil
		}
	default:
		return nil
	}
	end, finite := start, false
	for ; end < len(s.Tokens); end++ {
		t := &s.Tokens[end]
		if t.Form == ";" || t.Form == "," && finite && (s.Tokens[c.v].Is("acl") || f.closingParticiple(s, min(end+1, len(s.Tokens)-1))) {
			break
		}
		if f.finiteIn(s, end, end+1) {
			finite = true
		}
	}
	if !finite {
		return nil
	}
	return f.trimmed(s, start, end)
}

// thatByOrder is the clause of a "that" after a cue which the tree took for a
// relative one of a word between: "told members of the council that the vote
// was off". The clause must have a subject of its own.
func (f *finder) thatByOrder(s *doc.Sentence, c *clause) []doc.Range {
	if !f.utters(&s.Tokens[c.v]) || c.voice.token < 0 || f.inAnyQuotation(c.v) || s.Child(c.v, "ccomp") > c.v {
		return nil
	}
	if o := s.Child(c.v, "obj"); o > c.v && c.cue.Flags&lexicon.CueHearer == 0 {
		return nil
	}
	for k := c.last; k < len(s.Tokens) && k < c.last+30; k++ {
		t := &s.Tokens[k]
		if t.Form == ";" || t.Form == ":" || t.UPOS == "CCONJ" && s.Tokens[t.Head].UPOS == "VERB" {
			return nil
		}
		if !f.words.complementizer[t.Lower()] || t.UPOS == "DET" {
			continue
		}
		h := t.Head
		if h <= k || !s.Below(h, c.v) {
			return nil
		}
		if n := s.Child(h, "nsubj", "csubj", "expl"); n <= k || n > h && s.Child(h, "cop") < 0 {
			return nil
		}
		_, end := s.Subtree(h)
		for i := end; i < len(s.Tokens) && s.Tokens[i].UPOS != "PUNCT"; i++ {
			end = i + 1
		}
		return f.trimmed(s, k+1, end)
	}
	return nil
}

// objectClause is an object after a verb that takes clauses rather than objects,
// where a finite verb stands in it: "said every plan he has made centers on the
// port" with a noun for "centers".
func (f *finder) objectClause(s *doc.Sentence, c *clause) []doc.Range {
	o := s.Child(c.v, "obj")
	if o < c.last || c.cue.Frames&lexicon.FrameObj != 0 || c.cue.Flags&lexicon.CueHearer != 0 || !f.reports(s, c) || c.voice.token < 0 || c.voice.token > c.v || f.tense(s, c.v) == "" {
		return nil
	}
	first, end := s.Subtree(o)
	if first < c.last || s.Tokens[o].UPOS == "PRON" || f.words.relative[f.lower(s, end-1)] {
		return nil
	}
	r := s.Child(o, "acl:relcl")
	if r < 0 || !f.finiteIn(s, o, end) {
		return nil
	}
	if n := s.Child(r, "nsubj", "nsubj:pass"); n < 0 || f.words.relative[f.lower(s, n)] {
		return nil
	}
	return f.trimmed(s, first, end)
}

// reports tells whether a cue is a finite verb of saying or thinking, outside
// quotations, that takes a clause.
func (f *finder) reports(s *doc.Sentence, c *clause) bool {
	switch s.Tokens[c.v].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return false
	}
	if c.cue.Frames&lexicon.FrameThat == 0 {
		return false
	}
	if _, quoted := f.quotes.at(f.at, c.v); quoted {
		return false
	}
	return f.utters(&s.Tokens[c.v]) || c.cue.Class == "think" || c.cue.Class == "hope" || c.cue.Class == "fear"
}

// pastPhrases is the first token from i that is in no phrase of time, place or
// addressee of a cue.
func (f *finder) pastPhrases(s *doc.Sentence, c *clause, i int) int {
	for i < len(s.Tokens) {
		k := i
		for steps := 0; steps < 20 && s.Tokens[k].Head != c.v && s.Tokens[k].Head >= i; steps++ {
			k = s.Tokens[k].Head
		}
		t := &s.Tokens[k]
		hearer := t.Is("obj", "iobj") && c.cue.Flags&lexicon.CueHearer != 0
		if t.Head != c.v || !hearer && !t.Is("obl", "advmod") {
			if !f.isTime(i) {
				return i
			}
			i++
			continue
		}
		_, end := s.Subtree(k)
		for end > k+1 && s.Tokens[end-1].UPOS == "PUNCT" {
			end--
		}
		i = max(end, i+1)
	}
	return i
}

// clauseStart is where the clause that ends at token end begins: after the
// dateline, a semicolon or a colon, and its conjunction.
func (f *finder) clauseStart(s *doc.Sentence, end int) int {
	start := s.Dateline
	for k := start; k < end; k++ {
		if s.Tokens[k].Form == ";" {
			start = k + 1
		}
	}
	for start < end && (s.Tokens[start].UPOS == "CCONJ" || s.Tokens[start].UPOS == "PUNCT" && !f.isMark(f.at, start, opening)) {
		start++
	}
	return start
}

// finiteIn tells whether a finite verb stands from first to last.
func (f *finder) finiteIn(s *doc.Sentence, first, last int) bool {
	for k := first; k < last; k++ {
		switch s.Tokens[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// closesSentence tells whether nothing but punctuation stands from token i on.
func (f *finder) closesSentence(s *doc.Sentence, i int) bool {
	for ; i < len(s.Tokens); i++ {
		if s.Tokens[i].UPOS != "PUNCT" || s.Tokens[i].Form == "," {
			return false
		}
	}
	return true
}

// trimmed is the run from first to last as a content.
func (f *finder) trimmed(s *doc.Sentence, first, last int) []doc.Range {
	if r, ok := f.trim(s, doc.Range{Sentence: f.at, First: first, Last: last, Head: -1}, true); ok {
		return []doc.Range{r}
	}
	return nil
}
