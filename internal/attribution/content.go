package attribution

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// content is what a rule found to be said.
type content struct {
	rule       string
	confidence float64
	pieces     []doc.Range
	direct     bool
}

// verbRules are the ways in which a content hangs on a verb, in the order in
// which they are tried; a rule is tried where the cue has one of its frames.
var verbRules = []struct {
	name       string
	frames     lexicon.Frames
	confidence float64
	find       func(*finder, *doc.Sentence, *clause) []doc.Range
}{
	{"direct-speech", lexicon.FrameQuote, 0.93, (*finder).directSpeech},
	{"indirect-speech", lexicon.FrameThat, 0.88, (*finder).indirectSpeech},
	{"parenthetical-cue", lexicon.FrameThat | lexicon.FrameQuote | lexicon.FrameObj, 0.75, (*finder).parenthetical},
	{"described-as", lexicon.FrameAs, 0.7, (*finder).describedAs},
	{"wish-clause", lexicon.FrameInf | lexicon.FrameInfQuoted | lexicon.FrameObjInf | lexicon.FrameObjInfQuoted | lexicon.FrameIng |
		lexicon.FrameIngQuoted, 0.65, (*finder).infinitive},
	{"prepositional-content", lexicon.FramePrep | lexicon.FramePrepQuoted, 0.55, (*finder).prepositional},
	{"source-cited", 0, 0.7, (*finder).sourceCited},
	{"object-content", lexicon.FrameObj | lexicon.FrameObjQuoted, 0.65, (*finder).object},
	{"passive-content", lexicon.FrameObj, 0.65, (*finder).passive},
	{"parenthetical-cue", lexicon.FrameThat, 0.6, (*finder).closingCue},
	{"indirect-speech", lexicon.FrameThat, 0.6, (*finder).clauseAfter},
	{"indirect-speech", lexicon.FrameThat, 0.6, (*finder).thatByOrder},
	{"indirect-speech", lexicon.FrameThat, 0.6, (*finder).objectClause},
}

// verbContent is the content of a verb of attribution by the first rule that
// finds one.
func (f *finder) verbContent(s *doc.Sentence, c *clause) content {
	for _, r := range verbRules {
		if r.frames != 0 && c.cue.Frames&r.frames == 0 && !(r.name == "prepositional-content" && len(c.cue.Preps) > 0) {
			continue
		}
		if pieces := r.find(f, s, c); len(pieces) > 0 && !f.inSpeaker(s, c, pieces) {
			if r.name != "direct-speech" {
				pieces = f.wholeQuotations(s, c, pieces)
			}
			return content{r.name, r.confidence, pieces, r.name == "direct-speech"}
		}
	}
	return content{}
}

// inSpeaker tells whether a content is but a part of the speaker's name that the
// tree tore off: "stated Minister of Information Moammar".
func (f *finder) inSpeaker(s *doc.Sentence, c *clause, pieces []doc.Range) bool {
	if c.voice.token < c.last || pieces[0].Sentence != f.at {
		return false
	}
	m := f.mentionAt(s, c.voice.token)
	return m >= 0 && pieces[0].First < f.d.Mentions[m].Last && pieces[0].Last > f.d.Mentions[m].First
}

// indirectSpeech is the clause that a verb of saying takes: "said that talks
// had failed", "said on Friday talks had failed", "asked whether …". Where the
// tree hung a that-clause elsewhere, the order of words gives it.
func (f *finder) indirectSpeech(s *doc.Sentence, c *clause) []doc.Range {
	if f.endsSentence(s, c) {
		if pieces := f.closingCue(s, c); pieces != nil {
			return pieces
		}
	}
	that := f.thatAfter(s, c)
	before := -1
	for _, h := range s.Children(c.v) {
		if !f.complement(s, c, h) {
			continue
		}
		if h < c.v {
			before = h
			continue
		}
		pieces := f.fromThat(s, c, that, f.withFronted(s, c, h, f.complementPieces(s, h, c)))
		pieces = f.withoutHearer(s, c, h, pieces)
		return f.withAntecedent(s, c, h, f.withVerb(s, c, pieces))
	}
	if that >= 0 {
		if h := s.Tokens[that].Head; h > that {
			return f.fromThat(s, c, that, f.complementPieces(s, h, c))
		}
	}
	if before >= 0 {
		return f.clausePieces(s, before, c)
	}
	if pieces := f.finiteObject(s, c); pieces != nil {
		return pieces
	}
	return f.tornClause(s, c)
}

