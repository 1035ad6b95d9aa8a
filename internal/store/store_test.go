package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/invent"
	"github.com/rapporteur/rapporteur/internal/record"
)

var schemas atomic.Int64

// onBoth runs a test on an SQLite store, and on a PostgreSQL one where
// RAPPORTEUR_TEST_POSTGRES is the address of a server. open gives an empty store.
func onBoth(t *testing.T, test func(t *testing.T, open func() *Store)) {
	t.Run("sqlite", func(t *testing.T) {
		n := 0
		test(t, func() *Store {
			n++
			return opened(t, filepath.Join(t.TempDir(), fmt.Sprintf("%d ünder #.db", n)))
		})
	})
	t.Run("postgres", func(t *testing.T) {
		server := os.Getenv("RAPPORTEUR_TEST_POSTGRES")
		if server == "" {
			t.Skip("RAPPORTEUR_TEST_POSTGRES is not set; tests on PostgreSQL are skipped")
		}
		test(t, func() *Store { return opened(t, schema(t, server)) })
	})
}

// schema makes a schema of its own on a server and gives its address.
func schema(t *testing.T, server string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), schemas.Add(1))
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE SCHEMA " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db.Exec("DROP SCHEMA " + name + " CASCADE")
		db.Close()
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func opened(t *testing.T, address string) *Store {
	t.Helper()
	s, err := Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// made are n invented records, as items.
func made(n int) []Item {
	var items []Item
	for rec := range invent.Reports(n, 7) {
		items = append(items, Item{Record: rec, Reader: "test"})
	}
	return items
}

// noisy are invented records told worse: days, parties and places are left out,
// releases become agreements at some stage, some things are only planned.
func noisy(n int) []Item {
	items := made(n)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range items {
		rec := clone(items[i].Record)
		if r.IntN(30) == 0 {
			rec.Report.Date = ""
		}
		for j := range rec.Entries {
			e := &rec.Entries[j]
			if r.IntN(2) == 0 {
				e.Time = nil
			}
			if r.IntN(3) == 0 {
				e.Place = nil
			}
			if len(e.Actors) > 1 && r.IntN(4) == 0 {
				e.Actors = e.Actors[:1]
			}
			if e.Plover != nil && r.IntN(5) == 0 {
				p := *e.Plover
				p.Aux = record.Aux[r.IntN(len(record.Aux))]
				e.Plover = &p
			}
			if e.Issue == "prisoners" && e.Count != nil && r.IntN(2) == 0 {
				e.Kind, e.State = record.Agreement, record.States[r.IntN(len(record.States))]
				for k := range e.Actors {
					e.Actors[k].Role = record.RoleActor
				}
				if r.IntN(3) == 0 {
					e.Count = nil
				}
			}
		}
		items[i].Record = rec
	}
	return items
}

// put adds items, some at a time, with the findings made in between where each is true.
func put(t *testing.T, s *Store, items []Item, some int, each bool) {
	t.Helper()
	for chunk := range slices.Chunk(items, some) {
		if _, err := s.Add(t.Context(), chunk); err != nil {
			t.Fatal(err)
		}
		if each {
			if err := s.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// dump is all that a store says, as text: its findings, whose tellings they are,
// and which reports are copies.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	var b strings.Builder
	for _, query := range []string{
		"SELECT id, scope || ' ' || anchor || ' ' || first || ' ' || last || ' ' || parties || ' ' || body FROM findings",
		"SELECT telling || ' ' || finding, '' FROM members",
		"SELECT id, copy_of FROM reports",
		"SELECT scope || day || links, '' FROM stale",
	} {
		rows, err := s.read.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		all, err := table(rows)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for key, value := range all {
			lines = append(lines, key+" "+value)
		}
		slices.Sort(lines)
		b.WriteString(strings.Join(lines, "\n") + "\n\n")
	}
	return b.String()
}

// table reads rows of two text columns, the first of which is a key.
func table(rows *sql.Rows) (map[string]string, error) {
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return nil, err
		}
		all[key] = value
	}
	return all, rows.Err()
}

// differ says where two dumps part.
func differ(t *testing.T, what, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			t.Fatalf("%s: line %d differs\nwant %.400s\ngot  %.400s", what, i, a[i], b[min(i, len(b)-1)])
		}
	}
	t.Fatalf("%s: %d lines more", what, len(b)-len(a))
}

// The same reports give the same findings, byte for byte, in any order, added one
// by one or together, and rebuilt.
func TestSameInAnyOrder(t *testing.T) {
	t.Run("eight days", func(t *testing.T) { sameInAnyOrder(t, noisy(240)) })
	t.Run("a year", func(t *testing.T) {
		items := noisy(240)
		for i := range items {
			stretch(&items[i].Record, i/invent.PerDay*45)
		}
		sameInAnyOrder(t, items)
	})
}

