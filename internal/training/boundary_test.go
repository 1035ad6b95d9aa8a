package training

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/token"
)

// sentence makes a treebank sentence of words parted by spaces; "~" before a
// word says that no space stands there.
func sentence(words string, paragraph int) *doc.Sentence {
	s := &doc.Sentence{Paragraph: paragraph}
	for form := range strings.FieldsSeq(words) {
		rest, glued := strings.CutPrefix(form, "~")
		if n := len(s.Tokens); glued && n > 0 {
			s.Tokens[n-1].SpaceAfter = false
		}
		s.Tokens = append(s.Tokens, doc.Token{Form: rest, SpaceAfter: true})
	}
	return s
}

// The same sentences give the same bytes, and the model parts text as they do.
func TestBoundaries(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	var sentences []*doc.Sentence
	for i := range 10 {
		sentences = append(sentences, sentence("The envoys met in Doha ~.", i), sentence("Rebels of the U.S. Army left town ~.", i),
			sentence("Then they spoke ~;", i), sentence("nobody listened to Gen. Roe ~.", i))
	}
	first, _ := Boundaries(sentences, lex, 1).AppendBinary(nil)
	again, _ := Boundaries(sentences, lex, 1).AppendBinary(nil)
	if !bytes.Equal(first, again) {
		t.Error("two trainings gave two models")
	}
	m, err := token.ParseModel(first)
	if err != nil {
		t.Fatal(err)
	}
	text := "The envoys met in Oslo. Men of the U.S. Army left; nobody listened."
	var got []string
	indexed := doc.NewText(text)
	for _, s := range token.Split(text, lex, m) {
		got = append(got, indexed.Slice(s.Start, s.End))
	}
	want := "The envoys met in Oslo.|Men of the U.S. Army left;|nobody listened."
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}
