package attribution

import "github.com/rapporteur/rapporteur/internal/doc"

// carryOn gives quotations without a cue of their own to the statement before
// them that they go on with: the sentences after "…", he said, and a paragraph
// that reopens the marks.
func (f *finder) carryOn() {
	taken := make([]bool, len(f.quotes.all))
	last := make([]int, len(f.d.Sentences)) // by sentence: its last direct statement, from 1
	cued := make([]bool, len(f.d.Sentences))
	for i := range f.found {
		cued[f.found[i].sentence] = true
		for _, p := range f.found[i].pieces {
			for k := f.quotes.starts[p.Sentence]; k < f.quotes.starts[p.Sentence+1]; k++ {
				if q := &f.quotes.all[k]; q.first < p.Last && p.First < q.last && (q.sentence != f.found[i].sentence || f.found[i].v < q.first || f.found[i].v >= q.last) {
					taken[k] = true
				}
			}
			if f.found[i].direct {
				last[p.Sentence] = i + 1
			}
		}
		if f.found[i].direct || f.leadsIn(&f.found[i]) && last[f.found[i].sentence] == 0 {
			last[f.found[i].sentence] = i + 1
		}
	}
	for k := range f.quotes.all {
		p := f.quotes.all[k]
		if taken[k] || p.single || p.sentence == 0 {
			continue
		}
		part := k > 0 && taken[k-1] && f.quotes.all[k-1].group == p.group // of one that is carried on
		mixed := !part && !f.standsAlone(p)
		if mixed && (last[p.sentence] > 0 || cued[p.sentence] || !f.saysMuch(p)) {
			continue
		}
		i := last[p.sentence-1] - 1
		if i < 0 {
			continue
		}
		before, s := &f.d.Sentences[p.sentence-1], &f.d.Sentences[p.sentence]
		if before.Kind != s.Kind || s.Paragraph > before.Paragraph && !f.reopens(p, i) {
			continue
		}
		x := &f.found[i]
		if mixed && (!x.direct || s.Paragraph != before.Paragraph) {
			continue
		}
		if mixed { // "Talks are hard,” he said. The other side “wants them to fail.”
			f.at = p.sentence
			x.pieces = append(x.pieces, f.trimmed(s, s.Dateline, len(s.Tokens))...)
		} else {
			x.pieces = append(x.pieces, f.quoted(p)...)
		}
		taken[k] = true
		last[p.sentence] = i + 1
		if s.Paragraph != before.Paragraph {
			x.confidence = min(x.confidence, 0.8)
		}
	}
}

// leadsIn tells whether a statement is indirect speech by the main verb of its
// sentence, so that a quotation of its own after it goes on with it: "The envoy
// said talks were hard. “We need time.”"
func (f *finder) leadsIn(x *found) bool {
	s := &f.d.Sentences[x.sentence]
	return x.rule == "indirect-speech" && s.Tokens[x.v].Is("root") && f.utters(&s.Tokens[x.v]) && s.Kind == doc.Body && x.voice.own
}

// saysMuch tells whether a quotation that is part of a sentence is more than a word
// or a title put into marks: it holds a verb, or runs on into the next sentence.
func (f *finder) saysMuch(p quotation) bool {
	if !p.opens {
		return false
	}
	if !p.closes {
		return true
	}
	for _, t := range f.d.Sentences[p.sentence].Tokens[p.first:p.last] {
		if t.UPOS == "VERB" && p.last-p.first > 3 {
			return true
		}
	}
	return false
}

// standsAlone tells whether a sentence is nothing but this quotation.
func (f *finder) standsAlone(p quotation) bool {
	s := &f.d.Sentences[p.sentence]
	for k := range s.Tokens {
		if (k < p.first || k >= p.last) && s.Tokens[k].UPOS != "PUNCT" {
			return false
		}
	}
	return p.last-p.first > 2
}

// reopens tells whether a quotation that starts a paragraph may go on with
// statement i of the paragraph before.
func (f *finder) reopens(p quotation, i int) bool {
	x := &f.found[i]
	return len(x.pieces) > 0 && x.pieces[len(x.pieces)-1].Sentence <= p.sentence
}

