package timex

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// isoDate reads "2025-05-16".
func (f *finder) isoDate(i int) (reading, bool) {
	if w := f.at(i); len(w) == len("2006-01-02") && w[4] == '-' {
		d, ok := parseDay(w)
		return reading{oneDay(d), i, i + 1}, ok
	}
	return reading{}, false
}

// monthAt is the month that token i names, 0 where it names none. "May" and
// "March" want their capital and must be no verb.
func (f *finder) monthAt(i int) int {
	if i < f.s.Dateline || i >= len(f.lower) {
		return 0
	}
	return f.monthIn(f.lower[i], i)
}

func (f *finder) monthIn(word string, i int) int {
	m, ok := f.times.Get(word, "month")
	if !ok {
		return 0
	}
	t := &f.s.Tokens[i]
	if f.times.Is(word, "abbreviated") &&
		(t.Form == f.lower[i] || t.UPOS == "AUX" || t.UPOS == "VERB" || t.UPOS == "ADJ") {
		return 0
	}
	return m.First
}

// dayAt is the day of a month that token i gives, "16", "16th" or "fifth"; 0 for none.
func (f *finder) dayAt(i int) int {
	w := f.at(i)
	if n, ok := f.lex.Numbers.Word(w); ok { // "May fifth"
		if n.Kind == "ordinal" && n.Value <= 30 && f.s.Tokens[i].XPOS != "NNS" {
			return int(n.Value)
		}
		return 0
	}
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	if n == 0 || n > 2 || n < len(w) && !f.times.Is(w[n:], "suffix") {
		return 0
	}
	d := int(w[0] - '0')
	if n == 2 {
		d = d*10 + int(w[1]-'0')
	}
	if d > 31 {
		return 0
	}
	return d
}

// yearAt is the year that token i gives, 0 for none.
func (f *finder) yearAt(i int) int {
	w := f.at(i)
	if len(w) != 4 {
		return 0
	}
	v, ok := lexicon.Digits(w)
	if !ok || v < 1000 || v > 2199 {
		return 0
	}
	return int(v)
}

// yearAfter reads a year from token i on, after a comma or "of".
func (f *finder) yearAfter(i int) (year, last int) {
	if y := f.yearAt(i); y > 0 {
		return y, i + 1
	}
	if f.at(i) == "," || f.is(i, "of") {
		if y := f.yearAt(i + 1); y > 0 {
			return y, i + 2
		}
	}
	return 0, i
}

// monthDay reads "May 16", "May 16-18, 2025", "March 2014", "March".
func (f *finder) monthDay(i int) (reading, bool) {
	m := f.monthAt(i)
	if m == 0 {
		return reading{}, false
	}
	a := f.dayAt(i + 1)
	b, last := a, i+2
	if a == 0 {
		if low, high, ok := f.dayRange(i + 1); ok {
			a, b = low, high
		}
	} else if d := f.dayAt(i + 3); d > a && (f.is(i+2, "to") || f.is(i+2, "and")) && f.monthAt(i+4) == 0 {
		b, last = d, i+4
	}
	if a == 0 {
		y, last := f.yearAfter(i + 1)
		if y > 0 {
			return reading{month(y, m), i, last}, true
		}
		if w, _ := f.times.Get(f.at(i), "abbreviated"); w.Value == "short" {
			return reading{}, false
		}
		return reading{f.nearMonth(m, i), i, i + 1}, true
	}
	y, last := f.yearAfter(last)
	return reading{f.dates(y, m, a, b, i), i, last}, true
}

// dayMonth reads "16 May", "16-18 May 2025", "5 and 6 May", "the 16th of May".
func (f *finder) dayMonth(i int) (reading, bool) {
	a := f.dayAt(i)
	b, k := a, i+1
	if a == 0 {
		low, high, ok := f.dayRange(i)
		if !ok {
			return reading{}, false
		}
		a, b = low, high
	} else if d := f.dayAt(i + 2); d > a && (f.is(i+1, "to") || f.is(i+1, "and")) {
		b, k = d, i+3
	}
	if f.is(k, "of") {
		k++
	}
	m := f.monthAt(k)
	if m == 0 {
		return reading{}, false
	}
	y, last := f.yearAfter(k + 1)
	return reading{f.dates(y, m, a, b, k), i, last}, true
}