// withoutHearer takes the addressee off a content whose verb the tree gave it to:
// "told reporters **the parties would meet**".
func (f *finder) withoutHearer(s *doc.Sentence, c *clause, h int, pieces []doc.Range) []doc.Range {
	if c.cue.Flags&lexicon.CueHearer == 0 || len(pieces) == 0 || pieces[0].First != c.last {
		return pieces
	}
	o, n := s.Child(h, "obj", "iobj"), s.Child(h, "nsubj", "nsubj:pass")
	if o < c.last || n < o || s.Tokens[o].UPOS == "PRON" && s.Tokens[o].XPOS != "PRP" {
		return pieces
	}
	if first, last := s.Subtree(o); first == c.last && last < pieces[0].Last {
		pieces[0].First = last
	}
	return pieces
}

// withAntecedent adds the noun that a relative clause of saying is about: "fires,
// which the ministry said were under control".
func (f *finder) withAntecedent(s *doc.Sentence, c *clause, h int, pieces []doc.Range) []doc.Range {
	t := &s.Tokens[c.v]
	if !t.Is("acl:relcl") || t.Head < 0 || t.Head > c.v || len(pieces) == 0 {
		return pieces
	}
	if p := pieces[0]; p.Last == p.First+1 && p.First < c.v && f.words.relative[f.lower(s, p.First)] && len(pieces) > 1 {
		pieces = pieces[1:] // the pronoun alone
	}
	if pieces[0].First < c.v {
		return pieces
	}
	if n := s.Child(h, "nsubj"); n > c.v {
		return pieces
	}
	start, _ := s.Subtree(c.v)
	for start < c.v && s.Tokens[start].UPOS == "PUNCT" {
		start++
	}
	if !f.words.relative[f.lower(s, start)] {
		return pieces
	}
	first, last := f.nounPhrase(s, t.Head, 0)
	if k := s.Child(t.Head, "det"); k >= 0 {
		first = min(first, k)
	}
	for last > first+1 && s.Tokens[last-1].UPOS == "PUNCT" {
		last--
	}
	if last > start {
		return pieces
	}
	return append([]doc.Range{{Sentence: f.at, First: first, Last: last, Head: t.Head}}, pieces...)
}

// complement tells whether child h of a cue is the clause that it brings in.
func (f *finder) complement(s *doc.Sentence, c *clause, h int) bool {
	t := &s.Tokens[h]
	switch {
	case t.Is("ccomp"):
	case t.Is("parataxis"):
		if h < c.v || !f.clausal(s, h) || !f.adjoins(s, c.v, h) {
			return false
		}
	case t.Is("advcl"):
		subjunctive := f.asks(c.cue) && t.XPOS == "VB" && h > c.v && s.Child(h, "nsubj") >= 0 && s.Child(h, "mark", "aux") < 0
		asked := c.cue.Class == "ask" && h > c.v && f.hasMark(s, h, f.words.conditional)
		if !subjunctive && !asked && !f.hasMark(s, h, f.words.complementizer) {
			return false
		}
	default:
		return false
	}
	if c.cue.Class == "demand" && h > c.v && !f.hasMark(s, h, f.words.complementizer) {
		return false // "demanded the charges be dropped" is a position
	}
	switch {
	case f.isInfinitive(s, h) && c.cue.Frames&(lexicon.FrameInf|lexicon.FrameObjInf) == 0:
		return false
	case t.XPOS == "VB" && c.cue.Class == "think" && s.Child(h, "aux", "mark") < 0: // "saw prices fall"
		return false
	case h < c.v && (t.XPOS == "VBG" || t.XPOS == "VBN") && !f.clausal(s, h): // "Asked about talks, he said …"
		return false
	case h > c.v && t.XPOS == "VBG" && s.Tokens[h-1].Form == "," && !f.clausal(s, h): // "…, he said, wiping his brow"
		return false
	}
	return true
}

// asks tells whether a cue takes a clause with a bare verb: "recommended the
// troops leave".
func (f *finder) asks(cue *lexicon.Cue) bool {
	return cue.Class == "suggest" || cue.Class == "demand" || cue.Class == "order"
}

