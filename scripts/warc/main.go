// Warc prints a web archive of made-up pages, no two alike, as a crawler of news
// would have stored it: request and response for each page, each record packed by
// itself with -gz. Articles are reports of internal/invent; what stands around them
// varies in layout, length and words.
//
//	go run ./scripts/warc -mb 1000 > made.warc
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/rapporteur/rapporteur/internal/invent"
	"github.com/rapporteur/rapporteur/internal/record"
)

func main() {
	mb := flag.Int64("mb", 100, "how many MB, unpacked")
	seed := flag.Uint64("seed", 1, "other seeds give other pages")
	gz := flag.Bool("gz", false, "pack each record")
	flag.Parse()
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	w := &archive{out: out, gz: *gz}
	w.record("warcinfo", "", "application/warc-fields", "software: scripts/warc\r\nformat: WARC File Format 1.0\r\n")
	var stories []record.Report
	for rec := range invent.Reports(1<<30, *seed) {
		stories = append(stories, rec.Report)
		r := rand.New(rand.NewPCG(*seed, uint64(w.n)))
		if len(stories) < 1+w.n%4 {
			continue
		}
		address := fmt.Sprintf("https://paper-%d.example/%s/story-%d", r.IntN(400), strings.ReplaceAll(stories[0].Date, "-", "/"), w.n)
		w.record("request", address, "application/http; msgtype=request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		w.record("response", address, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+page(r, address, stories))
		stories = stories[:0]
		if w.err != nil || w.size >= *mb<<20 {
			break
		}
	}
	if err := out.Flush(); w.err == nil {
		w.err = err
	}
	if w.err != nil {
		fmt.Fprintln(os.Stderr, w.err)
		os.Exit(1)
	}
	fmt.Fprintf(os.Stderr, "%d records, %d MB\n", w.n, w.size>>20)
}

// archive is what was written.
type archive struct {
	out  io.Writer
	gz   bool
	n    int
	size int64
	err  error
}

func (w *archive) record(kind, address, media, block string) {
	w.n++
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%08d-0000-4000-8000-000000000000>\r\nWARC-Date: 2025-05-16T08:00:00Z\r\n", kind, w.n)
	if address != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", address)
	}
	fmt.Fprintf(&b, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", media, len(block), block)
	w.size += int64(b.Len())
	if !w.gz {
		_, w.err = w.out.Write(b.Bytes())
		return
	}
	z := gzip.NewWriter(w.out)
	_, w.err = z.Write(b.Bytes())
	if err := z.Close(); w.err == nil {
		w.err = err
	}
}

var syllables = strings.Fields("ba den cor ti ma ru sel vo ka ni pra lo fen dar mi ost gu har len tis")

// word is a made-up word.
func word(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	return b.String()
}

func words(r *rand.Rand, n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = word(r)
	}
	return strings.Join(all, " ")
}

// page is a page of some layout with the stories as its article.
func page(r *rand.Rand, address string, stories []record.Report) string {
	var b strings.Builder
	title := html.EscapeString(stories[0].Title)
	site := words(r, 2)
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s | %s</title>\n<link rel=\"canonical\" href=\"%s\">\n", title, site, address)
	switch r.IntN(3) {
	case 0:
		fmt.Fprintf(&b, `<script type="application/ld+json">{"@type":"NewsArticle","headline":%q,"datePublished":"%sT08:00:00Z","publisher":{"name":%q}}</script>`, stories[0].Title, stories[0].Date, site)
	case 1:
		fmt.Fprintf(&b, `<meta property="og:title" content="%s"><meta property="og:site_name" content="%s"><meta property="article:published_time" content="%sT08:00:00Z">`, title, site, stories[0].Date)
	}
	b.WriteString("<style>")
	for range r.IntN(800) {
		fmt.Fprintf(&b, ".%s{margin:%dpx;color:#%06x}\n", word(r), r.IntN(40), r.IntN(1<<24))
	}
	b.WriteString("</style><script>")
	for range r.IntN(600) {
		fmt.Fprintf(&b, "var %s=%d;%s(\"%s\");\n", word(r), r.Int64(), word(r), words(r, 2))
	}
	b.WriteString("</script></head><body>")
	links := func(tag string, n int) {
		fmt.Fprintf(&b, "<%s class=\"%s\"><ul>", tag, word(r))
		for range n {
			fmt.Fprintf(&b, "<li><a href=\"/%s/%d\">%s</a></li>", word(r), r.IntN(1e6), words(r, 1+r.IntN(7)))
		}
		fmt.Fprintf(&b, "</ul></%s>\n", tag)
	}
	links("nav", 10+r.IntN(120))
	depth := r.IntN(8)
	b.WriteString(strings.Repeat("<div>", depth))
	tag := []string{"article", "main", "div"}[r.IntN(3)]
	fmt.Fprintf(&b, "<%s class=\"story\"><h1>%s</h1>\n", tag, title)
	for _, s := range stories {
		_, text, _ := strings.Cut(s.Text, "\n")
		for sentence := range strings.SplitSeq(text, ". ") {
			if sentence = strings.TrimSpace(sentence); sentence != "" {
				fmt.Fprintf(&b, "<p>%s.</p>\n", html.EscapeString(sentence))
			}
		}
		if r.IntN(3) == 0 {
			links("aside", 3+r.IntN(10))
		}
	}
	fmt.Fprintf(&b, "</%s>%s", tag, strings.Repeat("</div>", depth))
	links("div", r.IntN(200))
	links("footer", 5+r.IntN(60))
	b.WriteString("</body></html>")
	return b.String()
}