// dayRange reads two days in one token, "16-18".
func (f *finder) dayRange(i int) (low, high int, ok bool) {
	a, b, ok := cutHyphen(f.at(i))
	if !ok {
		return 0, 0, false
	}
	x, ok1 := lexicon.Digits(a)
	y, ok2 := lexicon.Digits(b)
	return int(x), int(y), ok1 && ok2 && x >= 1 && x < y && y <= 31
}

func cutHyphen(w string) (before, after string, ok bool) {
	if before, after, ok = strings.Cut(w, "-"); !ok {
		before, after, ok = strings.Cut(w, "–")
	}
	return before, after, ok && before != "" && after != ""
}

// dates is the days a to b of a month, in the year told or the nearest one.
func (f *finder) dates(y, m, a, b, i int) span {
	if y == 0 {
		if !f.dated {
			return span{}
		}
		y = f.nearYear(i, func(y int) span { return span{newDay(y, m, a), newDay(y, m, b), days, true} })
	}
	return span{newDay(y, m, a), newDay(y, m, b), days, true}
}

func (f *finder) nearMonth(m, i int) span {
	if !f.dated {
		return span{grain: months}
	}
	return month(f.nearYear(i, func(y int) span { return month(y, m) }), m)
}

// nearYear is the year in which a date without one lies: backward for what
// happened, forward for what is to come, else the nearest. Where that would be
// most of a year away and the other way it is at hand, it is the other way.
func (f *finder) nearYear(i int, in func(year int) span) int {
	y, _, _ := f.today.civil()
	back, ahead := y, y
	for in(back).start > f.today {
		back--
	}
	for in(ahead).end < f.today {
		ahead++
	}
	if back == ahead {
		return back
	}
	behind, before := f.today-in(back).end, in(ahead).start-f.today
	switch f.direction(i) {
	case past:
		if behind > 300 && before < 21 {
			return ahead
		}
		return back
	case future:
		if before > 300 && behind < 21 {
			return back
		}
		return ahead
	}
	if behind <= before {
		return back
	}
	return ahead
}

// weekday reads "Friday", "Friday night", "Friday, 16 May 2025", "Friday last week".
func (f *finder) weekday(i int) (reading, bool) {
	w, ok := f.times.Get(f.at(i), "weekday")
	if !ok || f.times.Is(f.at(i), "abbreviated") && f.s.Tokens[i].Form == f.lower[i] || f.s.Tokens[i].UPOS == "VERB" {
		return reading{}, false
	}
	last := i + 1
	if f.is(last, "part") {
		last++
	}
	k := last
	if f.at(k) == "," || f.is(k, "of") || f.at(k) == "(" {
		k++
	}
	if r, ok := f.dayMonth(k); ok {
		return reading{r.span, i, r.last}, true
	}
	if f.monthAt(k) > 0 {
		if r, ok := f.monthDay(k); ok && r.grain == days {
			return reading{r.span, i, r.last}, true
		}
	}
	if r, ok := f.which(k); ok && r.grain == weeks && f.at(k-1) != "," {
		if r.known {
			r.span = oneDay(r.start + day(w.First-1))
		}
		return reading{r.span, i, r.last}, true
	}
	if a, _ := f.times.Get(f.at(i), "abbreviated"); a.Value == "short" {
		return reading{}, false
	}
	if !f.dated {
		return reading{span{}, i, last}, true
	}
	return reading{oneDay(f.nearWeekday(w.First, i)), i, last}, true
}

// nearWeekday is the nearest day of that name, today included.
func (f *finder) nearWeekday(weekday, i int) day {
	back := day((f.today.weekday() - weekday + 7) % 7)
	ahead := (7 - back) % 7
	switch f.direction(i) {
	case future:
		return f.today + ahead
	case either:
		if ahead < back {
			return f.today + ahead
		}
	}
	return f.today - back
}

