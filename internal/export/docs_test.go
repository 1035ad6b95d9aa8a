package export_test

import (
	"os"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/export"
)

// docs/formats.md shows of each format lines that it has.
func TestFormatsAreShown(t *testing.T) {
	data, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range export.Formats() {
		_, section, ok := strings.Cut(string(data), "\n### "+f.Name+"\n")
		if !ok {
			t.Errorf("docs/formats.md has no section on %s", f.Name)
			continue
		}
		section, _, _ = strings.Cut(section, "\n### ")
		_, block, _ := strings.Cut(section, "\n```")
		_, block, _ = strings.Cut(block, "\n")
		block, _, ok = strings.Cut(block, "```")
		if !ok || block == "" {
			t.Errorf("docs/formats.md shows no line of %s", f.Name)
			continue
		}
		if f.Name == "parquet" {
			continue // it has no lines
		}
		out, _ := exported(t, f.Name)
		out = strings.ReplaceAll(out, "\r\n", "\n")
		for line := range strings.Lines(block) {
			if !strings.Contains(out, line) {
				t.Errorf("docs/formats.md: %s does not write\n%s", f.Name, line)
			}
		}
	}
}
