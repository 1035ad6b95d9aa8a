// Package brief prints records for people: as an analyst's brief on a terminal
// and as a page of HTML. It shows what a record holds and decides nothing.
package brief

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Style is how a brief looks.
type Style struct {
	Width    int  // columns; 0 is 100
	Colour   bool // ANSI colours
	Evidence bool // the words that each entry rests on
	Explain  bool // the rule that gave each entry, its words and its confidence
}

// Text prints a record as a brief: the report's head, then a section for each
// kind that has entries, a line each. What the report says itself has a full
// mark; what it says that others claim an open one, and their name.
//
//	Positions
//	  • Ukraine demands a ceasefire
//	  ◦ Russia demands a withdrawal of forces
//	    according to an unnamed Ukrainian official
func Text(out io.Writer, rec *record.Record, lex *lexicon.Lexicon, style Style) error {
	if style.Width <= 0 {
		style.Width = 100
	}
	p := &printer{words: words{lex.Wording}, style: style}
	p.head(rec.Report)
	all := p.words.sections(rec)
	if len(all) == 0 {
		p.paragraph("", "", p.words.empty(rec), faint)
	}
	for _, s := range all {
		p.text.WriteByte('\n')
		p.paragraph("", "", s.Title, bold)
		for _, l := range s.Lines {
			p.line(l)
		}
	}
	_, err := io.WriteString(out, p.text.String())
	return err
}

// empty says that there are no entries, and why where it is plain.
func (w words) empty(rec *record.Record) string {
	if code := rec.Report.Language; code != "" && code != "en" {
		name := w.Phrase("language", code)
		if name == "" {
			name = code
		}
		return fill(w.Phrase("empty", "language"), name)
	}
	return w.Phrase("empty", "")
}

// The looks of a run of text: ANSI's codes.
const (
	normal = ""
	bold   = "1"
	faint  = "2"
	claim  = "33"
	mark   = "36"
)

// printer writes paragraphs, wrapped and coloured.
type printer struct {
	words words
	style Style
	text  strings.Builder
}

// head is the report's title, and under it where it is from.
func (p *printer) head(rep record.Report) {
	title := line(rep.Title)
	if title == "" {
		title = line(rep.ID)
	}
	p.paragraph("", "", title, bold)
	p.paragraph("", "", strings.Join(origin(rep), " · "), faint)
}

// origin is what is known of a report: source, date, dateline, id.
func origin(rep record.Report) []string {
	var facts []string
	if rep.Source != "" {
		facts = append(facts, line(rep.Source))
	}
	if day, err := time.Parse(time.DateOnly, rep.Date); err == nil {
		facts = append(facts, day.Format("2 January 2006"))
	}
	if d := rep.Dateline; d != nil && d.Place != "" {
		place := line(d.Place)
		if d.Country != "" {
			place += " (" + line(d.Country) + ")"
		}
		facts = append(facts, place)
	}
	if rep.Title != "" {
		facts = append(facts, line(rep.ID))
	}
	return facts
}

// line prints an entry: its sentence, who claims it, its words and its rule.
func (p *printer) line(l Line) {
	bullet := "  • "
	if l.Claim != "" {
		bullet = "  ◦ "
	}
	text := l.Text
	if l.Words != "" && (!p.style.Evidence || l.Entry.Kind == record.Statement || l.Words != firstWords(l.Entry)) {
		text += ": " + quoted(l)
	}
	if len(l.Notes) > 0 {
		text += " [" + strings.Join(l.Notes, "; ") + "]"
	}
	p.paragraph(bullet, "    ", text, normal)
	if l.Claim != "" {
		p.paragraph("    ", "    ", l.Claim, claim)
	}
	if p.style.Evidence && l.Entry.Kind != record.Statement {
		for _, s := range l.Entry.Evidence {
			p.paragraph("      ", "      ", fmt.Sprintf("“%s” %d–%d", line(s.Exact), s.Start, s.End), faint)
		}
	}
	if p.style.Explain {
		p.paragraph("      ", "      ", because(l.Entry), mark)
	}
}

// quoted is the words of a line in quotation marks, but for speech that the
// report gives in its own words.
func quoted(l Line) string {
	if e := l.Entry; e.Kind == record.Statement && (e.Quoted == nil || !*e.Quoted) {
		return l.Words
	}
	return "“" + l.Words + "”"
}

// because is the rule of an entry with the words that it used.
func because(e *record.Entry) string {
	why := e.ID
	if e.Why != nil {
		why += " · " + e.Why.Rule
		if len(e.Why.Words) > 0 {
			why += " ← " + line(strings.Join(e.Why.Words, " · "))
		}
	}
	return fmt.Sprintf("%s · %.2f", why, e.Confidence)
}

// paragraph prints text wrapped to the width, the first line after first, the
// others after rest.
func (p *printer) paragraph(first, rest, text, look string) {
	if text == "" {
		return
	}
	indent, at := first, 0
	var row strings.Builder
	flush := func() {
		p.text.WriteString(indent)
		if p.style.Colour && look != normal {
			fmt.Fprintf(&p.text, "\x1b[%sm%s\x1b[0m", look, row.String())
		} else {
			p.text.WriteString(row.String())
		}
		p.text.WriteByte('\n')
		indent, at = rest, 0
		row.Reset()
	}
	for word := range strings.FieldsSeq(text) {
		n := columns(word)
		if at > 0 && utf8.RuneCountInString(indent)+at+1+n > p.style.Width {
			flush()
		}
		if at > 0 {
			row.WriteByte(' ')
			at++
		}
		row.WriteString(word)
		at += n
	}
	flush()
}

// wide are the scripts whose characters take two columns.
var wide = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}

// columns is how many columns a word takes on a terminal.
func columns(word string) int {
	n := 0
	for _, c := range word {
		switch {
		case unicode.Is(unicode.Mn, c):
		case c >= 0x1100 && unicode.In(c, wide...):
			n += 2
		default:
			n++
		}
	}
	return n
}
