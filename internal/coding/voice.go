package coding

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// The conditions of frames that ask how something is put: on whose word it stands,
// whether it is negated, whether it is to come. A frame that asks for a modality has
// told all of it: "will hear of no truce" is a refusal, not one that is negated.
const (
	speaker = "speaker" // who says what the clause tells
	hearer  = "hearer"  // to whom
	neg     = "neg"
	will    = "will"
	due     = "due"    // "is to blame"
	marked  = "case"   // the preposition of a predicate: "is off the table"
	exists  = "exists" // "there is"
)

// put tells whether a clause is put as a condition asks; known is false for the
// conditions that ask for an argument.
func (c *coder) put(cl *clause, want *lexicon.Condition) (holds, known bool) {
	switch want.Slot {
	case speaker:
		t := c.told(cl.s, cl.head)
		return t >= 0 && c.d.Statements[t].Speaker >= 0, true
	case neg:
		return cl.modality.negation, true
	case will:
		return cl.modality.will, true
	case due:
		return cl.modality.due, true
	case exists:
		return cl.sent.Child(cl.head, "expl") >= 0, true
	}
	return false, false
}

// absorb takes out of a modality what the frame has asked for.
func (c *coder) absorb(f *lexicon.Frame, m modality) modality {
	if c.asked(f, neg) {
		m.negation = false
	}
	if c.asked(f, will) || c.asked(f, due) {
		m.future, m.will, m.due = false, false, false
	}
	return m
}

// predicate gives a noun that is said of somebody its subject and its preposition:
// "Kenya is behind the attack", "a truce is a non-starter".
func (c *coder) predicate(cl *clause) {
	if cl.sent.Child(cl.head, "cop") < 0 {
		return
	}
	for _, k := range cl.sent.Children(cl.head) {
		switch t := &cl.sent.Tokens[k]; {
		case t.Is("nsubj"):
			cl.add(subj, k)
		case t.Is("case") && k < cl.head:
			cl.add(marked, k)
		}
	}
	c.relative(cl)
}

// voices are who says what a clause tells, or whom it is said to.
func (c *coder) voices(cl *clause, slot string) []record.Mention {
	t := c.told(cl.s, cl.head)
	switch {
	case t < 0:
		return nil
	case slot == hearer:
		return c.hearers(t)
	}
	return c.speakers(&c.d.Statements[t])
}

// audience tells whether somebody is only spoken before: the press, a parliament.
func (c *coder) audience(m *record.Mention) bool {
	for _, s := range m.Sectors {
		if c.lex.Classes.Has("audience_sector", lower(s)) {
			return true
		}
	}
	return false
}

// hearers are the parties that a statement is made to: who is told, asked or
// answered, unless they are a mere audience.
func (c *coder) hearers(t int) []record.Mention {
	own := c.speakers(&c.d.Statements[t])
	return slices.DeleteFunc(c.addressed(t), func(m record.Mention) bool {
		return c.audience(&m) || slices.ContainsFunc(own, func(by record.Mention) bool { return key(&by) == key(&m) })
	})
}

func (c *coder) addressed(t int) []record.Mention {
	st := &c.d.Statements[t]
	if st.Addressee >= 0 {
		return c.named(st.Addressee, st.Sentence)
	}
	s := st.Cue.Sentence
	if s < 0 || s >= len(c.at) {
		return nil
	}
	sent := &c.d.Sentences[s]
	for _, k := range sent.Children(st.Cue.Head) {
		w := &sent.Tokens[k]
		if !w.Is("obj", "iobj") && !(w.Is("obl") && c.lex.Classes.Has("hearer_preposition", c.preposition(sent, k))) {
			continue
		}
		if m := c.mention(s, k); m < 0 || m == st.Speaker || c.told(s, k) == t {
			continue
		}
		if list := c.partiesAt(s, k, true); len(list) > 0 {
			return list
		}
	}
	return nil
}

// imperative reads what somebody tells another to do as a demand: "Open the port,
// the mayor told the army".
func (c *coder) imperative(cl *clause) bool {
	t := &cl.sent.Tokens[cl.head]
	if cl.nominal || t.UPOS != "VERB" || t.XPOS != "VB" || cl.passive {
		return false
	}
	st := c.told(cl.s, cl.head)
	if st < 0 || c.d.Statements[st].Speaker < 0 || c.lex.Classes.Has("opinion_verb", lower(t.Lemma)) || !c.opens(st, cl) {
		return false
	}
	for _, k := range cl.sent.Children(cl.head) {
		w := &cl.sent.Tokens[k]
		if w.Is("nsubj", "nsubj:pass", "aux:pass", "cop", "expl") || k < cl.head && (w.Is("mark") || w.Is("aux") && w.XPOS != "VB") && c.told(cl.s, k) == st {
			return false
		}
		if w.Is("obj") && c.lex.Classes.Has("first_person", w.Lower()) {
			return false // "let me say"
		}
	}
	if !c.demandOf(cl, st, true) {
		return false
	}
	c.drafts[len(c.drafts)-1].Why.Rule = "imperative"
	return true
}

