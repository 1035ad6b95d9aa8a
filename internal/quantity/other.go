package quantity

import "github.com/rapporteur/rapporteur/internal/doc"

// What follows tells figures that count nothing, each kind by its neighbours
// and its place in the tree.

// pronoun tells a number word that is a pronoun ("no one", "one must") or part of
// a name ("the Five Eyes").
func (f *finder) pronoun(fig *figure) bool {
	if fig.Digits || fig.Length > 1 {
		return false
	}
	t := &f.s.Tokens[fig.first]
	switch t.UPOS {
	case "PRON", "DET", "NOUN":
		return fig.Value == 1
	case "PROPN":
		return fig.first > f.s.Dateline && t.Form != f.lower[fig.first] && f.s.Kind == doc.Body
	}
	return false
}

// compound tells a figure that a hyphen ties to a word: "F-16", "a 20-year
// uprising", "six-party talks", "twenty-first".
func (f *finder) compound(fig *figure) bool {
	t := f.s.Tokens
	if i := fig.first; i > 1 && i-2 >= f.s.Dateline && hyphen(f.lower[i-1]) && t[i-1].End == t[i].Start &&
		t[i-2].End == t[i-1].Start {
		return true
	}
	i := fig.last
	if i+1 >= len(t) || !hyphen(f.lower[i]) || t[i].Start != t[i-1].End || t[i+1].Start != t[i].End {
		return false
	}
	_, bounded := f.lex.Bounds.After(i, f.word)
	return bounded == 0
}

func hyphen(word string) bool { return word == "-" || word == "‐" || word == "‑" || word == "–" }

// money tells "$5 million", "20 euros".
func (f *finder) money(fig *figure) bool {
	return f.has("currency", fig.first-1) || f.has("currency", fig.last) || fig.noun >= 0 && f.has("currency", fig.noun)
}

// measure tells how much rather than how many: "30 days", "12 kilometres".
func (f *finder) measure(fig *figure) bool {
	if fig.noun >= 0 && f.measures(fig.noun) {
		return true
	}
	return f.measures(fig.last) && fig.last < len(f.lower)
}

func (f *finder) measures(i int) bool {
	if i < 0 || i >= len(f.lower) {
		return false
	}
	return f.lex.Times.Is(f.lower[i], "unit") && !f.lex.Numbers.Is(f.lower[i], "ordinal") || f.has("measure_unit", i) ||
		f.lex.Times.Is(f.lower[i], "weekend") || f.lex.Times.Is(f.lower[i], "part")
}

// date tells days, years and clock times: "May 15", "16 May", "2014", "2 p.m.".
func (f *finder) date(fig *figure) bool {
	if !fig.Digits {
		return false
	}
	times := &f.lex.Times
	after, before := f.at(fig.last), f.at(fig.first-1)
	next := fig.last < len(f.lower)
	if next && times.Is(after, "clock") && !f.s.Tokens[fig.last].Is("cop", "aux") || times.Is(after, "suffix") ||
		f.has("era", fig.last) {
		return true
	}
	if fig.Value <= 31 && (f.month(fig.first-1) || f.month(fig.last)) {
		return true
	}
	if fig.Value <= 31 && fig.high == 0 && f.month(fig.last+2) && (times.Is(after, "and") || times.Is(after, "to")) {
		return true // "5 and 6 May"
	}
	if fig.high > 0 && fig.Value >= 1000 && fig.high < 2100 && fig.noun < fig.last && len(f.at(fig.last-1)) == 4 {
		return true // "1992-1995"
	}
	if fig.Length != 1 || fig.high > 0 || !yearLike(f.s.Tokens[fig.first].Form) {
		return false
	}
	return !f.yearCounts(fig, before)
}

// yearCounts tells the figures of the look of a year that are counts: "killed
// 2000 people", "more than 1900".
func (f *finder) yearCounts(fig *figure, before string) bool {
	t := f.s.Tokens
	if bound, n := f.lex.Bounds.Before(fig.first, f.word); n > 1 && bound != "about" {
		return true
	}
	if fig.noun < 0 || fig.noun < fig.last || t[fig.noun].XPOS != "NNS" {
		return false
	}
	times := &f.lex.Times
	if f.month(fig.first-1) || times.Is(before, "since") || times.Is(before, "until") || times.Is(before, "between") ||
		times.Is(before, "on") {
		return false
	}
	if i := fig.first - 1; i >= f.s.Dateline && (t[i].UPOS == "DET" || t[i].Is("case") && t[i].UPOS == "PART" || t[i].XPOS == "PRP$") {
		return fig.Value == 2000 && f.person(fig.noun)
	}
	return true
}

