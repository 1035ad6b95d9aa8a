package coding

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// meeting shapes a meeting: held or under way it is CONSULT, set or announced
// AGREE. "Talks" with no party known are none, nor is a meeting that is only
// referred to ("the talks failed").
func (c *coder) meeting(d *draft, cl *clause, top int) bool {
	if d.Plover.Type == "CONSULT" && d.Plover.Aux == "future" {
		d.Plover.Type, d.Plover.Mode = "AGREE", ""
	}
	if d.Plover.Type == "AGREE" && d.Plover.Aux == "" {
		d.Plover.Aux = "future"
	}
	if cl.nominal && cl.modality.obligation {
		d.Plover.Type, d.Plover.Aux = "REQUEST", "hypothetical" // "the next step should be a meeting between"
	}
	c.chair(d, cl)
	if d.count(record.RoleHost)+d.count(record.RoleMediator) > 0 {
		c.seated(d)
	}
	if (cl.nominal || c.talksSubject(cl)) && d.count(record.RoleActor) == 0 && d.Plover.Type == "CONSULT" && d.Plover.Aux != "hypothetical" && (d.Place != nil || d.Time != nil || c.lasting(cl, top)) {
		c.seatedOrLead(d)
	}
	parties := d.count(record.RoleActor) + d.count(record.RoleHost) + d.count(record.RoleMediator)
	if cl.nominal && top == cl.head && d.count(record.RoleActor) < 2 && c.lex.Classes.Has("topic_preposition", c.preposition(cl.sent, top)) {
		return false // "a team for talks with the rebels"
	}
	if parties == 0 || cl.nominal && parties < 2 && d.back && top == cl.head {
		return false
	}
	if d.Issue == "" {
		d.Issue = c.about(cl)
	}
	for _, x := range doc.In(c.d.Durations, cl.s) {
		if c.belongs(cl, top, x.Head) && (!c.elapsed(cl.sent, &x) || c.ended(cl, top, &x)) {
			long := x.Duration
			d.Duration = &long
			break
		}
	}
	if d.Place == nil && d.Plover.Aux == "" && d.Plover.Type == "CONSULT" {
		d.Place = c.datelinePlace(cl.s)
	}
	return true
}

// elapsed tells whether a span of time is what went by before or after a thing and
// not how long it took: "the first meeting in two years", "within three weeks".
func (c *coder) elapsed(sent *doc.Sentence, x *doc.Duration) bool {
	return c.lex.Classes.Has("elapsed_preposition", c.preposition(sent, x.Head))
}

// ended tells whether a span of time is how long talks had lasted when they were
// over: "concluded their talks after six hours".
func (c *coder) ended(cl *clause, top int, x *doc.Duration) bool {
	return c.lex.Classes.Has("ending_verb", lower(cl.sent.Tokens[top].Lemma)) && c.lex.Classes.Has("length_preposition", c.preposition(cl.sent, x.Head))
}

// chair makes who chairs talks their mediator where others are known to be at the
// table, else one of the parties: "the envoy chaired the talks".
func (c *coder) chair(d *draft, cl *clause) {
	if cl.nominal || d.count(record.RoleMediator) == 0 || d.count(record.RoleActor) > 0 || c.table != nil && c.table.sentence <= d.sentence && c.pointsBack(cl) {
		return
	}
	if !c.lex.Classes.Has("chairing_verb", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return
	}
	for k := range d.Actors {
		if d.Actors[k].Role == record.RoleMediator {
			d.Actors[k].Role = record.RoleActor
		}
	}
}

// pointsBack tells whether a clause's object is a thing told before.
func (c *coder) pointsBack(cl *clause) bool {
	for _, k := range cl.find(obj) {
		if cl.sent.Tokens[k].UPOS == "PRON" || c.definite(cl.sent, k) {
			return true
		}
	}
	return false
}

// talksSubject tells whether a clause is said of talks: "the talks collapsed".
func (c *coder) talksSubject(cl *clause) bool {
	for _, k := range cl.find(subj) {
		if c.ofClass(cl.s, k, "talks") {
			return true
		}
	}
	return false
}

// lasting tells whether a clause says how long its event took.
func (c *coder) lasting(cl *clause, top int) bool {
	for _, x := range doc.In(c.d.Durations, cl.s) {
		if c.belongs(cl, top, x.Head) && !c.elapsed(cl.sent, &x) {
			return true
		}
	}
	return false
}

// about is the issue of a meeting: what is talked about, "on grain exports",
// "peace talks", "to discuss the truce".
func (c *coder) about(cl *clause) string {
	sent := cl.sent
	for _, a := range cl.args {
		switch {
		case c.lex.Classes.Has("topic_preposition", a.slot), a.slot == advcl, a.slot == xcomp, a.slot == mod:
			f, l := sent.Subtree(a.at)
			if issue := c.issue(cl.s, f, l, a.at); issue != "" && !(a.slot == mod && issue == "talks") {
				return issue
			}
		case a.slot == obj && c.mention(cl.s, a.at) < 0:
			f, l := sent.Subtree(a.at)
			if issue := c.issue(cl.s, f, l, a.at); issue != "" && issue != "talks" {
				return issue
			}
		}
	}
	return ""
}

// datelinePlace is the place of the dateline for the lead sentence, where the
// reporter is at the thing.
func (c *coder) datelinePlace(s int) *record.Place {
	sent := &c.d.Sentences[s]
	if sent.Dateline == 0 || sent.Kind != doc.Body {
		return nil
	}
	for _, p := range doc.In(c.d.Places, s) {
		if p.Last <= sent.Dateline {
			where := p.Place
			return &where
		}
	}
	return nil
}
