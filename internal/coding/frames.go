package coding

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// match finds the frame of a clause that asks for most; nil where none fits.
// "Mali rejected the offer" is a position, "Mali rejected the charge" nothing.
func (c *coder) match(cl *clause) (lexicon.Use, *lexicon.Frame) {
	if cl.nominal {
		return c.bestOf(cl, cl.event.Uses)
	}
	for _, lemma := range cl.lemmas {
		if use, f := c.bestOf(cl, c.lex.Senses.Verbs[lemma]); f != nil {
			return use, f
		}
	}
	return lexicon.Use{}, nil
}

func (c *coder) bestOf(cl *clause, uses []lexicon.Use) (lexicon.Use, *lexicon.Frame) {
	var best *lexicon.Frame
	var of lexicon.Use
	for _, use := range uses {
		for k := range use.Frames {
			f := &use.Frames[k]
			if best != nil && best.Weight() >= f.Weight() {
				break
			}
			if c.fits(cl, f) {
				best, of = f, use
				break
			}
		}
	}
	return of, best
}

// eventNoun is what nouns.tsv has of a noun, with the word before it where both
// are one term: a "press conference" is no conference.
func (c *coder) eventNoun(s, i int) *lexicon.EventNoun {
	known := &c.nouns[s][i]
	if !known.asked {
		known.noun, known.asked = c.findNoun(s, i), true
	}
	return known.noun
}

// knownNoun is what eventNoun said of a token when it was asked first.
type knownNoun struct {
	noun  *lexicon.EventNoun
	asked bool
}

func (c *coder) findNoun(s, i int) *lexicon.EventNoun {
	t := c.d.Sentences[s].Tokens
	lemma := lower(t[i].Lemma)
	if i > 1 && t[i-1].UPOS == "PUNCT" && t[i-1].End == t[i].Start && t[i-2].End == t[i-1].Start {
		if n := c.lex.Senses.Nouns[lower(t[i-2].Lemma)+t[i-1].Form+lemma]; n != nil { // "cease-fire"
			return n
		}
	}
	if i > 0 && t[i-1].Head == i {
		before := lower(t[i-1].Lemma)
		if n := c.lex.Senses.Nouns[before+" "+lemma]; n != nil {
			return n
		}
		if i > 2 && t[i-2].UPOS == "PUNCT" && t[i-2].End == t[i-1].Start { // "cease-fire deal"
			if n := c.lex.Senses.Nouns[lower(t[i-3].Lemma)+t[i-2].Form+before+" "+lemma]; n != nil {
				return n
			}
		}
	}
	if n := c.lex.Senses.Nouns[lemma]; n != nil {
		return n
	}
	return c.lex.Senses.Nouns[strings.TrimSuffix(lemma, plural)]
}

// plural is the ending of nouns whose lemma a treebank leaves in the plural:
// "troops", "supplies".
const plural = "s"

func (c *coder) fits(cl *clause, f *lexicon.Frame) bool {
	for k := range f.Conditions {
		if c.holds(cl, &f.Conditions[k]) == f.Conditions[k].Without {
			return false
		}
	}
	return f.Kind != lexicon.Noun || len(c.carriers(cl, f)) > 0
}

// holds tells whether a clause has the argument that a condition asks for.
func (c *coder) holds(cl *clause, want *lexicon.Condition) bool {
	if holds, known := c.put(cl, want); known {
		return holds
	}
	if want.Test == "many" {
		if want.Slot == agent {
			return c.several(cl, cl.agents)
		}
		return c.several(cl, cl.find(want.Slot))
	}
	switch want.Slot {
	case pass:
		return cl.passive
	case agent:
		if want.Class != "" {
			return slices.ContainsFunc(cl.agents, func(t int) bool { return c.ofClass(cl.s, t, want.Class) })
		}
		return len(cl.agents) > 0 && (want.Test == "" || c.anyParty(cl.s, cl.agents))
	case xinf:
		for _, o := range cl.find(obj) {
			if k := cl.sent.Child(o, "acl"); k >= 0 && cl.sent.Child(k, "mark") >= 0 {
				return true
			}
		}
		return cl.has(obj) && cl.has(inf) // the tree may hang the infinitive on the verb
	}
	for _, a := range cl.args {
		if a.slot == want.Slot && c.is(cl, a.at, want) {
			return true
		}
	}
	if (want.Class != "" || want.Words != nil || want.Test != "") && c.lex.Classes.Has("party-slot", want.Slot) {
		for _, at := range c.belowObject(cl, want.Slot) {
			if c.is(cl, at, want) {
				return true
			}
		}
	}
	return false
}

