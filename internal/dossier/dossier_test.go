package dossier_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// teller makes tellings of reports: one a call of tell, in the report's order.
type teller struct {
	tellings []*dossier.Telling
}

func number(n int) *record.Count {
	return &record.Count{Low: &n, High: &n, Text: fmt.Sprint(n), Bound: "exact"}
}

func on(day string) *record.Time { return &record.Time{Text: day, Start: day, End: day} }

func at(name string) *record.Place {
	lat, lon := 10.0, 20.0
	return &record.Place{Text: name, Name: name, Country: "BBB", Lat: &lat, Lon: &lon}
}

func actors(role string, countries ...string) []record.Actor {
	var all []record.Actor
	for _, c := range countries {
		all = append(all, record.Actor{Mention: record.Mention{Span: record.Span{Exact: c}, Name: c, Country: c, Code: c}, Role: role})
	}
	return all
}

// tell adds what a report tells. copyOf is the report that it is a copy of.
func (k *teller) tell(id, date, copyOf string, entries ...record.Entry) {
	rec := record.Record{Report: record.Report{ID: id, Date: date}}
	for i, e := range entries {
		if e.ID == "" {
			e.ID = fmt.Sprint(e.Kind, "-", i)
		}
		if e.Evidence == nil {
			words := fmt.Sprintf("%s tells %d", id, i)
			e.Evidence = []record.Span{{Start: 1000 * i, End: 1000*i + len(words), Exact: words}}
		}
		if e.Plover == nil && e.Kind != record.Toll && e.Kind != record.Statement {
			e.Plover = &record.Plover{Type: "CONSULT"}
		}
		rec.Entries = append(rec.Entries, e)
	}
	root := id
	if copyOf != "" {
		root = copyOf
	}
	for _, t := range dossier.Prepare(&rec, nil) {
		t.Report = &dossier.Source{ID: id, Date: date, CopyOf: copyOf, Root: root}
		k.tellings = append(k.tellings, &t)
	}
}

// findings are the findings of a kind, of all scopes.
func (k *teller) findings(kind string) []dossier.Finding {
	scopes := map[dossier.Scope][]*dossier.Telling{}
	var names []dossier.Scope
	for _, t := range k.tellings {
		scope := t.Scope
		if scope.Done() {
			scope = scope.Other()
		}
		if scopes[scope] == nil {
			names = append(names, scope)
		}
		scopes[scope] = append(scopes[scope], t)
	}
	slices.Sort(names)
	var all []dossier.Finding
	for _, name := range names {
		for _, f := range dossier.Findings(name, scopes[name]) {
			if f.Kind == kind {
				all = append(all, f)
			}
		}
	}
	return all
}

