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
	for _, t := range tellings {
		if isDeed(t) {
			done = append(done, t)
		} else {
			told = append(told, t)
		}
	}
	pacts := Pacts(told)
	carried := map[string][]*Telling{}
	for _, t := range done {
		id := ""
		if p := CarriedOut(pacts, t); p != nil {
			id = p.ID
		}
		carried[id] = append(carried[id], t)
	}
	var found []Finding
	for _, p := range pacts {
		found = append(found, p.Finding(carried[p.ID]))
	}
	return append(found, Alone(carried[""])...)
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
	for _, t := range byDay(told) {
		if !t.dates() {
			loose = append(loose, t)
			continue
		}
		if g := pactOf(groups, t, 0); g != nil {
			g.add(t, "")
		} else {
			groups = append(groups, &group{day: t.Day, tellings: []*Telling{t}})
		}
	}
	var unknown []*Telling
	for _, t := range loose {
		if g := pactOf(groups, t, pactDays); g != nil {
			g.add(t, "")
		} else {
			unknown = append(unknown, t)
		}
	}
	return append(groups, monthly(unknown)...)
}

// monthly groups what is told of agreements of which none with its day is known:
// those of one month are told together. The tellings are sorted by day.
func monthly(unknown []*Telling) []*group {
	var own []*group
	for _, t := range unknown {
		var g *group
		for i := len(own) - 1; i >= 0 && month(own[i].day) == month(t.Day); i-- {
			if fits(own[i], t) {
				g = own[i]
			}
		}
		if g == nil {
			g = &group{day: t.Day}
			own = append(own, g)
		}
		g.add(t, "")
	}
	return own
}

// dates tells whether the telling can begin the group of an agreement on its day.
func (t *Telling) dates() bool { return t.Entry.Kind == record.Agreement && t.Dated }

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
	core := g.agreed()
	parties := partiesOf(core)
	if !agree(t.parties(), parties) && !(len(t.parties()) == 0 && agree(t.concerned(), parties)) {
		return false
	}
	mine, told := t.figure()
	for _, o := range core {
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

// agreed is the group's core as far as another goes by it: what joined a dated
// agreement without a day has no say, so that no chain runs on through the year.
func (g *group) agreed() []*Telling {
	core := g.core()
	if !g.tellings[0].dates() || !slices.ContainsFunc(core, func(t *Telling) bool { return !t.dates() }) {
		return core
	}
	return slices.DeleteFunc(slices.Clone(core), func(t *Telling) bool { return !t.dates() })
}

func sameFigure(g *group, t *Telling) bool {
	mine, told := t.figure()
	return told && slices.ContainsFunc(g.agreed(), func(o *Telling) bool {
		n, also := o.figure()
		return also && n == mine
	})
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
