package intake_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Every file of testdata/formats holds one report, some several times, and
// becomes what its plain text becomes: the same words at the same places, under
// the same title, in the same language, and on the same day where it bears one.
func TestFormats(t *testing.T) {
	dir := filepath.Join("testdata", "formats")
	twin, complaints := files(t, "2025-05-14", filepath.Join(dir, "plain.txt"))
	if len(twin) != 1 || complaints != nil {
		t.Fatalf("read %+v, %q", twin, complaints)
	}
	bare := []string{"plain.txt", "windows.txt", "object.json", "gzipped.txt.gz", "packed.txt.zst", "communique.pdf", "semicolons.csv",
		"tabs.tsv", "zipped-plain", "tarred-plain"}
	count := map[string]int{"archive.warc": 5, "archive-2.warc.gz": 5, "letters.mbox": 2, "reports.zip": 2, "reports.tgz": 2}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			if e.Name() == "communique.pdf" {
				if _, err := exec.LookPath("pdftotext"); err != nil {
					t.Skip("pdftotext (Poppler) is not here")
				}
			}
			reports, complaints := files(t, "2025-05-14", filepath.Join(dir, e.Name()))
			if len(reports) != max(1, count[e.Name()]) || complaints != nil {
				t.Fatalf("read %d reports, complaints %q", len(reports), complaints)
			}
			for _, r := range reports {
				if r.Text != twin[0].Text {
					t.Errorf("%s: the text is\n%q\nits twin's\n%q", r.ID, r.Text, twin[0].Text)
				}
				if r.Title != twin[0].Title || r.Date != "2025-05-14" || r.Language != "en" {
					t.Errorf("%s: title %q, date %q, language %q", r.ID, r.Title, r.Date, r.Language)
				}
				if !slices.Contains(bare, e.Name()) && !slices.Contains(bare, r.ID) && r.Source != "The Border Gazette" && r.URL == "" {
					t.Errorf("%s: source %q, address %q", r.ID, r.Source, r.URL)
				}
			}
		})
	}
}

// files is the reports of files, and what was said of those not read.
func files(t testing.TB, date string, paths ...string) (reports []record.Report, complaints []string) {
	t.Helper()
	for rep, err := range intake.New(load(t), date).Files(paths, strings.NewReader("")) {
		if err != nil {
			complaints = append(complaints, err.Error())
		} else {
			reports = append(reports, rep)
		}
	}
	return reports, complaints
}

// A ZIP archive from a pipe is kept aside, read and removed.
// A message without the fields that servers add is told by From and Date.
func TestPlainMail(t *testing.T) {
	for head, want := range map[string]string{
		"From: Desk <desk@example.org>\nTo: a@example.org\nSubject: Talks\nDate: Mon, 4 Aug 2025 10:00:00 +0000\n": "Desk 2025-08-04 Talks",
		"From: the desk\nDate: some day\n": "From: the desk", // a note: its first line is the title
	} {
		for rep, err := range intake.New(load(t), "").Read(strings.NewReader(head+"\nThe envoys met in Doha, they said.\n"), "note") {
			if got := strings.TrimSpace(rep.Source + " " + rep.Date + " " + rep.Title); err != nil || got != want {
				t.Errorf("%q, wanted %q; %v", got, want, err)
			}
		}
	}
}

