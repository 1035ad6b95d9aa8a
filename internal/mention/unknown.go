package mention

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// unknownRun is the first word of the run of capitalised words that no table
// knows and that ends at b; b where there is none.
func (f *finder) unknownRun(a, b int) int {
	if b-1 >= a && capital(f.t[b-1].Form) && (f.told(b-1) || f.opensWithName(b-1)) {
		// a surname told before, whatever its tag
	} else if b-1 < a || f.at[b-1] >= 0 || f.t[b-1].UPOS != "PROPN" && f.t[b-1].UPOS != "X" && !(f.t[b-1].UPOS == "NOUN" && b-1 > 0 && !f.title) || !capital(f.t[b-1].Form) {
		if !(b-2 >= a && f.hyphen(b-2) && f.at[b-1] < 0 && f.at[b-3] < 0 && f.t[b-1].UPOS == "PROPN" && capital(f.t[b-3].Form)) {
			return b
		}
	}
	first := b - 1
	for i := b - 2; i >= a && f.at[i] < 0; i-- {
		switch {
		case capital(f.t[i].Form) && (f.t[i].UPOS == "PROPN" || f.t[i].UPOS == "X" || f.t[i].XPOS == "NNP" && f.t[i].UPOS == "VERB" && i > a || (f.t[i].UPOS == "NOUN" || f.t[i].UPOS == "ADJ") && i > 0):
			first = i
		case f.hyphen(i) && i > a && (capital(f.t[i-1].Form) || f.words.particle[f.lower[i-1]]):
		case f.hyphen(i+1) && f.words.particle[f.lower[i]]:
			first = i
		case f.words.particle[f.lower[i]] && i > a:
		case (f.t[i].Form == "&" || f.t[i].Form == "." || f.t[i].Form == "’" || f.t[i].Form == "'") && i > a:
		default:
			return first
		}
	}
	return first
}

// opensWithName tells a given name that begins a sentence as its subject, which the
// tags may take for a noun: "Sadiq waits".
func (f *finder) opensWithName(i int) bool {
	t := &f.t[i]
	if i != 0 || t.UPOS != "NOUN" || t.XPOS == "NNS" || !t.Is("nsubj") || f.s.Kind != doc.Body || len(f.t) < 2 || f.t[1].UPOS != "VERB" && f.t[1].UPOS != "AUX" {
		return false
	}
	_, given := f.lex.GivenNames[f.form[i]]
	return given && f.at[i] < 0 && !f.lex.Classes.Has("word-name", f.lower[i])
}

// unknown reads a segment that ends in a run of capitalised words [u, b) that no
// table knows, by what stands around it.
func (f *finder) unknown(edge, u, b int) phrase {
	u = f.weekdayEnd(u, b)
	none := phrase{first: edge, last: b, head: b - 1}
	if f.words.nameless[f.lower[b-1]] || f.words.event[f.lower[b-1]] || f.lex.Classes.Has("event-prefix", f.lower[u]) ||
		u > 0 && capital(f.t[u-1].Form) && f.lex.Classes.Has("event-prefix", f.lower[u-1]) {
		return none
	}
	p := phrase{first: u, nameFirst: u, last: b, head: f.headOf(u, b), named: true}
	p.says = doc.Naming{Name: f.text(u, b), Definite: true}
	if other, ok := f.aliases[f.form[u]]; ok && b-u == 1 {
		p.says, p.kind, p.typ = other.says, other.kind, other.typ
		f.bodyTitles(&p, edge)
		return p
	}
	if c := f.sharedCountry(u, b); c != nil {
		p.says = doc.Naming{Name: c.Name, Country: c.Code, Known: true, Definite: true}
		p.kind, p.typ = placeItem, record.PlaceType
		return p
	}
	if says, ok := f.compass[f.form[u]]; ok && b-u == 1 {
		p.says, p.kind, p.typ = says, placeItem, record.PlaceType
		return p
	}
	if term := f.bySurname(&p, edge); term != nil {
		p.says.Known = true
		p.says.Name, p.says.Country, p.says.Sectors, p.says.Office = term.Name, f.lex.StateOn(term.Country, f.date), term.Sectors, term.Office
		p.kind, p.typ = personItem, record.Person
		f.titles(&p, edge)
		return p
	}
	for _, guess := range []func(*phrase, int) kind{f.byTitle, f.byForm, f.byContext} {
		switch p.kind = guess(&p, edge); p.kind {
		case personItem:
			p.typ = record.Person
			p.says.Sex = f.lex.GivenNames[f.form[p.first]]
			f.titles(&p, edge)
			return p
		case orgItem:
			p.typ = record.Organization
			f.bodyTitles(&p, edge)
			f.wholeName(&p, edge)
			return p
		case placeItem:
			p.typ = record.PlaceType
			f.wholeName(&p, edge)
			return p
		}
	}
	return none
}

