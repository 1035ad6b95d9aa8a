// Package coding makes the entries of a record: who did what to whom, when and
// where, on whose word. Clauses are read from the tree (clause.go), matched with
// the frames of the lexicon (frames.go), made into drafts by kind, and tellings
// of one thing are merged (merge.go). docs/coding.md has a paragraph for every
// rule named here.
package coding

import (
	"slices"
	"sort"
	"strconv"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Code makes the entries of a report, in the order of their first evidence:
// "Rebels shelled the town of Aru, killing five" gives an incident and a toll.
// It leaves headings alone, and whatever stands in an if-clause.
func Code(d *doc.Doc, lex *lexicon.Lexicon) []record.Entry {
	c := newCoder(d, lex)
	for s := range d.Sentences {
		if d.Sentences[s].Kind != doc.Heading {
			c.sentence(s)
		}
	}
	c.statements()
	return c.finish(merge(c, c.drafts))
}

// coder is the state of coding one report.
type coder struct {
	d   *doc.Doc
	lex *lexicon.Lexicon

	at        [][]int32     // by sentence and token: the mention there, -1 for none
	nouns     [][]knownNoun // by sentence and token: what is known of it as a noun
	clauses   map[int]*clause
	taken     map[int]bool // tokens whose event is told by the clause around them
	within    int          // clauses that recipients is looking into
	drafts    []draft
	lastIssue string           // of the entry before
	accord    *accord          // the first accord that the report tells of
	lead      []record.Mention // the parties of the lead's subject, once asked for
	texted    int              // the last sentence in which the text of the accord is the subject
	table     *accord          // the parties last told to agree or to meet
	order     []int            // mentions by place in the text
	namings   map[int][]int    // by actor: mentions that name it with words, by place in the text
	content   [][]int          // by sentence: the statements that have words of it for content
}

// draft is an entry before merging and numbering.
type draft struct {
	record.Entry
	sentence, head int
	told           int  // the statement that it rests on, -1 for the report's own voice
	back           bool // told by a noun with "the" or "this": perhaps a thing told before
	statement      int  // for a statement: its index in Doc.Statements
	loose          bool // for an incident: a harm without an attacker, no incident by itself; for a toll: told by no verb
	mutual         bool // for an incident: both sides fight
	headline       bool // told in the headline
	retold         bool // merged with another telling
	under          int  // for an incident: the head of the clause that it hangs on
}

func newCoder(d *doc.Doc, lex *lexicon.Lexicon) *coder {
	c := &coder{d: d, lex: lex, texted: -2, at: make([][]int32, len(d.Sentences))}
	total := 0
	for s := range d.Sentences {
		total += len(d.Sentences[s].Tokens)
	}
	all, nouns := make([]int32, total), make([]knownNoun, total)
	c.nouns = make([][]knownNoun, len(d.Sentences))
	for i := range all {
		all[i] = -1
	}
	for s := range d.Sentences {
		n := len(d.Sentences[s].Tokens)
		c.at[s], all = all[:n:n], all[n:]
		c.nouns[s], nouns = nouns[:n:n], nouns[n:]
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Sentence < 0 || m.Sentence >= len(c.at) {
			continue
		}
		row := c.at[m.Sentence]
		for t := max(m.First, 0); t < m.Last && t < len(row); t++ {
			if row[t] < 0 || t == m.Head {
				row[t] = int32(i)
			}
		}
		c.order = append(c.order, i)
	}
	sort.SliceStable(c.order, func(a, b int) bool { return d.Mentions[c.order[a]].Start < d.Mentions[c.order[b]].Start })
	c.namings = make(map[int][]int, len(d.Actors))
	for _, k := range c.order {
		if m := &d.Mentions[k]; m.Actor >= 0 && m.Form != doc.Pronoun {
			c.namings[m.Actor] = append(c.namings[m.Actor], k)
		}
	}
	c.content = make([][]int, len(d.Sentences))
	for k := range d.Statements {
		for _, r := range d.Statements[k].Content {
			if list := c.content[r.Sentence]; len(list) == 0 || list[len(list)-1] != k {
				c.content[r.Sentence] = append(list, k)
			}
		}
	}
	return c
}

// sentence codes the clauses of one sentence, heads before what hangs on them,
// so that a frame can take its complement's event for itself.
func (c *coder) sentence(s int) {
	sent := &c.d.Sentences[s]
	c.clauses = map[int]*clause{}
	c.taken = map[int]bool{}
	tokens := c.topDown(sent)
	for _, i := range tokens {
		c.code(s, i)
	}
	for _, i := range tokens {
		c.toll(s, i)
	}
	c.drafts = slices.DeleteFunc(c.drafts, func(d draft) bool { return d.sentence == s && d.Kind == record.Toll && c.promised(&d) })
}

// promised tells whether a toll counts people who an accord or an offer of the same
// sentence is about: "agreed to return the bodies of 90 soldiers" is no toll of 90.
func (c *coder) promised(toll *draft) bool {
	for k := range c.drafts {
		d := &c.drafts[k]
		if !toll.loose || d.sentence != toll.sentence || d.Count == nil || d.Count.Text != toll.Count.Text {
			continue
		}
		if d.Kind == record.Agreement && d.State != "carried_out" || d.Kind == record.Position {
			return true
		}
	}
	return false
}

// topDown lists the tokens that say something, heads first, each level in the
// order of the text.
func (c *coder) topDown(sent *doc.Sentence) []int {
	list := make([]int, 0, len(sent.Tokens))
	for i := range sent.Tokens {
		if sent.Tokens[i].Head < 0 {
			list = append(list, i)
		}
	}
	for k := 0; k < len(list) && len(list) <= len(sent.Tokens); k++ {
		list = append(list, sent.Children(list[k])...)
	}
	kept := list[:0]
	for _, i := range list {
		if i >= sent.Dateline {
			kept = append(kept, i)
		}
	}
	return kept
}

// code makes drafts of the event that token i names, if it names one.
func (c *coder) code(s, i int) {
	if c.taken[i] {
		return
	}
	if c.d.Sentences[s].Tokens[i].UPOS == "NOUN" && (c.need(s, i) || c.wished(s, i)) {
		return
	}
	if c.wentOn(s, i) {
		return
	}
	cl := c.clause(s, i)
	if cl == nil || cl.conditional || cl.sent.Tokens[i].Is("amod", "compound") {
		return
	}
	if m := c.mention(s, i); m >= 0 && c.d.Mentions[m].Head != i && c.d.Mentions[m].Form == doc.Name {
		return // part of a name: "Coalition to Defeat Malaria"
	}
	if c.obligation(cl) || c.imperative(cl) || c.term(s, i, cl) {
		return
	}
	use, frame := c.match(cl)
	if frame == nil {
		if !c.partisan(cl) && !c.warned(cl) && !c.resolve(cl) {
			c.together(cl)
		}
		return
	}
	c.apply(cl, use, frame, modality{})
}

// apply makes the draft of a matched frame. A light verb hands its arguments to
// its object's noun, a raising verb its modality to its complement's verb.
func (c *coder) apply(cl *clause, use lexicon.Use, frame *lexicon.Frame, above modality) {
	m := cl.modality.under(above)
	m = c.absorb(frame, m)
	if frame.Aux != "" {
		m = m.with(frame.Aux)
	}
	switch frame.Kind {
	case lexicon.None:
		c.silence(cl, frame)
	case lexicon.Noun:
		c.light(cl, frame, m)
	case lexicon.Raise:
		c.raise(cl, m)
	default:
		c.entry(cl, use, frame, m)
	}
}

// finish numbers the entries and names the statements that they rest on.
func (c *coder) finish(drafts []draft) []record.Entry {
	sort.SliceStable(drafts, func(a, b int) bool { return first(drafts[a].Evidence) < first(drafts[b].Evidence) })
	counts := map[string]int{}
	ids := make([]string, len(c.d.Statements))
	for i := range drafts {
		e := &drafts[i]
		counts[e.Kind]++
		e.ID = e.Kind + "-" + strconv.Itoa(counts[e.Kind])
		if e.Kind == record.Statement {
			ids[e.statement] = e.ID
		}
	}
	entries := make([]record.Entry, len(drafts))
	for i := range drafts {
		if t := drafts[i].told; t >= 0 && drafts[i].Kind != record.Statement {
			drafts[i].AccordingTo = ids[t]
		}
		entries[i] = drafts[i].Entry
	}
	return slices.Clip(entries)
}

func first(spans []record.Span) int {
	if len(spans) == 0 {
		return 0
	}
	return spans[0].Start
}
