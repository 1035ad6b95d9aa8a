package doc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The columns of a CoNLL-U row that are read or written.
const (
	colID = iota
	colForm
	colLemma
	colUPOS
	colXPOS
	_ // FEATS
	colHead
	colDeprel
	_ // DEPS
	colMisc
	columns
)

// ReadCoNLLU reads CoNLL-U and calls each with one sentence after the other. It
// stops at the first error, be it of the file (with its line and what to do) or
// of each. The words of a range row ("2-3 don't") are its tokens, the second and
// later ones Joined; where they do not spell it ("du" = "de le") all have its
// span. Empty nodes (1.1) are skipped, comment lines kept. Where a HEAD is
// missing, the sentence has no tree: every Head is -1. Positions run over the
// text that the rows spell, with a space between sentences.
func ReadCoNLLU(r io.Reader, each func(*Sentence) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	c := conllu{paragraph: -1}
	for {
		line, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("line %d: %w", c.line+1, err)
		}
		ended := err == io.EOF
		c.line++
		if c.line == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		s, err := c.add(strings.TrimRight(line, "\r\n"), ended)
		if err != nil {
			return fmt.Errorf("line %d: %w", c.line, err)
		}
		if s != nil {
			if err := each(s); err != nil {
				return err
			}
		}
		if ended {
			return nil
		}
	}
}

// conllu is how far a file has been read: the sentence begun, and the text.
type conllu struct {
	line      int // of the file, from 1
	at        int // code points of the text before this sentence
	paragraph int
	comments  []string
	tokens    []Token
	heads     []string
	rangeLast int      // the number of the last word of the latest range row
	rangeRow  []string // the latest range row's cells
}

// add takes in one line and returns the sentence that it completes, if any.
func (c *conllu) add(line string, ended bool) (*Sentence, error) {
	if !utf8.ValidString(line) {
		return nil, errors.New("not UTF-8; save the file as UTF-8")
	}
	if strings.HasPrefix(line, "#") {
		c.comments = append(c.comments, line)
	} else if strings.TrimSpace(line) == "" {
		ended = true
	} else if err := c.row(strings.Split(line, "\t")); err != nil {
		return nil, err
	}
	if !ended || len(c.tokens) == 0 {
		return nil, nil
	}
	return c.sentence()
}

// row takes in the cells of one row.
func (c *conllu) row(cell []string) error {
	due := len(c.tokens) + 1
	if len(cell) != columns {
		return fmt.Errorf("%d columns where CoNLL-U has %d; part them by single tabs and write _ for an empty one", len(cell), columns)
	}
	if strings.TrimSpace(cell[colForm]) == "" {
		return errors.New("the FORM is empty; give the word")
	}
	if strings.Contains(cell[colID], "-") {
		return c.rangeHead(cell, due)
	}
	if whole, part, ok := strings.Cut(cell[colID], "."); ok && digits(whole) && digits(part) {
		return nil // an empty node
	}
	if cell[colID] != strconv.Itoa(due) {
		return fmt.Errorf("the ID is %q where %d is due; number the words of a sentence from 1 and part sentences by an empty line",
			cell[colID], due)
	}
	t := Token{Form: cell[colForm], Lemma: value(cell[colLemma]), UPOS: value(cell[colUPOS]), XPOS: value(cell[colXPOS]),
		Deprel: value(cell[colDeprel]), Head: -1, SpaceAfter: spaceAfter(cell[colMisc])}
	if due <= c.rangeLast {
		t.Joined = c.rangeRow == nil
		if !t.Joined {
			t.Multiword = strings.Join(c.rangeRow[colForm:], "\t")
			c.rangeRow = nil
		}
		t.SpaceAfter = false // place sets the last word's
	}
	c.tokens = append(c.tokens, t)
	c.heads = append(c.heads, cell[colHead])
	return nil
}

