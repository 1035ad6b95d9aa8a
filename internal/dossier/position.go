package dossier

import (
	"slices"
	"unicode"

	"github.com/rapporteur/rapporteur/internal/record"
)

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// positions makes the one finding of a party's position on an issue, with its
// history. On one day another's account of it comes before the party's own words.
func positions(tellings []*Telling) []Finding {
	if len(tellings) == 0 {
		return nil
	}
	g := &group{tellings: slices.Clone(tellings), why: []string{"one finding a party and issue"}}
	g.sort()
	f := g.finding(record.Position)
	sorted := byDay(tellings)
	slices.SortStableFunc(sorted, func(a, b *Telling) int {
		switch {
		case a.Day < b.Day:
			return -1
		case a.Day > b.Day:
			return 1
		case (a.ClaimedBy != nil) != (b.ClaimedBy != nil):
			if a.ClaimedBy != nil {
				return -1
			}
			return 1
		}
		return 0
	})
	f.Anchor, f.First = sorted[0].Day, sorted[0].Day
	f.Last = sorted[len(sorted)-1].Day
	f.Party = sorted[0].Party
	f.Differences = nil
	f.Time, f.Place = nil, nil
	f.Actors = own(f.Actors, f.Party)
	for _, t := range sorted {
		f.turn(t)
	}
	now := f.standing()
	f.Stance, f.Terms, f.Condition = now.Stance, now.Terms, now.Condition
	f.AccordingTo, f.ClaimedBy = now.AccordingTo, now.ClaimedBy
	for _, t := range sorted {
		if t.Entry.Stance == f.Stance && t.Entry.Plover != nil {
			f.Plover = t.Entry.Plover
		}
	}
	return []Finding{f}
}

// own leaves of the actors the party itself and those that it addresses.
func own(actors []record.Actor, party string) []record.Actor {
	return slices.DeleteFunc(actors, func(a record.Actor) bool {
		return a.Role == record.RoleActor && Party(&a.Mention) != party
	})
}

// turn adds a telling to the history: as one more report of the last item where it
// changes neither stance nor condition, else as a new one.
func (f *Finding) turn(t *Telling) {
	if n := len(f.History); n > 0 {
		last := &f.History[n-1]
		same := last.Stance == t.Entry.Stance && (t.Entry.Condition == "" || alike([]string{last.Condition}, []string{t.Entry.Condition}))
		// What another says of it is no news where it says the same; the party's own
		// word is, after another's.
		if same && (last.ClaimedBy == nil || t.ClaimedBy != nil && Party(last.ClaimedBy) == Party(t.ClaimedBy)) {
			if !slices.Contains(last.Reports, t.Report.ID) {
				last.Reports = append(last.Reports, t.Report.ID)
			}
			return
		}
	}
	turn := Turn{Date: t.Day, Stance: t.Entry.Stance, Terms: terms(t), Condition: t.Entry.Condition, ClaimedBy: t.ClaimedBy, Reports: []string{t.Report.ID}}
	if t.Speaker != nil {
		turn.AccordingTo = &t.Speaker.Mention
	}
	f.History = append(f.History, turn)
}

// standing is the newest item that the party itself stands for; where all is
// claimed by others, the newest of those; nil of what has no history.
func (f *Finding) standing() *Turn {
	for i := len(f.History) - 1; i >= 0; i-- {
		if f.History[i].ClaimedBy == nil {
			return &f.History[i]
		}
	}
	if len(f.History) == 0 {
		return nil
	}
	return &f.History[len(f.History)-1]
}

// AsOf is a position as it stood at the end of a day; ok is false where nothing
// was known of it yet.
func (f Finding) AsOf(day string) (at Finding, ok bool) {
	n := 0
	for n < len(f.History) && f.History[n].Date <= day {
		n++
	}
	if n == 0 {
		return f, false
	}
	if n == len(f.History) {
		return f, true
	}
	f.History = f.History[:n]
	now := f.standing()
	f.Stance, f.Terms, f.Condition = now.Stance, now.Terms, now.Condition
	f.AccordingTo, f.ClaimedBy = now.AccordingTo, now.ClaimedBy
	f.Last = f.History[n-1].Date
	told := map[string]bool{}
	for _, h := range f.History {
		for _, id := range h.Reports {
			told[id] = true
		}
	}
	var ids []string
	for _, r := range f.Reports {
		if told[r.ID] && r.Date <= day {
			ids = append(ids, r.ID)
		}
	}
	f.only(ids)
	return f, true
}
