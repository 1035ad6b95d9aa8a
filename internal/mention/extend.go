package mention

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// extend reads the run [i, end) with what belongs to it after it, files what it
// names in found and gives the first token that is not read yet.
func (f *finder) extend(i, end int) int {
	p := f.analyse(i, end)
	if p.kind == noItem {
		if next, ok := f.capitalNamed(i, end); ok {
			return next
		}
		if next, ok := f.thisPlace(i, end); ok {
			return next
		}
	}
	if p.kind == noItem || p.kind == placeItem {
		if next, ok := f.capitalTold(i, end); ok {
			return next
		}
	}
	if p.kind == noItem {
		if next, ok := f.shared(i, end); ok {
			return next
		}
		return end
	}
	if p.last < end && f.possessive(p.last) {
		f.owner(&p, end, end+1)
		f.found = append(f.found, p)
		return end
	}
	if f.countsOnly(&p) {
		return end
	}
	f.building(&p)
	if p.kind == placeItem && f.eventName(&p) {
		return end
	}
	if f.predicate(&p) {
		f.modifiers(p.first, p.last)
		return end
	}
	f.complement(&p)
	f.tail(&p, i)
	f.located(&p, i)
	f.sharesHead(&p)
	at := len(f.found)
	next := p.last
	if p.kind == roleItem && p.last > end {
		next = f.list(&p)
	}
	f.found = slices.Insert(f.found, at, p)
	return max(next, end)
}

// building takes a seat of government for the house that it is where something
// happens in it: "met at the White House", not "the White House rejected".
func (f *finder) building(p *phrase) {
	if p.first == 0 {
		return
	}
	if f.lex.Classes.Has("site-noun", f.lower[p.last-1]) && (p.kind == orgItem || p.kind == roleItem && p.roleKind == "body" && (p.says.Definite || !p.bare)) && (f.sited(p.first) || f.hit(p)) {
		p.kind, p.typ, p.form = placeItem, record.PlaceType, doc.Description
		if p.named = capital(f.t[p.last-1].Form); p.named {
			p.form, p.says.Name = doc.Name, firstOf(p.says.Name, f.text(p.first, p.last))
		}
		p.says.Role, p.says.Sectors = f.lower[p.last-1], nil
		return
	}
	k := f.at[p.last-1]
	if k < 0 || p.kind != orgItem || f.items[k].kind != orgItem || f.items[k].first != p.first {
		return
	}
	if _, place := f.lex.Places.Get(joined(f.form[p.first:p.last])); !place && f.items[k].org.Kind != "seat" {
		return
	}
	before := p.first - 1
	for before > 0 && f.t[before].UPOS == "DET" {
		before--
	}
	if f.words.within[f.lower[before]] {
		p.kind, p.typ = placeItem, record.PlaceType
		p.says.Name, p.says.Sectors = f.text(p.first, p.last), nil
	}
}

// sited tells that a house stands where something happens, or where someone goes:
// "at the palace", "marched to the museum".
func (f *finder) sited(first int) bool {
	before := first - 1
	for before > 0 && (f.t[before].UPOS == "DET" || f.t[before].UPOS == "ADJ") {
		before--
	}
	if before > 0 && f.lex.Classes.Has("source-preposition", f.lower[before]) {
		return !f.words.speech[f.lemma[before-1]] // "fled from the palace", not "reports from the palace"
	}
	return f.words.within[f.lower[before]] || f.lex.Classes.Has("goal-preposition", f.lower[before])
}

// hit tells a house that something is done to: "the hospital was shelled".
func (f *finder) hit(p *phrase) bool {
	t := &f.t[p.head]
	return t.Is("nsubj:pass", "obj") && t.Head >= 0 && f.words.struck[f.lemma[t.Head]]
}

// countsOnly tells a noun that only counts what "of" brings: "a group of
// soldiers", "dozens of civilians".
func (f *finder) countsOnly(p *phrase) bool {
	return p.kind == roleItem && p.bare && p.last+1 < len(f.t) && f.lex.Classes.Has("belong-preposition", f.lower[p.last]) &&
		f.words.measure[f.lemma[p.last-1]]
}

