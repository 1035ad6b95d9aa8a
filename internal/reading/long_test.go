package reading

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// shapes are long texts of n words or so.
var shapes = []struct {
	name string
	text func(n int) string
}{
	{"one line of many sentences", func(n int) string {
		return many(n/16, " ", "Kenya said on Monday that rebels of Front %d had killed five soldiers in Malakal.")
	}},
	{"a line a sentence", func(n int) string {
		return many(n/16, "\n", "Kenya said on Monday that rebels of Front %d had killed five soldiers in Malakal.")
	}},
	{"many names", func(n int) string {
		return many(n/12, " ", "Minister Anton Verhoeven%d met Colonel Pedro Alvarez%[1]d of the %[1]dth Brigade.")
	}},
	{"one sentence", func(n int) string { return many(n/8, " and ", "army number %d attacked the town of Malakal") }},
	{"no predicate", func(n int) string { return many(n/2, ", ", "Kenya %d") }},
	{"one quotation", func(n int) string { return "“" + many(n/8, " ", "We reject the offer of group %d.") + "” he said." }},
	{"a quotation never closed", func(n int) string { return many(n/9, " ", "“We reject the offer of group %d, he said.") }},
	{"quotation marks", func(n int) string { return strings.Repeat("“ ", n) }},
	{"one word", func(n int) string { return strings.Repeat("said ", n) }},
	{"one word on each line", func(n int) string { return strings.Repeat("Ukraine\n", n) }},
	{"one long word", func(n int) string { return strings.Repeat("aggression", n) }},
	{"full stops", func(n int) string { return strings.Repeat(".", 6*n) }},
	{"brackets", func(n int) string { return strings.Repeat("(", n) }},
	{"numbers", func(n int) string { return strings.Repeat("12,000 ", n) }},
	{"numbers in words", func(n int) string { return strings.Repeat("twenty-two hundred and ", n/5) }},
	{"dates", func(n int) string { return strings.Repeat("May 16, 2025 ", n/4) }},
	{"tolls", func(n int) string { return many(n/8, " ", "At least %d people were killed in Aru.") }},
	{"pronouns", func(n int) string {
		return "Anna Berg met Ivan Petrov. " + strings.Repeat("She told him that they knew it. ", n/8)
	}},
}

// many is n sentences, each with its number.
func many(n int, between, sentence string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(sentence, i+1)
	}
	return strings.Join(list, between)
}

// Long texts of any shape give a record that is true to them.
func TestLongTexts(t *testing.T) {
	r := reader(t)
	for _, shape := range shapes {
		text := shape.text(1500)
		rec := r.Read(record.Report{ID: "long", Date: "2025-05-19", Text: text}, false)
		if err := record.Check(text, &rec); err != nil {
			t.Errorf("%s: %.300v", shape.name, err)
		}
	}
}

// The words a second of long texts: a step whose time grows faster than the text
// shows in the second figure.
func BenchmarkLong(b *testing.B) {
	r := reader(b)
	for _, shape := range shapes {
		for _, words := range []int{1500, 6000} {
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(shape.name, " ", "_"), words), func(b *testing.B) {
				text := shape.text(words)
				for b.Loop() {
					r.Read(record.Report{ID: "long", Date: "2025-05-19", Text: text}, false)
				}
				b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
			})
		}
	}
}
