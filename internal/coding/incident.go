package coding

import (
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// incident shapes a use of force. An attack that did not happen is none; one
// that a party says it will make is its threat.
func (c *coder) incident(d *draft, cl *clause, f *lexicon.Frame, m modality) bool {
	if m.negation || c.wholeWar(d, cl) {
		return false
	}
	d.under = cl.sent.Tokens[d.head].Head
	if (m.will || m.hypothetical && d.told >= 0) && d.count(record.RoleActor) > 0 && !cl.nominal {
		d.Kind = record.Act
		d.Plover.Type, d.Plover.Mode, d.Plover.Aux = "THREATEN", "violence", "hypothetical"
		if first, last, ok := c.condition(cl); ok {
			d.Condition = c.tokens(cl.s, first, last).Exact
		}
		d.Why.Rule = "threat-of-force"
		return true
	}
	if len(d.Actors) == 0 && (d.Place == nil && (d.Time == nil || cl.nominal && d.back)) {
		if cl.nominal && d.back || !c.dated(d) {
			return c.backReference(d)
		}
	}
	if len(d.Actors) == d.count(record.RoleRecipient) && cl.passive && len(c.lex.Harms[c.lemma(&cl.sent.Tokens[cl.head])]) > 0 {
		d.back = true // "five were killed" adds to an attack told elsewhere
		d.loose = true
	}
	if d.Plover.Mode == "" {
		d.Plover.Mode = c.means(cl)
	}
	return true
}

// wholeWar tells whether it is only said that there is or was a war, not who fought
// whom: "seven years of war", "a war that has cost 900 lives". That is what a report
// is about, not a thing that it tells.
func (c *coder) wholeWar(d *draft, cl *clause) bool {
	if cl.nominal && cl.event.Has("war") {
		switch {
		case d.head != cl.head:
			return !c.lex.Classes.Has("waging_verb", lower(cl.sent.Tokens[d.head].Lemma)) // "ended the war"
		case len(d.Actors) == 1 && d.Time == nil:
			return cl.has(poss) || cl.has(mod) // "Guatemala's longest war"
		}
		return len(d.Actors) == 0
	}
	for _, t := range cl.find(subj) {
		if c.eventNoun(cl.s, t).Has("war") && d.count(record.RoleActor) == 0 {
			return true
		}
	}
	return false
}

func (c *coder) dated(d *draft) bool { return d.Time != nil || d.Place != nil }

// backReference keeps a bare "the attack" for merging with an incident told
// before; merge drops it where there is none.
func (c *coder) backReference(d *draft) bool {
	d.back = true
	return true
}

// means is the mode that the clause's weapon words show: "drones hit a depot".
func (c *coder) means(cl *clause) string {
	first, last := c.phrase(cl.sent, cl.head)
	mode := ""
	for k := first; k < last; k++ {
		if c.mention(cl.s, k) >= 0 {
			continue
		}
		m := c.lex.Weapons[lower(cl.sent.Tokens[k].Lemma)]
		if m != "" && (mode == "" || m == "suicide-attack" || m == "drone") {
			mode = m
		}
	}
	return mode
}

// wentOn reads a noun of force that the tagger takes for a verb with the verb behind
// it: "fighting continued in the east". It tells whether it did.
func (c *coder) wentOn(s, i int) bool {
	sent := &c.d.Sentences[s]
	t := sent.Tokens
	if t[i].UPOS != "VERB" || t[i].XPOS != "VBG" || i+1 >= len(t) || t[i+1].Head != i || !t[i+1].Is("xcomp") || t[i+1].XPOS != "VBN" || sent.Child(i, "obj", "aux", "nsubj") >= 0 {
		return false
	}
	noun := c.lex.Senses.Nouns[t[i].Lower()]
	if !noun.Has("fighting") && !noun.Has("attack") || len(noun.Uses) == 0 || !c.occurs(lower(t[i+1].Lemma)) {
		return false
	}
	cl := &clause{sent: sent, s: s, head: i, comp: -1, nominal: true, event: noun}
	for _, k := range sent.Children(i + 1) {
		if p := c.preposition(sent, k); t[k].Is("obl") && p != "" {
			cl.add(p, k)
		}
	}
	cl.modality = c.modality(s, i+1)
	use, f := c.match(cl)
	if f == nil || f.Kind != record.Incident {
		return false
	}
	c.taken[i+1] = true
	c.entryAt(cl, i, use, f, cl.modality)
	return true
}

// occurs tells whether a verb says of an attack that it happens: "continue", "erupt".
func (c *coder) occurs(lemma string) bool {
	for _, use := range c.lex.Senses.Verbs[lemma] {
		for k := range use.Frames {
			if f := &use.Frames[k]; f.Kind == lexicon.Noun && len(f.Conditions) == 1 && f.Conditions[0].Slot == subj && f.Conditions[0].Class == "fighting" {
				return true
			}
		}
	}
	return false
}
