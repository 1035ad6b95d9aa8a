package mention

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// rolePhrase reads a segment that ends in a role without a name: "Ukrainian
// officials", "the army", "civilians".
func (f *finder) rolePhrase(it *item, edge int, definite bool) phrase {
	p := phrase{first: edge, last: it.last, head: f.headOf(it.first, it.last), kind: roleItem}
	if it.first < edge {
		p.first = it.first
	}
	p.first = f.weekdayEnd(p.first, it.first+1)
	p.says.Plural = it.plural
	p.says.Definite = definite
	p.says.Role = f.lemmas(it)
	p.says.Office = f.text(it.first, it.last)
	role := f.asKind(it, &p)
	aff := f.affiliation(p.first, it.first)
	p.says.Country, p.says.Of = aff.country, aff.of
	p.says.Sectors = merge(role.Sectors, aff.sectors)
	if f.isFormer(p.first, it.first) {
		p.says.Sectors = f.former(p.says.Sectors)
	}
	if p.roleKind == "body" && firstOf(role.Sectors...) == f.words.government[0] && f.ruled(&p, it.first) {
		return p
	}
	p.bare = !aff.found
	if p.bare && it.plural && (p.roleKind == "office" || p.roleKind == "member") && definite && (f.lex.Classes.Has("head-of-state", f.lemma[f.nounOf(it.first, it.last)]) ||
		it.last-it.first == 1 && it.first == p.first && f.lex.Classes.Has("leader-noun", f.lemma[it.first]) && !(it.last < len(f.t) && f.lex.Classes.Has("belong-preposition", f.lower[it.last]))) {
		p.form, p.typ = doc.Collective, record.Group
		return p
	}
	if f.properBody(it, p.first, &p) {
		return p
	}
	p.form = f.roleForm(it, &p, role, aff)
	f.stateRole(&p)
	if p.says.Country != "" && p.says.Of == "" {
		if c := f.lex.CountryByCode[p.says.Country]; c != nil && p.roleKind == "body" {
			p.says.Name = f.bodyName(p.says.Role, c)
		}
	}
	return p
}

// stateRole gives a country's "officials", "representatives" and "side" the
// sector of its government.
func (f *finder) stateRole(p *phrase) {
	if len(p.says.Sectors) == 0 && f.lex.CountryByCode[p.says.Country] != nil && p.says.Of == "" && f.lex.Classes.Has("state-role", lastWord(p.says.Role)) {
		p.says.Sectors = f.words.government
	}
}

// asKind decides what a role without a name is taken as, and with it the type:
// one person, a group, an organisation.
func (f *finder) asKind(it *item, p *phrase) lexicon.Role {
	order := []string{"office", "member", "title", "body", "crowd"}
	_, body := it.role("body")
	_, member := it.role("member")
	if body && (!it.plural || !member || f.words.plural[p.says.Role]) {
		order = []string{"body", "office", "member", "title", "crowd"}
	} else if it.plural {
		order = []string{"member", "office", "title", "crowd", "body"}
	}
	for _, kind := range order {
		role, ok := it.role(kind)
		if !ok {
			continue
		}
		p.roleKind = kind
		if f.lex.Classes.Has("enemy-noun", p.says.Role) {
			p.typ = record.Group
			return role
		}
		if crowd, ok := it.role("crowd"); ok && len(role.Sectors) == 0 {
			role.Sectors = crowd.Sectors // "the people of …"
		}
		switch {
		case kind == "body" && it.plural && f.properNoun(it.last-1):
			p.typ, p.says.Plural = record.Organization, false // "Norland Airlines"
		case kind == "body" && !(it.plural && !f.words.plural[p.says.Role]) && !f.lex.Classes.Has("group-body", f.lemma[it.last-1]):
			p.typ = record.Organization
		case kind == "body" || it.plural || f.lex.Classes.Has("mass-people", p.says.Role):
			p.typ = record.Group
		default:
			p.typ = record.Person
		}
		return role
	}
	return lexicon.Role{}
}

