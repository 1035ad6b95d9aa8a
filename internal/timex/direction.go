package timex

import "github.com/rapporteur/rapporteur/internal/doc"

// direction is where a time without a year or week lies, as the verb above it
// tells.
type direction int

const (
	unknown direction = iota
	past              // "was killed Friday"
	future            // "will meet on Friday"
	either            // "was scheduled for Friday": the nearest one
)

// direction looks at the clause of token i: at the noun that it belongs to
// ("Friday's planned talks") and then at the verbs above, the nearest that tells.
func (f *finder) direction(i int) direction {
	t := f.s.Tokens
	if w, ok := f.times.Get(f.at(i-1), "which"); ok && w.Value == "last" { // "last August 21"
		return past
	}
	limit := f.s.Child(i, "case")
	if limit >= 0 && f.is(limit, "since") && !f.is(limit, "from") {
		return past
	}
	for v, steps := i, 0; v >= 0 && steps < 12; v, steps = t[v].Head, steps+1 {
		if t[v].UPOS == "NOUN" && v != i {
			for _, c := range f.s.Children(v) {
				if t[c].Is("amod", "acl") && f.has("forward", c) && t[c].XPOS != "VBG" {
					return future
				}
				if t[c].Is("case") && f.has("ahead", c) {
					return either
				}
			}
		}
		if t[v].UPOS == "VERB" || v != i && f.s.Child(v, "cop") >= 0 || t[v].UPOS == "AUX" {
			if d := f.tense(v); d != unknown {
				switch {
				case limit < 0 || d != past || t[i].Head != v:
				case f.is(limit, "until") && f.has("postpone", v):
					return future // "put off until Friday"
				case f.has("meant_for", limit) || f.is(limit, "until"):
					return either // "called a vote for Friday"
				}
				return d
			}
		}
	}
	return unknown
}

// tense tells where what a verb says lies in time.
func (f *finder) tense(v int) direction {
	t := f.s.Tokens
	finite, modal, perfect, infinitive := t[v].XPOS, false, false, false
	auxiliary := false
	clause := false
	for _, c := range f.s.Children(v) {
		switch x := t[c].XPOS; {
		case t[c].Is("aux", "cop"):
			switch {
			case x == "MD":
				modal = true
			case t[c].Deprel == "aux:pass" && x == "VBN", t[c].Deprel == "cop" && x == "VBN",
				t[c].Deprel == "aux" && (x == "VBN" || t[v].XPOS == "VBN" && f.s.Child(v, "aux:pass") < 0):
				perfect = true
			}
			if !auxiliary && x != "MD" {
				finite, auxiliary = x, true
			}
		case t[c].Is("mark") && x == "TO":
			infinitive = true
		case t[c].Is("ccomp", "parataxis"):
			clause = true
		}
	}
	switch {
	case modal && !perfect:
		return future
	case perfect:
		return past
	case infinitive:
		return f.infinitive(v)
	}
	switch finite {
	case "VBD":
		if f.has("forward", v) && (t[v].XPOS == "VBN" || t[v].XPOS == "VBD") {
			return either
		}
		return past
	case "VBN":
		if f.has("forward", v) {
			return either
		}
		return past
	case "VBG":
		if f.has("begin", v) {
			return either
		}
		return unknown
	case "VBZ", "VBP":
		switch {
		case t[v].XPOS == "VBG" || t[v].XPOS == "VBN" && f.has("forward", v) || f.has("begin", v):
			return future // "are meeting", "is expected", "resumes"
		case t[v].XPOS == "VBN":
			return either
		case clause || f.s.Kind != doc.Body || len(f.lex.Cues.At(t[v].Lemma)) > 0:
			return past
		}
		return either
	case "VB":
		return future
	}
	return unknown
}

// infinitive tells where "to meet" lies: ahead ("agreed to meet Friday"), but
// with a verb of doing where that one lies ("managed to flee"), and near where
// it was only expected ("was to sign on Friday").
func (f *finder) infinitive(v int) direction {
	t := f.s.Tokens
	h := t[v].Head
	if h < 0 || !t[v].Is("xcomp", "csubj", "ccomp") {
		return future
	}
	switch {
	case f.has("implicative", h):
		return f.tense(h)
	case f.has("forward", h) || t[h].UPOS == "AUX":
		if f.tense(h) == either || f.tense(h) == past {
			return either
		}
	}
	return future
}
