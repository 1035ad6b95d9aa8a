package place_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/place"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Every case tells its trees and, a line a place, the words, the name, the
// country and the coordinates.
func TestFind(t *testing.T) {
	lex := tables(t)
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases in testdata")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			before, want, _ := strings.Cut(string(data), "-- places --\n")
			_, trees, _ := strings.Cut(before, "-- conllu --\n")
			got := show(t, read(t, trees), lex)
			if got == want {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(before+"-- places --\n"+got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got\n%swant\n%s", got, want)
		})
	}
}

// A mention that the lexicon lacks has name and country of its actor.
func TestMention(t *testing.T) {
	lex := tables(t)
	d := read(t, "1\tthe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tkingdom\tkingdom\tNOUN\tNN\t_\t0\troot\t_\t_\n\n"+
		"1\tZanbo\tZanbo\tPROPN\tNNP\t_\t0\troot\t_\tSpaceAfter=No\n2\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\t_\n3\tChad\tChad\tPROPN\tNNP\t_\t1\tappos\t_\t_\n\n"+
		"1\tChad\tChad\tPROPN\tNNP\t_\t0\troot\t_\t_\n\n")
	d.Actors = []doc.Actor{{Name: "Lebanon", Country: "LBN"}}
	mention := func(sentence, first, last, actor int, kind string) {
		d.Mentions = append(d.Mentions, doc.Mention{Range: doc.Range{Sentence: sentence, First: first, Last: last, Head: first},
			Type: kind, Actor: actor})
	}
	mention(0, 1, 2, 0, record.PlaceType)
	mention(1, 0, 3, -1, record.PlaceType)
	mention(2, 0, 1, -1, record.Organization)
	want := "[kingdom] Lebanon LBN 33.83 35.83\n[Zanbo, Chad] Zanbo TCD\n"
	if got := show(t, d, lex); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// tables is a lexicon with a few places, so that no case moves when the
// tables of the world grow.
func tables(t *testing.T) *lexicon.Lexicon {
	full, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	lex := &lexicon.Lexicon{Areas: full.Areas, Numbers: full.Numbers, Times: full.Times, Classes: full.Classes,
		CountryByCode: map[string]*lexicon.Country{}}
	for _, c := range []lexicon.Country{
		{Code: "TCD", Name: "Chad", Adjectives: []string{"Chadian"}, Lat: 15, Lon: 19},
		{Code: "SDN", Name: "Sudan", Adjectives: []string{"Sudanese"}, Lat: 15, Lon: 30},
		{Code: "YEM", Name: "Yemen", Adjectives: []string{"Yemeni"}, Lat: 15, Lon: 48},
		{Code: "LBN", Name: "Lebanon", Adjectives: []string{"Lebanese"}, Lat: 33.83, Lon: 35.83},
	} {
		lex.CountryByCode[c.Code] = &c
		lex.CountryNames.Add(c.Name, &c)
		lex.CountryAdjectives.Add(c.Adjectives[0], &c)
	}
	city := func(name, country, kind string, lat, lon float64, weight int) *lexicon.Place {
		return &lexicon.Place{Name: name, Country: country, Kind: kind, Lat: lat, Lon: lon, Weight: weight}
	}
	lex.Places.Add("Mokha", []*lexicon.Place{city("Mokha", "YEM", "city", 13.32, 43.25, 10)})
	lex.Places.Add("Zabul", []*lexicon.Place{city("Zabul Province", "AFG", "region", 32.19, 67.19, 1)})
	lex.Places.Add("Beirut", []*lexicon.Place{city("Beirut", "LBN", "city", 33.89, 35.5, 1900)})
	lex.Places.Add("Tripoli", []*lexicon.Place{city("Tripoli", "LBY", "city", 32.89, 13.19, 990),
		city("Tripoli", "LBN", "city", 34.44, 35.84, 230)})
	lex.Places.Add("Paris", []*lexicon.Place{city("Paris", "FRA", "city", 48.853, 2.351, 2100), city("Paris", "USA", "city", 33.66, -95.56, 25)})
	return lex
}

func show(t *testing.T, d *doc.Doc, lex *lexicon.Lexicon) string {
	var b bytes.Buffer
	for _, p := range place.Find(d, lex) {
		fmt.Fprintf(&b, "[%s] %s %s", p.Text, p.Name, p.Country)
		if p.Lat != nil {
			fmt.Fprintf(&b, " %v %v", *p.Lat, *p.Lon)
		}
		if exact := d.Text.Slice(p.Start, p.End); exact != p.Text {
			t.Errorf("%q stands at %d–%d, where the text has %q", p.Text, p.Start, p.End, exact)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// read makes a report of trees, a sentence a line.
func read(t *testing.T, trees string) *doc.Doc {
	d := &doc.Doc{}
	err := doc.ReadCoNLLU(strings.NewReader(trees), func(s *doc.Sentence) error {
		s.Link()
		d.Sentences = append(d.Sentences, *s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var text []rune
	for i := range d.Sentences {
		for _, k := range d.Sentences[i].Tokens {
			for len(text) < k.Start {
				text = append(text, ' ')
			}
			text = append(text, []rune(k.Form)...)
		}
	}
	d.Report = record.Report{Text: string(text)}
	d.Text = doc.NewText(d.Report.Text)
	return d
}
