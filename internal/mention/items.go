package mention

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// kind tells which table an item is from.
type kind int

const (
	noItem        kind = iota
	personItem         // people.tsv
	orgItem            // organizations.tsv
	countryItem        // a country's name: "Turkey"
	adjectiveItem      // "Turkish"
	peopleItem         // "Turks"
	placeItem          // places.tsv, and capitals
	roleItem           // roles.tsv: "foreign minister", "troops"
)

// item is a run of words that a table knows.
type item struct {
	first, last int
	kind        kind
	person      []*lexicon.Person
	org         *lexicon.Organization
	country     *lexicon.Country // of a country's name, adjective or people; of a capital, whose it is
	people      *lexicon.People  // of a people that is no country's
	places      []*lexicon.Place
	roles       []lexicon.Role
	capital     bool // the place is a country's capital
	plural      bool
}

// match finds the items of the sentence: the longest at each word, names before
// roles where they are of one length.
func (f *finder) match() {
	f.items = f.items[:0]
	f.at = f.at[:0]
	for range f.t {
		f.at = append(f.at, -1)
	}
	for i := 0; i < len(f.t); {
		it := f.itemAt(i)
		if it.kind == noItem || f.doubtful(&it) {
			i++
			continue
		}
		for k := it.first; k < it.last; k++ {
			f.at[k] = len(f.items)
		}
		f.items = append(f.items, it)
		i = it.last
	}
}

// itemAt is the longest item that begins at token i.
func (f *finder) itemAt(i int) item {
	best := item{first: i, last: i}
	t := &f.t[i]
	if t.UPOS == "PUNCT" || (t.UPOS == "PRON" || t.UPOS == "AUX") && !(f.acronym(i) && !f.shouts) &&
		!(t.UPOS == "PRON" && capital(t.Form) && !f.words.pronoun[f.lower[i]] && len(t.Form) > 4) {
		return best
	}
	if capital(t.Form) || i+1 < len(f.t) && f.t[i+1].Form == "-" {
		f.nameAt(i, &best)
		if best.kind == noItem && (len(t.Form) > 3 || i < f.s.Dateline) && strings.ToUpper(t.Form) == t.Form {
			f.inCapitals(i, &best)
		}
	}
	if t.UPOS == "VERB" && !capital(t.Form) || t.UPOS == "ADV" || t.UPOS == "ADP" || t.UPOS == "DET" {
		return best
	}
	if best.kind != noItem && best.kind != placeItem && best.kind != personItem {
		return best // "Palestinian" of "Palestinian gunmen" tells the country
	}
	if roles, n := f.lex.Roles.Longest(i, f.lemmaAt); n > best.last-i {
		best = item{first: i, last: i + n, kind: roleItem, roles: roles}
		if n == 1 && f.lemma[i] == f.lower[i] && f.t[i].XPOS == "NNS" {
			if one, ok := f.lex.Roles.Get(singular(f.lower[i])); ok && len(one) > len(roles) {
				best.roles, f.lemma[i] = one, singular(f.lower[i]) // "troops" whose lemma stayed plural
			}
		}
	} else if n == 0 && best.kind == noItem {
		if word := singular(f.lower[i]); word != f.lemma[i] {
			own := f.lemma[i]
			f.lemma[i] = word
			if roles, n := f.lex.Roles.Longest(i, f.lemmaAt); n > 0 {
				return item{first: i, last: i + n, kind: roleItem, roles: roles, plural: word != f.lower[i]}
			}
			f.lemma[i] = own
		}
	}
	if best.kind == roleItem {
		n := f.nounOf(best.first, best.last)
		_, body := best.role("body")
		best.plural = f.plural(n) && !(body && f.lower[n] == f.lemma[n] && !strings.HasSuffix(f.lower[n], "s")) // "police"
	}
	return best
}

// nameAt looks token i up in the tables of names.
func (f *finder) nameAt(i int, best *item) {
	longer := func(n int) bool { return n > best.last-i }
	if c, n := f.lex.CountryNames.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: countryItem, country: c}
	}
	if c, n := f.lex.CountryAdjectives.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: adjectiveItem, country: c}
	}
	if c, n := f.lex.CountryPeoples.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: peopleItem, country: c, plural: true}
	}
	if p, n := f.lex.PeopleAdjectives.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: adjectiveItem, people: p}
	}
	if p, n := f.lex.Peoples.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: peopleItem, people: p}
	}
	if o, n := f.lex.Organizations.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: orgItem, org: o.On(f.date)}
	}
	if p, n := f.lex.People.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: personItem, person: p}
	}
	if c, n := f.lex.Capitals.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: placeItem, country: c, capital: true}
	}
	if p, n := f.lex.Places.Longest(i, f.formAt); longer(n) {
		*best = item{first: i, last: i + n, kind: placeItem, places: p}
	} else if n > 0 && best.kind == placeItem {
		best.places = p
	}
}

// inCapitals looks up a name that is written in capitals, as datelines are:
// "ISTANBUL", "UNITED STATES".
func (f *finder) inCapitals(i int, best *item) {
	end := i
	for end < len(f.t) && len(f.form[end]) > 1 && strings.ToUpper(f.form[end]) == f.form[end] && capital(f.form[end]) {
		f.form[end] = f.form[end][:1] + strings.ToLower(f.form[end][1:])
		end++
	}
	f.nameAt(i, best)
	for k := i; k < end; k++ {
		f.form[k] = lexicon.Word(f.t[k].Form)
	}
}

