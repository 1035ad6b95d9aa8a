package attribution

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// TestCases reads the statements of testdata/*.txtar, one a line: speaker, cue,
// content in pieces, then the rule and what else holds. UPDATE=1 rewrites them.
func TestCases(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			before, rest, ok := strings.Cut(string(data), "-- conllu --\n")
			tree, want, ok2 := strings.Cut(rest, "-- statements --\n")
			if !ok || !ok2 {
				t.Fatal("a case has the sections conllu and statements")
			}
			d := readDoc(t, tree)
			got := write(d, Find(d, lex))
			if got == want {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(before+"-- conllu --\n"+tree+"-- statements --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got:\n%swant:\n%s", got, want)
		})
	}
}

func readDoc(t testing.TB, tree string) *doc.Doc {
	t.Helper()
	d := &doc.Doc{}
	var text strings.Builder
	err := doc.ReadCoNLLU(strings.NewReader(tree), func(s *doc.Sentence) error {
		s.Link()
		d.Sentences = append(d.Sentences, *s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Sentences {
		s := &d.Sentences[i]
		for k := range s.Tokens {
			text.WriteString(s.Tokens[k].Form)
			if s.Tokens[k].SpaceAfter || k == len(s.Tokens)-1 {
				text.WriteByte(' ')
			}
		}
	}
	d.Report = record.Report{Text: text.String()}
	d.Text = doc.NewText(d.Report.Text)
	return d
}

func write(d *doc.Doc, statements []doc.Statement) string {
	var b strings.Builder
	say := func(r doc.Range) string {
		toks := d.Sentences[r.Sentence].Tokens
		return d.Text.Slice(toks[r.First].Start, toks[r.Last-1].End)
	}
	for _, st := range statements {
		var pieces []string
		for i, r := range st.Content {
			pieces = append(pieces, say(r))
			if p := d.Text.Slice(st.Pieces[i][0], st.Pieces[i][1]); p != pieces[i] {
				pieces[i] += " BUT " + p
			}
		}
		notes := st.Rule
		if st.Quoted {
			notes += ", quoted"
		}
		if st.Anonymous {
			notes += ", anonymous"
		}
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", say(st.SpeakerAt), say(st.Cue), strings.Join(pieces, " / "), notes)
	}
	return b.String()
}

// TestOddTrees reads sentences whose trees and marks make no sense; nothing may
// panic, and what is found must lie in the text.
func TestOddTrees(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(`“ he said , according to “ them ” ” that as claim by " hope calls on ( ) who ' yes ' . `)
	rels := []string{"nsubj", "ccomp", "obl", "acl:relcl", "advcl", "parataxis", "obj", "mark", "case", "conj", "xcomp", "obl:agent"}
	tags := []string{"VERB", "NOUN", "PUNCT", "PRON", "ADP", "ADJ", "SCONJ"}
	seed := uint32(1)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>16) % n
	}
	for range 3000 {
		d := &doc.Doc{}
		at := 0
		for s := range 3 {
			n := 1 + next(12)
			sentence := doc.Sentence{Start: at, Paragraph: next(2) * s}
			for i := range n {
				form := words[next(len(words))]
				tok := doc.Token{Start: at, End: at + len([]rune(form)), Form: form, Lemma: form, UPOS: tags[next(len(tags))],
					Deprel: rels[next(len(rels))], Head: i - 1, SpaceAfter: next(2) == 0}
				if form == "said" {
					tok.Lemma, tok.UPOS = "say", "VERB"
				}
				if i > 0 {
					tok.Head = next(i)
				}
				sentence.Tokens = append(sentence.Tokens, tok)
				at = tok.End + 1
			}
			sentence.End = at
			sentence.Link()
			d.Sentences = append(d.Sentences, sentence)
		}
		for _, st := range Find(d, lex) {
			if len(st.Content) == 0 || len(st.Evidence) == 0 || st.Confidence <= 0 || st.Confidence > 1 {
				t.Fatalf("a statement without content, evidence or confidence: %+v", st)
			}
			for _, p := range st.Pieces {
				if p[0] < 0 || p[1] <= p[0] || p[1] > at {
					t.Fatalf("a piece outside the text: %v", p)
				}
			}
		}
	}
}
