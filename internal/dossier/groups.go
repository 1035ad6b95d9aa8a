package dossier

import (
	"slices"
	"strings"
)

// group is what tells one thing: the tellings of a finding on its way.
type group struct {
	day      string
	key      string
	rank     int // meetings: how well its first telling tells it
	tellings []*Telling
	why      []string
}

func (g *group) add(t *Telling, rule string) {
	g.tellings = append(g.tellings, t)
	if rule != "" && !slices.Contains(g.why, rule) {
		g.why = append(g.why, rule)
	}
}

// sort puts the group's tellings into the canonical order.
func (g *group) sort() { slices.SortFunc(g.tellings, (*Telling).before) }

// core are the group's tellings of its own day. Whether another belongs to it is
// asked of them alone: what joined from later days has no say, or one report could
// move findings of months and years.
func (g *group) core() []*Telling {
	for i, t := range g.tellings {
		if t.Day != g.day {
			core := slices.Clone(g.tellings[:i])
			for _, t := range g.tellings[i:] {
				if t.Day == g.day {
					core = append(core, t)
				}
			}
			return core
		}
	}
	return g.tellings
}

// parties are the parties that the group's core names.
func (g *group) parties() []string { return partiesOf(g.core()) }

func partiesOf(tellings []*Telling) []string {
	var all []string
	for _, t := range tellings {
		all = append(all, t.parties()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// byDay sorts tellings for grouping: by day, then in canonical order.
func byDay(tellings []*Telling) []*Telling {
	sorted := slices.Clone(tellings)
	slices.SortFunc(sorted, func(a, b *Telling) int {
		if c := strings.Compare(a.Day, b.Day); c != 0 {
			return c
		}
		return a.before(b)
	})
	return sorted
}

// index finds groups by day and key.
type index map[[2]string][]*group

func (x index) add(g *group) { x[[2]string{g.day, g.key}] = append(x[[2]string{g.day, g.key}], g) }

// back gives the groups of a key on a day and up to so many days before, the
// nearest first.
func (x index) back(day, key string, days int) []*group {
	found := x[[2]string{day, key}]
	if days == 0 || day == "" {
		return found
	}
	found = slices.Clone(found)
	for d := 1; d <= days; d++ {
		found = append(found, x[[2]string{AddDays(day, -d), key}]...)
	}
	return found
}

// gather groups tellings by a key and a day. What is told with its day makes the
// groups; what is told without joins the newest of them, not newer than its
// report and within the reach, that has its key. What finds none is told together
// by the key and its report's day. same, where there is one, has the last word.
func gather(tellings []*Telling, reach int, dated func(*Telling) bool, same func(*group, *Telling) bool, key func(*Telling) string) []*group {
	var groups []*group
	known, own := index{}, index{}
	into := func(x index, t *Telling, key string, days int) *group {
		for _, g := range x.back(t.Day, key, days) {
			if same == nil || same(g, t) {
				return g
			}
		}
		return nil
	}
	sorted := byDay(tellings)
	for _, first := range []bool{true, false} {
		for _, t := range sorted {
			if dated(t) != first {
				continue
			}
			k, x, days, rule := key(t), known, 0, "same day, same parties, same thing"
			if !first {
				x, days, rule = own, reach, "told without a day; the newest of its kind before the report"
			}
			g := into(known, t, k, days)
			if g == nil && !first {
				g, rule = into(own, t, k, 0), "told without a day by reports of one day"
			}
			if g != nil {
				g.add(t, rule)
				continue
			}
			g = &group{day: t.Day, key: k, tellings: []*Telling{t}}
			groups = append(groups, g)
			x.add(g)
		}
	}
	for _, g := range groups {
		g.sort()
	}
	return groups
}

// timeKey tells apart what lasted differently: a day, or the span of a year.
func timeKey(t *Telling) string {
	if days, open := length(t.Entry.Time); t.Dated && !open && days > shortSpan {
		return t.Entry.Time.End
	}
	return ""
}

// factKey tells apart what was and what is only planned, threatened or denied.
func factKey(t *Telling) string {
	if t.real() {
		return ""
	}
	return t.aux()
}
