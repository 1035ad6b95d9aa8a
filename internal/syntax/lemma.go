package syntax

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf8"
)

// lemmas turn forms into lemmas: the script of the longest known ending of the
// form under its tag. A script cuts letters off the end and adds others.
type lemmas struct {
	index   table
	scripts []script
	rows    []uint16

	tagHashes []uint64   // by tag
	others    [][]uint16 // by tag: the scripts of most words, to fall back on
}

type script struct {
	cut int
	add string
}

// LongestEnding is how many letters of a form its lemma may hang on; a whole
// word is told from an ending of as many letters.
const LongestEnding = 7

const (
	kindEnding = iota + 16
	kindWhole
)

// EndingKey is the key of the last k letters of a form under a tag; WholeKey of
// the form. letters are in lower case.
func EndingKey(xpos string, letters []rune, k int) uint64 {
	return hash(kindEnding^tagHash(xpos), letters[len(letters)-k:])
}

// WholeKey is the key of a whole form under a tag.
func WholeKey(xpos string, letters []rune) uint64 { return hash(kindWhole^tagHash(xpos), letters) }

func tagHash(tag string) uint64 { return hash(kindEnding, []rune(tag)) << 8 }

// lemma is the lemma of a form. Names keep their capitals. Where an ending gives
// a word that no text has ("extradit"), another script of the tag may give one that
// texts have; known tells.
func (l *lemmas) lemma(form, upos string, xpos int, b *KeyMaker, known *table) string {
	b.runes = b.runes[:0]
	for _, r := range form {
		b.runes = append(b.runes, normal(r))
	}
	tag := l.tagHashes[xpos]
	row := l.index.row(hash(kindWhole^tag, b.runes))
	whole := row >= 0
	for k := min(LongestEnding, len(b.runes)); k >= 0 && row < 0; k-- {
		row = l.index.row(hash(kindEnding^tag, b.runes[len(b.runes)-k:]))
	}
	lemma := form
	if upos != "PROPN" {
		lemma = strings.ToLower(form)
	}
	if row < 0 {
		return lemma
	}
	s := l.scripts[l.rows[row]]
	if s.cut == 0 && s.add == "" {
		return lemma
	}
	first, ok := s.apply(lemma)
	if !ok || whole || isKnown(first, known, b) {
		return first
	}
	for _, id := range l.others[xpos] {
		if other, ok := l.scripts[id].apply(lemma); ok && isKnown(other, known, b) {
			return other
		}
	}
	return first
}

// apply cuts and adds; it is not ok where nothing would be left.
func (s script) apply(form string) (lemma string, ok bool) {
	end := len(form)
	for range s.cut {
		if end == 0 {
			return form, false
		}
		_, size := utf8.DecodeLastRuneInString(form[:end])
		end -= size
	}
	return form[:end] + s.add, end > 0 || s.add != ""
}

func isKnown(word string, known *table, b *KeyMaker) bool {
	b.runes = b.runes[:0]
	for _, r := range word {
		b.runes = append(b.runes, normal(r))
	}
	return known.row(hash(kindVector, b.runes)) >= 0
}

// LemmaBytes is the lemmatizer's part of a model file: keys, and the script of
// each as an index into scripts ("2:y" cuts two letters and adds y); then for
// every tag the scripts to fall back on.
func LemmaBytes(keys []uint64, rows []uint16, scripts []string, others [][]uint16) []byte {
	w := &writer{}
	w.strings(scripts)
	w.count(len(keys))
	for i, k := range keys {
		w.out = binary.LittleEndian.AppendUint64(w.out, k)
		w.out = binary.LittleEndian.AppendUint16(w.out, rows[i])
	}
	for _, list := range others {
		w.count(len(list))
		for _, id := range list {
			w.out = binary.LittleEndian.AppendUint16(w.out, id)
		}
	}
	return w.out
}

func parseLemmas(data []byte, xpos []string) (lemmas, error) {
	r := &reader{in: data}
	var l lemmas
	for _, s := range r.strings() {
		var sc script
		cut, add, _ := strings.Cut(s, ":")
		if _, err := fmt.Sscan(cut, &sc.cut); err != nil || sc.cut < 0 {
			return l, fmt.Errorf("model: no script of lemmas: %q", s)
		}
		sc.add = add
		l.scripts = append(l.scripts, sc)
	}
	n := r.count()
	b := r.take(10 * n)
	if r.err != nil {
		return l, r.err
	}
	keys := make([]uint64, n)
	l.rows = make([]uint16, n)
	for i := range n {
		keys[i] = binary.LittleEndian.Uint64(b[10*i:])
		l.rows[i] = binary.LittleEndian.Uint16(b[10*i+8:])
		if int(l.rows[i]) >= len(l.scripts) {
			return l, fmt.Errorf("model: a lemma without script; the file is damaged")
		}
	}
	l.index = newTable(keys)
	for _, x := range xpos {
		l.tagHashes = append(l.tagHashes, tagHash(x))
		n := r.count()
		b := r.take(2 * n)
		if r.err != nil {
			return l, r.err
		}
		list := make([]uint16, n)
		for i := range list {
			if list[i] = binary.LittleEndian.Uint16(b[2*i:]); int(list[i]) >= len(l.scripts) {
				return l, fmt.Errorf("model: a tag's lemmas without script; the file is damaged")
			}
		}
		l.others = append(l.others, list)
	}
	return l, nil
}
