package training

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/rapporteur/rapporteur/internal/syntax"
)

// The gradient of every kind of weight is the change of the loss, by trial.
func TestGradientIsTheChangeOfTheLoss(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	shape := syntax.Shape{Vector: 8, Feature: 8, State: 8, Tag: 8, Arc: 8, Label: 8, UPOS: 3, XPOS: 4, Rel: 5}
	vectors := make([]float32, 5*8)
	for i := range vectors {
		vectors[i] = float32(rng.NormFloat64())
	}
	n := newNet(shape, vectors, 6, rng)
	for _, p := range n.params {
		for i := range p.w {
			p.w[i] += float32(rng.NormFloat64() * 0.2)
		}
	}
	samples := []*sample{
		{vectors: []int32{0, 1, 2, -1}, features: [][]int32{{0, 1}, {2}, {-1, 3}, {4}}, counts: make([]int, 4),
			upos: []int{0, 1, 2, 0}, xpos: []int{3, 2, 1, 0}, heads: []int{2, 0, 2, 3}, rels: []int{0, 1, 2, 3}},
		{vectors: []int32{3, 4}, features: [][]int32{{5}, {2, 1}}, counts: make([]int, 2),
			upos: []int{1, 1}, xpos: []int{0, 3}, heads: []int{0, 1}, rels: []int{4, 0}},
	}
	s := newShard(n)
	s.rng, s.share = rng, 1
	run := func() float64 {
		n.pack()
		s.run(samples)
		return s.loss
	}
	run()
	grads := map[string][]float32{}
	for name, g := range s.grads {
		grads[name] = append([]float32(nil), g...)
	}
	for _, p := range n.params {
		for range 6 {
			i := rng.IntN(len(p.w))
			old, h := p.w[i], float32(5e-4)
			p.w[i] = old + h
			up := run()
			p.w[i] = old - h
			down := run()
			p.w[i] = old
			want := (up - down) / float64(2*h)
			got := float64(grads[p.name][i])
			if math.Abs(got-want) > 2e-2*(0.1+math.Abs(want)) {
				t.Errorf("%s[%d]: the gradient is %.4f, by trial %.4f", p.name, i, got, want)
			}
		}
	}
}