// properNoun tells a word with a capital of its own: within a sentence that has
// not all its words so.
func (f *finder) properNoun(i int) bool {
	return i > 0 && capital(f.t[i].Form) && capital(f.t[i-1].Form) && !f.title && f.s.Kind == doc.Body
}

// properBody reads a capitalised body with capitalised words before it as one
// name: "Tamil Rehabilitation Organization".
func (f *finder) properBody(it *item, edge int, p *phrase) bool {
	if p.roleKind != "body" || !capital(f.t[it.last-1].Form) || f.title {
		return false
	}
	first := it.first
	own := it.last-it.first > 1
	for first > edge && (f.nameWord(first-1) || f.hyphen(first-1) || f.t[first-1].Form == "&" || f.words.particle[f.lower[first-1]]) {
		if f.at[first-1] < 0 && capital(f.t[first-1].Form) {
			own = true
		}
		first--
	}
	for first < it.first && !capital(f.t[first].Form) {
		first++
	}
	if first == it.first || !own {
		return false
	}
	plain := true // nothing but nationality before a body: not a name of its own
	for k := first; k < it.first; k++ {
		if f.at[k] < 0 || f.items[f.at[k]].kind == orgItem || f.items[f.at[k]].kind == placeItem {
			plain = false
		}
	}
	if plain {
		return false
	}
	p.named, p.kind, p.typ = true, orgItem, record.Organization
	p.says.Name = f.text(first, it.last)
	p.says.Of = ""
	p.says.Plural = false
	p.says.Definite = true
	if first > p.first && f.affiliation(p.first, first).found {
		return true
	}
	p.first = first
	return true
}

func (f *finder) nameWord(i int) bool {
	return f.t[i].UPOS == "PROPN" || capital(f.t[i].Form) && (f.t[i].UPOS == "ADJ" || f.t[i].UPOS == "NOUN" || f.t[i].UPOS == "X")
}

// roleForm tells whether a role names a particular party (Description) or
// people whom nobody could tell (Vague). What can only be told with the rest of
// the report ("the rebels") is left Vague with Definite set; actor decides.
func (f *finder) roleForm(it *item, p *phrase, role lexicon.Role, aff affiliation) doc.Form {
	if aff.found {
		return doc.Description
	}
	sector := firstOf(p.says.Sectors...)
	switch {
	case p.first > 0 && f.words.possessor[f.lower[p.first-1]]:
		if p.says.Plural && f.lex.Classes.Has("sided-noun", f.lemma[it.last-1]) {
			return doc.Description // "its fighters", "our allies"
		}
		if !p.says.Plural && f.lex.Classes.Has("owned-body", f.lemma[it.last-1]) {
			return doc.Description // "his government"
		}
		return doc.Vague
	case f.indefinite(p.first):
		return doc.Vague
	case p.says.Definite && it.first == p.first && f.lex.Classes.Has("enemy-noun", f.lemma[it.last-1]):
		return doc.Description
	case sector == "CRM" && it.first == p.first, sector == "UAF" && it.first == p.first && !p.says.Definite:
		return doc.Vague
	case p.roleKind == "body" && p.says.Plural && !f.words.plural[p.says.Role]:
		if nonState(sector) {
			return doc.Description
		}
		return doc.Vague
	case p.roleKind == "body":
		if !stateBody(sector) && !capital(f.t[it.last-1].Form) && !f.words.plural[p.says.Role] {
			return doc.Vague // "the group", "the hospital": actor tells
		}
		if f.words.plural[p.says.Role] && it.first > p.first && !p.says.Definite {
			return doc.Vague
		}
		if p.says.Definite || capital(f.t[it.last-1].Form) || (sector == "COP" || sector == "LEG") && it.first == p.first || len(role.Sectors) > 0 && f.s.Kind != doc.Body || f.words.plural[p.says.Role] {
			return doc.Description
		}
		if it.first > p.first && nonState(sector) {
			return doc.Description
		}
		return doc.Vague
	case f.words.culprit[p.says.Role], f.kindOnly(it, p):
		return doc.Vague
	case nonState(sector), sector == "MIL" && p.says.Plural && f.qualified(p.first, it.first):
		return doc.Description
	case it.plural && it.last-it.first > 1 && (sector == "MIL" || sector == "GOV") && f.bodyWord(it.first):
		return doc.Description
	case p.roleKind == "office" && !p.says.Plural && p.first > 0 && f.t[p.first-1].UPOS == "ADP":
		return doc.Vague // "as president"
	case p.roleKind == "office" && len(role.Sectors) == 0 && it.last-it.first == 1 && !capital(f.t[it.first].Form):
		return doc.Vague // "the head", "the leader": actor tells
	case p.roleKind == "office" && !p.says.Plural && !role.Anonymous &&
		(p.says.Definite || capital(f.t[it.first].Form) && !f.title && it.last < len(f.t) && it.last-it.first > 1):
		return doc.Description
	}
	return doc.Vague
}

