package coding

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// toll makes a draft of every figure for people whom token i says to be killed,
// wounded, missing, taken, displaced or freed: "killing five and wounding nine"
// gives two.
func (c *coder) toll(s, i int) {
	sent := &c.d.Sentences[s]
	if c.handedBack(s, i) {
		return
	}
	for _, h := range c.harms(sent, i) {
		if h.Harm == "displaced" && c.toHospital(s, i) {
			continue
		}
		m := c.modality(s, i)
		if c.intended(sent, i) {
			return
		}
		if m.negation || m.future || m.hypothetical || c.inCondition(s, i) {
			return
		}
		victims := c.victims(s, i, h)
		if !slices.ContainsFunc(victims, func(v int) bool { return c.figure(s, v) != nil }) {
			if other := c.counted(s, i, h); len(other) > 0 {
				victims = other
			}
		}
		if len(victims) == 0 {
			victims = c.bareFigure(s, i)
		}
		for _, v := range victims {
			for _, k := range conjuncts(sent, v) {
				c.tollOf(s, i, k, h)
				for _, part := range c.parts(s, k) {
					c.tollOf(s, i, part, h)
				}
			}
		}
	}
}

// harms are the rows of harms.tsv for a word: by its lemma, with the bare noun behind
// it where both are one word ("taken prisoner"), and of a participle before its noun
// by its form ("missing men").
func (c *coder) harms(sent *doc.Sentence, i int) []lexicon.Harm {
	t := &sent.Tokens[i]
	lemma, pos := c.lemma(t), posOf(t)
	if t.UPOS == "VERB" {
		if t.XPOS == "JJ" || t.XPOS == "VBG" && sent.Child(i, "obj") < 0 && sent.Child(i, "aux", "cop") >= 0 {
			if rows := ofPOS(c.lex.Harms[t.Lower()], "adj"); len(rows) > 0 {
				return rows // "four men are missing"
			}
		}
		if t.Is("amod") {
			if rows := ofPOS(c.lex.Harms[t.Lower()], "adj"); len(rows) > 0 {
				return rows
			}
		}
		if phrase := c.adjoined(sent, i); phrase != "" {
			return ofPOS(c.lex.Harms[phrase], pos)
		}
		if i+1 < len(sent.Tokens) && sent.Tokens[i+1].Head == i {
			if rows := ofPOS(c.lex.Harms[lemma+" "+sent.Tokens[i+1].Lower()], pos); len(rows) > 0 {
				return rows
			}
		}
	}
	return ofPOS(c.lex.Harms[lemma], pos)
}

func ofPOS(rows []lexicon.Harm, pos string) []lexicon.Harm {
	for k := range rows {
		if rows[k].POS != pos {
			kept := slices.Clone(rows)
			return slices.DeleteFunc(kept, func(h lexicon.Harm) bool { return h.POS != pos })
		}
	}
	return rows
}

// lives are those whose lives a verb takes: "cost 900 lives", "claimed the lives of 900".
func (c *coder) lives(cl *clause) []int {
	var list []int
	for _, o := range cl.find(obj) {
		if !c.lex.Classes.Has("life_noun", lower(cl.sent.Tokens[o].Lemma)) {
			continue
		}
		list = append(list, o)
		for _, k := range cl.sent.Children(o) {
			if cl.sent.Tokens[k].Is("nmod") && c.lex.Classes.Has("belonging_preposition", c.preposition(cl.sent, k)) {
				list = append(list, k)
			}
		}
		if len(list) == 1 && c.figure(cl.s, o) == nil {
			list = append(list, cl.find(subj)...) // "five soldiers lost their lives"
		}
	}
	return list
}

