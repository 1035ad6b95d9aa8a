package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// page is a report of an article at an address with an incident for each sentence.
func page(id, address, stamp string, sentences ...string) Item {
	rep := record.Report{ID: id, Title: "Shells fall on two towns", Date: "2025-05-16", Source: "Gazette", Language: "en", URL: address, Item: address, Stamp: stamp}
	rep.Text = rep.Title + "\n\n" + strings.Join(sentences, " ")
	rec := record.Record{Report: rep}
	for i, s := range sentences {
		at := len([]rune(rep.Text[:strings.Index(rep.Text, s)]))
		who := record.Mention{Name: "Armed Forces of Russia", Country: "RUS", Sectors: []string{"MIL"}, Code: "RUSMIL"}
		rec.Entries = append(rec.Entries, record.Entry{ID: fmt.Sprintf("incident-%d", i+1), Kind: record.Incident, Confidence: 0.5,
			Plover: &record.Plover{Type: "ASSAULT", Mode: "heavy-weapons"}, Actors: []record.Actor{{Mention: who, Role: record.RoleActor}},
			Place:    &record.Place{Text: s[:6], Name: s[:6], Country: "UKR", Lat: new(float64), Lon: new(float64)},
			Time:     &record.Time{Text: "on Friday", Start: "2025-05-16", End: "2025-05-16"},
			Evidence: []record.Span{{Start: at, End: at + len([]rune(s)), Exact: s}}})
	}
	return Item{Record: rec, Reader: "test"}
}

const (
	sumy    = "Sumy was shelled by Russian troops on Friday morning."
	lviv    = "Lviv was hit by rockets of the Russian army on Friday."
	lviv2   = "Lviv was hit by nine rockets of the Russian army on Friday."
	odesa   = "Odesa was struck from the sea by Russian ships on Friday."
	kharkiv = "Kharkiv heard explosions, and Russian guns fired all Friday night."
)

func one(t *testing.T, s *Store, item Item) Outcome {
	t.Helper()
	outcomes, err := s.Add(t.Context(), []Item{item})
	if err == nil {
		err = s.Refresh(t.Context())
	}
	if err != nil || outcomes[0].Problem != nil {
		t.Fatal(err, outcomes)
	}
	return outcomes[0]
}

func incidents(t *testing.T, s *Store) map[string]*dossier.Finding {
	t.Helper()
	found, err := s.Findings(t.Context(), Query{Kinds: []string{record.Incident}, Rejected: true})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*dossier.Finding{}
	for _, f := range found {
		all[f.Reports[0].Exact[0]] = &f
	}
	return all
}

