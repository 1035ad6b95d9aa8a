package export

import (
	"slices"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Part is what is exported together: a record, or the findings of a store.
type Part struct {
	Report   *record.Report // nil where the items are findings
	Mentions []record.Mention
	Items    []Item
}

// Item is one entry of a record, or one finding.
type Item struct {
	ID      string       // stands once in an export
	Entry   record.Entry // of a finding: its merged values, and the words without positions
	Day     string       // the first on which it happened or was said; "" where unknown
	End     string       // the last
	Dated   bool         // Day is told, not taken from the report's date
	Tellers []Teller     // the reports that tell it, oldest first
	Sources int          // how many independent ones
	Change  string       // new, revised, overdue
	Deaths  *Deaths      // of an incident, where a toll tells them
	Hurt    map[string]int
	Linked  bool   // a toll that is counted with an incident
	Claim   string // of a finding: on whose word it stands, where it stands on somebody's alone
}

// Teller is a report that tells an item.
type Teller struct {
	ID, Source, Date, Title, URL, Language string
	Words                                  string
}

// Deaths are how many were killed: a low, a best and a high figure, and whose
// they were as far as the toll tells.
type Deaths struct {
	Low, Best, High int
	Victims         *record.Mention
}

// OfRecord makes the part of a record.
func OfRecord(rec *record.Record) *Part {
	p := &Part{Report: &rec.Report, Mentions: rec.Mentions}
	rep := &rec.Report
	incidents := map[string]string{} // by the id of a toll
	days := make([]dossier.Telling, len(rec.Entries))
	for _, t := range dossier.Prepare(rec, nil) {
		days[t.Order] = t
		if t.Incident != "" {
			incidents[t.Entry.ID] = t.Incident
		}
	}
	at := map[string]int{}
	for i := range rec.Entries {
		e := rec.Entries[i]
		if e.Time != nil && (known(e.Time.Start) == "" || known(e.Time.End) == "" && e.Time.End != "") {
			e.Time = &record.Time{Text: e.Time.Text}
		}
		it := Item{ID: rep.ID + "/" + e.ID, Entry: e, Sources: 1, Day: known(days[i].Day), Dated: days[i].Dated}
		if it.Day == "" {
			it.Day = known(rep.Date)
		}
		it.End = it.Day
		if e.Time != nil && e.Time.Start != "" {
			it.Day, it.Dated = e.Time.Start, true
			it.End = max(e.Time.Start, e.Time.End)
		}
		it.Tellers = []Teller{{rep.ID, rep.Source, known(rep.Date), rep.Title, rep.URL, rep.Language, words(e.Evidence)}}
		at[e.ID] = len(p.Items)
		p.Items = append(p.Items, it)
	}
	for i := range p.Items {
		e := &p.Items[i].Entry
		if j, ok := at[incidents[e.ID]]; ok && e.Kind == record.Toll {
			p.Items[i].Linked = p.Items[j].count(e, nil)
		}
	}
	return p
}

// OfFindings makes the part of findings.
func OfFindings(found []dossier.Finding) *Part {
	p := &Part{}
	at := map[string]int{}
	for i := range found {
		f := &found[i]
		e := record.Entry{ID: f.ID, Kind: f.Kind, Confidence: f.Confidence, Plover: f.Plover, Actors: f.Actors, Issue: f.Issue, Stance: f.Stance,
			Condition: f.Condition, State: f.State, Terms: f.Terms, Harm: f.Harm, Count: f.Count, Each: f.Each, Victims: f.Victims, Time: f.Time,
			Place: f.Place, Duration: f.Duration, Speaker: f.Speaker, Addressee: f.Addressee}
		for _, content := range f.Content {
			e.Content = append(e.Content, record.Span{Exact: content})
		}
		if f.Kind == record.Statement {
			e.Quoted = &f.Quoted
		}
		it := Item{ID: f.ID, Entry: e, Day: f.First, End: max(f.First, f.Last), Sources: f.Sources, Change: f.Change}
		if f.AccordingTo != nil {
			it.Claim = called(f.AccordingTo)
		}
		if f.Time != nil && f.Time.Start != "" {
			it.Day, it.Dated = f.Time.Start, dated(f)
			if f.Kind == record.Meeting || f.Kind == record.Incident || f.Kind == record.Act {
				it.End = max(f.Time.Start, f.Time.End)
			}
		}
		if n := len(f.History); f.Kind == record.Position && n > 0 && known(f.History[n-1].Date) != "" {
			// The stance is the newest: it stands on its own day.
			it.Day, it.End, it.Dated = f.History[n-1].Date, f.History[n-1].Date, true
		}
		for _, r := range f.Reports {
			it.Tellers = append(it.Tellers, Teller{ID: r.ID, Source: r.Source, Date: r.Date, Words: strings.Join(r.Exact, " … ")})
			for _, exact := range r.Exact {
				it.Entry.Evidence = append(it.Entry.Evidence, record.Span{Exact: exact})
			}
		}
		if len(it.Tellers) == 0 {
			it.Tellers = []Teller{{}}
		}
		at[f.ID] = i
		p.Items = append(p.Items, it)
	}
	for i := range found {
		f := &found[i]
		if j, ok := at[f.Incident]; ok && f.Kind == record.Toll && f.Incident != "" {
			p.Items[i].Linked = p.Items[j].count(&p.Items[i].Entry, f.Series)
		}
	}
	return p
}

// dated tells whether a finding's day is told, or set by a reader, rather than
// that of the reports: then it has no words.
func dated(f *dossier.Finding) bool {
	return f.Time.Text != "" || slices.ContainsFunc(f.Corrections, func(m dossier.Mark) bool { return m.Field == "day" }) ||
		!slices.ContainsFunc(f.Reports, func(r dossier.Report) bool { return r.Date == f.Time.Start })
}

// count adds a toll to the incident that it counts. Of several tolls of deaths
// the highest counts: those of groups stand within that of all.
func (it *Item) count(toll *record.Entry, series []dossier.Reading) bool {
	c := toll.Count
	if c == nil || c.Low == nil && c.High == nil {
		return false
	}
	low, high := bounds(c)
	best := low
	if c.Low == nil {
		best = high
	}
	if toll.Harm != "killed" {
		if it.Hurt == nil {
			it.Hurt = map[string]int{}
		}
		it.Hurt[toll.Harm] = max(it.Hurt[toll.Harm], best)
		return true
	}
	for i := range series {
		if s := &series[i].Count; s.Low != nil || s.High != nil {
			l, h := bounds(s)
			low, high = min(low, l), max(high, h)
		}
	}
	if it.Deaths == nil || best > it.Deaths.Best {
		it.Deaths = &Deaths{low, best, high, toll.Victims}
	}
	return true
}

// bounds are the least and the most that a count allows; "at least 12" has no
// most, and is 12 in both, "at most 12" has no least, and begins at nought.
func bounds(c *record.Count) (low, high int) {
	if c.Low != nil {
		low, high = *c.Low, *c.Low
	}
	if c.High != nil {
		high = max(low, *c.High)
	}
	return low, high
}

// known is a day, "" where it is none: records may come from elsewhere.
func known(day string) string {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

// words joins the words of spans.
func words(spans []record.Span) string {
	var all []string
	for _, s := range spans {
		if s.Exact != "" {
			all = append(all, line(s.Exact))
		}
	}
	return strings.Join(all, " … ")
}

// line is text on one line, without tabs.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// with are the actors of some roles.
func with(actors []record.Actor, roles ...string) []*record.Actor {
	var all []*record.Actor
	for i := range actors {
		if slices.Contains(roles, actors[i].Role) {
			all = append(all, &actors[i])
		}
	}
	return all
}

// called is what an actor is called: its name, its words, its code.
func called(m *record.Mention) string {
	switch {
	case m == nil:
		return ""
	case m.Name != "":
		return line(m.Name)
	case m.Exact != "":
		return line(m.Exact)
	}
	return m.Code
}