// wholeName takes known names before the run into it: "Abu Dhabi Media", "Jolo
// Cathedral".
func (f *finder) wholeName(p *phrase, edge int) {
	first := p.first
	for first > edge && f.at[first-1] >= 0 && f.items[f.at[first-1]].kind != roleItem {
		it := &f.items[f.at[first-1]]
		if it.first < edge {
			return
		}
		first = it.first
		if c := f.namePhrase(it); p.says.Country == "" {
			p.says.Country = c.says.Country
		}
	}
	if first < p.first {
		p.first = first
		p.says.Name = f.text(first, p.last)
	}
}

// bySurname is the known person whom a surname after a title, or alone, means:
// of the country named with it and in office on the day.
func (f *finder) bySurname(p *phrase, edge int) *lexicon.Person {
	if p.last-p.first > 3 {
		return nil
	}
	people := f.lex.Surnames[f.form[p.last-1]]
	if p.last-p.first > 1 {
		people = f.lex.Surnames[joined(f.form[p.first:p.last])]
	}
	if len(people) == 0 || f.t[p.last-1].UPOS != "PROPN" && !f.told(p.last-1) {
		return nil
	}
	aff := f.affiliation(edge, p.first)
	titled := false
	for i := edge; i < p.first; i++ {
		if k := f.at[i]; k >= 0 && f.items[k].kind == roleItem || f.words.honour[f.lower[i]] {
			titled = true
		}
	}
	sex := ""
	if p.first > edge && f.words.honour[f.lower[p.first-1]] {
		sex = f.sexOf(p.first - 1)
	}
	var fit, named []*lexicon.Person
	for _, term := range people {
		if f.names[term.Name] != personItem {
			continue
		}
		if len(named) > 0 && named[0].Name != term.Name && lastWord(named[0].Name) != f.form[p.last-1] {
			named = named[:0]
		}
		if len(named) == 0 || named[0].Name == term.Name {
			named = append(named, term)
		}
	}
	if len(named) > 0 {
		return f.term(named)
	}
	if f.names[f.form[p.last-1]] == personItem {
		return nil // a namesake was told before
	}
	for _, term := range people {
		if first, _, _ := strings.Cut(term.Name, " "); sex != "" && f.lex.GivenNames[first] != "" && f.lex.GivenNames[first] != sex {
			continue
		}
		if aff.country != "" && term.Country != aff.country {
			continue
		}
		if (titled || aff.country != "") && term.HeldOn(f.date) {
			fit = append(fit, term)
		}
	}
	if len(fit) == 0 {
		if titled {
			if former := f.formerly(f.inOffice(people, p.first-1), sex, aff.country); former != nil || sex == "" {
				return former
			}
		}
		if sex == "" && !f.acts(p) && !f.dealtWith(p) && !(p.last < len(f.t) && f.possessive(p.last)) || f.title {
			return nil
		}
		for _, term := range people {
			if first, _, _ := strings.Cut(term.Name, " "); sex != "" && f.lex.GivenNames[first] != sex {
				continue
			}
			if term.HeldOn(f.date) {
				fit = append(fit, term)
			}
		}
		if len(fit) == 0 && sex == "" {
			fit = people
		}
		if len(fit) == 0 {
			return nil
		}
		if f.date == "" {
			fit = lately(fit) // no day: the last of the name in office
		}
		for _, term := range fit {
			if term.Name != fit[0].Name {
				return nil
			}
		}
	}
	return f.term(fit)
}

