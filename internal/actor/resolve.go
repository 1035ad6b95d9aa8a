// Package actor tells who is meant by the mentions of a report: which mentions
// name the same person, body or party, with full name, country and sectors; whom
// a pronoun, "the ministry" or "both sides" stands for.
package actor

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Resolve gives the actors of a report, in the order of their first mention, and
// the mentions with Actor and Parties filled: "Zelenskyy", "the president" and
// "he" are one actor, Volodymyr Zelenskyy, UKR, GOV. Vague people of whom more is
// told elsewhere ("the soldiers" after "Turkish soldiers") become descriptions.
func Resolve(d *doc.Doc, lex *lexicon.Lexicon) ([]doc.Actor, []doc.Mention) {
	r := &resolver{d: d, lex: lex, mentions: slices.Clone(d.Mentions), names: map[string]int{},
		and: only(lex, "name-conjunction"), whose: only(lex, "belong-preposition"), seat: only(lex, "seat-body")}
	r.home, r.dateline = r.homeCountry(), r.datelineCountry()
	r.countries()
	r.quotes()
	for i := range r.mentions {
		m := &r.mentions[i]
		switch m.Form {
		case doc.Name:
			r.belongs(i)
			r.name(i)
			r.led(i)
		case doc.Description, doc.Vague:
			r.description(i)
			r.led(i)
		case doc.Collective:
			r.collective(i)
		case doc.Pronoun:
			if !r.firstPerson(m) {
				r.pronoun(i)
			}
		}
		if m.Form != doc.Pronoun && m.Form != doc.Vague {
			r.count(m)
			r.joins(i)
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		switch {
		case m.Form == doc.Pronoun && r.firstPerson(m):
			r.pronoun(i)
		case m.Form == doc.Collective && len(m.Parties) == 0:
			r.late(i)
		}
	}
	r.finish()
	return r.actors, r.mentions
}

// resolver goes over the mentions of one report in their order.
type resolver struct {
	d        *doc.Doc
	lex      *lexicon.Lexicon
	mentions []doc.Mention
	actors   []doc.Actor
	roles    []string       // by actor: the role that its mentions tell, in lemmas
	last     []int          // by actor: its latest mention
	names    map[string]int // actor by name, alias and surname
	and      string         // the word that joins two names
	whose    string         // the word that joins a role and whose it is
	seat     string         // the role of what sits in a capital: "government"
	home     string         // the country that the report is mostly about
	dateline string         // the country that it is written in
	parties  []party        // countries and armed parties, with how often they are named
	couples  []couple       // those named together
	adjacent [][]string     // by sentence: the countries that its names and adjectives tell
	inQuote  [][]bool       // by sentence and token, nil for a sentence without quotation marks
}

// party is a side that "both sides" may mean: a country, or an armed party of one.
type party struct {
	key   string // country code, or the actor's name for others
	actor int
	times int
	at    int // sentence of its latest naming
	state bool
}

// only is the word of a class of one word.
func only(lex *lexicon.Lexicon, class string) string {
	for word := range lex.Classes.Set(class) {
		return word
	}
	return ""
}

// homeCountry is the country named most, in mentions and adjectives; the earlier
// one where two are named as often.
func (r *resolver) homeCountry() string {
	times := map[string]int{}
	best := ""
	for i := range r.mentions {
		m := &r.mentions[i]
		country := m.Says.Country
		if len(country) != 3 || country == record.IGO || country == record.NGO {
			continue
		}
		if len(m.Says.Sectors) > 0 && m.Says.Sectors[0] == "JRN" {
			continue
		}
		times[country] += 2
		if m.Sentence < 2 {
			times[country]++
		}
		if len(m.Says.Sectors) > 0 && (m.Says.Sectors[0] == "REB" || m.Says.Sectors[0] == "OPP") {
			times[country] += 2
		}
		if best == "" || times[country] > times[best] {
			best = country
		}
	}
	return best
}

// datelineCountry is the country of the place that the report is written in.
func (r *resolver) datelineCountry() string {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Type == record.PlaceType && m.Last <= r.d.Sentences[m.Sentence].Dateline {
			return m.Says.Country
		}
	}
	return ""
}

