package place

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// border files a border at token i: "the Sudan-Chad border", "the Iraqi
// border", "the border with Iraq", "the border between Chad and Sudan". Where
// one country is told, the other is the one that the report names most. The
// countries told in it are no places of their own. End is where to go on.
func (f *finder) border(i int) (end int, ok bool) {
	if a := f.lex.Areas[f.at(i)]; a.Kind != "border" || f.s.Tokens[i].Is("compound") {
		return 0, false
	}
	first, last := i, i+1
	a, b := f.beside(i, &first)
	if a == nil {
		a, b = f.behind(i, &last)
	}
	if a == nil {
		return 0, false
	}
	names := a.Name
	other := ""
	switch {
	case b != nil:
		names, other = a.Name+"-"+b.Name, b.Code
	case f.lex.CountryByCode[f.most(a.Code)] != nil:
		m := f.lex.CountryByCode[f.most(a.Code)]
		names, other = min(a.Name, m.Name)+"-"+max(a.Name, m.Name), m.Code
	}
	p := doc.Place{Range: doc.Range{Sentence: f.index, First: first, Last: last, Head: i}, Mention: -1}
	p.Start, p.End = f.s.Tokens[first].Start, f.s.Tokens[last-1].End
	p.Place = record.Place{Name: names + " " + f.at(i), Country: a.Code}
	if other != "" && f.told[other] > f.told[a.Code] {
		p.Country = other
	}
	if options, ok := f.lex.Places.Get(lexicon.Words(p.Name)); ok {
		p.Lat, p.Lon = degrees(options[0].Lat), degrees(options[0].Lon)
	}
	p.Text = f.d.Text.Slice(p.Start, p.End)
	for n := len(f.places); n > 0 && f.places[n-1].Sentence == f.index && f.places[n-1].First >= first && f.places[n-1].Mention < 0; n-- {
		f.places = f.places[:n-1]
	}
	f.places = append(f.places, p)
	return last, true
}

// beside reads the countries before "border".
func (f *finder) beside(i int, first *int) (a, b *lexicon.Country) {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		c, n := f.country(k)
		if n == 0 {
			c, n = f.lex.CountryAdjectives.Longest(k, f.word)
		}
		if n > 0 && k+n == i {
			a, *first = c, k
			break
		}
	}
	if a == nil {
		return nil, nil
	}
	if k := *first - 1; k > 0 && hyphen(f.at(k)) {
		for j := k - 1; j >= 0 && j >= k-3; j-- {
			c, n := f.country(j)
			if n == 0 {
				c, n = f.lex.CountryAdjectives.Longest(j, f.word)
			}
			if n > 0 && j+n == k {
				*first = j
				return c, a
			}
		}
	}
	return a, nil
}

// behind reads the countries after "border with" and "border between".
func (f *finder) behind(i int, last *int) (a, b *lexicon.Country) {
	if i+2 >= len(f.forms) || f.s.Tokens[i+1].UPOS != "ADP" {
		return nil, nil
	}
	c, n := f.country(i + 2)
	if n == 0 {
		return nil, nil
	}
	k := i + 2 + n
	between := f.lex.Times.Is(f.at(i+1), "between")
	if between && f.lex.Times.Is(f.at(k), "and") {
		if d, m := f.country(k + 1); m > 0 {
			*last = k + 1 + m
			return c, d
		}
	}
	if f.lex.Classes.Has("border_with", f.at(i+1)) {
		*last = k
		return c, nil
	}
	return nil, nil
}
