package attribution

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// voice is who speaks at a cue: the head of the words that name the speaker.
type voice struct {
	token int  // head token in the cue's sentence; -1 where nobody is named
	own   bool // it is the subject of the cue itself, so that the evidence holds it
	agent bool // it stands in a by-phrase
}

var nobody = voice{token: -1}

// speakerOf is who says what verb v says: its subject, the agent of a passive,
// the noun that a relative or participle clause belongs to, or the subject that
// it shares with the verb above it ("he left, saying …").
func (f *finder) speakerOf(s *doc.Sentence, v int) voice {
	if f.isPassive(s, v) {
		if a := f.agentOf(s, v); a >= 0 {
			return voice{token: a, agent: true}
		}
		return nobody
	}
	if c := f.subjectOf(s, v); c >= 0 {
		if c < s.Dateline {
			if n := f.nounBetween(s, s.Dateline, v); n >= 0 {
				return voice{token: n, own: true}
			}
		}
		if f.isTime(c) && c < v {
			if n := f.namedBefore(s, v); n >= 0 {
				return voice{token: n, own: true}
			}
		}
		return f.subject(s, v, c)
	}
	if n := f.invertedSubject(s, v); n >= 0 {
		return voice{token: n, own: true}
	}
	if n := f.tornSubject(s, v); n >= 0 {
		return voice{token: n, own: true}
	}
	if n := f.objectAsSubject(s, v); n >= 0 {
		return voice{token: n, own: true}
	}
	if n := f.besideCue(s, v); n >= 0 {
		return voice{token: n, own: true}
	}
	if t := &s.Tokens[v]; t.Is("root") && f.utters(t) && (t.XPOS == "VBD" || t.XPOS == "VBZ") && s.Child(v, "csubj", "expl") < 0 {
		if n := f.namedBefore(s, v); n >= 0 && f.mentionAt(s, n) >= 0 && s.Tokens[v-1].Form == "," && !f.quotes.touches(f.at, 0, v) {
			return voice{token: n, own: true} // after an apposition or relative clause that the tree lost
		}
	}
	if n := f.subjectBefore(s, v); n >= 0 {
		return voice{token: n, own: true}
	}
	for _, c := range s.Children(v) { // a subject of number: "nine percent say"
		if t := &s.Tokens[c]; t.Deprel == "obl:unmarked" && c < v && c >= v-2 && t.UPOS == "NOUN" && s.Child(c, "nummod") >= 0 {
			return voice{token: c, own: true}
		}
	}
	w := f.sharedSubject(s, v, 0)
	if w.token >= 0 && f.inQuotation(w.token, v) {
		return nobody
	}
	return w
}

// subjectBefore is the subject of a relative clause before a cue that the tree made
// a clause of what is said: "Those who have seen him say …", or who stands in
// "as Ruiz put it"; -1 where there is none.
func (f *finder) subjectBefore(s *doc.Sentence, v int) int {
	t := &s.Tokens[v]
	for _, c := range s.Children(v) {
		u := &s.Tokens[c]
		if c >= v || f.inQuotation(c, v) {
			break
		}
		if u.Is("obl") && u.UPOS == "PROPN" && f.hasMark(s, c, f.words.as) && f.mayspeak(s, c) {
			return c
		}
		if !u.Is("ccomp", "csubj", "advcl") || t.XPOS != "VBD" && t.XPOS != "VBP" && t.XPOS != "VBZ" || !f.utters(t) || s.Tokens[v-1].Form == "," && u.Is("ccomp") {
			continue
		}
		n := s.Child(c, "nsubj")
		if n < 0 || n > c || !f.speaks(s, n) || s.Tokens[n].UPOS == "PRON" {
			continue
		}
		if f.reduced(s, c, n, v) {
			return n
		}
		for k := n + 1; k < c; k++ {
			if s.Tokens[k].UPOS == "PRON" && f.words.relative[f.lower(s, k)] {
				return n
			}
		}
	}
	return -1
}