// countries lists the countries that each sentence tells, by mentions and by
// nationality adjectives: "three Chadian villages".
func (r *resolver) countries() {
	r.adjacent = make([][]string, len(r.d.Sentences))
	for i := range r.mentions {
		m := &r.mentions[i]
		if c := m.Says.Country; c != "" && c != record.IGO && c != record.NGO && first(m.Says.Sectors) != "JRN" {
			r.adjacent[m.Sentence] = append(r.adjacent[m.Sentence], c)
		}
	}
	for si := range r.d.Sentences {
		tokens := r.d.Sentences[si].Tokens
		word := func(i int) string {
			if i < len(tokens) {
				return tokens[i].Form
			}
			return ""
		}
		for i := range tokens {
			if form := tokens[i].Form; form == "" || form[0] < 'A' || form[0] > 'Z' {
				continue
			}
			if i > 0 && tokens[i-1].Form == "-" {
				continue // "anti-Norlandic"
			}
			if c, n := r.lex.CountryAdjectives.Longest(i, word); n > 0 {
				r.adjacent[si] = append(r.adjacent[si], c.Code)
			}
		}
	}
}

// add makes a new actor of a mention.
func (r *resolver) add(i int) int {
	m := &r.mentions[i]
	a := doc.Actor{Name: m.Says.Name, Type: m.Type, Country: m.Says.Country, Sectors: m.Says.Sectors, Office: m.Says.Office}
	r.actors = append(r.actors, a)
	r.roles = append(r.roles, m.Says.Role)
	r.last = append(r.last, i)
	return len(r.actors) - 1
}

// mean makes mention i one of actor a, which learns from it what it lacked.
func (r *resolver) mean(i, a int) {
	m := &r.mentions[i]
	m.Actor = a
	r.last[a] = i
	r.actors[a].Mentions = append(r.actors[a].Mentions, i)
	if m.Form == doc.Pronoun {
		return
	}
	act := &r.actors[a]
	if act.Name == "" && (m.Form == doc.Name || m.Form == doc.Description) {
		act.Name = m.Says.Name
	}
	if m.Form == doc.Name && act.Type == record.Person && strings.HasSuffix(m.Says.Name, " "+act.Name) {
		act.Name = m.Says.Name // "Brel" of the headline
	}
	if m.Form == doc.Name && m.Says.Written != "" && m.Says.Name == act.Name {
		act.Name = m.Says.Written // as the report itself spells it
	}
	if act.Country == "" {
		act.Country = m.Says.Country
	}
	if len(act.Sectors) == 0 {
		act.Sectors = m.Says.Sectors
	}
	if act.Office == "" {
		act.Office = m.Says.Office
	}
	if r.roles[a] == "" {
		r.roles[a] = m.Says.Role
	}
	for _, alias := range m.Says.Aliases {
		if _, ok := r.names[alias]; !ok {
			r.names[alias] = a
		}
	}
}

// count keeps how often the parties are named.
func (r *resolver) count(m *doc.Mention) {
	if m.Actor < 0 || len(m.Parties) > 0 {
		return
	}
	a := &r.actors[m.Actor]
	key, state, ok := partyKey(a)
	if !ok || state && m.Type == record.PlaceType && r.d.Sentences[m.Sentence].Dateline > m.First {
		return
	}
	weight := 2
	if m.Type == record.PlaceType && !r.isCountry(a) {
		weight = 0
	}
	for i := range r.parties {
		p := &r.parties[i]
		if p.key == key {
			p.times += weight
			p.at = m.Sentence
			if !state && r.actors[p.actor].Type == record.Person && a.Type != record.Person {
				p.actor = m.Actor // the party, not its man
			}
			if state && !r.isCountry(&r.actors[p.actor]) && r.isCountry(a) {
				p.actor = m.Actor
			}
			return
		}
	}
	if weight > 0 {
		r.parties = append(r.parties, party{key, m.Actor, weight, m.Sentence, state})
	}
}

// isCountry tells whether an actor is a country as such.
func (r *resolver) isCountry(a *doc.Actor) bool {
	c := r.lex.CountryByCode[a.Country]
	return c != nil && a.Name == c.Name
}

// NonState tells the sectors of parties that do not stand for their country.
func NonState(sector string) bool {
	switch sector {
	case "REB", "PRM", "UAF", "OPP", "CRM":
		return true
	}
	return false
}

func first(sectors []string) string {
	if len(sectors) == 0 {
		return ""
	}
	return sectors[0]
}

// locate gives someone in office, or a place that no table knows, the country
// that the report is about.
func (r *resolver) locate(a *doc.Actor) {
	m := &r.mentions[a.Mentions[0]]
	if m.Form == doc.Description && a.Type == record.Organization && first(a.Sectors) == "GOV" && m.Says.Of != "" {
		a.Country = r.home // "the government of President Brel"
		return
	}
	if m.Form != doc.Name || m.Says.Known {
		return
	}
	switch {
	case a.Type == record.PlaceType:
		a.Country = r.home
		if near := r.adjacent[m.Sentence]; len(near) > 0 && !slices.Contains(near, r.home) {
			a.Country = near[len(near)-1]
		} else if same := slices.Compact(slices.Clone(near)); len(same) == 1 {
			a.Country = same[0]
		}
	case a.Type == record.Person:
		switch first(a.Sectors) {
		case "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY", "REB", "PRM":
			a.Country = r.home
			if near := r.adjacent[m.Sentence]; len(near) > 0 && !slices.Contains(near, r.home) {
				a.Country = near[0]
			}
		}
	}
}

