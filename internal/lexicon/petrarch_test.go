package lexicon

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestParseActors(t *testing.T) {
	got, err := ParseActors("mine.actors.txt", []byte(`; our own actors
AURELIA_ [AUR]   ; a country
+REPUBLIC_OF_AURELIA
JANNIS_MAROLD
	[AURGOV >19990301]
	[AUROPP 900101-990228]
	[AURELI <891231]
NORTHERN_RIVER_FRONT [AURREBRAD]
WORLD_WELL_FUND [IGOHLH]
NOBODY [---]
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []ActorEntry{
		{2, []string{"AURELIA", "REPUBLIC OF AURELIA"}, []ActorCode{{Country: "AUR"}}},
		{4, []string{"JANNIS MAROLD"}, []ActorCode{
			{"AUR", []string{"GOV"}, "1999-03-01", ""},
			{"AUR", []string{"OPP"}, "1990-01-01", "1999-02-28"},
			{"AUR", []string{"ELI"}, "", "1989-12-31"}}},
		{8, []string{"NORTHERN RIVER FRONT"}, []ActorCode{{Country: "AUR", Sectors: []string{"REB"}}}},
		{9, []string{"WORLD WELL FUND"}, []ActorCode{{Country: "IGO", Sectors: []string{"IGO", "MED"}}}},
		{10, []string{"NOBODY"}, nil},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestParseActorsErrors(t *testing.T) {
	for in, want := range map[string]string{
		"\tLONELY_NAME [ABC": `f:1: no ] after [ in "LONELY_NAME [ABC"`,
		"X [ABC >99]":        `f:1: "99" is not a date: write YYMMDD or YYYYMMDD`,
		"; c\n[ABC]":         "f:2: a code or a further name before the first name",
	} {
		if _, err := ParseActors("f", []byte(in)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
}

func FuzzParseActors(f *testing.F) {
	f.Add("A_B [USAGOV >010120]\n+C ; x\n\t[---]")
	f.Add("[")
	f.Add("A [ABC 1-2]")
	f.Fuzz(func(t *testing.T, s string) {
		entries, err := ParseActors("f", []byte(s))
		if err != nil {
			return
		}
		for _, e := range entries {
			if len(e.Names) == 0 {
				t.Errorf("an entry without a name from %q", s)
			}
		}
	})
}

func TestActorFilesOfADirectory(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.actors.txt"), []byte("NORTHERN_RIVER_FRONT [SDNREB]\n+NRF\nMARIA_QUELLMEYER [DEUGOV 200101-211231]\n\t[DEUELI >20220101]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	lex, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Northern River Front", "NRF"} {
		if o, ok := lex.Organizations.Get(name); !ok || o.Country != "SDN" || o.Sectors[0] != "REB" {
			t.Errorf("%s: %v", name, o)
		}
	}
	terms, ok := lex.People.Get("Maria Quellmeyer")
	if !ok || len(terms) != 2 || terms[0].From != "2020-01-01" || terms[1].Sectors[0] != "ELI" || len(lex.Surnames["Quellmeyer"]) != 2 {
		t.Errorf("Maria Quellmeyer: %v", terms)
	}
}