// reduced tells whether verb k between a noun n and a cue v is a participle that
// belongs to the noun, though the tree made it a clause: "A poll **released** on
// Saturday found that …".
func (f *finder) reduced(s *doc.Sentence, k, n, v int) bool {
	if x := s.Tokens[k].XPOS; x != "VBD" && x != "VBN" || s.Child(k, "aux", "ccomp") >= 0 {
		return false
	}
	_, end := s.Subtree(n)
	for i := end; i < k; i++ {
		if s.Tokens[i].UPOS != "ADV" {
			return false
		}
	}
	for i := k + 1; i < v; i++ {
		if t := &s.Tokens[i]; t.UPOS == "PUNCT" && t.XPOS != "HYPH" || t.UPOS == "VERB" || t.UPOS == "CCONJ" {
			return false
		}
	}
	return true
}

// peopleBefore is the nearest name or noun for people before token i; -1.
func (f *finder) peopleBefore(s *doc.Sentence, i int) int {
	for k := i - 1; k >= s.Dateline && k > i-16; k-- {
		if t := &s.Tokens[k]; (t.UPOS == "PROPN" || t.UPOS == "NOUN") && !t.Is("flat", "compound", "nmod:poss", "nmod:desc") && f.mayspeak(s, k) && !f.isTime(k) {
			return k
		}
	}
	return -1
}

// subjectOf is the subject of v outside quotations that v is not in, the nearest
// before it where the tree gives several; -1 where there is none.
func (f *finder) subjectOf(s *doc.Sentence, v int) int {
	found := -1
	for _, c := range s.Children(v) {
		if t := &s.Tokens[c]; t.Deprel != "nsubj" && t.Deprel != "nsubj:outer" || f.inQuotation(c, v) {
			continue
		}
		if found >= 0 && (c > v || s.Tokens[v-1].Form == "," && f.apposedSubject(s, found, c)) {
			break
		}
		found = c
	}
	return found
}

// apposedSubject tells whether a second subject k stands in apposition to the first, a
// name: "Ruiz, the author of “Ports,” said …".
func (f *finder) apposedSubject(s *doc.Sentence, n, k int) bool {
	_, end := f.bare(s, n)
	first, _ := f.bare(s, k)
	return s.Tokens[n].UPOS == "PROPN" && s.Tokens[k].UPOS == "NOUN" && end+1 == first && s.Tokens[end].Form == ","
}

// invertedSubject is the speaker right after a cue that the tree took for an
// object: "…, added the envoy". -1 where there is none.
func (f *finder) invertedSubject(s *doc.Sentence, v int) int {
	if v == 0 || s.Tokens[v-1].UPOS != "PUNCT" || s.Tokens[v].XPOS == "VBG" || !f.utters(&s.Tokens[v]) {
		return -1
	}
	o := s.Child(v, "obj", "iobj")
	if o < v || !f.mayspeak(s, o) || s.Child(v, "ccomp") > o {
		return -1
	}
	for _, cue := range f.cues.At(s.Tokens[v].Lemma) {
		if cue.Flags&lexicon.CueHearer != 0 {
			return -1
		}
	}
	if first, _ := s.Subtree(o); first != v+1 {
		return -1
	}
	return o
}

// tornSubject is the subject before a finite verb that the tree hung on another
// one: right before a cue put in ("…, the envoy said"), or the subject that skips
// the cue for a later verb. -1 where there is none.
func (f *finder) tornSubject(s *doc.Sentence, v int) int {
	t := &s.Tokens[v]
	if t.XPOS != "VBD" && t.XPOS != "VBZ" && t.XPOS != "VBP" || !f.utters(t) && !t.Is("root") {
		return -1
	}
	k := v - 1
	for k >= 0 && (s.Tokens[k].UPOS == "ADV" || s.Tokens[k].UPOS == "AUX") {
		k--
	}
	if t.Is("parataxis") {
		first := k
		for first >= 0 && s.Tokens[first].UPOS != "PUNCT" && s.Tokens[first].UPOS != "VERB" {
			first--
		}
		if n := f.nounBetween(s, first+1, k+1); n >= 0 && first >= 0 && s.Tokens[first].UPOS == "PUNCT" && s.Tokens[n].Is("nsubj", "appos", "dep", "parataxis", "obj", "obl") {
			return n
		}
		return -1
	}
	for ; k >= s.Dateline && k > v-12; k-- {
		if u := &s.Tokens[k]; u.Is("nsubj") && u.Head > v && s.Child(k, "case") < 0 && !f.inQuotation(k, v) {
			return k
		}
	}
	return -1
}

