package brief

import (
	"strings"
	"time"
	"unicode"

	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

// words say things in plain English from the table wording.tsv.
type words struct{ lexicon.Wording }

// fill puts what a phrase is about in the place of its ~, and drops the parts
// in brackets where there is nothing: "imposed sanctions[ on ~]".
func fill(phrase, about string) string {
	if open := strings.IndexByte(phrase, '['); open >= 0 {
		if end := strings.IndexByte(phrase[open:], ']'); end > 0 {
			inside := phrase[open+1 : open+end]
			if about == "" {
				inside = ""
			}
			phrase = phrase[:open] + inside + phrase[open+end+1:]
		}
	}
	return strings.Replace(phrase, "~", about, 1)
}

// say is a phrase of the table's joining words, filled.
func (w words) say(code, about string) string { return fill(w.Phrase("phrase", code), about) }

// verb is a verb as the subject and the auxiliary mode want it: "demands",
// "are to demand", "did not agree".
func (w words) verb(forms []string, many bool, aux string) string {
	if len(forms) != 4 {
		return ""
	}
	number := 0
	if many {
		number = 1
	}
	told := forms[0] == forms[3] // the plain form is the past: "agreed"
	switch aux {
	case "historical":
		return forms[3]
	case "negation":
		if told {
			aux = "negation.past"
		}
	case "":
		return forms[number]
	}
	before := w.Forms("aux", aux)
	if len(before) <= number {
		return forms[number]
	}
	return before[number] + " " + forms[2]
}

// name is how a party is called in a line: "Ukraine", "the Government of
// Russia", "Heorhii Tykhii (UKRGOV)", "an unnamed Ukrainian official".
func (w words) name(m record.Mention, anonymous bool) string {
	name := m.Name
	if name == "" {
		name = m.Exact
	}
	name = line(name)
	if name == "" {
		return w.say("nobody", "")
	}
	if anonymous {
		if plural(m) {
			return fill(w.Phrase("anonymous", "several"), name)
		}
		return fill(w.Phrase("anonymous", "one"), name)
	}
	first, _, several := strings.Cut(name, " ")
	last := name[strings.LastIndexByte(name, ' ')+1:]
	switch {
	case w.Phrase("determiner", strings.ToLower(first)) != "":
		return name // "his office"
	case m.Type == record.Person && (small(first) || small(last)):
		return w.say("the", name) // "leader of France", "Ukrainian official"
	case m.Type == record.Group && small(name) && !plural(m) && w.Phrase("several", last) == "":
		return w.say("the", name) // "group", but "people" and "troops"
	case several && m.Type != record.Person && w.Phrase("article_last", strings.ToLower(last)) != "":
		return w.say("the", name) // "Houthi movement"
	case m.Type == record.Person && m.Code != "":
		return name + " (" + m.Code + ")"
	case m.Type == record.Person || !several && w.Phrase("article", first) == "":
		return name
	case w.Phrase("article", first) != "" && (several || plural(m) || m.Type != record.Person):
		return w.say("the", name)
	}
	return name
}

// small tells whether words have no capital: "leader", not "al-Hayya".
func small(s string) bool { return !strings.ContainsFunc(s, unicode.IsUpper) }

// plural tells whether a party takes a plural verb: a group whose name says so
// ("Ukrainian officials", "heads of state of …").
func plural(m record.Mention) bool {
	if m.Type != record.Group {
		return false
	}
	name := m.Name
	if name == "" {
		name = m.Exact
	}
	head, _, _ := strings.Cut(name, " of ")
	head, _, _ = strings.Cut(head, " in ")
	return strings.HasSuffix(head, "s")
}

// join is a list in a sentence: "Russia", "Russia and Ukraine", "A, B and C".
func (w words) join(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + w.say("and", "") + " " + names[last]
}

// parties are the names of an entry's actors in one role, each once, and how
// many they are.
func (w words) parties(e *record.Entry, role string) (names string, many bool) {
	var list []string
	for _, a := range e.Actors {
		if a.Role != role {
			continue
		}
		name := w.name(a.Mention, false)
		if len(list) > 0 && list[len(list)-1] == name {
			continue
		}
		many = len(list) > 0 || plural(a.Mention)
		list = append(list, name)
	}
	return w.join(list), many
}

// when is a time in a sentence: "on Friday 16 May 2025", "in 2022", "since 2
// March 2020"; the report's words in brackets where they have no date.
func (w words) when(t *record.Time) string {
	if t == nil {
		return ""
	}
	start, errStart := time.Parse(time.DateOnly, t.Start)
	end, errEnd := time.Parse(time.DateOnly, t.End)
	const day = "2 January 2006"
	switch {
	case errStart != nil && errEnd != nil:
		return "(" + line(t.Text) + ")"
	case errEnd != nil:
		return w.say("since", start.Format(day))
	case errStart != nil:
		return w.say("until", end.Format(day))
	case start.Equal(end):
		return w.say("on", start.Format("Monday "+day))
	case start.YearDay() == 1 && end.Equal(start.AddDate(1, 0, -1)):
		return w.say("in", start.Format("2006"))
	case start.Day() == 1 && end.Equal(start.AddDate(0, 1, -1)):
		return w.say("in", start.Format("January 2006"))
	case start.Year() == end.Year() && start.Month() == end.Month():
		return fill(fill(w.Phrase("phrase", "range"), start.Format("2")), end.Format(day))
	}
	return fill(fill(w.Phrase("phrase", "range"), start.Format(day)), end.Format(day))
}

// where is a place in a sentence: "in Istanbul".
func (w words) where(p *record.Place) string {
	if p == nil {
		return ""
	}
	name := p.Name
	if name == "" {
		name = p.Text
	}
	return w.say("in", line(name))
}

// line is text on one line, without control characters: what a report holds
// must not move the cursor or change the colours of a terminal.
func line(text string) string {
	if !strings.ContainsFunc(text, hidden) {
		return text
	}
	text = strings.Map(func(c rune) rune {
		if hidden(c) {
			return ' '
		}
		return c
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// hidden tells characters that are not to be printed: controls, and the marks
// that turn the direction of writing.
func hidden(c rune) bool {
	return unicode.IsControl(c) || c == '\u2028' || c == '\u2029' || '\u202a' <= c && c <= '\u202e' || '\u2066' <= c && c <= '\u2069'
}
