package lexicon

// People is a people, tribe or community of faith that is not a country's:
// Kurds, Tamils, Sunnis.
type People struct {
	Name    string
	Country string // where it lives in one country; else ""
	Sectors []string
}

// loadPeoples files the peoples under their nouns, and under their adjectives.
func (lex *Lexicon) loadPeoples(t *Table) error {
	return t.each(func(c []string) error {
		p := &People{Name: c[0], Country: c[3], Sectors: list(c[4])}
		if err := checkCode(p.Country, p.Sectors); err != nil {
			return err
		}
		for _, noun := range append([]string{c[0]}, list(c[1])...) {
			lex.Peoples.Add(Words(noun), p)
		}
		for _, adjective := range list(c[2]) {
			lex.PeopleAdjectives.Add(Words(adjective), p)
		}
		return nil
	}, "name", "nouns", "adjectives", "country", "sectors")
}
