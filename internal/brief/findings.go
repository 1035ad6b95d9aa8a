package brief

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/store"
)

// View is what is shown of findings, and how.
type View struct {
	Name         string   // as rapporteur show calls it
	Format       string   // table, json, jsonl, csv, md
	Words        bool     // matrix: the words of every position below it
	Conditions   bool     // positions: the conditions that were dropped, too
	Parties      []string // matrix: those that stand first
	Since, Until string
	Note         string           // brief: how the days were chosen, under the heading
	Lexicon      *lexicon.Lexicon // brief: what its sentences are made with
}

// Findings prints findings in a format. Of a matrix and a brief, table and md are
// pages of their own; every other view is a line a finding.
func Findings(out io.Writer, found []dossier.Finding, view View, style Style) error {
	switch view.Format {
	case "json":
		if found == nil {
			found = []dossier.Finding{}
		}
		return encode(out, found, " ")
	case "jsonl":
		for i := range found {
			if err := encode(out, &found[i], ""); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return findingsCSV(out, found)
	}
	md := view.Format == "md"
	var b bytes.Buffer
	switch {
	case view.Name == "matrix":
		matrix(&b, found, view, style, md)
	case view.Name == "brief":
		b.WriteString(sheet(found, view, style, md))
	case view.Name == "finding":
		for i := range found {
			whole(&b, &found[i], style)
		}
	default:
		rows(&b, found, view, style, md)
	}
	_, err := out.Write(b.Bytes())
	return err
}

func encode(out io.Writer, v any, indent string) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(v)
}

// columnsOf are the columns of a line of CSV.
var columnsOf = []struct {
	name string
	of   func(*dossier.Finding) string
}{
	{"id", func(f *dossier.Finding) string { return f.ID }},
	{"kind", func(f *dossier.Finding) string { return f.Kind }},
	{"change", func(f *dossier.Finding) string { return f.Change }},
	{"first", func(f *dossier.Finding) string { return f.First }},
	{"last", func(f *dossier.Finding) string { return f.Last }},
	{"type", func(f *dossier.Finding) string { return plover(f) }},
	{"actors", func(f *dossier.Finding) string { return strings.Join(parties(f, record.RoleActor), ";") }},
	{"recipients", func(f *dossier.Finding) string { return strings.Join(parties(f, record.RoleRecipient), ";") }},
	{"issue", func(f *dossier.Finding) string { return f.Issue }},
	{"stance", func(f *dossier.Finding) string { return f.Stance }},
	{"state", func(f *dossier.Finding) string { return f.State }},
	{"harm", func(f *dossier.Finding) string { return f.Harm }},
	{"count_low", func(f *dossier.Finding) string { low, _ := bounds(f.Count); return low }},
	{"count_high", func(f *dossier.Finding) string { _, high := bounds(f.Count); return high }},
	{"each", func(f *dossier.Finding) string { return yes(f.Each) }},
	{"done_total", func(f *dossier.Finding) string {
		if f.Progress == nil {
			return ""
		}
		return strconv.Itoa(f.Progress.DoneTotal)
	}},
	{"place", func(f *dossier.Finding) string { return placeName(f) }},
	{"country", func(f *dossier.Finding) string {
		if f.Place == nil {
			return ""
		}
		return f.Place.Country
	}},
	{"condition", func(f *dossier.Finding) string { return f.Condition }},
	{"due", func(f *dossier.Finding) string { return f.Due }},
	{"terms", func(f *dossier.Finding) string { return cmp.Or(f.Terms, strings.Join(f.Content, " … ")) }},
	{"sources", func(f *dossier.Finding) string { return strconv.Itoa(f.Sources) }},
	{"reports", func(f *dossier.Finding) string { return strings.Join(reportIDs(f), ";") }},
	{"aux", func(f *dossier.Finding) string {
		if f.Plover == nil {
			return ""
		}
		return f.Plover.Aux
	}},
	{"speaker", func(f *dossier.Finding) string {
		if f.Speaker == nil {
			return ""
		}
		return nameOf(&f.Speaker.Mention)
	}},
	{"according_to", func(f *dossier.Finding) string { return nameOf(f.AccordingTo) }},
	{"claimed_by", func(f *dossier.Finding) string { return nameOf(f.ClaimedBy) }},
	{"confidence", func(f *dossier.Finding) string { return strconv.FormatFloat(f.Confidence, 'g', 4, 64) }},
	{"rejected", func(f *dossier.Finding) string { return yes(f.Rejected()) }},
}

