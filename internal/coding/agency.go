package coding

import (
	"maps"
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// passiveAgent gives a passive that the tree leaves without an agent the one that
// stands behind it: below another phrase ("was taken from the shop by the army"), or
// behind a passive joined to it ("were drilled and fed by officers").
func (c *coder) passiveAgent(cl *clause) {
	if !cl.passive || cl.has(subj) || cl.sent.Tokens[cl.head].UPOS != "VERB" {
		return
	}
	for k := range cl.args {
		if c.lex.Classes.Has("agent_marker", cl.args[k].slot) {
			cl.args[k].slot = subj
			return
		}
	}
	for _, a := range cl.args {
		if a.at < cl.head || cl.sent.Tokens[a.at].UPOS == "VERB" || c.event(cl.s, a.at) {
			continue
		}
		for _, k := range cl.sent.Children(a.at) {
			if cl.sent.Tokens[k].Is("nmod", "obl") && c.lex.Classes.Has("agent_marker", c.preposition(cl.sent, k)) && c.someone(cl.s, k) {
				cl.add(subj, k)
				return
			}
		}
	}
	for _, k := range cl.sent.Children(cl.head) {
		t := &cl.sent.Tokens[k]
		if !t.Is("conj") || t.XPOS != "VBN" || cl.sent.Child(k, "nsubj", "nsubj:pass", "obj") >= 0 {
			continue
		}
		for _, j := range cl.sent.Children(k) {
			if cl.sent.Tokens[j].Is("obl") && c.lex.Classes.Has("agent_marker", c.preposition(cl.sent, j)) && !c.timed(cl.s, j) {
				cl.add(subj, j)
				return
			}
		}
	}
}

// maker is who made, sent or gave the thing that acts: the navy of "a mine laid by the
// navy sank the ferry". A thing does nothing by itself.
func (c *coder) maker(s, t int) []record.Mention {
	sent := &c.d.Sentences[s]
	if c.mention(s, t) >= 0 || sent.Tokens[t].UPOS != "NOUN" || c.eventNoun(s, t).Has("person") {
		return nil
	}
	for _, k := range sent.Children(t) {
		w := &sent.Tokens[k]
		if !w.Is("acl") || w.XPOS != "VBN" {
			continue
		}
		cl := c.clause(s, k)
		if cl == nil || !cl.passive {
			continue
		}
		var list []record.Mention
		for _, by := range cl.find(subj) {
			list = append(list, c.partiesAt(s, by, false)...)
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// ownNaming is the nearest mention before a pronoun that names party p alone with
// words, -1 for none: of "they", for each of those meant its own name.
func (c *coder) ownNaming(pronoun *doc.Mention, p int) int {
	best := -1
	for _, k := range c.namings[p] {
		x := &c.d.Mentions[k]
		if x.Start >= pronoun.Start {
			break
		}
		if len(x.Parties) == 0 {
			best = k
		}
	}
	return best
}

// sharers gives an agreement or a meeting that names one party of it the other, which
// stands further off: in a with-phrase below its object ("scrapped his meeting with the
// minister"), or as the one that something is offered ("offered the rebels a deal").
func (c *coder) sharers(d *draft, cl *clause) {
	if d.Kind != record.Agreement && d.Kind != record.Meeting || len(d.sides(record.RoleActor)) != 1 {
		return
	}
	add := func(list []record.Mention) bool {
		n := len(d.Actors)
		for _, who := range list {
			if (who.Type != record.PlaceType || len(who.Sectors) > 0 || c.country(who.Name)) && !c.audience(&who) {
				d.addActor(who, record.RoleActor)
			}
		}
		return len(d.Actors) > n
	}
	for _, t := range cl.find(iobj) {
		if add(c.partiesAt(cl.s, t, false)) {
			return
		}
	}
	for _, p := range slices.Sorted(maps.Keys(c.lex.Classes.Set("comitative"))) {
		for _, a := range cl.args {
			if a.at < cl.head && !cl.passive || a.slot == mod || a.slot == poss || cl.sent.Tokens[a.at].UPOS == "VERB" {
				continue
			}
			for _, k := range conjuncts(cl.sent, a.at) {
				for _, t := range c.phrasesBelow(cl, nil, k, p, 2) {
					if add(c.partiesAt(cl.s, t, false)) {
						return
					}
				}
			}
		}
	}
}
