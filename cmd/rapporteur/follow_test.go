package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rapporteur/rapporteur/internal/store"
)

// paper is a newspaper's server: its answers by path, which may change between
// looks, and what was asked of it.
type paper struct {
	*httptest.Server
	t       *testing.T
	store   string
	answers map[string]http.HandlerFunc

	mu    sync.Mutex
	asked []string
	now   time.Time
}

func newPaper(t *testing.T) *paper {
	p := &paper{t: t, store: filepath.Join(t.TempDir(), "talks.db"), answers: map[string]http.HandlerFunc{}, now: time.Date(2025, 5, 16, 8, 0, 0, 0, time.UTC)}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		if r.URL.Path != "/robots.txt" {
			p.asked = append(p.asked, r.URL.Path)
		}
		answer := p.answers[r.URL.Path]
		p.mu.Unlock()
		if answer == nil {
			http.NotFound(w, r)
			return
		}
		answer(w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

// tagged answers with a text, or says that it is unchanged.
func tagged(kind, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		tag := fmt.Sprintf(`"%x"`, len(text))
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", kind)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, text)
	}
}

// article is a page with a story.
func article(title string, paragraphs ...string) http.HandlerFunc {
	return tagged("text/html; charset=utf-8", "<!doctype html><html lang=en><head><title>"+title+`</title><meta property="og:site_name" content="Lake Courier"></head><body><nav><a href="/">Home</a></nav><article><h1>`+
		title+"</h1><p>"+strings.Join(paragraphs, "</p><p>")+"</p></article><footer>All rights reserved.</footer></body></html>")
}

// rssOf is a feed of paths, with what stands beside each.
func rssOf(items ...string) http.HandlerFunc {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Lake Courier</title>`)
	for _, it := range items {
		path, rest, _ := strings.Cut(it, " ")
		fmt.Fprintf(&b, `<item><title>Item %s</title><link>%s</link><guid isPermaLink="false">%s</guid><pubDate>Fri, 16 May 2025 06:00:00 GMT</pubDate><description>%s</description></item>`, path, path, path, rest)
	}
	b.WriteString("</channel></rss>")
	return tagged("application/rss+xml", b.String())
}

// look follows once, at the paper's time, and gives what was said and asked.
func (p *paper) look(want int, args ...string) (said string, asked []string) {
	p.t.Helper()
	return p.lookUntil(context.Background(), want, append([]string{"--once", "--allow-private"}, args...)...)
}

func (p *paper) lookUntil(ctx context.Context, want int, args ...string) (said string, asked []string) {
	p.t.Helper()
	p.mu.Lock()
	p.asked = nil
	p.mu.Unlock()
	var out, errs bytes.Buffer
	at := timing{now: func() time.Time { p.mu.Lock(); defer p.mu.Unlock(); return p.now },
		sleep: func(ctx context.Context, d time.Duration) error {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.now = p.now.Add(d)
			return ctx.Err()
		}}
	for i, a := range args {
		if strings.HasPrefix(a, "/") && !strings.HasPrefix(a, os.TempDir()) {
			args[i] = p.URL + a
		}
	}
	code := followOn(ctx, append([]string{"--store", p.store}, args...), streams{strings.NewReader(""), &out, &errs}, at)
	if code != want || out.Len() > 0 {
		p.t.Errorf("%q: code %d, wanted %d; printed %q, said\n%s", args, code, want, out.String(), errs.String())
	}
	return strings.ReplaceAll(errs.String(), p.URL, ""), p.asked
}

// kept is every report of the store.
func (p *paper) kept() map[string]store.Kept {
	p.t.Helper()
	s, err := store.Open(p.t.Context(), p.store)
	if err != nil {
		p.t.Fatal(err)
	}
	defer s.Close()
	ids, err := s.Reports(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	all := map[string]store.Kept{}
	for _, id := range ids {
		k, _, err := s.Report(p.t.Context(), id)
		if err != nil {
			p.t.Fatal(err)
		}
		all[k.Report.Title] = k
	}
	return all
}

func says(t *testing.T, said string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(said, w) {
			t.Errorf("said\n%swanted %q", said, w)
		}
	}
}

const (
	met      = "Envoys of Chad and Sudan met in Geneva on Thursday to discuss a ceasefire along their border, mediators said. The talks lasted three hours and ended without a statement."
	shelled  = "Sudanese troops shelled the town of Tina on Thursday night, killing four civilians, the government of Chad said. Residents spoke of fires in the market and of people who fled across the dry river."
	shelled6 = "Sudanese troops shelled the town of Tina on Thursday night, killing six civilians, the government of Chad said. Residents spoke of fires in the market and of people who fled across the dry river."
)

// Two looks: the first fetches, the second finds nothing new and asks for the
// feed alone; an edited article is a version; one that is gone costs itself.
func TestFollow(t *testing.T) {
	p := newPaper(t)
	p.answers = map[string]http.HandlerFunc{
		"/rss.xml": rssOf("/met", "/shelled", "/gone", "/met"), "/met": article("Envoys meet in Geneva", met), "/shelled": article("Shells fall on Tina", shelled),
		"/gone": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
	}
	said, asked := p.look(some, "/rss.xml")
	says(t, said, "Envoys meet in Geneva", "Shells fall on Tina", "/gone: 410 Gone", "2 reports added", "1 fault\n")
	if fmt.Sprint(asked) != "[/rss.xml /met /shelled /gone]" {
		t.Errorf("asked for %v", asked)
	}
	k := p.kept()["Shells fall on Tina"]
	if len(p.kept()) != 2 || k.Report.Date != "2025-05-16" || k.Report.Source != "Lake Courier" || k.Report.URL != p.URL+"/shelled" || k.Report.Language != "en" ||
		!strings.HasPrefix(k.Report.ID, "127.0.0.1-") || k.Origin != p.URL+"/rss.xml" || len(k.Entries) == 0 {
		t.Errorf("kept %+v", k)
	}
	said, asked = p.look(done, "/rss.xml")
	says(t, said, "1 feed, 1 of them unchanged: 0 reports added")
	if fmt.Sprint(asked) != "[/rss.xml]" {
		t.Errorf("asked for %v", asked)
	}
	// After an hour the articles are looked at again; one was edited.
	p.now = p.now.Add(61 * time.Minute)
	p.answers["/shelled"] = article("Shells fall on Tina", shelled6, "The army did not comment.")
	said, asked = p.look(done, "/rss.xml")
	says(t, said, "revised "+k.Report.ID+", version 2", "0 reports added, 1 revised")
	if fmt.Sprint(asked) != "[/rss.xml /met /shelled]" {
		t.Errorf("asked for %v", asked)
	}
	if now := p.kept()["Shells fall on Tina"]; now.Report.ID != k.Report.ID || len(now.Versions) != 2 || !strings.Contains(now.Text, "six civilians") {
		t.Errorf("kept %+v", now)
	}
	var out bytes.Buffer
	run([]string{"show", "changes", "--store", p.store, "--since", "2025-05-16"}, streams{nil, &out, &out})
	says(t, out.String(), "revised  killed: six")
	// The feed says that an item is another; its article alone is fetched.
	p.answers["/rss.xml"] = rssOf("/met now longer", "/shelled")
	p.answers["/met"] = article("Envoys meet in Geneva", met, "They will meet again on Monday, a spokesman said.")
	said, asked = p.look(done, "/rss.xml")
	says(t, said, "1 revised")
	if fmt.Sprint(asked) != "[/rss.xml /met]" {
		t.Errorf("asked for %v", asked)
	}
}

// What a list names is followed; the same article in two feeds is fetched once.
func TestFollowLists(t *testing.T) {
	p := newPaper(t)
	p.answers = map[string]http.HandlerFunc{
		"/world.xml": rssOf("/met", "/shelled"),
		"/atom.xml":  tagged("text/plain", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Courier</title><entry><id>urn:1</id><title>x</title><link href="/met"/></entry></feed>`),
		"/feed.json": tagged("application/json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"3","url":"/shelled","title":"x"}]}`),
		"/met":       article("Envoys meet in Geneva", met), "/shelled": article("Shells fall on Tina", shelled),
	}
	p.answers["/list.opml"] = tagged("text/xml", `<opml><body><outline xmlUrl="/atom.xml"/><outline><outline xmlUrl="/feed.json"/></outline><outline xmlUrl="/list-2.opml"/></body></opml>`)
	p.answers["/list-2.opml"] = tagged("text/xml", `<opml><body><outline xmlUrl="/world.xml"/></body></opml>`)
	said, _ := p.look(some, "/list.opml")
	says(t, said, "2 reports added", "a list within a list")
	said, asked := p.look(done, "/list.opml")
	says(t, said, "/list-2.opml: not asked before", "3 feeds, 3 of them unchanged", "0 reports added")
	if len(asked) != 3 {
		t.Errorf("asked for %v", asked)
	}
	file := filepath.Join(t.TempDir(), "feeds.txt")
	if err := os.WriteFile(file, []byte("# papers\n"+p.URL+"/world.xml # all of it\n\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	said, asked = p.look(done, file)
	says(t, said, "0 reports added")
	if fmt.Sprint(asked) != "[/world.xml]" {
		t.Errorf("asked for %v", asked)
	}
	for name, text := range map[string]string{"no feed": "no address", "opml": "<opml><body/></opml>", "broken": "<opml"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if said, _ := p.look(some, file); !strings.Contains(said, "feeds.txt") {
			t.Errorf("%s: said %s", name, said)
		}
	}
}

// Without articles the feed's own words are the report, and its versions.
func TestFollowNoArticles(t *testing.T) {
	p := newPaper(t)
	p.answers = map[string]http.HandlerFunc{"/rss.xml": rssOf("/met "+met, "/empty")}
	said, asked := p.look(some, "--no-articles", "/rss.xml")
	says(t, said, "1 report added", "the feed gives no text")
	if fmt.Sprint(asked) != "[/rss.xml]" {
		t.Errorf("asked for %v", asked)
	}
	p.answers["/rss.xml"] = rssOf("/met "+met+" They parted as friends.", "/empty")
	said, _ = p.look(done, "--no-articles", "/rss.xml")
	says(t, said, "0 reports added, 1 revised")
	if k := p.kept()["Item /met"]; len(k.Versions) != 2 || k.Report.URL != p.URL+"/met" || !strings.Contains(k.Text, "friends") {
		t.Errorf("kept %+v", k)
	}
}

// A filter is remembered with what it left out.
func TestFollowFilter(t *testing.T) {
	p := newPaper(t)
	p.answers = map[string]http.HandlerFunc{"/rss.xml": rssOf("/met", "/rain"), "/met": article("Envoys meet in Geneva", met),
		"/rain": article("Rain floods the harvest", "Heavy rain flooded the fields around the lake on Thursday, farmers said. The harvest of millet is likely to be late this year.")}
	said, _ := p.look(done, "--parties", "TCD,SDN", "/rss.xml")
	says(t, said, "1 report added", "1 outside")
	p.answers["/rss.xml"] = rssOf("/met", "/rain", "/none")
	said, _ = p.look(some, "--parties", "TCD,SDN", "/rss.xml")
	says(t, said, "0 reports added", "0 outside", "404")
	p.answers["/rss.xml"] = rssOf("/met", "/rain")
	said, _ = p.look(done, "/rss.xml")
	says(t, said, "1 report added")
}

// Faults cost themselves, are said, and are tried again later each time.
func TestFollowFaults(t *testing.T) {
	p := newPaper(t)
	busy := true
	p.answers = map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "user-agent: *\ndisallow: /secret\n") },
		"/rss.xml":    rssOf("/loop", "/secret", "/zip", "/nothing", "/busy", "/met"),
		"/loop":       func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) },
		"/zip": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "PK\x03\x04\x00\x00\x00")
		},
		"/nothing": tagged("text/html", "<!doctype html><p></p>"),
		"/busy": func(w http.ResponseWriter, r *http.Request) {
			if busy {
				w.Header().Set("Retry-After", "3600")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			article("Shells fall on Tina", shelled)(w, r)
		},
		"/met":      article("Envoys meet in Geneva", met),
		"/html":     tagged("text/html", `<!doctype html><link rel="alternate" type="application/rss+xml" href="/rss.xml">`),
		"/entities": tagged("text/xml", `<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>`),
		"/broken":   tagged("text/xml", "<rss><channel><item>"),
		"/down":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
	}
	said, _ := p.look(some, "/rss.xml")
	says(t, said, "/loop: it leads back to itself", "/secret: its robots.txt does not let us", "/zip: no web page", "/nothing: no article", "/busy: 429 Too Many Requests; to be asked again after 2025-05-16T09:",
		"/met", "6 faults") // the host wants to be left alone, and is
	said, _ = p.look(done, "/rss.xml")
	says(t, said, "0 reports added", "0 faults")
	busy = false
	p.now = p.now.Add(61 * time.Minute)
	said, asked := p.look(done, "/rss.xml")
	says(t, said, "2 reports added", "0 faults")
	if fmt.Sprint(asked) != "[/rss.xml /busy /met]" {
		t.Errorf("asked for %v", asked)
	}
	said, _ = p.look(some, "/html", "/entities", "/broken", "/down", "/none")
	says(t, said, "the page names one: /rss.xml", "entities of its own", "broken XML", "/down: 502", "/none: 404", "5 faults")
	said, _ = p.look(done, "/down")
	says(t, said, "/down: not asked before", "after 1 fault")
	for n := range 3 { // 15 minutes, half an hour, an hour
		p.now = p.now.Add(firstDelay << n)
		said, _ = p.look(some, "/down")
		says(t, said, "/down: 502")
	}
	p.answers["/down"] = rssOf("/met")
	p.now = p.now.Add(2 * time.Hour)
	said, _ = p.look(done, "/down")
	says(t, said, "0 reports added", "0 faults")
}

