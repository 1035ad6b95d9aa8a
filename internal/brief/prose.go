package brief

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// finding says a finding as an entry is said: "Ukraine demands a ceasefire", by
// whose account, and what has come of it since. Its day is not in it.
func (w words) finding(f *dossier.Finding, lex *lexicon.Lexicon) Line {
	e := entryOf(f, lex)
	l := w.line(e, nil)
	switch f.Kind {
	case record.Position, record.Agreement, record.Act:
		l.Words = telling(f)
	}
	if f.ClaimedBy != nil {
		l.Claim = w.say("claim", w.name(*f.ClaimedBy, false))
	}
	note := func(code, about string) { l.Notes = append(l.Notes, fill(w.Phrase("note", code), about)) }
	if before := earlier(f); before != nil {
		note("before", line(before.Stance)+", "+w.day(before.Date))
	}
	for i, r := range f.Series {
		if i+1 < len(f.Series) && e.Count != nil && r.Count.Text != e.Count.Text {
			note("before", line(r.Count.Text)+", "+w.day(r.AsOf))
		}
	}
	if p := f.Progress; p != nil && len(p.Done) > 0 {
		note("done", strconv.Itoa(p.DoneTotal))
		if p.Remaining != nil {
			note("remaining", strconv.Itoa(*p.Remaining))
		}
		if p.Undisclosed > 0 {
			note("undisclosed", strconv.Itoa(p.Undisclosed))
		}
	}
	if f.Due != "" {
		note("due", w.day(f.Due))
	}
	return l
}

// day is a day in a sentence: "16 May 2025".
func (w words) day(iso string) string {
	if day, err := time.Parse(time.DateOnly, iso); err == nil {
		return day.Format("2 January 2006")
	}
	return line(iso)
}

// earlier is the newest item of a position's history with another stance; nil
// where it never had one.
func earlier(f *dossier.Finding) *dossier.Turn {
	for i := len(f.History) - 1; i >= 0; i-- {
		if h := &f.History[i]; h.Stance != f.Stance {
			return h
		}
	}
	return nil
}

// telling are the words of a finding that are quoted with it: its terms, or where
// those say nothing by themselves ("on it") the clause that it rests on.
func telling(f *dossier.Finding) string {
	best := line(f.Terms)
	for _, r := range f.Reports {
		for _, exact := range r.Exact {
			if len(strings.Fields(best)) < 3 && strings.Contains(line(exact), best) {
				best = line(exact)
			}
		}
	}
	if len(strings.Fields(best)) < 2 {
		return ""
	}
	return best
}

// entryOf is a finding as the one entry that it would be in a report. A country's
// position is the country's own, whoever spoke for it; of several who are named
// for one country those who are persons stay. A day that stands before the line
// is not told again.
func entryOf(f *dossier.Finding, lex *lexicon.Lexicon) *record.Entry {
	e := &record.Entry{ID: f.ID, Kind: f.Kind, Confidence: f.Confidence, Plover: f.Plover, Issue: f.Issue, Stance: f.Stance, Condition: f.Condition,
		State: f.State, Harm: f.Harm, Count: f.Count, Each: f.Each, Victims: f.Victims, Time: f.Time, Place: f.Place, Duration: f.Duration,
		Speaker: f.Speaker, Addressee: f.Addressee, Quoted: &f.Quoted}
	for _, content := range f.Content {
		e.Content = append(e.Content, record.Span{Exact: content})
	}
	if f.Party != "" {
		e.Actors = append(e.Actors, record.Actor{Mention: partyMention(f, lex), Role: record.RoleActor})
	}
	for _, a := range f.Actors {
		if f.Party != "" && a.Role == record.RoleActor {
			continue
		}
		if !stands(e.Actors, &a) {
			e.Actors = append(e.Actors, a)
		}
	}
	if t := e.Time; t != nil && (t.Start == "" && t.Text == "" || t.Start == f.First && (t.End == f.Last || t.End == "" || t.End == t.Start)) {
		e.Time = nil
	}
	return e
}

// partyMention is the party whose position a finding is: a country by its name,
// another as the finding's actors have it.
func partyMention(f *dossier.Finding, lex *lexicon.Lexicon) record.Mention {
	if c := lex.CountryByCode[f.Party]; c != nil {
		return record.Mention{Type: record.PlaceType, Name: c.Name, Country: c.Code, Code: c.Code}
	}
	for i := range f.Actors {
		if m := &f.Actors[i].Mention; dossier.Party(m) == f.Party {
			return *m
		}
	}
	return record.Mention{Type: record.Organization, Name: short(f.Party)}
}

// stands tells whether an actor stands among others already: in its role as
// itself or by one of its country; a recipient that is the actor's own country.
func stands(among []record.Actor, a *record.Actor) bool {
	party := dossier.Party(&a.Mention)
	return slices.ContainsFunc(among, func(o record.Actor) bool {
		same := party != "" && dossier.Party(&o.Mention) == party
		if o.Role != a.Role {
			return o.Name == a.Name && o.Code == a.Code || same && a.Type == record.PlaceType
		}
		return o.Name == a.Name && o.Code == a.Code || same && (a.Type != record.Person || o.Type != record.Person)
	})
}

// days are the days that a page is of: "since 1 June 2025"; "" for all.
func (w words) days(since, until string) string {
	if since == "" && until == "" {
		return ""
	}
	return w.when(&record.Time{Start: since, End: until})
}
