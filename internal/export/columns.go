package export

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// The types of a column.
const (
	text    = "text"
	integer = "integer"
	real    = "number"
	yesNo   = "boolean"
	day     = "date"
	texts   = "list of text"
)

// column is a column of the tidy tables and of Parquet.
type column struct {
	name  string
	of    string   // its type
	kinds []string // of the entries that have it; nil: all
	about string
	value func(*Item) any // string, int, float64, bool or []string after its type; nil: absent
}

var eventKinds = []string{record.Meeting, record.Position, record.Agreement, record.Act, record.Incident}

// columns are the columns, in their order.
func columns() []column {
	counted := append([]string{record.Toll}, eventKinds...)
	spoken := []string{record.Statement}
	return []column{
		{"id", text, nil, "stands once in an export: the report's id and the entry's, or the finding's", func(it *Item) any { return it.ID }},
		{"kind", text, nil, "one of the seven kinds of docs/record.md", func(it *Item) any { return it.Entry.Kind }},
		{"date", day, nil, "the first day on which it happened or was said", func(it *Item) any { return it.Day }},
		{"end_date", day, nil, "the last", func(it *Item) any { return it.End }},
		{"dated", yesNo, nil, "the report tells the day; else it is the report's own", func(it *Item) any { return it.Dated }},
		{"type", text, eventKinds, "PLOVER event type", ploverOf(func(p *record.Plover) any { return p.Type })},
		{"mode", text, eventKinds, "PLOVER mode", ploverOf(func(p *record.Plover) any { return p.Mode })},
		{"contexts", texts, eventKinds, "PLOVER contexts", ploverOf(func(p *record.Plover) any { return p.Contexts })},
		{"aux", text, eventKinds, "future, hypothetical, negation, historical; empty for a fact of the report's own news", ploverOf(func(p *record.Plover) any { return p.Aux })},
		{"actors", texts, eventKinds, "names of who acts, in the order of actor_codes", names(record.RoleActor)},
		{"actor_codes", texts, eventKinds, "their codes, country and sectors", codes(record.RoleActor)},
		{"recipients", texts, eventKinds, "names of whom it is done to", names(record.RoleRecipient)},
		{"recipient_codes", texts, eventKinds, "their codes", codes(record.RoleRecipient)},
		{"hosts", texts, eventKinds, "names of hosts", names(record.RoleHost)},
		{"mediators", texts, eventKinds, "names of mediators", names(record.RoleMediator)},
		{"issue", text, eventKinds, "what it is about at the table", func(it *Item) any { return it.Entry.Issue }},
		{"stance", text, []string{record.Position}, "demands, offers, accepts, rejects", func(it *Item) any { return it.Entry.Stance }},
		{"condition", text, eventKinds, "the words of the if-clause", func(it *Item) any { return it.Entry.Condition }},
		{"state", text, []string{record.Agreement}, "how far the agreement has come", func(it *Item) any { return it.Entry.State }},
		{"terms", text, []string{record.Agreement, record.Position}, "the words of what is agreed or wanted", func(it *Item) any { return it.Entry.Terms }},
		{"harm", text, []string{record.Toll}, "what is counted", func(it *Item) any { return it.Entry.Harm }},
		{"count_low", integer, counted, "the least that the figure allows", count(func(c *record.Count) any { return pointed(c.Low) })},
		{"count_high", integer, counted, "the most; empty for at_least", count(func(c *record.Count) any { return pointed(c.High) })},
		{"count_bound", text, counted, "exact, about, at_least, at_most", count(func(c *record.Count) any { return c.Bound })},
		{"count_text", text, counted, "the figure's words", count(func(c *record.Count) any { return c.Text })},
		{"each", yesNo, counted, "the figure is for each side", func(it *Item) any {
			if it.Entry.Count == nil {
				return nil
			}
			return it.Entry.Each
		}},
		{"victims", text, []string{record.Toll}, "name of who is counted", func(it *Item) any { return called(it.Entry.Victims) }},
		{"victims_code", text, []string{record.Toll}, "their code", func(it *Item) any { return code(it.Entry.Victims) }},
		{"killed_low", integer, []string{record.Incident}, "the least number killed, of the tolls that count the incident", deaths(func(d *Deaths) any { return d.Low })},
		{"killed_best", integer, []string{record.Incident}, "the number told", deaths(func(d *Deaths) any { return d.Best })},
		{"killed_high", integer, []string{record.Incident}, "the most", deaths(func(d *Deaths) any { return d.High })},
		{"hours_low", real, []string{record.Meeting}, "how long it lasted, at least", duration(func(d *record.Duration) any { return measured(d.HoursLow) })},
		{"hours_high", real, []string{record.Meeting}, "at most", duration(func(d *record.Duration) any { return measured(d.HoursHigh) })},
		{"speaker", text, spoken, "name of who is said to say it", func(it *Item) any {
			if it.Entry.Speaker == nil {
				return nil
			}
			return called(&it.Entry.Speaker.Mention)
		}},
		{"speaker_code", text, spoken, "the speaker's code", func(it *Item) any {
			if it.Entry.Speaker == nil {
				return nil
			}
			return it.Entry.Speaker.Code
		}},
		{"anonymous", yesNo, spoken, "the speaker is not named", func(it *Item) any { return it.Entry.Speaker != nil && it.Entry.Speaker.Anonymous }},
		{"cue", text, spoken, "the word that says that it is said", func(it *Item) any {
			if it.Entry.Cue == nil {
				return nil
			}
			return it.Entry.Cue.Exact
		}},
		{"content", text, spoken, "what is said", func(it *Item) any { return words(it.Entry.Content) }},
		{"quoted", yesNo, spoken, "some of it stands in quotation marks", func(it *Item) any { return it.Entry.Quoted != nil && *it.Entry.Quoted }},
		{"addressee", text, spoken, "name of whom it is said to", func(it *Item) any { return called(it.Entry.Addressee) }},
		{"according_to", text, counted, "id of the statement that it rests on; of a finding, on whose word it stands", func(it *Item) any { return accordingTo(it) }},
		{"place", text, nil, "name of the place", site(func(p *record.Place) any { return p.Name })},
		{"country", text, nil, "ISO 3166-1 alpha-3 code of the place's country", site(func(p *record.Place) any { return p.Country })},
		{"lat", real, nil, "degrees north, WGS 84", site(func(p *record.Place) any { return measured(p.Lat) })},
		{"lon", real, nil, "degrees east", site(func(p *record.Place) any { return measured(p.Lon) })},
		{"words", text, nil, "the words that it rests on", func(it *Item) any { return words(it.Entry.Evidence) }},
		{"words_start", integer, nil, "where they begin in the report's text, in code points; empty for findings", func(it *Item) any { return begin(it) }},
		{"words_end", integer, nil, "where the first piece ends, exclusive", func(it *Item) any { return end(it) }},
		{"reports", texts, nil, "ids of the reports that tell it, oldest first", func(it *Item) any {
			return each(it.Tellers, func(t Teller) string { return t.ID })
		}},
		{"report_date", day, nil, "publication of the first of them", func(it *Item) any { return it.Tellers[0].Date }},
		{"publisher", text, nil, "who published the first of them", func(it *Item) any { return it.Tellers[0].Source }},
		{"url", text, nil, "where the first of them stands", func(it *Item) any { return it.Tellers[0].URL }},
		{"sources", integer, nil, "how many independent reports tell it", func(it *Item) any { return it.Sources }},
		{"change", text, nil, "new, revised, overdue: of findings chosen by changes", func(it *Item) any { return it.Change }},
		{"confidence", real, nil, "0 to 1", func(it *Item) any { return it.Entry.Confidence }},
	}
}

