package attribution

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// directSpeech is the quotation before or after a cue, or both where the cue
// interrupts it, with the parts of it in the sentences around.
func (f *finder) directSpeech(s *doc.Sentence, c *clause) []doc.Range {
	if p, ok := f.quotes.at(f.at, c.v); ok && !p.single {
		return nil
	}
	lo, hi := f.frame(s, c)
	lo = f.afterMark(s, c, lo)
	if !c.voice.own { // a subject that the tree hung elsewhere
		for k := lo - 1; k >= 0 && k > lo-40; k-- {
			if f.isMark(f.at, k, closing) {
				if f.nounBetween(s, k+1, lo) >= 0 && s.Tokens[c.v].Is("parataxis", "root", "ccomp", "conj") {
					lo = k + 1
				}
				break
			}
			if x := s.Tokens[k].XPOS; x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD" {
				break
			}
		}
	}
	left, leftOK := f.quotationBefore(s, lo, hi)
	if leftOK && !c.voice.own && !c.voice.agent && s.Tokens[c.v].Is("advcl", "acl", "conj") && f.nounBetween(s, left.last+1, c.first) < 0 {
		leftOK = false // "…", she said, adding: what stands before is the first verb's
	}
	if leftOK && f.ownContent(s, c, left) {
		leftOK = false // "…", suggesting that …
	}
	if block := f.blockAfter(s, c, hi); block != nil && !leftOK {
		return block
	}
	right, rightOK := f.quotationAfter(s, c, hi)
	if rightOK && !f.fullQuotation(s, c, right, leftOK) {
		rightOK = false
	} else if !rightOK && !leftOK {
		right, rightOK = f.quotationNext(s, c, hi)
	}
	var pieces []doc.Range
	if leftOK {
		pieces = f.spoken(s, c, left, lo)
		if !c.voice.own && left.sentence == f.at {
			if n := f.nounBetween(s, left.last+1, c.first); n >= 0 {
				c.voice = voice{token: n, own: true}
			}
		}
	}
	if rightOK {
		pieces = append(pieces, f.quoted(right)...)
		pieces = append(pieces, f.following(right)...)
	}
	if len(pieces) > 0 && c.voice.token < 0 {
		c.voice = f.inverted(s, c)
	}
	return pieces
}

// ownContent tells whether a cue after a quotation has another content of its own:
// it is a participle with anything after it ("“…,” he said, **noting** that …"), or
// a clause follows it at once ("though he called it “a trap,” he **said** it worked").
func (f *finder) ownContent(s *doc.Sentence, c *clause, left quotation) bool {
	if c.last >= len(s.Tokens) || s.Tokens[c.last].UPOS == "PUNCT" {
		return false
	}
	if s.Tokens[c.v].XPOS == "VBG" && c.voice.token < left.last {
		return true
	}
	h := f.childAfter(s, c.last, c.v, "ccomp")
	if h < 0 || !f.clausal(s, h) || c.voice.token > c.v || f.isMark(f.at, c.first-1, closing) {
		return false
	}
	if q, ok := f.quotes.at(f.at, h); ok && q.opens && q.first > c.last+1 && s.Tokens[q.first-2].Form == "," {
		return false // "“…,” he said on Friday, “…”"
	}
	n := s.Child(h, "nsubj", "nsubj:pass", "expl", "csubj")
	if n < c.last || n > h {
		return false
	}
	for k := c.last; k < h; k++ {
		if s.Tokens[k].Form == "," && k < n {
			return false
		}
	}
	return true
}

// childAfter is the first child of v from token first on with a relation; -1 where
// there is none.
func (f *finder) childAfter(s *doc.Sentence, first, v int, rel string) int {
	for _, k := range s.Children(v) {
		if k >= first && s.Tokens[k].Is(rel) {
			return k
		}
	}
	return -1
}

