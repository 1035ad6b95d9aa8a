package token

import (
	"strings"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// scanState is what the splitter remembers on its way through a paragraph.
type scanState struct {
	end          int  // of the paragraph
	straight     bool // a straight double quotation mark is open
	single       bool // a single quotation mark is open: "s'" closes it
	wordsInQuote int  // pieces since single was set
}

// paragraph splits the text from start to end into pieces.
func (s *splitter) paragraph(start, end int) {
	s.pieces = s.pieces[:0]
	s.scan = scanState{end: end}
	for i := start; i < end; {
		r, size := s.rune(i, end)
		if kindOf(r)&space != 0 {
			if n := len(s.pieces); n > 0 {
				s.pieces[n-1].space = true
			}
			i += size
			continue
		}
		i = s.chunk(i, end)
	}
	if n := len(s.pieces); n > 0 {
		s.pieces[n-1].space = true
	}
}

// chunk splits what stands between white space, from byte a, and returns its end.
func (s *splitter) chunk(a, end int) int {
	plain, address := true, a // address: the last byte at which one may begin
	b := a
	for b < end {
		r, size := s.rune(b, end)
		kind := kindOf(r)
		if kind&space != 0 {
			break
		}
		if kind&letter == 0 {
			plain = false
			if r == '@' && b > a && s.kindAt(b+1, end)&word != 0 || r == ':' && strings.HasPrefix(s.text[b:], "://") {
				address = b
			}
		}
		b += size
	}
	if plain {
		s.wordPieces(a, b, b)
		return b
	}
	if s.wholeChunk(a, b) {
		return b
	}
	for i := a; i < b; {
		switch {
		case s.kindAt(i, b)&word == 0:
			i = s.sign(i, a, b)
		case i < address, strings.HasPrefix(s.text[i:b], "www."):
			i = s.address(i, b)
		default:
			i = s.word(i, b)
		}
	}
	return b
}

// add appends a piece.
func (s *splitter) add(start, end int, joined bool) *piece {
	s.pieces = append(s.pieces, piece{start: int32(start), end: int32(end), joined: joined})
	p := &s.pieces[len(s.pieces)-1]
	p.hash, p.class = classify(s.text[start:end])
	return p
}

// wholeChunk adds a chunk that a table has as one token ("w/o", ":-)"), with the
// marks after it, and tells whether it did.
func (s *splitter) wholeChunk(a, b int) bool {
	if b-a > 24 {
		return false
	}
	e := b
	for e > a && strings.IndexByte(".,;:!?)", s.text[e-1]) >= 0 {
		if s.lex.Tokens[s.text[a:e]]&(lexicon.WholeToken|lexicon.Emoticon) != 0 {
			break
		}
		e--
	}
	if s.lex.Tokens[s.text[a:e]]&(lexicon.WholeToken|lexicon.Emoticon) == 0 {
		return false
	}
	s.add(a, e, false)
	for e < b {
		e = s.sign(e, a, b)
	}
	return true
}

// address adds the URL or e-mail address that begins at byte i of a chunk that
// ends at b, without the marks that close it, and returns its end.
func (s *splitter) address(i, b int) int {
	e := b
	if k := strings.IndexAny(s.text[i:b], "<>\"“”|"); k > 0 {
		e = i + k
	}
	bracketed := strings.Contains(s.text[i:e], "(")
	for e > i+1 {
		r, size := utf8.DecodeLastRuneInString(s.text[i:e])
		if r == ')' && bracketed || !strings.ContainsRune(".,;:!?)]}'’…*", r) {
			break
		}
		e -= size
	}
	s.add(i, e, false)
	return e
}

// sign adds what begins with a sign at byte i of the chunk a to b, and returns its end.
func (s *splitter) sign(i, a, b int) int {
	r, size := s.rune(i, b)
	if e := s.emoticon(i, b); e > 0 {
		s.add(i, e, false)
		return e
	}
	next, _ := s.rune(i+size, b)
	nextKind := kindOf(next)
	switch {
	case stopMark(r):
		if r == '.' && nextKind&digit != 0 && (i == a || s.kindAt(i-1, b)&word == 0) {
			return s.word(i, b)
		}
		e := i + size
		for {
			r, size := s.rune(e, b)
			if !stopMark(r) {
				break
			}
			e += size
		}
		s.add(i, e, false)
		return e
	case apostrophe(r) || r == '‘':
		return s.singleQuote(i, size, a, b)
	case r == '"':
		return s.doubleQuote(i, a, b)
	case (r == '#' || r == '@') && nextKind&(letter|inner) != 0 && i == a, r == '+' && nextKind&digit != 0 && i == a:
		e := s.run(i+1, b)
		s.add(i, e, false)
		return e
	}
	e := i + size
	if strings.ContainsRune("-=*_#+~<>—–•,|·$", r) || r == '’' {
		for strings.HasPrefix(s.text[e:b], s.text[i:i+size]) {
			e += size
		}
	}
	if r == '\u20e3' || r > 0x2000 {
		for s.kindAt(e, b)&inner != 0 { // a sign with its marks
			_, size := s.rune(e, b)
			e += size
		}
	}
	s.add(i, e, false)
	return e
}

func stopMark(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

// emoticon is the end of the emoticon that stands at byte i; 0 for none.
func (s *splitter) emoticon(i, b int) int {
	if strings.IndexByte(":;=<>^(-", s.text[i]) < 0 {
		return 0
	}
	for n := min(4, b-i); n >= 2; n-- {
		if s.lex.Tokens[s.text[i:i+n]]&lexicon.Emoticon != 0 && s.kindAt(i+n, b)&word == 0 {
			return i + n
		}
	}
	return 0
}

// singleQuote adds what begins with an apostrophe or single quotation mark.
func (s *splitter) singleQuote(i, size, a, b int) int {
	e := s.run(i+size, b)
	form := "'" + s.text[i+size:e]
	low := strings.ToLower(form)
	before := s.kindAt(i-1, b)
	switch {
	case i > a && before&word == 0 && len(form) > 1 && s.lex.Clitics.Suffixes[low]: // the "'s" of `"Hope"'s`
		s.add(i, e, false)
		return e
	case i == a || before&word == 0:
		if next, size := s.rune(e, b); apostrophe(next) && s.lex.Clitics.Words[low+"'"] {
			s.add(i, e+size, false) // "'n'"
			return e + size
		}
		if s.lex.Clitics.Words[low] || year(form) {
			s.add(i, e, false)
			return e
		}
		if s.whole(i, e, low) {
			return e
		}
	}
	r, _ := s.rune(i, b)
	for strings.HasPrefix(s.text[i+size:b], s.text[i:i+size]) { // '' is one mark
		size += size
	}
	if r == '‘' && strings.HasPrefix(s.text[i+size:b], "’") {
		size += len("’")
	}
	opens := s.kindAt(i+size, b)&word != 0
	s.scan.single, s.scan.wordsInQuote = opens, len(s.pieces)
	p := s.add(i, i+size, false)
	if p.class = closeQuote; opens {
		p.class = openQuote
	}
	return i + size
}

// doubleQuote adds a straight double quotation mark, opening or closing.
func (s *splitter) doubleQuote(i, a, b int) int {
	opens := !s.scan.straight
	if i == a && i+1 < b {
		opens = true
	} else if i+1 == b && i > a {
		opens = false
	}
	s.scan.straight = opens
	p := s.add(i, i+1, false)
	if p.class = closeQuote; opens {
		p.class = openQuote
	}
	return i + 1
}

// year tells "'72" and "'90s".
func year(form string) bool {
	form = strings.TrimSuffix(form, "s")
	return len(form) == 3 && ascii[form[1]&0x7f] == digit && ascii[form[2]&0x7f] == digit
}
