package syntax_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// sentence is a sentence of words parted by spaces.
func sentence(text string) doc.Sentence {
	var s doc.Sentence
	for _, w := range strings.Fields(text) {
		s.Tokens = append(s.Tokens, doc.Token{Form: w, Head: -1, SpaceAfter: true})
	}
	return s
}

func english(t testing.TB) *syntax.Model {
	t.Helper()
	m, err := syntax.English()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func parse(m *syntax.Model, text string) doc.Sentence {
	all := []doc.Sentence{sentence(text)}
	m.Parse(all)
	return all[0]
}

// What a reader of trees relies on, in sentences of the kind that news is made of.
func TestTreesOfPlainSentences(t *testing.T) {
	m := english(t)
	for _, c := range []struct{ text, word, head, rel string }{
		{"The ministers signed the treaty in Vienna on Monday .", "ministers", "signed", "nsubj"},
		{"The ministers signed the treaty in Vienna on Monday .", "treaty", "signed", "obj"},
		{"The treaty was signed by both ministers .", "treaty", "signed", "nsubj:pass"},
		{"The treaty was signed by both ministers .", "ministers", "signed", "obl:agent"},
		{"Rebels refused to release the hostages .", "release", "refused", "xcomp"},
		{"The army said that its soldiers had left the town .", "left", "said", "ccomp"},
		{"Talks between Iran and Iraq failed on Friday .", "Iran", "Talks", "nmod"},
		{"Talks between Iran and Iraq failed on Friday .", "Iraq", "Iran", "conj"},
		{"Opposition leader Musa Hassan , who was freed from prison on Monday , called on his followers not to fight .", "leader", "called", "nsubj"},
	} {
		s := parse(m, c.text)
		for i, tok := range s.Tokens {
			if tok.Form != c.word {
				continue
			}
			head := "–"
			if tok.Head >= 0 {
				head = s.Tokens[tok.Head].Form
			}
			if head != c.head || tok.Deprel != c.rel {
				t.Errorf("%s: %s (%d) is %s of %s, not %s of %s", c.text, c.word, i, tok.Deprel, head, c.rel, c.head)
			}
		}
	}
}

func TestLemmas(t *testing.T) {
	m := english(t)
	for text, want := range map[string]string{
		"Fighters from the villages were driven out and the talks were abandoned .": "fighter from the village be drive out and the talk be abandon .",
		"The villagers fled , and he chided the mayor .":                            "the villager flee , and he chide the mayor .",
	} {
		s := parse(m, text)
		var lemmas []string
		for _, tok := range s.Tokens {
			lemmas = append(lemmas, tok.Lemma)
		}
		if got := strings.Join(lemmas, " "); got != want {
			t.Errorf("lemmas are %q, not %q", got, want)
		}
	}
}

// A sentence has the same tree whatever stands beside it, and however long it is.
func TestSentencesDoNotTouchOneAnother(t *testing.T) {
	m := english(t)
	texts := []string{"The envoy left .", "The two sides traded fire across the river for a third day , officials said .", "Yes .",
		strings.Repeat("the river and ", 300) + "the sea .", "Nobody was hurt ."}
	var all []doc.Sentence
	for _, text := range texts {
		all = append(all, sentence(text))
	}
	m.Parse(all)
	for i, text := range texts {
		if alone := parse(m, text); !reflect.DeepEqual(alone.Tokens, all[i].Tokens) {
			t.Errorf("sentence %d has another tree among others than alone", i)
		}
		roots := 0
		for _, tok := range all[i].Tokens {
			if tok.Head < 0 {
				roots++
			}
		}
		if roots != 1 {
			t.Errorf("sentence %d has %d roots", i, roots)
		}
	}
	m.Parse([]doc.Sentence{{}}) // no tokens: nothing to do
}

// A cut or foreign file is an error that tells what to do, never a panic.
func FuzzParseModel(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("RAPPSYN\x02"))
	f.Add([]byte("RAPPSYN\x02\x08\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := syntax.ParseModel(data); err != nil && !strings.Contains(err.Error(), "model") {
			t.Errorf("the error does not say what is wrong: %v", err)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	m := english(b)
	var all []doc.Sentence
	words := 0
	for i := range 40 {
		s := sentence(fmt.Sprintf("Officials in the capital said on day %d that %d soldiers of the northern brigade had been killed in an attack near the border , which the rebels denied .", i, i*7))
		words += len(s.Tokens)
		all = append(all, s)
	}
	for b.Loop() {
		m.Parse(all)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		english(b)
	}
}
