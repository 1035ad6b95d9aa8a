package intake_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/intake"
)

// fuzz reads what the fuzzer makes of the files of a format: what comes out is a
// report that can be read, or a complaint that says where.
func fuzz(f *testing.F, format string, names ...string) {
	for _, name := range names {
		found, err := filepath.Glob(filepath.Join("testdata", "*", name))
		if err != nil || len(found) == 0 {
			f.Fatalf("%s: %v, %d files", name, err, len(found))
		}
		for _, path := range found {
			data, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 20_000 {
				f.Add(data)
			}
		}
	}
	lex := load(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		batch, seen := intake.New(lex, ""), map[string]bool{}
		batch.Input = format
		for rep, err := range batch.Read(bytes.NewReader(data), "a") {
			switch err := err.(type) {
			case nil:
				if !utf8.ValidString(rep.Text) || strings.TrimSpace(rep.Text) == "" || seen[rep.ID] || rep.Language == "" {
					t.Errorf("read %+v", rep)
				}
				seen[rep.ID] = true
			case *intake.Error:
				if err.File != "a" && !strings.HasPrefix(err.File, "a/") || err.Why == "" {
					t.Errorf("a bare complaint: %v", err)
				}
			case *intake.Withdrawal:
			default:
				t.Errorf("a bare complaint: %T %v", err, err)
			}
		}
	})
}

func FuzzHTML(f *testing.F)     { fuzz(f, "html", "*.html") }
func FuzzMarkdown(f *testing.F) { fuzz(f, "markdown", "*.md") }
func FuzzCSV(f *testing.F)      { fuzz(f, "csv", "*.csv") }
func FuzzTSV(f *testing.F)      { fuzz(f, "tsv", "*.tsv") }
func FuzzNinjs(f *testing.F)    { fuzz(f, "ninjs", "*ninjs*.json") }
func FuzzNGEC(f *testing.F)     { fuzz(f, "ngec", "ngec.jsonl") }
func FuzzNewsML(f *testing.F)   { fuzz(f, "newsml", "*g2*.xml", "no-text.xml") }
func FuzzNITF(f *testing.F)     { fuzz(f, "nitf", "*.nitf") }
func FuzzMail(f *testing.F)     { fuzz(f, "eml", "*.eml") }
func FuzzMbox(f *testing.F)     { fuzz(f, "mbox", "*.mbox") }
func FuzzWARC(f *testing.F)     { fuzz(f, "warc", "*.warc", "*.warc.gz") }
func FuzzPDF(f *testing.F)      { fuzz(f, "pdf", "*.pdf") }
func FuzzArchive(f *testing.F)  { fuzz(f, "", "*.zip", "*.tar", "*.tgz", "*.txt.gz", "*.zst") }
