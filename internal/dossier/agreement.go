package dossier

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// agreements groups tellings of what was agreed on one issue, and of what carries
// it out. Agreements told with their day make the groups: the same day, two
// parties in common, figures not at odds. What is told without a day is of the
// newest agreement of its parties before the report that its figure fits. Deeds
// (a release, a withdrawal) join the newest agreement before them that has room
// for their figure; those that find none stand alone, as acts and tolls, those
// of both parties as an agreement carried out.
func agreements(tellings []*Telling) []Finding {
	var told, done []*Telling
	for _, t := range byDay(tellings) {
		if isDeed(t) {
			done = append(done, t)
		} else {
			told = append(told, t)
		}
	}
	groups := pacts(told)
	slices.SortStableFunc(groups, func(a, b *group) int { return strings.Compare(a.day, b.day) })
	var loose []*Telling
	for _, t := range done {
		if g := carriedOut(groups, t); g != nil {
			g.add(t, "carries out the newest agreement of these parties before it")
		} else {
			loose = append(loose, t)
		}
	}
	var found []Finding
	for _, g := range groups {
		g.sort()
		found = append(found, g.agreement())
	}
	return append(found, alone(loose)...)
}

// pactDays is how many days an agreement is told of, and carried out, after it was
// made.
const pactDays = 90

// isDeed tells whether a telling is of something done, not of something agreed.
func isDeed(t *Telling) bool {
	if t.Entry.Kind == record.Agreement {
		return t.Entry.State == "carried_out" && t.real()
	}
	return t.real()
}

// pacts makes the groups of what was agreed.
func pacts(told []*Telling) []*group {
	var groups []*group
	var loose []*Telling
	for _, t := range told {
		if t.Entry.Kind != record.Agreement || !t.Dated {
			loose = append(loose, t)
			continue
		}
		if g := pactOf(groups, t, 0); g != nil {
			g.add(t, "same day, same parties, figures not at odds")
		} else {
			groups = append(groups, &group{day: t.Day, tellings: []*Telling{t}})
		}
	}
	fixed := len(groups)
	var own []*group
	for _, t := range loose {
		if g := pactOf(groups[:fixed], t, pactDays); g != nil {
			g.add(t, "told without a day: the newest agreement of these parties before the report")
			continue
		}
		// None is known: those of one month are told together.
		var g *group
		for i := len(own) - 1; i >= 0 && month(own[i].day) == month(t.Day); i-- {
			if fits(own[i], t) {
				g = own[i]
			}
		}
		if g != nil {
			g.add(t, "told without a day by reports of one month")
		} else if t.Entry.Kind == record.Agreement {
			own = append(own, &group{day: t.Day, tellings: []*Telling{t}})
		} else {
			own = append(own, &group{day: t.Day, key: "deed", tellings: []*Telling{t}})
		}
	}
	return append(groups, own...)
}

func month(day string) string {
	if len(day) < 7 {
		return day
	}
	return day[:7]
}

// around are the groups, which are sorted by day, of a day and up to so many days
// before.
func around(groups []*group, day string, days int) []*group {
	from := day
	if before := AddDays(day, -days); before != "" {
		from = before
	}
	compare := func(g *group, day string) int { return strings.Compare(g.day, day) }
	low, _ := slices.BinarySearchFunc(groups, from, compare)
	high, _ := slices.BinarySearchFunc(groups, day+"\x00", compare)
	return groups[low:high]
}

// pactOf is the newest group, at most reach days before the telling, that it fits;
// on one day, the one with its figure rather than one without.
func pactOf(groups []*group, t *Telling, reach int) *group {
	var best *group
	for _, g := range around(groups, t.Day, reach) {
		if !fits(g, t) {
			continue
		}
		if best == nil || g.day > best.day || g.day == best.day && sameFigure(g, t) && !sameFigure(best, t) {
			best = g
		}
	}
	return best
}

// fits tells whether a telling can be of a group's agreement: its parties and its
// figure are not at odds with it. A report that tells two agreements, one with a
// figure, means two.
func fits(g *group, t *Telling) bool {
	if !agree(t.parties(), g.parties()) && !(len(t.parties()) == 0 && agree(t.concerned(), g.parties())) {
		return false
	}
	mine, told := t.figure()
	for _, o := range g.core() {
		n, also := o.figure()
		if told && also && n != mine && o.Entry.Kind == record.Agreement {
			return false
		}
		if told != also && o.Report.ID == t.Report.ID && o.Entry.Kind == t.Entry.Kind && o.Dated && t.Dated {
			return false
		}
	}
	return true
}

