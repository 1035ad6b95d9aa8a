package attribution

import (
	"github.com/rapporteur/rapporteur/internal/doc"
)

// voiceByOrder is the speaker of a finite verb of saying or thinking to which the
// tree gave none, by the order of words: who stands right after it ("…, **said**
// Ruiz, whose firm …", "Said Ruiz: …"), or right before it from the start of its
// clause ("Just over half **say** …").
func (f *finder) voiceByOrder(s *doc.Sentence, c *clause) voice {
	switch s.Tokens[c.v].XPOS {
	case "VBD", "VBZ", "VBP", "VB":
	default:
		return nobody
	}
	if !f.utters(&s.Tokens[c.v]) && !f.stance(c) || s.Child(c.v, "mark", "aux:pass", "csubj") >= 0 || f.inAnyQuotation(c.v) {
		return nobody
	}
	if c.v == s.Dateline || s.Tokens[c.v-1].UPOS == "PUNCT" {
		if m := f.mentionFrom(s, c.last); m >= 0 && f.d.Mentions[m].Type != "place" && s.Tokens[c.v].XPOS != "VB" {
			return voice{token: f.d.Mentions[m].Head, own: true}
		}
		return nobody
	}
	end := c.v
	for end > s.Dateline && (s.Tokens[end-1].UPOS == "ADV" || s.Tokens[end-1].UPOS == "AUX") {
		end--
	}
	start := end
	for start > s.Dateline {
		t := &s.Tokens[start-1]
		if t.UPOS == "PUNCT" && t.XPOS != "HYPH" || t.UPOS == "CCONJ" || t.UPOS == "SCONJ" || t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "PART" {
			break
		}
		start--
	}
	if start == end || s.Tokens[end-1].UPOS == "ADP" {
		return nobody
	}
	return f.phraseVoice(s, c, start, end)
}

// phraseVoice is the head of a noun phrase that is the whole run from start to
// end, where it can speak: people, a name, a share of those asked.
func (f *finder) phraseVoice(s *doc.Sentence, c *clause, start, end int) voice {
	for start < end && (s.Tokens[start].UPOS == "ADV" || s.Tokens[start].UPOS == "DET") {
		start++
	}
	if start < end && s.Tokens[start].UPOS == "ADP" && !f.words.quantity[f.lower(s, start)] {
		return nobody
	}
	for k := start; k < end; k++ {
		t := &s.Tokens[k]
		if f.isTime(k) || t.Is("flat") {
			continue
		}
		switch t.UPOS {
		case "NOUN", "PROPN", "NUM", "ADJ", "DET":
		default:
			continue
		}
		if t.Head >= start && t.Head < end && t.Head > k {
			continue // a word before its noun
		}
		share := f.words.share[t.Lemma] || f.words.share[t.Lower()]
		if !share && t.UPOS != "NOUN" && t.UPOS != "PROPN" || !share && !f.mayspeak(s, k) && !(t.UPOS == "NOUN" && f.words.vehicle[t.Lemma]) {
			if t.UPOS == "NOUN" || t.UPOS == "PROPN" {
				return nobody
			}
			continue
		}
		return voice{token: k, own: true}
	}
	return nobody
}

// withoutVoice takes the words of a speaker found by the order of words, and what
// stands between them and the cue, off what is said.
func (f *finder) withoutVoice(s *doc.Sentence, c *clause, got content) content {
	r := f.named(s, c.voice.token)
	first, last := min(r.First, c.first), max(r.Last, c.last)
	var pieces []doc.Range
	for _, p := range got.pieces {
		if p.Sentence != f.at || p.Last <= first || p.First >= last {
			pieces = append(pieces, p)
			continue
		}
		if p.First < first {
			pieces = append(pieces, f.trimmed(s, p.First, first)...)
		}
		if p.Last > last {
			pieces = append(pieces, f.trimmed(s, last, p.Last)...)
		}
	}
	got.pieces = pieces
	return got
}
