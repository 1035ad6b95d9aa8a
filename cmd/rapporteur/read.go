package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"time"

	"github.com/rapporteur/rapporteur/internal/brief"
	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/reading"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/syntax"
)

const readUsage = `usage: rapporteur read [flags] FILE|DIR|- …

Makes the record of each report and prints it, in the order of the input. A
report is a plain text file, or a line of JSON Lines: {"id":"…","text":"…"} and,
as far as known, "title", "date", "source", "url", "language"; other keys are
handed through. Web pages, Markdown, tables (CSV, TSV), ninjs, NewsML-G2, NITF,
PDF, mail and web archives (WARC) are told by their content (docs/formats.md). Of
a directory or archive (.zip, .tar) every such file in it and below is read;
.gz, .zst and .bz2 are unpacked. - is standard input.

  --format F        brief: for people (the default); jsonl: a record a line;
                    json: indented; html: one page, the entries' words marked
  --input FORMAT    the format of every file, where its content does not tell: text,
                    markdown, json, csv, tsv, html, feed, ninjs, ngec, newsml, nitf,
                    pdf, warc, eml, mbox
  --about TEXT      only reports that have TEXT; several are parted by commas, one is
                    enough; a place or country by any of its names
  --parties A,B     only reports that name two of these parties: RUS,UKR; with one
                    party alone those that name it
  --date DAY        publication date (YYYY-MM-DD) of reports that carry none:
                    "on Friday" is read against it
  --evidence        brief: the words that each entry rests on, with positions
  --explain         the rule of docs/coding.md and the words that gave each entry
  --lexicon DIR     add the rows of the tables in DIR (docs/lexicon.md); may be
                    given several times
  --jobs N          reports read at once (default: the number of cores); the
                    output is the same for any N
  --color WHEN      brief: auto, always, never; NO_COLOR is honoured

examples:
  rapporteur read report.txt
  rapporteur read --date 2025-05-16 --evidence - < report.txt
  rapporteur read --format jsonl reports/ more.jsonl.gz > records.jsonl
  rapporteur read --format html report.txt > report.html

exit status: 0; 1 where some report could not be read (said on standard error,
the rest done); 2 for a wrong call.
`

// readFlags are the flags of read.
type readFlags struct {
	format, colour    choice
	date              string
	sift              sift
	lexicon           list
	evidence, explain bool
	jobs              int
}

func read(args []string, std streams) int {
	f := readFlags{
		format: choice{"brief", []string{"brief", "jsonl", "json", "html"}},
		colour: choice{"auto", []string{"auto", "always", "never"}},
	}
	flags := newFlags("read")
	flags.Var(&f.format, "format", "")
	flags.Var(&f.colour, "color", "")
	flags.StringVar(&f.date, "date", "", "")
	f.sift.flags(flags)
	flags.Var(&f.lexicon, "lexicon", "")
	flags.BoolVar(&f.evidence, "evidence", false, "")
	flags.BoolVar(&f.explain, "explain", false, "")
	flags.IntVar(&f.jobs, "jobs", runtime.GOMAXPROCS(0), "")
	paths, code, ok := parseArgs(flags, args, readUsage, std)
	if !ok {
		return code
	}
	if _, err := time.Parse(time.DateOnly, f.date); f.date != "" && err != nil {
		return complain(std, "read: --date %s is no day; write it as YYYY-MM-DD", f.date)
	}
	if f.jobs < 1 {
		return complain(std, "read: --jobs %d; it takes at least one", f.jobs)
	}
	if len(paths) == 0 {
		return complain(std, "read: no file; name one, or - for standard input (rapporteur read --help)")
	}
	reader, lex, err := newReader(f.lexicon)
	if err != nil {
		return complain(std, "%v", err)
	}
	batch, err := f.sift.batch(lex, f.date)
	if err != nil {
		return complain(std, "read: %v", err)
	}
	code = f.reports(batch.Files(paths, std.in), reader, lex, std)
	if batch.Outside > 0 {
		fmt.Fprintf(std.err, "rapporteur: %s lay outside what was asked for\n", number(batch.Outside, "report"))
	}
	return code
}

