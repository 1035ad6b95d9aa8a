package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// The corrections that a reader can make.
const (
	Confirm = "confirm"
	Reject  = "reject"
	Set     = "set"
	Merge   = "merge"
	Split   = "split"
	Rule    = "rule"
)

// Correction is a dated, signed event on top of what was read. Finding, Report,
// Kind and Exact say what it is about: the id of a finding, and the words of the
// entry that the finding began with, by which it is found again where a newer
// reader has moved them.
type Correction struct {
	Seq     int    `json:"seq"`
	At      string `json:"at"`
	By      string `json:"by"`
	Action  string `json:"action"`
	Finding string `json:"finding,omitempty"`
	Report  string `json:"report,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Exact   string `json:"exact,omitempty"`
	Other   string `json:"other,omitempty"` // merge: the finding that is taken in; split: the report, or the report/entry, that is set apart
	Name    string `json:"name,omitempty"`  // rule: the actor's name
	Field   string `json:"field,omitempty"`
	From    string `json:"from,omitempty"`
	To      string `json:"to,omitempty"`
	Since   string `json:"since,omitempty"` // rule: the day from which it holds
	Note    string `json:"note,omitempty"`

	Aim    *Aim   `json:"aim,omitempty"`   // the telling that Finding began with
	Taken  *Aim   `json:"taken,omitempty"` // merge: that of Other; split: the entry that is set apart, where it is not all of a report
	Leaves string `json:"-"`               // split: the id of that entry's telling now

	OtherReport string `json:"other_report,omitempty"` // merge: by which Other is found again
	OtherExact  string `json:"other_exact,omitempty"`
	Scope       Scope  `json:"scope,omitempty"` // merge and split of a running finding: its scope
	OtherScope  Scope  `json:"other_scope,omitempty"`
}

// Mark is a correction as it stands on a finding.
type Mark struct {
	Action string `json:"action"`
	Field  string `json:"field,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	By     string `json:"by"`
	At     string `json:"at"`
	Note   string `json:"note,omitempty"`
}

// Rejected tells whether a reader has rejected the finding and nobody confirmed it since.
func (f *Finding) Rejected() bool {
	rejected := false
	for _, m := range f.Corrections {
		switch m.Action {
		case Reject:
			rejected = true
		case Confirm:
			rejected = false
		}
	}
	return rejected
}

// Correct applies corrections to the findings of a scope, in their order. What
// fits no finding here is about another scope, and left alone.
func Correct(found []Finding, corrections []Correction) []Finding {
	for i := range corrections {
		c := &corrections[i]
		if c.Action == Rule || c.Finding == "" {
			continue
		}
		at := slices.IndexFunc(found, func(f Finding) bool { return f.has(c.Finding) })
		if at < 0 {
			continue
		}
		switch c.Action {
		case Merge:
			found = mergeInto(found, at, c)
		case Split:
			found = splitOff(found, at, c)
		case Set:
			SetField(&found[at], c.Field, c.To)
			fallthrough
		default:
			found[at].Corrections = append(found[at].Corrections, c.mark())
		}
	}
	return found
}

// Head is a running finding without its reports and its course, of the piece that
// it begins with and the last.
func Head(scope Scope, lead, last Piece) Finding {
	lead.History, lead.Series, last.History, last.Series = nil, nil, nil, nil
	f := Assemble(scope, []Piece{lead, last})
	f.Reports, f.Sources = nil, 0
	return f
}

// Mark enters a correction on a running finding.
func (f *Finding) Mark(c *Correction) {
	if c.Action == Set {
		SetField(f, c.Field, c.To)
	}
	f.Corrections = append(f.Corrections, c.mark())
}

// Marked gives a running finding, made of its pieces, the corrections that were
// entered on it.
func (f *Finding) Marked(marks []Mark) {
	for _, m := range marks {
		if m.Action == Set {
			SetField(f, m.Field, m.To)
		}
	}
	f.Corrections = marks
}

// apartMark parts in the name of a scope the report that a reader set apart.
const apartMark = "\t"

// Rescope puts a telling of a running scope where corrections want it: into the
// scope with which its own was merged, or by itself where it was split off.
func (t *Telling) Rescope(corrections []Correction) {
	if !t.Scope.Running() {
		return
	}
	for i := range corrections {
		t.Scope = t.Rescoped(&corrections[i])
	}
}

