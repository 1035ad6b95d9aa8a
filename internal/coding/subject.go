package coding

import "github.com/rapporteur/rapporteur/internal/doc"

// inheritSubject gives a verb without subject that of the verb around it: of the
// first conjunct, of the main clause for a participle, of the noun that it
// describes, and for a complement the object where there is one ("urged Mali to
// release"), else the subject.
func (c *coder) inheritSubject(cl *clause) {
	sent, t := cl.sent, &cl.sent.Tokens[cl.head]
	slot := subj
	if cl.passive {
		slot = obj
	}
	if t.Head < 0 {
		return
	}
	if c.headlineDue(sent, cl.head) {
		cl.add(slot, t.Head)
		return
	}
	if t.Is("acl", "amod") && !t.Is("acl:relcl") {
		if up := c.governor(cl.s, t.Head); cl.finiteAside() {
			cl.add(slot, t.Head) // "Bishops denounce the junta", which the tree takes for a description
		} else if t.XPOS == "VBG" && up != nil && up.has(subj) && c.speech(cl.s, t.Head) {
			c.lend(cl, up, slot, subj) // "issued a statement urging"
		} else if t.XPOS == "VBG" || cl.passive {
			cl.add(slot, t.Head)
		} else if up := c.governor(cl.s, t.Head); up != nil { // "its plan to withdraw"
			c.lend(cl, up, slot, subj)
		}
		return
	}
	if !t.Is("conj", "xcomp", "advcl", "ccomp", "parataxis") {
		return
	}
	head := t.Head
	if k := c.outer(sent, cl.head); k >= 0 {
		head = k
	}
	up := c.clause(cl.s, head)
	switch {
	case up == nil:
	case t.Is("conj") && up.passive && !cl.passive && sent.Child(cl.head, "obj") < 0 && t.XPOS == "VBN":
		cl.passive = true
		c.lend(cl, up, obj, obj)
		c.lend(cl, up, subj, subj)
	case t.Is("conj") && up.passive:
		c.lend(cl, up, slot, obj)
	case t.Is("xcomp", "ccomp") && up.has(obj) && up.find(obj)[0] < cl.head:
		c.lend(cl, up, slot, obj)
	case t.Is("xcomp") && !up.has(obj) && c.slotOf(up, "addressee_preposition") != "":
		c.lend(cl, up, slot, c.slotOf(up, "addressee_preposition"))
	case t.Is("advcl") && t.XPOS == "VBG" && c.charged(sent, cl.head) && (up.has(obj) || c.slotOf(up, "blamed_preposition") != ""):
		if !up.has(obj) {
			c.lend(cl, up, slot, c.slotOf(up, "blamed_preposition"))
			return
		}
		c.lend(cl, up, slot, obj) // "scolded Mali for closing the port"
	case up.has(subj) && !(up.passive && up.has(obj)):
		c.lend(cl, up, slot, subj)
	case up.has(obj) && up.passive:
		c.lend(cl, up, slot, obj)
	}
}

// finiteAside tells whether a verb that the tree hangs on a noun is neither participle
// nor infinitive: the noun is its subject.
func (cl *clause) finiteAside() bool {
	t := &cl.sent.Tokens[cl.head]
	return t.Is("acl") && t.UPOS == "VERB" && t.Head < cl.head && t.XPOS != "VBG" && t.XPOS != "VBN" && cl.sent.Child(cl.head, "mark", "nsubj") < 0 && cl.sent.Tokens[t.Head].Head < 0
}

// charged tells whether a participle is what somebody is praised, blamed or paid for.
func (c *coder) charged(sent *doc.Sentence, i int) bool {
	m := sent.Child(i, "mark")
	return m >= 0 && c.lex.Classes.Has("cause_marker", sent.Tokens[m].Lower())
}

// outer is the verb that a past form is really joined to where the tree joins it to
// a verb of the complement that cannot go with it: "proposed that the sides meet
// again, and insisted on a truce"; -1 where the tree may be right.
func (c *coder) outer(sent *doc.Sentence, i int) int {
	t := &sent.Tokens[i]
	if !t.Is("conj") || t.XPOS != "VBD" || t.Head < 0 {
		return -1
	}
	inner := &sent.Tokens[t.Head]
	if !inner.Is("ccomp", "xcomp", "advcl", "acl") || inner.Head < 0 || inner.XPOS != "VB" && inner.XPOS != "VBP" && inner.XPOS != "VBG" && inner.XPOS != "VBZ" {
		return -1
	}
	for top := inner.Head; top >= 0; top = sent.Tokens[top].Head {
		if sent.Tokens[top].XPOS == "VBD" {
			return top
		}
		if !sent.Tokens[top].Is("ccomp", "xcomp", "advcl", "acl") {
			break
		}
	}
	return -1
}

// speech tells whether a noun is what somebody says or decides: a letter, a
// resolution.
func (c *coder) speech(s, i int) bool {
	l := lower(c.d.Sentences[s].Tokens[i].Lemma)
	return c.lex.Classes.Has("speech_noun", l) || c.lex.Classes.Has("speech-noun", l) || c.eventNoun(s, i).Has("plan") || c.eventNoun(s, i).Has("charge")
}

func (c *coder) lend(cl, up *clause, slot, from string) {
	for _, a := range up.args {
		if a.slot == from {
			cl.args = append(cl.args, arg{slot, a.at})
		}
	}
}

// relative puts the noun that a relative clause describes in the place of its
// pronoun, or in the empty place of the object.
func (c *coder) relative(cl *clause) {
	sent := cl.sent
	t := &sent.Tokens[cl.head]
	noun := -1
	for top := cl.head; top >= 0; top = sent.Tokens[top].Head {
		if sent.Tokens[top].Is("acl:relcl") {
			noun = sent.Tokens[top].Head
			break
		}
		if !sent.Tokens[top].Is("conj", "xcomp", "ccomp") {
			break
		}
	}
	if noun < 0 {
		return
	}
	found := false
	for k := range cl.args {
		w := &sent.Tokens[cl.args[k].at]
		if cl.args[k].at == noun || w.UPOS == "PRON" && c.lex.Classes.Has("relative-pronoun", w.Lower()) {
			cl.args[k].at = noun
			found = true
		}
	}
	if !found && t.Is("acl:relcl") && !cl.has(obj) && !c.lex.Classes.Has("measure_unit", lower(sent.Tokens[noun].Lemma)) {
		cl.add(obj, noun)
	}
}
