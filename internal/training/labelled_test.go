package training

import (
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/reading"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// The rows have the form that their README gives, codes of the record's
// vocabularies, and are sorted.
func TestSentencesAreWellFormed(t *testing.T) {
	all, err := Sentences("sentences")
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if len(all[i].Entries) == 0 {
			continue
		}
		e, id := &all[i].Entries[0], all[i].Report.ID
		switch {
		case !slices.Contains(record.Kinds, e.Kind), !slices.Contains(record.Types, e.Plover.Type), !slices.Contains(record.Aux, e.Plover.Aux):
			t.Errorf("%s: no such code: %s %s %q", id, e.Kind, e.Plover.Type, e.Plover.Aux)
		case e.Plover.Mode != "" && !slices.Contains(record.Modes[e.Plover.Type], e.Plover.Mode):
			t.Errorf("%s: %q is no mode of %s", id, e.Plover.Mode, e.Plover.Type)
		case e.Issue != "" && !slices.Contains(record.Issues, e.Issue), (e.Kind == record.Position) != (e.Stance != ""):
			t.Errorf("%s: issue %q, stance %q of a %s", id, e.Issue, e.Stance, e.Kind)
		case e.Kind == record.Position && !slices.Contains(record.Stances, e.Stance):
			t.Errorf("%s: no such stance: %q", id, e.Stance)
		}
	}
	entries, _ := os.ReadDir("sentences")
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".tsv") {
			continue
		}
		data, err := os.ReadFile("sentences/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		rows := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:]
		if !sort.StringsAreSorted(rows) || len(slices.Compact(slices.Clone(rows))) != len(rows) {
			t.Errorf("%s: rows not sorted, or twice", entry.Name())
		}
	}
}

// english is a reader with the tables and the model that the binary carries.
func english(t *testing.T) *reading.Reader {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	model, err := syntax.English()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := reading.New(lex, model)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

// share counts how many of the sentences of a type are read.
type share struct{ all, found, typed, kinds, parties int }

// Of the labelled sentences so many give an entry of the right type, and with all
// of its parties: fewer than these would be a loss.
func TestSentencesAreRead(t *testing.T) {
	reader := english(t)
	sentences, err := Sentences("sentences")
	if err != nil {
		t.Fatal(err)
	}
	shares := map[string]*share{}
	var sum share
	for i := range sentences {
		name := "none"
		if len(sentences[i].Entries) > 0 {
			name = sentences[i].Entries[0].Plover.Type
		}
		if shares[name] == nil {
			shares[name] = &share{}
		}
		sentences[i].Report.Date = "2020-06-15"
		rec := reader.Read(sentences[i].Report, false)
		for _, s := range []*share{shares[name], &sum} {
			s.count(&sentences[i], rec.Entries)
		}
	}
	for _, name := range append(slices.Clone(record.Types), "none") {
		if s := shares[name]; s != nil {
			t.Logf("%-10s %s", name, s)
		}
	}
	t.Logf("%-10s %s", "all", &sum)
	const typed, parties = 53, 37 // per cent
	if 100*sum.typed < typed*sum.all || 100*sum.parties < parties*sum.all {
		t.Errorf("of %d sentences %d have their type and %d their parties; %d %% and %d %% should", sum.all, sum.typed, sum.parties, typed, parties)
	}
}

func (s *share) String() string {
	part := func(n int) float64 { return 100 * float64(n) / float64(max(1, s.all)) }
	return fmt.Sprintf("%5d sentences: an entry %3.0f %%, its type %3.0f %%, kind too %3.0f %%, all parties %3.0f %%", s.all, part(s.found), part(s.typed), part(s.kinds), part(s.parties))
}

// count adds a sentence by the entry that comes nearest to its label.
func (s *share) count(want *Labelled, entries []record.Entry) {
	s.all++
	events := slices.DeleteFunc(slices.Clone(entries), func(e record.Entry) bool { return e.Kind == record.Toll || e.Kind == record.Statement })
	if len(want.Entries) == 0 {
		if len(events) == 0 {
			s.found, s.typed, s.kinds, s.parties = s.found+1, s.typed+1, s.kinds+1, s.parties+1
		}
		return
	}
	label := &want.Entries[0]
	var best *record.Entry
	most := -1
	for i := range events {
		e := &events[i]
		score := hits(label, e)
		if e.Plover.Type == label.Plover.Type {
			score += 20
		}
		if e.Kind == label.Kind {
			score += 10
		}
		if score > most {
			best, most = e, score
		}
	}
	if best == nil {
		return
	}
	s.found++
	if best.Plover.Type != label.Plover.Type {
		return
	}
	s.typed++
	if best.Kind == label.Kind {
		s.kinds++
	}
	if hits(label, best) == len(label.Actors) {
		s.parties++
	}
}

// hits counts the marked parties that an entry has in their role.
func hits(label, e *record.Entry) int {
	n := 0
	for _, want := range label.Actors {
		for _, a := range e.Actors {
			if a.Role == want.Role && a.Start < want.End && want.Start < a.End {
				n++
				break
			}
		}
	}
	return n
}
