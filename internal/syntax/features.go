package syntax

import (
	"unicode"
	"unicode/utf8"
)

// The features of a word, one embedding row each: the word itself (of the
// treebanks), its beginnings and ends, its shape. Keys are hashes of the
// feature's kind and its normalised letters; the model holds no strings.
const (
	kindVector = iota // the word, for the fixed vectors
	kindWord          // the word, for the trained rows
	kindPrefix
	kindSuffix
	kindShape
)

// KeyMaker makes the keys of words; its memory is used again.
type KeyMaker struct {
	runes []rune
	keys  []uint64
}

// normal is a rune as the vectors know it: lower case, every digit 0, quotation
// marks and dashes plain.
func normal(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if '1' <= r && r <= '9' {
			return '0'
		}
		return r
	case r == '’' || r == '‘' || r == 'ʼ':
		return '\''
	case r == '“' || r == '”':
		return '"'
	case r == '–' || r == '—':
		return '-'
	}
	return unicode.ToLower(r)
}

// hash is FNV-1a over a kind and runes, mixed at the end.
func hash(kind uint64, runes []rune) uint64 {
	h := uint64(14695981039346656037) ^ kind
	h *= 1099511628211
	for _, r := range runes {
		h ^= uint64(r)
		h *= 1099511628211
	}
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return max(h, 1) // 0 marks an empty place of a table
}

// Keys are the keys of a form: first that of the fixed vector, then those of the
// trained rows. The slice is good until the next call.
func (b *KeyMaker) Keys(form string, first bool) []uint64 {
	b.runes, b.keys = b.runes[:0], b.keys[:0]
	for _, r := range form {
		b.runes = append(b.runes, normal(r))
	}
	n := len(b.runes)
	b.keys = append(b.keys, hash(kindVector, b.runes), hash(kindWord, b.runes))
	for k := 1; k <= 3 && k < n; k++ {
		b.keys = append(b.keys, hash(kindPrefix, b.runes[:k]))
	}
	for k := 1; k <= 4 && k < n; k++ {
		b.keys = append(b.keys, hash(kindSuffix, b.runes[n-k:]))
	}
	var shape [8]rune
	b.keys = append(b.keys, hash(kindShape, shapeOf(shape[:0], form, first)))
	return b.keys
}

// shapeOf is a form's shape, runs of one class cut to two: "Xx", "X.X.", "d,d",
// and whether it stands first in its sentence.
func shapeOf(shape []rune, form string, first bool) []rune {
	if first {
		shape = append(shape, '^')
	}
	var last rune
	run := 0
	for _, r := range form {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		default:
			c = normal(r)
		}
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		if len(shape) == cap(shape) {
			return shape
		}
		shape = append(shape, c)
	}
	return shape
}

// table finds the row of a key: open addressing, at most half full.
type table struct {
	keys []uint64
	rows []int32
	mask uint64
}

// newTable files row i under keys[i].
func newTable(keys []uint64) table {
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	t := table{make([]uint64, size), make([]int32, size), uint64(size - 1)}
	for i, k := range keys {
		at := k & t.mask
		for t.keys[at] != 0 && t.keys[at] != k {
			at = (at + 1) & t.mask
		}
		t.keys[at], t.rows[at] = k, int32(i)
	}
	return t
}

// row is the row of a key; -1 where there is none.
func (t *table) row(key uint64) int32 {
	for at := key & t.mask; ; at = (at + 1) & t.mask {
		switch t.keys[at] {
		case key:
			return t.rows[at]
		case 0:
			return -1
		}
	}
}

// Normal is a form as the word vectors know it: lower case, every digit 0,
// quotation marks and dashes plain.
func Normal(form string) string {
	out := make([]rune, 0, len(form))
	for _, r := range form {
		out = append(out, normal(r))
	}
	return string(out)
}
