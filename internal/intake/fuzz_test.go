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

// fuzzFeed reads what the fuzzer makes of a feed: what comes out has addresses of
// the web alone, and items that can be told apart.
func fuzzFeed(f *testing.F, seeds ...string) {
	for _, name := range []string{"rss-1.xml", "rss-2.xml", "atom.xml", "feed.json"} {
		data, err := os.ReadFile(filepath.Join("testdata", "formats", name))
		if err != nil {
			f.Fatal(err)
		}
		for _, begins := range seeds {
			if bytes.Contains(data, []byte(begins)) {
				f.Add(data)
			}
		}
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		feed, err := intake.ReadFeed(data, "application/xml", "https://gazette.example/feed")
		if err != nil && (len(feed.Items) > 0 || err.Error() == "") {
			t.Errorf("%v with %d items", err, len(feed.Items))
		}
		for _, at := range feed.Feeds {
			if !strings.HasPrefix(at, "http://") && !strings.HasPrefix(at, "https://") {
				t.Errorf("a feed at %q", at)
			}
		}
		for _, it := range feed.Items {
			if it.URL != "" && !strings.HasPrefix(it.URL, "http://") && !strings.HasPrefix(it.URL, "https://") {
				t.Errorf("an item at %q", it.URL)
			}
			if rep, err := it.Report(); it.Key == "" || err == nil && (rep.ID == "" || !utf8.ValidString(rep.Text) || strings.TrimSpace(rep.Text) == "") {
				t.Errorf("read %+v of %+v", rep, it)
			}
		}
	})
}

func FuzzRSS(f *testing.F) {
	fuzzFeed(f, "<rss", "<rdf:RDF", `<rss><channel><item><link>a b?c&d</link><guid>http://x</guid></item></channel><item/></rss>`)
}
func FuzzAtom(f *testing.F) {
	fuzzFeed(f, "<feed", `<feed xml:base="//x"><entry><link href="javascript:a"/><content type="html">&lt;b</content></entry></feed>`)
}
func FuzzJSONFeed(f *testing.F) {
	fuzzFeed(f, "jsonfeed", `{"items":[{"id":null},3,{"id":{"a":1},"url":"//x"}]}`)
}
func FuzzOPML(f *testing.F) {
	fuzzFeed(f, "<opml", `<opml><body><outline><outline xmlUrl="/feed"/></outline></body></opml>`)
}
func FuzzFeed(f *testing.F) {
	fuzz(f, "feed", "rss*.xml", "atom.xml", "feed.json", "feed.xml", "list.opml.xml")
}
