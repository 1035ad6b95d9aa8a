package timex

// stage reads a part of a time: "early Friday", "mid-September", "late last
// month", "earlier this week", "the end of March".
func (f *finder) stage(i int) (reading, bool) {
	k := i
	if f.is(k, "the") {
		k++
	}
	if prefix, rest, ok := cutHyphen(f.at(k)); ok && k == i {
		return f.prefixed(i, prefix, rest)
	}
	w, ok := f.times.Get(f.at(k), "stage")
	if !ok {
		return f.edge(i, k)
	}
	k++
	switch {
	case f.is(k, "to") && f.at(k) != "" && f.s.Tokens[k].UPOS == "PUNCT": // "mid - May"
		k++
	case f.is(k, "on") && (w.Value == "before" || w.Value == "after" || w.Value == "early" || w.Value == "late"):
		k++
	case k > i+1: // "the early 1990s", but not "the end May"
		if f.decadeIn(f.at(k)) == 0 {
			return reading{}, false
		}
	}
	if f.is(k, "stage") || f.is(k, "shift") {
		return reading{}, false
	}
	r, ok := f.read(k)
	if !ok || !f.narrows(r) {
		return reading{}, false
	}
	return reading{r.span.stage(w.Value, f.today), i, r.last}, true
}

// edge reads "the end of March", "the start of the year".
func (f *finder) edge(i, k int) (reading, bool) {
	w, ok := f.times.Get(f.at(k), "edge")
	if !ok || !f.is(k+1, "of") {
		return reading{}, false
	}
	k += 2
	if f.is(k, "the") && f.is(k+1, "unit") {
		unit, _ := f.times.Get(f.at(k+1), "unit")
		s, ok := shifted(f.today, unit.Value, 0)
		s.known = f.dated
		return reading{s.stage(w.Value, f.today), i, k + 2}, ok && s.grain != days
	}
	r, ok := f.read(k)
	return reading{r.span.stage(w.Value, f.today), i, r.last}, ok
}

// narrows tells a reading that may have a stage: not "late 2:00 a.m.".
func (f *finder) narrows(r reading) bool { return !f.is(r.first, "shift") }

// prefixed reads "mid-September 2024", "mid-1990s" in one token.
func (f *finder) prefixed(i int, prefix, rest string) (reading, bool) {
	w, ok := f.times.Get(prefix, "stage")
	if !ok {
		return reading{}, false
	}
	if y := f.decadeIn(rest); y > 0 {
		s := span{newDay(y, 1, 1), newDay(y+9, 12, 31), years, true}
		return reading{s.stage(w.Value, f.today), i, i + 1}, true
	}
	if m := f.monthIn(rest, i); m > 0 {
		y, last := f.yearAfter(i + 1)
		s := f.nearMonth(m, i)
		if y > 0 {
			s = month(y, m)
		}
		return reading{s.stage(w.Value, f.today), i, last}, true
	}
	if m, ok := f.times.Get(rest, "month"); ok { // the capital is the prefix's own
		s := f.nearMonth(m.First, i)
		return reading{s.stage(w.Value, f.today), i, i + 1}, true
	}
	if len(rest) == 4 && rest[0] >= '1' && rest[0] <= '2' {
		if d, ok := parseDay(rest + "-01-01"); ok {
			y, _, _ := d.civil()
			return reading{year(y).stage(w.Value, f.today), i, i + 1}, true
		}
	}
	return reading{}, false
}

// which reads "last week", "this Friday", "next year", "last night", "the past
// five years", "the following day".
func (f *finder) which(i int) (reading, bool) {
	k := i
	the := f.is(k, "the")
	if the {
		k++
	}
	w, ok := f.times.Get(f.at(k), "which")
	if !ok {
		return reading{}, false
	}
	k++
	if s, last, ok := f.run(w.Value, k); ok {
		return reading{s, i, last}, true
	}
	first := i
	if the && w.Value != "previous" && w.Value != "following" && w.Value != "same" && w.Value != "past" && w.Value != "coming" {
		if f.is(k, "part") && w.Value == "next" { // "the next morning"
			w.Value = "following"
			s, ok := f.whichUnit(w.Value, "day", 1)
			return reading{s, i, k + 1}, ok
		}
		if u, ok := f.times.Get(f.at(k), "unit"); !ok || w.Value != "next" && w.Value != "last" || w.Value == "last" && u.Value == "day" {
			return reading{}, false
		}
		if w.Value == "next" {
			w.Value = "following" // "the next day"
		} else {
			w.Value = "past" // "the last week"
		}
	}
	s, ok := f.whichOf(w.Value, k)
	if !ok {
		return reading{}, false
	}
	if t := &f.s.Tokens[k]; t.XPOS == "NNS" {
		s.known = false // "the coming months"
	}
	if f.is(k+1, "of") && f.is(k, "unit") {
		return reading{}, false
	}
	last := k + 1
	if f.is(last, "part") && (f.is(k, "weekday") || f.is(k, "unit")) {
		last++
	}
	s.known = s.known && f.dated
	return reading{s, first, last}, true
}