// besideCue is the name right before a finite verb of saying that the tree hung
// on it as anything but its subject: "…, the Red Cross estimates". -1 where none
// stands there.
func (f *finder) besideCue(s *doc.Sentence, v int) int {
	switch s.Tokens[v].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return -1
	}
	k := v - 1
	for k >= 0 && s.Tokens[k].UPOS == "ADV" {
		k--
	}
	if k < s.Dateline || s.Tokens[k].UPOS == "PUNCT" || f.inQuotation(k, v) {
		return -1
	}
	m := f.mentionAt(s, k)
	if m < 0 || f.d.Mentions[m].Type == "place" || s.Tokens[k].UPOS == "PRON" {
		return -1
	}
	n := f.d.Mentions[m].Head
	if s.Tokens[n].Head != v && !s.Tokens[n].Is("nsubj", "csubj", "parataxis") || s.Child(n, "case") >= 0 && s.Tokens[s.Child(n, "case")].UPOS == "ADP" {
		return -1
	}
	return n
}

// objectAsSubject is the subject of a clause of indirect speech that the tree
// made the object of the cue above it: "said the envoy had claimed …".
func (f *finder) objectAsSubject(s *doc.Sentence, v int) int {
	t := &s.Tokens[v]
	if !t.Is("ccomp") || t.Head < 0 || t.Head > v || !f.utters(&s.Tokens[t.Head]) {
		return -1
	}
	for _, cue := range f.cues.At(s.Tokens[t.Head].Lemma) {
		if cue.Flags&lexicon.CueHearer != 0 {
			return -1
		}
	}
	if o := s.Child(t.Head, "obj"); o > t.Head && o < v && f.mayspeak(s, o) {
		return o
	}
	return -1
}

// isTime tells whether token i is part of a time ("Sunday"), which says nothing.
func (f *finder) isTime(i int) bool {
	for _, t := range doc.In(f.d.Times, f.at) {
		if t.Contains(f.at, i) {
			return true
		}
	}
	return false
}

// namedBefore is the nearest name or noun for people before v that is in no
// phrase with a preposition: the speaker where the tree chose a time instead
// ("The senator, Sunday on television, said …"). -1 where there is none.
func (f *finder) namedBefore(s *doc.Sentence, v int) int {
	for k := v - 1; k >= s.Dateline; k-- {
		t := &s.Tokens[k]
		if t.UPOS != "PROPN" && t.UPOS != "NOUN" && t.UPOS != "PRON" || t.Is("flat", "compound", "nmod:poss", "nmod:desc") || f.isTime(k) || !f.mayspeak(s, k) {
			continue
		}
		if s.Child(k, "case") < 0 {
			return k
		}
	}
	return -1
}

// inQuotation tells whether token i, but not v, stands in a quotation: words
// within it name no speaker of a cue outside.
func (f *finder) inQuotation(i, v int) bool {
	q, ok := f.quotes.at(f.at, i)
	return ok && !q.single && (v < q.first || v >= q.last) && q.last-q.first > 3
}

// subject is the speaker that subject c of verb v names; a relative pronoun
// stands for the noun that its clause belongs to.
func (f *finder) subject(s *doc.Sentence, v, c int) voice {
	t := &s.Tokens[c]
	if f.words.relative[f.lower(s, c)] && t.UPOS == "PRON" {
		if n := s.Tokens[v].Head; s.Tokens[v].Is("acl") && n < v {
			if t.XPOS == "WP" && !f.speaks(s, n) { // only people are meant
				if k := f.peopleBefore(s, c); k >= 0 {
					n = k
				}
			}
			return voice{token: n}
		}
		for i, steps := v, 0; steps < 4 && s.Tokens[i].Head >= 0; steps++ { // a conjunct of the relative clause
			i = s.Tokens[i].Head
			if s.Tokens[i].Is("acl") && s.Tokens[i].Head >= 0 && s.Tokens[i].Head < c {
				return voice{token: s.Tokens[i].Head}
			}
		}
		return nobody
	}
	if t.UPOS == "PRON" && f.words.dummy[f.lower(s, c)] {
		return nobody
	}
	return voice{token: c, own: true}
}

