package export

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

var polecatColumns = []string{"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
	"Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
	"Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
	"Recipient Name Raw", "Wikipedia Recipient ID",
	"Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
	"Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"}

// polecat writes POLECAT's table: a row an event, lists parted by "; ", None
// where there is nothing.
func (x *exporter) polecat() error {
	x.row("", polecatColumns)
	for ev := range x.events {
		e := &ev.Entry
		row := []string{ev.ID, ev.Day, ev.Type, ev.Mode, decimal(ev.Code.Intensity), strings.ToUpper(ev.Code.Quad), listed(e.Plover.Contexts)}
		row = append(row, x.side(ev.Actors)...)
		row = append(row, x.side(ev.Recipients)...)
		row = append(row, x.site(e.Place)...)
		t := ev.Tellers[0]
		row = append(row, t.Source, t.Date, story(ev.Part, record.Person), story(ev.Part, record.Organization), story(ev.Part, record.PlaceType),
			x.language(t.Language), x.Version)
		for range ev.Others {
			x.lose("hosts and mediators of events")
		}
		x.row("None", row)
	}
	return nil
}

// side are the eight columns of actors or recipients.
func (x *exporter) side(of []*record.Actor) []string {
	var sectors []string
	for _, a := range of {
		for _, s := range a.Sectors {
			if !slices.Contains(sectors, s) {
				sectors = append(sectors, s)
			}
		}
	}
	primary := ""
	if len(of) > 0 && len(of[0].Sectors) > 0 {
		primary = of[0].Sectors[0]
	}
	text := func(f func(*record.Actor) string) string { return listed(each(of, f)) }
	return []string{
		text(func(a *record.Actor) string { return called(&a.Mention) }),
		text(func(a *record.Actor) string { return a.Country }),
		text(func(a *record.Actor) string { return x.Lexicon.Codes.Countries[a.Country].COW }),
		primary, listed(sectors), "",
		text(func(a *record.Actor) string { return a.Exact }), ""}
}

// site are the ten columns of a place.
func (x *exporter) site(p *record.Place) []string {
	if p == nil {
		return make([]string, 10)
	}
	lat, lon := degrees(p.Lat, p.Lon)
	name, city, feature := p.Name, p.Name, ""
	if x.isCountry(p) {
		name, city, feature = x.country(p.Country), "", "PCLI"
	}
	return []string{name, city, "", "", x.country(p.Country), lat, lon, "", p.Text, feature}
}

// story are the names of a type in the report that an item is of, each once.
func story(p *Part, kind string) string {
	var all []string
	for i := range p.Mentions {
		if m := &p.Mentions[i]; m.Type == kind {
			if name := called(m); name != "" && !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return listed(all)
}

// language is the name of a language.
func (x *exporter) language(code string) string {
	if name := x.Lexicon.Wording.Phrase("language", code); name != "" {
		return name
	}
	return code
}

// listed joins a list as POLECAT does.
func listed(all []string) string {
	clean := make([]string, len(all))
	for i, s := range all {
		clean[i] = strings.ReplaceAll(s, ";", ",")
	}
	return strings.Join(clean, "; ")
}
