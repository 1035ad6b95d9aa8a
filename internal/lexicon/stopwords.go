package lexicon

import "slices"

// Stopwords are the function words of several languages, by which a report's
// language is told.
type Stopwords struct {
	languages []string            // sorted
	of        map[string][]uint16 // word to indices of languages
}

func (lex *Lexicon) loadStopwords(t *Table) error {
	s := &lex.Stopwords
	words := map[string][]string{}
	for word, of := range s.of {
		for _, i := range of {
			words[word] = append(words[word], s.languages[i])
		}
	}
	err := t.each(func(c []string) error {
		if !slices.Contains(words[c[1]], c[0]) {
			words[c[1]] = append(words[c[1]], c[0])
		}
		if !slices.Contains(s.languages, c[0]) {
			s.languages = append(s.languages, c[0])
		}
		return nil
	}, "language", "word")
	slices.Sort(s.languages)
	s.of = make(map[string][]uint16, len(words))
	for word, languages := range words {
		for _, l := range languages {
			i, _ := slices.BinarySearch(s.languages, l)
			s.of[word] = append(s.of[word], uint16(i))
		}
	}
	return err
}

// Languages are the languages that have words here, sorted: "ar", "bg", ….
func (s Stopwords) Languages() []string { return s.languages }

// Of are the languages, as indices of Languages, that a word (lower case) is a
// function word of: "die" of German, "in" of several.
func (s Stopwords) Of(word string) []uint16 { return s.of[word] }
