// Package syntax gives the tokens of a sentence their part of speech, their
// lemma and their place in the tree, by Universal Dependencies.
//
// The words of a sentence go through two layers of recurrent units in both
// directions. Tags are read off the first layer; above the second, every word
// scores every other as its head (Dozat and Manning 2017, "Deep Biaffine
// Attention for Neural Dependency Parsing"), and the best tree is taken. The model
// is one file, made by `rapporteur train` and embedded in the binary.
package syntax

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"
)

// Model is all that was learned: embeddings, the network, the tags, the lemmas.
type Model struct {
	UPOS, XPOS, Deprels []string

	vectors  embeddings // fixed, by word
	features embeddings // trained, by feature

	Layers [2][2]LSTM // by layer: forward, backward
	Tags   Linear     // first layer → hidden
	TagsUP Linear     // hidden → UPOS
	TagsXP Linear     // hidden → XPOS

	ArcDependent, ArcHead     Linear
	LabelDependent, LabelHead Linear
	Labels                    Linear // hidden → relations
	Arc                       Linear // dependent → what a head is multiplied with (no bias)
	ArcBias                   []float32
	Distance                  []float32 // by distanceClass
	RootHead, RootLabel       []float32 // the root's own rows among the heads

	lemmas   lemmas
	lemmasAt int    // where their part begins in the file
	Boundary []byte // the sentence splitter's part

	works sync.Pool
}

// embeddings are rows of small numbers, each with a scale of its own.
type embeddings struct {
	dim   int
	index table
	rows  []int8
	scale []float32
}

// add adds row i to x.
func (e *embeddings) add(x []float32, i int32) {
	row := e.rows[int(i)*e.dim : int(i+1)*e.dim]
	scale := e.scale[i]
	x = x[:len(row)]
	for j, v := range row {
		x[j] += float32(float32(v) * scale)
	}
}

// magic opens a model file; the last byte is the version of the format.
const magic = "RAPPSYN\x02"

// Writer writes the parts of a model file, and Reader reads them, in the same
// order: a length, then so many values, little endian.
type writer struct{ out []byte }

func (w *writer) count(n int) { w.out = binary.LittleEndian.AppendUint32(w.out, uint32(n)) }

func (w *writer) strings(list []string) {
	w.count(len(list))
	for _, s := range list {
		w.count(len(s))
		w.out = append(w.out, s...)
	}
}

// floats writes values in 16 bits: a scale, then steps of it.
func (w *writer) floats(x []float32) {
	w.count(len(x))
	most := float32(0)
	for _, v := range x {
		most = max(most, v, -v)
	}
	scale := most / 32767
	w.out = binary.LittleEndian.AppendUint32(w.out, math.Float32bits(scale))
	for _, v := range x {
		q := int16(0)
		if scale > 0 {
			q = int16(math.Round(float64(v / scale)))
		}
		w.out = binary.LittleEndian.AppendUint16(w.out, uint16(q))
	}
}

// embeddings writes rows in 8 bits, each with its scale.
func (w *writer) embeddings(dim int, keys []uint64, values []float32) {
	w.count(dim)
	w.count(len(keys))
	for _, k := range keys {
		w.out = binary.LittleEndian.AppendUint64(w.out, k)
	}
	for i := range keys {
		row := values[i*dim : (i+1)*dim]
		most := float32(0)
		for _, v := range row {
			most = max(most, v, -v)
		}
		scale := most / 127
		w.out = binary.LittleEndian.AppendUint32(w.out, math.Float32bits(scale))
		for _, v := range row {
			q := int8(0)
			if scale > 0 {
				q = int8(math.Round(float64(v / scale)))
			}
			w.out = append(w.out, byte(q))
		}
	}
}

type reader struct {
	in  []byte
	err error
}

var errShort = errors.New("model: the file is cut short; run `rapporteur train` again or restore it")

func (r *reader) take(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.in) {
		if r.err == nil {
			r.err = errShort
		}
		return nil
	}
	b := r.in[:n]
	r.in = r.in[n:]
	return b
}

func (r *reader) count() int {
	b := r.take(4)
	if b == nil {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b))
}

func (r *reader) strings() []string {
	n := r.count()
	if n > len(r.in) {
		r.err = errShort
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = string(r.take(r.count()))
	}
	return list
}

func (r *reader) floats(want int) []float32 {
	n := r.count()
	b := r.take(4 + 2*n)
	if r.err == nil && n != want {
		r.err = fmt.Errorf("model: %d values where %d were due; the file is of another version", n, want)
	}
	if r.err != nil {
		return nil
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(b))
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(float32(int16(binary.LittleEndian.Uint16(b[4+2*i:]))) * scale)
	}
	return x
}

func (r *reader) embeddings() embeddings {
	dim, n := r.count(), r.count()
	if dim > 1<<12 || n > len(r.in)/(12+dim) {
		r.err = errShort
		return embeddings{}
	}
	b := r.take(8 * n)
	if b == nil {
		return embeddings{}
	}
	keys := make([]uint64, n)
	for i := range keys {
		keys[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	e := embeddings{dim: dim, index: newTable(keys), rows: make([]int8, n*dim), scale: make([]float32, n)}
	for i := range n {
		b := r.take(4 + dim)
		if b == nil {
			return embeddings{}
		}
		e.scale[i] = math.Float32frombits(binary.LittleEndian.Uint32(b))
		for j, v := range b[4:] {
			e.rows[i*dim+j] = int8(v)
		}
	}
	return e
}
