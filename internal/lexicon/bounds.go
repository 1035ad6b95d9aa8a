package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Bounds are the phrases that bound a number: "at least", "or more".
type Bounds struct {
	before Phrases[string] // words from the last to the first
	after  Phrases[string]
}

func (lex *Lexicon) loadBounds(t *Table) error {
	return t.each(func(c []string) error {
		if !slices.Contains(record.Bounds, c[2]) {
			return fmt.Errorf("%q is no bound; docs/lexicon.md lists them", c[2])
		}
		words := strings.Fields(Words(c[0]))
		switch c[1] {
		case "before":
			slices.Reverse(words)
			lex.Bounds.before.Add(strings.Join(words, " "), c[2])
		case "after":
			lex.Bounds.after.Add(strings.Join(words, " "), c[2])
		default:
			return fmt.Errorf("position is before or after, not %q", c[1])
		}
		return nil
	}, "phrase", "position", "bound")
}

// Before is the bound in the words that end just before word i, and how many
// words it has: "no fewer than" before "20" is at_least, 3. word gives tokens
// in lower case and "" outside the sentence.
func (b *Bounds) Before(i int, word func(int) string) (bound string, length int) {
	return b.before.Longest(0, func(k int) string { return word(i - 1 - k) })
}

// After is the bound in the words that begin at word i: "or more".
func (b *Bounds) After(i int, word func(int) string) (bound string, length int) {
	return b.after.Longest(i, word)
}
