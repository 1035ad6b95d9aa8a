package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// clock is a clock that only sleeping moves.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return nil
}

// site is a server on the loopback and a client that may ask it, and it alone.
func site(t *testing.T, pages map[string]http.HandlerFunc) (*httptest.Server, *Client, *clock) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page := pages[r.URL.Path]; page != nil {
			page(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(server.Close)
	at := &clock{now: time.Date(2025, 5, 16, 8, 0, 0, 0, time.UTC)}
	c := New(Options{Agent: "Rapporteur/test", Gap: time.Second, Timeout: 5 * time.Second, Most: 1 << 20, Now: at.Now, Sleep: at.Sleep})
	c.allow = func(a netip.Addr) error {
		if a == netip.MustParseAddr("127.0.0.1") {
			return nil
		}
		return public(a)
	}
	t.Cleanup(c.http.CloseIdleConnections)
	return server, c, at
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

func leads(status int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Location", to); w.WriteHeader(status) }
}

// What comes, and what is asked with.
func TestGet(t *testing.T) {
	server, c, _ := site(t, map[string]http.HandlerFunc{
		"/page": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("User-Agent") != "Rapporteur/test" || r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "" {
				t.Errorf("asked with %v", r.Header)
			}
			if r.Header.Get("If-None-Match") == `"7"` || r.Header.Get("If-Modified-Since") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
			w.Header().Set("ETag", `"7"`)
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<p>Calm.")
		},
		"/packed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, "Calm.")
			z.Close()
		},
		"/once": leads(302, "/page"), "/for-good": leads(308, "/there"), "/there": leads(301, "page#part"), "/first-for-good": leads(301, "/once"),
	})
	a, err := c.Get(t.Context(), Request{Address: server.URL + "/page"})
	if err != nil || string(a.Body) != "<p>Calm." || a.ETag != `"7"` || a.Type != "text/html" || a.Moved != "" {
		t.Errorf("%+v, %v", a, err)
	}
	for _, r := range []Request{{ETag: a.ETag}, {Modified: "Fri, 16 May 2025 08:00:00 GMT"}} {
		r.Address = server.URL + "/page"
		if a, err := c.Get(t.Context(), r); err != nil || !a.NotModified || len(a.Body) > 0 {
			t.Errorf("%+v, %v", a, err)
		}
	}
	if a, err := c.Get(t.Context(), Request{Address: server.URL + "/packed"}); err != nil || string(a.Body) != "Calm." {
		t.Errorf("%+v, %v", a, err)
	}
	for path, moved := range map[string]string{"/once": "", "/for-good": "/page", "/first-for-good": "/once"} {
		a, err := c.Get(t.Context(), Request{Address: server.URL + path})
		if moved != "" {
			moved = server.URL + moved
		}
		if err != nil || a.Moved != moved || a.Address != server.URL+"/page" {
			t.Errorf("%s: %+v, %v", path, a, err)
		}
	}
}