// rangeHead takes in a range row, "2-3 don't", which stands before word 2.
func (c *conllu) rangeHead(cell []string, due int) error {
	first, last, _ := strings.Cut(cell[colID], "-")
	n, err := strconv.Atoi(last)
	if first != strconv.Itoa(due) || err != nil || n <= due || due <= c.rangeLast {
		return fmt.Errorf("the range %q cannot stand here; a range begins with the word below it (here %d), holds two words or more and overlaps no other",
			cell[colID], due)
	}
	c.rangeLast, c.rangeRow = n, cell
	return nil
}

// sentence completes the sentence read so far and begins the next.
func (c *conllu) sentence() (*Sentence, error) {
	if c.rangeLast > len(c.tokens) {
		return nil, fmt.Errorf("the sentence ends before word %d of a range; give the words of the range or shorten it", c.rangeLast)
	}
	s := &Sentence{Tokens: c.tokens, Comments: c.comments}
	if err := setHeads(s.Tokens, c.heads); err != nil {
		return nil, err
	}
	for _, comment := range s.Comments {
		if strings.HasPrefix(comment, "# newpar") || strings.HasPrefix(comment, "# newdoc") {
			c.paragraph++
			break
		}
	}
	c.paragraph = max(c.paragraph, 0)
	s.Paragraph = c.paragraph
	s.Start = c.at
	for i := 0; i < len(s.Tokens); {
		i = c.place(s.Tokens, i)
	}
	s.End = s.Tokens[len(s.Tokens)-1].End
	c.at = s.End + 1
	c.comments, c.tokens, c.heads, c.rangeLast, c.rangeRow = nil, make([]Token, 0, len(c.tokens)), nil, 0, nil
	return s, nil
}

// place gives token i, or the multiword token that it begins, its position at
// the text's end, and returns the index of the token after it.
func (c *conllu) place(tokens []Token, i int) int {
	t := &tokens[i]
	next := wordsOf(tokens, i)
	if next == i+1 {
		t.Start, t.End = c.at, c.at+utf8.RuneCountInString(t.Form)
		c.at = t.End
	} else {
		cell := strings.Split(t.Multiword, "\t") // from the FORM on
		end := c.at + utf8.RuneCountInString(cell[0])
		spelt := spells(tokens[i:next], cell[0])
		for k := i; k < next; k++ {
			w := &tokens[k]
			w.Start, w.End = c.at, end
			if spelt {
				w.End = c.at + utf8.RuneCountInString(w.Form)
				c.at = w.End
			}
		}
		c.at = end
		tokens[next-1].SpaceAfter = spaceAfter(cell[colMisc-colForm])
	}
	if tokens[next-1].SpaceAfter {
		c.at++
	}
	return next
}

// setHeads reads the HEAD column: 0, the root, is -1; where one is missing, all are.
func setHeads(tokens []Token, heads []string) error {
	for i, h := range heads {
		if h == "_" {
			for k := range tokens {
				tokens[k].Head = -1
			}
			return nil
		}
		n, err := strconv.Atoi(h)
		if err != nil || n < 0 || n > len(tokens) {
			return fmt.Errorf("in the sentence that ends here, the HEAD of word %d is %q; give a word's number up to %d, 0 for the root, or _",
				i+1, h, len(tokens))
		}
		tokens[i].Head = n - 1
	}
	return acyclic(tokens)
}

// acyclic refuses a tree in which a word is its own ancestor.
func acyclic(tokens []Token) error {
	seen := make([]int, len(tokens)) // the walk that came by, from 1
	for i := range tokens {
		for k := i; k >= 0; k = tokens[k].Head {
			if seen[k] == i+1 {
				return fmt.Errorf("in the sentence that ends here, word %d hangs below itself; correct its HEAD, or write _ for HEADs that are not known", k+1)
			}
			if seen[k] != 0 {
				break
			}
			seen[k] = i + 1
		}
	}
	return nil
}

