package dossier

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// apartSectors are the main sectors that set an actor off from its country's government.
var apartSectors = []string{"REB", "PRM", "UAF", "OPP", "CRM"}

// stateSectors are those of a state's own bodies: without a country they are nobody's.
var stateSectors = []string{"GOV", "MIL", "LEG", "JUD", "COP", "SPY"}

// bodyNames are the full names of bodies by their bynames and officials.
var bodyNames = sync.OnceValue(func() map[string]string {
	names, _ := lexicon.BodyNames()
	return names
})

// Party is whom a mention stands for at the table: a country ("UKR"), or for a
// non-state actor its code and name ("PSEREB Hamas"); "" where it stands for nobody
// in particular ("both sides", a foreign ministry of no country). An official of an
// intergovernmental body stands for the body, as do its troops and observers; who has
// no code at all goes by a name.
func Party(m *record.Mention) string {
	main := ""
	if len(m.Sectors) > 0 {
		main = m.Sectors[0]
	}
	body := m.Country == record.IGO || m.Country == record.NGO
	switch {
	case m.Country != "" && !body && !slices.Contains(apartSectors, main):
		return m.Country
	case m.Name == "" || m.Type == record.Group && m.Code == "":
		return m.Code
	case m.Country == "" && m.Type != record.Person && slices.Contains(stateSectors, main):
		return ""
	case body:
		return m.Country + " " + partyName(m.Country, m.Name, true)
	case m.Code != "":
		return m.Code + " " + partyName(m.Country, m.Name, m.Type != record.Person)
	case m.Type == record.Organization || m.Type == record.Person && unicode.IsUpper([]rune(m.Name)[0]):
		return partyName("", m.Name, m.Type != record.Person)
	}
	return ""
}

// partyName is the name of a party of a country that goes by several: the full name
// of a known one ("UN"), without the common nouns that follow it ("M23 rebel group").
func partyName(country, name string, body bool) string {
	known := bodyNames()
	for short := name; ; {
		if full, ok := known[country+"|"+short]; ok {
			return full
		}
		i := strings.LastIndexByte(short, ' ')
		if !body || i < 0 || proper(short[i+1:]) {
			if short == "" || !proper(short) || strings.HasSuffix(short, "'s") || strings.HasSuffix(short, "’s") {
				return name
			}
			return short
		}
		short = strings.TrimRight(short[:i], " ,")
	}
}

// proper tells whether words have a capital or a digit: whether they can be a name.
func proper(words string) bool {
	return strings.ContainsFunc(words, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
}

// IsParty tells whether a party goes by a country, a code or a name.
func IsParty(party, wanted string) bool {
	if party == wanted || strings.EqualFold(party, wanted) {
		return true
	}
	code, name, two := strings.Cut(party, " ")
	if code == wanted || strings.EqualFold(name, wanted) || len(wanted) == 3 && len(code) > 3 && strings.HasPrefix(code, wanted) {
		return true
	}
	return two && len(code) >= 3 && len(wanted) > 1 && strings.EqualFold(name, partyName(code[:3], wanted, true))
}

// partiesIn are the parties among actors in some roles, sorted, each once.
func partiesIn(actors []record.Actor, roles ...string) []string {
	var parties []string
	for i := range actors {
		if p := Party(&actors[i].Mention); p != "" && slices.Contains(roles, actors[i].Role) {
			parties = append(parties, p)
		}
	}
	slices.Sort(parties)
	return slices.Compact(parties)
}

// parties are those who act in an entry. Where three or more meet or agree, the
// country where they do so is host rather than party.
func (t *Telling) parties() []string {
	parties := partiesIn(t.Entry.Actors, record.RoleActor)
	if p := t.Entry.Place; p != nil && len(parties) > 2 && t.Entry.Kind != record.Act {
		if i := slices.Index(parties, p.Country); i >= 0 {
			parties = slices.Delete(parties, i, i+1)
		}
	}
	return parties
}

func (t *Telling) recipients() []string { return partiesIn(t.Entry.Actors, record.RoleRecipient) }

// names are the parties of a role, or, where it has none, what else acts in it: by
// name, else in the report's words.
func (t *Telling) names(role string) []string {
	if parties := partiesIn(t.Entry.Actors, role); len(parties) > 0 {
		return parties
	}
	var all []string
	for i := range t.Entry.Actors {
		a := &t.Entry.Actors[i]
		if name := cmp.Or(a.Name, a.Exact); a.Role == role && name != "" {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// concerned are all whom an entry concerns: actors, recipients, victims, speaker.
func (t *Telling) concerned() []string {
	parties := partiesIn(t.Entry.Actors, record.RoleActor, record.RoleRecipient)
	if v := t.Entry.Victims; v != nil {
		if p := Party(v); p != "" {
			parties = append(parties, p)
		}
	}
	slices.Sort(parties)
	return slices.Compact(parties)
}

// shared counts what two sorted lists have in common.
func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}

// agree tells whether two sets of parties can be one: two in common, or the one
// that a shorter telling names.
func agree(a, b []string) bool {
	return shared(a, b) >= max(1, min(2, len(a), len(b)))
}

// codes are the codes of parties, without the names of non-state actors: "the
// rebels" may be any of a country's.
func codes(parties []string) []string {
	all := make([]string, len(parties))
	for i, p := range parties {
		all[i], _, _ = strings.Cut(p, " ")
	}
	return all
}
