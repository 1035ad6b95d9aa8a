package actor

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// reach is how many sentences back a pronoun's mention may stand.
const reach = 4

// owner is whom a possessive pronoun means by its place: who is joined to what it
// owns ("Brel and her aides"), else the subject of its clause, told or understood
// ("urged Norland to free its prisoners"); -1 where neither fits.
func (r *resolver) owner(i int) int {
	m := &r.mentions[i]
	if !r.lex.Classes.Has("possessive-pronoun", m.Says.Role) {
		return -1
	}
	s := &r.d.Sentences[m.Sentence]
	if s.Tokens[m.Head].Head < 0 {
		return -1
	}
	owned := s.Tokens[m.Head].Head
	if t := &s.Tokens[owned]; t.Is("conj") && t.Head < m.Head {
		if c := r.mentionAt(s, t.Head); c >= 0 && c < i && r.surely(m, &r.mentions[c]) {
			return r.mentions[c].Actor
		}
	}
	verb := clauseOf(s, m.Head)
	if verb < 0 {
		return -1
	}
	k := r.returned(s, verb, owned)
	if k < 0 {
		k = r.subjectOf(s, verb)
	}
	if k < 0 || k > m.Head {
		return -1
	}
	if c := r.mentionAt(s, k); c >= 0 && c < i && r.surely(m, &r.mentions[c]) && r.quoted(m) == r.quoted(&r.mentions[c]) {
		return r.mentions[c].Actor
	}
	return -1
}

// surely tells whether a mention is one that a possessive pronoun can mean:
// "their" means several, "its" one.
func (r *resolver) surely(m, c *doc.Mention) bool {
	return c.Actor >= 0 && r.agrees(m, c) && (!m.Says.Plural || r.many(c)) && !(m.Says.Plural && r.pair(c))
}

// pair tells a mention that another is joined to, so that "their" means both.
func (r *resolver) pair(c *doc.Mention) bool {
	s := &r.d.Sentences[c.Sentence]
	return s.Child(c.Head, "conj") >= 0
}

// returned is the object of "thanked Norland for its help", whose own is meant; -1
// elsewhere.
func (r *resolver) returned(s *doc.Sentence, verb, owned int) int {
	c := s.Child(owned, "case")
	if c < 0 || !r.lex.Classes.Has("behalf-preposition", s.Tokens[c].Lower()) {
		return -1
	}
	return s.Child(verb, "obj")
}

// nearest is the actor of the best mention before a personal pronoun; -1 where a
// thing is the likelier ("signed the accord and defended it").
func (r *resolver) nearest(i int) int {
	m := &r.mentions[i]
	own := r.lex.Classes.Has("possessive-pronoun", m.Says.Role)
	var barred []int
	if !own {
		barred = r.barred(m)
		if a := r.employer(i); a >= 0 {
			return a
		}
	}
	best, bestScore := -1, -1e9
	for k := i - 1; k >= 0 && m.Sentence-r.mentions[k].Sentence <= reach; k-- {
		c := &r.mentions[k]
		if c.Actor < 0 || c.Form == doc.Pronoun && r.lex.Classes.Has("relative-pronoun", c.Says.Role) || !r.agrees(m, c) || r.sameClause(m, c) || slices.Contains(barred, c.Actor) {
			continue
		}
		if score := r.score(i, k, own); score > bestScore {
			best, bestScore = c.Actor, score
		}
	}
	if best >= 0 && !own && m.Says.Sex == "" && !m.Says.Plural && r.thing(m) > bestScore {
		return -1
	}
	return best
}

// score is how likely mention k is what pronoun i means.
func (r *resolver) score(i, k int, own bool) float64 {
	m, c := &r.mentions[i], &r.mentions[k]
	subject := r.isSubject(c)
	score := -2.0*float64(m.Sentence-c.Sentence) - 0.02*float64(i-k)
	if own && m.Says.Sex == "" && c.Sentence == m.Sentence {
		score -= 0.08 * float64(i-k)
		if subject {
			score += 0.15 // "asked Norland for its help": the nearer
		}
	} else if subject {
		score += 1.5
	}
	if subject && r.leads(c) {
		score += r.leading(m)
	}
	if m.Says.Plural && !r.many(c) {
		score -= 2.4
		if c.Type == record.PlaceType && !r.isSubject(m) {
			score -= 2
		}
	}
	if m.Says.Sex != "" && r.sex(c.Actor) == "" {
		score -= 0.4
	}
	if c.Form == doc.Pronoun {
		score += 0.5
	}
	if r.quoted(m) != r.quoted(c) {
		score -= 1.5
		if c.Sentence == m.Sentence && subject && r.leads(c) {
			score -= 2 // who speaks says "I"
		}
	}
	if c.Type == record.PlaceType && !subject {
		score -= 1.5
	}
	return score
}