// dropNested drops what is said within what is said where it is no statement of
// its own: a cue in direct speech, or one with a pronoun for its speaker ("said
// he hoped"). One cue gives one statement.
func (f *finder) dropNested() {
	near := map[int][]int{} // by sentence: what is found there or has content there
	for j := range f.found {
		y := &f.found[j]
		near[y.sentence] = append(near[y.sentence], j)
		for _, p := range y.pieces {
			if list := near[p.Sentence]; len(list) == 0 || list[len(list)-1] != j {
				near[p.Sentence] = append(list, j)
			}
		}
	}
	for i := range f.found {
		x := &f.found[i]
		for _, j := range near[x.sentence] {
			y := &f.found[j]
			if i == j || y.dropped {
				continue
			}
			if j < i && x.sentence == y.sentence && x.v == y.v {
				x.dropped = true
			}
			if !f.within(x, y) {
				continue
			}
			if _, quoted := f.quotes.at(x.sentence, x.v); quoted || f.sameVoice(x, y) || f.ofSubstance(x) {
				x.dropped = true
			}
		}
	}
}

// ofSubstance tells whether a cue within what is said is a matter of the table
// rather than of speech: who wants, demands or promises what is a position.
func (f *finder) ofSubstance(x *found) bool {
	switch x.cue.Class {
	case "want", "demand", "order", "promise", "threaten", "expect", "praise", "criticize", "accuse":
		return true
	case "fear", "hope":
		return x.rule == "adjective-cue"
	case "suggest":
		return x.rule != "indirect-speech" && x.rule != "direct-speech"
	case "show":
		return !f.mayspeak(&f.d.Sentences[x.sentence], x.voice.token)
	}
	return false
}

// within tells whether the cue of x stands in the content of y.
func (f *finder) within(x, y *found) bool {
	for _, p := range y.pieces {
		if p.Contains(x.sentence, x.v) {
			return true
		}
	}
	return false
}

// sameVoice tells whether x, within y, is said by y's speaker or a pronoun.
func (f *finder) sameVoice(x, y *found) bool {
	s := &f.d.Sentences[x.sentence]
	t := &s.Tokens[x.voice.token]
	if t.UPOS == "PRON" {
		return true
	}
	return x.sentence == y.sentence && x.voice.token == y.voice.token && !x.voice.own
}

// mergeHeadlines drops a statement of the headline that the body tells again, by
// the same party and in some of the same words; the headline is a piece of
// evidence of the one in the body.
func (f *finder) mergeHeadlines() {
	for i := range f.found {
		x := &f.found[i]
		if x.dropped || f.d.Sentences[x.sentence].Kind == doc.Body {
			continue
		}
		for j := range f.found {
			y := &f.found[j]
			if y.dropped || f.d.Sentences[y.sentence].Kind != doc.Body || !f.sameParty(x, y) || !f.sameWords(x, y) {
				continue
			}
			x.dropped = true
			f.at = x.sentence
			pieces := f.codePoints(x.pieces)
			y.headline = append(y.headline, f.evidence(&f.d.Sentences[x.sentence], x, pieces)...)
			break
		}
	}
}

// sameParty tells whether two statements are made by one actor, or by actors of
// one country.
func (f *finder) sameParty(x, y *found) bool {
	a, b := f.actorOf(x), f.actorOf(y)
	if a < 0 || b < 0 {
		return false
	}
	return a == b || f.d.Actors[a].Country != "" && f.d.Actors[a].Country == f.d.Actors[b].Country
}

func (f *finder) actorOf(x *found) int {
	f.at = x.sentence
	if m := f.mentionAt(&f.d.Sentences[x.sentence], x.speakerAt.Head); m >= 0 {
		return f.d.Mentions[m].Actor
	}
	return -1
}

// sameWords tells whether a third of the words of content of x, but at least one
// noun, are in y.
func (f *finder) sameWords(x, y *found) bool {
	words := map[string]bool{}
	for _, p := range y.pieces {
		for _, t := range f.d.Sentences[p.Sentence].Tokens[p.First:p.Last] {
			words[t.Lemma] = true
		}
	}
	all, same, nouns := 0, 0, 0
	for _, p := range x.pieces {
		for _, t := range f.d.Sentences[p.Sentence].Tokens[p.First:p.Last] {
			switch t.UPOS {
			case "NOUN", "PROPN", "VERB", "ADJ", "NUM":
			default:
				continue
			}
			all++
			if words[t.Lemma] {
				same++
				if t.UPOS != "VERB" && t.UPOS != "ADJ" {
					nouns++
				}
			}
		}
	}
	return nouns > 0 && 3*same >= all
}
