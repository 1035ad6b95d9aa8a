package coding

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// counted is whom a word of harm counts where nothing hangs on it as its row says:
// the figure right before it ("170 dead", "30 others hurt"), the figure of a number
// that is put somewhere ("put the number of dead at 95"), who is among them ("among
// the dead were three children"), the subject of a verb that shares the passive of
// the one before ("five were killed and nine hurt").
func (c *coder) counted(s, i int, h lexicon.Harm) []int {
	sent := &c.d.Sentences[s]
	t := &sent.Tokens[i]
	if h.Victims != "held" && h.Victims != "of" && (t.UPOS != "VERB" || t.XPOS == "VBN" || t.XPOS == "VBD") {
		if v := c.figureBefore(s, i); v >= 0 {
			return []int{v}
		}
	}
	if up := t.Head; up >= 0 && t.Is("nmod") && c.lex.Classes.Has("figure_noun", lower(sent.Tokens[up].Lemma)) {
		return c.measured(s, up)
	}
	if list := c.among(sent, i); len(list) > 0 {
		return list
	}
	if h.Victims == obj && t.Is("conj") && t.Head >= 0 && sent.Child(t.Head, "aux:pass") >= 0 && sent.Child(i, "obj") < 0 {
		if k := sent.Child(i, "nsubj", "nsubj:pass"); k >= 0 {
			return []int{k}
		}
	}
	return nil
}

// figureBefore is the figure, or the noun that it counts, that ends right before a
// word; -1 for none.
func (c *coder) figureBefore(s, i int) int {
	numbers := doc.In(c.d.Numbers, s)
	for k := range numbers {
		n := &numbers[k]
		switch {
		case n.Article:
		case n.Last == i:
			return n.Last - 1
		case n.Noun == i-1 && n.Last <= n.Noun && c.lex.Classes.Has("others_noun", c.d.Sentences[s].Tokens[n.Noun].Lower()):
			return n.Noun
		}
	}
	return -1
}

// measured is the bare figure that a noun for a number is said to stand at, by the
// verb that it is subject or object of: "the toll rose to 40", "is 40".
func (c *coder) measured(s, i int) []int {
	sent := &c.d.Sentences[s]
	t := &sent.Tokens[i]
	if t.Head < 0 || !t.Is("nsubj", "nsubj:pass", "obj", "obl") {
		return nil
	}
	numbers := doc.In(c.d.Numbers, s)
	for k := range numbers {
		n := &numbers[k]
		if n.Noun == i && !n.Article && n.Head > i {
			return []int{i}
		}
		if n.Article || n.Noun >= 0 || n.Head <= i {
			continue
		}
		if n.Head == t.Head {
			return []int{n.Head} // "the toll is 40"
		}
		x := &sent.Tokens[n.Head]
		if x.Head == t.Head && (x.Is("obj") || c.lex.Classes.Has("measure_preposition", c.preposition(sent, n.Head)) || x.Is("obl:unmarked")) {
			return []int{n.Head}
		}
	}
	return nil
}

// among is who is said to be among the people of a word: "among the dead were three
// children", "13 soldiers were among those killed".
func (c *coder) among(sent *doc.Sentence, i int) []int {
	k := i
	if sent.Tokens[k].Is("acl") && sent.Tokens[k].Head >= 0 {
		k = sent.Tokens[k].Head
	}
	marked := false
	for _, m := range sent.Children(k) {
		marked = marked || sent.Tokens[m].Is("case") && c.lex.Classes.Has("among_preposition", sent.Tokens[m].Lower())
	}
	if !marked {
		return nil
	}
	if n := sent.Child(k, "nsubj"); n >= 0 {
		return []int{n}
	}
	h := sent.Tokens[k].Head
	if h > k && sent.Child(h, "cop") >= 0 {
		return []int{h} // the tree makes "three children" the predicate
	}
	if h >= 0 && c.lex.Classes.Has("copula", lower(sent.Tokens[h].Lemma)) {
		if n := sent.Child(h, "nsubj"); n >= 0 {
			return []int{n}
		}
	}
	return nil
}

