package dossier

import (
	"slices"
	"strings"
)

// Earlier is a version that a report had before: the day that it was made, and
// what it told.
type Earlier struct {
	Day      string
	Tellings []Telling
}

// Was is what an earlier version of its report had in a telling's place.
type Was struct {
	ID    string `json:"id"`
	Exact string `json:"exact"`
}

// leastWords is how much of all their words two entries share that are one, said
// otherwise: "three soldiers were killed" and "four soldiers were killed", not
// "three soldiers were killed" and "the president condemned the attack".
const leastWords = 0.5

// Trace finds the tellings of a report's newest version, made on a day, again in
// its earlier versions, oldest first: by the very words, which give the same id,
// else by those of that kind, party and harm that share most of their words. A
// telling whose words came with a later version is Edited that day; one that
// stands in the place of others has them in Was, and their ids lead to it.
func Trace(now []Telling, day string, earlier []Earlier) {
	stands := map[string]bool{}
	for i := range now {
		stands[now[i].ID] = true
	}
	since := func(id string) (string, bool) {
		for i, e := range earlier {
			if slices.ContainsFunc(e.Tellings, func(t Telling) bool { return t.ID == id }) {
				if i == 0 {
					return "", true
				}
				return e.Day, true
			}
		}
		return day, false
	}
	for i := range now {
		now[i].Edited, _ = since(now[i].ID)
	}
	claimed := map[string]bool{}
	for i := len(earlier) - 1; i >= 0; i-- {
		here := map[string]bool{} // ids that the version has
		for j := range earlier[i].Tellings {
			here[earlier[i].Tellings[j].ID] = true
		}
		taken := map[int]bool{}
		for j := range earlier[i].Tellings {
			old := &earlier[i].Tellings[j]
			if stands[old.ID] || claimed[old.ID] {
				continue
			}
			best, most := -1, leastWords
			for k := range now {
				t := &now[k]
				if taken[k] || here[t.ID] || t.Entry.Kind != old.Entry.Kind || t.Party != old.Party || t.Entry.Harm != old.Entry.Harm {
					continue
				}
				if s := overlap(told(old), told(t)); s > most || s == most && best < 0 {
					best, most = k, s
				}
			}
			if best < 0 {
				continue
			}
			claimed[old.ID], taken[best] = true, true
			now[best].Was = append(now[best].Was, Was{old.ID, told(old)})
		}
	}
}

// told is the words that a telling rests on, all pieces of them.
func told(t *Telling) string {
	var pieces []string
	for _, span := range t.Entry.Evidence {
		pieces = append(pieces, span.Exact)
	}
	return strings.Join(pieces, " … ")
}

// overlap is how many of the different words of two texts stand in both.
func overlap(a, b string) float64 {
	x, y := different(a), different(b)
	both := 0
	for _, w := range x {
		if _, found := slices.BinarySearch(y, w); found {
			both++
		}
	}
	if all := len(x) + len(y) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}

func different(text string) []string {
	words := Words(text)
	slices.Sort(words)
	return slices.Compact(words)
}

// Stood tells whether the telling has an id, or had it in an earlier version of its report.
func (t *Telling) Stood(id string) bool { return t.ID == id || t.was(id) }

// was tells whether an earlier version of the telling's report had that id in its place.
func (t *Telling) was(id string) bool {
	return slices.ContainsFunc(t.Was, func(w Was) bool { return w.ID == id })
}

// Dropped are the findings, each with one report alone, that were told by some
// version of a report and are no more by the next: the newest is told by now.
// Edited of the report is the day of the version that dropped it.
func Dropped(now []Telling, day string, earlier []Earlier) []Finding {
	var found []Finding
	stands := map[string]bool{}
	for i := range now {
		stands[now[i].ID] = true
		for _, w := range now[i].Was {
			stands[w.ID] = true
		}
	}
	for i := len(earlier) - 1; i >= 0; i-- {
		for j := range earlier[i].Tellings {
			t := &earlier[i].Tellings[j]
			if stands[t.ID] {
				continue
			}
			stands[t.ID] = true
			for _, f := range Findings(t.Scope, []*Telling{t}) {
				f.Change = "dropped"
				for k := range f.Reports {
					f.Reports[k].Edited = day
				}
				found = append(found, f)
			}
		}
		day = earlier[i].Day
	}
	return found
}
