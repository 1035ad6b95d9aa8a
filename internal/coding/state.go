package coding

// copula begins the name by which verbs.tsv knows a state: "be under" an arrest.
const copula = "be "

// state reads a prepositional phrase that a copula makes the predicate as a verb
// with that phrase: "the bishop is under arrest", "nurses were on strike"; nil
// where no frame knows the state.
func (c *coder) state(s, i int) *clause {
	sent := &c.d.Sentences[s]
	if sent.Child(i, "cop") < 0 {
		return nil
	}
	p := c.preposition(sent, i)
	if p == "" || sent.Child(i, "nsubj", "nsubj:pass") < 0 {
		return nil
	}
	cl := &clause{sent: sent, s: s, head: i, comp: -1, lemmas: []string{copula + p}}
	for _, k := range sent.Children(i) {
		if sent.Tokens[k].Is("nsubj", "nsubj:pass", "nmod", "obl", "acl", "advcl") {
			c.argument(cl, k)
		}
	}
	c.relative(cl)
	cl.add(p, i)
	cl.modality = c.modality(s, i)
	cl.conditional = c.inCondition(s, i)
	if _, f := c.match(cl); f == nil || len(f.Conditions) == 0 {
		return nil
	}
	return cl
}

// causative gives a participle the object of the verb that had it done for its
// object, and that verb's subject for its own: "had the editor arrested".
func (c *coder) causative(cl *clause) {
	t := &cl.sent.Tokens[cl.head]
	if t.XPOS != "VBN" && t.XPOS != "VBD" || t.Head < 0 || !t.Is("xcomp", "ccomp", "acl") || cl.sent.Child(cl.head, "aux", "aux:pass", "obj") >= 0 {
		return
	}
	head := t.Head
	if t.Is("acl") {
		if !cl.sent.Tokens[head].Is("obj") {
			return
		}
		head = cl.sent.Tokens[head].Head
	}
	if head < 0 || head > cl.head || !c.lex.Classes.Has("causative_verb", lower(cl.sent.Tokens[head].Lemma)) || cl.sent.Tokens[head].Is("aux") {
		return
	}
	up := c.clause(cl.s, head)
	if up == nil {
		return
	}
	if len(up.find(obj)) == 0 || up.find(obj)[0] > cl.head {
		if own := cl.find(subj); len(own) > 0 && own[0] < cl.head { // "had him killed", he as its subject
			for k := range cl.args {
				if cl.args[k].slot == subj && cl.args[k].at == own[0] {
					cl.args[k].slot = obj
				}
			}
			cl.passive = true
			c.lend(cl, up, subj, subj)
		}
		return
	}
	cl.passive = true
	c.lend(cl, up, obj, obj)
	if !cl.has(subj) {
		c.lend(cl, up, subj, subj)
	}
}