// An edited page is one more version of its report: the old text stays, what is
// told in the same words keeps its id and corrections, so does what is said
// otherwise, and what is told no more is gone from the findings and said.
func TestEdited(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		const at = "https://gazette.example/shells"
		one(t, s, page("a", at, "2025-05-16T08:00:00Z", sumy, lviv, odesa))
		first := incidents(t, s)
		if len(first) != 3 {
			t.Fatalf("%+v", first)
		}
		for _, c := range []dossier.Correction{
			{By: "me", Action: dossier.Set, Finding: first[sumy].ID, Field: "place", To: "Sumy city"},
			{By: "me", Action: dossier.Confirm, Finding: first[lviv].ID},
			{By: "me", Action: dossier.Reject, Finding: first[odesa].ID},
		} {
			if _, err := s.Correct(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		// By another file name, told by its address.
		o := one(t, s, page("a-2", at, "2025-05-17T08:00:00Z", lviv2, sumy, kharkiv))
		if o.ID != "a" || o.Version != 2 || o.Earlier {
			t.Errorf("%+v", o)
		}
		now := incidents(t, s)
		if len(now) != 3 || now[sumy].ID != first[sumy].ID || now[sumy].Place.Name != "Sumy city" || len(now[lviv2].Corrections) != 1 ||
			now[sumy].Changed("2025-05-17", "", "2025-06-01") != "" || now[lviv2].Changed("2025-05-17", "", "2025-06-01") != "revised" ||
			now[kharkiv].Reports[0].Edited != "2025-05-17" || now[lviv2].Reports[0].Was[0] != lviv {
			t.Errorf("%+v", now)
		}
		if f, ok, err := s.Finding(t.Context(), first[lviv].ID); err != nil || !ok || f.ID != now[lviv2].ID {
			t.Errorf("the id of the old words leads to %+v, %v", f, err)
		}
		dropped, err := s.Dropped(t.Context(), "2025-05-17", "2025-05-17")
		if err != nil || len(dropped) != 1 || dropped[0].ID != first[odesa].ID || dropped[0].Change != "dropped" {
			t.Errorf("dropped %+v, %v", dropped, err)
		}
		k, ok, err := s.Version(t.Context(), "a", 1)
		if err != nil || !ok || !strings.Contains(k.Text, odesa) || len(k.Versions) != 2 || len(k.Entries) != 3 {
			t.Errorf("version 1: %+v, %v", k, err)
		}
		if k, _, _ := s.Report(t.Context(), "a"); strings.Contains(k.Text, odesa) || k.Versions[1].Stamp != "2025-05-17T08:00:00Z" {
			t.Errorf("the report: %+v", k)
		}
		want := dump(t, s)
		if _, err := s.Rebuild(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		differ(t, "rebuilt", want, dump(t, s))
	})
}

// What a version is, and what is none.
func TestWhatIsAVersion(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		const at = "https://gazette.example/shells"
		one(t, s, page("a", at, "2025-05-16T08:00:00Z", sumy, lviv))
		if o := one(t, s, page("b", at, "2025-05-15T08:00:00Z", sumy)); o.ID != "a" || !o.Earlier {
			t.Errorf("an earlier version: %+v", o)
		}
		if now := incidents(t, s); len(now) != 2 || now[lviv].Reports[0].Edited != "2025-05-16" || now[sumy].Reports[0].Edited != "" {
			t.Errorf("%+v", now)
		}
		for _, stamp := range []string{"2025-05-15T08:00:00Z", ""} {
			if o := one(t, s, page("c", at, stamp, sumy)); o.Known != "a" {
				t.Errorf("an earlier text again, of %q: %+v", stamp, o)
			}
		}
		if o := one(t, s, page("c", at, "2025-05-18T08:00:00Z", sumy)); o.ID != "a" || o.Version != 3 {
			t.Errorf("back to an earlier text: %+v", o)
		}
		if now := incidents(t, s); len(now) != 1 {
			t.Errorf("%+v", now)
		}
		if o := one(t, s, page("c", at, "", sumy, odesa)); o.ID != "a" || o.Version != 4 || o.Earlier {
			t.Errorf("without a stamp what comes later is newer: %+v", o)
		}
		// An address that always has the newest report.
		other := page("d", at, "2025-05-19T08:00:00Z", kharkiv)
		other.Record.Report.Title = "Night of gunfire"
		other.Record.Report.Text = "Night of gunfire\n\n" + kharkiv
		if o := one(t, s, other); o.ID != "d" || o.Version != 0 {
			t.Errorf("another report at the address: %+v", o)
		}
		// The same id without anything that says it is the same item.
		stranger := page("a", "", "", odesa)
		if outcomes, err := s.Add(t.Context(), []Item{stranger}); err != nil || outcomes[0].Problem == nil {
			t.Errorf("%+v, %v", outcomes, err)
		}
		if ok, err := s.Withdraw(t.Context(), "a", "me", ""); err != nil || !ok {
			t.Fatal(ok, err)
		}
		if o := one(t, s, page("a", at, "2025-05-20T08:00:00Z", sumy, lviv, odesa)); !o.Back {
			t.Errorf("a version of a withdrawn report: %+v", o)
		}
		if now := incidents(t, s); len(now) != 1 {
			t.Errorf("%+v", now)
		}
	})
}

// An address that many reports name as theirs tells none of them from another.
func TestAddressOfMany(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		for i := range fewReports + 5 {
			rep := record.Report{ID: fmt.Sprint(i), Title: fmt.Sprintf("Story %d", i), Item: "https://gazette.example/world"}
			for n := range 40 {
				rep.Text += fmt.Sprintf("word%d ", 100*i+n)
			}
			if o := one(t, s, Item{Record: record.Record{Report: rep}}); o.Version != 0 || o.ID != rep.ID {
				t.Errorf("report %d: %+v", i, o)
			}
		}
	})
}

// Versions that bear their time come in any order, among other reports, copies
// and corrections: the findings are the same bytes.
func TestVersionsInAnyOrder(t *testing.T) {
	items := noisy(60)
	r := rand.New(rand.NewPCG(5, 6))
	var all []Item
	for i, item := range items {
		rep := &item.Record.Report
		if i%3 > 0 {
			all = append(all, item)
			continue
		}
		rep.Item, rep.Stamp = "https://x.example/"+rep.ID, "2025-01-01T00:00:00Z"
		all = append(all, item)
		for n := range 1 + r.IntN(3) {
			edited := Item{Record: clone(item.Record), Reader: "test"}
			edited.Record.Report.Stamp = fmt.Sprintf("2025-01-0%dT00:00:00Z", n+2)
			edited.Record.Report.Text += fmt.Sprintf("\n\nCorrected %d times.", n+1)
			if len(edited.Record.Entries) > n {
				edited.Record.Entries = append(edited.Record.Entries[:n:n], edited.Record.Entries[n+1:]...)
			}
			all = append(all, edited)
		}
	}
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, all, 7, true)
		want := dump(t, s)
		for range 3 {
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			s := open()
			put(t, s, all, 1+r.IntN(20), r.IntN(2) == 0)
			differ(t, "shuffled", want, dump(t, s))
			if _, err := s.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			differ(t, "rebuilt", want, dump(t, s))
		}
	})
}

