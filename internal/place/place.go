// Package place finds the places that a report names, with their countries and
// coordinates: "Mokha, Yemen" is Mokha, YEM, at 13.32, 43.25.
//
// Which place an entry happened at is for coding to say; Find gives every
// naming, datelines too, in the order of the text.
package place

import (
	"math"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Find is every naming of a place: the mentions of type place, and names that
// the lexicon knows where no mention stands. Name is the narrowest place told
// ("Juba" of "Juba, southern Sudan"). A place that the lexicon lacks has the
// name and country of its mention and no coordinates.
func Find(d *doc.Doc, lex *lexicon.Lexicon) []doc.Place {
	f := &finder{d: d, lex: lex, told: map[string]int{}, known: map[string]record.Place{}}
	f.word = f.at
	f.count()
	mention := 0
	for i := range d.Sentences {
		for mention < len(d.Mentions) && d.Mentions[mention].Sentence < i {
			mention++
		}
		f.sentence(i, mention)
	}
	return f.places
}

type finder struct {
	d      *doc.Doc
	lex    *lexicon.Lexicon
	places []doc.Place

	told  map[string]int // countries by how often the report names them
	main  string         // the one named most
	known map[string]record.Place

	// The sentence at hand.
	index   int
	s       *doc.Sentence
	forms   []string // as tables have them; capitals of a dateline made small
	covered []int    // by token: the mention that covers it, -1 for none
	word    func(int) string
}

func (f *finder) at(i int) string {
	if i < 0 || i >= len(f.forms) {
		return ""
	}
	return f.forms[i]
}

// count counts the countries that the report names, by name, adjective or
// people; they tell which of two places of one name is meant.
func (f *finder) count() {
	for i := range f.d.Sentences {
		f.load(i)
		for k := 0; k < len(f.forms); {
			c, n := f.country(k)
			if n == 0 && upper(f.forms[k]) {
				if c, n = f.lex.CountryAdjectives.Longest(k, f.word); n == 0 {
					c, n = f.lex.CountryPeoples.Longest(k, f.word)
				}
			}
			if n > 0 {
				f.told[c.Code]++
			}
			k += max(n, 1)
		}
	}
	if line := f.d.Report.Dateline; line != nil && line.Country != "" {
		f.told[line.Country]++
	}
	f.main = f.most("")
}

// most is the country that the report names most, but one.
func (f *finder) most(but string) string {
	best := ""
	for code, n := range f.told {
		if code != but && (best == "" || n > f.told[best] || n == f.told[best] && code < best) {
			best = code
		}
	}
	return best
}

// load makes sentence i the one at hand.
func (f *finder) load(i int) {
	f.index, f.s = i, &f.d.Sentences[i]
	f.forms = f.forms[:0]
	for k := range f.s.Tokens {
		f.forms = append(f.forms, f.form(k))
	}
}

// form is a token as tables have it: "ISTANBUL" is "Istanbul", "DPRK" itself.
func (f *finder) form(k int) string {
	w := lexicon.Word(f.s.Tokens[k].Form)
	if len(w) < 4 || w[0] < 'A' || w[0] > 'Z' {
		return w
	}
	for i := range len(w) {
		if (w[i] < 'A' || w[i] > 'Z') && w[i] != '-' && w[i] != '\'' {
			return w
		}
	}
	if _, ok := f.lex.CountryNames.Get(w); ok {
		return w
	}
	b := []byte(w)
	for i := 1; i < len(b); i++ {
		if b[i-1] != '-' && b[i-1] != '\'' && b[i] >= 'A' && b[i] <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

func upper(w string) bool { return w != "" && (w[0] >= 'A' && w[0] <= 'Z' || w[0] >= 0x80) }

// country is the country whose name begins at token k.
func (f *finder) country(k int) (*lexicon.Country, int) {
	return f.lex.CountryNames.Longest(k, f.word)
}

func (f *finder) sentence(index, mention int) {
	f.load(index)
	f.covered = f.covered[:0]
	for range f.forms {
		f.covered = append(f.covered, -1)
	}
	for m := mention; m < len(f.d.Mentions) && f.d.Mentions[m].Sentence == index; m++ {
		if r := &f.d.Mentions[m]; r.Form != doc.Pronoun && r.Form != doc.Vague {
			for k := max(r.First, 0); k < min(r.Last, len(f.covered)); k++ {
				f.covered[k] = m
			}
		}
	}
	for k := 0; k < len(f.forms); {
		if m := f.covered[k]; m >= 0 {
			if f.d.Mentions[m].Type == record.PlaceType {
				f.mentioned(m)
			} else {
				f.inside(&f.d.Mentions[m])
			}
			k = max(f.d.Mentions[m].Last, k+1)
			continue
		}
		if end, ok := f.border(k); ok {
			k = end
			continue
		}
		if n, ok := f.quarter(k); ok {
			f.add(n, -1)
			k = n.last
			continue
		}
		if n, ok := f.read(k, len(f.forms)); ok && f.stands(&n) {
			f.add(n, -1)
			k = n.last
			continue
		}
		k++
	}
}

// inside files the places where a party is, "authorities in Zabul province";
// those in its name are none.
func (f *finder) inside(r *doc.Mention) {
	for k := r.First + 1; k < r.Last; k++ {
		if !f.lex.Classes.Has("place-preposition", f.at(k-1)) {
			continue
		}
		if n, ok := f.read(k, r.Last); ok && f.stands(&n) {
			f.add(n, -1)
			k = n.last
		}
	}
}

// mentioned files a mention of type place: by its own words where the lexicon
// knows them, else by the actor that it names ("the kingdom").
func (f *finder) mentioned(m int) {
	r := &f.d.Mentions[m]
	n := naming{first: r.First, last: r.Last}
	for k := r.First; k < r.Last; k++ {
		in, ok := f.read(k, r.Last)
		if !ok {
			continue
		}
		if in.country != nil && f.outer(r, &in) {
			n.context = in.country.Code
			break
		}
		f.site(r, &in)
		in.first, in.last = r.First, r.Last
		f.add(in, m)
		return
	}
	if r.First > 0 && r.First < f.s.Dateline {
		return // no place but an agency or a day
	}
	if r.Actor >= 0 && r.Actor < len(f.d.Actors) {
		a := &f.d.Actors[r.Actor]
		n.base = a.Name
		if n.context == "" {
			n.context = a.Country
		}
		name := lexicon.Words(a.Name)
		if c, ok := f.lex.CountryNames.Get(name); ok {
			n.country = c
		} else if options, ok := f.lex.Places.Get(name); ok {
			n.options = options
		}
	}
	if n.base == "" {
		n.base = f.join(r.First, f.comma(r))
	}
	f.add(n, m)
}

// site names what stands at a place by the whole of its words: "Jolo harbour".
func (f *finder) site(r *doc.Mention, n *naming) {
	if n.country != nil || n.last >= r.Last || f.areaAt(n.last).Kind != "" {
		return
	}
	if u := f.s.Tokens[n.last].UPOS; u == "NOUN" || u == "PROPN" {
		n.site = f.join(n.first, r.Last)
	}
}

// outer tells a country in a mention that only says where the place lies:
// "Harbour View, Malta", "highlands of Peru"; not that of "neighbouring Chad".
func (f *finder) outer(r *doc.Mention, n *naming) bool {
	for k := r.First; k < n.first; k++ {
		if u := f.s.Tokens[k].UPOS; u == "PROPN" || u == "NOUN" {
			return true
		}
	}
	return false
}

// comma is the end of a mention's name before ", Malta".
func (f *finder) comma(r *doc.Mention) int {
	for k := r.First + 1; k < r.Last; k++ {
		if f.at(k) == "," {
			return k
		}
	}
	return r.Last
}

// stands tells a name that is no part of a longer one: not the "Jordan" of a
// person's name, and for a single word one that the tree takes for a name.
func (f *finder) stands(n *naming) bool {
	t := f.s.Tokens
	i := n.name
	if i < f.s.Dateline {
		return true
	}
	if t[i].Is("flat") && t[i].Head < n.first {
		return false
	}
	if _, given := f.lex.GivenNames[f.forms[i]]; given && n.country == nil && n.last == i+1 && upper(f.at(n.last)) {
		return false
	}
	if n.last < len(t) && t[n.last].Is("flat") && t[n.last].Head >= n.first && t[n.last].Head < n.last {
		return false
	}
	return n.country != nil || t[i].UPOS == "PROPN" || t[i].UPOS == "" || n.nameEnd > n.name+1
}

// add resolves a naming and files it.
func (f *finder) add(n naming, mention int) {
	t := f.s.Tokens
	p := doc.Place{
		Range:   doc.Range{Sentence: f.index, First: n.first, Last: n.last, Head: f.head(n.first, n.last)},
		Start:   t[n.first].Start,
		End:     t[n.last-1].End,
		Mention: mention,
	}
	p.Place = f.resolve(&n)
	p.Text = f.d.Text.Slice(p.Start, p.End)
	if p.Name == "" {
		p.Name = p.Text
	}
	f.places = append(f.places, p)
}

// head is the token of a run that governs it.
func (f *finder) head(first, last int) int {
	for i := first; i < last; i++ {
		if h := f.s.Tokens[i].Head; (h < first || h >= last) && f.s.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return first
}

// degrees rounds to two decimals, as the record has them.
func degrees(x float64) *float64 {
	x = math.Round(x*100) / 100
	return &x
}
