package coding

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// clause is a predicate, verb, adjective or event noun, with its arguments as
// the frames ask for them: a passive's subject is its object, and the agent its
// subject; a participle and a verb without subject have that of the verb around
// them.
type clause struct {
	sent        *doc.Sentence
	s           int // the sentence
	head        int
	lemmas      []string // the names it may go by, longest first: "take over", "take"
	nominal     bool
	event       *lexicon.EventNoun // of a nominal
	passive     bool
	conditional bool // stands in an if-clause
	args        []arg
	comp        int // the complement clause's head, -1 where there is none
	modality    modality
	phrasal     string         // the verb with a particle that the tree takes for a preposition
	agents      []int          // given by a light verb
	frame       *lexicon.Frame // that it is coded by, once it is
}

// arg is one argument: the slot that frames know it by, and its head token.
type arg struct {
	slot string
	at   int
}

// The slots beside the prepositions, which go by their own words.
const (
	subj   = "subj"
	obj    = "obj"
	iobj   = "iobj"
	poss   = "poss"  // "Kenya's offer"
	mod    = "mod"   // "Kenyan offer"
	agent  = "agent" // the subject of a light verb: "Kenya made an offer"
	xcomp  = "xcomp"
	ccomp  = "ccomp"
	advcl  = "advcl"
	holder = "holder" // who has what is with them: "with help from Chile"
	when   = "when"   // a time, which no preposition of a frame asks for
	label  = "label"  // what something is called or made: "held them hostage"
	inf    = "inf"    // an infinitive: "to mediate"
	xinf   = "xinf"   // an infinitive below the object: "a plan to withdraw"
	pass   = "pass"
	xsubj  = "xsubj" // the complement's subject
	xobj   = "xobj"  // the complement's object or other party
)

// clause reads the clause that token i heads, nil where it heads none.
func (c *coder) clause(s, i int) *clause {
	if cl, ok := c.clauses[i]; ok {
		return cl
	}
	c.clauses[i] = nil // a tree with a loop ends here
	sent := &c.d.Sentences[s]
	t := &sent.Tokens[i]
	var cl *clause
	switch t.UPOS {
	case "VERB", "ADJ", "AUX":
		if t.UPOS == "AUX" && t.Is("aux", "cop") {
			break
		}
		cl = c.verb(s, i)
	case "NOUN", "PROPN":
		if cl = c.state(s, i); cl != nil {
			break
		}
		if n := c.eventNoun(s, i); n != nil && len(n.Uses) > 0 {
			cl = c.noun(s, i)
		}
	}
	c.clauses[i] = cl
	return cl
}

// verb reads a verb or adjective with its arguments.
func (c *coder) verb(s, i int) *clause {
	sent := &c.d.Sentences[s]
	t := &sent.Tokens[i]
	cl := &clause{sent: sent, s: s, head: i, comp: -1}
	cl.passive = sent.Child(i, "aux:pass", "nsubj:pass") >= 0 ||
		t.Is("acl") && !t.Is("acl:relcl") && t.XPOS == "VBN" || t.Is("amod") && t.XPOS == "VBN" ||
		t.Is("advcl", "parataxis", "root") && t.XPOS == "VBN" && sent.Child(i, "aux", "obj") < 0 && !mistagged(sent, i)
	for _, k := range sent.Children(i) {
		c.argument(cl, k)
	}
	c.ditransitive(cl)
	c.headlineList(cl)
	cl.promote()
	c.causative(cl)
	if !cl.has(subj) && !cl.has(obj) || !cl.passive && !cl.has(subj) || cl.passive && !cl.has(obj) && t.Is("acl", "advcl") {
		c.inheritSubject(cl)
	}
	c.passiveAgent(cl)
	c.relative(cl)
	cl.lemmas = c.lemmasOf(cl)
	cl.modality = c.modality(s, i)
	cl.conditional = c.inCondition(s, i)
	return cl
}

// mistagged tells whether what the tagger takes for a participle is a past form:
// outside headlines a participle with a subject has an auxiliary.
func mistagged(sent *doc.Sentence, i int) bool {
	return sent.Kind == doc.Body && sent.Tokens[i].Head < 0 && sent.Child(i, "nsubj") >= 0 && sent.Child(i, "cop") < 0
}

// promote makes a lone indirect object the object: "asked Oman to mediate".
func (cl *clause) promote() {
	if cl.has(obj) || !cl.has(iobj) {
		return
	}
	for k := range cl.args {
		if cl.args[k].slot == iobj {
			cl.args[k].slot = obj
		}
	}
}

