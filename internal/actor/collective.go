package actor

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// collective resolves "both sides", "the two countries", "the two leaders": the
// two parties, or people, that the report has named most by then.
func (r *resolver) collective(i int) {
	m := &r.mentions[i]
	people := r.lex.Classes.Has("pair-people", m.Says.Role)
	if people || r.lex.Classes.Has("leader-noun", m.Says.Role) && !r.lex.Classes.Has("head-of-state", m.Says.Role) {
		m.Parties = r.lastPeople(i)
	}
	if people || len(m.Parties) < 2 && r.officers(m) {
		r.bothPeople(i)
		return
	}
	if len(m.Parties) < 2 && !r.moreThanTwo(m) {
		states := !r.lex.Classes.Has("conflict-side", m.Says.Role)
		if m.Parties = r.coupled(m.Sentence, states, m.Says.Country); len(m.Parties) < 2 {
			m.Parties = r.topParties(states, m.Says.Country)
		}
	}
	if a, ok := r.sameRole(m); ok && (m.Last-m.First == 1 && r.plainParties(a) || r.moreThanTwo(m) && r.several(a)) {
		m.Parties = nil
		r.mean(i, a)
		return
	}
	a := r.add(i)
	act := &r.actors[a]
	if len(m.Parties) == 2 {
		p, q := &r.actors[m.Parties[0]], &r.actors[m.Parties[1]]
		act.Name = r.both(m, p, q)
		if p.Country == q.Country {
			act.Country = p.Country
		} else {
			act.Country = ""
		}
	}
	r.mean(i, a)
	if len(m.Parties) == 2 && r.actors[m.Parties[0]].Country != r.actors[m.Parties[1]].Country {
		r.actors[a].Country = ""
	}
}

// officers tells "the ministers", which without a word for two are no pair.
func (r *resolver) officers(m *doc.Mention) bool {
	role := m.Says.Role
	return r.lex.Classes.Has("leader-noun", role) && !r.lex.Classes.Has("any-leader", role) && !r.lex.Classes.Has("head-of-state", role) &&
		m.Says.Country == "" && m.Says.Of == "" && !r.lex.Classes.Has("pair", r.d.Sentences[m.Sentence].Tokens[m.First].Lower())
}

// bothPeople makes "the two men" vague people who stand for those last named.
func (r *resolver) bothPeople(i int) {
	m := &r.mentions[i]
	m.Form = doc.Vague
	a := r.add(i)
	r.mean(i, a)
	r.actors[a].Country = ""
	if len(m.Parties) == 0 {
		r.actors[a].Country = r.around(m)
	}
}

// plainParties tells an actor told by its own plural: "the parties" after "Norland's
// political parties".
func (r *resolver) plainParties(a int) bool {
	ms := r.actors[a].Mentions
	return len(ms) > 0 && r.mentions[ms[0]].Says.Plural && r.mentions[ms[0]].Form == doc.Description
}

// moreThanTwo tells "the three movements".
func (r *resolver) moreThanTwo(m *doc.Mention) bool {
	t := &r.d.Sentences[m.Sentence].Tokens[m.First]
	return t.UPOS == "NUM" && !r.lex.Classes.Has("pair", t.Lower())
}

// both names two parties together, with the office of those who stand for them:
// "foreign ministers of Iran and Iraq".
func (r *resolver) both(m *doc.Mention, p, q *doc.Actor) string {
	one, other := r.nameOf(p), r.nameOf(q)
	if m.Says.Office != "" {
		return m.Says.Office + " " + r.whose + " " + r.lex.WithArticle(one) + " " + r.and + " " + r.lex.WithArticle(other)
	}
	return one + " " + r.and + " " + other
}

// nameOf is an actor's name, or the words of its first mention.
func (r *resolver) nameOf(a *doc.Actor) string {
	if a.Name == "" && len(a.Mentions) > 0 {
		return r.unnamedAs(&r.mentions[r.plainest(a)])
	}
	return a.Name
}

// topParties are the two parties named most so far, of one country where the
// mention tells it: "Sudan's warring factions".
func (r *resolver) topParties(states bool, country string) []int {
	best, second := -1, -1 // the most named, and the next
	for k := range r.parties {
		p := &r.parties[k]
		if states && !p.state || country != "" && r.country(k) != country {
			continue
		}
		switch {
		case best < 0 || p.times > r.parties[best].times:
			best, second = k, best
		case second < 0 || p.times > r.parties[second].times:
			second = k
		}
	}
	if second < 0 {
		if states {
			return r.topParties(false, country)
		}
		return nil
	}
	if best > second {
		best, second = second, best
	}
	same := r.country(best) == r.country(second)
	return []int{r.partyActor(best, same), r.partyActor(second, same)}
}

func (r *resolver) country(k int) string { return r.actors[r.parties[k].actor].Country }

// late resolves a collective that stood before its parties were named.
func (r *resolver) late(i int) {
	m := &r.mentions[i]
	if r.moreThanTwo(m) {
		return
	}
	states := !r.lex.Classes.Has("conflict-side", m.Says.Role)
	if m.Parties = r.coupled(m.Sentence, states, m.Says.Country); len(m.Parties) < 2 {
		m.Parties = r.topParties(states, m.Says.Country)
	}
	if len(m.Parties) < 2 || m.Actor < 0 {
		return
	}
	p, q := &r.actors[m.Parties[0]], &r.actors[m.Parties[1]]
	a := &r.actors[m.Actor]
	a.Name = r.both(m, p, q)
	if p.Country == q.Country {
		a.Country = p.Country
	}
}

// partyActor is the actor that stands for a party: an armed party itself, the
// country of a state, or its government where the other party is of the same country.
func (r *resolver) partyActor(k int, same bool) int {
	p := &r.parties[k]
	c := r.lex.CountryByCode[r.country(k)]
	if !p.state || c == nil {
		return p.actor
	}
	name, sectors, kind := c.Name, []string(nil), record.PlaceType
	if body := r.lex.BodyOf(r.seat, c, r.d.Report.Date); same && body != "" {
		name, sectors, kind = body, []string{"GOV"}, record.Organization
	}
	if a, ok := r.names[name]; ok {
		return a
	}
	r.actors = append(r.actors, doc.Actor{Name: name, Type: kind, Country: c.Code, Sectors: sectors})
	r.roles, r.last = append(r.roles, ""), append(r.last, 0)
	r.names[name] = len(r.actors) - 1
	return len(r.actors) - 1
}
