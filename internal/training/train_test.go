package training

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// A treebank of our own, small enough to be learned by heart.
const tiny = `1	The	the	DET	DT	_	2	det	_	_
2	rebels	rebel	NOUN	NNS	_	3	nsubj	_	_
3	released	release	VERB	VBD	_	0	root	_	_
4	two	two	NUM	CD	_	5	nummod	_	_
5	pilots	pilot	NOUN	NNS	_	3	obj	_	SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

1	Talks	talk	NOUN	NNS	_	3	nsubj:pass	_	_
2	were	be	AUX	VBD	_	3	aux:pass	_	_
3	postponed	postpone	VERB	VBN	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

1	Envoys	envoy	NOUN	NNS	_	2	nsubj	_	_
2	met	meet	VERB	VBD	_	0	root	_	_
3	in	in	ADP	IN	_	4	case	_	_
4	Doha	Doha	PROPN	NNP	_	2	obl	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

`

func tinyBank(t *testing.T) []doc.Sentence {
	t.Helper()
	var all []doc.Sentence
	err := doc.ReadCoNLLU(strings.NewReader(tiny), func(s *doc.Sentence) error {
		all = append(all, *s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func trainTiny(t *testing.T, bank []doc.Sentence) []byte {
	t.Helper()
	set := VectorSettings{Dim: 16, Least: 1, Window: 3, Negative: 2, Epochs: 2, Rate: 0.03, Sample: 1, Seed: 1}
	v := TrainVectors(AppendForms(nil, bank), set, nil)
	parts, err := Network(Data{Train: bank, Vectors: v, Dev: []Treebank{{"tiny", bank}}}, Settings{
		Shape:  syntax.Shape{Feature: 16, State: 16, Tag: 16, Arc: 16, Label: 16},
		Epochs: 220, BatchWords: 8, Rate: 0.01, Least: 1, Seed: 1,
	}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	return parts.Bytes()
}

func TestTrainingIsRepeatableAndLearns(t *testing.T) {
	bank := tinyBank(t)
	first := trainTiny(t, bank)
	cores := runtime.GOMAXPROCS(1)
	again := trainTiny(t, bank)
	runtime.GOMAXPROCS(cores)
	if !bytes.Equal(first, again) {
		t.Error("the same data gave another model on one core than on several")
	}
	m, err := syntax.ParseModel(first)
	if err != nil {
		t.Fatal(err)
	}
	trees := Evaluate(m, bank)
	if trees.LAS < trees.Words-1 || trees.UPOS != trees.Words || trees.Lemmas != trees.Words {
		t.Errorf("of %d words learned by heart, %d have their place in the tree, %d their tag, %d their lemma",
			trees.Words, trees.LAS, trees.UPOS, trees.Lemmas)
	}
}

func TestVectorsReadBack(t *testing.T) {
	v := &Vectors{Dim: 8, Words: []string{"truce", "talks"}, Counts: []int{3, 2}, Values: make([]float32, 16)}
	v.Values[3], v.Values[9] = 0.25, -1
	back, err := ParseVectors(v.Bytes())
	if err != nil || back.Values[9] != -1 || back.Words[1] != "talks" || back.Counts[0] != 3 {
		t.Errorf("read back as %v, %v", back, err)
	}
	if _, err := ParseVectors(v.Bytes()[:30]); err == nil {
		t.Error("a file cut short is taken")
	}
}

func FuzzParseVectors(f *testing.F) {
	f.Add((&Vectors{Dim: 8, Words: []string{"truce"}, Counts: []int{3}, Values: make([]float32, 8)}).Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if v, err := ParseVectors(data); err == nil && len(v.Values) != v.Dim*len(v.Words) {
			t.Errorf("%d values for %d words", len(v.Values), len(v.Words))
		}
	})
}
