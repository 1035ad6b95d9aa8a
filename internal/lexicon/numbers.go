package lexicon

import (
	"fmt"
	"slices"
	"strconv"
)

// NumberKinds are the kinds of a number word: a unit ("seven"), a ten
// ("twenty"), a multiplier ("hundred", "dozen"), a vague plural ("dozens"), a
// vague quantifier before a multiplier ("several"), a fraction ("half"), a
// group of people or things ("pair"), an article that counts one ("a"), an
// ordinal ("third"), and the joiners "and" and "of".
var NumberKinds = []string{"unit", "tens", "multiplier", "vague", "several", "fraction", "group", "article", "ordinal",
	"and", "of"}

// NumberWord is one word of number: "twenty" is tens, 20.
type NumberWord struct {
	Kind  string
	Value float64
}

// Numbers are the words that numbers are written with.
type Numbers struct {
	words map[string]NumberWord
}

func (lex *Lexicon) loadNumbers(t *Table) error {
	if lex.Numbers.words == nil {
		lex.Numbers.words = make(map[string]NumberWord, len(t.Rows))
	}
	return t.each(func(c []string) error {
		if !slices.Contains(NumberKinds, c[1]) {
			return fmt.Errorf("%q is no kind of number word; docs/lexicon.md lists them", c[1])
		}
		value, err := strconv.ParseFloat(c[2], 64)
		if err != nil {
			return fmt.Errorf("%q is no number", c[2])
		}
		lex.Numbers.words[c[0]] = NumberWord{c[1], value}
		return nil
	}, "word", "kind", "value")
}

// Word is what a word, lower case, means as a number word.
func (n *Numbers) Word(word string) (NumberWord, bool) {
	w, ok := n.words[word]
	return w, ok
}

// Is tells whether a word, lower case, is a number word of a kind.
func (n *Numbers) Is(word, kind string) bool { return n.words[word].Kind == kind }

// Figure is a number as the words tell it: "two and a half million" is
// 2,500,000 in five words. Vague is a plural that only says how many at least
// ("hundreds of thousands": 200,000).
type Figure struct {
	Value  float64
	Length int // words
	Vague  bool
	Digits bool // begins with digits
}

// Read is the longest number that begins at word i; its Length is 0 where none
// does. word gives tokens in lower case and "" past the end. An article alone
// is no number, and neither is an ordinal.
func (n *Numbers) Read(i int, word func(int) string) Figure {
	first := word(i)
	if first == "" {
		return Figure{}
	}
	if value, ok := Digits(first); ok {
		return n.afterDigits(i, value, word)
	}
	switch w := n.words[first]; w.Kind {
	case "unit", "tens":
		return n.cardinal(i, word)
	case "vague":
		return n.vague(i, w.Value, word)
	case "several":
		if m := n.words[word(i+1)]; m.Kind == "multiplier" {
			return Figure{Value: atLeast(w.Value, m.Value), Length: 2, Vague: true}
		}
	case "article":
		return n.afterArticle(i, word)
	case "fraction":
		if n.Is(word(i+1), "article") {
			if m := n.words[word(i+2)]; m.Kind == "multiplier" {
				return Figure{Value: w.Value * m.Value, Length: 3}
			}
		}
		if hyphen(word(i + 1)) {
			if m := n.words[word(i+2)]; m.Kind == "multiplier" {
				return Figure{Value: w.Value * m.Value, Length: 3}
			}
		}
	case "multiplier":
		if m := n.words[word(i+1)]; m.Kind == "multiplier" && m.Value > w.Value { // "hundred thousand"
			return Figure{Value: w.Value * m.Value, Length: 2}
		}
	}
	return Figure{}
}

// afterDigits reads what multiplies a figure in digits: "1.5 million", "20 thousand".
func (n *Numbers) afterDigits(i int, value float64, word func(int) string) Figure {
	f := Figure{Value: value, Length: 1, Digits: true}
	for {
		next := word(i + f.Length)
		if m := n.words[next]; m.Kind == "multiplier" {
			f.Value *= m.Value
			f.Length++
			continue
		}
		if f.Length == 1 && value < 1000 && next == "000" {
			f.Value *= 1000
			f.Length++
			continue
		}
		return f
	}
}

