// Package export writes records and findings in the formats that other programs
// load: a file a format, and a line in one table. It decides nothing: it says
// what a record holds in another codebook's words, and counts what that cannot
// hold. docs/formats.md shows a line of each.
package export

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Format is a format that can be written.
type Format struct {
	Name     string
	Summary  string
	Folder   bool // it is several files, in Options.Folder
	ByReport bool // it is about reports: it needs their records, not findings
	write    func(*exporter) error
}

// Formats are the formats, in the order in which help lists them.
func Formats() []Format {
	return []Format{
		{"plover", "PLOVER: JSON, an event a line", false, false, (*exporter).plover},
		{"polecat", "POLECAT: 40 columns, parted by tabs", false, false, (*exporter).polecat},
		{"icews", "ICEWS: 20 columns, parted by tabs; a row a dyad", false, false, (*exporter).icews},
		{"gdelt", "GDELT 2.0 events: 61 columns, no header; a row a dyad", false, false, (*exporter).gdelt},
		{"gkg", "GDELT GKG 2.1: 27 columns, no header; quotations and counts of each report", false, true, (*exporter).gkg},
		{"acled", "as ACLED: 31 columns of CSV; incidents and agreements", false, false, (*exporter).acled},
		{"phoenix", "Phoenix: 26 columns, parted by tabs; a row a dyad", false, false, (*exporter).phoenix},
		{"ged", "as UCDP GED: 49 columns of CSV; incidents with low, best and high", false, false, (*exporter).ged},
		{"csv", "tidy CSV: a file a kind and a data dictionary, in the folder --out", true, false, (*exporter).tidy},
		{"parquet", "Apache Parquet: typed columns, all kinds in one table", false, false, (*exporter).parquet},
		{"jsonld", "W3C Web Annotation: JSON-LD, an annotation an entry", false, true, (*exporter).jsonld},
		{"timelinejs", "TimelineJS: JSON", false, false, (*exporter).timeline},
		{"geojson", "GeoJSON: what has a place", false, false, (*exporter).geojson},
		{"ics", "iCalendar: meetings to come", false, false, (*exporter).ics},
		{"rss", "RSS 2.0: what changed; of records meetings and agreements, newest first", false, false, (*exporter).rss},
	}
}

// Options are how an export is written.
type Options struct {
	Lexicon *lexicon.Lexicon
	Title   func(*record.Entry) string // an entry in plain English, as a headline
	Version string                     // of the program, where a format has a place for it
	Folder  string                     // for a format of several files
	Kinds   []string                   // only entries of these kinds; nil: all
}

// Lost counts what a format cannot hold, by what it is.
type Lost map[string]int

// Lines says what was lost, a line each: "statements (3)".
func (l Lost) Lines() []string {
	var lines []string
	for _, what := range slices.Sorted(maps.Keys(l)) {
		lines = append(lines, fmt.Sprintf("%s (%d)", what, l[what]))
	}
	return lines
}

// Write writes parts in a format and tells what the format cannot hold.
func Write(out io.Writer, format Format, parts iter.Seq[*Part], o Options) (Lost, error) {
	x := &exporter{Options: o, out: bufio.NewWriter(out), lost: Lost{}, parts: parts}
	if x.Title == nil {
		x.Title = firstWords
	}
	if err := format.write(x); err != nil {
		return x.lost, err
	}
	return x.lost, x.out.Flush()
}

// exporter is one export under way.
type exporter struct {
	Options
	out   *bufio.Writer
	lost  Lost
	parts iter.Seq[*Part]
	tolls bool // the format has a place for how many an incident hurt
}

// items are all items of the kinds asked for, with the part that each is of.
func (x *exporter) items(yield func(*Part, *Item) bool) {
	for p := range x.parts {
		for i := range p.Items {
			if x.wants(p.Items[i].Entry.Kind) && !yield(p, &p.Items[i]) {
				return
			}
		}
	}
}

func (x *exporter) wants(kind string) bool { return x.Kinds == nil || slices.Contains(x.Kinds, kind) }

// lose counts what is left out.
func (x *exporter) lose(what string) { x.lost[what]++ }

// firstWords are the first words that an entry rests on.
func firstWords(e *record.Entry) string {
	if len(e.Evidence) == 0 || e.Evidence[0].Exact == "" {
		return e.Kind
	}
	return line(e.Evidence[0].Exact)
}
