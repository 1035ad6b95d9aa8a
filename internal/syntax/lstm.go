package syntax

import "github.com/rapporteur/rapporteur/internal/matrix"

// Batch lays the words of several sentences out step by step: the first words of
// all sentences, then the second words, and so on, so that a recurrent layer
// reads the sentences side by side. Sentences are given longest first.
type Batch struct {
	Lengths []int // of each sentence, falling
	Offsets []int // row of the first word of each step
	Rows    int
}

// NewBatch lays out sentences of these lengths, which fall.
func NewBatch(lengths []int) *Batch {
	b := &Batch{Lengths: lengths}
	active := len(lengths)
	longest := 0
	if active > 0 {
		longest = lengths[0]
	}
	for t := range longest {
		for active > 0 && lengths[active-1] <= t {
			active--
		}
		b.Offsets = append(b.Offsets, b.Rows)
		b.Rows += active
	}
	return b
}

// Row is the row of word t of sentence s.
func (b *Batch) Row(s, t int) int { return b.Offsets[t] + s }

// Active is the number of sentences with more than t words.
func (b *Batch) Active(t int) int {
	if t+1 < len(b.Offsets) {
		return b.Offsets[t+1] - b.Offsets[t]
	}
	return b.Rows - b.Offsets[t]
}

// LSTM is one direction of a recurrent layer (Hochreiter and Schmidhuber 1997,
// with forget gate). A gate is tanh(z)/2 + 1/2. Columns of the weights are the
// input, forget and output gates, then the new values.
type LSTM struct {
	In, Size int
	Reverse  bool
	Input    Weights   // In × 4·Size
	State    Weights   // Size × 4·Size
	Bias     []float32 // 4·Size
}

// Weights are a matrix to multiply with: in floats while it is learned, in
// integers when it is used.
type Weights struct {
	floats matrix.Panels
	ints   matrix.Ints
	exact  bool // floats
}

// set takes the matrix of k rows and n columns.
func (w *Weights) set(k, n int, values []float32, exact bool) {
	if w.exact = exact; exact {
		w.floats.Pack(k, n, values, n, 1)
	} else {
		w.ints = matrix.NewInts(k, n, values)
	}
}

// addUnit is add for values between -1 and 1.
func (w *Weights) addUnit(c []float32, stride, m int, x []float32, xStride int, rounded *matrix.Rows) {
	if w.exact {
		w.floats.Mul(c, stride, m, x, xStride, 1)
		return
	}
	rounded.SetUnit(m, w.ints.K, x, xStride)
	w.ints.Mul(c, stride, rounded)
}

// add adds the product of m rows of x and the weights to c.
func (w *Weights) add(c []float32, stride, m int, x []float32, xStride int, rounded *matrix.Rows) {
	if w.exact {
		w.floats.Mul(c, stride, m, x, xStride, 1)
		return
	}
	rounded.Set(m, w.ints.K, x, xStride)
	w.ints.Mul(c, stride, rounded)
}

// Trace is what a pass leaves behind, row by row of the batch: the gates and new
// values after their functions, the cells, their tanh. Training goes back over it.
type Trace struct {
	Gates, Cells, Tanh []float32

	state, recur []float32
	rounded      matrix.Rows
}

// Run reads x (rows of In values, stride apart) and writes Size values a row to
// out, from column at on, rows outStride apart.
func (l *LSTM) Run(b *Batch, x []float32, stride int, out []float32, outStride, at int, tr *Trace) {
	n := l.Size
	l.open(b, tr)
	l.Input.add(tr.Gates, 4*n, b.Rows, x, stride, &tr.rounded)
	l.recur(b, out, outStride, at, tr)
}

// runRounded is Run over rows that are rounded already.
func (l *LSTM) runRounded(b *Batch, rounded *matrix.Rows, out []float32, outStride, at int, tr *Trace) {
	l.open(b, tr)
	l.Input.ints.Mul(tr.Gates, 4*l.Size, rounded)
	l.recur(b, out, outStride, at, tr)
}