// finish gives the actors without a name the words of their first mention, and
// tells those whom nobody could tell.
func (r *resolver) finish() {
	for i := range r.actors {
		a := &r.actors[i]
		slices.Sort(a.Mentions)
		if (a.Country == record.IGO || a.Country == record.NGO) && (len(a.Sectors) == 0 || a.Sectors[0] == "GOV") {
			a.Sectors = []string{a.Country}
		}
		if a.Country == "" && len(a.Mentions) > 0 {
			r.locate(a)
		}
		if a.Name != "" {
			continue
		}
		if len(a.Mentions) == 0 {
			continue
		}
		m := &r.mentions[r.plainest(a)]
		a.Name = r.unnamedAs(m)
		if a.Type != record.Person && a.Type != record.Group || r.roles[i] == "" {
			continue
		}
		a.Anonymous = r.nameless(r.roles[i], m)
	}
}

// plainest is the mention that tells most of someone without a name: the first
// that is neither vague nor a pronoun.
func (r *resolver) plainest(a *doc.Actor) int {
	best := a.Mentions[0]
	for _, i := range a.Mentions {
		switch r.mentions[i].Form {
		case doc.Pronoun:
		case doc.Vague:
			if r.mentions[best].Form == doc.Pronoun {
				best = i
			}
		default:
			return i
		}
	}
	return best
}

// unnamedAs is the name of someone without one: the words of the mention, but
// those that only say that the name is kept back, or how high the office is:
// "Ukrainian official" for "senior Ukrainian official".
func (r *resolver) unnamedAs(m *doc.Mention) string {
	tokens := r.d.Sentences[m.Sentence].Tokens
	if c := r.lex.CountryByCode[m.Says.Country]; c != nil && m.Says.Of == "" && r.lex.Classes.Has("side-noun", m.Says.Role) {
		return c.Name
	}
	first := m.First
	for first < m.Head && first+1 < m.Last && r.lex.Classes.Has("rank-adjective", tokens[first].Lower()) {
		first++
		for first+1 < m.Last && (tokens[first].Form == "," || tokens[first].Form == "-" && first+2 < m.Last) {
			first++
		}
	}
	return r.inFull(tokens, first, m)
}

// inFull is the words of a mention from a token on, with a body's short name in
// full and "of" before whose they are: "European Union officials" for "EU
// officials", "representatives of Iran" for "representatives from Iran".
func (r *resolver) inFull(tokens []doc.Token, first int, m *doc.Mention) string {
	start := tokens[first].Start
	lower := func(s string) string {
		if first == 0 && tokens[0].UPOS == "NOUN" && strings.HasPrefix(tokens[0].XPOS, "NN") && !strings.HasPrefix(tokens[0].XPOS, "NNP") {
			return strings.ToLower(tokens[0].Form) + strings.TrimPrefix(s, tokens[0].Form)
		}
		return s
	}
	form := tokens[first].Form
	if r.lex.Classes.Has("short-name", tokens[first].Lower()) && first+1 < m.Last && m.Says.Of != "" && tokens[first+1].Form != "-" {
		if o, ok := r.lex.Organizations.Get(lexicon.Word(form)); ok && o.Name == m.Says.Of {
			return o.Name + " " + r.d.Text.Slice(tokens[first+1].Start, m.End)
		}
	}
	for i := m.Head + 1; i < m.Last-1; i++ {
		if r.lex.Classes.Has("origin-preposition", tokens[i].Form) {
			return lower(r.d.Text.Slice(start, tokens[i].Start)) + r.whose + r.d.Text.Slice(tokens[i].End, m.End)
		}
	}
	return lower(r.d.Text.Slice(start, m.End))
}

// nameless tells a role that does not tell who someone is: "officials", "a
// source"; not a body or side, not a country's leader, not an armed party.
func (r *resolver) nameless(role string, m *doc.Mention) bool {
	if NonState(first(m.Says.Sectors)) && m.Says.Plural || r.lex.Classes.Has("leader-noun", lastWord(role)) {
		return false
	}
	roles, _ := r.lex.Roles.Get(role)
	anonymous := false
	for _, x := range roles {
		if x.Kind == "body" {
			return false
		}
		anonymous = anonymous || x.Anonymous
	}
	return anonymous
}