// driven are those whom a verb moves from where they live, or to another country:
// "drove 900 from their homes", "900 were forced into Chad".
func (c *coder) driven(cl *clause) []int {
	for _, a := range cl.args {
		if a.slot == obj || a.slot == subj {
			continue
		}
		noun := lower(cl.sent.Tokens[a.at].Lemma)
		m := c.mention(cl.s, a.at)
		abroad := c.lex.Classes.Has("entry_preposition", a.slot) && (m >= 0 && c.d.Mentions[m].Type == record.PlaceType || c.lex.Classes.Has("exile_noun", noun))
		if abroad || c.lex.Classes.Has("home_noun", noun) {
			return cl.find(obj)
		}
	}
	for _, o := range cl.find(obj) {
		if c.lex.Classes.Has("own_home", lower(cl.sent.Tokens[o].Lemma)) && cl.sent.Child(o, "nmod:poss") >= 0 {
			return cl.find(subj) // "60,000 people left their homes"
		}
		for _, k := range cl.sent.Children(o) {
			if cl.sent.Tokens[k].Is("nmod") && k > o && c.lex.Classes.Has("home_noun", lower(cl.sent.Tokens[k].Lemma)) {
				return []int{o}
			}
		}
	}
	return nil
}

// intended tells whether a verb is an infinitive, what is meant to be done and not
// what was ("a plan to release 90"), unless it is a perfect one ("to have killed").
func (c *coder) intended(sent *doc.Sentence, i int) bool {
	if sent.Tokens[i].UPOS != "VERB" || sent.Child(i, "aux") >= 0 {
		return false
	}
	for _, k := range sent.Children(i) {
		if sent.Tokens[k].Is("mark") && sent.Tokens[k].UPOS == "PART" {
			return true
		}
	}
	if h := sent.Tokens[i].Head; h >= 0 && sent.Tokens[i].Is("conj") {
		return c.intended(sent, h)
	}
	return false
}

// bareFigure is a figure that stands alone beside a participle: "and two million
// displaced".
func (c *coder) bareFigure(s, i int) []int {
	for _, n := range doc.In(c.d.Numbers, s) {
		h := c.d.Sentences[s].Tokens[n.Head].Head
		if n.Noun < 0 && n.Head < i && (h == i || h >= 0 && h < i && c.d.Sentences[s].Tokens[h].Head == i && c.d.Sentences[s].Tokens[h].UPOS == "ADV") {
			return []int{n.Head}
		}
	}
	return nil
}

func posOf(t *doc.Token) string {
	switch t.UPOS {
	case "VERB":
		return "verb"
	case "ADJ":
		return "adj"
	case "NOUN":
		return "noun"
	}
	return ""
}

// victims are the tokens that a word of harm counts, by the way in which they
// hang on it.
func (c *coder) victims(s, i int, h lexicon.Harm) []int {
	sent := &c.d.Sentences[s]
	t := &sent.Tokens[i]
	switch h.Victims {
	case obj, subj:
		if h.POS == "adj" {
			return c.described(sent, i)
		}
		cl := c.clause(s, i)
		if cl == nil {
			return nil
		}
		if h.Victims == obj && t.Is("amod") && t.Head > i {
			return []int{t.Head}
		}
		list := cl.find(h.Victims)
		if len(list) == 0 && h.Victims == subj && sent.Child(i, "aux:pass") < 0 {
			list = cl.find(obj) // a past form that the tagger takes for a participle
		}
		return list
	case "measure":
		return c.measured(s, i)
	case "people":
		if cl := c.clause(s, i); cl != nil && (cl.has(subj) || cl.passive) {
			return c.persons(cl, obj, false)
		}
	case "kept":
		if cl := c.clause(s, i); cl != nil && (cl.passive || c.holder(cl)) {
			return cl.find(obj)
		}
	case "captives":
		if cl := c.clause(s, i); cl != nil {
			return append(c.persons(cl, obj, true), c.persons(cl, subj, true)...)
		}
	case "treated":
		return c.treated(s, i)
	case "lives":
		if cl := c.clause(s, i); cl != nil {
			return c.lives(cl)
		}
	case "home":
		if cl := c.clause(s, i); cl != nil {
			return c.driven(cl)
		}
	case "of":
		list := []int{i}
		if t.Is("nsubj") && t.Head >= 0 && sent.Child(t.Head, "cop") >= 0 { // "the deaths are five civilians"
			list = append(list, t.Head)
		}
		for _, k := range sent.Children(i) {
			if sent.Tokens[k].Is("nmod") && c.lex.Classes.Has("belonging_preposition", c.preposition(sent, k)) {
				list = append(list, k)
			}
		}
		return list
	case "mod":
		if t.Is("amod") && t.Head >= 0 {
			return []int{t.Head}
		}
		return c.described(sent, i)
	case "in":
		if !c.leaving(sent, i) {
			return c.inState(sent, i)
		}
	case "out":
		if c.leaving(sent, i) {
			return c.inState(sent, i)
		}
	case "self":
		return []int{i}
	}
	return nil
}