// eventName tells the place in a name of an event or document: "Treaty of Zaruba".
func (f *finder) eventName(p *phrase) bool {
	of := p.first - 1
	return of > 0 && f.lex.Classes.Has("belong-preposition", f.lower[of]) && capital(f.t[of-1].Form) &&
		(f.words.event[f.lower[of-1]] || f.lex.Classes.Has("event-prefix", f.lower[of-1]))
}

// predicate tells a role that says what someone is and names no one of its own:
// "is an outspoken critic of …", "Norland, a permanent council member, …".
func (f *finder) predicate(p *phrase) bool {
	if p.kind != roleItem || p.says.Plural || p.roleKind == "body" || !f.indefinite(p.first) {
		return false
	}
	if b := p.first - 2; b >= 0 && f.t[b].Form == "," && f.lex.Classes.Has("relation-noun", f.lemma[p.last-1]) && p.last < len(f.t) &&
		f.lex.Classes.Has("belong-preposition", f.lower[p.last]) {
		return true // "Maroun, a rival of Brel"
	}
	t := &f.t[p.head]
	if t.Is("appos") && t.Head >= 0 && f.at[t.Head] >= 0 && f.items[f.at[t.Head]].kind == countryItem {
		return true
	}
	return f.s.Child(p.head, "cop") >= 0
}

// complement reads what a role is told by after it: "of Cuba", "from France",
// "for the army". It ends the phrase and tells its country and body.
func (f *finder) complement(p *phrase) {
	if p.kind != roleItem && !(p.kind == personItem && p.named) &&
		!(p.kind == orgItem && p.named && !p.says.Known) {
		return
	}
	f.fullName(p)
	at := p.last
	if at+1 >= len(f.t) || f.t[at].UPOS != "ADP" || !f.words.company[f.lower[at]] {
		return
	}
	from := f.oneOf(at + 1)
	end := f.run(from)
	if end == from {
		return
	}
	mark := len(f.found)
	q := f.analyse(from, end)
	f.found = f.found[:mark]
	for k := at + 2; k < end && q.kind == noItem; k++ {
		if f.possessive(k) && f.at[k-1] >= 0 {
			end = k // "the government of Norland's plan"
			q = f.analyse(from, end)
			f.found = f.found[:mark]
		}
	}
	if f.affairs(p, &q, at, end) {
		return
	}
	if !f.completes(p, &q, f.lower[at], at+1, end) {
		return
	}
	if q.kind == noItem {
		p.last = end
		return
	}
	if q.named && q.form == doc.Name && q.says.Name != "" {
		f.remember(&q)
	}
	if f.lex.Classes.Has("envoy-preposition", f.lower[at]) && p.kind == roleItem && f.lex.Classes.Has("sent-noun", f.lemma[p.last-1]) {
		f.complement(&q)
		p.last, p.bare = q.last, false // whom one is sent to is not whose one is
		if p.form == doc.Vague {
			p.form = doc.Description
		}
		return
	}
	if q.kind == personItem && q.named && p.kind == roleItem && q.nameFirst > q.first && q.says.Role == "" {
		f.joinName(p, &q) // "President of Norland Ana Brel"
		return
	}
	f.complement(&q)
	if q.kind == orgItem || q.kind == roleItem || q.kind == peopleItem {
		f.brackets(&q)
		f.alias(&q)
	}
	if q.form == doc.Collective {
		p.form, p.typ = doc.Collective, record.Group
	}
	p.last = q.last
	p.says.Aliases = q.says.Aliases
	if p.kind == personItem || p.kind == orgItem {
		f.termOf(p, q.says.Country)
		p.says.Country = firstOf(p.says.Country, q.says.Country)
		if p.kind == personItem && len(p.says.Sectors) == 0 {
			p.says.Sectors = q.says.Sectors
		}
		return
	}
	vague := p.form == doc.Vague
	asOffice := vague && p.roleKind == "office" && !p.says.Plural && !p.says.Definite && p.first > 0 && f.t[p.first-1].UPOS == "ADP"
	f.belong(p, &q)
	if vague && q.form == doc.Vague || asOffice {
		p.form = doc.Vague
	}
	p.bare = false
	f.stateRole(p)
	if c := f.lex.CountryByCode[p.says.Country]; c != nil && p.roleKind == "body" && p.says.Of == "" {
		p.says.Name = firstOf(f.bodyName(p.says.Role, c), p.says.Name)
	}
}

