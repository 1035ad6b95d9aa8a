package dossier

import (
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// toll is a telling of people harmed, by its words.
func toll(harm, words string) Telling {
	t := Telling{Report: &Source{ID: "r"}, Entry: record.Entry{Kind: record.Toll, Harm: harm, Evidence: []record.Span{{Exact: words}}}}
	t.ID = identity("r", &t, map[string]int{})
	return t
}

// Entries are found again in earlier versions by their words: all of them, or most.
func TestTrace(t *testing.T) {
	const (
		five, seven = "five soldiers were wounded near the bridge", "seven soldiers were wounded near the bridge"
		nine        = "nine soldiers were wounded near the old bridge"
		dead        = "five soldiers were killed near the bridge"
		quiet       = "the president of the council spoke of a quiet night"
	)
	for name, c := range map[string]struct {
		now     Telling
		earlier [][]Telling
		edited  string
		was     []string
	}{
		"the same words":        {toll("wounded", five), [][]Telling{{toll("wounded", five)}}, "", nil},
		"said otherwise":        {toll("wounded", seven), [][]Telling{{toll("wounded", five)}}, "day 2", []string{five}},
		"said otherwise twice":  {toll("wounded", nine), [][]Telling{{toll("wounded", five)}, {toll("wounded", seven)}}, "day 3", []string{seven, five}},
		"since the second":      {toll("wounded", seven), [][]Telling{{toll("wounded", five)}, {toll("wounded", seven)}}, "day 2", []string{five}},
		"back to the first":     {toll("wounded", five), [][]Telling{{toll("wounded", five)}, {toll("wounded", seven)}}, "", []string{seven}},
		"of another harm":       {toll("killed", dead), [][]Telling{{toll("wounded", five)}}, "day 2", nil},
		"new":                   {toll("wounded", seven), [][]Telling{{toll("wounded", quiet)}}, "day 2", nil},
		"the nearest words":     {toll("wounded", seven), [][]Telling{{toll("wounded", "seven soldiers were wounded"), toll("wounded", five)}}, "day 2", []string{"seven soldiers were wounded"}},
		"nothing was told then": {toll("wounded", seven), [][]Telling{nil}, "day 2", nil},
	} {
		now := []Telling{c.now}
		var earlier []Earlier
		for i, tellings := range c.earlier {
			earlier = append(earlier, Earlier{Day: "day " + string(rune('1'+i)), Tellings: tellings})
		}
		Trace(now, "day "+string(rune('1'+len(c.earlier))), earlier)
		var was []string
		for _, w := range now[0].Was {
			was = append(was, w.Exact)
			if !now[0].was(w.ID) {
				t.Errorf("%s: %s does not lead to it", name, w.ID)
			}
		}
		if now[0].Edited != c.edited || len(was) != len(c.was) {
			t.Errorf("%s: edited %q, was %q", name, now[0].Edited, was)
			continue
		}
		for i := range was {
			if was[i] != c.was[i] {
				t.Errorf("%s: was %q, wanted %q", name, was, c.was)
			}
		}
	}
}
