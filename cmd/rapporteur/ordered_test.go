package main

import (
	"slices"
	"testing"
	"time"
)

func TestOrdered(t *testing.T) {
	items := make([]int, 500)
	for i := range items {
		items[i] = i
	}
	work := func(i int) int {
		time.Sleep(time.Duration(i*7919%5) * 50 * time.Microsecond)
		return i * i
	}
	for _, workers := range []int{1, 2, 7} {
		var got []int
		ordered(workers, slices.Values(items), work, func(n int) bool {
			got = append(got, n)
			return true
		})
		if len(got) != len(items) {
			t.Fatalf("%d workers: %d results", workers, len(got))
		}
		for i, n := range got {
			if n != i*i {
				t.Fatalf("%d workers: result %d is %d", workers, i, n)
			}
		}
	}
}

func TestOrderedStops(t *testing.T) {
	taken, given := 0, 0
	endless := func(yield func(int) bool) {
		for yield(taken) {
			taken++
		}
	}
	ordered(3, endless, func(i int) int { return i }, func(int) bool {
		given++
		return given < 10
	})
	if given != 10 || taken > 100 {
		t.Errorf("%d taken, %d given", taken, given)
	}
}
