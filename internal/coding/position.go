package coding

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// position shapes what a party demands, offers, accepts or rejects. A negated
// offer is a refusal, a refusal that is ruled out an offer, and a demand that is
// not made is nothing.
func (c *coder) position(d *draft, cl *clause, f *lexicon.Frame, m modality) bool {
	d.Stance = f.Value
	if d.count(record.RoleActor) == 0 && cl.passive && d.told >= 0 {
		c.speakerActs(d, cl)
	}
	if d.count(record.RoleActor) == 0 {
		return false
	}
	if c.signedAgain(d, cl, m) {
		return false
	}
	if m.negation {
		switch d.Stance {
		case "demands":
			return false
		case "accepts", "offers":
			d.Stance, d.Plover.Type = "rejects", "REJECT"
		case "rejects":
			d.Stance, d.Plover.Type = "offers", "AGREE"
		}
		d.Plover.Aux = modality{future: m.future && !m.will, hypothetical: m.hypothetical, historical: m.historical}.aux()
	}
	if c.asksToMeet(d, cl, m) {
		return true
	}
	if d.Stance == "offers" && !m.negation && cl.comp >= 0 && c.withheld(cl) {
		d.Stance, d.Plover.Type = "rejects", "REJECT"
	}
	if d.Plover.Aux == "future" && m.will && d.told >= 0 {
		d.Plover.Aux = ""
	}
	d.Plover.Mode = stanceMode(d)
	if d.Stance == "rejects" {
		c.pressed(d, cl)
	}
	if first, last, ok := c.condition(cl); ok {
		d.Condition = c.tokens(cl.s, first, last).Exact
	}
	if d.Issue == "" {
		d.Issue = c.contentIssue(cl)
	}
	c.number(d, cl)
	return true
}

// asksToMeet makes a demand of a party that it come, meet or attend a meeting that is
// asked for: "invited the rebels to come to Accra".
func (c *coder) asksToMeet(d *draft, cl *clause, m modality) bool {
	if d.Stance != "demands" || cl.comp < 0 || m.negation || d.count(record.RoleRecipient) == 0 {
		return false
	}
	inner := c.clause(cl.s, cl.comp)
	if inner == nil || inner.modality.negation {
		return false
	}
	_, f := c.match(inner)
	if f == nil || f.Kind != record.Meeting || slices.ContainsFunc(f.Parts, func(p lexicon.Part) bool { return p.Role != record.RoleActor }) {
		return false
	}
	for k := range d.Actors {
		d.Actors[k].Role = record.RoleActor
	}
	d.Kind, d.Stance = record.Meeting, ""
	d.Plover.Mode, d.Plover.Aux = "meet", modality{hypothetical: true}.aux()
	if d.Issue == "" {
		d.Issue = c.about(cl)
	}
	c.taken[cl.comp] = true
	return true
}

// withheld tells whether what a party promises is that it will not yield: "vowed not
// to give up the port", not "vowed not to attack the port".
func (c *coder) withheld(cl *clause) bool {
	inner := c.clause(cl.s, cl.comp)
	if inner == nil || !inner.modality.negation {
		return false
	}
	_, f := c.match(inner)
	return f != nil && f.Kind != lexicon.None && f.Type != "" && !conflict[f.Type]
}

// signedAgain tells whether a party is only said to accept, nobody says what, an
// accord that it was told to be a party to: "The minister signed for Mali".
func (c *coder) signedAgain(d *draft, cl *clause, m modality) bool {
	if c.accord == nil || m.negation || d.Stance != "accepts" || cl.has(obj) || cl.comp >= 0 {
		return false
	}
	for _, a := range cl.args {
		if cl.frame != nil && a.slot != subj && c.asked(cl.frame, a.slot) {
			return false
		}
	}
	return true
}

// stanceMode keeps a mode that the type allows.
func stanceMode(d *draft) string {
	if slices.Contains(record.Modes[d.Plover.Type], d.Plover.Mode) {
		return d.Plover.Mode
	}
	return ""
}

