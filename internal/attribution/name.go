package attribution

import "github.com/rapporteur/rapporteur/internal/doc"

// named is the run of tokens that names a speaker headed by i: title,
// apposition and coordinated names included; articles, quantifiers, relative
// clauses and closing punctuation left out.
func (f *finder) named(s *doc.Sentence, i int) doc.Range {
	first, last := f.nounPhrase(s, i, 0)
	r := doc.Range{Sentence: f.at, First: first, Last: last, Head: i}
	start := i
	if m := f.mentionAt(s, i); m >= 0 {
		mention := f.d.Mentions[m].Range
		start = min(i, mention.First)
		r.First, r.Last = min(r.First, mention.First), max(r.Last, mention.Last)
		for r.First < start && !glued(s, r.First) && (f.leads(s, r.First, i) || f.words.quantity[f.lower(s, r.First)] || s.Tokens[r.First].Is("nummod")) {
			r.First++
		}
	}
	for r.First < start && !glued(s, r.First) && f.leads(s, r.First, i) {
		r.First++
	}
	for k := start - 1; k >= r.First && s.Tokens[i].UPOS == "PROPN"; k-- {
		if s.Tokens[k].Form == "," && s.Child(i, "conj") < 0 { // "by a supporter, Ruiz said": what stands before is no title
			r.First = k + 1
		}
	}
	r = f.withoutTail(s, r)
	for r.Last > i+1 && s.Tokens[r.Last-1].UPOS == "PUNCT" && !f.closesBracket(s, r.First, r.Last-1) && !f.isMark(f.at, r.Last-1, closing) {
		r.Last--
	}
	if r.Last < len(s.Tokens) && f.closesBracket(s, r.First, r.Last) {
		r.Last++
	}
	return r
}

// withoutTail takes off a name what the tree wrongly hung on it: a relative
// clause, what a colon brings in, the time of what is told ("Ruiz on Monday").
func (f *finder) withoutTail(s *doc.Sentence, r doc.Range) doc.Range {
	for k := r.Head + 1; k < r.Last; k++ {
		t := &s.Tokens[k]
		if t.Form == ":" || t.Form == ";" || t.UPOS == "PRON" && f.words.relative[t.Lower()] {
			r.Last = k
		}
	}
	for k := r.Head - 1; k >= r.First; k-- {
		if form := s.Tokens[k].Form; form == ":" || form == ";" {
			r.First = k + 1
			break
		}
	}
	for r.Last > r.Head+1 && f.isTime(r.Last-1) {
		for r.Last > r.Head+1 && f.isTime(r.Last-1) {
			r.Last--
		}
		for r.Last > r.Head+1 && (s.Tokens[r.Last-1].UPOS == "ADP" || s.Tokens[r.Last-1].UPOS == "DET") {
			r.Last--
		}
	}
	return r
}

// closesBracket tells whether token i closes a bracket that opens after first.
func (f *finder) closesBracket(s *doc.Sentence, first, i int) bool {
	open := map[string]string{")": "(", "]": "["}[s.Tokens[i].Form]
	for k := i - 1; open != "" && k > first; k-- {
		switch s.Tokens[k].Form {
		case open:
			return true
		case s.Tokens[i].Form:
			return false
		}
	}
	return false
}

func (f *finder) leads(s *doc.Sentence, i, head int) bool {
	t := &s.Tokens[i]
	return t.UPOS == "PUNCT" && !f.isMark(f.at, i, opening) || t.UPOS == "ADP" || t.UPOS == "CCONJ" || t.UPOS == "SCONJ" || t.Is("det", "case", "mark") && t.UPOS != "ADJ" || t.Is("advmod") && t.UPOS != "ADJ" && (t.Head == head || s.Tokens[t.Head].UPOS == "NUM")
}

// nounPhrase is the run of tokens of the noun phrase headed by i.
func (f *finder) nounPhrase(s *doc.Sentence, i, depth int) (first, last int) {
	first, last = i, i+1
	if depth > 12 {
		return
	}
	for _, c := range s.Children(i) {
		t := &s.Tokens[c]
		if t.Is("acl", "advcl", "ccomp", "csubj", "parataxis", "nsubj", "cop", "aux", "obl", "obj", "xcomp", "discourse", "vocative", "case", "mark", "cc", "punct", "dep", "list", "orphan", "reparandum") {
			continue
		}
		if t.Is("conj") && (t.UPOS == "VERB" || s.Child(c, "nsubj", "cop", "aux") >= 0) {
			continue
		}
		a, b := f.nounPhrase(s, c, depth+1)
		if t.Is("amod") && c > i { // "a source familiar with the talks"
			a, b = s.Subtree(c)
		}
		// Case and possessive marks of inner phrases belong to them.
		for _, k := range s.Children(c) {
			if u := &s.Tokens[k]; u.Is("case", "cc", "punct") {
				if u.Is("punct") && (k < a || k >= b) {
					continue
				}
				a, b = min(a, k), max(b, k+1)
			}
		}
		first, last = min(first, a), max(last, b)
	}
	// Brackets that hold an abbreviation or a party's sign.
	if last+1 < len(s.Tokens) && depth == 0 && s.Tokens[last].Form == "(" {
		for k := last + 1; k < len(s.Tokens) && k < last+6; k++ {
			if s.Tokens[k].Form == ")" && s.Below(last+1, i) {
				last = k + 1
				break
			}
		}
	}
	return first, last
}

// anonymous tells whether nobody can tell who a speaker is: people without
// names whose office does not tell who they are ("officials", "a source").
func (f *finder) anonymous(s *doc.Sentence, i int, r doc.Range, mention int) bool {
	t := &s.Tokens[i]
	if t.UPOS == "PRON" && mention >= 0 && f.d.Mentions[mention].Actor >= 0 {
		return f.d.Actors[f.d.Mentions[mention].Actor].Anonymous
	}
	if t.UPOS != "NOUN" || !f.words.anonymous[t.Lemma] && !f.words.anonymous[t.Lower()] {
		return false
	}
	if mention >= 0 {
		m := &f.d.Mentions[mention]
		if m.Actor >= 0 && m.Form != doc.Vague && m.Form != doc.Collective && len(m.Parties) == 0 {
			return f.d.Actors[m.Actor].Anonymous
		}
	}
	for k := r.First; k < r.Last; k++ {
		if s.Tokens[k].UPOS == "PROPN" && s.Tokens[k].Is("appos", "flat") {
			return false
		}
	}
	return true
}
