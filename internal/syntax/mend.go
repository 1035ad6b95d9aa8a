package syntax

import "github.com/rapporteur/rapporteur/internal/doc"

// mend gives a sentence of running text that came out as a mere noun its verb,
// where a word that the tagger took for a participle behind the noun can only be it:
// "The leader, who was freed on Tuesday, called on his men …" was read as a leader
// called upon. A heading, a line without a full stop and a noun with a copula stay
// as they are.
func mend(s *doc.Sentence) {
	root := s.Root()
	if root < 0 || s.Kind != doc.Body || !closed(s) || !bareNoun(s, root) {
		return
	}
	verb := missedVerb(s, root)
	if verb < 0 {
		return
	}
	t := s.Tokens
	for i := range t {
		switch {
		case t[i].Head != root:
		case i > verb || t[i].UPOS == "PUNCT" && i > root:
			t[i].Head = verb
		case i < root && (t[i].Deprel == "obl" || t[i].Deprel == "advmod" || t[i].Deprel == "cc" || t[i].Deprel == "advcl"):
			t[i].Head = verb
		}
	}
	t[verb].Head, t[verb].Deprel, t[verb].XPOS = -1, "root", pastTag
	t[root].Head, t[root].Deprel = verb, "nsubj"
}

// pastTag is the tag of a past form, participleTag that of a past participle.
const (
	pastTag       = "VBD"
	participleTag = "VBN"
)

// closed tells whether a sentence ends in a full stop.
func closed(s *doc.Sentence) bool {
	n := len(s.Tokens)
	return n > 4 && s.Tokens[n-1].Form == "."
}

// bareNoun tells whether the root is a noun or name of which nothing is said.
func bareNoun(s *doc.Sentence, root int) bool {
	if u := s.Tokens[root].UPOS; u != "NOUN" && u != "PROPN" {
		return false
	}
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Head == root && t.Is("cop", "nsubj", "nsubj:pass", "csubj", "aux", "expl", "parataxis", "ccomp") {
			return false
		}
	}
	return true
}

// missedVerb is the first participle behind the root that may be the sentence's
// verb: it has no auxiliary, no subject and no agent, and hangs on the root or, just
// behind the comma that closes it, in the root's relative clause; -1 for none.
func missedVerb(s *doc.Sentence, root int) int {
	t := s.Tokens
	for i := root + 1; i < len(t); i++ {
		if t[i].UPOS != "VERB" || t[i].XPOS != participleTag && t[i].XPOS != pastTag || !free(s, i) {
			continue
		}
		h := t[i].Head
		if h == root && t[i].Is("acl", "advcl", "dep") {
			return i
		}
		if t[i-1].UPOS == "PUNCT" && t[i].Is("acl", "advcl", "conj", "parataxis") && h > root && h < i && within(s, h, root) {
			return i
		}
	}
	return -1
}

// free tells whether nothing below a verb shows it to be a participle.
func free(s *doc.Sentence, i int) bool {
	for k := range s.Tokens {
		if t := &s.Tokens[k]; t.Head == i && t.Is("aux", "aux:pass", "nsubj", "nsubj:pass", "mark", "obl:agent", "case") {
			return false
		}
	}
	return true
}

// within tells whether a word stands in a relative clause of the root.
func within(s *doc.Sentence, i, root int) bool {
	for steps := 0; i >= 0 && steps < len(s.Tokens); steps++ {
		if s.Tokens[i].Is("acl:relcl") && s.Tokens[i].Head == root {
			return true
		}
		i = s.Tokens[i].Head
	}
	return false
}