// removed tells people who are taken away from where they are: "withdraw its
// troops from the Congo".
func (f *finder) removed(p *phrase) bool {
	t := &f.t[p.head]
	return t.Is("obj", "nsubj:pass") && t.Head >= 0 && f.lex.Classes.Has("removal-verb", f.lemma[t.Head])
}

// hasTerm tells whether the person that a phrase names held an office of a country.
func (f *finder) hasTerm(p *phrase, country string) bool {
	k := f.at[p.last-1]
	return k >= 0 && f.items[k].kind == personItem && slices.ContainsFunc(f.items[k].person, func(t *lexicon.Person) bool { return t.Country == country })
}

// termOf gives a person the office held for the country that the text tells:
// "Tony Blair of Britain" is no envoy.
func (f *finder) termOf(p *phrase, country string) {
	if p.kind != personItem || p.says.Country == country || !f.hasTerm(p, country) {
		return
	}
	var own []*lexicon.Person
	for _, t := range f.items[f.at[p.last-1]].person {
		if t.Country == country {
			own = append(own, t)
		}
	}
	term := f.term(own)
	p.says.Country, p.says.Sectors, p.says.Office = term.Country, term.Sectors, term.Office
}

// affairs reads a title with its field before a name: "Assistant Secretary for
// European Affairs Ana Brel", "Minister for the Middle East Ana Brel".
func (f *finder) affairs(p, q *phrase, at, end int) bool {
	if p.kind != roleItem || p.says.Plural || q.kind == roleItem {
		return false
	}
	if q.kind == noItem && p.roleKind == "office" && f.lex.Classes.Has("office-field", f.lower[end-1]) {
		p.last = end // "the minister for Algerian affairs"
		return true
	}
	for i := at + 1; i < end-1; i++ {
		k := f.at[i]
		place := k >= 0 && p.roleKind == "office" && f.items[k].last == i+1 && (f.items[k].kind == placeItem || f.items[k].kind == countryItem)
		if !place && !f.lex.Classes.Has("office-field", f.lower[i]) || !capital(f.t[i+1].Form) || f.t[i+1].UPOS != "PROPN" {
			continue
		}
		r := f.segment(i+1, end)
		if r.kind != personItem || r.first != i+1 {
			continue
		}
		f.joinName(p, &r)
		return true
	}
	return false
}

// completes tells whether a phrase after a preposition tells who a role is:
// "government of Sudan", "spokesman for the army", "authorities in Zabul"; not
// "troops in Iraq".
func (f *finder) completes(p, q *phrase, word string, a, b int) bool {
	party := q.kind != noItem && q.form != doc.Vague
	class := func(name string) bool { return f.lex.Classes.Has(name, word) }
	switch {
	case p.kind == personItem || p.kind == orgItem:
		return class("belong-preposition") && party && (q.kind == countryItem && (p.says.Country == "" || p.says.Country == q.says.Country || f.hasTerm(p, q.says.Country)) || q.kind == placeItem ||
			p.kind == personItem && (q.kind == orgItem || q.roleKind == "body"))
	case class("belong-preposition"):
		if q.kind != noItem {
			if f.kin(p, q) {
				p.form = doc.Description // "families of the victims"
				return true
			}
			crew := p.roleKind == "body" && p.form != doc.Vague && q.says.Plural && f.lex.Classes.Has("group-body", f.lemma[p.last-1])
			return party || p.roleKind == "office" || crew
		}
		return p.roleKind != "crowd" && p.roleKind != "member" && capital(f.t[b-1].Form) && f.t[b-1].UPOS == "PROPN"
	case class("origin-preposition") && p.roleKind == "body" && f.lex.Classes.Has("state-role", f.lemma[p.last-1]):
		return party && p.says.Country == "" && f.stateOf(q)
	case class("origin-preposition"):
		return party && !f.removed(p) && p.roleKind != "body" && !(p.bare && p.says.Definite) && p.says.Country == ""
	case class("envoy-preposition") && f.lex.Classes.Has("envoy-noun", f.lemma[p.last-1]):
		return party && (!p.says.Plural || class("behalf-preposition") && p.says.Country == "" && f.stateOf(q))
	case class("spokes-preposition"):
		return (party || q.kind == roleItem && f.lex.Classes.Has("kin-noun", f.lemma[q.last-1])) && p.says.Country == "" && !p.says.Plural && p.roleKind != "body" && (p.roleKind != "member" || !f.s.Tokens[p.head].Is("obj"))
	case class("seat-preposition"):
		if q.kind != placeItem && q.kind != countryItem {
			return false
		}
		return p.bare && f.lex.Classes.Has("local-body", f.lemma[p.last-1]) || f.residents(p)
	}
	return false
}

