package lexicon

import "slices"

// IrregularVerb is a verb whose past or past participle no rule gives: "flee",
// "fled", "fled". Where usage has two forms both are there.
type IrregularVerb struct {
	Lemma      string
	Past       []string
	Participle []string
}

func (lex *Lexicon) loadForms(t *Table) error {
	return t.each(func(c []string) error {
		lex.Forms = append(lex.Forms, IrregularVerb{c[0], list(c[1]), list(c[2])})
		return nil
	}, "lemma", "past", "participle")
}

// VerbLemmas lists every verb of one word that the tables of senses and cues
// have, sorted: those that must be known in all their forms.
func (lex *Lexicon) VerbLemmas() []string {
	var all []string
	for lemma := range lex.Senses.Verbs {
		all = append(all, lemma)
	}
	for first, cues := range lex.Cues.byFirst {
		for _, cue := range cues {
			if cue.POS == "verb" {
				all = append(all, first)
			}
		}
	}
	all = slices.DeleteFunc(all, func(lemma string) bool { return !oneWord(lemma) })
	slices.Sort(all)
	return slices.Compact(all)
}

func oneWord(lemma string) bool {
	for _, r := range lemma {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return lemma != ""
}