// thatAfter is the "that" after a cue that brings in its content, with nothing
// but phrases of the cue's own between; -1 where there is none.
func (f *finder) thatAfter(s *doc.Sentence, c *clause) int {
	for k := c.last; k < len(s.Tokens) && k < c.last+25; k++ {
		t := &s.Tokens[k]
		if (t.UPOS == "SCONJ" || t.Is("mark") || f.occasionThat(s, k)) && f.words.complementizer[f.lower(s, k)] {
			h := t.Head
			if h <= k {
				return -1
			}
			if n := s.Tokens[h].Head; n > c.v && n < k && s.Tokens[n].Head == c.v && s.Tokens[n].Is("obj") && c.cue.Flags&lexicon.CueHearer == 0 {
				return -1 // "voiced the fear that …"
			}
			return k
		}
		if t.UPOS == "VERB" && t.XPOS != "VBG" && t.XPOS != "VBN" || t.UPOS == "AUX" || t.UPOS == "CCONJ" && s.Tokens[t.Head].UPOS == "VERB" || t.Form == ";" || t.Form == ":" || f.isMark(f.at, k, opening) && c.cue.Flags&lexicon.CueHearer == 0 {
			return -1
		}
	}
	return -1
}

// occasionThat tells whether token k is a "that" which the tree took for a
// relative pronoun after the occasion of saying, though its clause has a subject:
// "said in a broadcast that the war would go on".
func (f *finder) occasionThat(s *doc.Sentence, k int) bool {
	t := &s.Tokens[k]
	if t.XPOS != "WDT" || t.Head < k || s.Tokens[t.Head].Head < 0 || !s.Tokens[t.Head].Is("acl:relcl") {
		return false
	}
	n := s.Child(t.Head, "nsubj", "nsubj:pass", "expl")
	return n > k && f.words.occasion[s.Tokens[s.Tokens[t.Head].Head].Lemma]
}

// ownObject tells whether token i stands in an object of the cue that is neither
// a time nor the addressee.
func (f *finder) ownObject(s *doc.Sentence, c *clause, i int) bool {
	for steps := 0; steps < 20 && i >= 0 && s.Tokens[i].Head != c.v; steps++ {
		i = s.Tokens[i].Head
	}
	return i >= 0 && s.Tokens[i].Is("obj") && !f.isTime(i) && c.cue.Flags&lexicon.CueHearer == 0
}

// fromThat lets a content start right after the "that" that brings it in.
func (f *finder) fromThat(s *doc.Sentence, c *clause, that int, pieces []doc.Range) []doc.Range {
	if that < 0 || len(pieces) == 0 || pieces[0].Last <= that || pieces[0].First < that && (pieces[0].First < c.last || f.ownObject(s, c, pieces[0].First)) {
		return pieces
	}
	pieces[0].First = that + 1
	if r, ok := f.trim(s, pieces[0], true); ok {
		pieces[0] = r
	}
	return pieces
}

// complementPieces is the words of the clause h after a cue, with those of
// other clauses of the cue that go on with it: "said A and that B", "said it
// would stay and (would) fight".
func (f *finder) complementPieces(s *doc.Sentence, h int, c *clause) []doc.Range {
	inside := f.clauseMarks(s, h, c)
	finite := s.Tokens[c.v].XPOS != "VB" && s.Tokens[c.v].XPOS != "VBG"
	_, end := s.Subtree(h)
	for _, k := range s.Children(c.v) {
		t := &s.Tokens[k]
		first, last := s.Subtree(k)
		switch {
		case k <= h:
			continue
		case h > c.v && first == end && t.Is("xcomp", "advcl") && f.isInfinitive(s, k) && c.cue.Flags&lexicon.CueHearer == 0:
			end = last
		case h > c.v && first == end && t.Is("obl", "advcl", "advmod") && s.Tokens[first].UPOS != "PUNCT" && !f.occasionOf(s, k): // "said the fields were flooded with oil"
			end = last
		case t.Is("conj") && h > c.v && s.Child(k, "nsubj") < 0 && s.Child(k, "aux") >= 0 && s.Child(h, "aux") >= 0:
		case t.Is("ccomp") && !f.isInfinitive(s, k):
		case t.Is("conj") && (finite && t.XPOS == "VB" && s.Child(k, "aux", "nsubj") < 0 || f.hasMark(s, k, f.words.complementizer)):
		case t.Is("parataxis") && f.clausal(s, k) && !f.utters(t):
			first, _ := s.Subtree(k)
			if first < 1 || s.Tokens[first-1].Form != "," && s.Tokens[first].Form != "," {
				continue
			}
		default:
			continue
		}
		f.markBelow(s, k, c.v, inside, 0)
	}
	f.cutParticiple(s, h, c, inside)
	return f.cutOccasion(s, h, f.runs(s, h, inside))
}

