package brief

import (
	"bytes"
	"fmt"

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
// agreed and kept, what the fighting cost, each line with its source.
func sheet(b *bytes.Buffer, found []dossier.Finding, view View, style Style, md bool) {
	title := "Brief"
	if view.Since != "" || view.Until != "" {
		title += " " + view.Since + " – " + view.Until
	}
	if md {
		fmt.Fprintf(b, "# %s\n", title)
	} else {
		fmt.Fprintf(b, "%s\n", paint(title, bold, style))
	}
	if len(found) == 0 {
		fmt.Fprintf(b, "\nNothing is told of these days.\n")
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
				if md {
					fmt.Fprintf(b, "\n## %s\n\n", part.title)
				} else {
					fmt.Fprintf(b, "\n%s\n", paint(part.title, bold, style))
				}
			}
			entry(b, f, style, md)
		}
	}
}

// entry is a line of the page, with what moved and who tells it.
func entry(b *bytes.Buffer, f *dossier.Finding, style Style, md bool) {
	bullet, indent := "  • ", "    "
	if md {
		bullet, indent = "- ", "  "
	}
	text := Title(f)
	if n := len(f.History); n > 1 {
		text += fmt.Sprintf(" (before: %s, %s)", f.History[n-2].Stance, f.History[n-2].Date)
	}
	fmt.Fprintf(b, "%s%s %s\n", bullet, f.Span(), text)
	if f.Terms != "" {
		fmt.Fprintf(b, "%s“%s”\n", indent, line(f.Terms))
	}
	for _, d := range f.Differences {
		fmt.Fprintf(b, "%sreports differ on %s:", indent, d.Field)
		for i, v := range d.Values {
			if i > 0 {
				b.WriteByte(';')
			}
			fmt.Fprintf(b, " %s (%s)", line(v.Value), v.Reports[0])
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "%s%s\n", indent, paint("["+cite(f)+"]", faint, style))
}

func paint(text, look string, style Style) string {
	if !style.Colour {
		return text
	}
	return "\x1b[" + look + "m" + text + "\x1b[0m"
}
