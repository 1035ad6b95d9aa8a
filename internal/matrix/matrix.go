// Package matrix multiplies dense float32 matrices, fast and always in the same
// order: every element of a product is the sum over k, one product added after
// the other, each rounded to float32. So the assembly for amd64 and the Go code
// for everything else give the same bits, and no result depends on how rows are
// batched together.
package matrix

// Width is the number of columns of a panel.
const Width = 16

// Panels is a matrix of K rows and N columns, laid out for Mul: panels of 16
// columns, each row after row; missing columns are zero.
type Panels struct {
	K, N int
	data []float32
}

// Pack lays the matrix out whose element (k, n) is b[k*rows+n*cols]. It reuses
// p's memory.
func (p *Panels) Pack(k, n int, b []float32, rows, cols int) {
	p.K, p.N = k, n
	panels := (n + Width - 1) / Width
	if size := panels * k * Width; cap(p.data) < size {
		p.data = make([]float32, size)
	} else {
		p.data = p.data[:size]
	}
	for j := range panels {
		first := j * Width
		width := min(Width, n-first)
		for i := range k {
			out := p.data[(j*k+i)*Width : (j*k+i)*Width+Width]
			at := i*rows + first*cols
			if cols == 1 {
				copy(out, b[at:at+width])
			} else {
				for c := range width {
					out[c] = b[at+c*cols]
				}
			}
			clear(out[width:])
		}
	}
}

// Mul adds A·B to the m rows of c, which stand stride apart. Element (i, k) of A
// is a[i*rows+k*cols].
func (p *Panels) Mul(c []float32, stride, m int, a []float32, rows, cols int) {
	if m == 0 || p.K == 0 || p.N == 0 {
		return
	}
	_ = a[(m-1)*rows+(p.K-1)*cols] // one check for all that the kernels read
	_ = c[(m-1)*stride+p.N-1]
	for j := 0; j*Width < p.N; j++ {
		b := p.data[j*p.K*Width : (j+1)*p.K*Width]
		if first := j * Width; first+Width <= p.N {
			i := 0
			for ; i+4 <= m; i += 4 {
				kernel4(p.K, &a[i*rows], rows, cols, &b[0], &c[i*stride+first], stride)
			}
			for ; i < m; i++ {
				kernel1(p.K, &a[i*rows], cols, &b[0], &c[i*stride+first])
			}
			continue
		}
		p.mulLast(j, b, c, stride, m, a, rows, cols)
	}
}

// mulLast is Mul for a last panel that is not full: through a whole one.
func (p *Panels) mulLast(j int, b, c []float32, stride, m int, a []float32, rows, cols int) {
	first := j * Width
	var whole [4 * Width]float32
	for i := 0; i < m; {
		n := 1
		if i+4 <= m {
			n = 4
		}
		for r := range n {
			copy(whole[r*Width:], c[(i+r)*stride+first:(i+r)*stride+p.N])
		}
		if n == 4 {
			kernel4(p.K, &a[i*rows], rows, cols, &b[0], &whole[0], Width)
		} else {
			kernel1(p.K, &a[i*rows], cols, &b[0], &whole[0])
		}
		for r := range n {
			copy(c[(i+r)*stride+first:(i+r)*stride+p.N], whole[r*Width:])
		}
		i += n
	}
}

// The coefficients of the rational approximation of tanh on [-9, 9] (odd
// polynomial over even polynomial, as in the Eigen library, Mathisen 2013;
// error below 4 units in the last place).
const (
	tanhClamp = 7.99881172180175781
	a1        = 4.89352455891786e-03
	a3        = 6.37261928875436e-04
	a5        = 1.48572235717979e-05
	a7        = 5.12229709037114e-08
	a9        = -8.60467152213735e-11
	a11       = 2.00018790482477e-13
	a13       = -2.76076847742355e-16
	b0        = 4.89352518554385e-03
	b2        = 2.26843463243900e-03
	b4        = 1.18534705686654e-04
	b6        = 1.19825839466702e-06
)

// tanhOne is tanh, operation for operation as the vector code has it.
func tanhOne(x float32) float32 {
	x = max(-tanhClamp, min(tanhClamp, x))
	s := float32(x * x)
	p := float32(float32(s*a13) + a11)
	p = float32(float32(s*p) + a9)
	p = float32(float32(s*p) + a7)
	p = float32(float32(s*p) + a5)
	p = float32(float32(s*p) + a3)
	p = float32(float32(s*p) + a1)
	p = float32(x * p)
	q := float32(float32(s*b6) + b4)
	q = float32(float32(s*q) + b2)
	q = float32(float32(s*q) + b0)
	return p / q
}

// Dot is the sum of products of two slices of the same length, a multiple of 8,
// in eight lanes that are added up at the end.
func Dot(x, y []float32) float32 {
	if len(x) == 0 {
		return 0
	}
	_ = y[len(x)-1]
	var lanes [8]float32
	dotLanes(len(x)/8, &x[0], &y[0], &lanes)
	return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

// Add adds scale·x to y; the length is a multiple of 8.
func Add(y []float32, scale float32, x []float32) {
	if len(x) == 0 {
		return
	}
	_ = y[len(x)-1]
	addScaled(len(x)/8, &y[0], scale, &x[0])
}

// Tanh replaces every element of x by its hyperbolic tangent.
func Tanh(x []float32) {
	whole := len(x) / 8
	if whole > 0 {
		tanhVector(whole, &x[0])
	}
	for i := whole * 8; i < len(x); i++ {
		x[i] = tanhOne(x[i])
	}
}
