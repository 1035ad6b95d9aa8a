// Package mention finds who and what a report names: people with their titles,
// organisations, groups, places, and the pronouns and vague people that can
// stand in an entry. It tells the span, the type and what the words say by
// themselves; who is meant in the end is actor's.
package mention

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Find finds the mentions of a report in the order of the text, none inside
// another: "Ukrainian Foreign Ministry spokesperson Heorhii Tykhii" is one, a
// person, UKR, GOV. Articles, numbers and the possessive 's stay outside.
func Find(d *doc.Doc, lex *lexicon.Lexicon) []doc.Mention {
	f := newFinder(d, lex)
	for i := range d.Sentences {
		if d.Sentences[i].Kind != doc.Headline {
			f.sentence(i)
		}
	}
	body := len(f.out)
	for i := range d.Sentences {
		if d.Sentences[i].Kind == doc.Headline { // which shortens the names that the text has in full
			f.sentence(i)
		}
	}
	if body < len(f.out) {
		slices.SortStableFunc(f.out, func(a, b doc.Mention) int { return a.Start - b.Start })
	}
	return f.out
}

// finder walks over the sentences of one report.
type finder struct {
	d     *doc.Doc
	lex   *lexicon.Lexicon
	words words
	date  string

	s      *doc.Sentence
	si     int
	t      []doc.Token
	form   []string // as the name tables have it
	lower  []string
	lemma  []string // lower case
	items  []item
	at     []int // by token: index of the item that covers it, -1 for none
	from   int   // a mention begins here or later
	shouts bool  // the sentence is all in capitals
	title  bool  // the sentence has its words in title case

	formAt, lemmaAt func(int) string
	found           []phrase
	aliases         map[string]phrase // short names that the report gives: "(ZLF)"
	compass         map[string]doc.Naming
	names           map[string]kind // names and surnames of earlier mentions
	out             []doc.Mention
}

func newFinder(d *doc.Doc, lex *lexicon.Lexicon) *finder {
	f := &finder{d: d, lex: lex, words: newWords(lex), date: d.Report.Date, names: map[string]kind{},
		compass: map[string]doc.Naming{}, aliases: map[string]phrase{}}
	f.formAt = func(i int) string {
		if i < 0 || i >= len(f.form) {
			return ""
		}
		return f.form[i]
	}
	f.lemmaAt = func(i int) string {
		if i < 0 || i >= len(f.lemma) {
			return ""
		}
		return f.lemma[i]
	}
	return f
}

// sentence finds the mentions of one sentence: a run of nominal words at a
// time, with what follows it (of …, a name in apposition, a short name in
// brackets).
func (f *finder) sentence(si int) {
	f.load(si)
	f.match()
	i := f.dateline()
	for i < len(f.t) {
		if f.pronoun(i) {
			i++
			continue
		}
		end := f.run(i)
		if end == i {
			i++
			continue
		}
		f.found = f.found[:0]
		next := f.extend(i, end)
		for k := range f.found {
			f.emit(&f.found[k])
		}
		i = max(next, i+1)
	}
}

// load takes the words of a sentence in the forms that tables are looked up by.
func (f *finder) load(si int) {
	f.si, f.s = si, &f.d.Sentences[si]
	f.t = f.s.Tokens
	f.form, f.lower, f.lemma = f.form[:0], f.lower[:0], f.lemma[:0]
	f.from = 0
	capitals, letters := 0, 0
	f.shouts = true
	for i := range f.t {
		t := &f.t[i]
		f.form = append(f.form, lexicon.Word(t.Form))
		f.lower = append(f.lower, lexicon.Word(strings.ToLower(t.Form)))
		f.lemma = append(f.lemma, strings.ToLower(t.Lemma))
		if len(t.Form) > 3 && strings.ToUpper(t.Form) != t.Form {
			f.shouts = false
		}
		if i > 0 && len(t.Form) > 3 {
			letters++
			if capital(t.Form) {
				capitals++
			}
		}
	}
	f.title = capitals*4 >= letters*3 && f.s.Kind != doc.Body || capitals == letters && letters > 4
}

// emit hands a phrase out as a mention; what overlaps an earlier one is left.
func (f *finder) emit(p *phrase) {
	if p.form < 0 || p.first < f.from || p.last <= p.first {
		return
	}
	f.from = p.last
	if p.form == doc.Name && p.says.Name != "" {
		f.remember(p)
	}
	f.out = append(f.out, doc.Mention{
		Range: doc.Range{Sentence: f.si, First: p.first, Last: p.last, Head: p.head},
		Start: f.t[p.first].Start,
		End:   f.t[p.last-1].End,
		Type:  p.typ,
		Form:  p.form,
		Actor: -1,
		Says:  p.says,
	})
}

// remember keeps a name for the typing of later ones.
func (f *finder) remember(p *phrase) {
	for _, alias := range p.says.Aliases {
		short := *p
		short.says.Aliases, short.says.Role = nil, ""
		f.aliases[alias] = short
	}
	switch p.typ {
	case record.Person:
		f.names[p.says.Name] = personItem
		f.names[lastWord(p.says.Name)] = personItem
	case record.Organization:
		f.names[p.says.Name] = orgItem
	case record.PlaceType:
		if word, _, two := strings.Cut(p.says.Name, " "); two && p.kind == countryItem && f.lex.Classes.Has("compass", word) {
			f.names[word] = placeItem // "the North" after "North Korea"
			f.compass[word] = p.says
		}
		if _, ok := f.names[p.says.Name]; !ok {
			f.names[p.says.Name] = placeItem
		}
	}
}

// dateline reads "ISTANBUL, Turkey (AP) —" at the head of a sentence: place and
// agency. It gives the first token after it.
func (f *finder) dateline() int {
	end := f.s.Dateline
	for i := 0; i < end; {
		p := f.named(i, end)
		if p.last <= i {
			i++
			continue
		}
		if p.kind == placeItem || p.kind == countryItem {
			p = f.cityCountry(p)
			p.typ = record.PlaceType
		}
		f.emit(&p)
		i = p.last
	}
	return end
}

// named is the name that begins at token i, by the tables or, in a dateline,
// because it is capitalised.
func (f *finder) named(i, end int) phrase {
	if k := f.at[i]; k >= 0 && f.items[k].first == i && f.items[k].kind != roleItem {
		return f.namePhrase(&f.items[k])
	}
	last := i
	for last < end && f.t[last].UPOS != "PUNCT" && capital(f.t[last].Form) && f.at[last] < 0 && !f.words.nameless[f.lower[last]] {
		last++
	}
	p := phrase{first: i, last: last, head: last - 1, typ: record.PlaceType, kind: placeItem}
	if last > i {
		p.says = doc.Naming{Name: f.text(i, last), Definite: true}
		if i > 0 && f.t[i-1].Form == "(" {
			p.kind, p.typ, p.says.Sectors = orgItem, record.Organization, f.words.press
		}
	}
	return p
}

func capital(s string) bool {
	if s == "" {
		return false
	}
	if s[0] < 0x80 {
		return s[0] >= 'A' && s[0] <= 'Z'
	}
	for _, r := range s {
		return strings.ToLower(string(r)) != string(r)
	}
	return false
}

// text is what the report has from one token to another.
func (f *finder) text(first, last int) string {
	if first >= last {
		return ""
	}
	return f.d.Text.Slice(f.t[first].Start, f.t[last-1].End)
}
