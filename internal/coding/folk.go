package coding

import "github.com/rapporteur/rapporteur/internal/record"

// sectorsAt are the sectors of the actor that a token's mention names.
func (c *coder) sectorsAt(s, at int) []string {
	m := c.mention(s, at)
	if m < 0 || c.d.Mentions[m].Actor < 0 {
		return nil
	}
	return c.d.Actors[c.d.Mentions[m].Actor].Sectors
}

// armed tells whether a token, or one joined to it, names people under arms:
// "marines", "the rebels", a front that fights.
func (c *coder) armed(s, at int) bool {
	for _, k := range conjuncts(&c.d.Sentences[s], at) {
		if n := c.eventNoun(s, k); n.Has("troops") || n.Has("police") || n.Has("armed") {
			return true
		}
		if sectors := c.sectorsAt(s, k); len(sectors) > 0 && c.lex.Classes.Has("armed_sector", sectors[0]) {
			return true
		}
	}
	return false
}

// civil tells whether a token names people who are neither under arms nor in
// office: "hauliers", "students", "Kenyans".
func (c *coder) civil(s, at int) bool {
	for _, k := range conjuncts(&c.d.Sentences[s], at) {
		n := c.eventNoun(s, k)
		if n.Has("protester") {
			return true
		}
		if n.Has("troops") || n.Has("police") || n.Has("armed") || n.Has("official") || n.Has("prisoner") {
			continue
		}
		if sectors := c.sectorsAt(s, k); len(sectors) > 0 {
			if c.lex.Classes.Has("civil_sector", sectors[0]) {
				return true
			}
			continue
		}
		if m := c.mention(s, k); m >= 0 && c.d.Mentions[m].Type == record.Group && c.d.Sentences[s].Tokens[k].XPOS != "NNP" {
			return true
		}
		if n.Has("person") {
			return true
		}
	}
	return false
}

// union tells whether a token names a body of states: "left the bloc", "quit
// NATO".
func (c *coder) union(s, at int) bool {
	if c.eventNoun(s, at).Has("alliance") {
		return true
	}
	for _, sector := range c.sectorsAt(s, at) {
		if sector == "IGO" {
			return true
		}
	}
	m := c.mention(s, at)
	return m >= 0 && c.d.Mentions[m].Actor >= 0 && c.d.Actors[c.d.Mentions[m].Actor].Country == "IGO"
}

// folk are people without a name who act: the nurses of "nurses walked off the
// job".
func (c *coder) folk(s, t int) []record.Mention {
	n := c.eventNoun(s, t)
	if _, ok := c.lex.Roles.Get(lower(c.d.Sentences[s].Tokens[t].Lemma)); ok || n.Has("person") || n.Has("protester") || n.Has("armed") {
		return c.unnamed(s, t)
	}
	return nil
}