// What an agency took back is out in whatever order its versions and the word of
// it come, and so is what it gave out again since.
func TestTakenBackInAnyOrder(t *testing.T) {
	const item = "urn:wire:1"
	type arrival func(s *Store)
	version := func(stamp string, sentences ...string) arrival {
		return func(s *Store) { one(t, s, page(item, item, stamp, sentences...)) }
	}
	back := func(stamp string) arrival {
		return func(s *Store) {
			if _, err := s.TakeBack(t.Context(), item, stamp, "me", "canceled"); err != nil {
				t.Fatal(err)
			}
		}
	}
	r := rand.New(rand.NewPCG(7, 8))
	onBoth(t, func(t *testing.T, open func() *Store) {
		for name, c := range map[string]struct {
			all  []arrival
			want int
		}{
			"taken back":  {[]arrival{version("2025-05-16T08:00:00Z", sumy), version("2025-05-16T09:00:00Z", sumy, lviv), back("2025-05-16T10:00:00Z")}, 0},
			"given again": {[]arrival{version("2025-05-16T08:00:00Z", sumy), back("2025-05-16T09:00:00Z"), version("2025-05-16T10:00:00Z", sumy, lviv)}, 2},
			"for good":    {[]arrival{back("2025-05-16T07:00:00Z"), version("2025-05-16T08:00:00Z", sumy), back("2025-05-16T09:00:00Z")}, 0},
		} {
			want := ""
			for range 4 {
				s := open()
				for _, arrive := range c.all {
					arrive(s)
				}
				if n := len(incidents(t, s)); n != c.want {
					t.Errorf("%s: %d findings, wanted %d", name, n, c.want)
				}
				got := dump(t, s)
				if want == "" {
					want = got
				}
				differ(t, name, want, got)
				r.Shuffle(len(c.all), func(i, j int) { c.all[i], c.all[j] = c.all[j], c.all[i] })
			}
		}
		// What a reader withdrew stays so, whatever its agency gives out.
		s := open()
		version("2025-05-16T08:00:00Z", sumy)(s)
		if _, err := s.Withdraw(t.Context(), item, "me", "fabricated"); err != nil {
			t.Fatal(err)
		}
		version("2025-05-16T09:00:00Z", sumy, lviv)(s)
		if n := len(incidents(t, s)); n != 0 {
			t.Errorf("%d findings of what a reader withdrew", n)
		}
	})
}

// What is remembered of feeds comes back as it was kept.
func TestFeeds(t *testing.T) {
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		f := Feed{Address: "https://gazette.example/rss", Moved: "https://gazette.example/feed", ETag: `"1"`, Modified: "x", Checked: "2025-05-16T08:00:00Z", Failures: 2,
			Listed: []string{"https://a.example/?a=%20", "https://b.example/"}}
		for n := range 2 {
			f.Failures += n
			if err := s.KeepFeed(t.Context(), f); err != nil {
				t.Fatal(err)
			}
			if got, err := s.Feed(t.Context(), f.Address); err != nil || fmt.Sprint(got) != fmt.Sprint(f) {
				t.Errorf("%+v, %v", got, err)
			}
		}
		if got, err := s.Feed(t.Context(), "https://new.example/"); err != nil || got.Address != "https://new.example/" || got.ETag != "" {
			t.Errorf("%+v, %v", got, err)
		}
		i := FeedItem{Feed: f.Address, Item: "7", URL: "https://gazette.example/7", Digest: "d", First: "2025-05-16T08:00:00Z", Due: "2025-05-16T09:00:00Z"}
		for _, report := range []string{"", "gazette-7"} {
			i.Report = report
			if err := s.KeepFeedItem(t.Context(), i); err != nil {
				t.Fatal(err)
			}
			got, ok, err := s.FeedItem(t.Context(), i.Feed, i.Item)
			if err != nil || !ok || got != i {
				t.Errorf("%+v, %v", got, err)
			}
			if got, ok, err := s.FeedItemAt(t.Context(), i.URL); err != nil || ok != (report != "") || ok && got != i {
				t.Errorf("%+v, %v", got, err)
			}
		}
		for now, want := range map[string]int{"2025-05-16T08:59:59Z": 0, "2025-05-16T09:00:00Z": 1} {
			if due, err := s.DueItems(t.Context(), i.Feed, now); err != nil || len(due) != want {
				t.Errorf("%s: %+v, %v", now, due, err)
			}
		}
	})
}
