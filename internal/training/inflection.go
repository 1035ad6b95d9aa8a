package training

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// Inflection is a form of a verb with its tag.
type Inflection struct {
	Form, XPOS, Lemma string
	Irregular         bool // from the table of irregular verbs
}

// The tags of a verb's forms, and the endings that make them.
const (
	third      = "VBZ"
	gerund     = "VBG"
	past       = "VBD"
	participle = "VBN"

	endS, endES, endING, endED = "s", "es", "ing", "ed"
)

// Inflections are the forms of every verb of the lexicon, those of irregular ones
// by its table. Where spelling leaves open whether a consonant is doubled both
// spellings are there. A form that two verbs share goes to neither.
func Inflections(lex *lexicon.Lexicon) []Inflection {
	irregular := map[string]*lexicon.IrregularVerb{}
	lemmas := lex.VerbLemmas()
	for i := range lex.Forms {
		irregular[lex.Forms[i].Lemma] = &lex.Forms[i]
		lemmas = append(lemmas, lex.Forms[i].Lemma)
	}
	slices.Sort(lemmas)
	lemmas = slices.Compact(lemmas)
	var list []Inflection
	owner := map[[2]string]string{}
	add := func(form, tag, lemma string, byTable bool) {
		key := [2]string{form, tag}
		if other, ok := owner[key]; ok && other != lemma {
			owner[key] = ""
			return
		}
		owner[key] = lemma
		list = append(list, Inflection{form, tag, lemma, byTable})
	}
	for _, l := range lemmas {
		add(thirdPerson(l), third, l, false)
		for _, stem := range stems(l) {
			add(stem+endING, gerund, l, false)
		}
		if v := irregular[l]; v != nil {
			for _, f := range v.Past {
				add(f, past, l, true)
			}
			for _, f := range v.Participle {
				add(f, participle, l, true)
			}
			continue
		}
		for _, f := range pasts(l) {
			add(f, past, l, false)
			add(f, participle, l, false)
		}
	}
	return slices.DeleteFunc(list, func(f Inflection) bool { return owner[[2]string{f.Form, f.XPOS}] != f.Lemma })
}

// thirdPerson is "flees", "rushes", "defies".
func thirdPerson(l string) string {
	switch {
	case strings.HasSuffix(l, "y") && !vowelAt(l, len(l)-2):
		return l[:len(l)-1] + "i" + endES
	case strings.HasSuffix(l, "s"), strings.HasSuffix(l, "x"), strings.HasSuffix(l, "z"), strings.HasSuffix(l, "ch"), strings.HasSuffix(l, "sh"),
		strings.HasSuffix(l, "o"):
		return l + endES
	}
	return l + endS
}

// stems are what "-ing" is added to: "flee", "rul", "barr", "l-y" of "lie".
func stems(l string) []string {
	n := len(l)
	switch {
	case strings.HasSuffix(l, "ie"):
		return []string{l[:n-2] + "y"}
	case strings.HasSuffix(l, "e") && n > 2 && l[n-2] != 'e' && l[n-2] != 'y' && l[n-2] != 'o':
		return []string{l[:n-1]}
	}
	return doubled(l)
}

// pasts are "ruled", "defied", "barred"; "rebelled" and "rebeled".
func pasts(l string) []string {
	n := len(l)
	switch {
	case strings.HasSuffix(l, "e"):
		return []string{l + "d"}
	case strings.HasSuffix(l, "y") && !vowelAt(l, n-2):
		return []string{l[:n-1] + "i" + endED}
	}
	list := doubled(l)
	for i := range list {
		list[i] += endED
	}
	return list
}

// doubled is a lemma with its last consonant doubled where the spelling asks for
// it, as it is, or both where the stress would decide.
func doubled(l string) []string {
	n := len(l)
	if n < 3 || vowelAt(l, n-1) || !vowelAt(l, n-2) || vowelAt(l, n-3) && !(n > 3 && l[n-4:n-2] == "qu") || strings.ContainsAny(l[n-1:], "wxyh") {
		return []string{l}
	}
	twice := l + l[n-1:]
	groups := 0
	for i := range l {
		if vowelAt(l, i) && !vowelAt(l, i-1) {
			groups++
		}
	}
	if groups == 1 {
		return []string{twice}
	}
	return []string{l, twice}
}

func vowelAt(s string, i int) bool {
	return i >= 0 && i < len(s) && strings.IndexByte("aeiou", s[i]) >= 0
}