// What is refused, and what is wrong with the answers of servers that err or lie.
func TestFaults(t *testing.T) {
	cut := func(w http.ResponseWriter, _ *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nCalm")
		conn.Close()
	}
	done := make(chan struct{})
	server, c, at := site(t, map[string]http.HandlerFunc{
		"/loop": leads(302, "/loop-2"), "/loop-2": leads(302, "/loop"),
		"/on": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/on?"+r.URL.RawQuery+"1", http.StatusFound)
		},
		"/metadata": leads(302, "http://169.254.169.254/latest/meta-data/"),
		"/mapped":   leads(301, "http://[::ffff:10.0.0.1]/"),
		"/file":     leads(302, "file:///etc/passwd"), "/nowhere": leads(302, ""),
		"/gone": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
		"/304":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"/cut":  cut,
		"/slow": func(w http.ResponseWriter, r *http.Request) {
			w.(http.Flusher).Flush()
			select {
			case <-done:
			case <-r.Context().Done():
			}
		},
		"/endless": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(bytes.Repeat([]byte("Calm. "), 1000)); err != nil {
					return
				}
			}
		},
		"/long": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99999999999")
			w.Write([]byte("x"))
		},
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			z := gzip.NewWriter(w)
			z.Write(make([]byte, 2<<20))
			z.Close()
		},
		"/says-gzip": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "Calm.")
		},
		"/brotli": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "\x0b")
		},
		"/500": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
	})
	defer close(done)
	c.Timeout = 600 * time.Millisecond
	for path, want := range map[string]string{
		"/loop": "leads back to itself", "/on": "more than 5 times", "/metadata": "169.254.169.254 is not on the public internet", "/mapped": "10.0.0.1 is not on the public internet",
		"/file": "neither http nor https", "/nowhere": "to nowhere", "/gone": "410 Gone", "/304": "304 Not Modified", "/cut": "unexpected EOF", "/slow": "deadline exceeded",
		"/endless": "", "/long": "we take", "/bomb": "longer than 1 MB", "/brotli": "did not ask for", "/500": "500", "/none": "404 Not Found",
	} {
		began := time.Now()
		a, err := c.Get(t.Context(), Request{Address: server.URL + path})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v, wanted %q", path, a, err, want)
		}
		if took := time.Since(began); took > 8*time.Second {
			t.Errorf("%s took %v", path, took)
		}
	}
	if a, err := c.Get(t.Context(), Request{Address: server.URL + "/says-gzip"}); err != nil || string(a.Body) != "Calm." {
		t.Errorf("said to be gzip: %+v, %v", a, err)
	}
	for _, address := range []string{"ftp://gazette.example/", "http:///x", "://", "http://[fe80::1%25eth0]/", "http://127.0.0.2/", "http://0x7f.1/", "http://localhost:1/"} {
		if a, err := New(Options{Now: at.Now, Sleep: at.Sleep}).Get(t.Context(), Request{Address: address}); err == nil {
			t.Errorf("%s: %+v", address, a)
		}
	}
	server.Close()
	if _, err := c.Get(t.Context(), Request{Address: server.URL + "/page"}); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("a server that is down: %v", err)
	}
}

// A host that is private is refused once its name is looked up, not by its name.
func TestPrivateName(t *testing.T) {
	server := httptest.NewServer(says("secret"))
	defer server.Close()
	port := server.URL[strings.LastIndex(server.URL, ":"):]
	for _, host := range []string{"localhost", "127.0.0.1", "[::ffff:127.0.0.1]"} {
		_, err := New(Options{}).Get(t.Context(), Request{Address: "http://" + host + port + "/"})
		if refused, ok := errors.AsType[*RefusedError](err); !ok || !strings.Contains(refused.Why, "not on the public internet") {
			t.Errorf("%s: %v", host, err)
		}
		if a, err := New(Options{Private: true}).Get(t.Context(), Request{Address: "http://" + host + port + "/"}); err != nil || string(a.Body) != "secret" {
			t.Errorf("%s, allowed: %+v, %v", host, a, err)
		}
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "1.1.1.1": true, "2a00:1450:4001::1": true, "64:ff9b::808:808": true, "2002:808:808::1": true, "::ffff:8.8.8.8": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.31.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false,
		"224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false, "192.0.2.1": false, "::1": false, "::": false, "fe80::1%eth0": false, "fc00::1": false,
		"fd00:ec2::254": false, "ff02::1": false, "::ffff:127.0.0.1": false, "::7f00:1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:db8::1": false,
		"2001::1": false, "fec0::1": false, "5f00::1": false,
	} {
		if got := public(netip.MustParseAddr(address)) == nil; got != want {
			t.Errorf("%s: public %v", address, got)
		}
	}
}

// A host that asks for it is left alone, and then asked again; one that wants a
// long rest is left to the caller.
func TestBusy(t *testing.T) {
	var n atomic.Int32
	server, c, at := site(t, map[string]http.HandlerFunc{
		"/busy": func(w http.ResponseWriter, _ *http.Request) {
			if n.Add(1) < 3 {
				w.Header().Set("Retry-After", "30")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			fmt.Fprint(w, "Calm.")
		},
		"/dated": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "Fri, 16 May 2025 10:00:00 GMT")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
	})
	if a, err := c.Get(t.Context(), Request{Address: server.URL + "/busy"}); err != nil || string(a.Body) != "Calm." || n.Load() != 3 {
		t.Errorf("%+v, %v after %d", a, err, n.Load())
	}
	waits := fmt.Sprint(at.slept)
	if waits != "[1s 30s 30s]" { // after robots.txt, and what it was told
		t.Errorf("waited %s", waits)
	}
	_, err := c.Get(t.Context(), Request{Address: server.URL + "/dated"})
	later, ok := errors.AsType[*LaterError](err)
	if !ok || later.Until.Format(time.DateTime) != "2025-05-16 10:00:00" {
		t.Errorf("%v", err)
	}
	if _, err := c.Get(t.Context(), Request{Address: server.URL + "/busy"}); err == nil || !strings.Contains(err.Error(), "left alone") {
		t.Errorf("the host was asked all the same: %v", err)
	}
}

