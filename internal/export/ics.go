package export

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/record"
)

// ics writes the meetings to come as whole days of an iCalendar (RFC 5545).
func (x *exporter) ics() error {
	x.property("BEGIN", "VCALENDAR")
	x.property("VERSION", "2.0")
	x.property("PRODID", "-//Rapporteur//"+escaped(x.Version)+"//EN")
	for _, it := range x.items {
		e := &it.Entry
		switch {
		case e.Kind != record.Meeting:
			x.lose(e.Kind + "s")
			continue
		case e.Plover == nil || e.Plover.Aux != "future":
			x.lose("meetings that are not to come")
			continue
		case e.Time == nil || e.Time.Start == "" || !it.Dated:
			x.lose("meetings to come with no day")
			continue
		}
		x.vevent(it)
	}
	x.property("END", "VCALENDAR")
	return nil
}

func (x *exporter) vevent(it *Item) {
	e := &it.Entry
	x.property("BEGIN", "VEVENT")
	x.property("UID", escaped(it.ID)+"@rapporteur")
	// The same records give the same bytes: the stamp is the newest report's day.
	stamp := e.Time.Start
	if last := it.Tellers[len(it.Tellers)-1].Date; last != "" {
		stamp = last
	}
	x.property("DTSTAMP", compact(stamp)+"T000000Z")
	x.property("DTSTART;VALUE=DATE", compact(e.Time.Start))
	end, err := time.Parse(time.DateOnly, max(e.Time.Start, e.Time.End))
	if err == nil {
		x.property("DTEND;VALUE=DATE", end.AddDate(0, 0, 1).Format("20060102"))
	}
	x.property("SUMMARY", escaped(x.Title(e)))
	if p := e.Place; p != nil {
		x.property("LOCATION", escaped(full(p.Name, x.country(p.Country))))
		if lat, lon := degrees(p.Lat, p.Lon); lat != "" && !x.isCountry(p) {
			x.property("GEO", lat+";"+lon)
		}
	}
	if e.Issue != "" {
		x.property("CATEGORIES", escaped(e.Issue))
	}
	var lines []string
	for _, t := range it.Tellers {
		lines = append(lines, strings.Join(each([]string{t.Words, t.Source, t.Date, t.ID}, line), " · "))
	}
	x.property("DESCRIPTION", escaped(strings.Join(lines, "\n")))
	if u := it.Tellers[0].URL; u != "" {
		x.property("URL", line(u))
	}
	x.property("STATUS", "TENTATIVE")
	x.property("TRANSP", "TRANSPARENT")
	x.property("END", "VEVENT")
}

// property writes a content line, folded after 75 octets.
func (x *exporter) property(name, value string) {
	text, most := name+":"+value, 75
	for len(text) > most {
		cut := most
		for cut > most-utf8.UTFMax && !utf8.RuneStart(text[cut]) {
			cut--
		}
		x.out.WriteString(text[:cut] + "\r\n ")
		text, most = text[cut:], 74
	}
	x.out.WriteString(text + "\r\n")
}

// escaped is a value of the type TEXT.
func escaped(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text)
}
