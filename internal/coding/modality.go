package coding

import "github.com/rapporteur/rapporteur/internal/doc"

// modality is what the words around a predicate say of its being so.
type modality struct {
	negation, future, hypothetical, historical bool
	obligation                                 bool // "must", "should"
	will                                       bool // "will": a promise or a refusal
	able                                       bool // "can"
	due                                        bool // "is to"
}

// aux is PLOVER's auxiliary mode. Negation wins, then what is only possible.
func (m modality) aux() string {
	switch {
	case m.negation:
		return "negation"
	case m.hypothetical:
		return "hypothetical"
	case m.future:
		return "future"
	case m.historical:
		return "historical"
	}
	return ""
}

// under adds the modality of the words that the clause stands under: a plan to
// have begun is a plan.
func (m modality) under(above modality) modality {
	m.negation = m.negation != above.negation
	m.future = m.future || above.future
	m.hypothetical = m.hypothetical || above.hypothetical
	m.historical = m.historical || above.historical
	return m
}

// with adds an auxiliary mode by name.
func (m modality) with(aux string) modality {
	switch aux {
	case "negation":
		m.negation = !m.negation
	case "hypothetical":
		m.hypothetical = true
	case "future":
		m.future = true
	case "historical":
		m.historical = true
	}
	return m
}

// modality reads negators, auxiliaries and adverbs beside a predicate: "will not
// send", "may strike", "had earlier agreed".
func (c *coder) modality(s, i int) modality {
	var m modality
	sent := &c.d.Sentences[s]
	classes := &c.lex.Classes
	for _, k := range sent.Children(i) {
		t := &sent.Tokens[k]
		w := t.Lower()
		switch {
		case t.Is("aux"):
			l := lower(t.Lemma)
			m.will = m.will || classes.Has("aux_future", l)
			m.future = m.future || classes.Has("aux_future", l)
			if classes.Has("aux_backshift", l) {
				m.will = true
				m.future = m.future || c.told(s, i) >= 0
				m.hypothetical = m.hypothetical || c.told(s, i) < 0
			}
			m.hypothetical = m.hypothetical || classes.Has("aux_possible", l)
			m.able = m.able || classes.Has("aux_able", l)
			m.obligation = m.obligation || classes.Has("aux_obligation", l)
		case t.Is("mark") && t.UPOS == "PART" && c.due(sent, i, k):
			m.due, m.future = true, true
			m.will = m.will || c.headlineDue(sent, i)
		case t.Is("advmod", "det", "cc:preconj", "cc") && classes.Has("negator", w):
			m.negation = true
		case t.Is("advmod", "amod") && classes.Has("past_adverb", w):
			m.historical = true
		case t.Is("amod") && classes.Has("coming_adjective", w):
			m.future = true
		case t.Is("amod") && classes.Has("possible_adjective", w):
			m.hypothetical = true
		case t.Is("nsubj", "obj") && c.none(sent, k):
			m.negation = true
		case t.Is("obl", "nmod") && c.earlierThing(sent, k):
			m.historical = true
		}
	}
	if t := &sent.Tokens[i]; t.Is("xcomp") && t.Head >= 0 && classes.Has("obligation_verb", lower(sent.Tokens[t.Head].Lemma)) {
		m.obligation = true
	}
	if c.goingTo(sent, i) {
		m.will, m.future = true, true
		m.negation = m.negation != c.modality(s, sent.Tokens[i].Head).negation
	}
	if t := &sent.Tokens[i]; t.Is("conj") && t.Head >= 0 && t.XPOS == sent.Tokens[t.Head].XPOS && sent.Child(i, "nsubj", "aux") < 0 {
		up := c.shared(s, t.Head)
		m = m.under(up)
		m.obligation, m.will, m.able = m.obligation || up.obligation, m.will || up.will, m.able || up.able
		m.due = m.due || up.due
	}
	if t := &sent.Tokens[i]; t.UPOS == "NOUN" && t.Is("obl", "nmod", "obj") && t.Head >= 0 {
		if classes.Has("prospect_noun", lower(sent.Tokens[t.Head].Lemma)) {
			m.hypothetical = true
		}
	}
	return m
}

// goingTo tells whether predicate i is what somebody is going to do.
func (c *coder) goingTo(sent *doc.Sentence, i int) bool {
	t := &sent.Tokens[i]
	if !t.Is("xcomp") || t.Head < 0 || sent.Child(i, "mark") < 0 {
		return false
	}
	up := &sent.Tokens[t.Head]
	return up.XPOS == "VBG" && c.lex.Classes.Has("prospective_verb", lower(up.Lemma)) && sent.Child(t.Head, "aux") >= 0
}