// stateOf tells a phrase that names a country or its capital.
func (f *finder) stateOf(q *phrase) bool {
	return q.kind == countryItem || q.kind == orgItem || q.kind == placeItem && f.capitalOf(q) != nil
}

// oneOf passes "one of" before those of whom one is meant: "an aide to one of the
// leaders".
func (f *finder) oneOf(i int) int {
	if i+2 < len(f.t) && f.t[i].UPOS == "NUM" && f.lex.Classes.Has("one-article", f.lower[i]) && f.lex.Classes.Has("belong-preposition", f.lower[i+1]) {
		return i + 2
	}
	return i
}

// residents tells people or bodies who act and whom only their town tells:
// "diplomats in Brussels"; not "troops in Iraq", who are another country's.
func (f *finder) residents(p *phrase) bool {
	if !p.says.Plural || p.says.Definite || p.form != doc.Vague || p.says.Country != "" || !f.t[p.head].Is("nsubj") {
		return false
	}
	switch firstOf(p.says.Sectors...) {
	case "MIL", "CVL":
		return false
	}
	return p.roleKind != "crowd" && p.roleKind != "title"
}

// kin tells relatives and survivors by whose they are: "the families of the victims".
func (f *finder) kin(p, q *phrase) bool {
	return q.kind == roleItem && q.says.Definite && q.says.Plural && p.says.Plural && f.lex.Classes.Has("kin-noun", f.lemma[p.last-1])
}

// tail reads what stands beside a phrase and names the same: brackets, "or PKK",
// a name or role in apposition.
func (f *finder) tail(p *phrase, start int) {
	f.brackets(p)
	f.alias(p)
	f.apposition(p, start)
}

// brackets takes a short name in brackets into the mention: "(FARC)".
func (f *finder) brackets(p *phrase) {
	if p.kind != orgItem && p.kind != roleItem && p.kind != peopleItem && p.kind != countryItem || p.last+2 >= len(f.t) {
		return
	}
	open, end := f.t[p.last].Form, f.t[p.last+2].Form
	if (open == "(" && end == ")" || open == "[" && end == "]") && f.acronym(p.last+1) {
		p.says.Aliases = append(p.says.Aliases, f.form[p.last+1])
		if k := f.at[p.last+1]; k >= 0 && !p.says.Known {
			f.known(p, &f.items[k])
		}
		p.last += 3
	}
}

// known gives a phrase what the table knows of its other name.
func (f *finder) known(p *phrase, it *item) {
	if it.kind != orgItem {
		return
	}
	p.says.Known = true
	p.says.Name, p.says.Country, p.says.Sectors = it.org.Name, it.org.Country, it.org.Sectors
}

// alias takes "or PKK", with its comma, into the mention.
func (f *finder) alias(p *phrase) {
	at := p.last
	if at < len(f.t) && f.t[at].Form == "," {
		at++
	}
	if p.kind != orgItem && p.kind != roleItem || at+1 >= len(f.t) || f.t[at].UPOS != "CCONJ" ||
		!f.lex.Classes.Has("alias-conjunction", f.lower[at]) || !f.acronym(at+1) {
		return
	}
	p.says.Aliases = append(p.says.Aliases, f.form[at+1])
	if k := f.at[at+1]; k >= 0 && !p.says.Known {
		f.known(p, &f.items[k])
	}
	p.last = at + 2
}
