package lexicon

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTables checks what is true of every table: sorted, no doubles, comment
// lines with the licence, and a section in docs/lexicon.md.
func TestTables(t *testing.T) {
	docs, err := os.ReadFile("../../docs/lexicon.md")
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(embedded, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if path.Ext(name) != ".tsv" {
			return nil
		}
		data, err := embedded.ReadFile(name)
		if err != nil {
			return err
		}
		table, err := ParseTable(name, data)
		if err != nil {
			t.Error(err)
			return nil
		}
		if err := table.Check(); err != nil {
			t.Error(err)
		}
		if data[0] != '#' {
			t.Errorf("%s: begins with no comment of purpose, licence and date", name)
		}
		if data[len(data)-1] != '\n' {
			t.Errorf("%s: the last row has no end of line", name)
		}
		if !strings.Contains(string(docs), "\n## "+path.Base(name)+"\n") {
			t.Errorf("%s: docs/lexicon.md has no section %q", name, "## "+path.Base(name))
		}
		checkCells(t, table)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkCells tells cells with spaces at an end and empty values in a list.
func checkCells(t *testing.T, table *Table) {
	t.Helper()
	for _, r := range table.Rows {
		for i, cell := range r.Cells {
			if cell != strings.TrimSpace(cell) {
				t.Errorf("%s:%d: space at an end of %s: %q", table.File, r.Line, table.Columns[i], cell)
			}
		}
	}
}

// placeKinds are the kinds of place that places.tsv may name.
var placeKinds = []string{"border", "camp", "city", "facility", "island", "region", "river", "sea", "strait"}

func TestGeography(t *testing.T) {
	lex := load(t)
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	seen := map[string]bool{}
	for _, c := range lex.Countries {
		if !code.MatchString(c.Code) || seen[c.Code] {
			t.Errorf("country %q (%s): the code is no code, or stands twice", c.Code, c.Name)
		}
		seen[c.Code] = true
		checkList(t, c.Code, slices.Concat([]string{c.Name}, c.Aliases))
		checkList(t, c.Code, c.Adjectives)
		checkList(t, c.Code, c.Peoples)
		checkList(t, c.Code, c.Capitals)
	}
	data, err := embedded.ReadFile("hand/places.tsv")
	if err != nil {
		t.Fatal(err)
	}
	table, err := ParseTable("hand/places.tsv", data)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) < 3000 {
		t.Errorf("%d places, want 3000 at least", len(table.Rows))
	}
	err = table.each(func(c []string) error {
		if c[2] != "" && lex.CountryByCode[c[2]] == nil {
			return errors.New("no country " + c[2])
		}
		if !slices.Contains(placeKinds, c[3]) {
			return errors.New("no kind of place: " + c[3])
		}
		checkList(t, c[0], slices.Concat([]string{c[0]}, list(c[1])))
		return nil
	}, "name", "aliases", "country", "kind")
	if err != nil {
		t.Error(err)
	}
}

func checkList(t *testing.T, of string, values []string) {
	t.Helper()
	for i, v := range values {
		if v == "" || slices.Contains(values[:i], v) {
			t.Errorf("%s: %q is empty or stands twice", of, v)
		}
	}
}

func TestGeographicNames(t *testing.T) {
	lex := load(t)
	countries := func(p Phrases[*Country], phrase string) string {
		if c, ok := p.Get(phrase); ok {
			return c.Code
		}
		return ""
	}
	for _, c := range []struct{ what, got, want string }{
		{"name", countries(lex.CountryNames, "Türkiye"), "TUR"},
		{"name", countries(lex.CountryNames, "U.S."), "USA"},
		{"name", countries(lex.CountryNames, "Guinea - Bissau"), "GNB"},
		{"name", countries(lex.CountryNames, "People 's Republic of China"), "CHN"},
		{"name", countries(lex.CountryNames, "Congo"), "COD"},
		{"adjective", countries(lex.CountryAdjectives, "Swiss"), "CHE"},
		{"people", countries(lex.CountryPeoples, "Turks"), "TUR"},
		{"people", countries(lex.CountryPeoples, "Dane"), "DNK"},
		{"capital", countries(lex.Capitals, "Kiev"), "UKR"},
		{"capital", countries(lex.Capitals, "Port - au - Prince"), "HTI"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	for phrase, want := range map[string]string{
		"Tripoli": "LBY", "Deir al - Zor": "SYR", "Deir ez - Zor": "SYR", "Cox 's Bazar": "BGD", "El Fasher": "SDN",
		"Nagorno - Karabakh": "AZE", "Strait of Hormuz": "", "sub-Saharan Africa": "", "N'Djamena": "TCD",
	} {
		at, ok := lex.Places.Get(phrase)
		if !ok || at[0].Country != want {
			t.Errorf("%q: %v, want one in %q", phrase, at, want)
		}
	}
	if at, _ := lex.Places.Get("Tripoli"); len(at) != 2 || at[1].Country != "LBN" {
		t.Errorf("Tripoli stands for %d places, want Libya's and Lebanon's", len(at))
	}
}

func load(t *testing.T) *Lexicon {
	t.Helper()
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

func FuzzParseTable(f *testing.F) {
	f.Add([]byte("# purpose\nclass\tword\nnegator\tnever\n"))
	f.Add([]byte("class\tword\r\nnegator\tnever\r\n\r\n"))
	f.Add([]byte("a\n\xff\n"))
	f.Add([]byte("a\tb\n1\n"))
	f.Add([]byte("#\n#\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := ParseTable("f.tsv", data)
		if err != nil {
			if table != nil {
				t.Error("a table beside an error")
			}
			return
		}
		for _, r := range table.Rows {
			if len(r.Cells) != len(table.Columns) {
				t.Errorf("line %d: %d cells, %d columns", r.Line, len(r.Cells), len(table.Columns))
			}
		}
		_ = table.Check()
	})
}
