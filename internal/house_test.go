package internal

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/rapporteur/rapporteur/"

// floors is the house of docs/architecture.md: each package with its floor, the
// highest floor that it may import, and what it may import from other modules.
// Nobody imports a neighbour.
var floors = []struct {
	name     string // below internal
	floor    int
	imports  int // -1: nothing of ours
	external []string
}{
	{"record", 0, -1, nil},
	{"matrix", 0, -1, []string{"golang.org/x/sys/cpu"}},

	{"doc", 1, 0, nil},
	{"lexicon", 1, 0, nil},

	{"invent", 1, 0, nil},

	{"intake", 2, 1, []string{"codeberg.org/readeck/go-readability/v2", "github.com/klauspost/compress/zstd", "golang.org/x/net/html",
		"golang.org/x/net/html/atom", "golang.org/x/net/html/charset"}},
	{"fetch", 2, -1, nil},
	{"token", 2, 1, nil},
	{"syntax", 2, 1, nil},
	{"mention", 2, 1, nil},
	{"actor", 2, 1, nil},
	{"copies", 2, 1, nil},
	{"quantity", 2, 1, nil},
	{"timex", 2, 1, nil},
	{"place", 2, 1, nil},
	{"attribution", 2, 1, nil},
	{"coding", 2, 1, nil},

	{"reading", 3, 2, nil},
	{"dossier", 3, 2, nil},
	{"score", 3, 1, nil},

	{"store", 4, 3, []string{"github.com/jackc/pgx/v5/stdlib", "github.com/pressly/goose/v3", "modernc.org/sqlite"}},
	{"training", 4, 3, nil},

	{"brief", 5, 4, nil},
	{"desk", 5, 4, nil},
	{"api", 5, 4, nil},
	{"export", 5, 4, nil},
}

// forTests are other modules' packages that tests may import, and commands' tests.
var forTests = []string{"github.com/parquet-go/parquet-go", "github.com/rogpeppe/go-internal/testscript", "golang.org/x/tools/txtar"}

// vague are names that say nothing of what a package holds.
var vague = []string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "base", "manager", "processor"}

const longest = 600 // lines of a Go file

// goFiles calls each with every Go file of the repository.
func goFiles(t *testing.T, each func(path string, source []byte)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && entry.Name() != "..") {
			return fs.SkipDir
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		source, err := os.ReadFile(path)
		if err == nil {
			each(filepath.ToSlash(path), source)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A package imports floors below its own, and no other module but those in the table.
func TestFloors(t *testing.T) {
	at := map[string]int{}
	for i, f := range floors {
		at[f.name] = i
	}
	goFiles(t, func(path string, source []byte) {
		file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		test := strings.HasSuffix(path, "_test.go")
		inside, ok := strings.CutPrefix(filepath.ToSlash(filepath.Dir(path)), "../internal/")
		if ok && file.Name.Name == "main" {
			return // a program that makes a table, beside it
		}
		own, known := at[inside]
		if ok && !known {
			t.Errorf("%s: the package %s has no floor; enter it in the table here and in docs/architecture.md", path, inside)
			return
		}
		for _, spec := range file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			ours, mine := strings.CutPrefix(name, module+"internal/")
			switch {
			case mine && !ok: // a command imports all floors
			case mine && test && ours == inside: // a test of the package from outside
			case mine:
				up := floors[own].imports
				if test { // a step's case may be prepared by the steps before it
					up = max(up, floors[own].floor)
				}
				if i, known := at[ours]; !known || floors[i].floor > up {
					t.Errorf("%s imports %s: %s stands on floor %d and may import up to floor %d", path, ours, inside,
						floors[own].floor, up)
				}
			case !strings.Contains(name, "."): // the standard library
				if name == "C" {
					t.Errorf("%s imports C: rapporteur is pure Go", path)
				}
			case test && slices.Contains(forTests, name):
			case ok && slices.Contains(floors[own].external, name):
			default:
				t.Errorf("%s imports %s, which no package may; a new dependency is decided in docs/decisions and listed here", path, name)
			}
		}
	})
}

func TestFileLength(t *testing.T) {
	goFiles(t, func(path string, source []byte) {
		if n := bytes.Count(source, []byte("\n")); n > longest {
			t.Errorf("%s has %d lines; %d is the most: a file holds one construct", path, n, longest)
		}
	})
}

func TestPackageNames(t *testing.T) {
	goFiles(t, func(path string, source []byte) {
		if dir := filepath.Base(filepath.Dir(path)); slices.Contains(vague, dir) {
			t.Errorf("%s: a package called %s says nothing of what it holds", path, dir)
		}
	})
}

// Every dependency of the table has its line in docs/dependencies.md.
func TestDependenciesAreExplained(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) < 2 || !strings.HasPrefix(fields[1], "v") || strings.Contains(line, "// indirect") {
			continue
		}
		if !strings.Contains(string(text), fields[0]) {
			t.Errorf("go.mod requires %s; docs/dependencies.md does not say why", fields[0])
		}
	}
}
