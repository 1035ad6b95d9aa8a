package mention

import (
	"strings"
	"unicode/utf8"
)

// written is a known name as the report spells it, where it is as full as the
// table's: a person's with the same initials, a body's of three words, a place's
// of as many words. Names in capitals are the table's.
func (f *finder) written(it *item, known string) string {
	words := it.last - it.first
	text := f.text(it.first, it.last)
	if first := f.t[it.first].Form; len(first) > 3 && strings.ToUpper(first) == first || strings.HasPrefix(text, known+" ") {
		return ""
	}
	switch it.kind {
	case personItem:
		if words < 2 || initial(f.t[it.first].Form) != initial(known) || initial(f.t[it.last-1].Form) != initial(lastWord(known)) && !f.hyphen(it.last-2) {
			return ""
		}
	case orgItem:
		if _, n := f.lex.CountryAdjectives.Longest(it.first, f.formAt); words < 3 || n > 0 || !capital(f.t[it.first].Form) || !capital(f.t[it.last-1].Form) || f.possessive(it.first+1) {
			return ""
		}
	case placeItem:
		if words < len(strings.Fields(known)) || f.lex.Areas[f.t[it.last-1].Form].Kind == "settlement" || f.lex.Areas[f.t[it.last-1].Form].Kind == "region" {
			return ""
		}
	}
	return text
}

// initial is a name's first letter without its accent.
func initial(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	if plain := accents[r]; plain != 0 {
		r = plain
	}
	return string(r)
}

// accents are the capitals of European and Turkish names with an accent.
var accents = map[rune]rune{'Á': 'A', 'À': 'A', 'Â': 'A', 'Ä': 'A', 'Å': 'A', 'Ç': 'C', 'Č': 'C', 'Ć': 'C', 'É': 'E', 'È': 'E',
	'Í': 'I', 'İ': 'I', 'Ó': 'O', 'Ö': 'O', 'Ø': 'O', 'Ş': 'S', 'Š': 'S', 'Ú': 'U', 'Ü': 'U', 'Ž': 'Z', 'Ż': 'Z', 'Đ': 'D'}