// argument files child k of the clause's head under its slot.
func (c *coder) argument(cl *clause, k int) {
	sent := cl.sent
	t := &sent.Tokens[k]
	switch {
	case t.Is("obj", "iobj", "nsubj") && c.timed(cl.s, k):
	case t.Is("nsubj:pass", "csubj:pass"):
		cl.add(obj, k)
	case t.Is("nsubj"):
		if cl.passive && sent.Tokens[cl.head].UPOS == "VERB" && sent.Child(cl.head, "aux:pass") < 0 && !cl.has(obj) {
			cl.add(obj, k)
			return
		}
		if k > cl.head && cl.has(subj) && !cl.passive && sent.Tokens[cl.head].UPOS == "VERB" && !cl.has(obj) {
			cl.add(obj, k) // a second subject behind its verb is its object
			return
		}
		cl.add(subj, k)
	case t.Is("obj") && c.marked(sent, k):
		c.oblique(cl, k) // "swore fealty to the caliph", which the tree takes for an object
	case t.Is("obj"):
		cl.add(obj, k)
	case t.Is("iobj"):
		cl.add(iobj, k)
	case t.Is("obl:agent") && cl.passive:
		cl.add(subj, k)
	case t.Is("obl", "obl:agent", "nmod"):
		c.oblique(cl, k)
	case t.Is("xcomp") && t.UPOS != "VERB" && sent.Child(k, "cop", "mark") < 0:
		cl.add(label, k)
	case t.Is("xcomp"):
		cl.complement(xcomp, k)
		if sent.Child(k, "mark") >= 0 {
			cl.add(inf, k)
		}
	case t.Is("ccomp") && !c.attributed(cl, k):
		cl.complement(ccomp, k)
	case t.Is("advcl"):
		cl.add(advcl, k)
		if m := sent.Child(k, "mark"); m >= 0 && sent.Tokens[m].UPOS == "PART" {
			cl.add(inf, k)
			if cl.comp < 0 {
				cl.complement(xcomp, k)
			}
		} else if m >= 0 && t.XPOS == "VBG" && c.lex.Classes.Has("gerund_marker", sent.Tokens[m].Lower()) {
			cl.complement(xcomp, k) // "guilty of breaking the truce", "committed to opening the port"
		} else if m < 0 && t.XPOS == "VBG" && gerund(sent, cl.head, k) {
			cl.complement(xcomp, k)
		}
	}
}

// gerund tells whether a participle right behind a verb, or behind its particle, is
// its object: "ruled out sending troops".
func gerund(sent *doc.Sentence, head, k int) bool {
	if k <= head || sent.Tokens[head].UPOS != "VERB" {
		return false
	}
	for i := head + 1; i < k; i++ {
		if !sent.Tokens[i].Is("compound:prt") {
			return false
		}
	}
	return true
}

// attributed tells whether a complement stands before its verb as its quotation
// does ("We shall see, he said"): then it is no complement for a frame.
func (c *coder) attributed(cl *clause, k int) bool {
	return k < cl.head && cl.sent.Child(k, "mark") < 0
}

// oblique files a prepositional phrase under its preposition; by a passive's
// agent it is the subject.
func (c *coder) oblique(cl *clause, k int) {
	p := c.preposition(cl.sent, k)
	if phrase := c.particle(cl, k, p); phrase != "" {
		cl.phrasal = phrase
		cl.add(obj, k)
		return
	}
	if p == "" && (c.figure(cl.s, k) == nil || c.timed(cl.s, k)) {
		if c.particleObject(cl, k) {
			cl.add(obj, k)
		}
		return
	}
	if p == "" || c.bound(cl.s, k) {
		slot := obj
		if k < cl.head && !cl.passive {
			slot = subj
		}
		cl.add(slot, k)
		return
	}
	if c.timed(cl.s, k) {
		cl.add(when, k)
		return
	}
	if cl.passive && c.lex.Classes.Has("agent_marker", p) && !cl.has(subj) && !cl.sent.Tokens[k].Is("obl:tmod") {
		cl.add(subj, k)
		return
	}
	cl.add(p, k)
}

// particle is the verb with what the tree takes for the preposition of phrase k,
// where both are one verb of the tables and the phrase is its object: "handed over
// power to the rebels".
func (c *coder) particle(cl *clause, k int, p string) string {
	t := &cl.sent.Tokens[cl.head]
	if t.UPOS != "VERB" || cl.passive || !c.lex.Classes.Has("particle", p) || k < cl.head+2 || cl.has(obj) || cl.sent.Child(cl.head, "obj") >= 0 {
		return ""
	}
	if cl.sent.Tokens[cl.head+1].Lower() != p || cl.sent.Tokens[cl.head+1].Head != k {
		return ""
	}
	if m := c.mention(cl.s, k); m >= 0 && c.d.Mentions[m].Type == record.PlaceType || c.timed(cl.s, k) {
		return ""
	}
	phrase := c.lemma(t) + " " + p
	if _, ok := c.lex.Senses.Verbs[phrase]; !ok {
		return ""
	}
	return phrase
}

