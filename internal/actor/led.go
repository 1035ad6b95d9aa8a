package actor

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// led gives a person of whom the tables know nothing the country and sector of what
// a relative clause says that he leads or has: "Ana Brel, who heads the opposition",
// "Ana Brel, whose party holds 12 seats". Mention i is what is led.
func (r *resolver) led(i int) {
	m := &r.mentions[i]
	if m.Actor < 0 || m.Type != record.Organization && m.Type != record.Group || len(m.Parties) > 0 {
		return
	}
	s := &r.d.Sentences[m.Sentence]
	who := -1
	if i > 0 && r.mentions[i-1].Form == doc.Pronoun && r.mentions[i-1].Sentence == m.Sentence && r.mentions[i-1].Last == m.First && r.isSubject(m) {
		who = i - 1
	} else if t := r.token(m); t.Is("obj") && t.Head >= 0 && r.lex.Classes.Has("leading-verb", lowerLemma(&s.Tokens[t.Head])) {
		if k := s.Child(t.Head, "nsubj"); k >= 0 {
			who = r.mentionAt(s, k)
		}
	}
	if who < 0 || who >= i || r.mentions[who].Actor < 0 || !r.lex.Classes.Has("relative-person", r.mentions[who].Says.Role) {
		return
	}
	a, body := &r.actors[r.mentions[who].Actor], &r.actors[m.Actor]
	if a.Type != record.Person || a.Country != "" || len(a.Sectors) > 0 {
		return
	}
	a.Country, a.Sectors = body.Country, body.Sectors
}

// belongs gives a person whom a role in apposition tells by someone else's the country
// and sector of the other: "Ana Brel, a member of his team".
func (r *resolver) belongs(i int) {
	m := &r.mentions[i]
	if m.Type != record.Person || m.Says.Country != "" || m.Says.Known {
		return
	}
	if i > 0 && m.Says.Role != "" && !r.lex.Classes.Has("ally-noun", lastWord(m.Says.Role)) {
		if p := &r.mentions[i-1]; p.Form == doc.Pronoun && p.Last == m.First && p.Sentence == m.Sentence && p.Actor >= 0 {
			m.Says.Country = r.actors[p.Actor].Country // "his minister Ana Brel"
			return
		}
	}
	tokens := r.d.Sentences[m.Sentence].Tokens
	for k := m.First; k < m.Last; k++ {
		if !r.lex.Classes.Has("possessive-pronoun", tokens[k].Lower()) {
			continue
		}
		sex := ""
		if r.lex.Classes.Has("male", tokens[k].Lower()) {
			sex = "m"
		} else if r.lex.Classes.Has("female", tokens[k].Lower()) {
			sex = "f"
		}
		if a := r.personBefore(i, sex); sex != "" && a >= 0 {
			m.Says.Country, m.Says.Of = r.actors[a].Country, r.mentions[r.last[a]].Says.Of
			if len(m.Says.Sectors) == 0 {
				m.Says.Sectors = r.actors[a].Sectors
			}
		}
		return
	}
}

// personBefore is the person of a sex named last before mention i, a subject before
// others; -1 for none.
func (r *resolver) personBefore(i int, sex string) int {
	last := -1
	for k := i - 1; k >= 0 && r.mentions[i].Sentence-r.mentions[k].Sentence <= 1; k-- {
		c := &r.mentions[k]
		if c.Actor < 0 || c.Form == doc.Vague || r.actors[c.Actor].Type != record.Person {
			continue
		}
		if own := r.sex(c.Actor); own != "" && own != sex {
			continue
		}
		if r.isSubject(c) {
			return c.Actor
		}
		if last < 0 {
			last = c.Actor
		}
	}
	return last
}

// titled finds the person whose name the report has given with the noun of a
// description as its title: "the Sudlandic count" after "Count Ana Brel".
func (r *resolver) titled(m *doc.Mention) (int, bool) {
	if m.Type != record.Person || m.Says.Plural || !m.Says.Definite || m.Says.Of != "" || strings.Contains(m.Says.Role, " ") {
		return 0, false
	}
	roles, _ := r.lex.Roles.Get(m.Says.Role)
	title := false
	for _, x := range roles {
		title = title || x.Kind == "title"
	}
	if !title {
		return 0, false
	}
	best := -1
	for a := range r.actors {
		act := &r.actors[a]
		if act.Type != record.Person || m.Says.Country != "" && act.Country != m.Says.Country && act.Country != record.IGO && act.Country != record.NGO && act.Country != "" {
			continue
		}
		if (best < 0 || r.last[a] > r.last[best]) && r.bears(a, m.Says.Role) {
			best = a
		}
	}
	return best, best >= 0
}

