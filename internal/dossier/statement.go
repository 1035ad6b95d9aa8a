package dossier

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// statements groups what a speaker is said to have said: mostly the same words in
// reports of one day, and in a copy some days later.
func statements(tellings []*Telling) []Finding {
	original := func(t *Telling) bool { return t.Report.CopyOf == "" }
	same := func(g *group, t *Telling) bool { return alike(g.tellings[0].Texts, t.Texts) }
	one := func(*Telling) string { return "" }
	var found []Finding
	for _, g := range gather(tellings, windows["statement"].days, original, same, one) {
		f := g.finding(record.Statement)
		first := &g.tellings[0].Entry
		f.Speaker, f.Addressee, f.Content = first.Speaker, first.Addressee, g.tellings[0].Texts
		for _, t := range g.tellings {
			f.Quoted = f.Quoted || t.Entry.Quoted != nil && *t.Entry.Quoted
		}
		found = append(found, f)
	}
	return found
}

// alike tells whether two statements share more than half of all their words.
func alike(a, b []string) bool {
	x, y := wordSet(a), wordSet(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return both > 0 && 2*both > len(x)+len(y)-both
}

func wordSet(texts []string) map[string]bool {
	set := map[string]bool{}
	for _, text := range texts {
		for _, w := range Words(text) {
			set[w] = true
		}
	}
	return set
}

// Words are the words of a text in lower case, letters and digits only: what a
// search by words looks at.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(text, ",", "")), notWord)
}
