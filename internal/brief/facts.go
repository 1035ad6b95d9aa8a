package brief

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// fact is one field of an entry with its value.
type fact struct{ Name, Value string }

// facts are the fields of an entry that are set, by their names in the record,
// in the record's order: for whoever wants the codes behind a line.
func (w words) facts(e *record.Entry) []fact {
	var all []fact
	add := func(name, value string) {
		if value = line(value); value != "" {
			all = append(all, fact{name, value})
		}
	}
	add("id", e.ID)
	if p := e.Plover; p != nil {
		add("plover", strings.Join(strings.Fields(p.Type+" "+p.Mode+" "+p.Aux), " · "))
		add("contexts", strings.Join(p.Contexts, ", "))
	}
	for _, a := range e.Actors {
		add(a.Role, party(a.Mention))
	}
	add("issue", e.Issue)
	add("stance", e.Stance)
	add("state", e.State)
	add("terms", e.Terms)
	add("condition", e.Condition)
	add("harm", e.Harm)
	if e.Count != nil {
		add("count", figure(e.Count))
	}
	if e.Victims != nil {
		add("victims", party(*e.Victims))
	}
	if t := e.Time; t != nil {
		add("time", bracket(t.Text, strings.TrimSuffix(t.Start+" – "+t.End, " – ")))
	}
	if p := e.Place; p != nil {
		at := strings.TrimSpace(p.Name + " " + p.Country)
		if p.Lat != nil && p.Lon != nil {
			at += fmt.Sprintf(" %.2f, %.2f", *p.Lat, *p.Lon)
		}
		add("place", bracket(p.Text, at))
	}
	if e.Duration != nil {
		add("duration", e.Duration.Text)
	}
	if s := e.Speaker; s != nil {
		add("speaker", party(s.Mention))
	}
	if e.Cue != nil {
		add("cue", e.Cue.Exact)
	}
	if e.Addressee != nil {
		add("addressee", party(*e.Addressee))
	}
	add("according_to", e.AccordingTo)
	for _, s := range e.Evidence {
		add("evidence", fmt.Sprintf("“%s” %d–%d", s.Exact, s.Start, s.End))
	}
	if e.Why != nil {
		add("rule", e.Why.Rule)
		add("words", strings.Join(e.Why.Words, " · "))
	}
	add("confidence", strconv.FormatFloat(e.Confidence, 'f', 2, 64))
	return all
}

// party is a party with its code: "Volodymyr Zelenskyy [UKRGOV] “Zelenskyy”".
func party(m record.Mention) string {
	text := m.Name
	if text == "" {
		text = m.Exact
	}
	if m.Code != "" {
		text += " [" + m.Code + "]"
	}
	if m.Exact != "" && m.Exact != m.Name {
		text += " “" + m.Exact + "”"
	}
	return text
}

// figure is a count with its bounds: "over 12,000 (≥ 12000)".
func figure(c *record.Count) string {
	switch {
	case c.Low != nil && c.High != nil && *c.Low == *c.High:
		sign := ""
		if c.Bound == "about" {
			sign = "≈ "
		}
		return bracket(c.Text, sign+strconv.Itoa(*c.Low))
	case c.Low != nil && c.High != nil:
		return bracket(c.Text, fmt.Sprintf("%d–%d", *c.Low, *c.High))
	case c.Low != nil:
		return bracket(c.Text, "≥ "+strconv.Itoa(*c.Low))
	case c.High != nil:
		return bracket(c.Text, "≤ "+strconv.Itoa(*c.High))
	}
	return c.Text
}

func bracket(text, inside string) string {
	if inside == "" {
		return text
	}
	return text + " (" + inside + ")"
}