// open gives every row's gates the bias.
func (l *LSTM) open(b *Batch, tr *Trace) {
	n := 4 * l.Size
	tr.Gates = sized(tr.Gates, b.Rows*n)
	for r := range b.Rows {
		copy(tr.Gates[r*n:(r+1)*n], l.Bias)
	}
}

// recur is Run once the gates hold what the input adds to them.
func (l *LSTM) recur(b *Batch, out []float32, outStride, at int, tr *Trace) {
	n := l.Size
	tr.Cells = sized(tr.Cells, b.Rows*n)
	tr.Tanh = sized(tr.Tanh, b.Rows*n)
	width := len(b.Lengths)
	tr.state, tr.recur = sized(tr.state, width*n), sized(tr.recur, width*4*n)
	state, recur := tr.state, tr.recur
	for t := range b.Offsets {
		active := b.Active(t)
		if t > 0 {
			clear(recur[:active*4*n])
			l.State.addUnit(recur, 4*n, active, state, n, &tr.rounded)
		}
		for s := range active {
			row, before := l.Rows(b, s, t)
			gates := tr.Gates[row*4*n : (row+1)*4*n]
			if t > 0 {
				matrix.Add(gates, 1, recur[s*4*n:(s+1)*4*n])
			}
			matrix.Tanh(gates)
			cell, squashed := tr.Cells[row*n:(row+1)*n], tr.Tanh[row*n:(row+1)*n]
			var old []float32
			if before >= 0 {
				old = tr.Cells[before*n : (before+1)*n]
			}
			step(n, gates, old, cell)
			copy(squashed, cell)
			matrix.Tanh(squashed)
			h := state[s*n : (s+1)*n]
			open := gates[2*n : 3*n]
			for i, o := range open {
				h[i] = float32(o * squashed[i])
			}
			copy(out[row*outStride+at:], h)
		}
	}
}

// Rows are the row that sentence s reads at step t and the one it read before
// (-1 at the first).
func (l *LSTM) Rows(b *Batch, s, t int) (row, before int) {
	if !l.Reverse {
		if t == 0 {
			return b.Row(s, 0), -1
		}
		return b.Row(s, t), b.Row(s, t-1)
	}
	last := b.Lengths[s] - 1
	if t == 0 {
		return b.Row(s, last), -1
	}
	return b.Row(s, last-t), b.Row(s, last-t+1)
}

// step turns the three gates' tanh into gates and makes the new cell.
func step(n int, gates, old, cell []float32) {
	in, forget, open, value := gates[:n], gates[n:2*n], gates[2*n:3*n], gates[3*n:4*n]
	for i := range in {
		in[i] = float32(in[i]*0.5) + 0.5
		open[i] = float32(open[i]*0.5) + 0.5
		forget[i] = float32(forget[i]*0.5) + 0.5
		cell[i] = float32(in[i] * value[i])
	}
	for i := range old {
		cell[i] += float32(forget[i] * old[i])
	}
}

// Linear is a layer out = x·W + bias, with or without a cut at zero.
type Linear struct {
	In, Out int
	Weights Weights
	Bias    []float32
}

// Run writes Out values a row to out, rows Out apart; relu cuts them at zero.
func (l *Linear) Run(rows int, x []float32, stride int, out []float32, relu bool, rounded *matrix.Rows) {
	for r := range rows {
		copy(out[r*l.Out:(r+1)*l.Out], l.Bias)
	}
	l.Weights.add(out, l.Out, rows, x, stride, rounded)
	if relu {
		cut(out[:rows*l.Out])
	}
}

// runRounded is Run over rows that are rounded already.
func (l *Linear) runRounded(rounded *matrix.Rows, out []float32, relu bool) {
	for r := range len(out) / l.Out {
		copy(out[r*l.Out:(r+1)*l.Out], l.Bias)
	}
	l.Weights.ints.Mul(out, l.Out, rounded)
	if relu {
		cut(out)
	}
}

// cut sets what is below zero to zero.
func cut(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

// sized is x with n zeros.
func sized(x []float32, n int) []float32 {
	if cap(x) < n {
		return make([]float32, n)
	}
	x = x[:n]
	clear(x)
	return x
}
