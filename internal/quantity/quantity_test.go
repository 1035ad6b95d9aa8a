package quantity_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/quantity"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Every case tells its trees and, a line a number, the words, the bound, low
// and high, and the noun counted.
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
			before, want, _ := strings.Cut(string(data), "-- numbers --\n")
			_, trees, _ := strings.Cut(before, "-- conllu --\n")
			got := show(t, trees, lex)
			if got == want {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(before+"-- numbers --\n"+got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got\n%swant\n%s", got, want)
		})
	}
}

func show(t *testing.T, trees string, lex *lexicon.Lexicon) string {
	d := read(t, trees)
	var b bytes.Buffer
	for _, n := range quantity.Find(d, lex) {
		fmt.Fprintf(&b, "[%s] %s %s..%s", n.Count.Text, n.Count.Bound, figure(n.Count.Low), figure(n.Count.High))
		if n.Noun >= 0 {
			fmt.Fprintf(&b, " %s", d.Sentences[n.Sentence].Tokens[n.Noun].Form)
		}
		if n.Each {
			b.WriteString(" (each)")
		}
		if n.Article {
			b.WriteString(" (article)")
		}
		if exact := d.Text.Slice(n.Start, n.End); exact != n.Count.Text {
			t.Errorf("%q stands at %d–%d, where the text has %q", n.Count.Text, n.Start, n.End, exact)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func figure(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
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
	text := make([]rune, 0, 256)
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
