package coding

import (
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// act shapes what one party does toward another. What it says that it will give
// up is an offer, what it says that it will not do a refusal, and what it says
// that it will do with force a threat.
func (c *coder) act(d *draft, cl *clause, f *lexicon.Frame, m modality) bool {
	if len(d.Actors) == 0 && (!cl.nominal || d.Time == nil || d.Place == nil) {
		return false
	}
	if cl.nominal && d.back && len(d.Actors) < 2 && (d.Time == nil || d.Place == nil) {
		return false
	}
	if d.count(record.RoleActor) == 0 && c.lex.Classes.Has("active_type", lower(f.Type)) && !(cl.passive && d.Plover.Mode == "convict") {
		return false
	}
	if d.count(record.RoleActor) == 0 && (m.negation || m.will) && d.told >= 0 {
		c.speakerActs(d, cl)
	}
	if f.Type == "ACCUSE" && c.faultless(d, cl) {
		return false
	}
	yields := f.Type == "RETREAT" || f.Type == "CONCEDE"
	switch {
	case m.negation && (m.will || m.able) && (!conflict[f.Type] || f.Type == "MOBILIZE" && m.will) && d.count(record.RoleActor) > 0:
		return c.intend(d, cl, "REJECT", "rejects")
	case m.will && yields && !m.negation && d.count(record.RoleActor) > 0:
		return c.intend(d, cl, "AGREE", "offers")
	}
	if f.Type == "THREATEN" {
		c.threat(d, cl)
	}
	if c.threatens(d, cl, f, m) {
		d.Plover.Mode = threatMode(f.Type, d.Plover.Mode)
		d.Plover.Type, d.Plover.Aux = "THREATEN", "hypothetical"
		d.Why.Rule = "threat-of-force"
	}
	if _, _, ok := c.condition(cl); ok && conflict[f.Type] && d.told >= 0 && d.Plover.Aux == "" {
		d.Plover.Type, d.Plover.Mode, d.Plover.Aux = "THREATEN", "", "hypothetical"
		c.speakerActs(d, cl)
	}
	if d.Plover.Type == "THREATEN" {
		c.pressed(d, cl)
	}
	if first, last, ok := c.condition(cl); ok && (d.Plover.Type == "THREATEN" || d.Plover.Aux != "") {
		d.Condition = c.tokens(cl.s, first, last).Exact
	}
	if d.Issue == "" && c.lex.Classes.Has("issue_type", lower(f.Type)) {
		d.Issue = c.issue(cl.s, cl.head, c.lastOf(cl), cl.head)
	}
	c.number(d, cl)
	return true
}

// faultless tells whether what is claimed is no fault of anybody's: what the party
// itself has done ("claimed that it shelled the port"), or what somebody suffered from
// nobody ("claimed that nine villagers were hurt").
func (c *coder) faultless(d *draft, cl *clause) bool {
	if cl.comp < 0 || !cl.has(ccomp) || !c.lex.Classes.Has("claim_verb", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return false
	}
	inner := c.clause(cl.s, cl.comp)
	return d.count(record.RoleRecipient) == 0 || inner != nil && inner.passive && !inner.has(subj)
}

// speakerActs makes the speaker the one who will or will not do what is told
// without an agent: "the crew will not be released, the group said".
func (c *coder) speakerActs(d *draft, cl *clause) {
	if who := c.d.Statements[d.told].Speaker; who >= 0 && d.count(record.RoleActor) == 0 && !cl.has(subj) {
		for k, m := range c.named(who, cl.s) {
			if k == 0 {
				d.Actors = append([]record.Actor{{Mention: m, Role: record.RoleActor}}, d.Actors...)
			}
		}
	}
}

// intend turns an act that is announced or refused into a position.
func (c *coder) intend(d *draft, cl *clause, typ, stance string) bool {
	d.Kind, d.Stance = record.Position, stance
	d.Plover.Type, d.Plover.Mode = typ, ""
	if d.Plover.Aux != "hypothetical" || d.told >= 0 {
		d.Plover.Aux = ""
	}
	if d.Issue == "" {
		d.Issue = c.issueOf(cl, cl.head)
	}
	if first, last, ok := c.condition(cl); ok {
		d.Condition = c.tokens(cl.s, first, last).Exact
	}
	d.Why.Rule = "intention"
	if typ == "REJECT" {
		c.pressed(d, cl)
	}
	c.number(d, cl)
	return true
}

func (c *coder) lastOf(cl *clause) int {
	_, last := c.phrase(cl.sent, cl.head)
	return last
}

// threat gives a threat the mode of what is threatened.
func (c *coder) threat(d *draft, cl *clause) {
	inner := cl
	if cl.comp >= 0 {
		inner = c.clause(cl.s, cl.comp)
	}
	if d.Plover.Mode != "" || inner == nil {
		return
	}
	_, f := c.match(inner)
	if f == nil {
		return
	}
	if f.Issue != "" && d.Issue == "" {
		d.Issue = f.Issue
	}
	d.Plover.Mode = threatMode(f.Type, f.Mode)
}
