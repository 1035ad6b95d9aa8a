package attribution

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// describedAs is what is called what: "the vote a sham" in "called the vote a
// sham", "the vote as a sham" in "described the vote as a sham".
func (f *finder) describedAs(s *doc.Sentence, c *clause) []doc.Range {
	predicate := -1
	for _, k := range s.Children(c.v) {
		t := &s.Tokens[k]
		if k < c.v || !t.Is("xcomp", "obl", "advcl", "ccomp") {
			continue
		}
		as := f.hasMark(s, k, f.words.as)
		if as || t.Is("xcomp") && c.cue.Flags&lexicon.CueAs == 0 && !f.isInfinitive(s, k) && t.XPOS != "VBG" {
			predicate = k
			break
		}
	}
	if predicate < 0 && c.cue.Flags&lexicon.CueAs == 0 {
		return f.twoObjects(s, c)
	}
	if predicate < 0 {
		if o := s.Child(c.v, "obj"); o > c.v { // "sees the port as a way out", the phrase hung on the object
			for _, k := range s.Children(o) {
				if k > o && s.Tokens[k].Is("nmod", "acl", "advcl") && f.hasMark(s, k, f.words.as) {
					return f.clausePieces(s, o, c)
				}
			}
		}
		return nil
	}
	inside := f.mark(s, predicate, c)
	if o := s.Child(c.v, "obj"); o >= 0 && (o > c.v || !f.words.relative[f.lower(s, o)]) {
		f.markBelow(s, o, c.v, inside, 0)
	} else if p := s.Child(c.v, "nsubj:pass"); p >= 0 {
		if f.words.relative[f.lower(s, p)] {
			return f.predicateRuns(s, predicate, inside)
		}
		f.markBelow(s, p, c.v, inside, 0)
	} else if t := &s.Tokens[c.v]; t.Is("acl") && t.Head >= 0 {
		first, last := f.nounPhrase(s, t.Head, 0)
		for k := first; k < last; k++ {
			inside[k] = true
		}
	}
	return f.predicateRuns(s, predicate, inside)
}

// predicateRuns is the marked words without an "as" that no object stands before:
// "what they call a trap", "what they see as **a trap**".
func (f *finder) predicateRuns(s *doc.Sentence, predicate int, inside []bool) []doc.Range {
	for _, k := range s.Children(predicate) {
		if t := &s.Tokens[k]; t.Is("case", "mark") && f.words.as[t.Lower()] && k > 0 && !inside[k-1] {
			inside[k] = false
		}
	}
	return f.runs(s, predicate, inside)
}

// twoObjects is "the vote a sham" where the tree has two objects, or a clause
// without a verb, for object and predicate.
func (f *finder) twoObjects(s *doc.Sentence, c *clause) []doc.Range {
	first, second := -1, -1
	for _, k := range s.Children(c.v) {
		switch t := &s.Tokens[k]; {
		case k < c.v:
		case t.Is("ccomp") && s.Child(k, "nsubj") >= 0 && t.UPOS != "VERB":
			return f.clausePieces(s, k, c)
		case t.Is("obj", "iobj") && first < 0:
			first = k
		case t.Is("obj") && first >= 0 && second < 0:
			second = k
		}
	}
	if second < 0 && first >= 0 { // "called the crisis the worst ever": the predicate within the object
		for k := first + 1; k < len(s.Tokens); k++ {
			if t := &s.Tokens[k]; t.XPOS == "DT" && t.Head > first && s.Below(k, first) && s.Tokens[t.Head].Head == first && s.Child(t.Head, "case") < 0 && s.Tokens[t.Head].Is("amod", "appos", "nmod") && s.Tokens[k-1].UPOS != "PUNCT" {
				return f.clausePieces(s, first, c)
			}
		}
	}
	if second < 0 {
		return f.quotedPredicate(s, c, first)
	}
	inside := f.mark(s, second, c)
	f.markBelow(s, first, c.v, inside, 0)
	return f.runs(s, second, inside)
}

