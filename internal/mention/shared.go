package mention

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// shared reads a nationality that shares its noun with the next: "Kurdish and
// Sunni members of parliament", "US and Cuban officials".
func (f *finder) shared(i, end int) (int, bool) {
	k := f.at[end-1]
	if k < 0 || f.items[k].kind != adjectiveItem || end+1 >= len(f.t) || f.t[end].UPOS != "CCONJ" && f.t[end].Form != "," {
		return end, false
	}
	it := &f.items[k]
	p := f.namePhrase(it)
	if !f.sharesHead(&p) || it.first < f.from {
		return end, false
	}
	f.found = append(f.found, p)
	return end, true
}

// sharesHead makes a name before "and" the group that the noun after it means:
// "NATO and Afghan forces".
func (f *finder) sharesHead(p *phrase) bool {
	k := f.at[p.last-1]
	if k < 0 || !p.named || p.last+1 >= len(f.t) || p.says.Role != "" {
		return false
	}
	it := &f.items[k]
	adjective := it.kind == adjectiveItem
	if it.kind == countryItem {
		_, adjective = f.lex.CountryAdjectives.Get(joined(f.form[it.first:it.last]))
	}
	next := p.last
	if f.t[next].UPOS == "CCONJ" {
		next++
	} else if f.t[next].Form != "," || !adjective {
		return false
	}
	if !adjective && it.kind != orgItem || next >= len(f.t) || f.at[next] < 0 {
		return false
	}
	other := f.items[f.at[next]].kind
	if other != adjectiveItem && !(adjective && (other == orgItem || other == countryItem)) {
		return false
	}
	end := f.run(next)
	if adjective && other == orgItem && end == f.items[f.at[next]].last {
		return f.sharesBody(p, &f.items[f.at[next]])
	}
	if end == f.items[f.at[next]].last && end+1 < len(f.t) && f.t[end].UPOS == "CCONJ" {
		end = f.run(end + 1)
	}
	mark := len(f.found)
	q := f.analyse(next, end)
	f.found = f.found[:mark]
	if q.kind != roleItem || q.roleKind == "crowd" {
		return false
	}
	p.kind, p.typ, p.form = roleItem, record.Group, doc.Description
	if q.typ == record.Organization {
		p.typ = record.Organization
	}
	p.roleKind = q.roleKind
	p.says.Role, p.says.Plural, p.says.Sectors = q.says.Role, true, q.says.Sectors
	p.says.Of, p.says.Name = "", ""
	return true
}

// sharesBody reads "Russian and Ukrainian forces", where the tables know the
// second whole.
func (f *finder) sharesBody(p *phrase, it *item) bool {
	if c, n := f.lex.CountryAdjectives.Longest(it.first, f.formAt); n == 0 || n >= it.last-it.first || c == nil {
		return false
	}
	q := f.namePhrase(it)
	p.kind, p.typ, p.form, p.roleKind = roleItem, q.typ, doc.Description, "body"
	p.says.Role, p.says.Plural, p.says.Sectors = f.lemma[it.last-1], q.typ == record.Group, q.says.Sectors
	p.says.Of, p.says.Name = "", ""
	return true
}

// list splits "leaders from France, Germany and Poland": the names after the
// first are each whom the role means there.
func (f *finder) list(p *phrase) int {
	next := p.last
	if !p.says.Plural || p.says.Country == "" || p.says.Of != "" {
		return next
	}
	if k := f.at[next-1]; k < 0 || !f.nation(&f.items[k]) {
		return next
	}
	var parts []phrase
	for next < len(f.t) {
		at := next
		for at < len(f.t) && (f.t[at].Form == "," || f.t[at].UPOS == "CCONJ" || f.t[at].UPOS == "DET") {
			at++
		}
		if at == next || at >= len(f.t) || f.at[at] < 0 || !f.nation(&f.items[f.at[at]]) {
			break
		}
		q := f.namePhrase(&f.items[f.at[at]])
		q.kind, q.form, q.roleKind = roleItem, doc.Description, p.roleKind
		q.typ = record.Group
		switch p.roleKind {
		case "office", "title", "member":
			if f.lex.Classes.Has("leader-noun", f.lemma[p.head]) {
				q.typ = record.Person
			}
		case "body":
			q.typ = record.Organization
		}
		q.says = doc.Naming{Country: q.says.Country, Sectors: p.says.Sectors, Role: p.says.Role, Office: p.says.Office, Definite: true}
		if q.typ != record.Group {
			q.says.Name = f.roleOf(q.says.Role, q.says.Country)
		}
		parts = append(parts, q)
		next = q.last
	}
	if len(parts) == 0 {
		return next
	}
	if p.typ = parts[0].typ; p.typ != record.Group {
		p.says.Name = f.roleOf(p.says.Role, p.says.Country)
	}
	p.says.Plural = p.typ == record.Group
	f.found = append(f.found, parts...)
	return parts[len(parts)-1].last
}

// nation tells a country or, in its place, its capital.
func (f *finder) nation(it *item) bool {
	return it.kind == countryItem || it.kind == placeItem && it.capital
}

// roleOf names one of a list by role and country: "leader of France".
func (f *finder) roleOf(role, country string) string {
	c := f.lex.CountryByCode[country]
	if c == nil {
		return ""
	}
	return role + " " + f.words.of + " " + f.lex.WithArticle(c.Name)
}
