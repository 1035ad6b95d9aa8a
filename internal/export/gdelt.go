package export

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/record"
)

// gdelt writes GDELT's events: a row a dyad, 61 columns, no header. What GDELT
// counts over all it reads, as the tone, stays empty.
func (x *exporter) gdelt() error {
	for ev := range x.events {
		for _, d := range x.dyads(ev) {
			e := &ev.Entry
			day := compact(ev.Day)
			row := []string{number(d.ID), day, day[:6], day[:4], fraction(ev.Day)}
			row = append(row, x.gdeltActor(d.Source)...)
			row = append(row, x.gdeltActor(d.Target)...)
			root := "0"
			if len(e.Evidence) > 0 && e.Evidence[0].Start < leadLength {
				root = "1"
			}
			base := d.CAMEO[:min(3, len(d.CAMEO))]
			row = append(row, root, d.CAMEO, base, d.CAMEO[:2], strconv.Itoa(d.Quad), decimal(d.Goldstein), strconv.Itoa(len(e.Evidence)),
				strconv.Itoa(ev.Sources), strconv.Itoa(len(ev.Tellers)), "")
			row = append(row, x.gdeltCountry(d.Source)...)
			row = append(row, x.gdeltCountry(d.Target)...)
			row = append(row, x.gdeltPlace(e.Place)...)
			t := ev.Tellers[0]
			added, source := compact(t.Date), t.URL
			if added != "" {
				added += "000000"
			}
			if source == "" {
				source = t.ID
			}
			x.row("", append(row, added, source))
		}
	}
	return nil
}

// leadLength is how far into a report its lead goes, in code points: an event
// that begins there is a root event.
const leadLength = 400

// number is a number for an id: the same for the same id, from 1 on.
func number(id string) string {
	h := fnv.New64a()
	h.Write([]byte(id))
	return strconv.FormatUint(h.Sum64()>>12+1, 10) // exact as a float, too
}

// fraction is a day as a year and the part of it that is over: 2025.3699.
func fraction(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d.%04d", t.Year(), (t.YearDay()-1)*10000/365%10000)
}

// gdeltActor are the ten columns of an actor.
func (x *exporter) gdeltActor(a *record.Actor) []string {
	row := make([]string, 10)
	if a == nil {
		return row
	}
	row[0], row[1], row[2] = x.agent(&a.Mention), strings.ToUpper(called(&a.Mention)), x.nation(&a.Mention)
	roles := x.roles(&a.Mention)
	if row[2] == "" && a.Country != "" && (len(roles) == 0 || roles[0] != a.Country) {
		roles = append([]string{a.Country}, roles...)
	}
	copy(row[7:], roles[:min(3, len(roles))])
	if len(roles) > 3 {
		x.lose("sectors of actors past the third")
	}
	return row
}

// gdeltCountry are the eight columns of an actor's place: its country.
func (x *exporter) gdeltCountry(a *record.Actor) []string {
	if a == nil || x.Lexicon.CountryByCode[a.Country] == nil {
		return x.gdeltPlace(nil)
	}
	c := x.Lexicon.CountryByCode[a.Country]
	return x.gdeltPlace(&record.Place{Name: c.Name, Country: c.Code, Lat: &c.Lat, Lon: &c.Lon})
}

// gdeltPlace are type, full name, FIPS country, two lower units, coordinates and
// feature of a place.
func (x *exporter) gdeltPlace(p *record.Place) []string {
	if p == nil {
		return []string{"0", "", "", "", "", "", "", ""}
	}
	lat, lon := degrees(p.Lat, p.Lon)
	fips, country := x.Lexicon.Codes.Countries[p.Country].FIPS, x.country(p.Country)
	switch {
	case x.isCountry(p):
		return []string{"1", country, fips, fips, "", lat, lon, fips}
	case p.Country == "USA":
		return []string{"3", full(p.Name, country), fips, fips, "", lat, lon, ""}
	}
	return []string{"4", full(p.Name, country), fips, fips, "", lat, lon, ""}
}

// full is the full name of a place: "Istanbul, Turkey".
func full(name, country string) string {
	if name == "" || country == "" {
		return name + country
	}
	return name + ", " + country
}