// deictic reads "today", "yesterday morning", "overnight".
func (f *finder) deictic(i int) (reading, bool) {
	w, ok := f.times.Get(f.at(i), "deictic")
	if !ok {
		return reading{}, false
	}
	last := i + 1
	if f.is(last, "part") {
		last++
	}
	if w.First != w.Last && f.is(last, "weekday") { // "overnight Saturday"
		r, ok := f.weekday(last)
		r.first = i
		return r, ok
	}
	if !f.dated {
		return reading{span{}, i, last}, true
	}
	return reading{span{f.today + day(w.First), f.today + day(w.Last), days, true}, i, last}, true
}

// decade reads "the 1990s".
func (f *finder) decade(i int) (reading, bool) {
	k := i
	if f.is(k, "the") {
		k++
	}
	y := f.decadeIn(f.at(k))
	if y == 0 {
		return reading{}, false
	}
	return reading{span{newDay(y, 1, 1), newDay(y+9, 12, 31), years, true}, i, k + 1}, true
}

func (f *finder) decadeIn(w string) int {
	if len(w) < 5 || !f.times.Is(w[4:], "era") {
		return 0
	}
	y, ok := lexicon.Digits(w[:4])
	if !ok || y < 1000 || y > 2099 || int(y)%10 != 0 {
		return 0
	}
	return int(y)
}

// years reads "2022", "1990-91", "2014-2016". A figure that is a count is none.
func (f *finder) years(i int) (reading, bool) {
	w := f.at(i)
	if a, b, ok := cutHyphen(w); ok && len(a) == 4 {
		y1, ok1 := lexicon.Digits(a)
		y2, ok2 := lexicon.Digits(b)
		if len(b) == 2 {
			y2 += float64(int(y1) / 100 * 100)
		}
		if !ok1 || !ok2 || len(b) != 2 && len(b) != 4 || y1 < 1800 || y2 <= y1 || y2 > 2099 {
			return reading{}, false
		}
		return reading{span{newDay(int(y1), 1, 1), newDay(int(y2), 12, 31), years, true}, i, i + 1}, true
	}
	y := f.yearAt(i)
	if y < 1600 || y > 2099 || f.counted(i) {
		return reading{}, false
	}
	t := f.s.Tokens
	if y < 1900 && !f.is(i-1, "on") && !f.is(i-1, "since") && !f.is(i-1, "of") {
		return reading{}, false
	}
	if i > f.s.Dateline && t[i-1].UPOS == "PROPN" && t[i].Head == i-1 || f.has("currency", i-1) ||
		f.has("label_noun", i-1) && t[i].Head == i-1 {
		return reading{}, false
	}
	if f.has("measure_unit", i+1) || f.has("currency", i+1) || f.is(i+1, "unit") || f.has("percent", i+1) {
		return reading{}, false
	}
	return reading{year(y), i, i + 1}, true
}

// counted tells a token that quantity takes for a count.
func (f *finder) counted(i int) bool {
	for _, n := range doc.In(f.d.Numbers, f.index) {
		if n.First <= i && i < n.Last {
			return true
		}
	}
	return false
}

// season reads "summer 2022", "the spring of 2023".
func (f *finder) season(i int) (reading, bool) {
	k := i
	if f.is(k, "the") {
		k++
	}
	w, ok := f.times.Get(f.at(k), "season")
	if !ok {
		return reading{}, false
	}
	y, last := f.yearAfter(k + 1)
	if y == 0 {
		return reading{}, false
	}
	return reading{f.seasonOf(w, y), i, last}, true
}

func (f *finder) seasonOf(w lexicon.TimeWord, y int) span {
	return span{newDay(y, w.First, 1), newDay(y, w.Last+1, 1) - 1, months, true}
}

// weekend reads "the weekend".
func (f *finder) weekend(i int) (reading, bool) {
	if !f.is(i, "the") || !f.is(i+1, "weekend") {
		return reading{}, false
	}
	if !f.dated {
		return reading{span{}, i, i + 2}, true
	}
	saturday := f.today.monday() + 5
	if d := f.direction(i + 1); d != future && saturday > f.today {
		saturday -= 7
	}
	return reading{span{saturday, saturday + 1, days, true}, i, i + 2}, true
}
