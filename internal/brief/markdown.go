package brief

import (
	"fmt"
	"io"
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Say is an entry in plain English, without who claims it: "Ukraine demands a
// ceasefire".
func Say(e *record.Entry, lex *lexicon.Lexicon) string {
	return spelled(words{lex.Wording}.line(e, nil))
}

// spelled is a line's sentence, of a statement with its words.
func spelled(l Line) string {
	if l.Entry.Kind == record.Statement && l.Words != "" {
		return l.Text + ": " + quoted(l)
	}
	return l.Text
}

// Markdown prints a record as a section of Markdown: the report's head, then the
// entries by kind, each with the words that it rests on.
//
//   - Ukraine demands a ceasefire, *according to an unnamed Ukrainian official*
//     > demands an immediate ceasefire
func Markdown(out io.Writer, rec *record.Record, lex *lexicon.Lexicon) error {
	w := words{lex.Wording}
	var b strings.Builder
	title := line(rec.Report.Title)
	if title == "" {
		title = line(rec.Report.ID)
	}
	fmt.Fprintf(&b, "# %s\n\n%s\n", marked(title), marked(strings.Join(origin(rec.Report), " · ")))
	all := w.sections(rec)
	if len(all) == 0 {
		fmt.Fprintf(&b, "\n%s\n", marked(w.empty(rec)))
	}
	for _, s := range all {
		fmt.Fprintf(&b, "\n## %s\n\n", marked(s.Title))
		for _, l := range s.Lines {
			b.WriteString("- " + marked(spelled(l)))
			if l.Claim != "" {
				b.WriteString(", *" + marked(l.Claim) + "*")
			}
			if len(l.Notes) > 0 {
				b.WriteString(" [" + marked(strings.Join(l.Notes, "; ")) + "]")
			}
			b.WriteByte('\n')
			for _, s := range l.Entry.Evidence {
				if l.Entry.Kind != record.Statement && s.Exact != "" {
					fmt.Fprintf(&b, "  > %s\n", marked(line(s.Exact)))
				}
			}
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// marked is text in which nothing is a mark of Markdown or HTML.
func marked(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>#|&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
