package lexicon

// Classes are the closed classes of words that constructions are told by: the
// code names the class, the table the words.
type Classes struct {
	sets map[string]map[string]bool
}

func (lex *Lexicon) loadClasses(t *Table) error {
	if lex.Classes.sets == nil {
		lex.Classes.sets = map[string]map[string]bool{}
	}
	return t.each(func(c []string) error {
		set := lex.Classes.sets[c[0]]
		if set == nil {
			set = map[string]bool{}
			lex.Classes.sets[c[0]] = set
		}
		set[c[1]] = true
		return nil
	}, "class", "word")
}

// Has tells whether a word (lower case; a lemma where the class says so) is in
// a class: Has("negator", "never").
func (c Classes) Has(class, word string) bool { return c.sets[class][word] }

// Set is the words of a class, to look up many times.
func (c Classes) Set(class string) map[string]bool { return c.sets[class] }