// sharedSubject looks for the subject of a verb that has none of its own.
func (f *finder) sharedSubject(s *doc.Sentence, v, depth int) voice {
	t := &s.Tokens[v]
	h := t.Head
	for h >= 0 && f.inQuotation(h, v) { // hung on what is said
		h = s.Tokens[h].Head
	}
	if h < 0 || h == v || depth > 4 {
		return nobody
	}
	if t.XPOS == "VBG" && t.Is("advcl", "acl") && v > 1 && s.Tokens[v-1].Form == "," {
		if w := f.clauseSpeaker(s, h); w.token >= 0 && f.sayingAbove(s, v) < 0 {
			return w
		}
	}
	if w := f.sayingAbove(s, v); w >= 0 {
		voice := f.speakerOf(s, w)
		voice.own = false
		return voice
	}
	switch {
	case t.Is("acl") && v > 0:
		if up := &s.Tokens[h]; up.UPOS == "NOUN" && f.words.vehicle[up.Lemma] && up.Is("obj", "obl", "nsubj") {
			return f.authorOf(s, h)
		}
		if t.XPOS == "VBG" && (s.Tokens[v-1].Form == "," || !f.speaks(s, h)) {
			if w := f.clauseSubject(s, h); w.token >= 0 && w.token != h {
				return w
			}
		}
		return voice{token: h}
	case t.Is("xcomp", "advcl", "ccomp") && f.hasMark(s, v, f.words.as) || t.Is("xcomp"):
		if o := s.Child(h, "obj"); o >= 0 && o < v && (t.XPOS != "VBG" || f.mayspeak(s, o) && s.Child(o, "nmod:poss") < 0) {
			return voice{token: o}
		}
	case t.Is("csubj") && s.Tokens[h].UPOS == "ADJ" && f.isInfinitive(s, v): // "was quick to add"
	case t.Is("conj") && (s.Tokens[h].UPOS == "NOUN" || s.Tokens[h].UPOS == "PROPN") && s.Tokens[h].Is("root") && f.mayspeak(s, h) && s.Child(h, "nsubj", "cop") < 0:
		return voice{token: h, own: true} // "Ministers – and some of their allies – say that …"
	case t.Is("conj", "advcl", "parataxis", "ccomp", "dep"):
	default:
		return nobody
	}
	for _, c := range s.Children(h) {
		n := c
		if s.Tokens[c].Is("aux", "cop") { // "experts have discounted it, but **have** warned …", the subject hung on "have"
			n = s.Child(c, "nsubj")
		}
		if n >= 0 && s.Tokens[n].Is("nsubj") {
			w := f.subject(s, h, n)
			w.own = false
			return w
		}
	}
	if n := f.invertedSubject(s, h); n >= 0 {
		return voice{token: n}
	}
	if f.isPassive(s, h) && s.Tokens[h].Is("acl") {
		return voice{token: s.Tokens[h].Head}
	}
	w := f.sharedSubject(s, h, depth+1)
	w.own = false
	return w
}

// clauseSubject is the subject of the clause that token i stands in.
func (f *finder) clauseSubject(s *doc.Sentence, i int) voice {
	for steps := 0; steps < 8 && i >= 0; steps++ {
		if s.Tokens[i].UPOS == "VERB" || s.Tokens[i].UPOS == "AUX" {
			for _, c := range s.Children(i) {
				if s.Tokens[c].Is("nsubj") && !f.inQuotation(c, i) {
					w := f.subject(s, i, c)
					w.own = false
					return w
				}
			}
		}
		i = s.Tokens[i].Head
	}
	return nobody
}

// clauseSpeaker is the nearest subject, from token i upward, of someone who can
// speak: "Moscow blocked the bank's attempts to grow, **fearing** it would …".
func (f *finder) clauseSpeaker(s *doc.Sentence, i int) voice {
	for steps := 0; steps < 8 && i >= 0; steps++ {
		if n := f.subjectOf(s, i); n >= 0 && (f.mayspeak(s, n) || f.mentionAt(s, n) >= 0) && !f.words.relative[f.lower(s, n)] {
			return voice{token: n}
		}
		i = s.Tokens[i].Head
	}
	return nobody
}

