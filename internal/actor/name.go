package actor

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// name resolves a proper name: the same name again, a surname or short form of a
// person named before ("Tykhii"), a body's acronym, or someone new.
func (r *resolver) name(i int) {
	m := &r.mentions[i]
	a, ok := r.names[m.Says.Name]
	if !ok {
		a, ok = r.shortForm(m)
	}
	if !ok && m.Type == record.Person {
		a, ok = r.unnamed(m)
	}
	if !ok {
		a = r.add(i)
	}
	r.mean(i, a)
	r.file(m, a)
}

// file remembers the forms that a name may take later.
func (r *resolver) file(m *doc.Mention, a int) {
	add := func(form string) {
		if _, ok := r.names[form]; !ok && form != "" {
			r.names[form] = a
		}
	}
	add(m.Says.Name)
	switch m.Type {
	case record.Person:
		surname := lastWord(m.Says.Name)
		if old, ok := r.names[surname]; !ok || r.actors[old].Type == record.Person {
			r.names[surname] = a
		}
	case record.Organization, record.Group:
		add(initials(m.Says.Name))
	}
}

// shortForm finds an actor by a part of its name.
func (r *resolver) shortForm(m *doc.Mention) (int, bool) {
	if m.Type == record.PlaceType {
		return 0, false
	}
	name := m.Says.Name
	if m.Type == record.Person {
		if m.Says.Known {
			return 0, false
		}
		a, ok := r.names[lastWord(name)]
		if !ok || r.actors[a].Type != record.Person {
			return r.spelling(m)
		}
		old := r.actors[a].Name
		if strings.Contains(name, " ") && strings.Contains(old, " ") && !related(name, old) {
			return 0, false
		}
		if c := r.actors[a].Country; c != "" && m.Says.Country != "" && c != m.Says.Country {
			return 0, false
		}
		return a, true
	}
	if m.Says.Known {
		return 0, false
	}
	for a := range r.actors {
		if r.actors[a].Type == m.Type && len(name) > 3 && (strings.HasSuffix(r.actors[a].Name, " "+name) || strings.HasPrefix(r.actors[a].Name, name+" ")) {
			return a, true
		}
	}
	return 0, false
}

// spelling finds a person whose surname is spelt almost the same: "Sarea", "Saree".
func (r *resolver) spelling(m *doc.Mention) (int, bool) {
	name := m.Says.Name
	if strings.Contains(name, " ") || len(name) < 5 {
		return 0, false
	}
	for a := range r.actors {
		if r.actors[a].Type == record.Person {
			old := lastWord(r.actors[a].Name)
			if len(old) == len(name) && old[:len(old)-1] == name[:len(name)-1] {
				return a, true
			}
		}
	}
	return 0, false
}

// related tells two full names of one person: "Salim Ahmed Salim", "Salim Salim".
func related(a, b string) bool {
	return lastWord(a) == lastWord(b) && strings.Fields(a)[0] == strings.Fields(b)[0]
}

// unnamed finds a person who was first told by office alone: "a Russian envoy",
// then "presidential envoy Konstantin Pulikovsky".
func (r *resolver) unnamed(m *doc.Mention) (int, bool) {
	if m.Says.Role == "" {
		return 0, false
	}
	for a := len(r.actors) - 1; a >= 0; a-- {
		act := &r.actors[a]
		if act.Type != record.Person || act.Name != "" || lastWord(r.roles[a]) != lastWord(m.Says.Role) {
			continue
		}
		if len(act.Sectors) > 0 && len(m.Says.Sectors) > 0 && act.Sectors[0] != m.Says.Sectors[0] {
			continue
		}
		if of := r.mentions[r.last[a]].Says.Of; of != "" && m.Says.Of != "" && of != m.Says.Of {
			continue
		}
		if act.Country == "" || m.Says.Country == "" || act.Country == m.Says.Country {
			return a, true
		}
	}
	return 0, false
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// initials is a name's acronym: "LRA" for "Lord's Resistance Army".
func initials(name string) string {
	if !strings.Contains(name, " ") {
		return ""
	}
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' }) {
		if c := word[0]; c >= 'A' && c <= 'Z' {
			b.WriteByte(c)
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

func capitalLetter(word string) bool { return word != "" && word[0] >= 'A' && word[0] <= 'Z' }
