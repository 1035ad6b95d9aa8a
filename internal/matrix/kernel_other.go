//go:build !amd64

package matrix

func kernel4(k int, a *float32, rows, cols int, b, c *float32, stride int) {
	for r := range 4 {
		kernelGo(k, at(a, r*rows), cols, b, at(c, r*stride))
	}
}

func kernel1(k int, a *float32, cols int, b, c *float32) { kernelGo(k, a, cols, b, c) }

func dotLanes(n int, x, y *float32, lanes *[8]float32) { dotGo(n, x, y, lanes) }

func addScaled(n int, y *float32, scale float32, x *float32) { addGo(n, y, scale, x) }

func tanhVector(n int, x *float32) { tanhGo(n, x) }

func kernel4Int(pairs int, a *int16, rows int, b *int16, scales *[4]float32, c *float32, stride int) {
	kernel4IntGo(pairs, a, rows, b, scales, c, stride)
}

func kernel1Int(pairs int, a, b *int16, scale float32, c *float32) {
	kernelIntGo(pairs, a, b, scale, c)
}

func quantize(n int, x *float32, scale float32, out *int16) { quantizeGo(n, x, scale, out) }

func greatestLanes(n int, x *float32, lanes *[8]float32) { greatestGo(n, x, lanes) }
