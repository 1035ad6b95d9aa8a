package actor

import (
	"sort"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
)

// deepest is how many clauses, one below the other, a subject is looked for in.
const deepest = 8

// subjectOf is the token that a verb's subject is: its own, or the one that the
// tree leaves out: that of the verb joined before it, of the verb that it completes,
// or the object of that verb ("asked Norland to free its prisoners"); -1 for none.
func (r *resolver) subjectOf(s *doc.Sentence, verb int) int {
	for range deepest {
		if verb < 0 {
			return -1
		}
		if k := s.Child(verb, "nsubj"); k >= 0 {
			return k
		}
		t := &s.Tokens[verb]
		head := t.Head
		switch {
		case head < 0:
			return -1
		case t.Is("acl:relcl"):
			return -1
		case t.Is("acl") && t.XPOS != "VB":
			return head // "troops leaving the town"
		case t.Is("acl"):
			return r.giver(s, head)
		case t.Is("xcomp"), t.Is("advcl") && r.governed(s, verb):
			if k := r.controller(s, head); k >= 0 {
				return k
			}
		case t.Is("advcl") && t.XPOS == "VB":
			if k := r.appealed(s, head); k >= 0 {
				return k
			}
		case !t.Is("conj", "advcl", "ccomp"):
			return -1
		}
		if !verbal(&s.Tokens[head]) {
			return -1
		}
		verb = head
	}
	return -1
}

// giver is who would do what an infinitive below a noun tells: the one who is given
// it ("gave Norland a month to pay its debts"), else the subject there.
func (r *resolver) giver(s *doc.Sentence, noun int) int {
	above := s.Tokens[noun].Head
	if above < 0 || !verbal(&s.Tokens[above]) {
		return s.Child(noun, "nmod:poss")
	}
	if k := s.Child(above, "iobj"); k >= 0 {
		return k
	}
	if k := s.Child(noun, "nmod:poss"); k >= 0 {
		return k
	}
	return r.subjectOf(s, above)
}

// governed tells a gerund with "of" or "from", which is the object's: "accused
// Norland of breaking its word".
func (r *resolver) governed(s *doc.Sentence, verb int) bool {
	k := s.Child(verb, "mark")
	return k >= 0 && r.lex.Classes.Has("object-gerund", s.Tokens[k].Lower())
}

// controller is the object of a verb whose complement is what the object is to do:
// "urged Norland to …", "called on Norland to …"; -1 for verbs whose subject does it.
func (r *resolver) controller(s *doc.Sentence, verb int) int {
	if r.lex.Classes.Has("promise-verb", lowerLemma(&s.Tokens[verb])) {
		return -1
	}
	if k := s.Child(verb, "obj", "iobj"); k >= 0 {
		return k
	}
	return r.appealed(s, verb)
}

// appealed is the party that a verb calls on; -1 for none.
func (r *resolver) appealed(s *doc.Sentence, verb int) int {
	for _, k := range s.Children(verb) {
		if !s.Tokens[k].Is("obl") {
			continue
		}
		if c := s.Child(k, "case"); c >= 0 && r.lex.Classes.Has("appeal-preposition", s.Tokens[c].Lower()) && r.mentionAt(s, k) >= 0 {
			return k
		}
	}
	return -1
}

func verbal(t *doc.Token) bool { return t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "ADJ" }

func lowerLemma(t *doc.Token) string { return strings.ToLower(t.Lemma) }

// clauseOf is the verb of the clause that token i stands in, past the subject
// that it may be part of: of "its" in "Norland said its troops left" it is "said".
func clauseOf(s *doc.Sentence, i int) int {
	for range s.Tokens {
		t := &s.Tokens[i]
		if t.Head < 0 {
			return -1
		}
		subject := t.Is("nsubj", "csubj")
		i = t.Head
		if subject {
			if s.Tokens[i].Head < 0 {
				return -1
			}
			if s.Tokens[i].Is("acl") {
				continue
			}
			i = s.Tokens[i].Head
		}
		if s.Tokens[i].UPOS == "VERB" || s.Child(i, "cop") >= 0 {
			return i
		}
	}
	return -1
}

// mentionAt is the mention that token i of a sentence belongs to, as far as they
// have been read; -1 for none.
func (r *resolver) mentionAt(s *doc.Sentence, i int) int {
	start := s.Tokens[i].Start
	if k := r.mentionBefore(start + 1); k >= 0 && start < r.mentions[k].End {
		return k
	}
	return -1
}

// mentionBefore is the last mention that begins before a code point; -1 for none.
func (r *resolver) mentionBefore(point int) int {
	return sort.Search(len(r.mentions), func(k int) bool { return r.mentions[k].Start >= point }) - 1
}
