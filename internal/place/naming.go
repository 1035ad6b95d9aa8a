package place

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// A naming is a place as the words tell it, not yet resolved.
type naming struct {
	first, last   int // tokens, last exclusive
	name, nameEnd int // of them the name itself
	base          string
	country       *lexicon.Country
	options       []*lexicon.Place
	direction     string       // "northern"
	area          lexicon.Area // "province"
	before        bool         // the area's word stands before: "the province of"
	context       string       // the country told beside it
	site          string       // what stands there: "Jolo harbour"
}

// read reads the naming that begins at token i, within end: "northern Iraq",
// "Mokha, Yemen", "Nigeria's Rivers state", "Kandahar city".
func (f *finder) read(i, end int) (naming, bool) {
	n := naming{first: i, name: i}
	m := f.named(&n, end)
	if m == 0 {
		if d, k := f.direction(i); k > 0 {
			n.direction, n.name = d, i+k
			m = f.named(&n, end)
		}
	}
	if m == 0 {
		n.direction, n.name = "", i
		if m = f.unknown(i, end); m == 0 {
			return n, false
		}
	}
	n.last = n.name + m
	n.nameEnd = n.last
	n.base = f.join(n.name, n.last)
	if m > 1 && n.country == nil { // "Kandahar province" as the lexicon has it
		if a := f.lex.Areas[strings.ToLower(f.at(n.last-1))]; a.Kind == "admin" || a.Kind == "settlement" || a.Kind == "region" {
			n.area, n.base = a, f.join(n.name, n.last-1)
		}
	}
	if n.country != nil && f.possessive(n.last) && n.last+1 < end {
		if inner, ok := f.read(n.last+1, end); ok && inner.country == nil && f.owned(&inner) {
			inner.first, inner.context = i, n.country.Code
			return inner, true
		}
	}
	if n.country == nil {
		f.designate(&n, end)
		f.within(&n, end)
	}
	return n, true
}

// owned tells a name that may stand after a country's possessive: one that is
// known to lie there, or is called a province or the like.
func (f *finder) owned(n *naming) bool { return n.area.Kind != "" || len(n.options) > 0 }

// named reads a name that the lexicon knows; a country goes before a place of
// the same length.
func (f *finder) named(n *naming, end int) int {
	if !upper(f.at(n.name)) {
		if _, ok := f.lex.Areas[f.at(n.name)]; !ok {
			return 0
		}
	}
	c, m := f.country(n.name)
	options, k := f.lex.Places.Longest(n.name, f.word)
	if n.name+m > end {
		m = 0
	}
	if n.name+k > end {
		k = 0
	}
	if k > m {
		n.options = options
		return k
	}
	if m > 0 {
		n.country = c
	}
	return m
}

// direction reads "northern", "north-eastern" before a name.
func (f *finder) direction(i int) (value string, words int) {
	w := strings.ToLower(f.at(i))
	if a := f.lex.Areas[w]; a.Kind == "direction" {
		return a.Value, 1
	}
	if hyphen(f.at(i + 1)) {
		if a := f.lex.Areas[w+"-"+strings.ToLower(f.at(i+2))]; a.Kind == "direction" {
			return a.Value, 3
		}
	}
	return "", 0
}

func hyphen(w string) bool { return w == "-" || w == "–" || w == "‐" || w == "‑" }

// unknown reads a name that the lexicon lacks but a word of its kind follows:
// "Nad Ali district".
func (f *finder) unknown(i, end int) int {
	t := f.s.Tokens
	if i > 0 && i-1 >= f.s.Dateline && t[i-1].UPOS == "PROPN" {
		return 0
	}
	for k := i; k < end && k < i+4; k++ {
		if t[k].UPOS == "PROPN" && upper(t[k].Form) {
			continue
		}
		if a := f.lex.Areas[t[k].Form]; k > i && (a.Kind == "admin" || a.Kind == "settlement") {
			return k - i
		}
		return 0
	}
	return 0
}

// join is the words of a run, as tables have them.
func (f *finder) join(first, last int) string {
	return strings.Join(f.forms[first:last], " ")
}

// possessive tells the "'s" of "Nigeria's Rivers state".
func (f *finder) possessive(i int) bool {
	return i < len(f.s.Tokens) && f.s.Tokens[i].UPOS == "PART" && f.s.Tokens[i].Is("case")
}

