package training

import (
	"math"
	"math/rand/v2"

	"github.com/rapporteur/rapporteur/internal/matrix"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// param is a matrix of weights that is learned, with Adam's two moments and the
// running mean that is kept in the end.
type param struct {
	name               string
	rows, cols         int
	w, m, v, mean      []float32
	sparse             bool // rows are updated only in batches that use them
	transposed         matrix.Panels
	transposedIsNeeded bool
}

// net is the network while it is learned.
type net struct {
	shape    syntax.Shape
	params   []*param
	named    map[string]*param
	features *param
	vectors  []float32
	model    syntax.Model // packs the weights for the way forward
	steps    int
}

func newNet(shape syntax.Shape, vectors []float32, features int, rng *rand.Rand) *net {
	n := &net{shape: shape, named: map[string]*param{}, vectors: vectors}
	add := func(name string, rows, cols int, deviation float64) *param {
		p := &param{name: name, rows: rows, cols: cols, w: make([]float32, rows*cols)}
		for i := range p.w {
			p.w[i] = float32(rng.NormFloat64() * deviation)
		}
		p.m, p.v = make([]float32, len(p.w)), make([]float32, len(p.w))
		p.mean = make([]float32, len(p.w))
		n.params = append(n.params, p)
		n.named[name] = p
		return p
	}
	n.features = add("features", features, shape.Feature, 0.05)
	n.features.sparse = true
	for _, t := range shape.Tensors() {
		deviation := math.Sqrt(2 / float64(t.Rows+t.Cols))
		if t.Rows == 1 {
			deviation = 0
		}
		p := add(t.Name, t.Rows, t.Cols, deviation)
		p.transposedIsNeeded = t.Rows > 1
	}
	for layer := range 2 {
		for direction := range 2 {
			bias := n.named[lstmName(layer, direction)+".bias"].w
			for i := shape.State; i < 2*shape.State; i++ {
				bias[i] = 0.5 // gates that remember, to begin with
			}
		}
	}
	return n
}

func lstmName(layer, direction int) string {
	return "lstm." + string(rune('0'+layer)) + "." + string(rune('0'+direction))
}

// pack lays the weights out for both ways.
func (n *net) pack() {
	weights := map[string][]float32{}
	for _, p := range n.params {
		weights[p.name] = p.w
		if p.transposedIsNeeded {
			p.transposed.Pack(p.cols, p.rows, p.w, 1, p.cols)
		}
	}
	n.model.SetWeights(n.shape, weights, true)
}

// Adam's settings (Kingma and Ba 2015), and the memory of the running mean.
const (
	beta1     = 0.9
	beta2     = 0.98
	epsilon   = 1e-8
	clipNorm  = 4.0
	meanDecay = 0.998
)

// update moves every weight against the sum of the shards' gradients.
func (n *net) update(shards []*shard, rate float64) {
	n.steps++
	norm := 0.0
	for _, p := range n.params {
		p.eachRun(shards, func(from, to int) {
			g := shards[0].grads[p.name]
			for _, s := range shards[1:] {
				other := s.grads[p.name]
				for i := from; i < to; i++ {
					g[i] += other[i]
				}
			}
			for _, v := range g[from:to] {
				norm += float64(v) * float64(v)
			}
		})
	}
	scale := float32(1)
	if norm = math.Sqrt(norm); norm > clipNorm {
		scale = float32(clipNorm / norm)
	}
	c1 := 1 - math.Pow(beta1, float64(n.steps))
	c2 := 1 - math.Pow(beta2, float64(n.steps))
	step := float32(rate / c1)
	correct := float32(1 / math.Sqrt(c2))
	decay := float32(min(meanDecay, float64(n.steps)/float64(n.steps+10)))
	for _, p := range n.params {
		p.eachRun(shards, func(from, to int) { p.adam(shards[0].grads[p.name], from, to, scale, step, correct) })
		for i, w := range p.w {
			p.mean[i] += (w - p.mean[i]) * (1 - decay)
		}
	}
}

func (p *param) adam(g []float32, from, to int, scale, step, correct float32) {
	for i := from; i < to; i++ {
		d := g[i] * scale
		p.m[i] += (d - p.m[i]) * (1 - beta1)
		p.v[i] += (d*d - p.v[i]) * (1 - beta2)
		p.w[i] -= step * p.m[i] / (float32(math.Sqrt(float64(p.v[i])))*correct + epsilon)
	}
}

// eachRun calls f for the runs of weights that some shard has a gradient for, in order.
func (p *param) eachRun(shards []*shard, f func(from, to int)) {
	if !p.sparse {
		f(0, len(p.w))
		return
	}
	for row := range p.rows {
		for _, s := range shards {
			if s.touched[row] {
				f(row*p.cols, (row+1)*p.cols)
				break
			}
		}
	}
}
