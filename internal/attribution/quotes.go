package attribution

import "github.com/rapporteur/rapporteur/internal/doc"

// quotation is the part of a quotation that stands in one sentence. First and
// last (exclusive) are the tokens between the marks.
type quotation struct {
	sentence    int
	first, last int
	group       int  // the same for the parts of one quotation
	opens       bool // its opening mark is token first-1
	closes      bool // its closing mark is token last
	single      bool // single marks
}

// quotations are the quotations of a report, in order, with an index by sentence.
type quotations struct {
	all    []quotation
	starts []int // by sentence: index of its first part in all
	marks  [][]mark
}

// mark tells of a token whether it is a quotation mark.
type mark int8

const (
	noMark mark = iota
	opening
	closing
)

// of are the parts in sentence s.
func (q *quotations) of(s int) []quotation { return q.all[q.starts[s]:q.starts[s+1]] }

// at is the part that holds token i of sentence s (the outer one).
func (q *quotations) at(s, i int) (quotation, bool) {
	for _, p := range q.of(s) {
		if p.first <= i && i < p.last {
			return p, true
		}
	}
	return quotation{}, false
}

// touches tells whether any token from first to last stands in a quotation.
func (q *quotations) touches(s, first, last int) bool {
	for _, p := range q.of(s) {
		if p.first < last && first < p.last {
			return true
		}
	}
	return false
}

// markOf tells a token that is a double or single quotation mark from its form:
// straight marks may open or close.
func markOf(form string) (opens, closes, single bool) {
	switch form {
	case "“", "``", "«", "„", "‟":
		return true, false, false
	case "”", "»":
		return false, true, false
	case "\"", "＂", "''":
		return true, true, false
	case "‘", "`", "‹", "‚":
		return true, false, true
	case "’", "›", "´":
		return false, true, true
	case "'":
		return true, true, true
	}
	return false, false, false
}

// findQuotations pairs the quotation marks of a report paragraph by paragraph.
// A double quotation may run over sentences; where nothing closes it, it runs
// to the end of its paragraph if the next one opens with a mark again, and
// otherwise to the end of its sentence. Single marks pair within a sentence and
// outside double ones only.
func findQuotations(d *doc.Doc) *quotations {
	f := &pairing{d: d, q: &quotations{starts: make([]int, len(d.Sentences)+1), marks: make([][]mark, len(d.Sentences))}}
	for s := range d.Sentences {
		f.q.starts[s] = len(f.q.all)
		if s > 0 && d.Sentences[s].Paragraph != d.Sentences[s-1].Paragraph {
			f.endParagraph(s)
		}
		f.sentence(s)
	}
	f.q.starts[len(d.Sentences)] = len(f.q.all)
	return f.q
}

// pairing is how far the marks of a report are paired.
type pairing struct {
	d     *doc.Doc
	q     *quotations
	group int
	open  bool // a double quotation is open
	since int  // index in all of its first part
}

// endParagraph closes a quotation left open by the paragraph before sentence s.
func (f *pairing) endParagraph(s int) {
	if !f.open {
		return
	}
	f.open = false
	if toks := f.d.Sentences[s].Tokens; len(toks) > 0 {
		if opens, _, single := markOf(toks[0].Form); opens && !single {
			return
		}
	}
	// Nothing closes it: only its first sentence is surely quoted.
	if f.since+1 < len(f.q.all) {
		for k := f.since + 1; k < len(f.q.all); k++ {
			p := f.q.all[k]
			for t := p.sentence + 1; t <= s; t++ {
				f.q.starts[t] = min(f.q.starts[t], f.since+1)
			}
		}
		f.q.all = f.q.all[:f.since+1]
		for t := range f.q.starts[:s+1] {
			f.q.starts[t] = min(f.q.starts[t], len(f.q.all))
		}
	}
}

func (f *pairing) sentence(s int) {
	toks := f.d.Sentences[s].Tokens
	var marks []mark
	part := -1
	if f.open {
		part = f.begin(s, 0, false)
	}
	for i := range toks {
		if len(toks[i].Form) > 3 {
			continue
		}
		opens, closes, single := markOf(toks[i].Form)
		if !opens && !closes {
			continue
		}
		if marks == nil {
			marks = make([]mark, len(toks))
			f.q.marks[s] = marks
		}
		if single {
			if !f.open && marks[i] == noMark && opens {
				f.single(s, i, marks)
			}
			continue
		}
		space := i == 0 || toks[i-1].SpaceAfter
		if opens && closes && f.open && space && !toks[i].SpaceAfter && i+1 < len(toks) && i > 0 && part >= 0 && f.q.all[part].first < i {
			closes = false // a straight mark that plainly opens: the one before was never closed
		}
		switch {
		case f.open && closes:
			f.q.all[part].last, f.q.all[part].closes = i, true
			f.open, marks[i] = false, closing
		case opens:
			if f.open {
				f.q.all[part].last = i
			}
			f.open, marks[i] = true, opening
			f.group++
			part = f.begin(s, i+1, true)
			f.since = part
		}
	}
}

// begin adds a part of the current quotation that runs to the sentence's end.
func (f *pairing) begin(s, first int, opens bool) int {
	f.q.all = append(f.q.all, quotation{sentence: s, first: first, last: len(f.d.Sentences[s].Tokens), group: f.group, opens: opens})
	return len(f.q.all) - 1
}

// single pairs an opening single mark with the next closing one of its
// sentence; an apostrophe has no such partner, or stands inside a word.
func (f *pairing) single(s, i int, marks []mark) {
	toks := f.d.Sentences[s].Tokens
	if i > 0 && !toks[i-1].SpaceAfter && marks[i-1] == noMark && toks[i-1].UPOS != "PUNCT" || toks[i].SpaceAfter || toks[i].UPOS == "PART" {
		return
	}
	for j := i + 2; j < len(toks); j++ {
		_, closes, single := markOf(toks[j].Form)
		if !single && closes {
			return
		}
		if !single || !closes || toks[j].UPOS == "PART" || toks[j-1].SpaceAfter {
			continue
		}
		if !toks[j].SpaceAfter && j+1 < len(toks) && toks[j+1].UPOS != "PUNCT" {
			continue
		}
		f.group++
		f.q.all = append(f.q.all, quotation{sentence: s, first: i + 1, last: j, group: f.group, opens: true, closes: true, single: true})
		marks[i], marks[j] = opening, closing
		return
	}
}
