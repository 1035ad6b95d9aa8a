package intake

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

func isNewsML(_ string, head []byte) bool { return rootIs(head, "newsItem", "newsMessage") }

// readNewsML reads NewsML-G2: a news item, or the items of a news message.
func (s *source) readNewsML() {
	root, err := s.document()
	if err != nil {
		s.fail(0, "%s", plainly(err))
		return
	}
	var items []*element
	switch root.name {
	case "newsItem":
		items = []*element{root}
	case "newsMessage":
		for _, set := range root.all("itemSet") {
			items = append(items, set.all("newsItem")...)
		}
	}
	if len(items) == 0 {
		s.fail(0, "NewsML-G2 without a newsItem")
		return
	}
	for n, item := range items {
		rep, err := newsItem(item)
		if rep.ID == "" {
			rep.ID = id(s.name)
		}
		more := true
		status := takenBack(item.find("itemMeta", "pubStatus").at("qcode"))
		if status == "" {
			status = takenBack(item.find("itemMeta", "pubStatus").at("uri"))
		}
		switch {
		case status != "":
			more = s.withdraw(0, rep, status)
		case err != nil && len(items) > 1:
			more = s.fail(0, "item %d: %v", n+1, err)
		case err != nil:
			more = s.fail(0, "%v", err)
		default:
			more = s.give(0, rep)
		}
		if !more {
			return
		}
	}
}

// newsItem is the report of an item; what is wrong with it where it has no text.
func newsItem(item *element) (record.Report, error) {
	meta, content := item.find("itemMeta"), item.find("contentMeta")
	rep := record.Report{ID: item.at("guid"), Language: oneOf(content.find("language").at("tag"), item.at("lang"))}
	rep.Title = oneOf(content.find("headline").line(), meta.find("title").line())
	rep.Date = firstDate(content.find("contentCreated").line(), meta.find("firstCreated").line(), meta.find("versionCreated").line())
	rep.Item, rep.Stamp = rep.ID, Moment(meta.find("versionCreated").line())
	provider := meta.find("provider")
	rep.Source = oneOf(provider.find("name").line(), provider.at("literal"), content.find("infoSource", "name").line(),
		afterColon(provider.at("qcode")), item.find("rightsInfo", "copyrightHolder", "name").line())
	for _, link := range meta.all("link") {
		if rep.URL == "" {
			rep.URL = httpOnly(link.at("href"))
		}
	}
	by := oneOf(content.find("by").line(), content.find("creator", "name").line())
	if by != "" {
		rep.Extra = map[string]any{"author": by}
	}
	text := ""
	for _, set := range item.all("contentSet") {
		text = oneOf(text, contentOf(set))
	}
	rep.Text = compose(rep.Title, withDateline(content.find("dateline").line(), text))
	return rep, check(rep.Text)
}

// contentOf is the text of the first content that has one: NITF or XHTML in
// line, or plain data. What is remote is not fetched.
func contentOf(set *element) string {
	for _, c := range set.children {
		text := ""
		switch c.name {
		case "inlineXML":
			if root := c.find("nitf"); root != nil {
				rep, _ := nitf(root)
				text = strings.TrimPrefix(rep.Text, rep.Title+"\n\n")
				break
			}
			var p prose
			for _, child := range c.children {
				child.prose(&p)
			}
			text = p.String()
		case "inlineData":
			text = strings.TrimSpace(c.inner())
			if strings.Contains(c.at("contenttype"), "html") {
				text, _ = plainOf(text)
			}
		}
		if text != "" {
			return text
		}
	}
	return ""
}

// afterColon is a code without the alias of its scheme: "AP" of "nprov:AP".
func afterColon(code string) string { return code[strings.LastIndexByte(code, ':')+1:] }