// kindOnly tells a singular without an article, which names no one but a kind: "bomber,
// fighter and transport planes".
func (f *finder) kindOnly(it *item, p *phrase) bool {
	if it.plural || p.roleKind != "member" || p.says.Definite || f.s.Kind != doc.Body || p.first == 0 || capital(f.t[it.first].Form) {
		return false
	}
	switch f.t[p.first-1].UPOS {
	case "DET", "NUM", "PRON":
		return false
	}
	return !f.possessive(p.first - 1)
}

// qualified tells people whose side a word before them tells: "pro-government
// troops", "government-backed forces".
func (f *finder) qualified(a, b int) bool {
	for i := a; i < b; i++ {
		if f.hyphen(i) || f.at[i] >= 0 || strings.Contains(f.t[i].Form, "-") {
			return true
		}
	}
	return false
}

// bodyWord tells a word that names a body of state by itself: "coalition",
// "government".
func (f *finder) bodyWord(i int) bool {
	roles, _ := f.lex.Roles.Get(f.lemma[i])
	for _, r := range roles {
		if r.Kind == "body" && stateBody(firstOf(r.Sectors...)) {
			return true
		}
	}
	return false
}

// stateBody tells the sectors of bodies that are particular with "the" alone:
// "the army", "the court".
func stateBody(sector string) bool {
	switch sector {
	case "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY":
		return true
	}
	return nonState(sector)
}

// indefinite tells "a government", "any country".
func (f *finder) indefinite(first int) bool {
	for i := first - 1; i >= 0 && i >= first-3; i-- {
		switch {
		case f.lex.Classes.Has("indefinite", f.lower[i]):
			return true
		case f.t[i].UPOS != "NUM" && f.t[i].UPOS != "DET" && f.t[i].UPOS != "ADJ" && f.t[i].UPOS != "ADV":
			return false
		}
	}
	return false
}

// bodyName is the name of a country's body: "Government of Turkey" for "Turkish
// government"; "" where the table has none.
func (f *finder) bodyName(role string, country *lexicon.Country) string {
	return f.lex.BodyOf(role, country, f.date)
}

