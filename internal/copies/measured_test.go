package copies

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// story is one text of the measurement.
type story struct{ name, text string }

// stories reads the reports in the folders, sorted; none where there is no folder.
func stories(t testing.TB, folders ...string) []story {
	t.Helper()
	var all []story
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, story{filepath.Base(file), string(text)})
		}
	}
	return all
}

// printing makes a copy of a report, as news desks do. words are those of all
// reports, to edit with; other is another report, to borrow a paragraph from.
type printing struct {
	kind  string
	print func(r *rand.Rand, text, other string, words []string) string
	// At least so much of the copies is found, and so much of what is found is
	// the original. A short copy with a paragraph of a short report is a copy of both.
	recall, precision float64
}

var printings = []printing{
	{"same words, other layout", func(_ *rand.Rand, text, _ string, _ []string) string { return layout(text) }, 0.99, 0.999},
	{"other dateline and credit", func(_ *rand.Rand, text, _ string, _ []string) string { return dateline(text) }, 0.99, 0.999},
	{"new headline", func(_ *rand.Rand, text, _ string, _ []string) string { return headline(text) }, 0.99, 0.999},
	{"paragraphs reordered", func(r *rand.Rand, text, _ string, _ []string) string { return reorder(r, text) }, 0.99, 0.999},
	{"paragraph added", func(r *rand.Rand, text, other string, _ []string) string { return add(r, text, other) }, 0.99, 0.999},
	{"2 % of words edited", edited(0.02), 0.97, 0.999},
	{"5 % of words edited", edited(0.05), 0.97, 0.999},
	{"10 % of words edited", edited(0.10), 0.97, 0.999},
	{"15 % of words edited", edited(0.15), 0.97, 0.999},
	{"cut from the end to 90 %", cutEnd(0.9), 0.99, 0.999},
	{"cut from the end to 60 %", cutEnd(0.6), 0.99, 0.999},
	{"cut from the end to 40 %", cutEnd(0.4), 0.99, 0.999},
	{"cut from the end to 33 %", cutEnd(0.33), 0.99, 0.999},
	{"sentences dropped to 60 %", dropped(0.6), 0.97, 0.999},
	{"sentences dropped to 40 %", dropped(0.4), 0.97, 0.999},
	{"sentences dropped to 33 %", dropped(0.33), 0.97, 0.999},
	{"cut to 40 %, 10 % edited", func(r *rand.Rand, text, other string, words []string) string {
		return edit(r, keepSentences(r, text, 0.4), words, 0.1)
	}, 0.97, 0.999},
	{"all: 60 %, 5 % edited, paragraph, headline, dateline, order", func(r *rand.Rand, text, other string, words []string) string {
		text = edit(r, keepSentences(r, text, 0.6), words, 0.05)
		return dateline(headline(add(r, reorder(r, text), other)))
	}, 0.8, 0.98},
}

func edited(part float64) func(*rand.Rand, string, string, []string) string {
	return func(r *rand.Rand, text, _ string, words []string) string { return edit(r, text, words, part) }
}

func cutEnd(part float64) func(*rand.Rand, string, string, []string) string {
	return func(_ *rand.Rand, text, _ string, _ []string) string {
		words := strings.SplitAfter(text, " ")
		return strings.Join(words[:int(part*float64(len(words)))], "")
	}
}

func dropped(part float64) func(*rand.Rand, string, string, []string) string {
	return func(r *rand.Rand, text, _ string, _ []string) string { return keepSentences(r, text, part) }
}

// layout is the text in capitals, quotation marks and line breaks of another house.
func layout(text string) string {
	text = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "—", "--", "–", "-").Replace(text)
	var b strings.Builder
	for _, paragraph := range paragraphs(text) {
		width := 0
		for _, word := range strings.Fields(paragraph) {
			if width > 60 {
				b.WriteString("\r\n")
				width = 0
			}
			b.WriteString(word + " ")
			width += len(word)
		}
		b.WriteString("\r\n\r\n")
	}
	return strings.ToUpper(b.String())
}

// paragraphs are the lines of a text; of one that is all one line, its sentences.
func paragraphs(text string) []string {
	blank := func(p string) bool { return strings.TrimSpace(p) == "" }
	lines := slices.DeleteFunc(strings.Split(text, "\n"), blank)
	if len(lines) == 1 {
		lines = slices.DeleteFunc(strings.SplitAfter(lines[0], ". "), blank)
	}
	return lines
}

