package reading

import (
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// longest is the longest text that the fuzz test reads: longer ones find no more.
const longest = 20_000

// Any text gives a record that keeps the contract, and the same one twice.
func FuzzRead(f *testing.F) {
	for _, text := range oddTexts {
		f.Add(text)
	}
	for _, rep := range ours(f) {
		f.Add(rep.Text)
		for line := range strings.Lines(rep.Text) {
			f.Add(line)
		}
	}
	for _, part := range []string{"said ", "killed ", "“", "Moscow, ", "and ", "12,000 ", "May 16, ", "( ", "must ", "\n", "a", "."} {
		f.Add(strings.Repeat(part, 700))
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longest {
			return
		}
		rep := record.Report{ID: "fuzz", Date: "2024-02-29", Text: text}
		if first, again := checked(t, r, rep), checked(t, r, rep); first != again {
			t.Errorf("two readings: %s\nand %s", first, again)
		}
	})
}
