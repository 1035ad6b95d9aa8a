package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// Every file of intake's formats becomes the same record as its plain text.
func TestFormatsGiveOneRecord(t *testing.T) {
	dir := filepath.Join("..", "..", "internal", "intake", "testdata", "formats")
	var out, said bytes.Buffer
	code := run([]string{"read", "--format", "jsonl", "--date", "2025-05-14", filepath.Join(dir, "plain.txt"), dir}, streams{strings.NewReader(""), &out, &said})
	// plain.txt is there twice, and pdftotext may not be.
	for line := range strings.Lines(said.String()) {
		if !strings.Contains(line, "already used") && !strings.Contains(line, "pdftotext") {
			t.Errorf("code %d: %s", code, line)
		}
	}
	twin, n := "", 0
	for line := range strings.Lines(out.String()) {
		var rec map[string]json.RawMessage
		var report map[string]any
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(rec["report"], &report); err != nil {
			t.Fatal(err)
		}
		for key := range report {
			if key != "title" && key != "date" && key != "language" && key != "dateline" && key != "text" {
				delete(report, key)
			}
		}
		rec["report"], _ = json.Marshal(report)
		rest, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 1 {
			twin = string(rest)
			if len(rec["entries"]) < 100 {
				t.Fatalf("hardly an entry: %s", rest)
			}
		} else if string(rest) != twin {
			t.Errorf("%.80s …\nbecomes\n%s\nits twin\n%s", line, rest, twin)
		}
	}
	if n < 35 {
		t.Errorf("%d records", n)
	}
}

// What an agency has taken back is said, and is no fault.
func TestTakenBack(t *testing.T) {
	var out, said bytes.Buffer
	dir := filepath.Join("..", "..", "internal", "intake", "testdata", "withdrawn")
	code := run([]string{"read", dir}, streams{strings.NewReader(""), &out, &said})
	if code != done || out.Len() > 0 || strings.Count(said.String(), "by its agency") != 3 {
		t.Errorf("code %d, printed %q, said %q", code, out.String(), said.String())
	}
}
