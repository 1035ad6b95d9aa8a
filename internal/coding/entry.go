package coding

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// entry makes the draft that a matched frame tells.
func (c *coder) entry(cl *clause, use lexicon.Use, f *lexicon.Frame, m modality) {
	c.entryAt(cl, cl.head, use, f, m)
}

// entryAt makes the draft; its evidence is the clause of token top, which for a
// light verb is not the noun that names the event.
func (c *coder) entryAt(cl *clause, top int, use lexicon.Use, f *lexicon.Frame, m modality) {
	cl.frame = f
	d := c.draft(cl, top, use, f, m)
	for _, p := range f.Parts {
		for _, who := range c.parties(cl, p) {
			d.addActor(who, p.Role)
		}
	}
	c.reciprocal(&d, cl)
	d.mutual = c.mutual(f)
	c.reach(&d, cl, f)
	c.sharers(&d, cl)
	c.settle(&d, cl, top)
	if !c.shape(&d, cl, top, f, m) {
		if d.Kind != record.Incident {
			c.consume(cl, f)
		}
		return
	}
	c.consume(cl, f)
	d.Confidence = confidence(&d, cl)
	c.drafts = append(c.drafts, d)
	c.remember(&d)
	if d.Issue != "" && d.Issue != noIssue {
		c.lastIssue = d.Issue
	}
	if d.Kind == f.Kind && (d.Kind == record.Position || d.Kind == record.Agreement && d.Plover.Aux == "") {
		c.furtherContents(&d, cl)
	}
}

// draft is the bare entry of a frame: its code, its words, whose report it is.
func (c *coder) draft(cl *clause, top int, use lexicon.Use, f *lexicon.Frame, m modality) draft {
	d := draft{sentence: cl.s, head: top, told: c.told(cl.s, top), statement: -1}
	d.Kind = f.Kind
	d.headline = cl.sent.Kind == doc.Headline
	d.Plover = &record.Plover{Type: f.Type, Mode: f.Mode, Contexts: []string{}, Aux: m.aux()}
	if f.Mode == "" && slices.Contains(record.Modes[f.Type], use.Mode) {
		d.Plover.Mode = use.Mode
	}
	d.Issue = f.Issue
	if d.Issue == "" {
		d.Issue = use.Issue
	}
	if cl.nominal && (top == cl.head || f.Kind == record.Incident || cl.sent.Tokens[cl.head].Is("nsubj")) {
		d.back = c.definite(cl.sent, cl.head) && c.slotOf(cl, "specifying-slot") == ""
	}
	for _, t := range cl.find(subj) {
		d.back = d.back || d.Kind == record.Incident && c.eventNoun(cl.s, t).Has("attack") && c.definite(cl.sent, t)
	}
	first, last := c.span(cl, top)
	d.Evidence = []record.Span{c.tokens(cl.s, first, last)}
	d.Why = &record.Why{Rule: ruleOf(f), Words: c.words(cl, top)}
	return d
}

// ruleOf is the rule of docs/coding.md that a frame's entry goes by.
func ruleOf(f *lexicon.Frame) string {
	return f.Kind + "-frame"
}

