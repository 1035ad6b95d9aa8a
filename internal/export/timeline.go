package export

import (
	"encoding/json"
	"html"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

type timelineSlide struct {
	Start timelineDate  `json:"start_date"`
	End   *timelineDate `json:"end_date,omitempty"`
	Text  timelineText  `json:"text"`
	Group string        `json:"group"`
	ID    string        `json:"unique_id"`
}

type timelineDate struct {
	Year  string `json:"year"`
	Month string `json:"month"`
	Day   string `json:"day"`
}

type timelineText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

// timeline writes TimelineJS's JSON: an event an item that has a day and came
// about or is to come, but for tolls and statements, in the order of the days.
func (x *exporter) timeline() error {
	type slide struct {
		day string
		timelineSlide
	}
	var slides []slide
	for _, it := range x.items {
		e := &it.Entry
		if it.Day == "" {
			x.lose("entries with no day")
			continue
		}
		if e.Kind == record.Toll || e.Kind == record.Statement {
			x.lose(e.Kind + "s")
			continue
		}
		// Headline and text are HTML to TimelineJS.
		if p := e.Plover; p != nil && (p.Aux == "negation" || p.Aux == "hypothetical") {
			x.lose("entries that did not come about (negation, hypothetical)")
			continue
		}
		s := timelineSlide{Text: timelineText{html.EscapeString(x.Title(e)), html.EscapeString(words(e.Evidence))}, Group: e.Kind, ID: it.ID}
		for _, t := range it.Tellers {
			cite := html.EscapeString(strings.Join(each([]string{t.Source, t.Date, t.ID}, line), ", "))
			if strings.HasPrefix(t.URL, "http://") || strings.HasPrefix(t.URL, "https://") {
				cite = `<a href="` + html.EscapeString(t.URL) + `">` + cite + `</a>`
			}
			s.Text.Text += "<p>" + cite + "</p>"
		}
		s.Start.Year, s.Start.Month, s.Start.Day = date(it.Day)
		if it.End > it.Day {
			s.End = &timelineDate{}
			s.End.Year, s.End.Month, s.End.Day = date(it.End)
		}
		slides = append(slides, slide{it.Day, s})
	}
	slices.SortStableFunc(slides, func(a, b slide) int { return strings.Compare(a.day, b.day) })
	out := struct {
		Events []timelineSlide `json:"events"`
	}{[]timelineSlide{}}
	for _, s := range slides {
		out.Events = append(out.Events, s.timelineSlide)
	}
	enc := json.NewEncoder(x.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}