// leads tells the subject of a sentence's main clause.
func (r *resolver) leads(c *doc.Mention) bool {
	s := &r.d.Sentences[c.Sentence]
	verb := s.Tokens[c.Head].Head
	for verb >= 0 && s.Tokens[verb].Is("conj") {
		verb = s.Tokens[verb].Head
	}
	return verb >= 0 && s.Tokens[verb].Head < 0
}

// leading is what the subject of a main clause is preferred by: for a subject in the
// next sentence ("Norland demands that Sudland withdraw. It …") and for what the
// subject of saying says of itself ("Brel said that he …").
func (r *resolver) leading(m *doc.Mention) float64 {
	if r.token(m).Is("nsubj") {
		return 0.5
	}
	return 0
}

// many tells a mention of several.
func (r *resolver) many(c *doc.Mention) bool {
	if c.Says.Plural || c.Form == doc.Collective || len(c.Parties) > 1 {
		return true
	}
	x := r.token(c).XPOS
	return c.Type != record.PlaceType && (x == "NNS" || x == "NNPS")
}

// barred are the actors that an object pronoun cannot mean: the subject, told or
// understood, of its verb, and who is joined to it.
func (r *resolver) barred(m *doc.Mention) []int {
	s := &r.d.Sentences[m.Sentence]
	if r.isSubject(m) {
		return nil
	}
	k := r.subjectOf(s, clauseOf(s, m.Head))
	if k < 0 || k == m.Head {
		return nil
	}
	var list []int
	if c := r.mentionAt(s, k); c >= 0 {
		list = append(list, r.mentions[c].Actor)
	}
	for _, n := range s.Children(k) {
		if c := r.mentionAt(s, n); s.Tokens[n].Is("conj") && c >= 0 {
			list = append(list, r.mentions[c].Actor)
		}
	}
	return list
}

// employer is the body that a speaker speaks for and means by "it" and "they":
// "a spokesman for the front said it had …"; -1 where there is none.
func (r *resolver) employer(i int) int {
	m := &r.mentions[i]
	s := &r.d.Sentences[m.Sentence]
	verb := s.Tokens[m.Head].Head
	if m.Says.Sex != "" || !r.isSubject(m) || verb < 0 || !s.Tokens[verb].Is("ccomp") || r.quoted(m) {
		return -1
	}
	above := s.Tokens[verb].Head
	if above < 0 || !r.speaks(s, above) {
		return -1
	}
	k := r.subjectOf(s, above)
	if k < 0 {
		return -1
	}
	c := r.mentionAt(s, k)
	if c < 0 || c > i || r.mentions[c].Type != record.Person || r.mentions[c].Says.Of == "" {
		return -1
	}
	if a, ok := r.names[r.mentions[c].Says.Of]; ok && r.actors[a].Type != record.Person {
		return a
	}
	return -1
}

// agrees tells whether number, kind and sex of a pronoun and a mention go together.
func (r *resolver) agrees(m, c *doc.Mention) bool {
	a := &r.actors[c.Actor]
	switch {
	case m.Says.Sex != "":
		return a.Type == record.Person && !c.Says.Plural && (r.sex(c.Actor) == "" || r.sex(c.Actor) == m.Says.Sex)
	case m.Says.Plural:
		return c.Form == doc.Collective || c.Says.Plural || a.Type == record.Group || a.Type == record.Organization && c.Form != doc.Pronoun ||
			a.Type == record.PlaceType && r.isCountry(a) && r.isSubject(c)
	default:
		return a.Type == record.Organization && !(first(a.Sectors) == "JRN" && r.d.Sentences[c.Sentence].Dateline > c.First) || a.Type == record.Group && !c.Says.Plural && c.Form != doc.Collective ||
			a.Type == record.PlaceType && r.isCountry(a)
	}
}