// afterMark is where a cue with its speaker starts after the mark that closes a
// quotation, by the order of words: "“…,” the spokeswoman Hope Ruiz said", "“…,”
// said Ruiz, who …"; lo where no such mark stands before it. The speaker is who
// stands between the mark and the cue, or right after the cue.
func (f *finder) afterMark(s *doc.Sentence, c *clause, lo int) int {
	if x := s.Tokens[c.v].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" || !f.utters(&s.Tokens[c.v]) {
		return lo
	}
	k := c.first - 1
	for k >= s.Dateline && k > c.first-25 && !f.isMark(f.at, k, closing) {
		if t := &s.Tokens[k]; t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "SCONJ" || t.Form == ";" || f.isMark(f.at, k, opening) {
			return lo
		}
		k--
	}
	if k < s.Dateline || !f.isMark(f.at, k, closing) || k+1 == lo {
		if k < s.Dateline || k+1 != c.first {
			return lo
		}
	}
	p, ok := f.quotes.at(f.at, k-1)
	if !ok || p.single || p.last != k || p.last-p.first < 2 || s.Tokens[k-1].UPOS != "PUNCT" || s.Tokens[k-1].Form == ";" {
		return lo
	}
	if p.opens && !f.finiteIn(s, p.first, p.last) && p.first > s.Dateline+1 {
		return lo // a title: "in “Ports at War,” Ruiz said"
	}
	if k+1 < c.first {
		switch s.Tokens[k+1].UPOS {
		case "DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM":
		default:
			return lo
		}
	}
	n := -1
	if k+1 < c.first {
		n = f.nounBetween(s, k+1, c.first)
	} else if m := f.mentionFrom(s, c.last); m >= 0 && f.d.Mentions[m].Type != "place" {
		n = f.d.Mentions[m].Head
	} else if m < 0 && c.last < len(s.Tokens) && s.Tokens[c.last].UPOS == "PROPN" {
		n = c.last
	}
	if n < 0 || !f.mayspeak(s, n) {
		return lo
	}
	if c.voice.token <= k || k+1 == c.first && c.voice.token < c.v {
		c.voice = voice{token: n, own: true}
	}
	return k + 1
}

// mentionFrom is the mention that starts at token i, or after its article; -1
// where there is none.
func (f *finder) mentionFrom(s *doc.Sentence, i int) int {
	for k := i; k < len(s.Tokens) && k < i+2; k++ {
		if m := f.mentionAt(s, k); m >= 0 {
			return m
		}
		if s.Tokens[k].UPOS != "DET" {
			break
		}
	}
	return -1
}

// nounBetween is the head of the noun phrase from first to last, where the tree
// gave the cue after it no subject; -1 where there is none.
func (f *finder) nounBetween(s *doc.Sentence, first, last int) int {
	for k := first; k < last; k++ {
		t := &s.Tokens[k]
		if (t.UPOS == "PROPN" || t.UPOS == "NOUN" || t.UPOS == "PRON") && (t.Head < first || t.Head >= last) && s.Child(k, "case") < 0 {
			return k
		}
	}
	return -1
}

// frame is the run of tokens that are the cue with its speaker and auxiliaries.
func (f *finder) frame(s *doc.Sentence, c *clause) (lo, hi int) {
	lo, hi = c.first, c.last
	if t := &s.Tokens[c.v]; t.Is("xcomp") && t.XPOS != "VBG" && t.Head >= 0 && t.Head < c.v { // "went on to say"
		lo = t.Head
		for _, k := range s.Children(t.Head) {
			if s.Tokens[k].Is("nsubj", "aux") && k < t.Head {
				a, _ := f.bare(s, k)
				lo = min(lo, a)
			}
		}
	}
	for _, k := range s.Children(c.v) {
		t := &s.Tokens[k]
		switch {
		case t.Is("nsubj") && k < c.v && k != f.subjectOf(s, c.v): // of a clause that the tree ran into the cue's
		case t.Is("nsubj", "aux"):
			if _, quoted := f.quotes.at(f.at, k); quoted {
				continue
			}
			a, b := f.bare(s, k)
			for m := k - 1; m >= a; m-- { // words that the tree took from a quotation
				if f.isMark(f.at, m, closing) && s.Tokens[m-1].UPOS == "PUNCT" && f.finiteIn(s, a, m) {
					a = m + 1
				}
			}
			lo, hi = min(lo, a), max(hi, b)
		case t.Is("advmod", "obj", "iobj", "compound:prt", "mark", "cc") && (k == lo-1 || k == hi || t.Is("obj", "iobj")):
			if _, quoted := f.quotes.at(f.at, k); quoted || t.Is("obj") && f.clausal(s, k) {
				continue
			}
			a, b := f.bare(s, k)
			lo, hi = min(lo, a), max(hi, b)
		}
	}
	return lo, hi
}

// bare is the run of tokens below k without the marks at its ends.
func (f *finder) bare(s *doc.Sentence, k int) (first, last int) {
	first, last = s.Subtree(k)
	for first < k && s.Tokens[first].UPOS == "PUNCT" {
		first++
	}
	for last > k+1 && s.Tokens[last-1].UPOS == "PUNCT" {
		last--
	}
	return first, last
}