// occasionOf tells whether a phrase after a clause is the occasion on which it was
// said rather than part of it.
func (f *finder) occasionOf(s *doc.Sentence, k int) bool {
	return f.words.occasion[s.Tokens[k].Lemma] || f.hasMark(s, k, f.words.hearer) || f.hasMark(s, k, f.words.as)
}

// cutOccasion takes the occasion of the saying off the end of what is said: "…
// in an interview with the paper".
func (f *finder) cutOccasion(s *doc.Sentence, h int, pieces []doc.Range) []doc.Range {
	if len(pieces) == 0 {
		return nil
	}
	last := &pieces[len(pieces)-1]
	for n := last.Last - 1; n > last.First+2; n-- {
		t := &s.Tokens[n]
		if t.UPOS != "NOUN" || !f.words.occasion[t.Lemma] || !t.Is("obl", "nmod") {
			continue
		}
		first, end := s.Subtree(n)
		if d := s.Child(n, "det"); d >= 0 && f.words.definite[f.lower(s, d)] {
			continue // "would speak at the debate"
		}
		if k := s.Child(n, "case"); k == first && k > last.First+1 && !f.words.belonging[s.Tokens[k].Lemma] && end >= last.Last && n != h {
			last.Last = k
			if r, ok := f.trim(s, *last, false); ok {
				*last = r
			}
			return pieces
		}
	}
	return pieces
}

// finiteObject is an object that the tree gave a finite clause without subject:
// in "reported two shells hit the port", "shells" is the subject of what is
// reported.
func (f *finder) finiteObject(s *doc.Sentence, c *clause) []doc.Range {
	o := s.Child(c.v, "obj")
	if o < c.v {
		return nil
	}
	if c.cue.Flags&lexicon.CueHearer != 0 {
		return f.tornFromHearer(s, c, o)
	}
	_, last := s.Subtree(o)
	for k := o + 1; k < last; k++ {
		if s.Tokens[k].Is("acl") && s.Below(k, o) && f.finiteAlone(s, k) {
			return f.clausePieces(s, o, c)
		}
	}
	return nil
}

// finiteAlone tells whether clause k is finite but has neither subject nor
// relative word: it can be no clause that describes a noun.
func (f *finder) finiteAlone(s *doc.Sentence, k int) bool {
	if s.Child(k, "nsubj", "csubj", "mark") >= 0 {
		return false
	}
	first := k
	finite := false
	for _, c := range append([]int{k}, s.Children(k)...) {
		t := &s.Tokens[c]
		if c != k && !t.Is("aux", "cop") {
			if c < first && t.Is("advmod", "obl") {
				first = c
			}
			continue
		}
		switch t.XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			finite = true
		}
	}
	return finite && !f.words.relative[f.lower(s, first)] && s.Tokens[first].XPOS != "WRB"
}

// tornClause is the clause after a cue whose subject the tree made the cue's
// object and whose verb it hung elsewhere: "claimed the order violated the law".
func (f *finder) tornClause(s *doc.Sentence, c *clause) []doc.Range {
	o := s.Child(c.v, "obj")
	if o < c.last || c.cue.Flags&lexicon.CueHearer != 0 {
		return nil
	}
	start, end := s.Subtree(o)
	if start < c.last {
		return nil
	}
	return f.predicateAfter(s, c, start, end)
}

// withVerb gives a content without a verb the predicate that follows it and that
// the tree hung elsewhere.
func (f *finder) withVerb(s *doc.Sentence, c *clause, pieces []doc.Range) []doc.Range {
	if len(pieces) != 1 || pieces[0].First < c.last {
		return pieces
	}
	for k := pieces[0].First; k < pieces[0].Last; k++ {
		if s.Tokens[k].UPOS == "VERB" || s.Tokens[k].UPOS == "AUX" {
			return pieces
		}
	}
	if torn := f.predicateAfter(s, c, pieces[0].First, pieces[0].Last); torn != nil {
		return torn
	}
	return pieces
}

