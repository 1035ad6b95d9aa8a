package doc

import "strings"

// Link builds the lists of children of every token; the tree's own navigation
// below needs it. Whoever sets heads calls it.
func (s *Sentence) Link() {
	n := len(s.Tokens)
	counts := make([]int, n)
	total := 0
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < n {
			counts[h]++
			total++
		}
	}
	all := make([]int, total)
	s.kids = make([][]int, n)
	at := 0
	for h, c := range counts {
		s.kids[h] = all[at : at : at+c]
		at += c
	}
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < n {
			s.kids[h] = append(s.kids[h], i)
		}
	}
}

// Children are the children of token i, in order of the text.
func (s *Sentence) Children(i int) []int {
	if i < 0 || i >= len(s.kids) {
		return nil
	}
	return s.kids[i]
}

// Root is the index of the token that heads the sentence; -1 for no tokens.
func (s *Sentence) Root() int {
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 {
			return i
		}
	}
	return -1
}

// Child is the first child of token i whose relation is one of rels (a
// relation without subtype means all its subtypes); -1 where there is none.
func (s *Sentence) Child(i int, rels ...string) int {
	for _, c := range s.Children(i) {
		if s.Tokens[c].Is(rels...) {
			return c
		}
	}
	return -1
}

// Is tells whether the token's relation is one of rels; "nsubj" means
// "nsubj:pass" too, "nsubj:pass" only itself.
func (t *Token) Is(rels ...string) bool {
	for _, r := range rels {
		if t.Deprel == r || len(t.Deprel) > len(r) && t.Deprel[len(r)] == ':' && strings.HasPrefix(t.Deprel, r) {
			return true
		}
	}
	return false
}

// Subtree is the first token below i (itself included) and the one after the
// last, whether or not all between belong to it.
func (s *Sentence) Subtree(i int) (first, last int) {
	first, last = i, i+1
	for _, c := range s.Children(i) {
		f, l := s.Subtree(c)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// Below tells whether token i is token top or somewhere below it.
func (s *Sentence) Below(i, top int) bool {
	for steps := 0; i >= 0 && steps <= len(s.Tokens); steps++ {
		if i == top {
			return true
		}
		i = s.Tokens[i].Head
	}
	return false
}

// Lower is the token's form in lower case.
func (t *Token) Lower() string { return strings.ToLower(t.Form) }
