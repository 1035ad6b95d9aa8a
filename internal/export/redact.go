package export

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Redaction is what a copy to share leaves out; ids, names, codes, figures, days
// and positions stay.
type Redaction struct {
	Sources bool // who published a report, and where
	Texts   bool // titles and all words of reports
}

// Record takes out of a record what is to be left out.
func (r Redaction) Record(rec *record.Record) {
	if r.Sources {
		names := publishers(&rec.Report, nil)
		rec.Mentions = names.without(rec.Mentions)
		for i := range rec.Entries {
			names.hide(&rec.Entries[i])
		}
		rec.Report.Source, rec.Report.URL, rec.Report.Extra = "", "", nil
		if d := rec.Report.Dateline; d != nil {
			bare := *d
			bare.Agency = ""
			rec.Report.Dateline = &bare
		}
	}
	if r.Texts {
		rec.Report.Title, rec.Report.Text, rec.Report.Extra = "", "", nil
		for i := range rec.Mentions {
			rec.Mentions[i].Exact = ""
		}
		for i := range rec.Entries {
			bare(&rec.Entries[i])
		}
	}
}

// Part takes out of a part what is to be left out.
func (r Redaction) Part(p *Part) {
	names := publishers(p.Report, p.Items)
	if r.Sources {
		p.Mentions = names.without(p.Mentions)
	}
	for i := range p.Items {
		it := &p.Items[i]
		if r.Sources {
			names.hide(&it.Entry)
		}
		if r.Texts {
			bare(&it.Entry)
			if d := it.Deaths; d != nil && d.Victims != nil {
				d.Victims = wordless(d.Victims)
			}
		}
		for j := range it.Tellers {
			if r.Sources {
				it.Tellers[j].Source, it.Tellers[j].URL = "", ""
			}
			if r.Texts {
				it.Tellers[j].Title, it.Tellers[j].Words = "", ""
			}
		}
	}
}

// publisherNames are the names of publishers and agencies, in lower case: reports
// name them as actors, too ("told the Gulf Courier").
type publisherNames []string

func publishers(rep *record.Report, items []Item) publisherNames {
	var names publisherNames
	add := func(name string) {
		if name = strings.ToLower(line(name)); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if rep != nil {
		add(rep.Source)
		if rep.Dateline != nil {
			add(rep.Dateline.Agency)
		}
	}
	for i := range items {
		for _, t := range items[i].Tellers {
			add(t.Source)
		}
	}
	return names
}

func (n publisherNames) has(m *record.Mention) bool {
	return m != nil && (slices.Contains(n, strings.ToLower(line(m.Name))) || slices.Contains(n, strings.ToLower(line(m.Exact))))
}

// without are the mentions of others.
func (n publisherNames) without(mentions []record.Mention) []record.Mention {
	var others []record.Mention
	for i := range mentions {
		if !n.has(&mentions[i]) {
			others = append(others, mentions[i])
		}
	}
	return others
}

// hide takes a publisher's name out of an entry; its code stays.
func (n publisherNames) hide(e *record.Entry) {
	e.Actors = slices.Clone(e.Actors)
	for i := range e.Actors {
		if a := &e.Actors[i]; n.has(&a.Mention) {
			a.Name, a.Exact = "", ""
		}
	}
	if e.Speaker != nil && n.has(&e.Speaker.Mention) {
		s := *e.Speaker
		s.Name, s.Exact = "", ""
		e.Speaker = &s
	}
	if n.has(e.Addressee) {
		a := *e.Addressee
		a.Name, a.Exact = "", ""
		e.Addressee = &a
	}
}

// bare takes the report's words out of an entry. What it shares with others is
// copied first.
func bare(e *record.Entry) {
	e.Condition, e.Terms, e.Why = "", "", nil
	spans := func(of []record.Span) []record.Span {
		var all []record.Span
		for _, s := range of {
			all = append(all, record.Span{Start: s.Start, End: s.End})
		}
		return all
	}
	e.Evidence, e.Content = spans(e.Evidence), spans(e.Content)
	if e.Cue != nil {
		e.Cue = &record.Span{Start: e.Cue.Start, End: e.Cue.End}
	}
	actors := make([]record.Actor, len(e.Actors))
	for i, a := range e.Actors {
		a.Exact = ""
		actors[i] = a
	}
	if e.Actors != nil {
		e.Actors = actors
	}
	e.Victims, e.Addressee = wordless(e.Victims), wordless(e.Addressee)
	if e.Speaker != nil {
		s := *e.Speaker
		s.Exact = ""
		e.Speaker = &s
	}
	if e.Time != nil {
		e.Time = &record.Time{Start: e.Time.Start, End: e.Time.End}
	}
	if e.Place != nil {
		p := *e.Place
		p.Text = ""
		e.Place = &p
	}
	if e.Count != nil {
		c := *e.Count
		c.Text = ""
		e.Count = &c
	}
	if e.Duration != nil {
		d := *e.Duration
		d.Text = ""
		e.Duration = &d
	}
}

func wordless(m *record.Mention) *record.Mention {
	if m == nil {
		return nil
	}
	c := *m
	c.Exact = ""
	return &c
}
