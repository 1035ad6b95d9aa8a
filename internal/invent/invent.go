// Package invent makes up reports, with the records that a perfect reader would
// make of them, for tests and measurements of many: parties, places, days, figures
// and wording vary, several reports tell one attack or one meeting, and some are
// another's text printed again. Nothing in them is true.
package invent

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/record"
)

// PerDay is how many reports are made for each day.
const PerDay = 30

// first is the day of the first reports.
var first = time.Date(1995, 1, 2, 0, 0, 0, 0, time.UTC)

// Reports makes n reports with their records; the same n and seed give the same.
func Reports(n int, seed uint64) iter.Seq[record.Record] {
	return func(yield func(record.Record) bool) {
		var before []string
		for i := range n {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			w := &writer{r: r, day: first.AddDate(0, 0, i/PerDay), seed: seed}
			rec := w.report(i)
			if i > 0 && r.IntN(25) == 0 && len(before) > 0 {
				// Printed again, as it stood but for its first line.
				rec = again(rec, before[r.IntN(len(before))])
			}
			before = append(before, rec.Report.Text)
			if len(before) > PerDay {
				before = before[1:]
			}
			if !yield(rec) {
				return
			}
		}
	}
}

// again is a report that prints another's text under its own headline. Its
// entries are left out: what counts is that it is known as a copy.
func again(rec record.Record, text string) record.Record {
	headline, _, _ := strings.Cut(rec.Report.Text, "\n")
	_, body, _ := strings.Cut(text, "\n")
	rec.Report.Text = headline + "\n" + body
	rec.Entries = nil
	return rec
}

// party is a side of a made-up conflict.
type party struct{ name, adjective, country, sector, capital, minister string }

var parties = []party{
	{"Armenia", "Armenian", "ARM", "", "Yerevan", "Arman Petrosyan"}, {"Azerbaijan", "Azerbaijani", "AZE", "", "Baku", "Elchin Mammadov"},
	{"Eritrea", "Eritrean", "ERI", "", "Asmara", "Tesfay Habte"}, {"Ethiopia", "Ethiopian", "ETH", "", "Addis Ababa", "Dawit Bekele"},
	{"India", "Indian", "IND", "", "New Delhi", "Ravi Menon"}, {"Pakistan", "Pakistani", "PAK", "", "Islamabad", "Asif Qureshi"},
	{"Sudan", "Sudanese", "SDN", "", "Khartoum", "Omar Siddig"}, {"South Sudan", "South Sudanese", "SSD", "", "Juba", "John Deng"},
	{"Serbia", "Serbian", "SRB", "", "Belgrade", "Milan Jovic"}, {"Croatia", "Croatian", "HRV", "", "Zagreb", "Ivan Maric"},
	{"Chad", "Chadian", "TCD", "", "N'Djamena", "Idriss Mahamat"}, {"Libya", "Libyan", "LBY", "", "Tripoli", "Salem Fituri"},
	{"Peru", "Peruvian", "PER", "", "Lima", "Jorge Salas"}, {"Ecuador", "Ecuadorian", "ECU", "", "Quito", "Luis Andrade"},
	{"Georgia", "Georgian", "GEO", "", "Tbilisi", "Giorgi Lomidze"}, {"Russia", "Russian", "RUS", "", "Moscow", "Pavel Orlov"},
	{"Mali", "Malian", "MLI", "", "Bamako", "Moussa Keita"}, {"Niger", "Nigerien", "NER", "", "Niamey", "Issoufou Garba"},
	{"Kenya", "Kenyan", "KEN", "", "Nairobi", "Peter Otieno"}, {"Somalia", "Somali", "SOM", "", "Mogadishu", "Abdi Warsame"},
}

var towns = []string{"Harmat", "Old Ford", "Qala", "Tesseney Bridge", "Mirador", "Kupa Crossing", "Seven Wells", "Dolna", "Aguas Claras", "Bir Salma",
	"North Mill", "Kamenka", "Serra Alta", "Wadi Nur", "Lower Pass", "Tolna", "Rio Seco", "Stone Market", "Ain Dara", "Velika"}

var venues = []struct{ name, country string }{{"Geneva", "CHE"}, {"Vienna", "AUT"}, {"Doha", "QAT"}, {"Oslo", "NOR"}, {"Muscat", "OMN"}, {"Rabat", "MAR"}, {"Lusaka", "ZMB"}}

var agencies = []string{"Northgate", "Halyard News", "Meridian Desk", "The Lamp", "Causeway", "Coastal Wire", "Field Post", "Observer of the Plain"}

// issue has words for what a party wants.
var issues = []struct{ issue, words string }{
	{"ceasefire", "a ceasefire along the whole line"}, {"withdrawal", "a withdrawal of all forces to the old border"}, {"prisoners", "the release of all prisoners"},
	{"territory", "the return of the valley"}, {"monitoring", "observers at every crossing"}, {"displaced", "the return of those who fled"},
	{"sanctions", "an end to the embargo"}, {"humanitarian", "a corridor for food and medicine"}, {"talks", "talks without a mediator"}, {"nuclear", "inspections of the reactor"},
}

