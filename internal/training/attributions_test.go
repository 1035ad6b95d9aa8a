package training

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// marked is a passage with its statements marked.
type marked struct {
	Report     record.Report
	Statements []markedStatement
}

// markedStatement is where cue, speaker and content of a statement stand, in code
// points.
type markedStatement struct {
	Speaker, Cue, Content [][2]int
}

// readMarked reads the passages of all *.txt files in a folder: a passage a line,
// with [speaker], <cue> and {content}; a digit after the opening mark tells of
// which statement, none is the first. "#" lines are left out.
func readMarked(dir string) ([]marked, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []marked
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(file)
		for n := 1; lines.Scan(); n++ {
			line := strings.TrimSpace(lines.Text())
			if line == "" || line[0] == '#' {
				continue
			}
			m, err := parseMarked(line)
			if err != nil {
				_ = file.Close()
				return nil, fmt.Errorf("%s line %d: %w", name, n, err)
			}
			m.Report.ID = fmt.Sprintf("%s:%d", filepath.Base(name), n)
			out = append(out, m)
		}
		err = lines.Err()
		_ = file.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return out, nil
}

// parseMarked reads a passage: "The [envoy] <said> {talks had failed}".
func parseMarked(line string) (marked, error) {
	const opening, closing = "[<{", "]>}"
	type open struct {
		kind  int
		whose []int
		start int
	}
	var text []rune
	var stack []open
	by := map[int]*markedStatement{}
	in := []rune(line)
	for i := 0; i < len(in); i++ {
		if k := strings.IndexRune(opening, in[i]); k >= 0 {
			o := open{kind: k, start: len(text)}
			for i+1 < len(in) && in[i+1] >= '1' && in[i+1] <= '9' && !plainNumber(in[i+1:]) {
				o.whose = append(o.whose, int(in[i+1]-'0'))
				i++
			}
			if len(o.whose) == 0 {
				o.whose = []int{1}
			}
			stack = append(stack, o)
			continue
		}
		if k := strings.IndexRune(closing, in[i]); k >= 0 {
			if len(stack) == 0 || stack[len(stack)-1].kind != k {
				return marked{}, fmt.Errorf("%q closes nothing", in[i])
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, w := range o.whose {
				if by[w] == nil {
					by[w] = &markedStatement{}
				}
				span := [2]int{o.start, len(text)}
				switch o.kind {
				case 0:
					by[w].Speaker = append(by[w].Speaker, span)
				case 1:
					by[w].Cue = append(by[w].Cue, span)
				case 2:
					by[w].Content = append(by[w].Content, span)
				}
			}
			continue
		}
		text = append(text, in[i])
	}
	if len(stack) > 0 {
		return marked{}, fmt.Errorf("a mark is not closed")
	}
	m := marked{Report: record.Report{Text: string(text)}}
	for w := 1; w <= 9; w++ {
		if s := by[w]; s != nil && len(s.Cue) > 0 && len(s.Content) > 0 {
			m.Statements = append(m.Statements, *s)
		}
	}
	return m, nil
}

// plainNumber tells whether digits belong to the text: "{20 million}".
func plainNumber(in []rune) bool {
	k := 0
	for k < len(in) && in[k] >= '0' && in[k] <= '9' {
		k++
	}
	return k < len(in) && (in[k] == ' ' || in[k] == ',' || in[k] == '.')
}

// TestMarkedPassages reads the passages of attributions/ and asks how many of the
// marked statements are found by their cue, and how many of those have the very
// speaker and the very content marked.
func TestMarkedPassages(t *testing.T) {
	passages, err := readMarked("attributions")
	if err != nil {
		t.Fatal(err)
	}
	if len(passages) < 600 {
		t.Fatalf("%d passages; at least 600 are meant to be there", len(passages))
	}
	reader := english(t)
	var found, cues, wanted, speakers, contents int
	for _, p := range passages {
		r := reader.Read(p.Report, false)
		wanted += len(p.Statements)
		for i := range r.Entries {
			e := &r.Entries[i]
			if e.Kind != record.Statement {
				continue
			}
			found++
			m := p.at(*e.Cue)
			if m == nil {
				t.Logf("%s: spurious: %s | %s", p.Report.ID, e.Cue.Exact, p.Report.Text)
				continue
			}
			cues++
			if len(m.Speaker) == 0 || e.Speaker != nil && e.Speaker.Start == m.Speaker[0][0] && e.Speaker.End == m.Speaker[0][1] {
				speakers++
			} else {
				t.Logf("%s: speaker: %s | %s", p.Report.ID, e.Speaker.Exact, p.Report.Text)
			}
			if sameSpans(e.Content, m.Content) {
				contents++
			} else {
				t.Logf("%s: content: %s: %v | %s", p.Report.ID, e.Cue.Exact, e.Content, p.Report.Text)
			}
		}
	}
	percent := func(n, of int) int { return (200*n + of) / (2 * of) }
	t.Logf("%d passages, %d statements: cues found %d %%, of those found right %d %%; speaker %d %%, content %d %%",
		len(passages), wanted, percent(cues, wanted), percent(cues, found), percent(speakers, cues), percent(contents, cues))
	for _, at := range []struct {
		name        string
		n, of, want int
	}{{"statements found", cues, wanted, 88}, {"of those found marked", cues, found, 87}, {"speakers", speakers, cues, 83}, {"contents", contents, cues, 73}} {
		if got := percent(at.n, at.of); got < at.want {
			t.Errorf("%s: %d %%, want %d %%", at.name, got, at.want)
		}
	}
}

// at is the marked statement with the cue of a span; nil where there is none.
func (m *marked) at(cue record.Span) *markedStatement {
	for i := range m.Statements {
		for _, c := range m.Statements[i].Cue {
			if cue.Start < c[1] && c[0] < cue.End {
				return &m.Statements[i]
			}
		}
	}
	return nil
}

func sameSpans(got []record.Span, want [][2]int) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if got[i].Start != want[i][0] || got[i].End != want[i][1] {
			return false
		}
	}
	return true
}