// bears tells whether a mention with a person's name has a title in it.
func (r *resolver) bears(a int, title string) bool {
	for _, i := range r.actors[a].Mentions {
		c := &r.mentions[i]
		if c.Form != doc.Name {
			continue
		}
		for k := c.First; k < c.Last; k++ {
			if t := &r.d.Sentences[c.Sentence].Tokens[k]; capitalLetter(t.Form) && t.Lower() == title {
				return true
			}
		}
	}
	return false
}

// deployed is the country whose soldiers are sent or kept somewhere: "Norland sent
// soldiers"; "" where no country does so.
func (r *resolver) deployed(m *doc.Mention) string {
	s := &r.d.Sentences[m.Sentence]
	t := r.token(m)
	for t.Is("conj") && t.Head >= 0 {
		t = &s.Tokens[t.Head]
	}
	if !t.Is("obj") || t.Head < 0 || !r.lex.Classes.Has("deploy-verb", lowerLemma(&s.Tokens[t.Head])) {
		return ""
	}
	k := r.subjectOf(s, t.Head)
	if k < 0 {
		return ""
	}
	if c := r.mentionAt(s, k); c >= 0 && r.mentions[c].Actor >= 0 {
		if a := &r.actors[r.mentions[c].Actor]; !NonState(first(a.Sectors)) {
			return a.Country
		}
	}
	return ""
}

// hostCountry is the country of the dateline where the subject of the sentence before
// is of it, so that "the Navy" is its own; "" elsewhere.
func (r *resolver) hostCountry(m *doc.Mention) string {
	if m.Sentence == 0 || r.dateline == "" {
		return ""
	}
	before := m.Sentence - 1
	for k := r.mentionBefore(r.d.Sentences[before].Start) + 1; k < len(r.mentions) && r.mentions[k].Sentence == before; k++ {
		c := &r.mentions[k]
		if c.Actor >= 0 && r.isSubject(c) && r.leads(c) {
			if a := &r.actors[c.Actor]; a.Country == r.dateline && !NonState(first(a.Sectors)) && first(a.Sectors) != "JRN" {
				return r.dateline
			}
			return ""
		}
	}
	return ""
}

// ledBy gives a body that does not say whose it is the country of who leads it: "a
// coalition led by Norland".
func (r *resolver) ledBy(m *doc.Mention) {
	if !bare(m) || m.Type == record.Person {
		return
	}
	s := &r.d.Sentences[m.Sentence]
	verb := s.Child(m.Head, "acl")
	if verb < 0 || !r.lex.Classes.Has("leading-verb", lowerLemma(&s.Tokens[verb])) {
		return
	}
	agent := s.Child(verb, "obl:agent")
	if agent < 0 {
		agent = s.Child(verb, "obl")
	}
	if agent < 0 {
		return
	}
	if c := r.mentionAt(s, agent); c >= 0 && r.mentions[c].Says.Country != "" {
		m.Says.Country = r.mentions[c].Says.Country
		if len(m.Says.Sectors) == 0 && NonState(first(r.mentions[c].Says.Sectors)) {
			m.Says.Sectors = r.mentions[c].Says.Sectors
		}
	}
}

// fromAbroad tells people of several countries that are not named: "soldiers from five
// African countries".
func (r *resolver) fromAbroad(m *doc.Mention) bool {
	s := &r.d.Sentences[m.Sentence]
	for _, k := range s.Children(m.Head) {
		if !s.Tokens[k].Is("nmod") || s.Tokens[k].XPOS != "NNS" || !r.lex.Classes.Has("realm", lowerLemma(&s.Tokens[k])) {
			continue
		}
		if c := s.Child(k, "case"); c >= 0 && (r.lex.Classes.Has("origin-preposition", s.Tokens[c].Lower()) || r.lex.Classes.Has("belong-preposition", s.Tokens[c].Lower())) {
			return true
		}
	}
	return false
}