func sameFigure(g *group, t *Telling) bool {
	mine, told := t.figure()
	return told && slices.ContainsFunc(g.core(), func(o *Telling) bool {
		n, also := o.figure()
		return also && n == mine
	})
}

// carriedOut is the agreement that a deed carries out: the newest before it
// between its parties whose figure is not below the deed's.
func carriedOut(groups []*group, t *Telling) *group {
	var best *group
	for _, g := range around(groups, t.Day, pactDays) {
		if g.key == "deed" {
			continue
		}
		parties, mine := g.parties(), t.parties()
		if len(mine) < 2 {
			mine = t.concerned()
		}
		if len(mine) == 0 || !agree(mine, parties) || len(mine) > 1 && shared(mine, parties) < 2 {
			continue
		}
		n, told := t.figure()
		if most, limited := g.promise(); told && limited && n > most {
			continue
		}
		if best == nil || g.day > best.day {
			best = g
		}
	}
	return best
}

// promise is the largest figure that was agreed.
func (g *group) promise() (most int, ok bool) {
	for _, t := range g.tellings {
		if n, told := t.figure(); told && !isDeed(t) {
			most, ok = max(most, n), true
		}
	}
	return most, ok
}

// alone makes findings of deeds that carry out no agreement known.
func alone(loose []*Telling) []Finding {
	kind := func(t *Telling) string { return t.Entry.Kind }
	key := func(t *Telling) string {
		return strings.Join([]string{kind(t), t.mode(), strings.Join(t.concerned(), "+"), timeKey(t), t.Entry.Harm}, "|")
	}
	var found []Finding
	for _, g := range gather(loose, 2, func(t *Telling) bool { return t.Dated }, nil, key) {
		switch kind(g.tellings[0]) {
		case record.Act:
			found = append(found, g.act())
		case record.Agreement:
			found = append(found, g.agreement())
		default:
			for _, f := range tolls(g.tellings, "") {
				f.Anchor = g.day
				found = append(found, f)
			}
		}
	}
	return found
}

// reached orders the states: the last one reached counts.
var reached = []string{"proposed", "agreed", "signed", "in_force", "carried_out", "broken", "ended"}

// agreement is the finding of what was agreed and what was done about it.
func (g *group) agreement() Finding {
	if g.key == "deed" {
		return g.act()
	}
	f := g.finding(record.Agreement)
	v := voting{tellings: g.tellings, differences: f.Differences}
	f.Count, _ = vote(&v, "count", func(t *Telling) (string, *record.Count, bool) {
		c := t.Entry.Count
		if c == nil || isDeed(t) || t.Entry.Kind == record.Toll {
			return "", nil, false
		}
		return countKey(c), c, true
	})
	f.Condition, _ = vote(&v, "condition", func(t *Telling) (string, string, bool) {
		return t.Entry.Condition, t.Entry.Condition, t.Entry.Condition != ""
	})
	f.Due, _ = vote(&v, "due", func(t *Telling) (string, string, bool) {
		w := t.Entry.Time
		if t.aux() != "future" || w == nil || w.Start == "" || w.Start <= t.Report.Date {
			return "", "", false
		}
		due := cmp.Or(w.End, w.Start)
		return due, due, true
	})
	f.Each = slices.ContainsFunc(g.tellings, func(t *Telling) bool { return t.Entry.Each })
	f.Terms = terms(g.tellings[0])
	f.Differences = v.differences
	f.progress(g)
	f.State = f.stateOf(g)
	return f
}

// stateOf is the last state reached. What is done in part is in force; it is
// carried out when nothing remains, or, with no figure to go by, when a report says so.
func (f *Finding) stateOf(g *group) string {
	best := -1
	for _, t := range g.tellings {
		if t.Entry.Kind != record.Agreement || !t.real() && t.aux() != "future" {
			continue
		}
		at := slices.Index(reached, t.Entry.State)
		if t.Entry.State == "carried_out" && f.Progress != nil && f.Progress.Remaining != nil && *f.Progress.Remaining > 0 {
			at = slices.Index(reached, "in_force")
		}
		if t.aux() == "future" && at > 1 {
			at = 1 // to be signed, to come into force: agreed
		}
		best = max(best, at)
	}
	if p := f.Progress; p != nil && p.Remaining != nil {
		switch {
		case *p.Remaining == 0 && best < slices.Index(reached, "carried_out"):
			return "carried_out"
		case *p.Remaining > 0 && len(p.Done) > 0 && best < slices.Index(reached, "in_force"):
			return "in_force"
		}
	}
	if best < 0 {
		return g.tellings[0].Entry.State
	}
	return reached[best]
}
