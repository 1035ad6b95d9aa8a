package matrix

import "math"

// levels is the greatest integer that a value is rounded to. Sums of up to 511
// products stay below 2³¹, so no sum of integers can overflow, whatever its order.
const levels = 2047

// Ints is a matrix of K rows and N columns in 16-bit integers: twice as fast to
// multiply with as Panels, and exact, at 11 bits a value. K is even and at most 510.
type Ints struct {
	K, N  int
	scale float32 // what a step of a weight is worth
	data  []int16 // panels of 16 columns; of each column two rows side by side
}

// NewInts rounds the matrix whose element (k, n) is b[k*n+…], row after row.
func NewInts(k, n int, b []float32) Ints {
	if k%2 != 0 || k > 510 {
		panic("matrix: Ints takes an even number of rows, at most 510")
	}
	p := Ints{K: k, N: n}
	most := float32(0)
	for _, v := range b[:k*n] {
		most = max(most, v, -v)
	}
	if most == 0 {
		most = 1
	}
	p.scale = most / levels
	panels := (n + Width - 1) / Width
	p.data = make([]int16, panels*k*Width)
	for j := range panels {
		for i := range k {
			for c := j * Width; c < min(n, (j+1)*Width); c++ {
				v := math.RoundToEven(float64(b[i*n+c] / p.scale))
				p.data[j*k*Width+(i/2)*2*Width+(c-j*Width)*2+i%2] = int16(v)
			}
		}
	}
	return p
}

// Rows are rows of K values rounded for Ints.Mul, each with a step of its own.
type Rows struct {
	k     int
	data  []int16
	steps []float32
	scale [4]float32
}

// Set rounds m rows of k values, stride apart. It reuses r's memory. k is a
// multiple of 16.
func (r *Rows) Set(m, k int, x []float32, stride int) {
	r.size(m, k)
	for i := range m {
		row := x[i*stride : i*stride+k]
		var lanes [8]float32
		greatestLanes(k/8, &row[0], &lanes)
		most := lanes[0]
		for _, v := range lanes[1:] {
			most = max(most, v)
		}
		r.steps[i] = most / levels
		if most == 0 {
			clear(r.data[i*k : (i+1)*k])
			continue
		}
		quantize(k/16, &row[0], levels/most, &r.data[i*k])
	}
}

// size makes room for m rows of k values.
func (r *Rows) size(m, k int) {
	r.k = k
	if cap(r.data) < m*k {
		r.data = make([]int16, m*k)
	}
	if cap(r.steps) < m {
		r.steps = make([]float32, m)
	}
	r.data, r.steps = r.data[:m*k], r.steps[:m]
}

// SetUnit is Set for values between -1 and 1, all with one step.
func (r *Rows) SetUnit(m, k int, x []float32, stride int) {
	r.size(m, k)
	for i := range m {
		r.steps[i] = 1.0 / levels
		quantize(k/16, &x[i*stride], levels, &r.data[i*k])
	}
}

// Mul adds A·B to as many rows of c, stride apart, as a has.
func (p *Ints) Mul(c []float32, stride int, a *Rows) {
	m := len(a.steps)
	if m == 0 || p.N == 0 {
		return
	}
	_ = c[(m-1)*stride+p.N-1] // one check for all that the kernels write
	var whole [4 * Width]float32
	for j := 0; j*Width < p.N; j++ {
		b := &p.data[j*p.K*Width]
		first := j * Width
		full := first+Width <= p.N
		for i := 0; i < m; {
			n := 1
			if i+4 <= m {
				n = 4
			}
			out, apart := c[i*stride+first:], stride
			if !full {
				for r := range n {
					copy(whole[r*Width:(r+1)*Width], c[(i+r)*stride+first:(i+r)*stride+p.N])
				}
				out, apart = whole[:], Width
			}
			if n == 4 {
				for r := range 4 {
					a.scale[r] = float32(a.steps[i+r] * p.scale)
				}
				kernel4Int(p.K/2, &a.data[i*a.k], a.k, b, &a.scale, &out[0], apart)
			} else {
				kernel1Int(p.K/2, &a.data[i*a.k], b, float32(a.steps[i]*p.scale), &out[0])
			}
			if !full {
				for r := range n {
					copy(c[(i+r)*stride+first:(i+r)*stride+p.N], whole[r*Width:])
				}
			}
			i += n
		}
	}
}
