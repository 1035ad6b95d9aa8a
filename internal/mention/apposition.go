package mention

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// apposition joins a name and a role that stand beside one another, with a
// comma between: "Uganda's foreign minister, Sam Kutesa", "Fawzi Barhoum, a
// Hamas spokesman", "the capital, Riyadh".
func (f *finder) apposition(p *phrase, start int) {
	at := p.last
	if at+1 >= len(f.t) || f.t[at].Form != "," || p.form == doc.Collective {
		return
	}
	end := f.run(at + 1)
	if end == at+1 {
		return
	}
	mark := len(f.found)
	q := f.analyse(at+1, end)
	extra := len(f.found) > mark
	f.found = f.found[:mark]
	if q.kind == noItem {
		f.seatApposition(p, at+1, end)
		return
	}
	if extra || q.last < end && f.possessive(q.last) {
		return
	}
	q2 := q
	f.complement(&q2)
	if q2.kind == roleItem {
		if f.lex.Classes.Has("relation-noun", f.lemma[q.last-1]) && q2.last > q.last {
			return // "Brel, a rival of Maroun": two people
		}
		f.rest(&q2)
	}
	switch {
	case p.kind == countryItem && q.kind == roleItem:
		return
	case p.kind == roleItem && q.kind == personItem && !p.says.Plural && p.roleKind != "body":
		if f.runsOn(q2.last) && f.governed(p.first) {
			return // "… as the candidate, Ruiz said": the comma ends what stands before
		}
		if p.form == doc.Vague && !f.closed(q2.last) && !p.says.Definite && p.bare && p.roleKind != "office" {
			return
		}
		f.joinName(p, &q2)
	case p.kind == personItem && p.named && q.kind == roleItem && !q2.says.Plural && q2.roleKind != "body" && f.closed(q2.last):
		f.joinRole(p, &q2)
	case p.kind == orgItem && p.named && q.kind == roleItem && q.roleKind == "body" && !q.says.Plural && f.closed(q2.last) && f.indefinite(q.first):
		p.last = q2.last
		p.says.Country = firstOf(p.says.Country, q2.says.Country)
		p.says.Sectors = merge(p.says.Sectors, q2.says.Sectors)
	case p.kind == roleItem && p.roleKind == "body" && !p.says.Plural && !p.named && q.kind == orgItem && q.named && f.closed(q2.last):
		q2.first = p.first
		q2.says.Country, q2.says.Sectors = firstOf(q2.says.Country, p.says.Country), merge(q2.says.Sectors, p.says.Sectors)
		*p = q2
	}
}

// rest takes into a role in apposition what still belongs to it: "a member of his
// team", "mediator and a former president", "commander in the east".
func (f *finder) rest(p *phrase) {
	at := p.last
	if at+1 >= len(f.t) || p.says.Plural {
		return
	}
	if f.lex.Classes.Has("belong-preposition", f.lower[at]) {
		end := f.run(at + 1)
		if end == at+1 || !f.closed(end) || f.possessive(end-1) {
			return
		}
		for i := at + 1; i < end; i++ {
			if f.at[i] >= 0 && f.items[f.at[i]].kind != roleItem {
				return
			}
		}
		p.last = end
		return
	}
	end := f.run(at + 1)
	if end == at+1 {
		return
	}
	if f.lex.Classes.Has("seat-preposition", f.lower[at]) {
		k := f.at[end-1]
		if place := k >= 0 && (f.items[k].kind == placeItem || f.items[k].kind == countryItem); (place || f.words.direction[f.lower[end-1]]) && end < len(f.t) && f.t[end].UPOS == "PUNCT" {
			p.last = end // "a Hamas leader in Gaza"
		}
		return
	}
	if f.t[at].UPOS != "CCONJ" {
		return
	}
	mark := len(f.found)
	q := f.analyse(at+1, end)
	f.found = f.found[:mark]
	if q.kind != roleItem || q.says.Plural || q.roleKind == "body" || q.roleKind == "crowd" || q.last != end {
		return
	}
	f.complement(&q)
	if f.closed(q.last) {
		p.last = q.last
	}
}

// closed tells that an apposition ends here: at a comma, a stop, a verb or a
// relative clause.
func (f *finder) closed(i int) bool {
	if i >= len(f.t) {
		return true
	}
	switch f.t[i].UPOS {
	case "PUNCT", "VERB", "AUX":
		return true
	case "PRON", "DET":
		return f.words.relative[f.lower[i]]
	}
	return false
}

// runsOn tells whether a verb comes right after a name, so that the comma before it
// does not set the name off.
func (f *finder) runsOn(i int) bool {
	if i >= len(f.t) {
		return false
	}
	return f.t[i].UPOS == "VERB" || f.t[i].UPOS == "AUX"
}

// governed tells whether a phrase stands after a preposition or a verb.
func (f *finder) governed(first int) bool {
	k := first - 1
	for k >= 0 && (f.t[k].UPOS == "DET" || f.t[k].UPOS == "ADJ" || f.t[k].XPOS == "PRP$") {
		k--
	}
	if k < 0 {
		return false
	}
	switch f.t[k].UPOS {
	case "ADP", "VERB", "AUX", "SCONJ":
		return true
	}
	return false
}

