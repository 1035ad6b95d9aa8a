package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Scope is the block in which a telling is compared with others: "incident UKR",
// "position RUS ceasefire".
type Scope string

// kind is the first word of a scope.
func (s Scope) kind() string {
	kind, _, _ := strings.Cut(string(s), " ")
	return kind
}

// windows are, by the first word of a scope, how many days after a thing a report
// that does not date it is taken to tell it, and how many such steps can hang on
// one another: what is told of a meeting without a day and with one party joins
// what is told without a day and with two.
var windows = map[string]struct{ days, steps int }{
	"meeting":   {3, 2},
	"agreement": {pactDays + 31, 1}, // and the month that loose tellings share
	"deed":      {aloneDays, 1},
	"incident":  {2, 1},
	"act":       {1, 1},
	"statement": {3, 1},
}

// Window is, in days, how far before and after a telling the findings of its scope
// stand that it can change (back, ahead), and how much farther the tellings on
// which those depend (before, after).
func (s Scope) Window() (back, ahead, before, after int) {
	w := windows[s.kind()]
	return w.days, w.days * w.steps, w.days * w.steps, w.days
}

// Running tells whether all tellings of the scope make one finding, which runs
// through all time and is made in pieces (Piece).
func (s Scope) Running() bool { return s.kind() == "position" || s.kind() == "toll" }

// Linked tells whether tellings of the scope only ever come together where they
// have a link in common: then those without any are not looked at.
func (s Scope) Linked() bool { return s.kind() == "meeting" || s.Agreed() || s.Done() }

// Agreed tells whether the scope is of what was agreed, Done whether it is of what
// carries such agreements out.
func (s Scope) Agreed() bool { return s.kind() == "agreement" }

// Done tells whether the scope is of deeds.
func (s Scope) Done() bool { return s.kind() == "deed" }

// Other is the scope of the deeds of what was agreed, and the other way round.
func (s Scope) Other() Scope {
	_, issue, _ := strings.Cut(string(s), " ")
	if s.Done() {
		return Scope("agreement " + issue)
	}
	return Scope("deed " + issue)
}

// Concerned tells whether the telling names anyone whom it concerns.
func (t *Telling) Concerned() bool { return len(t.concerned()) > 0 }

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
// its scope; what carries out an agreement, in one beside the agreements'.
func (t *Telling) scope(incident *Telling) Scope {
	e := &t.Entry
	switch {
	case e.Kind == record.Agreement || t.carriesOut():
		issue := e.Issue
		if issue == "" && e.Kind == record.Toll {
			issue = "prisoners"
		}
		if isDeed(t) {
			return Scope("deed " + issue)
		}
		return Scope("agreement " + issue)
	case e.Kind == record.Incident:
		return Scope("incident " + t.land())
	case e.Kind == record.Toll && incident != nil:
		return Scope("incident " + incident.land())
	case e.Kind == record.Toll && t.Dated && e.Place != nil && e.Place.Country != "" && t.short():
		return Scope("incident " + e.Place.Country)
	case e.Kind == record.Toll:
		return Scope("toll " + tollKey(t, nil, contested{}, ""))
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
