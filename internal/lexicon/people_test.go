package lexicon

import (
	"strings"
	"testing"
)

func TestPersonHeldOn(t *testing.T) {
	lex := load(t)
	offices := func(name, date string) string {
		terms, ok := lex.People.Get(Words(name))
		if !ok {
			t.Errorf("%s is not among the people", name)
		}
		var held []string
		for _, p := range terms {
			if p.HeldOn(date) {
				held = append(held, p.Country+" "+p.Office)
			}
		}
		return strings.Join(held, ", ")
	}
	for _, c := range []struct{ name, date, want string }{
		{"Angela Merkel", "2010-05-01", "DEU Chancellor"},
		{"Angela Merkel", "2022-05-01", ""},
		{"Recep Tayyip Erdogan", "2012-03-01", "TUR Prime Minister"},
		{"Mark Rutte", "2025-01-15", "IGO NATO Secretary General"},
		{"Abu Mazen", "2006-01-15", "PSE President"},
	} {
		if got := offices(c.name, c.date); got != c.want {
			t.Errorf("%s on %s held %q, want %q", c.name, c.date, got, c.want)
		}
	}
}

func TestHeldOnWithoutDate(t *testing.T) {
	if (&Person{From: "2001-01-01", To: "2002-01-01"}).HeldOn("") {
		t.Error("a term that is over runs on without a date")
	}
	if !(&Person{From: "2001-01-01"}).HeldOn("") || !(&Person{}).HeldOn("1999-01-01") {
		t.Error("an open term does not hold")
	}
}

func TestSurnames(t *testing.T) {
	lex := load(t)
	for short, name := range map[string]string{
		"Merkel":       "Angela Merkel",
		"Xi":           "Xi Jinping",
		"Ban":          "Ban Ki-moon",
		"Qaddafi":      "Muammar Gaddafi",
		"bin Salman":   "Mohammed bin Salman",
		"Salman":       "Mohammed bin Salman",
		"Abiy":         "Abiy Ahmed",
		"Kyi":          "Aung San Suu Kyi",
		"Assad":        "Bashar al-Assad",
		"Guterres":     "António Guterres",
		"Thamilselvan": "S.P. Thamilselvan",
	} {
		found := false
		for _, p := range lex.Surnames[short] {
			found = found || p.Name == name
		}
		if !found {
			t.Errorf("%q does not shorten %q", short, name)
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ cell, first, last string }{
		{"2014", "2014-01-01", "2014-12-31"},
		{"2016-02", "2016-02-01", "2016-02-29"},
		{"2016-02-03", "2016-02-03", "2016-02-03"},
		{"", "", ""},
	} {
		first, last, err := days(c.cell)
		if err != nil || first != c.first || last != c.last {
			t.Errorf("%q is %q to %q (%v), want %q to %q", c.cell, first, last, err, c.first, c.last)
		}
	}
	if _, _, err := days("spring 2014"); err == nil {
		t.Error("no error for a date that is none")
	}
}

func TestRoles(t *testing.T) {
	lex := load(t)
	for _, c := range []struct {
		phrase, kind, sectors string
		anonymous             bool
	}{
		{"president", "title", "GOV", false},
		{"president", "office", "GOV", false},
		{"foreign minister", "office", "GOV", false},
		{"gen.", "title", "MIL", false},
		{"official", "office", "", true},
		{"spokesman", "office", "", false},
		{"rebel", "member", "REB", true},
		{"gunman", "member", "UAF", true},
		{"foreign ministry", "body", "GOV", false},
		{"delegation", "body", "", false},
		{"refugee", "crowd", "REF", true},
	} {
		roles, _ := lex.Roles.Get(Words(c.phrase))
		found := false
		for _, r := range roles {
			found = found || r.Kind == c.kind && strings.Join(r.Sectors, ";") == c.sectors && r.Anonymous == c.anonymous
		}
		if !found {
			t.Errorf("%s as %s is not %s (anonymous %v): %v", c.phrase, c.kind, c.sectors, c.anonymous, roles)
		}
	}
}

func TestGivenNames(t *testing.T) {
	lex := load(t)
	for name, sex := range map[string]string{"Angela": "f", "Volodymyr": "m", "Fatima": "f", "Kim": ""} {
		if got, ok := lex.GivenNames[name]; !ok || got != sex {
			t.Errorf("%s is %q (%v), want %q", name, got, ok, sex)
		}
	}
}