// described is whom an adjective describes: its subject, its noun, or the object
// of the verb that leaves them so ("left 20 dead").
func (c *coder) described(sent *doc.Sentence, i int) []int {
	t := &sent.Tokens[i]
	if k := sent.Child(i, "nsubj"); k >= 0 {
		return []int{k}
	}
	if t.Head < 0 {
		return []int{i}
	}
	switch {
	case t.Is("amod", "acl"):
		return []int{t.Head}
	case t.Is("xcomp"):
		if k := sent.Child(t.Head, "obj", "nsubj:pass"); k >= 0 {
			return []int{k}
		}
		if k := sent.Child(t.Head, "nsubj"); k >= 0 {
			return []int{k}
		}
	case t.Is("conj"):
		if sent.Child(i, "nummod") < 0 {
			return c.described(sent, t.Head)
		}
	}
	return []int{i}
}

// inState is who is in a state: "8,000 are in custody", "held 40 in captivity".
func (c *coder) inState(sent *doc.Sentence, i int) []int {
	if k := sent.Child(i, "nsubj"); k >= 0 {
		return []int{k}
	}
	t := &sent.Tokens[i]
	if t.Head < 0 || c.preposition(sent, i) == "" {
		return nil
	}
	if t.Is("nmod") {
		return []int{t.Head}
	}
	if k := sent.Child(t.Head, "obj", "nsubj:pass"); k >= 0 {
		return []int{k}
	}
	return nil
}

// leaving tells whether a state is one that somebody is brought out of: "out of
// captivity".
func (c *coder) leaving(sent *doc.Sentence, i int) bool {
	for _, k := range sent.Children(i) {
		if sent.Tokens[k].Is("case") && c.lex.Classes.Has("exit_preposition", sent.Tokens[k].Lower()) {
			return true
		}
	}
	return false
}

// tollOf makes the draft for one group of victims, where it has a figure.
func (c *coder) tollOf(s, i, v int, h lexicon.Harm) {
	n := c.figure(s, v)
	if n == nil || c.thing(s, v) || n.Noun >= 0 && c.thing(s, n.Noun) || n.Article && !slices.Contains([]string{obj, subj}, h.Victims) {
		return
	}
	cl := c.clause(s, i)
	if cl == nil {
		cl = &clause{sent: &c.d.Sentences[s], s: s, head: i, comp: -1}
		c.argumentsOf(cl)
	}
	d := draft{sentence: s, head: v, told: c.told(s, v), statement: -1}
	d.Kind, d.Harm, d.Each = record.Toll, h.Harm, n.Each
	d.loose = cl.sent.Tokens[i].UPOS != "VERB" || cl.sent.Tokens[i].Is("amod", "appos", "nmod", "obj", "obl", "nsubj")
	count := n.Count
	d.Count = &count
	d.Plover = &record.Plover{}
	first, last := c.tollSpan(cl, i)
	if f, l := cl.sent.Subtree(v); l <= first || f >= last {
		first, last = c.clip(s, v, f, l)
		if up := c.over(s, i, v); up != nil {
			first, last = c.span(up, up.head)
		}
	}
	d.Evidence = []record.Span{c.tokens(s, first, last)}
	d.Why = &record.Why{Rule: "toll", Words: []string{cl.sent.Tokens[i].Form, cl.sent.Tokens[v].Form}}
	c.settle(&d, cl, i)
	c.settleBy(&d, cl)
	d.Plover = nil
	d.Victims = c.victim(s, v, n, &d)
	d.Confidence = 0.9
	if n.Article || n.Noun < 0 {
		d.Confidence = 0.7
	}
	c.drafts = append(c.drafts, d)
}

