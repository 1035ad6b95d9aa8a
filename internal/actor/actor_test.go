package actor_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/actor"
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/mention"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Every case tells its trees and the sentences with their mentions in brackets:
// the actor's code and name, or the parties meant.
func TestResolve(t *testing.T) {
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
			before, want, _ := strings.Cut(string(data), "-- actors --\n")
			_, trees, _ := strings.Cut(before, "-- conllu --\n")
			got := show(read(t, trees), lex)
			if got == want {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(before+"-- actors --\n"+got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got\n%swant\n%s", got, want)
		})
	}
}

func show(d *doc.Doc, lex *lexicon.Lexicon) string {
	d.Mentions = mention.Find(d, lex)
	d.Actors, d.Mentions = actor.Resolve(d, lex)
	var b strings.Builder
	at := 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		fmt.Fprintf(&b, "%s[%s](", d.Text.Slice(at, m.Start), d.Text.Slice(m.Start, m.End))
		switch {
		case m.Actor < 0:
			b.WriteByte('?')
		case len(m.Parties) > 0:
			for k, p := range m.Parties {
				if k > 0 {
					b.WriteString(" + ")
				}
				b.WriteString(d.Actors[p].Name)
			}
		default:
			a := &d.Actors[m.Actor]
			fmt.Fprintf(&b, "%s, %s", record.Code(a.Country, a.Sectors), a.Name)
		}
		b.WriteByte(')')
		at = m.End
	}
	b.WriteString(d.Text.Slice(at, d.Text.Len()))
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
	for i := range d.Sentences[1:] {
		text[d.Sentences[i+1].Tokens[0].Start-1] = '\n'
	}
	d.Report = record.Report{Text: string(text) + "\n"}
	d.Text = doc.NewText(d.Report.Text)
	return d
}
