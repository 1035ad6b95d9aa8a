package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Feed is what a site lists as its newest: RSS, Atom or JSON Feed; or a list of
// feeds (OPML), which has Feeds in place of Items.
type Feed struct {
	Title    string
	Language string
	Items    []FeedItem
	Feeds    []string // addresses
}

// FeedItem is an item of a feed. URL is the article's address, Key what the
// feed knows the item by: its guid, else the address, else its own words.
type FeedItem struct {
	Key, URL, Title, Author, Source, Language string
	Date                                      string // of publication, YYYY-MM-DD
	Updated                                   string // when this version was made, as record.Report has it in Stamp
	Text                                      string // what the feed itself gives of it: all of it, or a summary
}

// maxItems is the most items that are taken of a feed, and feeds of a list.
const maxItems = 10_000

// feedFormats are the formats of feeds by what their document element is called.
var feedFormats = []struct {
	root string
	read func(root *element, address string) Feed
}{
	{"rss", rss},
	{"RDF", rss},
	{"feed", atomFeed},
	{"opml", opml},
}

// ReadFeed reads a feed. kind is its media type and address where it was
// fetched, as far as known: links are read against it. It is told by its
// content, whatever its type says.
func ReadFeed(data []byte, kind, address string) (Feed, error) {
	in, err := Decode(bytes.NewReader(data))
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(in, maxPage+1))
	}
	if err != nil {
		return Feed{}, err
	}
	if len(data) > maxPage {
		return Feed{}, fmt.Errorf("a feed longer than %d MB", maxPage>>20)
	}
	data = bytes.TrimLeft(data, " \t\r\n")
	switch {
	case len(data) == 0:
		return Feed{}, errors.New("empty, no feed")
	case data[0] == '{':
		return jsonFeed(data, address)
	case isHTML("", data):
		return Feed{}, notAFeed(data, kind, address)
	case data[0] != '<':
		return Feed{}, errors.New("neither XML nor JSON, so no feed")
	}
	root, err := parseXML(mended(data, kind), false)
	if err != nil {
		return Feed{}, err
	}
	for _, f := range feedFormats {
		if f.root == root.name {
			feed := f.read(root, address)
			feed.Items = feed.Items[:min(len(feed.Items), maxItems)]
			feed.Feeds = feed.Feeds[:min(len(feed.Feeds), maxItems)]
			return feed, nil
		}
	}
	return Feed{}, fmt.Errorf("XML that is no feed: its first element is <%s>", root.name)
}

// mended is a feed without what careless programs leave in: characters that XML
// forbids, and bytes that are not in its encoding.
func mended(data []byte, kind string) []byte {
	declared := ""
	if head := strings.ToLower(string(data[:min(len(data), 200)])); strings.HasPrefix(head, "<?xml") {
		head, _, _ = strings.Cut(head, "?>")
		_, declared, _ = strings.Cut(head, "encoding=")
	}
	switch {
	case declared == "" && strings.Contains(strings.ToLower(kind), "charset="):
		data = []byte(unicodeOf(data, kind))
	case (declared == "" || strings.Contains(declared, "utf-8")) && !utf8.Valid(data):
		text, err := Recode(data)
		if err != nil {
			text = strings.ToValidUTF8(string(data), "\ufffd")
		}
		data = []byte(text)
	}
	const escape = 0x1b // shifts to another alphabet in ISO-2022-JP
	kept := data[:0:0]
	for _, c := range data {
		if c >= ' ' || c == '\t' || c == '\n' || c == '\r' || c == escape {
			kept = append(kept, c)
		}
	}
	return kept
}

// notAFeed says what feed a web page names, where it is given in place of one.
func notAFeed(data []byte, kind, address string) error {
	doc, err := html.Parse(strings.NewReader(unicodeOf(data, kind)))
	if err != nil {
		return errors.New("a web page, no feed")
	}
	var found string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.DataAtom == atom.Link && found == "" {
			t := strings.ToLower(attribute(n, "type"))
			if strings.Contains(t, "rss") || strings.Contains(t, "atom") || strings.Contains(t, "feed+json") {
				found = absolute(attribute(n, "href"), address)
			}
		}
		for c := n.FirstChild; c != nil && found == ""; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	if found == "" {
		return errors.New("a web page, no feed")
	}
	return fmt.Errorf("a web page, no feed; the page names one: %s", found)
}

// own is the children of a name that are the format's own, not an extension's
// of the same name ("media:title").
func (e *element) own(name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name && c.space == e.space {
			return c
		}
	}
	return nil
}

// of is the first child of an extension: by its namespace's beginning, or by the
// prefix where the feed forgot to declare it.
func (e *element) of(space, prefix, name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name && (c.space == prefix || strings.HasPrefix(c.space, space)) {
			return c
		}
	}
	return nil
}

// Namespaces of what feeds borrow.
const (
	dublinCore = "http://purl.org/dc/"
	rssContent = "http://purl.org/rss/1.0/modules/content"
	atomSpace  = "http://www.w3.org/2005/Atom"
	feedBurner = "http://rssnamespace.org/feedburner"
)

