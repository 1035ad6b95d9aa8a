package token

import (
	"strings"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// word adds the word that begins at byte i of a chunk that ends at b, with what
// belongs to it (its clitics, its stop), and returns the end of that.
func (s *splitter) word(i, b int) int {
	q := i
	if s.text[i] == '.' {
		q++ // ".25"
	}
	if e := s.numberGroups(i, b); e > 0 {
		s.add(i, e, false)
		return e
	}
	for {
		q = s.run(q, b)
		if q >= b {
			break
		}
		r, size := s.rune(q, b)
		if r == '.' {
			if e := s.inStop(i, q, b); e > 0 {
				q = e
				continue
			}
			break
		}
		if !s.joins(r, i, q, q+size, b) {
			break
		}
		q += size
	}
	if r, size := s.rune(q, b); r == '$' && q-i <= 3 && s.kindAt(q+size, b)&digit != 0 && s.kindAt(q-1, b)&upper != 0 {
		q += size // "US$"
		s.add(i, q, false)
		return q
	}
	if q < b && s.text[q] == '.' && (q+1 == b || s.text[q+1] != '.') {
		if kind := s.stop(i, q, b); kind != none {
			p := s.add(i, q+1, false)
			p.stop, p.class = kind, shortened
			if e := s.clitic(q+1, b); e > 0 {
				s.add(q+1, e, true)
				return e
			}
			return q + 1
		}
	}
	s.wordPieces(i, q, b)
	if s.possessive(q, b) {
		_, size := s.rune(q, b)
		s.add(q, q+size, true).class = small
		return q + size
	}
	return q
}

// joins tells whether the sign r from byte q to after lies inside the word that
// began at i: the apostrophe of "O'Brien", the comma of "12,000".
func (s *splitter) joins(r rune, i, q, after, b int) bool {
	before, next := s.kindBefore(i, q), s.kindAt(after, b)
	if next&word == 0 {
		return false
	}
	switch r {
	case '\'', '’', '`', '´':
		return next&letter != 0
	case ',', ':':
		return before&digit != 0 && next&digit != 0
	case '/':
		return s.joinsSlash(i, q, after, b)
	case '&':
		return before&upper != 0 && next&upper != 0 && q-i <= 4 || q == i+1 && s.run(after, b) == after+1
	case '-', '‐', '‑':
		return s.joinsHyphen(i, q, after, b)
	case '@':
		return true
	case '*':
		return before&letter != 0 && next&letter != 0
	}
	return false
}

// kindBefore is the kind of the code point before byte q of a word that began at i.
func (s *splitter) kindBefore(i, q int) runeKind {
	r, size := utf8.DecodeLastRuneInString(s.text[i:q])
	if size == 0 {
		return 0
	}
	return kindOf(r)
}

// joinsSlash keeps dates and short forms together ("9/11", "L/C").
func (s *splitter) joinsSlash(i, q, after, b int) bool {
	e := s.run(after, b)
	if s.kindAt(i, b)&digit != 0 && s.kindAt(after, b)&digit != 0 {
		return q-i <= 10 && e-after <= 4 && (e-after <= 2 || strings.Contains(s.text[i:q], "/"))
	}
	return q == i+1 && e == after+1 && s.kindAt(i, b)&upper != 0 && s.kindAt(after, b)&upper != 0
}

// joinsHyphen keeps together what a prefix or a suffix makes one word
// ("anti-war"); other compounds are parted ("cease", "-", "fire").
func (s *splitter) joinsHyphen(i, q, after, b int) bool {
	if q-i <= 8 && !strings.ContainsAny(s.text[i:q], "-‐‑") && s.tokenKind(s.text[i:q])&lexicon.Prefix != 0 {
		return true
	}
	return s.tokenKind(s.text[after:s.run(after, b)])&lexicon.Suffix != 0
}

// tokenKind looks a string up in lower case.
func (s *splitter) tokenKind(form string) lexicon.TokenKind {
	if len(form) > 12 {
		return 0
	}
	return s.lex.Tokens[strings.ToLower(form)]
}

// inStop is where the word that began at i goes on after the stop at byte q
// ("3.5", "U.S", "example.com"); 0 where it does not.
func (s *splitter) inStop(i, q, b int) int {
	next := s.kindAt(q+1, b)
	if next&word == 0 {
		return 0
	}
	before := s.kindBefore(i, q)
	if before&digit != 0 && next&digit != 0 {
		return q + 1
	}
	part := i + strings.LastIndexByte(s.text[i:q], '.') + 1
	e := s.run(q+1, b)
	if oneLetter(s.text[part:q]) && oneLetter(s.text[q+1:e]) {
		return q + 1
	}
	if e-i <= 12 {
		if _, ok := s.lex.Abbreviations[s.text[i:e]]; ok {
			return e
		}
	}
	return s.addressEnd(i, e, b)
}

// addressEnd is the end of the name of a site or file whose second part ends at e
// ("example.com/news", "alt.peace.talks"); 0 where there is none.
func (s *splitter) addressEnd(i, e, b int) int {
	stops := 1
	if e-i > longName {
		return 0
	}
	for e < b && e-i < longName && (s.text[e] == '.' || s.text[e] == '-') && s.kindAt(e+1, b)&word != 0 {
		if s.text[e] == '.' {
			stops++
		}
		e = s.run(e+1, b)
	}
	name := s.text[i:e]
	ending := name[strings.LastIndexByte(name, '.')+1:]
	kind := s.tokenKind(ending)
	if low := strings.ToLower(ending); low != ending && strings.ToUpper(ending) != ending {
		return 0
	}
	switch {
	case kind&lexicon.Domain != 0 && e < b && s.text[e] == '/':
		for e = b; e > i+1 && strings.IndexByte(".,;:!?)'\"", s.text[e-1]) >= 0; e-- {
		}
		return e
	case kind&(lexicon.Domain|lexicon.FileEnding) != 0:
		return e
	case stops >= 2 && strings.ToLower(name) == name:
		return e
	}
	return 0
}

// longName bounds the names of sites and files, and words looked into for clitics,
// so that a text without spaces takes no longer than another.
const longName = 200

func oneLetter(form string) bool {
	r, size := utf8.DecodeRuneInString(form)
	return size > 0 && size == len(form) && kindOf(r)&letter != 0
}

// numberGroups is the end of groups of digits that hyphens make one token: a
// telephone number, a date ("555-0123", "2001-09-11"); 0 where there are none.
func (s *splitter) numberGroups(i, b int) int {
	var size [6]int
	n, e := 0, i
	for ; n < len(size); n++ {
		from := e
		for e < b && ascii[s.text[e]&0x7f]&digit != 0 && s.text[e] < utf8.RuneSelf {
			e++
		}
		size[n] = e - from
		if size[n] == 0 || e >= b || s.text[e] != '-' {
			n++
			break
		}
		e++
	}
	if n < 2 || n == len(size) || s.kindAt(e, b)&word != 0 {
		return 0
	}
	last := size[n-1]
	phone := last == 4 && size[n-2] == 3
	date := n == 3 && size[1] > 0 && size[1] <= 2 && (size[0] == 4 && last <= 2 && last > 0 || size[0] <= 2 && (last == 2 || last == 4))
	if phone || date {
		return e
	}
	return 0
}

// stop tells whether the stop at byte q belongs to the word that began at i.
func (s *splitter) stop(i, q, b int) stop {
	form := s.text[i:q]
	if len(form) > 12 {
		return none
	}
	if a, ok := s.lex.Abbreviations[form]; ok && s.met(a.Needs, q+1) {
		switch {
		case !a.Ends:
			return title
		case strings.Contains(form, "."):
			return acronym
		}
		return abbrev
	}
	if k := strings.IndexByte(form, '.'); k > 0 && oneLetter(form[:k]) && oneLetter(form[strings.LastIndexByte(form, '.')+1:]) {
		return acronym
	}
	r, size := utf8.DecodeRuneInString(form)
	if size == len(form) && kindOf(r)&upper != 0 && (r != 'I' || s.afterName()) {
		return initial
	}
	return none
}

// met tells whether what an abbreviation needs is there, with its stop ending at byte i.
func (s *splitter) met(needs string, i int) bool {
	for i < s.scan.end && s.kindAt(i, s.scan.end)&space != 0 {
		_, size := s.rune(i, s.scan.end)
		i += size
	}
	next := s.kindAt(i, s.scan.end)
	switch needs {
	case "number":
		return next&digit != 0
	case "number-before":
		n := len(s.pieces)
		return n > 0 && s.pieces[n-1].class == number && next&upper == 0 && i < s.scan.end
	case "name":
		return next&(upper|digit) != 0 || i < s.scan.end && s.text[i] == ','
	}
	return true
}

// afterName tells whether the piece before is a capitalised word.
func (s *splitter) afterName() bool {
	n := len(s.pieces)
	return n > 1 && s.pieces[n-1].class == capital
}

// clitic is the end of the clitic that begins with an apostrophe at byte i; 0 for none.
func (s *splitter) clitic(i, b int) int {
	r, size := s.rune(i, b)
	if !apostrophe(r) {
		return 0
	}
	e := s.run(i+size, b)
	if e > i+size && s.lex.Clitics.Suffixes["'"+strings.ToLower(s.text[i+size:e])] {
		return e
	}
	return 0
}

// possessive tells whether the apostrophe at byte q, after a word in s, is the
// possessive's ("rebels' demands") and closes no quotation.
func (s *splitter) possessive(q, b int) bool {
	r, size := s.rune(q, b)
	if !apostrophe(r) || q == 0 || s.kindAt(q+size, b)&word != 0 || strings.HasPrefix(s.text[q+size:b], s.text[q:q+size]) {
		return false
	}
	c := s.text[q-1] | 0x20
	if c != 's' && c != 'z' && c != 'x' {
		return false
	}
	return !s.scan.single || len(s.pieces)-s.scan.wordsInQuote > 60
}

// wordPieces adds the word from byte i to q, parted from its clitics ("do",
// "n't") or its unit ("10", "km").
func (s *splitter) wordPieces(i, q, b int) {
	form := s.text[i:q]
	if len(form) > longName {
		s.add(i, q, false)
		return
	}
	if s.lex.Clitics.MayBeWhole(form) && s.whole(i, q, strings.ToLower(straightened(form))) {
		return
	}
	if ascii[form[0]&0x7f]&digit != 0 && ascii[form[len(form)-1]&0x7f]&digit == 0 {
		if k := s.unit(form); k > 0 {
			s.add(i, i+k, false)
			s.add(i+k, q, false)
			return
		}
	}
	if k := s.cliticAt(form); k > 0 {
		s.wordPieces(i, i+k, b)
		s.add(i+k, q, true)
		return
	}
	s.add(i, q, false)
}

// whole adds a form that the table parts in words ("can", "not") and tells
// whether it did.
func (s *splitter) whole(i, q int, low string) bool {
	words := s.lex.Clitics.Wholes[low]
	if words == nil || len(low) <= 3 && s.text[i:q] == strings.ToUpper(s.text[i:q]) {
		return false
	}
	for n, w := range words {
		e := i
		for k := utf8.RuneCountInString(w); k > 0; k-- {
			_, size := s.rune(e, q)
			e += size
		}
		s.add(i, e, n > 0)
		i = e
	}
	return true
}

// straightened is the form with a straight apostrophe.
func straightened(form string) string {
	if k := strings.Index(form, "’"); k >= 0 {
		return form[:k] + "'" + form[k+len("’"):]
	}
	return form
}

// unit is where the unit begins after a number ("10km", "2.5bn"); 0 where the
// letters after the digits are none.
func (s *splitter) unit(form string) int {
	k := len(form)
	for k > 0 && (form[k-1] >= utf8.RuneSelf || ascii[form[k-1]]&(digit|lower|upper) != 0 && ascii[form[k-1]]&digit == 0) {
		k--
	}
	for i := 0; i < k; i++ {
		if form[i] >= utf8.RuneSelf || ascii[form[i]]&(lower|upper) != 0 {
			return 0
		}
	}
	if s.lex.Tokens[form[k:]]&lexicon.Unit == 0 {
		return 0
	}
	return k
}

// cliticAt is where the last clitic of a word begins; 0 where it has none. A
// decade keeps its own ("1960's").
func (s *splitter) cliticAt(form string) int {
	k := strings.LastIndexAny(form, "'’`´")
	if k <= 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(form[k:])
	tail := form[k+size:]
	if len(tail) > 2 || tail == "" {
		return 0
	}
	tail = "'" + strings.ToLower(tail)
	if k >= 2 && s.lex.Clitics.Suffixes[strings.ToLower(form[k-1:k])+tail] { // "don't"
		return k - 1
	}
	if c := form[k-1]; c == '0' && ascii[form[0]&0x7f]&digit != 0 || !s.lex.Clitics.Suffixes[tail] {
		return 0
	}
	return k
}