// inOffice are the terms of the office that the word before a surname tells: "Secretary
// Brel"; all terms where none is.
func (f *finder) inOffice(people []*lexicon.Person, title int) []*lexicon.Person {
	var fit []*lexicon.Person
	for _, term := range people {
		if title >= 0 && strings.HasPrefix(strings.ToLower(term.Office), f.lower[title]) {
			fit = append(fit, term)
		}
	}
	if len(fit) == 0 {
		return people
	}
	return fit
}

// formerly is the last term of whom a surname with a title can mean who holds no
// office on the day, or of a report without a day: "Mr. Brel"; nil where people of several
// countries have the name.
func (f *finder) formerly(people []*lexicon.Person, sex, country string) *lexicon.Person {
	var last *lexicon.Person
	for _, term := range people {
		first, _, _ := strings.Cut(term.Name, " ")
		if own := f.lex.GivenNames[first]; sex != "" && own != sex && own != "" || country != "" && term.Country != country || f.date != "" && term.From > f.date {
			continue
		}
		if last != nil && last.Country != term.Country && (last.Name != term.Name) {
			return nil
		}
		if last == nil || term.From > last.From {
			last = term
		}
	}
	return last
}

// lately are the terms of the person whose term began last.
func lately(people []*lexicon.Person) []*lexicon.Person {
	last := people[0]
	for _, p := range people {
		if p.From > last.From {
			last = p
		}
	}
	return []*lexicon.Person{last}
}

// sexOf is the sex that a word tells: "Mr.", "spokeswoman".
func (f *finder) sexOf(i int) string {
	switch {
	case f.words.female[f.lower[i]]:
		return "f"
	case f.words.male[f.lower[i]]:
		return "m"
	}
	return ""
}

func joined(words []string) string {
	s := words[0]
	for _, w := range words[1:] {
		s += " " + w
	}
	return s
}

// byTitle types a name by the role that stands right before it.
func (f *finder) byTitle(p *phrase, edge int) kind {
	if p.first <= edge {
		return noItem
	}
	if f.words.honour[f.lower[p.first-1]] {
		return personItem
	}
	k := f.at[p.first-1]
	if k < 0 || f.items[k].kind != roleItem {
		return noItem
	}
	it := &f.items[k]
	if _, ok := it.role("title", "office", "member"); ok {
		if _, body := it.role("body"); body && f.acronym(p.first) {
			return orgItem
		}
		return personItem
	}
	if _, ok := it.role("body"); ok && f.byForm(p, edge) != personItem {
		return orgItem
	}
	return noItem
}

// byForm types a name by its own words: "… Foundation", "… Province", a given name first.
func (f *finder) byForm(p *phrase, edge int) kind {
	last := strings.TrimSuffix(f.lower[p.last-1], ".")
	_, given := f.lex.GivenNames[f.form[p.first]]
	if p.last+1 < len(f.t) && f.t[p.last].Form == "," && f.at[p.last+1] >= 0 && f.items[f.at[p.last+1]].kind == countryItem &&
		!f.possessive(f.items[f.at[p.last+1]].last) && p.last-p.first < 3 && (p.first == 0 || f.t[p.first-1].UPOS == "ADP") {
		return placeItem // "in Ballas, Norland"
	}
	switch {
	case f.words.suffix[last], p.last-p.first > 1 && f.lex.Classes.Has("body-prefix", f.lower[p.first]):
		return orgItem
	case f.words.land[last]:
		return placeItem
	case p.last-p.first == 1 && f.acronym(p.first) && !f.title:
		if f.acts(p) || f.names[p.says.Name] == orgItem {
			return orgItem
		}
		return noItem
	case p.last-p.first > 1 && given && f.t[p.first].UPOS == "PROPN":
		return personItem
	case p.first > edge && f.at[p.first-1] >= 0 && f.items[f.at[p.first-1]].kind == placeItem && p.first-1 > edge:
		return noItem
	}
	switch first := f.lower[p.first]; {
	case f.words.landBefore[first] && p.last-p.first > 1:
		return placeItem
	case given && p.last-p.first == 1 && (f.t[p.first].UPOS == "PROPN" || f.opensWithName(p.first)) && !f.title:
		return personItem
	}
	for i := p.first + 1; i < p.last-1; i++ {
		if f.words.particle[f.lower[i]] && f.lower[i] != f.form[i-1] {
			return personItem
		}
	}
	return noItem
}