func (f *finder) joinName(p, q *phrase) {
	r := *q
	r.first = p.first
	r.says.Role, r.says.Office, r.roleKind = p.says.Role, p.says.Office, p.roleKind
	if !r.says.Known || p.says.Country != "" {
		r.says.Country = firstOf(p.says.Country, r.says.Country)
	}
	if len(p.says.Sectors) > 0 {
		r.says.Sectors = p.says.Sectors
	}
	r.says.Of = firstOf(p.says.Of, r.says.Of)
	*p = r
}

func (f *finder) joinRole(p, q *phrase) {
	p.last = q.last
	p.says.Role, p.says.Office, p.roleKind = q.says.Role, q.says.Office, q.roleKind
	p.says.Country = firstOf(q.says.Country, p.says.Country)
	if f.isFormer(q.first, q.last) {
		p.says.Sectors = q.says.Sectors
	}
	if len(q.says.Sectors) > 0 && !(p.says.Known && len(p.says.Sectors) > 0) {
		p.says.Sectors = q.says.Sectors
	}
	p.says.Of = firstOf(q.says.Of, p.says.Of)
}

// capitalNamed reads "the capital, Riyadh".
func (f *finder) capitalNamed(i, end int) (int, bool) {
	if !f.words.seatWord[f.lemma[end-1]] || end+1 >= len(f.t) || f.t[end].Form != "," || f.at[end+1] < 0 {
		return end, false
	}
	it := &f.items[f.at[end+1]]
	if it.kind != placeItem || len(f.found) > 1 {
		return end, false
	}
	p := f.namePhrase(it)
	if len(f.found) == 1 {
		p.first = f.found[0].first // "Norland's capital, Zaruba"
	} else {
		p.first, _ = f.leftEdge(i, end)
	}
	f.found = append(f.found[:0], p)
	return p.last, true
}

// capitalTold reads a capital that is told by its country, with its name after it
// or without: "the Nigerian capital", "the Syrian capital Damascus".
func (f *finder) capitalTold(i, end int) (int, bool) {
	seat := end - 1
	if k := f.at[seat]; k >= 0 && f.items[k].kind == placeItem {
		seat = f.items[k].first - 1
	}
	if seat <= i || !f.words.seatWord[f.lemma[seat]] || f.plural(seat) {
		return end, false
	}
	owner := seat - 1
	if f.possessive(owner) {
		owner--
	}
	if owner < i || f.at[owner] < 0 {
		return end, false
	}
	it := &f.items[f.at[owner]]
	if it.country == nil || it.kind != adjectiveItem && it.kind != countryItem || it.country.Capital == "" {
		return end, false
	}
	p := phrase{first: it.first, last: end, head: seat, kind: placeItem, typ: record.PlaceType, named: true}
	p.says = doc.Naming{Name: it.country.Capital, Known: true, Country: f.lex.StateOn(it.country.Code, f.date), Definite: true}
	if seat < end-1 {
		p.says.Name = f.namePhrase(&f.items[f.at[end-1]]).says.Name
	}
	f.found = append(f.found[:0], p)
	return end, true
}

// seatApposition reads "Tehran, the capital".
func (f *finder) seatApposition(p *phrase, a, b int) {
	if p.kind == placeItem && f.words.seatWord[f.lemma[b-1]] && f.closed(b) {
		p.last = b
	}
}

// thisPlace reads "the country", "this town", "the divided island": a place whose
// name stands elsewhere, which actor finds. "The town of Ballas" has its own name.
func (f *finder) thisPlace(i, end int) (int, bool) {
	last := end - 1
	if f.possessive(last) {
		last--
	}
	for k := i + 1; k < last; k++ {
		if f.possessive(k) {
			last = k - 1 // "the country's food"
			break
		}
	}
	if len(f.found) > 0 || last <= i || last > i+2 || !f.lex.Classes.Has("definite", f.lower[i]) {
		return end, false
	}
	noun := f.lower[last]
	country := last == i+1 && f.lex.Classes.Has("country-noun", noun)
	if !country && !f.lex.Classes.Has("definite-place", noun) || f.at[last] >= 0 && !f.lex.Classes.Has("definite-place", noun) {
		return end, false
	}
	if f.s.Child(last, "cop") >= 0 || last == i+2 && f.t[i+1].XPOS == "JJS" {
		return end, false // "is the capital", "the largest city"
	}
	if last == i+2 && (f.t[i+1].UPOS != "ADJ" && f.t[i+1].UPOS != "NOUN" || f.at[i+1] >= 0 || capital(f.t[i+1].Form)) {
		return end, false
	}
	if next := last + 1; !country && next+1 < len(f.t) && f.lex.Classes.Has("belong-preposition", f.lower[next]) && (capital(f.t[next+1].Form) || next+2 < len(f.t) && capital(f.t[next+2].Form)) {
		return end, false
	}
	first := last
	if last == i+2 && f.t[i+1].UPOS == "ADJ" {
		first = i + 1
	}
	p := phrase{first: first, last: last + 1, head: last, kind: roleItem, typ: record.PlaceType, form: doc.Description}
	p.says = doc.Naming{Role: f.lower[last], Definite: true}
	f.found = append(f.found, p)
	return end, true
}
