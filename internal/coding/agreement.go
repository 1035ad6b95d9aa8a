package coding

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// agreement shapes what parties hold jointly: its state, its terms, how many
// people it is about.
func (c *coder) agreement(d *draft, cl *clause, f *lexicon.Frame, m modality) bool {
	d.State = f.Value
	if d.State == "carried_out" && d.Plover.Aux == "future" {
		d.State, d.Plover.Type, d.Plover.Mode, d.Plover.Aux = "agreed", "AGREE", "", ""
	}
	if m.able && d.told < 0 && !m.negation {
		return false // "either side can cancel it"
	}
	if d.State == "broken" || d.State == "in_force" || d.State == "ended" || m.negation {
		c.seated(d)
	}
	c.jointly(d)
	c.again(d, cl)
	parties := d.count(record.RoleActor) + d.count(record.RoleMediator)
	if parties == 0 && d.State != "ended" && d.State != "broken" && d.State != "in_force" {
		return false
	}
	if cl.nominal && d.State != "ended" && d.State != "broken" && (d.back && d.count(record.RoleActor) < 2 || parties == 0) {
		return false
	}
	if cl.nominal && d.State == "agreed" && d.count(record.RoleActor) < 2 && !m.negation && c.definite(cl.sent, cl.head) {
		return false // "announced the deal"
	}
	if d.Issue == "" {
		d.Issue = c.accordIssue(cl)
	}
	if k := c.contents(cl); len(k) > 0 {
		first, last := c.phrase(cl.sent, k[0])
		first, last = c.trim(cl.sent, first, last, k[0])
		d.Terms = c.tokens(cl.s, first, last).Exact
	}
	if first, last, ok := c.condition(cl); ok {
		d.Condition = c.tokens(cl.s, first, last).Exact
	}
	c.number(d, cl)
	if d.Count == nil {
		for _, k := range c.contents(cl) {
			c.countBelow(d, cl, k)
		}
	}
	return true
}

// again gives what is told of the accord itself, without its parties, those of the
// accord that was told before: "The treaty was brokered by the African Union".
func (c *coder) again(d *draft, cl *clause) {
	if c.accord == nil || c.accord.sentence >= cl.s || d.count(record.RoleActor) > 0 || d.State != "agreed" || d.Plover.Aux != "" {
		return
	}
	if k := c.accordAt(cl); !c.accordNoun(cl.s, k) || !c.definite(cl.sent, k) {
		return
	}
	for _, a := range c.accord.actors {
		d.addActor(a.Mention, record.RoleActor)
	}
	d.State, d.Issue = c.accord.state, c.accord.issue
}

// countable tells whether a mention with a number before it counts people: not the
// two governments or sides that are the parties.
func (c *coder) countable(m int) bool {
	x := &c.d.Mentions[m]
	return x.Form != doc.Collective && len(x.Parties) == 0 && x.Type != record.Organization && x.Type != record.PlaceType
}

// countBelow takes the number of people below a token: "a swap of 90 prisoners".
func (c *coder) countBelow(d *draft, cl *clause, top int) {
	numbers := doc.In(c.d.Numbers, cl.s)
	for k := range numbers {
		n := &numbers[k]
		if n.Noun < 0 || n.Article || !cl.sent.Below(n.Noun, top) {
			continue
		}
		lemma := lower(cl.sent.Tokens[n.Noun].Lemma)
		if m := c.mention(cl.s, n.Noun); c.lex.Senses.Nouns[lemma].Has("person") || m >= 0 && c.countable(m) {
			count := n.Count
			d.Count, d.Each = &count, n.Each
			return
		}
	}
}
