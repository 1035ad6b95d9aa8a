package matrix

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(n int, rng *rand.Rand) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = rng.Float32()*2 - 1
	}
	return x
}

// The product is, to the bit, the plain sum in order, whatever the shape.
func TestMulIsThePlainSum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, shape := range [][3]int{{1, 1, 1}, {4, 16, 16}, {5, 7, 33}, {9, 128, 51}, {3, 20, 16}, {8, 3, 100}} {
		m, k, n := shape[0], shape[1], shape[2]
		a, b, c := random(m*k, rng), random(k*n, rng), random(m*n, rng)
		want := append([]float32(nil), c...)
		for i := range m {
			for j := range n {
				for x := range k {
					want[i*n+j] += float32(a[i*k+x] * b[x*n+j])
				}
			}
		}
		var p Panels
		p.Pack(k, n, b, n, 1)
		p.Mul(c, n, m, a, k, 1)
		for i := range c {
			if c[i] != want[i] {
				t.Fatalf("%v: element %d is %v, not %v", shape, i, c[i], want[i])
			}
		}
	}
}

func TestVectorCodeIsTheGoCode(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	x := random(64, rng)
	for i := range x {
		x[i] *= 12
	}
	y := append([]float32(nil), x...)
	Tanh(x)
	for i := range y {
		if want := tanhOne(y[i]); x[i] != want {
			t.Errorf("tanh %v is %v, in Go %v", y[i], x[i], want)
		}
		if exact := math.Tanh(float64(y[i])); math.Abs(exact-float64(x[i])) > 1e-6 {
			t.Errorf("tanh %v is %v, truly %v", y[i], x[i], exact)
		}
	}
	a, b := random(96, rng), random(96, rng)
	var lanes [8]float32
	dotGo(12, &a[0], &b[0], &lanes)
	want := ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
	if got := Dot(a, b); got != want {
		t.Errorf("dot is %v, in Go %v", got, want)
	}
	c, d := append([]float32(nil), a...), append([]float32(nil), a...)
	Add(c, 0.3, b)
	addGo(12, &d[0], 0.3, &b[0])
	for i := range c {
		if c[i] != d[i] {
			t.Errorf("element %d is %v, in Go %v", i, c[i], d[i])
		}
	}
}

func BenchmarkMul(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 64, 256, 1024
	x, w, c := random(m*k, rng), random(k*n, rng), make([]float32, m*n)
	var p Panels
	p.Pack(k, n, w, n, 1)
	b.SetBytes(m * k * n) // so MB/s reads as millions of products a second
	for b.Loop() {
		p.Mul(c, n, m, x, k, 1)
	}
}

// Products of integers are those of the Go code to the bit, and near those of floats.
func TestIntsAreTheGoCodeAndNearTheFloats(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, shape := range [][3]int{{1, 16, 16}, {4, 32, 16}, {9, 128, 51}, {6, 256, 100}} {
		m, k, n := shape[0], shape[1], shape[2]
		a, b, c := random(m*k, rng), random(k*n, rng), random(m*n, rng)
		exact := append([]float32(nil), c...)
		var p Panels
		p.Pack(k, n, b, n, 1)
		p.Mul(exact, n, m, a, k, 1)
		ints := NewInts(k, n, b)
		var rows Rows
		rows.Set(m, k, a, k)
		same := append([]float32(nil), c...)
		ints.Mul(c, n, &rows)
		var slow Rows
		slow.Set(m, k, a, k)
		for i := range m {
			quantizeGo(k/16, &a[i*k], levels/(slow.steps[i]*levels), &slow.data[i*k])
			for j := 0; j < n; j += Width {
				var whole [Width]float32
				copy(whole[:], same[i*n+j:(i+1)*n])
				kernelIntGo(k/2, &rows.data[i*k], &ints.data[j*k], float32(rows.steps[i]*ints.scale), &whole[0])
				copy(same[i*n+j:min((i+1)*n, i*n+j+Width)], whole[:])
			}
		}
		for i := range c {
			if c[i] != same[i] {
				t.Fatalf("%v: element %d is %v, in Go %v", shape, i, c[i], same[i])
			}
			if d := c[i] - exact[i]; d > 0.02 || d < -0.02 {
				t.Errorf("%v: element %d is %v, in floats %v", shape, i, c[i], exact[i])
			}
		}
		for i, v := range slow.data {
			if d := v - rows.data[i]; d < -1 || d > 1 {
				t.Fatalf("%v: value %d is rounded to %d, in Go %d", shape, i, rows.data[i], v)
			}
		}
	}
}

func BenchmarkMulInts(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 64, 256, 1024
	x, w, c := random(m*k, rng), random(k*n, rng), make([]float32, m*n)
	p := NewInts(k, n, w)
	var rows Rows
	b.SetBytes(m * k * n)
	for b.Loop() {
		rows.Set(m, k, x, k)
		p.Mul(c, n, &rows)
	}
}
