package export

import (
	"encoding/json"

	"github.com/rapporteur/rapporteur/internal/record"
)

type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   point      `json:"geometry"`
	Properties properties `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"`
}

type properties struct {
	Title   string   `json:"title"`
	Kind    string   `json:"kind"`
	Type    string   `json:"type,omitempty"`
	Mode    string   `json:"mode,omitempty"`
	Aux     string   `json:"aux,omitempty"`
	Issue   string   `json:"issue,omitempty"`
	State   string   `json:"state,omitempty"`
	Harm    string   `json:"harm,omitempty"`
	Low     *int     `json:"count_low,omitempty"`
	High    *int     `json:"count_high,omitempty"`
	Killed  *int     `json:"killed,omitempty"`
	Day     string   `json:"date,omitempty"`
	End     string   `json:"end,omitempty"`
	Place   string   `json:"place"`
	Country string   `json:"country,omitempty"`
	Actors  []string `json:"actors,omitempty"`
	Others  []string `json:"recipients,omitempty"`
	Words   string   `json:"words,omitempty"`
	Reports []string `json:"reports"`
}

// geojson writes a feature an item that has coordinates.
func (x *exporter) geojson() error {
	features := []feature{}
	name := func(a *record.Actor) string { return called(&a.Mention) }
	for _, it := range x.items {
		e := &it.Entry
		if e.Place == nil || e.Place.Lat == nil || e.Place.Lon == nil {
			x.lose("entries with no coordinates")
			continue
		}
		p := properties{Title: x.Title(e), Kind: e.Kind, Issue: e.Issue, State: e.State, Harm: e.Harm, Day: it.Day, Place: e.Place.Name,
			Country: e.Place.Country, Words: words(e.Evidence),
			Actors: each(with(e.Actors, record.RoleActor), name), Others: each(with(e.Actors, record.RoleRecipient), name),
			Reports: each(it.Tellers, func(t Teller) string { return t.ID })}
		if it.End != it.Day {
			p.End = it.End
		}
		if e.Plover != nil {
			p.Type, p.Mode, p.Aux = e.Plover.Type, e.Plover.Mode, e.Plover.Aux
		}
		if e.Count != nil {
			p.Low, p.High = e.Count.Low, e.Count.High
		}
		if it.Deaths != nil {
			p.Killed = &it.Deaths.Best
		}
		features = append(features, feature{"Feature", it.ID, point{"Point", [2]float64{*e.Place.Lon, *e.Place.Lat}}, p})
	}
	enc := json.NewEncoder(x.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}{"FeatureCollection", features})
}