// Apart is the scope of what a correction split off a running finding.
func (c *Correction) Apart() Scope {
	if c.Action != Split {
		return ""
	}
	return c.Scope + Scope(apartMark+c.Other)
}

// Rescoped is the scope of the telling by one correction.
func (t *Telling) Rescoped(c *Correction) Scope {
	switch {
	case c.Action == Merge && c.OtherScope != "" && c.OtherScope == t.Scope:
		return c.Scope
	case c.Action == Split && c.Scope == t.Scope && c.Other == t.Report.ID:
		return c.Apart()
	}
	return t.Scope
}

func (c *Correction) mark() Mark {
	return Mark{Action: c.Action, Field: c.Field, From: c.From, To: cmp.Or(c.To, c.Other), By: c.By, At: c.At, Note: c.Note}
}

// Fits tells whether a telling is what a correction was about, as far as words go:
// an entry of that kind and report on the same words, or words around or within them.
func (t *Telling) Fits(kind, report, exact string) bool {
	return t.Report.ID == report && t.Entry.Kind == kind && len(t.Entry.Evidence) > 0 && exact != "" &&
		(strings.Contains(t.Entry.Evidence[0].Exact, exact) || strings.Contains(exact, t.Entry.Evidence[0].Exact))
}

// has tells whether the finding has a telling of that id.
func (f *Finding) has(id string) bool {
	return slices.ContainsFunc(f.Tellings, func(t *Telling) bool { return t.Stood(id) })
}

// mergeInto makes one finding of two.
func mergeInto(found []Finding, at int, c *Correction) []Finding {
	from := slices.IndexFunc(found, func(f Finding) bool { return f.has(c.Other) })
	if from < 0 || from == at || found[from].Kind != found[at].Kind {
		return found
	}
	a, b := found[at], found[from]
	g := &group{day: a.Anchor, tellings: slices.Concat(a.Tellings, b.Tellings), why: append(slices.Clone(a.Why), "merged by "+c.By)}
	g.sort()
	f := g.of(a.Kind)
	f.Scope = a.Scope
	f.Tolls = slices.Concat(a.Tolls, b.Tolls)
	f.Corrections = append(slices.Concat(a.Corrections, b.Corrections), c.mark())
	f.Incident = a.Incident
	f.setAgain()
	for i := range found {
		if found[i].Incident == a.ID || found[i].Incident == b.ID {
			found[i].Incident = f.ID
		}
	}
	found[at] = f
	return slices.Delete(found, from, from+1)
}

// splitOff makes a finding of its own of what one report tells.
func splitOff(found []Finding, at int, c *Correction) []Finding {
	f := found[at]
	var stay, leave []*Telling
	for _, t := range f.Tellings {
		if c.Taken == nil && t.Report.ID == c.Other || c.Taken != nil && t.ID == c.Leaves {
			leave = append(leave, t)
		} else {
			stay = append(stay, t)
		}
	}
	if len(stay) == 0 || len(leave) == 0 {
		return found
	}
	why := append(slices.Clone(f.Why), "split by "+c.By)
	kept := (&group{day: f.Anchor, tellings: stay, why: why}).of(f.Kind)
	other := (&group{day: f.Anchor, tellings: leave, why: why}).of(f.Kind)
	kept.Scope, other.Scope = f.Scope, f.Scope
	kept.Corrections = append(slices.Clone(f.Corrections), c.mark())
	other.Corrections = []Mark{c.mark()}
	kept.Tolls, kept.Incident, other.Incident = f.Tolls, f.Incident, f.Incident
	kept.setAgain()
	found[at] = kept
	return append(found, other)
}

// setAgain sets the fields that corrections set in a finding that was made anew.
func (f *Finding) setAgain() {
	for _, m := range f.Corrections {
		if m.Action == Set {
			SetField(f, m.Field, m.To)
		}
	}
}

// of is the finding of a group, by its kind.
func (g *group) of(kind string) Finding {
	f := g.plain(kind)
	f.Anchor = g.day
	return f
}

func (g *group) plain(kind string) Finding {
	switch kind {
	case record.Meeting:
		return g.meeting()
	case record.Agreement:
		return g.agreement()
	case record.Toll:
		return g.toll("")
	case record.Act:
		return g.act()
	}
	f := g.finding(kind)
	if kind == record.Statement {
		first := &g.tellings[0].Entry
		f.Speaker, f.Addressee, f.Content = first.Speaker, first.Addressee, g.tellings[0].Texts
	}
	return f
}

