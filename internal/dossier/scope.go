package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Scope is the block in which a telling is compared with others: "incident UKR",
// "position RUS ceasefire".
type Scope string

// unbounded is the reach of scopes whose findings run through all time.
const unbounded = 1 << 20

// reaches are, by the first word of a scope, how many days apart two of its
// tellings can be and still be told together.
var reaches = map[string]int{
	"meeting":   4,
	"agreement": pactDays + 30, // and the month that loose tellings share
	"incident":  3,
	"act":       2,
	"statement": 4,
	"position":  unbounded,
	"toll":      unbounded,
}

// Reach is how many days apart two tellings of the scope can be and still belong
// together. Whole is true where it has no limit. A finding depends on the tellings
// within twice its reach: on those that it holds, and on what else those might have
// joined.
func (s Scope) Reach() (days int, whole bool) {
	kind, _, _ := strings.Cut(string(s), " ")
	days = reaches[kind]
	return days, days == unbounded
}

// Linked tells whether tellings of the scope only ever come together where they
// have a link in common: then those without any are not looked at.
func (s Scope) Linked() bool {
	kind, _, _ := strings.Cut(string(s), " ")
	return kind == "meeting" || kind == "agreement"
}

// Links are the parties in any role, and the country of the place: what a telling
// has in common with any other that it may be told together with; "-" for none.
func (t *Telling) Links() []string {
	links := t.concernedAny()
	if v := t.Entry.Victims; v != nil && Party(v) != "" {
		links = append(links, Party(v))
	}
	if p := t.Entry.Place; p != nil && p.Country != "" {
		links = append(links, p.Country)
	}
	if len(links) == 0 {
		return []string{"-"}
	}
	slices.Sort(links)
	return slices.Compact(links)
}

// deeds are the PLOVER modes that carry out what was agreed.
var deeds = []string{"withdraw", "release", "disarm", "ceasefire", "access"}

// carriesOut tells whether the entry is an act, or a number of people freed, that
// may carry out an agreement.
func (t *Telling) carriesOut() bool {
	e := &t.Entry
	switch e.Kind {
	case record.Act:
		return e.Plover.Type == "RETREAT" && slices.Contains(deeds, e.Plover.Mode) && e.Issue != ""
	case record.Toll:
		return e.Harm == "released"
	}
	return false
}

// scope is the scope in which the telling stands. Tolls of an incident stand in
// its scope; what carries out an agreement, in the agreements'.
func (t *Telling) scope(incident *Telling) Scope {
	e := &t.Entry
	switch {
	case e.Kind == record.Agreement || t.carriesOut():
		issue := e.Issue
		if issue == "" && e.Kind == record.Toll {
			issue = "prisoners"
		}
		return Scope("agreement " + issue)
	case e.Kind == record.Incident:
		return Scope("incident " + t.land())
	case e.Kind == record.Toll && incident != nil:
		return Scope("incident " + incident.land())
	case e.Kind == record.Toll && t.Dated && e.Place != nil && e.Place.Country != "" && t.short():
		return Scope("incident " + e.Place.Country)
	case e.Kind == record.Toll:
		return Scope("toll " + e.Harm + " " + victims(e))
	case e.Kind == record.Position:
		return Scope("position " + t.Party + " " + e.Issue)
	case e.Kind == record.Act:
		who := strings.Join(t.names(record.RoleActor), "+")
		if who == "" {
			who = "> " + strings.Join(t.names(record.RoleRecipient), "+")
		}
		return Scope("act " + e.Plover.Type + " " + who)
	case e.Kind == record.Statement:
		return Scope("statement " + speakerName(e.Speaker))
	}
	return Scope(e.Kind)
}

// short tells whether the entry's own time is of a day or a few.
func (t *Telling) short() bool {
	days, open := length(t.Entry.Time)
	return !open && days <= 3
}

// land is the country that an incident took place in, or hit.
func (t *Telling) land() string {
	if p := t.Entry.Place; p != nil && p.Country != "" {
		return p.Country
	}
	for _, a := range t.Entry.Actors {
		if a.Role == record.RoleRecipient && a.Country != "" {
			return a.Country
		}
	}
	return ""
}

// victims names the people that a toll counts.
func victims(e *record.Entry) string {
	if e.Victims == nil {
		return ""
	}
	return e.Victims.Code
}

func speakerName(s *record.Speaker) string {
	switch {
	case s == nil:
		return ""
	case s.Anonymous || s.Name == "":
		return s.Code
	}
	return s.Name
}
