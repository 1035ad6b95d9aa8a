package token

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

func load(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// show writes a sentence a line, tokens parted by spaces, "+" before a word that
// continues a multiword token, "<…>" around a dateline, an empty line between
// paragraphs.
func show(sentences []doc.Sentence) string {
	var b strings.Builder
	paragraph := 0
	for _, s := range sentences {
		if s.Paragraph != paragraph {
			b.WriteString("\n")
			paragraph = s.Paragraph
		}
		b.WriteString([]string{"", "Headline: ", "Heading: "}[s.Kind])
		for i, t := range s.Tokens {
			if i > 0 {
				b.WriteString(" ")
			}
			if t.Joined {
				b.WriteString("+")
			}
			if i == 0 && s.Dateline > 0 {
				b.WriteString("<")
			}
			b.WriteString(t.Form)
			if i == s.Dateline-1 {
				b.WriteString(">")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Each case in testdata has a text and the sentences that Split makes of it by
// its rules, with no model. UPDATE=1 writes them anew.
func TestCases(t *testing.T) {
	lex := load(t)
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases in testdata")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, rest, _ := strings.Cut(string(data), "-- text --\n")
		text, want, ok := strings.Cut(rest, "-- sentences --\n")
		if !ok {
			t.Fatalf("%s: wants the parts text and sentences", file)
		}
		got := show(Split(strings.TrimSuffix(text, "\n"), lex, nil))
		if got == want {
			continue
		}
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, []byte(head+"-- text --\n"+text+"-- sentences --\n"+got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s\n%sgot\n%s\nwant\n%s", file, head, got, want)
	}
}

// A colon after capitals is a dateline's where they name a place.
func TestDatelineOfKnownPlace(t *testing.T) {
	lex := &lexicon.Lexicon{}
	lex.Places.Add("New Delhi", nil)
	for in, want := range map[string]int{"NEW DELHI: The talks went on.": 3, "THE ENVOY: We go on.": 0} {
		if got := Split(in, lex, nil)[0].Dateline; got != want {
			t.Errorf("%q has a dateline of %d tokens, want %d", in, got, want)
		}
	}
}

// check tells whether positions are true to the text, and that every code point
// that is not white space belongs to exactly one token.
func check(t *testing.T, text string, sentences []doc.Sentence) {
	t.Helper()
	indexed := doc.NewText(text)
	at := 0
	blank := func(from, to int) {
		for _, r := range indexed.Slice(from, to) {
			if kindOf(r)&space == 0 {
				t.Fatalf("%q stands in no token, in %q", r, text)
			}
		}
	}
	for _, s := range sentences {
		if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End || s.Dateline > len(s.Tokens) {
			t.Fatalf("sentence %d–%d does not fit its %d tokens", s.Start, s.End, len(s.Tokens))
		}
		for i, k := range s.Tokens {
			if k.Start < at || k.End <= k.Start || indexed.Slice(k.Start, k.End) != k.Form {
				t.Fatalf("token %q at %d–%d, after %d, in %q", k.Form, k.Start, k.End, at, text)
			}
			if k.Joined && (i == 0 || k.Start != at) {
				t.Fatalf("token %q is joined to nothing in %q", k.Form, text)
			}
			blank(at, k.Start)
			at = k.End
		}
	}
	blank(at, indexed.Len())
}

func FuzzSplit(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add("\ufeffA\u00a0b’s …’’“ \xff\xfe. 'tis can’t\r\nX\u200by")
	lex := load(f)
	model := oddModel()
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text, Split(text, lex, nil))
		check(t, text, Split(text, lex, model))
	})
}

// Signs, words and spaces thrown together at random.
func TestOddTexts(t *testing.T) {
	lex := load(t)
	model := oddModel()
	parts := []string{" ", " ", "\n", "\t", ".", "...", ",", "'", "’", "‘", "\"", "“", "”", "-", "—", "/", ":", ";", ")", "(", "@", "&", "$", "%", "#", "*", "_", "+",
		"a", "s", "n't", "n’t", "'s", "s'", "can", "not", "cannot", "U", "S", "Gen", "etc", "5", "10", "km", "pm", "www.", "http://", ".com", "é", "Ł", "²", "\u0301",
		"\u200b", "\ufeff", "\xff", "\x00", "漢", "😀", "’’", "''", "`", "'n'", "'90s", ":)", "[", "]", "<", ">", "|", "=", "AP", "KABUL", "The", "Mr"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range 1 + random.IntN(24) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		check(t, b.String(), Split(b.String(), lex, nil))
		check(t, b.String(), Split(b.String(), lex, model))
	}
}

// oddModel has weights that mean nothing.
func oddModel() *Model {
	weights := make([]int16, Weights)
	for i := range weights {
		weights[i] = int16(i*7919%201 - 100)
	}
	return NewModel(weights)
}

// Texts without white space, without ends, all of one sign: the time they take
// grows with their length and no faster.
func TestLongLines(t *testing.T) {
	lex := load(t)
	for _, unit := range []string{"a", "1", ".", "Aa.", "a.a1.", "1-", "a-", "(", ")", "\"", "'", "a'", "1's", "x@y", "a|", "://a)", "A. ", "word ",
		"Word ", "] a ", "“", "1,", "9/", "&", "A&", "é", "“A. ", "\n", "a\n"} {
		text := strings.Repeat(unit, 300_000/len(unit))
		start := time.Now()
		sentences := Split(text, lex, nil)
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%q repeated took %v", unit, took)
		}
		if utf8.RuneCountInString(text) < 1000 {
			check(t, text, sentences)
		}
	}
}

func TestModelComesBack(t *testing.T) {
	weights := make([]int16, Weights)
	weights[0], weights[7], weights[8], weights[Weights-1] = 3, -2, 500, -32768
	b, err := NewModel(weights).AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := ParseModel(b)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := m.AppendBinary(nil)
	if !bytes.Equal(b, again) || fmt.Sprint(m.weights) != fmt.Sprint(weights) {
		t.Error("the model that was read is not the one written")
	}
	for n := range len(b) {
		if _, err := ParseModel(b[:n]); err == nil && n != len(magic) && n != len(b)-10 && n != len(b)-22 {
			t.Errorf("a model cut at byte %d of %d was taken", n, len(b))
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	lex := load(b)
	text := strings.Repeat("KABUL, Afghanistan (AP) — Fighters attacked 12 posts near the border, Gen. Omar Khel said on Sunday. “We haven’t lost "+
		"one man,” he added.\nThe U.N. mission’s envoy called for a cease-fire within 48 hours; the rebels refused.\n", 200)
	model := NewModel(make([]int16, Weights))
	tokens := 0
	for b.Loop() {
		for _, s := range Split(text, lex, model) {
			tokens += len(s.Tokens)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
