package actor

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// pronoun resolves "he", "it", "they", "who": the latest fitting mention, one
// that is a subject before another; in a quotation "I" and "we" are the speaker.
func (r *resolver) pronoun(i int) {
	m := &r.mentions[i]
	word := m.Says.Role
	a := -1
	switch {
	case r.lex.Classes.Has("pronoun-first", word):
		a = r.speaker(i)
	case r.lex.Classes.Has("pronoun-second", word):
	case r.lex.Classes.Has("relative-pronoun", word):
		a = r.antecedent(i)
	case r.lex.Classes.Has("reflexive", word):
		a = r.ownSubject(i)
	case r.empty(m):
	default:
		if a = r.owner(i); a >= 0 {
			break
		}
		if m.Says.Plural && r.together(i) {
			return
		}
		a = r.nearest(i)
	}
	if a >= 0 {
		r.mean(i, a)
		if last := r.mentions[i]; last.Says.Plural {
			r.inherit(i, a)
		}
	}
}

func (r *resolver) firstPerson(m *doc.Mention) bool {
	return r.lex.Classes.Has("pronoun-first", m.Says.Role)
}

// empty tells an "it" that stands for no one: "it was not clear what …".
func (r *resolver) empty(m *doc.Mention) bool {
	t := r.token(m)
	if t.Is("expl") {
		return true
	}
	s := &r.d.Sentences[m.Sentence]
	if m.Type == record.Organization && t.Is("nsubj") && t.Head >= 0 && s.Tokens[t.Head].UPOS == "NOUN" && s.Child(t.Head, "cop") >= 0 && r.mentionAt(s, t.Head) < 0 {
		_, role := r.lex.Roles.Get(lowerLemma(&s.Tokens[t.Head]))
		return !role // "it is a hostile place"
	}
	return m.Type == record.Organization && t.Is("nsubj") && t.Head >= 0 && s.Tokens[t.Head].UPOS == "ADJ" &&
		s.Child(t.Head, "csubj", "ccomp", "xcomp", "advcl") >= 0
}

// ownSubject is the actor of the subject of a reflexive pronoun's verb.
func (r *resolver) ownSubject(i int) int {
	m := &r.mentions[i]
	s := &r.d.Sentences[m.Sentence]
	if k := r.subjectOf(s, clauseOf(s, m.Head)); k >= 0 && k != m.Head {
		if c := r.mentionAt(s, k); c >= 0 && c < i && r.mentions[c].Actor >= 0 {
			return r.mentions[c].Actor
		}
	}
	return r.nearest(i)
}

// inherit gives "they" the parties that a collective stands for.
func (r *resolver) inherit(i, a int) {
	for _, k := range r.actors[a].Mentions {
		if len(r.mentions[k].Parties) > 0 {
			r.mentions[i].Parties = r.mentions[k].Parties
			return
		}
	}
}

func (r *resolver) token(m *doc.Mention) *doc.Token {
	return &r.d.Sentences[m.Sentence].Tokens[m.Head]
}

// together resolves "they" and "their" to people or parties joined by "and" as
// the subject of the same or the sentence before: "Brel and Maroun renewed their vow".
func (r *resolver) together(i int) bool {
	m := &r.mentions[i]
	for k := i - 1; k >= 0 && m.Sentence-r.mentions[k].Sentence <= 1; k-- {
		c := &r.mentions[k]
		if c.Form == doc.Pronoun && c.Says.Plural || c.Form == doc.Collective || c.Says.Plural && r.isSubject(c) {
			return false
		}
		if !r.isSubject(c) || c.Actor < 0 {
			continue
		}
		parties := []int{c.Actor}
		for n := k + 1; n < i && r.mentions[n].Sentence == c.Sentence; n++ {
			other := &r.mentions[n]
			if t := r.token(other); t.Is("conj") && t.Head == c.Head && other.Actor >= 0 && other.Actor != c.Actor && other.Form != doc.Pronoun {
				parties = append(parties, other.Actor)
			}
		}
		if len(parties) < 2 {
			continue
		}
		a := r.add(i)
		r.mean(i, a)
		m.Parties = parties
		act := &r.actors[a]
		act.Name = r.actors[parties[0]].Name
		for _, p := range parties[1:] {
			act.Name += " " + r.and + " " + r.actors[p].Name
		}
		act.Country, act.Sectors, act.Type = "", nil, record.Group
		return true
	}
	return false
}

