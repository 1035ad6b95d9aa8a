// Package attribution finds statements: who is said to say, think or want what.
//
// Find reads sentences with their trees, the mentions and the actors, and
// returns a statement for each cue of hand/cues.tsv that has a speaker and a
// content: "stated" and "emphasizing" in "The envoy stated that the talks would
// go on, emphasizing the need for patience". The dependency tree is its main
// source, quotation marks are strong evidence, and the order of words stands in
// where the tree fails. docs/coding.md explains the rules by name.
package attribution

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// Find is the statements of a report, in the order of their first words.
func Find(d *doc.Doc, lex *lexicon.Lexicon) []doc.Statement {
	f := &finder{d: d, cues: &lex.Cues, words: readWords(lex), quotes: findQuotations(d)}
	f.indexMentions()
	for i := range d.Sentences {
		f.at = i
		f.sentence(&d.Sentences[i])
	}
	f.carryOn()
	f.dropNested()
	f.mergeHeadlines()
	return f.statements()
}

// finder is the state of one report's reading.
type finder struct {
	d            *doc.Doc
	cues         *lexicon.Cues
	words        words
	quotes       *quotations
	mentionStart []int // by sentence: the first of its mentions
	at           int   // the sentence being read
	found        []found
	inside       []bool // buffer: the tokens of a content
}

// found is a statement in the making.
type found struct {
	clause
	rule       string
	confidence float64
	pieces     []doc.Range // what is said, trimmed
	direct     bool        // in direct speech
	speakerAt  doc.Range   // First == Last where nobody is named
	headline   [][2]int    // evidence in the headline, in code points
	dropped    bool
}

// clause is a cue in its sentence.
type clause struct {
	sentence    int
	v           int // the word that governs
	first, last int // the cue's words, last exclusive
	cue         *lexicon.Cue
	voice       voice
}

// words are the closed classes that the constructions are told by.
type words struct {
	complementizer, relative, as, agent, owner, vehicle, light, people, anonymous                                                                          map[string]bool
	unsaid, negator, conditional, dummy, hearer, person, you, occasion, yardstick, definite, belonging, quantity, survey, contrast, share, seat, reflexive map[string]bool
}

func readWords(lex *lexicon.Lexicon) words {
	c := lex.Classes
	return words{
		complementizer: c.Set("complementizer"),
		relative:       c.Set("relative_pronoun"),
		as:             c.Set("as_marker"),
		agent:          c.Set("agent_marker"),
		owner:          c.Set("author_marker"),
		vehicle:        c.Set("speech_noun"),
		light:          c.Set("speech_light_verb"),
		people:         c.Set("speaking_noun"),
		anonymous:      c.Set("anonymous_noun"),
		unsaid:         c.Set("unsaying_verb"),
		negator:        c.Set("negator"),
		conditional:    c.Set("open_condition"),
		dummy:          c.Set("dummy_subject"),
		hearer:         c.Set("hearer_marker"),
		person:         c.Set("first_person"),
		you:            c.Set("second_person"),
		occasion:       c.Set("speech_occasion"),
		yardstick:      c.Set("yardstick_noun"),
		definite:       c.Set("definite"),
		belonging:      c.Set("belong-preposition"),
		quantity:       c.Set("quantifier"),
		survey:         c.Set("survey_noun"),
		contrast:       c.Set("contrast_marker"),
		share:          c.Set("share_noun"),
		seat:           c.Set("seat-preposition"),
		reflexive:      c.Set("reflexive"),
	}
}

func (f *finder) indexMentions() {
	f.mentionStart = make([]int, len(f.d.Sentences)+1)
	m := 0
	for s := range f.mentionStart {
		for m < len(f.d.Mentions) && f.d.Mentions[m].Sentence < s {
			m++
		}
		f.mentionStart[s] = m
	}
}

// lower is the form of token i in lower case.
func (f *finder) lower(s *doc.Sentence, i int) string { return s.Tokens[i].Lower() }

