package export

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

var gedColumns = []string{"id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
	"conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id",
	"side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
	"where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id",
	"region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
	"high", "low", "gwnoa", "gwnob"}

// ged writes incidents with the columns of UCDP's events and a low, a best and a
// high figure of deaths. UCDP's own numbers for conflicts, dyads and sides stay
// empty: only UCDP gives them.
func (x *exporter) ged() error {
	x.tolls = true
	w := csv.NewWriter(x.out)
	w.Write(gedColumns) // an error stays with the writer
	for ev := range x.events {
		e := &ev.Entry
		switch {
		case e.Kind != record.Incident:
			x.lose(e.Kind + "s")
			continue
		case e.Plover.Aux == "future":
			x.lose("entries that are to come")
			continue
		case ev.Deaths == nil:
			x.lose("incidents with no figure of deaths")
			continue
		}
		a, b := side(x.fighters(ev.Actors)), side(x.fighters(ev.Recipients))
		year, _, _ := date(ev.Day)
		t := ev.Tellers[0]
		row := []string{number(ev.ID), ev.ID, year, "1", "Clear", violence(a, b), "", "", "", "", "", dyadName(a, b), "", "", called(a), "", "",
			called(b), strconv.Itoa(ev.Sources), article(&t), t.Source, t.Date, t.Title, ""}
		row = append(row, x.gedPlace(e.Place)...)
		row = append(row, clarity(ev.Item), datePrecision(ev.Item), ev.Day, ev.End)
		row = append(row, shares(ev.Deaths, a, b)...)
		row = append(row, strconv.Itoa(ev.Deaths.Best), strconv.Itoa(ev.Deaths.High), strconv.Itoa(ev.Deaths.Low), x.gw(a), x.gw(b))
		w.Write(row)
	}
	w.Flush()
	return w.Error()
}

func side(of []*record.Actor) *record.Mention {
	if len(of) == 0 {
		return nil
	}
	return &of[0].Mention
}

// violence is 1 where a state fights, 2 between others, 3 against civilians.
func violence(a, b *record.Mention) string {
	switch {
	case civilian(b):
		return "3"
	case state(a) || state(b):
		return "1"
	}
	return "2"
}

func state(m *record.Mention) bool {
	return m != nil && m.Country != "" && (len(m.Sectors) == 0 || slices.Contains(m.Sectors, "GOV") || slices.Contains(m.Sectors, "MIL"))
}

func dyadName(a, b *record.Mention) string {
	if a == nil || b == nil {
		return ""
	}
	return called(a) + " - " + called(b)
}

// article is a report as UCDP cites it: "source,date,headline".
func article(t *Teller) string {
	return strings.Join(each([]string{t.Source, t.Date, t.Title}, func(s string) string {
		if s == "" {
			return ""
		}
		return `"` + strings.ReplaceAll(s, `"`, `'`) + `"`
	}), ",")
}

// gedPlace are the columns from where_prec to region.
func (x *exporter) gedPlace(p *record.Place) []string {
	row := make([]string, 12)
	if p == nil {
		row[0] = "7"
		return row
	}
	lat, lon := degrees(p.Lat, p.Lon)
	row[0] = "1"
	if c := x.Lexicon.CountryByCode[p.Country]; x.isCountry(p) || lat == "" {
		row[0] = "6"
		if lat == "" && c != nil {
			lat, lon = degrees(&c.Lat, &c.Lon)
		}
	}
	wkt := ""
	if lat != "" {
		wkt = fmt.Sprintf("POINT (%s %s)", lon, lat)
	}
	codes := x.Lexicon.Codes.Countries[p.Country]
	copy(row[1:], []string{p.Name, p.Text, "", "", lat, lon, wkt, "", x.country(p.Country), codes.GW, codes.UCDP})
	return row
}

// clarity is 1 where a report tells of the one event, 2 of several days together.
func clarity(it *Item) string {
	if it.Day == it.End {
		return "1"
	}
	return "2"
}

// datePrecision is 1 for the day, 2 for two to six days, 3 for a week, 4 for
// more; a day taken from the report is 2.
func datePrecision(it *Item) string {
	switch precision(it) {
	case "1":
		return "1"
	case "2":
		return "2"
	}
	return "4"
}

// shares are the deaths of side a, side b, civilians and others.
func shares(d *Deaths, a, b *record.Mention) []string {
	row := []string{"0", "0", "0", "0"}
	at := 3
	switch v := d.Victims; {
	case civilian(v) || v == nil && civilian(b):
		at = 2
	case v != nil && v.Country != "" && a != nil && v.Country == a.Country:
		at = 0
	case v != nil && v.Country != "" && b != nil && v.Country == b.Country:
		at = 1
	}
	row[at] = strconv.Itoa(d.Best)
	return row
}

// gw is a state's number with Gleditsch and Ward.
func (x *exporter) gw(m *record.Mention) string {
	if !state(m) {
		return ""
	}
	return x.Lexicon.Codes.Countries[m.Country].GW
}
