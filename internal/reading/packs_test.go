package reading

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/intake"
)

// shared is where the annotated data stand, beside the repository.
const shared = "../../../shared"

// The record of every report of the packs keeps the contract; of a large pack
// one report in five is read, with -short one in twelve of all.
func TestPacks(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the annotated data are not there; put the folder shared beside the repository")
	}
	paths, _ := filepath.Glob(filepath.Join(shared, "bench", "*", "*.input.jsonl*"))
	paths = append(paths, filepath.Join(shared, "examples", "inputs.jsonl"))
	for _, path := range paths {
		rel, err := filepath.Rel(shared, path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.ReplaceAll(rel, string(filepath.Separator), "-"), func(t *testing.T) {
			t.Parallel()
			r := reader(t)
			n, every := 0, everyNth(t, path)
			for rep, err := range intake.New(r.lex, "").Files([]string{path}, nil) {
				if err != nil {
					t.Error(err)
					continue
				}
				if n%every == 0 {
					checked(t, r, rep)
				}
				n++
			}
			if n == 0 {
				t.Error("no report in it")
			}
		})
	}
}

// everyNth is which reports of a pack are read: every one, or one in so many.
func everyNth(t *testing.T, path string) int {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		t.Fatal(err)
	case testing.Short():
		return 12
	case info.Size() > 400<<10:
		return 5
	}
	return 1
}