// quotedPredicate is an object with the quotation right after it: "called the
// vote “a sham”", however the tree has it.
func (f *finder) quotedPredicate(s *doc.Sentence, c *clause, o int) []doc.Range {
	if o < 0 {
		return nil
	}
	first, _ := s.Subtree(o)
	for _, q := range f.quotes.of(f.at) {
		if !q.opens || q.first <= o+1 || first < c.last || c.v >= q.first && c.v < q.last {
			continue
		}
		for k := o + 1; k < q.first-1; k++ {
			if t := &s.Tokens[k]; t.UPOS == "PUNCT" && t.XPOS != "HYPH" || t.UPOS == "VERB" {
				return nil
			}
		}
		if r, ok := f.trim(s, doc.Range{Sentence: f.at, First: first, Last: min(q.last+1, len(s.Tokens)), Head: o}, false); ok {
			return []doc.Range{r}
		}
	}
	return nil
}

// infinitive is the infinitive or gerund that a verb of wanting takes, with the
// object that is to do it: "to leave", "the troops to leave".
func (f *finder) infinitive(s *doc.Sentence, c *clause) []doc.Range {
	for _, h := range s.Children(c.v) {
		t := &s.Tokens[h]
		if h < c.v || !t.Is("xcomp", "ccomp", "advcl") {
			continue
		}
		gerund := t.XPOS == "VBG" && !f.hasMark(s, h, f.words.as) && !t.Is("advcl")
		inf := f.isInfinitive(s, h)
		o := s.Child(c.v, "obj", "iobj")
		var plain, quoted lexicon.Frames
		switch {
		case inf && (o >= 0 && o < h || s.Child(h, "nsubj") >= 0):
			plain, quoted = lexicon.FrameObjInf, lexicon.FrameObjInfQuoted
		case inf:
			plain, quoted = lexicon.FrameInf, lexicon.FrameInfQuoted
		case gerund:
			plain, quoted = lexicon.FrameIng, lexicon.FrameIngQuoted
		default:
			continue
		}
		if t.Is("advcl") && plain != lexicon.FrameObjInf && !(inf && o < 0 && c.cue.Class == "promise") || c.cue.Frames&(plain|quoted) == 0 {
			continue
		}
		inside := f.mark(s, h, c)
		for _, k := range s.Children(c.v) { // "urged them to stop and (to) talk"
			if u := &s.Tokens[k]; k > h && inf && u.Is("conj") && u.XPOS == "VB" && s.Child(k, "nsubj", "aux") < 0 {
				f.markBelow(s, k, c.v, inside, 0)
			}
		}
		for _, k := range s.Children(h) { // "vowed to stay and praised the mayor"
			if u := &s.Tokens[k]; k > h && inf && u.Is("conj") && (u.XPOS == "VBD" || u.XPOS == "VBZ" || u.XPOS == "VBN" && s.Tokens[c.v].XPOS == "VBN") && s.Child(k, "mark", "aux") < 0 {
				f.unmarkBelow(s, k, inside)
			}
		}
		if o >= 0 && o < h && plain == lexicon.FrameObjInf && c.cue.Flags&lexicon.CueHearer == 0 {
			f.markBelow(s, o, c.v, inside, 0)
		}
		pieces := f.runs(s, h, inside)
		if c.cue.Frames&plain != 0 || f.anyQuoted(c, pieces) {
			return pieces
		}
	}
	return nil
}

