package training

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"sort"

	"github.com/rapporteur/rapporteur/internal/matrix"
)

// Vectors are word vectors, row by row: those of Words[i] stand at
// Values[i*Dim:]. Words are normalised (syntax.Normal).
type Vectors struct {
	Dim    int
	Words  []string
	Counts []int
	Values []float32
}

// VectorSettings are the settings of word vectors.
type VectorSettings struct {
	Dim      int // a multiple of 8
	Least    int // how often a word must stand in the text
	Window   int
	Negative int // words drawn for each true one
	Epochs   int
	Rate     float32
	Sample   float64 // words more frequent than this share are thinned out
	Seed     uint64
}

// places are the places of context that have output vectors of their own: the
// two words before, the two after, and those farther off on each side
// (structured skip-gram: Ling et al. 2015, "Two/Too Simple Adaptations of
// Word2Vec for Syntax Problems").
const places = 6

func placeOf(d int) int {
	switch {
	case d < -2:
		return 0
	case d < 0:
		return d + 3 // 1, 2
	case d <= 2:
		return d + 2 // 3, 4
	}
	return 5
}

// TrainVectors fits word vectors by skip-gram with negative sampling (Mikolov et
// al. 2013) to sentences of normalised words. It runs on one thread, so that the
// same sentences give the same bytes.
func TrainVectors(sentences [][]string, set VectorSettings, progress func(done float64)) *Vectors {
	v, index := vocabulary(sentences, set)
	ids := make([][]int32, 0, len(sentences))
	total := 0
	for _, s := range sentences {
		row := make([]int32, 0, len(s))
		for _, w := range s {
			if i, ok := index[w]; ok {
				row = append(row, i)
			}
		}
		ids = append(ids, row)
		total += len(row)
	}
	rng := rand.New(rand.NewPCG(set.Seed, 1))
	for i := range v.Values {
		v.Values[i] = (rng.Float32() - 0.5) / float32(set.Dim)
	}
	outputs := make([]float32, places*len(v.Values))
	draw := unigrams(v.Counts)
	keep := make([]float64, len(v.Counts))
	for i, c := range v.Counts {
		share := float64(c) / float64(total)
		keep[i] = min(1, math.Sqrt(set.Sample/share)+set.Sample/share)
	}
	trainer := skipgram{set: set, v: v, outputs: outputs, draw: draw, rng: rng, grad: make([]float32, set.Dim)}
	done, all := 0, float64(total*set.Epochs)
	var kept []int32
	for range set.Epochs {
		for n, s := range ids {
			kept = kept[:0]
			for _, w := range s {
				if keep[w] >= 1 || rng.Float64() < keep[w] {
					kept = append(kept, w)
				}
			}
			trainer.rate = set.Rate * float32(max(0.02, 1-float64(done)/all))
			trainer.sentence(kept)
			done += len(s)
			if n%20000 == 0 && progress != nil {
				progress(float64(done) / all)
			}
		}
	}
	return v
}

type skipgram struct {
	set     VectorSettings
	v       *Vectors
	outputs []float32
	draw    []int32
	rng     *rand.Rand
	grad    []float32
	rate    float32
}

func (t *skipgram) sentence(words []int32) {
	dim := t.set.Dim
	for i, w := range words {
		in := t.v.Values[int(w)*dim : int(w+1)*dim]
		window := 2 + t.rng.IntN(t.set.Window-1)
		for j := max(0, i-window); j <= min(len(words)-1, i+window); j++ {
			if j != i {
				t.pair(in, words[j], placeOf(j-i))
			}
		}
	}
}

// pair moves a word's vector and the output vectors of one true context word and
// of some drawn ones.
func (t *skipgram) pair(in []float32, context int32, place int) {
	dim := t.set.Dim
	base := place * len(t.v.Values)
	clear(t.grad)
	for k := 0; k <= t.set.Negative; k++ {
		word, label := context, float32(1)
		if k > 0 {
			word, label = t.draw[t.rng.IntN(len(t.draw))], 0
			if word == context {
				continue
			}
		}
		out := t.outputs[base+int(word)*dim : base+int(word+1)*dim]
		g := (label - sigmoid(matrix.Dot(in, out))) * t.rate
		matrix.Add(t.grad, g, out)
		matrix.Add(out, g, in)
	}
	matrix.Add(in, 1, t.grad)
}

func sigmoid(x float32) float32 {
	half := [8]float32{x / 2}
	matrix.Tanh(half[:])
	return half[0]/2 + 0.5
}

// vocabulary counts words and keeps the frequent ones, most frequent first.
func vocabulary(sentences [][]string, set VectorSettings) (*Vectors, map[string]int32) {
	counts := map[string]int{}
	for _, s := range sentences {
		for _, w := range s {
			counts[w]++
		}
	}
	v := &Vectors{Dim: set.Dim}
	for w, c := range counts {
		if c >= set.Least {
			v.Words = append(v.Words, w)
		}
	}
	sort.Slice(v.Words, func(i, j int) bool {
		a, b := v.Words[i], v.Words[j]
		if counts[a] != counts[b] {
			return counts[a] > counts[b]
		}
		return a < b
	})
	index := make(map[string]int32, len(v.Words))
	for i, w := range v.Words {
		index[w] = int32(i)
		v.Counts = append(v.Counts, counts[w])
	}
	v.Values = make([]float32, len(v.Words)*set.Dim)
	return v, index
}

// unigrams is a table to draw words from, each as often as its count to the
// power of 3/4.
func unigrams(counts []int) []int32 {
	const size = 1 << 22
	sum := 0.0
	for _, c := range counts {
		sum += math.Pow(float64(c), 0.75)
	}
	draw := make([]int32, 0, size)
	upTo := 0.0
	for i, c := range counts {
		upTo += math.Pow(float64(c), 0.75) / sum
		for float64(len(draw)) < upTo*size && len(draw) < size {
			draw = append(draw, int32(i))
		}
	}
	return draw
}

// Bytes are the vectors as ParseVectors reads them: size, then word by word its
// length, letters, count and values.
func (v *Vectors) Bytes() []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(v.Dim))
	for i, w := range v.Words {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(w)))
		out = append(out, w...)
		out = binary.LittleEndian.AppendUint32(out, uint32(v.Counts[i]))
		for _, x := range v.Values[i*v.Dim : (i+1)*v.Dim] {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
		}
	}
	return out
}

// ParseVectors reads what Bytes wrote.
func ParseVectors(data []byte) (*Vectors, error) {
	number := func() int {
		if len(data) < 4 {
			data = nil
			return -1
		}
		n := binary.LittleEndian.Uint32(data)
		data = data[4:]
		return int(n)
	}
	v := &Vectors{Dim: number()}
	if v.Dim <= 0 || v.Dim > 4096 {
		return nil, errVectors
	}
	for len(data) > 0 {
		n := number()
		if n < 0 || n > len(data) {
			return nil, errVectors
		}
		v.Words = append(v.Words, string(data[:n]))
		data = data[n:]
		v.Counts = append(v.Counts, number())
		if len(data) < 4*v.Dim {
			return nil, errVectors
		}
		for range v.Dim {
			v.Values = append(v.Values, math.Float32frombits(uint32(number())))
		}
	}
	return v, nil
}

var errVectors = errors.New("not a file of word vectors, or one cut short; delete it and they are made anew")
