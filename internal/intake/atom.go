package intake

import "strings"

// atomFeed reads Atom 1.0 (RFC 4287), and 0.3, whose elements are called a
// little otherwise.
func atomFeed(root *element, address string) Feed {
	f := Feed{Title: oneLineOf(atomText(root.own("title"))), Language: languageOf(root.at("lang"))}
	for _, e := range root.all("entry") {
		it := FeedItem{Key: e.own("id").line(), Title: atomText(e.own("title")), Language: languageOf(e.at("lang"))}
		it.Author = oneOf(e.find("author", "name").line(), root.own("author").find("name").line())
		it.Source = oneLineOf(atomText(e.own("source").own("title")))
		base := oneOf(absolute(e.at("base"), address), absolute(root.at("base"), address), address)
		for _, l := range e.all("link") {
			it.URL = oneOf(it.URL, absolute(articleLink(l), base))
		}
		published := oneOf(e.own("published").line(), e.own("issued").line(), e.own("created").line())
		updated := oneOf(e.own("updated").line(), e.own("modified").line())
		it.Date = dayAsWritten(published, updated)
		it.Updated = oneOf(Moment(updated), Moment(published))
		for _, name := range []string{"content", "summary"} {
			if text := atomText(e.own(name)); len(text) > len(it.Text) {
				it.Text = text
			}
		}
		it.complete(&f)
		f.Items = append(f.Items, it)
	}
	return f
}

// atomText is a text construct in plain words: text, HTML or XHTML. What is not
// in line is not fetched.
func atomText(e *element) string {
	if e == nil {
		return ""
	}
	kind := strings.ToLower(e.at("type"))
	switch {
	case strings.Contains(kind, "xhtml") || e.at("mode") == "xml" && strings.Contains(kind, "html"):
		var p prose
		for _, c := range e.children {
			c.prose(&p)
		}
		return p.String()
	case strings.Contains(kind, "html"):
		text, _ := plainOf(e.inner())
		return text
	case kind == "" || kind == "text" || kind == "text/plain":
		return strings.TrimSpace(e.inner())
	}
	return "" // a picture, or other data
}
