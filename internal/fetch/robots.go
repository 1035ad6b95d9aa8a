package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// How robots.txt is read (RFC 9309).
const (
	robotsKept   = 24 * time.Hour
	robotsMost   = 500 << 10
	longestDelay = time.Minute // that a Crawl-delay may ask for
)

// robotsFile is what a site's robots.txt says to us.
type robotsFile struct {
	rules   []rule
	delay   time.Duration
	none    bool // nothing may be fetched: it could not be asked for
	until   time.Time
	waiting chan struct{} // closed when it is known
}

// rule lets or does not let us fetch what a pattern fits.
type rule struct {
	allow   bool
	pattern string
}

// mayFetch is nil where the site's robots.txt lets us fetch an address. It is
// asked for once a day; where there is none, all may be fetched, and where the
// site does not answer, nothing.
func (c *Client) mayFetch(ctx context.Context, at *url.URL) error {
	origin := at.Scheme + "://" + strings.ToLower(at.Host)
	c.mu.Lock()
	file := c.robots[origin]
	if file == nil || !file.until.IsZero() && c.Now().After(file.until) {
		file = &robotsFile{waiting: make(chan struct{})}
		c.robots[origin] = file
		c.mu.Unlock()
		keep, err := c.askRobots(ctx, at, file)
		c.mu.Lock()
		if file.until = c.Now().Add(keep); err != nil { // it is asked for anew the next time
			delete(c.robots, origin)
		}
		c.mu.Unlock()
		close(file.waiting)
		if err != nil {
			return err
		}
	} else {
		c.mu.Unlock()
	}
	select {
	case <-file.waiting:
	case <-ctx.Done():
		return ctx.Err()
	}
	switch {
	case file.none:
		return &RefusedError{at.String(), "its robots.txt could not be read, so nothing is asked of it"}
	case !file.allows(at):
		return &RefusedError{at.String(), "its robots.txt does not let us"}
	}
	return nil
}

// askRobots fetches a site's robots.txt, and says how long it is to be kept. An
// error is one of the site itself: it is private, or cannot be reached.
func (c *Client) askRobots(ctx context.Context, at *url.URL, file *robotsFile) (keep time.Duration, err error) {
	file.none = true
	address, err := url.Parse(at.Scheme + "://" + at.Host + "/robots.txt")
	if err != nil {
		return 0, err
	}
	for range maxRedirects + 1 {
		res, err := c.patiently(ctx, address, Request{Accept: "text/plain,*/*;q=0.1"})
		if err != nil {
			if status, ok := errors.AsType[*StatusError](err); ok && !status.Gone() {
				if _, later := errors.AsType[*LaterError](err); later {
					return 0, err
				}
				return 10 * time.Minute, nil
			}
			return 0, err
		}
		switch {
		case res.to != "":
			next, err := address.Parse(res.to)
			if err == nil {
				next.User = nil
				next, err = webAddress(next.String())
			}
			if err != nil {
				file.none = false
				return robotsKept, nil
			}
			address = next
			continue
		case res.status == http.StatusOK:
			name, _, _ := strings.Cut(c.Agent, "/")
			file.rules, file.delay = parseRobots(string(res.body[:min(len(res.body), robotsMost)]), strings.TrimSpace(name))
			h := c.host(at)
			c.mu.Lock()
			h.gap = min(file.delay, longestDelay)
			c.mu.Unlock()
			file.none = false
		default:
			file.none = res.status >= 500
		}
		return robotsKept, nil
	}
	file.none = false // it leads on and on: as if there were none
	return robotsKept, nil
}

// parseRobots reads what robots.txt says to an agent: the rules of all groups
// that name it, else of those for everybody.
func parseRobots(text, agent string) (rules []rule, delay time.Duration) {
	var ours, all []rule
	var ourDelay, allDelay time.Duration
	named, everybody, inRules, found := false, false, false, false
	for line := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff")), "\n") {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if inRules { // a new group
				named, everybody, inRules = false, false, false
			}
			name, _, _ := strings.Cut(value, "/")
			if name = strings.TrimSpace(name); name == "*" {
				everybody = true
			} else if strings.EqualFold(name, agent) {
				named, found = true, true
			}
		case "allow", "disallow":
			inRules = true
			if value == "" {
				continue
			}
			r := rule{key == "allow", escaped(value)}
			if named {
				ours = append(ours, r)
			}
			if everybody {
				all = append(all, r)
			}
		case "crawl-delay":
			inRules = true
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil || !(seconds >= 0 && seconds < 1e6) {
				continue
			}
			d := time.Duration(seconds * float64(time.Second))
			if named {
				ourDelay = d
			}
			if everybody {
				allDelay = d
			}
		}
	}
	if found {
		return ours, ourDelay
	}
	return all, allDelay
}

// allows tells whether an address may be fetched: the longest pattern that fits
// decides, and of two as long the one that lets us.
func (f *robotsFile) allows(at *url.URL) bool {
	path := at.EscapedPath()
	if path == "" {
		path = "/"
	}
	if at.RawQuery != "" {
		path += "?" + at.RawQuery
	}
	path = escaped(path)
	if path == "/robots.txt" {
		return true
	}
	longest, allow := -1, true
	for _, r := range f.rules {
		if n := len(r.pattern); (n > longest || n == longest && r.allow) && fits(r.pattern, path) {
			longest, allow = n, r.allow
		}
	}
	return allow
}

// fits tells whether a pattern fits the beginning of a path: * is anything, $ at
// the end is the path's end.
func fits(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	pieces := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, pieces[0])
	if !ok {
		return false
	}
	if len(pieces) == 1 {
		return !whole || rest == ""
	}
	for _, piece := range pieces[1 : len(pieces)-1] {
		at := strings.Index(rest, piece)
		if at < 0 {
			return false
		}
		rest = rest[at+len(piece):]
	}
	last := pieces[len(pieces)-1]
	if whole {
		return strings.HasSuffix(rest, last)
	}
	return strings.Contains(rest, last)
}

// escaped is a path in one way of writing: bytes beyond ASCII as %XX, letters
// and digits that stand so as themselves, hexadecimal digits in capitals.
func escaped(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c, written := path[i], false
		if c == '%' && i+2 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				c, written = byte(n), true
				i += 2
			}
		}
		plain := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("-._~", c) >= 0
		if plain || !written && c > ' ' && c < 0x7f {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
