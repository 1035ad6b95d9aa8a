package coding

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// reach gives an act, a position or an attack that no part of its frame has a
// recipient for the party that stands further off in the same clause: the object of
// what is to be done ("agreed to free Chadian sailors"), whose the object is ("paid
// the widow's rent"), a phrase that hangs on it ("opened an inquiry into claims
// against the minister"). Nothing beyond the clause is taken, nor who acts.
func (c *coder) reach(d *draft, cl *clause, f *lexicon.Frame) {
	switch f.Kind {
	case record.Act, record.Position, record.Incident:
	default:
		return
	}
	if d.mutual || d.count(record.RoleRecipient) > 0 || d.count(record.RoleActor) == 0 || !c.lex.Classes.Has("directed_type", lower(f.Type)) {
		return
	}
	for _, who := range c.reached(d, cl, reachDepth) {
		d.addActor(who, record.RoleRecipient)
	}
}

// reachDepth is how many clauses below its own reach looks into.
const reachDepth = 3

// reached are the parties nearest to a predicate in the role of one that something is
// done to.
func (c *coder) reached(d *draft, cl *clause, depth int) []record.Mention {
	if depth == 0 {
		return nil
	}
	for _, slot := range []string{iobj, obj} {
		sent := slot == obj && depth == reachDepth && c.lex.Classes.Has("sending_type", lower(d.Plover.Type)) && d.Kind == record.Act
		var list []record.Mention
		for _, t := range cl.find(slot) {
			if !sent {
				list = append(list, c.target(d, cl.s, t, "")...)
			} else if body, ok := c.bodyBefore(cl.s, t); ok { // "granted the Chadian army permission"
				list = append(list, c.apartFrom(d, []record.Mention{body})...)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	for _, a := range cl.args {
		if !cl.passive && !cl.nominal && a.at > cl.head && c.lex.Classes.Has("agent_marker", a.slot) && c.lex.Classes.Has("answering_type", lower(d.Plover.Type)) {
			if list := c.target(d, cl.s, a.at, a.slot); len(list) > 0 {
				return list // "accepted a proposal by the rebels"
			}
		}
	}
	for _, a := range cl.args {
		if a.at > cl.head && (c.lex.Classes.Has("directed_preposition", a.slot) || c.lex.Classes.Has("inner_preposition", a.slot) && c.lex.Classes.Has("area_type", lower(d.Plover.Type))) {
			if list := c.target(d, cl.s, a.at, a.slot); len(list) > 0 {
				return list
			}
		}
	}
	if list := c.reachedBelow(d, cl); len(list) > 0 {
		return list
	}
	for _, k := range c.innerClauses(cl) {
		inner := c.clause(cl.s, k)
		if inner == nil {
			continue
		}
		if list := c.apartFrom(d, c.recipients(inner)); len(list) > 0 {
			return list
		}
		if list := c.reached(d, inner, depth-1); len(list) > 0 {
			return list
		}
	}
	return nil
}

// innerClauses are the clauses that say what is to be done, or to what end: infinitives
// and gerunds behind the predicate, and below its object.
func (c *coder) innerClauses(cl *clause) []int {
	var list []int
	if cl.comp > cl.head && !cl.has(ccomp) {
		list = append(list, cl.comp)
	}
	for _, a := range cl.args {
		if a.slot == inf && a.at > cl.head && !slices.Contains(list, a.at) {
			list = append(list, a.at)
		}
	}
	for _, o := range cl.find(obj) {
		for _, k := range cl.sent.Children(o) {
			if cl.sent.Tokens[k].Is("acl") && !cl.sent.Tokens[k].Is("acl:relcl") {
				list = append(list, k)
			}
		}
	}
	return list
}

// reachedBelow are the parties that a phrase below the object, or below another phrase
// of a predicate, is directed at.
func (c *coder) reachedBelow(d *draft, cl *clause) []record.Mention {
	for _, a := range cl.args {
		if a.at < cl.head && !cl.passive && !cl.nominal || a.slot != obj && !c.lex.Classes.Has("directed_preposition", a.slot) && !(cl.nominal && c.lex.Classes.Has("belonging_preposition", a.slot)) || cl.sent.Tokens[a.at].UPOS == "VERB" {
			continue
		}
		for _, k := range conjuncts(cl.sent, a.at) {
			if list := c.phraseTarget(d, cl.s, k, 3); len(list) > 0 {
				return list
			}
		}
	}
	return nil
}

func (c *coder) phraseTarget(d *draft, s, t, steps int) []record.Mention {
	sent := &c.d.Sentences[s]
	if steps == 0 || c.mention(s, t) >= 0 {
		return nil
	}
	for _, k := range sent.Children(t) {
		w := &sent.Tokens[k]
		if !w.Is("nmod", "obl") || w.Is("nmod:poss") || k < t || c.timed(s, k) {
			continue
		}
		p := c.preposition(sent, k)
		if c.lex.Classes.Has("inner_preposition", p) && !c.lex.Classes.Has("area_type", lower(d.Plover.Type)) || !c.lex.Classes.Has("directed_preposition", p) && (!c.lex.Classes.Has("belonging_preposition", p) || c.lex.Classes.Has("agent_marker", p)) {
			continue
		}
		if list := c.target(d, s, k, p); len(list) > 0 {
			return list
		}
		if list := c.phraseTarget(d, s, k, steps-1); len(list) > 0 {
			return list
		}
	}
	return nil
}

// target are the parties that an argument names or belongs to, without who acts.
func (c *coder) target(d *draft, s, t int, preposition string) []record.Mention {
	w := &c.d.Sentences[s].Tokens[t]
	if c.timed(s, t) || w.UPOS == "VERB" || w.UPOS == "PRON" && c.mention(s, t) < 0 {
		return nil
	}
	list := c.partiesAt(s, t, true)
	if len(list) == 0 && c.lex.Classes.Has("answering_type", lower(d.Plover.Type)) {
		list = c.maker(s, t) // "rejected the text proposed by the envoy"
	}
	return c.apartFrom(d, slices.DeleteFunc(list, func(m record.Mention) bool {
		return !c.targetable(d, s, t, &m, preposition)
	}))
}

// targetable tells whether a party may be the one that a thing is done to though no
// frame says so. What is sent or given is none ("sent 90 soldiers"), nor a place that
// nothing is directed at, nor a thing.
func (c *coder) targetable(d *draft, s, t int, m *record.Mention, preposition string) bool {
	switch {
	case m.Type == record.PlaceType && len(m.Sectors) == 0:
		return preposition != "" && (conflict[d.Plover.Type] || d.Plover.Type == "AID") &&
			(c.lex.Classes.Has("target_preposition", preposition) || d.Plover.Type == "COERCE" && c.lex.Classes.Has("inner_preposition", preposition) || c.country(m.Name))
	case preposition == "" && c.lex.Classes.Has("sending_type", lower(d.Plover.Type)) && (c.armed(s, t) || c.eventNoun(s, t).Has("peacekeeper") || c.eventNoun(s, t).Has("monitor")):
		return false
	case m.Country != "":
		return true
	case c.lex.Weapons[lower(c.d.Sentences[s].Tokens[t].Lemma)] != "":
		return false
	}
	return c.mention(s, t) >= 0 || c.eventNoun(s, t).Has("person") || c.role(s, t)
}

func (c *coder) country(name string) bool {
	_, ok := c.lex.CountryNames.Get(lexicon.Words(name))
	return ok
}

// role tells whether a noun is one of people or bodies.
func (c *coder) role(s, t int) bool {
	_, ok := c.lex.Roles.Get(lower(c.d.Sentences[s].Tokens[t].Lemma))
	return ok
}

// apartFrom are those of a list who do not act themselves.
func (c *coder) apartFrom(d *draft, list []record.Mention) []record.Mention {
	return slices.DeleteFunc(list, func(m record.Mention) bool {
		return c.audience(&m) || slices.ContainsFunc(d.Actors, func(a record.Actor) bool {
			return key(&a.Mention) == key(&m) || a.Start == m.Start || a.Country != "" && side(&a.Mention) == side(&m) && (len(m.Sectors) == 0 || len(a.Sectors) == 0)
		})
	})
}

// bodyBefore is the body of a country that a noun's modifiers name where no mention
// stands there: the Chadian army of "a Chadian army helicopter".
func (c *coder) bodyBefore(s, t int) (record.Mention, bool) {
	sent := &c.d.Sentences[s]
	first := t
	for first > 0 && sent.Tokens[first-1].Is("compound", "amod", "nmod:poss", "punct") && sent.Below(first-1, t) && c.mention(s, first-1) < 0 {
		first--
	}
	for k := first; k < t-1; k++ {
		nation, ok := c.nationality(s, k)
		if !ok || nation.Start < sent.Tokens[first].Start {
			continue
		}
		from := k
		for from < t && sent.Tokens[from].Start < nation.End {
			from++
		}
		for i := from; i < t; i++ {
			roles, n := c.lex.Roles.Longest(i, func(i int) string {
				if i >= t {
					return ""
				}
				return lower(sent.Tokens[i].Lemma)
			})
			if n == 0 || len(roles) == 0 || roles[0].Kind != "body" {
				continue
			}
			nation.Span = c.d.Text.Span(nation.Start, sent.Tokens[i+n-1].End)
			nation.Type, nation.Name, nation.Sectors = record.Organization, nation.Exact, roles[0].Sectors
			nation.Code = record.Code(nation.Country, nation.Sectors)
			return nation, true
		}
		return record.Mention{}, false
	}
	return record.Mention{}, false
}