// opens tells whether a predicate begins what is said, but for a negation and for
// words before it that hang on it.
func (c *coder) opens(t int, cl *clause) bool {
	for _, r := range c.d.Statements[t].Content {
		if !r.Contains(cl.s, cl.head) {
			continue
		}
		if r.First > 0 && cl.sent.Tokens[r.First-1].UPOS != "PUNCT" {
			return false
		}
		for k := r.First; k < cl.head; k++ {
			w := &cl.sent.Tokens[k]
			if w.UPOS != "PUNCT" && w.Head != cl.head || w.Is("nsubj", "obl") {
				return false
			}
		}
		return true
	}
	return false
}

// resolve reads what a party says that it will not do as its refusal, and what it
// tells another that it will do as its offer, where no frame of the tables fits the
// verb: "will not go back to the table", "told Mali that it would widen the road".
func (c *coder) resolve(cl *clause) bool {
	t := &cl.sent.Tokens[cl.head]
	m := cl.modality
	if cl.nominal || t.UPOS != "VERB" || t.XPOS == "VBN" || !m.will || m.hypothetical || m.historical || cl.passive {
		return false
	}
	if c.lex.Classes.Has("state_verb", lower(t.Lemma)) || c.lex.Classes.Has("opinion_verb", lower(t.Lemma)) || cl.sent.Child(cl.head, "obj", "obl", "xcomp", "compound:prt") < 0 {
		return false
	}
	for _, k := range cl.find(subj) {
		if who := c.mention(cl.s, k); who < 0 || !c.ownWord(cl, who) {
			return false
		}
	}
	told := c.told(cl.s, cl.head)
	f := lexicon.Frame{Kind: record.Position, Type: "REJECT", Value: "rejects", Parts: []lexicon.Part{{Slot: subj, Role: record.RoleActor}}}
	if !m.negation {
		if _, _, ok := c.condition(cl); ok || told < 0 || len(c.hearers(told)) == 0 {
			return false
		}
		f.Type, f.Value = "AGREE", "offers"
	}
	if told >= 0 {
		f.Parts = append(f.Parts, lexicon.Part{Slot: hearer, Role: record.RoleRecipient})
	}
	n := len(c.drafts)
	c.entry(cl, lexicon.Use{}, &f, modality{})
	if len(c.drafts) == n {
		return false
	}
	if c.drafts[n].Why.Rule = "refusal"; !m.negation {
		c.drafts[n].Why.Rule = "undertaking"
	}
	return true
}

// ownWord tells whether mention m may say for itself what it will do: nobody else
// is the one who says it.
func (c *coder) ownWord(cl *clause, m int) bool {
	t := c.told(cl.s, cl.head)
	if t < 0 || c.d.Statements[t].Speaker < 0 {
		return true
	}
	for _, who := range c.named(m, cl.s) {
		for _, by := range c.speakers(&c.d.Statements[t]) {
			if side(&who) == side(&by) || who.Start == by.Start {
				return true
			}
		}
	}
	return false
}

// threatens tells whether an act against somebody is what its own party says that it
// will do, or may: "the mayor said he would close the port".
func (c *coder) threatens(d *draft, cl *clause, f *lexicon.Frame, m modality) bool {
	may := cl.modality.hypothetical
	if cl.nominal || m.negation || !m.will && !may || threatModes[f.Type] == nil {
		return false
	}
	if _, _, ok := c.condition(cl); ok && m.will && d.count(record.RoleActor) > 0 && d.told < 0 {
		return true
	}
	if d.told < 0 || c.d.Statements[d.told].Speaker < 0 {
		return false
	}
	if d.count(record.RoleActor) == 0 {
		if m.will || c.lex.Classes.Has("warning_verb", c.cueLemma(d.told)) {
			c.speakerActs(d, cl)
		}
		return d.count(record.RoleActor) > 0
	}
	speakers := c.speakers(&c.d.Statements[d.told])
	for k := range d.Actors {
		if a := &d.Actors[k]; a.Role == record.RoleActor && slices.ContainsFunc(speakers, func(by record.Mention) bool { return side(&by) == side(&a.Mention) || by.Start == a.Start }) {
			return true
		}
	}
	return false
}

// cueLemma is the lemma of the word that a statement's cue turns on.
func (c *coder) cueLemma(t int) string {
	cue := &c.d.Statements[t].Cue
	if cue.Sentence < 0 || cue.Sentence >= len(c.at) || cue.Head < 0 {
		return ""
	}
	return lower(c.d.Sentences[cue.Sentence].Tokens[cue.Head].Lemma)
}