// afterArticle reads "a dozen", "a hundred thousand", "a few hundred", "a pair".
func (n *Numbers) afterArticle(i int, word func(int) string) Figure {
	switch w := n.words[word(i+1)]; w.Kind {
	case "multiplier":
		f := n.cardinal(i+1, word)
		f.Length++
		return f
	case "group":
		return Figure{Value: w.Value, Length: 2}
	case "several":
		if m := n.words[word(i+2)]; m.Kind == "multiplier" {
			return Figure{Value: atLeast(w.Value, m.Value), Length: 3, Vague: true}
		}
	}
	return Figure{}
}

// vague reads "dozens", "tens of thousands", "hundreds of thousands". A vague
// plural stands for two of what it counts, so a second one multiplies by half.
func (n *Numbers) vague(i int, value float64, word func(int) string) Figure {
	f := Figure{Value: value, Length: 1, Vague: true}
	if n.Is(word(i+1), "of") {
		if w := n.words[word(i+2)]; w.Kind == "vague" && w.Value >= 200 {
			f.Value, f.Length = value*w.Value/2, 3
		}
	}
	return f
}

// atLeast is what "several hundred" is at least: two of them, as "hundreds".
func atLeast(several, multiplier float64) float64 { return several * multiplier }

// cardinal reads a number in words: "twenty-one", "two hundred and five
// thousand", "two and a half million".
func (n *Numbers) cardinal(i int, word func(int) string) Figure {
	total, current := 0.0, 0.0
	k, end := 0, 0
	last := ""
	for {
		w := n.words[word(i+k)]
		switch {
		case w.Kind == "unit" && (last == "" || last == "tens" && current > 0 && w.Value < 10 && w.Value > 0 || last == "multiplier"):
			current += w.Value
		case w.Kind == "tens" && (last == "" || last == "multiplier"):
			current += w.Value
		case w.Kind == "multiplier":
			current = max(current, 1) * w.Value
			if w.Value >= 1000 {
				total, current = total+current, 0
			}
		default:
			return Figure{Value: total + current, Length: end}
		}
		last = w.Kind
		k++
		end = k
		next := word(i + k)
		switch {
		case last == "tens" && hyphen(next) && n.words[word(i+k+1)].Kind == "unit":
			k++
		case last == "multiplier" && n.Is(next, "and") && n.small(word(i+k+1)):
			k++
		case last == "unit" && n.Is(next, "and") && n.Is(word(i+k+1), "article") && n.Is(word(i+k+2), "fraction"):
			if m := n.words[word(i+k+3)]; m.Kind == "multiplier" {
				half := n.words[word(i+k+2)].Value
				return Figure{Value: (total + current + half) * m.Value, Length: k + 4}
			}
		}
	}
}

// small tells a word that may follow "hundred and".
func (n *Numbers) small(word string) bool { return n.Is(word, "unit") || n.Is(word, "tens") }

func hyphen(word string) bool { return word == "-" || word == "‐" || word == "‑" || word == "–" }

// Digits reads a figure in digits, with commas between thousands: "12,000",
// "1.5". It takes nothing else: not "1990s", not "2:00".
func Digits(s string) (float64, bool) {
	value, scale := 0.0, 0.0
	digits, group := 0, -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if digits++; digits > 15 {
				return 0, false
			}
			value = value*10 + float64(c-'0')
			scale *= 10
			if group >= 0 {
				group++
			}
		case c == ',' && digits > 0 && scale == 0 && (group < 0 || group == 2 || group == 3):
			group = 0
		case c == '.' && digits > 0 && scale == 0 && i+1 < len(s):
			scale = 1
		default:
			return 0, false
		}
	}
	if digits == 0 || scale == 0 && group >= 0 && group != 3 {
		return 0, false
	}
	if scale > 0 {
		value /= scale
	}
	return value, true
}
