package mention

import "github.com/rapporteur/rapporteur/internal/record"

// located joins a town and the country or region after it, "Istanbul, Turkey",
// and "capital" and its name.
func (f *finder) located(p *phrase, start int) {
	if p.kind == placeItem && p.last+1 < len(f.t) && (f.words.land[f.lower[p.last-1]] || f.words.land[f.lemma[p.last-1]]) && f.lex.Classes.Has("belong-preposition", f.lower[p.last]) {
		if end := f.run(p.last + 1); end > p.last+1 && f.at[end-1] >= 0 && f.items[f.at[end-1]].kind == countryItem {
			it := &f.items[f.at[end-1]]
			p.last, p.says.Country = end, it.country.Code
			p.says.Name = f.text(p.first, end)
			return
		}
	}
	if p.kind == placeItem || p.kind == noItem && p.named {
		*p = f.cityCountry(*p)
		f.agent(p)
	}
}

// cityCountry joins a place with the country or region that follows it.
func (f *finder) cityCountry(p phrase) phrase {
	at := p.last
	if at+1 >= len(f.t) || f.t[at].Form != "," {
		return p
	}
	next := at + 1
	for next < len(f.t) && f.at[next] < 0 && f.words.direction[f.lower[next]] {
		next++
	}
	if next >= len(f.t) || f.at[next] < 0 {
		return p
	}
	it := &f.items[f.at[next]]
	q := f.namePhrase(it)
	if it.first != next || q.typ != record.PlaceType || it.last < len(f.t) && f.possessive(it.last) {
		return p
	}
	place := f.placeIn(&p, q.says.Country)
	wider := it.kind == countryItem || f.wider(it)
	if !wider || next == at+1 && p.says.Country != "" && p.says.Country != q.says.Country && place == "" && next >= f.s.Dateline {
		return p
	}
	if p.first > 1 && f.t[p.first-1].Form == "," && f.at[p.first-2] >= 0 || it.last < len(f.t) && f.t[it.last].UPOS == "CCONJ" && it.kind == countryItem && p.kind == countryItem {
		return p
	}
	p.last = it.last
	if p.last < len(f.t) && f.words.land[f.lower[p.last]] && capital(f.t[p.last].Form) {
		p.last++ // "Fuzhou, Fujian Province"
	}
	p.says.Country = q.says.Country
	p.says.Name = firstOf(place, p.says.Name)
	return p
}

// placeIn is the name of the place that a phrase names in a given country; ""
// where the tables know none.
func (f *finder) placeIn(p *phrase, country string) string {
	k := f.at[p.last-1]
	if k < 0 {
		return ""
	}
	for _, place := range f.items[k].places {
		if place.Country == country {
			return place.Name
		}
	}
	return ""
}

// wider tells a region: a place that holds towns.
func (f *finder) wider(it *item) bool {
	for _, p := range it.places {
		if f.lex.Classes.Has("region-kind", p.Kind) {
			return true
		}
	}
	return false
}

// agent makes a capital that acts the government that sits there: "Moscow
// rejected the plan", not "arrived in Moscow".
func (f *finder) agent(p *phrase) {
	if f.capitalOf(p) == nil || p.last-p.first > 2 {
		return
	}
	before := p.first - 1
	for before >= 0 && (f.t[before].UPOS == "CCONJ" || f.t[before].UPOS == "PRON" || f.t[before].Form == "," || f.at[before] >= 0 && f.items[f.at[before]].kind == placeItem) {
		before--
	}
	word := ""
	if before >= 0 {
		word = f.lower[before]
	}
	head := &f.t[p.head]
	verb := head.Head
	switch {
	case f.words.within[word]:
		return
	case head.Is("nsubj:pass"):
		if verb >= 0 && f.words.struck[f.lemma[verb]] {
			return
		}
	case head.Is("nsubj"):
	case head.Is("obj", "iobj"):
		if verb >= 0 && f.words.struck[f.lemma[verb]] {
			return
		}
	case f.words.toward[word]:
		if !f.dealing(p, before) && !f.onBehalf(verb, word) {
			return
		}
	case head.Deprel != "" && !head.Is("obl", "nmod", "conj", "dep"):
		return
	case before < 0 || f.t[before].UPOS == "VERB" && !f.words.struck[f.lemma[before]]:
		if p.last < len(f.t) && f.t[p.last].UPOS != "VERB" && f.t[p.last].UPOS != "AUX" && before < 0 {
			return
		}
	case f.t[before].UPOS == "ADP" && f.lex.Classes.Has("counterpart-preposition", word):
	case p.last < len(f.t) && (f.t[p.last].UPOS == "VERB" || f.t[p.last].UPOS == "AUX") && f.t[before].UPOS != "ADP":
	default:
		return
	}
	f.seat(p)
}

// onBehalf tells "for" after a verb of speaking or acting: "signed for Khartoum",
// not "left for Khartoum".
func (f *finder) onBehalf(verb int, word string) bool {
	return verb >= 0 && f.lex.Classes.Has("behalf-preposition", word) && f.t[verb].UPOS == "VERB" && !f.lex.Classes.Has("departure-verb", f.lemma[verb])
}

// dealing tells "to", "from" and "of" before a capital where the noun before
// them is of a dealing: "a message to Moscow", "the claim from Berlin".
func (f *finder) dealing(p *phrase, before int) bool {
	return before > 0 && f.lex.Classes.Has("dealing-noun", f.lemma[before-1])
}
