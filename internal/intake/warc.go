package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Limits of a web archive.
const (
	maxHeader     = 256 << 10 // the header of a record, or of a response
	maxHeaderLine = 64 << 10
)

func isWARC(_ string, head []byte) bool { return bytes.HasPrefix(head, []byte("WARC/")) }

// warc is a web archive on its way in.
type warc struct {
	s              *source
	record         int // its number, from 1
	pages, without int
	page           bytes.Buffer // the page in hand
}

// readWARC reads a web archive record by record: a report for each page of HTML
// that a server answered with, and for each text that a crawler took out
// (conversion). Nothing is held but the page in hand. Pages without an article
// are counted and said at the end.
func (s *source) readWARC() {
	w := &warc{s: s}
	for w.next() {
	}
	if w.without > 0 {
		s.fail(0, "%d of %d pages held no article; left out", w.without, w.pages)
	}
}

// next reads one record; false after the last.
func (w *warc) next() bool {
	w.record++
	header, err := w.header()
	if err == io.EOF {
		return false
	}
	if err != nil {
		return w.fail("%v", err)
	}
	length, err := strconv.ParseInt(header["content-length"], 10, 64)
	if err != nil || length < 0 {
		return w.fail("the Content-Length is %q", header["content-length"]) && w.resume()
	}
	block := &io.LimitedReader{R: w.s.in, N: length}
	more := w.block(header, block)
	_, err = io.Copy(io.Discard, block)
	switch {
	case !more:
		return false
	case err != nil:
		return w.fail("%v", err) && false
	case block.N > 0:
		return w.fail("it ends %d bytes before its Content-Length", block.N) && false
	}
	// Two empty lines end a record; what else stands there means a wrong length.
	for {
		head, err := w.s.in.Peek(1)
		if err == io.EOF {
			return false
		}
		if err != nil {
			return w.fail("%v", err) && false
		}
		if head[0] != '\r' && head[0] != '\n' {
			break
		}
		w.s.in.Discard(1)
	}
	if head, _ := w.s.in.Peek(5); string(head) != "WARC/" {
		return w.fail("its Content-Length of %d is wrong; went on with the next record", length) && w.resume()
	}
	return true
}

func (w *warc) fail(format string, args ...any) bool {
	return w.s.fail(0, "record %d: %s", w.record, fmt.Sprintf(format, args...))
}

// resume goes on to the next line that begins a record; false where none does.
func (w *warc) resume() bool {
	for {
		head, err := w.s.in.Peek(5)
		if string(head) == "WARC/" {
			return true
		}
		if err != nil {
			return false
		}
		for {
			_, err := w.s.in.ReadSlice('\n')
			if err == nil {
				break
			}
			if err != bufio.ErrBufferFull {
				return false
			}
		}
	}
}

// header is the header of a record, names in lower case.
func (w *warc) header() (map[string]string, error) {
	first, err := headerLine(w.s.in)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(first, "WARC/") {
		return nil, errors.New("it does not begin with WARC/")
	}
	return fields(w.s.in)
}

// fields are the fields of a header up to the empty line, names in lower case.
func fields(in *bufio.Reader) (map[string]string, error) {
	all, name, size := map[string]string{}, "", 0
	for {
		line, err := headerLine(in)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if line == "" {
			return all, nil
		}
		if size += len(line); size > maxHeader {
			return nil, fmt.Errorf("a header longer than %d kB", maxHeader>>10)
		}
		if (line[0] == ' ' || line[0] == '\t') && name != "" {
			all[name] += " " + strings.TrimSpace(line)
			continue
		}
		field, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(field))
		all[name] = strings.TrimSpace(value)
	}
}

// headerLine is a line without its end.
func headerLine(in *bufio.Reader) (string, error) {
	var line []byte
	for {
		piece, err := in.ReadSlice('\n')
		line = append(line, piece...)
		if len(line) > maxHeaderLine {
			return "", fmt.Errorf("a line of a header longer than %d kB", maxHeaderLine>>10)
		}
		if err == nil || err == io.EOF && len(line) > 0 {
			return strings.TrimRight(string(line), "\r\n"), nil
		}
		if err != bufio.ErrBufferFull {
			return "", err
		}
	}
}

