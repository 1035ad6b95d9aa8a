// Package timex finds the times and durations of a report and reads them
// against its date: "Friday" in a report of 16 May 2025 is 2025-05-16.
package timex

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Find is every calendar or clock expression in the report, in order, and every
// duration: "last week", "the 1990s", "2:00 a.m."; "under two hours". Text is
// without the preposition. Where the report has no date, a relative time keeps
// its words and has no start. "Meanwhile" and "after the talks" are no times.
func Find(d *doc.Doc, lex *lexicon.Lexicon) ([]doc.Time, []doc.Duration) {
	f := &finder{d: d, lex: lex, times: &lex.Times, readers: readers()}
	f.word = f.at
	f.today, f.dated = parseDay(d.Report.Date)
	for i := range d.Sentences {
		f.sentence(i)
	}
	return f.found, f.durations
}

type finder struct {
	d         *doc.Doc
	lex       *lexicon.Lexicon
	times     *lexicon.Times
	readers   []reader
	found     []doc.Time
	durations []doc.Duration

	today day
	dated bool

	// What "a day earlier" and "the next day" start from: the last day told, and
	// the last that had come by today.
	lastDay, pastDay day
	hasLast, hasPast bool

	// The sentence at hand.
	index   int
	mention int // the sentence's first
	s       *doc.Sentence
	lower   []string
	word    func(int) string
}

// at is token i in lower case, "" outside the sentence and in its dateline.
func (f *finder) at(i int) string {
	if i < f.s.Dateline || i >= len(f.lower) {
		return ""
	}
	return f.lower[i]
}

// is tells whether token i is a time word of a kind.
func (f *finder) is(i int, kind string) bool { return f.times.Is(f.at(i), kind) }

func (f *finder) has(class string, i int) bool {
	if i < f.s.Dateline || i >= len(f.lower) {
		return false
	}
	return f.lex.Classes.Has(class, f.lower[i]) || f.lex.Classes.Has(class, f.s.Tokens[i].Lemma)
}

// A reading is an expression on its way to be a time: its tokens, last
// exclusive, and its days.
type reading struct {
	span
	first, last int
}

// readers are the forms of a time, tried in this order at every token.
func readers() []reader {
	return []reader{
		(*finder).isoDate,
		(*finder).weekday,
		(*finder).dayMonth,
		(*finder).monthDay,
		(*finder).stage,
		(*finder).which,
		(*finder).deictic,
		(*finder).shift,
		(*finder).clock,
		(*finder).season,
		(*finder).weekend,
		(*finder).decade,
		(*finder).years,
	}
}

// reader reads the longest expression of its form that begins at token i.
type reader func(f *finder, i int) (reading, bool)

func (f *finder) read(i int) (reading, bool) {
	if !f.begins(i) || f.named(i) {
		return reading{}, false
	}
	for _, read := range f.readers {
		if r, ok := read(f, i); ok {
			return r, true
		}
	}
	return reading{}, false
}

// named tells a token in the name of a person or body: "Theresa May", "USA Today".
func (f *finder) named(i int) bool {
	for k := f.mention; k < len(f.d.Mentions) && f.d.Mentions[k].Sentence == f.index; k++ {
		m := &f.d.Mentions[k]
		if m.First <= i && i < m.Last && m.Form == doc.Name && (m.Type == record.Person || m.Type == record.Organization) {
			return true
		}
	}
	return false
}

// begins tells a token that a time may begin with.
func (f *finder) begins(i int) bool {
	w := f.at(i)
	if w == "" {
		return false
	}
	if w[0] >= '0' && w[0] <= '9' || f.times.Has(w) {
		return true
	}
	if _, ok := f.lex.Numbers.Word(w); ok {
		return true
	}
	_, n := f.lex.Bounds.After(i, f.word)
	prefix, _, ok := cutHyphen(w)
	return n > 0 || ok && f.times.Is(prefix, "stage")
}

func (f *finder) sentence(index int) {
	f.index, f.s = index, &f.d.Sentences[index]
	for f.mention < len(f.d.Mentions) && f.d.Mentions[f.mention].Sentence < index {
		f.mention++
	}
	f.lower = f.lower[:0]
	for i := range f.s.Tokens {
		f.lower = append(f.lower, f.s.Tokens[i].Lower())
	}
	for i := f.s.Dateline; i < len(f.s.Tokens); {
		if r, ok := f.read(i); ok {
			r = f.join(r)
			f.add(r)
			i = r.last
		} else if last, ok := f.duration(i); ok {
			i = last
		} else {
			i++
		}
	}
}

