package export

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// gkgCounts are GDELT's names for what a toll counts.
var gkgCounts = map[string]string{"killed": "KILL", "wounded": "WOUND", "missing": "AFFECT", "captured": "ARREST", "detained": "ARREST",
	"abducted": "KIDNAP", "displaced": "AFFECT"}

// gkg writes GDELT's Global Knowledge Graph: a row a report, with its names,
// places, counts, quotations and days. Themes, tone and pictures stay empty.
func (x *exporter) gkg() error {
	n := map[string]int{}
	for p := range x.parts {
		rep := p.Report
		if rep == nil || rep.Date == "" {
			x.lose("reports with no date")
			continue
		}
		day := compact(rep.Date) + "000000"
		n[day]++
		kind, document := "1", rep.URL
		if document == "" {
			kind, document = "2", rep.ID
		}
		var counts, counts21, quotes, dates []string
		for i := range p.Items {
			e := &p.Items[i].Entry
			if !x.wants(e.Kind) {
				continue
			}
			switch e.Kind {
			case record.Toll:
				if c := x.gkgCount(e); c != "" {
					counts, counts21 = append(counts, c), append(counts21, fmt.Sprintf("%s#%d", c, e.Evidence[0].Start))
				}
			case record.Statement:
				quotes = append(quotes, x.quotations(e)...)
			default:
				x.lose(e.Kind + "s")
			}
			if e.Time != nil && len(e.Time.Start) == 10 && len(e.Evidence) > 0 {
				year, month, dayOfMonth := date(e.Time.Start)
				dates = append(dates, fmt.Sprintf("3#%s#%s#%s#%d", month, dayOfMonth, year, e.Evidence[0].Start))
			}
		}
		row := []string{fmt.Sprintf("%s-%d", day, n[day]-1), day, kind, rep.Source, document, strings.Join(counts, ";"), strings.Join(counts21, ";"),
			"", ""}
		row = append(row, x.gkgPlaces(p)...)
		row = append(row, gkgNames(p, record.Person)...)
		row = append(row, gkgNames(p, record.Organization)...)
		all := gkgNames(p, record.Person, record.Organization, record.Group, record.PlaceType)
		row = append(row, "", strings.Join(dates, ";"), "", "", "", "", "", strings.Join(quotes, "#"), all[1], "", "", "")
		x.row("", row)
	}
	return nil
}

// gkgCount is a toll: type, number, of whom, place.
func (x *exporter) gkgCount(e *record.Entry) string {
	kind := gkgCounts[e.Harm]
	if kind == "" || e.Count == nil || e.Count.Low == nil && e.Count.High == nil || len(e.Evidence) == 0 {
		x.lose("tolls of another kind or without a figure")
		return ""
	}
	low, high := bounds(e.Count)
	if e.Count.Low == nil {
		low = high
	}
	place := x.gdeltPlace(e.Place)
	object := strings.ToLower(called(e.Victims))
	return strings.Join([]string{kind, strconv.Itoa(low), plain(object), place[0], plain(place[1]), place[2], place[3], place[5], place[6], place[7]}, "#")
}

// quotations are a statement's words: place, length, verb, words.
func (x *exporter) quotations(e *record.Entry) []string {
	if e.Quoted == nil || !*e.Quoted {
		x.lose("statements that are not quoted")
		return nil
	}
	verb := ""
	if e.Cue != nil {
		verb = e.Cue.Exact
	}
	var all []string
	for _, s := range e.Content {
		if s.Exact != "" {
			all = append(all, fmt.Sprintf("%d|%d|%s|%s", s.Start, s.End-s.Start, plain(verb), plain(s.Exact)))
		}
	}
	return all
}

// gkgPlaces are the places of a report, once without and once with positions.
func (x *exporter) gkgPlaces(p *Part) []string {
	var first, second []string
	seen := map[string]bool{}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		if m.Type != record.PlaceType {
			continue
		}
		place := record.Place{Name: called(m), Country: m.Country}
		if at, ok := x.Lexicon.Places.Get(place.Name); ok {
			for _, known := range at {
				if m.Country == "" || known.Country == m.Country {
					place.Lat, place.Lon, place.Country = &known.Lat, &known.Lon, known.Country
					break
				}
			}
		}
		if c := x.Lexicon.CountryByCode[m.Country]; c != nil && x.isCountry(&place) {
			place.Lat, place.Lon = &c.Lat, &c.Lon
		}
		g := x.gdeltPlace(&place)
		one := strings.Join([]string{g[0], plain(g[1]), g[2], g[3], g[5], g[6], g[7]}, "#")
		if !seen[one] {
			seen[one] = true
			first = append(first, one)
		}
		second = append(second, strings.Join([]string{g[0], plain(g[1]), g[2], g[3], g[4], g[5], g[6], g[7], strconv.Itoa(m.Start)}, "#"))
	}
	return []string{strings.Join(first, ";"), strings.Join(second, ";")}
}

// gkgNames are the names of some types, once without and once with positions.
func gkgNames(p *Part, kinds ...string) []string {
	var first, second []string
	seen := map[string]bool{}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		name := plain(called(m))
		for _, kind := range kinds {
			if m.Type != kind || name == "" {
				continue
			}
			if !seen[name] {
				seen[name] = true
				first = append(first, name)
			}
			second = append(second, fmt.Sprintf("%s,%d", strings.ReplaceAll(name, ",", ""), m.Start))
		}
	}
	return []string{strings.Join(first, ";"), strings.Join(second, ";")}
}

// plain is text without the marks that part the cells of the graph.
func plain(text string) string {
	return line(strings.Map(func(r rune) rune {
		if r == '#' || r == ';' || r == '|' {
			return ' '
		}
		return r
	}, text))
}