// sex is what the mentions of an actor tell, or the given name.
func (r *resolver) sex(a int) string {
	for _, i := range r.actors[a].Mentions {
		if s := r.mentions[i].Says.Sex; s != "" {
			return s
		}
	}
	if r.actors[a].Type == record.Person {
		given, _, _ := strings.Cut(r.actors[a].Name, " ")
		return r.lex.GivenNames[given]
	}
	return ""
}

// sameClause tells a mention that hangs on the same verb as an object pronoun:
// the one cannot be the other ("Smith met him").
func (r *resolver) sameClause(m, c *doc.Mention) bool {
	if m.Sentence != c.Sentence {
		return false
	}
	mt, ct := r.token(m), r.token(c)
	return mt.Head >= 0 && mt.Head == ct.Head && !mt.Is("nmod:poss") && mt.Deprel != ""
}

// thing is how likely an "it" means something that is no party: a plan, a step, a
// truce, told not long before; -1e9 where its verb shows a party ("it denied …").
func (r *resolver) thing(m *doc.Mention) float64 {
	s := &r.d.Sentences[m.Sentence]
	verb := s.Tokens[m.Head].Head
	subject := r.isSubject(m)
	best := -1e9
	if verb < 0 || subject && r.speaks(s, verb) || !subject && r.lex.Classes.Has("party-object-verb", lowerLemma(&s.Tokens[verb])) {
		return best
	}
	tells := subject && r.lex.Classes.Has("text-verb", lowerLemma(&s.Tokens[verb]))
	for si := m.Sentence; si >= 0 && m.Sentence-si <= 2; si-- {
		before := &r.d.Sentences[si]
		last := len(before.Tokens)
		if si == m.Sentence {
			last = m.Head
		}
		for k := before.Dateline; k < last; k++ {
			t := &before.Tokens[k]
			if t.UPOS != "NOUN" || t.XPOS != "NN" || t.Is("compound") || !r.text(t) || r.mentionAt(before, k) >= 0 || si == m.Sentence && s.Below(m.Head, k) {
				continue
			}
			score := -2.0*float64(m.Sentence-si) - 0.02*float64(last-k)
			switch {
			case t.Is("nsubj"):
				score += 1.5
			case t.Is("obj"):
				score += 0.8
			}
			best = max(best, score)
		}
	}
	if k := r.thingBefore(m); k >= 0 {
		score := 0.5 - 2*float64(m.Sentence-r.mentions[k].Sentence)
		if r.isSubject(&r.mentions[k]) {
			score += 1.5
		}
		best = max(best, score)
	}
	if tells {
		best += 2.2
	}
	if !subject {
		best += 1.5
	}
	return best
}

// thingBefore is the last "it" before a pronoun that meant a thing; -1 for none.
func (r *resolver) thingBefore(m *doc.Mention) int {
	for k := r.mentionBefore(m.Start); k >= 0 && m.Sentence-r.mentions[k].Sentence <= 1; k-- {
		if c := &r.mentions[k]; c.Form == doc.Pronoun && c.Actor < 0 && r.lex.Classes.Has("pronoun-thing", c.Says.Role) && !r.lex.Classes.Has("relative-pronoun", c.Says.Role) && !r.token(c).Is("expl") && !r.empty(c) {
			return k
		}
	}
	return -1
}

// text tells a noun for what is signed, rejected, kept or broken.
func (r *resolver) text(t *doc.Token) bool {
	lemma := lowerLemma(t)
	n := r.lex.Senses.Nouns[lemma]
	return n.Has("accord") || n.Has("truce") || n.Has("plan") || n.Has("talks") || n.Has("demand") || n.Has("ban") || n.Has("initiative") ||
		r.lex.Classes.Has("accord_text", lemma) || r.lex.Classes.Has("thing-noun", lemma)
}

// speaks tells a verb that only a party can be the subject of: one of saying,
// thinking or wanting.
func (r *resolver) speaks(s *doc.Sentence, verb int) bool {
	t := &s.Tokens[verb]
	return t.UPOS == "VERB" && !r.lex.Classes.Has("text-verb", lowerLemma(t)) && len(r.lex.Cues.At(lowerLemma(t))) > 0 && s.Child(verb, "nsubj:pass") < 0
}