// is tells whether an argument is what a condition asks for.
func (c *coder) is(cl *clause, at int, want *lexicon.Condition) bool {
	t := &cl.sent.Tokens[at]
	if want.Class != "" {
		return c.ofClass(cl.s, at, want.Class)
	}
	if want.Words != nil {
		l := lower(t.Lemma)
		for _, w := range want.Words {
			if w == l || w == t.Lower() {
				return true
			}
		}
		return false
	}
	switch want.Test {
	case "party":
		return c.mention(cl.s, at) >= 0 || c.compatriots(cl.s, at)
	case "person":
		m := c.mention(cl.s, at)
		return m >= 0 && c.d.Mentions[m].Type == record.Person
	case "place":
		m := c.mention(cl.s, at)
		return m >= 0 && c.d.Mentions[m].Type == record.PlaceType
	case "leader":
		return c.leader(cl.s, at)
	case "armed":
		return c.armed(cl.s, at)
	case "civil":
		return c.civil(cl.s, at)
	case "union":
		return c.union(cl.s, at)
	case "hostile":
		return c.tone(cl.s, at) < 0
	case "friendly":
		return c.tone(cl.s, at) > 0
	}
	return true
}

// compatriots tells whether a plural noun is of people of a country, whom the
// tables of roles lack: "Chadian boxers".
func (c *coder) compatriots(s, at int) bool {
	sent := &c.d.Sentences[s]
	if t := &sent.Tokens[at]; t.XPOS != "NNS" || c.eventNoun(s, at) != nil {
		return false
	}
	for _, k := range sent.Children(at) {
		if !sent.Tokens[k].Is("amod", "compound") {
			continue
		}
		if _, ok := c.nationality(s, k); ok {
			return true
		}
	}
	return false
}

// ofClass tells whether a noun, or one that it is joined with, is of a class of
// nouns.tsv; "rounds of talks" are talks.
func (c *coder) ofClass(s, at int, class string) bool {
	sent := &c.d.Sentences[s]
	if c.eventNoun(s, at).Has(class) || class == "accord" && c.meansAccord(s, at) {
		return true
	}
	for _, k := range sent.Children(at) {
		t := &sent.Tokens[k]
		switch {
		case t.Is("conj", "compound"):
			if sent.Tokens[at].UPOS != "PROPN" && t.Is("conj") && c.ofClass(s, k, class) {
				return true
			}
		case t.Is("nmod") && c.lex.Classes.Has("quantity_noun", lower(sent.Tokens[at].Lemma)):
			if c.ofClass(s, k, class) {
				return true
			}
		}
	}
	return false
}

// leader tells whether a token names a person who holds office.
func (c *coder) leader(s, at int) bool {
	m := c.mention(s, at)
	if m < 0 || c.d.Mentions[m].Type != record.Person || c.d.Mentions[m].Actor < 0 {
		return false
	}
	sectors := c.d.Actors[c.d.Mentions[m].Actor].Sectors
	return len(sectors) > 0 && c.lex.Classes.Has("leader_sector", sectors[0])
}

// many tells whether the subject is several parties.
func (c *coder) many(cl *clause) bool { return c.several(cl, cl.find(subj)) }

// several tells whether arguments are several parties: "Chad and Sudan", "both
// sides", "ministers of the two countries".
func (c *coder) several(cl *clause, tokens []int) bool {
	n := 0
	for _, at := range tokens {
		for _, k := range conjuncts(cl.sent, at) {
			m := c.mention(cl.s, k)
			switch {
			case m < 0 && len(c.inside(cl.s, k, false)) > 0:
				n++ // "Chadian rangers"
			case m < 0:
			case c.d.Mentions[m].Form == doc.Collective || len(c.d.Mentions[m].Parties) > 1:
				return true
			case c.d.Mentions[m].Actor >= 0 || c.d.Mentions[m].Form != doc.Pronoun:
				n += 1 + len(c.joined(cl.s, k, m)) + len(c.listed(cl.s, k, m))
			}
		}
	}
	return n > 1
}

// conflict are the types of acts against somebody.
var conflict = map[string]bool{"REQUEST": true, "ACCUSE": true, "REJECT": true, "THREATEN": true, "PROTEST": true,
	"SANCTION": true, "MOBILIZE": true, "COERCE": true, "ASSAULT": true}

