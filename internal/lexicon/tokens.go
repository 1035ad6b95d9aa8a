package lexicon

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// TokenKind is a set of the kinds that tokens.tsv gives a string.
type TokenKind uint16

// What a string tells of where a token ends.
const (
	Emoticon   TokenKind = 1 << iota // ":-)"
	WholeToken                       // "w/o", "Yahoo!": one token, whatever signs it has
	Unit                             // "km" of "10km": a token of its own
	Prefix                           // "anti" of "anti-war": the hyphen parts no tokens
	Suffix                           // "wise" of "price-wise": the same
	Domain                           // "com" of "example.com"
	FileEnding                       // "pdf"
	Starter                          // "the": in capitals after "U.S.", it begins a sentence
	Day                              // "sunday": after "p.m.", it does not
)

var tokenKinds = map[string]TokenKind{"emoticon": Emoticon, "word": WholeToken, "unit": Unit, "prefix": Prefix, "suffix": Suffix, "domain": Domain, "file": FileEnding, "starter": Starter, "day": Day}

func (lex *Lexicon) loadTokens(t *Table) error {
	if lex.Tokens == nil {
		lex.Tokens = map[string]TokenKind{}
	}
	return t.each(func(c []string) error {
		for _, name := range list(c[1]) {
			kind, ok := tokenKinds[name]
			if !ok {
				return fmt.Errorf("no kind of token %q", name)
			}
			lex.Tokens[c[0]] |= kind
		}
		return nil
	}, "text", "kinds")
}

// prefixes are the prefixes of the embedded tokens.tsv, for Words, which has no Lexicon.
var prefixes = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	data, err := embedded.ReadFile("hand/tokens.tsv")
	if err != nil {
		return set
	}
	t, err := ParseTable("hand/tokens.tsv", data)
	if err != nil {
		return set // Load says what is wrong
	}
	lex := &Lexicon{}
	if lex.loadTokens(t) != nil {
		return set
	}
	for text, kind := range lex.Tokens {
		if kind&Prefix != 0 {
			set[text] = true
		}
	}
	return set
})

// boundPrefix tells a hyphen, rune i, that binds a prefix to its word and parts
// no tokens: that of "Non-Proliferation".
func boundPrefix(runes []rune, i int) bool {
	first := i
	for first > 0 && unicode.IsLetter(runes[first-1]) {
		first--
	}
	if runes[i] == '–' || runes[i] == '—' || first > 0 && apostrophe(runes[first-1]) {
		return false
	}
	return prefixes()[strings.ToLower(string(runes[first:i]))]
}
