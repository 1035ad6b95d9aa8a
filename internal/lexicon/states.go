package lexicon

// statehood is what a country was part of up to a day: Uzbekistan of the Soviet
// Union.
type statehood struct {
	until string // last day, YYYY-MM-DD
	part  string // code of the state
}

// loadStates files the countries that were parts of other states.
func (lex *Lexicon) loadStates(t *Table) error {
	if lex.states == nil {
		lex.states = make(map[string]statehood, len(t.Rows))
	}
	return t.each(func(c []string) error {
		until, err := lastDay(c[1])
		if err != nil {
			return err
		}
		for _, code := range []string{c[0], c[2]} {
			if err := checkCode(code, nil); err != nil {
				return err
			}
		}
		lex.states[c[0]] = statehood{until, c[2]}
		return nil
	}, "country", "until", "part")
}

// StateOn is the state that a country was, or was part of, on a day
// (YYYY-MM-DD): SUN for UZB in 1966. Without a day it is the country itself.
func (lex *Lexicon) StateOn(code, date string) string {
	if s, ok := lex.states[code]; ok && date != "" && date <= s.until {
		return s.part
	}
	return code
}