// designate reads the kind of place after its name, or before it with "of":
// "Kandahar province", "the Palestinian town of Jericho".
func (f *finder) designate(n *naming, end int) {
	if n.area.Kind != "" {
		return
	}
	if n.last < end {
		if a := f.areaAt(n.last); a.Kind == "admin" || a.Kind == "settlement" || a.Kind == "region" {
			n.area = a
			n.last++
			return
		}
	}
	i := n.first - 1
	if i < 1 || f.s.Tokens[i].UPOS != "ADP" {
		return
	}
	a, ok := f.lex.Areas[f.at(i-1)]
	if !ok || a.Kind != "admin" && a.Kind != "settlement" {
		return
	}
	n.area, n.before = a, true
	for k := i - 2; k >= 0 && k >= i-4; k-- {
		if c, m := f.lex.CountryAdjectives.Longest(k, f.word); m > 0 {
			n.context = c.Code
			return
		}
	}
}

// within reads the country or region that a place is said to lie in: "Mokha,
// Yemen", "Juba, southern Sudan". A country that it does not lie in is another
// item of a list.
func (f *finder) within(n *naming, end int) {
	k := n.last
	if k >= end || f.at(k) != "," {
		return
	}
	k++
	outer := naming{name: k}
	m := f.named(&outer, end)
	if m == 0 {
		_, d := f.direction(k)
		k += d
		outer.name = k
		m = f.named(&outer, end)
	}
	if m == 0 {
		return
	}
	if c := outer.country; c != nil {
		for _, o := range n.options {
			if o.Country == c.Code || o.Country == "" {
				n.context, n.last = c.Code, k+m
				return
			}
		}
		if len(n.options) == 0 {
			n.context, n.last = c.Code, k+m
		}
		return
	}
	for _, o := range n.options {
		for _, p := range outer.options {
			if p.Kind == "region" && o.Kind != "region" && o.Country == p.Country {
				n.context, n.last = p.Country, k+m
				return
			}
		}
	}
}

// resolve is the place that a naming means. A bare name means what the report
// first called by it: "Kandahar" after "Kandahar province" is the province.
func (f *finder) resolve(n *naming) record.Place {
	if c := n.country; c != nil {
		return f.part(record.Place{Name: c.Name, Country: c.Code, Lat: degrees(c.Lat), Lon: degrees(c.Lon)}, n)
	}
	bare := n.area.Kind == "" && n.context == ""
	if p, ok := f.known[n.base]; ok && bare && n.base != "" {
		return f.part(p, n)
	}
	p := f.choose(n)
	if n.base != "" && n.area.Kind != "settlement" {
		if _, ok := f.known[n.base]; !ok {
			f.known[n.base] = p
		}
	}
	return f.part(p, n)
}

// part names a part of a place, "northern Iraq"; in "the northern Zabul
// province" the word only tells where the province lies.
func (f *finder) part(p record.Place, n *naming) record.Place {
	if n.site != "" {
		p.Name = n.site
		return p
	}
	if n.direction != "" && n.area.Kind != "admin" && n.area.Kind != "region" {
		p.Name = n.direction + " " + p.Name
	}
	return p
}

// choose takes the place meant from those of its name.
func (f *finder) choose(n *naming) record.Place {
	p := record.Place{Name: n.base, Country: n.context}
	if o := f.option(n); o != nil {
		p = record.Place{Name: o.Name, Country: o.Country, Lat: degrees(o.Lat), Lon: degrees(o.Lon)}
	} else if p.Country == "" && p.Name != "" {
		p.Country = f.near(n.first)
	}
	word := p.Name[strings.LastIndexByte(p.Name, ' ')+1:]
	if a := f.lex.Areas[strings.ToLower(word)]; a.Kind == "admin" {
		p.Name = p.Name[:len(p.Name)-len(word)] + a.Value // "Kandahar province"
	} else if n.area.Kind == "admin" && p.Name != "" && !(n.before && p.Lat != nil) {
		p.Name += " " + n.area.Value
	}
	return p
}

// near is the country named last in the sentence before token i, else the one
// that the report names most.
func (f *finder) near(i int) string {
	for k := i - 1; k >= 0; k-- {
		if c, n := f.country(k); n > 0 && k+n <= i {
			return c.Code
		}
	}
	return f.main
}

// option weighs the places of a name: those of the country told beside it, of
// the kind told, of countries that the report names; then the heaviest. A great
// city is not given up for a namesake in a country that is only named.
func (f *finder) option(n *naming) *lexicon.Place {
	var best *lexicon.Place
	score := -1
	for _, o := range n.options {
		if n.area.Kind == "admin" && o.Kind != "region" && o.Kind != "city" {
			continue
		}
		s := 0
		if n.context != "" && o.Country == n.context {
			s += 8
		}
		if n.area.Kind == "admin" && o.Kind == "region" || n.area.Kind == "settlement" && o.Kind == "city" {
			s += 4
		}
		if f.told[o.Country] > 0 && !(n.options[0].Weight >= 1000 && n.options[0].Weight >= 10*o.Weight) {
			s += 2
		} else if o == n.options[0] && o.Weight >= 1000 {
			s += 2
		}
		if s > score {
			best, score = o, s
		}
	}
	return best
}