// sayingAbove is the verb of saying whose content a closing participle of saying
// was hung on: in "said talks had failed, adding …" the speaker adds, not the
// talks. -1 where v is no such participle.
func (f *finder) sayingAbove(s *doc.Sentence, v int) int {
	if !f.closingParticiple(s, v) && !f.sayingConjunct(s, v) {
		return -1
	}
	for i, steps := s.Tokens[v].Head, 0; steps < 20 && i >= 0; steps++ {
		t := &s.Tokens[i]
		if t.Head >= 0 && t.Is("ccomp") && t.Head < v && f.tells(&s.Tokens[t.Head]) {
			return t.Head
		}
		if i < v && i != s.Tokens[v].Head && s.Tokens[v].XPOS == "VBG" && f.tells(t) && f.tense(s, i) != "" && !f.inAnyQuotation(i) {
			return i // "said last week that talks failed, adding …", the clause hung on the week
		}
		i = t.Head
	}
	return -1
}

// tells tells whether a token is a verb of what one does by speaking: saying,
// vowing, citing, praise and blame.
func (f *finder) tells(t *doc.Token) bool {
	if f.utters(t) {
		return true
	}
	for _, cue := range f.cuesOf(t) {
		if cue.POS == "verb" {
			switch cue.Class {
			case "accuse", "ask", "cite", "confirm", "criticize", "deny", "describe", "doubt", "praise", "predict", "promise", "quote", "regret", "reject", "suggest", "threaten":
				return true
			}
		}
	}
	return false
}

// closingParticiple tells whether v is a participle of saying after a comma.
func (f *finder) closingParticiple(s *doc.Sentence, v int) bool {
	t := &s.Tokens[v]
	if t.XPOS != "VBG" || v < 2 || !t.Is("advcl", "acl", "xcomp", "conj", "parataxis") || !f.tells(t) {
		return false
	}
	if s.Tokens[v-1].Form != "," && !(f.isMark(f.at, v-1, closing) && s.Tokens[v-2].Form == ",") {
		return false
	}
	_, quoted := f.quotes.at(f.at, v)
	return !quoted
}

// sayingConjunct tells whether v is a finite verb of saying without a subject that
// was hung on a clause of indirect speech: in "said they would stay and insisted
// on talks" the speaker insists.
func (f *finder) sayingConjunct(s *doc.Sentence, v int) bool {
	t := &s.Tokens[v]
	if !t.Is("conj") || t.XPOS != "VBD" && t.XPOS != "VBZ" && t.XPOS != "VBP" || t.Head < 0 || !f.utters(t) {
		return false
	}
	if n := s.Child(t.Head, "nsubj"); n >= 0 && s.Tokens[n].UPOS == "PRON" && s.Tokens[n].XPOS == "PRP" && s.Child(v, "ccomp") > v && s.Child(v, "nsubj", "aux", "expl") < 0 {
		return !f.inAnyQuotation(v) // "said he was busy and noted that …"
	}
	if s.Child(v, "nsubj", "aux", "expl") >= 0 || s.Tokens[t.Head].XPOS == t.XPOS && s.Child(t.Head, "aux") < 0 && f.utters(&s.Tokens[t.Head]) {
		return false
	}
	_, quoted := f.quotes.at(f.at, v)
	return !quoted && (s.Child(t.Head, "nsubj") < 0 || !f.mayspeak(s, s.Child(t.Head, "nsubj")) || s.Child(t.Head, "aux") >= 0)
}

func (f *finder) inAnyQuotation(i int) bool {
	_, quoted := f.quotes.at(f.at, i)
	return quoted
}

// authorOf is whose words a noun of saying is: "the ministry's statement", "a
// statement by the ministry", "issued a statement"; the noun itself where
// nobody is named.
func (f *finder) authorOf(s *doc.Sentence, n int) voice {
	if o := f.ownerOf(s, n); o >= 0 {
		return voice{token: o}
	}
	if t := &s.Tokens[n]; t.Is("obj") && t.Head >= 0 && f.words.light[s.Tokens[t.Head].Lemma] {
		w := f.speakerOf(s, t.Head)
		w.own = false
		if w.token >= 0 {
			return w
		}
	}
	return voice{token: n}
}