// byContext types a name by earlier mentions, by the preposition before it, and
// by its being the subject of a verb.
func (f *finder) byContext(p *phrase, edge int) kind {
	if k := f.seen(p); k != noItem {
		return k
	}
	if f.title {
		return noItem
	}
	if f.toldOffice(p) {
		return personItem
	}
	before := p.first - 1
	for before >= 0 && (f.t[before].UPOS == "DET" || f.t[before].UPOS == "ADJ") {
		before--
	}
	words := p.last - p.first
	if before > 0 && f.lex.Classes.Has("belong-preposition", f.lower[before]) && f.words.land[f.lower[before-1]] {
		return placeItem // "the town of …"
	}
	if before >= 0 && f.words.within[f.lower[before]] && words < 5 && f.t[p.last-1].UPOS == "PROPN" {
		return placeItem
	}
	if f.besidePlace(p) {
		return placeItem
	}
	subject := f.t[p.head].Is("nsubj", "nsubj:pass", "appos") || f.t[p.head].Deprel == "" && p.last < len(f.t) && (f.t[p.last].UPOS == "VERB" || f.t[p.last].UPOS == "AUX")
	if words > 1 && words < 5 && f.t[p.first].UPOS == "PROPN" && f.t[p.last-1].UPOS == "PROPN" {
		if before < p.first-1 || p.first > 0 && f.possessive(p.first-1) {
			return orgItem // "the …", "Norland's …"
		}
		if subject || p.first == 0 && p.last < len(f.t) && f.t[p.last].Form == "," || f.t[p.head].Is("obj", "obl", "conj", "nmod:poss") && !f.commonWord(p) {
			return personItem
		}
		return noItem
	}
	if words == 1 && subject && f.t[p.first].UPOS == "PROPN" {
		if before < p.first-1 {
			return orgItem
		}
		return personItem
	}
	return noItem
}

// besidePlace tells a name that a place is joined to by "and", or that people come
// from or flee: "in Ballas and Orvo" after which Ballas is known, "fled Orvo".
func (f *finder) besidePlace(p *phrase) bool {
	t := &f.t[p.head]
	if p.last-p.first > 2 || f.t[p.last-1].UPOS != "PROPN" || f.acronym(p.first) {
		return false
	}
	if t.Is("conj") && t.Head >= 0 && f.isPlace(t.Head) {
		return true
	}
	if t.Is("obj") && t.Head >= 0 && f.lex.Classes.Has("place-object-verb", f.lemma[t.Head]) {
		return true
	}
	if child := f.s.Child(p.head, "conj"); child >= 0 && f.at[child] >= 0 && f.items[f.at[child]].kind == placeItem {
		return true
	}
	before := p.first - 1
	return before > 0 && f.lex.Classes.Has("source-preposition", f.lower[before]) && p.last-p.first == 1 && !f.possessive(p.last) &&
		(f.lex.Classes.Has("measure_unit", f.lower[before-1]) || f.t[before-1].UPOS == "NUM" || f.t[before-1].UPOS == "NOUN" && f.lower[before-1] != f.lemma[before-1])
}

// isPlace tells a token that a place stands at, known or told just before.
func (f *finder) isPlace(i int) bool {
	if k := f.at[i]; k >= 0 {
		return f.items[k].kind == placeItem
	}
	if n := len(f.out); n > 0 && f.out[n-1].Range.Contains(f.si, i) {
		return f.out[n-1].Type == record.PlaceType
	}
	return false
}

// toldOffice tells a name that an office stands beside: "Lester Pearson, Canada's
// foreign minister".
func (f *finder) toldOffice(p *phrase) bool {
	if n := p.last - p.first; n < 2 || n > 4 || p.last+1 >= len(f.t) || f.t[p.last].Form != "," || f.t[p.first].UPOS != "PROPN" || f.t[p.last-1].UPOS != "PROPN" {
		return false
	}
	end := f.run(p.last + 1)
	if end == p.last+1 || f.at[end-1] < 0 || f.commonWord(p) {
		return false
	}
	it := &f.items[f.at[end-1]]
	_, office := it.role("office", "title")
	return it.kind == roleItem && office && !it.plural
}

