package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// parts are the parts of the page that is handed on.
var parts = []struct {
	title string
	takes func(*dossier.Finding) bool
}{
	{"Overdue", func(f *dossier.Finding) bool { return f.Change == "overdue" }},
	{"Met", func(f *dossier.Finding) bool { return f.Kind == record.Meeting }},
	{"Moved", func(f *dossier.Finding) bool { return f.Kind == record.Position }},
	{"Agreed and kept", func(f *dossier.Finding) bool { return f.Kind == record.Agreement }},
	{"Done", func(f *dossier.Finding) bool { return f.Kind == record.Act }},
	{"The fighting, and what it cost", func(f *dossier.Finding) bool { return f.Kind == record.Incident || f.Kind == record.Toll }},
}

// sheet prints findings as a page to hand on: what met, what moved, what was
// agreed and kept, what the fighting cost, each line a sentence as in the brief
// of a report, with its day, its words and its source.
func sheet(found []dossier.Finding, view View, style Style, md bool) string {
	p := &printer{words: words{view.Lexicon.Wording}, style: style}
	if p.style.Width <= 0 {
		p.style.Width = 100
	}
	title := "Brief"
	if period := p.words.days(view.Since, view.Until); period != "" {
		title += " " + period
	}
	if md {
		fmt.Fprintf(&p.text, "# %s\n", title)
	} else {
		p.paragraph("", "", title, bold)
	}
	if view.Note != "" {
		if md {
			fmt.Fprintf(&p.text, "\n%s\n", marked(view.Note))
		} else {
			p.paragraph("", "", view.Note, faint)
		}
	}
	if len(found) == 0 {
		p.text.WriteString("\nNothing is told of these days.\n")
	}
	taken := make([]bool, len(found))
	for _, part := range parts {
		began := false
		for i := range found {
			f := &found[i]
			if taken[i] || !part.takes(f) {
				continue
			}
			taken[i] = true
			if !began {
				began = true
				p.text.WriteByte('\n')
				if md {
					fmt.Fprintf(&p.text, "## %s\n\n", part.title)
				} else {
					p.paragraph("", "", part.title, bold)
				}
			}
			l := p.words.finding(f, view.Lexicon)
			if md {
				p.item(f, l)
			} else {
				p.entry(f, l)
			}
		}
	}
	return p.text.String()
}

// entry is a line of the page, with what moved and who tells it.
func (p *printer) entry(f *dossier.Finding, l Line) {
	bullet := "  • "
	if l.Claim != "" {
		bullet = "  ◦ "
	}
	text := f.Span() + "  " + l.Text
	if l.Words != "" {
		text += ": “" + l.Words + "”"
	}
	if len(l.Notes) > 0 {
		text += " [" + strings.Join(l.Notes, "; ") + "]"
	}
	p.paragraph(bullet, "    ", text, normal)
	p.paragraph("    ", "    ", l.Claim, claim)
	for _, d := range differing(f) {
		p.paragraph("    ", "    ", d, normal)
	}
	p.paragraph("    ", "    ", "— "+cite(f), faint)
}

// item is a line of the page as an item of Markdown.
func (p *printer) item(f *dossier.Finding, l Line) {
	fmt.Fprintf(&p.text, "- **%s** %s", f.Span(), marked(l.Text))
	if l.Claim != "" {
		fmt.Fprintf(&p.text, ", *%s*", marked(l.Claim))
	}
	if len(l.Notes) > 0 {
		fmt.Fprintf(&p.text, " (%s)", marked(strings.Join(l.Notes, "; ")))
	}
	p.text.WriteByte('\n')
	if l.Words != "" {
		fmt.Fprintf(&p.text, "  > %s\n", marked(l.Words))
	}
	for _, d := range slices.Concat(differing(f), []string{cite(f)}) {
		fmt.Fprintf(&p.text, "\n  %s\n", marked(d))
	}
}

// differing tells on what the reports of a finding differ, a line a field.
func differing(f *dossier.Finding) []string {
	var all []string
	for _, d := range f.Differences {
		var values []string
		for _, v := range d.Values {
			values = append(values, fmt.Sprintf("%s (%s)", line(v.Value), line(v.Reports[0])))
		}
		all = append(all, fmt.Sprintf("reports differ on %s: %s", d.Field, strings.Join(values, "; ")))
	}
	return all
}