// antecedent is the actor of the mention that a relative clause hangs on, else
// of the one that ends right before the pronoun.
func (r *resolver) antecedent(i int) int {
	m := &r.mentions[i]
	s := &r.d.Sentences[m.Sentence]
	noun, near := -1, -1
	for at, steps := m.Head, 0; at >= 0 && steps < 12; at, steps = s.Tokens[at].Head, steps+1 {
		if s.Tokens[at].Is("acl:relcl") {
			noun = s.Tokens[at].Head
			break
		}
	}
	for k := i - 1; k >= 0 && r.mentions[k].Sentence == m.Sentence; k-- {
		c := &r.mentions[k]
		if noun >= 0 && c.Range.Contains(m.Sentence, noun) && c.Form != doc.Pronoun {
			return c.Actor
		}
		if m.First-c.Last <= 1 && m.First >= c.Last && c.Form != doc.Pronoun && near < 0 {
			near = c.Actor
		}
	}
	if noun < 0 || m.Says.Role != "" && r.lex.Classes.Has("relative-person", m.Says.Role) {
		return near
	}
	return -1
}

// speaker is whom the first person means: in a quotation the person who is the
// subject beside it, else who signed the report.
func (r *resolver) speaker(i int) int {
	m := &r.mentions[i]
	if !r.quoted(m) {
		return r.signed()
	}
	best, distance := -1, 1<<30
	from := i
	for from > 0 && m.Sentence-r.mentions[from-1].Sentence <= 3 {
		from--
	}
	for k := from; k < len(r.mentions); k++ {
		c := &r.mentions[k]
		gap := c.Sentence - m.Sentence
		if gap > 3 {
			break
		}
		if k == i || gap > 0 && r.d.Sentences[c.Sentence].Paragraph != r.d.Sentences[m.Sentence].Paragraph || c.Form == doc.Vague && !(gap == 0 && r.isSubject(c)) || c.Form == doc.Pronoun && c.Actor < 0 || r.quoted(c) || c.Type == record.PlaceType {
			continue
		}
		d := max(gap, -gap)*100 + max(k-i, i-k)
		if gap < 0 {
			d += 60
			if r.d.Sentences[c.Sentence].Paragraph != r.d.Sentences[m.Sentence].Paragraph {
				d += 300
			}
		}
		if !r.isSubject(c) {
			d += 40
		}
		if c.Type != record.Person {
			d += 50
		}
		if c.Actor >= 0 && d < distance {
			best, distance = c.Actor, d
		}
	}
	if best >= 0 {
		return best
	}
	return -1
}

// signed is the person who stands with an office at the head of a report, as of
// a press release.
func (r *resolver) signed() int {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Sentence > 2 {
			break
		}
		s := &r.d.Sentences[m.Sentence]
		if m.Form == doc.Name && m.Type == record.Person && m.First == 0 && m.Last >= len(s.Tokens)-1 && m.Actor >= 0 {
			return m.Actor
		}
	}
	return -1
}

// quotes marks the tokens inside quotation marks, paragraph by paragraph.
func (r *resolver) quotes() {
	r.inQuote = make([][]bool, len(r.d.Sentences))
	open, paragraph := false, -1
	for si := range r.d.Sentences {
		s := &r.d.Sentences[si]
		if s.Paragraph != paragraph {
			open, paragraph = false, s.Paragraph
		}
		var marks []bool
		for i := range s.Tokens {
			switch s.Tokens[i].Form {
			case "“", "``":
				open = true
			case "”", "''":
				open = false
			case "\"":
				open = !open
			default:
				if open {
					if marks == nil {
						marks = make([]bool, len(s.Tokens))
					}
					marks[i] = true
				}
			}
		}
		r.inQuote[si] = marks
	}
}

func (r *resolver) quoted(m *doc.Mention) bool {
	marks := r.inQuote[m.Sentence]
	return marks != nil && marks[m.Head]
}