// run is a number of units up to today or from it on: "past five years".
func (f *finder) run(which string, k int) (s span, last int, ok bool) {
	sign := 0
	switch which {
	case "last", "past", "previous":
		sign = -1
	case "next", "coming", "following":
		sign = 1
	default:
		return span{}, 0, false
	}
	figure := f.lex.Numbers.Read(k, f.word)
	vague := figure.Length == 0
	n := int(figure.Value)
	if vague {
		if !f.lex.Numbers.Is(f.at(k), "several") {
			return span{}, 0, false
		}
		figure.Length, n = 1, 0
	}
	unit, found := f.times.Get(f.at(k+figure.Length), "unit")
	if !found || n > 2000 {
		return span{}, 0, false
	}
	s = span{f.today, f.today, unitGrain(unit.Value), f.dated && !vague}
	if sign < 0 {
		s.start = moved(f.today, unit.Value, -n)
	} else {
		s.end = moved(f.today, unit.Value, n)
	}
	return s, k + figure.Length + 1, true
}

func unitGrain(unit string) grain {
	switch unit {
	case "week", "fortnight":
		return weeks
	case "month":
		return months
	case "year", "decade", "century":
		return years
	}
	return days
}

// whichOf is the week, weekday, month, season or part of a day that "last",
// "this" or "next" picks.
func (f *finder) whichOf(which string, k int) (span, bool) {
	n := map[string]int{"last": -1, "next": 1, "coming": 1, "this": 0}[which]
	if unit, ok := f.times.Get(f.at(k), "unit"); ok {
		return f.whichUnit(which, unit.Value, n)
	}
	if which == "same" || which == "previous" || which == "following" || which == "past" {
		if f.is(k, "part") && which != "past" {
			return f.whichUnit(which, "day", n)
		}
		return span{}, false
	}
	if f.is(k, "part") {
		return oneDay(f.today + day(n)), which != "coming"
	}
	if w, ok := f.times.Get(f.at(k), "weekday"); ok {
		d := f.today.monday() + day(w.First-1)
		switch {
		case n < 0 && d >= f.today:
			d -= 7
		case n > 0 && which == "coming" && d <= f.today:
			d += 7
		case n > 0 && which == "next":
			d += 7
		}
		return oneDay(d), true
	}
	if f.is(k, "weekend") {
		saturday := f.today.monday() + 5
		if n < 0 && saturday+1 >= f.today || n > 0 {
			saturday += day(7 * n)
		}
		return span{saturday, saturday + 1, days, true}, true
	}
	y, m, _ := f.today.civil()
	if w := f.monthAt(k); w > 0 && f.dayAt(k+1) == 0 && f.yearAt(k+1) == 0 {
		switch {
		case n < 0 && w >= m:
			y--
		case n > 0 && w <= m:
			y++
		}
		return month(y, w), true
	}
	if w, ok := f.times.Get(f.at(k), "season"); ok {
		s := f.seasonOf(w, y)
		switch {
		case n < 0 && s.end >= f.today:
			s = f.seasonOf(w, y-1)
		case n > 0 && s.start <= f.today:
			s = f.seasonOf(w, y+1)
		}
		return s, true
	}
	return span{}, false
}

// whichUnit is the unit that lies n of them from today, or from the day told
// last: "last month", "the previous day".
func (f *finder) whichUnit(which, unit string, n int) (span, bool) {
	switch which {
	case "past":
		if unitGrain(unit) == days {
			return span{f.today - 1, f.today, days, true}, unit == "day"
		}
		return span{moved(f.today, unit, -1), f.today, unitGrain(unit), true}, true
	case "coming":
		return span{f.today, moved(f.today, unit, 1), unitGrain(unit), true}, true
	case "same", "previous", "following":
		from, ok := f.lastDay, f.hasLast
		if which == "previous" && f.hasPast {
			from = f.pastDay
		}
		if which == "same" && unit != "day" || unit == "hour" || unit == "minute" || unit == "second" {
			return span{}, false
		}
		s, known := shifted(from, unit, map[string]int{"same": 0, "previous": -1, "following": 1}[which])
		s.known = ok
		return s, known
	}
	if unitGrain(unit) == days && (unit != "day" || which == "this" || which == "next" || which == "last") {
		return span{}, false
	}
	return shifted(f.today, unit, n)
}