// predicateAfter is the words from start to end with the finite predicate that
// comes next, where that has no subject of its own; nil where none comes.
func (f *finder) predicateAfter(s *doc.Sentence, c *clause, start, end int) []doc.Range {
	h := end
	for h < len(s.Tokens) && (s.Tokens[h].UPOS == "ADV" || s.Tokens[h].XPOS == "JJ" && h > end && s.Tokens[h-1].XPOS == "RBS") { // "most likely does not"
		h++
	}
	if h >= len(s.Tokens) {
		return nil
	}
	switch s.Tokens[h].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
	default:
		return nil
	}
	if s.Tokens[h].UPOS == "AUX" && s.Tokens[h].Head > h {
		h = s.Tokens[h].Head
	}
	if n := f.subjectOf(s, h); h == c.v || s.Below(c.v, h) && n >= 0 && n < c.v || n > end && s.Child(n, "case") < 0 || f.utters(&s.Tokens[h]) {
		return nil
	}
	inside := f.mark(s, h, c)
	for k := range inside {
		inside[k] = inside[k] && k >= end || k >= start && k < end
	}
	return f.runs(s, h, inside)
}

// tornFromHearer is the clause that the tree hung on the addressee, as if it were
// a relative one without pronoun: "told the paper he would stay".
func (f *finder) tornFromHearer(s *doc.Sentence, c *clause, o int) []doc.Range {
	for _, k := range s.Children(o) {
		if k < o || !s.Tokens[k].Is("acl:relcl") {
			continue
		}
		n := s.Child(k, "nsubj")
		first, _ := s.Subtree(k)
		if n >= 0 && !f.words.relative[f.lower(s, n)] && !f.words.relative[f.lower(s, first)] {
			return f.complementPieces(s, k, c)
		}
	}
	return nil
}

// adjoins tells whether the clause headed by h starts close after v, at a colon
// or with nothing but punctuation between.
func (f *finder) adjoins(s *doc.Sentence, v, h int) bool {
	first, _ := s.Subtree(h)
	for k := v + 1; k < first; k++ {
		if s.Tokens[k].Form == ":" {
			return true
		}
		if s.Tokens[k].UPOS != "PUNCT" && s.Tokens[k].UPOS != "ADV" && !f.phraseOf(s, v, k) {
			return false
		}
	}
	return first > v
}

// phraseOf tells whether token k stands in a phrase of time, place or manner of v.
func (f *finder) phraseOf(s *doc.Sentence, v, k int) bool {
	for steps := 0; steps < 12 && k >= 0; steps++ {
		if s.Tokens[k].Head == v {
			return s.Tokens[k].Is("obl", "advmod")
		}
		k = s.Tokens[k].Head
	}
	return false
}

// clausal tells whether token h heads a clause rather than a phrase.
func (f *finder) clausal(s *doc.Sentence, h int) bool {
	return s.Child(h, "nsubj", "csubj", "cop", "aux", "expl") >= 0
}

// isInfinitive tells whether clause h is an infinitive with "to".
func (f *finder) isInfinitive(s *doc.Sentence, h int) bool {
	for _, k := range s.Children(h) {
		if s.Tokens[k].Is("mark") && s.Tokens[k].UPOS == "PART" && s.Tokens[k].XPOS == "TO" {
			return true
		}
	}
	return false
}

// utters tells whether a word is a verb of saying by itself.
func (f *finder) utters(t *doc.Token) bool {
	for _, cue := range f.cuesOf(t) {
		if cue.POS == "verb" && len(cue.Words) == 1 && cue.Frames&lexicon.FrameThat != 0 {
			switch cue.Class {
			case "say", "emphasize", "warn", "claim", "report", "admit", "announce":
				return true
			}
		}
	}
	return false
}

// cuesOf is the cues whose first word a token is, by its lemma, or by its form
// where the lemma is none ("chided").
func (f *finder) cuesOf(t *doc.Token) []*lexicon.Cue {
	cues := f.cues.At(t.Lemma)
	if len(cues) == 0 && t.UPOS == "VERB" {
		return f.cues.At(t.Lower())
	}
	return cues
}

