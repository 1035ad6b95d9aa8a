package actor

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// couple is two parties that the report has named together: "Norland and Sudland
// signed", "talks between the army and the front".
type couple struct {
	a, b   int // parties
	weight float64
	at     int // sentence of the latest naming
}

// joins keeps with whom a party is named: mention i as the second of two.
func (r *resolver) joins(i int) {
	m := &r.mentions[i]
	t := r.token(m)
	if m.Actor < 0 || !t.Is("conj") || len(m.Parties) > 0 {
		return
	}
	s := &r.d.Sentences[m.Sentence]
	c := r.mentionAt(s, t.Head)
	if c < 0 || c >= i || r.mentions[c].Actor < 0 || len(r.mentions[c].Parties) > 0 {
		return
	}
	a, b := r.partyOf(r.mentions[c].Actor), r.partyOf(m.Actor)
	if !r.beside(s, &r.mentions[c], m) || a < 0 || b < 0 || a == b {
		return
	}
	if a > b {
		a, b = b, a
	}
	weight := 2.0
	if m.Sentence == 0 || r.d.Sentences[m.Sentence-1].Kind == doc.Headline {
		weight++
	}
	for k := range r.couples {
		if p := &r.couples[k]; p.a == a && p.b == b {
			p.weight += weight
			p.at = m.Sentence
			return
		}
	}
	r.couples = append(r.couples, couple{a, b, weight, m.Sentence})
}

// beside tells two mentions with nothing but "and" and an article between them, which
// are no part of a longer list.
func (r *resolver) beside(s *doc.Sentence, c, m *doc.Mention) bool {
	if c.First > 1 && s.Tokens[c.First-1].Form == "," && r.mentionAt(s, c.First-2) >= 0 {
		return false
	}
	for k := c.Last; k < m.First; k++ {
		if u := s.Tokens[k].UPOS; u != "CCONJ" && u != "DET" && u != "NUM" {
			return false
		}
	}
	return true
}

// partyOf is the party that an actor stands for; -1 for none.
func (r *resolver) partyOf(a int) int {
	key, _, ok := partyKey(&r.actors[a])
	if !ok {
		return -1
	}
	return slices.IndexFunc(r.parties, func(p party) bool { return p.key == key })
}

// partyKey is what the naming of a party is counted by: its country, with the
// sector where it does not stand for that.
func partyKey(a *doc.Actor) (key string, state, ok bool) {
	switch {
	case a.Country == "" || a.Country == record.IGO || a.Country == record.NGO || first(a.Sectors) == "JRN":
		return "", false, false
	case NonState(first(a.Sectors)):
		return a.Country + " " + first(a.Sectors), false, true
	}
	return a.Country, true, true
}

// coupled are the two parties that the report names together most, of states
// only where the noun is one of states.
func (r *resolver) coupled(at int, states bool, country string) []int {
	best, bestWeight := -1, 0.0
	floor := r.often(states, country)
	for k := range r.couples {
		p := &r.couples[k]
		if 2*min(r.parties[p.a].times, r.parties[p.b].times) < floor || max(r.parties[p.a].times, r.parties[p.b].times) < floor {
			continue // "Chad and Niger" of a report on others
		}
		if states && (!r.parties[p.a].state || !r.parties[p.b].state) || country != "" && (r.country(p.a) != country || r.country(p.b) != country) {
			continue
		}
		weight := p.weight
		if at-p.at <= 1 {
			weight += 0.5
		}
		if best < 0 || weight > bestWeight {
			best, bestWeight = k, weight
		}
	}
	if best < 0 {
		return nil
	}
	p := &r.couples[best]
	same := r.country(p.a) == r.country(p.b)
	return []int{r.partyActor(p.a, same), r.partyActor(p.b, same)}
}

// often is how often the party named second most is named.
func (r *resolver) often(states bool, country string) int {
	most, second := 0, 0
	for k := range r.parties {
		p := &r.parties[k]
		if states && !p.state || country != "" && r.country(k) != country {
			continue
		}
		if p.times > most {
			most, second = p.times, most
		} else {
			second = max(second, p.times)
		}
	}
	return second
}

// lastPeople are the two people whom "the two leaders" means in mention i: the last
// two joined by "and", else the last two named, who hold the office that the noun
// tells; not the subject of its own verb ("who had invited the two leaders").
func (r *resolver) lastPeople(i int) []int {
	m := &r.mentions[i]
	barred := r.barred(m)
	var found []int
	for k := i - 1; k >= 0; k-- {
		c := &r.mentions[k]
		if !r.leader(m, c) || slices.Contains(barred, c.Actor) || slices.Contains(found, c.Actor) {
			continue
		}
		if p := r.partner(k, c); p >= 0 && (r.leader(m, &r.mentions[p]) || r.mentions[p].Type == record.Person && !r.mentions[p].Says.Plural && r.mentions[p].Actor >= 0) && !slices.Contains(barred, r.mentions[p].Actor) && m.Sentence-c.Sentence <= reach {
			return []int{r.mentions[p].Actor, c.Actor}
		}
		found = append(found, c.Actor)
	}
	if len(found) < 2 {
		return nil
	}
	return []int{found[1], found[0]}
}

// partner is the mention that mention k is joined to; -1 for none.
func (r *resolver) partner(k int, c *doc.Mention) int {
	t := r.token(c)
	if !t.Is("conj") {
		return -1
	}
	if p := r.mentionAt(&r.d.Sentences[c.Sentence], t.Head); p < k {
		return p
	}
	return -1
}

// leader tells a person whom a noun for two people may mean: "the two presidents"
// are presidents, "the two leaders" stand for a country or party, "the two men" are any.
func (r *resolver) leader(m, c *doc.Mention) bool {
	if c.Type != record.Person || c.Form != doc.Name || c.Actor < 0 {
		return false
	}
	a := &r.actors[c.Actor]
	switch {
	case r.lex.Classes.Has("pair-people", m.Says.Role):
		return true
	case r.lex.Classes.Has("ruling-office", m.Says.Role) && !r.lex.Classes.Has("any-leader", m.Says.Role):
		return strings.Contains(strings.ToLower(a.Office), m.Says.Role)
	}
	return true
}