// words are the words of the tree that gave an entry: predicate and arguments.
func (c *coder) words(cl *clause, top int) []string {
	list := []string{cl.sent.Tokens[top].Form}
	if top != cl.head {
		list = append(list, cl.sent.Tokens[cl.head].Form)
	}
	for _, a := range cl.args {
		if w := a.slot + ":" + cl.sent.Tokens[a.at].Form; !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// addActor adds a party in a role unless it is there in that role or, as an
// actor, in another.
func (d *draft) addActor(m record.Mention, role string) {
	for k := range d.Actors {
		a := &d.Actors[k]
		if key(&a.Mention) == key(&m) && (a.Role == role || role == record.RoleRecipient || a.Start == m.Start && a.End == m.End) {
			return
		}
	}
	d.Actors = append(d.Actors, record.Actor{Mention: m, Role: role})
}

// mutual tells whether a frame's parties fight one another, none of them only
// suffering it: "clashed with".
func (c *coder) mutual(f *lexicon.Frame) bool {
	for _, p := range f.Parts {
		if c.lex.Classes.Has("mutual-slot", p.Slot) && p.Role == record.RoleActor {
			return f.Kind == record.Incident
		}
	}
	return false
}

// reciprocal makes every actor a recipient too where each acts toward the other:
// "blamed each other".
func (c *coder) reciprocal(d *draft, cl *clause) {
	if d.count(record.RoleActor) < 2 || d.count(record.RoleRecipient) > 0 || d.Kind != record.Act {
		return
	}
	for _, o := range cl.find(obj) {
		if !c.lex.Classes.Has("reciprocal", cl.sent.Tokens[o].Lower()) {
			continue
		}
		for _, a := range slices.Clone(d.Actors) {
			a.Role = record.RoleRecipient
			d.Actors = append(d.Actors, a)
		}
		return
	}
}

// key is what makes two parties the same: country and main sector, or the name
// where there is no country.
func key(m *record.Mention) string {
	if m.Country == "" {
		return m.Name
	}
	sector := ""
	if len(m.Sectors) > 0 {
		sector = m.Sectors[0]
	}
	return m.Country + " " + sector + " " + m.Name
}

var nonStateSectors = []string{"REB", "PRM", "UAF", "OPP"}

const nonState = " non-state" // a party of a country that does not stand for it

// side is what tells parties apart in a conflict: country, and whether a party
// stands for it.
func side(m *record.Mention) string {
	if m.Country == "" {
		return m.Name
	}
	if len(m.Sectors) > 0 && slices.Contains(nonStateSectors, m.Sectors[0]) {
		return m.Country + nonState
	}
	return m.Country
}

// count counts the parties in a role.
func (d *draft) count(role string) int {
	n := 0
	for k := range d.Actors {
		if d.Actors[k].Role == role {
			n++
		}
	}
	return n
}

// consume takes the event nouns that a frame's arguments name, so that they are
// not told a second time: the withdrawal in "demanded a withdrawal".
func (c *coder) consume(cl *clause, f *lexicon.Frame) {
	for _, a := range cl.args {
		switch a.slot {
		case xcomp, ccomp, advcl, inf:
			if f.Type == "ACCUSE" && a.at == cl.comp && c.deed(cl) {
				c.take(cl.s, a.at) // "accused Mali of sending arms" does not say that Mali sent them
			}
			if f.Kind == record.Position || f.Kind == record.Agreement || f.Kind == record.Act {
				if (a.slot != ccomp || f.Kind == record.Agreement || c.wanted(cl, f)) && (a.slot != advcl || a.at == cl.comp && cl.has(inf)) {
					c.take(cl.s, a.at)
				}
			}
		case subj:
			if f.Kind == record.Position && c.asked(f, subj) && c.mention(cl.s, a.at) < 0 {
				c.take(cl.s, a.at) // "a truce is out of the question"
			}
			if n := c.eventNoun(cl.s, a.at); f.Kind == record.Incident && n.Has("attack") || f.Kind == record.Agreement && (n.Has("truce") || n.Has("accord")) {
				c.taken[a.at] = true
			}
		case poss, agent:
		default:
			if f.Kind != record.Incident && f.Type != "ACCUSE" && f.Type != "SUPPORT" && c.asked(f, a.slot) {
				for _, k := range conjuncts(cl.sent, a.at) {
					c.taken[k] = true
				}
			}
		}
	}
	if f.Kind == record.Position || f.Kind == record.Agreement {
		for _, k := range c.contents(cl) {
			if k != cl.comp || !cl.has(ccomp) || f.Kind == record.Agreement || c.wanted(cl, f) {
				c.take(cl.s, k)
			}
		}
	}
	for _, a := range cl.args {
		if c.taken[a.at] && a.slot != xcomp && a.slot != ccomp {
			for _, k := range cl.sent.Children(a.at) {
				if cl.sent.Tokens[k].Is("acl") && !cl.sent.Tokens[k].Is("acl:relcl") && cl.sent.Child(k, "mark") >= 0 {
					c.taken[k] = true
				}
			}
		}
	}
}

// deed tells whether a complement tells an act or a position, and not the use of
// force, which is an incident whoever is accused of it.
func (c *coder) deed(cl *clause) bool {
	inner := c.clause(cl.s, cl.comp)
	if inner == nil {
		return false
	}
	_, f := c.match(inner)
	return f != nil && (f.Kind == record.Act || f.Kind == record.Position)
}

// wanted tells whether a position's that-clause says what is to be done, and not what
// was: "demanded that the troops withdraw". A meeting asked for stays one by itself.
func (c *coder) wanted(cl *clause, f *lexicon.Frame) bool {
	if f.Kind != record.Position || cl.comp < 0 {
		return false
	}
	inner := c.clause(cl.s, cl.comp)
	if inner == nil {
		return false
	}
	if _, g := c.match(inner); g != nil && g.Kind == record.Meeting {
		return false
	}
	x := cl.sent.Tokens[cl.comp].XPOS
	return x == "VB" || x == "VBP" || inner.modality.obligation || x == "VBN" && inner.passive && inner.modality.aux() == ""
}

// take takes a complement for the frame around it: its verb, the verbs joined to
// it, and the events that their objects name.
func (c *coder) take(s, top int) {
	sent := &c.d.Sentences[s]
	c.taken[top] = true
	for _, k := range sent.Children(top) {
		if sent.Tokens[k].Is("conj") && (sent.Child(k, "nsubj") >= 0 || c.outer(sent, k) >= 0) {
			continue
		}
		if sent.Tokens[k].Is("advcl") && sent.Tokens[k].XPOS == "VBG" && sent.Child(k, "mark") >= 0 {
			c.take(s, k) // "terms for halting the war"
			continue
		}
		if sent.Tokens[k].Is("conj", "obj", "xcomp") || c.lex.Classes.Has("topic_preposition", c.preposition(sent, k)) || sent.Tokens[k].Is("acl") && sent.Child(k, "mark") >= 0 {
			if !c.taken[k] {
				c.take(s, k)
			}
		}
	}
}

// asked tells whether a frame asks for a slot.
func (c *coder) asked(f *lexicon.Frame, slot string) bool {
	for k := range f.Conditions {
		if f.Conditions[k].Slot == slot {
			return true
		}
	}
	return false
}

// definite tells whether a noun refers back: "the attack", "this deal", and
// nothing says which.
func (c *coder) definite(sent *doc.Sentence, i int) bool {
	for _, k := range sent.Children(i) {
		if sent.Tokens[k].Is("det") && c.lex.Classes.Has("back_determiner", sent.Tokens[k].Lower()) {
			return true
		}
	}
	return false
}

const noIssue = "other" // the issue of what has no issue of its own

// describes tells whether a clause only says which party is meant, and in the present
// tense: "groups that oppose the accord"; not "the group, which opposes the accord".
func (c *coder) describes(cl *clause) bool {
	t := &cl.sent.Tokens[cl.head]
	if !t.Is("acl:relcl") || t.XPOS != "VBZ" && t.XPOS != "VBP" || cl.modality.aux() != "" {
		return false
	}
	noun := t.Head
	for i := noun + 1; i < cl.head; i++ {
		if cl.sent.Tokens[i].UPOS == "PUNCT" {
			return false
		}
	}
	return cl.sent.Tokens[noun].UPOS == "NOUN" && slices.Contains(cl.find(subj), noun)
}

// shape gives the draft what its kind asks for; false where too little is told
// for an entry.
func (c *coder) shape(d *draft, cl *clause, top int, f *lexicon.Frame, m modality) bool {
	if d.Kind != record.Incident && c.describes(cl) {
		return false
	}
	switch d.Kind {
	case record.Meeting:
		return c.meeting(d, cl, top)
	case record.Position:
		return c.position(d, cl, f, m)
	case record.Agreement:
		return c.agreement(d, cl, f, m)
	case record.Act:
		return c.act(d, cl, f, m)
	}
	return c.incident(d, cl, f, m)
}
