package intake

import "strings"

// rss reads RSS 0.9x and 2.0, whose items stand in the channel, and RSS 0.90
// and 1.0 (RDF), whose items stand beside it.
func rss(root *element, address string) Feed {
	channel := root.own("channel")
	if channel == nil {
		channel = root.find("channel")
	}
	f := Feed{Title: oneLineOf(channel.own("title").inner())}
	f.Language = languageOf(oneOf(channel.own("language").line(), channel.of(dublinCore, "dc", "language").line()))
	for _, parent := range []*element{channel, root} {
		for _, e := range parent.all("item") {
			it := rssItem(e, address)
			it.complete(&f)
			f.Items = append(f.Items, it)
		}
	}
	return f
}

func rssItem(e *element, address string) FeedItem {
	guid := e.own("guid")
	it := FeedItem{
		Key:    oneOf(guid.line(), e.at("about")),
		Title:  oneOf(e.own("title").inner(), e.of(dublinCore, "dc", "title").inner()),
		Author: oneOf(e.of(dublinCore, "dc", "creator").line(), e.own("author").line()),
		Source: e.own("source").line(),
	}
	permanent := ""
	if !strings.EqualFold(guid.at("isPermaLink"), "false") {
		permanent = httpOnly(guid.line())
	}
	alternate := ""
	for _, l := range e.all("link") {
		if strings.HasPrefix(l.space, atomSpace) || l.space == "atom" {
			alternate = oneOf(alternate, articleLink(l))
		}
	}
	link := oneOf(e.of(feedBurner, "feedburner", "origLink").line(), e.own("link").line(), permanent, alternate, e.at("about"))
	it.URL = absolute(link, address)
	published := oneOf(e.own("pubDate").line(), e.of(dublinCore, "dc", "date").line(), e.of(atomSpace, "atom", "published").line())
	it.Date = dayAsWritten(published)
	it.Updated = Moment(oneOf(e.of(atomSpace, "atom", "updated").line(), published))
	// The whole text stands in content:encoded, a summary in description; some
	// have it the other way round.
	for _, c := range []*element{e.of(rssContent, "content", "encoded"), e.own("description")} {
		if text := markedUp(c); len(text) > len(it.Text) {
			it.Text = text
		}
	}
	return it
}

// markedUp is the text of an element that holds HTML: escaped, as it should be, or
// as elements of its own.
func markedUp(e *element) string {
	if e == nil {
		return ""
	}
	for _, c := range e.children {
		if c.name != "" {
			var p prose
			for _, c := range e.children {
				c.prose(&p)
			}
			return p.String()
		}
	}
	text, _ := plainOf(e.inner())
	return text
}

// articleLink is the address of an Atom link that leads to the article itself.
func articleLink(l *element) string {
	if rel := l.at("rel"); rel != "" && rel != "alternate" {
		return ""
	}
	if t := l.at("type"); t != "" && !strings.Contains(t, "html") {
		return ""
	}
	return l.at("href")
}

// languageOf is "en" of "en-GB".
func languageOf(tag string) string {
	tag, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	return tag
}
