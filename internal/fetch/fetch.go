// Package fetch gets pages and feeds over HTTP as a guest should: it asks a host
// one thing at a time and not too often, honours robots.txt, waits where it is
// told to, takes no more than it wants and goes nowhere but where anybody may go.
// It knows nothing of what it fetches.
package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// What every request keeps to.
const (
	maxRedirects = 5
	tries        = 3                // of one request, where the fault may pass
	longestWait  = 2 * time.Minute  // for a host that says to wait; beyond it the caller comes again
	silence      = 30 * time.Second // before the first byte of an answer
)

// Options are what a client keeps to. Zero values stand for what is fit.
type Options struct {
	Agent   string        // the name before the slash is looked for in robots.txt
	Gap     time.Duration // between two requests to a host, from end to beginning
	Timeout time.Duration // of one request, to its last byte; 0 for a minute
	Most    int64         // bytes of an answer, unpacked; 0 for 8 MB
	Private bool          // addresses that are not on the public internet are asked, too, and a proxy of the environment may be

	// Now and Sleep are the clock; nil for the machine's.
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
}

// Client fetches. It may be used by several goroutines.
type Client struct {
	Options
	http  *http.Client
	allow func(netip.Addr) error // why an address is not asked

	mu     sync.Mutex
	hosts  map[string]*host
	robots map[string]*robotsFile // by origin
}

// host is what is known of a host.
type host struct {
	turn chan struct{} // holds one token while a request is under way
	next time.Time     // not to be asked before
	gap  time.Duration // what its robots.txt asks for
}

// Request is what is wanted, and what of it is there already.
type Request struct {
	Address        string
	ETag, Modified string // of the copy that is there
	Accept         string
}

// Answer is what came.
type Answer struct {
	Address        string // where it came from in the end
	Moved          string // where what was asked for is for good; "" where it is where it was
	NotModified    bool   // the copy that is there is still right
	Type           string
	ETag, Modified string
	Body           []byte
}

// StatusError is an answer without what was asked for.
type StatusError struct {
	Address string
	Status  int
}

// Error is "https://…: 404 Not Found".
func (e *StatusError) Error() string {
	return fmt.Sprintf("%s: %d %s", shown(e.Address), e.Status, http.StatusText(e.Status))
}

// Gone tells whether what was asked for is not there, and will not be by waiting.
func (e *StatusError) Gone() bool {
	return e.Status >= 400 && e.Status < 500 && e.Status != http.StatusRequestTimeout && e.Status != http.StatusTooManyRequests
}

// LaterError is a host that wants to be asked later.
type LaterError struct {
	Address string
	Until   time.Time
	Err     error
}

// Error is "https://…: 503 Service Unavailable; to be asked again after …".
func (e *LaterError) Error() string {
	return fmt.Sprintf("%v; to be asked again after %s", e.Err, e.Until.UTC().Format(time.RFC3339))
}

// Unwrap is why.
func (e *LaterError) Unwrap() error { return e.Err }

// RefusedError is a request that is not made, and would not be later.
type RefusedError struct{ Address, Why string }

// Error is "https://…: robots.txt does not let us".
func (e *RefusedError) Error() string { return shown(e.Address) + ": " + e.Why }

// shown is an address as a message may show it.
func shown(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return address
}

// New makes a client.
func New(o Options) *Client {
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	if o.Most == 0 {
		o.Most = 8 << 20
	}
	if o.Agent == "" {
		o.Agent = "rapporteur"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = Sleep
	}
	c := &Client{Options: o, hosts: map[string]*host{}, robots: map[string]*robotsFile{}, allow: public}
	if o.Private {
		c.allow = func(netip.Addr) error { return nil }
	}
	// What a name leads to is looked at when the connection is made, so that no
	// name can say one thing to a check and another to the dialer.
	dialer := &net.Dialer{Timeout: 15 * time.Second, Control: func(network, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !strings.HasPrefix(network, "tcp") {
			return &RefusedError{address, "no address of TCP"}
		}
		if err := c.allow(at.Addr()); err != nil {
			return &RefusedError{at.Addr().String(), err.Error()}
		}
		return nil
	}}
	transport := &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableCompression: true, MaxIdleConns: 32, MaxIdleConnsPerHost: 1,
		IdleConnTimeout: 30 * time.Second, TLSHandshakeTimeout: 15 * time.Second, ResponseHeaderTimeout: silence, MaxResponseHeaderBytes: 256 << 10,
	}
	if o.Private {
		transport.Proxy = http.ProxyFromEnvironment
	}
	c.http = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return c
}

