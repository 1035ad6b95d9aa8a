package token

import (
	"strings"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// class is what a piece looks like.
type class uint8

const (
	small        class = iota // a word in lower case
	capital                   // "Kabul"
	capitals                  // "KABUL"
	letterOnly                // "A"
	number                    // "12,000"
	mixed                     // "F16", an address
	shortened                 // "Gen.", "U.S."
	period                    // "."
	query                     // "?", "!", "?!"
	ellipsis                  // "...", "…"
	comma                     //
	colon                     //
	semicolon                 //
	dash                      // "-", "—", "--"
	openQuote                 //
	closeQuote                //
	openBracket               //
	closeBracket              //
	symbol                    // any other sign
	edge                      // past the paragraph's ends
	classes
)

// classify gives a form's class, and a hash of it in lower case.
func classify(form string) (uint32, class) {
	const prime = 16777619
	h := uint32(2166136261)
	var kinds runeKind
	first := kindAny(form)
	rest := runeKind(0)
	for i := 0; i < len(form); i++ {
		b := form[i]
		if b >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(form[i:])
			k := kindOf(r)
			kinds |= k
			if i > 0 {
				rest |= k
			}
			if r == '’' {
				b = '\'' // as the straight one
			} else {
				for ; size > 1; size-- {
					h = (h ^ uint32(form[i])) * prime
					i++
				}
				b = form[i]
			}
			if r == '’' {
				i += size - 1
			}
		} else {
			k := ascii[b]
			kinds |= k
			if i > 0 {
				rest |= k
			}
			if k&upper != 0 {
				b |= 0x20
			} else if k&digit != 0 {
				b = '0'
			}
		}
		h = (h ^ uint32(b)) * prime
	}
	switch {
	case kinds&word == 0:
		return h, signClass(form)
	case kinds&letter == 0:
		return h, number
	case kinds&digit != 0:
		return h, mixed
	case first&upper == 0:
		return h, small
	case rest&(lower|upper) == 0:
		return h, letterOnly
	case rest&lower == 0:
		return h, capitals
	}
	return h, capital
}

func kindAny(form string) runeKind {
	r, _ := utf8.DecodeRuneInString(form)
	return kindOf(r)
}

// signClass is the class of a piece of signs alone.
func signClass(form string) class {
	r, size := utf8.DecodeRuneInString(form)
	last, _ := utf8.DecodeLastRuneInString(form)
	switch r {
	case '.', '…', '!', '?':
		switch {
		case size == len(form) && r == '.':
			return period
		case last == '!' || last == '?' || r == '!' || r == '?':
			return query
		}
		return ellipsis
	case ',':
		return comma
	case ':':
		if size == len(form) {
			return colon
		}
	case ';':
		if size == len(form) {
			return semicolon
		}
	case '-', '–', '—', '‐', '‑', '―':
		return dash
	case '“', '‘', '«', '„':
		return openQuote
	case '”', '’', '»', '"', '\'':
		return closeQuote
	case '(', '[', '{':
		return openBracket
	case ')', ']', '}':
		return closeBracket
	}
	return symbol
}

// context is what is known of the sentence before a gap.
type context struct {
	first   int // piece that begins the sentence
	quotes  int // marks opened and not closed, in the paragraph
	parens  int
	small   int // pieces of the sentence in lower case
	nextEnd int // the next piece that is a stop, from the gap on
}

// kind tells what part of a report the paragraph is.
func (s *splitter) kind(first bool) doc.SentenceKind {
	const longHeadline, longHeading, short, shortest = 30, 12, 14, 4
	n := len(s.pieces)
	last := s.pieces[n-1].class
	if last == closeQuote || last == closeBracket {
		if n > 1 && s.pieces[n-2].class.stops() {
			return doc.Body
		}
	}
	if last.stops() || last == colon || last == comma || last == semicolon || s.pieces[n-1].stop != none && (n > short || !first && n > shortest) {
		return doc.Body
	}
	for i := range s.pieces[:n-1] {
		if s.pieces[i].class == period && s.pieces[i].space {
			return doc.Body
		}
	}
	switch {
	case first && n <= longHeadline:
		return doc.Headline
	case !first && n <= longHeading && s.pieces[0].class != symbol && s.pieces[0].class != dash && s.pieces[0].class != small:
		return doc.Heading
	}
	return doc.Body
}

func (c class) stops() bool { return c == period || c == query || c == ellipsis }

// findEnds sets ends on the last piece of every sentence of the paragraph.
func (s *splitter) findEnds(kind doc.SentenceKind, dateline int) {
	if kind != doc.Body {
		return
	}
	var c context
	for i := 0; i+1 < len(s.pieces); i++ {
		s.see(&c, i)
		if i >= dateline && s.candidate(&c, i) && s.endsAt(&c, i) || s.overlong(&c, i) {
			s.pieces[i].ends = true
			s.begin(&c, i+1)
		}
	}
}