// contents are the heads of what a position is about: the complement, else the
// object, else the prepositional phrase that its frame asks for.
func (c *coder) contents(cl *clause) []int {
	if cl.comp >= 0 && (cl.has(xcomp) || cl.has(ccomp) || cl.has(inf)) {
		return []int{cl.comp}
	}
	if o := cl.find(obj); len(o) > 0 && c.mention(cl.s, o[0]) < 0 {
		if k := cl.sent.Child(o[0], "acl"); k >= 0 && cl.sent.Child(k, "mark") >= 0 && c.eventNoun(cl.s, o[0]).Has("plan") {
			return []int{k} // "a plan to withdraw"
		}
		return o
	}
	for _, a := range cl.args {
		if cl.frame != nil && c.asked(cl.frame, a.slot) && c.lex.Classes.Has("content_preposition", a.slot) {
			return []int{a.at}
		}
	}
	for _, a := range cl.args {
		if c.lex.Classes.Has("content_preposition", a.slot) && (c.mention(cl.s, a.at) < 0 || c.lex.Classes.Has("topic_preposition", a.slot)) {
			return []int{a.at}
		}
	}
	return cl.find(obj)
}

// contentIssue is the issue of a position's content; noIssue where no phrase of
// issues.tsv stands there.
func (c *coder) contentIssue(cl *clause) string {
	for _, k := range c.contents(cl) {
		if issue := c.issueBelow(cl.s, k); issue != "" {
			return issue
		}
	}
	for _, k := range c.contents(cl) {
		if o := cl.sent.Child(k, "obj"); o >= 0 && cl.sent.Tokens[k].UPOS == "VERB" && c.meansAccord(cl.s, o) {
			return c.wholeIssue(cl.s, o) // "refused to join it"
		}
	}
	if issue := c.innerIssue(cl); issue != "" {
		return issue
	}
	if issue := c.issue(cl.s, cl.head, cl.head+1, cl.head); issue != "" && !c.lex.Classes.Has("voting_word", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return issue
	}
	for _, k := range c.contents(cl) {
		if c.lex.Classes.Has("attitude_noun", lower(cl.sent.Tokens[k].Lemma)) {
			return noIssue // "called their position unacceptable"
		}
		if c.meansAccord(cl.s, k) || c.accordNoun(cl.s, k) && (c.accord != nil || c.lastIssue == "" || !c.definite(cl.sent, k)) {
			return c.wholeIssue(cl.s, k)
		}
	}
	if c.accord != nil && c.signs(cl) {
		return c.wholeIssue(cl.s, cl.head)
	}
	if c.lastIssue != "" && c.backward(cl) {
		return c.lastIssue
	}
	if issue := c.issueOf(cl, cl.head); issue != noIssue {
		return issue
	}
	if c.lastIssue != "" && c.anaphoric(cl) {
		return c.lastIssue
	}
	return c.sentenceIssue(cl.s, cl.head)
}

// signs tells whether a position's content is to sign, nobody says what: "urged him
// to sign".
func (c *coder) signs(cl *clause) bool {
	for _, k := range c.contents(cl) {
		if c.lex.Classes.Has("signing_verb", lower(cl.sent.Tokens[k].Lemma)) && cl.sent.Child(k, "obj") < 0 {
			return true
		}
	}
	return false
}

// innerIssue is the issue that the complement's own frame gives: prisoners for
// "offered to hand over the bodies of its soldiers", talks for "ready to host them".
func (c *coder) innerIssue(cl *clause) string {
	if cl.comp < 0 {
		return ""
	}
	inner := c.clause(cl.s, cl.comp)
	if inner == nil {
		return ""
	}
	use, f := c.match(inner)
	switch {
	case f == nil:
	case f.Issue != "":
		return f.Issue
	case use.Issue != "":
		return use.Issue
	case f.Kind == record.Meeting && inner.has(obj) && c.issueBelow(cl.s, cl.comp) == "":
		return "talks"
	}
	return ""
}

// anaphoric tells whether a position's content only points back to what was told
// before: "rejected the proposal", "would not sign".
func (c *coder) anaphoric(cl *clause) bool {
	contents := c.contents(cl)
	if len(contents) == 0 {
		return true
	}
	t := &cl.sent.Tokens[contents[0]]
	if t.UPOS == "VERB" {
		if o := cl.sent.Child(contents[0], "obj"); o >= 0 && c.mention(cl.s, o) < 0 {
			return c.definite(cl.sent, o) || cl.sent.Tokens[o].UPOS == "PRON" // "urged parliament to back the mission"
		}
		return false
	}
	return t.UPOS == "PRON" || c.lex.Classes.Has("anaphoric_noun", lower(t.Lemma)) || c.definite(cl.sent, contents[0])
}