// stretch moves a record by days.
func stretch(rec *record.Record, days int) {
	rec.Report.Date = dossier.AddDays(rec.Report.Date, days)
	for j := range rec.Entries {
		if e := &rec.Entries[j]; e.Time != nil {
			moved := *e.Time
			moved.Start, moved.End = dossier.AddDays(moved.Start, days), dossier.AddDays(moved.End, days)
			e.Time = &moved
		}
	}
}

func sameInAnyOrder(t *testing.T, items []Item) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, items, len(items), false)
		want := dump(t, s)
		if n := strings.Count(want, "\n"); n < 500 {
			t.Fatalf("only %d lines to compare", n)
		}
		r := rand.New(rand.NewPCG(1, 2))
		for _, some := range []int{1, 7} {
			shuffled := slices.Clone(items)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			other := open()
			put(t, other, shuffled, some, true)
			differ(t, fmt.Sprintf("shuffled, %d at a time", some), want, dump(t, other))
			if _, err := other.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			differ(t, "rebuilt", want, dump(t, other))
		}
	})
}

// SQLite and PostgreSQL say the same.
func TestSameOnBoth(t *testing.T) {
	items := made(200)
	dumps := map[string]string{}
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, items, 50, true)
		dumps[t.Name()] = dump(t, s)
	})
	var first string
	for _, d := range dumps {
		if first == "" {
			first = d
		}
		differ(t, "the two stores", first, d)
	}
}

// A report that is withdrawn leaves the findings as if it had never come.
func TestWithdraw(t *testing.T) {
	items := made(120)
	onBoth(t, func(t *testing.T, open func() *Store) {
		without := open()
		put(t, without, items[:100], 100, false)
		s := open()
		put(t, s, items, 120, false)
		for _, item := range items[100:] {
			ok, err := s.Withdraw(t.Context(), item.Record.Report.ID, "a tester", "test")
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
		findings := func(s *Store) string { return strings.Join(strings.Split(dump(t, s), "\n\n")[:2], "\n\n") }
		differ(t, "withdrawn", findings(without), findings(s))
		if ok, err := s.Withdraw(t.Context(), "made-000110", "a tester", ""); ok || err != nil {
			t.Errorf("withdrawn twice: %v, %v", ok, err)
		}
		lines, err := s.Log(t.Context())
		if err != nil || len(lines) != 20 || lines[0].Action != "withdraw" || lines[0].By != "a tester" {
			t.Errorf("log: %d lines, %v", len(lines), err)
		}
	})
}

func TestSameTextTwice(t *testing.T) {
	items := made(20)
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, items, 20, false)
		want := dump(t, s)
		again := slices.Clone(items)
		again[3].Record.Report.ID = "another name"
		outcomes, err := s.Add(t.Context(), again)
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range outcomes {
			if o.Known != items[i].Record.Report.ID {
				t.Errorf("%s: known as %q", o.ID, o.Known)
			}
		}
		if err := s.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		differ(t, "twice", want, dump(t, s))
		other := items[5]
		other.Record.Report.Text += " More."
		outcomes, err = s.Add(t.Context(), []Item{other})
		if err != nil || outcomes[0].Problem == nil {
			t.Errorf("another text under an id that is taken: %+v, %v", outcomes, err)
		}
	})
}

func TestStatementsByWords(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, made(100), 100, false)
		count := func(text string) int {
			q := Query{Kinds: []string{record.Statement}, Text: text}
			found, err := s.Findings(t.Context(), q)
			if err != nil {
				t.Fatal(text, err)
			}
			return len(found)
		}
		all, mined, begins := count("road"), count("mined ROAD,"), count("mine* road")
		if all == 0 || mined == 0 || mined >= all || begins != mined || count("mine road") != 0 {
			t.Errorf("road %d, mined road %d, mine* road %d", all, mined, begins)
		}
		if n := count(`") OR ( -x:y "road`); n != 0 {
			t.Errorf("marks that are no words: %d", n)
		}
		if _, err := s.Findings(t.Context(), Query{Kinds: []string{record.Statement}, Text: "…"}); err == nil {
			t.Error("a search for no word")
		}
	})
}

