package brief

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// signs are the marks and colours of the stances.
var signs = map[string]struct{ mark, colour string }{
	"demands": {"!", "33"},
	"offers":  {"+", "32"},
	"accepts": {"✓", "32"},
	"rejects": {"✗", "31"},
}

// matrix prints parties across and issues down; as many parties as fit the
// width: first those of the process that is asked for, then those of whose
// positions most reports tell.
func matrix(b *bytes.Buffer, found []dossier.Finding, view View, style Style, md bool) {
	if len(found) == 0 {
		fmt.Fprintln(b, "No positions.")
		return
	}
	type place struct{ party, issue string }
	at := map[place]*dossier.Finding{}
	count := map[string]int{}
	for i := range found {
		f := &found[i]
		at[place{f.Party, f.Issue}] = f
		count[f.Party] += max(1, f.Sources)
	}
	asked := func(party string) int {
		if slices.ContainsFunc(view.Parties, func(w string) bool { return dossier.IsParty(party, w) }) {
			return 1
		}
		return 0
	}
	var all []string
	for p := range count {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(asked(b)-asked(a), count[b]-count[a], strings.Compare(a, b)) })
	const issueWidth = 20
	widths := map[string]int{}
	for _, p := range all {
		widths[p] = min(len([]rune(short(p))), widest) + 1
	}
	for i := range found {
		f := &found[i]
		widths[f.Party] = max(widths[f.Party], len([]rune(sign(f)))+1)
	}
	shown := all
	if !md {
		room, fit := cmp.Or(style.Width, 100)-issueWidth, 0
		for fit < len(all) && (fit == 0 || room >= widths[all[fit]]) {
			room -= widths[all[fit]]
			fit++
		}
		shown = all[:fit]
	}
	if md {
		fmt.Fprintf(b, "| issue | %s |\n|---%s|\n", strings.Join(shown, " | "), strings.Repeat("|---", len(shown)))
	} else {
		fmt.Fprintf(b, "%-*s", issueWidth, view.Until)
		for _, p := range shown {
			fmt.Fprintf(b, "%-*s", widths[p], cut(short(p), widths[p]-1))
		}
		b.WriteByte('\n')
	}
	for _, issue := range record.Issues {
		if !slices.ContainsFunc(shown, func(p string) bool { return at[place{p, issue}] != nil }) {
			continue
		}
		if md {
			fmt.Fprintf(b, "| %s ", issue)
		} else {
			fmt.Fprintf(b, "%-*s", issueWidth, issue)
		}
		for _, p := range shown {
			mark, colour := "·", "2"
			if f := at[place{p, issue}]; f != nil {
				mark, colour = sign(f), signs[f.Stance].colour
			}
			if md {
				fmt.Fprintf(b, "| %s ", mark)
				continue
			}
			text := fmt.Sprintf("%-*s", widths[p], mark)
			if style.Colour {
				text = "\x1b[" + colour + "m" + text + "\x1b[0m"
			}
			b.WriteString(text)
		}
		if md {
			b.WriteString("|")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "\n! demands  + offers  ✓ accepts  ✗ rejects  if: under a condition  ( ): by another's account\n")
	if more := len(all) - len(shown); more > 0 {
		fmt.Fprintf(b, "%d more parties: %s; --party shows them\n", more, cut(strings.Join(all[len(shown):], ", "), 60))
	}
	if !view.Words {
		return
	}
	for i := range found {
		f := &found[i]
		if slices.Contains(shown, f.Party) {
			fmt.Fprintf(b, "\n%s %s %s, %s: “%s”\n  %s\n", f.Party, f.Stance, f.Issue, f.Last, line(f.Terms), cite(f))
		}
	}
}

// widest is the most columns that a party's name takes at the head of its own.
const widest = 10

// sign is the mark of a position: "✗", "(!if)".
func sign(f *dossier.Finding) string {
	mark := signs[f.Stance].mark
	if f.Condition != "" {
		mark += "if"
	}
	if f.ClaimedBy != nil {
		mark = "(" + mark + ")"
	}
	return mark
}

// short is a party's name for the head of a column: the name of a non-state
// actor rather than its code.
func short(party string) string {
	_, name, ok := strings.Cut(party, " ")
	if ok {
		return name
	}
	return party
}
