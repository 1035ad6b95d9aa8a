package attribution

import "github.com/rapporteur/rapporteur/internal/doc"

// longestTail is how many tokens of an apposition or a phrase are taken on by
// the order of words, where the tree has not hung them on the speaker.
const longestTail = 30

// span is the run of tokens that names the speaker of a cue: what the tree gives,
// put right by commas, brackets and the order of words.
func (f *finder) span(s *doc.Sentence, c *clause, i int) doc.Range {
	r := f.named(s, i)
	if r.Last <= r.First {
		return r
	}
	r = f.withoutVerb(s, r)
	r = f.withoutOccasion(s, r)
	if c.cue.POS != "prep" {
		if f.leadsTo(s, r.Last, c) {
			r = f.afterComma(s, r)
		}
		if r.Last <= c.v && s.Tokens[r.Head].UPOS != "PRON" && (c.voice.own || f.leadsTo(s, r.Last, c)) {
			r = f.wholeSubject(s, c, r)
		}
		r = f.withoutNoun(s, r)
	}
	r = f.withBracket(s, r)
	r = f.withApposition(s, c, r)
	return f.withPhrase(s, c, r)
}

// leadsTo tells whether from token i on only adverbs, auxiliaries and times stand
// before the cue.
func (f *finder) leadsTo(s *doc.Sentence, i int, c *clause) bool {
	if i > c.v {
		return false
	}
	for ; i < c.v; i++ {
		if t := &s.Tokens[i]; t.UPOS != "AUX" && t.UPOS != "ADV" && t.UPOS != "PART" && !f.isTime(i) && !(t.UPOS == "ADP" && f.isTime(i+1)) {
			return false
		}
	}
	return true
}

