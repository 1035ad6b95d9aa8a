package lexicon

import (
	"fmt"
	"strings"
)

// Clitics are words written together with another, from clitics.tsv. Forms are
// in lower case with a straight apostrophe.
type Clitics struct {
	Suffixes map[string]bool     // "'s", "n't"
	Wholes   map[string][]string // "cannot": "can", "not"
	Words    map[string]bool     // "'em": one word that begins with an apostrophe

	last    [256]bool // the last bytes of Wholes
	longest int       // bytes of the longest of Wholes
}

// MayBeWhole spares a look-up in Wholes: it is false for most words that are
// none. Case makes no difference.
func (c *Clitics) MayBeWhole(form string) bool {
	return len(form) > 1 && len(form) <= c.longest && c.last[form[len(form)-1]]
}

func (lex *Lexicon) loadClitics(t *Table) error {
	c := &lex.Clitics
	if c.Suffixes == nil {
		c.Suffixes, c.Wholes, c.Words = map[string]bool{}, map[string][]string{}, map[string]bool{}
	}
	return t.each(func(cell []string) error {
		form, words := cell[0], list(cell[2])
		if strings.Join(words, "") != form {
			return fmt.Errorf("the words of %q do not spell it", form)
		}
		switch cell[1] {
		case "suffix":
			c.Suffixes[form] = true
		case "whole":
			c.Wholes[form] = words
			c.longest = max(c.longest, len(form)+2) // a curly apostrophe has two bytes more
			c.last[form[len(form)-1]], c.last[strings.ToUpper(form)[len(form)-1]] = true, true
		case "word":
			c.Words[form] = true
		default:
			return fmt.Errorf("no kind %q; suffix, whole or word", cell[1])
		}
		return nil
	}, "form", "kind", "words")
}
