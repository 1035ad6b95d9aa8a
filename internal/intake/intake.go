// Package intake makes reports of what comes in: plain text, JSON Lines, one
// JSON object, gzipped or not, from files, directories and standard input. A
// format is a file here and a line in formats. It does not parse English; it
// tells the language by counting function words and finds the headline that a
// text begins with.
//
// What cannot be read is an Error with the file, the line and what to do about
// it; the reports after it are read all the same.
package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// MaxText is the longest text of one report, in bytes. A long book has one million;
// what is longer is a collection, and is to be split into its reports.
const MaxText = 2 << 20

// maxLine is the longest JSON line: a text of MaxText, escaped, and its keys.
const maxLine = 4 * MaxText

// Error is why something was not read.
type Error struct {
	File string
	Line int // from 1; 0 where the whole file is meant
	Why  string
}

// Error is "reports.jsonl:7: no text; …".
func (e *Error) Error() string { return e.place() + ": " + e.Why }

// place is "reports.jsonl:7".
func (e *Error) place() string {
	if e.Line == 0 {
		return e.File
	}
	return fmt.Sprintf("%s:%d", e.File, e.Line)
}

// Batch reads reports that belong together: no two have the same id.
type Batch struct {
	lex  *lexicon.Lexicon
	date string            // for reports that carry none
	seen map[string]string // by id: where it stands
}

// New is an empty batch. date is the publication date of reports that carry
// none, "" for unknown.
func New(lex *lexicon.Lexicon, date string) *Batch {
	return &Batch{lex: lex, date: date, seen: map[string]string{}}
}

// source is one stream of reports on its way in.
type source struct {
	batch *Batch
	name  string // as the user named it
	in    *bufio.Reader
	yield func(record.Report, error) bool
}

// fail says why the report at a line (0: the file) was not read. Like give, it
// is false when nobody listens any more.
func (s *source) fail(line int, format string, args ...any) bool {
	return s.yield(record.Report{}, &Error{s.name, line, fmt.Sprintf(format, args...)})
}

// give hands a report on, with what every report has filled in; a second one
// under an id is turned away.
func (s *source) give(line int, rep record.Report) bool {
	b := s.batch
	if first, twice := b.seen[rep.ID]; twice {
		return s.fail(line, "the id %q was already used by %s; give each report its own", rep.ID, first)
	}
	b.seen[rep.ID] = (&Error{File: s.name, Line: line}).place()
	if rep.Date == "" {
		rep.Date = b.date
	}
	if rep.Title == "" {
		rep.Title = headline(rep.Text)
	}
	rep.Language = Language(rep.Text, rep.Language, b.lex)
	return s.yield(rep, nil)
}

// formats are the formats in the order in which they are tried: the first whose
// look fits the beginning of a file, or its name, reads it.
var formats = []struct {
	fits func(name string, head []byte) bool
	read func(*source)
}{
	{isForeign, (*source).refuse},
	{isJSON, (*source).readJSON},
	{isText, (*source).readText},
}

func isText(string, []byte) bool { return true }

// headSize is how much of a file its format is told by.
const headSize = 4096

// Read gives the reports of one stream, each with nil or with why it was not
// read. name is the file's, for messages and, without its ending, as the id of
// a plain text; "-" is standard input.
func (b *Batch) Read(in io.Reader, name string) iter.Seq2[record.Report, error] {
	return func(yield func(record.Report, error) bool) {
		s := &source{batch: b, name: name, yield: yield}
		decoded, err := Decode(in)
		if err != nil {
			s.fail(0, "%v", err)
			return
		}
		s.in = decoded
		head, err := s.in.Peek(headSize)
		if err != nil && err != io.EOF {
			s.fail(0, "%v", err)
			return
		}
		for _, f := range formats {
			if f.fits(name, head) {
				f.read(s)
				return
			}
		}
	}
}

// id is the id of a text file: its name without folders and ending.
func id(name string) string {
	if name == "-" {
		return "stdin"
	}
	base := strings.TrimSuffix(filepath.Base(name), ".gz")
	if cut := strings.TrimSuffix(base, filepath.Ext(base)); cut != "" {
		return cut
	}
	return base
}

// Unzip is in, unpacked where it is gzipped.
func Unzip(in io.Reader) (io.Reader, error) {
	r := bufio.NewReader(in)
	if head, _ := r.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return r, nil
	}
	return gzip.NewReader(r)
}
