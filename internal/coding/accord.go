package coding

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// accord is what the report has told of parties that hold something jointly or sit
// at one table: the latest, for what is told of it without naming them again.
type accord struct {
	sentence int
	actors   []record.Actor
	state    string
	issue    string
}

// remember keeps the parties of an agreement, or of a meeting as long as no
// agreement is told, for the sentences after it.
func (c *coder) remember(d *draft) {
	few := 2
	if d.Kind == record.Agreement && d.sentence <= c.leadSentence() {
		few = 1 // of the main accord it is worth knowing that it was told
	}
	if d.count(record.RoleActor) < few || d.Plover.Aux == "historical" {
		return
	}
	parties := accord{sentence: d.sentence, issue: d.Issue, state: d.State}
	for _, a := range d.Actors {
		if a.Role == record.RoleActor {
			parties.actors = append(parties.actors, a)
		}
	}
	switch {
	case d.Kind == record.Meeting && c.table == nil:
		c.table = &parties
	case d.Kind == record.Agreement:
		if c.table == nil || len(parties.actors) > 1 {
			c.table = &parties
		}
		if d.Plover.Aux == "" && (d.State == "agreed" || d.State == "signed" || d.State == "in_force") {
			if c.accord == nil {
				c.accord = &parties
			} else if len(c.accord.actors) < 2 && len(parties.actors) > 1 {
				c.accord = &parties
			} else if c.accord.state != d.State && d.State == "signed" {
				c.accord.state = d.State
			}
		}
	}
}

// jointly gives an accord that one party alone cannot have made the parties that
// the lead names as its subject: "Leaders agree on truce" above "The presidents of
// Chad and Mali …".
func (c *coder) jointly(d *draft) {
	if len(d.sides(record.RoleActor)) != 1 || d.State != "agreed" && d.State != "signed" || d.Plover.Aux != "" || d.Why.Rule == "term" {
		return
	}
	if c.lead == nil {
		c.lead = c.leadParties()
	}
	if len(c.lead) < 2 || d.sentence > c.leadSentence() {
		return
	}
	for _, m := range c.lead {
		d.addActor(m, record.RoleActor)
	}
}

// leadSentence is the first sentence of the body, -1 where there is none.
func (c *coder) leadSentence() int {
	for s := range c.d.Sentences {
		if c.d.Sentences[s].Kind == doc.Body {
			return s
		}
	}
	return -1
}

// leadParties are those that the subject of the lead names, where they are of
// several sides.
func (c *coder) leadParties() []record.Mention {
	none := []record.Mention{}
	s := c.leadSentence()
	if s < 0 {
		return none
	}
	root := c.d.Sentences[s].Root()
	if root < 0 {
		return none
	}
	sides := map[string]bool{}
	var list []record.Mention
	for _, k := range c.d.Sentences[s].Children(root) {
		if c.d.Sentences[s].Tokens[k].Is("nsubj") {
			for _, m := range c.partiesAt(s, k, false) {
				sides[side(&m)] = true
				list = append(list, m)
			}
		}
	}
	if len(sides) < 2 {
		return none
	}
	return list
}

// seated gives an entry whose parties are not named in its clause those of the
// table that the report tells of: "the envoy chaired the negotiations", "the last
// truce collapsed".
func (c *coder) seated(d *draft) {
	if c.table == nil || d.count(record.RoleActor) > 0 || c.table.sentence > d.sentence {
		return
	}
	for _, a := range c.table.actors {
		d.addActor(a.Mention, record.RoleActor)
	}
}

// seatedOrLead gives talks whose parties are not named, but whose place, day or
// length is, those of the table, else those that the lead names: "agreed after a
// week of talks in Oslo".
func (c *coder) seatedOrLead(d *draft) {
	if c.table != nil {
		c.seated(d)
		return
	}
	if c.lead == nil {
		c.lead = c.leadParties()
	}
	for _, m := range c.lead {
		d.addActor(m, record.RoleActor)
	}
}

// signedText tells of a noun for an accord that it was signed: "the text signed in
// Doha provides for …".
func (c *coder) signedText(cl *clause) {
	for _, k := range cl.find(subj) {
		for _, j := range cl.sent.Children(k) {
			if cl.sent.Tokens[j].Is("acl") && c.lex.Classes.Has("signing_verb", lower(cl.sent.Tokens[j].Lemma)) && c.accord.state == "agreed" {
				c.accord.state = "signed"
			}
		}
	}
}

