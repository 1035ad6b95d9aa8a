// Package training makes the models: it runs the steps over text and treebanks
// and fits what they learn.
package training

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/score"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// Settings are the settings of the network and of its training.
type Settings struct {
	Shape      syntax.Shape // the columns; tags are counted
	Epochs     int
	BatchWords int
	Rate       float64
	Least      int // how often a feature must stand in the treebanks
	Seed       uint64
}

// Usual are the settings of the model that the binary carries.
var Usual = Settings{
	Shape:  syntax.Shape{Feature: 96, State: 128, Tag: 96, Arc: 128, Label: 96},
	Epochs: 24, BatchWords: 1000, Rate: 0.003, Least: 2, Seed: 1,
}

// UsualVectors are the settings of its word vectors.
var UsualVectors = VectorSettings{Dim: 96, Least: 5, Window: 6, Negative: 6, Epochs: 3, Rate: 0.03, Sample: 1e-4, Seed: 1}

// shards is in how many parts a batch is learned, whatever the number of cores.
const shards = 2

// Data is what the network is learned from.
type Data struct {
	Train   []doc.Sentence
	Dev     []Treebank
	Vectors *Vectors
	Forms   []Inflection // of verbs, for the lemmatizer
}

// Treebank is annotated sentences with a name.
type Treebank struct {
	Name      string
	Sentences []doc.Sentence
}

// trainer holds what stays the same from epoch to epoch.
type trainer struct {
	set       Settings
	data      Data
	parts     syntax.Parts
	vectorOf  map[uint64]int32
	featureOf map[uint64]int32
	counts    map[uint64]int
	upos      map[string]int
	xpos      map[string]int
	rels      map[string]int
	net       *net
	keys      syntax.KeyMaker
	rng       *rand.Rand
	progress  func(string)
}

// Network learns tagger and parser. progress is told a line now and then. The
// parts lack Boundary.
func Network(data Data, set Settings, progress func(string)) (*syntax.Parts, error) {
	if len(data.Train) == 0 {
		return nil, fmt.Errorf("training: no annotated sentences")
	}
	t := &trainer{set: set, data: data, progress: progress, rng: rand.New(rand.NewPCG(set.Seed, 7))}
	t.index()
	t.parts.Lemmas = Lemmas(data.Train, t.parts.XPOS, data.Forms)
	t.net = newNet(t.parts.Shape, data.Vectors.Values, len(t.parts.FeatureKeys), t.rng)
	work := make([]*shard, shards)
	for i := range work {
		work[i] = newShard(t.net)
		work[i].drops = usualDrops
		work[i].rng = rand.New(rand.NewPCG(set.Seed, uint64(100+i)))
	}
	words := 0
	for i := range data.Train {
		words += len(data.Train[i].Tokens)
	}
	total := set.Epochs * (words/set.BatchWords + 1)
	for epoch := range set.Epochs {
		loss := t.epoch(work, total)
		progress(fmt.Sprintf("epoch %d of %d: loss %.3f a word", epoch+1, set.Epochs, loss/float64(words)))
		if (epoch+1)%5 == 0 || epoch+1 == set.Epochs {
			if err := t.report(); err != nil {
				return nil, err
			}
		}
	}
	t.fill()
	return &t.parts, nil
}

// index counts features and tags, and gives them their rows.
func (t *trainer) index() {
	t.counts = map[uint64]int{}
	t.upos, t.xpos, t.rels = map[string]int{}, map[string]int{}, map[string]int{}
	for i := range t.data.Train {
		for j := range t.data.Train[i].Tokens {
			tok := &t.data.Train[i].Tokens[j]
			for _, k := range t.keys.Keys(tok.Form, j == 0)[1:] {
				t.counts[k]++
			}
			t.upos[tok.UPOS], t.xpos[tok.XPOS], t.rels[tok.Deprel] = 0, 0, 0
		}
	}
	t.parts.UPOS, t.parts.XPOS, t.parts.Deprels = number(t.upos), number(t.xpos), number(t.rels)
	for k, n := range t.counts {
		if n >= t.set.Least {
			t.parts.FeatureKeys = append(t.parts.FeatureKeys, k)
		}
	}
	keys := t.parts.FeatureKeys
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	t.featureOf = map[uint64]int32{}
	for i, k := range keys {
		t.featureOf[k] = int32(i)
	}
	t.vectorOf = map[uint64]int32{}
	v := t.data.Vectors
	scaleVectors(v)
	for i, w := range v.Words {
		key := t.keys.Keys(w, false)[0]
		t.parts.VectorKeys = append(t.parts.VectorKeys, key)
		t.vectorOf[key] = int32(i)
	}
	t.parts.Vectors = v.Values
	s := t.set.Shape
	s.Vector, s.UPOS, s.XPOS, s.Rel = v.Dim, len(t.upos), len(t.xpos), len(t.rels)
	t.parts.Shape = s
}

// scaleVectors brings the vectors to a mean square of 1/4 a value.
func scaleVectors(v *Vectors) {
	sum := 0.0
	for _, x := range v.Values {
		sum += float64(x) * float64(x)
	}
	scale := float32(0.5 / math.Sqrt(sum/float64(max(1, len(v.Values)))))
	for i := range v.Values {
		v.Values[i] *= scale
	}
}

