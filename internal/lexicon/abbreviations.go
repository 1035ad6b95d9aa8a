package lexicon

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Abbreviation is a row of abbreviations.tsv: a word whose final stop is its own.
type Abbreviation struct {
	Kind  string // title, month, day, number, place, …
	Needs string // what makes the stop its own: "" nothing, "capital", "number", "number-before", "name"
	Ends  bool   // a sentence may end with it
}

func (lex *Lexicon) loadAbbreviations(t *Table) error {
	if lex.Abbreviations == nil {
		lex.Abbreviations = map[string]Abbreviation{}
	}
	return t.each(func(c []string) error {
		word, ok := strings.CutSuffix(c[0], ".")
		if !ok || word == "" {
			return errors.New("an abbreviation is written with its final stop")
		}
		lex.Abbreviations[word] = Abbreviation{c[1], c[2], c[3] == "yes"}
		if first, size := utf8.DecodeRuneInString(word); c[2] == "" && unicode.IsLower(first) {
			lex.Abbreviations[string(unicode.ToUpper(first))+word[size:]] = lex.Abbreviations[word]
		}
		if upper := strings.ToUpper(word); unicode.IsUpper(rune(word[0])) && utf8.RuneCountInString(word) > 1 {
			if _, there := lex.Abbreviations[upper]; !there && c[2] != "number" {
				lex.Abbreviations[upper] = lex.Abbreviations[word]
			}
		}
		return nil
	}, "abbreviation", "kind", "needs", "ends")
}