// term reads what an accord told before says that is to be done: "Under the deal
// Mali will free the crew", "the text provides for elections", "the port is to be
// reopened". It is the parties' agreement. Not who meets next, nor what others will
// do.
func (c *coder) term(s, i int, cl *clause) bool {
	sent := &c.d.Sentences[s]
	if !cl.nominal && c.describesAccord(cl) {
		return c.describedTerm(cl)
	}
	if c.accord == nil || cl.nominal || c.accord.sentence >= s || sent.Kind != doc.Body || c.told(s, i) >= 0 || c.cue(s, i) {
		return false
	}
	if !c.mainClause(sent, i) {
		return false
	}
	under, text := c.underAccord(cl), c.accordSays(cl)
	m := cl.modality
	if !under && !text && !m.due && !m.will && !m.obligation && !c.undertaken(cl) && !c.permitted(cl) {
		return false
	}
	_, f := c.match(cl)
	if f != nil && !under && !text && c.apart(cl, f) {
		return false
	}
	issue := c.issueOf(cl, i)
	if !under && !text && !c.theirs(cl) && !(m.due && issue == "monitoring") {
		return false
	}
	if text {
		c.signedText(cl)
		c.texted = s
	}
	if issue == noIssue && !under && !text && !m.due && !c.allParties(cl) {
		return false
	}
	d := c.termDraft(cl, issue)
	c.drafts = append(c.drafts, d)
	c.taken[i] = true
	for _, k := range cl.contentsBelow() {
		c.take(s, k)
	}
	if text {
		c.furtherTerms(&d, cl)
	}
	return true
}

// describesAccord tells whether a clause says in a relative clause what an accord
// does: "an agreement that opens the way to elections".
func (c *coder) describesAccord(cl *clause) bool {
	if cl.passive || !c.lex.Classes.Has("provision_verb", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return false
	}
	noun := -1
	for top := cl.head; top >= 0; top = cl.sent.Tokens[top].Head {
		if cl.sent.Tokens[top].Is("acl:relcl") {
			noun = cl.sent.Tokens[top].Head
			break
		}
		if !cl.sent.Tokens[top].Is("conj") {
			return false
		}
	}
	return noun >= 0 && slices.Contains(cl.find(subj), noun) && (c.accordNoun(cl.s, noun) || c.besideAccord(cl.s, noun))
}

// besideAccord tells whether a time or place, which does nothing, stands between an
// accord and the relative clause that describes it: "signed a deal in Lome on Friday
// that gives …".
func (c *coder) besideAccord(s, k int) bool {
	sent := &c.d.Sentences[s]
	if m := c.mention(s, k); !c.timed(s, k) && (m < 0 || c.d.Mentions[m].Type != record.PlaceType) {
		return false
	}
	for i := sent.Tokens[k].Head; i >= 0; i = sent.Tokens[i].Head {
		if c.accordNoun(s, i) {
			return true
		}
		if sent.Tokens[i].UPOS == "VERB" {
			o := sent.Child(i, "obj", "nsubj:pass")
			return o >= 0 && o < k && c.accordNoun(s, o)
		}
	}
	return false
}

// describedTerm makes a term of what a relative clause says of the accord that its
// sentence tells of, where it is about another issue than the accord. It is nothing
// that happened by itself.
func (c *coder) describedTerm(cl *clause) bool {
	if c.accord != nil && c.accord.sentence == cl.s && !c.inCondition(cl.s, cl.head) {
		if issue := c.issueOf(cl, cl.head); issue != noIssue && issue != c.accord.issue && issue != "talks" {
			c.drafts = append(c.drafts, c.termDraft(cl, issue))
		}
	}
	c.take(cl.s, cl.head)
	for _, k := range cl.contentsBelow() {
		c.take(cl.s, k)
	}
	return true
}

// permitted tells whether a clause says what someone may or can do, or has a time to
// do, after an accord: "refugees may come home".
func (c *coder) permitted(cl *clause) bool {
	if c.accord.issue == "" || cl.s-c.accord.sentence > nearAccord {
		return false
	}
	for _, k := range cl.sent.Children(cl.head) {
		if t := &cl.sent.Tokens[k]; t.Is("aux") && c.lex.Classes.Has("aux_permission", lower(t.Lemma)) {
			return true
		}
	}
	return c.allowed(cl) || c.outcome(cl)
}

// outcome tells whether a clause says in the present what comes of an accord: "Mali
// keeps the port", "those who fled are free to return", "elections are planned for May".
func (c *coder) outcome(cl *clause) bool {
	t := &cl.sent.Tokens[cl.head]
	lemma := lower(t.Lemma)
	if cl.modality.aux() != "" {
		return false
	}
	if !cl.passive {
		if t.XPOS == "VBZ" || t.XPOS == "VBP" {
			return c.lex.Classes.Has("outcome_verb", lemma)
		}
		return t.UPOS == "ADJ" && cl.comp >= 0 && c.lex.Classes.Has("licence_adjective", lemma) && c.present(cl.sent, cl.head, "cop")
	}
	return c.lex.Classes.Has("outcome_participle", lemma) && c.present(cl.sent, cl.head, "aux:pass")
}

