package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// whole are the findings that a store should hold, one a line: made of all tellings
// of a scope at once, without windows, pieces and what stands already.
func whole(t *testing.T, s *Store) []string {
	t.Helper()
	scopes := map[dossier.Scope][]*dossier.Telling{}
	err := s.change(t.Context(), func(t *tx) error {
		r := refresher{tx: t, sources: map[string]*dossier.Source{}, pact: map[*dossier.Telling]held{}}
		all, err := r.tellings(nil, "true")
		for _, one := range all {
			scope := kin(one.Scope)
			scopes[scope] = append(scopes[scope], one)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, scope := range slices.Sorted(maps.Keys(scopes)) {
		for _, f := range dossier.Findings(scope, scopes[scope]) {
			lines = append(lines, line(t, &f))
		}
	}
	slices.Sort(lines)
	return lines
}

func line(t *testing.T, f *dossier.Finding) string {
	t.Helper()
	body, err := encode(f)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// What is made a window, a piece, a deed at a time is what all tellings of a scope
// would make together, whatever came in which order and was taken away again.
// RAPPORTEUR_SOAK says how many orders are tried (make soak).
func TestPartsMakeTheWhole(t *testing.T) {
	orders := 2
	if n, err := strconv.Atoi(os.Getenv("RAPPORTEUR_SOAK")); err == nil {
		orders = n
	}
	check := func(t *testing.T, s *Store, when string) {
		t.Helper()
		found, err := s.Findings(t.Context(), Query{Kinds: record.Kinds})
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for i := range found {
			lines = append(lines, line(t, &found[i]))
		}
		slices.Sort(lines)
		differ(t, when, strings.Join(whole(t, s), "\n"), strings.Join(lines, "\n"))
	}
	onBoth(t, func(t *testing.T, open func() *Store) {
		for order := range orders {
			r := rand.New(rand.NewPCG(9, uint64(order)))
			items := noisy(180)
			for i := range items {
				stretch(&items[i].Record, i/30*[]int{0, 3, 13, 40}[order%4]) // days that the months between take
			}
			r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
			s := open()
			put(t, s, items[:110], 50, true)
			put(t, s, items[110:], 1+r.IntN(4), true)
			check(t, s, fmt.Sprintf("order %d, added", order))
			for _, item := range items[90:120] {
				if _, err := s.Withdraw(t.Context(), item.Record.Report.ID, "a tester", ""); err != nil {
					t.Fatal(err)
				}
			}
			check(t, s, fmt.Sprintf("order %d, some withdrawn", order))
			s.Close()
		}
	})
}
