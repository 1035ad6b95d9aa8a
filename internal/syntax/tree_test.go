package syntax

import (
	"math/rand/v2"
	"testing"
)

// The tree found is the best of all trees with one root, by trying them all.
func TestBestTreeOfAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		n := 1 + rng.IntN(5)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(rng.IntN(100)) / 10
		}
		for d := range n {
			scores[d*(n+1)+d+1] = never
		}
		var tr tree
		got := append([]int(nil), tr.best(scores, n)...)
		tr.heads = append(tr.heads[:0], got...)
		if !tr.isTree(n) {
			t.Fatalf("%v is no tree with one root", got)
		}
		if worth(scores, got) < bestWorth(scores, n)-1e-3 {
			t.Fatalf("%v is worth %v; the best tree %v", got, worth(scores, got), bestWorth(scores, n))
		}
	}
}

func worth(scores []float32, heads []int) float32 {
	sum := float32(0)
	for d, h := range heads {
		sum += scores[d*(len(heads)+1)+h]
	}
	return sum
}

func bestWorth(scores []float32, n int) float32 {
	best := float32(never)
	heads := make([]int, n)
	var try func(d int)
	try = func(d int) {
		if d == n {
			tr := tree{heads: heads}
			if tr.isTree(n) {
				best = max(best, worth(scores, heads))
			}
			return
		}
		for h := 0; h <= n; h++ {
			heads[d] = h
			try(d + 1)
		}
	}
	try(0)
	return best
}
