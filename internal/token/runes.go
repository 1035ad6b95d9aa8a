package token

import (
	"unicode"
	"unicode/utf8"
)

// runeKind is what a code point is to the splitter.
type runeKind uint8

const (
	space  runeKind = 1 << iota
	lower           // a letter that is not a capital
	upper           // a capital
	digit           //
	inner           // part of a word without being letter or digit: a mark, "_", "²", a soft hyphen
	letter = lower | upper
	word   = letter | digit | inner
)

var ascii = func() (kinds [utf8.RuneSelf]runeKind) {
	for r := range kinds {
		switch {
		case r <= ' ' || r == 0x7f:
			kinds[r] = space
		case 'a' <= r && r <= 'z':
			kinds[r] = lower
		case 'A' <= r && r <= 'Z':
			kinds[r] = upper
		case '0' <= r && r <= '9':
			kinds[r] = digit
		case r == '_':
			kinds[r] = inner
		}
	}
	return kinds
}()

// kindOf is the kind of a code point; 0 for a sign.
func kindOf(r rune) runeKind {
	if r < utf8.RuneSelf {
		if r < 0 {
			return 0
		}
		return ascii[r]
	}
	switch {
	case unicode.IsSpace(r), unseen(r):
		return space
	case unicode.IsUpper(r), unicode.IsTitle(r):
		return upper
	case unicode.IsLetter(r):
		return lower
	case unicode.Is(unicode.Nd, r):
		return digit
	case unicode.IsMark(r), unicode.IsNumber(r), r == '\u00ad', r == '\u200c', r == '\u200d', r == utf8.RuneError:
		return inner
	}
	return 0
}

// unseen tells code points without width that part words as a space does: a
// byte order mark, a zero-width space, signs of direction.
func unseen(r rune) bool {
	return r == '\ufeff' || r == '\u200b' || r == '\u2060' || r == '\u200e' || r == '\u200f' ||
		'\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' || '\u0080' <= r && r <= '\u009f'
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' || r == '´' }

// rune at byte i of the text before end; 0 past it.
func (s *splitter) rune(i, end int) (rune, int) {
	if i < 0 || i >= end {
		return 0, 0
	}
	if b := s.text[i]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(s.text[i:end])
}

// kindAt is the kind of the code point at byte i; 0 past the end.
func (s *splitter) kindAt(i, end int) runeKind {
	r, size := s.rune(i, end)
	if size == 0 {
		return 0
	}
	return kindOf(r)
}

// run is the end of the run of word characters that begins at byte i.
func (s *splitter) run(i, end int) int {
	for i < end {
		if b := s.text[i]; b < utf8.RuneSelf {
			if ascii[b]&word == 0 {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[i:end])
		if kindOf(r)&word == 0 {
			return i
		}
		i += size
	}
	return i
}
