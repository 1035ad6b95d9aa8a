package intake

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// about is what a page says of itself, each field in the order of how much
// the place where it stands is to be trusted: JSON-LD, OpenGraph, other meta
// elements, the page's own elements.
type about struct {
	title, date, source, author, url, language string
	modified                                   string // when it was last edited, as Report.Stamp has it
	body                                       string // articleBody of JSON-LD
}

// head is what the walk over a page gathers.
type head struct {
	meta      map[string]string // first content by name, property or itemprop, lower case
	linked    []string          // scripts of JSON-LD
	canonical string
	language  string
	title     string   // of the title element
	h1        []string // headings
	time      string   // the first time element's datetime
}

// maxLinked is the longest script of JSON-LD that is looked into.
const maxLinked = 1 << 20

// metaNames are the names of meta elements by what they tell, best first.
var metaNames = struct{ title, date, modified, source, author, url []string }{
	title: []string{"og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"},
	date: []string{"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
		"dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "pubdate", "publishdate", "publish-date", "publication_date",
		"article.published", "cxenseparse:recs:publishtime", "date"},
	modified: []string{"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"},
	source:   []string{"og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name", "twitter:site"},
	author:   []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"},
	url:      []string{"og:url", "twitter:url"},
}

// dated is a day in an address: /2025/05/16/.
var dated = regexp.MustCompile(`/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:/|-|$)`)

// metadata is what a page at an address ("" for unknown) says of itself.
func metadata(doc *html.Node, address string) about {
	h := head{meta: map[string]string{}}
	h.walk(doc)
	var a about
	for _, script := range h.linked {
		var data any
		if len(script) <= maxLinked && json.Unmarshal([]byte(script), &data) == nil {
			a.linked(data, 0)
		}
	}
	first := func(to *string, of ...string) {
		for _, value := range of {
			if *to == "" {
				*to = oneLine(value)
			}
		}
	}
	meta := func(names []string) string {
		for _, n := range names {
			if v := h.meta[n]; v != "" {
				return v
			}
		}
		return ""
	}
	site := meta(metaNames.source)
	first(&a.title, meta(metaNames.title), h.heading(), h.title)
	a.title = withoutSite(a.title, site, h.h1)
	first(&a.source, strings.TrimPrefix(site, "@"))
	first(&a.author, meta(metaNames.author))
	if strings.HasPrefix(a.author, "http") {
		a.author = ""
	}
	first(&a.url, absolute(h.canonical, address), absolute(meta(metaNames.url), address), address)
	first(&a.language, h.language, h.meta["og:locale"], h.meta["content-language"])
	a.language, _, _ = strings.Cut(strings.ReplaceAll(a.language, "_", "-"), "-")
	for _, name := range metaNames.date {
		if a.date == "" {
			a.date, _ = Date(h.meta[name])
		}
	}
	if a.date == "" {
		a.date, _ = Date(h.time)
	}
	if a.modified == "" {
		a.modified = Moment(meta(metaNames.modified))
	}
	if m := dated.FindStringSubmatch(a.url); m != nil && a.date == "" {
		a.date, _ = Date(m[1] + "-" + m[2] + "-" + m[3])
	}
	if u, err := url.Parse(a.url); err == nil && a.source == "" {
		a.source = strings.TrimPrefix(u.Hostname(), "www.")
	}
	return a
}

// walk gathers what the elements of a page's head, and a few of its body, say.
func (h *head) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Html:
			h.language = attribute(n, "lang")
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				name := strings.ToLower(attribute(n, key))
				if content := attribute(n, "content"); name != "" && content != "" && h.meta[name] == "" {
					h.meta[name] = content
				}
			}
		case atom.Link:
			if h.canonical == "" && strings.EqualFold(attribute(n, "rel"), "canonical") {
				h.canonical = attribute(n, "href")
			}
		case atom.Script:
			if n.FirstChild != nil && strings.HasPrefix(strings.ToLower(attribute(n, "type")), "application/ld+json") {
				h.linked = append(h.linked, n.FirstChild.Data)
			}
			return
		case atom.Title:
			if n.FirstChild != nil && h.title == "" {
				h.title = n.FirstChild.Data
			}
			return
		case atom.H1:
			var p prose
			p.node(n)
			h.h1 = append(h.h1, oneLine(p.String()))
		case atom.Time:
			if h.time == "" {
				h.time = attribute(n, "datetime")
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.walk(c)
	}
}

// heading is the page's one heading; "" where it has several or none.
func (h *head) heading() string {
	if len(h.h1) == 1 {
		return h.h1[0]
	}
	return ""
}

// withoutSite is a title without the site's name at its end: "Truce holds | The
// Gazette". Where a heading of the page begins the title, that is taken.
func withoutSite(title, site string, headings []string) string {
	for _, h := range headings {
		if len(h) > 15 && len(h) < len(title) && strings.HasPrefix(title, h) {
			return h
		}
	}
	for _, bar := range []string{" | ", " – ", " — ", " - ", " · ", " :: "} {
		at := strings.LastIndex(title, bar)
		if at > 0 && site != "" && strings.EqualFold(strings.TrimSpace(title[at+len(bar):]), strings.TrimSpace(site)) {
			return strings.TrimSpace(title[:at])
		}
	}
	return title
}

// linked takes what JSON-LD says of an article; what stands first stays.
func (a *about) linked(data any, depth int) {
	if depth > 16 {
		return
	}
	switch data := data.(type) {
	case []any:
		for _, d := range data {
			a.linked(d, depth+1)
		}
	case map[string]any:
		if isArticle(data["@type"]) {
			first := func(to *string, value string) {
				if *to == "" {
					*to = oneLine(html.UnescapeString(value))
				}
			}
			first(&a.title, worded(data["headline"]))
			first(&a.author, worded(data["author"]))
			first(&a.source, worded(data["publisher"]))
			first(&a.language, worded(data["inLanguage"]))
			if a.date == "" {
				a.date, _ = Date(worded(data["datePublished"]))
			}
			if a.modified == "" {
				a.modified = Moment(worded(data["dateModified"]))
			}
			if body, _ := data["articleBody"].(string); a.body == "" && body != "" {
				a.body, _ = plainOf(strings.ReplaceAll(body, "\n", "<br>"))
			}
		}
		a.linked(data["@graph"], depth+1)
		a.linked(data["mainEntity"], depth+1)
	}
}

// isArticle tells a type of schema.org that is a report: NewsArticle,
// ReportageNewsArticle, BlogPosting.
func isArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") || strings.HasSuffix(kind, "Report")
	case []any:
		for _, k := range kind {
			if s, ok := k.(string); ok && isArticle(s) {
				return true
			}
		}
	}
	return false
}

// worded is a value of JSON-LD in words: a string, the name of a thing, or
// those of several.
func worded(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		if name, ok := v["name"].(string); ok {
			return name
		}
		s, _ := v["alternateName"].(string)
		return s
	case []any:
		var all []string
		for _, one := range v {
			if s, nested := worded(one), one; s != "" {
				if _, list := nested.([]any); !list {
					all = append(all, s)
				}
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// absolute is an address as it stands on a page at another.
func absolute(address, page string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	if base, err := url.Parse(page); err == nil && page != "" {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