// month tells a token that names a month, and is no verb.
func (f *finder) month(i int) bool {
	if i < f.s.Dateline || i >= len(f.lower) || !f.lex.Times.Is(f.lower[i], "month") {
		return false
	}
	t := &f.s.Tokens[i]
	if f.lex.Times.Is(f.lower[i], "abbreviated") && t.Form == f.lower[i] {
		return false
	}
	return t.UPOS != "AUX" && t.UPOS != "VERB"
}

// yearLike tells four digits from 1800 to 2099.
func yearLike(form string) bool {
	if len(form) != 4 {
		return false
	}
	for i := range len(form) {
		if form[i] < '0' || form[i] > '9' {
			return false
		}
	}
	return form[:2] == "18" || form[:2] == "19" || form[:2] == "20"
}

// age tells "aged 34", "Ali Hasan, 34, said", "children under 12".
func (f *finder) age(fig *figure) bool {
	t := f.s.Tokens
	if f.has("age_word", fig.first-1) || f.lex.Numbers.Is(f.at(fig.first-1), "of") && f.has("age_word", fig.first-2) {
		return true
	}
	if fig.noun >= 0 {
		return false
	}
	i := fig.first
	if i-2 >= f.s.Dateline && fig.Value < 120 && t[i-1].UPOS == "PUNCT" && t[i-2].UPOS == "PROPN" &&
		(fig.last >= len(t) || t[fig.last].UPOS == "PUNCT") {
		return true
	}
	if _, n := f.lex.Bounds.Before(i, f.word); n == 1 && i-2 >= f.s.Dateline && t[i-1].Is("case") && t[i-2].UPOS == "NOUN" &&
		fig.Value < 100 && t[fig.head].Is("nmod") && t[fig.head].Head == i-2 {
		return true
	}
	return false
}

// share tells parts of a whole: "12 percent", "two thirds".
func (f *finder) share(fig *figure) bool {
	if f.has("percent", fig.last) || fig.noun >= 0 && f.has("percent", fig.noun) {
		return true
	}
	if next := f.at(fig.last + 1); next != "" && f.s.Tokens[fig.last].UPOS == "ADP" && f.has("percent", fig.last+1) {
		return true
	}
	next := f.at(fig.last)
	return !fig.Digits && next != "" && (f.lex.Numbers.Is(next, "ordinal") || f.lex.Numbers.Is(next, "fraction")) &&
		fig.noun == fig.last
}

// label tells a figure that names rather than counts: "Resolution 1701",
// "Flight 752", the "1." of a list.
func (f *finder) label(fig *figure) bool {
	t := f.s.Tokens
	i := fig.first
	if i == 0 && fig.Digits && len(t) > fig.last && (f.lower[fig.last] == "." || f.lower[fig.last] == ")") {
		return true
	}
	if f.at(i-1) == "[" && f.at(fig.last) == "]" {
		return true
	}
	if i-1 >= f.s.Dateline && fig.Digits && f.has("label_noun", i-1) && t[i-1].Is("compound", "nmod") && t[i-1].Head == fig.noun {
		return true // "a category 5 storm"
	}
	if i-1 < f.s.Dateline || fig.noun >= fig.last {
		return false
	}
	return t[fig.head].Head == i-1 && (f.has("label_noun", i-1) || fig.Digits && t[i-1].UPOS == "PROPN")
}

// each tells a figure that holds for every party: "1,000 prisoners each",
// "1,000 from each side", "each side freed 390".
func (f *finder) each(fig *figure) bool {
	t := f.s.Tokens
	end := fig.last
	if fig.noun >= end {
		end = fig.noun + 1
	}
	if f.has("each", fig.last) || f.has("each", end) && !f.measures(end+1) {
		return true
	}
	for j := end; j < len(t) && j < end+5 && t[j].UPOS != "PUNCT" && t[j].UPOS != "VERB" && t[j].UPOS != "NUM"; j++ {
		if (f.has("each", j) || f.has("per", j)) && f.has("side", j+1) || f.has("each", j) && t[j].Head < j ||
			f.lex.Numbers.Is(f.at(j), "article") && t[j-1].UPOS == "NOUN" && f.has("side", j+1) {
			return true
		}
	}
	v := t[fig.head].Head
	if fig.noun >= 0 {
		v = t[fig.noun].Head
	}
	for steps := 0; steps < 4 && v >= 0; steps++ {
		for _, c := range f.s.Children(v) {
			if c >= fig.first {
				break
			}
			if f.has("each", c) && t[c].Is("nsubj", "advmod", "det", "dep", "appos") || t[c].Is("nsubj") && !f.measures(c) && f.eachBelow(c) {
				return true
			}
		}
		if t[v].Is("nsubj", "acl") {
			return false
		}
		v = t[v].Head
	}
	return false
}

// eachBelow tells a subject with "each": "each side", "the two sides each".
func (f *finder) eachBelow(subject int) bool {
	for _, c := range f.s.Children(subject) {
		if f.has("each", c) {
			return true
		}
	}
	return false
}