// tone is -1 for a complement that tells an act against somebody, 1 for one that
// tells another act, 0 for one that tells none.
func (c *coder) tone(s, at int) int {
	cl := c.clause(s, at)
	if cl == nil {
		return 0
	}
	_, f := c.match(cl)
	switch {
	case f == nil:
		return 0
	case cl.modality.negation && conflict[f.Type]:
		return 1 // "promised not to obstruct"
	case f.Kind == lexicon.Noun:
		for _, o := range cl.find(obj) {
			if t := c.tone(s, o); t != 0 {
				return t
			}
		}
		return 0
	case f.Kind == lexicon.Raise && cl.comp >= 0:
		return c.tone(s, cl.comp)
	case conflict[f.Type]:
		return -1
	case f.Type == "":
		return 0
	}
	return 1
}

// light hands a light verb's subject to its object's noun: "launched an attack
// on the base".
func (c *coder) light(cl *clause, f *lexicon.Frame, m modality) {
	for _, at := range c.carriers(cl, f) {
		for _, k := range conjuncts(cl.sent, at) {
			noun := c.clause(cl.s, k)
			if noun == nil || !noun.nominal || c.taken[k] {
				continue
			}
			noun.agents = append(noun.agents, givers(cl, f, k)...)
			noun.args = slices.DeleteFunc(noun.args, func(a arg) bool { return a.slot == poss && len(noun.agents) > 0 })
			for _, a := range cl.args {
				if a.slot != subj && a.slot != obj && a.at != k && !noun.has(a.slot) {
					noun.args = append(noun.args, a)
				}
			}
			use, frame := c.match(noun)
			if frame == nil {
				continue
			}
			c.taken[k] = true
			outer := *noun
			outer.sent, outer.modality = cl.sent, c.absorb(frame, noun.modality.under(m))
			c.entryAt(&outer, cl.head, use, frame, outer.modality)
		}
	}
}

// givers are the arguments of a light verb that its frame makes the agents of its
// noun: its subject, or the object of a passive ("were locked in talks").
func givers(cl *clause, f *lexicon.Frame, noun int) []int {
	var list []int
	for _, p := range f.Parts {
		if p.Role != agent {
			continue
		}
		for _, at := range cl.find(p.Slot) {
			if at != noun {
				list = append(list, at)
			}
		}
	}
	return list
}

// carriers are the arguments whose noun carries the event of a light verb: those
// that the frame asks for by class.
func (c *coder) carriers(cl *clause, f *lexicon.Frame) []int {
	for k := range f.Conditions {
		want := &f.Conditions[k]
		if want.Class == "" {
			continue
		}
		var list []int
		at := cl.find(want.Slot)
		if len(at) == 0 && c.lex.Classes.Has("party-slot", want.Slot) {
			at = c.belowObject(cl, want.Slot) // "claimed responsibility for the attack"
		}
		for _, t := range at {
			if c.ofClass(cl.s, t, want.Class) {
				if k := c.carrier(cl.s, t); k >= 0 {
					list = append(list, k)
				}
			}
		}
		return list
	}
	return nil
}

// carrier is the event noun of an argument: its head, or what it counts ("rounds
// of talks"), -1 for none.
func (c *coder) carrier(s, at int) int {
	sent := &c.d.Sentences[s]
	for _, k := range conjuncts(sent, at) {
		if n := c.clause(s, k); n != nil && n.nominal {
			return at
		}
	}
	if c.lex.Classes.Has("quantity_noun", lower(sent.Tokens[at].Lemma)) {
		if k := sent.Child(at, "nmod"); k >= 0 {
			return c.carrier(s, k)
		}
	}
	return -1
}

// raise codes the complement of a verb that adds only when, whether or how far:
// "continued to shell", "failed to agree".
func (c *coder) raise(cl *clause, m modality) {
	if cl.comp < 0 || c.taken[cl.comp] {
		return
	}
	comp := c.clause(cl.s, cl.comp)
	if comp == nil {
		return
	}
	c.taken[cl.comp] = true
	use, frame := c.match(comp)
	if frame == nil {
		return
	}
	c.apply(comp, use, frame, m)
}

// silence takes all that a frame which tells nothing asks for: what is denied in
// "denied charges that it shelled the port".
func (c *coder) silence(cl *clause, f *lexicon.Frame) {
	for _, a := range cl.args {
		at := a.at
		if !c.asked(f, a.slot) || a.slot == subj {
			continue
		}
		for k := range cl.sent.Tokens {
			if cl.sent.Below(k, at) {
				c.taken[k] = true
			}
		}
	}
}

// conjuncts are a token and those joined to it by "and".
func conjuncts(sent *doc.Sentence, i int) []int {
	list := []int{i}
	for k := 0; k < len(list) && len(list) <= len(sent.Tokens); k++ {
		for _, j := range sent.Children(list[k]) {
			if sent.Tokens[j].Is("conj") && sent.Tokens[j].UPOS != "VERB" {
				list = append(list, j)
			}
		}
	}
	return list
}
