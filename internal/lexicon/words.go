package lexicon

import (
	"strings"
	"unicode"
)

// Words is a written phrase in the form that our tokens have, its words parted
// by single spaces, so that a table may be written as people write and still
// be looked up token by token: "Guinea-Bissau" is "Guinea - Bissau", "the
// People's Army" is "the People 's Army", "Washington, D.C." is "Washington ,
// D.C.". A curly apostrophe becomes a straight one. A full stop stays with its
// word ("U.S.", "St."), and so does a hyphen between digits ("1990-91").
func Words(phrase string) string {
	var b strings.Builder
	b.Grow(len(phrase) + 8)
	runes := []rune(phrase)
	for i, r := range runes {
		before, after := rune(0), rune(0)
		if i > 0 {
			before = runes[i-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case dash(r) && partsWords(before, after) && !boundPrefix(runes, i):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		case apostrophe(r):
			if possessive(runes[i:], before) {
				b.WriteByte(' ')
			}
			b.WriteByte('\'')
		case apart(r) && !(r == ',' && unicode.IsDigit(before) && unicode.IsDigit(after)):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// words is Words, with the prefixes of tokens.tsv left on their words, as the
// tokeniser leaves them: "sub-Saharan Africa".
func (lex *Lexicon) words(phrase string) string {
	phrase = Words(phrase)
	if !strings.Contains(phrase, " - ") {
		return phrase
	}
	parts := strings.Fields(phrase)
	out := parts[:0]
	for i := 0; i < len(parts); i++ {
		if i+2 < len(parts) && parts[i+1] == "-" && lex.Tokens[strings.ToLower(parts[i])]&Prefix != 0 {
			out = append(out, parts[i]+"-"+parts[i+2])
			i += 2
			continue
		}
		out = append(out, parts[i])
	}
	return strings.Join(out, " ")
}

// Word is one token's form as phrase tables have it: the curly apostrophe
// straight. It gives form itself where there is nothing to change.
func Word(form string) string {
	for _, r := range form {
		if r != '\'' && apostrophe(r) {
			return strings.Map(straight, form)
		}
	}
	return form
}

func straight(r rune) rune {
	if apostrophe(r) {
		return '\''
	}
	return r
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' }

func dash(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' || r == '—' }

// apart tells the marks that are always a token of their own.
func apart(r rune) bool {
	switch r {
	case ',', ';', ':', '(', ')', '[', ']', '"', '“', '”', '!', '?':
		return true
	}
	return false
}

// partsWords tells a hyphen that stands between two words: one side at least is
// a letter and neither is a space or an end.
func partsWords(before, after rune) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || apostrophe(r) }
	return word(before) && word(after) && !(unicode.IsDigit(before) && unicode.IsDigit(after))
}

// possessive tells an apostrophe that begins a clitic: that of "People's" and
// of "Workers' ", not that of "Sana'a".
func possessive(rest []rune, before rune) bool {
	ends := func(i int) bool { return i >= len(rest) || !unicode.IsLetter(rest[i]) && !unicode.IsDigit(rest[i]) }
	if !unicode.IsLetter(before) {
		return false
	}
	if ends(1) {
		return before == 's' || before == 'S'
	}
	return (rest[1] == 's' || rest[1] == 'S') && ends(2)
}