// Many want one host at once: it is asked one thing at a time, with a pause.
func TestPolite(t *testing.T) {
	var under, most, asked atomic.Int32
	server, c, at := site(t, map[string]http.HandlerFunc{"/page": func(w http.ResponseWriter, _ *http.Request) {
		if n := under.Add(1); n > most.Load() {
			most.Store(n)
		}
		asked.Add(1)
		time.Sleep(time.Millisecond)
		under.Add(-1)
	}, "/robots.txt": says("user-agent: *\ncrawl-delay: 7\n")})
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() {
			if _, err := c.Get(context.Background(), Request{Address: server.URL + "/page"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() != 1 || asked.Load() != 12 || at.now.Sub(time.Date(2025, 5, 16, 8, 0, 0, 0, time.UTC)) < 11*7*time.Second {
		t.Errorf("%d at once, %d in all, in %v", most.Load(), asked.Load(), at.slept)
	}
}

// Cancelling ends what waits.
func TestCancelled(t *testing.T) {
	server, c, _ := site(t, map[string]http.HandlerFunc{"/page": says("x")})
	ctx, cancel := context.WithCancel(t.Context())
	c.Options.Sleep = func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }
	if _, err := c.Get(ctx, Request{Address: server.URL + "/page"}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// A site's robots.txt is asked for once, and holds.
func TestRobots(t *testing.T) {
	var asked atomic.Int32
	status := http.StatusOK
	server, c, _ := site(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(status)
		fmt.Fprint(w, "User-agent: rapporteur\nDisallow: /private\n")
	}, "/page": says("x"), "/private/page": says("x"), "/leads": leads(302, "/private/page")})
	for path, want := range map[string]bool{"/page": true, "/private/page": false, "/leads": false} {
		_, err := c.Get(t.Context(), Request{Address: server.URL + path})
		if (err == nil) != want || err != nil && !strings.Contains(err.Error(), "does not let us") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
	for s, want := range map[int]bool{404: true, 403: true, 503: false} {
		status = s
		c.robots = map[string]*robotsFile{}
		if _, err := c.Get(t.Context(), Request{Address: server.URL + "/private/page"}); (err == nil) != want {
			t.Errorf("robots.txt with %d: %v", s, err)
		}
	}
}

func TestRobotsRules(t *testing.T) {
	const text = "# ours\r\nUser-Agent: Googlebot\nDisallow: /\n\nuser-agent: OTHER/2.1\nUser-agent: Rapporteur\nDisallow: /a\nAllow: /a/b$\nDisallow: *.pdf$\nDisallow: /caf%C3%A9\nDisallow:\n" +
		"Disallow: /q?*x=1\nAllow: /same\nDisallow: /same\nSitemap: x\nDisallow: /z # not here\n\nUser-agent: *\nDisallow: /\nCrawl-delay: 3\n"
	rules, delay := parseRobots(text, "rapporteur")
	f := robotsFile{rules: rules}
	for path, want := range map[string]bool{
		"/": true, "/a": false, "/abc": false, "/a/b": true, "/a/b/c": false, "/x.pdf": false, "/x.pdf?y": true, "/café": false, "/caf%c3%a9/x": false, "/q?y=2&x=1": false,
		"/q?y=2": true, "/same": true, "/z": false, "/robots.txt": true, "/%61": false,
	} {
		at, err := webAddress("https://gazette.example" + path)
		if err != nil || f.allows(at) != want {
			t.Errorf("%s: %v, wanted %v (%v)", path, !want, want, err)
		}
	}
	if delay != 0 {
		t.Errorf("another's delay of %v", delay)
	}
	if rules, delay := parseRobots(text, "someone"); len(rules) != 1 || delay != 3*time.Second {
		t.Errorf("%v, %v", rules, delay)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 1e400", "/a?b")
	f.Fuzz(func(t *testing.T, text, path string) {
		rules, delay := parseRobots(text, "rapporteur")
		if delay < 0 {
			t.Errorf("a delay of %v", delay)
		}
		if at, err := webAddress("https://gazette.example/" + path); err == nil {
			(&robotsFile{rules: rules}).allows(at)
		}
	})
}
