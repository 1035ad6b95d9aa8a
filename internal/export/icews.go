package export

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

var icewsColumns = []string{"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
	"Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country",
	"Latitude", "Longitude"}

// icews writes the table of ICEWS: a row a dyad, both ways where parties act
// together. It has no place for one party alone.
func (x *exporter) icews() error {
	x.row("", icewsColumns)
	for ev := range x.events {
		for _, d := range x.dyads(ev) {
			if d.Source == nil || d.Target == nil {
				x.lose("entries with one party alone")
				continue
			}
			site := x.site(ev.Entry.Place)
			t := ev.Tellers[0]
			row := []string{d.ID, ev.Day}
			row = append(row, x.icewsActor(d.Source)...)
			row = append(row, d.Name, d.CAMEO, decimal(d.Goldstein))
			row = append(row, x.icewsActor(d.Target)...)
			row = append(row, t.ID, "", t.Source)
			row = append(row, site[1:7]...)
			x.row("", row)
		}
	}
	return nil
}

// icewsActor are name, sectors and country in words.
func (x *exporter) icewsActor(a *record.Actor) []string {
	sectors := each(a.Sectors, func(s string) string { return x.Lexicon.Codes.Sectors[s].ICEWS })
	return []string{called(&a.Mention), strings.Join(sectors, ","), x.country(a.Country)}
}
