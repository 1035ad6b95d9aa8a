package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"time"

	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/reading"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/store"
)

const addUsage = `usage: rapporteur add [flags] FILE|DIR|- …

Reads reports (in the forms that rapporteur read takes) and keeps them in the
store, with what was read in them. The same text is kept once. A line is printed
for each report once it is kept for good: "added", "known" for a text that is
there already, "dated" for one that was kept without a day and has one now, "copy" for a wire story printed again.

` + storeUsage + `  --date DAY        publication date (YYYY-MM-DD) of reports that carry none
  --input FORMAT    the format of every file, where its content does not tell: text,
                    markdown, json, csv, tsv, html, feed, ninjs, ngec, newsml, nitf,
                    pdf, warc, eml, mbox
  --about TEXT      only reports that have TEXT; several are parted by commas, one is
                    enough; a place or country by any of its names
  --parties A,B     only reports that name two of these parties: RUS,UKR; with one
                    party alone those that name it
  --records         the input is records made before: JSON Lines as rapporteur read
                    --format jsonl prints them, with the "text" in "report"
  --lexicon DIR     add the rows of the tables in DIR; may be given several times
  --jobs N          reports read at once (default: the number of cores)
  --quiet           print nothing of reports that are kept

examples:
  rapporteur add --store talks.db reports/
  rapporteur add --store postgres://desk@db.example/talks wire.jsonl

exit status: 0; 1 where some report could not be kept (said on standard error, the
rest done); 2 for a wrong call.
`

// adder is one call of add.
type adder struct {
	std     streams
	store   *store.Store
	reader  *reading.Reader
	lex     *lexicon.Lexicon
	version string
	quiet   bool

	untold  map[string]int // entries that stand in no finding, by kind
	pending []store.Item
	since   time.Time
	code    int
	broken  error
}

// arrival is a report on its way into the store.
type arrival struct {
	item  store.Item
	known string // kept already, under this id
	gone  bool   // and withdrawn
	note  string
	err   error
}

func add(args []string, std streams) int {
	a := &adder{std: std, version: readerVersion()}
	var dirs list
	flags := newFlags("add")
	address := storeFlag(flags)
	date := flags.String("date", "", "")
	var wanted sift
	wanted.flags(flags)
	records := flags.Bool("records", false, "")
	flags.Var(&dirs, "lexicon", "")
	flags.BoolVar(&a.quiet, "quiet", false, "")
	jobs := flags.Int("jobs", runtime.GOMAXPROCS(0), "")
	paths, code, ok := parseArgs(flags, args, addUsage, std)
	if !ok {
		return code
	}
	if _, err := time.Parse(time.DateOnly, *date); *date != "" && err != nil {
		return complain(std, "add: --date %s is no day; write it as YYYY-MM-DD", *date)
	}
	if *jobs < 1 {
		return complain(std, "add: --jobs %d; it takes at least one", *jobs)
	}
	if len(paths) == 0 {
		return complain(std, "add: no file; name one, or - for standard input (rapporteur add --help)")
	}
	ctx := context.Background()
	var err error
	if a.store, err = openStore(ctx, *address, true); err != nil {
		return failed(std, "add", err)
	}
	defer a.store.Close()
	in := readyMade(paths, std.in)
	if !*records {
		if a.reader, a.lex, err = newReader(dirs); err != nil {
			return complain(std, "%v", err)
		}
		batch, err := wanted.batch(a.lex, *date)
		if err != nil {
			return complain(std, "add: %v", err)
		}
		batch.Versions = true
		in = unread(batch.Files(paths, std.in))
	}
	a.since = time.Now()
	ordered(*jobs, in, func(one arrival) arrival { return a.read(ctx, one) }, func(one arrival) bool {
		a.take(ctx, one)
		return a.broken == nil
	})
	if a.broken == nil {
		a.flush(ctx)
	}
	if err := a.store.Refresh(ctx); err != nil && a.broken == nil {
		a.broken = err
	}
	if a.broken != nil {
		return failed(std, "add", a.broken)
	}
	if text := untold(a.untold); text != "" && !a.quiet {
		fmt.Fprintf(std.err, "rapporteur: %s\n", text)
	}
	return a.code
}

// unread are reports as intake gives them.
func unread(in iter.Seq2[record.Report, error]) iter.Seq[arrival] {
	return func(yield func(arrival) bool) {
		for rep, err := range in {
			if !yield(arrival{item: store.Item{Record: record.Record{Report: rep}}, err: err}) {
				return
			}
		}
	}
}

// readyMade are records made before, of files of JSON Lines.
func readyMade(paths []string, stdin io.Reader) iter.Seq[arrival] {
	return func(yield func(arrival) bool) {
		for _, path := range paths {
			if path == "-" {
				if !recordsOf(stdin, path, yield) {
					return
				}
				continue
			}
			file, err := os.Open(path)
			if err != nil {
				if !yield(arrival{err: err}) {
					return
				}
				continue
			}
			more := recordsOf(file, path, yield)
			file.Close()
			if !more {
				return
			}
		}
	}
}

