// Package intake makes reports of what comes in: plain text, Markdown, JSON,
// tables, web pages, agency files, mail, PDF and web archives, packed or not,
// from files, directories and standard input. A format is a file here and a line
// in formats; docs/formats.md says what is read of each. It does not parse
// English; it tells the language by counting function words and finds the
// headline that a text begins with.
//
// What cannot be read is an Error with the file, the line and what to do about
// it; what its agency took back is a Withdrawal. The reports after it are read
// all the same.
package intake

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
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

	record bool // it is a record of a report, not a report
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

// Withdrawal is what is given for a report that its agency has taken back
// (canceled) or not yet let go (withheld): there is nothing to read, and a store
// that has the report under this id takes it out.
type Withdrawal struct {
	File   string
	Line   int
	ID     string
	Status string // canceled or withheld
	Stamp  string // when, as Report.Stamp has it
}

// Error is "wire.json: urn:x:1 is canceled by its agency; passed over".
func (w *Withdrawal) Error() string {
	at := (&Error{File: w.File, Line: w.Line}).place()
	return fmt.Sprintf("%s: %s is %s by its agency; passed over", at, w.ID, w.Status)
}

// Batch reads reports that belong together: no two have the same id.
type Batch struct {
	// Input is the format that every file is in; "" to tell it by the content.
	// Packing is told by the content in any case.
	Input string
	// Scope is what a report has to bear on to be given; nil for anything.
	Scope *Scope
	// Outside counts the reports that were read and lay outside the scope.
	Outside int
	// Versions says that a report under an id that was there before is given, too,
	// where it is a version of the same item.
	Versions bool

	lex  *lexicon.Lexicon
	date string           // for reports that carry none
	seen map[string]first // by id
}

// first is the first report under an id: where it stands, whose item it is, and
// whether the id is the name of its file.
type first struct {
	place, item string
	named       bool
}

// New is an empty batch. date is the publication date of reports that carry
// none, "" for unknown.
func New(lex *lexicon.Lexicon, date string) *Batch {
	return &Batch{lex: lex, date: date, seen: map[string]first{}}
}

// source is one stream of reports on its way in.
type source struct {
	batch *Batch
	name  string // as the user named it; "talks.zip/a.html" for a member of an archive
	in    *bufio.Reader
	file  *os.File // where the stream is a file, which a ZIP archive needs
	depth int      // how many packings deep it lies
	purse *purse   // what unpacking may still give
	yield func(record.Report, error) bool
}

// fail says why the report at a line (0: the file) was not read. Like give, it
// is false when nobody listens any more.
func (s *source) fail(line int, format string, args ...any) bool {
	return s.yield(record.Report{}, &Error{File: s.name, Line: line, Why: fmt.Sprintf(format, args...)})
}

// give hands a report on, with what every report has filled in; a second one
// under an id is turned away, unless it is a version of the same item and
// versions are wanted. Files that have no id but their name go by more of it
// where names clash: "north/talks" after "talks".
func (s *source) give(line int, rep record.Report) bool {
	b := s.batch
	if !b.Complete(&rep) {
		b.Outside++
		return true
	}
	before, twice := b.seen[rep.ID]
	item := ""
	if b.Versions { // else it is not kept in mind: an archive may hold millions
		item = oneOf(rep.Item, rep.URL)
	}
	named := s.name != "-" && rep.ID == id(s.name)
	if twice && (item == "" || item != before.item) && named && before.named {
		rep.ID = b.longer(s.name, before.place)
		_, twice = b.seen[rep.ID]
	}
	if twice && (item == "" || item != before.item) {
		return s.fail(line, "the id %q was already used by %s; give each report its own", rep.ID, before.place)
	}
	b.seen[rep.ID] = first{(&Error{File: s.name, Line: line}).place(), item, named}
	return s.yield(rep, nil)
}

// Complete fills in what every report has: a date, where the batch has one for
// those without, a title and a language. It is false for one outside the scope.
func (b *Batch) Complete(rep *record.Report) bool {
	if !b.Scope.Covers(rep.Title) && !b.Scope.Covers(rep.Text) {
		return false
	}
	if rep.Date == "" {
		rep.Date = b.date
	}
	if rep.Title == "" {
		rep.Title = headline(rep.Text)
	}
	rep.Language = Language(rep.Text, rep.Language, b.lex)
	return true
}

