package lexicon

import "fmt"

// loadNames files the given names with the sex that they tell: f, m, or "" where
// both bear the name.
func (lex *Lexicon) loadNames(t *Table) error {
	if lex.GivenNames == nil {
		lex.GivenNames = make(map[string]string, len(t.Rows))
	}
	return t.each(func(c []string) error {
		if c[1] != "" && c[1] != "f" && c[1] != "m" {
			return fmt.Errorf("sex is f, m or empty, not %q", c[1])
		}
		lex.GivenNames[c[0]] = c[1]
		return nil
	}, "name", "sex")
}
