// Package quantity finds the figures of a report with their bounds: "over
// 12,000 deaths" is at least 12,000, of deaths.
package quantity

import (
	"math"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Find is every plain count in the report, in order: "at least 34 people" is
// low 34, at_least, counting "people"; "a soldier" is 1, marked as an Article.
// Dates, clock times, ages, money, shares, ordinals, labels ("Resolution 1701")
// and measures ("30 days") are left out.
func Find(d *doc.Doc, lex *lexicon.Lexicon) []doc.Number {
	f := &finder{d: d, lex: lex}
	f.word = f.at
	for i := range d.Sentences {
		f.sentence(i)
	}
	return f.numbers
}

type finder struct {
	d       *doc.Doc
	lex     *lexicon.Lexicon
	numbers []doc.Number

	// The sentence at hand.
	index int
	s     *doc.Sentence
	lower []string
	word  func(int) string
}

// at is token i in lower case, "" outside the sentence and in its dateline.
func (f *finder) at(i int) string {
	if i < f.s.Dateline || i >= len(f.lower) {
		return ""
	}
	return f.lower[i]
}

func (f *finder) sentence(index int) {
	f.index, f.s = index, &f.d.Sentences[index]
	f.lower = f.lower[:0]
	for i := range f.s.Tokens {
		f.lower = append(f.lower, f.s.Tokens[i].Lower())
	}
	for i := f.s.Dateline; i < len(f.s.Tokens); {
		i = f.next(i)
	}
}

// A figure is a number on its way to be a count: what the words say and where
// they stand, its bound not among them.
type figure struct {
	lexicon.Figure
	first, last int // tokens, last exclusive
	head        int
	noun        int
	high        float64 // of a range; 0 where there is none
}

// next reads what begins at token i and tells where to go on.
func (f *finder) next(i int) int {
	fig := figure{Figure: f.lex.Numbers.Read(i, f.word), first: i}
	if fig.Length == 0 {
		low, high, ok := span(f.lower[i])
		if !ok {
			if f.lex.Numbers.Is(f.lower[i], "article") {
				f.article(i)
			}
			return i + 1
		}
		fig.Value, fig.high, fig.Length, fig.Digits = low, high, 1, true
	}
	fig.last = i + fig.Length
	f.extend(&fig)
	fig.head = f.head(fig.first, fig.last)
	fig.noun = f.noun(fig.head, fig.last)
	if !f.counts(&fig) {
		return fig.last
	}
	return f.add(&fig)
}

// add files a figure with its bound and tells where to go on.
func (f *finder) add(fig *figure) int {
	first, last := fig.first, fig.last
	bound, n := f.lex.Bounds.Before(first, f.word)
	if n == 1 && (f.s.Tokens[first-1].Deprel == "compound:prt" || f.has("particle_verb", first-2)) { // "hand over 1,000"
		bound, n = "", 0
	}
	if n == 0 && f.has("more_determiner", first-1) {
		if bound, n = f.lex.Bounds.Before(first-1, f.word); n > 0 {
			n++
		}
	}
	first -= n
	if n == 0 {
		if bound, n = f.lex.Bounds.After(last, f.word); n > 0 {
			if last+n < len(f.lower) && bound == "about" && n == 1 && f.s.Tokens[last].Is("amod") { // "four odd men"
				bound, n = "", 0
			}
			last += n
		}
	}
	t := f.s.Tokens
	number := doc.Number{
		Range: doc.Range{Sentence: f.index, First: first, Last: last, Head: fig.head},
		Start: t[first].Start, End: t[last-1].End,
		Noun: fig.noun,
		Each: f.each(fig),
	}
	number.Count = count(fig, bound)
	number.Count.Text = f.d.Text.Slice(number.Start, number.End)
	f.numbers = append(f.numbers, number)
	return last
}

// count is a figure under its bound: at_least has no high, at_most no low, and
// a range says about what it spans.
func count(fig *figure, bound string) record.Count {
	low, high := int(fig.Value), int(fig.high)
	switch {
	case high > 0:
		if bound == "" {
			bound = "about"
		}
		return record.Count{Low: &low, High: &high, Bound: bound}
	case bound == "at_most":
		return record.Count{High: &low, Bound: bound}
	case bound == "at_least" || fig.Vague:
		return record.Count{Low: &low, Bound: "at_least"}
	case bound == "":
		bound = "exact"
	}
	return record.Count{Low: &low, High: &low, Bound: bound}
}

// extend makes a range of a figure that another one follows: "20 to 30",
// "20-30", "two or three", "between 20 and 30". "From 20 to 30" tells of a
// change, and its two figures stay apart.
func (f *finder) extend(fig *figure) {
	if fig.high > 0 || fig.Vague {
		return
	}
	times := &f.lex.Times
	between := times.Is(f.at(fig.first-1), "between")
	joint := f.at(fig.last)
	switch {
	case joint == "":
		return
	case between && times.Is(joint, "and"):
	case times.Is(joint, "to") && !times.Is(f.at(fig.first-1), "from"):
	case f.s.Tokens[fig.last].UPOS == "CCONJ" && !times.Is(joint, "and"):
	default:
		return
	}
	second := f.lex.Numbers.Read(fig.last+1, f.word)
	if second.Length == 0 || second.Vague {
		return
	}
	low := fig.Value
	if second.Length > 1 && fig.Length == 1 && low < 1000 {
		if m, ok := f.lex.Numbers.Word(f.at(fig.last + second.Length)); ok && m.Kind == "multiplier" {
			low *= m.Value // "two to three million"
		}
	}
	if low >= second.Value {
		return
	}
	fig.Value, fig.high, fig.Length = low, second.Value, fig.Length+1+second.Length
	fig.last = fig.first + fig.Length
	if between {
		fig.first--
	}
}

// span reads a range in one token, "20-30"; two years are none.
func span(word string) (low, high float64, ok bool) {
	if word[0] < '0' || word[0] > '9' {
		return 0, 0, false
	}
	a, b, ok := strings.Cut(word, "-")
	if !ok {
		if a, b, ok = strings.Cut(word, "–"); !ok {
			return 0, 0, false
		}
	}
	low, ok1 := lexicon.Digits(a)
	high, ok2 := lexicon.Digits(b)
	return low, high, ok1 && ok2 && low < high && !(len(a) == 3 && len(b) == 4) && high <= 20*low && !yearLike(a) && !yearLike(b)
}

// head is the token of a run that governs it: the last whose head lies outside.
func (f *finder) head(first, last int) int {
	for i := last - 1; i >= first; i-- {
		if h := f.s.Tokens[i].Head; (h < first || h >= last) && f.s.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return last - 1
}

// noun is the token that a figure counts: what it modifies ("34 people"), what
// stands after "of" ("dozens of tents", "400 of those"), or the noun of figures
// that it fills ("the death toll rose to 34": toll); -1 where there is none.
func (f *finder) noun(head, last int) int {
	t := f.s.Tokens
	if t[head].Is("nummod", "det", "compound", "amod", "dep") && t[head].Head >= last {
		return f.whole(t[head].Head)
	}
	if f.lex.Numbers.Is(f.at(last), "of") && t[last].Is("case") && t[last].Head > last {
		return t[last].Head
	}
	for _, c := range f.s.Children(head) {
		if !t[c].Is("nmod", "obl") {
			continue
		}
		if p := f.s.Child(c, "case"); p >= 0 && f.lex.Numbers.Is(f.lower[p], "of") {
			return c
		}
	}
	if h := t[head].Head; h >= 0 {
		if f.has("figure_noun", h) {
			return h
		}
		if subject := f.s.Child(h, "nsubj"); subject >= 0 && t[head].Is("obl", "obj", "xcomp") && f.has("figure_noun", subject) {
			return subject
		}
	}
	if subject := f.s.Child(head, "nsubj"); subject >= 0 && f.has("figure_noun", subject) {
		return subject
	}
	return -1
}

// whole is the noun meant by one that only groups it: "two groups of soldiers"
// counts groups, "20 members of the army" members; so it is the noun itself.
// A number that is part of a larger one ("1.5" of "1.5 million") hands on.
func (f *finder) whole(noun int) int {
	t := f.s.Tokens
	for steps := 0; steps < 3 && t[noun].UPOS == "NUM" && t[noun].Is("nummod") && t[noun].Head > noun; steps++ {
		noun = t[noun].Head
	}
	return noun
}

// has tells whether token i, by lemma or form, is in a closed class.
func (f *finder) has(class string, i int) bool {
	if i < f.s.Dateline || i >= len(f.lower) {
		return false
	}
	return f.lex.Classes.Has(class, f.lower[i]) || f.lex.Classes.Has(class, f.s.Tokens[i].Lemma)
}

// article files "a" before a noun of people, and "another" in its place, as one.
func (f *finder) article(i int) {
	t := f.s.Tokens
	noun := -1
	switch h := t[i].Head; {
	case t[i].Is("det") && h > i:
		switch plural := t[h].XPOS == "NNS" || t[h].XPOS == "NNPS"; {
		case plural && h == i+1 && f.has("more_determiner", i): // "wounded another hours later"
		case plural || !f.person(h):
			return
		default:
			noun = h
		}
	case t[i].Is("obj", "nsubj") && f.has("more_determiner", i):
	default:
		return
	}
	one := 1
	f.numbers = append(f.numbers, doc.Number{
		Range: doc.Range{Sentence: f.index, First: i, Last: i + 1, Head: i},
		Start: t[i].Start, End: t[i].End,
		Count:   record.Count{Low: &one, High: &one, Text: f.d.Text.Slice(t[i].Start, t[i].End), Bound: "exact"},
		Noun:    noun,
		Article: true,
	})
}

// person tells a noun that names a human being: "soldier", "Ukrainian".
func (f *finder) person(i int) bool {
	t := &f.s.Tokens[i]
	roles, ok := f.lex.Roles.Get(t.Lemma)
	if !ok {
		roles, ok = f.lex.Roles.Get(f.lower[i])
	}
	if !ok {
		if _, people := f.lex.CountryPeoples.Get(lexicon.Word(t.Form)); people {
			return true
		}
		return f.has("person_noun", i)
	}
	for _, r := range roles {
		if r.Kind != "body" {
			return true
		}
	}
	return false
}

// counts tells whether a figure is a plain count.
func (f *finder) counts(fig *figure) bool {
	if fig.Value != math.Trunc(fig.Value) || fig.Value > 1e10 || fig.Value < 0 {
		return false
	}
	return !f.pronoun(fig) && !f.compound(fig) && !f.money(fig) && !f.measure(fig) && !f.date(fig) && !f.age(fig) &&
		!f.share(fig) && !f.label(fig)
}
