package mention

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// titles gives a person the titles and affiliation that stand before the name.
func (f *finder) titles(p *phrase, edge int) {
	if p.first <= edge {
		return
	}
	aff := f.affiliation(edge, p.first)
	role := f.mainTitle(edge, p.first)
	switch {
	case role != nil:
	case f.words.honour[f.lower[p.first-1]]:
		edge = p.first - 1
	case !aff.found:
		return
	}
	p.first = max(edge, f.weekdayEnd(edge, p.first))
	if f.words.female[f.lower[edge]] || f.words.female[f.lower[p.first]] {
		p.says.Sex = "f"
	} else if f.words.male[f.lower[p.first]] {
		p.says.Sex = "m"
	}
	if aff.country != "" {
		p.says.Country = aff.country
	}
	if aff.of != "" {
		p.says.Of = aff.of
	}
	if role != nil {
		f.office(p, role, aff.sectors, edge)
		f.stateRole(p)
	} else if aff.sectors != nil && !p.says.Known {
		p.says.Sectors = aff.sectors
	}
}

// mainTitle is the office among the titles before a name, else the last title:
// "defence minister" of "Defence Minister General …".
func (f *finder) mainTitle(a, b int) *item {
	var title *item
	for i := b - 1; i >= a; i-- {
		k := f.at[i]
		if k < 0 || f.items[k].kind != roleItem || title == &f.items[k] {
			continue
		}
		if f.words.honour[f.lower[i]] && i > a && f.at[i-1] >= 0 && f.items[f.at[i-1]].kind == roleItem {
			continue // "Lt. Gen. Sir Michael …"
		}
		_, office := f.items[k].role("office")
		if title == nil {
			title = &f.items[k]
			if office && title.last-title.first > 1 {
				return title
			}
		} else if office {
			return &f.items[k]
		}
	}
	return title
}

// office gives a person the role that the text tells, and its sectors.
func (f *finder) office(p *phrase, role *item, body []string, edge int) {
	kinds := []string{"office", "title", "member", "crowd"}
	for _, kind := range kinds {
		if r, ok := role.role(kind); ok {
			p.roleKind = kind
			sectors := merge(r.Sectors, body)
			if len(sectors) > 0 && !(p.says.Known && kind != "office") {
				p.says.Sectors = sectors
			}
			break
		}
	}
	p.says.Role = f.lemmas(role)
	p.says.Office = f.text(role.first, role.last)
	if f.isFormer(edge, role.first) {
		p.says.Sectors = f.former(p.says.Sectors)
	}
}

// isFormer tells an office that is held no more: "former Finnish President".
func (f *finder) isFormer(a, b int) bool {
	for i := a; i < b; i++ {
		if f.lex.Classes.Has("former", f.lower[i]) {
			return true
		}
	}
	return false
}

func (f *finder) former(sectors []string) []string {
	if len(sectors) > 0 && (sectors[0] == "GOV" || sectors[0] == "LEG") {
		return []string{"ELI"}
	}
	return sectors
}

func (f *finder) lemmas(it *item) string {
	if it.last-it.first == 1 {
		return f.lemma[it.first]
	}
	return strings.Join(f.lemma[it.first:it.last], " ")
}

// weekdayEnd passes words of time before a title: "Thursday President …".
func (f *finder) weekdayEnd(a, b int) int {
	for a < b-1 && f.at[a] < 0 && f.words.nameless[f.lower[a]] {
		a++
	}
	return a
}

// bodyTitles gives an organisation what stands before its name: "Russia's
// Interfax news agency", "state news firm Saba". A plain adjective stays outside.
func (f *finder) bodyTitles(p *phrase, edge int) {
	if p.first <= edge {
		return
	}
	aff := f.affiliation(edge, p.first)
	body := false
	if k := f.at[p.first-1]; k >= 0 && f.items[k].kind == roleItem {
		_, body = f.items[k].role("body")
		if len(f.items[k].roles[0].Sectors) == 0 && !body {
			body = true
		}
	}
	if !body && !aff.found && p.typ == record.Group && f.qualified(edge, p.first) {
		p.first = edge
		return
	}
	if !body && !aff.found {
		f.modifiers(edge, p.first)
		return
	}
	p.first = f.weekdayEnd(edge, p.first)
	if !p.says.Known {
		p.says.Country = firstOf(p.says.Country, aff.country)
		p.says.Sectors = merge(p.says.Sectors, aff.sectors)
	}
}
