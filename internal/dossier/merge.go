package dossier

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Findings makes the findings of one scope from its tellings. Around a day that
// is wanted, all tellings within twice the scope's reach must be there.
func Findings(scope Scope, tellings []*Telling) []Finding {
	kind, _, _ := strings.Cut(string(scope), " ")
	var found []Finding
	switch kind {
	case "meeting":
		found = meetings(tellings)
	case "agreement", "deed":
		found = agreements(tellings)
	case "incident":
		found = incidents(tellings)
	case "toll", "position":
		found = course(scope, tellings)
	case "act":
		found = acts(tellings)
	case "statement":
		found = statements(tellings)
	}
	for i := range found {
		found[i].Scope = scope
	}
	slices.SortFunc(found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Anchor, b.Anchor), strings.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID))
	})
	return found
}

// finding is the finding of a group with all that does not depend on its kind.
func (g *group) finding(kind string) Finding {
	first := g.tellings[0]
	f := Finding{ID: first.ID, Kind: kind, Anchor: g.day, Why: g.why, Tellings: g.tellings}
	for _, t := range g.tellings {
		f.Confidence = max(f.Confidence, t.Entry.Confidence)
		if !t.Dated && t.aux() == "historical" {
			continue // background without a day
		}
		if t.Day != "" && (f.First == "" || t.Day < f.First) {
			f.First = t.Day
		}
		f.Last = max(f.Last, t.Day)
	}
	f.Reports, f.Sources = reportsOf(g.tellings)
	f.Actors = actorsOf(g.tellings)
	f.claims(kind)
	v := voting{tellings: g.tellings}
	if p, ok := vote(&v, "", func(t *Telling) (string, *record.Plover, bool) {
		p := t.Entry.Plover
		if p == nil || kind != t.Entry.Kind {
			return "", nil, false
		}
		return p.Type + " " + p.Mode + " " + p.Aux, p, true
	}); ok {
		f.Plover = p
	}
	f.Issue, _ = vote(&v, "", func(t *Telling) (string, string, bool) { return t.Entry.Issue, t.Entry.Issue, t.Entry.Issue != "" })
	f.Place = placeOf(&v, kind)
	f.Time, _ = vote(&v, "time", func(t *Telling) (string, *record.Time, bool) {
		w := t.Entry.Time
		if w == nil || kind != t.Entry.Kind || w.Start == "" || !t.Dated || t.Day != g.day && w.Start != g.day {
			return "", nil, false
		}
		return span(w), w, true
	})
	if f.Time == nil && f.First != "" {
		f.Time = &record.Time{Start: f.First, End: f.First}
	}
	f.Duration, _ = vote(&v, "duration", func(t *Telling) (string, *record.Duration, bool) {
		d := t.Entry.Duration
		if d == nil {
			return "", nil, false
		}
		return hours(d), d, true
	})
	f.Differences = v.differences
	return f
}

// claims notes on whose word a finding stands, where no telling of it stands
// without somebody's: that of most independent reports, at a tie the newest. Who
// tells of what he did himself claims nothing of others.
func (f *Finding) claims(kind string) {
	var told []*Telling
	for _, t := range f.Tellings {
		if kind != record.Toll && t.Entry.Kind == record.Toll {
			continue // the figure of what was agreed, not the agreement
		}
		if t.Speaker == nil {
			return
		}
		told = append(told, t)
	}
	v := voting{tellings: told}
	said, ok := vote(&v, "", func(t *Telling) (string, *record.Speaker, bool) { return voice(t.Speaker), t.Speaker, true })
	if !ok {
		return
	}
	f.AccordingTo = &said.Mention
	own := false
	for _, t := range told {
		own = own || slices.ContainsFunc(t.parties(), func(p string) bool { return claimant(t.Speaker, p) == nil })
	}
	if !own {
		f.ClaimedBy = f.AccordingTo
	}
}

// voice is the name that tells those apart on whose word something stands.
func voice(s *record.Speaker) string {
	return cmp.Or(Party(&s.Mention), s.Name, s.Exact)
}

// grain is how far apart, in degrees of latitude, a building, its town and its
// region may lie.
const grain = 1.0

// placeOf is the place of a finding. A town and its region, a palace and its city
// are one place told more and less narrowly, and no difference.
func placeOf(v *voting, kind string) *record.Place {
	narrow := map[string]bool{} // reports that name a place within a country
	for _, t := range v.tellings {
		if t.Entry.Place != nil && len(t.Places) > 0 && kind == t.Entry.Kind {
			narrow[t.Report.ID] = true
		}
	}
	tells := func(t *Telling) bool {
		return t.Entry.Place != nil && kind == t.Entry.Kind && (len(t.Places) > 0 || !narrow[t.Report.ID])
	}
	var first *record.Place
	far := false
	for _, t := range v.tellings {
		p := t.Entry.Place
		if !tells(t) {
			continue
		}
		if first == nil {
			first = p
			continue
		}
		if p.Lat == nil || first.Lat == nil {
			far = far || p.Country != first.Country && p.Country != "" && first.Country != ""
			continue
		}
		north, east := *p.Lat-*first.Lat, (*p.Lon-*first.Lon)*math.Cos(*p.Lat*math.Pi/180)
		far = far || math.Hypot(north, east) > grain
	}
	field := ""
	if far {
		field = "place"
	}
	place, _ := vote(v, field, func(t *Telling) (string, *record.Place, bool) {
		p := t.Entry.Place
		if !tells(t) {
			return "", nil, false
		}
		return cmp.Or(p.Name, p.Text), p, true
	})
	return place
}

func span(t *record.Time) string {
	if t.End == t.Start {
		return t.Start
	}
	return t.Start + "/" + t.End
}