// fields are the fields of a finding that a correction can set, with what they
// can be set to; no list where any words will do.
var fields = []struct {
	name   string
	values []string
	at     func(*Finding) *string
}{
	{"issue", record.Issues, func(f *Finding) *string { return &f.Issue }},
	{"stance", record.Stances, func(f *Finding) *string { return &f.Stance }},
	{"state", record.States, func(f *Finding) *string { return &f.State }},
	{"harm", record.Harms, func(f *Finding) *string { return &f.Harm }},
	{"condition", nil, func(f *Finding) *string { return &f.Condition }},
	{"terms", nil, func(f *Finding) *string { return &f.Terms }},
	{"due", nil, func(f *Finding) *string { return &f.Due }},
	{"party", nil, func(f *Finding) *string { return &f.Party }},
}

// SetField sets a field to a value and gives what it was. An error says which
// fields and values there are.
func SetField(f *Finding, field, value string) (was string, err error) {
	switch field {
	case "day":
		if _, ok := dayNumber(value); !ok {
			return "", fmt.Errorf("day %q is none; write it as YYYY-MM-DD", value)
		}
		was = f.First
		f.Time = &record.Time{Start: value, End: value}
		f.First, f.Last = value, max(value, f.Last)
		return was, nil
	case "count":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return "", fmt.Errorf("count %q is no number", value)
		}
		if f.Count != nil {
			was = countKey(f.Count)
		}
		f.Count = &record.Count{Low: &n, High: &n, Text: value, Bound: "exact"}
		if last := len(f.Series) - 1; last >= 0 {
			f.Series[last].Count = *f.Count
		}
		return was, nil
	case "place":
		if f.Place != nil {
			was = f.Place.Name
		}
		f.Place = &record.Place{Text: value, Name: value}
		return was, nil
	}
	names := []string{"count", "day", "place"}
	for _, known := range fields {
		if known.name == field {
			if known.values != nil && !slices.Contains(known.values, value) {
				return "", fmt.Errorf("%s %q is none of %s", field, value, strings.Join(known.values, ", "))
			}
			was, *known.at(f) = *known.at(f), value
			if now := f.standing(); now != nil { // the history says it too
				now.Stance, now.Condition, now.Terms = f.Stance, f.Condition, f.Terms
			}
			return was, nil
		}
		names = append(names, known.name)
	}
	slices.Sort(names)
	return "", fmt.Errorf("no field %q to set; there are %s", field, strings.Join(names, ", "))
}

// Apply changes a record as rules say: an actor's name, code or office from a
// date on.
func Apply(rec *record.Record, rules []Correction) {
	for i := range rules {
		r := &rules[i]
		if r.Action != Rule || r.Since != "" && rec.Report.Date < r.Since {
			continue
		}
		for j := range rec.Mentions {
			r.actor(&rec.Mentions[j])
		}
		for j := range rec.Entries {
			e := &rec.Entries[j]
			for k := range e.Actors {
				r.actor(&e.Actors[k].Mention)
			}
			if e.Speaker != nil {
				r.actor(&e.Speaker.Mention)
			}
			if e.Victims != nil {
				r.actor(e.Victims)
			}
			if e.Addressee != nil {
				r.actor(e.Addressee)
			}
		}
	}
}

// actor changes one mention of the rule's actor.
func (c *Correction) actor(m *record.Mention) {
	if m.Name != c.Name {
		return
	}
	switch c.Field {
	case "name":
		m.Name = c.To
	case "country":
		m.Country = c.To
		m.Code = record.Code(m.Country, m.Sectors)
	case "code":
		m.Country, m.Sectors = splitCode(c.To)
		m.Code = record.Code(m.Country, m.Sectors)
	}
}

// splitCode parts "UKRGOV" into country and sectors.
func splitCode(code string) (country string, sectors []string) {
	for i := 0; i+3 <= len(code); i += 3 {
		part := code[i : i+3]
		if slices.Contains(record.Sectors, part) && part != record.IGO && part != record.NGO {
			sectors = append(sectors, part)
		} else if i == 0 {
			country = part
			if part == record.IGO || part == record.NGO {
				sectors = append(sectors, part)
			}
		}
	}
	return country, sectors
}
