package lexicon

import (
	"fmt"
	"strings"
)

// loadBodies files the pattern of a country's body under the role that names it:
// "foreign ministry" is "Ministry of Foreign Affairs of %".
func (lex *Lexicon) loadBodies(t *Table) error {
	if lex.Bodies == nil {
		lex.Bodies = make(map[string]string, len(t.Rows))
	}
	return t.each(func(c []string) error {
		if strings.Count(c[1], "%") != 1 {
			return fmt.Errorf("%q has not one %% where the country stands", c[1])
		}
		lex.Bodies[Words(c[0])] = c[1]
		return nil
	}, "role", "name")
}
