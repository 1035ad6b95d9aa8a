package attribution

import "github.com/rapporteur/rapporteur/internal/doc"

// withoutComment takes off the end of what is said what the report adds to it:
// what stands after a semicolon, a contrast ("said it held the airport, **while
// the rebels insisted …**") and a predicate that goes on with the clause of saying
// ("said the embassy had been searched, **and summoned the envoy**").
func (f *finder) withoutComment(s *doc.Sentence, c *clause, got content) content {
	if len(got.pieces) == 0 || got.direct || c.cue.POS == "prep" {
		return got
	}
	p := &got.pieces[len(got.pieces)-1]
	if p.Sentence != f.at || p.First < c.last || f.quotes.touches(f.at, p.First, p.Last) {
		return got
	}
	for e := max(p.Head+1, p.First+2); e < p.Last-1; e++ {
		if form := s.Tokens[e].Form; form == ";" || form == "," && f.comments(s, c, e+1, p.Last) {
			p.Last = e
			break
		}
	}
	return got
}

// comments tells whether what follows a comma at token k is the report's own.
func (f *finder) comments(s *doc.Sentence, c *clause, k, last int) bool {
	t := &s.Tokens[k]
	if t.UPOS == "SCONJ" {
		return f.words.contrast[t.Lower()]
	}
	if t.UPOS != "CCONJ" || k+1 >= last {
		return false
	}
	v := f.verbFrom(s, k+1)
	return v >= 0 && s.Tokens[v].Is("conj") && !f.clausalSubject(s, v) && s.Child(v, "mark") < 0 && f.tense(s, v) == f.tense(s, c.v)
}

// verbFrom is the head of the first finite predicate from token k to the next
// mark; -1 where none stands there.
func (f *finder) verbFrom(s *doc.Sentence, k int) int {
	for ; k < len(s.Tokens); k++ {
		t := &s.Tokens[k]
		if t.UPOS == "PUNCT" && t.XPOS != "HYPH" {
			return -1
		}
		if f.finiteIn(s, k, k+1) {
			if t.UPOS == "AUX" && t.Head > k {
				return t.Head
			}
			return k
		}
	}
	return -1
}
