package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/brief"
	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/export"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

func exportUsage() string {
	var b strings.Builder
	b.WriteString(`usage: rapporteur export --format F [flags] [RECORDS.jsonl|-] …

Writes records in a format that other programs load. Records are what
rapporteur read --format jsonl prints; - is standard input. With no file the
findings of a store are written, chosen as by rapporteur show. What a format
cannot hold is counted and said on standard error. docs/formats.md shows a line
of each format:
`)
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-11s %s\n", f.Name, f.Summary)
	}
	b.WriteString(`  md          Markdown
  html        one page of HTML that stands alone

  --out PATH        the file (default: standard output); of csv the folder
  --kind K          only entries of this kind; may be given several times
  --redact WHAT     leave out, for a copy to share: sources (who published a
                    report, and where), texts (titles and the reports' words),
                    or both: sources,texts. Ids stay
  --lexicon DIR     add the rows of the tables in DIR (docs/lexicon.md)

of a store:
` + storeUsage + `  --party P         a country, code or name; may be given several times
  --issue I         one of the issues of docs/record.md
  --process P       what concerns the parties of a process
  --since DAY, --until DAY   the days that a thing happened or was said
  --week W          a week, as 2025-W22

examples:
  rapporteur read --format jsonl reports/ | rapporteur export --format polecat - > events.txt
  rapporteur export --format csv --out tables records.jsonl
  rapporteur export --format ics --store talks.db --party UKR > talks.ics

exit status: 0; 1 where some record could not be read (said on standard error,
the rest done); 2 for a wrong call.
`)
	return b.String()
}

// exportCall is one call of export.
type exportCall struct {
	std     streams
	format  string
	lex     *lexicon.Lexicon
	redact  export.Redaction
	options export.Options
	store   *shower
	head    func(io.Writer) error // html of a store: the beginning of the page, with its findings
	code    int
}

func exportRecords(args []string, std streams) int {
	x := &exportCall{std: std, store: &shower{std: std}}
	var kinds, dirs, parties list
	var path, redact string
	flags := newFlags("export")
	flags.StringVar(&x.format, "format", "", "")
	flags.StringVar(&path, "out", "", "")
	flags.Var(&kinds, "kind", "")
	flags.StringVar(&redact, "redact", "", "")
	flags.Var(&dirs, "lexicon", "")
	address := storeFlag(flags)
	flags.Var(&parties, "party", "")
	flags.StringVar(&x.store.query.Issue, "issue", "", "")
	flags.StringVar(&x.store.process, "process", "", "")
	flags.StringVar(&x.store.query.Since, "since", "", "")
	flags.StringVar(&x.store.query.Until, "until", "", "")
	flags.StringVar(&x.store.week, "week", "", "")
	files, code, ok := parseArgs(flags, args, exportUsage(), std)
	if !ok {
		return code
	}
	if err := x.check(kinds, redact); err != nil {
		return complain(std, "export: %v", err)
	}
	if err := x.store.days(); err != nil {
		return complain(std, "export: %v", err)
	}
	if issue := x.store.query.Issue; issue != "" && !slices.Contains(record.Issues, issue) {
		return complain(std, "export: no issue %q; it is one of %s", issue, strings.Join(record.Issues, ", "))
	}
	x.store.query.Parties = parties
	q := x.store.query
	if len(files) > 0 && (len(parties) > 0 || q.Issue != "" || q.Since != "" || q.Until != "" || x.store.process != "") {
		return complain(std, "export: --party, --issue, --process, --since, --until and --week choose from a store, not from files")
	}
	lex, err := lexicon.Load(dirs...)
	if err != nil {
		return complain(std, "%v", err)
	}
	x.lex = lex
	x.options = export.Options{Lexicon: lex, Version: "rapporteur " + readerVersion(), Kinds: kinds,
		Title: func(e *record.Entry) string { return brief.Say(e, lex) }}
	out, closing, err := x.output(path)
	if err != nil {
		return complain(std, "export: %v", err)
	}
	if len(files) > 0 {
		err = x.files(out, files)
	} else {
		err = x.findings(out, *address)
	}
	if err = errors.Join(err, closing()); err != nil {
		return failed(std, "export", err)
	}
	return x.code
}

