package score

import (
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// A position is found by its words, and right where party, issue and stance agree.
func TestRecords(t *testing.T) {
	position := func(start, end int, country, issue string) record.Entry {
		e := record.Entry{Kind: record.Position, Issue: issue, Stance: "demands", Evidence: []record.Span{{Start: start, End: end}}}
		a := record.Actor{Role: record.RoleActor}
		a.Country = country
		e.Actors = []record.Actor{a}
		return e
	}
	gold := record.Record{Entries: []record.Entry{position(0, 20, "TCD", "ceasefire"), position(30, 50, "MLI", "territory"), position(60, 80, "NER", "talks")}}
	output := record.Record{Entries: []record.Entry{position(2, 20, "TCD", "ceasefire"), position(30, 44, "MLI", "other"), position(90, 99, "NER", "talks")}}
	var r Records
	r.Add(&gold, &output)
	if r != (Records{Gold: 3, Output: 3, Found: 2, Right: 1}) {
		t.Errorf("counted %+v", r)
	}
	if r.FoundF1() < 66 || r.FoundF1() > 67 || r.RightF1() < 33 || r.RightF1() > 34 {
		t.Errorf("found %.1f, right %.1f", r.FoundF1(), r.RightF1())
	}
}