func findingsCSV(out io.Writer, found []dossier.Finding) error {
	w := csv.NewWriter(out)
	var row []string
	for _, c := range columnsOf {
		row = append(row, c.name)
	}
	w.Write(row)
	for i := range found {
		row = row[:0]
		for _, c := range columnsOf {
			row = append(row, c.of(&found[i]))
		}
		w.Write(row)
	}
	w.Flush()
	return w.Error()
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func plover(f *dossier.Finding) string {
	if f.Plover == nil {
		return ""
	}
	return strings.TrimSuffix(f.Plover.Type+"/"+f.Plover.Mode, "/")
}

func bounds(c *record.Count) (low, high string) {
	if c == nil {
		return "", ""
	}
	if c.Low != nil {
		low = strconv.Itoa(*c.Low)
	}
	if c.High != nil {
		high = strconv.Itoa(*c.High)
	}
	return low, high
}

func placeName(f *dossier.Finding) string {
	if f.Place == nil {
		return ""
	}
	return cmp.Or(f.Place.Name, f.Place.Text)
}

// nameOf is a mention by its name, else by its words; "" for none.
func nameOf(m *record.Mention) string {
	if m == nil {
		return ""
	}
	return cmp.Or(m.Name, m.Exact)
}

// parties are the parties of a finding in a role.
func parties(f *dossier.Finding, role string) []string {
	var all []string
	if f.Party != "" && role == record.RoleActor {
		return []string{f.Party}
	}
	for i := range f.Actors {
		a := &f.Actors[i]
		p := cmp.Or(dossier.Party(&a.Mention), a.Name, a.Exact)
		if a.Role == role && p != "" && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

func reportIDs(f *dossier.Finding) []string {
	var ids []string
	for _, r := range f.Reports {
		ids = append(ids, r.ID)
	}
	return ids
}

// Title is a finding in a few words: "RUS, UKR meet in Istanbul (90 minutes)".
func Title(f *dossier.Finding) string {
	who, whom := strings.Join(parties(f, record.RoleActor), ", "), strings.Join(parties(f, record.RoleRecipient), ", ")
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	aux := ""
	if f.Plover != nil && f.Plover.Aux != "" && f.Plover.Aux != "historical" {
		aux = " (" + f.Plover.Aux + ")"
	}
	switch f.Kind {
	case record.Meeting:
		say("%s meet%s", cmp.Or(who, whom, "parties"), aux)
		if p := placeName(f); p != "" {
			say(" in %s", p)
		}
		if f.Duration != nil {
			say(", %s", f.Duration.Text)
		}
	case record.Position:
		say("%s %s: %s", who, f.Stance, f.Issue)
		if f.ClaimedBy != nil {
			say(" (claimed by %s)", f.ClaimedBy.Name)
		}
	case record.Agreement:
		say("%s: %s, %s%s", who, cmp.Or(f.Issue, "agreement"), f.State, aux)
		if f.Count != nil {
			say(", %s", f.Count.Text)
			if f.Each {
				say(" each")
			}
		}
		if p := f.Progress; p != nil && len(p.Done) > 0 {
			say("; done %d", p.DoneTotal)
			if p.Remaining != nil {
				say(", remaining %d", *p.Remaining)
			}
			if p.Undisclosed > 0 {
				say(", undisclosed %d", p.Undisclosed)
			}
		}
		if f.Due != "" {
			say("; due %s", f.Due)
		}
	case record.Act:
		say("%s %s%s", cmp.Or(who, "unknown"), strings.ToLower(plover(f)), aux)
		if whom != "" {
			say(" → %s", whom)
		}
		if f.Issue != "" {
			say(": %s", f.Issue)
		}
	case record.Incident:
		say("%s", cmp.Or(who, "unknown"))
		say(" %s%s", strings.ToLower(plover(f)), aux)
		if whom != "" {
			say(" → %s", whom)
		}
		if p := placeName(f); p != "" {
			say(", %s", p)
		}
	case record.Toll:
		var figures []string
		for _, r := range f.Series {
			figures = append(figures, r.Count.Text)
		}
		say("%s: %s", f.Harm, strings.Join(figures, " → "))
		if f.Victims != nil {
			say(" %s", cmp.Or(f.Victims.Code, f.Victims.Name))
		}
	case record.Statement:
		name := ""
		if f.Speaker != nil {
			name = cmp.Or(f.Speaker.Name, f.Speaker.Exact)
		}
		say("%s: %s", name, strings.Join(f.Content, " … "))
	}
	if f.AccordingTo != nil && f.Kind != record.Position {
		say(", according to %s", nameOf(f.AccordingTo))
	}
	if f.Rejected() {
		say(" [rejected]")
	}
	return line(b.String())
}

// cite is who tells a finding: "AP 2025-05-16; Meridian Press 2025-05-16, and a copy".
func cite(f *dossier.Finding) string {
	var all []string
	copied := 0
	for _, r := range f.Reports {
		if r.CopyOf != "" {
			copied++
			continue
		}
		all = append(all, strings.TrimSpace(line(cmp.Or(r.Source, r.ID)+" "+r.Date)))
	}
	if len(all) > 5 {
		all = append(all[:4], fmt.Sprintf("and %d more", len(all)-4))
	}
	text := strings.Join(all, "; ")
	if copied > 0 {
		text += fmt.Sprintf("; copies: %d", copied)
	}
	return strings.TrimPrefix(text, "; ")
}

// rows prints a line a finding.
func rows(b *bytes.Buffer, found []dossier.Finding, view View, style Style, md bool) {
	if len(found) == 0 {
		fmt.Fprintf(b, "No %s.\n", cmp.Or(view.Name, "findings"))
		return
	}
	changes := view.Name == "changes"
	if md {
		fmt.Fprintf(b, "| day | %s | sources | told by | id |\n|---|---|---|---|---|\n", view.Name)
		for i := range found {
			f := &found[i]
			title := changed(f) + Title(f)
			for _, c := range conditions(f, view.Conditions) {
				title += "; " + c
			}
			fmt.Fprintf(b, "| %s | %s | %d | %s | %s |\n", f.Span(), cell(title), f.Sources, cell(cite(f)), f.ID)
		}
		return
	}
	width := cmp.Or(style.Width, 100)
	for i := range found {
		f := &found[i]
		mark := ""
		if changes {
			mark = fmt.Sprintf("%-8s ", f.Change)
		}
		head := fmt.Sprintf("%-16s %s", f.Span(), mark)
		tail := fmt.Sprintf(" ×%d %s", f.Sources, f.ID)
		room := max(20, width-len([]rune(head))-len([]rune(tail)))
		fmt.Fprintf(b, "%s%-*s%s\n", head, room, cut(Title(f), room), tail)
		for _, c := range conditions(f, view.Conditions) {
			fmt.Fprintf(b, "%17s%s\n", "", cut(c, width-17))
		}
		for _, d := range f.Differences {
			var values []string
			for _, v := range d.Values {
				values = append(values, fmt.Sprintf("%s (%s)", v.Value, strings.Join(v.Reports, ", ")))
			}
			fmt.Fprintf(b, "%17s≠ %s: %s\n", "", d.Field, cut(line(strings.Join(values, "; ")), width-20-len(d.Field)))
		}
	}
}

// conditions are the conditions that a position is under, and where past is true
// those of its history that it is under no more.
func conditions(f *dossier.Finding, past bool) []string {
	if f.Kind != record.Position {
		return nil
	}
	var all []string
	if past {
		for _, h := range f.History {
			if h.Condition != "" && h.Condition != f.Condition {
				all = append(all, fmt.Sprintf("condition, %s: %s", h.Date, line(h.Condition)))
			}
		}
	}
	if f.Condition != "" {
		all = append(all, "condition: "+line(f.Condition))
	}
	return all
}

func changed(f *dossier.Finding) string {
	if f.Change == "" {
		return ""
	}
	return f.Change + ": "
}

// cell is text in a cell of a Markdown table.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "<", "&lt;", "\n", " ").Replace(text)
}

// cut is text in so many columns at most.
func cut(text string, room int) string {
	r := []rune(text)
	if len(r) <= room {
		return text
	}
	return string(r[:max(0, room-1)]) + "…"
}

// whole prints all of one finding.
func whole(b *bytes.Buffer, f *dossier.Finding, style Style) {
	fmt.Fprintf(b, "%s\n%s  %s  %s  sources: %d\n", Title(f), f.ID, f.Kind, f.Span(), f.Sources)
	if f.Terms != "" {
		fmt.Fprintf(b, "\n  “%s”\n", line(f.Terms))
	}
	if f.Condition != "" {
		fmt.Fprintf(b, "  condition: %s\n", line(f.Condition))
	}
	if p := f.Progress; p != nil {
		fmt.Fprintf(b, "\nDone\n")
		for _, i := range p.Done {
			fmt.Fprintf(b, "  %s  %s  (%s)\n", i.Date, cmp.Or(line(i.Count.Text), "no figure"), strings.Join(i.Reports, ", "))
		}
	}
	for i, h := range f.History {
		if i == 0 {
			fmt.Fprintf(b, "\nHistory\n")
		}
		claimed := ""
		if h.ClaimedBy != nil {
			claimed = ", claimed by " + line(h.ClaimedBy.Name)
		}
		fmt.Fprintf(b, "  %s  %s%s: “%s” (%s)\n", h.Date, h.Stance, claimed, line(h.Terms), strings.Join(h.Reports, ", "))
	}
	for i, r := range f.Series {
		if i == 0 {
			fmt.Fprintf(b, "\nSeries\n")
		}
		claimed := ""
		if r.AccordingTo != nil {
			claimed = ", according to " + line(nameOf(r.AccordingTo))
		}
		fmt.Fprintf(b, "  as of %s  %s%s (%s)\n", r.AsOf, line(r.Count.Text), claimed, strings.Join(r.Reports, ", "))
	}
	for _, a := range f.Accounts {
		fmt.Fprintf(b, "\nBy %s\n", a.Party)
		for _, q := range a.Statements {
			fmt.Fprintf(b, "  %s: “%s” (%s)\n", line(q.Speaker), line(q.Content), q.Report)
		}
		for _, p := range a.Positions {
			fmt.Fprintf(b, "  %s, %s: “%s” (%s)\n", p.Issue, p.Stance, line(p.Terms), p.Report)
		}
	}
	for i, d := range f.Differences {
		if i == 0 {
			fmt.Fprintf(b, "\nDifferences\n")
		}
		for _, v := range d.Values {
			fmt.Fprintf(b, "  %s: %s (%s)\n", d.Field, line(v.Value), strings.Join(v.Reports, ", "))
		}
	}
	fmt.Fprintf(b, "\nTold by\n")
	for _, r := range f.Reports {
		of := ""
		if r.CopyOf != "" {
			of = ", a copy of " + r.CopyOf
		}
		if r.Edited != "" {
			of += ", edited " + r.Edited
		}
		if r.Claim != "" {
			of += ", according to " + line(r.Claim)
		}
		fmt.Fprintf(b, "  %s  %s %s%s\n", r.ID, line(r.Source), r.Date, of)
		for _, words := range r.Exact {
			fmt.Fprintf(b, "    “%s”\n", line(words))
		}
		for _, words := range r.Was {
			fmt.Fprintf(b, "    before: “%s”\n", line(words))
		}
	}
	for i, w := range f.Why {
		if i == 0 {
			fmt.Fprintf(b, "\nWhy these are one\n")
		}
		fmt.Fprintf(b, "  %s\n", w)
	}
	for _, m := range f.Corrections {
		what := m.Action
		switch {
		case m.Action == dossier.Set:
			what += fmt.Sprintf(" %s %q → %q", m.Field, m.From, m.To)
		case m.To != "":
			what += " " + m.To
		}
		fmt.Fprintf(b, "\n%s, by %s, %s\n", what, m.By, m.At)
		if m.Note != "" {
			fmt.Fprintf(b, "  %s\n", line(m.Note))
		}
	}
}

// Kept prints a report as it was kept.
func Kept(out io.Writer, k store.Kept, format string) error {
	if format == "json" || format == "jsonl" {
		indent := ""
		if format == "json" {
			indent = " "
		}
		return encode(out, k, indent)
	}
	of := ""
	if k.CopyOf != "" {
		of = "\ncopy of   " + k.CopyOf
	}
	if k.Withdrawn != "" {
		of += "\nwithdrawn " + k.Withdrawn
	}
	for i, v := range k.Versions {
		mark := ""
		if v.Hash == k.Hash {
			mark = "  (below)"
		}
		of += fmt.Sprintf("\nversion   %d of %s, %s%s", i+1, cmp.Or(v.Stamp, v.Added), v.Hash[:12], mark)
	}
	_, err := fmt.Fprintf(out, "%s\nsource    %s\ndate      %s\nadded     %s\nread by   %s\nhash      %s%s\nentries   %d\n\n%s\n",
		k.Record.Report.ID, line(k.Record.Report.Source), k.Record.Report.Date, k.Added, k.Reader, k.Hash, of, len(k.Entries), k.Text)
	return err
}
