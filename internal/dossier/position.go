package dossier

import (
	"slices"
	"unicode"

	"github.com/rapporteur/rapporteur/internal/record"
)

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// own leaves of the actors the party itself and those that it addresses.
func own(actors []record.Actor, party string) []record.Actor {
	return slices.DeleteFunc(actors, func(a record.Actor) bool {
		return a.Role == record.RoleActor && Party(&a.Mention) != party
	})
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
