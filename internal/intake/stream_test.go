package intake_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/rapporteur/rapporteur/internal/intake"
)

// archive is a web archive of many different pages, made as it is read.
type archive struct {
	page    string // with NUMBER where pages differ
	n, most int
	left    []byte
}

func (a *archive) Read(p []byte) (int, error) {
	if len(a.left) == 0 {
		if a.n++; a.n > a.most {
			return 0, io.EOF
		}
		page := strings.ReplaceAll(a.page, "NUMBER", fmt.Sprint(a.n))
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
		a.left = fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"+
			"WARC-Target-URI: https://gazette.example/%d\r\nContent-Type: application/http; msgtype=response\r\n"+
			"Content-Length: %d\r\n\r\n%s\r\n\r\n", a.n, a.n, len(block), block)
	}
	n := copy(p, a.left)
	a.left = a.left[n:]
	return n, nil
}

// pages is an archive of about so many bytes, of pages of some 40 kB, as news
// sites have them: an article in four times as much of scripts and lists of links.
func pages(t testing.TB, size int) (*archive, int64) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "formats", "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	var links strings.Builder
	for i := range 150 {
		fmt.Fprintf(&links, "<li><a href=\"/story/%d\">Council meets again, item %d of the list</a></li>\n", i, i)
	}
	page := strings.Replace(string(data), "<style>", "<style>"+strings.Repeat(".a { color: red }\n", 1000)+"</style><style>", 1)
	page = strings.Replace(page, "<footer>", "<div class=\"menu\"><ul>"+links.String()+"</ul></div><footer>", 1)
	page = strings.Replace(page, "At least 12", "On day NUMBER at least 12", 1)
	n := max(1, size/len(page))
	return &archive{page: page, most: n}, int64(n * len(page))
}

// live is the memory in use after a collection.
func live() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Twenty times the archive takes no more memory: nothing is held but the page in hand.
func TestWARCStreams(t *testing.T) {
	lex := load(t)
	in, _ := pages(t, 12<<20)
	n, first, last := 0, uint64(0), uint64(0)
	for rep, err := range intake.New(lex, "").Read(in, "a.warc") {
		if err != nil || !strings.Contains(rep.Text, fmt.Sprintf("On day %d at least", in.n)) {
			t.Fatalf("%+v, %v", rep, err)
		}
		if n++; n == in.most/20 {
			first = live()
		}
		if n == in.most {
			last = live()
		}
	}
	if n != in.most || last > first+2<<20 {
		t.Errorf("%d of %d pages; %d kB after a twentieth, %d kB at the end", n, in.most, first>>10, last>>10)
	}
}

// BenchmarkWARC reads 200 MB of pages; heap-MB is the most memory in use.
func BenchmarkWARC(b *testing.B) {
	lex := load(b)
	before := live()
	for b.Loop() {
		in, size := pages(b, 200<<20)
		b.SetBytes(size)
		n, most := 0, uint64(0)
		for _, err := range intake.New(lex, "").Read(in, "a.warc") {
			if err != nil {
				b.Fatal(err)
			}
			if n++; n%500 == 0 {
				most = max(most, live()-before)
			}
		}
		b.ReportMetric(float64(most)/(1<<20), "heap-MB")
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
	}
}

// BenchmarkWARCScope reads the same with a scope that nothing in it meets: what
// passing over a page costs.
func BenchmarkWARCScope(b *testing.B) {
	lex := load(b)
	scope, err := intake.NewScope(lex, "", []string{"PER", "ECU"})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		in, size := pages(b, 50<<20)
		b.SetBytes(size)
		batch := intake.New(lex, "")
		batch.Scope = scope
		for range batch.Read(in, "a.warc") {
			b.Fatal("a page of the scope")
		}
		if batch.Outside != in.most {
			b.Fatalf("%d of %d outside", batch.Outside, in.most)
		}
		b.ReportMetric(float64(batch.Outside)/b.Elapsed().Seconds(), "pages/s")
	}
}

// BenchmarkPage takes one saved page apart.
func BenchmarkPage(b *testing.B) {
	lex := load(b)
	in, size := pages(b, 1)
	page := []byte(in.page)
	b.SetBytes(size)
	for b.Loop() {
		for _, err := range intake.New(lex, "").Read(bytes.NewReader(page), "a.html") {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A page that its server packed with zstd is unpacked; brotli is said, and costs itself.
func TestPackedPages(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("testdata", "formats", "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	var in bytes.Buffer
	for _, p := range []struct{ encoding, body string }{{"zstd", string(z.EncodeAll(page, nil))}, {"br", "\x0b\x02"}, {"zstd", "no zstd"}} {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + p.encoding + "\r\n\r\n" + p.body
		fmt.Fprintf(&in, "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
	}
	var said []string
	reports := 0
	for rep, err := range intake.New(load(t), "").Read(&in, "a.warc") {
		if err != nil {
			said = append(said, err.Error())
		} else if reports++; !strings.Contains(rep.Text, "Khartoum’s delegation rejected the demand.") {
			t.Errorf("read %q", rep.Text)
		}
	}
	if reports != 1 || len(said) != 2 || !strings.Contains(said[0], "packed with br") || !strings.Contains(said[1], "magic number mismatch") {
		t.Errorf("%d reports, said %q", reports, said)
	}
}
