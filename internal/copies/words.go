package copies

import (
	"unicode"
	"unicode/utf8"
)

const (
	runWords  = 3 // words in a run
	longQuote = 5 // a quotation of more words is left out of what the report itself tells

	// FNV-1a, 64 bits.
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// scanner reads a text into hashes of its words.
type scanner struct {
	all   []uint64 // every word
	told  []uint64 // those outside quotations
	facts []uint32 // words with a digit, and with a capital within a sentence

	word    uint64 // the word being read
	letters int    // of it
	fact    bool   // it has a digit, or a capital that its place does not explain
	begins  bool   // the next word begins a sentence

	quoted bool // within a quotation
	single bool // it began with a single mark
	since  int  // len(told) where it began
	last   rune // last rune that was no space
}

// scan reads a text. A word is a run of letters and digits, lower-cased, with
// what stands inside it left out: "Cease-fire", "U.S." and "1,000" are
// ceasefire, us and 1000.
func scan(text string) *scanner {
	words := len(text)/6 + 8
	s := &scanner{all: make([]uint64, 0, words), told: make([]uint64, 0, words), begins: true}
	before := '\n'
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		after, _ := utf8.DecodeRuneInString(text[i:])
		switch {
		case isLetter(r):
			s.letter(r)
		case unseen(r) || inside(before, r, after):
			// within a word
		default:
			s.endWord()
			s.mark(before, r, after)
		}
		if !unseen(r) {
			before = r
		}
		if !unicode.IsSpace(r) {
			s.last = r
		}
	}
	s.endWord()
	s.endQuote()
	return s
}

func (s *scanner) letter(r rune) {
	if s.letters == 0 {
		s.word = hashSeed
		s.fact = !s.begins && unicode.IsUpper(r)
	}
	s.fact = s.fact || '0' <= r && r <= '9'
	s.letters++
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
	} else {
		r = unicode.ToLower(r)
	}
	for ; r > 0; r >>= 8 {
		s.word = (s.word ^ uint64(r&0xff)) * hashPrime
	}
}

func (s *scanner) endWord() {
	if s.letters == 0 {
		return
	}
	s.all = append(s.all, s.word)
	s.told = append(s.told, s.word)
	if s.fact {
		s.facts = append(s.facts, uint32(mix(s.word)>>32))
	}
	s.letters, s.fact, s.begins = 0, false, false
}

// mark takes note of where sentences and quotations begin and end. A quotation
// that is not closed runs to the end of its paragraph.
func (s *scanner) mark(before, r, after rune) {
	switch r {
	case '.', '!', '?', ':':
		s.begins = true
	case '\n':
		if before == '\n' || stops(s.last) {
			s.endQuote()
		}
		s.begins = s.begins || before == '\n' || stops(s.last)
	case '“', '«', '„':
		s.beginQuote(false)
	case '”', '»':
		s.endQuote()
	case '"', '\'', '‘', '’':
		single := r != '"'
		switch {
		case s.quoted && s.single == single && !isLetter(after):
			s.endQuote()
		case r != '’' && !isLetter(before) && isLetter(after):
			s.beginQuote(single)
		}
	}
}

// beginQuote begins a quotation; one within another is part of it.
func (s *scanner) beginQuote(single bool) {
	if !s.quoted {
		s.quoted, s.single, s.since, s.begins = true, single, len(s.told), true
	}
}

// endQuote ends a quotation. Short ones are words of the report like any other.
func (s *scanner) endQuote() {
	if s.quoted && len(s.told)-s.since > longQuote {
		s.told = s.told[:s.since]
	}
	s.quoted = false
}

// runs returns the hashes of all runs of runWords words; of a shorter text, of
// its words together.
func runs(words []uint64) []uint32 {
	if len(words) == 0 {
		return nil
	}
	size := min(len(words), runWords)
	hashes := make([]uint32, 0, len(words)-size+1)
	for i := size; i <= len(words); i++ {
		h := uint64(hashSeed)
		for _, w := range words[i-size : i] {
			h = mix(h ^ w)
		}
		hashes = append(hashes, uint32(h>>32))
	}
	return hashes
}

// mix spreads the bits of a hash (the finishing step of SplitMix64).
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// unseen tells of runes that a reader does not see as one: combining accents,
// soft hyphens, joiners, byte order marks, the return before a line feed.
func unseen(r rune) bool {
	return r == '\r' || r >= utf8.RuneSelf && (unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r))
}

// inside tells whether r stands within a word.
func inside(before, r, after rune) bool {
	switch r {
	case '\'', '’', '-', '‐', '‑', '.':
		return isLetter(before) && isLetter(after)
	case ',':
		return '0' <= before && before <= '9' && '0' <= after && after <= '9'
	}
	return false
}

// stops tells whether a paragraph may end with r.
func stops(r rune) bool {
	switch r {
	case '.', '!', '?', ':', '"', '”', '’', '\'', '»', ')', 0:
		return true
	}
	return false
}
