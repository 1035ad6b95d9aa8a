package attribution

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// wholeQuotations lets a content that begins a quotation, or begins within one,
// hold all of it, in the sentences after it too: marks are surer than trees.
func (f *finder) wholeQuotations(s *doc.Sentence, c *clause, pieces []doc.Range) []doc.Range {
	last := &pieces[len(pieces)-1]
	if last.Sentence != f.at {
		return pieces
	}
	for _, q := range f.quotes.of(f.at) {
		if q.single || c.v >= q.first && c.v < q.last {
			continue
		}
		if first := &pieces[0]; q.opens && q.first < first.First && first.First < q.last && q.first > c.v {
			first.First = q.first
		}
		if last.First < q.last && q.first < last.Last {
			if last.Last < q.last && (c.first < last.First || c.first >= q.last) {
				last.Last = q.last
				if r, ok := f.trim(s, *last, false); ok {
					*last = r
				}
			}
			if !q.closes {
				return append(pieces, f.following(q)...)
			}
		}
		if q.opens && q.first-1 > last.Last && c.v < last.First && f.joins(s, last.Last, q.first-1) { // "…, and “…”"
			last.Last = q.last
			if r, ok := f.trim(s, *last, false); ok {
				*last = r
			}
			if !q.closes {
				return append(pieces, f.following(q)...)
			}
		}
	}
	return pieces
}

// withFronted adds what stands between the cue and its clause but belongs to the
// clause: "said in that case, talks would end". A phrase of the cue's own ("said
// on Friday talks would end") has no comma after it.
func (f *finder) withFronted(s *doc.Sentence, c *clause, h int, pieces []doc.Range) []doc.Range {
	if len(pieces) == 0 {
		return nil
	}
	if h > c.v && pieces[0].First > c.last && !f.isInfinitive(s, h) {
		pieces = f.withSubject(s, c, h, pieces)
	}
	start := pieces[0].First
	if h < c.v || start <= c.last {
		return pieces
	}
	for k := c.last; k < start; k++ {
		u := &s.Tokens[k]
		if !u.Is("obl", "advmod") || u.Head != c.v || s.Tokens[k].UPOS == "PRON" {
			continue
		}
		a, b := s.Subtree(k)
		if a == c.last && b < start && s.Tokens[b].Form == "," && b+1 >= start-1 {
			pieces[0].First = a
			return pieces
		}
	}
	return pieces
}

// withSubject adds the subject that the tree tore off a clause: in "said the
// way out may be long", "the way out" may be hung on "said".
func (f *finder) withSubject(s *doc.Sentence, c *clause, h int, pieces []doc.Range) []doc.Range {
	if o := s.Child(c.v, "obj"); o >= c.last && o < pieces[0].First && c.cue.Flags&lexicon.CueHearer == 0 && s.Child(h, "nsubj", "csubj", "expl") < 0 {
		if first, _ := s.Subtree(o); first >= c.last {
			pieces[0].First = first
			return pieces
		}
	}
	if o := s.Child(c.v, "obj"); o >= c.last && c.cue.Flags&lexicon.CueHearer == 0 {
		if first, last := s.Subtree(o); first >= c.last && last == pieces[0].First && !f.isTime(o) && !f.words.complementizer[f.lower(s, last)] {
			pieces[0].First = first
			return pieces
		}
	}
	start := c.last
	for start < pieces[0].First {
		t := &s.Tokens[start]
		k := start
		for k < pieces[0].First && s.Tokens[k].Head != c.v {
			k = s.Tokens[k].Head
			if k < start {
				break
			}
		}
		if k < start || k >= pieces[0].First || t.UPOS == "PUNCT" {
			break
		}
		own := s.Tokens[k].Is("obl", "advmod", "compound", "nsubj") || s.Tokens[k].Is("obj", "iobj") && c.cue.Flags&lexicon.CueHearer != 0
		_, end := s.Subtree(k)
		if !own || end > pieces[0].First {
			break
		}
		start = end
	}
	for k := start; k < pieces[0].First; k++ {
		if t := &s.Tokens[k]; t.UPOS == "PUNCT" && t.XPOS != "HYPH" || t.UPOS == "VERB" && (f.utters(t) || t.Is("advcl", "conj")) {
			return pieces
		}
	}
	pieces[0].First = start
	if r, ok := f.trim(s, pieces[0], true); ok {
		pieces[0] = r
	}
	return pieces
}

// clausePieces is the words of the clause headed by h without those of the cue.
func (f *finder) clausePieces(s *doc.Sentence, h int, c *clause) []doc.Range {
	return f.runs(s, h, f.clauseMarks(s, h, c))
}

