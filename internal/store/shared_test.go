package store

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// entangled is a report whose entries stand on the same words: a joint position,
// two acts of one clause, positions of two parties on two issues, tolls.
func entangled(id, day string, n int) Item {
	words := fmt.Sprintf("On day %d the envoys of both sides and their rivals spoke, and 12 were killed.", n)
	rep := record.Report{ID: id, Title: "Envoys speak", Date: day, Source: "Gazette", Language: "en"}
	rep.Text = rep.Title + "\n\n" + words + fmt.Sprintf(" Report %s.", id)
	evidence := []record.Span{{Start: 14, End: 14 + len(words), Exact: words}}
	actor := func(role, name, country string, sectors ...string) record.Actor {
		return record.Actor{Mention: record.Mention{Type: record.Organization, Name: name, Country: country, Sectors: sectors, Code: record.Code(country, sectors)}, Role: role}
	}
	thai, khmer := actor(record.RoleActor, "Thailand", "THA"), actor(record.RoleActor, "Cambodia", "KHM")
	congo, rebels := actor(record.RoleActor, "Congo", "COD"), actor(record.RoleActor, "M23", "COD", "REB")
	low := 12
	entry := func(kind, plover, issue, stance string, actors ...record.Actor) record.Entry {
		e := record.Entry{Kind: kind, Confidence: 0.5, Issue: issue, Stance: stance, Actors: actors, Evidence: evidence}
		if plover != "" {
			e.Plover = &record.Plover{Type: plover}
		}
		return e
	}
	toll := func(victims, country string) record.Entry {
		e := entry(record.Toll, "", "", "")
		e.Harm, e.Count = "killed", &record.Count{Low: &low, High: &low, Text: "12", Bound: "exact"}
		e.Victims = &record.Mention{Name: victims, Country: country, Code: country}
		return e
	}
	rec := record.Record{Report: rep, Entries: []record.Entry{
		entry(record.Position, "REQUEST", "ceasefire", "demands", thai, khmer),
		entry(record.Position, "REQUEST", "talks", "demands", congo),
		entry(record.Position, "REQUEST", "talks", "demands", rebels),
		entry(record.Position, "REJECT", "ceasefire", "rejects", congo),
		entry(record.Act, "COERCE", "", "", actor(record.RoleActor, "United States", "USA"), actor(record.RoleRecipient, "Example Wire", "GBR", "JRN")),
		entry(record.Act, "ACCUSE", "", "", actor(record.RoleActor, "United States", "USA"), actor(record.RoleRecipient, "Iran", "IRN")),
		entry(record.Act, "ACCUSE", "", "", actor(record.RoleActor, "United States", "USA"), actor(record.RoleRecipient, "Israel", "ISR")),
		toll("soldiers", "COD"), toll("villagers", "RWA"),
	}}
	for i := range rec.Entries {
		rec.Entries[i].ID = fmt.Sprintf("entry-%d", i+1)
	}
	return Item{Record: rec, Reader: "test"}
}

// bodies are all findings of a store, as they are kept.
func bodies(t *testing.T, s *Store) map[string]string {
	t.Helper()
	rows, err := s.read.QueryContext(t.Context(), "SELECT id, body FROM findings")
	if err != nil {
		t.Fatal(err)
	}
	all, err := couples(rows)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, one := range all {
		found[one[0]] = one[1]
	}
	return found
}

