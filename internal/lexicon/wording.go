package lexicon

// Wording is how the brief says in plain English what a record's codes mean.
type Wording struct {
	phrases map[[2]string]string
}

func (lex *Lexicon) loadWording(t *Table) error {
	if lex.Wording.phrases == nil {
		lex.Wording.phrases = map[[2]string]string{}
	}
	return t.each(func(c []string) error {
		lex.Wording.phrases[[2]string{c[0], c[1]}] = c[2]
		return nil
	}, "what", "code", "phrase")
}

// Phrase is the phrase for a code: Phrase("harm", "released") is "freed".
// A code that the table lacks gives "".
func (w Wording) Phrase(what, code string) string { return w.phrases[[2]string{what, code}] }

// Forms are the forms of a phrase that has several, singular, plural, base and
// past: Forms("stance", "demands") is demands, demand, demand, demanded.
func (w Wording) Forms(what, code string) []string { return list(w.Phrase(what, code)) }
