package actor

import (
	"sort"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// description resolves a role without a name. With a country or body it is that
// country's or body's ("Turkish soldiers", "Hamas spokesman"); bare, it is whom
// the report named by the same role or kind before ("the soldiers", "the
// president"), else the country's that the report is about.
func (r *resolver) description(i int) {
	m := &r.mentions[i]
	if m.Type == record.PlaceType {
		if r.lex.Classes.Has("country-noun", m.Says.Role) || !r.thisPlace(i) {
			r.thisCountry(i)
		}
		return
	}
	owned := m.Says.Country == "" && r.possessed(i)
	r.ledBy(m)
	for _, try := range []func(*doc.Mention) (int, bool){r.ofParty, r.sameBody, r.sameRole, r.office, r.titled, r.samePeople} {
		if a, ok := try(m); ok {
			if m.Form == doc.Vague && m.Says.Definite && r.particular(a) && !r.superlative(m) {
				m.Form = doc.Description
			}
			r.mean(i, a)
			return
		}
	}
	if m.Form == doc.Description && m.Says.Country == "" && m.Says.Of == "" && !owned {
		r.atHome(m)
	}
	if m.Form == doc.Vague && m.Says.Definite && !m.Says.Plural && m.Type == record.Organization && (r.isSubject(m) || r.token(m).Is("obj", "iobj")) && !r.superlative(m) &&
		r.lex.Classes.Has("armed-body", lastWord(m.Says.Role)) {
		m.Form = doc.Description // "the group" of a report that begins with it
	}
	a := r.add(i)
	r.mean(i, a)
	if m.Form == doc.Vague {
		r.actors[a].Country = r.around(m)
	}
	if m.Says.Name != "" {
		if _, ok := r.names[m.Says.Name]; !ok {
			r.names[m.Says.Name] = a
		}
	}
}

// thisCountry takes "the country" for the one that the report is about where that
// was named just before, else for the last one named.
func (r *resolver) thisCountry(i int) {
	m := &r.mentions[i]
	code := r.home
	for k := i - 1; k >= 0 && m.Sentence-r.mentions[k].Sentence <= 1; k-- {
		c := &r.mentions[k]
		if c.Says.Country == r.home && (c.Type != record.PlaceType || c.Actor >= 0 && r.isCountry(&r.actors[c.Actor])) {
			code = r.home
			break
		}
		if code == r.home && c.Form == doc.Name && (c.Type == record.PlaceType && c.Actor >= 0 && r.isCountry(&r.actors[c.Actor]) || c.Type == record.Group && len(c.Says.Sectors) == 0) && r.lex.CountryByCode[c.Says.Country] != nil {
			code = c.Says.Country
		}
	}
	if c := r.lex.CountryByCode[code]; c != nil {
		m.Says.Name, m.Says.Country = c.Name, c.Code
	}
	a, ok := r.names[m.Says.Name]
	if !ok || m.Says.Name == "" {
		a = r.add(i)
	}
	r.mean(i, a)
	if m.Says.Name != "" {
		r.names[m.Says.Name] = a
	}
}

// possessed gives "its troops" the country of what "its" stands for, but not "its
// allies", who are others. It tells whether a pronoun says whose someone is.
func (r *resolver) possessed(i int) bool {
	if i == 0 {
		return false
	}
	m, p := &r.mentions[i], &r.mentions[i-1]
	if p.Form != doc.Pronoun || p.Sentence != m.Sentence || p.Last != m.First {
		return false
	}
	if p.Actor >= 0 && !r.lex.Classes.Has("ally-noun", lastWord(m.Says.Role)) {
		owner := &r.actors[p.Actor]
		m.Says.Country = owner.Country
		if NonState(first(owner.Sectors)) && m.Says.Role != "" {
			m.Says.Sectors = owner.Sectors
		}
	}
	return true
}

// superlative tells "the largest group", which says of what kind someone is.
func (r *resolver) superlative(m *doc.Mention) bool {
	for i := m.First; i < m.Last; i++ {
		if r.d.Sentences[m.Sentence].Tokens[i].XPOS == "JJS" {
			return true
		}
	}
	return false
}

// particular tells whether some mention of actor a is more than vague.
func (r *resolver) particular(a int) bool {
	for _, i := range r.actors[a].Mentions {
		if f := r.mentions[i].Form; f == doc.Name || f == doc.Description {
			return true
		}
	}
	return false
}

// around is the country that vague people are of: the only one that their
// sentence names, else the one that the report is about.
func (r *resolver) around(m *doc.Mention) string {
	switch first(m.Says.Sectors) {
	case "UAF", "CRM", "JRN", "NGO", "IGO", "BUS", "REL":
		return ""
	}
	if r.abroad(m) || r.fromAbroad(m) {
		return ""
	}
	if first(m.Says.Sectors) == "MIL" && m.Says.Country == "" {
		if c := r.deployed(m); c != "" {
			return c
		}
	}
	if m.Type == record.Organization && len(m.Says.Sectors) == 0 || m.Says.Country != "" {
		return m.Says.Country
	}
	only := ""
	for _, c := range r.adjacent[m.Sentence] {
		switch {
		case c == r.home || only == "":
			only = c
		case only != c && only != r.home:
			return r.home
		}
	}
	if only == "" {
		return r.home
	}
	return only
}

// bare tells a description that does not say whose it is.
func bare(m *doc.Mention) bool { return m.Says.Country == "" && m.Says.Of == "" }

// ofParty takes the fighters of an armed party for the party: "PKK rebels".
func (r *resolver) ofParty(m *doc.Mention) (int, bool) {
	if m.Says.Of == "" || !NonState(first(m.Says.Sectors)) || !m.Says.Plural {
		return 0, false
	}
	if m.Says.Name == "" {
		m.Says.Name = m.Says.Of
	}
	a, ok := r.names[m.Says.Of]
	return a, ok
}

// sameBody finds a body named in full, or by the same role and country.
func (r *resolver) sameBody(m *doc.Mention) (int, bool) {
	if m.Says.Name != "" {
		a, ok := r.names[m.Says.Name]
		return a, ok
	}
	return 0, false
}

// sameRole finds the latest actor told by the same role, of the same country and
// body where the description tells them: "the soldiers" after "Turkish soldiers",
// "the ministry" after "Russia's Foreign Ministry".
func (r *resolver) sameRole(m *doc.Mention) (int, bool) {
	if m.Form == doc.Vague && !m.Says.Definite && !r.isSubject(m) && !m.Says.Plural || r.others(m) {
		return 0, false
	}
	best := -1
	for a := range r.actors {
		act := &r.actors[a]
		if r.several(a) && !(bare(m) && m.Says.Definite) || differ(act.Sectors, m.Says.Sectors) {
			continue
		}
		if m.Form == doc.Vague && r.mentions[r.last[a]].Says.Plural != m.Says.Plural {
			continue
		}
		if !r.sameWord(a, m) || act.Type != m.Type && !(act.Type != record.Person && m.Type != record.Person) {
			continue
		}
		if !bare(m) && (m.Says.Country != act.Country || m.Says.Of != "" && !r.of(a, m.Says.Of)) {
			continue
		}
		if r.actors[a].Type == record.Person && m.Form == doc.Vague && !m.Says.Definite {
			continue
		}
		if !bare(m) && act.Type == record.Person && !m.Says.Definite {
			continue // "a Turkish soldier" twice: two people
		}
		if best < 0 || r.prefers(a, best, m) {
			best = a
		}
	}
	return best, best >= 0
}

// others tells "other gunmen" and "unidentified gunmen": not those named before.
func (r *resolver) others(m *doc.Mention) bool {
	tokens := r.d.Sentences[m.Sentence].Tokens
	for k := m.First; k < m.Head && !m.Says.Definite; k++ {
		if r.lex.Classes.Has("unknown-word", tokens[k].Lower()) {
			return true
		}
	}
	return r.lex.Classes.Has("other-word", tokens[m.First].Lower())
}

// several tells an actor that is several parties.
func (r *resolver) several(a int) bool {
	ms := r.actors[a].Mentions
	return len(ms) > 0 && r.mentions[ms[0]].Form == doc.Collective
}

// differ tells sectors of a state's people and of its opponents.
func differ(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && NonState(a[0]) != NonState(b[0])
}

// sameWord tells whether an actor is told by the noun of a description, in its
// role or in its name: "the coalition" is the Global Coalition.
func (r *resolver) sameWord(a int, m *doc.Mention) bool {
	if r.roles[a] != "" && sameNoun(r.roles[a], m.Says.Role) {
		return true
	}
	act := &r.actors[a]
	if act.Type != record.Organization || m.Type == record.Person || m.Says.Plural || m.Form == doc.Vague && !m.Says.Definite || strings.Contains(m.Says.Role, " ") {
		return false
	}
	if len(m.Says.Sectors) > 0 && len(act.Sectors) > 0 && m.Says.Sectors[0] != act.Sectors[0] && act.Sectors[0] != "IGO" {
		return false
	}
	for word := range strings.FieldsSeq(act.Name) {
		if strings.EqualFold(word, m.Says.Role) {
			return true
		}
	}
	return false
}

// prefers tells which of two actors a noun means: the later named, but for
// bodies of state one of the report's own country before others that were not
// named just now.
func (r *resolver) prefers(a, b int, m *doc.Mention) bool {
	later := r.last[a] > r.last[b]
	home, other := a, b
	if r.actors[a].Country != r.home {
		home, other = b, a
	}
	if r.actors[home].Country != r.home || r.actors[other].Country == r.home || len(m.Says.Sectors) == 0 {
		return later
	}
	if near := m.Sentence-r.mentions[r.last[other]].Sentence <= 1; near && r.last[other] > r.last[home] {
		return other == a
	}
	return home == a
}

// of tells whether some mention of actor a says that it belongs to a body.
func (r *resolver) of(a int, body string) bool {
	for _, i := range r.actors[a].Mentions {
		if r.mentions[i].Says.Of == body {
			return true
		}
	}
	return false
}

// sameNoun tells roles of one noun: "foreign ministry" and "ministry".
func sameNoun(a, b string) bool {
	return a == b || strings.HasSuffix(a, b) && a[len(a)-len(b)-1] == ' ' || strings.HasSuffix(b, a) && b[len(b)-len(a)-1] == ' '
}

// capitalised tells a description with a name in it that no table knows: "the
// Roman Catholic leader".
func (r *resolver) capitalised(m *doc.Mention) bool {
	tokens := r.d.Sentences[m.Sentence].Tokens
	for i := m.First; i < m.Head && i < m.Last; i++ {
		if form := tokens[i].Form; form != "" && form[0] >= 'A' && form[0] <= 'Z' && !strings.Contains(m.Says.Role, strings.ToLower(form)) {
			return true
		}
	}
	return false
}

// office finds the person who holds a singular office: "the president" after
// "Ugandan President Yoweri Museveni".
func (r *resolver) office(m *doc.Mention) (int, bool) {
	if m.Type != record.Person || m.Says.Plural || !m.Says.Definite || bare(m) && r.capitalised(m) {
		return 0, false
	}
	best, exactly := -1, false
	leader := r.lex.Classes.Has("leader-noun", m.Says.Role)
	for a := range r.actors {
		act := &r.actors[a]
		if act.Type != record.Person || act.Name == "" {
			continue
		}
		if m.Says.Country != "" && act.Country != m.Says.Country || m.Says.Of != "" && !r.of(a, m.Says.Of) {
			continue
		}
		if len(m.Says.Sectors) > 0 && len(act.Sectors) > 0 && m.Says.Sectors[0] != act.Sectors[0] && act.Sectors[0] != "IGO" && act.Sectors[0] != "ELI" {
			continue
		}
		exact := sameNoun(strings.ToLower(act.Office), m.Says.Role)
		if !exact && !(leader && (first(act.Sectors) == "GOV" || first(act.Sectors) == "REB")) {
			continue
		}
		if best < 0 || exact && !exactly || exact == exactly && r.last[a] > r.last[best] {
			best, exactly = a, exact
		}
	}
	return best, best >= 0
}

// samePeople finds, for bare armed people and bodies, the latest party of that
// kind: "the attackers", "rebels", "the army", "the group".
func (r *resolver) samePeople(m *doc.Mention) (int, bool) {
	if !bare(m) || m.Type == record.Person {
		if !(NonState(first(m.Says.Sectors)) && m.Says.Plural) {
			return 0, false
		}
	}
	sector := first(m.Says.Sectors)
	general := len(m.Says.Sectors) == 0
	if general && !m.Says.Definite || r.others(m) || m.Form == doc.Vague && !NonState(sector) && !general {
		return 0, false
	}
	best := -1
	for a := range r.actors {
		act := &r.actors[a]
		if act.Type == record.PlaceType || act.Type == record.Person || len(act.Sectors) == 0 {
			continue
		}
		if m.Says.Country != "" && act.Country != m.Says.Country || m.Says.Of != "" {
			continue
		}
		if !kindred(act.Sectors[0], sector, general) {
			continue
		}
		if general && !r.fits(act, m) {
			continue
		}
		if best < 0 || r.last[a] > r.last[best] {
			best = a
		}
	}
	return best, best >= 0
}

// kindred tells whether a party of one sector may be meant by a noun of another:
// gunmen and attackers may be rebels, an army only an army.
func kindred(party, noun string, general bool) bool {
	if general {
		return true
	}
	if noun == "UAF" {
		return NonState(party)
	}
	return party == noun && NonState(noun)
}

// fits tells whether a general noun ("the group", "the agency") may mean an actor.
func (r *resolver) fits(a *doc.Actor, m *doc.Mention) bool {
	if a.Type == record.PlaceType {
		return false
	}
	class := "noun-for-" + strings.ToLower(a.Sectors[0])
	return r.lex.Classes.Has(class, lastWord(m.Says.Role))
}

// atHome gives a bare description the country last meant, or the one that the
// report is about.
func (r *resolver) atHome(m *doc.Mention) {
	switch first(m.Says.Sectors) {
	case "UAF", "CRM", "JRN", "NGO", "IGO", "BUS", "":
		return
	}
	if m.Says.Role == "" || r.abroad(m) {
		return
	}
	m.Says.Country = r.home
	if c := r.subjectCountry(m); c != "" {
		m.Says.Country = c
	} else if c := r.hostCountry(m); c != "" && first(m.Says.Sectors) == "MIL" {
		m.Says.Country = c
	}
	if c := r.lex.CountryByCode[m.Says.Country]; c != nil {
		if name := r.lex.BodyOf(m.Says.Role, c, r.d.Report.Date); name != "" {
			m.Says.Name = name
		}
	}
}

// subjectCountry is the country that is a subject earlier in the sentence, or whose
// leader is one and speaks of a parliament: "Norland says the army …", "President Brel
// told parliament …".
func (r *resolver) subjectCountry(m *doc.Mention) string {
	from := sort.Search(len(r.mentions), func(k int) bool { return r.mentions[k].Sentence >= m.Sentence })
	for i := m.First - 1; i >= 0; i-- {
		if !r.d.Sentences[m.Sentence].Tokens[i].Is("nsubj") {
			continue
		}
		for k := from; k < len(r.mentions); k++ {
			c := &r.mentions[k]
			if c.Sentence > m.Sentence {
				break
			}
			if !c.Range.Contains(m.Sentence, i) || c.Form != doc.Name || r.lex.CountryByCode[c.Says.Country] == nil {
				continue
			}
			if c.Type == record.PlaceType || c.Type == record.Person && first(c.Says.Sectors) == "GOV" && first(m.Says.Sectors) == "LEG" {
				return c.Says.Country
			}
		}
	}
	return ""
}

// abroad tells a description that is of no country in particular:
// "international forces".
func (r *resolver) abroad(m *doc.Mention) bool {
	for i := m.First; i < m.Last; i++ {
		if strings.HasPrefix(m.Says.Role, r.d.Sentences[m.Sentence].Tokens[i].Lower()+" ") {
			continue // "the Foreign Ministry"
		}
		if t := &r.d.Sentences[m.Sentence].Tokens[i]; r.lex.Classes.Has("no-country", t.Lower()) || capitalLetter(t.Form) && r.lex.Classes.Has("bloc-adjective", t.Lower()) {
			return true
		}
	}
	return false
}

// isSubject tells whether a mention is a subject.
func (r *resolver) isSubject(m *doc.Mention) bool {
	t := &r.d.Sentences[m.Sentence].Tokens[m.Head]
	return t.Is("nsubj")
}