// sentence finds the cues of one sentence, and for each the first rule that
// gives it a content.
func (f *finder) sentence(s *doc.Sentence) {
	f.label(s)
	for i := 0; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		var cues []*lexicon.Cue
		switch t.UPOS {
		case "VERB", "NOUN", "ADJ", "AUX":
			cues = f.cuesOf(t)
		case "ADP", "SCONJ", "ADV":
			cues = f.cues.At(t.Lower())
		default:
			continue
		}
		if t.UPOS == "VERB" && t.XPOS == "VBG" { // a preposition by origin: "according to"
			f.tryAll(s, i, f.cues.At(t.Lower()), "prep")
		}
		if t.XPOS == "VBN" || t.UPOS == "ADJ" {
			if form := t.Lower(); form != t.Lemma {
				f.tryAll(s, i, f.cues.At(form), "adj")
			}
		}
		f.tryAll(s, i, cues, "")
	}
}

// tryAll tries the cues that start at token i, the longest first; the first
// that gives a statement ends it.
func (f *finder) tryAll(s *doc.Sentence, i int, cues []*lexicon.Cue, pos string) {
	for _, cue := range cues {
		if pos != "" && cue.POS != pos {
			continue
		}
		c := clause{sentence: f.at, v: i, first: i, last: i + 1, cue: cue, voice: nobody}
		if f.matches(s, &c) && f.try(s, &c) {
			return
		}
	}
}

// matches tells whether the words of a cue stand at its first token, and sets
// where they end. Adverbs and "it" may stand between.
func (f *finder) matches(s *doc.Sentence, c *clause) bool {
	t := &s.Tokens[c.v]
	switch c.cue.POS {
	case "verb":
		asVerb := t.UPOS == "NOUN" && t.Is("root", "ccomp", "conj") && s.Child(c.v, "nsubj") >= 0 && s.Child(c.v, "cop", "case") < 0
		if t.UPOS != "VERB" && !strings.HasPrefix(t.XPOS, "VB") && !asVerb || t.Is("amod", "compound", "aux", "case", "fixed", "mark", "cop") {
			return false
		}
	case "noun":
		if t.UPOS != "NOUN" {
			return false
		}
	case "adj":
		if t.UPOS != "ADJ" && t.XPOS != "VBN" {
			return false
		}
	}
	if c.cue.Frames&lexicon.FramePoss != 0 {
		return true // possessive cues have their speaker between their words
	}
	at := c.v
	for _, w := range c.cue.Words[1:] {
		next := -1
		for k := at + 1; k < len(s.Tokens) && k <= at+3; k++ {
			u := &s.Tokens[k]
			if u.Lemma == w || u.Lower() == w {
				next = k
				break
			}
			if u.UPOS != "ADV" && u.UPOS != "DET" && u.UPOS != "ADJ" && !(u.UPOS == "PRON" && len(c.cue.Words) == 2 && u.Is("obj", "iobj", "expl")) {
				break
			}
		}
		if next < 0 {
			return false
		}
		at = next
	}
	c.last = at + 1
	return true
}

// try finds speaker and content of a cue and adds the statement.
func (f *finder) try(s *doc.Sentence, c *clause) bool {
	var got content
	switch c.cue.POS {
	case "verb":
		if f.unsaid(s, c) {
			return false
		}
		c.voice = f.speakerOf(s, c.v)
		got = f.verbContent(s, c)
		if c.voice.token < 0 && len(got.pieces) > 0 {
			if c.voice = f.voiceByOrder(s, c); c.voice.token >= 0 {
				got = f.withoutVoice(s, c, got)
			}
		}
	case "adj":
		got = f.adjectiveContent(s, c)
	case "noun":
		got = f.nounContent(s, c)
	case "prep":
		got = f.accordingContent(s, c)
	}
	if len(got.pieces) == 0 || c.voice.token < 0 {
		return false
	}
	if t := &s.Tokens[c.voice.token]; t.UPOS == "PRON" && f.stance(c) && (f.words.person[t.Lower()] || f.words.you[t.Lower()]) {
		return false // "I think", "you know"
	}
	if s.Dateline > 0 && c.voice.token < s.Dateline {
		return false
	}
	got = f.withoutComment(s, c, got)
	f.add(s, c, got)
	return true
}

