package matrix

import (
	"math"
	"unsafe"
)

// The kernels in Go, for processors without AVX: the same operations in the
// same order. The conversions keep the compiler from fusing a product with a sum.

// at is the element i places after p.
func at(p *float32, i int) *float32 {
	return (*float32)(unsafe.Add(unsafe.Pointer(p), i*4))
}

func kernelGo(k int, a *float32, cols int, b, c *float32) {
	out := (*[Width]float32)(unsafe.Pointer(c))
	sum := *out
	for i := range k {
		x := *at(a, i*cols)
		row := (*[Width]float32)(unsafe.Pointer(at(b, i*Width)))
		for j := range Width {
			sum[j] += float32(x * row[j])
		}
	}
	*out = sum
}

func dotGo(n int, x, y *float32, lanes *[8]float32) {
	for i := range n {
		for j := range 8 {
			lanes[j] += float32(*at(x, i*8+j) * *at(y, i*8+j))
		}
	}
}

func addGo(n int, y *float32, scale float32, x *float32) {
	for i := range n * 8 {
		*at(y, i) += float32(scale * *at(x, i))
	}
}

func tanhGo(n int, x *float32) {
	for i := range n * 8 {
		p := at(x, i)
		*p = tanhOne(*p)
	}
}

func kernelIntGo(pairs int, a, b *int16, scale float32, c *float32) {
	left := unsafe.Slice(a, 2*pairs)
	right := unsafe.Slice(b, 2*pairs*Width)
	out := (*[Width]float32)(unsafe.Pointer(c))
	for j := range Width {
		sum := int32(0)
		for i := range pairs {
			at := i*2*Width + j*2
			sum += int32(left[2*i])*int32(right[at]) + int32(left[2*i+1])*int32(right[at+1])
		}
		out[j] += float32(float32(sum) * scale)
	}
}

func kernel4IntGo(pairs int, a *int16, rows int, b *int16, scales *[4]float32, c *float32, stride int) {
	for r := range 4 {
		left := (*int16)(unsafe.Add(unsafe.Pointer(a), 2*r*rows))
		kernelIntGo(pairs, left, b, scales[r], at(c, r*stride))
	}
}

func quantizeGo(n int, x *float32, scale float32, out *int16) {
	in, rounded := unsafe.Slice(x, 16*n), unsafe.Slice(out, 16*n)
	for i, v := range in {
		rounded[i] = int16(math.RoundToEven(float64(float32(v * scale))))
	}
}

func greatestGo(n int, x *float32, lanes *[8]float32) {
	for i, v := range unsafe.Slice(x, 8*n) {
		if v = max(v, -v); v > lanes[i%8] {
			lanes[i%8] = v
		}
	}
}
