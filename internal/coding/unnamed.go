package coding

import (
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// kept are the people or the thing that a noun names where it is no mention: of a
// country where a place is all that is said of it ("an army post in Aru"). Else they
// are own, the parties found within its phrase.
func (c *coder) kept(s, t int, own []record.Mention) []record.Mention {
	where := len(own) == 1 && own[0].Type == record.PlaceType && len(own[0].Sectors) == 0
	if len(own) > 0 && (!where || c.d.Sentences[s].Child(t, "nmod:poss") >= 0) {
		return own
	}
	list := c.unnamed(s, t)
	if len(list) == 0 || where && len(list[0].Sectors) == 0 {
		return own
	}
	if where && list[0].Country == "" {
		list[0].Country = own[0].Country
		list[0].Code = record.Code(list[0].Country, list[0].Sectors)
	}
	return list
}

// standsForPeople tells whether a nationality stands for its people: before a noun that
// several share, or joined to another ("the Japanese and the Koreans").
func (c *coder) standsForPeople(sent *doc.Sentence, k int) bool {
	t := &sent.Tokens[k]
	return t.UPOS == "ADJ" && (t.Is("amod", "conj") || sent.Child(k, "conj") >= 0)
}

// properName is a name that no mention has: "the Anangu", "Barbarin". It is somebody
// of no known country.
func (c *coder) properName(s, t int) (record.Mention, bool) {
	sent := &c.d.Sentences[s]
	w := &sent.Tokens[t]
	_, n := utf8.DecodeRuneInString(w.Form)
	if w.UPOS != "PROPN" || sent.Kind != doc.Body || t == 0 || lower(w.Form) == w.Form || len(w.Form) < 3 || lower(w.Form[n:]) != w.Form[n:] || c.timed(s, t) || c.eventNoun(s, t) != nil || c.role(s, t) {
		return record.Mention{}, false
	}
	first, last := t, t+1
	for first > 1 && sent.Tokens[first-1].UPOS == "PROPN" && sent.Tokens[first-1].Head == t && c.mention(s, first-1) < 0 {
		first--
	}
	for last < len(sent.Tokens) && sent.Tokens[last].Is("flat") && sent.Tokens[last].Head == t && c.mention(s, last) < 0 {
		last++
	}
	out := record.Mention{Span: c.tokens(s, first, last), Type: record.Person}
	if first > 0 && sent.Tokens[first-1].Is("det") {
		out.Type = record.Group
	}
	out.Name = out.Exact
	return out, true
}
