package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/rapporteur/rapporteur/internal/record"
)

// candidate is a figure that reports of one day give for what was done.
type candidate struct {
	n       int
	count   record.Count
	roots   map[string]bool
	reports []string
	deed    bool // told as something done, not only as a number of people freed
	dated   bool
	newest  int
}

// progress counts what was done about a promised number, day by day. A running
// total, a part of the day's figure, a figure told again are no instalments.
func (f *Finding) progress(g *group) {
	var days []string
	byDayTold := map[string][]*Telling{}
	for _, t := range byDay(g.tellings) {
		if !isDeed(t) {
			continue
		}
		if byDayTold[t.Day] == nil {
			days = append(days, t.Day)
		}
		byDayTold[t.Day] = append(byDayTold[t.Day], t)
	}
	if len(days) == 0 && f.Count == nil {
		return
	}
	p := &Progress{Promised: f.Count, Done: []Instalment{}}
	promised, limited := figure(f.Count)
	var totals []running
	for _, day := range days {
		candidates, told := figuresOf(byDayTold[day])
		chosen, more := instalment(day, candidates, told, p, promised, limited)
		totals = append(totals, more...)
		if chosen == nil {
			if withheld := undisclosed(byDayTold[day], candidates); withheld != nil {
				p.Undisclosed++
				p.Done = append(p.Done, *withheld)
			}
			continue
		}
		p.Done = append(p.Done, Instalment{Date: day, Count: chosen.count, Reports: chosen.reports})
		p.DoneTotal += chosen.n
		f.differ("done "+day, chosen, candidates, p)
	}
	for _, t := range totals {
		if slices.ContainsFunc(totals, func(o running) bool { return o.n > t.n && shared(o.reports, t.reports) > 0 }) {
			continue // a part of the total that the report gives
		}
		if t.n != p.upTo(t.day) && t.n != promised {
			f.Differences = append(f.Differences, Difference{Field: "done_total", Values: []Value{
				{Value: strconv.Itoa(p.upTo(t.day)), Reports: p.reports(t.day)}, {Value: strconv.Itoa(t.n), Reports: t.reports}}})
		}
	}
	if limited {
		left := max(0, promised-p.DoneTotal)
		p.Remaining = &left
		if left == 0 {
			p.Undisclosed = 0
		}
	}
	if len(p.Done) == 0 && f.Count == nil {
		return
	}
	f.Progress = p
}

// running is a total that a report gives for all that was done up to a day.
type running struct {
	day     string
	n       int
	reports []string
}

// upTo is what was done up to a day.
func (p *Progress) upTo(day string) int {
	sum := 0
	for _, i := range p.Done {
		if n, ok := figure(&i.Count); ok && i.Date <= day {
			sum += n
		}
	}
	return sum
}

func (p *Progress) reports(day string) []string {
	var all []string
	for _, i := range p.Done {
		if i.Date <= day {
			all = append(all, i.Reports...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// figuresOf are the figures told of a day, and the running totals among them:
// those told of more than a day.
func figuresOf(tellings []*Telling) (candidates []*candidate, totals []running) {
	for i, t := range tellings {
		n, ok := t.figure()
		if !ok {
			continue
		}
		if ofDays(t) {
			totals = append(totals, running{cmp.Or(t.Entry.Time.End, t.Report.Date), n, []string{t.Report.ID}})
			continue
		}
		at := slices.IndexFunc(candidates, func(c *candidate) bool { return c.n == n })
		if at < 0 {
			at = len(candidates)
			candidates = append(candidates, &candidate{n: n, count: *t.Entry.Count, roots: map[string]bool{}})
		}
		c := candidates[at]
		c.roots[t.Report.Root] = true
		c.deed = c.deed || t.Entry.Kind != record.Toll
		c.dated = c.dated || t.Dated
		c.newest = i
		if !slices.Contains(c.reports, t.Report.ID) {
			c.reports = append(c.reports, t.Report.ID)
		}
	}
	return candidates, totals
}

// ofDays tells whether a telling is of more than a day: "since Friday".
func ofDays(t *Telling) bool {
	days, open := length(t.Entry.Time)
	return t.Entry.Time != nil && t.Entry.Time.Start != "" && (open || days > 0)
}

// instalment chooses the day's part among the figures told, and gives the running
// totals back. Nil where the day only repeats what was told before.
func instalment(day string, candidates []*candidate, told []running, p *Progress, promised int, limited bool) (*candidate, []running) {
	sofar := p.DoneTotal
	isTotal := func(n int) bool { return slices.ContainsFunc(told, func(r running) bool { return r.n == n }) }
	var left []*candidate
	for _, c := range candidates {
		switch {
		case limited && sofar > 0 && (c.n == promised || sofar+c.n > promised) && !(sofar == promised),
			sofar > 0 && c.n == sofar,
			slices.ContainsFunc(candidates, func(o *candidate) bool { return sofar > 0 && sofar+o.n == c.n }):
			told = append(told, running{day, c.n, c.reports})
		case limited && sofar == promised:
		case !c.dated && p.has(c.n):
		default:
			left = append(left, c)
		}
	}
	if len(left) == 0 {
		return nil, totalsOf(told, sofar, nil)
	}
	best := slices.MaxFunc(left, func(a, b *candidate) int {
		return cmp.Or(
			boolean(isTotal(sofar+a.n), isTotal(sofar+b.n)),
			boolean(a.deed, b.deed),
			cmp.Compare(len(a.roots), len(b.roots)),
			cmp.Compare(a.n, b.n))
	})
	return best, totalsOf(told, sofar, best)
}

// totalsOf leaves of the totals those that are none of a part: below what was
// done before.
func totalsOf(told []running, sofar int, best *candidate) []running {
	return slices.DeleteFunc(told, func(r running) bool { return r.n < sofar || best != nil && r.n < best.n })
}

func boolean(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// has tells whether an earlier instalment had this figure.
func (p *Progress) has(n int) bool {
	return slices.ContainsFunc(p.Done, func(i Instalment) bool {
		m, ok := figure(&i.Count)
		return ok && m == n
	})
}

// differ enters the other figures told of a day's deed, not those of a part of it.
func (f *Finding) differ(field string, chosen *candidate, all []*candidate, p *Progress) {
	d := Difference{Field: field, Values: []Value{{fmt.Sprint(chosen.n), chosen.reports}}}
	for _, c := range all {
		rival := c != chosen && c.deed && chosen.deed && c.n != p.DoneTotal && shared(c.reports, chosen.reports) == 0
		if promised, ok := figure(p.Promised); rival && !(ok && c.n == promised) {
			d.Values = append(d.Values, Value{fmt.Sprint(c.n), c.reports})
		}
	}
	if len(d.Values) > 1 {
		f.Differences = append(f.Differences, d)
	}
}

// undisclosed is an instalment of which no report gives a figure; nil where the
// day's figures only repeat, or where nobody dates it.
func undisclosed(tellings []*Telling, candidates []*candidate) *Instalment {
	if len(candidates) > 0 {
		return nil
	}
	var found *Instalment
	for _, t := range tellings {
		withheld := t.Entry.Count != nil && t.Entry.Count.Text != ""
		if t.Entry.Kind == record.Toll || ofDays(t) || !withheld && !t.Dated {
			continue
		}
		if _, told := t.figure(); told {
			return nil
		}
		if found == nil {
			found = &Instalment{Date: t.Day}
		}
		if t.Entry.Count != nil {
			found.Count = *t.Entry.Count
		}
		if !slices.Contains(found.Reports, t.Report.ID) {
			found.Reports = append(found.Reports, t.Report.ID)
		}
	}
	return found
}
