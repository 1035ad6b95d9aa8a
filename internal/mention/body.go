package mention

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// fullName takes into the name of a body what its capitals show to belong to it:
// "National Front for the Liberation of Norland", "State Board of Antiquities and
// Heritage". "Government of Norland" and "Ministry spokesman" are left alone.
func (f *finder) fullName(p *phrase) {
	if p.roleKind != "body" && p.kind != orgItem || p.says.Known || f.title || f.shouts || p.says.Plural || p.last == 0 {
		return
	}
	if head := p.last - 1; !capital(f.t[head].Form) || f.words.realm[f.lower[head]] {
		return
	}
	last := p.last
	for last+1 < len(f.t) {
		next := f.capitals(last)
		if next == last {
			break
		}
		last = next
	}
	if last == p.last {
		return
	}
	first := p.first
	for first < p.head && !capital(f.t[first].Form) {
		first++
	}
	country := p.says.Country
	if k := f.at[last-1]; country == "" && k >= 0 && f.items[k].country != nil {
		country = f.lex.StateOn(f.items[k].country.Code, f.date)
	}
	p.last, p.named, p.kind, p.typ = last, true, orgItem, record.Organization
	if p.form == doc.Vague {
		p.form = doc.Name
	}
	p.says.Name, p.says.Country, p.says.Definite = f.text(first, last), country, true
	if o, ok := f.lex.Organizations.Get(p.says.Name); ok {
		org := o.On(f.date)
		p.says.Known, p.says.Name, p.says.Country, p.says.Sectors = true, org.Name, org.Country, org.Sectors
	}
}

// capitals is the end of what follows a body's name at token i: "for" or "of", an
// article, and words with capitals that name no party of their own; i where there is nothing of the
// kind.
func (f *finder) capitals(i int) int {
	if !f.lex.Classes.Has("body-name-preposition", f.lower[i]) {
		return i
	}
	first := i + 1
	if f.t[first].UPOS == "DET" {
		first++
	}
	last := first
	for last < len(f.t) && capital(f.t[last].Form) && !f.words.nameless[f.lower[last]] && f.t[last].UPOS != "VERB" && f.t[last].UPOS != "PRON" {
		last++
	}
	if last == first || first < len(f.t) && f.acronym(first) {
		return i
	}
	joining := f.t[i].UPOS == "CCONJ"
	if f.words.within[f.lower[i]] && !f.begun(i) {
		return i
	}
	for k := first; k < last; k++ {
		if f.at[k] < 0 {
			continue
		}
		switch it := &f.items[f.at[k]]; it.kind {
		case personItem, orgItem, peopleItem:
			return i
		case roleItem:
			if _, ok := it.role("title", "office", "body"); ok {
				return i
			}
		case countryItem, placeItem:
			// "of Norland" ends a name that "for the Liberation" began
			if joining || k == first && !f.begun(i) {
				return i
			}
		case adjectiveItem:
			if joining {
				return i
			}
		}
	}
	if joining && (f.at[first-1] >= 0 || f.at[i-1] >= 0 || f.possessive(last) || last < len(f.t) && f.t[last].UPOS == "AUX") {
		return i
	}
	return last
}

// begun tells that the word before token i is no body's own noun, so that a name
// in several parts has begun: "Liberation" of "Front for the Liberation of".
func (f *finder) begun(i int) bool {
	before := strings.ToLower(f.t[i-1].Form)
	_, role := f.lex.Roles.Get(before)
	return !role && !f.words.suffix[before]
}

// ruled reads a government by who leads it: "the Brel administration", "Maroun
// regime".
func (f *finder) ruled(p *phrase, at int) bool {
	if at-1 < p.first || !capital(f.t[at-1].Form) {
		return false
	}
	people := f.lex.Surnames[f.form[at-1]]
	first := at - 1
	if k := f.at[at-1]; k >= 0 {
		if f.items[k].kind != personItem {
			return false
		}
		people, first = f.items[k].person, f.items[k].first
	}
	term := f.leader(people)
	if term == nil {
		return false
	}
	p.first, p.form, p.typ = max(first, p.first), doc.Description, record.Organization
	p.says.Country, p.says.Of, p.says.Definite = f.lex.StateOn(term.Country, f.date), "", true
	p.says.Name = f.text(p.first, p.last)
	if c := f.lex.CountryByCode[p.says.Country]; c != nil {
		p.says.Name = firstOf(f.bodyName(p.says.Role, c), f.bodyName(f.words.seatBody, c), p.says.Name)
	}
	return true
}

// leader is the term of office in which one of some people led a country: on the
// report's day, else the last that had begun.
func (f *finder) leader(people []*lexicon.Person) *lexicon.Person {
	var last *lexicon.Person
	for _, term := range people {
		if firstOf(term.Sectors...) != f.words.government[0] || f.lex.CountryByCode[term.Country] == nil || f.date != "" && term.From > f.date {
			continue
		}
		if !f.lex.Classes.Has("ruling-office", strings.ToLower(lastWord(term.Office))) {
			continue
		}
		if last == nil || term.From > last.From {
			last = term
		}
	}
	return last
}

// sharedCountry is the country whose name the word before "and" shares with the
// next: the "North" of "North and South Korea"; nil where there is none.
func (f *finder) sharedCountry(u, b int) *lexicon.Country {
	if b-u != 1 || b+1 >= len(f.t) || f.t[b].UPOS != "CCONJ" || !f.lex.Classes.Has("compass", f.form[u]) {
		return nil
	}
	k := f.at[b+1]
	if k < 0 || f.items[k].kind != countryItem || f.items[k].last-f.items[k].first < 2 || !f.lex.Classes.Has("compass", f.form[b+1]) {
		return nil
	}
	c, _ := f.lex.CountryNames.Get(f.form[u] + " " + joined(f.form[b+2:f.items[k].last]))
	return c
}