// quotationBefore is the part of a quotation that ends right before token lo,
// in this sentence or as the end of the one before.
func (f *finder) quotationBefore(s *doc.Sentence, lo, hi int) (quotation, bool) {
	i := lo - 1
	for i >= 0 && (s.Tokens[i].UPOS == "PUNCT" || s.Tokens[i].UPOS == "CCONJ" || s.Tokens[i].UPOS == "ADV") && !f.isMark(f.at, i, closing) {
		i--
	}
	if i >= 0 {
		if !f.isMark(f.at, i, closing) {
			return quotation{}, false
		}
		for _, p := range f.quotes.of(f.at) {
			if p.closes && p.last == i {
				return p, true
			}
		}
		return quotation{}, false
	}
	// "…!" he said: the mark of the sentence before closes what is said.
	if f.at == 0 || f.d.Sentences[f.at-1].Paragraph != s.Paragraph || f.d.Sentences[f.at-1].Kind != s.Kind {
		return quotation{}, false
	}
	before := f.d.Sentences[f.at-1].Tokens
	n := len(before)
	if n < 3 || !f.isMark(f.at-1, n-1, closing) {
		return quotation{}, false
	}
	if form := before[n-2].Form; form != "?" && form != "!" && form != "," && form != "…" && form != "..." && !startsLow(s.Tokens[0].Form) && (hi > 8 || hi+1 < len(s.Tokens)) {
		return quotation{}, false
	}
	parts := f.quotes.of(f.at - 1)
	if len(parts) == 0 || parts[len(parts)-1].last != n-1 {
		return quotation{}, false
	}
	return parts[len(parts)-1], true
}

func startsLow(form string) bool { return form != "" && form[0] >= 'a' && form[0] <= 'z' }

func (f *finder) isMark(s, i int, m mark) bool {
	marks := f.quotes.marks[s]
	return marks != nil && i >= 0 && i < len(marks) && marks[i] == m
}

// quotationAfter is the quotation that starts after the cue, with nothing but
// the cue's own phrases between.
func (f *finder) quotationAfter(s *doc.Sentence, c *clause, hi int) (quotation, bool) {
	for _, p := range f.quotes.of(f.at) {
		if !p.opens || p.first-1 < hi {
			continue
		}
		for k := hi; k < p.first-1; k++ {
			if !f.cuesOwn(s, c, k) {
				return quotation{}, false
			}
		}
		return p, true
	}
	// "The envoy wrote:" and the quotation as a sentence of its own.
	n, next := len(s.Tokens), f.at+1
	if next >= len(f.d.Sentences) || n == 0 || f.d.Sentences[next].Kind != s.Kind {
		return quotation{}, false
	}
	if s.Tokens[n-1].Form != ":" && s.Tokens[n-1].Form != "," {
		return quotation{}, false
	}
	for k := hi; k < n; k++ {
		if !f.cuesOwn(s, c, k) {
			return quotation{}, false
		}
	}
	if parts := f.quotes.of(next); len(parts) > 0 && parts[0].opens && parts[0].first == 1 {
		return parts[0], true
	}
	return quotation{}, false
}

// quotationNext is the quotation in the sentence after a cue of which nothing
// else is said: "She spoke out in a letter on Monday. “We will not go.”"
func (f *finder) quotationNext(s *doc.Sentence, c *clause, hi int) (quotation, bool) {
	n, next := len(s.Tokens), f.at+1
	if next >= len(f.d.Sentences) || n == 0 || s.Tokens[n-1].Form != "." || !f.reports(s, c) || !f.utters(&s.Tokens[c.v]) {
		return quotation{}, false
	}
	t := &f.d.Sentences[next]
	parts := f.quotes.of(next)
	if t.Paragraph != s.Paragraph || t.Kind != s.Kind || len(parts) != 1 || !parts[0].opens || !f.standsAlone(parts[0]) || f.pastPhrases(s, c, hi) < n-1 {
		return quotation{}, false
	}
	if !s.Tokens[c.v].Is("root", "conj") || s.Child(c.v, "ccomp", "xcomp") >= 0 || f.closingCue(s, c) != nil || len(f.quotes.of(f.at)) > 0 {
		return quotation{}, false
	}
	for _, k := range s.Children(c.v) {
		if s.Tokens[k].Is("obj") && c.cue.Flags&lexicon.CueHearer == 0 || s.Tokens[k].Is("mark") {
			return quotation{}, false
		}
	}
	return parts[0], true
}