// bound tells whether what looks like a preposition before a token is the bound of
// a figure: "killed at least 20".
func (c *coder) bound(s, k int) bool {
	numbers := doc.In(c.d.Numbers, s)
	for i := range numbers {
		n := &numbers[i]
		if n.Noun != k && n.Head != k {
			continue
		}
		for _, m := range c.d.Sentences[s].Children(k) {
			if c.d.Sentences[s].Tokens[m].Is("case") && n.Contains(s, m) {
				return true
			}
		}
	}
	return false
}

// timed tells whether a token heads an expression of time: "on Friday" is no
// "on" of a frame.
func (c *coder) timed(s, i int) bool {
	for _, t := range doc.In(c.d.Times, s) {
		if t.Contains(s, i) {
			return true
		}
	}
	return false
}

// preposition is the word that marks a phrase, the last of several ("out of").
func (c *coder) preposition(sent *doc.Sentence, k int) string {
	p := ""
	for _, m := range sent.Children(k) {
		if !sent.Tokens[m].Is("case") || m > k {
			continue
		}
		p = sent.Tokens[m].Lower()
		for _, f := range sent.Children(m) {
			if sent.Tokens[f].Is("fixed") {
				p += " " + sent.Tokens[f].Lower()
			}
		}
	}
	if first, last, ok := strings.Cut(p, " "); ok && c.lex.Classes.Has("direction_adverb", first) {
		p = last
	}
	return p
}

func (cl *clause) complement(slot string, k int) {
	cl.add(slot, k)
	if cl.comp < 0 {
		cl.comp = k
	}
}

// slotOf is the first preposition of a class that a clause has a phrase with, ""
// for none.
func (c *coder) slotOf(cl *clause, class string) string {
	for _, a := range cl.args {
		if c.lex.Classes.Has(class, a.slot) {
			return a.slot
		}
	}
	return ""
}

// governor is the clause of the verb that an argument hangs on.
func (c *coder) governor(s, i int) *clause {
	h := c.d.Sentences[s].Tokens[i].Head
	if h < 0 {
		return nil
	}
	return c.clause(s, h)
}

// noun reads an event noun with what hangs on it: whose, which nationality's,
// by, of, against and between whom.
func (c *coder) noun(s, i int) *clause {
	sent := &c.d.Sentences[s]
	cl := &clause{sent: sent, s: s, head: i, comp: -1, nominal: true}
	cl.event = c.eventNoun(s, i)
	predicate := sent.Child(i, "cop") >= 0
	for _, k := range sent.Children(i) {
		t := &sent.Tokens[k]
		switch {
		case predicate && t.Is("nsubj"): // "are in talks with", "is a supporter of"
			cl.agents = append(cl.agents, k)
		case t.Is("nmod:poss"):
			cl.add(poss, k)
		case t.Is("amod", "compound", "nmod:unmarked"):
			cl.add(mod, k)
		case t.Is("nmod", "obl"):
			if p := c.preposition(sent, k); p != "" {
				cl.add(p, k)
			}
		case t.Is("acl") && !t.Is("acl:relcl") && t.XPOS != "VBN":
			cl.complement(xcomp, k)
		case t.Is("ccomp", "acl"):
			cl.complement(ccomp, k)
		}
	}
	if t := &sent.Tokens[i]; t.Is("nmod") && t.Head >= 0 && c.measure(s, t.Head) { // "years of war between"
		for _, k := range sent.Children(t.Head) {
			if p := c.preposition(sent, k); k > i && p != "" && sent.Tokens[k].Is("nmod") {
				cl.add(p, k)
			}
		}
	}
	if t := &sent.Tokens[i]; t.Is("nmod") && (cl.event.Has("support") || cl.event.Has("aid")) && c.lex.Classes.Has("comitative", c.preposition(sent, i)) {
		cl.add(holder, t.Head)
	}
	if t := &sent.Tokens[i]; t.Is("obl") && (cl.event.Has("support") || cl.event.Has("aid")) && c.lex.Classes.Has("comitative", c.preposition(sent, i)) {
		if up := c.governor(s, i); up != nil {
			c.lend(cl, up, holder, subj) // "Peru, with help from Chile, opened"
		}
	}
	if t := &sent.Tokens[i]; t.Is("obl") && cl.event.Has("attack") && !cl.has(poss) && c.lex.Classes.Has("comitative", c.preposition(sent, i)) {
		if up := c.governor(s, i); up != nil && !up.nominal && !up.passive {
			cl.agents = append(cl.agents, up.find(subj)...) // "broke the truce with an attack"
		}
	}
	if t := &sent.Tokens[i]; t.Is("obl", "advcl") && cl.event.Has("talks") && !cl.has(poss) && c.slotOf(cl, "mutual-slot") == c.slotOf(cl, "comitative") {
		if up := c.governor(s, i); up != nil && !up.nominal && c.company(cl) {
			cl.agents = append(cl.agents, up.find(subj)...) // "spoke after a meeting with"
		}
	}
	c.sharedPhrases(cl)
	c.predicate(cl)
	cl.modality = c.modality(s, i)
	cl.conditional = c.inCondition(s, i)
	return cl
}

