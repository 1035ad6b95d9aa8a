package intake

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/record"
)

// readText reads a plain text: one report, its id the file's name, its text
// the file unchanged.
func (s *source) readText() {
	data, err := io.ReadAll(io.LimitReader(s.in, MaxText+1))
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	if len(data) > MaxText {
		s.fail(0, "a report is longer than %d MB; split the file into its reports, or write them as JSON Lines", MaxText>>20)
		return
	}
	text, err := Recode(data)
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	if why := unreadable(text); why != "" {
		s.fail(0, "%s", why)
		return
	}
	s.give(0, record.Report{ID: id(s.name), Text: text})
}

// unreadable tells why a text cannot be a report; "" where it can.
func unreadable(text string) string {
	if strings.TrimSpace(text) == "" {
		return "empty: no text to read"
	}
	control := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			control++
			if c == 0 {
				return "not a text: it has zero bytes; a report is plain text or JSON Lines"
			}
		}
	}
	if control > len(text)/50 {
		return "not a text: it is full of control characters; a report is plain text or JSON Lines"
	}
	return ""
}

// longestHeadline is how many characters a headline has at most.
const longestHeadline = 200

// headline is the first line of a text where it is one: it is short, does not
// end like a sentence, and a text follows. "" where the text begins at once.
func headline(text string) string {
	first, rest, _ := strings.Cut(strings.TrimLeftFunc(text, unicode.IsSpace), "\n")
	first = strings.TrimSpace(first)
	if strings.TrimSpace(rest) == "" || utf8.RuneCountInString(first) > longestHeadline {
		return ""
	}
	end := strings.TrimRight(first, "\"'”’»)")
	if strings.HasSuffix(end, ".") {
		// "Envoy leaves for U.S." ends in an abbreviation.
		word := end[strings.LastIndexByte(end, ' ')+1:]
		if strings.Count(word, ".") < 2 || strings.HasSuffix(word, "..") {
			return ""
		}
	}
	if strings.HasSuffix(end, ":") || strings.HasSuffix(end, ",") {
		return ""
	}
	return first
}