// acts tells a name in a place where parties stand: a subject, an owner, an agent.
func (f *finder) acts(p *phrase) bool {
	t := &f.t[p.head]
	return t.Is("nsubj", "nmod:poss", "obl:agent", "conj", "obj", "iobj") && !(strings.HasSuffix(t.Form, "s") && len(t.Form) > 2)
}

// dealtWith tells a name of somebody whom one meets or faces: "a meeting between Brel
// and Maroun", "talks with Brel".
func (f *finder) dealtWith(p *phrase) bool {
	return p.first > 0 && f.t[p.head].Is("nmod", "obl") && f.lex.Classes.Has("counterpart-preposition", f.lower[p.first-1])
}

// commonWord tells a run with a word that is no part of a person's name: a role,
// a body, a place noun.
func (f *finder) commonWord(p *phrase) bool {
	for i := p.first; i < p.last; i++ {
		if _, role := f.lex.Roles.Get(f.lemma[i]); role || f.words.suffix[f.lower[i]] || f.words.land[f.lower[i]] || f.words.event[f.lower[i]] {
			return true
		}
	}
	return false
}

// seen is what an earlier mention was that has the same name, or the same surname.
func (f *finder) seen(p *phrase) kind {
	if k, ok := f.names[p.says.Name]; ok {
		return k
	}
	if f.names[lastWord(p.says.Name)] == personItem {
		return personItem
	}
	return noItem
}

// landPhrase reads a name with a common noun for a place: "Sirnak province",
// "Khurais oil field", "the Sulu region".
func (f *finder) landPhrase(edge, b int) phrase {
	none := phrase{first: edge, last: b, head: b - 1}
	first := b - 2
	for first > edge && !capital(f.t[first].Form) {
		if f.t[first].UPOS != "NOUN" && f.t[first].UPOS != "ADJ" && f.t[first].UPOS != "PROPN" {
			return none
		}
		first--
	}
	if first < edge || b-first > 3 || !capital(f.t[first].Form) {
		return none
	}
	p := phrase{first: first, last: b, head: b - 1, typ: record.PlaceType, kind: placeItem, named: true}
	if k := f.at[first]; k >= 0 {
		it := &f.items[k]
		if it.kind == placeItem && f.words.land[f.lower[it.last-1]] || b-it.last > 2 {
			return none
		}
		of := b < len(f.t) && f.lex.Classes.Has("belong-preposition", f.lower[b])
		if it.kind == adjectiveItem && of && f.lower[b-1] != f.lemma[b-1] && it.first >= edge {
			p.first = it.first // "Anglophone regions of …"
			p.says.Name, p.says.Definite = f.text(p.first, b), true
			return p
		}
		if it.kind == roleItem && capital(f.t[b-1].Form) && it.first > edge && capital(f.t[it.first-1].Form) && f.at[it.first-1] < 0 {
			p.first = it.first - 1 // "Tiyas Military Airfield"
			p.says.Name, p.says.Definite = f.text(p.first, b), true
			return p
		}
		if it.kind == orgItem {
			if _, n := f.lex.CountryAdjectives.Longest(it.first, f.formAt); n > 0 {
				return none
			}
		}
		if it.kind == countryItem || it.kind == adjectiveItem || it.kind == roleItem || it.first < edge || it.kind == peopleItem {
			return none
		}
		p.first = it.first
		q := f.namePhrase(it)
		p.says.Country, p.says.Known = q.says.Country, true
	} else if u := f.unknownRun(edge, first+1); u <= first {
		p.first = u
	} else {
		return none
	}
	p.says.Name, p.says.Definite = f.text(p.first, b), true
	if kind := f.lex.Areas[f.t[b-1].Form].Kind; (kind == "settlement" || kind == "region") && p.says.Known && b-1 > p.first {
		p.says.Name = f.text(p.first, b-1) // "Kandahar city", "Sulu region"
	}
	return p
}