var stances = []struct{ stance, verb, plover string }{
	{"demands", "demanded", "REQUEST"}, {"rejects", "rejected", "REJECT"}, {"offers", "offered", "AGREE"}, {"accepts", "accepted", "AGREE"},
}

// words are what the sentences between are made of, so that no two reports read alike.
var words = strings.Fields(`rain traders drivers teachers nurses farmers students soldiers railwaymen priests fishermen mayors bakers
	winter harvest flour canal radio square depot river orchard ferry school market chapel bridge quarry harbour meadow kiosk tram
	walked waited counted carried watched mended painted sold buried kept crossed gathered listened argued sang slept returned
	cold early late quiet narrow broken old wet empty crowded bitter sudden distant yellow small loud patient slow heavy bright
	beside behind under without near after before until among across letters buckets blankets lamps goats tools tickets ropes
	apples stones bells flags shoes coins maps songs ladders wires windows fences barrels candles papers clocks chairs nets sacks`)

// writer writes one report, sentence by sentence.
type writer struct {
	r    *rand.Rand
	day  time.Time
	seed uint64
	text strings.Builder
	at   int // code points so far
	rec  record.Record
}

func (w *writer) report(i int) record.Record {
	conflict := w.r.IntN(len(parties) / 2)
	a, b := parties[2*conflict], parties[2*conflict+1]
	source := agencies[w.r.IntN(len(agencies))]
	date := w.day.Format(time.DateOnly)
	w.rec.Report = record.Report{ID: fmt.Sprintf("made-%06d", i), Date: date, Source: source, Language: "en",
		Title: fmt.Sprintf("%s and %s: %s report no. %d", a.name, b.name, strings.ToLower(source), i)}
	w.say("%s\n%s, %s (%s) - ", w.rec.Report.Title, strings.ToUpper(a.capital), w.day.Format("January 2"), source)
	for range 2 + w.r.IntN(3) {
		[]func(a, b party, conflict int){w.meeting, w.position, w.position, w.attack, w.release, w.accusation, w.speech, w.pact, w.count}[w.r.IntN(9)](a, b, conflict)
		w.say("In %s %s. ", towns[w.r.IntN(len(towns))], w.some(8+w.r.IntN(8)))
	}
	w.rec.Report.Text = w.text.String()
	return w.rec
}

// say writes, and gives the span of what was written.
func (w *writer) say(format string, args ...any) record.Span {
	words := fmt.Sprintf(format, args...)
	start := w.at
	w.text.WriteString(words)
	w.at += utf8.RuneCountInString(words)
	return record.Span{Start: start, End: w.at, Exact: words}
}

// some are n of the words.
func (w *writer) some(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = words[w.r.IntN(len(words))]
	}
	return strings.Join(all, " ")
}

// vary puts a word of its own behind every second word: what is told alike again
// and again would make copies of reports that are none.
func (w *writer) vary(words string) string {
	fields := strings.Fields(words)
	for i := 1; i < len(fields); i += 2 {
		fields[i] += " " + w.some(1)
	}
	return strings.Join(fields, " ")
}

// event is a number that all reports of a conflict and a day have in common.
func (w *writer) event(conflict int, what uint64) *rand.Rand {
	return rand.New(rand.NewPCG(w.seed^what, uint64(w.day.Unix())+uint64(conflict)))
}

func (p party) mention(role string) record.Actor {
	m := record.Mention{Type: record.PlaceType, Name: p.name, Country: p.country, Code: p.country}
	m.Exact, m.End = p.name, utf8.RuneCountInString(p.name)
	return record.Actor{Mention: m, Role: role}
}

func (w *writer) entry(kind string, span record.Span) *record.Entry {
	w.rec.Entries = append(w.rec.Entries, record.Entry{ID: fmt.Sprintf("%s-%d", kind, len(w.rec.Entries)), Kind: kind, Confidence: 1, Evidence: []record.Span{span}})
	return &w.rec.Entries[len(w.rec.Entries)-1]
}

func (w *writer) today() *record.Time {
	day := w.day.Format(time.DateOnly)
	return &record.Time{Text: w.day.Weekday().String(), Start: day, End: day}
}

func (w *writer) meeting(a, b party, conflict int) {
	venue := venues[w.event(conflict, 1).IntN(len(venues))]
	s := w.say("%s envoys of %s and %s met in %s on %s for %d hours", w.some(2), a.name, b.name, venue.name, w.day.Weekday(), 1+w.r.IntN(6))
	w.say(" %s. ", w.some(2))
	e := w.entry(record.Meeting, s)
	e.Plover = &record.Plover{Type: "CONSULT"}
	e.Actors = []record.Actor{a.mention(record.RoleActor), b.mention(record.RoleActor)}
	e.Time = w.today()
	e.Place = &record.Place{Text: venue.name, Name: venue.name, Country: venue.country}
}