// oneLineOf is marked-up text on one line: a title may hold "&amp;#8217;".
func oneLineOf(markup string) string {
	if strings.ContainsAny(markup, "<&") {
		if plain, err := plainOf(markup); err == nil {
			markup = plain
		}
	}
	return oneLine(markup)
}

// complete fills in an item what follows from the rest.
func (it *FeedItem) complete(f *Feed) {
	it.Title = oneLineOf(it.Title)
	it.Author = oneLineOf(it.Author)
	if it.Language == "" {
		it.Language = f.Language
	}
	if it.Source == "" {
		it.Source = f.Title
	}
	if it.Key = oneLine(it.Key); it.Key == "" {
		it.Key = it.URL
	}
	if it.Key == "" {
		sum := sha256.Sum256([]byte(it.Title + "\x00" + it.Text))
		it.Key = fmt.Sprintf("%x", sum[:8])
	}
}

// Report is an item as its feed alone gives it. An item without words is an error.
func (it *FeedItem) Report() (record.Report, error) {
	rep := record.Report{Title: it.Title, Date: it.Date, Source: it.Source, Language: it.Language, URL: it.URL, Stamp: it.Updated,
		Item: oneOf(it.URL, it.Key)}
	if it.Author != "" {
		rep.Extra = map[string]any{"author": it.Author}
	}
	rep.Text = compose(it.Title, it.Text)
	if strings.TrimSpace(rep.Text) == "" {
		return rep, errors.New("the feed gives no text of it")
	}
	rep.ID = ItemID(it.URL, rep.Item)
	return rep, check(rep.Text)
}

// ItemID is the id of a report that came by an item: the site's name and a hash
// of what the item is known by, "gazette.example-3kq7xw2mzd". address is where it stands, where
// that is no address.
func ItemID(address, key string) string {
	host := "item"
	if known, err := url.Parse(key); err == nil && known.Hostname() != "" {
		address = key
	}
	if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
		host = strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	sum := sha256.Sum256([]byte(key))
	return host + "-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:10])
}

// feedTimes are how feeds write times beside RFC 3339.
var feedTimes = []string{
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04 -0700",
	"Mon, 2 Jan 2006 15:04 MST", "Mon, 2 Jan 06 15:04 MST", "Mon, 2 Jan 06 15:04 -0700", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04 MST", "2 Jan 06 15:04 MST",
	"2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 06 15:04:05 MST", "Mon, 2 January 2006 15:04:05 -0700",
	"Mon, 2 January 2006 15:04:05 MST", "Monday, 2 January 2006 15:04:05 MST", "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05 MST", "2006-01-02T15:04Z07:00", "20060102T150405Z07:00", "20060102T150405-0700",
}

// zones are the names of zones that RFC 822 gives a meaning to.
var zones = map[string]string{"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700"}

// zoned is a time on one line with the offset in place of such a name.
func zoned(written string) string {
	written = oneLine(written)
	at := strings.LastIndexByte(written, ' ') + 1
	return written[:at] + oneOf(zones[written[at:]], written[at:])
}

// Moment is a time as record.Report.Stamp has it: "2025-05-16T12:30:00Z" of "Fri,
// 16 May 2025 14:30:00 +0200"; a day of what is a day alone; "" of what cannot be read.
func Moment(written string) string {
	written = zoned(written)
	for _, layout := range append([]string{time.RFC3339}, feedTimes...) {
		if t, err := time.Parse(layout, written); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	day, _ := Date(written)
	return day
}

// dayAsWritten is the day of a time where it was written.
func dayAsWritten(written ...string) string {
	for _, w := range written {
		w = oneLine(w)
		if day, err := Date(w); err == nil && day != "" {
			return day
		}
		for _, layout := range feedTimes {
			if t, err := time.Parse(layout, zoned(w)); err == nil {
				return t.Format(time.DateOnly)
			}
		}
	}
	return ""
}

// isFeed tells a feed by its document element, or JSON Feed by its version.
func isFeed(_ string, head []byte) bool {
	return rootIs(head, "rss", "RDF", "feed", "opml") ||
		bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{")) && bytes.Contains(head, []byte("jsonfeed.org/version"))
}

// readFeed reads a saved feed: a report for each item, of what the feed itself
// gives of it. Articles are not fetched here.
func (s *source) readFeed() {
	data, err := s.whole(maxPage)
	if err != nil {
		s.fail(0, "%s", plainly(err))
		return
	}
	feed, err := ReadFeed(data, "", "")
	switch {
	case err != nil:
		s.fail(0, "%v", err)
		return
	case len(feed.Feeds) > 0:
		s.fail(0, "a list of feeds, no report; rapporteur follow %s reads what they list", s.name)
		return
	case len(feed.Items) == 0:
		s.fail(0, "a feed without items")
		return
	}
	for n := range feed.Items {
		rep, err := feed.Items[n].Report()
		if err != nil {
			if !s.fail(0, "item %d: %v", n+1, err) {
				return
			}
			continue
		}
		if !s.give(0, rep) {
			return
		}
	}
}
