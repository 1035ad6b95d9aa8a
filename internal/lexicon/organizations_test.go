package lexicon

import (
	"strings"
	"testing"
	"unicode"
)

func TestOrganizationOn(t *testing.T) {
	lex := load(t)
	for _, c := range []struct{ alias, date, name, country, sectors string }{
		{"Taliban", "2010-03-01", "Taliban", "AFG", "REB"},
		{"Taliban", "2023-03-01", "Taliban", "AFG", "GOV"},
		{"Taliban", "", "Taliban", "AFG", "GOV"},
		{"TPLF", "2018-01-01", "Tigray People's Liberation Front", "ETH", "PTY"},
		{"TPLF", "2021-01-01", "Tigray People's Liberation Front", "ETH", "REB"},
		{"UNITA", "1970-01-01", "National Union for the Total Independence of Angola", "AGO", "REB"},
		{"al-Qaida", "2005-01-01", "Al-Qaeda", "", "REB"},
		{"U.N.", "", "United Nations", "IGO", "IGO"},
		{"PKK", "1999-01-01", "Kurdistan Workers' Party", "TUR", "REB"},
		{"AP", "2025-05-16", "Associated Press", "USA", "JRN"},
	} {
		o, ok := lex.Organizations.Get(Words(c.alias))
		if !ok {
			t.Errorf("%s is not among the organisations", c.alias)
			continue
		}
		if o = o.On(c.date); o.Name != c.name || o.Country != c.country || strings.Join(o.Sectors, ";") != c.sectors {
			t.Errorf("%s on %q is %s, %s %v; want %s, %s %s", c.alias, c.date, o.Name, o.Country, o.Sectors, c.name, c.country,
				c.sectors)
		}
	}
}

// An alias names one organisation, and is never an ordinary lower-case word.
func TestOrganizationAliases(t *testing.T) {
	tables, err := readTables(embedded, "hand")
	if err != nil {
		t.Fatal(err)
	}
	owner := map[string]string{}
	err = tables["organizations"].each(func(c []string) error {
		for _, alias := range append([]string{c[0]}, list(c[1])...) {
			phrase := Words(alias)
			if other := owner[phrase]; other != "" && other != c[0] {
				t.Errorf("%q names both %q and %q", alias, other, c[0])
			}
			owner[phrase] = c[0]
			if !strings.ContainsFunc(alias, unicode.IsUpper) && !strings.ContainsAny(alias, " -0123456789") && len(alias) > 3 {
				t.Errorf("%q, an alias of %q, is a lower-case word", alias, c[0])
			}
		}
		return nil
	}, "name", "aliases")
	if err != nil {
		t.Fatal(err)
	}
}

func TestBadRows(t *testing.T) {
	for name, data := range map[string]string{
		"people":        "name\taliases\tshort\tcountry\tsectors\toffice\tfrom\tto\nJo Doe\t\t\tUSA\tKING\tKing\t\t",
		"organizations": "name\taliases\tcountry\tsectors\tkind\tfrom\tto\nFoo\t\tUSA\tGOV\tclub\t\t",
		"roles":         "phrase\tkind\tsectors\tanonymous\nking\toffice\tGOV\tmaybe",
		"names":         "name\tsex\nJo\tq",
	} {
		table, err := ParseTable(name+".tsv", []byte(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range loaders {
			if l.table == name {
				if err := l.load(&Lexicon{}, table); err == nil || !strings.HasPrefix(err.Error(), name+".tsv:2:") {
					t.Errorf("%s: %v, want an error of line 2", name, err)
				}
			}
		}
	}
}
