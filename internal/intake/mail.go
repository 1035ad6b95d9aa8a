package intake

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/rapporteur/rapporteur/internal/record"
)

const (
	maxMessage = 32 << 20 // a message with its attachments
	maxParts   = 200
	maxNested  = 8 // parts within parts
)

// isMail tells a message by its header: From, and a date as messages have it or
// another field that only they have.
func isMail(_ string, head []byte) bool {
	from, other := false, false
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.IndexByte(name, ' ') >= 0 {
			return false
		}
		switch strings.ToLower(string(name)) {
		case "from":
			from = true
		case "message-id", "mime-version", "received", "return-path", "delivered-to", "list-id", "dkim-signature":
			other = true
		case "date":
			_, err := mail.ParseDate(strings.TrimSpace(string(value)))
			other = other || err == nil
		}
	}
	return from && other
}

// isMbox tells a mailbox by the line before its first message.
func isMbox(_ string, head []byte) bool {
	if !bytes.HasPrefix(head, []byte("From ")) {
		return false
	}
	_, rest, _ := bytes.Cut(head, []byte("\n"))
	name, _, ok := bytes.Cut(rest, []byte(":"))
	return ok && len(name) > 0 && !bytes.ContainsAny(name, " \r\n")
}

// readMail reads one message: a report.
func (s *source) readMail() {
	data, err := s.whole(maxMessage)
	if err != nil {
		s.fail(0, "%s", plainly(err))
		return
	}
	s.message(0, data)
}

// readMbox reads a mailbox, message by message.
func (s *source) readMbox() {
	var held bytes.Buffer
	begun, blank, long := 0, true, false
	flush := func() bool {
		if begun == 0 {
			return true
		}
		if long {
			return s.fail(begun, "a message longer than %d MB", maxMessage>>20)
		}
		return s.message(begun, held.Bytes())
	}
	for n := 1; ; n++ {
		line, cut, err := readLine(s.in)
		switch {
		case err != nil && err != io.EOF:
			s.fail(n, "%v", err)
			return
		case blank && bytes.HasPrefix(line, []byte("From ")):
			if !flush() {
				return
			}
			held.Reset()
			begun, long = n, false
		default:
			if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
				line = line[1:]
			}
			if long = long || cut || held.Len()+len(line) > maxMessage; !long {
				held.Write(line)
				held.WriteByte('\n')
			}
		}
		blank = len(line) == 0 && !cut
		if err == io.EOF {
			flush()
			return
		}
	}
}

// message gives the report of a message that begins in a line.
func (s *source) message(line int, data []byte) bool {
	m, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		return s.fail(line, "a broken message: %v", err)
	}
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	header := func(name string) string {
		value := m.Header.Get(name)
		if decoded, err := words.DecodeHeader(value); err == nil {
			value = decoded
		}
		text, err := Recode([]byte(value))
		if err != nil {
			return ""
		}
		return oneLine(text)
	}
	rep := record.Report{ID: strings.Trim(header("Message-Id"), "<>"), Title: header("Subject"), Language: header("Content-Language"),
		URL: httpOnly(header("Archived-At"))}
	if rep.ID == "" {
		rep.ID = id(s.name)
		if line > 0 {
			rep.ID = fmt.Sprintf("%s-%d", rep.ID, line)
		}
	}
	if at, err := m.Header.Date(); err == nil {
		rep.Date = at.Format("2006-01-02")
	}
	parser := mail.AddressParser{WordDecoder: &words}
	if from, err := parser.Parse(m.Header.Get("From")); err == nil {
		rep.Source = oneOf(from.Name, from.Address)
	} else {
		rep.Source = header("From")
	}
	var b bodies
	err = b.take(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, 0)
	text := b.plain
	if strings.TrimSpace(text) == "" && b.html != "" {
		if text, err = plainOf(b.html); err != nil {
			return s.fail(line, "%v", err)
		}
	}
	if text, _, _ = strings.Cut(text, "\n-- \n"); strings.TrimSpace(text) == "" {
		if err == nil {
			err = errors.New("no text in it")
		}
		return s.fail(line, "a message that cannot be read: %v", err)
	}
	rep.Text = compose(rep.Title, text)
	if err := check(rep.Text); err != nil {
		return s.fail(line, "%v", err)
	}
	return s.give(line, rep)
}

// bodies are the texts of a message: its first in plain text and in HTML.
type bodies struct {
	plain, html string
	parts       int
}

// take takes the texts of a part, and of the parts in it.
func (b *bodies) take(kind, encoding string, in io.Reader, depth int) error {
	if b.parts++; b.parts > maxParts || depth > maxNested {
		return errors.New("a message of too many parts")
	}
	media, params, err := mime.ParseMediaType(kind)
	if err != nil || media == "" {
		media, params = "text/plain", map[string]string{}
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, in)
	case "quoted-printable":
		in = quotedprintable.NewReader(in)
	}
	switch {
	case strings.HasPrefix(media, "multipart/"):
		parts := multipart.NewReader(in, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if strings.HasPrefix(part.Header.Get("Content-Disposition"), "attachment") {
				continue
			}
			err = b.take(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, depth+1)
			if err != nil {
				return err
			}
		}
	case media == "text/plain" && b.plain == "" || media == "text/html" && b.html == "":
		data, err := io.ReadAll(io.LimitReader(in, maxPage))
		if err != nil && len(data) == 0 {
			return err
		}
		text := strings.ReplaceAll(unicodeOf(data, "text/plain; charset="+params["charset"]), "\r\n", "\n")
		if media == "text/html" {
			b.html = text
			return nil
		}
		if strings.EqualFold(params["format"], "flowed") {
			text = flowed(text)
		}
		b.plain = text
	}
	return nil
}

// flowed joins the lines that a mailer broke (RFC 3676): they end in a space.
func flowed(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasSuffix(line, " \n") && line != "-- \n" {
			line = strings.TrimSuffix(line, "\n")
		}
		b.WriteString(line)
	}
	return b.String()
}