// Nobody's loopback is asked unless it is allowed.
func TestFollowPrivate(t *testing.T) {
	p := newPaper(t)
	p.answers["/rss.xml"] = rssOf("/met")
	said, asked := p.lookUntil(t.Context(), some, "--once", "/rss.xml")
	says(t, said, "127.0.0.1 is not on the public internet")
	if len(asked) > 0 {
		t.Errorf("asked for %v", asked)
	}
	p.answers["/met"] = article("Envoys meet in Geneva", met)
	if said, _ := p.look(done, "/rss.xml"); !strings.Contains(said, "1 report added") {
		t.Errorf("allowed, it said %s", said)
	}
}

// A feed that has moved for good is asked for there.
func TestFollowMoved(t *testing.T) {
	p := newPaper(t)
	p.answers = map[string]http.HandlerFunc{"/old": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/rss.xml", http.StatusMovedPermanently)
	},
		"/rss.xml": rssOf("/met"), "/met": article("Envoys meet in Geneva", met)}
	p.look(done, "/old")
	if said, asked := p.look(done, "/old"); fmt.Sprint(asked) != "[/rss.xml]" {
		t.Errorf("asked for %v, said %s", asked, said)
	}
}

// It goes on until it is interrupted, also in the middle of a look, and keeps
// what was fetched till then.
func TestFollowLoop(t *testing.T) {
	p := newPaper(t)
	ctx, interrupt := context.WithCancel(t.Context())
	looks := 0
	p.answers = map[string]http.HandlerFunc{"/rss.xml": func(w http.ResponseWriter, r *http.Request) {
		if looks++; looks == 3 {
			interrupt()
		}
		rssOf("/met")(w, r)
	}, "/met": article("Envoys meet in Geneva", met)}
	said, _ := p.lookUntil(ctx, done, "--allow-private", "--every", "20m", "/rss.xml")
	says(t, said, "1 report added", "ended; what was fetched is kept")
	if gone := p.now.Sub(time.Date(2025, 5, 16, 8, 0, 0, 0, time.UTC)); looks != 3 || gone < 40*time.Minute || gone > 41*time.Minute {
		t.Errorf("%d looks in %v", looks, gone)
	}
	p = newPaper(t)
	ctx, interrupt = context.WithCancel(t.Context())
	p.answers = map[string]http.HandlerFunc{"/rss.xml": rssOf("/met", "/shelled"), "/met": article("Envoys meet in Geneva", met),
		"/shelled": func(_ http.ResponseWriter, r *http.Request) { interrupt(); <-r.Context().Done() }}
	said, _ = p.lookUntil(ctx, some, "--once", "--allow-private", "/rss.xml")
	says(t, said, "1 report added", "interrupted")
	p.answers["/shelled"] = article("Shells fall on Tina", shelled)
	said, _ = p.look(done, "/rss.xml")
	says(t, said, "1 report added")
	if len(p.kept()) != 2 {
		t.Errorf("kept %v", p.kept())
	}
}

// What is no call.
func TestFollowWrong(t *testing.T) {
	for _, args := range [][]string{{}, {"ftp://gazette.example/"}, {"--every", "10s", "https://x.example/"}, {"--every", "often", "https://x.example/"}, {"--gap", "-1s", "https://x.example/"}, {"--parties", "nobody at all", "https://x.example/"}} {
		var said bytes.Buffer
		if code := followOn(t.Context(), append([]string{"--store", filepath.Join(t.TempDir(), "x.db")}, args...), streams{nil, &said, &said}, timing{}); code != wrong {
			t.Errorf("%q: code %d, said %s", args, code, said.String())
		}
	}
}