// Sleep waits for d, or until ctx is done: then its error comes back.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Get fetches what stands at an address. Redirects are followed, each as if it
// had been asked for; faults that may pass are tried again, after a while.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	var a Answer
	at, err := webAddress(r.Address)
	if err != nil {
		return a, err
	}
	seen, forGood := map[string]bool{}, true
	for {
		if seen[at.String()] {
			return a, &RefusedError{r.Address, "it leads back to itself"}
		}
		if seen[at.String()] = true; len(seen) > maxRedirects+1 {
			return a, &RefusedError{r.Address, fmt.Sprintf("it leads on more than %d times", maxRedirects)}
		}
		if err := c.mayFetch(ctx, at); err != nil {
			return a, err
		}
		var res *response
		if res, err = c.patiently(ctx, at, r); err != nil {
			return a, err
		}
		if res.to == "" {
			return c.answer(r, at, res, a.Moved)
		}
		next, err := at.Parse(res.to)
		if err == nil {
			next.User = nil
			next, err = webAddress(next.String())
		}
		if err != nil {
			return a, fmt.Errorf("%s leads on to %.200q: %w", shown(at.String()), res.to, err)
		}
		if forGood = forGood && (res.status == http.StatusMovedPermanently || res.status == http.StatusPermanentRedirect); forGood {
			a.Moved = next.String()
		}
		at = next
	}
}

// answer makes an answer of a response.
func (c *Client) answer(r Request, at *url.URL, res *response, moved string) (Answer, error) {
	a := Answer{Address: at.String(), Moved: moved, Type: res.header.Get("Content-Type"), ETag: res.header.Get("ETag"), Modified: res.header.Get("Last-Modified"), Body: res.body}
	switch res.status {
	case http.StatusOK:
		return a, nil
	case http.StatusNotModified:
		if r.ETag != "" || r.Modified != "" {
			a.NotModified, a.Body = true, nil
			return a, nil
		}
	}
	return a, &StatusError{a.Address, res.status}
}

// webAddress is an address of the web.
func webAddress(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, &RefusedError{strconv.Quote(address), "no address"}
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, &RefusedError{address, "neither http nor https"}
	case u.Hostname() == "":
		return nil, &RefusedError{address, "no host in it"}
	}
	u.Fragment = ""
	return u, nil
}

// response is one answer of a host.
type response struct {
	status int
	header http.Header
	body   []byte
	to     string // a redirect's
}

// patiently asks until there is an answer that stands, a few times at most.
func (c *Client) patiently(ctx context.Context, at *url.URL, r Request) (*response, error) {
	h := c.host(at)
	for try := 1; ; try++ {
		res, err := c.once(ctx, h, at, r)
		wait := time.Duration(1<<(2*try-1)) * time.Second // 2, 8, 32
		switch {
		case err == nil && !passing(res.status):
			return res, nil
		case err == nil:
			err = &StatusError{at.String(), res.status}
			if told, ok := retryAfter(res.header.Get("Retry-After"), c.Now()); ok {
				wait = max(told, time.Second)
			}
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case !mayPass(err):
			return nil, err
		}
		until := c.Now().Add(wait)
		if wait > longestWait {
			c.notBefore(h, until)
			return nil, &LaterError{at.String(), until, err}
		}
		if try == tries {
			return nil, err
		}
		c.notBefore(h, until)
	}
}