// newReader makes the chain, with what the directories add to the lexicon.
func newReader(dirs []string) (*reading.Reader, *lexicon.Lexicon, error) {
	lex, err := lexicon.Load(dirs...)
	if err != nil {
		return nil, nil, err
	}
	model, err := syntax.English()
	if err != nil {
		return nil, nil, err
	}
	reader, err := reading.New(lex, model)
	return reader, lex, err
}

// input is a report to read, or why there is none.
type input struct {
	report record.Report
	err    error
	n      int // counts the reports that are there, from 1
}

// output is what is printed of a report.
type output struct {
	text   []byte
	listed brief.Listed
	note   string
	err    error
}

// reports reads and prints reports, several at once, in their order.
func (f *readFlags) reports(in iter.Seq2[record.Report, error], reader *reading.Reader, lex *lexicon.Lexicon, std streams) int {
	style := brief.Style{Width: pageWidth(std.out), Colour: colours(f.colour.value, std.out), Evidence: f.evidence, Explain: f.explain}
	numbered := func(yield func(input) bool) {
		n := 0
		for rep, err := range in {
			if err == nil {
				n++
			}
			if !yield(input{rep, err, n}) {
				return
			}
		}
	}
	work := func(in input) (out output) {
		if in.err != nil {
			return output{err: in.err}
		}
		// A fault of ours costs the one report, not the night's batch.
		defer func() {
			if fault := recover(); fault != nil {
				out = output{err: fmt.Errorf("%s: a fault of rapporteur itself, please report it with the text: %v", in.report.ID, fault)}
			}
		}()
		rec := reader.Read(in.report, f.explain)
		note := ""
		if in.report.Language != intake.English {
			note = foreign(in.report, lex)
		}
		text, err := f.print(in.n, &rec, lex, style)
		return output{text, brief.List(in.n, &rec), note, err}
	}
	shown := newProgress(std.err, std.out)
	code, began := done, false
	var broken error
	var listed []brief.Listed
	ordered(f.jobs, numbered, work, func(out output) bool {
		if out.err != nil || out.note != "" {
			shown.clear()
		}
		if out.err != nil {
			fmt.Fprintf(std.err, "rapporteur: %v\n", out.err)
			if _, back := errors.AsType[*intake.Withdrawal](out.err); !back {
				code = some
			}
			return true
		}
		if out.note != "" {
			fmt.Fprintf(std.err, "rapporteur: %s\n", out.note)
		}
		broken = f.between(std.out, began, out.listed.Title)
		if broken == nil {
			_, broken = std.out.Write(out.text)
		}
		began = true
		if f.format.value == "html" {
			listed = append(listed, out.listed)
		}
		shown.step()
		return broken == nil
	})
	shown.clear()
	if broken == nil && began && f.format.value == "html" {
		broken = brief.PageFoot(std.out, listed, lex)
	}
	if broken != nil {
		fmt.Fprintf(std.err, "rapporteur: %v\n", broken)
		return some
	}
	return code
}

// foreign is what is said of a report that is not in English.
func foreign(rep record.Report, lex *lexicon.Lexicon) string {
	name := lex.Wording.Phrase("language", rep.Language)
	if name == "" {
		name = rep.Language
	}
	return fmt.Sprintf("%s: in %s, not in English; no entries were made", rep.ID, name)
}

// print is a record in the format asked for. n is its number on a page.
func (f *readFlags) print(n int, rec *record.Record, lex *lexicon.Lexicon, style brief.Style) ([]byte, error) {
	var text bytes.Buffer
	var err error
	switch f.format.value {
	case "brief":
		err = brief.Text(&text, rec, lex, style)
	case "jsonl":
		err = record.Write(&text, *rec, "")
	case "json":
		err = record.Write(&text, *rec, "  ")
	case "html":
		err = brief.PageReport(&text, n, rec, lex)
	default:
		err = errors.New("no such format")
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", rec.Report.ID, err)
	}
	return text.Bytes(), err
}

// between prints what stands before a report: the beginning of a page, or the
// line that parts two briefs.
func (f *readFlags) between(out io.Writer, began bool, title string) error {
	var err error
	switch {
	case f.format.value == "html" && !began:
		err = brief.PageHead(out, title+" · Rapporteur")
	case f.format.value == "brief" && began:
		_, err = io.WriteString(out, "\n────────────────────\n\n")
	}
	return err
}
