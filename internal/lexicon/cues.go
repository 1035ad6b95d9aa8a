package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

// Cue is a word or phrase of attribution: it tells that someone says, thinks or
// wants something ("say", "point out", "according to", "claim").
type Cue struct {
	Words  []string // in lemmas; the first is the head
	POS    string   // verb, noun, adj or prep
	Frames Frames   // how the content hangs on it
	Preps  []string // prepositions that bring in a content: "for" in "hold out hope for peace"
	Class  string   // say, think, want, hope, fear, claim, deny, announce, demand, …
	Flags  CueFlags
}

// Frames are the ways in which a content can hang on a cue.
type Frames uint32

// The frames. Those that end in Quoted need a quotation or a clause in the content.
const (
	FrameThat         Frames = 1 << iota // a finite clause, with or without "that"
	FrameQuote                           // direct speech
	FrameInf                             // an infinitive: "claims to have won"
	FrameInfQuoted                       //
	FrameObjInf                          // object and infinitive: "wants them to leave"
	FrameObjInfQuoted                    //
	FrameIng                             // a gerund: "denied taking part"
	FrameIngQuoted                       //
	FrameObj                             // a noun phrase: "stressed the need for talks"
	FrameObjQuoted                       //
	FrameAs                              // object and predicate: "called the vote a sham"
	FramePrep                            // what follows the phrase: "pointing to the toll"
	FramePrepQuoted                      //
	FrameAccording                       // the clause that the phrase stands in: "according to"
	FramePoss                            // as FrameAccording, the speaker within: "in his view"
)

var frameNames = map[string]Frames{
	"that": FrameThat, "quote": FrameQuote, "inf": FrameInf, "infq": FrameInfQuoted, "objinf": FrameObjInf,
	"objinfq": FrameObjInfQuoted, "ing": FrameIng, "ingq": FrameIngQuoted, "obj": FrameObj, "objq": FrameObjQuoted,
	"as": FrameAs, "prep": FramePrep, "prepq": FramePrepQuoted, "according": FrameAccording, "poss": FramePoss,
}

// CueFlags are what else a table says of a cue.
type CueFlags uint8

// The flags of a cue.
const (
	CueHearer CueFlags = 1 << iota // its object is the addressee: "told reporters"
	CueTo                          // a phrase with "to" is the addressee: "said to reporters"
	CueThing                       // documents and figures do it as well: "the letter reads"
	CueSource                      // its object may be the speaker: "citing officials"
	CueAs                          // its predicate needs "as": "regards the vote as a sham"
)

var cueFlagNames = map[string]CueFlags{"hearer": CueHearer, "to": CueTo, "thing": CueThing, "src": CueSource, "as": CueAs}

// CueClasses are the classes of cues.
var CueClasses = []string{"accuse", "admit", "agree", "announce", "ask", "cite", "claim", "confirm", "criticize", "demand", "deny",
	"describe", "doubt", "emphasize", "expect", "express", "fear", "hope", "order", "praise", "predict", "promise", "quote",
	"regret", "reject", "report", "say", "show", "suggest", "think", "threaten", "want", "warn"}

// Cues are the cues of attribution by their first word.
type Cues struct {
	byFirst map[string][]*Cue
}

// At is the cues whose first word is this lemma, those of more words first.
func (c Cues) At(lemma string) []*Cue { return c.byFirst[lemma] }

func (lex *Lexicon) loadCues(t *Table) error {
	if lex.Cues.byFirst == nil {
		lex.Cues.byFirst = map[string][]*Cue{}
	}
	err := t.each(func(c []string) error {
		cue, err := readCue(c[0], c[1], list(c[2]), list(c[3]), c[4])
		if err == nil {
			lex.Cues.byFirst[cue.Words[0]] = append(lex.Cues.byFirst[cue.Words[0]], cue)
		}
		return err
	}, "cue", "pos", "frames", "flags", "class")
	lex.Cues.inflect()
	for _, cues := range lex.Cues.byFirst {
		slices.SortStableFunc(cues, func(a, b *Cue) int { return len(b.Words) - len(a.Words) })
	}
	return err
}

// inflect lists the cues that start with a regular verb under its forms too, for
// texts whose lemmas are not sure: "lamented", "lamenting". Forms that are a cue
// themselves ("concerned") are left alone.
func (c Cues) inflect() {
	var verbs []*Cue
	for _, cues := range c.byFirst {
		for _, cue := range cues {
			if cue.POS == "verb" {
				verbs = append(verbs, cue)
			}
		}
	}
	slices.SortFunc(verbs, func(a, b *Cue) int { return slices.Compare(a.Words, b.Words) })
	forms := map[string][]*Cue{}
	for _, cue := range verbs {
		for _, form := range regularForms(cue.Words[0]) {
			if len(c.byFirst[form]) == 0 {
				forms[form] = append(forms[form], cue)
			}
		}
	}
	for form, cues := range forms {
		c.byFirst[form] = cues
	}
}

// regularForms is the past, participle and third person of a regular verb.
func regularForms(verb string) []string {
	n := len(verb)
	if n < 3 {
		return nil
	}
	switch last := verb[n-1]; {
	case last == 'e':
		return []string{verb + "d", verb[:n-1] + "ing", verb + "s"}
	case last == 'y' && !strings.ContainsRune("aeiou", rune(verb[n-2])):
		return []string{verb[:n-1] + "ied", verb + "ing", verb[:n-1] + "ies"}
	case strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "ch") || last == 's' || last == 'x':
		return []string{verb + "ed", verb + "ing", verb + "es"}
	}
	last := verb[n-1:]
	return []string{verb + "ed", verb + "ing", verb + "s", verb + last + "ed", verb + last + "ing"}
}

func readCue(phrase, pos string, frames, flags []string, class string) (*Cue, error) {
	cue := &Cue{Words: strings.Fields(phrase), POS: pos, Class: class}
	if len(cue.Words) == 0 {
		return nil, fmt.Errorf("a cue without words")
	}
	if !slices.Contains([]string{"verb", "noun", "adj", "prep"}, pos) {
		return nil, fmt.Errorf("%s: no such pos %q; verb, noun, adj or prep", phrase, pos)
	}
	if !slices.Contains(CueClasses, class) {
		return nil, fmt.Errorf("%s: no such class %q; one of %s", phrase, class, strings.Join(CueClasses, ", "))
	}
	for _, f := range frames {
		if prep, ok := strings.CutPrefix(f, "p:"); ok {
			cue.Preps = append(cue.Preps, prep)
		} else if frameNames[f] != 0 {
			cue.Frames |= frameNames[f]
		} else {
			return nil, fmt.Errorf("%s: no such frame %q; docs/lexicon.md lists them", phrase, f)
		}
	}
	for _, f := range flags {
		if cueFlagNames[f] == 0 {
			return nil, fmt.Errorf("%s: no such flag %q; docs/lexicon.md lists them", phrase, f)
		}
		cue.Flags |= cueFlagNames[f]
	}
	return cue, nil
}
