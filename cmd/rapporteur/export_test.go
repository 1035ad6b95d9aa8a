package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

// A store's export has as many rows of a kind as show has lines.
func TestExportAgreesWithShow(t *testing.T) {
	s := scenario{t: t}
	inputs, err := filepath.Glob(filepath.Join("testdata", "scenarios", "*", "inputs.jsonl"))
	if err != nil || len(inputs) == 0 {
		t.Fatal(inputs, err)
	}
	dir := t.TempDir()
	store, tables := filepath.Join(dir, "talks.db"), filepath.Join(dir, "tables")
	s.run(append([]string{"add", "--store", store}, inputs...)...)
	s.run("export", "--format", "csv", "--out", tables, "--store", store)
	total := 0
	for _, kind := range record.Kinds {
		shown := rows(t, s.run("show", kind+"s", "--store", store, "--format", "csv"))
		data, err := os.ReadFile(filepath.Join(tables, kind+"s.csv"))
		if err != nil {
			t.Fatal(err)
		}
		if written := rows(t, string(data)); written != shown {
			t.Errorf("%ss: %d rows exported, %d shown", kind, written, shown)
		}
		total += shown
	}
	if total < 10 {
		t.Errorf("only %d findings", total)
	}
	lines := strings.Count(s.run("export", "--format", "plover", "--store", store, "--kind", record.Meeting), "\n")
	if lines == 0 {
		t.Error("no meeting as PLOVER's JSON")
	}
}

func rows(t *testing.T, text string) int {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return len(all) - 1
}