// prepositional is what follows a cue that ends in its preposition ("pointing
// to the toll", "calling on both sides to stop"), or the phrase of one of the
// cue's prepositions ("hold out hope for peace").
func (f *finder) prepositional(s *doc.Sentence, c *clause) []doc.Range {
	if c.cue.Frames&(lexicon.FramePrep|lexicon.FramePrepQuoted) != 0 {
		if c.last >= len(s.Tokens) {
			return nil
		}
		inside := f.mark(s, c.v, &clause{v: -1, first: c.first, last: c.last})
		for k := range inside {
			inside[k] = false
		}
		n := f.phraseAfter(s, c.last, c.v)
		if n < 0 {
			return nil
		}
		f.markBelow(s, n, c.v, inside, 0)
		for _, k := range s.Children(c.v) {
			if k > n && s.Tokens[k].Is("xcomp", "advcl", "ccomp") && f.isInfinitive(s, k) {
				f.markBelow(s, k, c.v, inside, 0)
			}
		}
		for k := 0; k < c.last; k++ {
			inside[k] = false
		}
		pieces := f.runs(s, n, inside)
		if c.cue.Frames&lexicon.FramePrep != 0 || f.anyQuoted(c, pieces) || f.holdsClause(s, n) {
			return pieces
		}
		return nil
	}
	return f.prepPhrase(s, c)
}

// prepPhrase is the noun phrase after one of the cue's own prepositions.
func (f *finder) prepPhrase(s *doc.Sentence, c *clause) []doc.Range {
	for k := c.first; k < len(s.Tokens); k++ {
		u := &s.Tokens[k]
		if u.Head < c.first || u.Head >= c.last || !u.Is("obl", "nmod", "advcl", "acl") {
			continue
		}
		for _, m := range s.Children(k) {
			if !s.Tokens[m].Is("case", "mark") || m < c.first {
				continue
			}
			for _, prep := range c.cue.Preps {
				if s.Tokens[m].Lemma == prep {
					inside := f.mark(s, k, c)
					inside[m] = false
					return f.runs(s, k, inside)
				}
			}
		}
	}
	return nil
}

// phraseAfter is the highest token below v, or beside it, of the phrase that
// starts at token i; -1 where none starts there.
func (f *finder) phraseAfter(s *doc.Sentence, i, v int) int {
	if s.Tokens[i].UPOS == "PUNCT" && f.quotes.marks[f.at] != nil && f.quotes.marks[f.at][i] == opening {
		i++
	}
	if i >= len(s.Tokens) || s.Tokens[i].UPOS == "PUNCT" {
		return -1
	}
	n := i
	for steps := 0; steps < 30; steps++ {
		h := s.Tokens[n].Head
		if h < i || h == v {
			break
		}
		n = h
	}
	return n
}

// holdsClause tells whether a noun phrase holds a finite clause of content:
// "the claim that talks had failed".
func (f *finder) holdsClause(s *doc.Sentence, n int) bool {
	for _, cue := range f.cues.At(s.Tokens[n].Lemma) {
		if cue.POS == "noun" && (cue.Class == "demand" || cue.Class == "order" || cue.Class == "promise") {
			return false // a request that is refused is a position
		}
	}
	for _, k := range s.Children(n) {
		if s.Tokens[k].Is("acl", "ccomp") && f.hasMark(s, k, f.words.complementizer) {
			return true
		}
	}
	return false
}

// object is the noun phrase that a verb of saying takes: "stressed the need for
// talks". Verbs that need it have a quotation or a clause in it.
func (f *finder) object(s *doc.Sentence, c *clause) []doc.Range {
	if f.documented(s, c) {
		if pieces := f.shown(s, c); pieces != nil {
			return pieces
		}
	}
	o := s.Child(c.v, "obj")
	if o < 0 {
		o = f.countedObject(s, c)
	}
	if o < 0 || c.cue.Flags&lexicon.CueHearer != 0 || s.Child(c.v, "iobj") >= 0 {
		return nil
	}
	if t := &s.Tokens[o]; o < c.v || t.UPOS == "PRON" || t.UPOS == "DET" || f.isInfinitive(s, c.v) {
		return nil
	}
	if c.cue.Flags&lexicon.CueThing == 0 && c.voice.token >= 0 && !f.speaks(s, c.voice.token) {
		return nil
	}
	if f.backReference(s, c, o) || o == c.voice.token {
		return nil
	}
	pieces := f.cutOccasion(s, o, f.withPhrases(s, c, o))
	if c.cue.Frames&lexicon.FrameObj != 0 || f.documented(s, c) || f.anyQuoted(c, pieces) || f.holdsClause(s, o) || f.deniesClaim(s, c, o) {
		return pieces
	}
	return nil
}

