package export

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// event is an item as PLOVER codes it.
type event struct {
	*Item
	Part       *Part
	Type, Mode string
	Code       lexicon.PloverCode
	Actors     []*record.Actor
	Recipients []*record.Actor
	Others     []*record.Actor // hosts and mediators
}

// events are the items that are events, coded by PLOVER's rules; what is none,
// or did not come about, is counted.
func (x *exporter) events(yield func(*event) bool) {
	for p, it := range x.items {
		if it.Linked && x.tolls {
			continue // stands with its incident
		}
		ev, lost := x.event(p, it)
		if lost != "" {
			x.lose(lost)
			continue
		}
		if !yield(ev) {
			return
		}
	}
}

// carried are the types and modes of agreements that are being carried out.
var carried = []struct{ issue, mode string }{
	{"prisoners", "release"}, {"ceasefire", "ceasefire"}, {"withdrawal", "withdraw"},
}

// event codes an item: what is to come as the intent or the threat that it is,
// a release as RETREAT:release. lost says why there is no event.
func (x *exporter) event(p *Part, it *Item) (ev *event, lost string) {
	e := &it.Entry
	switch {
	case e.Plover == nil:
		return nil, e.Kind + "s"
	case e.Plover.Aux == "negation" || e.Plover.Aux == "hypothetical":
		return nil, "entries that did not come about (negation, hypothetical)"
	case e.Plover.Aux == "historical" && !it.Dated:
		return nil, "entries of the background with no day of their own"
	case it.Day == "":
		return nil, "entries with no day"
	}
	ev = &event{Item: it, Part: p, Type: e.Plover.Type, Mode: e.Plover.Mode,
		Actors: with(e.Actors, record.RoleActor), Recipients: with(e.Actors, record.RoleRecipient),
		Others: with(e.Actors, record.RoleHost, record.RoleMediator)}
	if len(ev.Actors)+len(ev.Recipients) == 0 {
		return nil, "entries with no party"
	}
	if e.Kind == record.Agreement {
		switch e.State {
		case "broken", "ended":
			ev.Type, ev.Mode = "SANCTION", "discontinue"
		case "in_force", "carried_out":
			for _, c := range carried {
				if c.issue == e.Issue {
					ev.Type, ev.Mode = "RETREAT", c.mode
				}
			}
		}
	}
	ev.Code = x.ploverCode(ev.Type, ev.Mode)
	if ev.Code.Quad == "" {
		return nil, "entries of a type that is not PLOVER's"
	}
	if e.Plover.Aux == "future" && ev.Code.FutureType != "" {
		ev.Type, ev.Mode = ev.Code.FutureType, ev.Code.FutureMode
		ev.Code = x.ploverCode(ev.Type, ev.Mode)
	}
	return ev, ""
}

func (x *exporter) ploverCode(typ, mode string) lexicon.PloverCode {
	if c, ok := x.Lexicon.Codes.Plover[[2]string{typ, mode}]; ok {
		return c
	}
	return x.Lexicon.Codes.Plover[[2]string{typ, ""}]
}

// dyad is one party doing something to another.
type dyad struct {
	*event
	ID             string
	Source, Target *record.Actor // nil where unknown
	CAMEO          string
	lexicon.CAMEOCode
}

// dyads are the pairs of an event: each actor with each recipient. Where all
// parties act together, as in talks, each with every other, and a mediator with
// each party.
func (x *exporter) dyads(ev *event) []dyad {
	var all []dyad
	add := func(source, target *record.Actor) {
		d := dyad{event: ev, Source: source, Target: target}
		d.CAMEO = x.cameo(ev, source)
		d.CAMEOCode = x.Lexicon.Codes.CAMEOCode[d.CAMEO]
		all = append(all, d)
	}
	joint := len(ev.Recipients) == 0 && len(ev.Actors) > 1
	switch {
	case joint:
		for _, a := range ev.Actors {
			for _, b := range ev.Actors {
				if a != b {
					add(a, b)
				}
			}
		}
	case len(ev.Recipients) == 0:
		add(ev.Actors[0], nil)
	case len(ev.Actors) == 0:
		for _, b := range ev.Recipients {
			add(nil, b)
		}
	default:
		for _, a := range ev.Actors {
			for _, b := range ev.Recipients {
				add(a, b)
			}
		}
	}
	if ev.Entry.Kind == record.Meeting {
		for _, m := range ev.Others {
			if m.Role != record.RoleMediator {
				continue
			}
			for _, b := range slices.Concat(ev.Actors, ev.Recipients) {
				add(m, b)
			}
		}
	}
	for i := range all {
		all[i].ID = ev.ID
		if len(all) > 1 {
			all[i].ID += "-" + strconv.Itoa(i+1)
		}
	}
	return all
}