// columnsFor are the columns that entries of some kinds have.
func columnsFor(kinds []string) []column {
	var some []column
	for _, c := range columns() {
		if c.kinds == nil || kinds == nil || slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(c.kinds, k) }) {
			some = append(some, c)
		}
	}
	return some
}

func ploverOf(f func(*record.Plover) any) func(*Item) any {
	return func(it *Item) any {
		if it.Entry.Plover == nil {
			return nil
		}
		return f(it.Entry.Plover)
	}
}

func count(f func(*record.Count) any) func(*Item) any {
	return func(it *Item) any {
		if it.Entry.Count == nil {
			return nil
		}
		return f(it.Entry.Count)
	}
}

func deaths(f func(*Deaths) any) func(*Item) any {
	return func(it *Item) any {
		if it.Deaths == nil {
			return nil
		}
		return f(it.Deaths)
	}
}

func duration(f func(*record.Duration) any) func(*Item) any {
	return func(it *Item) any {
		if it.Entry.Duration == nil {
			return nil
		}
		return f(it.Entry.Duration)
	}
}

func site(f func(*record.Place) any) func(*Item) any {
	return func(it *Item) any {
		if it.Entry.Place == nil {
			return nil
		}
		return f(it.Entry.Place)
	}
}

func names(role string) func(*Item) any {
	return func(it *Item) any {
		return each(with(it.Entry.Actors, role), func(a *record.Actor) string { return called(&a.Mention) })
	}
}

// codes are the codes of actors; one without a code has a hyphen, so that names
// and codes stand side by side.
func codes(role string) func(*Item) any {
	return func(it *Item) any {
		return each(with(it.Entry.Actors, role), func(a *record.Actor) string {
			if a.Code == "" {
				return "-"
			}
			return a.Code
		})
	}
}

func code(m *record.Mention) string {
	if m == nil {
		return ""
	}
	return m.Code
}

func pointed(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

func measured(f *float64) any {
	if f == nil {
		return nil
	}
	return *f
}

func accordingTo(it *Item) string {
	if it.Claim != "" {
		return it.Claim
	}
	if it.Entry.AccordingTo == "" {
		return ""
	}
	report, _, _ := strings.Cut(it.ID, "/"+it.Entry.ID)
	return report + "/" + it.Entry.AccordingTo
}

func begin(it *Item) any {
	if e := it.Entry.Evidence; len(e) > 0 && e[0].End > 0 {
		return e[0].Start
	}
	return nil
}

func end(it *Item) any {
	if e := it.Entry.Evidence; len(e) > 0 && e[0].End > 0 {
		return e[0].End
	}
	return nil
}
