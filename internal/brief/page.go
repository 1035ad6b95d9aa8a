package brief

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

var (
	//go:embed page.html
	pageHTML string
	//go:embed page.css
	pageCSS string

	page = template.Must(template.New("page").Parse(pageHTML))
)

// PageReport puts one report on a page: its text with the words of every entry
// marked by kind, and beside it the entries with their details. n is the
// report's number on the page.
func PageReport(out io.Writer, n int, rec *record.Record, lex *lexicon.Lexicon) error {
	w := words{lex.Wording}
	v := &view{words: w, ID: fmt.Sprintf("r%d", n), Title: line(rec.Report.Title), Origin: origin(rec.Report), URL: rec.Report.URL,
		Empty: w.empty(rec)}
	if v.Title == "" {
		v.Title = line(rec.Report.ID)
	}
	at := map[*record.Entry]int{}
	for i := range rec.Entries {
		at[&rec.Entries[i]] = i
	}
	var hover strings.Builder
	for _, s := range w.sections(rec) {
		shown := viewSection{Kind: s.Kind, Title: s.Title}
		for _, l := range s.Lines {
			i := at[l.Entry]
			shown.Lines = append(shown.Lines, viewLine{
				ID: v.entryID(i), Mark: v.markID(i), Kind: s.Kind, Say: l.Text, Words: l.Words, Notes: l.Notes,
				Claim: l.Claim, Facts: w.facts(l.Entry),
			})
			// An entry under the pointer outlines its words: no script needed.
			fmt.Fprintf(&hover, "#%s:has(#%s:hover) .e%d{outline:2px solid var(--%s)}", v.ID, v.entryID(i), i, s.Kind)
		}
		v.Sections = append(v.Sections, shown)
	}
	v.Hover = template.CSS(hover.String()) // made of numbers and kinds alone
	v.Pieces = v.pieces(rec)
	v.Named = named(rec.Mentions)
	return page.ExecuteTemplate(out, "report", v)
}

// view is what the template of a report is given.
type view struct {
	words    words
	ID       string
	Title    string
	Origin   []string
	URL      string
	Hover    template.CSS
	Pieces   []piece
	Sections []viewSection
	Named    []name
	Empty    string
}

// Phrase is a word of the page itself.
func (v *view) Phrase(code string) string { return v.words.Phrase("page", code) }

func (v *view) entryID(i int) string { return fmt.Sprintf("%s-e%d", v.ID, i) }
func (v *view) markID(i int) string  { return fmt.Sprintf("%s-m%d", v.ID, i) }

type viewSection struct {
	Kind, Title string
	Lines       []viewLine
}

type viewLine struct {
	ID, Mark, Kind    string
	Say, Words, Claim string
	Notes             []string
	Facts             []fact
}

// piece is a run of the text under the same entries.
type piece struct {
	Text    string
	Class   string
	Title   string   // the kinds, for a pointer held over it
	Entries []string // ids; the shortest evidence first
	Anchor  string   // the id of the place, where an entry's words begin
}

// cover is a piece of evidence of entry i.
type cover struct{ start, end, entry int }

// pieces cuts the text wherever a piece of evidence begins or ends. Evidence
// may nest and overlap: a piece has the colour of the shortest evidence there
// and a line in the colour of the next.
func (v *view) pieces(rec *record.Record) []piece {
	text := []rune(rec.Report.Text)
	var covers []cover
	cuts := []int{0, len(text)}
	for i := range rec.Entries {
		for _, s := range rec.Entries[i].Evidence {
			start, end := min(max(s.Start, 0), len(text)), min(max(s.End, 0), len(text))
			if start < end {
				covers = append(covers, cover{start, end, i})
				cuts = append(cuts, start, end)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(covers, func(a, b cover) int { return (a.end - a.start) - (b.end - b.start) })
	anchored := map[int]bool{}
	var all []piece
	for k := 0; k+1 < len(cuts); k++ {
		p := piece{Text: string(text[cuts[k]:cuts[k+1]])}
		var over []int
		for _, c := range covers {
			if c.start <= cuts[k] && cuts[k+1] <= c.end && !slices.Contains(over, c.entry) {
				over = append(over, c.entry)
			}
		}
		v.paint(&p, rec.Entries, over, anchored)
		all = append(all, p)
	}
	return all
}

// paint gives a piece the look of the entries over it. A place has one anchor:
// where more entries begin, the others' go to the next pieces of theirs.
func (v *view) paint(p *piece, entries []record.Entry, over []int, anchored map[int]bool) {
	if len(over) == 0 {
		return
	}
	classes := []string{"m"}
	var kinds []string
	for _, i := range over {
		kind := entries[i].Kind
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
		classes = append(classes, fmt.Sprintf("e%d", i))
		p.Entries = append(p.Entries, v.entryID(i))
		if p.Anchor == "" && !anchored[i] {
			p.Anchor, anchored[i] = v.markID(i), true
		}
	}
	// Statements run over much of a report: they are a dotted line under the
	// words, and colour is left to what is said.
	if s := slices.Index(kinds, record.Statement); s >= 0 {
		classes = append(classes, "said")
		if len(kinds) > 1 {
			kinds = slices.Delete(kinds, s, s+1)
		}
	}
	classes = append(classes, kinds[0])
	if len(kinds) > 1 {
		classes = append(classes, "also", "also-"+kinds[1])
	}
	p.Class = strings.Join(classes, " ")
	titles := make([]string, len(kinds))
	for i, kind := range kinds {
		titles[i] = v.words.Phrase("kind", kind)
	}
	p.Title = strings.Join(titles, ", ")
}

// name is a name of the report with how often it stands there.
type name struct {
	Name, Code string
	Times      int
}

// named are the names of a report, each once, in the order of the text.
func named(mentions []record.Mention) []name {
	var all []name
	at := map[[2]string]int{}
	for _, m := range mentions {
		called := m.Name
		if called == "" {
			called = m.Exact
		}
		key := [2]string{called, m.Code}
		i, known := at[key]
		if !known {
			i = len(all)
			at[key] = i
			all = append(all, name{Name: line(called), Code: m.Code})
		}
		all[i].Times++
	}
	return all
}
