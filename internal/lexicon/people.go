package lexicon

import "strings"

// Person is one term of office of someone whom news names: Angela Merkel,
// Chancellor of Germany, 2005-11-22 to 2021-12-08. Who held several offices has
// several terms; who held none has one, with neither From nor To.
type Person struct {
	Name    string
	Country string // alpha-3, or IGO or NGO
	Sectors []string
	Office  string // "Foreign Minister"
	From    string // first day of the term, YYYY-MM-DD; "" where unknown
	To      string // last day of the term, YYYY-MM-DD; "" where it runs on or is unknown
}

// HeldOn tells whether the term covers a day (YYYY-MM-DD). Without a day it
// tells whether the term still runs. A term without dates covers every day.
func (p *Person) HeldOn(date string) bool {
	if date == "" {
		return p.To == ""
	}
	return p.From <= date && (p.To == "" || date <= p.To)
}

// loadPeople files every term under the full name and each alias, in row order,
// and under the short forms that stand in later mentions: "Merkel". A short
// form of several words ("bin Salman") is filed whole and by its last word.
func (lex *Lexicon) loadPeople(t *Table) error {
	if lex.Surnames == nil {
		lex.Surnames = map[string][]*Person{}
	}
	return t.each(func(c []string) error {
		p := &Person{Name: c[0], Country: c[3], Sectors: list(c[4]), Office: c[5]}
		var err error
		if p.From, err = firstDay(c[6]); err != nil {
			return err
		}
		if p.To, err = lastDay(c[7]); err != nil {
			return err
		}
		if err := checkCode(p.Country, p.Sectors); err != nil {
			return err
		}
		names := append([]string{c[0]}, list(c[1])...)
		for _, name := range names {
			phrase := Words(name)
			terms, _ := lex.People.Get(phrase)
			lex.People.Add(phrase, append(terms, p))
		}
		for _, short := range shortForms(names, list(c[2])) {
			lex.Surnames[short] = append(lex.Surnames[short], p)
		}
		return nil
	}, "name", "aliases", "short", "country", "sectors", "office", "from", "to")
}

// shortForms are what names shrink to once they have been told: the short forms
// that the row gives, else the last word of each name of several words.
func shortForms(names, given []string) []string {
	var forms []string
	seen := map[string]bool{}
	add := func(form string) {
		if !seen[form] {
			seen[form] = true
			forms = append(forms, form)
		}
	}
	for _, short := range given {
		words := strings.Fields(Words(short))
		add(strings.Join(words, " "))
		add(words[len(words)-1])
	}
	if len(given) > 0 {
		return forms
	}
	for _, name := range names {
		if words := strings.Fields(Words(name)); len(words) > 1 {
			add(words[len(words)-1])
		}
	}
	return forms
}
