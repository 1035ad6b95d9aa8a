package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// incidents groups tellings of the use of force in one country, and the tolls
// told with them. One attack is one day, places that are not at odds, the same
// attacker: what names its places makes the groups, those that name most first;
// what names fewer joins the one group that has them all. A telling without any
// place joins only where its day has one attack by that party in that way.
// Attacks on different days or in different places are never one.
func incidents(tellings []*Telling) []Finding {
	var attacks, figures []*Telling
	for _, t := range tellings {
		if t.Entry.Kind == record.Incident {
			attacks = append(attacks, t)
		} else {
			figures = append(figures, t)
		}
	}
	sorted := byDay(attacks)
	slices.SortStableFunc(sorted, func(a, b *Telling) int {
		if a.Dated != b.Dated {
			if a.Dated {
				return -1
			}
			return 1
		}
		return len(b.Places) - len(a.Places)
	})
	var groups []*group
	days := index{}
	for _, t := range sorted {
		key, back := timeKey(t)+factKey(t), 0
		if !t.Dated {
			back = 2
		}
		var fit []*group
		for _, g := range days.back(t.Day, key, back) {
			if attack(g, t) {
				fit = append(fit, g)
			}
		}
		if len(fit) == 1 {
			fit[0].add(t, "same day, same places, same attacker")
			continue
		}
		g := &group{day: t.Day, key: key, tellings: []*Telling{t}}
		groups = append(groups, g)
		days.add(g)
	}
	return withTolls(groups, figures)
}

// attack tells whether a telling is of a group's attack.
func attack(g *group, t *Telling) bool {
	first := g.tellings[0]
	if g.day != t.Day {
		// Without a day of its own it can be of an attack on the days before its
		// report, where it names the place.
		if t.Dated || len(t.Places) == 0 || !first.Dated {
			return false
		}
	}
	by, of := codes(t.parties()), codes(g.firm(!t.Dated))
	if len(by) > 0 && len(of) > 0 && shared(by, of) == 0 {
		return false
	}
	if len(t.Places) == 0 || len(first.Places) == 0 {
		return len(t.Places) == len(first.Places) && slices.Equal(by, of) && sameMode(first, t) ||
			len(by) > 0 && shared(by, of) > 0 && t.mode() != "" && t.mode() == first.mode()
	}
	return shared(t.Places, first.Places) == len(t.Places) && (sameMode(first, t) || t.mode() != "" && len(by) > 0)
}

// firm are the parties of a group as far as a telling may go by them: one without
// a day of its own goes by those that are told with their day, so that no chain of
// undated tellings runs from day to day.
func (g *group) firm(undated bool) []string {
	if !undated || !g.tellings[0].Dated {
		return g.parties()
	}
	return partiesOf(slices.DeleteFunc(slices.Clone(g.tellings), func(t *Telling) bool { return !t.Dated }))
}

// withTolls makes the findings of attacks and of the tolls told with them.
func withTolls(groups []*group, figures []*Telling) []Finding {
	byEntry := map[string]*group{}
	for _, g := range groups {
		g.sort()
		for _, t := range g.tellings {
			byEntry[t.Report.ID+"\x00"+t.Entry.ID] = g
		}
	}
	counted := map[*group][]*Telling{}
	days := map[string][]*group{}
	for _, g := range groups {
		days[g.day] = append(days[g.day], g)
	}
	var loose []*Telling
	for _, t := range figures {
		g := byEntry[t.Report.ID+"\x00"+t.Incident]
		if t.Incident == "" {
			g = onlyAttack(days[t.Day], t)
		}
		if g == nil {
			loose = append(loose, t)
			continue
		}
		counted[g] = append(counted[g], t)
	}
	var found []Finding
	for _, g := range groups {
		f := g.finding(record.Incident)
		for _, toll := range tolls(counted[g], f.ID) {
			toll.Anchor = g.day
			f.Tolls = append(f.Tolls, toll.ID)
			found = append(found, toll)
		}
		found = append(found, f)
	}
	byPlace := map[string][]*Telling{}
	var keys []string
	for _, t := range byDay(loose) {
		key := t.Day + "\x00" + strings.Join(t.Places, "\x00")
		if byPlace[key] == nil {
			keys = append(keys, key)
		}
		byPlace[key] = append(byPlace[key], t)
	}
	for _, key := range keys {
		for _, toll := range tolls(byPlace[key], "") {
			toll.Anchor = byPlace[key][0].Day
			found = append(found, toll)
		}
	}
	return found
}

// onlyAttack is the one attack of the day at the places that a toll names.
func onlyAttack(groups []*group, t *Telling) *group {
	var only *group
	for _, g := range groups {
		if len(t.Places) > 0 && shared(t.Places, g.tellings[0].Places) == len(t.Places) {
			if only != nil {
				return nil
			}
			only = g
		}
	}
	return only
}