// deniesClaim tells whether what is rejected is something said, so that its
// rejection is a denial: "rejected the charge".
func (f *finder) deniesClaim(s *doc.Sentence, c *clause, o int) bool {
	if c.cue.Class != "reject" {
		return false
	}
	for _, cue := range f.cues.At(s.Tokens[o].Lemma) {
		if cue.POS == "noun" && (cue.Class == "claim" || cue.Class == "accuse" || cue.Class == "report") {
			return true
		}
	}
	return false
}

// documented tells whether a document or a poll is what shows or finds
// something: "the survey showed a small gap".
func (f *finder) documented(s *doc.Sentence, c *clause) bool {
	return c.cue.Flags&lexicon.CueThing != 0 && c.voice.token >= 0 && f.words.vehicle[s.Tokens[c.voice.token].Lemma]
}

// shown is what a document shows, with all that goes on with it: "Polls show
// **the party up by ten points in the north**".
func (f *finder) shown(s *doc.Sentence, c *clause) []doc.Range {
	o := s.Child(c.v, "obj", "iobj")
	if o < c.last || s.Tokens[o].UPOS == "PRON" || f.isInfinitive(s, c.v) {
		return nil
	}
	inside := f.mark(s, o, c)
	_, end := s.Subtree(o)
	for _, k := range s.Children(c.v) {
		t := &s.Tokens[k]
		first, last := s.Subtree(k)
		if k < o || first != end || f.isTime(k) || t.Is("parataxis", "punct") || t.Is("conj") && t.XPOS != "VBG" && t.XPOS != "VBN" {
			continue
		}
		if s.Tokens[first].UPOS == "PUNCT" && (f.tense(s, k) != "" || s.Child(k, "nsubj", "aux") >= 0 || f.closingParticiple(s, k) || !t.Is("obl", "advcl", "conj", "xcomp", "nmod")) {
			continue
		}
		f.markBelow(s, k, c.v, inside, 0)
		end = last
	}
	return f.runs(s, o, inside)
}

// backReference tells whether an object that is announced or reported only points
// back to what was told before: "announced the deal".
func (f *finder) backReference(s *doc.Sentence, c *clause, o int) bool {
	if c.cue.Class != "announce" && c.cue.Class != "report" && c.cue.Class != "confirm" || s.Tokens[o].UPOS != "NOUN" {
		return false
	}
	definite := false
	for _, k := range s.Children(o) {
		if t := &s.Tokens[k]; t.XPOS == "DT" {
			definite = true
		} else if m := f.mentionAt(s, k); !f.isTime(k) && !(t.Is("nmod") && m >= 0 && f.d.Mentions[m].Type == "place") {
			return false
		}
	}
	return definite
}

// withPhrases is a noun phrase of content with the phrases right after it that
// the tree hung on the cue: "expressed satisfaction with the talks", "announced
// a fleet to guard the strait". Times and the occasion of saying are left out.
func (f *finder) withPhrases(s *doc.Sentence, c *clause, o int) []doc.Range {
	inside := f.clauseMarks(s, o, c)
	for _, k := range s.Children(o) { // ", which …" tells more than was said
		if first, _ := s.Subtree(k); s.Tokens[k].Is("acl:relcl") && first > 0 && (s.Tokens[first].Form == "," || s.Tokens[first-1].Form == ",") {
			f.unmarkBelow(s, k, inside)
		}
	}
	_, end := s.Subtree(o)
	for _, k := range s.Children(c.v) {
		t := &s.Tokens[k]
		first, last := s.Subtree(k)
		if k > o && first == end && f.isTime(k) && last < len(s.Tokens) && s.Tokens[last].XPOS == "TO" {
			end = last // "announced plans on Tuesday to …"
			continue
		}
		if k < o || first != end || s.Tokens[first].UPOS == "PUNCT" || f.utters(t) {
			continue
		}
		phrase := t.Is("obl") && s.Child(k, "case") == first && !f.isTime(k) && !f.words.occasion[t.Lemma] && !t.Is("obl:agent")
		if !phrase && !(t.Is("advcl", "xcomp", "acl") && (f.isInfinitive(s, k) || s.Tokens[first].UPOS == "ADP" || s.Tokens[first].UPOS == "SCONJ" && t.XPOS == "VBG" || first == k && t.XPOS == "VBG")) {
			break
		}
		f.markBelow(s, k, c.v, inside, 0)
		end = last
	}
	return f.runs(s, o, inside)
}