// collective reads "both sides", "the two countries", "heads of state", "the
// warring parties".
func (f *finder) collective(a, edge, b int) phrase {
	p := phrase{first: edge, last: b, head: b - 1, typ: record.Group}
	noun := f.lemma[b-1]
	if f.blocOf(&p, edge, b) {
		return p
	}
	if f.lex.Classes.Has("pair-people", noun) {
		return f.twoPeople(p, a, b)
	}
	if !f.words.side[noun] && !f.words.side[singular(f.lower[b-1])] {
		return p
	}
	for i := edge; i < b-1; i++ {
		if k := f.at[i]; k >= 0 && f.items[k].kind != roleItem {
			return p
		}
	}
	each := f.lex.Classes.Has("each-word", f.lower[a])
	if !f.plural(b-1) && !f.words.either[f.lower[a]] && !(each && f.lex.Classes.Has("conflict-side", noun)) {
		return p
	}
	for i := a; i < b-1; i++ {
		switch {
		case each && i == a, f.lex.Classes.Has("all-word", f.lower[i]) && f.lex.Classes.Has("conflict-side", noun) && edge == b-1:
			p.first, p.kind, p.form = i, roleItem, doc.Collective
		case f.words.pair[f.lower[i]] && !f.twoOfMany(i):
			p.first = i
			if f.lex.Classes.Has("pair-article", f.lower[i]) && i+1 < b-1 && f.words.possessor[f.lower[i+1]] {
				p.first = i
			}
			p.kind, p.form = roleItem, doc.Collective
		case f.lex.Classes.Has("warring", f.lower[i]):
			p.first, p.kind, p.form = i, roleItem, doc.Collective
		case f.t[i].UPOS == "NUM" && i > a && f.lex.Classes.Has("definite", f.lower[i-1]):
			p.first, p.kind, p.form = i, roleItem, doc.Collective
		}
		if p.form == doc.Collective {
			break
		}
	}
	if p.form != doc.Collective && f.lex.Classes.Has("conflict-side", noun) && f.plural(b-1) && edge == b-1 && (a < edge || f.s.Kind == doc.Headline) {
		p.kind, p.form = roleItem, doc.Collective // "the sides"
	}
	p.says = doc.Naming{Role: noun, Plural: true, Definite: true}
	if k := f.at[b-1]; k >= 0 && f.items[k].kind == roleItem && f.items[k].last-f.items[k].first > 1 {
		p.says.Sectors = f.items[k].roles[0].Sectors // "liberation movements"
	}
	if f.lex.Classes.Has("leader-noun", noun) || noun == f.words.seatBody {
		p.says.Sectors = f.words.government
	}
	return p
}

// twoPeople reads "the two men", "both women".
func (f *finder) twoPeople(p phrase, a, b int) phrase {
	both := b-a >= 2 && f.words.pair[f.lower[b-2]] && (f.words.either[f.lower[b-2]] || b-a >= 3 && f.lex.Classes.Has("definite", f.lower[b-3]))
	if both && f.plural(b-1) {
		p.first, p.kind, p.form = b-1, roleItem, doc.Collective
		p.says = doc.Naming{Role: f.lemma[b-1], Plural: true, Definite: true}
		if k := f.at[b-1]; k >= 0 && f.items[k].kind == roleItem {
			p.says.Sectors = f.items[k].roles[0].Sectors
		}
	}
	return p
}

// blocOf reads the countries of a part of the world: "Arab states", "Southeast
// Asian nations".
func (f *finder) blocOf(p *phrase, edge, b int) bool {
	if b-2 < edge || !f.words.realm[f.lemma[b-1]] || !f.plural(b-1) || !f.words.bloc[f.lower[b-2]] || !capital(f.t[b-2].Form) {
		return false
	}
	p.first = b - 2
	for p.first > edge && capital(f.t[p.first-1].Form) {
		p.first--
	}
	p.kind, p.form, p.roleKind = roleItem, doc.Description, "body"
	p.says = doc.Naming{Name: f.text(p.first, b), Known: true, Role: f.lemma[b-1], Plural: true, Definite: true}
	return true
}

// twoOfMany tells "two" before a noun without article: two leaders of more.
func (f *finder) twoOfMany(i int) bool {
	return f.t[i].UPOS == "NUM" && f.s.Kind == doc.Body &&
		!(i > 0 && (f.lex.Classes.Has("definite", f.lower[i-1]) || f.words.possessor[f.lower[i-1]] || f.possessive(i-1)))
}

