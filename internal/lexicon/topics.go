package lexicon

import (
	"fmt"
	"slices"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Harm is a word of harm to people and how the people counted hang on it.
type Harm struct {
	POS     string // verb, noun, adj
	Harm    string // one of record.Harms; "" for undivided casualties
	Victims string // one of HarmFrames
}

// HarmFrames are the ways in which victims hang on a word of harm: its object
// ("killed five"), its subject ("five died"), an of-phrase or number before it
// ("the death of five", "five deaths"), the noun that it describes ("five
// kidnapped workers"), the word itself ("five refugees"), those who are in it
// ("five in custody"), those who are held ("five hostages"), those whose lives are its
// object ("cost five lives"), those whom it moves from home ("drove five from home").
var HarmFrames = []string{"obj", "subj", "of", "mod", "self", "in", "out", "held", "lives", "home", "measure", "people", "kept", "captives", "treated"}

func (lex *Lexicon) loadIssues(t *Table) error {
	return t.each(func(c []string) error {
		if !slices.Contains(record.Issues, c[1]) {
			return fmt.Errorf("%q is no issue", c[1])
		}
		lex.Issues.Add(c[0], c[1])
		return nil
	}, "phrase", "issue")
}

func (lex *Lexicon) loadContexts(t *Table) error {
	if lex.Contexts == nil {
		lex.Contexts = map[string]string{}
	}
	return t.each(func(c []string) error {
		if !slices.Contains(record.Contexts, c[1]) {
			return fmt.Errorf("%q is no context of PLOVER's", c[1])
		}
		lex.Contexts[c[0]] = c[1]
		return nil
	}, "word", "context")
}

func (lex *Lexicon) loadWeapons(t *Table) error {
	if lex.Weapons == nil {
		lex.Weapons = map[string]string{}
	}
	return t.each(func(c []string) error {
		if !slices.Contains(record.Modes["ASSAULT"], c[1]) {
			return fmt.Errorf("%q is no mode of ASSAULT", c[1])
		}
		lex.Weapons[c[0]] = c[1]
		return nil
	}, "word", "mode")
}

func (lex *Lexicon) loadHarms(t *Table) error {
	if lex.Harms == nil {
		lex.Harms = map[string][]Harm{}
	}
	return t.each(func(c []string) error {
		if c[2] != "" && !slices.Contains(record.Harms, c[2]) {
			return fmt.Errorf("%q is no harm", c[2])
		}
		if !slices.Contains(HarmFrames, c[3]) {
			return fmt.Errorf("%q is no way in which victims hang on a word; docs/lexicon.md lists them", c[3])
		}
		lex.Harms[c[0]] = append(lex.Harms[c[0]], Harm{c[1], c[2], c[3]})
		return nil
	}, "word", "pos", "harm", "victims")
}
