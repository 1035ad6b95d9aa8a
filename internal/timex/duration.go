package timex

import (
	"math"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// hours are the lengths of the units.
var hours = map[string]float64{"second": 1.0 / 3600, "minute": 1.0 / 60, "hour": 1, "day": 24, "week": 168,
	"fortnight": 336, "month": 730, "year": 8760, "decade": 87600, "century": 876000}

// length is a duration on its way: hours from low to high, vague where the
// words do not say how many.
type length struct {
	low, high float64
	vague     bool
	last      int
}

// duration files the duration that begins at token i and tells where to go on:
// "under two hours", "100 minutes", "an hour and a half", "a 20-year uprising".
// Ages ("two weeks old") and rates ("a day") are none.
func (f *finder) duration(i int) (last int, ok bool) {
	l, ok := f.length(i)
	if !ok || f.has("age_word", l.last) || f.is(l.last, "shift") || f.is(l.last+1, "shift") && f.s.Tokens[l.last].UPOS == "PUNCT" {
		return 0, false
	}
	if f.at(l.last) != "" && hyphen(f.at(l.last)) && f.has("age_word", l.last+1) {
		return l.last + 2, true
	}
	first, bound, n := i, "", 0
	if bound, n = f.lex.Bounds.Before(i, f.word); n > 0 {
		first -= n
	} else if bound, n = f.lex.Bounds.After(l.last, f.word); n > 0 {
		l.last += n
	}
	t := f.s.Tokens
	d := doc.Duration{
		Range: doc.Range{Sentence: f.index, First: first, Last: l.last, Head: f.head(first, l.last)},
		Start: t[first].Start, End: t[l.last-1].End,
	}
	d.Text = f.d.Text.Slice(d.Start, d.End)
	if !l.vague {
		l.low, l.high = math.Round(l.low*100)/100, math.Round(l.high*100)/100
		if bound != "at_most" || l.high > l.low {
			d.HoursLow = &l.low
		}
		if bound != "at_least" {
			d.HoursHigh = &l.high
		}
	}
	f.durations = append(f.durations, d)
	return l.last, true
}

func hyphen(w string) bool { return w == "-" || w == "‐" || w == "‑" || w == "–" }

// length reads a number and its unit, and what is added to them.
func (f *finder) length(i int) (length, bool) {
	low, high, k, ok := f.amount(i)
	vague := false
	if !ok {
		switch numbers := &f.lex.Numbers; {
		case numbers.Is(f.at(i), "fraction") && numbers.Is(f.at(i+1), "article"): // "half an hour"
			w, _ := numbers.Word(f.at(i))
			low, high, k = w.Value, w.Value, i+2
		case numbers.Is(f.at(i), "article") && numbers.Is(f.at(i+1), "several"):
			vague, k = true, i+2
		case numbers.Is(f.at(i), "several"):
			vague, k = true, i+1
		case numbers.Is(f.at(i), "article") && f.lasts(i):
			low, high, k = 1, 1, i+1
		default:
			return length{}, false
		}
	}
	if hyphen(f.at(k)) && f.at(k) != "" {
		k++
	} else if k < len(f.s.Tokens) && f.s.Tokens[k].UPOS == "ADJ" && f.is(k+1, "unit") && f.dayAt(k) == 0 {
		k++
	}
	unit, ok := f.times.Get(f.at(k), "unit")
	if !ok || f.s.Tokens[k].UPOS == "ADJ" {
		return length{}, false
	}
	h := hours[unit.Value]
	l := length{low * h, high * h, vague, k + 1}
	if vague {
		return l, true
	}
	f.more(&l, h)
	return l, true
}

// more adds "and a half", "and 20 minutes".
func (f *finder) more(l *length, unit float64) {
	k := l.last
	numbers := &f.lex.Numbers
	if f.is(k, "and") {
		k++
	}
	if k > l.last && numbers.Is(f.at(k), "article") && numbers.Is(f.at(k+1), "fraction") && !f.is(k+2, "unit") {
		w, _ := numbers.Word(f.at(k + 1))
		l.low, l.high, l.last = l.low+w.Value*unit, l.high+w.Value*unit, k+2
		return
	}
	low, high, k, ok := f.amount(k)
	if !ok {
		return
	}
	if smaller, ok := f.times.Get(f.at(k), "unit"); ok && hours[smaller.Value] < unit {
		h := hours[smaller.Value]
		l.low, l.high, l.last = l.low+low*h, l.high+high*h, k+1
	}
}

// amount reads "two", "two and a half", "two to three", "10-12".
func (f *finder) amount(i int) (low, high float64, last int, ok bool) {
	numbers := &f.lex.Numbers
	figure := numbers.Read(i, f.word)
	if figure.Length == 0 {
		a, b, ok := cutHyphen(f.at(i))
		if !ok {
			return 0, 0, 0, false
		}
		x, ok1 := lexicon.Digits(a)
		y, ok2 := lexicon.Digits(b)
		return x, y, i + 1, ok1 && ok2 && x < y
	}
	if figure.Vague || f.counted(i) && figure.Length > 0 && f.year(i) {
		return 0, 0, 0, false
	}
	low, k := figure.Value, i+figure.Length
	if half, n := f.half(k); n > 0 {
		return low + half, low + half, k + n, true
	}
	if f.is(k, "to") || k < len(f.s.Tokens) && f.s.Tokens[k].UPOS == "CCONJ" && !f.is(k, "and") ||
		f.is(i-1, "between") && f.is(k, "and") {
		if second := numbers.Read(k+1, f.word); second.Length > 0 && second.Value > low {
			return low, second.Value, k + 1 + second.Length, true
		}
	}
	return low, low, k, true
}

func (f *finder) year(i int) bool { y := f.yearAt(i); return y >= 1900 && y < 2100 }

// half reads "and a half", "-and-a-half", "1/2" after a number.
func (f *finder) half(k int) (value float64, words int) {
	numbers := &f.lex.Numbers
	at := k
	skip := func() {
		if hyphen(f.at(at)) {
			at++
		}
	}
	skip()
	if !f.is(at, "and") {
		return 0, 0
	}
	at++
	skip()
	if !numbers.Is(f.at(at), "article") {
		return 0, 0
	}
	at++
	skip()
	w, ok := numbers.Word(f.at(at))
	if !ok || w.Kind != "fraction" {
		return 0, 0
	}
	return w.Value, at + 1 - k
}

// lasts tells an article whose unit is a length ("for a week", "nearly a
// year") and no rate or point ("twice a day", "a day after the vote").
func (f *finder) lasts(i int) bool {
	if !f.is(i+1, "unit") || i-1 < f.s.Dateline {
		return false
	}
	if i+2 < len(f.s.Tokens) && f.s.Tokens[i+2].Is("case", "mark") && !f.is(i+2, "of") && f.s.Tokens[i+2].Head > i+2 {
		if c := f.s.Tokens[i+2]; c.UPOS == "SCONJ" {
			return false
		}
	}
	if _, n := f.lex.Bounds.Before(i, f.word); n > 0 {
		return true
	}
	p := f.s.Tokens[i-1].UPOS
	return p == "ADP" || p == "VERB"
}