// shift reads "three days ago", "a day earlier", "two weeks later".
func (f *finder) shift(i int) (reading, bool) {
	n, k, known := 1, i, true
	if f.is(i, "the") && f.is(i+1, "unit") && f.is(i+2, "shift") && f.at(i+2) != "" && !f.governs(i+2) { // "the day before"
		unit, _ := f.times.Get(f.at(i+1), "unit")
		w, _ := f.times.Get(f.at(i+2), "shift")
		s, ok := f.shiftBy(w.Value, unit.Value, 1)
		return reading{s, i, i + 3}, ok && w.Value == "back"
	}
	if figure := f.lex.Numbers.Read(i, f.word); figure.Length > 0 {
		n, k = int(figure.Value), i+figure.Length
	} else if f.lex.Numbers.Is(f.at(i), "article") && f.lex.Numbers.Is(f.at(i+1), "several") {
		k, known = i+2, false
	} else if f.lex.Numbers.Is(f.at(i), "article") {
		k = i + 1
	} else if f.lex.Numbers.Is(f.at(i), "several") {
		k, known = i+1, false
	} else if f.is(i, "unit") && f.is(i+1, "shift") {
		known = false // "days earlier"
	} else {
		return reading{}, false
	}
	unit, ok := f.times.Get(f.at(k), "unit")
	if !ok || n > 1000000 {
		return reading{}, false
	}
	w, ok := f.times.Get(f.at(k+1), "shift")
	if !ok || k+2 < len(f.s.Tokens) && w.Value != "ago" && f.governs(k+1) {
		return reading{}, false
	}
	first := i
	if _, b := f.lex.Bounds.Before(i, f.word); b > 0 {
		first -= b
	}
	s, ok := f.shiftBy(w.Value, unit.Value, n)
	s.known = s.known && known && n < 1000
	return reading{s, first, k + 2}, ok
}

// governs tells a word of shifting that has a noun or clause of its own ("two
// days before the vote", "earlier than planned").
func (f *finder) governs(i int) bool {
	t := &f.s.Tokens[i]
	return t.Is("case", "mark") || t.UPOS == "ADP" || t.UPOS == "SCONJ"
}

func (f *finder) shiftBy(shift, unit string, n int) (span, bool) {
	if shift == "ago" {
		s, ok := shifted(f.today, unit, -n)
		s.known = f.dated
		return s, ok
	}
	if unit == "hour" || unit == "minute" || unit == "second" {
		return span{}, false
	}
	from, known := f.lastDay, f.hasLast
	if shift == "back" {
		n = -n
		if f.hasPast {
			from, known = f.pastDay, true
		}
	}
	s, ok := shifted(from, unit, n)
	s.known = known
	return s, ok
}

// clock reads "2:00 a.m.", "5 p.m. on Friday", "14:30 GMT": the day is the one
// that follows, or today.
func (f *finder) clock(i int) (reading, bool) {
	k := i
	w := f.at(i)
	switch {
	case w[0] >= '0' && w[0] <= '9':
		timed := clockFigure(w)
		half, ok := f.times.Get(f.at(i+1), "clock")
		switch {
		case ok && half.Value != "point" && (half.Value != "zone" || timed || len(w) == 4) &&
			(timed || len(w) <= 2 || half.Value == "zone") && !f.s.Tokens[i+1].Is("cop", "aux"):
			k = i + 2
			if f.is(k, "clock") {
				k++
			}
		case timed:
			k = i + 1
		case f.halfDay(w):
			k = i + 1
		default:
			return reading{}, false
		}
	case f.is(i, "clock"):
		if p, _ := f.times.Get(w, "clock"); p.Value != "point" || !f.is(i-1, "on") {
			return reading{}, false
		}
		k = i + 1
	default:
		return reading{}, false
	}
	last := k
	if f.at(k) == "," || f.is(k, "on") {
		k++
	}
	if f.is(k, "weekday") || f.is(k, "deictic") || f.monthAt(k) > 0 || f.dayAt(k) > 0 {
		if r, ok := f.read(k); ok && r.grain == days && (r.known || !f.dated) {
			return reading{r.span, i, r.last}, true
		}
	}
	s := oneDay(f.today)
	s.known = f.dated
	return reading{s, i, last}, true
}

// clockFigure tells "2:00", "14:30".
func clockFigure(w string) bool {
	for i := range len(w) {
		if (w[i] < '0' || w[i] > '9') && !(w[i] == ':' && (i == 1 || i == 2)) {
			return false
		}
	}
	return (len(w) == 4 && w[1] == ':' || len(w) == 5 && w[2] == ':')
}

// halfDay tells "5pm" in one token.
func (f *finder) halfDay(w string) bool {
	n := 0
	for n < len(w) && (w[n] >= '0' && w[n] <= '9' || w[n] == ':') {
		n++
	}
	half, ok := f.times.Get(w[n:], "clock")
	return ok && n <= 5 && half.Value == "half"
}
