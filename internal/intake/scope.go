package intake

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// Scope is what a broad stream is cut down to before anything is parsed: reports
// that have certain words, and reports that name at least two of certain
// parties. It looks for names, adjectives, peoples, capitals, leaders, places and
// organisations of the lexicon, letter by letter; a page that stays is not
// thereby about the parties, and one that calls them by nothing but "the two
// neighbours" is lost.
type Scope struct {
	first map[string][]naming // by the first word of a naming
	about uint64              // bits of the texts asked for, of which one is enough
	sides uint64              // bits of the parties
	need  int                 // how many parties are needed
	folds bool                // some namings are looked for in any case of letters
}

// naming is a phrase that stands for a text or party asked for.
type naming struct {
	rest []string // its words after the first
	bit  uint64
	fold bool // in any case of letters; words are in lower case then
}

// NewScope is the scope of a list of texts, parted by commas, of which one must
// occur ("istanbul, kyiv"; a place, country or organisation by any of its
// names), and of parties: codes of countries, or names. It is nil where nothing
// is asked for.
func NewScope(lex *lexicon.Lexicon, about string, parties []string) (*Scope, error) {
	s := &Scope{first: map[string][]naming{}}
	n := 0
	bit := func() (uint64, error) {
		if n++; n > 64 {
			return 0, fmt.Errorf("more than 64 texts and parties")
		}
		return 1 << (n - 1), nil
	}
	for text := range strings.SplitSeq(about, ",") {
		if len(words(text)) == 0 {
			continue
		}
		b, err := bit()
		if err != nil {
			return nil, err
		}
		s.about |= b
		s.add(strings.ToLower(text), b, true)
		for _, name := range otherNames(text, lex) {
			s.add(name, b, false)
		}
	}
	for _, party := range parties {
		if party = strings.TrimSpace(party); party == "" {
			continue
		}
		b, err := bit()
		if err != nil {
			return nil, err
		}
		names := namesOf(party, lex)
		if len(names) == 0 {
			return nil, fmt.Errorf("no party %q; name a country by its three letters (RUS) or a party by its name (Hamas)", party)
		}
		s.sides |= b
		for _, name := range names {
			s.add(name, b, false)
		}
	}
	s.need = min(2, bits.OnesCount64(s.sides))
	if n == 0 {
		return nil, nil
	}
	return s, nil
}

// add files a naming.
func (s *Scope) add(name string, bit uint64, fold bool) {
	w := words(name)
	if len(w) == 0 {
		return
	}
	s.folds = s.folds || fold
	s.first[w[0]] = append(s.first[w[0]], naming{w[1:], bit, fold})
}

// namesOf are the namings of a party: a country with all that is its own, or
// an organisation or people by every name it has.
func namesOf(party string, lex *lexicon.Lexicon) []string {
	code := strings.ToUpper(party)
	country := lex.CountryByCode[code]
	if country == nil && len(code) == 6 { // RUSGOV
		country = lex.CountryByCode[code[:3]]
	}
	if country == nil {
		country, _ = lex.CountryNames.Get(party)
	}
	if country != nil {
		return countryNames(country, lex)
	}
	names := otherNames(party, lex)
	// Three capitals that are no country's are taken for a slip, not for a name.
	isCode := len(party) == 3 && strings.ToUpper(party) == party
	if len(names) == 0 && len(words(party)) > 0 && strings.ToLower(party) != party && !isCode {
		names = []string{party}
	}
	return names
}

// countryNames are the namings of a country: its names, adjectives, peoples and
// capital, who leads it, its bodies and places.
func countryNames(c *lexicon.Country, lex *lexicon.Lexicon) []string {
	names := slices.Concat([]string{c.Name}, c.Aliases, c.Adjectives, c.Peoples, c.Capitals)
	if c.Capital != "" {
		names = append(names, c.Capital)
	}
	for name, people := range lex.People.All() {
		if slices.ContainsFunc(people, func(p *lexicon.Person) bool { return p.Country == c.Code }) {
			names = append(names, name)
		}
	}
	for surname, people := range lex.Surnames {
		alone := !slices.ContainsFunc(people, func(p *lexicon.Person) bool { return p.Country != c.Code })
		if len(surname) >= shortestName && alone {
			names = append(names, surname)
		}
	}
	for name, o := range lex.Organizations.All() {
		if o.Country == c.Code {
			names = append(names, name)
		}
	}
	for name, places := range lex.Places.All() {
		if len(name) >= shortestName && len(places) > 0 && places[0].Country == c.Code {
			names = append(names, name)
		}
	}
	for name, p := range lex.Peoples.All() {
		if strings.EqualFold(p.Country, c.Code) {
			names = append(names, name)
		}
	}
	return names
}