func TestZipFromPipe(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	data, err := os.ReadFile(filepath.Join("testdata", "formats", "reports.zip"))
	if err != nil {
		t.Fatal(err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data) // less than a pipe holds
	w.Close()
	defer r.Close()
	n := 0
	for rep, err := range intake.New(load(t), "").Read(r, "-") {
		if err != nil || rep.ID == "" {
			t.Errorf("%+v, %v", rep, err)
		}
		n++
	}
	left, _ := os.ReadDir(dir)
	if n != 2 || len(left) != 0 {
		t.Errorf("%d reports, %d files left", n, len(left))
	}
}

// What a page says of itself.
func TestPage(t *testing.T) {
	reports, _ := files(t, "", filepath.Join("testdata", "formats", "page.html"), filepath.Join("testdata", "formats", "opengraph.html"))
	for _, r := range reports {
		if r.Date != "2025-05-14" || r.Source != "The Border Gazette" || r.URL != "https://gazette.example/2025/05/14/envoys-meet" ||
			r.Extra["author"] != "Rose Lado" || strings.Contains(r.Text, "cookies") || strings.Contains(r.Text, "Football") {
			t.Errorf("%+v", r)
		}
	}
}

// A PDF's text comes from pdftotext, here one of our own; its lines are joined.
// Where there is none, the error says what to do.
func TestPDF(t *testing.T) {
	dir, pdf := t.TempDir(), filepath.Join("testdata", "formats", "communique.pdf")
	t.Setenv("PATH", dir)
	if _, complaints := files(t, "", pdf); len(complaints) != 1 || !strings.Contains(complaints[0], "poppler-utils") {
		t.Errorf("said %q", complaints)
	}
	script := "#!/bin/sh\nwhile read -r line; do :; done\necho 'Communiqué of the envoys'\necho\necho 'The envoys of both sides met in Doha on Monday and'\n" +
		"echo 'agreed to meet again.'\necho\necho ' 1 '\necho 'They thanked their hosts.'\n"
	if err := os.WriteFile(filepath.Join(dir, "pdftotext"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no scripts here")
	}
	reports, complaints := files(t, "", pdf)
	want := "Communiqué of the envoys\n\nThe envoys of both sides met in Doha on Monday and agreed to meet again.\n\nThey thanked their hosts."
	if len(reports) != 1 || reports[0].Text != want || reports[0].ID != "communique" {
		t.Errorf("read %+v, %q", reports, complaints)
	}
}

// What an agency has taken back is no report.
func TestWithdrawn(t *testing.T) {
	reports, complaints := files(t, "", filepath.Join("testdata", "withdrawn"))
	want := []string{"urn:gazette:8 is canceled", "gazette.20250514.7 is canceled", "urn:newsml:gazette.example:20250514:7 is withheld"}
	if len(reports) != 0 || len(complaints) != len(want) {
		t.Fatalf("read %+v, %q", reports, complaints)
	}
	for i := range want {
		if !strings.Contains(complaints[i], want[i]) {
			t.Errorf("%q, wanted %q", complaints[i], want[i])
		}
	}
}

// Every file of testdata/hostile costs itself alone, soon, and is told of.
func TestHostile(t *testing.T) {
	said := map[string]string{
		"base64.eml": "illegal base64", "bad-length.warc": "before its Content-Length", "bomb.jsonl.gz": "like a bomb", "cut.nitf": "broken XML",
		"cut.tar": "broken tar", "cut.txt.gz": "unexpected EOF", "cut.zip": "broken ZIP", "deep.xml": "nested deeper", "entities.xml": "entities of its own",
		"external.nitf": "entities of its own", "feed.xml": "without items", "list.opml.xml": "a list of feeds", "link.tar": "no report in the archive",
		"no-article.html": "no article", "no-body.json": "without a body", "no-rows.tsv": "no row", "no-text.eml": "no text",
		"no-text.xml": "no text", "office.zip": "office document", "picture.json": `type "picture"`, "quote.csv": "", "six-times.txt.gz": "four times",
		"undeclared.nitf": "broken XML", "negative.warc": "Content-Length", "no-fields.warc": "unexpected EOF", "columns.csv": "3 columns",
		"parts.eml": "a message that cannot be read", "deep.html": "", "short-length.warc": "is wrong", "nested.json": "",
	}
	dir := filepath.Join("testdata", "hostile")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			began := time.Now()
			_, complaints := files(t, "", filepath.Join(dir, e.Name()))
			if want, ok := said[e.Name()]; ok && !strings.Contains(strings.Join(complaints, "\n"), want) {
				t.Errorf("said %.300q, wanted %q", complaints, want)
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}