// Corrections outlive a rebuild and a newer reader that moved the words.
func TestCorrections(t *testing.T) {
	items := made(90)
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, items, 90, false)
		incidents, err := s.Findings(t.Context(), Query{Kinds: []string{record.Incident}})
		if err != nil || len(incidents) < 5 {
			t.Fatal(len(incidents), err)
		}
		var told dossier.Finding
		for _, f := range incidents {
			if f.Sources > 1 {
				told = f
			}
		}
		correct := func(c dossier.Correction) {
			t.Helper()
			c.By = "a tester"
			if _, err := s.Correct(t.Context(), c); err != nil {
				t.Fatalf("%s: %v", c.Action, err)
			}
		}
		rejected, set := incidents[0].ID, incidents[1].ID
		correct(dossier.Correction{Action: dossier.Reject, Finding: rejected})
		correct(dossier.Correction{Action: dossier.Set, Finding: set, Field: "place", To: "Elsewhere"})
		correct(dossier.Correction{Action: dossier.Split, Finding: told.ID, Other: told.Reports[1].ID})
		check := func(when string) {
			t.Helper()
			found, err := s.Findings(t.Context(), Query{Kinds: []string{record.Incident}})
			if err != nil || len(found) != len(incidents) {
				t.Errorf("%s: %d incidents of %d, one rejected, one split; %v", when, len(found), len(incidents), err)
			}
			f, ok, err := s.Finding(t.Context(), set)
			if err != nil || !ok || f.Place == nil || f.Place.Name != "Elsewhere" || f.Corrections[0].By != "a tester" {
				t.Errorf("%s: set: %+v, %v, %v", when, f.Place, ok, err)
			}
			if open, err := s.Unmatched(t.Context()); err != nil || len(open) > 0 {
				t.Errorf("%s: corrections that fit nothing: %v, %v", when, open, err)
			}
		}
		check("made")
		if _, err := s.Rebuild(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		check("rebuilt")
		// A reader that takes fewer words into the evidence.
		byID := map[string]record.Record{}
		for _, item := range items {
			byID[item.Record.Report.ID] = item.Record
		}
		_, err = s.Rebuild(t.Context(), func(rep record.Report) (record.Record, string, bool) {
			rec := clone(byID[rep.ID])
			for i := range rec.Entries {
				e := &rec.Entries[i]
				if e.Kind == record.Incident {
					words, _, _ := strings.Cut(e.Evidence[0].Exact, ",")
					e.Evidence = []record.Span{{Start: e.Evidence[0].Start, End: e.Evidence[0].Start + len([]rune(words)), Exact: words}}
				}
			}
			return rec, "newer", true
		})
		if err != nil {
			t.Fatal(err)
		}
		found, err := s.Findings(t.Context(), Query{Kinds: []string{record.Incident}})
		if err != nil || len(found) != len(incidents) {
			t.Errorf("read anew: %d incidents of %d, %v", len(found), len(incidents), err)
		}
		if open, err := s.Unmatched(t.Context()); err != nil || len(open) > 0 {
			t.Errorf("read anew: corrections that fit nothing: %v, %v", open, err)
		}
		for _, bad := range []dossier.Correction{
			{Action: dossier.Set, Finding: set, Field: "colour", To: "red"}, {Action: dossier.Set, Finding: set, Field: "issue", To: "weather"},
			{Action: dossier.Reject, Finding: "nothing"}, {Action: dossier.Merge, Finding: incidents[2].ID, Other: incidents[2].ID},
		} {
			if _, err := s.Correct(t.Context(), bad); err == nil {
				t.Errorf("%+v was taken", bad)
			}
		}
		before, err := s.Findings(t.Context(), Query{Kinds: record.Kinds})
		if err != nil {
			t.Fatal(err)
		}
		correct(dossier.Correction{Action: dossier.Rule, Name: before[0].Actors[0].Name, Field: "code", To: "XKXREB"})
		after, err := s.Findings(t.Context(), Query{Kinds: record.Kinds, Selection: dossier.Selection{Parties: []string{"XKXREB"}}})
		if err != nil || len(after) == 0 {
			t.Errorf("a rule changed nothing: %v", err)
		}
	})
}

func TestProcesses(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, made(30), 30, false)
		if err := s.SetProcess(t.Context(), "valley", []string{"IND", "PAK"}); err != nil {
			t.Fatal(err)
		}
		all, err := s.Processes(t.Context())
		if err != nil || len(all) != 1 || len(all[0].Parties) != 2 {
			t.Errorf("%v, %v", all, err)
		}
		pairs, err := s.Pairs(t.Context(), 3)
		if err != nil || len(pairs) != 3 {
			t.Errorf("%v, %v", pairs, err)
		}
		if ok, err := s.DropProcess(t.Context(), "valley"); !ok || err != nil {
			t.Error(ok, err)
		}
	})
}
