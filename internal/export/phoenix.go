package export

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

var phoenixColumns = []string{"id_version", "date", "year", "month", "day", "source", "source_root", "source_agent", "source_others",
	"target", "target_root", "target_agent", "target_others", "code", "root_code", "quad_class", "goldstein", "issues", "lat", "lon",
	"placeName", "stateName", "countryName", "ids", "urls", "sources"}

// phoenix writes Phoenix's table: a row a dyad.
func (x *exporter) phoenix() error {
	x.row("", phoenixColumns)
	for ev := range x.events {
		for _, d := range x.dyads(ev) {
			if d.Source == nil || d.Target == nil {
				x.lose("entries with one party alone")
				continue
			}
			year, month, day := date(ev.Day)
			row := []string{d.ID + "_" + strings.ReplaceAll(x.Version, " ", "-"), compact(ev.Day), year, month, day}
			row = append(row, x.phoenixActor(d.Source)...)
			row = append(row, x.phoenixActor(d.Target)...)
			row = append(row, d.CAMEO, d.CAMEO[:2], decimal(float64(d.Quad)), decimal(d.Goldstein), ev.Entry.Issue)
			if p := ev.Entry.Place; p != nil {
				lat, lon := degrees(p.Lat, p.Lon)
				row = append(row, lat, lon, p.Name, "", p.Country)
			} else {
				row = append(row, "", "", "", "", "")
			}
			ids := each(ev.Tellers, func(t Teller) string { return t.ID })
			urls := each(ev.Tellers, func(t Teller) string { return t.URL })
			sources := each(ev.Tellers, func(t Teller) string { return t.Source })
			row = append(row, strings.Join(ids, ";"), strings.Join(urls, ";"), strings.Join(sources, ";"))
			x.row("", row)
		}
	}
	return nil
}

// phoenixActor are an actor's code, its country, its first role and the others.
func (x *exporter) phoenixActor(a *record.Actor) []string {
	root, roles := x.nation(&a.Mention), x.roles(&a.Mention)
	if root == "" {
		root = a.Country // IGO, NGO
	}
	agent, others := "", ""
	if len(roles) > 0 {
		agent, others = roles[0], strings.Join(roles[1:], ";")
	}
	return []string{x.agent(&a.Mention), root, agent, others}
}
