package coding

import (
	"slices"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// settle gives a draft the time and place that its clause names, and a number of
// people.
func (c *coder) settle(d *draft, cl *clause, top int) {
	best, near := -1, 0
	times, places := doc.In(c.d.Times, cl.s), doc.In(c.d.Places, cl.s)
	for k := range times {
		t := &times[k]
		if !c.belongs(cl, top, t.Head) || c.another(d, cl, top, t.Head) {
			continue
		}
		if n := depth(cl.sent, t.Head, top, cl.head); best < 0 || n < near {
			best, near = k, n
		}
	}
	if best >= 0 {
		at := times[best].Time
		d.Time = &at
		if d.Plover.Aux == "" {
			d.Plover.Aux = c.era(&at)
		}
	}
	best = -1
	for k := range places {
		p := &places[k]
		if !c.belongs(cl, top, p.Head) || !c.located(cl, d, p) {
			continue
		}
		if n := depth(cl.sent, p.Head, top, cl.head); best < 0 || n < near {
			best, near = k, n
		}
	}
	if best < 0 && d.Kind == record.Incident {
		best = slices.IndexFunc(places, func(p doc.Place) bool { return slices.Contains(cl.find(obj), p.Head) }) // "Aru, which was stormed"
	}
	if best >= 0 {
		where := places[best].Place
		d.Place = &where
	}
	if d.Place == nil && (d.Kind == record.Incident || d.Kind == record.Toll) {
		d.Place = c.onlyPlace(cl.s, d)
	}
	d.Plover.Contexts = c.contexts(cl.s, d.Evidence[0].Start, d.Evidence[0].End)
}

// onlyPlace is the place of a sentence that tells of one place only.
func (c *coder) onlyPlace(s int, d *draft) *record.Place {
	sent := &c.d.Sentences[s]
	var only *doc.Place
	places := doc.In(c.d.Places, s)
	for k := range places {
		p := &places[k]
		if p.First < sent.Dateline {
			continue
		}
		i := p.Head
		if h := sent.Tokens[i].Head; h >= 0 && sent.Tokens[i].Is("nmod", "appos") && c.eventNoun(s, h).Has("place") {
			i = h
		}
		word := c.preposition(sent, i)
		if h := sent.Tokens[i].Head; !c.lex.Classes.Has("place-preposition", word) && !(h >= 0 && c.event(s, h) && c.lex.Classes.Has("target_preposition", word)) {
			continue
		}
		if only != nil && only.Place.Name != p.Place.Name {
			return nil
		}
		only = p
	}
	if only == nil {
		return nil
	}
	where := only.Place
	return &where
}

// depth is how far token i hangs below the clause's head.
func depth(sent *doc.Sentence, i, top, head int) int {
	n := 0
	for i >= 0 && i != top && i != head && n <= len(sent.Tokens) {
		i = sent.Tokens[i].Head
		n++
	}
	return n
}

// era is the auxiliary mode that a time shows: historical for what was over a
// week before publication, future for what is to come.
func (c *coder) era(t *record.Time) string {
	day, err := time.Parse(time.DateOnly, c.d.Report.Date)
	if err != nil || t.Start == "" {
		return ""
	}
	if t.Start > c.d.Report.Date {
		return "future"
	}
	if t.End != "" && t.End < c.d.Report.Date && t.Start < day.AddDate(0, 0, -7).Format(time.DateOnly) {
		return "historical"
	}
	return ""
}

// belongs tells whether token i is said of the clause: going up from it, the
// first predicate met is the clause's own or the one that it shares its time and
// place with.
func (c *coder) belongs(cl *clause, top, i int) bool {
	sent := cl.sent
	if sent.Below(top, i) && i != top && sent.Tokens[i].UPOS != "VERB" {
		return false
	}
	for steps := 0; i >= 0 && steps <= len(sent.Tokens); steps++ {
		if i == top || i == cl.head {
			return true
		}
		if t := &sent.Tokens[i]; t.UPOS == "VERB" && steps > 0 {
			h := sent.Tokens[top].Head
			return h == i && sent.Tokens[top].Is("xcomp", "obj", "nsubj", "conj", "obl") && c.outer(sent, top) < 0 || t.Head == top && t.Is("xcomp") || t.Head == cl.head && t.Is("xcomp")
		}
		i = sent.Tokens[i].Head
	}
	return false
}

// another tells whether a time is that of another thing named in the clause: "the
// elections of 2022" in "welcomed the elections of 2022".
func (c *coder) another(d *draft, cl *clause, top, i int) bool {
	if d.Kind != record.Position && d.Kind != record.Act {
		return false
	}
	for i = cl.sent.Tokens[i].Head; i >= 0 && i != top && i != cl.head; i = cl.sent.Tokens[i].Head {
		if t := &cl.sent.Tokens[i]; t.UPOS == "NOUN" && (t.Is("obj", "nsubj", "nmod") || c.eventNoun(cl.s, i) != nil && len(c.eventNoun(cl.s, i).Uses) > 0) {
			return true
		}
	}
	return false
}

// located tells whether a place is where the thing happened: it stands after a
// preposition of place, or is what was hit, and is no party to it.
func (c *coder) located(cl *clause, d *draft, p *doc.Place) bool {
	sent := cl.sent
	for i := p.Head; i >= 0 && i != cl.head; i = sent.Tokens[i].Head {
		if c.lex.Classes.Has("place-preposition", c.preposition(sent, i)) {
			return true
		}
		if !sent.Tokens[i].Is("nmod", "appos", "compound", "flat") || sent.Tokens[i].Head < 0 ||
			!c.eventNoun(cl.s, sent.Tokens[i].Head).Has("place") {
			break
		}
	}
	if d.Kind == record.Incident {
		if h := sent.Tokens[p.Head].Head; h >= 0 && sent.Tokens[h].UPOS == "ADV" && sent.Tokens[p.Head].Is("obl", "nmod") && c.belongs(cl, cl.head, h) {
			return true // "east of Aru"
		}
		for _, a := range cl.args {
			if c.lex.Classes.Has("air_preposition", a.slot) && sent.Below(p.Head, a.at) && c.flown(cl, d) {
				return true // "was shot down over Aru"
			}
			if (a.slot == obj || c.lex.Classes.Has("target_preposition", a.slot)) && sent.Below(p.Head, a.at) {
				return true
			}
		}
		for _, t := range cl.find(subj) {
			if c.event(cl.s, t) && sent.Below(p.Head, t) && c.targetBelow(sent, t, p.Head) {
				return true // "an attack on the town of Aru killed two"
			}
		}
	}
	return false
}

// flown tells whether an attack is one from the air, or on what flies.
func (c *coder) flown(cl *clause, d *draft) bool {
	return d.Plover.Mode == "aerial" || slices.ContainsFunc(cl.find(obj), func(k int) bool {
		n := c.eventNoun(cl.s, k)
		return n.Has("vehicle") || n.Has("military") || n.Has("weapon")
	})
}

// targetBelow tells whether a place stands in the phrase that tells what an event
// noun was directed at.
func (c *coder) targetBelow(sent *doc.Sentence, noun, place int) bool {
	for _, k := range sent.Children(noun) {
		if c.lex.Classes.Has("target_preposition", c.preposition(sent, k)) && sent.Below(place, k) {
			return true
		}
	}
	return false
}

// contexts are PLOVER's contexts that words of the evidence show, three at most.
func (c *coder) contexts(s, start, end int) []string {
	list := []string{}
	for k := range c.d.Sentences[s].Tokens {
		t := &c.d.Sentences[s].Tokens[k]
		if t.Start < start || t.End > end {
			continue
		}
		ctx := c.lex.Contexts[lower(t.Lemma)]
		known := ctx == ""
		for _, have := range list {
			known = known || have == ctx
		}
		if !known && len(list) < 3 {
			list = append(list, ctx)
		}
	}
	return list
}

// issue is what the words from token first to last are about at the table: the
// longest phrase of issues.tsv, articles aside, of several the one nearest to the
// head of the words. That there is to be talking is no issue where it only stands
// far below ("wants an answer before next week's summit").
func (c *coder) issue(s, first, last, head int) string {
	sent := &c.d.Sentences[s]
	t := sent.Tokens
	words := make([]int, 0, last-first)
	for i := first; i < last && i < len(t); i++ {
		if c.inName(s, i) {
			continue
		}
		if t[i].UPOS != "DET" && !t[i].Is("nmod:poss", "case") || t[i].UPOS == "NOUN" || t[i].UPOS == "PROPN" || t[i].UPOS == "ADP" {
			words = append(words, i)
		}
	}
	at := 0
	word := func(i int) string {
		if i >= len(words) {
			return ""
		}
		return lower(t[words[i]].Lemma)
	}
	form := func(i int) string {
		if i == at && t[words[i]].XPOS != "VBZ" { // "remains" as a verb are no remains
			return t[words[i]].Lower()
		}
		return word(i)
	}
	best, size, near := "", 0, 0
	for at = range words {
		issue, n := c.lex.Issues.Longest(at, word)
		if other, k := c.lex.Issues.Longest(at, form); k > n || k == n && k > 0 && t[words[at]].UPOS == "NOUN" {
			issue, n = other, k
		}
		if n == 0 {
			bare := strings.TrimSuffix(form(at), plural)
			issue, n = c.lex.Issues.Longest(at, func(i int) string {
				if i == at {
					return bare
				}
				return word(i)
			})
		}
		if n == 0 {
			continue
		}
		far := depth(sent, words[at], head, head)
		if n == 1 && issue == "talks" && far > 1 {
			continue
		}
		if best == "" || 2*n-far > 2*size-near {
			best, size, near = issue, n, far
		}
	}
	return best
}

// inName tells whether a token is part of a person's or body's name: the Security
// Council is no matter of security.
func (c *coder) inName(s, i int) bool {
	m := c.mention(s, i)
	return m >= 0 && c.d.Mentions[m].Form == doc.Name && c.d.Mentions[m].Type != record.PlaceType
}

// people is the number of people that an argument counts: "freed 19 hostages".
func (c *coder) people(s, t int) *doc.Number {
	numbers := doc.In(c.d.Numbers, s)
	for k := range numbers {
		n := &numbers[k]
		if n.Noun == t || n.Noun < 0 && n.Head == t {
			return n
		}
	}
	return nil
}