func hours(d *record.Duration) string {
	if d.HoursLow == nil && d.HoursHigh == nil {
		return d.Text
	}
	return number(d.HoursLow) + "–" + number(d.HoursHigh)
}

func number(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'g', 6, 64)
}

// countKey tells figures apart: the same number told with another bound is the same.
func countKey(c *record.Count) string {
	low, high := "", ""
	if c.Low != nil {
		low = strconv.Itoa(*c.Low)
	}
	if c.High != nil {
		high = strconv.Itoa(*c.High)
	}
	if low == high || high == "" {
		return low
	}
	return low + "–" + high
}

// reportsOf lists the reports of tellings, oldest first, and counts how many of
// them are independent: copies of one story count once.
func reportsOf(tellings []*Telling) (reports []Report, sources int) {
	at := map[string]int{}
	roots := map[string]bool{}
	for _, t := range tellings {
		i, ok := at[t.Report.ID]
		if !ok {
			i = len(reports)
			at[t.Report.ID] = i
			reports = append(reports, Report{ID: t.Report.ID, Source: t.Report.Source, Date: t.Report.Date, CopyOf: t.Report.CopyOf})
			roots[t.Report.Root] = true
		}
		reports[i].Entries = append(reports[i].Entries, t.Entry.ID)
		reports[i].Edited = max(reports[i].Edited, t.Edited)
		if t.Speaker != nil {
			reports[i].Claim = cmp.Or(t.Speaker.Name, t.Speaker.Exact)
		}
		for _, w := range t.Was {
			reports[i].Was = append(reports[i].Was, w.Exact)
		}
		if len(t.Entry.Evidence) > 0 {
			reports[i].Exact = append(reports[i].Exact, t.Entry.Evidence[0].Exact)
		}
	}
	return reports, len(roots)
}

// actorsOf merges the actors of tellings: each party once a role, as most
// independent reports name it. A party that fewer than a third of three or more
// tell is not taken.
func actorsOf(tellings []*Telling) []record.Actor {
	type seat struct {
		actor record.Actor
		names map[string]int
		roots map[string]bool
	}
	var seats []*seat
	roots := map[string]bool{}
	for _, t := range tellings {
		if t.Entry.Kind == record.Toll {
			continue
		}
		roots[t.Report.Root] = true
		for _, a := range t.Entry.Actors {
			if a.Role == record.RoleActor && a.Country != "" && len(t.parties()) > 1 && !slices.Contains(t.parties(), Party(&a.Mention)) {
				a.Role = record.RoleHost // where they met
			}
			key := cmp.Or(Party(&a.Mention), a.Name)
			i := slices.IndexFunc(seats, func(s *seat) bool {
				return s.actor.Role == a.Role && cmp.Or(Party(&s.actor.Mention), s.actor.Name) == key
			})
			if i < 0 {
				i = len(seats)
				seats = append(seats, &seat{actor: a, names: map[string]int{}, roots: map[string]bool{}})
			}
			s := seats[i]
			s.roots[t.Report.Root] = true
			if s.names[a.Name]++; s.names[a.Name] > s.names[s.actor.Name] {
				s.actor = a
			}
		}
	}
	var actors []record.Actor
	for _, s := range seats {
		if len(roots) < 3 || 3*len(s.roots) >= len(roots) {
			actors = append(actors, s.actor)
		}
	}
	return actors
}

// voting collects the differences of a finding's fields.
type voting struct {
	tellings    []*Telling
	differences []Difference
}

// vote is the value of a field that most independent reports tell, at a tie the
// newest. Where they tell several, field is entered under differences with each
// value and who tells it, unless it has no name. get gives a telling's value and
// what it is told apart by.
func vote[T any](v *voting, field string, get func(*Telling) (key string, value T, ok bool)) (best T, ok bool) {
	type side struct {
		key     string
		value   T
		roots   map[string]bool
		reports []string
		newest  int
	}
	var sides []*side
	for n, t := range v.tellings {
		key, value, told := get(t)
		if !told {
			continue
		}
		i := slices.IndexFunc(sides, func(s *side) bool { return s.key == key })
		if i < 0 {
			i = len(sides)
			sides = append(sides, &side{key: key, value: value, roots: map[string]bool{}})
		}
		s := sides[i]
		if !s.roots[t.Report.Root] {
			s.newest = n // a copy does not make it newer
		}
		s.roots[t.Report.Root] = true
		if !slices.Contains(s.reports, t.Report.ID) {
			s.reports = append(s.reports, t.Report.ID)
		}
	}
	if len(sides) == 0 {
		return best, false
	}
	win := sides[0]
	for _, s := range sides[1:] {
		if len(s.roots) > len(win.roots) || len(s.roots) == len(win.roots) && s.newest > win.newest {
			win = s
		}
	}
	if len(sides) > 1 && field != "" {
		d := Difference{Field: field}
		for _, s := range sides {
			d.Values = append(d.Values, Value{Value: worded(s.value, s.key), Reports: s.reports})
		}
		v.differences = append(v.differences, d)
	}
	return win.value, true
}

// worded is a value in the words of the report that tells it.
func worded(value any, key string) string {
	text := ""
	switch v := value.(type) {
	case *record.Duration:
		text = v.Text
	case *record.Count:
		text = v.Text
	case *record.Place:
		text = v.Name
	case string:
		text = v
	}
	return cmp.Or(text, key)
}

// terms are the words that an entry rests on, in one line.
func terms(t *Telling) string {
	if t.Entry.Terms != "" {
		return t.Entry.Terms
	}
	if len(t.Entry.Evidence) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(t.Entry.Evidence[0].Exact), " ")
}
