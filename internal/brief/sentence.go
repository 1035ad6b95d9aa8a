package brief

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Line is an entry in plain English.
type Line struct {
	Entry *record.Entry
	Text  string   // "Ukraine demands a ceasefire"
	Words string   // the report's words, where the line says little without them
	Claim string   // "according to an unnamed Ukrainian official"; "" where the report says it itself
	Notes []string // "background"
}

// Section is the entries of one kind: first what the report says itself, then
// what it says that others claim.
type Section struct {
	Kind  string
	Title string
	Lines []Line
}

// order is how the sections stand: what came of it before what was said.
var order = []string{record.Meeting, record.Agreement, record.Position, record.Act, record.Incident, record.Toll, record.Statement}

// sections are the sections that have entries.
func (w words) sections(rec *record.Record) []Section {
	speakers := map[string]*record.Speaker{}
	for i := range rec.Entries {
		if e := &rec.Entries[i]; e.Kind == record.Statement {
			speakers[e.ID] = e.Speaker
		}
	}
	var all []Section
	for _, kind := range order {
		s := Section{Kind: kind, Title: w.Phrase("section", kind)}
		for i := range rec.Entries {
			if e := &rec.Entries[i]; e.Kind == kind {
				s.Lines = append(s.Lines, w.line(e, speakers))
			}
		}
		slices.SortStableFunc(s.Lines, func(a, b Line) int { return claimed(a) - claimed(b) })
		if len(s.Lines) > 0 {
			all = append(all, s)
		}
	}
	return all
}

func claimed(l Line) int {
	if l.Claim != "" {
		return 1
	}
	return 0
}

// line says one entry.
func (w words) line(e *record.Entry, speakers map[string]*record.Speaker) Line {
	l := Line{Entry: e}
	switch e.Kind {
	case record.Meeting:
		l.Text = w.meeting(e)
	case record.Agreement:
		l.Text, l.Words = w.agreement(e), line(e.Terms)
	case record.Position:
		l.Text = w.position(e)
		if e.Issue == "other" || e.Issue == "" {
			l.Words = firstWords(e)
		}
	case record.Act:
		l.Text, l.Words = w.act(e), firstWords(e)
	case record.Incident:
		l.Text = w.incident(e)
	case record.Toll:
		l.Text = w.toll(e)
	case record.Statement:
		l.Text, l.Words = w.statement(e), said(e)
	}
	l.Text = capital(l.Text)
	if e.Condition != "" {
		l.Notes = append(l.Notes, fill(w.Phrase("note", "condition"), line(e.Condition)))
	}
	if p := e.Plover; p != nil && (p.Aux == "historical" || e.Kind == record.Incident && len(e.Actors) == 0) {
		if note := w.Phrase("note", p.Aux); note != "" {
			l.Notes = append(l.Notes, note)
		}
	}
	if s := speakers[e.AccordingTo]; s != nil {
		l.Claim = w.claim(e, s)
	}
	return l
}

// claim tells on whose word an entry rests: "according to an unnamed Ukrainian
// official", or "by its own account" where the speaker is the one who acts.
func (w words) claim(e *record.Entry, s *record.Speaker) string {
	if sides(e) == 1 {
		for _, a := range e.Actors {
			if a.Role == record.RoleActor && a.Name == s.Name && a.Code == s.Code {
				if plural(a.Mention) {
					return w.say("own.several", "")
				}
				return w.say("own", "")
			}
		}
	}
	return w.say("claim", w.name(s.Mention, s.Anonymous))
}

// firstWords is the first piece of the words that an entry rests on.
func firstWords(e *record.Entry) string {
	if len(e.Evidence) == 0 {
		return ""
	}
	return line(e.Evidence[0].Exact)
}

// said is what a statement says, its pieces parted by dots.
func said(e *record.Entry) string {
	pieces := make([]string, len(e.Content))
	for i, c := range e.Content {
		pieces[i] = line(c.Exact)
	}
	return strings.Join(pieces, " … ")
}

// circumstances are people counted, place, time and duration, each where known.
func (w words) circumstances(e *record.Entry) string {
	out := ""
	if e.Count != nil && e.Kind != record.Toll {
		out += " (" + line(e.Count.Text)
		if e.Each {
			out += " " + w.Phrase("note", "each")
		}
		out += ")"
	}
	for _, part := range []string{w.site(e), w.period(e)} {
		if part != "" {
			out += " " + part
		}
	}
	if e.Duration != nil {
		out += ", " + line(e.Duration.Text)
	}
	for _, role := range []string{record.RoleHost, record.RoleMediator} {
		if names, _ := w.parties(e, role); names != "" {
			out += ", " + w.say(role, names)
		}
	}
	return out
}