// modifiers makes phrases of the names between a and b that stand before a noun
// which names nobody: "EU summit", "the Sudan-Chad border". Nationality
// adjectives and what only qualifies ("UN-brokered") are no naming.
func (f *finder) modifiers(a, b int) {
	for i := a; i < b; i++ {
		k := f.at[i]
		if k < 0 {
			i = f.unknownModifier(a, i, b)
			continue
		}
		if f.items[k].first != i {
			continue
		}
		it := &f.items[k]
		last := it.last
		if last > b || f.against(it) || f.hyphen(i-1) && i > 1 && f.at[i-2] < 0 {
			continue
		}
		switch it.kind {
		case countryItem:
			joined := f.hyphen(last) && last+1 < len(f.t) && f.at[last+1] >= 0 || f.hyphen(i-1)
			if _, both := f.lex.CountryAdjectives.Get(strings.Join(f.form[i:last], " ")); both && !joined && last < b {
				continue
			}
			p := f.namePhrase(it)
			if i > a && f.words.direction[f.lower[i-1]] {
				p.first--
			}
			f.found = append(f.found, p)
		case orgItem:
			_, ofCountry := f.lex.CountryAdjectives.Longest(i, f.formAt)
			if ofCountry > 0 && ofCountry < last-i && last < b && !f.words.speech[f.lemma[b-1]] && !f.headlineVerb(last, b) {
				continue // "an Israeli army vehicle"
			}
			if f.lex.Classes.Has("adjectival-name", f.lower[i]) && last-i == 1 && last < b {
				continue
			}
			p := f.namePhrase(it)
			f.found = append(f.found, p)
		case personItem, placeItem:
			if it.kind == placeItem && last < b && f.townOf(b) {
				continue
			}
			p := f.namePhrase(it)
			if it.kind == personItem {
				f.titles(&p, a)
			} else if i > a && f.words.direction[f.lower[i-1]] {
				p.first--
			}
			if it.capital && last == b {
				f.agent(&p)
			}
			f.found = append(f.found, p)
		case roleItem:
			headline := f.headlineVerb(last, b) && capital(f.t[a].Form)
			if last >= b || !f.words.speech[f.lemma[b-1]] && !headline {
				continue
			}
			_, ok := it.role("body")
			if _, office := it.role("office"); ok || headline && office {
				edge, definite := f.leftEdge(a, last)
				if p := f.rolePhrase(it, edge, definite); p.form == doc.Description {
					f.found = append(f.found, p)
				}
			}
		}
		i = last - 1
	}
}

// headlineVerb tells a verb of a headline that the tags take for a noun: "army
// surrenders", "parliament votes".
func (f *finder) headlineVerb(i, end int) bool {
	return f.s.Kind == doc.Headline && !f.title && i < end && !capital(f.t[i].Form) && strings.HasSuffix(f.lower[i], "s")
}

// townOf tells a noun for a place that its name follows: "the Red Sea port of
// Hodeidah", which names Hodeidah alone.
func (f *finder) townOf(b int) bool {
	_, area := f.lex.Areas[f.lower[b-1]]
	return (area || f.words.land[f.lower[b-1]]) && b+1 < len(f.t) && f.lex.Classes.Has("belong-preposition", f.lower[b]) && capital(f.t[b+1].Form)
}

// unknownModifier files a person whom only a given name shows, before a noun
// that names nobody, and gives the last token that it read.
func (f *finder) unknownModifier(a, i, b int) int {
	if _, given := f.lex.GivenNames[f.form[i]]; !given || f.t[i].UPOS != "PROPN" {
		return i
	}
	end := i + 1
	for end < b && f.at[end] < 0 && f.t[end].UPOS == "PROPN" && capital(f.t[end].Form) {
		end++
	}
	if end-i < 2 || f.commonWord(&phrase{first: i, last: end}) {
		return i
	}
	p := f.unknown(a, i, end)
	if p.kind == personItem {
		f.found = append(f.found, p)
	}
	return end - 1
}
