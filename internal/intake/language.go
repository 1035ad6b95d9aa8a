package intake

import (
	"strings"
	"unicode"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// English is the language that rapporteur reads.
const English = "en"

// Unknown is the code of a language that cannot be told (ISO 639-3).
const Unknown = "und"

// scripts are the scripts that tell a language alone, or, for those that have
// several languages in the table, the one taken where no word decides.
var scripts = []struct {
	script   *unicode.RangeTable
	language string
}{
	{unicode.Latin, English}, {unicode.Cyrillic, "ru"}, {unicode.Arabic, "ar"}, {unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"},
	{unicode.Han, "zh"}, {unicode.Hangul, "ko"}, {unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Devanagari, "hi"},
	{unicode.Thai, "th"}, {unicode.Ethiopic, "am"}, {unicode.Georgian, "ka"}, {unicode.Armenian, "hy"},
	{unicode.Bengali, "bn"}, {unicode.Tamil, "ta"}, {unicode.Myanmar, "my"}, {unicode.Khmer, "km"},
}

// votes is what the words of a text say about its language.
type votes struct {
	words   int
	letters []int // by script
	of      []int // by language of the table
}

// wordsCounted is how many words decide.
const wordsCounted = 600

// Language is the language of a text as ISO 639-1: "en" for "The envoys met in
// Doha", "fr" for "Les émissaires se sont réunis à Doha". Script and function
// words decide; where they do not (a line of names), declared does, and where
// nothing is declared English is assumed. Latin text with hardly a function
// word of any language that the table has is Unknown.
func Language(text, declared string, lex *lexicon.Lexicon) string {
	v := count(text, lex.Stopwords)
	languages := lex.Stopwords.Languages()
	english, best, most := 0, "", 0
	for i, n := range v.of {
		if languages[i] == English {
			english = n
		}
		if n > most || n == most && languages[i] == English {
			best, most = languages[i], n
		}
	}
	declared, _, _ = strings.Cut(strings.ToLower(declared), "-")
	if declared == "" {
		declared = English
	}
	switch script := v.script(); {
	case script == "":
		return declared
	case script != English && (best == English || most == 0):
		return script
	case script != English:
		return best
	case best == English && most >= 5:
		return English
	case most >= 5 && 2*most >= 3*english:
		return best
	case v.words >= 40 && 20*english < v.words:
		return Unknown
	}
	return declared
}

// script is the language that the script of most letters stands for; "" for a
// text without letters. Kana make Chinese characters Japanese.
func (v votes) script() string {
	top, letters := -1, 0
	kana := 0
	for i, n := range v.letters {
		if scripts[i].language == "ja" {
			kana += n
		}
		if n > letters {
			top, letters = i, n
		}
	}
	switch {
	case top < 0:
		return ""
	case scripts[top].language == "zh" && kana*20 > letters:
		return "ja"
	}
	return scripts[top].language
}

// count takes the votes of the first words.
func count(text string, words lexicon.Stopwords) votes {
	v := votes{letters: make([]int, len(scripts)), of: make([]int, len(words.Languages()))}
	isWord := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsMark(c) }
	for field := range strings.FieldsFuncSeq(text, func(c rune) bool { return !isWord(c) }) {
		if v.words++; v.words > wordsCounted {
			break
		}
		for _, c := range field {
			v.letter(c)
		}
		for _, l := range words.Of(strings.ToLower(field)) {
			v.of[l]++
		}
	}
	return v
}

func (v *votes) letter(c rune) {
	for i, s := range scripts {
		if unicode.Is(s.script, c) {
			v.letters[i]++
			return
		}
	}
}
