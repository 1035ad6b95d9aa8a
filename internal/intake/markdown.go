package intake

import (
	"bytes"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// isMarkdown tells Markdown by a first line that is a heading or opens front
// matter, or by the file's ending.
func isMarkdown(name string, head []byte) bool {
	ending := ending(name)
	if slices.Contains([]string{".md", ".markdown"}, ending) {
		return true
	}
	first, rest, _ := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	first = bytes.TrimRight(first, "\r")
	second, _, _ := bytes.Cut(rest, []byte("\n"))
	switch {
	case bytes.HasPrefix(first, []byte("# ")):
		return true
	case string(first) == "---":
		return bytes.IndexByte(second, ':') > 0
	}
	second = bytes.TrimRight(second, "\r ")
	return len(first) > 0 && len(second) >= 3 && len(bytes.Trim(second, "=")) == 0
}

// readMarkdown reads a text in Markdown: one report, its front matter what is
// known of it, its text without the marks.
func (s *source) readMarkdown() {
	data, err := s.whole(MaxText)
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	written, err := Recode(data)
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	rep := record.Report{ID: id(s.name)}
	written, err = frontMatter(strings.ReplaceAll(written, "\r\n", "\n"), &rep)
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	rep.Text = compose(rep.Title, unmarked(written))
	if err := check(rep.Text); err != nil {
		s.fail(0, "%v", err)
		return
	}
	s.give(0, rep)
}

// frontMatter takes the lines "key: value" between two lines --- into the
// report, and gives what follows.
func frontMatter(text string, rep *record.Report) (rest string, err error) {
	after, ok := strings.CutPrefix(strings.TrimLeft(text, " \t\n"), "---\n")
	if !ok {
		return text, nil
	}
	matter, rest, ok := strings.Cut(after, "\n---")
	if !ok {
		return text, nil
	}
	_, rest, _ = strings.Cut(rest, "\n")
	for line := range strings.Lines(matter) {
		key, value, ok := strings.Cut(line, ":")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		if !ok || value == "" || strings.HasPrefix(line, " ") {
			continue
		}
		field := ""
		for _, c := range columns {
			if slices.Contains(c.names, columnName(key)) {
				field = c.field
			}
		}
		switch field {
		case "id":
			rep.ID = value
		case "title":
			rep.Title = value
		case "source":
			rep.Source = value
		case "url":
			rep.URL = value
		case "language":
			rep.Language = value
		case "date":
			if rep.Date, err = Date(value); err != nil {
				return "", err
			}
		default:
			if rep.Extra == nil {
				rep.Extra = map[string]any{}
			}
			rep.Extra[strings.TrimSpace(key)] = value
		}
	}
	return rest, nil
}

// unmarked is the text of Markdown: paragraphs of one line each, headings and
// items without their marks, links by their words, pictures left out.
func unmarked(text string) string {
	var p prose
	var run strings.Builder // the lines of a paragraph or an item
	end := func(lines int) {
		p.write(spans(run.String()))
		run.Reset()
		p.part(lines)
	}
	fenced := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		body := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(body, "```") || strings.HasPrefix(body, "~~~"):
			fenced = !fenced
			end(2)
			continue
		case fenced:
			p.write(body)
			p.part(1)
			continue
		}
		for strings.HasPrefix(body, ">") {
			body = strings.TrimSpace(body[1:])
		}
		if body == "" || isRule(body) {
			end(2)
			continue
		}
		if marks := len(body) - len(strings.TrimLeft(body, "#")); marks > 0 && marks <= 6 && strings.HasPrefix(body[marks:], " ") {
			end(2)
			run.WriteString(strings.TrimRight(body[marks:], "# "))
			end(2)
			continue
		}
		if item := afterBullet(body); item != "" {
			end(1)
			body = item
		}
		run.WriteByte(' ')
		run.WriteString(strings.TrimSuffix(body, "\\"))
		if strings.HasSuffix(line, "  ") || strings.HasSuffix(line, "\\") {
			end(1)
		}
	}
	end(2)
	return p.String()
}

// isRule tells a line of nothing but ---, ***, ___ or the === under a heading.
func isRule(line string) bool {
	bare := strings.ReplaceAll(line, " ", "")
	return len(bare) >= 3 && strings.Trim(bare, bare[:1]) == "" && strings.ContainsAny(bare[:1], "-*_=")
}

// afterBullet is an item of a list without its mark; "" where it is none. A number
// stays: "1. The parties shall …" is often cited by it.
func afterBullet(line string) string {
	if len(line) > 2 && strings.ContainsAny(line[:1], "-*+") && line[1] == ' ' {
		return strings.TrimSpace(line[2:])
	}
	return ""
}

// spans is a line without the marks of emphasis, code, links and pictures.
func spans(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case c == '\\' && i+1 < len(line) && strings.IndexByte("\\`*_{}[]()#+-.!>~|", line[i+1]) >= 0:
			i++
			b.WriteByte(line[i])
		case c == '!' && strings.HasPrefix(line[i:], "!["):
			if _, after, ok := link(line[i+1:]); ok {
				i += after
				continue
			}
			b.WriteByte(c)
		case c == '[':
			if words, after, ok := link(line[i:]); ok {
				b.WriteString(spans(words))
				i += after - 1
				continue
			}
			b.WriteByte(c)
		case c == '<' && (strings.HasPrefix(line[i:], "<http") || strings.HasPrefix(line[i:], "<mailto")):
			end := strings.IndexByte(line[i:], '>')
			if end < 0 {
				end = len(line) - i
			}
			b.WriteString(line[i+1 : i+end])
			i += end
		case c == '`', c == '*' && !lone(line, i), c == '_' && !within(line, i) && !lone(line, i), c == '~' && strings.HasPrefix(line[i:], "~~"):
			if c == '~' {
				i++
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// lone tells a star or line that stands between spaces.
func lone(line string, i int) bool {
	return (i == 0 || line[i-1] == ' ') && (i+1 == len(line) || line[i+1] == ' ')
}

// within tells a line inside a word: "file_name".
func within(line string, i int) bool {
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }
	return i > 0 && i+1 < len(line) && letter(line[i-1]) && letter(line[i+1])
}

// longestLink is how many bytes a link has at most, its words and its address.
const longestLink = 4096

// link takes "[words](address)" or "[words][name]" from the start of a line.
func link(line string) (words string, after int, ok bool) {
	line = line[:min(len(line), longestLink)]
	depth, end := 0, -1
	for i := 0; i < len(line) && end < 0; i++ {
		switch line[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				end = i
			}
		}
	}
	if end < 0 || end+1 >= len(line) {
		return "", 0, false
	}
	closing := byte(')')
	switch line[end+1] {
	case '(':
	case '[':
		closing = ']'
	default:
		return "", 0, false
	}
	stop := strings.IndexByte(line[end+1:], closing)
	if stop < 0 {
		return "", 0, false
	}
	return line[1:end], end + 2 + stop, true
}