// passing tells the answers of hosts that will have another one later.
func passing(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
		http.StatusRequestTimeout:
		return true
	}
	return false
}

// mayPass tells the faults of the net, which may pass, from what was refused and
// from certificates and names that are wrong.
func mayPass(err error) bool {
	if _, refused := errors.AsType[*RefusedError](err); refused {
		return false
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return !dns.IsNotFound
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op != "remote error" { // a TLS alert
		return true
	}
	timeout, ok := errors.AsType[net.Error](err)
	return ok && timeout.Timeout() || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// retryAfter is how long a host wants to be left alone.
func retryAfter(header string, now time.Time) (time.Duration, bool) {
	header = strings.TrimSpace(header)
	if n, err := strconv.Atoi(header); err == nil && n >= 0 {
		return time.Duration(min(n, 7*24*3600)) * time.Second, true
	}
	if t, err := http.ParseTime(header); err == nil {
		return max(0, min(t.Sub(now), 7*24*time.Hour)), true
	}
	return 0, false
}

// host is what is known of an address's host.
func (c *Client) host(at *url.URL) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	name := strings.ToLower(at.Host)
	h := c.hosts[name]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		c.hosts[name] = h
	}
	return h
}

// notBefore has a host left alone for a while.
func (c *Client) notBefore(h *host, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if until.After(h.next) {
		h.next = until
	}
}

// once asks a host, when it is its turn.
func (c *Client) once(ctx context.Context, h *host, at *url.URL, r Request) (*response, error) {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.turn }()
	c.mu.Lock()
	until, gap := h.next, max(c.Gap, h.gap)
	c.mu.Unlock()
	wait := until.Sub(c.Now())
	if wait > longestWait {
		return nil, &LaterError{at.String(), until, &RefusedError{at.String(), "its host wants to be left alone"}}
	}
	if wait > 0 {
		if err := c.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
	defer func() { c.notBefore(h, c.Now().Add(gap)) }()
	return c.ask(ctx, at, r)
}

// ask makes one request and reads its answer.
func (c *Client) ask(ctx context.Context, at *url.URL, r Request) (*response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", c.Agent)
	req.Header.Set("Accept-Encoding", "gzip")
	for name, value := range map[string]string{"Accept": r.Accept, "If-None-Match": r.ETag, "If-Modified-Since": r.Modified} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, plainly(at, err)
	}
	defer res.Body.Close()
	out := &response{status: res.StatusCode, header: res.Header}
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if out.to = res.Header.Get("Location"); out.to == "" {
			return nil, fmt.Errorf("%s: a redirect to nowhere", shown(at.String()))
		}
	case http.StatusOK:
		if out.body, err = c.body(res); err != nil {
			return nil, plainly(at, err)
		}
	}
	return out, nil
}

// plainly is an error with the address that was asked for, not with what Go says of it.
func plainly(at *url.URL, err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err
	}
	if refused, ok := errors.AsType[*RefusedError](err); ok {
		return &RefusedError{at.String(), refused.Address + " " + refused.Why}
	}
	return fmt.Errorf("%s: %w", shown(at.String()), err)
}

var errLong = errors.New("it has no end that we would wait for")

// body reads an answer to its end, unpacked where it is packed: what it is
// called decides nothing, for some say gzip of what is none.
func (c *Client) body(res *http.Response) ([]byte, error) {
	if res.ContentLength > c.Most {
		return nil, fmt.Errorf("%d MB, of which we take %d at most", res.ContentLength>>20, c.Most>>20)
	}
	data, err := limited(res.Body, c.Most)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		in, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return limited(in, c.Most)
	}
	if e := strings.ToLower(res.Header.Get("Content-Encoding")); e == "br" || e == "zstd" || e == "deflate" {
		return nil, fmt.Errorf("packed with %s, which we did not ask for", e)
	}
	return data, nil
}

func limited(in io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("longer than %d MB: %w", most>>20, errLong)
	}
	return data, err
}