// check checks what the flags say.
func (x *exportCall) check(kinds []string, redact string) error {
	names := append(each(export.Formats(), func(f export.Format) string { return f.Name }), "md", "html")
	if x.format == "" {
		return fmt.Errorf("which format? --format is one of %s", strings.Join(names, ", "))
	}
	if !slices.Contains(names, x.format) {
		return fmt.Errorf("no format %q; it is one of %s", x.format, strings.Join(names, ", "))
	}
	for _, kind := range kinds {
		if !slices.Contains(record.Kinds, kind) {
			return fmt.Errorf("no kind %q; it is one of %s", kind, strings.Join(record.Kinds, ", "))
		}
	}
	if redact == "" {
		return nil
	}
	for _, what := range strings.Split(redact, ",") {
		switch what {
		case "sources":
			x.redact.Sources = true
		case "texts":
			x.redact.Texts = true
		default:
			return fmt.Errorf("--redact %q: it is sources, texts, or sources,texts", redact)
		}
	}
	return nil
}

func each[T any](of []T, f func(T) string) []string {
	var all []string
	for _, m := range of {
		all = append(all, f(m))
	}
	return all
}

// output is where the export goes, and what closes it.
func (x *exportCall) output(path string) (io.Writer, func() error, error) {
	nothing := func() error { return nil }
	if x.format == "csv" {
		if path == "" {
			return nil, nil, errors.New("csv is several files; name a folder with --out")
		}
		x.options.Folder = path
		return x.std.out, nothing, nil
	}
	if path != "" {
		file, err := os.Create(path)
		if err != nil {
			return nil, nil, err
		}
		return file, file.Close, nil
	}
	if x.format == "parquet" && columns(x.std.out) > 0 {
		return nil, nil, errors.New("a Parquet file is no text for a terminal; name one with --out")
	}
	return x.std.out, nothing, nil
}

// files exports the records of files.
func (x *exportCall) files(out io.Writer, files []string) error {
	return x.write(out, x.records(files))
}

// write writes records in the format, redacted.
func (x *exportCall) write(out io.Writer, records iter.Seq[*record.Record]) error {
	if x.format == "md" || x.format == "html" {
		return x.page(out, records)
	}
	return x.parts(out, func(yield func(*export.Part) bool) {
		for rec := range records {
			part := export.OfRecord(rec)
			x.redact.Part(part)
			x.redact.Record(rec)
			if !yield(part) {
				return
			}
		}
	})
}

// parts writes parts and says what the format cannot hold.
func (x *exportCall) parts(out io.Writer, parts iter.Seq[*export.Part]) error {
	for _, f := range export.Formats() {
		if f.Name != x.format {
			continue
		}
		lost, err := export.Write(out, f, parts, x.options)
		for _, l := range lost.Lines() {
			fmt.Fprintf(x.std.err, "rapporteur: %s has no place for %s\n", f.Name, l)
		}
		return err
	}
	return nil
}

// page writes records as Markdown or HTML.
func (x *exportCall) page(out io.Writer, records iter.Seq[*record.Record]) error {
	w := bufio.NewWriter(out)
	var err error
	var listed []brief.Listed
	n := 0
	if x.format == "html" && x.head != nil {
		err = x.head(w)
	}
	for rec := range records {
		if err != nil {
			return err
		}
		n++
		x.redact.Record(rec)
		if k := x.options.Kinds; k != nil {
			rec.Entries = slices.DeleteFunc(rec.Entries, func(e record.Entry) bool { return !slices.Contains(k, e.Kind) })
		}
		if x.format == "html" {
			listed = append(listed, brief.List(n, rec))
			if n == 1 && x.head == nil {
				err = brief.PageHead(w, listed[0].Title+" · Rapporteur")
			}
			err = errors.Join(err, brief.PageReport(w, n, rec, x.lex))
			continue
		}
		if n > 1 {
			w.WriteString("\n---\n\n")
		}
		err = brief.Markdown(w, rec, x.lex)
	}
	if err == nil && x.format == "html" && n == 0 && x.head == nil {
		err = brief.PageHead(w, "Rapporteur")
	}
	if err == nil && x.format == "html" {
		err = brief.PageFoot(w, listed, x.lex)
	}
	return errors.Join(err, w.Flush())
}