// site is where an entry happened; "" where it is named already as what was hit.
func (w words) site(e *record.Entry) string {
	if e.Place == nil {
		return ""
	}
	for _, a := range e.Actors {
		if a.Role == record.RoleRecipient && e.Place.Name != "" && (a.Name == e.Place.Name || a.Exact == e.Place.Text) {
			return ""
		}
	}
	return w.where(e.Place)
}

// period is when an entry happened. What is told in the past tense and goes on
// went on "from" a day, what is or is counted now does "since" it.
func (w words) period(e *record.Entry) string {
	past := e.Kind != record.Position && e.Kind != record.Toll && (aux(e) == "" || aux(e) == "historical")
	if t := e.Time; past && t != nil && t.Start != "" && t.End == "" {
		if day := w.day(t.Start); day != t.Start {
			return w.say("from_on", day)
		}
	}
	return w.when(e.Time)
}

// coded are the forms of a verb for an entry's type and mode, or for its type
// alone where the mode has none.
func (w words) coded(what string, p *record.Plover) []string {
	if p == nil {
		return nil
	}
	if forms := w.Forms(what, p.Type+"."+p.Mode); p.Mode != "" && forms != nil {
		return forms
	}
	return w.Forms(what, p.Type)
}

// aux is an entry's auxiliary mode.
func aux(e *record.Entry) string {
	if e.Plover == nil || e.Plover.Type == "THREATEN" && e.Plover.Aux == "hypothetical" {
		return "" // it is what is threatened that is hypothetical, not the threat
	}
	return e.Plover.Aux
}

// subject is who acts, and whether the verb is plural.
func (w words) subject(e *record.Entry) (string, bool) {
	names, many := w.parties(e, record.RoleActor)
	if names == "" {
		return w.say("nobody", ""), false
	}
	return names, many
}

// meeting says "Russia and Ukraine held talks on peace in Istanbul on Friday 16 May 2025, under two hours".
func (w words) meeting(e *record.Entry) string {
	who, many := w.subject(e)
	with, _ := w.parties(e, record.RoleRecipient)
	forms := w.coded("meeting", e.Plover)
	mode := aux(e)
	if e.Plover != nil {
		if !many && e.Plover.Type == "CONSULT" && e.Plover.Mode == "" {
			forms = w.Forms("meeting", "CONSULT.one")
		}
		if e.Plover.Type != "CONSULT" && mode != "historical" && mode != "negation" {
			mode = "" // that it is to come, or asked for, is in the verb
		}
		if denied := w.Forms("meeting", e.Plover.Type+".negation"); mode == "negation" && denied != nil {
			forms, mode = denied, ""
		}
	}
	text := who + " " + fill(w.verb(forms, many, mode), with)
	if topic := w.Phrase("issue", e.Issue); e.Issue != "" && e.Issue != "other" && e.Issue != "talks" {
		text += " " + w.say("about", topic)
	}
	return text + w.circumstances(e)
}

// agreement says "Russia and Ukraine agreed a release or exchange of captives
// (1,000)"; the terms are the line's words.
func (w words) agreement(e *record.Entry) string {
	what := w.Phrase("deal", e.Issue)
	who, many := w.parties(e, record.RoleActor)
	if who == "" {
		return fill(w.Phrase("state_alone", e.State), what) + w.circumstances(e)
	}
	return who + " " + fill(w.verb(w.Forms("state", e.State), many, aux(e)), what) + w.circumstances(e)
}

// position says "Ukraine demands a ceasefire from Russia".
func (w words) position(e *record.Entry) string {
	who, many := w.subject(e)
	text := who + " " + w.verb(w.Forms("stance", e.Stance), many, aux(e))
	if wanted := w.Phrase("wanted", e.Issue); wanted != "" {
		text += " " + wanted
	}
	if from, _ := w.parties(e, record.RoleRecipient); from != "" {
		text += " " + fill(w.Phrase("toward", e.Stance), from)
	}
	return text + w.circumstances(e)
}

// act says "Norway imposed sanctions on Belarus".
func (w words) act(e *record.Entry) string {
	who, many := w.subject(e)
	toward, _ := w.parties(e, record.RoleRecipient)
	text := who + " " + fill(w.verb(w.coded("act", e.Plover), many, aux(e)), toward)
	if e.Issue != "" && e.Issue != "other" {
		text += " (" + w.Phrase("issue", e.Issue) + ")"
	}
	return text + w.circumstances(e)
}

