package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// jsonItem is an item of JSON Feed 1 and 1.1. An id may be a number.
type jsonItem struct {
	ID        any    `json:"id"`
	URL       string `json:"url"`
	External  string `json:"external_url"`
	Title     string `json:"title"`
	HTML      string `json:"content_html"`
	Text      string `json:"content_text"`
	Summary   string `json:"summary"`
	Published string `json:"date_published"`
	Modified  string `json:"date_modified"`
	Language  string `json:"language"`
	Author    author `json:"author"`
	Authors   []author
}

type author struct {
	Name string `json:"name"`
}

// jsonFeed reads JSON Feed. An item that is not as it should be costs itself.
func jsonFeed(data []byte, address string) (Feed, error) {
	text, err := Recode(data)
	if err != nil {
		return Feed{}, err
	}
	var top struct {
		Version  string            `json:"version"`
		Title    string            `json:"title"`
		Language string            `json:"language"`
		Items    []json.RawMessage `json:"items"`
	}
	if err := json.Unmarshal([]byte(text), &top); err != nil {
		return Feed{}, brokenJSON(text, err)
	}
	if !strings.Contains(top.Version, "jsonfeed.org") && top.Items == nil {
		return Feed{}, errors.New(`JSON that is no feed: no "version" and no "items"`)
	}
	f := Feed{Title: oneLineOf(top.Title), Language: languageOf(top.Language)}
	for _, raw := range top.Items[:min(len(top.Items), maxItems)] {
		var j jsonItem
		if json.Unmarshal(raw, &j) != nil {
			continue
		}
		it := FeedItem{Title: j.Title, URL: absolute(oneOf(j.URL, j.External), address), Language: languageOf(j.Language)}
		if j.ID != nil {
			it.Key = fmt.Sprint(j.ID)
		}
		it.Author = j.Author.Name
		for _, a := range j.Authors {
			it.Author = oneOf(it.Author, a.Name)
		}
		it.Date = dayAsWritten(j.Published, j.Modified)
		it.Updated = oneOf(Moment(j.Modified), Moment(j.Published))
		whole, _ := plainOf(j.HTML)
		it.Text = oneOf(whole, strings.TrimSpace(j.Text), strings.TrimSpace(j.Summary))
		it.complete(&f)
		f.Items = append(f.Items, it)
	}
	return f, nil
}
