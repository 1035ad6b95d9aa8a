package attribution

import (
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// nounContent is the clause that a noun of saying brings in, its speaker the
// one whose it is or who voices it: "the ministry's claim that talks had failed",
// "made the claim that …".
func (f *finder) nounContent(s *doc.Sentence, c *clause) content {
	for _, h := range s.Children(c.v) {
		t := &s.Tokens[h]
		if h < c.v || !t.Is("acl", "ccomp") || t.Is("acl:relcl") || !f.hasMark(s, h, f.words.complementizer) {
			continue
		}
		c.voice = f.authorOf(s, c.v)
		if c.voice.token == c.v {
			return content{}
		}
		if s.Tokens[c.v].Is("obj") && f.ownerOf(s, c.v) < 0 { // the verb is the cue's first word: "made the claim"
			c.voice.own = false
		}
		return content{"noun-cue", 0.65, f.clausePieces(s, h, c), false}
	}
	return f.copularNoun(s, c)
}

// copularNoun is what someone's claim, point or fear is said to be: "the
// envoy's point was that talks had failed".
func (f *finder) copularNoun(s *doc.Sentence, c *clause) content {
	t := &s.Tokens[c.v]
	o := f.ownerOf(s, c.v)
	if !t.Is("nsubj") || t.Head < c.v || o < 0 || f.inQuotation(o, -1) {
		return content{}
	}
	h := t.Head
	for k := c.v + 1; k < len(s.Tokens) && k < c.v+12; k++ {
		u := &s.Tokens[k]
		if !f.words.complementizer[u.Lower()] || u.UPOS != "SCONJ" && !u.Is("mark") || u.Head <= k || s.Tokens[k-1].UPOS != "AUX" && s.Tokens[k-1].UPOS != "VERB" {
			continue
		}
		if n := u.Head; n == h || s.Tokens[n].Head == h && s.Tokens[n].Is("ccomp", "csubj", "advcl") {
			c.voice = voice{token: o}
			return content{"noun-cue", 0.65, f.fromThat(s, c, k, f.clausePieces(s, n, c)), false}
		}
	}
	return content{}
}

// adjectiveContent is what someone is said to be sure of, glad or worried about:
// "is confident that talks will go on", "is deeply concerned by the fighting".
func (f *finder) adjectiveContent(s *doc.Sentence, c *clause) content {
	subj := s.Child(c.v, "nsubj")
	cop := s.Child(c.v, "cop", "aux:pass")
	if subj < 0 && s.Tokens[c.v].Is("xcomp") && s.Tokens[c.v].Head >= 0 { // "remains hopeful"
		cop = s.Tokens[c.v].Head
		subj = s.Child(cop, "nsubj")
	}
	if subj < 0 || cop < 0 || cop > c.v {
		return content{}
	}
	c.voice = f.subject(s, c.v, subj)
	if s.Tokens[subj].UPOS == "PRON" && f.impersonal(s, subj) {
		return content{}
	}
	last := c.last
	for _, h := range s.Children(c.v) {
		t := &s.Tokens[h]
		if h < c.v || !t.Is("ccomp", "advcl") || !f.clausal(s, h) || f.isInfinitive(s, h) {
			continue
		}
		if t.Is("advcl") && !f.hasMark(s, h, f.words.complementizer) {
			continue
		}
		pieces := f.clausePieces(s, h, c)
		c.first = cop
		return content{"adjective-cue", 0.555, pieces, false}
	}
	pieces := f.prepPhrase(s, c)
	if len(pieces) == 0 || !f.speaks(s, c.voice.token) {
		return content{}
	}
	if end := &pieces[len(pieces)-1]; end.Last < len(s.Tokens) { // "… by the fighting in the north": a phrase that the tree hung on the adjective
		for _, k := range s.Children(c.v) {
			first, last := f.bare(s, k)
			if first == end.Last && s.Tokens[k].Is("obl") && s.Child(k, "case") == first && !f.isTime(k) {
				end.Last = last
			}
		}
	}
	c.first, c.last = cop, max(last, min(pieces[0].First, last+1))
	return content{"adjective-cue", 0.55, pieces, false}
}

// impersonal tells whether a pronoun subject may be nobody at all.
func (f *finder) impersonal(s *doc.Sentence, i int) bool {
	return s.Tokens[i].Is("expl") || s.Tokens[i].Lemma == "it" && f.mentionAt(s, i) < 0
}

// accordingContent is the clause that a phrase of attribution stands in:
// "according to the ministry", "in the words of the envoy", "in his view".
func (f *finder) accordingContent(s *doc.Sentence, c *clause) content {
	speaker, top := -1, -1
	if c.cue.Frames&lexicon.FramePoss != 0 {
		speaker, top = f.possessed(s, c)
	} else if c.last < len(s.Tokens) {
		speaker, top = f.phraseHead(s, c)
	}
	if speaker < 0 || top < 0 || s.Tokens[top].Head < 0 {
		return content{}
	}
	if c.voice = (voice{token: speaker, own: true}); f.words.yardstick[s.Tokens[speaker].Lemma] || f.words.person[f.lower(s, speaker)] {
		return content{}
	}
	host := s.Tokens[top].Head
	if host >= c.first && host < c.last || s.Below(host, top) {
		return content{}
	}
	h := host
	first, last := s.Subtree(top)
	comma := c.first > 0 && s.Tokens[c.first-1].UPOS == "PUNCT"
	if first <= s.Dateline || comma && last >= len(s.Tokens)-2 {
		h = f.clauseAbove(s, host)
		for comma && s.Tokens[h].Is("conj") && s.Tokens[h].Head >= 0 && first > s.Dateline {
			h = f.clauseAbove(s, s.Tokens[h].Head)
		}
	} else {
		for s.Tokens[h].Is("nmod", "obl", "obj", "nsubj", "appos", "compound", "nummod", "amod", "conj") && !f.clausal(s, h) && s.Tokens[h].Head >= 0 {
			h = s.Tokens[h].Head
		}
	}
	if comma { // "“…,” according to the ministry"
		if q, ok := f.quotationBefore(s, c.first, len(s.Tokens)); ok && q.sentence == f.at && last >= len(s.Tokens)-2 {
			own := &clause{v: top, first: c.first, last: c.last}
			return content{"according-to", 0.85, f.spoken(s, own, q, c.first), true}
		}
	}
	own := &clause{v: top, first: c.first, last: c.last}
	pieces := f.mainClause(s, h, own, top)
	if len(pieces) > 0 {
		pieces = f.wholeQuotations(s, own, pieces)
	}
	return content{"according-to", 0.85, pieces, false}
}

// phraseHead is the speaker after a phrase like "according to" or "in the words
// of", and the head of the whole phrase in its clause.
func (f *finder) phraseHead(s *doc.Sentence, c *clause) (speaker, top int) {
	top = c.first
	if t := &s.Tokens[c.first]; t.Is("case", "mark") && t.Head > c.first {
		top = t.Head
	}
	if top >= c.last {
		return top, top
	}
	for k := c.last; k < len(s.Tokens) && k < c.last+12; k++ {
		if t := &s.Tokens[k]; t.Head >= c.first && t.Head < c.last && t.Is("obl", "nmod", "obj", "pobj", "advcl", "dep") {
			return k, top
		}
	}
	return -1, -1
}

// possessed is the speaker within a phrase like "in his view".
func (f *finder) possessed(s *doc.Sentence, c *clause) (speaker, top int) {
	words := c.cue.Words
	for n := c.v + 1; n < len(s.Tokens) && n < c.v+8; n++ {
		if s.Tokens[n].Lemma != words[1] {
			continue
		}
		for k, w := range words[2:] {
			if n+1+k >= len(s.Tokens) || s.Tokens[n+1+k].Lemma != w {
				return -1, -1
			}
		}
		p := s.Child(n, "nmod:poss")
		if p <= c.v || s.Tokens[c.v].Head != n {
			return -1, -1
		}
		c.first, c.last = c.v, n+len(words)-1
		return p, n
	}
	return -1, -1
}

// label finds a sentence that starts with its speaker and a colon, as headlines
// and transcripts do: "Envoy: no truce before winter". The colon is the cue.
func (f *finder) label(s *doc.Sentence) {
	colon := -1
	for k := s.Dateline + 1; k < len(s.Tokens) && k < s.Dateline+9; k++ {
		t := &s.Tokens[k]
		if t.Form == ":" {
			colon = k
			break
		}
		if t.UPOS == "VERB" || t.UPOS == "AUX" || f.quotes.marks[f.at] != nil && f.quotes.marks[f.at][k] != noMark {
			return
		}
	}
	if colon < 0 || colon+3 >= len(s.Tokens) {
		return
	}
	n := f.topOf(s, s.Dateline, colon)
	if m := f.mentionAt(s, s.Dateline); m >= 0 && f.d.Mentions[m].First == s.Dateline && f.d.Mentions[m].Last < colon {
		n = f.d.Mentions[m].Head
	}
	if !f.labels(s, n, colon) {
		return
	}
	verb := f.shouted(s, colon)
	for k := colon + 1; k < len(s.Tokens); k++ {
		verb = verb || s.Tokens[k].UPOS == "VERB" || s.Tokens[k].UPOS == "AUX"
	}
	r, ok := f.trim(s, doc.Range{Sentence: f.at, First: colon + 1, Last: len(s.Tokens), Head: -1}, true)
	if !verb || !ok {
		return
	}
	c := clause{sentence: f.at, v: colon, first: colon, last: colon + 1, cue: labelCue, voice: voice{token: n, own: true}}
	pieces := []doc.Range{r}
	if s.Kind == doc.Body && f.shouted(s, colon) { // a transcript: the paragraph is the speaker's
		for k := f.at + 1; k < len(f.d.Sentences) && f.d.Sentences[k].Paragraph == s.Paragraph; k++ {
			if r, ok := f.trim(&f.d.Sentences[k], doc.Range{Sentence: k, First: 0, Last: len(f.d.Sentences[k].Tokens), Head: -1}, false); ok {
				pieces = append(pieces, r)
			}
		}
	}
	f.add(s, &c, content{"speaker-label", 0.75, pieces, true})
}

// shouted tells whether the words before a colon that starts a paragraph are a
// name in capitals, as in transcripts: "RUIZ: We are ready."
func (f *finder) shouted(s *doc.Sentence, colon int) bool {
	if f.at > 0 && f.d.Sentences[f.at-1].Paragraph == s.Paragraph || colon > 4 {
		return false
	}
	for k := 0; k < colon; k++ {
		if form := s.Tokens[k].Form; len(form) < 2 || form != strings.ToUpper(form) {
			return false
		}
	}
	return colon > 0 && len(s.Tokens[colon-1].Form) > 2
}

// recurs tells whether another sentence starts with the same word and a colon, as
// the turns of a transcript do.
func (f *finder) recurs(s *doc.Sentence) bool {
	for k := range f.d.Sentences {
		t := f.d.Sentences[k].Tokens
		if k != f.at && len(t) > 2 && t[1].Form == ":" && t[0].Form == s.Tokens[0].Form {
			return true
		}
	}
	return false
}

// labels tells whether the words before a colon name a speaker: a mention that
// is no place, or in a headline a run of names.
func (f *finder) labels(s *doc.Sentence, n, colon int) bool {
	if m := f.mentionAt(s, n); m >= 0 {
		r := f.d.Mentions[m]
		return r.Type != "place" && r.First <= s.Dateline+1 && r.Last == colon
	}
	if f.shouted(s, colon) {
		m := f.mentionAt(s, n)
		return m < 0 && (s.Tokens[n].UPOS == "PROPN" || f.recurs(s)) || m >= 0 && f.d.Mentions[m].Last <= colon
	}
	if m := f.mentionAt(s, s.Dateline); m >= 0 && s.Kind == doc.Headline { // "Envoy to council: …", "Envoy on aid: …"
		r := f.d.Mentions[m]
		if r.Type != "place" && r.First == s.Dateline && r.Last < colon && s.Tokens[r.Last].UPOS == "ADP" {
			return true
		}
	}
	for k := s.Dateline; k < colon; k++ {
		if s.Tokens[k].UPOS != "PROPN" {
			return false
		}
	}
	return s.Kind == doc.Headline && colon-s.Dateline < 4
}

// labelCue is the colon after a speaker's name.
var labelCue = &lexicon.Cue{POS: "prep", Class: "say"}