// warned reads a warning of what will come if somebody does not comply as a threat
// to him: "warned that the talks would end unless Mali opened the port".
func (c *coder) warned(cl *clause) bool {
	if cl.nominal || !c.lex.Classes.Has("warning_cue", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return false
	}
	t := slices.IndexFunc(c.d.Statements, func(st doc.Statement) bool { return st.Cue.Sentence == cl.s && st.Cue.Head == cl.head })
	if t < 0 || c.d.Statements[t].Speaker < 0 {
		return false
	}
	st := &c.d.Statements[t]
	for _, r := range st.Content {
		if r.Sentence != cl.s {
			continue
		}
		for k := r.First; k < r.Last; k++ {
			if cl.sent.Tokens[k].Is("advcl") && c.conditional(cl.sent, k) && c.warning(cl, st, r, k) {
				return true
			}
		}
	}
	return false
}

// warning makes the threat of a warning with its condition, the clause of token k.
func (c *coder) warning(cl *clause, st *doc.Statement, r doc.Range, k int) bool {
	d := draft{sentence: cl.s, head: cl.head, told: -1, statement: -1}
	d.Kind = record.Act
	d.Plover = &record.Plover{Type: "THREATEN", Contexts: []string{}, Aux: "hypothetical"}
	for _, who := range c.speakers(st) {
		d.addActor(who, record.RoleActor)
	}
	for _, who := range c.others(&d, cl.s, k) {
		d.addActor(who, record.RoleRecipient)
	}
	if len(d.Actors) == 0 || d.count(record.RoleRecipient) == 0 {
		return false
	}
	first, last := cl.sent.Subtree(k)
	for last > first && cl.sent.Tokens[last-1].UPOS == "PUNCT" {
		last--
	}
	d.Condition = c.tokens(cl.s, first, last).Exact
	d.Evidence = []record.Span{c.tokens(cl.s, r.First, r.Last)}
	d.Plover.Contexts = c.contexts(cl.s, d.Evidence[0].Start, d.Evidence[0].End)
	d.Why = &record.Why{Rule: "warning", Words: c.words(cl, cl.head)}
	d.Confidence = confidence(&d, cl)
	c.drafts = append(c.drafts, d)
	return true
}

// others are the parties on whom it depends whether the condition at token k is
// met, other than those who act.
func (c *coder) others(d *draft, s, k int) []record.Mention {
	inner := c.clause(s, k)
	if inner == nil {
		return nil
	}
	slot := subj
	if inner.passive && !inner.has(subj) {
		slot = obj
	}
	var list []record.Mention
	for _, t := range inner.find(slot) {
		for _, who := range c.partiesAt(s, t, false) {
			if !slices.ContainsFunc(d.Actors, func(a record.Actor) bool { return key(&a.Mention) == key(&who) }) {
				list = append(list, who)
			}
		}
	}
	return list
}

// pressed gives a threat or a refusal that names nobody as its recipient whoever it
// is said to, or whoever could meet its condition.
func (c *coder) pressed(d *draft, cl *clause) {
	if d.count(record.RoleRecipient) > 0 || d.count(record.RoleActor) == 0 {
		return
	}
	var list []record.Mention
	if d.Plover.Type == "THREATEN" {
		if k := c.conditionHead(cl); k >= 0 {
			list = c.others(d, cl.s, k)
		}
	}
	if len(list) == 0 && d.told >= 0 {
		list = c.hearers(d.told)
	}
	for _, who := range list {
		d.addActor(who, record.RoleRecipient)
	}
}

// undergoers are the people and bodies that something is done to or with, where no
// frame says what: "refused to readmit the monitors", "to deal with the junta".
func (c *coder) undergoers(cl *clause) []record.Mention {
	slots := []string{obj, iobj}
	for _, a := range cl.args {
		if c.lex.Classes.Has("undergoer_preposition", a.slot) {
			slots = append(slots, a.slot)
		}
	}
	for _, slot := range slots {
		var list []record.Mention
		for _, t := range cl.find(slot) {
			if m := c.mention(cl.s, t); m >= 0 && c.d.Mentions[m].Type != record.PlaceType && c.d.Mentions[m].Form == doc.Name {
				list = append(list, c.named(m, cl.s)...)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// threatModes are PLOVER's modes of a threat, by type and mode of what is threatened.
var threatModes = map[string]map[string]string{
	"ACCUSE":   {"investigate": "arrest"},
	"ASSAULT":  {"": "violence"},
	"COERCE":   {"": "restrict", "arrest": "arrest", "censor": "ban", "deport": "expel", "seize": "territory"},
	"MOBILIZE": {"": "violence"},
	"SANCTION": {"": "relations", "expel": "expel", "convict": "arrest"},
}

// threatMode is the mode of a threat to do what a frame tells.
func threatMode(typ, mode string) string {
	if m := threatModes[typ][mode]; m != "" {
		return m
	}
	return threatModes[typ][""]
}