// Every kind of correction holds for the finding that it was made of, and for no
// other on the same words; the findings are those that a rebuild makes, whatever
// else is corrected, added or withdrawn afterwards.
func TestCorrectionsOnSharedWords(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		start := []Item{entangled("a", "2025-07-01", 1), entangled("b", "2025-07-20", 2)}
		later := entangled("c", "2025-06-20", 3)
		fresh := func() *Store {
			s := open()
			put(t, s, start, len(start), false)
			return s
		}
		s := fresh()
		var all []dossier.Finding
		all, err := s.Findings(t.Context(), Query{Kinds: record.Kinds})
		if err != nil || len(all) != 13 {
			t.Fatal(len(all), err)
		}
		same := func(s *Store, when string) {
			t.Helper()
			want := dump(t, s)
			if _, err := s.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			differ(t, when, want, dump(t, s))
		}
		correct := func(s *Store, c dossier.Correction) {
			t.Helper()
			c.By = "me"
			if _, err := s.Correct(t.Context(), c); err != nil {
				t.Errorf("%+v: %v", c, err)
			}
		}
		for n, f := range all {
			tries := []dossier.Correction{{Action: dossier.Reject}, {Action: dossier.Confirm}, {Action: dossier.Set, Field: "party", To: "M23"},
				{Action: dossier.Set, Field: "day", To: "2025-07-09"}, {Action: dossier.Set, Field: "place", To: "Doha"},
				{Action: dossier.Set, Field: "stance", To: "rejects"}, {Action: dossier.Set, Field: "count", To: "15"}}
			if f.Sources > 1 {
				tries = append(tries, dossier.Correction{Action: dossier.Split, Other: "b"})
			}
			for i := range all {
				if o := all[(n+i+1)%len(all)]; o.Kind == f.Kind && o.ID != f.ID {
					tries = append(tries, dossier.Correction{Action: dossier.Merge, Other: o.ID})
					break
				}
			}
			s := fresh()
			for _, c := range tries {
				c.Finding = f.ID
				was := bodies(t, s)
				correct(s, c)
				now := bodies(t, s)
				for _, id := range slices.Sorted(maps.Keys(was)) {
					if id != f.ID && id != c.Other && was[id] != now[id] && c.Action != dossier.Merge {
						t.Errorf("%s %s of %s (%s %s %s) changed\n%s\nto\n%s", c.Action, c.Field, f.ID, f.Kind, f.Party, f.Issue, was[id], now[id])
					}
				}
				same(s, c.Action+" "+c.Field+" of a "+f.Kind)
				if t.Failed() {
					return
				}
				if c.Action == dossier.Merge || c.Action == dossier.Split {
					put(t, s, []Item{later}, 1, false)
					same(s, c.Action+", then one more report")
					for _, id := range []string{"b", "a"} {
						if _, err := s.Withdraw(t.Context(), id, "me", ""); err != nil {
							t.Fatal(err)
						}
						same(s, c.Action+", then "+id+" withdrawn")
					}
					s = fresh()
				}
			}
		}
		// Rules between corrections.
		s = fresh()
		for _, f := range all {
			correct(s, dossier.Correction{Action: dossier.Confirm, Finding: f.ID})
		}
		correct(s, dossier.Correction{Action: dossier.Rule, Name: "Example Wire", Field: "country", To: "USA"})
		correct(s, dossier.Correction{Action: dossier.Rule, Name: "Cambodia", Field: "name", To: "Kingdom of Cambodia"})
		same(s, "after rules")
		now, err := s.Findings(t.Context(), Query{Kinds: record.Kinds})
		if err != nil || len(now) != len(all) {
			t.Fatal(len(now), err)
		}
		for _, f := range now {
			if len(f.Corrections) != 1 {
				t.Errorf("%s %s %s has %d corrections", f.Kind, f.Party, strings.Join(f.Parties(), " "), len(f.Corrections))
			}
		}
	})
}

// A report that comes again with the day that it lacked is dated, as if it had had
// it from the first; a withdrawn one that is taken back in is as it was.
func TestDatedLaterAndReinstated(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		item := entangled("a", "2025-07-01", 1)
		dated, undated := open(), open()
		put(t, dated, []Item{item}, 1, false)
		bare := item
		bare.Record.Report.Date = ""
		put(t, undated, []Item{bare}, 1, false)
		if id, _, err := undated.Has(t.Context(), item.Record.Report); id != "" || err != nil {
			t.Errorf("known as %q, %v, though undated", id, err)
		}
		if o := one(t, undated, item); o.ID != "a" || o.Dated != "2025-07-01" || o.Known != "" {
			t.Errorf("%+v", o)
		}
		want := dump(t, dated)
		differ(t, "dated later", want, dump(t, undated))
		for _, change := range []func() (bool, error){
			func() (bool, error) { return dated.Withdraw(t.Context(), "a", "me", "") },
			func() (bool, error) { return dated.Reinstate(t.Context(), "a", "me", "") },
		} {
			if ok, err := change(); !ok || err != nil {
				t.Error(ok, err)
			}
		}
		differ(t, "reinstated", want, dump(t, dated))
		if ok, err := dated.Reinstate(t.Context(), "a", "me", ""); ok || err != nil {
			t.Errorf("reinstated twice: %v, %v", ok, err)
		}
	})
}
