package export

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

var acledColumns = []string{"event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
	"actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country",
	"admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities",
	"tags", "timestamp"}

// acled writes incidents and agreements with ACLED's columns. Parties that act
// together are one row: the first with its associates.
func (x *exporter) acled() error {
	x.tolls = true
	w := csv.NewWriter(x.out)
	w.Write(acledColumns) // an error stays with the writer
	for ev := range x.events {
		e := &ev.Entry
		if e.Kind != record.Incident && e.Kind != record.Agreement {
			x.lose(e.Kind + "s")
			continue
		}
		if e.Plover.Aux == "future" {
			x.lose("entries that are to come")
			continue
		}
		if e.Place == nil || e.Place.Country == "" {
			x.lose("entries with no country where they happened")
			continue
		}
		// A town that is hit is where it happened, not whom it hit.
		one, two := x.fighters(ev.Actors), slices.DeleteFunc(slices.Clone(ev.Recipients), func(a *record.Actor) bool { return x.isTown(&a.Mention) })
		if len(ev.Recipients) == 0 && len(one) > 1 {
			one, two = one[:1], one[1:]
		}
		var target *record.Mention
		if len(two) > 0 {
			target = &two[0].Mention
		}
		kind := x.acledType(e, civilian(target))
		year, _, _ := date(ev.Day)
		row := []string{e.Place.Country + number(ev.ID)[:9], acledDay(ev.Day), year, precision(ev.Item), kind.Disorder, kind.Event, kind.SubEvent}
		row = append(row, x.acledSide(one)...)
		row = append(row, x.acledSide(two)...)
		row = append(row, strings.Trim(row[9]+"-"+row[12], "-"), "")
		if civilian(target) && e.Kind == record.Incident {
			row[14] = "Civilian targeting"
		}
		row = append(row, x.acledPlace(e.Place)...)
		deaths := "" // not told is not nought
		if ev.Deaths != nil {
			deaths = strconv.Itoa(ev.Deaths.Best)
		}
		sources := each(ev.Tellers, func(t Teller) string { return t.Source })
		slices.Sort(sources)
		stamp := ""
		if t, err := time.Parse(time.DateOnly, ev.Tellers[0].Date); err == nil {
			stamp = strconv.FormatInt(t.Unix(), 10)
		}
		w.Write(append(row, strings.Join(slices.Compact(sources), "; "), "", words(e.Evidence), deaths, strings.Join(each([]string{e.Issue, ev.ID}, line), "; "), stamp))
	}
	w.Flush()
	return w.Error()
}

// acledType is the event type of the most exact row of acled.tsv.
func (x *exporter) acledType(e *record.Entry, civilians bool) lexicon.ACLEDType {
	target := ""
	if civilians {
		target = "civilians"
	}
	for _, key := range [][3]string{{e.Kind, e.Plover.Mode, target}, {e.Kind, e.Plover.Mode, ""}, {e.Kind, "", target}, {e.Kind, "", ""}} {
		if t, ok := x.Lexicon.Codes.ACLED[key]; ok {
			return t
		}
	}
	return lexicon.ACLEDType{}
}

// acledSide are actor, associates and kind of actor.
func (x *exporter) acledSide(of []*record.Actor) []string {
	row := make([]string, 3)
	if len(of) == 0 {
		return row
	}
	row[0] = called(&of[0].Mention)
	row[1] = strings.Join(each(of[1:], func(a *record.Actor) string { return called(&a.Mention) }), "; ")
	if len(of[0].Sectors) > 0 {
		row[2] = x.Lexicon.Codes.Sectors[of[0].Sectors[0]].ACLED
	} else if x.Lexicon.CountryByCode[of[0].Country] != nil {
		row[2] = x.Lexicon.Codes.Sectors["GOV"].ACLED // a country as such
	}
	return row
}

// acledPlace are the ten columns from iso to geo_precision.
func (x *exporter) acledPlace(p *record.Place) []string {
	codes := x.Lexicon.Codes.Countries[p.Country]
	lat, lon := degrees(p.Lat, p.Lon)
	location, exact := p.Name, "1"
	if c := x.Lexicon.CountryByCode[p.Country]; lat == "" && c != nil {
		lat, lon = degrees(&c.Lat, &c.Lon)
		exact = "3"
	}
	if x.isCountry(p) {
		location, exact = x.country(p.Country), "3"
	}
	return []string{codes.ISO, codes.ACLED, x.country(p.Country), "", "", "", location, lat, lon, exact}
}

// acledDay is a day as ACLED writes it: 16 May 2025.
func acledDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.Format("02 January 2006")
}

// precision is how exact a day is: 1 the day, 2 within a week, 3 within a month.
func precision(it *Item) string {
	from, err := time.Parse(time.DateOnly, it.Day)
	to, err2 := time.Parse(time.DateOnly, it.End)
	switch {
	case err != nil || err2 != nil:
		return ""
	case !it.Dated:
		return "2"
	case to.Sub(from) < 24*time.Hour:
		return "1"
	case to.Sub(from) <= 7*24*time.Hour:
		return "2"
	}
	return "3"
}
