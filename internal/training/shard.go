package training

import (
	"math"
	"math/rand/v2"

	"github.com/rapporteur/rapporteur/internal/matrix"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// sample is a sentence to learn from.
type sample struct {
	vectors  []int32   // row of the fixed vectors by word, -1 for none
	features [][]int32 // rows of the trained ones; the first is the word's own, -1 where it is not kept
	counts   []int     // how often the word stands in the treebank
	upos     []int
	xpos     []int
	heads    []int // 0 the root, else 1 + the word
	rels     []int
}

// drops are the shares that are left out at random while learning (Srivastava et
// al. 2014): of the input, of the states, of the hidden columns; of the fixed
// vectors, and of the words seen once (less of those seen more often).
type drops struct{ input, state, hidden, vector, word float64 }

var usualDrops = drops{input: 0.25, state: 0.33, hidden: 0.33, vector: 0.08, word: 0.25}

// shard is one part of a batch on its way forward and back. Shards are as many
// whatever the number of cores, and their gradients are added up in order: the
// same data give the same weights.
type shard struct {
	n       *net
	grads   map[string][]float32
	touched []bool
	rng     *rand.Rand
	drops   drops
	share   float32 // one over the words of the batch

	b                *syntax.Batch
	x, dx            []float32
	mask             []float32
	h0, h1, dh0, dh1 []float32
	kept0, kept1     []float32 // h0 and h1 with some left out
	traces, traces1  [2]syntax.Trace
	loss             float64
}

func newShard(n *net) *shard {
	s := &shard{n: n, grads: map[string][]float32{}, touched: make([]bool, n.features.rows)}
	for _, p := range n.params {
		s.grads[p.name] = make([]float32, len(p.w))
	}
	return s
}

// run goes forward and back over samples, longest first, and leaves the gradients.
func (s *shard) run(samples []*sample) {
	for name, g := range s.grads {
		if name != "features" {
			clear(g)
		}
	}
	dim := s.n.shape.Feature
	for row, hit := range s.touched {
		if hit {
			clear(s.grads["features"][row*dim : (row+1)*dim])
			s.touched[row] = false
		}
	}
	s.loss = 0
	if len(samples) == 0 {
		return
	}
	lengths := make([]int, len(samples))
	for i, sm := range samples {
		lengths[i] = len(sm.heads)
	}
	s.b = syntax.NewBatch(lengths)
	m, states := &s.n.model, 2*s.n.shape.State
	in := s.n.shape.Vector + s.n.shape.Feature
	used := s.embed(samples)
	s.h0, s.h1 = zeros(s.h0, s.b.Rows*states), zeros(s.h1, s.b.Rows*states)
	for d := range 2 {
		m.Layers[0][d].Run(s.b, s.x, in, s.h0, states, d*states/2, &s.traces[d])
	}
	mask0 := s.sentenceMask(states)
	s.kept0 = masked(s.kept0, s.h0, mask0, s.b, states)
	s.dh0 = zeros(s.dh0, len(s.h0))
	s.tags(samples)
	for d := range 2 {
		m.Layers[1][d].Run(s.b, s.kept0, states, s.h1, states, d*states/2, &s.traces1[d])
	}
	mask1 := s.sentenceMask(states)
	s.kept1 = masked(s.kept1, s.h1, mask1, s.b, states)
	s.dh1 = zeros(s.dh1, len(s.h1))
	s.arcs(samples)
	s.labels(samples)
	s.dh1 = masked(s.dh1, s.dh1, mask1, s.b, states)
	for d := range 2 {
		s.lstmBack(1, d, s.kept0, states, &s.traces1[d], s.h1, s.dh1, s.dh0)
	}
	s.dh0 = masked(s.dh0, s.dh0, mask0, s.b, states)
	s.dx = zeros(s.dx, s.b.Rows*in)
	for d := range 2 {
		s.lstmBack(0, d, s.x, in, &s.traces[d], s.h0, s.dh0, s.dx)
	}
	s.embedBack(used)
}

// use is a feature's row at a row of the batch.
type use struct {
	row     int
	feature int32
}

// embed writes the input, some of it left out, and tells which rows it used.
func (s *shard) embed(samples []*sample) []use {
	sh := s.n.shape
	in := sh.Vector + sh.Feature
	s.x = zeros(s.x, s.b.Rows*in)
	s.mask = zeros(s.mask, len(s.x))
	var used []use
	for i, sm := range samples {
		for t := range sm.heads {
			row := s.b.Row(i, t)
			x := s.x[row*in : (row+1)*in]
			if v := sm.vectors[t]; v >= 0 && s.rng.Float64() >= s.drops.vector {
				copy(x, s.n.vectors[int(v)*sh.Vector:int(v+1)*sh.Vector])
			}
			for k, f := range sm.features[t] {
				if f < 0 || k == 0 && s.rng.Float64() < s.drops.word*2/float64(1+sm.counts[t]) {
					continue
				}
				used = append(used, use{row, f})
				matrix.Add(x[sh.Vector:], 1, s.n.features.w[int(f)*sh.Feature:int(f+1)*sh.Feature])
			}
		}
	}
	s.drop(s.mask, s.drops.input)
	for i := range s.x {
		s.x[i] *= s.mask[i]
	}
	return used
}

func (s *shard) embedBack(used []use) {
	sh := s.n.shape
	in := sh.Vector + sh.Feature
	for i := range s.dx {
		s.dx[i] *= s.mask[i]
	}
	g := s.grads["features"]
	for _, u := range used {
		s.touched[u.feature] = true
		matrix.Add(g[int(u.feature)*sh.Feature:int(u.feature+1)*sh.Feature], 1, s.dx[u.row*in+sh.Vector:(u.row+1)*in])
	}
}

// drop fills a mask: zero with chance p, else what makes up for the zeros.
func (s *shard) drop(mask []float32, p float64) {
	keep := float32(1 / (1 - p))
	limit := uint32(p * (1 << 32))
	for i := 0; i < len(mask); i += 2 {
		r := s.rng.Uint64()
		mask[i] = keep
		if uint32(r) < limit {
			mask[i] = 0
		}
		if i+1 < len(mask) {
			mask[i+1] = keep
			if uint32(r>>32) < limit {
				mask[i+1] = 0
			}
		}
	}
}

// sentenceMask is a mask for the states of each sentence: the same at all its words.
func (s *shard) sentenceMask(states int) []float32 {
	mask := make([]float32, len(s.b.Lengths)*states)
	s.drop(mask, s.drops.state)
	return mask
}

// masked is x times each sentence's mask.
func masked(out, x, mask []float32, b *syntax.Batch, states int) []float32 {
	if len(out) != len(x) {
		out = make([]float32, len(x))
	}
	for i, n := range b.Lengths {
		m := mask[i*states : (i+1)*states]
		for t := range n {
			row := b.Row(i, t) * states
			for j, k := range m {
				out[row+j] = x[row+j] * k
			}
		}
	}
	return out
}

func zeros(x []float32, n int) []float32 {
	if cap(x) < n {
		return make([]float32, n)
	}
	x = x[:n]
	clear(x)
	return x
}

// linearBack adds the gradients of a layer's weights and bias, and, where dx is
// not nil, of what it read.
func (s *shard) linearBack(name string, rows int, x []float32, stride int, out int, d []float32, dx []float32, dxStride int) {
	p := s.n.named[name+".weights"]
	var right matrix.Panels
	right.Pack(rows, out, d, out, 1)
	right.Mul(s.grads[p.name], out, p.rows, x, 1, stride)
	bias := s.grads[name+".bias"]
	for r := range rows {
		for j, v := range d[r*out : (r+1)*out] {
			bias[j] += v
		}
	}
	if dx != nil {
		p.transposed.Mul(dx, dxStride, rows, d, out, 1)
	}
}

// hidden runs a layer with its zeros cut and some left out; back undoes it.
type hidden struct {
	name     string
	out      int
	y, mask  []float32
	dy       []float32
	in       []float32
	stride   int
	rows     int
	positive bool
}

func (s *shard) forward(name string, l *syntax.Linear, in []float32, relu bool, drop float64) *hidden {
	h := &hidden{name: name, out: l.Out, in: in, stride: l.In, rows: s.b.Rows, positive: relu}
	h.y = make([]float32, h.rows*l.Out)
	l.Run(h.rows, in, l.In, h.y, relu, nil)
	h.dy = make([]float32, len(h.y))
	if drop > 0 {
		h.mask = make([]float32, len(h.y))
		s.drop(h.mask, drop)
		for i := range h.y {
			h.y[i] *= h.mask[i]
		}
	}
	return h
}

func (s *shard) back(h *hidden, dx []float32) {
	for i := range h.dy {
		if h.mask != nil {
			h.dy[i] *= h.mask[i]
		}
		if h.positive && h.y[i] <= 0 {
			h.dy[i] = 0
		}
	}
	s.linearBack(h.name, h.rows, h.in, h.stride, h.out, h.dy, dx, h.stride)
}

// softmax turns scores into the gradient of the cross entropy, times weight,
// and returns the loss.
func softmax(scores []float32, gold int, weight float32) float64 {
	most := scores[0]
	for _, v := range scores {
		most = max(most, v)
	}
	sum := 0.0
	for i, v := range scores {
		e := math.Exp(float64(v - most))
		scores[i] = float32(e)
		sum += e
	}
	loss := -math.Log(max(float64(scores[gold])/sum, 1e-30))
	for i := range scores {
		scores[i] = scores[i] / float32(sum) * weight
	}
	scores[gold] -= weight
	return loss
}