// doubtful tells an item that is more likely a common word, or part of another
// name: "Nice" at the head of a sentence, "Jordan" of "Michael Jordan".
func (f *finder) doubtful(it *item) bool {
	if it.last-it.first > 1 {
		return false
	}
	if it.kind == roleItem {
		return f.surnameRole(it)
	}
	t := &f.t[it.first]
	switch t.UPOS {
	case "PROPN", "NOUN", "ADJ", "X":
	case "NUM", "SYM":
		return true
	case "PRON", "AUX":
		return it.kind == placeItem || it.kind == personItem
	default:
		return it.kind == placeItem || it.kind == personItem || t.UPOS != "VERB"
	}
	if it.kind == placeItem && t.UPOS != "PROPN" && (it.first == 0 || f.title) {
		return true
	}
	if (it.kind == adjectiveItem || it.kind == peopleItem) && it.first > 1 && f.hyphen(it.first-1) && f.words.particle[f.lower[it.first-2]] {
		return true // "al-Kuwaiti"
	}
	if f.partOfName(it) {
		return true
	}
	if b := it.first - 2; it.kind == countryItem && b >= 0 && f.hyphen(it.first-1) && f.at[b] < 0 && f.t[b].UPOS == "PROPN" && capital(f.t[b].Form) {
		return true // "Mendes-France"
	}
	if it.first == 0 || it.kind == adjectiveItem || it.kind == peopleItem {
		return false
	}
	_, given := f.lex.GivenNames[f.form[it.first-1]]
	return given && f.t[it.first-1].UPOS == "PROPN" && f.at[it.first-1] < 0 && it.kind == countryItem
}

// surnameRole tells a role that is a surname where it stands: "Cook said".
func (f *finder) surnameRole(it *item) bool {
	i := it.first
	if !capital(f.t[i].Form) {
		return f.lex.Classes.Has("capital-body", f.lower[i]) // "a house"
	}
	if f.title || f.t[i].UPOS != "PROPN" || !f.t[i].Is("nsubj", "nsubj:pass", "flat") {
		return false
	}
	if i == 0 {
		_, body := it.role("title", "office", "body")
		return !body && !it.plural && len(f.t) > 1 && (f.t[1].UPOS == "VERB" || f.t[1].UPOS == "AUX")
	}
	if b := i - 1; f.t[i].Is("flat") && f.at[b] < 0 && f.t[b].UPOS == "PROPN" && capital(f.t[b].Form) {
		return true // "Damodar Naik"
	}
	if _, ok := it.role("title", "office", "body"); ok {
		return false
	}
	before := f.t[i-1].UPOS
	return before == "PUNCT" || before == "PROPN" || before == "SCONJ" || before == "CCONJ"
}

// partOfName tells a place that is part of a person's name: "Vladimir" and
// "Uribe" before or after a capitalised word that no table knows.
func (f *finder) partOfName(it *item) bool {
	if it.kind != placeItem {
		return false
	}
	if f.names[f.form[it.first]] == personItem {
		return true
	}
	_, given := f.lex.GivenNames[f.form[it.first]]
	if next := it.last; given && next < len(f.t) && f.t[next].UPOS == "PROPN" && capital(f.t[next].Form) && !f.words.land[f.lower[next]] {
		return true
	}
	before := it.first - 1
	if before < 0 || f.at[before] >= 0 {
		return false
	}
	if f.words.particle[f.lower[before]] && before > 0 && capital(f.t[before-1].Form) {
		return true
	}
	return f.t[before].UPOS == "PROPN" && capital(f.t[before].Form) && !f.words.direction[f.lower[before]] &&
		!f.words.landBefore[f.lower[before]] && !f.words.nameless[f.lower[before]] && !(it.last < len(f.t) && f.t[it.last].Form == "," && before > 0 && f.words.within[f.lower[before-1]])
}

// nounOf is the noun of a role of several words: the one before a preposition,
// "heads" of "heads of state", else the last.
func (f *finder) nounOf(first, last int) int {
	for i := first + 1; i < last; i++ {
		if f.t[i].UPOS == "ADP" {
			return i - 1
		}
	}
	return last - 1
}

// singular is a plural's likely lemma, for words that the tagger takes for
// names: "Officials".
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "sses") || strings.HasSuffix(word, "ches") || strings.HasSuffix(word, "xes"):
		return word[:len(word)-2]
	case strings.HasSuffix(word, "men") && len(word) > 4:
		return word[:len(word)-3] + "man"
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && len(word) > 3:
		return word[:len(word)-1]
	}
	return word
}

// plural tells a noun in the plural, by its tag or where that is missing by its form.
func (f *finder) plural(i int) bool {
	switch f.t[i].XPOS {
	case "NNS", "NNPS":
		return true
	case "NN", "NNP":
		return false
	}
	return f.lower[i] != f.lemma[i] && f.lower[i] != ""
}

// term is the term of office that a person had on the report's day; else the
// nearest one.
func (f *finder) term(people []*lexicon.Person) *lexicon.Person {
	var best *lexicon.Person
	for _, p := range people {
		switch {
		case p.HeldOn(f.date):
			if best == nil || !best.HeldOn(f.date) || p.From > best.From {
				best = p
			}
		case best == nil:
			best = p
		case !best.HeldOn(f.date) && p.From > best.From && (f.date == "" || p.From <= f.date):
			best = p
		}
	}
	return best
}

// place is the likeliest of the places of one name.
func (f *finder) place(it *item) *lexicon.Place {
	var best *lexicon.Place
	for _, p := range it.places {
		if best == nil || p.Weight > best.Weight {
			best = p
		}
	}
	return best
}

// role is an item's role, of the wanted kinds if it has one of them.
func (it *item) role(kinds ...string) (lexicon.Role, bool) {
	for _, r := range it.roles {
		if slices.Contains(kinds, r.Kind) {
			return r, true
		}
	}
	return lexicon.Role{}, false
}

// isBody tells the codes that stand in a country's place for international bodies.
func isBody(code string) bool { return code == record.IGO || code == record.NGO }