// backward tells whether a position's content is nothing but a word that points back:
// "opposed the idea", "turned it down"; not "rejected the plan to share the port".
func (c *coder) backward(cl *clause) bool {
	contents := c.contents(cl)
	if len(contents) == 0 {
		return false
	}
	k := contents[0]
	t := &cl.sent.Tokens[k]
	if t.UPOS == "PRON" {
		return c.lex.Classes.Has("thing_pronoun", t.Lower())
	}
	return c.lex.Classes.Has("anaphoric_noun", lower(t.Lemma)) && c.definite(cl.sent, k) && cl.sent.Child(k, "nmod", "acl", "acl:relcl", "amod", "compound") < 0
}

// sentenceIssue is the issue of the sentence that a position without an issue of
// its own stands in, noIssue where there is none.
func (c *coder) sentenceIssue(s, head int) string {
	if issue := c.issue(s, c.d.Sentences[s].Dateline, len(c.d.Sentences[s].Tokens), head); issue != "" {
		return issue
	}
	return noIssue
}

// accordIssue is the issue of an agreement: of its noun, else of what it is on.
func (c *coder) accordIssue(cl *clause) string {
	for _, k := range append(c.contents(cl), cl.find(c.slotOf(cl, "topic_preposition"))...) {
		if issue := c.issueBelow(cl.s, k); issue != "" && issue != "talks" {
			return issue
		}
	}
	if issue := c.innerIssue(cl); issue != "" && issue != "talks" {
		return issue
	}
	if issue := c.issueOf(cl, cl.head); issue != "talks" && issue != noIssue {
		return issue
	}
	at := c.accordAt(cl)
	if c.accord != nil && c.definite(cl.sent, at) {
		return c.accord.issue
	}
	if c.eventNoun(cl.s, at).Has("accord") && c.mention(cl.s, at) < 0 && c.slotOf(cl, "topic_preposition") == "" {
		return c.wholeIssue(cl.s, at)
	}
	return noIssue
}

// accordAt is the accord noun of a clause: its object or subject, else the predicate itself.
func (c *coder) accordAt(cl *clause) int {
	for _, slot := range []string{obj, subj} {
		for _, k := range cl.find(slot) {
			if c.accordNoun(cl.s, k) {
				return k
			}
		}
	}
	return cl.head
}

// issueBelow is the issue of the phrase or clause that token k heads: of its own
// words first, then of all below it.
func (c *coder) issueBelow(s, k int) string {
	sent := &c.d.Sentences[s]
	f, l := c.phrase(sent, k)
	if issue := c.issue(s, f, l, k); issue != "" {
		return issue
	}
	f, l = sent.Subtree(k)
	for _, j := range sent.Children(k) {
		if sent.Tokens[j].Is("advcl") && c.conditional(sent, j) {
			if first, _ := sent.Subtree(j); first > k {
				l = min(l, first) // what an if-clause names is another matter
			}
		}
	}
	return c.issue(s, f, l, k)
}

// issueOf is the issue of a clause as a whole, from its predicate on.
func (c *coder) issueOf(cl *clause, top int) string {
	first, last := c.span(cl, top)
	if f, _, ok := c.condition(cl); ok && f > top {
		last = min(last, f)
	}
	if issue := c.issue(cl.s, top, last, top); issue != "" {
		return issue
	}
	if issue := c.issue(cl.s, first, last, top); issue != "" {
		return issue
	}
	return noIssue
}

