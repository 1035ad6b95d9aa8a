package export

import (
	"encoding/json"

	"github.com/rapporteur/rapporteur/internal/record"
)

// The objects of PLOVER's JSON, in the order of its manual.
type (
	ploverEvent struct {
		ID        string         `json:"id"`
		HasEvent  bool           `json:"has_event"`
		Date      string         `json:"date"`
		EndDate   string         `json:"enddate,omitempty"`
		Actor     []ploverEntity `json:"actor"`
		Recipient []ploverEntity `json:"recipient"`
		Event     []string       `json:"event"`
		Location  *ploverPlace   `json:"event_loc,omitempty"`
		Text      []ploverText   `json:"event_text,omitempty"`
		Quad      string         `json:"quad_code"`
		Scale     float64        `json:"event_scale"`
		Mode      []string       `json:"mode"`
		Context   []string       `json:"context"`
		Size      *ploverSize    `json:"size,omitempty"`
		Cite      []ploverCite   `json:"cite_info"`
		Coder     string         `json:"coder"`
	}
	ploverEntity struct {
		Code   string   `json:"code"`
		Sector []string `json:"sector,omitempty"`
		Text   string   `json:"entity_text,omitempty"`
		Name   string   `json:"identifier_text,omitempty"`
	}
	ploverPlace struct {
		Extracted   string   `json:"extracted_place,omitempty"`
		Resolved    string   `json:"resolved_place,omitempty"`
		Lat         *float64 `json:"lat,omitempty"`
		Lon         *float64 `json:"lon,omitempty"`
		Country     string   `json:"country,omitempty"`
		CountryCode string   `json:"country_code,omitempty"`
	}
	ploverText struct {
		Sequence int    `json:"sequence"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Text     string `json:"text_story,omitempty"`
	}
	ploverSize struct {
		Dead     int `json:"dead,omitempty"`
		Injured  int `json:"injured,omitempty"`
		Arrested int `json:"arrested,omitempty"`
	}
	ploverCite struct {
		Citation  string `json:"citation"`
		URL       string `json:"url,omitempty"`
		Title     string `json:"title,omitempty"`
		Publisher string `json:"publisher,omitempty"`
		Date      string `json:"date,omitempty"`
		Language  string `json:"language,omitempty"`
	}
)

// plover writes PLOVER's JSON, an event a line. Actors and recipients are lists:
// nothing is expanded.
func (x *exporter) plover() error {
	x.tolls = true
	enc := json.NewEncoder(x.out)
	enc.SetEscapeHTML(false)
	for ev := range x.events {
		e := &ev.Entry
		out := ploverEvent{ID: ev.ID, HasEvent: true, Date: ev.Day, Actor: entities(ev.Actors), Recipient: entities(ev.Recipients),
			Event: []string{ev.Type}, Quad: ev.Code.Quad, Scale: ev.Code.Intensity, Mode: []string{}, Context: []string{}, Coder: x.Version}
		if ev.End != ev.Day {
			out.EndDate = ev.End
		}
		if ev.Mode != "" {
			out.Mode = append(out.Mode, ev.Mode)
		}
		out.Context = append(out.Context, e.Plover.Contexts...)
		if p := e.Place; p != nil {
			out.Location = &ploverPlace{p.Text, p.Name, p.Lat, p.Lon, x.country(p.Country), p.Country}
		}
		for i, s := range e.Evidence {
			if s.Exact != "" || s.End > 0 {
				out.Text = append(out.Text, ploverText{i, s.Start, s.End, s.Exact})
			}
		}
		if ev.Deaths != nil || ev.Hurt != nil {
			out.Size = &ploverSize{Injured: ev.Hurt["wounded"], Arrested: ev.Hurt["detained"]}
			if ev.Deaths != nil {
				out.Size.Dead = ev.Deaths.Best
			}
		}
		for _, t := range ev.Tellers {
			out.Cite = append(out.Cite, ploverCite{t.ID, t.URL, t.Title, t.Source, t.Date, t.Language})
		}
		for range ev.Others {
			x.lose("hosts and mediators of events")
		}
		if err := enc.Encode(out); err != nil {
			return err
		}
	}
	return nil
}

func entities(of []*record.Actor) []ploverEntity {
	all := []ploverEntity{}
	for _, a := range of {
		code := a.Country
		if code == "" {
			code = "---"
		}
		all = append(all, ploverEntity{code, a.Sectors, a.Exact, a.Name})
	}
	return all
}