// present tells whether the auxiliary or copula of predicate i is in the present.
func (c *coder) present(sent *doc.Sentence, i int, relation string) bool {
	k := sent.Child(i, relation)
	return k >= 0 && (sent.Tokens[k].XPOS == "VBZ" || sent.Tokens[k].XPOS == "VBP")
}

// allowed tells whether a clause gives somebody a time to do something: "each army has
// 30 days to leave".
func (c *coder) allowed(cl *clause) bool {
	if !c.lex.Classes.Has("having_verb", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return false
	}
	for _, k := range cl.find(obj) {
		if c.lasts(cl.s, k) && (cl.sent.Child(k, "acl") >= 0 || cl.has(inf)) {
			return true
		}
	}
	return false
}

// lasts tells whether a token heads a span of time.
func (c *coder) lasts(s, k int) bool {
	for _, x := range doc.In(c.d.Durations, s) {
		if x.Head == k || x.Contains(s, k) {
			return true
		}
	}
	return false
}

// nearAccord is how many sentences after an accord what may be done is still its term.
const nearAccord = 6

// termDraft is the draft of a term.
func (c *coder) termDraft(cl *clause, issue string) draft {
	d := draft{sentence: cl.s, head: cl.head, told: -1, statement: -1}
	d.Kind, d.State, d.Issue = record.Agreement, c.accord.state, issue
	d.Plover = &record.Plover{Type: "AGREE", Contexts: []string{}}
	if cl.modality.negation {
		d.Plover.Aux = ""
	}
	first, last := c.span(cl, cl.head)
	d.Evidence = []record.Span{c.tokens(cl.s, first, last)}
	d.Terms = d.Evidence[0].Exact
	d.Why = &record.Why{Rule: "term", Words: c.words(cl, cl.head)}
	for _, a := range c.accord.actors {
		d.addActor(a.Mention, record.RoleActor)
	}
	aux := d.Plover.Aux
	c.settle(&d, cl, cl.head)
	d.Plover.Aux = aux
	c.number(&d, cl)
	if d.Count == nil {
		for _, k := range append(cl.find(subj), cl.find(obj)...) {
			if n := c.people(cl.s, k); n != nil && !n.Article && d.Count == nil && c.eventNoun(cl.s, k).Has("person") {
				count := n.Count
				d.Count, d.Each = &count, n.Each
			}
		}
	}
	d.Confidence = confidence(&d, cl)
	return d
}

// furtherTerms splits what a text says on several issues: "provides for elections,
// the return of the displaced and a pardon" is three terms.
func (c *coder) furtherTerms(d *draft, cl *clause) {
	main := len(c.drafts) - 1
	for _, k := range cl.contentsBelow() {
		split := false
		for j := k + 1; j < len(cl.sent.Tokens); j++ {
			if t := &cl.sent.Tokens[j]; !t.Is("conj", "appos") || t.UPOS == "VERB" || !cl.sent.Below(j, k) || c.mention(cl.s, j) >= 0 {
				continue
			}
			first, last := c.phrase(cl.sent, j)
			issue := c.issue(cl.s, first, last, j)
			if issue == "" {
				continue
			}
			if own, size := c.ownIssue(cl, k, j); !split && size > 0 && own != "" {
				c.drafts[main].Issue = own
			}
			split = true
			c.take(cl.s, j)
			if issue == c.drafts[main].Issue {
				continue
			}
			other := *d
			other.Issue, other.Count = issue, nil
			other.Actors = slices.Clone(d.Actors)
			other.Evidence = []record.Span{c.tokens(cl.s, first, last)}
			other.Terms = other.Evidence[0].Exact
			plover := *d.Plover
			other.Plover = &plover
			c.drafts = append(c.drafts, other)
		}
	}
}

// contentsBelow are the heads of the arguments behind the predicate.
func (cl *clause) contentsBelow() []int {
	var list []int
	for _, a := range cl.args {
		if a.at > cl.head && a.slot != when && !slices.Contains(list, a.at) {
			list = append(list, a.at)
		}
	}
	return list
}

// underAccord tells whether a clause is said to be so under an accord.
func (c *coder) underAccord(cl *clause) bool {
	for _, a := range cl.args {
		if c.lex.Classes.Has("accord_preposition", a.slot) && c.accordNoun(cl.s, a.at) {
			return true
		}
	}
	return false
}