// records are the records of files; a line that is none is said, and the rest
// is done.
func (x *exportCall) records(files []string) iter.Seq[*record.Record] {
	return func(yield func(*record.Record) bool) {
		seen := map[string]string{}
		for _, name := range files {
			in := x.std.in
			if name != "-" {
				file, err := os.Open(name)
				if err != nil {
					x.complain("%v", err)
					continue
				}
				defer file.Close()
				in = file
			}
			lines := bufio.NewReaderSize(in, 1<<16)
			for n := 1; ; n++ {
				text, err := lines.ReadBytes('\n')
				if rec := x.record(text, fmt.Sprintf("%s:%d", name, n), seen); rec != nil && !yield(rec) {
					return
				}
				if err == io.EOF {
					break
				}
				if err != nil {
					x.complain("%s: %v", name, err)
					break
				}
			}
		}
	}
}

// record reads a line; nil where it is empty or no record.
func (x *exportCall) record(text []byte, at string, seen map[string]string) *record.Record {
	if len(strings.TrimSpace(string(text))) == 0 {
		return nil
	}
	rec := &record.Record{}
	if err := json.Unmarshal(text, rec); err != nil {
		x.complain("%s: no record (rapporteur read --format jsonl makes them): %v", at, err)
		return nil
	}
	if rec.Report.ID == "" {
		x.complain("%s: no record: its report has no id", at)
		return nil
	}
	if before := seen[rec.Report.ID]; before != "" {
		x.complain("%s: a record of report %q stands at %s already", at, rec.Report.ID, before)
		return nil
	}
	seen[rec.Report.ID] = at
	return rec
}

func (x *exportCall) complain(format string, args ...any) {
	fmt.Fprintf(x.std.err, "rapporteur: "+format+"\n", args...)
	x.code = some
}

// findings exports the findings of a store; of formats that are about reports,
// the records of the reports that tell them.
func (x *exportCall) findings(out io.Writer, address string) error {
	ctx := context.Background()
	s := x.store
	s.lex = x.lex
	var err error
	if s.store, err = openStore(ctx, address, false); err != nil {
		return err
	}
	defer s.store.Close()
	if err := s.fresh(ctx); err != nil {
		return err
	}
	if err := s.members(ctx); err != nil {
		return err
	}
	s.query.Kinds = x.options.Kinds
	if s.query.Kinds == nil {
		s.query.Kinds = record.Kinds
	}
	view := ""
	if x.format == "rss" {
		view = "changes"
	}
	found, err := s.findings(ctx, view)
	if err != nil {
		return err
	}
	byReport := x.format == "html"
	for _, f := range export.Formats() {
		byReport = byReport || f.Name == x.format && f.ByReport
	}
	if x.format == "md" && x.redact == (export.Redaction{}) {
		return brief.Findings(out, found, brief.View{Name: "brief", Format: "md", Since: s.query.Since, Until: s.query.Until, Lexicon: x.lex}, brief.Style{})
	}
	if !byReport && x.format != "md" {
		part := export.OfFindings(found)
		x.redact.Part(part)
		return x.parts(out, func(yield func(*export.Part) bool) { yield(part) })
	}
	reports := tellers(found)
	if x.format == "html" {
		x.head = func(w io.Writer) error { return x.findingsPage(w, found, reports) }
	}
	var broken error
	err = x.write(out, func(yield func(*record.Record) bool) {
		for _, r := range reports {
			kept, ok, err := s.store.Report(ctx, r.ID)
			if broken = err; err != nil {
				return
			}
			if ok && !yield(&kept.Record) {
				return
			}
		}
	})
	return errors.Join(broken, err)
}

// tellers are the reports that tell findings, by date and id, each once.
func tellers(found []dossier.Finding) []dossier.Report {
	seen := map[string]bool{}
	var all []dossier.Report
	for i := range found {
		for _, r := range found[i].Reports {
			if !seen[r.ID] {
				seen[r.ID] = true
				all = append(all, r)
			}
		}
	}
	slices.SortFunc(all, func(a, b dossier.Report) int {
		return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID))
	})
	return all
}

// findingsPage begins the page of a store: what its reports tell together, each
// with links to those below that tell it. A copy to share has the reports alone.
func (x *exportCall) findingsPage(w io.Writer, found []dossier.Finding, reports []dossier.Report) error {
	title := number(len(reports), "report")
	if len(reports) > 0 {
		title += ", " + reports[0].Date + " – " + reports[len(reports)-1].Date
	}
	if err := brief.PageHead(w, title+" · Rapporteur"); err != nil || x.redact != (export.Redaction{}) {
		return err
	}
	at := map[string]int{}
	for i, r := range reports {
		at[r.ID] = i + 1
	}
	q := x.store.query
	return brief.PageFindings(w, found, brief.View{Since: q.Since, Until: q.Until, Lexicon: x.lex}, at)
}
