package timex

import "time"

// day is a day of the calendar, counted from 1 January 1970.
type day int

// newDay is a day of a month; a month past December runs on into the next year.
func newDay(year, month, dayOfMonth int) day {
	t := time.Date(year, time.Month(month), dayOfMonth, 0, 0, 0, 0, time.UTC)
	return day(t.Unix() / 86400)
}

func (d day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d day) civil() (year, month, dayOfMonth int) {
	y, m, k := d.time().Date()
	return y, int(m), k
}

// String is the day as the record has it, "2025-05-16".
func (d day) String() string { return d.time().Format(time.DateOnly) }

// weekday is 1 for Monday to 7 for Sunday.
func (d day) weekday() int { return (int(d)%7+7+3)%7 + 1 }

// monday is the first day of the week.
func (d day) monday() day { return d - day(d.weekday()-1) }

// parseDay reads "2025-05-16".
func parseDay(s string) (day, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	return day(t.Unix() / 86400), true
}

// grain is how fine a time is told.
type grain int

const (
	days grain = iota
	weeks
	months
	years
)

// span is a run of days, both ends included. Known is false where the words
// cannot be read against a date.
type span struct {
	start, end day
	grain      grain
	known      bool
}

func oneDay(d day) span { return span{d, d, days, true} }

func week(monday day) span { return span{monday, monday + 6, weeks, true} }

func month(year, m int) span {
	return span{newDay(year, m, 1), newDay(year, m+1, 1) - 1, months, true}
}

func year(y int) span { return span{newDay(y, 1, 1), newDay(y, 12, 31), years, true} }

// shifted is the unit of the calendar that lies n of them from today: the day,
// week, month or year.
func shifted(today day, unit string, n int) (span, bool) {
	y, m, _ := today.civil()
	switch unit {
	case "second", "minute", "hour":
		return oneDay(today), true
	case "day":
		return oneDay(today + day(n)), true
	case "week":
		return week(today.monday() + day(7*n)), true
	case "fortnight":
		return week(today.monday() + day(14*n)), true
	case "month":
		return month(y, m+n), true
	case "year":
		return year(y + n), true
	case "decade":
		return year(y + 10*n), true
	case "century":
		return year(y + 100*n), true
	}
	return span{}, false
}

// moved is the day that lies n units from today.
func moved(today day, unit string, n int) day {
	y, m, d := today.civil()
	switch unit {
	case "day":
		return today + day(n)
	case "week":
		return today + day(7*n)
	case "fortnight":
		return today + day(14*n)
	case "month":
		moved := newDay(y, m+n, d)
		if last := month(y, m+n).end; moved > last {
			return last
		}
		return moved
	case "year", "decade", "century":
		n *= map[string]int{"year": 1, "decade": 10, "century": 100}[unit]
		moved := newDay(y+n, m, d)
		if last := month(y+n, m).end; moved > last {
			return last
		}
		return moved
	}
	return today
}

// stage narrows a span to its early, middle or late part: of a month its three
// runs of ten days, of a year its thirds.
func (s span) stage(stage string, today day) span {
	if !s.known || s.grain == days && stage != "before" && stage != "after" {
		return s
	}
	y, m, _ := s.start.civil()
	switch stage {
	case "before":
		if s.end >= today && s.start < today {
			s.end = today - 1
		}
		return s
	case "after":
		if s.start <= today && s.end >= today {
			s.start = today
		}
		return s
	}
	third := map[string]int{"early": 0, "mid": 1, "late": 2}[stage]
	last := s.end
	switch s.grain {
	case weeks:
		s.start, s.end = s.start+day([3]int{0, 2, 4}[third]), s.start+day([3]int{1, 4, 6}[third])
	case months:
		if s.end-s.start > 31 {
			return s
		}
		s.start = newDay(y, m, 1+10*third)
		s.end = s.start + 9
	case years:
		if n, _, _ := s.end.civil(); n > y {
			y += [3]int{0, 4, 7}[third]
			s.start, s.end = newDay(y, 1, 1), newDay(y+[3]int{3, 2, 2}[third], 12, 31)
			return s
		}
		s.start, s.end = newDay(y, 1+4*third, 1), newDay(y, 5+4*third, 1)-1
	}
	if third == 2 && last >= s.start {
		s.end = last
	}
	return s
}