// shortestName is the least number of letters of a surname or place that is
// looked for by itself.
const shortestName = 5

// otherNames are all names of the place, organisation or country that a text
// names: "Kiev" too for "kyiv".
func otherNames(text string, lex *lexicon.Lexicon) []string {
	text = strings.TrimSpace(text)
	var names []string
	for name, c := range lex.CountryNames.All() {
		if strings.EqualFold(name, text) {
			names = append(append(append(names, c.Name), c.Aliases...), c.Adjectives...)
			names = append(names, c.Peoples...)
		}
	}
	for name, places := range lex.Places.All() {
		if strings.EqualFold(name, text) && len(places) > 0 {
			names = append(append(names, places[0].Name), places[0].Aliases...)
		}
	}
	for name, o := range lex.Organizations.All() {
		if !strings.EqualFold(name, text) {
			continue
		}
		for other, p := range lex.Organizations.All() {
			if p.Name == o.Name {
				names = append(names, other)
			}
		}
	}
	return names
}

// Covers tells whether a text bears on what is asked for. A nil scope covers all.
func (s *Scope) Covers(text string) bool {
	if s == nil {
		return true
	}
	return s.CoversBytes([]byte(text))
}

// CoversBytes is Covers for the bytes of a text or page.
func (s *Scope) CoversBytes(text []byte) bool {
	if s == nil {
		return true
	}
	var met uint64
	var folded [64]byte
	for i := 0; i < len(text); {
		n := wordLen(text[i:])
		if n == 0 {
			i += max(1, gapLen(text[i:]))
			continue
		}
		word := text[i : i+n]
		after := text[i+n:]
		i += n
		if c := word[0]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			met |= match(s.first[string(word)], after, false)
			if len(word) > 3 && len(word) <= len(folded) && word[1] >= 'A' && word[1] <= 'Z' {
				title := append(folded[:0], word[0]) // MOSCOW
				for _, c := range word[1:] {
					title = append(title, lower(c))
				}
				met |= match(s.first[string(title)], after, false)
			}
		}
		if s.folds && len(word) <= len(folded) {
			low := folded[:0]
			for _, c := range word {
				low = append(low, lower(c))
			}
			met |= match(s.first[string(low)], after, true)
		}
		if (s.about == 0 || met&s.about != 0) && bits.OnesCount64(met&s.sides) >= s.need {
			return true
		}
	}
	return false
}

// match gives the bits of the namings whose other words follow.
func match(namings []naming, after []byte, fold bool) (met uint64) {
	for _, n := range namings {
		if n.fold != fold {
			continue
		}
		rest, fits := after, true
		for _, want := range n.rest {
			gap := gapLen(rest)
			rest = rest[gap:]
			size := wordLen(rest)
			fits = gap > 0 && gap <= 4 && same(rest[:size], want)
			if !fits {
				break
			}
			rest = rest[size:]
		}
		if fits {
			met |= n.bit
		}
	}
	return met
}

// same compares words, a capital of the text standing for a small letter too.
func same(word []byte, want string) bool {
	if len(word) != len(want) {
		return false
	}
	for i, c := range word {
		if c != want[i] && lower(c) != want[i] {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// wordLen is how many bytes the word at the start of a text has; 0 where none
// starts there.
func wordLen(text []byte) int {
	for i, c := range text {
		switch {
		case c >= 0x80 && !isGap(text[i:]), c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9':
		default:
			return i
		}
	}
	return len(text)
}

// gapLen is how many bytes stand before the next word.
func gapLen(text []byte) int {
	for i := 0; i < len(text); {
		switch {
		case text[i] >= 0x80 && isGap(text[i:]):
			i += min(len(text)-i, 2+int(text[i]>>5&1))
		case wordLen(text[i:min(len(text), i+3)]) == 0:
			i++
		default:
			return i
		}
	}
	return len(text)
}

// isGap tells quotation marks, dashes and hard spaces.
func isGap(text []byte) bool {
	return text[0] == 0xc2 && len(text) > 1 && text[1] == 0xa0 || text[0] == 0xe2 && len(text) > 1 && text[1] == 0x80
}

// words are the words of a naming as the walk over a text finds them.
func words(name string) []string {
	var all []string
	text := []byte(name)
	for i := 0; i < len(text); {
		if n := wordLen(text[i:]); n > 0 {
			all = append(all, name[i:i+n])
			i += n
			continue
		}
		i += max(1, gapLen(text[i:]))
	}
	return all
}