// accordSays tells whether an accord is the subject of a verb of providing.
func (c *coder) accordSays(cl *clause) bool {
	if cl.passive || !c.lex.Classes.Has("provision_verb", lower(cl.sent.Tokens[cl.head].Lemma)) {
		return false
	}
	for _, k := range cl.find(subj) {
		if c.accordNoun(cl.s, k) && c.definite(cl.sent, k) {
			return true
		}
		if t := &cl.sent.Tokens[k]; t.UPOS == "PRON" && c.lex.Classes.Has("thing_pronoun", t.Lower()) && c.texted == cl.s-1 {
			return true // "It also provides for …" after "The treaty bans …"
		}
	}
	return false
}

// undertaken tells whether a clause is what a party undertook: "Chad undertook to
// free the crew", told in the report's own voice of a party to the accord.
func (c *coder) undertaken(cl *clause) bool {
	return !cl.passive && c.lex.Classes.Has("undertaking_verb", lower(cl.sent.Tokens[cl.head].Lemma))
}

// allParties tells whether the subject is all the parties to the accord: "each side".
func (c *coder) allParties(cl *clause) bool {
	sides := map[string]bool{}
	for _, k := range cl.find(subj) {
		for _, who := range c.partiesAt(cl.s, k, false) {
			sides[side(&who)] = true
		}
	}
	for _, a := range c.accord.actors {
		if !sides[side(&a.Mention)] {
			return false
		}
	}
	return len(sides) > 1
}

// accordNoun tells whether a token is a noun for an accord or its text.
func (c *coder) accordNoun(s, k int) bool {
	if c.mention(s, k) >= 0 || c.d.Sentences[s].Tokens[k].UPOS == "PRON" {
		return false
	}
	n := c.eventNoun(s, k)
	return n.Has("accord") || n.Has("truce") || c.lex.Classes.Has("accord_text", lower(c.d.Sentences[s].Tokens[k].Lemma))
}

// meansAccord tells whether a pronoun for things is said of an accord told before:
// "The opposition rejected it".
func (c *coder) meansAccord(s, k int) bool {
	t := &c.d.Sentences[s].Tokens[k]
	return c.accord != nil && c.accord.sentence < s && t.UPOS == "PRON" && t.Is("obj", "obl") && c.lex.Classes.Has("thing_pronoun", t.Lower())
}

// wholeIssue is the issue of an accord that is spoken of as a whole: that of a
// truce, else the settlement.
func (c *coder) wholeIssue(s, k int) string {
	if n := c.eventNoun(s, k); n != nil {
		for _, u := range n.Uses {
			if u.Issue != "" {
				return u.Issue
			}
		}
	}
	if c.accord != nil && (c.accord.issue == "ceasefire" || c.accord.issue == "nuclear") {
		return c.accord.issue
	}
	return "peace"
}

// apart tells whether a frame is no term by itself: a meeting to come, forces
// that others send, an attack, a signing.
func (c *coder) apart(cl *clause, f *lexicon.Frame) bool {
	switch f.Kind {
	case record.Meeting, record.Incident:
		return true
	case record.Agreement:
		return f.Value != "carried_out" && (c.many(cl) || cl.has(obj))
	case lexicon.Noun:
		for _, k := range c.carriers(cl, f) {
			if c.eventNoun(cl.s, k).Has("talks") {
				return true
			}
		}
	}
	return f.Type == "MOBILIZE" && f.Kind == record.Act
}

// theirs tells whether what is to be done is the parties' own: one of them is the
// subject, or no party at all.
func (c *coder) theirs(cl *clause) bool {
	slot := subj
	if cl.passive && !cl.has(subj) {
		slot = obj
	}
	named := false
	for _, k := range cl.find(slot) {
		if cl.sent.Tokens[k].UPOS == "PRON" && c.mention(cl.s, k) < 0 {
			return false
		}
		for _, who := range c.partiesAt(cl.s, k, false) {
			named = named || who.Country != ""
			for _, a := range c.accord.actors {
				if side(&a.Mention) == side(&who) || a.Country != "" && a.Country == who.Country {
					return true
				}
			}
		}
	}
	return !named && cl.has(slot)
}

// mainClause tells whether a predicate is that of the sentence, or joined to it.
func (c *coder) mainClause(sent *doc.Sentence, i int) bool {
	for steps := 0; i >= 0 && steps <= len(sent.Tokens); steps++ {
		t := &sent.Tokens[i]
		if t.Head < 0 {
			return true
		}
		if !t.Is("conj", "parataxis") {
			return false
		}
		i = t.Head
	}
	return false
}

// cue tells whether a token heads the cue of a statement.
func (c *coder) cue(s, i int) bool {
	for k := range c.d.Statements {
		if st := &c.d.Statements[k]; st.Cue.Contains(s, i) {
			return true
		}
	}
	return false
}
