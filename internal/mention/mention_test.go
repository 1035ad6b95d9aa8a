package mention_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/mention"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Every case tells its trees and the sentences with their mentions in brackets:
// type, what the words tell of country and sectors, and the form where it is not
// a name.
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
			before, want, _ := strings.Cut(string(data), "-- mentions --\n")
			_, trees, _ := strings.Cut(before, "-- conllu --\n")
			got := show(t, read(t, trees), lex)
			if got == want {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(before+"-- mentions --\n"+got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got\n%swant\n%s", got, want)
		})
	}
}

var forms = map[doc.Form]string{doc.Description: ", description", doc.Collective: ", collective", doc.Pronoun: ", pronoun", doc.Vague: ", vague"}

func show(t *testing.T, d *doc.Doc, lex *lexicon.Lexicon) string {
	var b strings.Builder
	at := 0
	for _, m := range mention.Find(d, lex) {
		if m.Start < at {
			t.Errorf("%q lies inside another mention", d.Text.Slice(m.Start, m.End))
			continue
		}
		code := record.Code(m.Says.Country, m.Says.Sectors)
		if code != "" {
			code = " " + code
		}
		fmt.Fprintf(&b, "%s[%s](%s%s%s)", d.Text.Slice(at, m.Start), d.Text.Slice(m.Start, m.End), m.Type, code, forms[m.Form])
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

// No text and no tree makes Find fail: words without tags, heads that lead nowhere.
func TestFindOnOddTrees(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"", "'s", "of", "the ( ) , or PKK", "- - -", "Moscow , , Russia 's 's", "Mr.", "both", "( AP )"} {
		d := &doc.Doc{}
		s := doc.Sentence{}
		at := 0
		for _, w := range strings.Fields(words) {
			for _, upos := range []string{"PROPN", "ADP", "PART"} {
				s.Tokens = append(s.Tokens, doc.Token{Start: at, End: at + len(w), Form: w, Lemma: w, UPOS: upos, Head: -1})
				at += len(w)
				d.Report.Text += w
			}
		}
		s.Dateline = min(2, len(s.Tokens))
		s.Link()
		d.Sentences = []doc.Sentence{s}
		d.Text = doc.NewText(d.Report.Text)
		mention.Find(d, lex)
	}
}
