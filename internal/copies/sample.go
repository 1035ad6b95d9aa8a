package copies

import "slices"

// How many hashes are kept of each thing.
const (
	wordingKept = 128
	toldKept    = 64
	factsKept   = 32
	bandKeys    = 32
)

// sample holds the lowest hashes of a set and the set's size. The lowest hashes
// are a fair draw, and two sets draw alike: what both have is drawn in both. So
// overlap, and containment of a small set in a large one, can be estimated
// from samples; a set no larger than its sample is known in full.
type sample struct {
	n   int      // size of the set
	low []uint32 // its lowest hashes, ascending
}

// sampleOf returns the sample of the set of hashes, keeping the given number.
// It reorders hashes.
func sampleOf(hashes []uint32, kept int) sample {
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return sample{len(hashes), slices.Clone(hashes[:min(len(hashes), kept)])}
}

// limit is the hash up to which the sample knows its set in full.
func (s sample) limit() uint32 {
	if s.n == len(s.low) {
		return ^uint32(0)
	}
	return s.low[len(s.low)-1]
}

// overlap is what two samples say of their sets: how many of each lie in the
// range that both know in full, how many of those are shared, and the sizes.
type overlap struct {
	a, b, shared int
	small, large int
}

// with compares two samples.
func (s sample) with(t sample) overlap {
	limit := min(s.limit(), t.limit())
	o := overlap{small: min(s.n, t.n), large: max(s.n, t.n)}
	i, j := 0, 0
	for i < len(s.low) && j < len(t.low) && s.low[i] <= limit && t.low[j] <= limit {
		switch x, y := s.low[i], t.low[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			i, j = i+1, j+1
			o.shared++
		}
	}
	for i < len(s.low) && s.low[i] <= limit {
		i++
	}
	for j < len(t.low) && t.low[j] <= limit {
		j++
	}
	o.a, o.b = i, j
	return o
}

// contained is the part of the smaller set that the larger one has.
func (o overlap) contained() float64 { return part(o.shared, min(o.a, o.b)) }

// resemblance is the part of both sets together that both have.
func (o overlap) resemblance() float64 { return part(o.shared, o.a+o.b-o.shared) }

// length is the size of the smaller set as a part of the larger.
func (o overlap) length() float64 { return part(o.small, o.large) }

// common is how many members the sets share.
func (o overlap) common() float64 { return o.contained() * float64(o.small) }

func part(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