// format is a format: its name for --input, how a file begins that is in it, and
// what reads it.
type format struct {
	name string
	fits func(name string, head []byte) bool
	read func(*source)
}

// formats are the formats in the order in which they are tried: the first whose
// look fits the beginning of a file reads it. The name decides only where the
// content does not tell. Those without a name are told by content alone.
func formats() []format {
	return []format{
		{"", isZip, (*source).readZip},
		{"", isTar, (*source).readTar},
		{"", isForeign, (*source).refuse},
		{"pdf", isPDF, (*source).readPDF},
		{"warc", isWARC, (*source).readWARC},
		{"newsml", isNewsML, (*source).readNewsML},
		{"nitf", isNITF, (*source).readNITF},
		{"feed", isFeed, (*source).readFeed},
		{"html", isHTML, (*source).readHTML},
		{"", isXML, (*source).refuseXML},
		{"ninjs", never, (*source).readJSON},
		{"ngec", never, (*source).readJSON},
		{"json", isJSON, (*source).readJSON},
		{"mbox", isMbox, (*source).readMbox},
		{"eml", isMail, (*source).readMail},
		{"csv", isCSV, (*source).readCSV},
		{"tsv", isTSV, (*source).readTSV},
		{"markdown", isMarkdown, (*source).readMarkdown},
		{"text", always, (*source).readText},
	}
}

func always(string, []byte) bool { return true }
func never(string, []byte) bool  { return false }

// Formats are the names that Batch.Input may have.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		if f.name != "" {
			names = append(names, f.name)
		}
	}
	return names
}

// headSize is how much of a file its format is told by.
const headSize = 4096

// Read gives the reports of one stream, each with nil or with why it was not
// read. name is the file's, for messages and, without its ending, as the id of
// a report that has none; "-" is standard input.
func (b *Batch) Read(in io.Reader, name string) iter.Seq2[record.Report, error] {
	return func(yield func(record.Report, error) bool) {
		s := &source{batch: b, name: name, purse: newPurse(), yield: yield}
		if file, ok := in.(*os.File); ok {
			if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
				s.file = file
			}
		}
		s.stream(in)
	}
}

// stream reads a stream, whatever it holds.
func (s *source) stream(in io.Reader) {
	plain, packed, err := s.unpack(in)
	if err != nil {
		s.fail(0, "%v", plainly(err))
		return
	}
	if packed {
		s.file = nil
	}
	if s.in, err = decode(plain); err != nil {
		s.fail(0, "%v", err)
		return
	}
	head, err := s.in.Peek(headSize)
	if err != nil && err != io.EOF {
		s.fail(0, "%v", err)
		return
	}
	for _, f := range formats() {
		// What is said to be text or a table is taken at the word; archives are walked.
		if f.name != "" && f.name == s.batch.Input || (f.name == "" || s.batch.Input == "") && f.fits(s.name, head) {
			f.read(s)
			return
		}
	}
}

// longer is an id of a file by more of its name, that no report has yet: with its
// ending where that sets it off from the file before ("talks.md"), else with its
// folders ("north/talks", "in/north/talks").
func (b *Batch) longer(name, before string) string {
	var parts []string
	for part := range strings.SplitSeq(filepath.ToSlash(unpackedName(name)), "/") {
		if part != "" && part != "." && part != ".." {
			parts = append(parts, part)
		}
	}
	last := len(parts) - 1
	var all []string
	if parts[last] != filepath.Base(unpackedName(before)) {
		all = append(all, parts[last])
	}
	for from := last - 1; from >= 0; from-- {
		all = append(all, strings.Join(append(slices.Clone(parts[from:last]), id(name)), "/"))
	}
	all = append(all, strings.Join(parts, "/"))
	free := slices.IndexFunc(all, func(id string) bool { _, taken := b.seen[id]; return !taken })
	return all[max(0, free)]
}

// id is the id of a text file: its name without folders and ending.
func id(name string) string {
	if name == "-" {
		return "stdin"
	}
	base := filepath.Base(unpackedName(name))
	if cut := strings.TrimSuffix(base, filepath.Ext(base)); cut != "" {
		return cut
	}
	return base
}
