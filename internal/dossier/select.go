package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Parties are all parties that a finding concerns: who acts, who is addressed,
// whose people are counted, who speaks.
func (f *Finding) Parties() []string {
	var all []string
	add := func(p string) {
		if p != "" {
			all = append(all, p)
		}
	}
	add(f.Party)
	for i := range f.Actors {
		add(Party(&f.Actors[i].Mention))
	}
	if f.Victims != nil {
		add(Party(f.Victims))
	}
	if f.Speaker != nil {
		add(Party(&f.Speaker.Mention))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Selection says which findings are wanted. Its zero value wants all.
type Selection struct {
	Parties      []string // one of them: countries, codes or names; a position is its own party's alone
	Process      []string // and one of these, in any role
	Issue        string
	Since, Until string // days, inclusive
	Conditions   bool   // positions that carry a condition
}

// Takes tells whether the selection wants a finding. A position, an agreement or
// a toll is wanted where any of its days lies within.
func (s *Selection) Takes(f *Finding) bool {
	if s.Issue != "" && f.Issue != s.Issue {
		return false
	}
	if s.Since != "" && f.Last < s.Since || s.Until != "" && (f.First == "" || f.First > s.Until) {
		return false
	}
	if s.Conditions && f.Condition == "" && !slices.ContainsFunc(f.History, func(t Turn) bool { return t.Condition != "" }) {
		return false
	}
	all := f.Parties()
	mine := all
	if f.Party != "" {
		mine = []string{f.Party}
	}
	return anyOf(mine, s.Parties) && anyOf(all, s.Process)
}

// anyOf tells whether one of the parties is wanted; all are where none is named.
func anyOf(parties, wanted []string) bool {
	return len(wanted) == 0 || slices.ContainsFunc(parties, func(p string) bool {
		return slices.ContainsFunc(wanted, func(w string) bool { return IsParty(p, w) })
	})
}

// Late is the last day that brought, or will bring, anything new: a telling, an
// edited report, a date set.
func (f *Finding) Late() string {
	late := max(f.Last, f.Due)
	for i := range f.Reports {
		late = max(late, f.Reports[i].Edited)
	}
	return late
}

// Changed tells what a finding's change was between two days: new, revised or
// overdue; "" for none. now is the day against which a date set is past.
func (f *Finding) Changed(since, until, now string) string {
	in := func(day string) bool {
		return day != "" && (since == "" || since <= day) && (until == "" || day <= until)
	}
	late := now
	if until != "" && until < now {
		late = until
	}
	if f.Due != "" && f.Due < late && f.State != "carried_out" && f.State != "ended" && f.State != "broken" && (since == "" || f.Due >= since || f.First >= since) {
		return "overdue"
	}
	if in(f.First) {
		return "new"
	}
	for i := range f.Reports {
		if in(f.Reports[i].Edited) {
			return "revised"
		}
	}
	if f.First == "" || since != "" && f.First > since && !in(f.First) {
		return ""
	}
	for _, t := range f.History {
		if in(t.Date) {
			return "revised"
		}
	}
	for _, r := range f.Series {
		if in(r.AsOf) {
			return "revised"
		}
	}
	if f.Progress != nil {
		for _, i := range f.Progress.Done {
			if in(i.Date) {
				return "revised"
			}
		}
	}
	if f.Kind == "agreement" && in(f.Last) {
		return "revised"
	}
	return ""
}

// Days are what a finding has in a timeline of some days: a position an item for
// each change of it, an agreement one for the day on which it was made and each on
// which it was carried out, all else one for its first day, or where its own time
// reaches into those days.
func (f Finding) Days(since, until string) []Finding {
	in := func(day string) bool { return (since == "" || since <= day) && (until == "" || day <= until) }
	var days []Finding
	switch {
	case f.Kind == record.Position:
		for _, h := range f.History {
			if !in(h.Date) {
				continue
			}
			one := f
			one.First, one.Last, one.History = h.Date, h.Date, []Turn{h}
			one.Stance, one.Terms, one.Condition, one.AccordingTo, one.ClaimedBy = h.Stance, h.Terms, h.Condition, h.AccordingTo, h.ClaimedBy
			one.only(h.Reports)
			days = append(days, one)
		}
	case f.Kind == record.Agreement && f.Progress != nil:
		dates := []string{f.First}
		for _, i := range f.Progress.Done {
			if !slices.Contains(dates, i.Date) {
				dates = append(dates, i.Date)
			}
		}
		for _, day := range dates {
			if in(day) {
				one := f
				one.First, one.Last = day, day
				days = append(days, one)
			}
		}
	case in(f.First), f.Time != nil && f.Time.End != "" && (until == "" || f.Time.Start <= until) && f.Time.End >= since:
		days = append(days, f)
	}
	return days
}

// only leaves of a finding's reports those named.
func (f *Finding) only(ids []string) {
	var reports []Report
	roots := map[string]bool{}
	for _, r := range f.Reports {
		if !slices.Contains(ids, r.ID) {
			continue
		}
		reports = append(reports, r)
		root := r.CopyOf
		if root == "" {
			root = r.ID
		}
		roots[root] = true
	}
	f.Reports, f.Sources = reports, len(roots)
}

// Day is the first day of a finding as a title shows it: "2025-05-16", or
// "2025-05-16 – 25".
func (f *Finding) Span() string {
	if f.Last == f.First || f.Last == "" {
		return f.First
	}
	if strings.HasPrefix(f.Last, month(f.First)+"-") {
		return f.First + "–" + f.Last[8:]
	}
	return f.First + " – " + f.Last
}