// settleBy gives a toll that a participle tells the time and place of the clause
// around it: "A bomb hit Aru on Friday, killing five and wounding nine".
func (c *coder) settleBy(d *draft, cl *clause) {
	sent := cl.sent
	for i := cl.head; sent.Tokens[i].Head >= 0 && sent.Tokens[i].Is("conj", "advcl") && sent.Tokens[i].XPOS == "VBG"; {
		i = sent.Tokens[i].Head
		up := c.clause(cl.s, i)
		if up == nil || sent.Tokens[i].XPOS == "VBG" {
			continue
		}
		around := *d
		around.Time, around.Place, around.Kind = nil, nil, record.Incident
		around.Plover = &record.Plover{}
		c.settle(&around, up, i)
		if d.Time == nil {
			d.Time = around.Time
		}
		if d.Place == nil {
			d.Place = around.Place
		}
		return
	}
}

// thing tells whether a noun names no people: "captured two tanks", "held three
// meetings".
func (c *coder) thing(s, i int) bool {
	if c.d.Sentences[s].Tokens[i].UPOS == "NUM" {
		return false
	}
	n := c.eventNoun(s, i)
	return n != nil && len(n.Classes) > 0 && c.mention(s, i) < 0 && !n.Has("person") && !n.Has("prisoner") && !n.Has("troops") &&
		!n.Has("refugee") && !n.Has("police") && !n.Has("protester") && c.lex.Harms[lower(c.d.Sentences[s].Tokens[i].Lemma)] == nil
}

// tollSpan is the evidence of a toll: of a word that only describes, the phrase
// or the clause that it stands in.
func (c *coder) tollSpan(cl *clause, i int) (first, last int) {
	t := &cl.sent.Tokens[i]
	switch {
	case t.Head < 0:
	case t.Is("amod"):
		first, last = c.phrase(cl.sent, t.Head)
		return c.clip(cl.s, i, first, last)
	case t.Is("xcomp"):
		if up := c.clause(cl.s, t.Head); up != nil {
			return c.span(up, up.head)
		}
	}
	return c.span(cl, i)
}

func (c *coder) argumentsOf(cl *clause) {
	for _, k := range cl.sent.Children(cl.head) {
		c.argument(cl, k)
	}
}

// figure is the number that counts the people of token v.
func (c *coder) figure(s, v int) *doc.Number {
	var best *doc.Number
	numbers := doc.In(c.d.Numbers, s)
	for k := range numbers {
		n := &numbers[k]
		if n.Noun != v && !n.Contains(s, v) && !c.before(s, n.Head, v) {
			continue
		}
		if best == nil || best.Article || n.Noun == v && best.Noun != v {
			best = n
		}
	}
	return best
}

// before tells whether a number stands among the words before its noun.
func (c *coder) before(s, i, v int) bool {
	sent := &c.d.Sentences[s]
	for steps := 0; i >= 0 && i < v && steps < 4; steps++ {
		if !sent.Tokens[i].Is("nummod", "amod", "advmod", "compound", "nmod:desc") {
			return false
		}
		if i = sent.Tokens[i].Head; i == v {
			return true
		}
	}
	return false
}

// victim is who was harmed, with country and sector as far as the words tell: of
// people without office, civilians where they are hurt and detainees where they
// are held.
func (c *coder) victim(s, v int, n *doc.Number, d *draft) *record.Mention {
	at := v
	if n.Contains(s, v) && n.Noun >= 0 {
		at = n.Noun
	}
	list := c.partiesAt(s, at, true)
	if len(list) == 0 {
		t := &c.d.Sentences[s].Tokens[at]
		if t.UPOS != "NOUN" {
			return nil
		}
		list = []record.Mention{{Span: c.d.Text.Span(t.Start, t.End), Type: record.Group}}
	}
	who := list[0]
	if who.Country == "" && d.Place != nil {
		who.Country = d.Place.Country
	}
	held := slices.Contains([]string{"captured", "detained"}, d.Harm)
	if len(who.Sectors) == 0 && who.Country != "" && c.mention(s, at) >= 0 {
		who.Sectors = []string{"CVL"}
		if held {
			who.Sectors = []string{"DET"}
		}
	}
	who.Code = record.Code(who.Country, who.Sectors)
	return &who
}
