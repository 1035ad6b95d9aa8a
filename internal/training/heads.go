package training

import (
	"github.com/rapporteur/rapporteur/internal/matrix"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

// tagWeight is what a tag counts beside an arc.
const tagWeight = 0.5

// tags goes forward and back over the two kinds of tag, read off the first layer.
func (s *shard) tags(samples []*sample) {
	m := &s.n.model
	h := s.forward("tags", &m.Tags, s.kept0, true, s.drops.hidden)
	for _, part := range []struct {
		name  string
		layer *syntax.Linear
		gold  func(*sample) []int
	}{
		{"upos", &m.TagsUP, func(sm *sample) []int { return sm.upos }},
		{"xpos", &m.TagsXP, func(sm *sample) []int { return sm.xpos }},
	} {
		out := part.layer.Out
		scores := make([]float32, s.b.Rows*out)
		part.layer.Run(s.b.Rows, h.y, h.out, scores, false, nil)
		for i, sm := range samples {
			for t, g := range part.gold(sm) {
				row := s.b.Row(i, t)
				s.loss += tagWeight * softmax(scores[row*out:(row+1)*out], g, tagWeight*s.share)
			}
		}
		s.linearBack(part.name, s.b.Rows, h.y, h.out, out, scores, h.dy, h.out)
	}
	s.back(h, s.dh0)
}

// arcs goes forward and back over the heads, sentence by sentence.
func (s *shard) arcs(samples []*sample) {
	m, arc := &s.n.model, s.n.shape.Arc
	dep := s.forward("arc.dependent", &m.ArcDependent, s.kept1, true, s.drops.hidden)
	head := s.forward("arc.head", &m.ArcHead, s.kept1, true, s.drops.hidden)
	scaled := make([]float32, s.b.Rows*arc)
	m.Arc.Run(s.b.Rows, dep.y, arc, scaled, false, nil)
	dScaled := make([]float32, len(scaled))
	root, dRoot := s.n.named["root.head"].w, s.grads["root.head"]
	bias, dBias := s.n.named["arc.bias"].w, s.grads["arc.bias"]
	way, dWay := s.n.named["distance"].w, s.grads["distance"]
	for i, sm := range samples {
		n := len(sm.heads)
		width := n + 1
		heads, left := make([]float32, width*arc), make([]float32, n*arc)
		copy(heads, root)
		for t := range n {
			row := s.b.Row(i, t)
			copy(heads[(t+1)*arc:], head.y[row*arc:(row+1)*arc])
			copy(left[t*arc:], scaled[row*arc:(row+1)*arc])
		}
		scores := make([]float32, n*width)
		var right matrix.Panels
		right.Pack(arc, width, heads, 1, arc)
		right.Mul(scores, width, n, left, arc, 1)
		for h := range width {
			b := matrix.Dot(heads[h*arc:(h+1)*arc], bias)
			for t := range n {
				scores[t*width+h] += b + way[class(t, h)]
			}
		}
		for t, g := range sm.heads {
			out := scores[t*width : (t+1)*width]
			out[t+1] = -1e9
			s.loss += softmax(out, g, s.share)
			out[t+1] = 0
		}
		// Back: scores are now their gradients.
		dLeft, dHeads := make([]float32, n*arc), make([]float32, width*arc)
		right.Pack(width, arc, heads, arc, 1)
		right.Mul(dLeft, arc, n, scores, width, 1)
		right.Pack(n, arc, left, arc, 1)
		right.Mul(dHeads, arc, width, scores, 1, width)
		for h := range width {
			sum := float32(0)
			for t := range n {
				v := scores[t*width+h]
				sum += v
				dWay[class(t, h)] += v
			}
			matrix.Add(dHeads[h*arc:(h+1)*arc], sum, bias)
			matrix.Add(dBias, sum, heads[h*arc:(h+1)*arc])
		}
		matrix.Add(dRoot, 1, dHeads[:arc])
		for t := range n {
			row := s.b.Row(i, t)
			matrix.Add(head.dy[row*arc:(row+1)*arc], 1, dHeads[(t+1)*arc:(t+2)*arc])
			copy(dScaled[row*arc:], dLeft[t*arc:(t+1)*arc])
		}
	}
	var right matrix.Panels
	right.Pack(s.b.Rows, arc, dScaled, arc, 1)
	right.Mul(s.grads["arc.weights"], arc, arc, dep.y, 1, arc)
	s.n.named["arc.weights"].transposed.Mul(dep.dy, arc, s.b.Rows, dScaled, arc, 1)
	s.back(dep, s.dh1)
	s.back(head, s.dh1)
}

// class is the class of the way from word t to head h (0 the root).
func class(t, h int) int {
	if h == 0 {
		return syntax.RootDistance
	}
	return syntax.Distance(t, h-1)
}

// labels goes forward and back over the relations, under the true heads.
func (s *shard) labels(samples []*sample) {
	m, label := &s.n.model, s.n.shape.Label
	dep := s.forward("label.dependent", &m.LabelDependent, s.kept1, false, 0)
	head := s.forward("label.head", &m.LabelHead, s.kept1, false, 0)
	root, dRoot := s.n.named["root.label"].w, s.grads["root.label"]
	sum := make([]float32, s.b.Rows*label)
	copy(sum, dep.y)
	above := func(i int, sm *sample, t int) int { // row of the head, -1 for the root
		if sm.heads[t] == 0 {
			return -1
		}
		return s.b.Row(i, sm.heads[t]-1)
	}
	for i, sm := range samples {
		for t := range sm.heads {
			row := s.b.Row(i, t)
			if at := above(i, sm, t); at < 0 {
				matrix.Add(sum[row*label:(row+1)*label], 1, root)
			} else {
				matrix.Add(sum[row*label:(row+1)*label], 1, head.y[at*label:(at+1)*label])
			}
		}
	}
	mask := make([]float32, len(sum))
	s.drop(mask, s.drops.hidden)
	for j, v := range sum {
		sum[j] = max(v, 0) * mask[j]
	}
	out := m.Labels.Out
	scores := make([]float32, s.b.Rows*out)
	m.Labels.Run(s.b.Rows, sum, label, scores, false, nil)
	for i, sm := range samples {
		for t, g := range sm.rels {
			row := s.b.Row(i, t)
			s.loss += softmax(scores[row*out:(row+1)*out], g, s.share)
		}
	}
	dSum := make([]float32, len(sum))
	s.linearBack("labels", s.b.Rows, sum, label, out, scores, dSum, label)
	for j := range dSum {
		if sum[j] <= 0 {
			dSum[j] = 0
		} else {
			dSum[j] *= mask[j]
		}
	}
	copy(dep.dy, dSum)
	for i, sm := range samples {
		for t := range sm.heads {
			row := s.b.Row(i, t)
			d := dSum[row*label : (row+1)*label]
			if at := above(i, sm, t); at < 0 {
				matrix.Add(dRoot, 1, d)
			} else {
				matrix.Add(head.dy[at*label:(at+1)*label], 1, d)
			}
		}
	}
	s.back(dep, s.dh1)
	s.back(head, s.dh1)
}

// lstmBack goes back over one direction of a layer: x is what it read, h what it
// wrote, dh the gradient of that, dx takes the gradient of x.
func (s *shard) lstmBack(layer, direction int, x []float32, stride int, tr *syntax.Trace, h, dh, dx []float32) {
	name := lstmName(layer, direction)
	l := &s.n.model.Layers[layer][direction]
	n, b, states := l.Size, s.b, 2*s.n.shape.State
	column := direction * n
	dGates := make([]float32, b.Rows*4*n)
	before := make([]float32, b.Rows*n)
	width := len(b.Lengths)
	dState, dCell := make([]float32, width*n), make([]float32, width*n)
	step := make([]float32, width*4*n)
	state := s.n.named[name+".state"]
	for t := len(b.Offsets) - 1; t >= 0; t-- {
		active := b.Active(t)
		for i := range active {
			row, old := l.Rows(b, i, t)
			d := dGates[row*4*n : (row+1)*4*n]
			gates := tr.Gates[row*4*n : (row+1)*4*n]
			var oldCell []float32
			if old >= 0 {
				oldCell = tr.Cells[old*n : (old+1)*n]
				copy(before[row*n:(row+1)*n], h[old*states+column:old*states+column+n])
			}
			cellBack(n, gates, tr.Tanh[row*n:(row+1)*n], oldCell, dh[row*states+column:row*states+column+n],
				dState[i*n:(i+1)*n], dCell[i*n:(i+1)*n], d)
			copy(step[i*4*n:], d)
		}
		clear(dState[:active*n])
		if t > 0 {
			state.transposed.Mul(dState, n, active, step, 4*n, 1)
		}
	}
	var right matrix.Panels
	right.Pack(b.Rows, 4*n, dGates, 4*n, 1)
	right.Mul(s.grads[name+".state"], 4*n, n, before, 1, n)
	right.Mul(s.grads[name+".input"], 4*n, l.In, x, 1, stride)
	bias := s.grads[name+".bias"]
	for r := range b.Rows {
		matrix.Add(bias, 1, dGates[r*4*n:(r+1)*4*n])
	}
	s.n.named[name+".input"].transposed.Mul(dx, stride, b.Rows, dGates, 4*n, 1)
}

// cellBack goes back over one step of one sentence.
func cellBack(n int, gates, squashed, old, dh, dState, dCell, d []float32) {
	for j := range n {
		in, forget, open, value := gates[j], gates[n+j], gates[2*n+j], gates[3*n+j]
		out := dh[j] + dState[j]
		tc := squashed[j]
		cell := dCell[j] + out*open*(1-tc*tc)
		d[2*n+j] = out * tc * 2 * open * (1 - open)
		d[j] = cell * value * 2 * in * (1 - in)
		d[3*n+j] = cell * in * (1 - value*value)
		if old != nil {
			d[n+j] = cell * old[j] * 2 * forget * (1 - forget)
		}
		dCell[j] = cell * forget
	}
}
