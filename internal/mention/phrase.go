package mention

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// phrase is a noun phrase that names someone or some place; of kind noItem
// where it does not.
type phrase struct {
	first, last, head int
	typ               string
	form              doc.Form
	kind              kind
	named             bool   // a proper name stands in it
	roleKind          string // of a role: the kind that it was taken as
	nameFirst         int    // where the name itself begins
	bare              bool   // a role without anything that tells whose
	says              doc.Naming
}

// analyse reads a run as one phrase, from its last word leftward: "Ukraine's
// Defense Minister Rustem Umerov". Where the head names nobody ("Russia's war")
// the names before it become phrases of their own in found.
func (f *finder) analyse(a, b int) phrase {
	cut := b - 1
	for cut >= a && (f.at[cut] >= 0 || !f.possessive(cut)) {
		cut--
	}
	if cut < a {
		return f.segment(a, b)
	}
	if cut == b-1 {
		return f.analyse(a, cut)
	}
	mark := len(f.found)
	left := f.analyse(a, cut)
	rest := len(f.found)
	core := f.segment(cut+1, b)
	if core.kind == noItem {
		if left.kind != noItem {
			f.owner(&left, cut+1, b)
			f.found = slices.Insert(f.found, rest, left)
		}
		return core
	}
	if left.kind == noItem && f.words.realm[f.lemma[cut-1]] && core.kind != placeItem && core.kind != countryItem {
		core.first, _ = f.leftEdge(a, cut) // "the country's military"
		core.says.Definite = true
		if core.form == doc.Vague {
			core.form = doc.Description
		}
		return core
	}
	if f.owns(&left, &core) {
		f.found = f.found[:mark]
		core.first = left.first
		f.belong(&core, &left)
		return core
	}
	if left.kind != noItem {
		f.found = slices.Insert(f.found, rest, left)
	}
	return core
}

// owner reads a capital with the possessive: "Moscow's invasion" is the
// government's, "Moscow's streets" are the town's.
func (f *finder) owner(p *phrase, a, b int) {
	if p.kind == placeItem && f.capitalOf(p) != nil && !f.words.ground[f.lemma[b-1]] {
		f.seat(p)
	}
}

// owns tells whether a possessor is part of the naming: "Uganda's foreign
// minister", not "today's leaders".
func (f *finder) owns(left, core *phrase) bool {
	if left.kind == noItem {
		return false
	}
	if core.kind == personItem && core.says.Role == "" {
		return left.kind == orgItem || left.kind == countryItem
	}
	if core.kind == orgItem && core.named && core.says.Known && left.kind == personItem {
		return false
	}
	return true
}