// cameo is the CAMEO code of an event: cameo.tsv.
func (x *exporter) cameo(ev *event, source *record.Actor) string {
	rows := x.Lexicon.Codes.CAMEO[[2]string{ev.Type, ev.Mode}]
	if rows == nil { // a mode that is not PLOVER's
		rows = x.Lexicon.Codes.CAMEO[[2]string{ev.Type, ""}]
	}
	for _, field := range lexicon.CAMEOFields {
		for _, r := range rows {
			if r.Field == field && ev.has(r.Field, r.Value, source) {
				return r.Code
			}
		}
	}
	for _, r := range rows {
		if r.Field == "" {
			return r.Code
		}
	}
	return ""
}

// has tells whether a field of an event has a value.
func (ev *event) has(field, value string, source *record.Actor) bool {
	e := &ev.Entry
	switch field {
	case "state":
		return e.State == value
	case "role":
		return source != nil && source.Role == value
	case "issue":
		return e.Issue == value
	case "kind":
		return e.Kind == value
	case "context":
		return slices.Contains(e.Plover.Contexts, value)
	case "sector":
		return source != nil && slices.Contains(source.Sectors, value)
	}
	return false
}

// roles are an actor's sectors as CAMEO has them, each once.
func (x *exporter) roles(m *record.Mention) []string {
	var all []string
	for _, s := range m.Sectors {
		role := x.Lexicon.Codes.Sectors[s].CAMEO
		if role != "" && !slices.Contains(all, role) {
			all = append(all, role)
		}
	}
	return all
}

// nation is an actor's country as CAMEO has it; "" for international bodies.
func (x *exporter) nation(m *record.Mention) string {
	if m.Country == record.IGO || m.Country == record.NGO {
		return ""
	}
	if c := x.Lexicon.Codes.Countries[m.Country].CAMEO; c != "" {
		return c
	}
	return m.Country
}

// agent is an actor's whole CAMEO code: UKRGOV.
func (x *exporter) agent(m *record.Mention) string {
	roles := x.roles(m)
	if (m.Country == record.IGO || m.Country == record.NGO) && !slices.Contains(roles, m.Country) {
		roles = append([]string{m.Country}, roles...)
	}
	return x.nation(m) + strings.Join(roles, "")
}

// civilian tells whether those hit take no part in the fighting.
func civilian(m *record.Mention) bool {
	for _, s := range []string{"CVL", "REF", "DET", "JRN", "MED", "NGO"} {
		if m != nil && slices.Contains(m.Sectors, s) {
			return true
		}
	}
	return false
}

// country is the name of a country.
func (x *exporter) country(code string) string {
	if c := x.Lexicon.CountryByCode[code]; c != nil {
		return c.Name
	}
	return ""
}

// fighters are actors as those who fight: a town or region is no party, it stands
// for its country, once ("Israel - Iran" of a strike on Tehran).
func (x *exporter) fighters(of []*record.Actor) []*record.Actor {
	var all []*record.Actor
	for _, a := range of {
		if name := x.country(a.Country); x.isTown(&a.Mention) && name != "" {
			if slices.ContainsFunc(of, func(o *record.Actor) bool { return o != a && o.Country == a.Country && !x.isTown(&o.Mention) }) ||
				slices.ContainsFunc(all, func(o *record.Actor) bool { return o.Name == name }) {
				continue
			}
			country := *a
			country.Name, country.Code = name, a.Country
			a = &country
		}
		all = append(all, a)
	}
	return all
}

// isTown tells a place that is no country.
func (x *exporter) isTown(m *record.Mention) bool {
	return m.Type == record.PlaceType && len(m.Sectors) == 0 && m.Name != x.country(m.Country)
}

// isCountry tells whether a place is a whole country.
func (x *exporter) isCountry(p *record.Place) bool {
	return p.Country != "" && (p.Name == "" || p.Name == x.country(p.Country))
}
