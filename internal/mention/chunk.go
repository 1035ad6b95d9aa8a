package mention

// run is the end of the run of nominal words that begins at token i: articles,
// adjectives, nouns, names, possessive 's, hyphens within words. It is i where
// none begins.
func (f *finder) run(i int) int {
	start := i
	noun := false // a noun has been passed: an article after it begins a new run
	for i < len(f.t) {
		if k := f.at[i]; k >= 0 && f.items[k].first == i {
			i = f.items[k].last
			noun = f.t[i-1].UPOS != "ADJ"
			continue
		}
		t := &f.t[i]
		if capital(t.Form) && f.told(i) {
			noun = true // a name told before, whatever its tag
			i++
			continue
		}
		switch t.UPOS {
		case "DET", "NUM":
			if noun && t.UPOS == "DET" || f.words.relative[f.lower[i]] {
				return f.trimRun(start, i)
			}
		case "ADJ":
			if noun && (f.timeBegins(i) || f.t[i-1].XPOS == "NNS" && !capital(t.Form) && i+1 < len(f.t) && f.t[i+1].UPOS == "PROPN") {
				return f.trimRun(start, i)
			}
		case "NOUN", "PROPN":
			if noun && f.lex.Classes.Has("weekday", f.lower[i]) {
				return f.trimRun(start, i) // "a soldier Friday"
			}
			noun = true
		case "PART":
			if !f.possessive(i) || i == start {
				return f.trimRun(start, i)
			}
			noun = false
		case "PRON":
			if i > start+1 || i == start+1 && !f.words.pair[f.lower[start]] || !f.words.possessor[f.lower[i]] {
				return f.trimRun(start, i)
			}
		default:
			if !(i == start && f.bothOf(i)) && !f.inside(start, i, noun) {
				return f.trimRun(start, i)
			}
			if t.Form == "(" {
				i += 2
			}
		}
		i++
	}
	return f.trimRun(start, i)
}

// told tells a word that was a person's surname or short name before.
func (f *finder) told(i int) bool {
	if f.at[i] >= 0 {
		return false
	}
	if f.names[f.form[i]] == personItem {
		return true
	}
	for _, term := range f.lex.Surnames[f.form[i]] {
		if f.names[term.Name] == personItem {
			return true
		}
	}
	return false
}

// timeBegins tells "last month" after a noun: a time, not part of the name.
func (f *finder) timeBegins(i int) bool {
	return i+1 < len(f.t) && f.lex.Classes.Has("time-adjective", f.lower[i]) && f.lex.Classes.Has("time-noun", f.lemma[i+1])
}

// bothOf tells "both" before "our countries", whatever its tag.
func (f *finder) bothOf(i int) bool {
	if !f.words.either[f.lower[i]] || i+1 >= len(f.t) {
		return false
	}
	if f.lex.Classes.Has("pair-people", f.lemma[i+1]) { // not "both men and women"
		return !(i+3 < len(f.t) && f.t[i+2].UPOS == "CCONJ" && f.t[i+3].UPOS == "NOUN")
	}
	return f.words.possessor[f.lower[i+1]] || f.words.side[f.lemma[i+1]]
}

// inside tells other words that may stand inside a run: hyphens, participles
// before a noun, particles of names, a short name in brackets, a comma between
// adjectives.
func (f *finder) inside(start, i int, noun bool) bool {
	t := &f.t[i]
	next := i + 1
	if next >= len(f.t) {
		return false
	}
	switch {
	case f.hyphen(i) && i > start:
		return true
	case i > start && f.hyphen(i-1) && t.UPOS != "PUNCT" && t.UPOS != "ADP":
		return true
	case t.UPOS == "VERB" && t.XPOS == "NNP" && i > start && f.t[i-1].UPOS == "PROPN" && f.t[next].UPOS == "PROPN":
		return true
	case t.UPOS == "VERB":
		return f.modifier(i) && (!noun || f.hyphen(i-1))
	case t.UPOS == "ADV":
		return !noun && (f.t[next].UPOS == "ADJ" || f.t[next].UPOS == "VERB" && f.modifier(next)) && i > start
	case i > start && f.words.particle[f.lower[i]] && capital(f.t[i-1].Form) && capital(f.t[next].Form) && f.t[i-1].UPOS == "PROPN":
		return true
	case t.UPOS == "X":
		return capital(t.Form)
	case t.Form == "&":
		return i > start && f.t[i-1].UPOS == "PROPN" && f.t[next].UPOS == "PROPN"
	case t.Form == "(":
		return i > start && f.acronym(i+1) && i+3 < len(f.t) && f.t[i+2].Form == ")" &&
			(f.t[i+3].UPOS == "NOUN" || f.t[i+3].UPOS == "PROPN") && capital(f.t[i-1].Form)
	case t.Form == ",":
		return !noun && i > start && f.t[i-1].UPOS == "ADJ" && f.t[next].UPOS == "ADJ" && !f.words.quantifier[f.lower[next]] || f.prefixed(start, i)
	}
	return false
}