// blockAfter is the paragraph after a cue that ends its own with a colon, where
// it has no marks: "In a letter of May, he wrote:" and what he wrote.
func (f *finder) blockAfter(s *doc.Sentence, c *clause, hi int) []doc.Range {
	n, next := len(s.Tokens), f.at+1
	if next >= len(f.d.Sentences) || n == 0 || s.Tokens[n-1].Form != ":" || !f.utters(&s.Tokens[c.v]) || s.Kind != doc.Body {
		return nil
	}
	first := &f.d.Sentences[next]
	if first.Paragraph == s.Paragraph || first.Kind != s.Kind || len(f.quotes.of(next)) > 0 || f.pastPhrases(s, c, hi) < n-1 {
		return nil
	}
	var out []doc.Range
	for k := next; k < len(f.d.Sentences) && f.d.Sentences[k].Paragraph == first.Paragraph; k++ {
		t := &f.d.Sentences[k]
		if r, ok := f.trim(t, doc.Range{Sentence: k, First: 0, Last: len(t.Tokens), Head: -1}, false); ok {
			out = append(out, r)
		}
	}
	return out
}

// cuesOwn tells whether token k between a cue and a quotation can be a phrase of
// the cue's own: time, place, addressee, a colon or "that".
func (f *finder) cuesOwn(s *doc.Sentence, c *clause, k int) bool {
	t := &s.Tokens[k]
	if t.UPOS == "VERB" && f.utters(t) {
		return false
	}
	if t.UPOS == "PUNCT" || f.words.complementizer[f.lower(s, k)] {
		return true
	}
	for i, steps := k, 0; steps < 20 && i >= 0; steps++ {
		u := &s.Tokens[i]
		if u.Head == c.v {
			return u.Is("obl", "obj", "iobj", "advmod", "nsubj", "compound", "mark", "advcl", "aux", "punct", "nmod")
		}
		if u.Is("ccomp", "parataxis", "conj") && u.UPOS == "VERB" {
			return false
		}
		i = u.Head
	}
	return false
}

// fullQuotation tells whether a quotation after the cue is all that is said: it
// runs to the end of its clause. One that is only part of a clause of indirect
// speech ("said the vote was 'a sham'") is left to the tree.
func (f *finder) fullQuotation(s *doc.Sentence, c *clause, p quotation, interrupted bool) bool {
	if !p.closes || interrupted || p.sentence != f.at {
		return true
	}
	words := 0
	for k := p.first; k < p.last; k++ {
		if s.Tokens[k].UPOS != "PUNCT" {
			words++
		}
	}
	before := &s.Tokens[p.first-2] // the token before the mark
	if before.Form == "," || before.Form == ":" {
		return true
	}
	if before.UPOS == "VERB" && !f.talks(c.cue) && (p.last-p.first < 5 || s.Kind != doc.Body) {
		return false // "deemed “top secret”"
	}
	if c.cue.Frames&lexicon.FrameAs != 0 && c.cue.Flags&lexicon.CueAs == 0 && p.first-1 > c.last {
		return false // "called the vote “a sham”"
	}
	if before.UPOS == "ADP" || before.UPOS == "DET" || before.UPOS == "ADJ" || before.Is("nmod:poss", "case") {
		return false
	}
	for k := p.last + 1; k < len(s.Tokens); k++ {
		t := &s.Tokens[k]
		if t.UPOS == "PUNCT" {
			if t.Form == "," || t.Form == ";" || t.Form == "." {
				break
			}
			continue
		}
		if s.Below(k, c.v) && !f.belowQuotation(s, k, p) && (t.Head == c.v || s.Tokens[t.Head].Head == c.v && !(t.Is("aux", "cop") && s.Tokens[t.Head].Is("ccomp") && p.first-1 == c.last)) {
			break // a phrase of the cue's own
		}
		return false
	}
	return words > 0 && p.first-2 <= c.last+8
}

// talks tells whether a cue is one of speech or writing by itself.
func (f *finder) talks(cue *lexicon.Cue) bool {
	switch cue.Class {
	case "say", "report", "announce", "emphasize", "claim", "admit", "warn", "ask", "promise":
		return cue.Flags&lexicon.CueThing == 0
	}
	return false
}

