package intake_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/intake"
)

// item is the one item of a feed that is read at an address.
func item(t *testing.T, feed string) intake.FeedItem {
	t.Helper()
	f, err := intake.ReadFeed([]byte(feed), "", "https://gazette.example/feeds/all.xml")
	if err != nil || len(f.Items) != 1 {
		t.Fatalf("%d items, %v of %s", len(f.Items), err, feed)
	}
	return f.Items[0]
}

func rss2(inside string) string {
	return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Gazette</title><item>` + inside + "</item></channel></rss>"
}

// What stands where in the feeds that there are, also the careless ones.
func TestFeedItems(t *testing.T) {
	for _, c := range []struct {
		name, feed string
		want       intake.FeedItem
	}{
		{"relative address, no guid", rss2(`<title>Truce holds</title><link>/a/1</link><description>Calm.</description>`),
			intake.FeedItem{Key: "https://gazette.example/a/1", URL: "https://gazette.example/a/1", Title: "Truce holds", Source: "Gazette", Text: "Calm."}},
		{"the guid is the address", rss2(`<title>Truce</title><guid>https://gazette.example/b</guid><pubDate>Sat, 03 May 25 08:00 EST</pubDate>`),
			intake.FeedItem{Key: "https://gazette.example/b", URL: "https://gazette.example/b", Title: "Truce", Source: "Gazette", Date: "2025-05-03", Updated: "2025-05-03T13:00:00Z"}},
		{"a bare ampersand", rss2(`<title>Q&A: who met whom</title><link>https://gazette.example/?a=1&b=2</link><guid isPermaLink="false">9</guid>`),
			intake.FeedItem{Key: "9", URL: "https://gazette.example/?a=1&b=2", Title: "Q&A: who met whom", Source: "Gazette"}},
		{"markup in a title, twice escaped", rss2(`<title>&lt;b&gt;Kyiv&amp;#8217;s&lt;/b&gt; reply</title><link>/c</link>`),
			intake.FeedItem{Key: "https://gazette.example/c", URL: "https://gazette.example/c", Title: "Kyiv’s reply", Source: "Gazette"}},
		{"an address of no web page", rss2(`<title>x</title><link>javascript:alert(1)</link><guid isPermaLink="false">1</guid>`),
			intake.FeedItem{Key: "1", Title: "x", Source: "Gazette"}},
		{"RSS 0.91", `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>G</title><language>en</language><item><title>T</title><link>http://gazette.example/d</link><description>D &eacute;</description></item></channel></rss>`,
			intake.FeedItem{Key: "http://gazette.example/d", URL: "http://gazette.example/d", Title: "T", Source: "G", Language: "en", Text: "D é"}},
		{"RSS 0.90", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>G</title></channel><item><title>T</title><link>http://gazette.example/e</link></item></rdf:RDF>`,
			intake.FeedItem{Key: "http://gazette.example/e", URL: "http://gazette.example/e", Title: "T", Source: "G"}},
		{"Atom 0.3", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>G</title><entry><id>i</id><title mode="escaped" type="text/html">A &amp;amp; B</title><link rel="alternate" type="text/html" href="http://gazette.example/f"/><issued>2025-05-03T01:00:00+02:00</issued><modified>2025-05-04T01:00:00Z</modified></entry></feed>`,
			intake.FeedItem{Key: "i", URL: "http://gazette.example/f", Title: "A & B", Source: "G", Date: "2025-05-03", Updated: "2025-05-04T01:00:00Z"}},
		{"forbidden characters, a stray byte, an open <br>, a prefix not declared", rss2("<title>A\x08 caf\xe9</title><link>/h</link><description>One<br>two</description><dc:creator>R</dc:creator>"),
			intake.FeedItem{Key: "https://gazette.example/h", URL: "https://gazette.example/h", Title: "A café", Author: "R", Source: "Gazette", Text: "One\ntwo"}},
		{"Latin-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + rss2("<title>Caf\xe9</title><link>/g</link>"),
			intake.FeedItem{Key: "https://gazette.example/g", URL: "https://gazette.example/g", Title: "Café", Source: "Gazette"}},
		{"JSON Feed, text", `{"version":"https://jsonfeed.org/version/1","title":"G","items":["no item",{"id":"j","external_url":"https://other.example/","content_text":"Calm. ","date_modified":"2025-05-04T01:00:00Z","author":{"name":"R"}}]}`,
			intake.FeedItem{Key: "j", URL: "https://other.example/", Source: "G", Author: "R", Date: "2025-05-04", Updated: "2025-05-04T01:00:00Z", Text: "Calm."}},
	} {
		if got := item(t, c.feed); got != c.want {
			t.Errorf("%s:\nread   %+v\nwanted %+v", c.name, got, c.want)
		}
	}
}

// A list of feeds gives each address of the web once.
func TestOPML(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "hostile", "list.opml.xml"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := intake.ReadFeed(data, "text/plain", "")
	if err != nil || f.Title != "Border papers" || !slices.Equal(f.Feeds, []string{"https://gazette.example/rss.xml"}) {
		t.Errorf("%+v, %v", f, err)
	}
}

// What is no feed says so, and what to take in its place.
func TestNoFeed(t *testing.T) {
	bomb := `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>`
	for feed, want := range map[string]string{
		"":        "empty",
		"a: text": "neither XML nor JSON",
		`<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>`: "names one: https://gazette.example/rss.xml",
		"<!doctype html><p>x":          "a web page, no feed",
		"<?xml version='1.0'?><note/>": "first element is <note>",
		"<rss><channel><item>":         "broken XML",
		`{"a":1}`:                      "no feed",
		`{"a":`:                        "broken JSON",
		bomb:                           "entities of its own",
		strings.Repeat("<rss>", 300):   "nested deeper",
		"<rss>" + strings.Repeat("<a></a>", 250_000) + "</rss>": "more than 200000 elements",
	} {
		if _, err := intake.ReadFeed([]byte(feed), "", "https://gazette.example/"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, wanted %q", feed, err, want)
		}
	}
}
