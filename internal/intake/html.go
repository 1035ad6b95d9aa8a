package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/rapporteur/rapporteur/internal/record"
)

// maxPage is the longest web page, message or agency's item, in bytes.
const maxPage = 8 << 20

// maxElements is the most elements of a page that are weighed.
const maxElements = 100_000

// pageBegins are the elements that a web page may begin with.
var pageBegins = []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<main", "<div", "<p>", "<h1"}

// isHTML tells a web page by its first element, after declarations and comments.
func isHTML(_ string, head []byte) bool {
	head = prologue(head)
	for _, b := range pageBegins {
		if len(head) >= len(b) && sameButCase(head[:len(b)], b) {
			return true
		}
	}
	return false
}

// prologue is what follows XML's declaration, comments and white space. A
// document type is no part of it.
func prologue(head []byte) []byte {
	for {
		head = bytes.TrimLeft(head, " \t\r\n\ufeff")
		end := ""
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		default:
			return head
		}
		_, rest, found := bytes.Cut(head, []byte(end))
		if !found {
			return nil
		}
		head = rest
	}
}

// readHTML reads a saved page: one report.
func (s *source) readHTML() {
	data, err := s.whole(maxPage)
	if err != nil {
		s.fail(0, "%s", plainly(err))
		return
	}
	rep, err := page(data, "", "")
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	rep.ID = id(s.name)
	s.give(0, rep)
}

// whole is the rest of a stream, which may have so many bytes.
func (s *source) whole(most int) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(s.in, int64(most)+1))
	if err == nil && len(data) > most {
		err = fmt.Errorf("longer than %d MB, too long for one report", most>>20)
	}
	return data, err
}

var errNoArticle = errors.New("no article in the page; save its text as plain text if there is one")

// Page is the report of a web page that was fetched: kind is its media type,
// address where it stands, at when it was fetched, as Report.Stamp has it. What is no page of HTML is an error.
func Page(data []byte, kind, address, at string) (record.Report, error) {
	if !isHTML("", data) && !strings.Contains(strings.ToLower(kind), "html") {
		return record.Report{}, fmt.Errorf("no web page but %q", oneOf(kind, "something without a type"))
	}
	if bytes.IndexByte(data[:min(len(data), headSize)], 0) >= 0 {
		return record.Report{}, errors.New("no web page, though it is said to be one")
	}
	rep, err := page(data, kind, address)
	rep.URL = oneOf(rep.URL, httpOnly(address))
	rep.Item, rep.Stamp = itemOf(rep.URL), at
	return rep, err
}

// itemOf is a page's address as what its report is known by; "" for the front
// page of a site: a template that names it as the canonical address of every
// article is a common slip.
func itemOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return ""
	}
	u.Fragment, u.User = "", nil
	return u.String()
}

// page is the report of a web page: title and article without what stands
// around it, and what the page says of itself. kind is its media type and
// address its address, as far as known.
func page(data []byte, kind, address string) (rep record.Report, err error) {
	// The libraries below panic on some trees that no browser would make.
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("a page that cannot be taken apart (%v); save it as plain text", fault)
		}
	}()
	doc, err := html.Parse(strings.NewReader(unicodeOf(data, kind)))
	if err != nil {
		return rep, err
	}
	about := metadata(doc, address)
	base, err := url.Parse(about.url)
	if err != nil || base.Host == "" {
		base = nil
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.MaxElemsToParse = maxElements
	article, err := parser.ParseAndMutate(doc, base)
	if err != nil {
		return rep, fmt.Errorf("a page that cannot be taken apart: %v", err)
	}
	text := ""
	if article.Node != nil {
		var p prose
		p.node(article.Node)
		text = p.String()
	}
	// What the page gives whole for machines is taken where its body holds less.
	if len(text) < len(about.body)/2 {
		text = about.body
	}
	if about.title == "" {
		about.title = oneLine(article.Title())
	}
	if text = withoutByline(text, about.author); text == "" {
		return rep, errNoArticle
	}
	rep = record.Report{Title: about.title, Date: about.date, Source: about.source, URL: about.url, Language: about.language,
		Item: itemOf(about.url), Stamp: about.modified}
	if about.author != "" {
		rep.Extra = map[string]any{"author": about.author}
	}
	rep.Text = compose(rep.Title, text)
	return rep, check(rep.Text)
}

// withoutByline is a text without a first paragraph that is hardly more than its
// author's name: "By Rose Lado".
func withoutByline(text, author string) string {
	first, rest, _ := strings.Cut(text, "\n\n")
	if author != "" && len(first) <= len(author)+16 && strings.Contains(strings.ToLower(first), strings.ToLower(author)) {
		return rest
	}
	return text
}

// check is why a text cannot be a report; nil where it can.
func check(text string) error {
	if len(text) > MaxText {
		return fmt.Errorf("the text is longer than %d MB; split it into its reports", MaxText>>20)
	}
	if why := unreadable(text); why != "" {
		return errors.New(why)
	}
	return nil
}

// unicodeOf is a page or message in UTF-8: by its byte order mark, its declared
// encoding, what its head says, else as browsers guess.
func unicodeOf(data []byte, kind string) string {
	encoding, name, sure := charset.DetermineEncoding(data, kind)
	if !sure || name == "utf-8" {
		if text, err := Recode(data); err == nil {
			return text
		}
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		text = data
	}
	return strings.ToValidUTF8(string(text), "\ufffd")
}
