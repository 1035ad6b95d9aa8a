package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The README shows what its first command prints. UPDATE=1 writes it there.
func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("COLUMNS", "100")
	var out, errs bytes.Buffer
	code := run([]string{"read", "--date", "2025-05-16", "examples/istanbul-2025-05-16.txt"}, streams{strings.NewReader(""), &out, &errs})
	if code != done || errs.Len() > 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- printed -->\n", "<!-- /printed -->\n"
	before, rest, ok := strings.Cut(string(data), begin)
	shown, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("README.md has no place for what its command prints")
	}
	printed := "```text\n" + out.String() + "```\n"
	if shown == printed {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Errorf("README.md shows\n%sbut its command prints\n%sUPDATE=1 go test ./cmd/rapporteur writes it there", shown, printed)
		return
	}
	if err := os.WriteFile("README.md", []byte(before+begin+printed+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
