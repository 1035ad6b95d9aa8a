package record

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Check tells what in a record breaks the contract of docs/record.md: words
// that are not the text's at their place, evidence that is missing, ids that
// stand twice, an according_to that names no statement, a code outside its
// vocabulary, a field that the kind does not have, a wrong order. All findings
// come back joined, each with its entry's id; nil where the record is sound.
func Check(text string, r *Record) error {
	c := checker{text: text, marks: codePoints(text)}
	c.report(r.Report)
	c.mentions(r.Mentions)
	c.entries(r.Entries)
	return errors.Join(c.errs...)
}

type checker struct {
	text  string
	marks []int // byte offset of every code point and of the end; nil where all are one byte
	where string
	errs  []error
}

func (c *checker) fail(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf(c.where+": "+format, args...))
}

func codePoints(text string) []int {
	if utf8.RuneCountInString(text) == len(text) {
		return nil
	}
	marks := make([]int, 0, len(text)+1)
	for i := range text {
		marks = append(marks, i)
	}
	return append(marks, len(text))
}

// slice is the text from code point start to end; ok is false outside the text.
func (c *checker) slice(start, end int) (words string, ok bool) {
	n := len(c.text)
	if c.marks != nil {
		n = len(c.marks) - 1
	}
	if start < 0 || end < start || end > n {
		return "", false
	}
	if c.marks == nil {
		return c.text[start:end], true
	}
	return c.text[c.marks[start]:c.marks[end]], true
}

func (c *checker) span(what string, s Span) {
	words, ok := c.slice(s.Start, s.End)
	switch {
	case !ok:
		c.fail("%s: %d–%d lies outside the text", what, s.Start, s.End)
	case s.Start == s.End:
		c.fail("%s: no words at %d", what, s.Start)
	case words != s.Exact:
		c.fail("%s: %q stands at %d–%d, not %q", what, words, s.Start, s.End, s.Exact)
	}
}

// words checks words that are given without a position: they are the text's.
func (c *checker) words(what, words string, needed bool) {
	if words == "" && needed {
		c.fail("%s: no words", what)
	} else if !strings.Contains(c.text, words) {
		c.fail("%s: %q does not stand in the text", what, words)
	}
}

// code checks a value against its vocabulary; "" passes where it may be absent.
func (c *checker) code(what, value string, vocabulary []string, needed bool) {
	if value == "" && !needed {
		return
	}
	if !slices.Contains(vocabulary, value) {
		c.fail("%s: %q is none of %s", what, value, strings.Join(vocabulary, ", "))
	}
}

func (c *checker) country(what, code string) {
	ok := code == "" || len(code) == 3
	for i := 0; i < len(code); i++ {
		ok = ok && 'A' <= code[i] && code[i] <= 'Z'
	}
	if !ok {
		c.fail("%s: country %q is neither ISO 3166-1 alpha-3 nor IGO nor NGO", what, code)
	}
}

func (c *checker) date(what, day string) {
	if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
		c.fail("%s: %q is no day (YYYY-MM-DD)", what, day)
	}
}

func (c *checker) report(r Report) {
	c.where = "report"
	if r.ID == "" {
		c.fail("no id")
	}
	c.date("date", r.Date)
	if r.Dateline != nil {
		c.country("dateline", r.Dateline.Country)
	}
}

func (c *checker) mentions(mentions []Mention) {
	c.where = "mentions"
	end := 0
	for i, m := range mentions {
		what := fmt.Sprintf("mention %d", i)
		c.mention(what, m)
		c.code(what+": type", m.Type, MentionTypes, true)
		if m.Start < end {
			c.fail("%s: %q is out of the text's order or inside another", what, m.Exact)
		}
		end = max(end, m.End)
	}
}

// mention checks what a mention, an actor, a speaker and victims share.
func (c *checker) mention(what string, m Mention) {
	c.span(what, m.Span)
	c.code(what+": type", m.Type, MentionTypes, false)
	c.country(what, m.Country)
	for i, s := range m.Sectors {
		c.code(what+": sector", s, Sectors, true)
		if slices.Contains(m.Sectors[:i], s) {
			c.fail("%s: sector %s stands twice", what, s)
		}
	}
	if want := Code(m.Country, m.Sectors); m.Code != want {
		c.fail("%s: code %q where country and sectors give %q", what, m.Code, want)
	}
}