// number sorts names and gives them their places.
func number(names map[string]int) []string {
	list := make([]string, 0, len(names))
	for n := range names {
		list = append(list, n)
	}
	sort.Strings(list)
	for i, n := range list {
		names[n] = i
	}
	return list
}

// epoch goes over all sentences once, in a new order, and returns the loss.
func (t *trainer) epoch(work []*shard, total int) float64 {
	loss := 0.0
	for _, batch := range t.batches() {
		t.net.pack()
		words := 0
		for _, s := range batch {
			words += len(s.heads)
		}
		var wait sync.WaitGroup
		for i, w := range work {
			var mine []*sample
			for j := i; j < len(batch); j += len(work) {
				mine = append(mine, batch[j])
			}
			sort.SliceStable(mine, func(a, b int) bool { return len(mine[a].heads) > len(mine[b].heads) })
			w.share = 1 / float32(words)
			wait.Go(func() { w.run(mine) })
		}
		wait.Wait()
		done := float64(t.net.steps) / float64(total)
		rate := t.set.Rate * min(1, float64(t.net.steps+1)/200) * max(0.01, (1+math.Cos(math.Pi*min(1, done)))/2)
		t.net.update(work, rate)
		for _, w := range work {
			loss += w.loss
		}
	}
	return loss
}

// batches shuffles the sentences into batches of about as many words.
func (t *trainer) batches() [][]*sample {
	order := t.rng.Perm(len(t.data.Train))
	var all [][]*sample
	var batch []*sample
	words := 0
	for _, i := range order {
		s := &t.data.Train[i]
		if len(s.Tokens) == 0 || len(s.Tokens) > 160 {
			continue
		}
		batch = append(batch, t.sample(s))
		if words += len(s.Tokens); words >= t.set.BatchWords {
			all = append(all, batch)
			batch, words = nil, 0
		}
	}
	if len(batch) > 0 {
		all = append(all, batch)
	}
	return all
}

// sample reads a sentence's features and tags. Now and then its words are
// written as headlines write them, so that headlines are known too.
func (t *trainer) sample(s *doc.Sentence) *sample {
	n := len(s.Tokens)
	sm := &sample{vectors: make([]int32, n), features: make([][]int32, n), counts: make([]int, n), upos: make([]int, n),
		xpos: make([]int, n), heads: make([]int, n), rels: make([]int, n)}
	dress := func(form, upos string) string { return form }
	switch r := t.rng.IntN(100); {
	case r < 5:
		dress = titled
	case r < 7:
		dress = func(form, upos string) string { return strings.ToUpper(form) }
	}
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		keys := t.keys.Keys(dress(tok.Form, tok.UPOS), i == 0)
		sm.vectors[i] = lookup(t.vectorOf, keys[0])
		sm.counts[i] = t.counts[keys[1]]
		rows := []int32{lookup(t.featureOf, keys[1])}
		for _, k := range keys[2:] {
			if row := lookup(t.featureOf, k); row >= 0 {
				rows = append(rows, row)
			}
		}
		sm.features[i] = rows
		sm.upos[i], sm.xpos[i], sm.rels[i] = t.upos[tok.UPOS], t.xpos[tok.XPOS], t.rels[tok.Deprel]
		sm.heads[i] = tok.Head + 1
	}
	return sm
}

// titled writes a word as a headline does: with a capital, but for short
// function words.
func titled(form, upos string) string {
	switch upos {
	case "DET", "ADP", "CCONJ", "PART", "AUX", "PUNCT", "SCONJ":
		return form
	}
	r, size := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[size:]
}

func lookup(rows map[uint64]int32, key uint64) int32 {
	if row, ok := rows[key]; ok {
		return row
	}
	return -1
}

// fill puts the running means of the weights into the parts.
func (t *trainer) fill() {
	t.parts.Weights = map[string][]float32{}
	for _, p := range t.net.params {
		t.parts.Weights[p.name] = p.mean
	}
	t.parts.Features = t.net.features.mean
}

// report parses the held-out treebanks with the model as it would be written.
func (t *trainer) report() error {
	t.fill()
	m, err := syntax.ParseModel(t.parts.Bytes())
	if err != nil {
		return err
	}
	for _, bank := range t.data.Dev {
		trees := Evaluate(m, bank.Sentences)
		t.progress(fmt.Sprintf("  %s: upos %.2f xpos %.2f lemma %.2f uas %.2f las %.2f", bank.Name, trees.Share(trees.UPOS),
			trees.Share(trees.XPOS), trees.Share(trees.Lemmas), trees.Share(trees.UAS), trees.Share(trees.LAS)))
	}
	return nil
}

// Evaluate parses annotated sentences anew, from their tokens, and counts what is right.
func Evaluate(m *syntax.Model, sentences []doc.Sentence) score.Trees {
	parsed := make([]doc.Sentence, len(sentences))
	for i := range sentences {
		parsed[i].Tokens = append([]doc.Token(nil), sentences[i].Tokens...)
	}
	m.Parse(parsed)
	var trees score.Trees
	for i := range sentences {
		trees.Add(&sentences[i], &parsed[i])
	}
	return trees
}