// belong gives a phrase the country and body of what it belongs to.
func (f *finder) belong(p, owner *phrase) {
	if p.says.Country == "" || p.form == doc.Vague {
		p.says.Country = owner.says.Country
	}
	if isBody(owner.says.Country) && p.roleKind != "" {
		p.says.Country = owner.says.Country
	}
	if k := f.at[owner.last-1]; owner.kind == personItem && k >= 0 && f.items[k].kind == personItem && p.roleKind == "body" && firstOf(p.says.Sectors...) == f.words.government[0] {
		if term := f.leader(f.items[k].person); term != nil {
			p.says.Country = f.lex.StateOn(term.Country, f.date)
		}
	}
	if owner.kind == orgItem || owner.kind == roleItem || owner.kind == personItem {
		if p.says.Of == "" {
			p.says.Of = firstOf(owner.says.Name, owner.says.Of)
		}
		p.says.Sectors = merge(p.says.Sectors, owner.says.Sectors)
	}
	if c := f.lex.CountryByCode[p.says.Country]; c != nil && p.roleKind == "body" && p.says.Of == "" && !p.named && owner.kind == countryItem {
		p.says.Name = firstOf(p.says.Name, f.bodyName(p.says.Role, c))
	}
	p.says.Definite = true
	p.bare = owner.bare && p.bare
	if p.form == doc.Vague && owner.form != doc.Vague {
		p.form = doc.Description
	}
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// merge is the sectors of someone by role and by what they belong to: those of
// armed and opposition parties stand first ("rebel commander" is REB), a role
// without its own takes the body's.
func merge(own, body []string) []string {
	if len(own) == 0 {
		return body
	}
	if len(body) > 0 && nonState(body[0]) && !nonState(own[0]) && own[0] != "DET" {
		return body
	}
	return own
}

func nonState(sector string) bool {
	switch sector {
	case "REB", "PRM", "UAF", "OPP", "CRM":
		return true
	}
	return false
}

// segment reads a run without possessive by its last word.
func (f *finder) segment(a, b int) phrase {
	none := phrase{first: a, last: b, head: b - 1}
	if a >= b {
		return none
	}
	edge, definite := f.leftEdge(a, b)
	if next := f.nationAfterNoun(edge, b); next > edge {
		f.modifiers(edge, next)
		edge, definite = next, false
	}
	p := none
	if f.words.land[f.lower[b-1]] && b-1 > edge && capital(f.t[b-2].Form) && !f.inBody(b-1) {
		p = f.landPhrase(edge, b) // "Rivers state", though states act too
	}
	if k := f.at[b-1]; p.kind != noItem {
	} else if k >= 0 && f.items[k].first >= a {
		p = f.headed(&f.items[k], edge, definite)
	} else if u := f.unknownRun(edge, b); u < b {
		p = f.unknown(edge, u, b)
	} else if f.words.land[f.lower[b-1]] || f.words.land[singular(f.lower[b-1])] {
		p = f.landPhrase(edge, b)
	}
	if p.kind == noItem {
		if c := f.collective(a, edge, b); c.kind == roleItem {
			return c
		}
		f.modifiers(edge, b)
		return p
	}
	if c := f.collective(a, p.first, b); c.kind == roleItem {
		return c
	}
	p.says.Definite = p.says.Definite || definite
	return p
}

// inBody tells a word of an organisation's name: "Delta" of "… of the Niger Delta".
func (f *finder) inBody(i int) bool { return f.at[i] >= 0 && f.items[f.at[i]].kind == orgItem }

// nationAfterNoun is where a new phrase begins that the tree's tags did not part:
// at the nationality of "accord Israeli" in "under the accord Israeli troops
// leave", at the title of "in return President Brel agreed"; 0 where there is none.
func (f *finder) nationAfterNoun(a, b int) int {
	for i := b - 2; i > a; i-- {
		k := f.at[i]
		if k < 0 || f.items[k].first != i {
			continue
		}
		_, title := f.items[k].role("title")
		if f.items[k].kind != adjectiveItem && !(title && capital(f.t[i].Form) && i > 1 && f.t[i-2].UPOS == "ADP") {
			continue
		}
		if t := &f.t[i-1]; t.UPOS == "NOUN" && !capital(t.Form) && f.at[i-1] < 0 && t.SpaceAfter && t.Head != b-1 {
			return i
		}
	}
	return 0
}

// headed reads a segment whose last words are a known item.
func (f *finder) headed(it *item, edge int, definite bool) phrase {
	switch it.kind {
	case roleItem:
		return f.rolePhrase(it, edge, definite)
	case personItem:
		p := f.namePhrase(it)
		f.titles(&p, edge)
		return p
	case orgItem:
		p := f.namePhrase(it)
		f.bodyTitles(&p, edge)
		return p
	case adjectiveItem:
		if f.aloneAfterArticle(it) {
			p := f.namePhrase(it)
			p.typ = record.Person // "a Ukrainian and two Britons"
			return p
		}
		if t := &f.t[it.last-1]; t.UPOS == "ADJ" && !(definite && f.plainEnd(it.last)) || edge < it.first && f.at[it.first-1] >= 0 && f.items[f.at[it.first-1]].kind == roleItem {
			return phrase{first: edge, last: it.last, head: it.last - 1}
		}
		return f.namePhrase(it)
	case countryItem, placeItem:
		p := f.namePhrase(it)
		if p.first > edge && f.words.direction[f.lower[p.first-1]] {
			p.first--
			if p.says.Country != "" {
				p.says.Name = f.text(p.first, p.last)
			}
			p.kind = placeItem
		} else if p.first > edge {
			f.modifiers(edge, p.first)
		}
		return p
	}
	p := f.namePhrase(it)
	if b := it.first - 1; b >= edge && f.at[b] < 0 && f.lex.Classes.Has("people-adjective", f.lower[b]) {
		p.first = b // "ethnic Albanians" live elsewhere
		p.says.Name, p.says.Country = f.text(p.first, p.last), ""
		return p
	}
	if b := it.first - 1; b >= edge && f.at[b] >= 0 && f.items[f.at[b]].kind == adjectiveItem {
		p.first = f.items[f.at[b]].first // "Danish Muslims"
		p.says.Country = firstOf(f.namePhrase(&f.items[f.at[b]]).says.Country, p.says.Country)
		p.says.Name = f.text(p.first, p.last)
	}
	return p
}

// aloneAfterArticle tells "a Ukrainian" with no noun after it.
func (f *finder) aloneAfterArticle(it *item) bool {
	if it.first == 0 || !f.lex.Classes.Has("one-article", f.lower[it.first-1]) {
		return false
	}
	i := it.last
	if i+1 < len(f.t) && f.t[i].UPOS == "CCONJ" {
		return f.t[i+1].UPOS == "NUM" || f.t[i+1].UPOS == "DET"
	}
	return f.plainEnd(i) || f.t[i].UPOS == "ADP" || f.t[i].UPOS == "PRON" || f.t[i].UPOS == "ADV"
}

// plainEnd tells that no noun follows.
func (f *finder) plainEnd(i int) bool {
	return i >= len(f.t) || f.t[i].UPOS == "VERB" || f.t[i].UPOS == "AUX" || f.t[i].UPOS == "PART" || f.t[i].UPOS == "PUNCT" && !quote(f.t[i].Form)
}

func quote(form string) bool { return strings.ContainsAny(form, "\"'“”‘’«»`") }

// namePhrase is the phrase of a known name by itself.
func (f *finder) namePhrase(it *item) phrase {
	p := phrase{first: it.first, nameFirst: it.first, last: it.last, head: f.headOf(it.first, it.last), kind: it.kind, named: true}
	p.says.Definite, p.says.Known = true, true
	if other, ok := f.aliases[f.form[it.first]]; ok && it.last-it.first == 1 {
		p.typ, p.kind, p.says = other.typ, other.kind, other.says
		return p
	}
	switch it.kind {
	case personItem:
		term := f.term(it.person)
		p.typ = record.Person
		p.says.Name, p.says.Country, p.says.Sectors, p.says.Office = term.Name, f.lex.StateOn(term.Country, f.date), term.Sectors, term.Office
		p.says.Sex = f.lex.GivenNames[f.form[it.first]]
		p.says.Written = f.written(it, term.Name)
	case orgItem:
		p.typ = record.Organization
		p.says.Written = f.written(it, it.org.Name)
		p.says.Name, p.says.Country, p.says.Sectors = it.org.Name, it.org.Country, it.org.Sectors
		if c := f.lex.CountryByCode[f.lex.StateOn(it.org.Country, f.date)]; c != nil && it.org.Kind == "seat" && firstOf(it.org.Sectors...) == f.words.government[0] {
			p.says.Country = c.Code
			p.says.Name = f.bodyName(f.words.seatBody, c)
		}
		if f.people(it) {
			p.typ = record.Group
		}
	case countryItem:
		p.typ = record.PlaceType
		p.says.Name, p.says.Country = it.country.Name, it.country.Code
	case adjectiveItem, peopleItem:
		p.typ = record.Group
		p.kind = peopleItem
		p.says.Name = f.text(it.first, it.last)
		if it.people != nil {
			p.says.Name, p.says.Country, p.says.Sectors = it.people.Name, it.people.Country, it.people.Sectors
		} else {
			p.says.Country = it.country.Code
		}
		p.says.Plural = it.kind == peopleItem && f.lower[it.last-1] != f.lemma[it.last-1]
	case placeItem:
		p.typ = record.PlaceType
		p.says.Name = f.text(it.first, it.last)
		if place := f.place(it); place != nil {
			p.says.Name, p.says.Country = place.Name, f.lex.StateOn(place.Country, f.date)
			p.says.Written = f.written(it, place.Name)
		} else if it.country != nil {
			p.says.Country = f.lex.StateOn(it.country.Code, f.date)
		}
	}
	return p
}

// people tells a body that is named by its people: "Houthis", "Houthi rebels",
// "Ukrainian forces".
func (f *finder) people(it *item) bool {
	last := it.last - 1
	if !strings.HasSuffix(f.lower[last], "s") || f.acronym(last) || f.form[last] == lastWord(it.org.Name) {
		return false
	}
	return it.last-it.first == 1 || !capital(f.t[last].Form)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// headOf is the word of a run that the tree hangs elsewhere; the last one where
// the tree does not tell.
func (f *finder) headOf(first, last int) int {
	for i := first; i < last; i++ {
		if h := f.t[i].Head; h < first || h >= last {
			if f.t[i].UPOS != "PUNCT" && f.t[i].UPOS != "ADP" {
				return i
			}
		}
	}
	return last - 1
}

// affiliation is what the words between a and b tell of whose someone is:
// "Turkish", "Foreign Ministry", "Hamas".
type affiliation struct {
	country string
	of      string
	sectors []string
	found   bool
}

func (f *finder) affiliation(a, b int) affiliation {
	var aff affiliation
	crowd := false // of a crowd, or of a body, no body before it tells whose
	if k := f.at[min(b, len(f.at)-1)]; k >= 0 && f.items[k].first == b && f.items[k].kind == roleItem {
		_, people := f.items[k].role("member", "office", "title")
		crowd = !people
	}
	for i := a; i < b; i++ {
		k := f.at[i]
		if k < 0 {
			aff.found = aff.found || capital(f.t[i].Form) && (f.words.bloc[f.lower[i]] ||
				i > 0 && !f.title && f.t[i].UPOS != "NUM" && !f.words.nameless[f.lower[i]])
			continue
		}
		it := &f.items[k]
		last := it.last
		if last > b || f.against(it) {
			i = last - 1
			continue
		}
		based := f.hyphen(last) && last+1 < b && f.at[last+1] < 0
		switch it.kind {
		case countryItem, adjectiveItem, peopleItem, placeItem:
			p := f.namePhrase(it)
			if aff.country == "" {
				aff.country = p.says.Country
			}
		case orgItem, personItem:
			if based {
				break
			}
			p := f.namePhrase(it)
			if aff.country == "" || isBody(p.says.Country) {
				aff.country = p.says.Country
			}
			aff.sectors, aff.of = merge(aff.sectors, p.says.Sectors), p.says.Name
			if nonState(firstOf(p.says.Sectors...)) {
				aff.sectors = p.says.Sectors
			}
		case roleItem:
			if r, ok := it.role("body"); ok && !crowd && (len(r.Sectors) > 0 || capital(f.t[it.first].Form)) {
				aff.found = true
			}
			if len(it.roles[0].Sectors) > 0 && !(len(aff.sectors) > 0 && nonState(aff.sectors[0])) {
				aff.sectors = it.roles[0].Sectors
			}
		}
		aff.found = aff.found || it.kind != roleItem
		i = last - 1
	}
	return aff
}

// against tells a name that only qualifies: "anti-Houthi", "Ethiopian-backed",
// "UN-brokered". "Yemen-based" does tell whose.
func (f *finder) against(it *item) bool {
	if f.hyphen(it.first-1) && it.first >= 2 && f.at[it.first-2] < 0 && !capital(f.t[it.first-2].Form) {
		return true
	}
	if !f.hyphen(it.last) || it.last+1 >= len(f.t) {
		return false
	}
	next := it.last + 1
	return f.at[next] < 0 && !capital(f.t[next].Form) && !f.lex.Classes.Has("based", f.lower[next])
}

// capitalOf is the country whose capital a place phrase names; nil where it is none.
func (f *finder) capitalOf(p *phrase) *lexicon.Country {
	if k := f.at[p.last-1]; k >= 0 && f.items[k].capital && f.items[k].first == p.first {
		return f.items[k].country
	}
	return nil
}

// seat makes a capital its government: "Moscow rejected …".
func (f *finder) seat(p *phrase) {
	c := f.capitalOf(p)
	if c == nil {
		return
	}
	if state := f.lex.CountryByCode[f.lex.StateOn(c.Code, f.date)]; state != nil {
		c = state
	}
	p.kind, p.typ = orgItem, record.Organization
	p.says = doc.Naming{Name: f.bodyName(f.words.seatBody, c), Known: true, Country: c.Code, Sectors: f.words.government, Role: f.words.seatBody, Definite: true}
}
