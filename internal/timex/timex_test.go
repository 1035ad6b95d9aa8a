package timex_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/timex"
)

// Every case tells the report's date, its trees and, a line each, the times
// with their days, then the durations with their hours.
func TestFind(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
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
			before, want, _ := strings.Cut(string(data), "-- times --\n")
			head, trees, _ := strings.Cut(before, "-- conllu --\n")
			_, date, _ := strings.Cut(head, "-- date --\n")
			got := show(t, strings.TrimSpace(date), trees, lex)
			if got == want {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(before+"-- times --\n"+got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got\n%swant\n%s", got, want)
		})
	}
}

func show(t *testing.T, date, trees string, lex *lexicon.Lexicon) string {
	d := read(t, trees)
	d.Report.Date = date
	var b bytes.Buffer
	times, durations := timex.Find(d, lex)
	for _, x := range times {
		fmt.Fprintf(&b, "[%s] %s..%s", x.Text, x.Time.Start, x.Time.End)
		if x.Past {
			b.WriteString(" past")
		}
		if exact := d.Text.Slice(x.Start, x.End); exact != x.Text {
			t.Errorf("%q stands at %d–%d, where the text has %q", x.Text, x.Start, x.End, exact)
		}
		b.WriteByte('\n')
	}
	for _, x := range durations {
		fmt.Fprintf(&b, "[%s] hours %s..%s\n", x.Text, hours(x.HoursLow), hours(x.HoursHigh))
	}
	return b.String()
}

func hours(h *float64) string {
	if h == nil {
		return ""
	}
	return fmt.Sprint(*h)
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
