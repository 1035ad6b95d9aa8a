package brief

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Listed is a report of a page in the page's list of contents.
type Listed struct {
	ID, Title, Origin string
	Entries           int
}

// List is the line of contents of report n of a page.
func List(n int, rec *record.Record) Listed {
	title := line(rec.Report.Title)
	if title == "" {
		title = line(rec.Report.ID)
	}
	return Listed{fmt.Sprintf("r%d", n), title, strings.Join(origin(rec.Report), " · "), len(rec.Entries)}
}

// PageFoot ends a page. Of several reports it has the list, which stands at the
// page's head: how many they are is known only when the last is read.
func PageFoot(out io.Writer, all []Listed, lex *lexicon.Lexicon) error {
	v := struct {
		Title string
		All   []Listed
	}{lex.Wording.Phrase("page", "contents"), all}
	if len(all) < 2 {
		v.All = nil
	}
	return page.ExecuteTemplate(out, "foot", v)
}

// PageFindings puts findings on a page as the brief of a store has them, with
// links to the reports that tell them. at is a report's number on the page.
func PageFindings(out io.Writer, found []dossier.Finding, view View, at map[string]int) error {
	w := words{view.Lexicon.Wording}
	type teller struct{ ID, Cite string }
	type told struct {
		Day, Mark string
		viewLine
		Differ  []string
		Tellers []teller
	}
	type section struct {
		Title string
		Lines []told
	}
	v := struct {
		Title    string
		Sections []section
	}{Title: strings.TrimSpace("Brief " + w.days(view.Since, view.Until))}
	taken := make([]bool, len(found))
	for _, part := range parts {
		s := section{Title: part.title}
		for i := range found {
			f := &found[i]
			if taken[i] || !part.takes(f) {
				continue
			}
			taken[i] = true
			l := w.finding(f, view.Lexicon)
			t := told{Day: f.Span(), viewLine: viewLine{ID: f.ID, Kind: f.Kind, Say: l.Text, Words: l.Words, Notes: l.Notes, Claim: l.Claim}, Differ: differing(f)}
			for _, r := range f.Reports {
				t.Tellers = append(t.Tellers, teller{fmt.Sprintf("r%d", at[r.ID]), cite(&dossier.Finding{Reports: []dossier.Report{{ID: r.ID, Source: r.Source, Date: r.Date}}})})
			}
			s.Lines = append(s.Lines, t)
		}
		if len(s.Lines) > 0 {
			v.Sections = append(v.Sections, s)
		}
	}
	return page.ExecuteTemplate(out, "findings", v)
}

// PageHead begins a page of HTML, PageReport puts a report on it, PageFoot ends
// it. The page stands alone: no script, no file beside it, nothing fetched.
func PageHead(out io.Writer, title string) error {
	return page.ExecuteTemplate(out, "head", struct {
		Title string
		Style template.CSS
	}{line(title), template.CSS(pageCSS)})
}
