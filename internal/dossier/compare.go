package dossier

import (
	"encoding/json"
	"strings"
)

// Compare tells what changed from one state of findings to another: each finding
// that is "new", "gone" or "changed".
func Compare(before, after []Finding) []Finding {
	was := map[string]string{}
	for i := range before {
		was[before[i].ID] = plain(&before[i])
	}
	var changed []Finding
	now := map[string]bool{}
	for _, f := range after {
		now[f.ID] = true
		old, there := was[f.ID]
		switch {
		case !there:
			f.Change = "new"
		case old != plain(&f):
			f.Change = "changed"
		default:
			continue
		}
		changed = append(changed, f)
	}
	for _, f := range before {
		if !now[f.ID] {
			f.Change = "gone"
			changed = append(changed, f)
		}
	}
	return changed
}

func plain(f *Finding) string {
	data, _ := json.Marshal(f)
	return string(data)
}

// Line is a finding in one line: its id, kind, day, parties and substance.
func (f *Finding) Line() string {
	parts := []string{f.ID, f.Kind, f.Span(), strings.Join(f.Parties(), " ")}
	for _, p := range []string{f.Issue, f.Stance, f.State, f.Harm} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if f.Count != nil {
		parts = append(parts, f.Count.Text)
	}
	if f.Place != nil {
		parts = append(parts, f.Place.Name)
	}
	return strings.Join(parts, "  ")
}
