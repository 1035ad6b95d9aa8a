package lexicon

import (
	"iter"
	"strings"
)

// Phrases finds phrases of one or more words in a run of tokens, longest first.
// Words are compared as given: callers lower-case, or take lemmas.
type Phrases[T any] struct {
	root node[T]
}

type node[T any] struct {
	next  map[string]*node[T]
	value T
	ends  bool
}

// Add files value under a phrase, its words parted by spaces. A phrase that is
// there already takes the new value.
func (p *Phrases[T]) Add(phrase string, value T) {
	n := &p.root
	for word := range strings.FieldsSeq(phrase) {
		if n.next == nil {
			n.next = map[string]*node[T]{}
		}
		child := n.next[word]
		if child == nil {
			child = &node[T]{}
			n.next[word] = child
		}
		n = child
	}
	n.value, n.ends = value, true
}

// Longest is the value of the longest phrase that starts at word i, and how
// many words it has; 0 where there is none. word(i) gives "" past the end.
func (p *Phrases[T]) Longest(i int, word func(int) string) (value T, length int) {
	n := &p.root
	for k := 0; ; k++ {
		w := word(i + k)
		if w == "" || n.next == nil {
			return value, length
		}
		if n = n.next[w]; n == nil {
			return value, length
		}
		if n.ends {
			value, length = n.value, k+1
		}
	}
}

// Get is the value of exactly this phrase.
func (p *Phrases[T]) Get(phrase string) (value T, ok bool) {
	n := &p.root
	for word := range strings.FieldsSeq(phrase) {
		if n = n.next[word]; n == nil {
			return value, false
		}
	}
	return n.value, n.ends
}

// All gives every phrase with its value, in no order.
func (p *Phrases[T]) All() iter.Seq2[string, T] {
	return func(yield func(string, T) bool) { p.root.all("", yield) }
}

func (n *node[T]) all(phrase string, yield func(string, T) bool) bool {
	if n.ends && !yield(phrase, n.value) {
		return false
	}
	for word, next := range n.next {
		if phrase != "" {
			word = phrase + " " + word
		}
		if !next.all(word, yield) {
			return false
		}
	}
	return true
}