// block gives the report of a record, where it holds a page or a text; false
// when nobody listens any more.
func (w *warc) block(header map[string]string, block io.Reader) bool {
	kind, body := strings.ToLower(header["content-type"]), block
	switch header["warc-type"] {
	case "response":
		if !strings.HasPrefix(kind, "application/http") {
			return true
		}
		in := bufio.NewReaderSize(block, 16<<10)
		status, err := headerLine(in)
		if err != nil {
			return w.fail("no HTTP response in it: %v", err)
		}
		if parts := strings.Fields(status); len(parts) < 2 || parts[1] != "200" {
			return true
		}
		response, err := fields(in)
		if err != nil {
			return w.fail("the HTTP header: %v", err)
		}
		kind = strings.ToLower(response["content-type"])
		if body, err = payload(response, in); err != nil {
			return w.fail("the HTTP body: %v", err)
		}
	case "resource", "conversion":
	default:
		return true
	}
	plain := strings.HasPrefix(kind, "text/plain")
	if kind != "" && !plain && !strings.Contains(kind, "html") {
		return true
	}
	w.page.Reset()
	n, err := w.page.ReadFrom(io.LimitReader(body, maxPage+1))
	if n > maxPage {
		return w.fail("a page longer than %d MB", maxPage>>20)
	}
	if err != nil && n == 0 {
		return w.fail("the HTTP body: %v", err)
	}
	// What a cut body still holds is read.
	return w.report(header, kind, plain)
}

// report gives the report of the page in hand.
func (w *warc) report(header map[string]string, kind string, plain bool) bool {
	data, address := w.page.Bytes(), strings.Trim(header["warc-target-uri"], "<>")
	if !w.s.batch.Scope.CoversBytes(data) {
		w.s.batch.Outside++
		return true
	}
	if w.pages++; len(bytes.TrimSpace(data)) == 0 {
		w.without++
		return true
	}
	var rep record.Report
	var err error
	if plain {
		rep.Text = unicodeOf(data, kind)
		err = check(rep.Text)
	} else {
		rep, err = page(data, kind, address)
	}
	switch {
	case err == errNoArticle:
		w.without++
		return true
	case err != nil:
		return w.fail("%s: %v", address, err)
	}
	rep.URL = oneOf(rep.URL, httpOnly(address))
	rep.Item = itemOf(rep.URL)
	rep.Stamp = oneOf(Moment(header["warc-date"]), rep.Stamp)
	name := id(w.s.name)
	uuid := strings.TrimPrefix(strings.Trim(header["warc-record-id"], "<>"), "urn:uuid:")
	rep.ID = oneOf(uuid, fmt.Sprintf("%s-%d", name, w.record))
	return w.s.give(0, rep)
}

// payload is the body of a response as the server meant it: chunks joined,
// unpacked. Crawlers that joined or unpacked it already say so or not: what does
// not look packed is taken as it stands.
func payload(response map[string]string, in *bufio.Reader) (io.Reader, error) {
	if strings.Contains(strings.ToLower(response["transfer-encoding"]), "chunked") && looksChunked(in) {
		in = bufio.NewReader(&chunks{in: in})
	}
	head, _ := in.Peek(2)
	switch encoding := strings.ToLower(response["content-encoding"]); {
	case bytes.Equal(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(in)
	case encoding == "deflate" && len(head) > 0 && head[0]&0x0f == 8:
		return zlib.NewReader(in)
	case encoding == "zstd":
		return zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(16<<20))
	case encoding == "br":
		return nil, fmt.Errorf("packed with %s, which is not unpacked here", encoding)
	}
	return in, nil
}

// looksChunked tells whether a body begins with the size of a chunk.
func looksChunked(in *bufio.Reader) bool {
	head, _ := in.Peek(32)
	line, _, found := bytes.Cut(head, []byte("\n"))
	_, err := chunkSize(line)
	return found && err == nil
}

func chunkSize(line []byte) (int64, error) {
	size, _, _ := bytes.Cut(line, []byte(";"))
	return strconv.ParseInt(string(bytes.TrimSpace(size)), 16, 64)
}

// chunks joins the chunks of a body (RFC 9112, 7.1).
type chunks struct {
	in   *bufio.Reader
	left int64
	err  error
}

func (c *chunks) Read(p []byte) (int, error) {
	if c.left == 0 && c.err == nil {
		line, err := headerLine(c.in)
		if line == "" && err == nil { // the end of the chunk before
			line, err = headerLine(c.in)
		}
		if err == nil {
			c.left, err = chunkSize([]byte(line))
		}
		switch {
		case err != nil:
			c.err = err
		case c.left < 0:
			c.err = errors.New("a chunk of negative size")
		case c.left == 0:
			c.err = io.EOF
		}
	}
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}
