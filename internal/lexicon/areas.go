package lexicon

import (
	"fmt"
	"slices"
)

// AreaKinds are the kinds of a word that goes with the name of a place: "admin"
// is part of the name ("Kandahar Province"), "settlement" and "region" are not
// ("Kandahar city", "Darfur region"), "direction" picks a part ("northern
// Iraq"), and so does "point" by itself ("in the north"), "border" is where two
// countries meet.
var AreaKinds = []string{"admin", "settlement", "region", "direction", "point", "border"}

// Area is what a word says of the place that it goes with. Value is the form
// that it has in the full name: "Province", "northern".
type Area struct {
	Kind  string
	Value string
}

func (lex *Lexicon) loadAreas(t *Table) error {
	if lex.Areas == nil {
		lex.Areas = make(map[string]Area, len(t.Rows))
	}
	return t.each(func(c []string) error {
		if !slices.Contains(AreaKinds, c[1]) {
			return fmt.Errorf("%q is no kind of area; docs/lexicon.md lists them", c[1])
		}
		lex.Areas[c[0]] = Area{c[1], c[2]}
		return nil
	}, "word", "kind", "value")
}