func dateline(text string) string {
	p := paragraphs(text)
	for _, dash := range []string{" — ", " – ", " - ", " -- "} {
		if before, after, ok := strings.Cut(p[1], dash); ok && len(before) < 60 {
			p[1] = "GENEVA, Switzerland, 3 June (Lakeside Features/Agencies) – " + after
			break
		}
	}
	p = slices.Insert(p, 1, "By Ada Example and our foreign staff")
	return strings.Join(p, "\n\n") + "\n\n(Additional reporting by Ben Example in Vienna; editing by Cleo Example)\n© Lakeside Features. All rights reserved.\n"
}

func headline(text string) string {
	p := paragraphs(text)
	p[0] = "What Both Sides Say After A Long Night: Our Report"
	return strings.Join(p, "\n")
}

func reorder(r *rand.Rand, text string) string {
	p := paragraphs(text)
	body := p[1:]
	r.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
	return strings.Join(p, "\n\n")
}

// add adds a paragraph of another report, of 40 words at most.
func add(r *rand.Rand, text, other string) string {
	p, q := paragraphs(text), paragraphs(other)
	words := strings.Fields(q[1+r.IntN(len(q)-1)])
	return strings.Join(slices.Insert(p, 1+r.IntN(len(p)), strings.Join(words[:min(len(words), 40)], " ")), "\n\n")
}

// edit replaces, drops or adds words at random places.
func edit(r *rand.Rand, text string, words []string, part float64) string {
	var b strings.Builder
	for _, word := range strings.SplitAfter(text, " ") {
		if r.Float64() < part {
			switch r.IntN(4) {
			case 0:
				continue
			case 1:
				b.WriteString(word)
			}
			word = words[r.IntN(len(words))] + " "
		}
		b.WriteString(word)
	}
	return b.String()
}

// keepSentences drops sentences at random until the part is left.
func keepSentences(r *rand.Rand, text string, part float64) string {
	p := paragraphs(text)
	body := strings.Join(p[1:], " \n")
	s := strings.SplitAfter(body, ". ")
	left := len(body)
	for float64(left) > part*float64(len(body))*1.1 && len(s) > 1 {
		i := r.IntN(len(s))
		left -= len(s[i])
		s = slices.Delete(s, i, i+1)
	}
	return p[0] + "\n" + strings.Join(s, "")
}

// TestCopiesMeasured makes copies of the example reports in every way that
// printings knows, looks for their originals among all reports at hand, and prints
// recall and precision of each way. The reports, some of which tell one event,
// are no copies of one another; the one reprint among them is named.
func TestCopiesMeasured(t *testing.T) {
	const examples, shared = "../../examples", "../../../shared/examples"
	originals := stories(t, examples)
	reports := slices.Concat(originals, stories(t, shared, shared+"/process-istanbul"))
	if len(reports) == len(originals) {
		t.Log("no shared reports beside the repository: measured on examples alone")
	}
	var index Index
	var words []string
	for _, s := range reports {
		index.Add(Sign(s.text))
	}
	for _, s := range originals {
		words = append(words, strings.Fields(s.text)...)
	}

	const rounds = 10
	t.Logf("%-60s %6s  %6s  %9s  %s", "kind", "copies", "recall", "precision", "lowest similarity")
	for _, p := range printings {
		r := rand.New(rand.NewPCG(1, 2))
		made, right, wrong, lowest := 0, 0, 0, 1.0
		for range rounds {
			for i, s := range originals {
				other := originals[(i+1+r.IntN(len(originals)-1))%len(originals)]
				signature := Sign(p.print(r, s.text, other.text, words))
				made++
				lowest = min(lowest, Similarity(signature, index.signatures[i]))
				for _, found := range index.Copies(signature) {
					if found == i {
						right++
					} else {
						wrong++
					}
				}
			}
		}
		recall, precision := part(right, made), part(right, right+wrong)
		t.Logf("%-60s %6d  %6.4f  %9.4f  %.2f", p.kind, made, recall, precision, lowest)
		if recall < p.recall || precision < p.precision {
			t.Errorf("%s: recall %.4f, precision %.4f", p.kind, recall, precision)
		}
	}

	pairs, highest, nearest := 0, 0.0, ""
	for i, a := range reports {
		for j, b := range reports[:i] {
			sa, sb := index.signatures[i], index.signatures[j]
			reprint := a.name == "05-round-one-reprint.txt" && b.name == "04-round-one-meridian.txt"
			if Copy(sa, sb) != reprint {
				t.Errorf("%s, %s: copy %v", a.name, b.name, !reprint)
			}
			if reprint {
				t.Logf("reprint of the scenario: similarity %.2f, found %v", Similarity(sa, sb), index.Copies(sa))
				continue
			}
			pairs++
			if s := Similarity(sa, sb); s > highest {
				highest, nearest = s, fmt.Sprint(a.name, ", ", b.name)
			}
		}
	}
	t.Logf("%d pairs of different reports: none a copy; highest similarity %.2f (%s)", pairs, highest, nearest)
}