// parenthetical is the clause that a cue is put into: "Talks, he said, had
// failed", "as the ministry reported".
func (f *finder) parenthetical(s *doc.Sentence, c *clause) []doc.Range {
	t := &s.Tokens[c.v]
	as := f.hasMark(s, c.v, f.words.as)
	if t.Head < 0 || !t.Is("parataxis", "discourse") && !(t.Is("advcl", "acl", "dep") && as) && !(t.Is("conj") && f.invertedSubject(s, c.v) >= 0) {
		return nil
	}
	if s.Child(c.v, "ccomp", "xcomp") >= 0 && !as || !as && c.cue.Frames&(lexicon.FrameThat|lexicon.FrameQuote) == 0 {
		return nil
	}
	if o := s.Child(c.v, "obj"); o >= 0 && c.cue.Flags&lexicon.CueHearer == 0 && o != c.voice.token {
		return nil
	}
	if !as && c.voice.token >= 0 && !c.voice.own && !c.voice.agent {
		return nil
	}
	if !f.setOff(s, c) {
		return nil
	}
	h := f.clauseAbove(s, t.Head)
	if t.Is("parataxis") && h < c.v {
		for k := c.v + 1; k < len(s.Tokens); k++ { // a colon after the cue brings in what follows
			if s.Tokens[k].Form == ":" && s.Tokens[k].Head != h {
				return nil
			}
		}
	}
	if n := f.invertedSubject(s, c.v); n >= 0 && n == c.voice.token {
		return f.aroundInverted(s, h, c, n)
	}
	return f.mainClause(s, h, c, c.v)
}

// aroundInverted is clause h without a cue and the speaker after it: "Talks,
// said the envoy, had failed".
func (f *finder) aroundInverted(s *doc.Sentence, h int, c *clause, n int) []doc.Range {
	inside := f.mark(s, h, &clause{v: -1, first: c.first, last: c.last})
	_, end := s.Subtree(n)
	for k := c.first; k < end; k++ {
		inside[k] = false
	}
	return f.runs(s, h, inside)
}

// setOff tells whether the cue's own clause stands between marks or at an edge of
// the sentence, as "he said" does and "as far as he knew" need not.
func (f *finder) setOff(s *doc.Sentence, c *clause) bool {
	if f.invertedSubject(s, c.v) >= 0 {
		return true
	}
	a, b := s.Subtree(c.v)
	if a > s.Dateline && s.Tokens[a-1].UPOS != "PUNCT" && s.Tokens[a-1].UPOS != "CCONJ" && s.Tokens[a].UPOS != "PUNCT" && !c.voice.agent {
		return false
	}
	return b-a < 40 && (b >= len(s.Tokens) || s.Tokens[b].UPOS == "PUNCT" || s.Tokens[b-1].UPOS == "PUNCT")
}

// clauseAbove is the head of the main clause that token i stands in: phrases
// and subordinate clauses are left, complements of other verbs are not.
func (f *finder) clauseAbove(s *doc.Sentence, i int) int {
	for steps := 0; steps < 20; steps++ {
		t := &s.Tokens[i]
		if t.Head < 0 || t.Is("root", "parataxis") || t.Is("ccomp") && f.utters(&s.Tokens[t.Head]) || t.Is("conj") && s.Child(i, "nsubj", "csubj", "expl") >= 0 {
			return i
		}
		i = t.Head
	}
	return i
}

// mainClause is the words of clause h without those below except: what is
// attributed by a cue put into it. A later clause of its own subject, and
// leading conjunctions, are left out.
func (f *finder) mainClause(s *doc.Sentence, h int, c *clause, except int) []doc.Range {
	inside := f.mark(s, h, c)
	if except != c.v {
		f.unmarkBelow(s, except, inside)
	}
	for i := 0; i < s.Dateline && i < len(inside); i++ {
		inside[i] = false
	}
	for _, k := range s.Children(h) {
		t := &s.Tokens[k]
		if t.Is("conj") && k > except && except > h && s.Child(k, "nsubj") >= 0 || t.Is("cc") && k < h || t.Is("parataxis") && k > except && f.clausal(s, k) {
			f.unmarkBelow(s, k, inside)
		}
	}
	return f.runs(s, h, inside)
}
