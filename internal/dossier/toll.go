package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// tolls makes the findings of figures: a finding a thing counted (the incident or
// the time, the harm, the victims) and who gives it, with its series. A figure of
// a part ("two of them children") is a toll of its own where its victims are
// others than the whole's.
func tolls(tellings []*Telling, incident string) []Finding {
	var groups []*group
	apart := setApart(tellings)
	for _, t := range byDay(tellings) {
		key := tollKey(t, tellings, apart, incident)
		i := slices.IndexFunc(groups, func(g *group) bool { return g.key == key })
		if i < 0 {
			groups = append(groups, &group{day: t.Day, key: key, why: []string{tollRule(incident, t, apart)}})
			i = len(groups) - 1
		}
		groups[i].tellings = append(groups[i].tellings, t)
	}
	var found []Finding
	for _, g := range groups {
		g.sort()
		found = append(found, g.toll(incident))
	}
	return found
}

// tollRule says what the tellings of a toll have in common.
func tollRule(incident string, t *Telling, apart contested) string {
	rule := "same place and time, harm, victims and claimant"
	if incident != "" {
		rule = "same incident, harm and victims"
		if apart.claims[t.Entry.Harm+"|"+claim(t)] {
			rule += ", same claimant"
		}
	}
	return rule
}

// tollKey is what tolls of one thing have in common.
func tollKey(t *Telling, all []*Telling, apart contested, incident string) string {
	key := []string{t.Entry.Harm}
	if incident == "" {
		place := ""
		if t.Entry.Place != nil {
			place = t.Entry.Place.Name
		}
		start := ""
		if t.Entry.Time != nil {
			start = t.Entry.Time.Start
		}
		return strings.Join(append(key, victims(&t.Entry), place, start, claim(t)), "|")
	}
	if part(t, all) {
		key = append(key, victims(&t.Entry))
	}
	if apart.places[t.Entry.Harm] {
		key = append(key, strings.Join(t.Places, "+"))
	}
	if by := claim(t); apart.claims[t.Entry.Harm+"|"+by] {
		key = append(key, by)
	}
	return strings.Join(key, "|")
}

// contested is what tells figures of one incident apart: the places, by harm,
// where one report gives each place its own figure; and the claimants, by harm and
// claimant, where others give another figure.
type contested struct {
	places, claims map[string]bool
}

// setApart tells what sets the figures of an incident apart. Two reports of one
// day that rest on different parties give different figures; within one report,
// one that rests on nobody and one that rests on somebody do, too.
func setApart(tellings []*Telling) contested {
	apart := contested{map[string]bool{}, map[string]bool{}}
	for i, a := range tellings {
		for _, b := range tellings[i+1:] {
			if a.Entry.Harm != b.Entry.Harm {
				continue
			}
			x, y := claim(a), claim(b)
			one := a.Report.ID == b.Report.ID && countKey(a.Entry.Count) != countKey(b.Entry.Count)
			if one && len(a.Places) > 0 && len(b.Places) > 0 && shared(a.Places, b.Places) == 0 {
				apart.places[a.Entry.Harm] = true
			}
			if x == y || !(x != "" && y != "" && a.Day == b.Day || one && victims(&a.Entry) == victims(&b.Entry)) {
				continue
			}
			for _, by := range []string{x, y} {
				if by != "" {
					apart.claims[a.Entry.Harm+"|"+by] = true
				}
			}
		}
	}
	return apart
}

// claim is the party by whose account a figure stands.
func claim(t *Telling) string {
	if t.Speaker == nil {
		return ""
	}
	return Party(&t.Speaker.Mention)
}

// part tells whether the same report gives a larger figure for the same harm of
// the same incident: then this one is of a part of them.
func part(t *Telling, all []*Telling) bool {
	mine, ok := t.figure()
	if !ok {
		return false
	}
	for _, o := range all {
		n, told := o.figure()
		if o != t && told && o.Report.ID == t.Report.ID && o.Incident == t.Incident && o.Entry.Harm == t.Entry.Harm && n > mine && victims(&o.Entry) != victims(&t.Entry) {
			return true
		}
	}
	return false
}

// toll is the finding of a figure with its series: one item a change, as of the
// day of the report. A figure that falls is kept as it is.
func (g *group) toll(incident string) Finding {
	f := g.finding(record.Toll)
	f.Anchor = g.tellings[0].Day
	f.Incident = incident
	first := &g.tellings[0].Entry
	f.Harm = first.Harm
	v := voting{tellings: g.tellings}
	f.Victims, _ = vote(&v, "", func(t *Telling) (string, *record.Mention, bool) {
		m := t.Entry.Victims
		if m == nil {
			return "", nil, false
		}
		return m.Code, m, m.Code != ""
	})
	if f.Victims == nil {
		f.Victims = first.Victims
	}
	vote(&v, "count", func(t *Telling) (string, *record.Count, bool) { return countKey(t.Entry.Count), t.Entry.Count, true })
	f.Differences = append(f.Differences, v.differences...)
	byReport := slices.Clone(g.tellings)
	slices.SortStableFunc(byReport, (*Telling).before)
	for _, t := range byReport {
		c := t.Entry.Count
		if n := len(f.Series); n > 0 {
			last := &f.Series[n-1]
			if countKey(&last.Count) == countKey(c) {
				if !slices.Contains(last.Reports, t.Report.ID) {
					last.Reports = append(last.Reports, t.Report.ID)
				}
				continue
			}
		}
		r := Reading{AsOf: t.Report.Date, Count: *c, Reports: []string{t.Report.ID}}
		if t.Speaker != nil {
			r.AccordingTo = &t.Speaker.Mention
		}
		f.Series = append(f.Series, r)
	}
	if len(f.Series) > 0 {
		last := f.Series[len(f.Series)-1]
		f.Count = &last.Count
		f.Last = max(f.Last, last.AsOf)
	}
	f.Each = slices.ContainsFunc(g.tellings, func(t *Telling) bool { return t.Entry.Each })
	return f
}