func (w *writer) position(a, b party, _ int) {
	if w.r.IntN(2) == 0 {
		a, b = b, a
	}
	i, st := issues[w.r.IntN(len(issues))], stances[w.r.IntN(len(stances))]
	s := w.say("%s %s %s", a.name, st.verb, w.vary(i.words))
	w.say(". ")
	e := w.entry(record.Position, s)
	e.Plover = &record.Plover{Type: st.plover}
	e.Actors = []record.Actor{a.mention(record.RoleActor), b.mention(record.RoleRecipient)}
	e.Issue, e.Stance = i.issue, st.stance
}

func (w *writer) attack(a, b party, conflict int) {
	of := w.event(conflict, 2)
	town := towns[of.IntN(len(towns))]
	dead := 1 + of.IntN(20) + w.r.IntN(2)
	lat, lon := float64(of.IntN(90)), float64(of.IntN(180))
	s := w.say("%s artillery shelled %s on %s, killing %d people", a.adjective, town, w.day.Weekday(), dead)
	w.say(". ")
	e := w.entry(record.Incident, s)
	e.Plover = &record.Plover{Type: "ASSAULT", Mode: "heavy-weapons"}
	e.Actors = []record.Actor{a.mention(record.RoleActor), b.mention(record.RoleRecipient)}
	e.Time = w.today()
	e.Place = &record.Place{Text: town, Name: town, Country: b.country, Lat: &lat, Lon: &lon}
	t := w.entry(record.Toll, s)
	t.Harm, t.Count = "killed", &record.Count{Low: &dead, High: &dead, Text: fmt.Sprint(dead), Bound: "exact"}
}

func (w *writer) release(a, b party, conflict int) {
	n := 5 + w.event(conflict, 3).IntN(200)
	s := w.say("%s freed %d prisoners from %s on %s", a.name, n, b.name, w.day.Weekday())
	w.say(". ")
	e := w.entry(record.Act, s)
	e.Plover = &record.Plover{Type: "RETREAT", Mode: "release"}
	e.Actors = []record.Actor{a.mention(record.RoleActor), b.mention(record.RoleRecipient)}
	e.Issue, e.Time = "prisoners", w.today()
	e.Count = &record.Count{Low: &n, High: &n, Text: fmt.Sprint(n), Bound: "exact"}
}

// pact is an agreement to free prisoners, told by all reports of its day with the
// same figure; some leave out the day.
func (w *writer) pact(a, b party, conflict int) {
	n := 100 + w.event(conflict, 4).IntN(900)
	s := w.say("%s and %s agreed to free %d prisoners each", a.name, b.name, n)
	e := w.entry(record.Agreement, s)
	if w.r.IntN(3) > 0 {
		e.Time = w.today()
		e.Evidence[0] = w.say(" on %s", w.day.Weekday())
	}
	w.say(". ")
	e.Plover = &record.Plover{Type: "AGREE"}
	e.Actors = []record.Actor{a.mention(record.RoleActor), b.mention(record.RoleActor)}
	e.Issue, e.State, e.Each = "prisoners", "agreed", true
	e.Count = &record.Count{Low: &n, High: &n, Text: fmt.Sprint(n), Bound: "exact"}
}

// count is a party's count of its dead since the year began.
func (w *writer) count(a, _ party, conflict int) {
	n := 20*w.day.YearDay() + conflict
	s := w.say("%s has counted %d dead since January", a.name, n)
	w.say(". ")
	e := w.entry(record.Toll, s)
	e.Harm, e.Count = "killed", &record.Count{Low: &n, High: &n, Text: fmt.Sprint(n), Bound: "exact"}
	dead := a.mention("").Mention
	e.Victims = &dead
	e.Time = &record.Time{Text: "since January", Start: w.day.Format("2006") + "-01-01"}
}

func (w *writer) accusation(a, b party, _ int) {
	s := w.say("%s accused %s of %s", b.name, a.name, []string{"breaking its word", "firing first", "hiding its losses", "moving the markers"}[w.r.IntN(4)]+" "+w.some(3))
	w.say(". ")
	e := w.entry(record.Act, s)
	e.Plover = &record.Plover{Type: "ACCUSE", Mode: "disapprove"}
	e.Actors = []record.Actor{b.mention(record.RoleActor), a.mention(record.RoleRecipient)}
}

func (w *writer) speech(a, _ party, _ int) {
	words := fmt.Sprintf("the road to %s was %s and %s", towns[w.r.IntN(len(towns))], []string{"open", "mined", "safe", "lost"}[w.r.IntN(4)], w.some(4))
	start := w.at
	speaker := w.say("%s", a.minister)
	w.say(" ")
	cue := w.say("said")
	w.say(" that ")
	content := w.say("%s", words)
	quoted := false
	e := w.entry(record.Statement, record.Span{Start: start, End: content.End, Exact: a.minister + " said that " + words})
	w.say(". ")
	e.Speaker = &record.Speaker{Mention: record.Mention{Span: speaker, Type: record.Person, Name: a.minister, Country: a.country, Sectors: []string{"GOV"}, Code: a.country + "GOV"}}
	e.Cue, e.Content, e.Quoted = &cue, []record.Span{content}, &quoted
}