// finite tells whether token i is a finite verb.
func finite(t *doc.Token) bool {
	if t.UPOS != "VERB" && t.UPOS != "AUX" {
		return false
	}
	switch t.XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// withoutVerb ends a name before a verb that the tree hung on it.
func (f *finder) withoutVerb(s *doc.Sentence, r doc.Range) doc.Range {
	last := r.Last
	for k := r.Head + 1; k < r.Last; k++ {
		if t := &s.Tokens[k]; finite(t) && !t.Is("compound", "flat", "amod", "nmod") {
			r.Last = k
		}
	}
	for r.Last < last && r.Last > r.Head+1 {
		if t := &s.Tokens[r.Last-1]; t.UPOS != "ADV" && t.Form != "," && t.UPOS != "CCONJ" && t.UPOS != "ADP" {
			break
		}
		r.Last--
	}
	return r
}

// withoutOccasion ends a person's name before the occasion of saying and other
// phrases that no name has: "Ruiz in a letter", "the judge, in her dissent".
func (f *finder) withoutOccasion(s *doc.Sentence, r doc.Range) doc.Range {
	for k := r.Head + 1; k < r.Last; k++ {
		t := &s.Tokens[k]
		if t.UPOS != "ADP" || f.words.belonging[t.Lower()] {
			if t.Form != "," || s.Child(r.Head, "conj") >= 0 {
				continue
			}
			switch u := &s.Tokens[k+1]; {
			case (u.XPOS == "VBG" || u.XPOS == "VBN") && u.Is("acl", "advcl") || f.reflexive(u):
				r.Last = k // "Ruiz, speaking in Quito"
			case u.UPOS == "ADP":
				continue
			}
			break // an apposition
		}
		if f.occasionAt(s, k, r.Last) || s.Tokens[r.Head].UPOS == "PROPN" && f.thingAt(s, k) {
			r.Last = k
			if s.Tokens[k-1].Form == "," {
				r.Last--
			}
			break
		}
	}
	return r
}

func (f *finder) reflexive(t *doc.Token) bool {
	return t.UPOS == "PRON" && f.words.reflexive[t.Lower()]
}

// occasionAt tells whether the phrase that starts at preposition k tells on which
// occasion something was said.
func (f *finder) occasionAt(s *doc.Sentence, k, end int) bool {
	n := s.Tokens[k].Head
	return n > k && n < end && s.Tokens[n].UPOS == "NOUN" && !f.words.belonging[s.Tokens[k].Lower()] && s.Tokens[n].Is("nmod", "obl") && f.words.occasion[s.Tokens[n].Lemma] && s.Tokens[k-1].UPOS != "ADJ"
}

// thingAt tells whether the phrase that starts at preposition k is of a common
// noun for no people.
func (f *finder) thingAt(s *doc.Sentence, k int) bool {
	n := s.Tokens[k].Head
	return n > k && s.Tokens[n].UPOS == "NOUN" && !f.mayspeak(s, n) && !f.words.seat[s.Tokens[k].Lower()]
}

// afterComma takes off what stands before a comma that no comma after the name
// answers: "the vote was lost, Ruiz said" names Ruiz.
func (f *finder) afterComma(s *doc.Sentence, r doc.Range) doc.Range {
	for k := r.Last - 2; k > r.First; k-- {
		t := &s.Tokens[k]
		if t.UPOS == "CCONJ" {
			return r
		}
		if t.Form != "," {
			continue
		}
		if m := f.mentionAt(s, k); m >= 0 && f.d.Mentions[m].Type == "place" || s.Tokens[k+1].UPOS == "NUM" || f.townWithRegion(s, k) {
			return r
		}
		first := k + 1
		for first < r.Last-1 && f.leads(s, first, r.Last-1) {
			first++
		}
		head := f.headOf(s, first, r.Last)
		if !f.speaks(s, head) {
			return r
		}
		return doc.Range{Sentence: r.Sentence, First: first, Last: r.Last, Head: head}
	}
	return r
}

// townWithRegion tells whether a comma stands between a town and its region.
func (f *finder) townWithRegion(s *doc.Sentence, k int) bool {
	a, b := f.mentionAt(s, k-1), f.mentionAt(s, k+1)
	return a >= 0 && b >= 0 && f.d.Mentions[b].Type == "place" && (a == b || f.d.Mentions[a].Type == "place")
}

// headOf is the token from first to last whose head stands outside; the last of
// several.
func (f *finder) headOf(s *doc.Sentence, first, last int) int {
	head := last - 1
	for k := last - 1; k >= first; k-- {
		if h := s.Tokens[k].Head; (h < first || h >= last) && s.Tokens[k].UPOS != "PUNCT" {
			return k
		}
	}
	return head
}

// withBracket takes on a bracket right after a name: a party's sign, an
// abbreviation.
func (f *finder) withBracket(s *doc.Sentence, r doc.Range) doc.Range {
	if r.Last+2 >= len(s.Tokens) || s.Tokens[r.Last].Form != "(" || s.Tokens[r.Last-1].UPOS != "PROPN" {
		return r
	}
	for k := r.Last + 1; k < len(s.Tokens) && k < r.Last+8; k++ {
		switch t := &s.Tokens[k]; {
		case t.Form == ")":
			r.Last = k + 1
			return r
		case t.UPOS != "PROPN" && t.UPOS != "PUNCT" && t.UPOS != "SYM" && t.UPOS != "NUM" && t.UPOS != "X" && t.UPOS != "NOUN":
			return r
		}
	}
	return r
}

// withoutNoun takes off a noun that stands before a name and is no title of it:
// in "the place Ruiz described" Ruiz speaks.
func (f *finder) withoutNoun(s *doc.Sentence, r doc.Range) doc.Range {
	m := f.mentionAt(s, r.Head)
	if m < 0 || s.Tokens[r.Head].UPOS == "PRON" || r.First == 0 || s.Tokens[r.First-1].UPOS != "DET" {
		return r
	}
	first := f.d.Mentions[m].First
	if first <= r.First || first > r.Head {
		return r
	}
	if t := &s.Tokens[first-1]; t.UPOS == "NOUN" && !glued(s, first-1) && !f.words.people[t.Lemma] && f.mentionAt(s, first-1) < 0 {
		r.First = first
	}
	return r
}

// wholeSubject starts a name where its phrase starts by the order of words: at
// the start of the sentence, after a quotation, a conjunction or a comma, where
// no verb stands between. The tree often tears long subjects.
func (f *finder) wholeSubject(s *doc.Sentence, c *clause, r doc.Range) doc.Range {
	first := f.nominalStart(s, r.First, false)
	if first > s.Dateline && s.Tokens[first-1].Form == "," && (r.Last < c.v && s.Tokens[r.Last].UPOS == "PUNCT" || f.lists(s, r)) {
		if k := f.nominalStart(s, first-1, true); k == s.Dateline || k > 0 && k < first-1 && s.Tokens[k-1].UPOS == "CCONJ" {
			first = k
		}
	}
	if first >= r.First || !f.bounded(s, first) {
		return r
	}
	for first < r.First && (f.leads(s, first, r.Head) || f.words.quantity[f.lower(s, first)] || s.Tokens[first].UPOS == "NUM") && !glued(s, first) {
		if s.Tokens[first].UPOS == "ADP" || s.Tokens[first].UPOS == "SCONJ" {
			return r // "In the capital ministers say"
		}
		first++
	}
	if first >= r.First || f.inQuotation(first, c.v) {
		return r
	}
	head := f.headOf(s, first, r.Last)
	for k := first; k < r.Last; k++ {
		if s.Tokens[k].UPOS == "ADP" || s.Tokens[k].Form == "," {
			head = f.headOf(s, first, k)
			break
		}
	}
	if !f.speaks(s, head) {
		return r
	}
	return doc.Range{Sentence: r.Sentence, First: first, Last: r.Last, Head: head}
}

// bounded tells whether a phrase can start at token i: at the start of the
// sentence, after punctuation, a conjunction, or the adverb of a number.
func (f *finder) bounded(s *doc.Sentence, i int) bool {
	if i <= s.Dateline {
		return true
	}
	switch s.Tokens[i-1].UPOS {
	case "PUNCT", "SCONJ", "CCONJ":
		return true
	case "ADV":
		return i-1 == s.Dateline || s.Tokens[i-2].UPOS == "PUNCT" || s.Tokens[i-2].UPOS == "CCONJ"
	}
	return false
}

// lists tells whether a run holds a conjunction.
func (f *finder) lists(s *doc.Sentence, r doc.Range) bool {
	for k := r.First; k < r.Last; k++ {
		if s.Tokens[k].UPOS == "CCONJ" {
			return true
		}
	}
	return false
}

// nominalStart is the first token of the words before token i that can all be of
// one noun phrase, with its commas where asked.
func (f *finder) nominalStart(s *doc.Sentence, i int, commas bool) int {
	for i > s.Dateline {
		t := &s.Tokens[i-1]
		switch t.UPOS {
		case "PROPN", "NOUN", "ADJ", "NUM", "ADP", "SYM":
		case "DET":
			if i < 2 || s.Tokens[i-2].UPOS != "ADP" && s.Tokens[i-2].UPOS != "CCONJ" {
				return i - 1
			}
		case "PART":
			if t.XPOS != "POS" {
				return i
			}
		case "CCONJ":
			if i < 2 || s.Tokens[i-2].UPOS == "PUNCT" {
				return i
			}
		case "PRON":
			if t.XPOS != "PRP$" {
				return i
			}
		case "PUNCT":
			if t.XPOS != "HYPH" && t.Form != "/" && !(commas && t.Form == ",") {
				return i
			}
		default:
			return i
		}
		if f.isTime(i-1) && !glued(s, i-1) {
			return i
		}
		i--
	}
	return i
}

// glued tells whether token i stands without a space before the next one.
func glued(s *doc.Sentence, i int) bool {
	return i+1 < len(s.Tokens) && s.Tokens[i].End == s.Tokens[i+1].Start
}

// withApposition takes on what stands between commas after a name, up to the
// cue, or to the end where the name stands after the cue: "Ruiz, an engineer from
// Quito, said", "said Ruiz, author of a study of the war."
func (f *finder) withApposition(s *doc.Sentence, c *clause, r doc.Range) doc.Range {
	if r.Last+1 >= len(s.Tokens) {
		return r
	}
	start := r.Last
	opened := false // an apposition that goes on after what the tree hung on the name
	for k := r.First; k < r.Last; k++ {
		opened = opened || s.Tokens[k].Form == "," && k > r.Head
	}
	switch t := &s.Tokens[start]; {
	case t.Form == ",":
		if opened || s.Tokens[r.Head].UPOS != "PROPN" || !f.apposed(s, start+1) {
			return r
		}
		start++
	case opened && (t.UPOS == "ADP" || t.UPOS == "CCONJ" || t.XPOS == "VBG" || t.XPOS == "VBN" || t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "ADJ"):
	default:
		return r
	}
	end, closed := f.tailEnd(s, c, start)
	if !closed || end <= start {
		return r
	}
	if before := r.Last <= c.v; before && !f.closesBefore(s, end, c) {
		return r
	}
	r.Last = end
	return r
}

// apposed tells whether the phrase at token i says who somebody is: it has an
// article or is headed by a noun for people.
func (f *finder) apposed(s *doc.Sentence, i int) bool {
	switch t := &s.Tokens[i]; t.UPOS {
	case "DET", "ADJ", "NOUN", "PROPN", "PRON":
		if t.UPOS == "PRON" && t.XPOS != "PRP$" || f.words.relative[t.Lower()] || f.isTime(i) {
			return false
		}
		for k := i; k < len(s.Tokens) && k < i+8; k++ {
			u := &s.Tokens[k]
			if u.UPOS == "PUNCT" && u.XPOS != "HYPH" && !f.isMark(f.at, k, opening) && !f.isMark(f.at, k, closing) || finite(u) || u.UPOS == "ADP" {
				break
			}
			if u.UPOS == "NOUN" && f.words.people[u.Lemma] {
				return true
			}
		}
	}
	return false
}

// tailEnd is where an apposition that goes on at token i ends: at a comma, a
// bracket, a relative clause, a time, the occasion of saying or the end of the
// sentence; not closed where a finite verb comes first.
func (f *finder) tailEnd(s *doc.Sentence, c *clause, i int) (end int, closed bool) {
	for k := i; k < len(s.Tokens) && k < i+longestTail; k++ {
		t := &s.Tokens[k]
		switch {
		case k == c.v || finite(t):
			return k, false
		case t.Form == "," || t.Form == "(" || t.Form == ")" || t.Form == ";" || t.Form == ":" || t.UPOS == "PUNCT" && t.XPOS == ".":
			if t.Form == "," && k+1 < len(s.Tokens) && f.townWithRegion(s, k) {
				continue
			}
			return k, true
		case t.UPOS == "PUNCT" && t.XPOS == ":" && !glued(s, k):
			return k, true
		case f.words.relative[t.Lower()] && (t.UPOS == "PRON" || t.UPOS == "SCONJ" || t.UPOS == "ADV"), f.isTime(k) && s.Tokens[i].XPOS != "VBN", t.UPOS == "ADP" && f.occasionAt(s, k, len(s.Tokens)):
			for k > i && (s.Tokens[k-1].UPOS == "ADP" || s.Tokens[k-1].UPOS == "DET") {
				k--
			}
			return k, true
		}
	}
	return min(len(s.Tokens), i+longestTail), len(s.Tokens) <= i+longestTail
}

// closesBefore tells whether the cue comes right after the comma at end, or after
// a relative clause that starts there and ends in a comma.
func (f *finder) closesBefore(s *doc.Sentence, end int, c *clause) bool {
	if end >= c.v {
		return false
	}
	if s.Tokens[end].Form == "," && f.leadsTo(s, end+1, c) {
		return true
	}
	for k := c.v - 1; k > end && k > c.v-6; k-- {
		if s.Tokens[k].Form == "," {
			return f.leadsTo(s, k+1, c)
		}
	}
	return false
}

// withPhrase takes on the phrases of a common noun that stand between it and the
// cue: "people close to the talks say", "according to officials briefed on the
// plan". Times and occasions of saying end it.
func (f *finder) withPhrase(s *doc.Sentence, c *clause, r doc.Range) doc.Range {
	if r.Last >= len(s.Tokens) || s.Tokens[r.Head].UPOS == "PROPN" || s.Tokens[r.Head].XPOS == "PRP" {
		return r
	}
	if t := &s.Tokens[r.Last]; t.UPOS != "ADP" && t.UPOS != "CCONJ" && t.UPOS != "ADJ" && t.XPOS != "VBN" && t.XPOS != "VBG" || f.words.relative[t.Lower()] {
		return r
	}
	if c.cue.POS == "prep" {
		if end, closed := f.tailEnd(s, c, r.Last); closed && end > r.Last {
			r.Last = end
		}
		return r
	}
	if r.Last > c.v {
		return r
	}
	for k := r.Last; k < c.v; k++ {
		t := &s.Tokens[k]
		if finite(t) && !f.leadsTo(s, k, c) || t.UPOS == "PUNCT" && t.XPOS != "HYPH" && t.XPOS != "POS" || f.words.relative[t.Lower()] && t.UPOS == "PRON" {
			return r
		}
		if t.UPOS == "SCONJ" || t.UPOS == "ADP" && f.occasionAt(s, k, c.v) {
			return r
		}
		if t.UPOS == "CCONJ" && (k+1 == c.v || f.leadsTo(s, k+1, c)) {
			return r
		}
		if f.leadsTo(s, k, c) && !(s.Tokens[r.Last].XPOS == "VBN" && f.isTime(k)) {
			r.Last = k
			return r
		}
	}
	if c.v > r.Last && s.Tokens[c.v].XPOS != "VBG" {
		r.Last = c.v
	}
	return r
}