// told are findings as lists of the reports that tell them: "a b; c".
func told(found []dossier.Finding) string {
	var all []string
	for _, f := range found {
		var ids []string
		for _, r := range f.Reports {
			ids = append(ids, r.ID)
		}
		all = append(all, strings.Join(ids, " "))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func attack(day, place string) record.Entry {
	return record.Entry{Kind: record.Incident, Plover: &record.Plover{Type: "ASSAULT", Mode: "drone"}, Actors: actors(record.RoleActor, "AAA"), Time: on(day), Place: at(place)}
}

func TestAttacksAreOneOnlyOnOneDayInOnePlace(t *testing.T) {
	var k teller
	k.tell("a", "2020-01-02", "", attack("2020-01-02", "Upper Mill"))
	k.tell("b", "2020-01-03", "", attack("2020-01-02", "Upper Mill"))
	k.tell("c", "2020-01-03", "", attack("2020-01-03", "Upper Mill"))
	k.tell("d", "2020-01-02", "", attack("2020-01-02", "Lower Mill"))
	undated := attack("2020-01-02", "Upper Mill")
	undated.Time = nil
	k.tell("e", "2020-01-04", "", undated)
	other := attack("2020-01-02", "Upper Mill")
	other.Actors = actors(record.RoleActor, "CCC")
	k.tell("f", "2020-01-02", "", other)
	// e may be of the second or of the third, and stays by itself.
	if got := told(k.findings(record.Incident)); got != "a b; c; d; e; f" {
		t.Error(got)
	}
}

func TestTollRisesAndBelongsToItsIncident(t *testing.T) {
	dead := func(n int) record.Entry {
		return record.Entry{Kind: record.Toll, Harm: "killed", Count: number(n), Evidence: []record.Span{{Start: 5, End: 9, Exact: "dead"}}}
	}
	var k teller
	k.tell("a", "2020-01-02", "", attack("2020-01-02", "Upper Mill"), dead(8))
	k.tell("b", "2020-01-03", "", attack("2020-01-02", "Upper Mill"), dead(9))
	k.tell("c", "2020-01-04", "", attack("2020-01-02", "Upper Mill"), dead(7))
	tolls, incidents := k.findings(record.Toll), k.findings(record.Incident)
	if len(tolls) != 1 || len(incidents) != 1 {
		t.Fatal(told(tolls), "|", told(incidents))
	}
	f := tolls[0]
	var series []string
	for _, r := range f.Series {
		series = append(series, r.AsOf+" "+r.Count.Text)
	}
	if got := strings.Join(series, ", "); got != "2020-01-02 8, 2020-01-03 9, 2020-01-04 7" {
		t.Error(got)
	}
	if f.Count.Text != "7" || f.Incident != incidents[0].ID || !slices.Equal(incidents[0].Tolls, []string{f.ID}) {
		t.Errorf("%s of %s, %v", f.Count.Text, f.Incident, incidents[0].Tolls)
	}
}

// Figures of other places and other claimants in one report are tolls of their own.
func TestTollsOfPlacesAndClaimants(t *testing.T) {
	dead := func(n int, place *record.Place, said string) record.Entry {
		words := fmt.Sprintf("%d dead", n)
		return record.Entry{Kind: record.Toll, Harm: "killed", Count: number(n), Place: place, AccordingTo: said, Evidence: []record.Span{{Start: 5, End: 9, Exact: words}}}
	}
	abroad := at("Far Mill")
	abroad.Country = "CCC"
	said := record.Entry{ID: "said", Kind: record.Statement, Speaker: &record.Speaker{Mention: record.Mention{Name: "Watch", Type: record.Organization}},
		Content: []record.Span{{Exact: "many are dead"}}}
	var k teller
	k.tell("a", "2020-01-02", "", attack("2020-01-02", "Upper Mill"), said, dead(28, nil, ""), dead(30, nil, "said"), dead(974, abroad, "said"))
	tolls := k.findings(record.Toll)
	var got []string
	for _, f := range tolls {
		by := ""
		if f.ClaimedBy != nil {
			by = " by " + f.ClaimedBy.Name
		}
		got = append(got, fmt.Sprintf("%s%s %t", f.Count.Text, by, f.Incident != ""))
	}
	slices.Sort(got)
	if want := "28 true, 30 by Watch true, 974 by Watch false"; strings.Join(got, ", ") != want {
		t.Error(got)
	}
}

// A finding says on whose word it stands where nobody tells it without; whose own
// deed it is claims nothing of another.
func TestClaims(t *testing.T) {
	says := func(country string) record.Entry {
		return record.Entry{ID: "said", Kind: record.Statement, Content: []record.Span{{Exact: "so it was"}},
			Speaker: &record.Speaker{Mention: record.Mention{Name: "envoy of " + country, Type: record.Person, Country: country, Code: country}}}
	}
	claimed := attack("2020-01-02", "Upper Mill")
	claimed.AccordingTo = "said"
	var k teller
	k.tell("a", "2020-01-02", "", claimed, says("BBB"))
	if f := k.findings(record.Incident)[0]; f.AccordingTo == nil || f.ClaimedBy == nil || f.ClaimedBy.Country != "BBB" || f.Reports[0].Claim != "envoy of BBB" {
		t.Errorf("claimed: %+v, %+v", f.AccordingTo, f.ClaimedBy)
	}
	var own teller
	own.tell("a", "2020-01-02", "", claimed, says("AAA"))
	if f := own.findings(record.Incident)[0]; f.AccordingTo == nil || f.ClaimedBy != nil {
		t.Errorf("own: %+v, %+v", f.AccordingTo, f.ClaimedBy)
	}
	k.tell("b", "2020-01-03", "", attack("2020-01-02", "Upper Mill"))
	if f := k.findings(record.Incident)[0]; len(f.Reports) != 2 || f.AccordingTo != nil || f.ClaimedBy != nil {
		t.Errorf("told by one without: %+v, %+v", f.AccordingTo, f.ClaimedBy)
	}
}

func pact(state string, count *record.Count, when string) record.Entry {
	e := record.Entry{Kind: record.Agreement, State: state, Issue: "prisoners", Count: count, Actors: actors(record.RoleActor, "AAA", "BBB"), Plover: &record.Plover{Type: "AGREE"}}
	if when != "" {
		e.Time = on(when)
	}
	return e
}

func TestInstalmentsAndRunningTotals(t *testing.T) {
	var k teller
	k.tell("deal", "2020-05-01", "", pact("agreed", number(1000), "2020-05-01"))
	k.tell("again", "2020-05-03", "", pact("agreed", number(1000), ""))
	k.tell("one", "2020-05-08", "", pact("carried_out", number(390), "2020-05-08"))
	k.tell("one by another", "2020-05-09", "", pact("carried_out", number(390), "2020-05-08"))
	total := record.Entry{Kind: record.Toll, Harm: "released", Count: number(697), Victims: &actors("", "AAA")[0].Mention}
	k.tell("two", "2020-05-09", "", pact("carried_out", number(307), "2020-05-09"), total)
	if f := k.findings(record.Agreement); len(f) != 1 || f[0].State != "in_force" || *f[0].Progress.Remaining != 303 {
		t.Fatalf("%s %+v", told(f), f)
	}
	k.tell("three", "2020-05-10", "", pact("carried_out", number(303), "2020-05-10"), pact("carried_out", number(1000), ""))
	k.tell("new deal", "2020-06-02", "", pact("agreed", number(6000), "2020-06-02"))
	found := k.findings(record.Agreement)
	if got := told(found); got != "deal again one one by another two three; new deal" {
		t.Fatal(got)
	}
	p := found[0].Progress
	var done []string
	for _, i := range p.Done {
		done = append(done, fmt.Sprintf("%s %s ×%d", i.Date, i.Count.Text, len(i.Reports)))
	}
	if got := strings.Join(done, ", "); got != "2020-05-08 390 ×2, 2020-05-09 307 ×1, 2020-05-10 303 ×1" {
		t.Error(got)
	}
	if p.DoneTotal != 1000 || *p.Remaining != 0 || p.Undisclosed != 0 || found[0].State != "carried_out" || len(found[0].Differences) != 0 {
		t.Errorf("%+v, %s, %+v", p, found[0].State, found[0].Differences)
	}
}

func TestInstalmentWithoutFigureAndTotalThatDisagrees(t *testing.T) {
	var k teller
	k.tell("deal", "2020-05-01", "", pact("agreed", number(500), "2020-05-01"))
	k.tell("one", "2020-05-08", "", pact("carried_out", &record.Count{Text: "not disclosed"}, "2020-05-08"))
	k.tell("two", "2020-05-09", "", pact("carried_out", number(100), "2020-05-09"))
	total := pact("carried_out", number(180), "2020-05-08")
	total.Time.End = "2020-05-09"
	k.tell("sum", "2020-05-10", "", total)
	f := k.findings(record.Agreement)
	if len(f) != 1 {
		t.Fatal(told(f))
	}
	p := f[0].Progress
	if p.Undisclosed != 1 || p.DoneTotal != 100 || *p.Remaining != 400 || len(p.Done) != 2 {
		t.Errorf("%+v", p)
	}
	if d := f[0].Differences; len(d) == 0 || d[len(d)-1].Field != "done_total" || d[len(d)-1].Values[1].Value != "180" {
		t.Errorf("%+v", d)
	}
}

func TestPositionsHaveAHistory(t *testing.T) {
	stance := func(stance string) record.Entry {
		return record.Entry{Kind: record.Position, Stance: stance, Issue: "ceasefire", Actors: actors(record.RoleActor, "AAA"), Plover: &record.Plover{Type: "REQUEST"}}
	}
	said := func(by string, anonymous bool) record.Entry {
		yes := true
		return record.Entry{ID: "s", Kind: record.Statement, Quoted: &yes, Content: []record.Span{{Exact: "so"}}, Cue: &record.Span{},
			Speaker: &record.Speaker{Mention: record.Mention{Name: by, Country: by, Code: by}, Anonymous: anonymous}}
	}
	by := func(e record.Entry) record.Entry { e.AccordingTo = "s"; return e }
	var k teller
	k.tell("a", "2020-01-01", "", stance("rejects"))
	k.tell("b", "2020-01-05", "", stance("rejects"))
	k.tell("c", "2020-01-09", "", said("BBB", false), by(stance("rejects"))) // the other side says the same: no change
	k.tell("d", "2020-01-10", "", said("AAA", true), by(stance("offers")))   // an unnamed source
	k.tell("e", "2020-01-12", "", said("AAA", false), by(stance("accepts"))) // its own minister
	f := k.findings(record.Position)
	if len(f) != 1 {
		t.Fatal(told(f))
	}
	var history []string
	for _, h := range f[0].History {
		claimed := ""
		if h.ClaimedBy != nil {
			claimed = " by " + h.ClaimedBy.Name
		}
		history = append(history, fmt.Sprintf("%s %s%s ×%d", h.Date, h.Stance, claimed, len(h.Reports)))
	}
	if got := strings.Join(history, ", "); got != "2020-01-01 rejects ×3, 2020-01-10 offers by AAA ×1, 2020-01-12 accepts ×1" {
		t.Error(got)
	}
	if then, ok := f[0].AsOf("2020-01-11"); !ok || then.Stance != "rejects" || then.Sources != 4 {
		t.Errorf("as of the 11th: %s, %d sources", then.Stance, then.Sources)
	}
	if _, ok := f[0].AsOf("2019-12-31"); ok {
		t.Error("known before it was told")
	}
	if c := f[0].Changed("2020-01-09", "2020-01-31", "2020-02-01"); c != "revised" {
		t.Errorf("changed: %q", c)
	}
}

func TestMeetings(t *testing.T) {
	talks := func(day, aux string, parties ...string) record.Entry {
		e := record.Entry{Kind: record.Meeting, Actors: actors(record.RoleActor, parties...), Plover: &record.Plover{Type: "CONSULT", Aux: aux}}
		if day != "" {
			e.Time = on(day)
		}
		return e
	}
	lasting := func(e record.Entry, words string, hours float64) record.Entry {
		e.Duration = &record.Duration{Text: words, HoursLow: &hours, HoursHigh: &hours}
		return e
	}
	var k teller
	k.tell("plan", "2020-02-01", "", talks("2020-02-03", "future", "AAA", "BBB"))
	k.tell("held", "2020-02-03", "", lasting(talks("2020-02-03", "", "AAA", "BBB", "CCC"), "two hours", 2))
	k.tell("copy", "2020-02-04", "held", lasting(talks("2020-02-03", "", "AAA", "BBB", "CCC"), "two hours", 2))
	k.tell("later", "2020-02-05", "", lasting(talks("", "", "AAA", "BBB"), "90 minutes", 1.5))
	k.tell("others", "2020-02-03", "", talks("2020-02-03", "", "AAA", "DDD"))
	k.tell("next", "2020-02-08", "", talks("2020-02-08", "", "AAA", "BBB"))
	found := k.findings(record.Meeting)
	if got := told(found); got != "next; others; plan held copy later" {
		t.Fatal(got)
	}
	for _, f := range found {
		if f.Reports[0].ID != "plan" {
			continue
		}
		if f.Sources != 3 || f.Plover.Aux != "" || f.Duration.Text != "90 minutes" {
			t.Errorf("%d sources, %q, %s", f.Sources, f.Plover.Aux, f.Duration.Text)
		}
		if d := f.Differences; len(d) != 1 || d[0].Field != "duration" || len(d[0].Values) != 2 || len(d[0].Values[0].Reports) != 2 {
			t.Errorf("%+v", d)
		}
	}
}

func TestOverdue(t *testing.T) {
	promise := pact("agreed", nil, "")
	promise.Time, promise.Plover = on("2020-03-05"), &record.Plover{Type: "AGREE", Aux: "future"}
	var k teller
	k.tell("a", "2020-02-01", "", promise)
	f := k.findings(record.Agreement)
	if len(f) != 1 || f[0].Due != "2020-03-05" {
		t.Fatalf("%+v", f)
	}
	if c := f[0].Changed("2020-02-20", "2020-03-05", "2020-04-01"); c == "overdue" {
		t.Error("overdue on its day")
	}
	if c := f[0].Changed("2020-02-20", "2020-03-20", "2020-04-01"); c != "overdue" {
		t.Errorf("after its day: %q", c)
	}
}

func TestPartyNames(t *testing.T) {
	for _, test := range []struct {
		mention record.Mention
		want    string
	}{
		{record.Mention{Name: "Vladimir Putin", Type: record.Person, Country: "RUS", Sectors: []string{"GOV"}, Code: "RUSGOV"}, "RUS"},
		{record.Mention{Name: "Hamas", Type: record.Organization, Country: "PSE", Sectors: []string{"REB"}, Code: "PSEREB"}, "PSEREB Hamas"},
		{record.Mention{Name: "United Nations", Type: record.Organization, Country: "IGO", Sectors: []string{"IGO"}, Code: "IGO"}, "IGO United Nations"},
		{record.Mention{Name: "both sides", Type: record.Group}, ""},
		{record.Mention{Name: "M23 rebel group", Type: record.Group, Country: "COD", Sectors: []string{"REB"}, Code: "CODREB"}, "CODREB M23"},
		{record.Mention{Name: "March 23 Movement", Type: record.Organization, Country: "COD", Sectors: []string{"REB"}, Code: "CODREB"}, "CODREB M23"},
		{record.Mention{Name: "Antonio Guterres", Type: record.Person, Country: "IGO", Sectors: []string{"IGO"}, Code: "IGO"}, "IGO United Nations"},
		{record.Mention{Name: "UN peacekeepers", Type: record.Group, Country: "IGO", Sectors: []string{"IGO", "MIL"}, Code: "IGOMIL"}, "IGO United Nations"},
		{record.Mention{Name: "Foreign Ministry", Type: record.Organization, Sectors: []string{"GOV"}, Code: "GOV"}, ""},
		{record.Mention{Name: "Ada Example", Type: record.Person}, "Ada Example"},
		{record.Mention{Name: "witness", Type: record.Person}, ""},
	} {
		if got := dossier.Party(&test.mention); got != test.want {
			t.Errorf("%s: %q", test.mention.Name, got)
		}
	}
	if !dossier.IsParty("IGO United Nations", "UN") || !dossier.IsParty("CODREB M23", "M23 rebel group") {
		t.Error("a party is not found by its bynames")
	}
	for _, wanted := range []string{"PSEREB", "hamas", "PSE", "PSEREB Hamas"} {
		if !dossier.IsParty("PSEREB Hamas", wanted) {
			t.Errorf("%q does not find Hamas", wanted)
		}
	}
	if dossier.IsParty("PSEREB Hamas", "ISR") || dossier.IsParty("RUS", "RU") {
		t.Error("a party is found by what it is not")
	}
}