func recordsOf(in io.Reader, name string, yield func(arrival) bool) bool {
	plain, err := intake.Unzip(in)
	if err != nil {
		return yield(arrival{err: fmt.Errorf("%s: %w", name, err)})
	}
	r := bufio.NewReaderSize(plain, 1<<20)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			one := arrival{item: store.Item{Origin: name}}
			if bad := json.Unmarshal(line, &one.item.Record); bad != nil {
				one.err = fmt.Errorf("%s:%d: no record: %w", name, n, bad)
			} else if rep := one.item.Record.Report; rep.ID == "" || rep.Text == "" {
				one.err = fmt.Errorf("%s:%d: a record needs \"id\" and \"text\" in its \"report\"", name, n)
			}
			if !yield(one) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return yield(arrival{err: fmt.Errorf("%s: %w", name, err)})
		}
	}
}

// read makes the record of a report, unless its text is kept already.
func (a *adder) read(ctx context.Context, one arrival) (out arrival) {
	if one.err != nil {
		return one
	}
	rep := one.item.Record.Report
	one.item.Reader = a.version
	if rep.Date > time.Now().AddDate(0, 0, 1).Format(time.DateOnly) {
		one.note = fmt.Sprintf("%s: dated %s, in the future; kept as it is", rep.ID, rep.Date)
	}
	if one.known, one.gone, one.err = a.store.Has(ctx, rep); one.err != nil || one.known != "" || a.reader == nil {
		return one
	}
	defer func() {
		if fault := recover(); fault != nil {
			one.err = fmt.Errorf("%s: a fault of rapporteur itself, please report it with the text: %v", rep.ID, fault)
			out = one
		}
	}()
	if rep.Language == intake.English {
		one.item.Record = a.reader.Read(rep, false)
		one.item.Record.Report.Text = rep.Text
	} else {
		one.note = foreign(rep, a.lex)
	}
	return one
}

// Reports are kept together while they come fast, and at once where they do not.
const (
	together = 100
	atLeast  = 200 * time.Millisecond
)

// take says what cannot be kept, and keeps the rest, some at a time.
func (a *adder) take(ctx context.Context, one arrival) {
	if one.note != "" {
		fmt.Fprintf(a.std.err, "rapporteur: %s\n", one.note)
	}
	back, isBack := errors.AsType[*intake.Withdrawal](one.err)
	switch {
	case isBack:
		a.takeBack(ctx, back)
		return
	case one.err != nil:
		fmt.Fprintf(a.std.err, "rapporteur: %v\n", one.err)
		a.code = some
		return
	case one.known != "":
		a.say("known %s%s%s\n", one.item.Record.Report.ID, as(one.item.Record.Report.ID, one.known), wayBack(one.known, one.gone))
		return
	}
	a.pending = append(a.pending, one.item)
	if len(a.pending) >= together || time.Since(a.since) > atLeast {
		a.flush(ctx)
	}
}

// takeBack withdraws a report that its agency has taken back, where it is kept.
func (a *adder) takeBack(ctx context.Context, back *intake.Withdrawal) {
	if a.flush(ctx); a.broken != nil {
		return
	}
	ok, err := a.store.TakeBack(ctx, back.ID, back.Stamp, whoami(), back.Status+" by its agency")
	switch {
	case err != nil:
		a.broken = err
	case ok:
		a.say("withdrew %s, %s by its agency\n", back.ID, back.Status)
	default:
		fmt.Fprintf(a.std.err, "rapporteur: %v\n", back)
	}
}

// as names the report under which a text is kept, where that is another.
func as(id, known string) string {
	if id == known {
		return ""
	}
	return " as " + known
}

// wayBack says of a known report that it is withdrawn, and how it comes back.
func wayBack(id string, gone bool) string {
	if !gone {
		return ""
	}
	return ", which is withdrawn; rapporteur withdraw --undo " + id + " brings it back"
}

// flush keeps what is pending, all of it or none, and says so.
func (a *adder) flush(ctx context.Context) {
	outcomes, err := a.store.Add(ctx, a.pending)
	a.pending, a.since = a.pending[:0], time.Now()
	if err != nil {
		a.broken = err
		return
	}
	for _, o := range outcomes {
		for _, kind := range o.Untold {
			if a.untold == nil {
				a.untold = map[string]int{}
			}
			a.untold[kind]++
		}
		switch {
		case o.Problem != nil:
			fmt.Fprintf(a.std.err, "rapporteur: %v\n", o.Problem)
			a.code = some
		case o.Known != "":
			a.say("known %s%s\n", o.ID, as(o.ID, o.Known))
		case o.Dated != "":
			a.say("dated %s, %s\n", o.ID, o.Dated)
		case o.Version > 0:
			a.say("%s\n", revised(o))
		case o.Back:
			a.say("added %s as withdrawn: its agency has taken it back\n", o.ID)
		case o.CopyOf != "":
			a.say("added %s, a copy of %s\n", o.ID, o.CopyOf)
		default:
			a.say("added %s\n", o.ID)
		}
	}
}

// revised says that one more version of a report was kept.
func revised(o store.Outcome) string {
	switch {
	case o.Back:
		return fmt.Sprintf("revised %s, which is withdrawn", o.ID)
	case o.Earlier:
		return fmt.Sprintf("revised %s by an earlier version; the newest stands", o.ID)
	}
	return fmt.Sprintf("revised %s, version %d", o.ID, o.Version)
}

func (a *adder) say(format string, args ...any) {
	if a.quiet {
		return
	}
	if _, err := fmt.Fprintf(a.std.out, format, args...); err != nil {
		a.broken = errors.Join(a.broken, err)
	}
}