// prefixed tells a comma between two adjectives made with a hyphen:
// "anti-rebel, pro-government coalition".
func (f *finder) prefixed(start, i int) bool {
	return i-start == 3 && f.hyphen(i-2) && i+2 < len(f.t) && f.hyphen(i+2)
}

// modifier tells a participle that stands before a noun: "suspected rebels".
func (f *finder) modifier(i int) bool {
	if i+1 >= len(f.t) {
		return false
	}
	next := &f.t[i+1]
	if k := f.at[i+1]; k >= 0 && f.items[k].kind == roleItem && capital(next.Form) && !f.title && !f.words.armed[f.lower[i]] && !f.hyphen(i-1) {
		return false // "authorized Secretary-General Brel to …"
	}
	if f.t[i].Is("amod", "compound") && f.t[i].Head > i {
		return true
	}
	return f.t[i].Deprel == "" && f.words.armed[f.lower[i]] && (next.UPOS == "NOUN" || next.UPOS == "PROPN" || next.UPOS == "ADJ" || f.at[i+1] >= 0)
}

// trimRun takes from the end of a run what heads nothing.
func (f *finder) trimRun(start, end int) int {
	for end > start && f.at[end-1] < 0 {
		t := &f.t[end-1]
		if t.UPOS == "ADJ" && end-2 > start && !f.hyphen(end-2) && (f.t[end-2].UPOS == "NOUN" || f.at[end-2] >= 0 && f.items[f.at[end-2]].kind == roleItem) {
			end-- // "hold the government accountable"
			continue
		}
		if t.UPOS == "VERB" && f.hyphen(end-2) {
			end = max(start, end-3) // "Norland-led"
			continue
		}
		if t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "NUM" || t.UPOS == "ADJ" || t.UPOS == "X" || f.possessive(end-1) || capital(t.Form) && f.told(end-1) {
			break
		}
		end--
	}
	return end
}

func (f *finder) possessive(i int) bool {
	return i >= 0 && i < len(f.t) && (f.form[i] == "'s" || f.form[i] == "'") && (f.t[i].UPOS == "PART" || f.t[i].XPOS == "POS")
}

// hyphen tells a dash that joins two words without a space.
func (f *finder) hyphen(i int) bool {
	if i <= 0 || i+1 >= len(f.t) || f.t[i].SpaceAfter || f.t[i-1].SpaceAfter {
		return false
	}
	switch f.t[i].Form {
	case "-", "–", "‐", "‑", "/":
		return true
	}
	return false
}

// acronym tells a short name in capitals: "PKK".
func (f *finder) acronym(i int) bool {
	if i >= len(f.t) {
		return false
	}
	form := f.t[i].Form
	if len(form) < 2 || len(form) > 9 {
		return false
	}
	capitals := 0
	for _, r := range form {
		if r >= 'A' && r <= 'Z' {
			capitals++
		}
	}
	return capitals >= 2 && form[0] >= 'A' && form[0] <= 'Z'
}

// nth tells "first" before a nationality, which counts and is no part of the name:
// "the first Tunisian soldiers".
func (f *finder) nth(i int, lower string) bool {
	return f.at[i+1] >= 0 && f.items[f.at[i+1]].kind == adjectiveItem && f.lex.Classes.Has("ordinal-word", lower)
}

// leftEdge is the first word of a mention between tokens a and b: articles,
// numbers, quantifiers and possessive pronouns before it stay outside.
func (f *finder) leftEdge(a, b int) (edge int, definite bool) {
	counted := false
	for n := b - 2; n > a; n-- {
		if f.at[n] >= 0 {
			continue
		}
		if before := &f.t[n-1]; f.t[n].UPOS == "NUM" && f.at[n-1] < 0 && !capital(before.Form) && (before.UPOS == "ADJ" || before.UPOS == "VERB") && !f.hyphen(n+1) {
			a = n // "free 5,000 Norland prisoners"
			break
		}
	}
	for a < b-1 && (f.at[a] < 0 || f.items[f.at[a]].first == a && f.words.quantifier[f.lower[a]]) {
		t := &f.t[a]
		lower := f.lower[a]
		switch {
		case t.UPOS == "DET" || t.UPOS == "PRON":
			definite = definite || t.XPOS != "WDT" && t.UPOS == "DET" && f.lex.Classes.Has("definite", lower)
		case t.UPOS == "NUM" && !f.hyphen(a+1):
			counted = true
		case counted && f.lex.Classes.Has("other-word", lower):
		case t.UPOS == "NUM":
			// "63-year-old leader"
			next := a
			for next < b-1 && f.at[next] < 0 && (f.hyphen(next) || f.hyphen(next+1) || next > a && f.hyphen(next-1)) {
				next++
			}
			if next == a {
				return a, definite
			}
			a = next
			continue
		case f.words.quantifier[lower], f.nth(a, lower):
		case (t.UPOS == "ADV" || t.UPOS == "PUNCT") && !f.hyphen(a+1):
		default:
			return a, definite
		}
		a++
	}
	return a, definite
}
