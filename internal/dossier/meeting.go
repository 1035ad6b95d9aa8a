package dossier

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/record"
)

// meetings groups tellings of meetings: one finding an occasion. Those told with
// their day and two parties come first: on one day, two parties of theirs in
// common, the place and the way not at odds, is one occasion, whether it was told
// as planned, as held or as called off. A telling with one party (who hosted,
// where it was) joins the only occasion of that day that it can be of; one
// without a day the newest before its report.
func meetings(tellings []*Telling) []Finding {
	sorted := byDay(tellings)
	var groups []*group
	days := index{}
	for r := range 4 {
		for _, t := range sorted {
			if t.rank() != r {
				continue
			}
			fit := occasions(days, t, r)
			if len(fit) == 1 || len(fit) > 0 && len(t.parties()) > 1 {
				fit[len(fit)-1].add(t, meetingRules[r])
				continue
			}
			g := &group{day: t.Day, rank: r, tellings: []*Telling{t}}
			groups = append(groups, g)
			days.add(g)
		}
	}
	var found []Finding
	for _, g := range groups {
		g.sort()
		found = append(found, g.meeting())
	}
	return found
}

// rank is how well a meeting is told: with its day and two parties, with its day,
// with two parties, or with less.
func (t *Telling) rank() int {
	switch {
	case t.Dated && len(t.parties()) > 1:
		return 0
	case t.Dated:
		return 1
	case len(t.parties()) > 1:
		return 2
	}
	return 3
}

// occasions are the groups that a telling can be of: on its day, or, where it has
// none of its own, on the nearest day before.
func occasions(days index, t *Telling, rank int) []*group {
	back := 0
	if !t.Dated && t.real() {
		back = windows["meeting"].days
	}
	var fit []*group
	for _, g := range days.back(t.Day, "", back) {
		if g.day != t.Day && g.rank >= rank || !occasion(g, t) {
			continue
		}
		if len(fit) > 0 && fit[0].day != g.day {
			break
		}
		fit = append(fit, g)
	}
	return fit
}

// meetingRules say what brought a telling to an occasion, by its rank.
var meetingRules = []string{
	"same day, two parties in common, place and way not at odds",
	"same day, one of its parties or its host, the only occasion that it can be of",
	"told without a day: the newest occasion of the same parties",
	"told without a day and with one party: the only occasion near that it can be of",
}

// occasion tells whether a telling can be of a group's occasion.
func occasion(g *group, t *Telling) bool {
	mine := t.parties()
	core := g.core()
	if g.day != t.Day {
		// From day to day only those count that make the group what it is: no chain
		// runs through what joined it without a day.
		firm := make([]*Telling, 0, len(core))
		for _, o := range core {
			if o.rank() <= max(1, g.rank) {
				firm = append(firm, o)
			}
		}
		core = firm
	}
	for _, other := range core {
		theirs := other.parties()
		if (t.mode() == "phone") != (other.mode() == "phone") {
			return false
		}
		if a, b := t.Entry.Place, other.Entry.Place; a != nil && b != nil && a.Country != "" && b.Country != "" && a.Country != b.Country {
			return false
		}
		if len(mine) > 1 && len(theirs) > 1 && shared(mine, theirs) < 2 {
			return false
		}
	}
	if len(mine) > 1 && slices.ContainsFunc(core, func(o *Telling) bool { return len(o.parties()) > 1 }) {
		return true
	}
	parties := partiesOf(core)
	for _, p := range partiesIn(t.Entry.Actors, record.RoleActor, record.RoleHost, record.RoleMediator) {
		if slices.Contains(parties, p) {
			return true
		}
		for _, o := range core {
			if o.Entry.Place != nil && o.Entry.Place.Country == p || slices.Contains(partiesIn(o.Entry.Actors, record.RoleActor, record.RoleHost, record.RoleMediator), p) {
				return true
			}
		}
	}
	return len(mine) == 0 && len(t.Entry.Actors) == 0
}

// meeting is the finding of an occasion. Once a report tells that it was held,
// what was planned before is past.
func (g *group) meeting() Finding {
	f := g.finding(record.Meeting)
	if f.Plover != nil && (f.Plover.Aux == "future" || f.Plover.Aux == "hypothetical") {
		for _, t := range g.tellings {
			if t.real() && (t.Report.Date == "" || t.Report.Date >= g.day) {
				f.Plover = t.Entry.Plover
			}
		}
	}
	if f.Time == nil || f.Time.Start == "" {
		f.Time = &record.Time{Start: g.day, End: g.day}
	}
	if f.Place == nil {
		for _, t := range g.tellings {
			if t.Entry.Place != nil {
				f.Place = t.Entry.Place
			}
		}
	}
	f.Accounts = accountsOf(g.tellings)
	return f
}

// accounts are what the parties to a meeting say in its report, a party an account.
func (p *preparer) accounts(meeting *Telling) []Account {
	if !meeting.real() {
		return nil
	}
	var accounts []Account
	for _, party := range meeting.parties() {
		a := Account{Party: party, Statements: []Quote{}, Positions: []Stance{}}
		for i := range p.tellings {
			t := &p.tellings[i]
			e := &t.Entry
			switch {
			case e.Kind == record.Statement && e.Speaker != nil && !e.Speaker.Anonymous && Party(&e.Speaker.Mention) == party:
				q := Quote{Speaker: e.Speaker.Name, Report: p.report.ID, Entry: e.ID}
				for j, text := range t.Texts {
					if j > 0 {
						q.Content += " … "
					}
					q.Content += text
				}
				a.Statements = append(a.Statements, q)
			case e.Kind == record.Position && t.tellsAs(party):
				a.Positions = append(a.Positions, Stance{e.Issue, e.Stance, terms(t), p.report.ID, e.ID})
			}
		}
		if len(a.Statements)+len(a.Positions) > 0 {
			accounts = append(accounts, a)
		}
	}
	return accounts
}

// tellsAs tells whether a position is the party's by the report or by the party itself.
func (t *Telling) tellsAs(party string) bool {
	return slices.Contains(t.parties(), party) && claimant(t.Speaker, party) == nil
}

// accountsOf joins the accounts of several reports. Those of copies are left out.
func accountsOf(tellings []*Telling) []Account {
	var all []Account
	seen := map[string]bool{}
	for _, t := range tellings {
		if t.Report.CopyOf != "" || seen[t.Report.ID] {
			continue
		}
		seen[t.Report.ID] = len(t.Accounts) > 0
		for _, a := range t.Accounts {
			i := slices.IndexFunc(all, func(b Account) bool { return b.Party == a.Party })
			if i < 0 {
				all = append(all, Account{Party: a.Party, Statements: []Quote{}, Positions: []Stance{}})
				i = len(all) - 1
			}
			all[i].Statements = append(all[i].Statements, a.Statements...)
			all[i].Positions = append(all[i].Positions, a.Positions...)
		}
	}
	slices.SortStableFunc(all, func(a, b Account) int {
		if a.Party < b.Party {
			return -1
		}
		return 1
	})
	return all
}