// ownerOf is whose a noun is: its possessor, or the party after "by", "of",
// "from" and the like; -1 where none is named.
func (f *finder) ownerOf(s *doc.Sentence, n int) int {
	if p := s.Child(n, "nmod:poss"); p >= 0 {
		return p
	}
	for _, c := range s.Children(n) {
		t := &s.Tokens[c]
		if t.Is("nmod") && c > n {
			if k := s.Child(c, "case"); k >= 0 && f.words.owner[s.Tokens[k].Lemma] && f.mayspeak(s, c) {
				if f.words.agent[s.Tokens[k].Lemma] || f.mentionAt(s, c) >= 0 || f.words.people[s.Tokens[c].Lemma] && s.Child(c, "nummod", "amod") < 0 {
					return c
				}
			}
		}
	}
	for _, c := range s.Children(n) {
		if t := &s.Tokens[c]; t.Is("compound", "amod") && c < n && (t.UPOS == "PROPN" || t.UPOS == "NOUN") &&
			(f.mentionAt(s, c) >= 0 || t.UPOS == "NOUN" && f.words.people[t.Lemma]) {
			return c
		}
	}
	return -1
}

// mayspeak tells whether the noun phrase headed by n can be someone: a mention
// other than a place, a name, or a noun for people.
func (f *finder) mayspeak(s *doc.Sentence, n int) bool {
	if m := f.mentionAt(s, n); m >= 0 {
		return f.d.Mentions[m].Type != "place"
	}
	t := &s.Tokens[n]
	return t.UPOS == "PROPN" || t.UPOS == "PRON" || f.words.people[t.Lemma]
}

// speaks tells whether a token can head the name of a speaker: someone who may
// speak, or a noun of saying ("the statement").
func (f *finder) speaks(s *doc.Sentence, i int) bool {
	return f.mayspeak(s, i) || f.words.vehicle[s.Tokens[i].Lemma] || f.mentionAt(s, i) >= 0
}

// isPassive tells whether verb v is a passive, or a bare participle after a
// noun ("deaths reported by the U.N.").
func (f *finder) isPassive(s *doc.Sentence, v int) bool {
	for _, c := range s.Children(v) {
		switch s.Tokens[c].Deprel {
		case "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent":
			return true
		}
	}
	t := &s.Tokens[v]
	if t.XPOS != "VBN" {
		return false
	}
	if s.Child(v, "aux", "nsubj") >= 0 {
		return false
	}
	if t.Is("conj") && t.Head >= 0 && s.Child(t.Head, "aux:pass") >= 0 {
		return true
	}
	return t.Is("acl", "advcl") && !t.Is("acl:relcl") || f.agentOf(s, v) >= 0
}

// agentOf is the head of the by-phrase of v; -1 where there is none.
func (f *finder) agentOf(s *doc.Sentence, v int) int {
	for _, c := range s.Children(v) {
		t := &s.Tokens[c]
		if t.Deprel == "obl:agent" {
			return c
		}
		if t.Is("obl") && c > v {
			if k := s.Child(c, "case"); k >= 0 && f.words.agent[s.Tokens[k].Lemma] && f.mayspeak(s, c) {
				return c
			}
		}
	}
	return -1
}

// hasMark tells whether v has a mark or case that is one of the words.
func (f *finder) hasMark(s *doc.Sentence, v int, words map[string]bool) bool {
	for _, c := range s.Children(v) {
		if s.Tokens[c].Is("mark", "case", "advmod") && c < v && words[f.lower(s, c)] {
			return true
		}
	}
	return false
}

// mentionAt is the mention whose words hold token i; the one that it heads
// before others; -1 where there is none.
func (f *finder) mentionAt(s *doc.Sentence, i int) int {
	best := -1
	for m := f.mentionStart[f.at]; m < len(f.d.Mentions) && f.d.Mentions[m].Sentence <= f.at; m++ {
		r := &f.d.Mentions[m]
		if r.Contains(f.at, i) && (best < 0 || r.Head == i && f.d.Mentions[best].Head != i) {
			best = m
		}
	}
	return best
}