// clauseMarks marks the words of the clause headed by h that are not the cue's.
func (f *finder) clauseMarks(s *doc.Sentence, h int, c *clause) []bool {
	inside := f.mark(s, h, c)
	if h > c.v {
		for _, m := range s.Children(h) { // what stands before "that" is the cue's own
			if s.Tokens[m].Is("mark") && m > c.v && m < h && f.words.complementizer[f.lower(s, m)] {
				for k := 0; k < m; k++ {
					inside[k] = false
				}
			}
		}
	}
	f.cutParticiple(s, h, c, inside)
	return inside
}

// mark sets, in a buffer, the tokens below h that are not the cue's own.
func (f *finder) mark(s *doc.Sentence, h int, c *clause) []bool {
	n := len(s.Tokens)
	if cap(f.inside) < n {
		f.inside = make([]bool, 2*n)
	}
	inside := f.inside[:n]
	for i := range inside {
		inside[i] = false
	}
	f.markBelow(s, h, c.v, inside, 0)
	for k := c.first; k < c.last; k++ {
		inside[k] = false
	}
	return inside
}

func (f *finder) markBelow(s *doc.Sentence, h, except int, inside []bool, depth int) {
	if h == except || depth > 200 {
		return
	}
	inside[h] = true
	for _, k := range s.Children(h) {
		f.markBelow(s, k, except, inside, depth+1)
	}
}

// cutParticiple takes a closing participle of saying off a content that the
// tree hung it on: ", adding that more would come" tells another statement.
func (f *finder) cutParticiple(s *doc.Sentence, h int, c *clause, inside []bool) {
	if h < c.v {
		return
	}
	for k := h + 1; k < len(s.Tokens); k++ {
		if inside[k] && f.closingParticiple(s, k) {
			f.unmarkBelow(s, k, inside)
		} else if inside[k] && k != h && f.sayingConjunct(s, k) {
			f.unmarkBelow(s, k, inside)
			if cc := s.Child(k, "cc"); cc >= 0 {
				inside[cc] = false
			}
		} else if inside[k] && k != h && (f.goesBack(s, h, k, c) || f.interposes(s, h, k)) {
			first, last := s.Subtree(k)
			for i := first; i < last; i++ {
				inside[i] = false
			}
		}
	}
}

// goesBack tells whether verb k, joined to the clause h that is said, goes on with
// the clause of saying: in "said she liked him and praised his work" the tense
// and number are those of "said", not of what is said.
func (f *finder) goesBack(s *doc.Sentence, h, k int, c *clause) bool {
	t := &s.Tokens[k]
	if !t.Is("conj") || t.Head != h || f.clausalSubject(s, k) || f.quotes.touches(f.at, h, k+1) || s.Child(k, "mark") >= 0 {
		return false
	}
	said, own, joined := f.tense(s, h), f.tense(s, c.v), f.tense(s, k)
	if s.Tokens[c.v].XPOS == "VBG" && t.XPOS == "VBG" && said != "" && joined == "" && s.Child(h, "aux") < 0 && s.Child(k, "aux") < 0 {
		return true // "stating there was no time and chiding the press"
	}
	if said == "" && s.Tokens[h].XPOS != "VBG" && own != "" && joined == own && h > c.v && s.Child(h, "aux:pass", "mark") >= 0 {
		return true // "suggested he be heard and defended the council", "vowed to stay and praised …"
	}
	return said != "" && joined != "" && joined == own && said != own
}

func (f *finder) clausalSubject(s *doc.Sentence, k int) bool {
	return s.Child(k, "nsubj", "csubj", "expl") >= 0
}

