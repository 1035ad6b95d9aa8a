package coding

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// statements makes an entry of every statement: who said what, by which cue.
func (c *coder) statements() {
	for k := range c.d.Statements {
		st := &c.d.Statements[k]
		if len(st.Pieces) == 0 || st.Cue.Last <= st.Cue.First {
			continue
		}
		d := draft{sentence: st.Sentence, head: st.Cue.Head, told: -1, statement: k}
		d.Kind = record.Statement
		d.Confidence = st.Confidence
		who, ok := c.speaker(st)
		if !ok {
			continue
		}
		d.Speaker = &who
		cue := c.tokens(st.Cue.Sentence, st.Cue.First, st.Cue.Last)
		d.Cue = &cue
		for _, p := range st.Pieces {
			d.Content = append(d.Content, c.d.Text.Span(p[0], p[1]))
		}
		for _, e := range st.Evidence {
			d.Evidence = append(d.Evidence, c.d.Text.Span(e[0], e[1]))
		}
		if len(d.Evidence) == 0 {
			d.Evidence = append(d.Evidence, d.Content...)
		}
		quoted := st.Quoted
		d.Quoted = &quoted
		if st.Addressee >= 0 {
			if to := c.named(st.Addressee, st.Sentence); len(to) > 0 {
				d.Addressee = &to[0]
			}
		}
		d.Why = &record.Why{Rule: st.Rule, Words: []string{who.Exact, cue.Exact}}
		c.drafts = append(c.drafts, d)
	}
}

// speaker is who makes a statement. Several together are one speaker, the span
// over all of them, with their country where they share it.
func (c *coder) speaker(st *doc.Statement) (record.Speaker, bool) {
	all := c.speakers(st)
	at := st.SpeakerAt
	switch {
	case len(all) > 1 && at.Last > at.First:
		out := record.Speaker{Anonymous: st.Anonymous}
		out.Span = c.tokens(at.Sentence, at.First, at.Last)
		out.Type, out.Name = all[0].Type, out.Exact
		out.Country, out.Sectors = all[0].Country, all[0].Sectors
		for _, m := range all[1:] {
			if m.Country != out.Country {
				out.Country, out.Sectors = "", nil
			}
		}
		out.Code = record.Code(out.Country, out.Sectors)
		return out, true
	case len(all) > 0:
		out := record.Speaker{Mention: all[0], Anonymous: st.Anonymous}
		if m := &c.d.Mentions[st.Speaker]; m.Form != doc.Pronoun && at.Sentence == m.Sentence && at.Contains(m.Sentence, m.First) && at.Last >= m.Last {
			out.Span = c.tokens(at.Sentence, at.First, at.Last) // with what is apposed to it
		}
		return out, true
	case at.Last > at.First:
		out := record.Speaker{Anonymous: st.Anonymous}
		out.Span = c.tokens(at.Sentence, at.First, at.Last)
		out.Type, out.Name = record.Person, out.Exact
		return out, true
	}
	return record.Speaker{}, false
}

// speakers are the parties named in the words for the speaker.
func (c *coder) speakers(st *doc.Statement) []record.Mention {
	if st.Speaker < 0 {
		return nil
	}
	list := c.named(st.Speaker, st.Sentence)
	at := st.SpeakerAt
	if len(list) == 0 || at.Last <= at.First || at.Sentence < 0 || at.Sentence >= len(c.at) {
		return list
	}
	if m := &c.d.Mentions[st.Speaker]; m.Sentence != at.Sentence {
		return list
	}
	for _, k := range conjuncts(&c.d.Sentences[at.Sentence], at.Head) {
		if m := c.mention(at.Sentence, k); m >= 0 && m != st.Speaker && at.Contains(at.Sentence, k) {
			list = append(list, c.named(m, st.Sentence)...)
		}
	}
	return list
}
