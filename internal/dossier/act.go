package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// acts groups tellings of acts: the same type and way, by the same party toward
// the same, on the same issue and day.
func acts(tellings []*Telling) []Finding {
	key := func(t *Telling) string {
		return strings.Join([]string{t.mode(), factKey(t), t.Entry.Issue, strings.Join(t.names(record.RoleActor), "+"), strings.Join(t.names(record.RoleRecipient), "+"), timeKey(t)}, "|")
	}
	var found []Finding
	for _, g := range gather(tellings, windows["act"].days, func(t *Telling) bool { return t.Dated }, nil, key) {
		found = append(found, g.act())
	}
	return found
}

// act is the finding of a group of acts.
func (g *group) act() Finding {
	f := g.finding(record.Act)
	v := voting{tellings: g.tellings, differences: f.Differences}
	f.Count, _ = vote(&v, "count", func(t *Telling) (string, *record.Count, bool) {
		c := t.Entry.Count
		if c == nil {
			return "", nil, false
		}
		return countKey(c), c, true
	})
	f.Each = f.Count != nil && slices.ContainsFunc(g.tellings, func(t *Telling) bool { return t.Entry.Each })
	f.Condition, _ = vote(&v, "condition", func(t *Telling) (string, string, bool) {
		return t.Entry.Condition, t.Entry.Condition, t.Entry.Condition != ""
	})
	f.Terms = terms(g.tellings[0])
	f.Differences = v.differences
	return f
}
