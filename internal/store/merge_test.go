package store

import (
	"cmp"
	"slices"
	"testing"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Findings of different scopes, and of one scope a long time apart, are merged as
// well as neighbours; what comes later and what is withdrawn finds them so, and they
// are the same rebuilt.
func TestMergeAcrossScopes(t *testing.T) {
	items := made(150)
	for i := range items {
		stretch(&items[i].Record, i/30*30)
	}
	kinds := []string{record.Meeting, record.Incident, record.Act, record.Agreement, record.Position, record.Statement, record.Toll}
	onBoth(t, func(t *testing.T, open func() *Store) {
		for _, kind := range kinds {
			s := open()
			put(t, s, items[:120], 40, false)
			first, second := farApart(t, s, kind)
			_, err := s.Correct(t.Context(), dossier.Correction{Action: dossier.Merge, Finding: first.ID, Other: second.ID, By: "a tester"})
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			check := func(when string) {
				t.Helper()
				f, ok, err := s.Finding(t.Context(), first.ID)
				if err != nil || !ok || len(f.Corrections) != 1 {
					t.Fatalf("%s, %s: %v, %v, %+v", kind, when, ok, err, f.Corrections)
				}
				for _, r := range slices.Concat(first.Reports, second.Reports) {
					if !slices.ContainsFunc(f.Reports, func(o dossier.Report) bool { return o.ID == r.ID }) {
						t.Errorf("%s, %s: %s does not tell it", kind, when, r.ID)
					}
				}
				g, ok, err := s.Finding(t.Context(), second.ID)
				if err != nil || !ok || g.ID != f.ID {
					t.Errorf("%s, %s: %s leads to %s, not %s (%v)", kind, when, second.ID, g.ID, f.ID, err)
				}
				if open, err := s.Unmatched(t.Context()); err != nil || len(open) > 0 {
					t.Errorf("%s, %s: corrections that fit nothing: %v, %v", kind, when, open, err)
				}
			}
			check("merged")
			put(t, s, items[120:], 3, true)
			check("more added")
			// What is told of the first comes again and again: each time both are made anew.
			want := dump(t, s)
			if _, err := s.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			check("rebuilt")
			differ(t, kind+" rebuilt", want, dump(t, s))
			// Without what the merger is about, the other stands by itself.
			for _, r := range first.Reports {
				if _, err := s.Withdraw(t.Context(), r.ID, "a tester", ""); err != nil {
					t.Fatal(err)
				}
			}
			want = dump(t, s)
			if _, err := s.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			differ(t, kind+" withdrawn and rebuilt", want, dump(t, s))
			s.Close()
		}
	})
}

// What one report says of a position is set apart, and stays so.
func TestSplitPosition(t *testing.T) {
	items := made(200)
	onBoth(t, func(t *testing.T, open func() *Store) {
		s := open()
		put(t, s, items[:150], 50, false)
		found, err := s.Findings(t.Context(), Query{Kinds: []string{record.Position}})
		if err != nil {
			t.Fatal(err)
		}
		most := slices.MaxFunc(found, func(a, b dossier.Finding) int { return cmp.Compare(len(a.Reports), len(b.Reports)) })
		apart := most.Reports[1].ID
		if _, err := s.Correct(t.Context(), dossier.Correction{Action: dossier.Split, Finding: most.ID, Other: apart, By: "a tester"}); err != nil {
			t.Fatal(err)
		}
		check := func(when string) {
			t.Helper()
			now, err := s.Findings(t.Context(), Query{Kinds: []string{record.Position}})
			if err != nil {
				t.Fatal(err)
			}
			var alone, without bool
			for _, f := range now {
				if f.Party == most.Party && f.Issue == most.Issue && len(f.Corrections) == 1 {
					tells := slices.ContainsFunc(f.Reports, func(r dossier.Report) bool { return r.ID == apart })
					alone = alone || tells && len(f.Reports) == 1
					without = without || !tells && f.ID == most.ID && len(f.Reports) >= len(most.Reports)-1
				}
			}
			if !alone || !without {
				t.Errorf("%s: set apart %v, the rest %v", when, alone, without)
			}
		}
		check("split")
		put(t, s, items[150:], 5, true)
		check("more added")
		want := dump(t, s)
		if _, err := s.Rebuild(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		check("rebuilt")
		differ(t, "rebuilt", want, dump(t, s))
	})
}

// farApart are two findings of a kind that stand far from each other: in two scopes,
// or in one months apart.
func farApart(t *testing.T, s *Store, kind string) (first, second dossier.Finding) {
	t.Helper()
	found, err := s.Findings(t.Context(), Query{Kinds: []string{kind}})
	if err != nil {
		t.Fatal(err)
	}
	found = slices.DeleteFunc(found, func(f dossier.Finding) bool { return kind == record.Toll && !f.Scope.Running() })
	slices.SortStableFunc(found, func(a, b dossier.Finding) int { return cmp.Compare(a.Scope, b.Scope) })
	if len(found) < 2 {
		t.Fatalf("%d findings of kind %s", len(found), kind)
	}
	return found[len(found)-1], found[0]
}