// belowQuotation tells whether token k hangs on a word in quotation p.
func (f *finder) belowQuotation(s *doc.Sentence, k int, p quotation) bool {
	for i, steps := s.Tokens[k].Head, 0; steps < 40 && i >= 0; steps++ {
		if p.first <= i && i < p.last {
			return true
		}
		i = s.Tokens[i].Head
	}
	return false
}

// spoken is what is said before the cue: the quotation with its parts in the
// sentences before, or the whole clause where the quotation is only its end
// ("It was 'a mistake', he said").
func (f *finder) spoken(s *doc.Sentence, c *clause, p quotation, lo int) []doc.Range {
	start := 0
	if p.sentence == f.at {
		for start < s.Dateline {
			start++
		}
		outside := false
		for k := start; k < p.first-1; k++ {
			if t := &s.Tokens[k]; t.UPOS != "PUNCT" && t.UPOS != "CCONJ" {
				outside = true
			}
		}
		if outside && p.opens && !f.finiteIn(s, start, p.last) {
			return nil // a title: "On “Ports at War,” he said that …"
		}
		if outside && p.opens {
			return f.clauseBefore(s, c, start, p)
		}
	}
	pieces := f.preceding(p)
	return append(pieces, f.quoted(p)...)
}

// clauseBefore is the clause, from token start, whose end is quoted.
func (f *finder) clauseBefore(s *doc.Sentence, c *clause, start int, p quotation) []doc.Range {
	h := s.Child(c.v, "ccomp")
	if h < 0 && s.Tokens[c.v].Is("parataxis", "conj") {
		h = s.Tokens[c.v].Head
	}
	if h >= 0 && h < p.last {
		inside := f.mark(s, h, c)
		for k := range inside {
			if k > p.last || k < start {
				inside[k] = false
			}
		}
		for k := p.first; k < p.last; k++ {
			inside[k] = true
		}
		return f.runs(s, h, inside)
	}
	if f.attributedBefore(s, start, p.first-1) {
		return f.quoted(p)
	}
	if r, ok := f.trim(s, doc.Range{Sentence: f.at, First: start, Last: p.last + 1, Head: -1}, true); ok {
		return []doc.Range{r}
	}
	return nil
}

// attributedBefore tells whether a verb of saying stands from first to last.
func (f *finder) attributedBefore(s *doc.Sentence, first, last int) bool {
	for k := first; k < last; k++ {
		if s.Tokens[k].UPOS == "VERB" && f.utters(&s.Tokens[k]) {
			return true
		}
	}
	return false
}

// quoted is one part of a quotation as a piece of content.
func (f *finder) quoted(p quotation) []doc.Range {
	s := &f.d.Sentences[p.sentence]
	if r, ok := f.trim(s, doc.Range{Sentence: p.sentence, First: p.first, Last: p.last, Head: -1}, false); ok {
		return []doc.Range{r}
	}
	return nil
}

// preceding are the parts of a quotation in the sentences before part p.
func (f *finder) preceding(p quotation) []doc.Range {
	if p.opens {
		return nil
	}
	var out []doc.Range
	for _, q := range f.quotes.all {
		if q.sentence >= p.sentence {
			break
		}
		if q.group == p.group {
			out = append(out, f.quoted(q)...)
		}
	}
	return out
}

// following are the parts of a quotation in the sentences after part p.
func (f *finder) following(p quotation) []doc.Range {
	if p.closes {
		return nil
	}
	var out []doc.Range
	for s := p.sentence + 1; s < len(f.d.Sentences); s++ {
		for _, q := range f.quotes.of(s) {
			if q.group == p.group {
				out = append(out, f.quoted(q)...)
			}
		}
		if parts := f.quotes.of(s); len(parts) == 0 || parts[len(parts)-1].closes || parts[len(parts)-1].group != p.group {
			break
		}
	}
	return out
}

// inverted is the speaker after a cue that the tree gives no subject ("…",
// said the minister).
func (f *finder) inverted(s *doc.Sentence, c *clause) voice {
	for _, k := range s.Children(c.v) {
		if t := &s.Tokens[k]; k >= c.last && t.Is("obj", "obl:unmarked", "parataxis", "xcomp", "ccomp", "appos", "dep") && f.mayspeak(s, k) && s.Child(k, "case") < 0 {
			if _, quoted := f.quotes.at(f.at, k); !quoted {
				return voice{token: k, own: true}
			}
		}
	}
	return nobody
}