// parts are the groups that victims are said to include: "eleven people, including
// three children", "nine people, five of them children".
func (c *coder) parts(s, v int) []int {
	sent := &c.d.Sentences[s]
	var list []int
	for _, k := range sent.Children(v) {
		t := &sent.Tokens[k]
		switch {
		case t.Is("nmod", "obl") && c.lex.Classes.Has("inclusion_marker", c.preposition(sent, k)) && c.figure(s, k) != nil:
			list = append(list, k)
		case t.Is("appos", "acl", "parataxis") && t.UPOS == "NUM" && c.ofThem(sent, k):
			list = append(list, k)
		}
	}
	return list
}

// ofThem tells whether a figure is of people told before: "five of them".
func (c *coder) ofThem(sent *doc.Sentence, k int) bool {
	for _, m := range sent.Children(k) {
		if sent.Tokens[m].UPOS == "PRON" && c.lex.Classes.Has("belonging_preposition", c.preposition(sent, m)) {
			return true
		}
	}
	return false
}

// persons are the people in a place of a clause: those whom the tables know for
// people, or that are named with a number. Captives only, where only they are asked
// for: "handed over three captives".
func (c *coder) persons(cl *clause, slot string, captives bool) []int {
	return slices.DeleteFunc(cl.find(slot), func(k int) bool {
		n := c.eventNoun(cl.s, k)
		if captives {
			return !n.Has("prisoner") || n.Has("remains")
		}
		m := c.mention(cl.s, k)
		return !n.Has("person") && !n.Has("troops") && (m < 0 || !c.countable(m))
	})
}

// handedBack tells whether remains are what is given back: "returned 90 bodies" does
// not say that 90 were killed now.
func (c *coder) handedBack(s, i int) bool {
	t := &c.d.Sentences[s].Tokens[i]
	if t.Head < 0 || !c.eventNoun(s, i).Has("remains") || !t.Is("obj", "nsubj:pass", "nsubj", "nmod", "dislocated", "root") {
		return false
	}
	cl := c.clause(s, t.Head)
	if cl == nil {
		return false
	}
	_, f := c.match(cl)
	return f != nil && (f.Type == "RETREAT" || f.Kind == record.Agreement || f.Issue == "prisoners")
}

// over is the clause that has both a word of harm and its figure below it: "put the
// number of dead at 95"; nil for none.
func (c *coder) over(s, i, v int) *clause {
	sent := &c.d.Sentences[s]
	for h := sent.Tokens[v].Head; h >= 0; h = sent.Tokens[h].Head {
		if sent.Tokens[h].UPOS == "VERB" {
			if !sent.Below(i, h) {
				return nil
			}
			return c.clause(s, h)
		}
	}
	return nil
}

// holder tells whether somebody, and no place, is a clause's subject: "the rebels hold
// 40 men", not "the camp holds 40 men".
func (c *coder) holder(cl *clause) bool {
	return slices.ContainsFunc(cl.find(subj), func(k int) bool {
		m := c.mention(cl.s, k)
		return m >= 0 && (c.d.Mentions[m].Type != record.PlaceType || c.d.Mentions[m].Form == doc.Name)
	})
}

// toHospital tells whether people are moved because they are hurt: "evacuated to a
// hospital".
func (c *coder) toHospital(s, i int) bool {
	sent := &c.d.Sentences[s]
	for _, k := range sent.Children(i) {
		for _, h := range c.lex.Harms[lower(sent.Tokens[k].Lemma)] {
			if h.Victims == "treated" && sent.Tokens[k].Is("obl") {
				return true
			}
		}
	}
	return false
}

// treated is whom a word for a wound or a hospital tells to be hurt: "treated 85 for
// burns", "eleven were taken to hospital".
func (c *coder) treated(s, i int) []int {
	sent := &c.d.Sentences[s]
	t := &sent.Tokens[i]
	if t.Head >= 0 && t.Is("nmod") {
		if h := sent.Tokens[t.Head].Head; h >= 0 && sent.Tokens[t.Head].Is("obj") && c.lex.Classes.Has("treating_verb", lower(sent.Tokens[h].Lemma)) {
			return []int{t.Head}
		}
	}
	if t.Head < 0 || !t.Is("obl") || !c.lex.Classes.Has("treating_verb", lower(sent.Tokens[t.Head].Lemma)) {
		return nil
	}
	if k := sent.Child(t.Head, "obj", "nsubj:pass"); k >= 0 {
		return []int{k}
	}
	return nil
}