// shared is what a second conjunct has of the first one's auxiliaries: "will
// disarm and leave".
func (c *coder) shared(s, i int) modality {
	m := c.modality(s, i)
	return modality{future: m.future, hypothetical: m.hypothetical, obligation: m.obligation, will: m.will, able: m.able, due: m.due, negation: m.negation && m.will}
}

// due tells whether the infinitive marker k of predicate i follows a form of the
// copula: "is to leave", "are to be freed".
func (c *coder) due(sent *doc.Sentence, i, k int) bool {
	if k > 0 && c.headlineDue(sent, i) {
		return true
	}
	if k == 0 || sent.Tokens[i].Is("xcomp", "advcl", "acl") {
		return false
	}
	for _, b := range sent.Children(i) {
		if b < k && sent.Tokens[b].Is("cop", "aux") && c.lex.Classes.Has("copula", lower(sent.Tokens[b].Lemma)) {
			return true
		}
	}
	return false
}

// headlineDue tells whether predicate i is the infinitive by which a headline says
// what will be: "Mali to free hostages".
func (c *coder) headlineDue(sent *doc.Sentence, i int) bool {
	t := &sent.Tokens[i]
	if sent.Kind != doc.Headline || t.Is("acl:relcl") || !t.Is("acl", "root") || sent.Child(i, "mark") < 0 {
		return false
	}
	return t.Head < 0 && sent.Child(i, "nsubj") >= 0 || t.Head >= 0 && sent.Tokens[t.Head].Head < 0 && sent.Tokens[sent.Child(i, "mark")].UPOS == "PART"
}

// earlierThing tells whether a thing is called an earlier one: "in earlier
// fighting".
func (c *coder) earlierThing(sent *doc.Sentence, k int) bool {
	for _, a := range sent.Children(k) {
		if sent.Tokens[a].Is("amod") && c.lex.Classes.Has("past_adverb", sent.Tokens[a].Lower()) {
			return true
		}
	}
	return false
}

// none tells whether an argument is negated itself: "no troops".
func (c *coder) none(sent *doc.Sentence, k int) bool {
	for _, d := range sent.Children(k) {
		if sent.Tokens[d].Is("det") && c.lex.Classes.Has("negator", sent.Tokens[d].Lower()) {
			return true
		}
	}
	return false
}

// inCondition tells whether a token stands in an if-clause, which tells nothing
// by itself.
func (c *coder) inCondition(s, i int) bool {
	sent := &c.d.Sentences[s]
	for steps := 0; i >= 0 && steps <= len(sent.Tokens); steps++ {
		if sent.Tokens[i].Is("advcl", "ccomp", "acl") && c.conditional(sent, i) {
			return true
		}
		i = sent.Tokens[i].Head
	}
	return false
}

// conditional tells whether clause i is marked as a condition: "if", "unless".
func (c *coder) conditional(sent *doc.Sentence, i int) bool {
	for _, k := range sent.Children(i) {
		if k < i && sent.Tokens[k].Is("mark") && c.lex.Classes.Has("conditional", sent.Tokens[k].Lower()) {
			return true
		}
	}
	return false
}

// condition is the if-clause of a predicate or of one above it, as a range of
// tokens.
func (c *coder) condition(cl *clause) (first, last int, ok bool) {
	k := c.conditionHead(cl)
	if k < 0 {
		return 0, 0, false
	}
	first, last = cl.sent.Subtree(k)
	for last > first && cl.sent.Tokens[last-1].UPOS == "PUNCT" {
		last--
	}
	return first, last, true
}

// conditionHead is the predicate of that clause, -1 for none.
func (c *coder) conditionHead(cl *clause) int {
	sent := cl.sent
	i := cl.head
	if cl.comp >= 0 && cl.has(xcomp) {
		i = cl.comp // "ready to talk if …"
	}
	for steps := 0; i >= 0 && steps < 6; steps++ {
		for _, k := range sent.Children(i) {
			if sent.Tokens[k].Is("advcl") && c.conditional(sent, k) {
				return k
			}
		}
		if !sent.Tokens[i].Is("xcomp", "conj", "advcl", "ccomp") {
			break
		}
		i = sent.Tokens[i].Head
	}
	return -1
}
