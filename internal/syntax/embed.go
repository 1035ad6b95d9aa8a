package syntax

import (
	"github.com/rapporteur/rapporteur/internal/doc"
)

// seen keeps what words, first in their sentence or not, add to the gates of the
// first layer. It hangs on the form alone, and most words of a text are frequent
// ones: a fifth of all multiplication is saved.
type seen struct {
	rows  [2]map[string]int32 // by whether the word stands first
	gates [2][]float32        // by direction
	words int

	x      []float32 // the embeddings of words not seen before
	fresh  []fresh
	values [2][]float32
}

// fresh is a word not seen before, and the row of the batch where it stands.
type fresh struct {
	form  string
	first bool
	row   int
}

// mostSeen bounds the memory: words beyond it are worked out anew.
const mostSeen = 4096

func newWork() *work {
	w := &work{}
	w.seen.rows = [2]map[string]int32{{}, {}}
	return w
}

// embed leaves in the traces of the first layer what the words add to its gates.
func (m *Model) embed(sentences []doc.Sentence, pieces []piece, b *Batch, w *work) {
	gates := 4 * m.Layers[0][0].Size
	s := &w.seen
	for d := range 2 {
		w.traces[d].Gates = sized(w.traces[d].Gates, b.Rows*gates)
	}
	s.fresh = s.fresh[:0]
	for i, p := range pieces {
		tokens := sentences[p.sentence].Tokens
		for t := p.first; t < p.last; t++ {
			row := b.Row(i, t-p.first)
			first := t == 0 || t == sentences[p.sentence].Dateline
			if at, ok := s.rows[at(first)][tokens[t].Form]; ok {
				for d := range 2 {
					copy(w.traces[d].Gates[row*gates:], s.gates[d][int(at)*gates:int(at+1)*gates])
				}
			} else {
				s.fresh = append(s.fresh, fresh{tokens[t].Form, first, row})
			}
		}
	}
	m.embedFresh(w, gates)
}

func at(first bool) int {
	if first {
		return 1
	}
	return 0
}

// embedFresh works out the words not seen before, and keeps them.
func (m *Model) embedFresh(w *work, gates int) {
	s := &w.seen
	in := m.vectors.dim + m.features.dim
	s.x = sized(s.x, len(s.fresh)*in)
	for i, f := range s.fresh {
		x := s.x[i*in : (i+1)*in]
		keys := w.keys.Keys(f.form, f.first)
		if v := m.vectors.index.row(keys[0]); v >= 0 {
			m.vectors.add(x[:m.vectors.dim], v)
		}
		for _, k := range keys[1:] {
			if v := m.features.index.row(k); v >= 0 {
				m.features.add(x[m.vectors.dim:], v)
			}
		}
	}
	for d := range 2 {
		l := &m.Layers[0][d]
		s.values[d] = sized(s.values[d], len(s.fresh)*gates)
		for i := range s.fresh {
			copy(s.values[d][i*gates:], l.Bias)
		}
		l.Input.add(s.values[d], gates, len(s.fresh), s.x, in, &w.rounded)
	}
	for i, f := range s.fresh {
		for d := range 2 {
			copy(w.traces[d].Gates[f.row*gates:(f.row+1)*gates], s.values[d][i*gates:])
		}
		if _, ok := s.rows[at(f.first)][f.form]; ok || s.words == mostSeen {
			continue
		}
		s.rows[at(f.first)][f.form] = int32(s.words)
		s.words++
		for d := range 2 {
			s.gates[d] = append(s.gates[d], s.values[d][i*gates:(i+1)*gates]...)
		}
	}
}