// incident says "Russia carried out an air strike on Ukraine in Kharkiv", or
// "An air strike in Kharkiv" where nobody is named.
func (w words) incident(e *record.Entry) string {
	on, _ := w.parties(e, record.RoleRecipient)
	who, many := w.parties(e, record.RoleActor)
	mode := ""
	if e.Plover != nil {
		mode = e.Plover.Mode
	}
	what := fill(w.Phrase("incident", mode), on)
	switch {
	case who == "":
		return what + w.circumstances(e)
	case many && on == "" && mode == "" && sides(e) > 1:
		return who + " " + w.verb(w.Forms("force", "several"), many, aux(e)) + w.circumstances(e)
	}
	return who + " " + fill(w.verb(w.Forms("force", "one"), many, aux(e)), what) + w.circumstances(e)
}

// sides is how many parties act.
func sides(e *record.Entry) int {
	n := 0
	for _, a := range e.Actors {
		if a.Role == record.RoleActor {
			n++
		}
	}
	return n
}

// toldBy leaves the harm out where the word for the victims tells it: "civilian
// deaths", "lives lost".
func (w words) toldBy(whom, harm string) (string, string) {
	first, last := "", whom
	if k := strings.LastIndexByte(whom, ' '); k >= 0 {
		first, last = whom[:k+1], whom[k+1:]
	}
	if told := w.Phrase("told_by", strings.ToLower(last)); told != "" {
		return first + told, ""
	}
	return whom, harm
}

// toll says "over 12,000 civilians killed in Ukraine".
func (w words) toll(e *record.Entry) string {
	figure, harm := "", w.Phrase("harm", e.Harm)
	if e.Count != nil {
		figure = line(e.Count.Text)
	}
	whom := ""
	if v := e.Victims; v != nil {
		whom, harm = w.toldBy(w.counted(v, e.Count), harm)
	}
	if e.Count != nil && e.Count.Low == nil && e.Count.High == nil {
		return fill(fill(w.Phrase("phrase", "withheld"), strings.TrimSpace(whom+" "+harm)), figure) + w.circumstances(e)
	}
	text := figure
	if e.Each {
		harm += " " + w.Phrase("note", "each")
	}
	switch {
	case whom == "":
	case e.Victims.Type == record.Organization || e.Victims.Type == record.PlaceType:
		text = fill(fill(w.Phrase("phrase", "from"), figure), w.name(*e.Victims, false))
	case strings.HasSuffix(figure, "s"): // "dozens", "thousands"
		text = fill(fill(w.Phrase("phrase", "of"), figure), whom)
	default:
		text += " " + whom
	}
	return strings.TrimSpace(text+" "+strings.TrimSpace(harm)) + w.circumstances(e)
}

// counted are those whom a figure counts, "" where the figure names them itself
// ("thousands"); of more than one in the plural: "eight civilians" for "eight
// civilian casualties".
func (w words) counted(v *record.Mention, figure *record.Count) string {
	whom := v.Name
	if whom == "" {
		whom = v.Exact
	}
	whom = line(whom)
	if figure == nil {
		return whom
	}
	if text := strings.ToLower(line(figure.Text)); whom != "" && (text == strings.ToLower(whom) || strings.HasSuffix(text, " "+strings.ToLower(whom))) {
		return ""
	}
	if one := figure.High != nil && *figure.High == 1; !one {
		if several := w.Phrase("several", whom); several != "" {
			return several
		}
	}
	return whom
}

// statement says who speaks, and to whom; what is said are the line's words.
func (w words) statement(e *record.Entry) string {
	text := w.say("nobody", "")
	if e.Speaker != nil {
		text = w.name(e.Speaker.Mention, e.Speaker.Anonymous)
	}
	if e.Cue != nil {
		cue := line(e.Cue.Exact)
		if before := w.Phrase("cue_before", strings.ToLower(cue)); before != "" {
			text = fill(before, text) // "according to an unnamed official"
		} else {
			text += " · " + uncapital(cue)
		}
	}
	if e.Addressee != nil {
		text += " " + w.say("addressee", w.name(*e.Addressee, false))
	}
	return text
}

// uncapital is text without the capital that stood at the start of a sentence.
func uncapital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if next, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsUpper(first) && !unicode.IsUpper(next) {
		return string(unicode.ToLower(first)) + text[size:]
	}
	return text
}

// capital is text with a capital first.
func capital(text string) string {
	c, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(c)) + text[size:]
}