func (c *checker) entries(entries []Entry) {
	statements := map[string]bool{}
	seen := map[string]bool{}
	for i := range entries {
		if entries[i].Kind == Statement {
			statements[entries[i].ID] = true
		}
	}
	last := 0
	for i := range entries {
		e := &entries[i]
		c.where = fmt.Sprintf("entry %d (%s)", i, e.ID)
		if e.ID == "" {
			c.fail("no id")
		}
		if seen[e.ID] {
			c.fail("the id stands twice")
		}
		seen[e.ID] = true
		if e.AccordingTo != "" && !statements[e.AccordingTo] {
			c.fail("according_to: %q is no statement of this record", e.AccordingTo)
		}
		c.entry(e)
		if len(e.Evidence) > 0 {
			if e.Evidence[0].Start < last {
				c.fail("stands after an entry whose evidence comes later")
			}
			last = e.Evidence[0].Start
		}
	}
}

func (c *checker) entry(e *Entry) {
	c.code("kind", e.Kind, Kinds, true)
	if math.IsNaN(e.Confidence) || e.Confidence < 0 || e.Confidence > 1 {
		c.fail("confidence: %v is not from 0 to 1", e.Confidence)
	}
	c.evidence(e.Evidence)
	c.fields(e)
	if e.Plover != nil {
		c.plover(e.Kind, *e.Plover)
	}
	for i, a := range e.Actors {
		what := fmt.Sprintf("actor %d", i)
		c.mention(what, a.Mention)
		c.code(what+": role", a.Role, Roles, true)
	}
	c.code("issue", e.Issue, Issues, false)
	c.code("stance", e.Stance, Stances, e.Kind == Position)
	c.code("state", e.State, States, e.Kind == Agreement)
	c.code("harm", e.Harm, Harms, false)
	c.words("condition", e.Condition, false)
	c.words("terms", e.Terms, false)
	if e.Count != nil {
		c.count(*e.Count)
	}
	if e.Each && e.Count == nil {
		c.fail("each: no count beside it")
	}
	if e.Victims != nil {
		c.mention("victims", *e.Victims)
	}
	c.circumstances(e)
	c.speech(e)
	if e.Why != nil && e.Why.Rule == "" {
		c.fail("why: no rule")
	}
}

func (c *checker) evidence(evidence []Span) {
	if len(evidence) == 0 {
		c.fail("no evidence")
	}
	for i, s := range evidence {
		c.span(fmt.Sprintf("evidence %d", i), s)
		if i > 0 && s.Start < evidence[i-1].Start {
			c.fail("evidence %d: before the piece that it follows", i)
		}
	}
}

// allowed are the fields that only some kinds have.
var allowed = []struct {
	field string
	has   func(*Entry) bool
	kinds []string
}{
	{"plover", func(e *Entry) bool { return e.Plover != nil }, events},
	{"actors", func(e *Entry) bool { return e.Actors != nil }, events},
	{"issue", func(e *Entry) bool { return e.Issue != "" }, events},
	{"condition", func(e *Entry) bool { return e.Condition != "" }, events},
	{"stance", func(e *Entry) bool { return e.Stance != "" }, []string{Position}},
	{"state", func(e *Entry) bool { return e.State != "" }, []string{Agreement}},
	{"terms", func(e *Entry) bool { return e.Terms != "" }, []string{Agreement}},
	{"count", func(e *Entry) bool { return e.Count != nil }, append([]string{Toll}, events...)},
	{"harm", func(e *Entry) bool { return e.Harm != "" }, []string{Toll}},
	{"victims", func(e *Entry) bool { return e.Victims != nil }, []string{Toll}},
	{"duration", func(e *Entry) bool { return e.Duration != nil }, []string{Meeting}},
	{"speaker", func(e *Entry) bool { return e.Speaker != nil }, []string{Statement}},
	{"cue", func(e *Entry) bool { return e.Cue != nil }, []string{Statement}},
	{"content", func(e *Entry) bool { return e.Content != nil }, []string{Statement}},
	{"quoted", func(e *Entry) bool { return e.Quoted != nil }, []string{Statement}},
	{"addressee", func(e *Entry) bool { return e.Addressee != nil }, []string{Statement}},
	{"according_to", func(e *Entry) bool { return e.AccordingTo != "" }, append([]string{Toll}, events...)},
}

