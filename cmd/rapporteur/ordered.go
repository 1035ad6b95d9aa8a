package main

import (
	"iter"
	"sync"
)

// ordered works on the items of in with several workers at once and gives the
// results to out in the order of the items, one at a time. No more items are
// held than a few for each worker. Where out is false, no more are taken.
func ordered[A, B any](workers int, in iter.Seq[A], work func(A) B, out func(B) bool) {
	type task struct {
		item   A
		result chan B
	}
	tasks := make(chan task)
	queue := make(chan task, 4*workers) // in order: what out waits for
	stop := make(chan struct{})

	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			for t := range tasks {
				t.result <- work(t.item)
			}
		})
	}
	go func() {
		defer close(queue)
		defer close(tasks)
		for item := range in {
			t := task{item, make(chan B, 1)}
			select {
			case queue <- t:
			case <-stop:
				return
			}
			select {
			case tasks <- t:
			case <-stop:
				// Nobody waits for what stands in the queue.
				return
			}
		}
	}()
	stopped := false
	for t := range queue {
		if stopped {
			continue
		}
		if !out(<-t.result) {
			stopped = true
			close(stop)
		}
	}
	working.Wait()
}