// sharedPhrases gives a noun without phrases of its own those behind the noun joined to
// it: "the arrest and trial of the mayor".
func (c *coder) sharedPhrases(cl *clause) {
	for _, a := range cl.args {
		if a.at > cl.head && a.slot != mod {
			return
		}
	}
	for _, k := range cl.sent.Children(cl.head) {
		if !cl.sent.Tokens[k].Is("conj") || cl.sent.Tokens[k].UPOS != "NOUN" || c.mention(cl.s, k) >= 0 || cl.sent.Child(k, "nmod:poss", "det") >= 0 {
			continue
		}
		for _, j := range cl.sent.Children(k) {
			if p := c.preposition(cl.sent, j); cl.sent.Tokens[j].Is("nmod") && p != "" && j > k {
				cl.add(p, j)
			}
		}
		return
	}
}

// company tells whether a noun has a with-phrase.
func (c *coder) company(cl *clause) bool {
	for p := range c.lex.Classes.Set("comitative") {
		if cl.has(p) || len(c.belowObject(cl, p)) > 0 {
			return true
		}
	}
	return false
}

func (c *coder) measure(s, i int) bool {
	l := lower(c.d.Sentences[s].Tokens[i].Lemma)
	return c.lex.Classes.Has("measure_unit", l) || c.lex.Classes.Has("quantity_noun", l)
}

// lemmasOf are the lemma with its particle or short object, and the lemma alone; a
// verb with a particle goes by both together only ("put away" is no "put").
func (c *coder) lemmasOf(cl *clause) []string {
	t := &cl.sent.Tokens[cl.head]
	base := c.lemma(t)
	var list []string
	particle := false
	for _, k := range cl.sent.Children(cl.head) {
		w := &cl.sent.Tokens[k]
		if w.Is("compound:prt") || k > cl.head && (w.Is("advmod", "obj", "xcomp", "case") || w.UPOS == "ADP") && !c.goingTo(cl.sent, k) {
			phrase := base + " " + w.Lower()
			if _, ok := c.lex.Senses.Verbs[phrase]; ok {
				list = append(list, phrase)
			}
			particle = particle || w.Is("compound:prt")
		}
	}
	if cl.phrasal != "" {
		return append(list, cl.phrasal)
	}
	if phrase := c.adjoined(cl.sent, cl.head); phrase != "" && !slices.Contains(list, phrase) {
		list = append(list, phrase)
	}
	if particle {
		return list
	}
	return append(list, base)
}

// adjoined is the verb with the particle right behind it that the tree hangs on a
// figure: "handed over three captives"; "" where there is none.
func (c *coder) adjoined(sent *doc.Sentence, i int) string {
	if i+1 >= len(sent.Tokens) || sent.Tokens[i].UPOS != "VERB" {
		return ""
	}
	next := &sent.Tokens[i+1]
	if !next.Is("advmod") || next.Head <= i+1 || sent.Tokens[next.Head].UPOS != "NUM" || !c.lex.Classes.Has("particle", next.Lower()) {
		return ""
	}
	phrase := c.lemma(&sent.Tokens[i]) + " " + next.Lower()
	if c.lex.Senses.Verbs[phrase] == nil {
		return ""
	}
	return phrase
}

// mute is the ending that lemmas of participles may lack: "fre" for "freed".
const mute = "e"

// lemma is a verb's lemma as the tables have it.
func (c *coder) lemma(t *doc.Token) string {
	l := lower(t.Lemma)
	if t.UPOS != "VERB" || c.lex.Senses.Verbs[l] != nil {
		return l
	}
	if c.lex.Senses.Verbs[l+mute] != nil {
		return l + mute
	}
	return l
}

func (cl *clause) add(slot string, at int) { cl.args = append(cl.args, arg{slot, at}) }

func (cl *clause) has(slot string) bool {
	for _, a := range cl.args {
		if a.slot == slot {
			return true
		}
	}
	return false
}

// find lists the heads of the arguments in a slot.
func (cl *clause) find(slot string) []int {
	var list []int
	for _, a := range cl.args {
		if a.slot == slot {
			list = append(list, a.at)
		}
	}
	return list
}

// lower spares the work where nothing is to do.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}