// tense is the tag of the finite word of the predicate headed by k; "" where
// there is none.
func (f *finder) tense(s *doc.Sentence, k int) string {
	finite := func(x string) bool { return x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD" }
	for _, a := range s.Children(k) {
		if t := &s.Tokens[a]; t.Is("aux", "cop") && finite(t.XPOS) {
			return t.XPOS
		}
	}
	if x := s.Tokens[k].XPOS; finite(x) {
		return x
	}
	return ""
}

// interposes tells whether the clause of k, after a dash, is put into what is said
// by the report or by another speaker.
func (f *finder) interposes(s *doc.Sentence, h, k int) bool {
	t := &s.Tokens[k]
	if !t.Is("parataxis") || k < h || !f.clausalSubject(s, k) || f.quotes.touches(f.at, h, k+1) {
		return false
	}
	first, _ := s.Subtree(k)
	for ; first < k && s.Tokens[first].UPOS == "PUNCT"; first++ {
		if isDash(s.Tokens[first].Form) {
			return true
		}
	}
	return first > 0 && (isDash(s.Tokens[first-1].Form) || f.utters(t))
}

func isDash(form string) bool { return form == "-" || form == "–" || form == "—" || form == "--" }

func (f *finder) unmarkBelow(s *doc.Sentence, h int, inside []bool) {
	inside[h] = false
	for _, k := range s.Children(h) {
		f.unmarkBelow(s, k, inside)
	}
}

// runs are the unbroken runs of marked tokens; punctuation and short holes that
// the tree tore do not break one.
func (f *finder) runs(s *doc.Sentence, head int, inside []bool) []doc.Range {
	var out []doc.Range
	for i := 0; i < len(inside); i++ {
		if !inside[i] {
			continue
		}
		j := i + 1
		for j < len(inside) {
			if inside[j] {
				j++
				continue
			}
			k := j
			for k < len(inside) && !inside[k] && s.Tokens[k].UPOS == "PUNCT" {
				k++
			}
			if k < len(inside) && inside[k] && k > j {
				j = k
				continue
			}
			break
		}
		if r, ok := f.trim(s, doc.Range{Sentence: f.at, First: i, Last: j, Head: head}, len(out) == 0); ok {
			out = append(out, r)
		}
		i = j
	}
	return out
}

// trim takes the complementizer, outer quotation marks and outer punctuation
// off a piece of content; false where no word is left.
func (f *finder) trim(s *doc.Sentence, r doc.Range, leading bool) (doc.Range, bool) {
	marks := f.quotes.marks[r.Sentence]
	for r.First < r.Last {
		t := &s.Tokens[r.First]
		if marks != nil && marks[r.First] == opening {
			if f.partner(r.Sentence, r.First, r.Last-1) && !f.partnerIsLast(s, r) {
				break
			}
		} else if leading && (t.UPOS == "SCONJ" || t.Is("mark") || t.XPOS == "WDT") && f.words.complementizer[f.lower(s, r.First)] {
			leading = false
		} else if t.UPOS != "PUNCT" || t.Form == "[" || t.Form == "(" {
			break
		}
		r.First++
	}
	for r.Last > r.First {
		i := r.Last - 1
		t := &s.Tokens[i]
		if marks != nil && marks[i] == closing {
			if f.partner(r.Sentence, r.First, i) {
				break
			}
		} else if t.UPOS != "PUNCT" || t.Form == ")" || t.Form == "]" || t.Form == "?" || t.Form == "!" {
			break
		}
		r.Last--
	}
	for i := r.First; i < r.Last; i++ {
		if s.Tokens[i].UPOS != "PUNCT" && s.Tokens[i].UPOS != "SYM" {
			if r.Head < r.First || r.Head >= r.Last {
				r.Head = f.topOf(s, r.First, r.Last)
			}
			return r, true
		}
	}
	return r, false
}

// partner tells whether the quotation that a mark at first opens, or one at
// last closes, has both its marks from first to last.
func (f *finder) partner(sentence, first, last int) bool {
	for _, p := range f.quotes.of(sentence) {
		if p.opens && p.closes && first <= p.first-1 && p.last <= last && (p.first-1 == first || p.last == last) {
			return true
		}
	}
	return false
}

// partnerIsLast tells whether the mark that opens a piece is closed by the last
// mark of it, so that the two are its outer marks.
func (f *finder) partnerIsLast(s *doc.Sentence, r doc.Range) bool {
	last := r.Last
	for last > r.First+1 && s.Tokens[last-1].UPOS == "PUNCT" && f.quotes.marks[r.Sentence][last-1] != closing {
		last--
	}
	for _, p := range f.quotes.of(r.Sentence) {
		if p.opens && p.first-1 == r.First {
			return !p.closes || p.last == last-1
		}
	}
	return false
}

// topOf is the token from first to last whose head lies outside.
func (f *finder) topOf(s *doc.Sentence, first, last int) int {
	for i := first; i < last; i++ {
		if h := s.Tokens[i].Head; (h < first || h >= last) && s.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return first
}

// joins tells whether the tokens from first to last are "and" or the like, with
// or without a comma, and a "that".
func (f *finder) joins(s *doc.Sentence, first, last int) bool {
	conjunction := false
	for k := first; k < last; k++ {
		t := &s.Tokens[k]
		if t.UPOS == "CCONJ" {
			conjunction = true
		} else if t.Form != "," && !f.words.complementizer[f.lower(s, k)] {
			return false
		}
	}
	return conjunction
}

// anyQuoted tells whether a content holds a quotation that the cue is not part of.
func (f *finder) anyQuoted(c *clause, pieces []doc.Range) bool {
	for _, p := range pieces {
		for _, q := range f.quotes.of(p.Sentence) {
			if q.first < p.Last && p.First < q.last && (c.v < q.first || c.v >= q.last) {
				return true
			}
		}
	}
	return false
}