// add files a statement. Its confidence is its rule's, less where the speaker is
// nobody known to speak or was taken from another verb.
func (f *finder) add(s *doc.Sentence, c *clause, got content) {
	confidence := got.confidence
	if !f.speaks(s, c.voice.token) {
		confidence *= 0.8
	}
	if !c.voice.own && !c.voice.agent {
		confidence *= 0.95
	}
	f.found = append(f.found, found{clause: *c, rule: got.rule, confidence: confidence, pieces: got.pieces, direct: got.direct,
		speakerAt: f.span(s, c, f.vehicleOwner(s, c.voice.token))})
}

// vehicleOwner is the party whose statement speaks ("a Turkish army statement
// said" is the army's); the token itself otherwise.
func (f *finder) vehicleOwner(s *doc.Sentence, i int) int {
	if s.Tokens[i].UPOS == "NOUN" && f.words.vehicle[s.Tokens[i].Lemma] && !f.words.survey[s.Tokens[i].Lemma] {
		if o := f.ownerOf(s, i); o >= 0 && s.Tokens[o].UPOS != "PRON" {
			return o
		}
	}
	return i
}

// unsaid tells whether a verb of saying is said not to have been said: negated,
// refused or only asked for. To believe, want or hope something not is a stance
// all the same.
func (f *finder) unsaid(s *doc.Sentence, c *clause) bool {
	t := &s.Tokens[c.v]
	for _, k := range s.Children(c.v) {
		u := &s.Tokens[k]
		if f.inQuotation(k, c.v) {
			continue
		}
		if u.Is("advmod", "det") && f.words.negator[f.lower(s, k)] && !f.stance(c) {
			return true
		}
		if u.Is("mark") && k < c.v && f.words.conditional[f.lower(s, k)] && t.Is("advcl") {
			return true
		}
	}
	if p, ok := f.quotes.at(f.at, c.v); ok && !p.single && f.firstPerson(s, c) {
		return true
	}
	for _, w := range s.Children(c.v) { // "People **briefed** on the talks say …": a participle that the tree made a verb
		u := &s.Tokens[w]
		if w > c.v && t.XPOS == "VBD" && u.Is("parataxis", "ccomp", "dep") && (u.XPOS == "VBP" || u.XPOS == "VBD" || u.XPOS == "VBZ") && f.utters(u) && s.Child(w, "nsubj", "mark") < 0 {
			if n := s.Child(c.v, "nsubj"); n >= 0 && f.reduced(s, c.v, n, w) {
				return true
			}
		}
	}
	if t.Is("conj") && t.Head >= 0 { // "had not, as of Friday, announced"
		for k := t.Head + 1; k < c.v; k++ {
			if s.Tokens[k].UPOS == "CCONJ" {
				break
			}
			if s.Tokens[k].Head == t.Head && f.words.negator[f.lower(s, k)] && !f.stance(c) {
				return true
			}
		}
	}
	if t.Is("xcomp") && t.Head >= 0 && f.words.unsaid[s.Tokens[t.Head].Lemma] {
		return true
	}
	return false
}

// firstPerson tells whether the subject of a cue is "I" or "we".
func (f *finder) firstPerson(s *doc.Sentence, c *clause) bool {
	n := s.Child(c.v, "nsubj")
	return n >= 0 && f.words.person[f.lower(s, n)]
}

// stance tells whether a cue stands for an attitude rather than an utterance.
func (f *finder) stance(c *clause) bool {
	switch c.cue.Class {
	case "think", "want", "hope", "fear", "expect", "doubt", "agree":
		return true
	}
	return false
}

