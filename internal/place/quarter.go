package place

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// quarter reads a part of the country that the report names most: "in the
// north", "two southern provinces", "the south of Mali". "The northern town of
// Gulu" is Gulu, and "the North" a party.
func (f *finder) quarter(i int) (naming, bool) {
	n := naming{first: i, last: i + 1, name: i, nameEnd: i + 1, country: f.lex.CountryByCode[f.main]}
	if n.country == nil || upper(f.at(i)) {
		return n, false
	}
	direction, words := f.direction(i)
	if words == 0 {
		return f.point(n)
	}
	n.last = i + words
	for n.last < len(f.forms) && f.s.Tokens[n.last].UPOS == "ADJ" {
		n.last++
	}
	a := f.areaAt(n.last)
	if a.Kind != "admin" && a.Kind != "region" && a.Kind != "settlement" || n.last < len(f.forms) && f.s.Tokens[n.last].UPOS != "NOUN" {
		return n, false
	}
	n.last++
	if n.last+1 < len(f.forms) && f.s.Tokens[n.last].UPOS == "ADP" && upper(f.at(n.last+1)) && f.lex.Numbers.Is(f.at(n.last), "of") {
		return n, false
	}
	n.direction = direction
	return n, true
}

// point reads "the north", "the south of Mali".
func (f *finder) point(n naming) (naming, bool) {
	t := f.s.Tokens
	i := n.first
	a := f.lex.Areas[f.at(i)]
	if a.Kind != "point" || t[i].UPOS != "NOUN" || i == 0 || t[i-1].UPOS != "DET" || !t[i].Is("obl", "nmod", "conj") {
		return n, false
	}
	n.direction = a.Value
	if f.lex.Numbers.Is(f.at(i+1), "of") {
		c, m := f.country(i + 2)
		if m == 0 {
			return n, false
		}
		n.country, n.last = c, i+2+m
	}
	return n, true
}

// areaAt is what token i, also in the plural, says of a place.
func (f *finder) areaAt(i int) lexicon.Area {
	if i >= len(f.forms) {
		return lexicon.Area{}
	}
	if a, ok := f.lex.Areas[strings.ToLower(f.at(i))]; ok {
		return a
	}
	return f.lex.Areas[f.s.Tokens[i].Lemma]
}
