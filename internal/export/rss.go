package export

import (
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/record"
)

type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Generator   string    `xml:"generator"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link,omitempty"`
	Description string   `xml:"description"`
	Categories  []string `xml:"category"`
	GUID        rssGUID  `xml:"guid"`
	Published   string   `xml:"pubDate,omitempty"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

// rss writes a feed, newest first: of findings those that changed, of records
// the meetings and agreements.
func (x *exporter) rss() error {
	type dated struct {
		day string
		rssItem
	}
	var all []dated
	for p, it := range x.items {
		e := &it.Entry
		if p.Report == nil && it.Change == "" {
			x.lose("findings that did not change")
			continue
		}
		if p.Report != nil && e.Kind != record.Meeting && e.Kind != record.Agreement {
			x.lose(e.Kind + "s")
			continue
		}
		last := it.Tellers[len(it.Tellers)-1]
		i := rssItem{Title: x.Title(e), Link: last.URL, GUID: rssGUID{ID: it.ID}, Categories: each([]string{e.Kind, e.Issue, it.Change}, line)}
		if it.Change != "" {
			i.Title = it.Change + ": " + i.Title
			i.GUID.ID += "@" + last.ID // a change is an item of its own
		}
		i.Description = strings.Join(each([]string{words(e.Evidence), last.Source, last.Date, last.ID}, line), " · ")
		day := last.Date
		if day == "" {
			day = it.Day
		}
		if t, err := time.Parse(time.DateOnly, day); err == nil {
			i.Published = t.Format(time.RFC1123Z)
		}
		all = append(all, dated{day, i})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return strings.Compare(b.day, a.day) })
	feed := rssFeed{Version: "2.0", Channel: rssChannel{Title: "Rapporteur", Link: home, Description: "What reports tell of wars and talks", Generator: x.Version}}
	for _, d := range all {
		feed.Channel.Items = append(feed.Channel.Items, d.rssItem)
	}
	x.out.WriteString(xml.Header)
	enc := xml.NewEncoder(x.out)
	enc.Indent("", " ")
	if err := enc.Encode(feed); err != nil {
		return err
	}
	return x.out.WriteByte('\n')
}

// home is the address of the program: a channel has to have one.
const home = "https://github.com/rapporteur/rapporteur"