// endsAt tells whether a sentence ends with piece i, where one may.
func (s *splitter) endsAt(c *context, i int) bool {
	ends, known := s.afterShort(i)
	switch {
	case known:
		return ends
	case s.model != nil:
		s.marks = s.features(s.marks[:0], c, i)
		return s.model.score(s.marks) > 0
	}
	return s.byRule(i)
}

// overlong tells whether to end with piece i a sentence that has gone on for
// longer than anybody's: a table or a list without stops. Steps may then take
// the square of a sentence's length.
func (s *splitter) overlong(c *context, i int) bool {
	const long, tooLong = 200, 250
	n := i + 1 - c.first
	if n < long || s.pieces[i+1].joined {
		return false
	}
	mark := s.pieces[i].class
	return n >= tooLong || s.pieces[i].space && (mark == comma || mark == semicolon || mark == colon)
}

// see takes piece i into the context.
func (s *splitter) see(c *context, i int) {
	switch s.pieces[i].class {
	case openQuote:
		c.quotes++
	case closeQuote:
		c.quotes = max(c.quotes-1, 0)
	case openBracket:
		c.parens++
	case closeBracket:
		c.parens = max(c.parens-1, 0)
	case small:
		c.small++
	}
}

// begin starts a sentence at piece i.
func (s *splitter) begin(c *context, i int) {
	c.first, c.small, c.parens = i, 0, 0
}

// candidate tells whether a sentence may end with piece i.
func (s *splitter) candidate(c *context, i int) bool {
	p, next := &s.pieces[i], &s.pieces[i+1]
	if next.joined || p.stop == title {
		return false
	}
	starts := next.class == capital || next.class == capitals || next.class == letterOnly || next.class == openQuote
	if !p.space {
		if p.class.stops() || p.class == closeQuote && i > 0 && s.pieces[i-1].class.stops() {
			return starts && !(p.class == period && i > 0 && s.pieces[i-1].space)
		}
		return false
	}
	switch p.class {
	case closeBracket:
		before := class(s.beforeBracket(c, i))
		return i > 0 && s.pieces[i-1].class.stops() || before == edge || before > 0 && before-1 >= shortened
	case closeQuote:
		return i > 0 && s.pieces[i-1].class >= shortened
	case period, query, ellipsis, colon, semicolon, symbol, dash, shortened:
		return true
	case openQuote, openBracket:
		return false
	}
	if p.class == number && strings.Contains(s.text[p.start:p.end], ",") {
		return false // "30,000 Germans"
	}
	return starts || next.class == number || next.class == openBracket || next.class == symbol || next.class == dash || next.class == mixed
}

// afterShort tells whether a sentence ends with the abbreviation that piece i is,
// where the next word makes it plain: it does in "in the U.S. They left", it does
// not in "at 5 p.m. Sunday".
func (s *splitter) afterShort(i int) (ends, known bool) {
	p, next := &s.pieces[i], &s.pieces[i+1]
	if p.stop == none || !p.space || next.class != capital && next.class != letterOnly {
		return false, false
	}
	kind := s.tokenKind(s.text[next.start:next.end])
	return kind&lexicon.Starter != 0, kind&(lexicon.Starter|lexicon.Day) != 0 && (p.stop != initial || next.class == capital)
}

// byRule tells whether a sentence ends with piece i, where there is no model.
func (s *splitter) byRule(i int) bool {
	p, next := &s.pieces[i], &s.pieces[i+1]
	k := i
	for k > 0 && (s.pieces[k].class == closeQuote || s.pieces[k].class == closeBracket) {
		k--
	}
	starts := next.class == capital || next.class == capitals || next.class == letterOnly || next.class == openQuote ||
		next.class == number || next.class == mixed || next.class == openBracket
	switch {
	case !s.pieces[k].class.stops():
		return false
	case p.class == shortened:
		return false
	}
	return starts
}

func (s *splitter) at(i int) (uint32, uint32) {
	if i < 0 || i >= len(s.pieces) {
		return 1, uint32(edge)
	}
	return s.pieces[i].hash, uint32(s.pieces[i].class)
}

