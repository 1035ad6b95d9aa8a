package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// apartSectors are the main sectors that set an actor off from its country's government.
var apartSectors = []string{"REB", "PRM", "UAF", "OPP", "CRM"}

// Party is whom a mention stands for at the table: a country ("UKR"), or for a
// non-state actor its code and name ("PSEREB Hamas"); "" where it stands for nobody
// in particular ("both sides").
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
	case m.Code != "":
		return m.Code + " " + m.Name
	case m.Type == record.Organization:
		return m.Name
	}
	return ""
}

// IsParty tells whether a party goes by a country, a code or a name.
func IsParty(party, wanted string) bool {
	if party == wanted || strings.EqualFold(party, wanted) {
		return true
	}
	code, name, _ := strings.Cut(party, " ")
	return code == wanted || strings.EqualFold(name, wanted) || len(wanted) == 3 && len(code) > 3 && strings.HasPrefix(code, wanted)
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
