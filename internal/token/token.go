// Package token splits a report's text into sentences and tokens with their
// positions, by the conventions of the English Universal Dependencies. It is
// the last step that sees raw text.
package token

import (
	"strings"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// Split gives the sentences of a text. A line is a paragraph (but for hard-wrapped
// text, where an empty line parts them). A first line without a final stop is the
// Headline, a short one further down a Heading; the tokens of a dateline
// ("KABUL, Afghanistan (AP) —") are counted in Dateline. With no model the ends of
// sentences are found by rules.
func Split(text string, lex *lexicon.Lexicon, m *Model) []doc.Sentence {
	s := &splitter{text: text, lex: lex, model: m}
	paragraphs := findParagraphs(text)
	sentences := make([]doc.Sentence, 0, 8+len(text)/120)
	at := position{text: text}
	for n, p := range paragraphs {
		s.paragraph(p.start, p.end)
		if len(s.pieces) == 0 {
			continue
		}
		kind := doc.Body
		if len(paragraphs) > 1 {
			kind = s.kind(n == 0)
		}
		dateline := 0
		if kind == doc.Body {
			dateline = s.dateline()
		}
		s.findEnds(kind, dateline)
		first := len(sentences)
		sentences = s.sentences(sentences, &at)
		for i := first; i < len(sentences); i++ {
			sentences[i].Kind, sentences[i].Paragraph = kind, n
		}
		sentences[first].Dateline = dateline
	}
	return sentences
}

// splitter holds the paragraph that is being split.
type splitter struct {
	text   string
	lex    *lexicon.Lexicon
	model  *Model
	pieces []piece
	scan   scanState
	marks  []uint32 // the features of the gap looked at
}

// piece is a token to be: bytes of the text.
type piece struct {
	start, end int32
	hash       uint32 // of the form in lower case
	class      class
	joined     bool // continues the piece before: "n't"
	space      bool // white space follows
	ends       bool // a sentence ends with it
	stop       stop
}

// stop tells what a final stop is to the piece that has it.
type stop uint8

const (
	none    stop = iota
	initial      // "J.": the sentence's own where a sentence ends here
	abbrev       // "etc.": the same
	title        // "Gen.": no sentence ends here
	acronym      // "U.S.": stays with the word
)

// position counts code points up to a byte of the text, going forward only.
type position struct {
	text         string
	bytes, count int
}

func (p *position) of(byteOffset int) int {
	p.count += utf8.RuneCountInString(p.text[p.bytes:byteOffset])
	p.bytes = byteOffset
	return p.count
}

// sentences adds the paragraph's sentences, as findEnds parted them.
func (s *splitter) sentences(all []doc.Sentence, at *position) []doc.Sentence {
	n := len(s.pieces)
	tokens := make([]doc.Token, 0, n+n/16+1)
	first := 0
	for i := range s.pieces {
		p := &s.pieces[i]
		last := p.ends || i == n-1
		start, end := int(p.start), int(p.end)
		if last && (p.stop == initial || p.stop == abbrev) && end-start > 1 {
			end-- // the stop is the sentence's
		}
		tokens = append(tokens, doc.Token{Start: at.of(start), End: at.of(end), Form: s.text[start:end], Head: -1,
			SpaceAfter: p.space, Joined: p.joined})
		if end < int(p.end) {
			t := &tokens[len(tokens)-1]
			t.SpaceAfter = false
			tokens = append(tokens, doc.Token{Start: t.End, End: at.of(int(p.end)), Form: s.text[end:p.end], Head: -1, SpaceAfter: p.space})
		}
		if last {
			part := tokens[first:len(tokens):len(tokens)]
			all = append(all, doc.Sentence{Start: part[0].Start, End: part[len(part)-1].End, Tokens: part})
			first = len(tokens)
		}
	}
	return all
}

// span is a run of bytes.
type span struct{ start, end int }

// findParagraphs parts a text into its paragraphs: its lines, or, where lines
// are hard-wrapped, what stands between empty lines.
func findParagraphs(text string) []span {
	var lines []span
	wraps, breaks, gaps := 0, 0, 0 // line ends amid a sentence, other line ends, empty lines
	for at := 0; at <= len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		line := span{at, at + len(strings.TrimRight(text[at:end], " \t\r"))}
		if n := len(lines); n > 0 && line.end > line.start && lines[n-1].end > lines[n-1].start {
			if before := lines[n-1]; continues(text[before.start:before.end], text[line.start:line.end]) {
				wraps++
			} else {
				breaks++
			}
		}
		if line.end == line.start {
			gaps++
		}
		lines = append(lines, line)
		at = end + 1
	}
	wrapped := wraps >= 3 && wraps*2 >= breaks && gaps > 0
	paragraphs := lines[:0]
	open := false
	for _, line := range lines {
		switch {
		case line.end == line.start:
			open = false
		case open && wrapped:
			paragraphs[len(paragraphs)-1].end = line.end
		default:
			paragraphs = append(paragraphs, line)
			open = true
		}
	}
	return paragraphs
}

// continues tells whether a line plainly goes on in the next: a full line that
// ends in a word or a comma, and the next begins in lower case.
func continues(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	return len(line) >= 40 && len(line) <= 100 && (kindOf(last)&letter != 0 || last == ',') && kindOf(first)&lower != 0
}
