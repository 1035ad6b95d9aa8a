package coding

import (
	"slices"
	"sort"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// mention is the mention that token i belongs to, -1 for none.
func (c *coder) mention(s, i int) int {
	if i < 0 || i >= len(c.at[s]) {
		return -1
	}
	return int(c.at[s][i])
}

func (c *coder) anyParty(s int, tokens []int) bool {
	for _, t := range tokens {
		for _, k := range conjuncts(&c.d.Sentences[s], t) {
			if c.mention(s, k) >= 0 {
				return true
			}
		}
	}
	return false
}

// parties are the actors that a part of a frame stands for in a clause.
func (c *coder) parties(cl *clause, p lexicon.Part) []record.Mention {
	var tokens []int
	switch p.Slot {
	case agent:
		tokens = cl.agents
	case xsubj, xobj:
		return c.complementParty(cl, p.Slot)
	case speaker, hearer:
		return c.voices(cl, p.Slot)
	default:
		tokens = cl.find(p.Slot)
	}
	if len(tokens) == 0 && (c.lex.Classes.Has("party-slot", p.Slot) || cl.nominal && c.lex.Classes.Has("agent_marker", p.Slot)) {
		tokens = c.belowObject(cl, p.Slot)
	}
	if p.Slot == mod {
		tokens = c.withJoined(cl, tokens)
	}
	var list []record.Mention
	for _, t := range tokens {
		t = c.oneOf(cl.s, t)
		if p.Agent || p.Role == record.RoleActor && (p.Slot == subj || p.Slot == obj || p.Slot == agent) && c.mention(cl.s, t) < 0 && c.event(cl.s, t) {
			list = append(list, c.doer(cl.s, t)...)
			continue
		}
		if m := c.mention(cl.s, t); m >= 0 && cl.nominal && c.lex.Classes.Has("site_preposition", p.Slot) && c.d.Mentions[m].Type == record.PlaceType {
			continue // "the strike at Port Said"
		}
		if n := c.eventNoun(cl.s, t); c.mention(cl.s, t) < 0 && c.lex.Classes.Has("comitative", p.Slot) && (n.Has("support") || n.Has("help")) {
			continue // "with help from Chile" is no act toward Chile
		}
		if p.Slot == mod && !c.modifierParty(cl, t) {
			continue
		}
		list = append(list, c.partiesAt(cl.s, t, p.Role == record.RoleRecipient)...)
	}
	if len(list) == 0 && p.Role == record.RoleActor && p.Slot != mod && cl.frame != nil {
		for _, t := range tokens {
			list = append(list, c.folk(cl.s, t)...)
		}
	}
	if len(list) == 0 && p.Role == record.RoleActor && p.Slot == subj {
		for _, t := range tokens {
			list = append(list, c.maker(cl.s, t)...)
		}
	}
	return list
}

// oneOf is the event noun that a number or quantity counts: the strikes in "one of
// its air strikes"; else the token itself.
func (c *coder) oneOf(s, t int) int {
	sent := &c.d.Sentences[s]
	if sent.Tokens[t].UPOS != "NUM" && !c.lex.Classes.Has("quantity_noun", lower(sent.Tokens[t].Lemma)) {
		return t
	}
	if k := sent.Child(t, "nmod", "obl"); k >= 0 && c.event(s, k) && c.mention(s, k) < 0 {
		return k
	}
	return t
}

// event tells whether a noun names an attack, a fight or a meeting: who is in it
// stands below it.
func (c *coder) event(s, t int) bool {
	n := c.eventNoun(s, t)
	return n.Has("attack") || n.Has("fighting") || n.Has("talks") || n.Has("truce") || n.Has("accord") && c.mention(s, t) < 0
}

// belowObject finds a phrase that hangs on another argument in place of the
// predicate: "imposed limits on the press", "spoke about the dam with Kenya".
func (c *coder) belowObject(cl *clause, slot string) []int {
	var list []int
	by := cl.nominal && c.lex.Classes.Has("agent_marker", slot) // "the seizure of a farm by the army"
	if cl.nominal && !by && !c.lex.Classes.Has("counterpart-slot", slot) {
		return nil
	}
	for _, a := range cl.args {
		if a.slot == subj && !c.gift(cl.s, a.at) || a.slot == poss || a.slot == mod || cl.sent.Tokens[a.at].UPOS == "VERB" || cl.nominal && !by && a.slot != "in" && a.slot != "at" && a.slot != "on" {
			continue
		}
		for _, k := range conjuncts(cl.sent, a.at) {
			list = c.phrasesBelow(cl, list, k, slot, 2)
		}
	}
	return list
}

// gift tells whether a subject is what comes from one party to another: "Grain from
// Chile reached the camps".
func (c *coder) gift(s, at int) bool {
	n := c.eventNoun(s, at)
	if n == nil || c.mention(s, at) >= 0 {
		return false
	}
	for _, class := range n.Classes {
		if c.lex.Classes.Has("gift_class", class) {
			return true
		}
	}
	return false
}

func (c *coder) phrasesBelow(cl *clause, list []int, k int, slot string, steps int) []int {
	for _, n := range cl.sent.Children(k) {
		if !cl.sent.Tokens[n].Is("nmod", "obl") || cl.sent.Tokens[n].Is("nmod:poss") {
			continue
		}
		if c.preposition(cl.sent, n) == slot {
			list = append(list, n)
		} else if steps > 1 {
			list = c.phrasesBelow(cl, list, n, slot, steps-1)
		}
	}
	return list
}

// withJoined adds to modifiers those that are joined to them: "Chinese-Russian
// talks".
func (c *coder) withJoined(cl *clause, tokens []int) []int {
	list := tokens
	for _, t := range tokens {
		for _, k := range cl.sent.Children(t) {
			if !cl.sent.Tokens[k].Is("punct", "case", "det") {
				list = append(list[:len(list):len(list)], k)
			}
		}
	}
	return list
}

// complementParty is who a complement is about: its subject, or the party that
// its act is directed at ("threatened to bomb the port").
func (c *coder) complementParty(cl *clause, slot string) []record.Mention {
	if cl.comp < 0 {
		for _, o := range cl.find(obj) {
			if k := cl.sent.Child(o, "acl"); k >= 0 {
				if inner := c.clause(cl.s, k); inner != nil {
					return c.recipients(inner)
				}
			}
		}
		return nil
	}
	inner := c.clause(cl.s, cl.comp)
	if inner == nil {
		return nil
	}
	if slot == xobj {
		if list := c.recipients(inner); len(list) > 0 || cl.frame == nil || cl.frame.Type != "THREATEN" && cl.frame.Type != "REJECT" {
			return list
		}
		return c.undergoers(inner)
	}
	var list []record.Mention
	own := inner.find(subj)
	if inner.passive && len(own) == 0 {
		own = inner.find(obj)
	}
	for _, t := range own {
		if !slices.Contains(cl.find(subj), t) {
			list = append(list, c.partiesAt(cl.s, t, true)...)
		}
	}
	return list
}

// deepest is how many clauses, one within the other, recipients looks into.
const deepest = 8

// recipients are the parties that a clause's own frame has for recipients, or
// its object's.
func (c *coder) recipients(cl *clause) []record.Mention {
	if c.within >= deepest { // a relative clause is below its own object
		return nil
	}
	c.within++
	defer func() { c.within-- }()
	_, f := c.match(cl)
	if f == nil {
		return nil
	}
	switch f.Kind {
	case lexicon.Raise:
		return c.complementParty(cl, xobj)
	case lexicon.Noun:
		for _, t := range c.carriers(cl, f) {
			if n := c.clause(cl.s, t); n != nil && n.nominal {
				return c.recipients(n)
			}
		}
		return nil
	}
	var list []record.Mention
	for _, p := range f.Parts {
		if p.Role == record.RoleRecipient || p.Role == record.RoleActor && (p.Slot == obj || c.lex.Classes.Has("comitative", p.Slot)) {
			p.Role = record.RoleRecipient
			list = append(list, c.parties(cl, p)...)
		}
	}
	return list
}

// doer is who would do what a noun names: whose withdrawal is called for.
func (c *coder) doer(s, t int) []record.Mention {
	n := c.clause(s, t)
	if n == nil || !n.nominal {
		return c.inside(s, t, true)
	}
	if body, ok := c.bodyBefore(s, t); ok {
		return []record.Mention{body}
	}
	if _, f := c.match(n); f != nil {
		var list []record.Mention
		for _, p := range f.Parts {
			if p.Role == record.RoleActor {
				list = append(list, c.parties(n, p)...)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	var list []record.Mention
	for _, a := range n.args {
		if a.slot == poss || a.slot == mod && c.modifierParty(n, a.at) || c.lex.Classes.Has("agent_marker", a.slot) {
			list = append(list, c.partiesAt(s, a.at, false)...)
		}
	}
	return list
}

// partiesAt are the parties that an argument names: those of its mention and of
// the mentions joined to it; failing that the party that it belongs to ("Chad's
// decision", "the Chadian offer"); failing that, where anyone may be meant, the
// people or thing itself ("an army post").
func (c *coder) partiesAt(s, t int, anyone bool) []record.Mention {
	var list []record.Mention
	sent := &c.d.Sentences[s]
	for _, k := range conjuncts(sent, t) {
		if m := c.mention(s, k); m >= 0 {
			for _, other := range c.joined(s, k, m) {
				list = append(list, c.named(other, s)...)
			}
			list = append(list, c.named(m, s)...)
			for _, other := range c.listed(s, k, m) {
				list = append(list, c.named(other, s)...)
			}
			continue
		}
		if n, ok := c.nationality(s, k); ok && c.standsForPeople(sent, k) {
			list = append(list, n)
			continue
		}
		own := c.inside(s, k, anyone)
		if anyone {
			own = c.kept(s, k, own)
		}
		list = append(list, own...)
	}
	return append(list, c.apposed(s, t)...)
}

// apposed are the parties of a list that the tree takes for appositions: names
// of others beside the name that an argument begins with.
func (c *coder) apposed(s, t int) []record.Mention {
	sent := &c.d.Sentences[s]
	m := c.mention(s, t)
	if m < 0 || c.d.Mentions[m].Form != doc.Name && sent.Kind == doc.Body {
		return nil
	}
	var list []record.Mention
	for _, k := range sent.Children(t) {
		other := c.mention(s, k)
		if !sent.Tokens[k].Is("appos") || other < 0 || other == m || c.d.Mentions[other].Form != doc.Name && sent.Kind == doc.Body || c.d.Mentions[other].Actor == c.d.Mentions[m].Actor {
			continue
		}
		for _, j := range conjuncts(sent, k) {
			if x := c.mention(s, j); x >= 0 {
				list = append(list, c.named(x, s)...)
			}
		}
	}
	return list
}

// joined are the mentions before mention m that share its noun or its place in
// the sentence, parted from it by "and": "NATO and Afghan forces".
func (c *coder) joined(s, k, m int) []int {
	sent := &c.d.Sentences[s]
	first := c.d.Mentions[m].First
	if first < 2 || first > k || sent.Tokens[first-1].UPOS != "CCONJ" {
		return nil
	}
	other := c.mention(s, first-2)
	if other < 0 || !sent.Below(c.d.Mentions[other].Head, k) {
		return nil
	}
	return []int{other}
}

// listed are the mentions joined to a word of mention m other than its head:
// "leaders of Chad, Mali and Niger".
func (c *coder) listed(s, k, m int) []int {
	sent := &c.d.Sentences[s]
	var list []int
	for i := c.d.Mentions[m].First; i < c.d.Mentions[m].Last; i++ {
		if i == k {
			continue
		}
		for _, j := range sent.Children(i) {
			if other := c.mention(s, j); sent.Tokens[j].Is("conj") && other >= 0 && other != m && !slices.Contains(list, other) {
				list = append(list, other)
			}
		}
	}
	return list
}

// inside are the parties named within a phrase: whose, of which nationality, of
// what.
func (c *coder) inside(s, t int, anyone bool) []record.Mention {
	sent := &c.d.Sentences[s]
	if body, ok := c.bodyBefore(s, t); ok {
		return []record.Mention{body}
	}
	for _, rel := range []string{"flat", "nmod:poss", "compound", "amod", "nmod", "appos"} {
		var list []record.Mention
		for _, k := range sent.Children(t) {
			if !sent.Tokens[k].Is(rel) || rel == "nmod" && !c.belonging(s, t, k, anyone) {
				continue
			}
			for _, k := range conjuncts(sent, k) {
				if m := c.mention(s, k); m >= 0 {
					list = append(list, c.named(m, s)...)
				} else if n, ok := c.nationality(s, k); ok {
					list = append(list, n)
				} else if anyone && (rel == "nmod" || rel == "nmod:poss") || rel == "nmod" && c.lex.Classes.Has("quantity_noun", lower(sent.Tokens[k].Lemma)) {
					list = append(list, c.inside(s, k, true)...)
				}
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// belonging tells whether an of-phrase says whose a thing is. Of who acts that
// is so only of numbers of people: "dozens of Kenyans", not "the future of Iraq".
func (c *coder) belonging(s, t, k int, anyone bool) bool {
	sent := &c.d.Sentences[s]
	if !c.lex.Classes.Has("belonging_preposition", c.preposition(sent, k)) {
		return false
	}
	if c.lex.Classes.Has("inner_preposition", c.preposition(sent, k)) && !c.eventNoun(s, t).Has("place") {
		return false
	}
	return anyone || sent.Tokens[t].UPOS == "NUM" || c.lex.Classes.Has("quantity_noun", lower(sent.Tokens[t].Lemma))
}

// modifierParty tells whether a word before a noun names a party: "Kenyan talks"
// but not "peace talks".
// An organisation before a noun for talks only says where they belong ("EU
// summit").
func (c *coder) modifierParty(cl *clause, k int) bool {
	if m := c.mention(cl.s, k); m >= 0 {
		return !cl.event.Has("talks") || c.d.Mentions[m].Type != record.Organization
	}
	_, ok := c.nationality(cl.s, k)
	return ok
}

// nationality reads an adjective of nationality as its country.
func (c *coder) nationality(s, k int) (record.Mention, bool) {
	sent := &c.d.Sentences[s]
	word := func(i int) string {
		if i >= len(sent.Tokens) {
			return ""
		}
		return sent.Tokens[i].Form
	}
	country, n := c.lex.CountryAdjectives.Longest(k, word)
	if n == 0 && k > 0 {
		if country, n = c.lex.CountryAdjectives.Longest(k-1, word); n > 1 {
			k--
		} else {
			n = 0
		}
	}
	if n == 0 || country == nil {
		return record.Mention{}, false
	}
	span := c.d.Text.Span(sent.Tokens[k].Start, sent.Tokens[k+n-1].End)
	return record.Mention{Span: span, Type: record.Group, Name: country.Name, Country: country.Code, Code: country.Code}, true
}

// named are the parties that a mention names, each with its words. A pronoun has
// the words of the nearest earlier naming.
func (c *coder) named(m, s int) []record.Mention {
	mention := &c.d.Mentions[m]
	at := m
	if mention.Form == doc.Pronoun {
		who := c.speaking(m)
		if who < 0 {
			who = m
		}
		mention = &c.d.Mentions[who]
		if at = who; mention.Form == doc.Pronoun {
			if at = c.earlier(who); at < 0 {
				return nil
			}
		}
	}
	if country, ok := c.speaksFor(m, mention); ok {
		out := c.d.Mention(at)
		out.Type, out.Name, out.Country, out.Sectors, out.Code = record.PlaceType, country.Name, country.Code, nil, country.Code
		return []record.Mention{out}
	}
	if len(mention.Parties) > 0 {
		var list []record.Mention
		for _, p := range mention.Parties {
			own := at
			if c.d.Mentions[m].Form == doc.Pronoun {
				if k := c.ownNaming(&c.d.Mentions[m], p); k >= 0 {
					own = k
				}
			}
			list = append(list, c.actor(own, p))
		}
		return list
	}
	if mention.Actor < 0 {
		if mention.Form == doc.Pronoun {
			return nil
		}
		return []record.Mention{c.d.Mention(at)}
	}
	return []record.Mention{c.actor(at, mention.Actor)}
}

// speaksFor is the country that someone without a name means by "we" and "us".
func (c *coder) speaksFor(m int, who *doc.Mention) (*lexicon.Country, bool) {
	x := &c.d.Mentions[m]
	if x.Form != doc.Pronoun || who.Actor < 0 || !c.lex.Classes.Has("we_pronoun", c.d.Sentences[x.Sentence].Tokens[x.Head].Lower()) {
		return nil, false
	}
	a := &c.d.Actors[who.Actor]
	if !a.Anonymous || a.Country == "" {
		return nil, false
	}
	for _, country := range c.lex.Countries {
		if country.Code == a.Country {
			return country, true
		}
	}
	return nil, false
}

// actor is actor p with the words of mention m.
func (c *coder) actor(m, p int) record.Mention {
	out := c.d.Mention(m)
	a := &c.d.Actors[p]
	out.Name, out.Country, out.Sectors = a.Name, a.Country, a.Sectors
	out.Code = record.Code(a.Country, a.Sectors)
	return out
}

// earlier is the nearest mention before a pronoun that names its actor with
// words, else the nearest after it; of several parties one of them will do.
func (c *coder) earlier(m int) int {
	pronoun := &c.d.Mentions[m]
	here := sort.Search(len(c.order), func(k int) bool { return c.d.Mentions[c.order[k]].Start >= pronoun.Start })
	for k := here - 1; k >= 0; k-- {
		if c.names(c.order[k], pronoun) {
			return c.order[k]
		}
	}
	for k := here; k < len(c.order); k++ {
		if c.names(c.order[k], pronoun) {
			return c.order[k]
		}
	}
	return -1
}

// names tells whether mention k names with words whom a pronoun means.
func (c *coder) names(k int, pronoun *doc.Mention) bool {
	x := &c.d.Mentions[k]
	if x.Form == doc.Pronoun {
		return false
	}
	if len(pronoun.Parties) > 0 {
		return slices.Equal(x.Parties, pronoun.Parties) || x.Actor >= 0 && slices.Contains(pronoun.Parties, x.Actor)
	}
	return x.Actor >= 0 && x.Actor == pronoun.Actor
}

// speaking is the speaker of the statement that a pronoun stands in which no
// earlier naming explains: "we will stay", "they would not sign"; -1 elsewhere.
func (c *coder) speaking(m int) int {
	x := &c.d.Mentions[m]
	w := c.d.Sentences[x.Sentence].Tokens[x.Head].Lower()
	if x.Actor >= 0 || len(x.Parties) > 0 || c.lex.Classes.Has("relative-pronoun", w) || c.lex.Classes.Has("pronoun-thing", w) {
		return -1
	}
	if t := c.told(x.Sentence, x.Head); t >= 0 {
		return c.d.Statements[t].Speaker
	}
	return -1
}

// unnamed is a party that no mention names, by its noun: "an army post" is MIL.
func (c *coder) unnamed(s, t int) []record.Mention {
	sent := &c.d.Sentences[s]
	w := &sent.Tokens[t]
	if w.UPOS != "NOUN" && w.UPOS != "PROPN" || c.lex.Classes.Has("measure_unit", lower(w.Lemma)) {
		return nil
	}
	if out, ok := c.properName(s, t); ok {
		return []record.Mention{out}
	}
	first := t
	var sectors []string
	for first > 0 && sent.Tokens[first-1].Is("compound", "amod") && sent.Below(first-1, t) {
		first--
	}
	for k := first; k <= t && sectors == nil; k++ {
		if roles, ok := c.lex.Roles.Get(lower(sent.Tokens[k].Lemma)); ok && len(roles) > 0 {
			sectors = roles[0].Sectors
		}
	}
	if sectors == nil && c.eventNoun(s, t).Has("person") {
		sectors = []string{"CVL"} // "hikers"
	}
	if sectors == nil {
		return nil
	}
	out := record.Mention{Span: c.d.Text.Span(sent.Tokens[first].Start, w.End), Type: record.Group}
	out.Name, out.Sectors, out.Code = out.Exact, sectors, record.Code("", sectors)
	return []record.Mention{out}
}
