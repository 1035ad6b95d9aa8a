package dossier

import (
	"time"

	"github.com/rapporteur/rapporteur/internal/record"
)

// dayNumber counts days, for distances; ok is false where day is none.
func dayNumber(day string) (n int, ok bool) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

// AddDays is the day n days after day; "" where day is none.
func AddDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// apart is how many days b is after a; ok is false where either is none.
func apart(a, b string) (days int, ok bool) {
	m, ok := dayNumber(a)
	n, also := dayNumber(b)
	return n - m, ok && also
}

// shortSpan is how many days a time may last and still tell when something was:
// "from Monday to Thursday" does, "in 2014" does not.
const shortSpan = 6

// length is how many days a time lasts beyond its first; open where it has no end.
func length(t *record.Time) (days int, open bool) {
	if t == nil || t.Start == "" {
		return 0, true
	}
	days, ok := apart(t.Start, t.End)
	return days, !ok
}

// dayOf is the day that an entry happened or was said, and whether the report
// tells it. What a report tells without a time is dated by the report. A party
// says its position when the report has it say so: "since 2014" is no date of a refusal.
func dayOf(e *record.Entry, date string) (day string, dated bool) {
	t := e.Time
	if t == nil || t.Start == "" || e.Kind == record.Statement {
		return date, false
	}
	days, open := length(t)
	short := !open && days <= shortSpan
	historical := e.Plover != nil && e.Plover.Aux == "historical"
	switch {
	case e.Kind == record.Position:
		if short && (date == "" || t.Start <= date) {
			return t.Start, true
		}
		return date, false
	case short:
		return t.Start, true
	case historical && !open:
		return t.Start, true
	}
	return date, false
}
