package mention

import (
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/record"
)

// pronoun files a pronoun that can stand for a party: "he", "they", "who". It
// tells whether token i is one; the possessive ones stand before a noun and are
// read with it.
func (f *finder) pronoun(i int) bool {
	t := &f.t[i]
	if len(t.Form) > 1 && f.acronym(i) && !f.shouts {
		return false // "IT"
	}
	if t.UPOS != "PRON" && t.UPOS != "DET" || !f.words.pronoun[f.lower[i]] {
		return false
	}
	if f.words.possessor[f.lower[i]] && (t.XPOS == "PRP$" || t.Is("nmod:poss") || t.XPOS == "" && t.Deprel == "" && i+1 < len(f.t) && f.t[i+1].UPOS != "PUNCT") {
		f.file(i)
		return false
	}
	if f.words.relative[f.lower[i]] && i == 0 {
		return false
	}
	f.file(i)
	return true
}

func (f *finder) file(i int) {
	word := f.lower[i]
	p := phrase{first: i, last: i + 1, head: i, typ: record.Group, form: doc.Pronoun}
	p.says.Role, p.says.Definite = word, true
	switch {
	case f.words.male[word]:
		p.typ, p.says.Sex = record.Person, "m"
	case f.words.female[word]:
		p.typ, p.says.Sex = record.Person, "f"
	case f.lex.Classes.Has("pronoun-thing", word):
		p.typ = record.Organization
	case f.lex.Classes.Has("pronoun-plural", word):
		p.says.Plural = true
	}
	f.emit(&p)
}
