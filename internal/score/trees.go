// Package score compares records and trees with annotated ones. It judges and
// never mends.
package score

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
)

// Trees counts how many words of parsed sentences have the tag, the head and the
// relation that the annotated ones have, over the same words. The definitions are
// those of the CoNLL 2018 shared task: punctuation counts, and LAS compares
// relations without their subtypes.
type Trees struct {
	Words, UPOS, XPOS, Lemmas, UAS, LAS int
}

// Add counts a sentence in. The two have the same tokens.
func (t *Trees) Add(gold, parsed *doc.Sentence) {
	for i := range gold.Tokens {
		g, p := &gold.Tokens[i], &parsed.Tokens[i]
		t.Words++
		t.UPOS += one(g.UPOS == p.UPOS)
		t.XPOS += one(g.XPOS == p.XPOS)
		t.Lemmas += one(g.Lemma == p.Lemma)
		if g.Head == p.Head {
			t.UAS++
			t.LAS += one(universal(g.Deprel) == universal(p.Deprel))
		}
	}
}

// Share is n of the words, in per cent.
func (t *Trees) Share(n int) float64 { return 100 * float64(n) / float64(max(t.Words, 1)) }

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func universal(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}
