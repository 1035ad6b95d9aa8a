package coding

import (
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// sharedAct is what parties do together where the tables have no other code for
// it: "Chadian and Sudanese rangers counted the herds together", "Mali built the
// road in partnership with Niger".
var sharedAct = lexicon.Frame{Kind: record.Act, Type: "COOPERATE", Parts: []lexicon.Part{
	{Slot: subj, Role: record.RoleActor}, {Slot: partner, Role: record.RoleRecipient}}}

// partisanAct is what a party does for another where the tables have no other code
// for it: "Chadian monks fasted in support of the strikers".
var partisanAct = lexicon.Frame{Kind: record.Act, Type: "SUPPORT", Parts: []lexicon.Part{
	{Slot: subj, Role: record.RoleActor}, {Slot: partner, Role: record.RoleRecipient}}}

const partner = "partner" // with whom something is done together

// together codes what parties are said to do together.
func (c *coder) together(cl *clause) {
	if cl.nominal || cl.passive || cl.sent.Tokens[cl.head].UPOS != "VERB" || cl.modality.obligation {
		return
	}
	adverb, noun := -1, -1
	for _, k := range cl.sent.Children(cl.head) {
		t := &cl.sent.Tokens[k]
		switch {
		case t.Is("advmod") && c.lex.Classes.Has("joint_adverb", t.Lower()):
			adverb = k
		case c.lex.Classes.Has("joint_noun", t.Lower()) && k > 0 && cl.sent.Child(k, "det", "nmod:poss") < 0:
			noun = k
		}
	}
	if adverb < 0 && noun < 0 {
		return
	}
	for _, p := range c.partners(cl, noun) {
		if c.mention(cl.s, p) >= 0 || len(c.inside(cl.s, p, false)) > 0 {
			cl.add(partner, p)
		}
	}
	if !cl.has(partner) && !c.many(cl) {
		return
	}
	c.entry(cl, lexicon.Use{}, &sharedAct, cl.modality)
}

// partisan codes what somebody is said to do in support of a party, or on its
// behalf.
func (c *coder) partisan(cl *clause) bool {
	if cl.nominal || cl.passive || cl.sent.Tokens[cl.head].UPOS != "VERB" {
		return false
	}
	for _, a := range cl.args {
		if a.slot == subj {
			continue
		}
		for _, k := range append(cl.sent.Children(a.at), a.at) {
			t := &cl.sent.Tokens[k]
			if !t.Is("nmod", "obl") || !c.lex.Classes.Has("partisan_noun", t.Lower()) || cl.sent.Child(k, "det") >= 0 {
				continue
			}
			for _, p := range cl.sent.Children(k) {
				if cl.sent.Tokens[p].Is("nmod", "nmod:poss") && c.mention(cl.s, p) >= 0 {
					cl.add(partner, p)
				}
			}
		}
	}
	if !cl.has(partner) {
		return false
	}
	c.entry(cl, lexicon.Use{}, &partisanAct, cl.modality)
	return true
}

// partners are those with whom a clause says that something is done, beside its
// verb or below the noun of "in partnership with".
func (c *coder) partners(cl *clause, noun int) []int {
	var list []int
	for _, a := range cl.args {
		if c.lex.Classes.Has("comitative", a.slot) {
			list = append(list, a.at)
		}
	}
	if len(list) > 0 || noun < 0 {
		return list
	}
	for _, k := range cl.sent.Children(noun) {
		if c.lex.Classes.Has("comitative", c.preposition(cl.sent, k)) {
			list = append(list, k)
		}
	}
	return list
}