// WriteCoNLLU writes one sentence with FORM, LEMMA, UPOS, XPOS, HEAD, DEPREL
// and SpaceAfter=No, _ elsewhere. It has the comment lines that it was read
// with, or else "# sent_id" with the given id and "# text"; the range rows that
// it was read with, or else those that Joined makes.
func WriteCoNLLU(w io.Writer, s *Sentence, id string) error {
	b := make([]byte, 0, 64*(len(s.Tokens)+4))
	for _, comment := range s.Comments {
		b = append(append(b, comment...), '\n')
	}
	if len(s.Comments) == 0 {
		b = append(append(append(b, "# sent_id = "...), id...), '\n')
		b = append(append(append(b, "# text = "...), s.Text()...), '\n')
	}
	ranged := 0 // the word after the latest range
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if next := wordsOf(s.Tokens, i); next > i+1 && !t.Joined {
			b = appendRange(b, s.Tokens[i:next], i)
			ranged = next
		}
		b = append(strconv.AppendInt(b, int64(i+1), 10), '\t')
		b = appendCells(b, t.Form, t.Lemma, t.UPOS, t.XPOS, "")
		b = append(strconv.AppendInt(b, int64(t.Head+1), 10), '\t')
		b = appendCells(b, t.Deprel, "")
		b = appendMisc(b, t.SpaceAfter || i < ranged)
	}
	_, err := w.Write(append(b, '\n'))
	return err
}

// appendRange writes the range row of a multiword token whose first word has index i.
func appendRange(b []byte, words []Token, i int) []byte {
	b = append(strconv.AppendInt(b, int64(i+1), 10), '-')
	b = append(strconv.AppendInt(b, int64(i+len(words)), 10), '\t')
	if words[0].Multiword != "" {
		return append(append(b, words[0].Multiword...), '\n')
	}
	for _, w := range words {
		b = append(b, w.Form...)
	}
	b = append(b, '\t')
	b = appendCells(b, "", "", "", "", "", "", "")
	return appendMisc(b, words[len(words)-1].SpaceAfter)
}

// appendCells writes cells, each with its tab; _ for an empty one.
func appendCells(b []byte, cells ...string) []byte {
	for _, cell := range cells {
		if cell == "" {
			cell = "_"
		}
		b = append(append(b, cell...), '\t')
	}
	return b
}

// appendMisc writes the last column.
func appendMisc(b []byte, space bool) []byte {
	if space {
		return append(b, "_\n"...)
	}
	return append(b, "SpaceAfter=No\n"...)
}

// Text is what the sentence's tokens spell, with a space where white space
// follows a token that is not the last.
func (s *Sentence) Text() string {
	var b strings.Builder
	for i := 0; i < len(s.Tokens); {
		next := wordsOf(s.Tokens, i)
		if form, _, ok := strings.Cut(s.Tokens[i].Multiword, "\t"); ok {
			b.WriteString(form)
		} else {
			for k := i; k < next; k++ {
				b.WriteString(s.Tokens[k].Form)
			}
		}
		if s.Tokens[next-1].SpaceAfter && next < len(s.Tokens) {
			b.WriteByte(' ')
		}
		i = next
	}
	return b.String()
}

// wordsOf is the index after the last word of the multiword token that token i
// begins; i+1 where it begins none.
func wordsOf(tokens []Token, i int) int {
	for i++; i < len(tokens) && tokens[i].Joined; i++ {
	}
	return i
}

// spells tells whether the words one after the other are the form.
func spells(words []Token, form string) bool {
	for i := range words {
		rest, ok := strings.CutPrefix(form, words[i].Form)
		if !ok {
			return false
		}
		form = rest
	}
	return form == ""
}

// value is a cell's value; empty for _.
func value(cell string) string {
	if cell == "_" {
		return ""
	}
	return cell
}

// spaceAfter reads a MISC cell: white space follows where it does not say no.
func spaceAfter(misc string) bool {
	for field := range strings.SplitSeq(misc, "|") {
		if field == "SpaceAfter=No" {
			return false
		}
	}
	return true
}

// digits tells whether s is a number of digits only.
func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