// features appends the features of the gap after piece i, as indices of weights.
func (s *splitter) features(f []uint32, c *context, i int) []uint32 {
	p := &s.pieces[i]
	h0, c0 := s.at(i)
	h1, c1 := s.at(i + 1)
	hp, cp := s.at(i - 1)
	h2, c2 := s.at(i + 2)
	_, cq := s.at(i - 2)
	_, c3 := s.at(i + 3)
	if i+2 < len(s.pieces) && s.pieces[i+2].joined {
		h2 = h2*31 + 7 // a clitic
	}
	pair := c0*uint32(classes) + c1
	triple := (cp*uint32(classes)+c0)*uint32(classes) + c1
	spaces := uint32(0)
	if p.space {
		spaces = 1
	}
	if i > 0 && s.pieces[i-1].space {
		spaces |= 2
	}
	stopKind := uint32(p.stop)
	if i > 0 && c0 >= uint32(period) && s.pieces[i-1].stop != none {
		stopKind = 4 + uint32(s.pieces[i-1].stop)
	}
	long := bucket(i + 1 - c.first)
	left := bucket(len(s.pieces) - 1 - i)
	end, endClass := s.nextEnd(c, i)
	ahead := bucket(end - i)
	lowShare := uint32(4*c.small/(i+1-c.first)) + 1
	state := min(uint32(c.quotes), 2)*2 + min(uint32(c.parens), 1)
	firstHash, firstClass := s.at(c.first)
	tail := uint32(s.pieces[len(s.pieces)-1].class)
	return append(f,
		mark(1, pair, spaces), mark(2, triple, stopKind), mark(3, h0, 0), mark(4, h1, 0), mark(5, h0, c1), mark(6, c0, h1),
		mark(7, hp, pair), mark(8, cq, triple), mark(9, triple, c2), mark(10, pair*uint32(classes)+c2, c3), mark(11, h1, h2),
		mark(12, pair, state), mark(13, pair, long), mark(14, pair, left), mark(15, pair, ahead*32+uint32(endClass)),
		mark(16, firstClass*32+lowShare, pair), mark(17, firstHash, pair), mark(18, pair, h2), mark(19, tail, pair),
		mark(20, long*32+ahead, pair), mark(21, h0, h1), mark(22, hp, h0), mark(23, lowShare, triple),
		mark(24, state*4+spaces, triple), mark(25, stopKind, h1), mark(26, c0*8+lowShare, h1), mark(27, s.beforeBracket(c, i), pair))
}

// beforeBracket is the class of the piece before the bracket that piece i closes:
// a note after a stop (". [6]") ends a sentence, a word put in does not. It is
// edge where the bracket begins the sentence, 0 where piece i closes none.
func (s *splitter) beforeBracket(c *context, i int) uint32 {
	if s.pieces[i].class != closeBracket {
		return 0
	}
	const longest = 60
	for k := i - 1; k >= c.first && k > i-longest; k-- {
		if s.pieces[k].class == openBracket {
			if k == c.first {
				return uint32(edge)
			}
			return uint32(s.pieces[k-1].class) + 1
		}
	}
	return uint32(classes)
}

// nextEnd is the first stop after the gap after piece i, and its class.
func (s *splitter) nextEnd(c *context, i int) (int, class) {
	if c.nextEnd <= i {
		c.nextEnd = i + 1
		for c.nextEnd < len(s.pieces) && !s.pieces[c.nextEnd].class.stops() {
			c.nextEnd++
		}
	}
	if c.nextEnd >= len(s.pieces) {
		return c.nextEnd, edge
	}
	return c.nextEnd, s.pieces[c.nextEnd].class
}

// bucket is a length in steps that grow.
func bucket(n int) uint32 {
	switch {
	case n < 6:
		return uint32(max(n, 0))
	case n < 8:
		return 6
	case n < 11:
		return 7
	case n < 15:
		return 8
	case n < 21:
		return 9
	case n < 31:
		return 10
	case n < 50:
		return 11
	}
	return 12
}

// mark is the weight's index of a feature.
func mark(template, a, b uint32) uint32 {
	h := (a*0x9e3779b1 ^ (b+template*0x85ebca6b)*0xc2b2ae35)
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 13
	return h & (modelSize - 1)
}

// Gap is a place in a paragraph where a sentence might end, as training sees it.
type Gap struct {
	Features []uint32 // indices of the model's weights
	Ends     bool
}

// Gaps are the gaps of a paragraph whose sentences end before the given bytes.
func Gaps(paragraph string, ends []int, lex *lexicon.Lexicon) []Gap {
	s := &splitter{text: paragraph, lex: lex}
	s.paragraph(0, len(paragraph))
	var gaps []Gap
	var c context
	for i := 0; i+1 < len(s.pieces); i++ {
		s.see(&c, i)
		for len(ends) > 0 && ends[0] < int(s.pieces[i].end) {
			ends = ends[1:]
		}
		is := len(ends) > 0 && ends[0] <= int(s.pieces[i+1].start)
		if s.candidate(&c, i) {
			gaps = append(gaps, Gap{s.features(nil, &c, i), is})
		}
		if is {
			s.begin(&c, i+1)
		}
	}
	return gaps
}