// events are the kinds that have parties and a PLOVER type.
var events = []string{Meeting, Position, Agreement, Act, Incident}

func (c *checker) fields(e *Entry) {
	for _, f := range allowed {
		if f.has(e) && !slices.Contains(f.kinds, e.Kind) {
			c.fail("%s: a %s has none", f.field, e.Kind)
		}
	}
	switch {
	case slices.Contains(events, e.Kind) && e.Plover == nil:
		c.fail("plover: a %s needs one", e.Kind)
	case e.Kind == Toll && e.Count == nil:
		c.fail("count: a toll needs one")
	}
}

// typesOf are the PLOVER types that a kind can have; a kind that is absent can
// have any.
var typesOf = map[string][]string{
	Meeting:   {"CONSULT", "AGREE", "REQUEST"},
	Position:  {"REQUEST", "REJECT", "AGREE", "CONCEDE"},
	Agreement: {"AGREE", "COOPERATE", "RETREAT"},
	Incident:  {"ASSAULT"},
}

func (c *checker) plover(kind string, p Plover) {
	types := typesOf[kind]
	if types == nil {
		types = Types
	}
	c.code("plover: type", p.Type, types, true)
	c.code("plover: mode of "+p.Type, p.Mode, Modes[p.Type], false)
	c.code("plover: aux", p.Aux, Aux, true)
	for i, context := range p.Contexts {
		c.code("plover: context", context, Contexts, true)
		if slices.Contains(p.Contexts[:i], context) {
			c.fail("plover: context %s stands twice", context)
		}
	}
}

func (c *checker) count(n Count) {
	c.words("count", n.Text, true)
	figure := n.Low != nil || n.High != nil
	c.code("count: bound", n.Bound, Bounds, figure)
	switch {
	case !figure && n.Bound != "":
		c.fail("count: bound %s with no figure", n.Bound)
	case n.Low != nil && *n.Low < 0 || n.High != nil && *n.High < 0:
		c.fail("count: below nought")
	case n.Low != nil && n.High != nil && *n.Low > *n.High:
		c.fail("count: low %d is more than high %d", *n.Low, *n.High)
	}
}

// circumstances checks when, where and how long.
func (c *checker) circumstances(e *Entry) {
	if t := e.Time; t != nil {
		c.words("time", t.Text, true)
		c.date("time: start", t.Start)
		c.date("time: end", t.End)
		if t.Start != "" && t.End != "" && t.Start > t.End {
			c.fail("time: %s is after %s", t.Start, t.End)
		}
	}
	if p := e.Place; p != nil {
		c.words("place", p.Text, true)
		c.country("place", p.Country)
		if (p.Lat == nil) != (p.Lon == nil) {
			c.fail("place: lat and lon come together")
		} else if p.Lat != nil && !(math.Abs(*p.Lat) <= 90 && math.Abs(*p.Lon) <= 180) {
			c.fail("place: %v, %v is nowhere on earth", *p.Lat, *p.Lon)
		}
	}
	if d := e.Duration; d != nil {
		c.words("duration", d.Text, true)
		low, high := d.HoursLow, d.HoursHigh
		if low != nil && !(*low >= 0) || high != nil && !(*high >= 0) || low != nil && high != nil && *low > *high {
			c.fail("duration: its hours are no range")
		}
	}
}

func (c *checker) speech(e *Entry) {
	if e.Kind == Statement && (e.Speaker == nil || e.Cue == nil || len(e.Content) == 0 || e.Quoted == nil) {
		c.fail("a statement needs speaker, cue, content and quoted")
	}
	if e.Speaker != nil {
		c.mention("speaker", e.Speaker.Mention)
	}
	if e.Cue != nil {
		c.span("cue", *e.Cue)
	}
	for i, s := range e.Content {
		c.span(fmt.Sprintf("content %d", i), s)
	}
	if e.Addressee != nil {
		c.mention("addressee", *e.Addressee)
	}
}