// furtherContents splits a position on several things: "demands a truce and the
// release of the crew" are two, where they are about different issues.
func (c *coder) furtherContents(d *draft, cl *clause) {
	for _, k := range c.contents(cl) {
		for _, j := range cl.sent.Children(k) {
			if !cl.sent.Tokens[j].Is("conj") || c.adverse(cl.sent, j) {
				continue
			}
			first, last := c.phrase(cl.sent, j)
			issue := c.issue(cl.s, first, last, j)
			if issue == "" || issue == d.Issue {
				continue
			}
			other := *d
			other.Actors = slices.Clone(d.Actors)
			plover := *d.Plover
			other.Plover = &plover
			other.Issue, other.Count = issue, nil
			other.Evidence = slices.Clone(d.Evidence)
			if f, l := c.span(cl, cl.head); last > l {
				other.Evidence[0] = c.tokens(cl.s, f, last)
			}
			other.Why = &record.Why{Rule: "position-split", Words: d.Why.Words}
			if own, l := c.ownIssue(cl, k, j); own != "" && l > 0 {
				d2 := &c.drafts[len(c.drafts)-1]
				d2.Issue = own
			}
			c.drafts = append(c.drafts, other)
		}
	}
}

// adverse tells whether a conjunct is joined by a word of contrast: "agreed to free
// the crew but no closer to a truce".
func (c *coder) adverse(sent *doc.Sentence, j int) bool {
	k := sent.Child(j, "cc")
	return k >= 0 && c.lex.Classes.Has("contrast_word", sent.Tokens[k].Lower())
}

// ownIssue is the issue of content k without its conjunct j.
func (c *coder) ownIssue(cl *clause, k, j int) (string, int) {
	f, _ := c.phrase(cl.sent, k)
	l, _ := cl.sent.Subtree(j)
	if l <= f {
		return "", 0
	}
	return c.issue(cl.s, f, l, k), l
}

// obligation reads "the rebels must disarm", said by somebody, as a demand of
// the speaker on the subject.
func (c *coder) obligation(cl *clause) bool {
	if cl.nominal || !cl.modality.obligation {
		return false
	}
	t := c.told(cl.s, cl.head)
	if t < 0 || c.d.Statements[t].Speaker < 0 || c.lex.Classes.Has("opinion_verb", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return false
	}
	return c.demandOf(cl, t, false)
}

// demandOf makes the demand that a speaker's "must" or, ordered, an imperative is.
func (c *coder) demandOf(cl *clause, t int, ordered bool) bool {
	d := draft{sentence: cl.s, head: cl.head, told: t, statement: -1}
	d.Kind, d.Stance = record.Position, "demands"
	d.Plover = &record.Plover{Type: "REQUEST", Contexts: []string{}}
	first, last := c.span(cl, cl.head)
	d.Evidence = []record.Span{c.tokens(cl.s, first, last)}
	d.Why = &record.Why{Rule: "obligation", Words: c.words(cl, cl.head)}
	for _, who := range c.named(c.d.Statements[t].Speaker, cl.s) {
		d.addActor(who, record.RoleActor)
	}
	slot := subj
	if cl.passive && !cl.has(subj) {
		slot = obj
	}
	vague := !ordered && c.pronoun(cl, slot)
	if ordered {
		slot = ""
	}
	if c.lex.Classes.Has("undergo_verb", lower(cl.sent.Tokens[cl.head].Lemma)) {
		slot = "" // who should face a penalty is not who would have to comply
	}
	for _, k := range cl.find(slot) {
		for _, who := range c.partiesAt(cl.s, k, false) {
			d.addActor(who, record.RoleRecipient)
		}
	}
	if d.count(record.RoleRecipient) == 0 {
		for _, who := range c.hearers(t) {
			d.addActor(who, record.RoleRecipient)
		}
	}
	d.Issue = c.issueOf(cl, cl.head)
	if d.count(record.RoleActor) == 0 || d.count(record.RoleRecipient) == 0 && (d.Issue == noIssue || vague) {
		return false
	}
	if f, l, ok := c.condition(cl); ok {
		d.Condition = c.tokens(cl.s, f, l).Exact
	}
	c.settle(&d, cl, cl.head)
	d.Confidence = confidence(&d, cl)
	c.drafts = append(c.drafts, d)
	c.taken[cl.head] = true
	for _, k := range cl.sent.Children(cl.head) {
		if cl.sent.Tokens[k].Is("obj", "xcomp") {
			c.take(cl.s, k)
		}
	}
	return true
}

func (c *coder) pronoun(cl *clause, slot string) bool {
	for _, k := range cl.find(slot) {
		if cl.sent.Tokens[k].UPOS == "PRON" {
			return true
		}
	}
	return !cl.has(slot)
}