// countedObject is an object that a bound made look like a phrase of place: "at
// least 20 victims" right after the cue; -1 where there is none.
func (f *finder) countedObject(s *doc.Sentence, c *clause) int {
	if c.last+1 >= len(s.Tokens) || s.Tokens[c.last].UPOS != "ADP" || s.Tokens[c.last+1].XPOS != "JJS" && s.Tokens[c.last+1].XPOS != "RBS" {
		return -1
	}
	for _, k := range s.Children(c.v) {
		if s.Tokens[k].Is("obl") {
			if first, _ := s.Subtree(k); first == c.last {
				return k
			}
		}
	}
	return -1
}

// passive is the subject of a passive with its agent ("the attack was claimed
// by the group"), or the noun before the participle ("deaths reported by …").
func (f *finder) passive(s *doc.Sentence, c *clause) []doc.Range {
	if !c.voice.agent {
		return nil
	}
	n := s.Child(c.v, "nsubj:pass")
	if t := &s.Tokens[c.v]; n < 0 && t.Is("acl") || n >= 0 && f.words.relative[f.lower(s, n)] {
		n = t.Head
	}
	if n < 0 || s.Tokens[n].UPOS == "PRON" {
		return nil
	}
	return f.runs(s, n, f.mark(s, n, c))
}

// sourceCited is the content of the clause that cites a source: "The paper,
// citing two officials, said talks had failed" tells what the officials say.
func (f *finder) sourceCited(s *doc.Sentence, c *clause) []doc.Range {
	if c.cue.Flags&lexicon.CueSource == 0 {
		return nil
	}
	o := s.Child(c.v, "obj")
	if o < 0 || !f.mayspeak(s, o) {
		return nil
	}
	t := &s.Tokens[c.v]
	if t.XPOS != "VBG" { // "The paper quotes the envoy as saying …"
		for _, k := range s.Children(c.v) {
			if k > o && s.Tokens[k].Is("advcl", "xcomp", "obl") && f.hasMark(s, k, f.words.as) && f.utters(&s.Tokens[k]) {
				own := &clause{sentence: c.sentence, v: k, first: k, last: k + 1, cue: c.cue}
				return f.indirectSpeech(s, own)
			}
		}
		return nil
	}
	if !t.Is("advcl", "acl", "parataxis") || t.XPOS != "VBG" || t.Head < 0 {
		return nil
	}
	host := t.Head
	if f.prepositionOf(s, host) { // "according to the paper, quoting two officials"
		c.voice = voice{token: o, own: true}
		return f.mainClause(s, f.clauseAbove(s, s.Tokens[host].Head), c, host)
	}
	if t.Is("acl") { // hung on the subject of the verb of saying
		host = s.Tokens[host].Head
	}
	if host < 0 {
		return nil
	}
	own := &clause{sentence: c.sentence, v: host, first: host, last: host + 1, cue: c.cue}
	pieces := f.indirectSpeech(s, own)
	if len(pieces) > 0 {
		c.voice = voice{token: o, own: true}
	}
	return pieces
}

// prepositionOf tells whether a noun phrase stands in a phrase of attribution.
func (f *finder) prepositionOf(s *doc.Sentence, n int) bool {
	k := s.Child(n, "case")
	if k < 0 || s.Tokens[n].Head < 0 {
		return false
	}
	for _, cue := range f.cues.At(f.lower(s, k)) {
		if cue.POS == "prep" {
			return true
		}
	}
	return false
}
