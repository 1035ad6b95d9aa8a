package doc

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
)

// table turns rows written with spaces into CoNLL-U's tabs.
func table(rows string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(rows, "\n") {
		if !strings.HasPrefix(line, "#") {
			line = strings.Join(strings.Fields(line), "\t")
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

func readAll(t *testing.T, text string) []*Sentence {
	t.Helper()
	var all []*Sentence
	if err := ReadCoNLLU(strings.NewReader(text), func(s *Sentence) error {
		all = append(all, s)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

const rebels = `# newdoc id = a
# sent_id = a-1
# text = Rebels haven’t paid.
1 Rebels rebel NOUN NNS Number=Plur 4 nsubj _ _
2-3 haven’t _ _ _ _ _ _ _ _
2 have have AUX VBP _ 4 aux _ _
3 n’t not PART RB _ 4 advmod _ _
4 paid pay VERB VBN _ 0 root _ SpaceAfter=No
4.1 tax tax NOUN NN _ _ _ 4:obj _
5 . . PUNCT . _ 4 punct _ _

# sent_id = a-2
1-2 du _ _ _ _ _ _ _ SpaceAfter=No|Note=Yes
1 de de ADP _ _ 3 case _ _
2 le le DET _ _ 3 det _ _
3 camp camp NOUN _ _ 0 root _ _
`

func TestReadCoNLLU(t *testing.T) {
	all := readAll(t, table(rebels))
	if len(all) != 2 {
		t.Fatalf("%d sentences, want 2", len(all))
	}
	a, b := all[0], all[1]
	want := []Token{
		{Start: 0, End: 6, Form: "Rebels", Lemma: "rebel", UPOS: "NOUN", XPOS: "NNS", Head: 3, Deprel: "nsubj", SpaceAfter: true},
		{Start: 7, End: 11, Form: "have", Lemma: "have", UPOS: "AUX", XPOS: "VBP", Head: 3, Deprel: "aux", Multiword: "haven’t\t_\t_\t_\t_\t_\t_\t_\t_"},
		{Start: 11, End: 14, Form: "n’t", Lemma: "not", UPOS: "PART", XPOS: "RB", Head: 3, Deprel: "advmod", Joined: true, SpaceAfter: true},
		{Start: 15, End: 19, Form: "paid", Lemma: "pay", UPOS: "VERB", XPOS: "VBN", Head: -1, Deprel: "root"},
		{Start: 19, End: 20, Form: ".", Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 3, Deprel: "punct", SpaceAfter: true},
	}
	if !reflect.DeepEqual(a.Tokens, want) {
		t.Errorf("got  %+v\nwant %+v", a.Tokens, want)
	}
	if a.Start != 0 || a.End != 20 || a.Text() != "Rebels haven’t paid." || len(a.Comments) != 3 {
		t.Errorf("sentence %d–%d %q with %d comments", a.Start, a.End, a.Text(), len(a.Comments))
	}
	if b.Text() != "ducamp" || b.Start != 21 || b.End != 27 {
		t.Errorf("sentence %d–%d %q, want 21–27 ducamp", b.Start, b.End, b.Text())
	}
	for i, span := range [][2]int{{21, 23}, {21, 23}, {23, 27}} {
		if got := [2]int{b.Tokens[i].Start, b.Tokens[i].End}; got != span {
			t.Errorf("%s stands at %v, want %v", b.Tokens[i].Form, got, span)
		}
	}
}

func TestWriteCoNLLU(t *testing.T) {
	var out bytes.Buffer
	for _, s := range readAll(t, table(rebels)) {
		if err := WriteCoNLLU(&out, s, ""); err != nil {
			t.Fatal(err)
		}
	}
	want := strings.NewReplacer("Number=Plur", "_", "4.1 tax tax NOUN NN _ _ _ 4:obj _\n", "").Replace(rebels)
	if got := strings.TrimRight(out.String(), "\n"); got != strings.TrimRight(table(want), "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, table(want))
	}
	out.Reset()
	made := &Sentence{Tokens: []Token{{Form: "I", Head: -1}, {Form: "’m", Joined: true, Head: 0}, {Form: "!", SpaceAfter: true}}}
	if err := WriteCoNLLU(&out, made, "r-1"); err != nil {
		t.Fatal(err)
	}
	want = table(`# sent_id = r-1
# text = I’m!
1-2 I’m _ _ _ _ _ _ _ SpaceAfter=No
1 I _ _ _ _ 0 _ _ _
2 ’m _ _ _ _ 1 _ _ _
3 ! _ _ _ _ 1 _ _ _
`)
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestReadCoNLLUWithoutHeads(t *testing.T) {
	s := readAll(t, table("1 Talks _ _ _ _ 2 _ _ _\n2 failed _ _ _ _ _ _ _ _"))[0]
	if s.Tokens[0].Head != -1 || s.Tokens[1].Head != -1 {
		t.Errorf("heads %d %d, want none", s.Tokens[0].Head, s.Tokens[1].Head)
	}
}

func TestReadCoNLLUErrors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1 a _", "line 1: 3 columns"},
		{"# x\n2 a _ _ _ _ 0 _ _ _", `line 2: the ID is "2" where 1 is due`},
		{"1 a _ _ _ _ 3 _ _ _\n", "line 2: in the sentence that ends here, the HEAD of word 1"},
		{"1 a _ _ _ _ x _ _ _\n", "line 2: in the sentence that ends here, the HEAD of word 1"},
		{"1 a _ _ _ _ 2 _ _ _\n2 b _ _ _ _ 1 _ _ _\n", "word 1 hangs below itself"},
		{"1-1 a _ _ _ _ _ _ _ _", "line 1: the range"},
		{"1-2 ab _ _ _ _ _ _ _ _\n1 a _ _ _ _ 0 _ _ _", "ends before word 2 of a range"},
		{"1-2 ab _ _ _ _ _ _ _ _\n1 a _ _ _ _ 0 _ _ _\n2-3 ab _ _ _ _ _ _ _ _", "overlaps no other"},
		{"1 \xff _ _ _ _ 0 _ _ _", "line 1: not UTF-8"},
	} {
		err := ReadCoNLLU(strings.NewReader(table(c.in)), func(*Sentence) error { return nil })
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.in, err, c.want)
		}
	}
	if err := ReadCoNLLU(strings.NewReader(table(rebels)), func(*Sentence) error { return io.ErrClosedPipe }); err != io.ErrClosedPipe {
		t.Errorf("error of each came back as %v", err)
	}
}

// Every row of a treebank comes back as it was, its FEATS and MISC aside.
func TestTreebankComesBack(t *testing.T) {
	f, err := os.Open("../../../shared/treebanks/gum-dev.conllu.gz")
	if err != nil {
		t.Skip("the treebanks are not beside the repository")
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	in, err := io.ReadAll(unzipped)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, s := range readAll(t, string(in)) {
		if err := WriteCoNLLU(&out, s, ""); err != nil {
			t.Fatal(err)
		}
		for _, c := range s.Comments {
			if text, ok := strings.CutPrefix(c, "# text = "); ok && text != s.Text() {
				t.Errorf("Text is %q, want %q", s.Text(), text)
			}
		}
	}
	got, want := strings.Split(out.String(), "\n"), strings.Split(string(in), "\n")
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for i, line := range want {
		g, w := strings.Split(got[i], "\t"), strings.Split(line, "\t")
		if len(w) == columns && !strings.Contains(w[colID], "-") {
			w[5], w[colMisc] = "_", map[bool]string{true: "_", false: "SpaceAfter=No"}[spaceAfter(w[colMisc])]
		}
		if !reflect.DeepEqual(g, w) {
			t.Fatalf("line %d is %q, want %q", i+1, got[i], line)
		}
	}
}

func FuzzReadCoNLLU(f *testing.F) {
	f.Add(table(rebels))
	f.Add(table("1 _ _ _ _ _ _ _ _ _\n2 b _ _ _ _ 1 _ _ _"))
	f.Add("\ufeff# only a comment\n\n")
	f.Fuzz(func(t *testing.T, in string) {
		var out bytes.Buffer
		var first, second []*Sentence
		if err := ReadCoNLLU(strings.NewReader(in), func(s *Sentence) error {
			first = append(first, s)
			return WriteCoNLLU(&out, s, "x")
		}); err != nil {
			return
		}
		if err := ReadCoNLLU(&out, func(s *Sentence) error {
			second = append(second, s)
			return nil
		}); err != nil {
			t.Fatalf("what was written is refused: %v\n%q", err, in)
		}
		if len(first) != len(second) {
			t.Fatalf("%d sentences became %d", len(first), len(second))
		}
		for i := range first {
			a, b := first[i], second[i]
			if len(a.Comments) > 0 && !reflect.DeepEqual(a, b) || !reflect.DeepEqual(a.Tokens, b.Tokens) {
				t.Fatalf("%+v\nbecame\n%+v", a, b)
			}
		}
	})
}
