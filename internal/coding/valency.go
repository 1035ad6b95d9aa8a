package coding

import "github.com/rapporteur/rapporteur/internal/doc"

// ditransitive parts the two objects of a verb of giving. Who gets what is given
// is the indirect object, also where the tree takes both for objects ("lend Tunis
// 900 million euros"), the first for a part of the second ("gave Sudan 25,000 tons
// of wheat"), or where it is the subject of a passive ("was granted asylum").
func (c *coder) ditransitive(cl *clause) {
	t := &cl.sent.Tokens[cl.head]
	if t.UPOS != "VERB" || cl.has(iobj) || !c.lex.Classes.Has("giving_verb", c.lemma(t)) {
		return
	}
	first, last := -1, -1 // the arguments that are objects
	for k := range cl.args {
		if cl.args[k].slot != obj {
			continue
		}
		if first < 0 || cl.args[k].at < cl.args[first].at {
			last, first = first, k
		} else if last < 0 || cl.args[k].at > cl.args[last].at {
			last = k
		}
	}
	switch {
	case first < 0:
	case last >= 0:
		if given := cl.args[first].at; cl.args[last].at > cl.head && (cl.passive || given > cl.head && c.someone(cl.s, given)) {
			cl.args[first].slot = iobj
		}
	case !cl.passive:
		if k := c.nameBefore(cl, cl.args[first].at); k >= 0 {
			cl.add(iobj, k)
		}
	}
}

// someone tells whether a token names a party or people.
func (c *coder) someone(s, k int) bool {
	if c.mention(s, k) >= 0 || c.d.Sentences[s].Tokens[k].UPOS == "PRON" {
		return true
	}
	_, role := c.lex.Roles.Get(lower(c.d.Sentences[s].Tokens[k].Lemma))
	return role || c.eventNoun(s, k).Has("person")
}

// nameBefore is the head of a name that stands right after a verb and that the tree
// takes for a part of its object, -1 for none.
func (c *coder) nameBefore(cl *clause, object int) int {
	k := cl.head + 1
	if k < object && cl.sent.Tokens[k].Is("det") {
		k++
	}
	if k >= object {
		return -1
	}
	m := c.mention(cl.s, k)
	if m < 0 {
		return -1
	}
	x := &c.d.Mentions[m]
	if x.First != k || x.Last > object || x.Form != doc.Name || cl.sent.Tokens[x.Last].Is("case") && x.Last < object || !cl.sent.Below(x.Head, object) {
		return -1
	}
	return x.Head
}

// headlineList adds to the subject of a headline the name that a comma joins to it
// in place of "and": "Chad, Mali sign pact".
func (c *coder) headlineList(cl *clause) {
	sent := cl.sent
	if sent.Kind != doc.Headline || len(sent.Tokens) < 4 {
		return
	}
	m := c.mention(cl.s, 0)
	if m < 0 {
		return
	}
	head, comma := c.d.Mentions[m].Head, c.d.Mentions[m].Last
	if comma+1 >= cl.head || sent.Tokens[comma].Form != "," || sent.Tokens[head].Head != cl.head || sent.Tokens[head].Is("nsubj", "nsubj:pass") {
		return
	}
	for _, a := range cl.args {
		if first, _ := sent.Subtree(a.at); (a.slot == subj || a.slot == obj && cl.passive) && first == comma+1 && c.someone(cl.s, a.at) {
			cl.add(a.slot, head)
			return
		}
	}
}

// marked tells whether what the tree takes for an object has a preposition.
func (c *coder) marked(sent *doc.Sentence, k int) bool {
	return k > 0 && sent.Tokens[k].UPOS != "NUM" && c.preposition(sent, k) != ""
}

// particleObject tells whether a name without a preposition right behind a verb and
// its particle is their object: "tipped off Cairo".
func (c *coder) particleObject(cl *clause, k int) bool {
	if k != cl.head+2 || cl.passive || cl.has(obj) || c.timed(cl.s, k) || !cl.sent.Tokens[cl.head+1].Is("compound:prt") {
		return false
	}
	return c.mention(cl.s, k) >= 0
}