// need reads "the need for a truce", "the importance of opening the port", said
// by somebody, as a demand of the speaker's.
func (c *coder) need(s, i int) bool {
	sent := &c.d.Sentences[s]
	if !c.lex.Classes.Has("need_noun", lower(sent.Tokens[i].Lemma)) {
		return false
	}
	t := c.told(s, i)
	content := sent.Child(i, "acl", "nmod")
	if t < 0 || c.d.Statements[t].Speaker < 0 || content < 0 {
		return false
	}
	if _, _, ok := c.condition(&clause{sent: sent, s: s, head: content, comp: -1}); ok {
		return false
	}
	d := draft{sentence: s, head: i, told: t, statement: -1}
	d.Kind, d.Stance = record.Position, "demands"
	d.Plover = &record.Plover{Type: "REQUEST", Contexts: []string{}}
	first, last := c.phrase(sent, i)
	first, last = c.clip(s, i, first, last)
	first, last = c.trim(sent, first, last, i)
	d.Evidence = []record.Span{c.tokens(s, first, last)}
	d.Plover.Contexts = c.contexts(s, d.Evidence[0].Start, d.Evidence[0].End)
	d.Why = &record.Why{Rule: "need", Words: []string{sent.Tokens[i].Form, sent.Tokens[content].Form}}
	for _, who := range c.named(c.d.Statements[t].Speaker, s) {
		d.addActor(who, record.RoleActor)
	}
	if d.Issue = c.issueBelow(s, content); d.Issue == "" || len(d.Actors) == 0 {
		return false
	}
	d.Confidence = confidence(&d, &clause{nominal: true})
	c.drafts = append(c.drafts, d)
	c.take(s, content)
	return true
}

// wished reads an event that is said to be a party's aim or condition as its demand:
// "Mali's red line is the withdrawal of the rebels". It has not come about.
func (c *coder) wished(s, i int) bool {
	sent := &c.d.Sentences[s]
	n := sent.Child(i, "nsubj")
	if n < 0 || sent.Child(i, "cop") < 0 || !c.lex.Classes.Has("wish_noun", lower(sent.Tokens[n].Lemma)) || c.mention(s, n) >= 0 {
		return false
	}
	cl := c.clause(s, i)
	whose := sent.Child(n, "nmod:poss")
	if cl == nil || !cl.nominal || whose < 0 {
		return false
	}
	d := draft{sentence: s, head: i, told: c.told(s, i), statement: -1}
	d.Kind, d.Stance = record.Position, "demands"
	d.Plover = &record.Plover{Type: "REQUEST", Contexts: []string{}}
	first, last := c.span(cl, i)
	d.Evidence = []record.Span{c.tokens(s, first, last)}
	d.Why = &record.Why{Rule: "need", Words: c.words(cl, i)}
	for _, who := range c.partiesAt(s, whose, false) {
		d.addActor(who, record.RoleActor)
	}
	for _, who := range c.doer(s, i) {
		d.addActor(who, record.RoleRecipient)
	}
	if d.Issue = c.issueBelow(s, i); d.Issue == "" || len(d.Actors) == 0 {
		return false
	}
	c.settle(&d, cl, i)
	d.Confidence = confidence(&d, cl)
	c.drafts = append(c.drafts, d)
	c.take(s, i)
	return true
}

// number gives an entry the number of people that its object counts.
func (c *coder) number(d *draft, cl *clause) {
	tokens := cl.find(obj)
	if cl.comp >= 0 {
		if inner := c.clause(cl.s, cl.comp); inner != nil {
			tokens = append(tokens, inner.find(obj)...)
		}
	}
	for _, o := range cl.find(obj) {
		if k := cl.sent.Child(o, "acl"); k >= 0 {
			if inner := c.clause(cl.s, k); inner != nil {
				tokens = append(tokens, inner.find(obj)...)
			}
		}
	}
	for _, t := range tokens {
		lemma := lower(cl.sent.Tokens[t].Lemma)
		if m := c.mention(cl.s, t); !c.lex.Senses.Nouns[lemma].Has("person") && (m < 0 || !c.countable(m)) {
			continue
		}
		if n := c.people(cl.s, t); n != nil && !n.Article {
			count := n.Count
			d.Count, d.Each = &count, n.Each
			return
		}
	}
}
