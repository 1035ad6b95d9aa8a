package lexicon

import (
	"fmt"
	"strings"
)

// BodyOf is the name of a country's body on a day: "Iraqi Army" where
// organizations.tsv knows it by nationality and role, else by the pattern of the
// role, "Government of the Philippines"; "" where there is none.
func (lex *Lexicon) BodyOf(role string, country *Country, date string) string {
	for _, adjective := range country.Adjectives {
		if o, ok := lex.Organizations.Get(adjective + " " + role); ok {
			if o = o.On(date); o.Country == country.Code {
				return o.Name
			}
		}
	}
	if pattern := lex.Bodies[role]; pattern != "" {
		return strings.Replace(pattern, "%", lex.WithArticle(country.Name), 1)
	}
	return ""
}

// WithArticle is a country's name as it stands after "of": "the Netherlands".
func (lex *Lexicon) WithArticle(country string) string {
	if lex.Classes.Has("article-country", country) {
		for article := range lex.Classes.Set("name-article") {
			return article + " " + country
		}
	}
	return country
}

// loadBodies files the pattern of a country's body under the role that names it:
// "foreign ministry" is "Ministry of Foreign Affairs of %".
func (lex *Lexicon) loadBodies(t *Table) error {
	if lex.Bodies == nil {
		lex.Bodies = make(map[string]string, len(t.Rows))
	}
	return t.each(func(c []string) error {
		if strings.Count(c[1], "%") != 1 {
			return fmt.Errorf("%q has not one %% where the country stands", c[1])
		}
		lex.Bodies[Words(c[0])] = c[1]
		return nil
	}, "role", "name")
}
