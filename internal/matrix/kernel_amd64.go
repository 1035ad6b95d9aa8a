package matrix

import "golang.org/x/sys/cpu"

var vector = cpu.X86.HasAVX

//go:noescape
func kernel4AVX(k int, a *float32, rows, cols int, b, c *float32, stride int)

//go:noescape
func kernel1AVX(k int, a *float32, cols int, b, c *float32)

//go:noescape
func dotAVX(n int, x, y *float32, lanes *[8]float32)

//go:noescape
func addAVX(n int, y *float32, scale float32, x *float32)

//go:noescape
func tanhAVX(n int, x *float32)

func kernel4(k int, a *float32, rows, cols int, b, c *float32, stride int) {
	if vector {
		kernel4AVX(k, a, rows, cols, b, c, stride)
		return
	}
	for r := range 4 {
		kernelGo(k, at(a, r*rows), cols, b, at(c, r*stride))
	}
}

func kernel1(k int, a *float32, cols int, b, c *float32) {
	if vector {
		kernel1AVX(k, a, cols, b, c)
		return
	}
	kernelGo(k, a, cols, b, c)
}

func dotLanes(n int, x, y *float32, lanes *[8]float32) {
	if vector {
		dotAVX(n, x, y, lanes)
		return
	}
	dotGo(n, x, y, lanes)
}

func addScaled(n int, y *float32, scale float32, x *float32) {
	if vector {
		addAVX(n, y, scale, x)
		return
	}
	addGo(n, y, scale, x)
}

func tanhVector(n int, x *float32) {
	if vector {
		tanhAVX(n, x)
		return
	}
	tanhGo(n, x)
}

var integers = cpu.X86.HasAVX2

//go:noescape
func kernel4IntAVX(pairs int, a *int16, rows int, b *int16, scales *[4]float32, c *float32, stride int)

//go:noescape
func kernel1IntAVX(pairs int, a, b *int16, scale float32, c *float32)

//go:noescape
func quantizeAVX(n int, x *float32, scale float32, out *int16)

func kernel4Int(pairs int, a *int16, rows int, b *int16, scales *[4]float32, c *float32, stride int) {
	if integers {
		kernel4IntAVX(pairs, a, rows, b, scales, c, stride)
		return
	}
	kernel4IntGo(pairs, a, rows, b, scales, c, stride)
}

func kernel1Int(pairs int, a, b *int16, scale float32, c *float32) {
	if integers {
		kernel1IntAVX(pairs, a, b, scale, c)
		return
	}
	kernelIntGo(pairs, a, b, scale, c)
}

func quantize(n int, x *float32, scale float32, out *int16) {
	if integers {
		quantizeAVX(n, x, scale, out)
		return
	}
	quantizeGo(n, x, scale, out)
}

//go:noescape
func greatestAVX(n int, x *float32, lanes *[8]float32)

func greatestLanes(n int, x *float32, lanes *[8]float32) {
	if vector {
		greatestAVX(n, x, lanes)
		return
	}
	greatestGo(n, x, lanes)
}