// join reads on where a second time makes a run with the first: "from Monday
// to Wednesday", "between 1992 and 1995", "1984, 1994 and 2017".
func (f *finder) join(r reading) reading {
	between := f.is(r.first-1, "between")
	if f.is(r.last, "to") && !f.is(r.last, "until") || f.is(r.last, "until") && f.is(r.first-1, "from") || between && f.is(r.last, "and") {
		if y := f.yearAt(r.first); y > 0 && r.last == r.first+1 && len(f.at(r.last+1)) == 2 {
			if n, ok := lexicon.Digits(f.at(r.last + 1)); ok && int(n) > y%100 && f.tight(r.last) { // "1990-95"
				r.end, r.last = year(y/100*100+int(n)).end, r.last+2
			}
			return r
		}
		if b, ok := f.read(r.last + 1); ok && b.grain == r.grain {
			switch {
			case !r.known || !b.known:
			case b.end >= r.start:
				r.end = b.end
			case r.start-b.end <= 7: // "Monday to Wednesday"
				r.end = b.end + 7
			default: // "October 4 to October 19": the year is that of the later one
				y, m, d := r.start.civil()
				r.start, r.end = newDay(y-1, m, d), b.end
			}
			r.last = b.last
		}
		return r
	}
	for r.grain == years && r.known { // a list of years is one time
		k := r.last
		if f.at(k) == "," {
			k++
		}
		if f.is(k, "and") {
			k++
		}
		if k == r.last {
			break
		}
		b, ok := f.years(k)
		if !ok {
			break
		}
		r.start, r.end, r.last = min(r.start, b.start), max(r.end, b.end), b.last
	}
	return r
}

// tight tells a token with no space on either side, as a hyphen has.
func (f *finder) tight(i int) bool {
	t := f.s.Tokens
	return i > 0 && i+1 < len(t) && t[i-1].End == t[i].Start && t[i].End == t[i+1].Start
}

// add files a time.
func (f *finder) add(r reading) {
	t := f.s.Tokens
	head := f.head(r.first, r.last)
	found := doc.Time{
		Range: doc.Range{Sentence: f.index, First: r.first, Last: r.last, Head: head},
		Start: t[r.first].Start, End: t[r.last-1].End,
	}
	found.Text = f.d.Text.Slice(found.Start, found.End)
	if r.known {
		openStart, openEnd := f.open(&r, head)
		if !openStart {
			found.Time.Start = r.start.String()
		}
		if !openEnd {
			found.Time.End = r.end.String()
		}
		found.Past = f.dated && !openEnd && r.end < f.today-7
		if r.grain == days && !openStart && !openEnd {
			f.lastDay, f.hasLast = r.end, true
			if !f.dated || r.end <= f.today {
				f.pastDay, f.hasPast = r.end, true
			}
		}
	}
	f.found = append(f.found, found)
}

// open tells a time that has no start ("until May") or no end ("since May").
func (f *finder) open(r *reading, head int) (start, end bool) {
	i := r.first - 1
	for i >= f.s.Dateline && (f.s.Tokens[i].UPOS == "DET" || f.s.Tokens[i].UPOS == "ADV") {
		i--
	}
	if f.is(i, "between") || f.is(i, "from") && f.joined(r) {
		return false, false
	}
	t := f.s.Tokens
	if t[head].Is("nmod:poss") {
		return false, false
	}
	if f.is(i, "on") && i-1 >= f.s.Dateline && t[i-1].XPOS == "VBG" && f.is(i-1, "since") { // "starting in May"
		return false, true
	}
	switch {
	case f.is(i, "since"):
		return false, true
	case f.is(i, "until"):
		verb := t[head].Head
		return verb < 0 || !f.has("postpone", verb), false
	}
	return false, false
}

// joined tells a reading that spans two times.
func (f *finder) joined(r *reading) bool {
	for i := r.first + 1; i < r.last-1; i++ {
		if f.is(i, "to") {
			return true
		}
	}
	return false
}

// head is the token of a run that governs it.
func (f *finder) head(first, last int) int {
	for i := first; i < last; i++ {
		if h := f.s.Tokens[i].Head; (h < first || h >= last) && f.s.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return last - 1
}