// statements are the finished statements, in order of their first words.
func (f *finder) statements() []doc.Statement {
	var out []doc.Statement
	for i := range f.found {
		if !f.found[i].dropped {
			out = append(out, f.statement(&f.found[i]))
		}
	}
	slices.SortStableFunc(out, func(a, b doc.Statement) int {
		if a.Evidence[0][0] != b.Evidence[0][0] {
			return a.Evidence[0][0] - b.Evidence[0][0]
		}
		return a.Cue.Head - b.Cue.Head
	})
	return out
}

func (f *finder) statement(x *found) doc.Statement {
	f.at = x.sentence
	s := &f.d.Sentences[x.sentence]
	st := doc.Statement{
		Sentence: x.sentence, Speaker: f.mentionAt(s, x.speakerAt.Head), SpeakerAt: x.speakerAt,
		Cue:     doc.Range{Sentence: x.sentence, First: x.first, Last: x.last, Head: x.v},
		Content: x.pieces, Addressee: f.addressee(s, x), Class: x.cue.Class, Rule: x.rule, Confidence: x.confidence,
	}
	st.Anonymous = f.anonymous(s, x.speakerAt.Head, x.speakerAt, st.Speaker)
	st.Pieces = f.codePoints(x.pieces)
	for _, p := range x.pieces {
		st.Quoted = st.Quoted || f.quotes.touches(p.Sentence, p.First, p.Last)
	}
	st.Evidence = append(x.headline, f.evidence(s, x, st.Pieces)...)
	return st
}

// codePoints is where pieces of content stand in the text.
func (f *finder) codePoints(pieces []doc.Range) [][2]int {
	var out [][2]int
	for _, p := range pieces {
		toks := f.d.Sentences[p.Sentence].Tokens
		out = append(out, [2]int{toks[p.First].Start, toks[p.Last-1].End})
	}
	return out
}

// evidence is cue and content, and the speaker where it is the subject there,
// in one piece where the sentences follow on each other.
func (f *finder) evidence(s *doc.Sentence, x *found, pieces [][2]int) [][2]int {
	first, last := x.first, x.last
	if x.voice.own || x.voice.agent || x.cue.POS == "prep" {
		a, b := s.Subtree(x.voice.token)
		if s.Child(x.voice.token, "acl:relcl", "conj") < 0 || b <= x.v {
			first, last = min(first, a), max(last, b)
		} else {
			first, last = min(first, x.speakerAt.First), max(last, x.speakerAt.Last)
		}
	}
	for first < x.first && (s.Tokens[first].UPOS == "PUNCT" || s.Tokens[first].UPOS == "CCONJ") {
		first++
	}
	for last > x.last && s.Tokens[last-1].UPOS == "PUNCT" {
		last--
	}
	spans := append([][2]int{{s.Tokens[first].Start, s.Tokens[last-1].End}}, pieces...)
	at := make([]int, len(spans)) // the sentence of each
	at[0] = x.sentence
	for i, p := range x.pieces {
		at[i+1] = p.Sentence
	}
	order := make([]int, len(spans))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return spans[a][0] - spans[b][0] })
	var out [][2]int
	prev := -10
	for _, k := range order {
		if len(out) > 0 && at[k]-prev <= 1 {
			out[len(out)-1][1] = max(out[len(out)-1][1], spans[k][1])
		} else {
			out = append(out, spans[k])
		}
		prev = at[k]
	}
	return out
}

// addressee is the mention that is told: the object of "told reporters", the
// phrase of "said to reporters"; -1 where there is none.
func (f *finder) addressee(s *doc.Sentence, x *found) int {
	for _, c := range s.Children(x.v) {
		t := &s.Tokens[c]
		switch {
		case x.cue.Flags&lexicon.CueHearer != 0 && t.Is("obj", "iobj"):
		case x.cue.Flags&lexicon.CueTo != 0 && t.Is("obl") && c > x.v && f.hasMark(s, c, f.words.hearer):
		default:
			continue
		}
		if m := f.mentionAt(s, c); m >= 0 && f.d.Mentions[m].Type != "place" {
			return m
		}
	}
	return -1
}
