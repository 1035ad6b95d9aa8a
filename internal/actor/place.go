package actor

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// thisPlace takes "the town", "the island", "the capital" for the place of that
// kind named last; one that the report names nowhere keeps its own words and the
// country that the report is about. It is false for a territory or republic that
// can only be a country.
func (r *resolver) thisPlace(i int) bool {
	m := &r.mentions[i]
	if r.lex.Classes.Has("capital-noun", m.Says.Role) {
		if c := r.lex.CountryByCode[r.home]; c != nil && c.Capital != "" {
			m.Says.Name, m.Says.Country = c.Capital, c.Code
		}
	}
	a, known := -1, m.Says.Name != ""
	if known {
		if named, ok := r.names[m.Says.Name]; ok {
			a = named
		}
	} else {
		a = r.lastPlace(i)
	}
	if a < 0 && !known && r.lex.Classes.Has("territory-noun", m.Says.Role) {
		if a = r.otherCountry(i); a < 0 {
			return false
		}
	}
	if a < 0 {
		if !known {
			m.Says.Country = r.home
		}
		a = r.add(i)
		if known {
			r.names[m.Says.Name] = a
		}
	}
	r.mean(i, a)
	return true
}

// lastPlace is the place named last that a noun may mean: a town for "the city",
// none of which the table says that it is something else.
func (r *resolver) lastPlace(i int) int {
	m := &r.mentions[i]
	site := r.lex.Classes.Has("site-noun", m.Says.Role)
	abroad := -1
	for k := i - 1; k >= 0; k-- {
		c := &r.mentions[k]
		if c.Actor < 0 || c.Type != record.PlaceType || c.Says.Country == record.IGO {
			continue
		}
		if c.Form != doc.Name {
			if c.Says.Role == m.Says.Role {
				return c.Actor
			}
			continue
		}
		name := r.actors[c.Actor].Name
		if r.lex.CountryByCode[c.Says.Country] != nil && r.isCountry(&r.actors[c.Actor]) {
			continue
		}
		if strings.Contains(strings.ToLower(name), m.Says.Role) || !site && r.ofKind(name, m.Says.Role) {
			if c.Says.Country == r.home || m.Sentence-c.Sentence <= 1 {
				return c.Actor
			}
			if abroad < 0 {
				abroad = c.Actor
			}
		}
	}
	return abroad
}

// otherCountry is what "the islands" and "the territory" mean where the table has it
// as a country: the one with that word in its name, else for a territory the one
// named last beside the country that the report is about.
func (r *resolver) otherCountry(i int) int {
	m := &r.mentions[i]
	last := -1
	for k := i - 1; k >= 0; k-- {
		c := &r.mentions[k]
		if c.Actor < 0 || c.Form != doc.Name || c.Type != record.PlaceType || !r.isCountry(&r.actors[c.Actor]) {
			continue
		}
		if strings.Contains(strings.ToLower(r.actors[c.Actor].Name), m.Says.Role) {
			return c.Actor
		}
		if last < 0 && c.Says.Country != r.home && r.lex.Classes.Has("dependency-noun", m.Says.Role) {
			last = c.Actor
		}
	}
	return last
}

// ofKind tells whether a name may be of the kind of place that a noun tells.
func (r *resolver) ofKind(name, noun string) bool {
	settlement := r.lex.Areas[noun].Kind == "settlement"
	if _, ok := r.lex.Capitals.Get(name); ok {
		return settlement
	}
	places, ok := r.lex.Places.Get(name)
	if !ok {
		return true
	}
	for _, p := range places {
		if (p.Kind == "city") == settlement && (p.Kind == "island") == (strings.HasPrefix(noun, "island")) {
			return true
		}
	}
	return false
}
