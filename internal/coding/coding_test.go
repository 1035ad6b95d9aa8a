package coding_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/coding"
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Every case tells its rule, the trees, what the steps before found (facts) and,
// a line each, the entries. A wrong_ case tells the entries that come out and those
// that would be right; it fails when these come out.
func TestCode(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases in testdata")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			before, want, _ := strings.Cut(string(data), "-- entries --\n")
			want, right, wrong := strings.Cut(want, "-- right --\n")
			head, facts, _ := strings.Cut(before, "-- facts --\n")
			_, trees, _ := strings.Cut(head, "-- conllu --\n")
			d := read(t, trees)
			for line := range strings.Lines(facts) {
				add(t, d, strings.TrimSpace(line))
			}
			entries := coding.Code(d, lex)
			rec := d.Record(entries)
			if err := record.Check(d.Report.Text, &rec); err != nil {
				t.Error(err)
			}
			got := show(entries)
			if wrong && got == right {
				t.Fatal("is right now: give the case another name")
			}
			if got == want {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if wrong {
					right = "-- right --\n" + right
				}
				if err := os.WriteFile(file, []byte(before+"-- entries --\n"+got+right), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got\n%swant\n%s", got, want)
		})
	}
}

// read makes a report of trees, a sentence a line.
func read(t *testing.T, trees string) *doc.Doc {
	d := &doc.Doc{}
	d.Report.ID, d.Report.Date = "case", "2025-06-04"
	var text strings.Builder
	err := doc.ReadCoNLLU(strings.NewReader(trees), func(s *doc.Sentence) error {
		n := *s
		n.Start = text.Len()
		for i := range n.Tokens {
			n.Tokens[i].Start = text.Len()
			text.WriteString(n.Tokens[i].Form)
			n.Tokens[i].End = text.Len()
			if n.Tokens[i].SpaceAfter {
				text.WriteByte(' ')
			}
		}
		n.End = text.Len()
		text.WriteByte('\n')
		n.Link()
		d.Sentences = append(d.Sentences, n)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Report.Text = text.String()
	d.Text = doc.NewText(d.Report.Text)
	return d
}

// add adds a fact: "party Rebels = COD REB", "place Aru = COD", "time Monday =
// 2025-06-02", "number five = 5 soldiers", "headline Mali", "statement envoy | said | words".
func add(t *testing.T, d *doc.Doc, line string) {
	kind, rest, _ := strings.Cut(line, " ")
	words, value, _ := strings.Cut(rest, " = ")
	r := find(t, d, strings.Split(words, " | ")[0])
	start, end := d.Sentences[r.Sentence].Tokens[r.First].Start, d.Sentences[r.Sentence].Tokens[r.Last-1].End
	switch kind {
	case "headline":
		d.Sentences[r.Sentence].Kind = doc.Headline
	case "party":
		m := doc.Mention{Range: r, Start: start, End: end, Type: record.Group, Form: doc.Description, Actor: len(d.Actors)}
		for i := range d.Mentions {
			if o := &d.Mentions[i]; d.Text.Slice(o.Start, o.End) == value {
				m.Actor, m.Form = o.Actor, doc.Pronoun
			}
		}
		if m.Form != doc.Pronoun {
			country, sector, _ := strings.Cut(value, " ")
			a := doc.Actor{Name: words, Type: record.Group, Country: country}
			if sector != "" {
				a.Sectors = []string{sector}
			}
			d.Actors = append(d.Actors, a)
		}
		d.Mentions = append(d.Mentions, m)
	case "place":
		d.Places = append(d.Places, doc.Place{Range: r, Start: start, End: end, Mention: -1,
			Place: record.Place{Text: words, Name: words, Country: value}})
	case "time":
		d.Times = append(d.Times, doc.Time{Range: r, Start: start, End: end,
			Time: record.Time{Text: words, Start: value, End: value}})
	case "number":
		figure, noun, _ := strings.Cut(value, " ")
		n, err := strconv.Atoi(figure)
		if err != nil {
			t.Fatal(err)
		}
		x := doc.Number{Range: r, Start: start, End: end, Noun: -1, Count: record.Count{Low: &n, High: &n, Text: words, Bound: "exact"}}
		if noun != "" {
			x.Noun = find(t, d, noun).Head
		}
		d.Numbers = append(d.Numbers, x)
	case "statement":
		parts := strings.Split(words, " | ")
		content := find(t, d, parts[2])
		tokens := d.Sentences[r.Sentence].Tokens
		first, last := tokens[content.First].Start, tokens[content.Last-1].End
		st := doc.Statement{Sentence: r.Sentence, Speaker: -1, SpeakerAt: r, Addressee: -1, Cue: find(t, d, parts[1]),
			Content: []doc.Range{content}, Pieces: [][2]int{{first, last}}, Evidence: [][2]int{{min(start, first), max(last, end)}}, Rule: "indirect-speech"}
		for i := range d.Mentions {
			if d.Mentions[i].Start == start {
				st.Speaker = i
			}
		}
		d.Statements = append(d.Statements, st)
	default:
		t.Fatalf("no such fact: %s", line)
	}
}

// find is the range of words in the trees.
func find(t *testing.T, d *doc.Doc, words string) doc.Range {
	for s := range d.Sentences {
		tokens := d.Sentences[s].Tokens
		for i := range tokens {
			for j := i; j < len(tokens); j++ {
				if d.Text.Slice(tokens[i].Start, tokens[j].End) != words {
					continue
				}
				head := i
				for k := i; k <= j; k++ {
					if h := tokens[k].Head; h < i || h > j {
						head = k
					}
				}
				return doc.Range{Sentence: s, First: i, Last: j + 1, Head: head}
			}
		}
	}
	t.Fatalf("%q does not stand in the trees", words)
	return doc.Range{}
}

// show writes an entry a line, with the words that it rests on.
func show(entries []record.Entry) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprint(&b, e.ID)
		if e.Plover != nil {
			fmt.Fprintf(&b, " %s %s %s", e.Plover.Type, e.Plover.Mode, e.Plover.Aux)
		}
		for _, f := range []string{e.Stance, e.State, e.Harm, e.Issue} {
			if f != "" {
				b.WriteString(" " + f)
			}
		}
		for _, a := range e.Actors {
			fmt.Fprintf(&b, " [%s %s %s]", a.Role, a.Exact, a.Code)
		}
		if e.Count != nil {
			b.WriteString(" count " + e.Count.Text)
		}
		if e.Victims != nil {
			b.WriteString(" of " + e.Victims.Exact)
		}
		if e.Time != nil {
			b.WriteString(" on " + e.Time.Start)
		}
		if e.Place != nil {
			b.WriteString(" in " + e.Place.Name)
		}
		if e.AccordingTo != "" {
			b.WriteString(" by " + e.AccordingTo)
		}
		if e.Condition != "" {
			b.WriteString(" (" + e.Condition + ")")
		}
		for _, v := range e.Evidence {
			b.WriteString(" «" + v.Exact + "»")
		}
		b.WriteString(" " + e.Why.Rule + "\n")
	}
	return b.String()
}
