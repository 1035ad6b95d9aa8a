package dossier

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Prepare makes the tellings of a record. A joint position is one telling a party.
// What a report says once holds for its entries: a meeting that the headline
// tells without a day has the day that the lead gives it, an agreement that of
// the meeting where it was reached; a toll counts the incident told beside it.
// countries are the names of countries: a place of that name is no narrow one.
func Prepare(rec *record.Record, countries map[string]bool) []Telling {
	p := preparer{rec: rec, countries: countries, report: &Source{ID: rec.Report.ID, Source: rec.Report.Source, Date: rec.Report.Date}}
	for i := range rec.Entries {
		p.tellings = append(p.tellings, p.telling(i))
	}
	for i := range p.tellings {
		p.dates(&p.tellings[i])
	}
	seen := map[string]int{}
	var out []Telling
	for i := range p.tellings {
		t := p.tellings[i]
		var incident *Telling
		if t.Entry.Kind == record.Toll {
			if incident = p.incidentOf(&t); incident != nil {
				t.Incident, t.Day, t.Dated = incident.Entry.ID, incident.Day, incident.Dated
			}
		}
		if t.Entry.Kind == record.Meeting {
			t.Accounts = p.accounts(&t)
		}
		parties := []string{""}
		if t.Entry.Kind == record.Position {
			parties = t.parties()
		}
		for _, party := range parties {
			one := t
			one.Party = party
			if t.Entry.Kind == record.Position {
				one.ClaimedBy = claimant(t.Speaker, party)
			}
			if !one.tells() {
				continue
			}
			one.Scope = one.scope(incident)
			one.ID = identity(rec.Report.ID, &one, seen)
			out = append(out, one)
		}
	}
	return out
}

// preparer holds one record on its way to tellings.
type preparer struct {
	rec       *record.Record
	countries map[string]bool
	report    *Source
	tellings  []Telling
}

func (p *preparer) telling(i int) Telling {
	e := p.rec.Entries[i]
	e.Why = nil
	t := Telling{Report: p.report, Order: i, Entry: e}
	t.Day, t.Dated = dayOf(&e, p.rec.Report.Date)
	t.Places = p.places(&e)
	for _, span := range e.Content {
		t.Texts = append(t.Texts, span.Exact)
	}
	if e.AccordingTo != "" {
		for j := range p.rec.Entries {
			if p.rec.Entries[j].ID == e.AccordingTo {
				t.Speaker = p.rec.Entries[j].Speaker
			}
		}
	}
	return t
}

// places are the places narrower than a country that the entry's words name.
func (p *preparer) places(e *record.Entry) []string {
	var names []string
	if e.Place != nil && e.Place.Lat != nil && e.Place.Name != "" && !p.countries[e.Place.Name] {
		names = append(names, e.Place.Name)
	}
	for i := range p.rec.Mentions {
		m := &p.rec.Mentions[i]
		if m.Type != record.PlaceType || m.Name == "" || m.Country == "" || p.countries[m.Name] {
			continue
		}
		for _, span := range e.Evidence {
			if span.Start <= m.Start && m.End <= span.End {
				names = append(names, m.Name)
				break
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// dates gives an undated telling the day, and an incident the places, that
// another entry of its report tells of the same thing.
func (p *preparer) dates(t *Telling) {
	if t.Dated || !t.real() || t.Entry.Time != nil && t.Entry.Time.Start != "" {
		return
	}
	var from *Telling
	for i := range p.tellings {
		other := &p.tellings[i]
		_, dated := dayOf(&other.Entry, p.rec.Report.Date)
		if !dated || !other.real() || !p.sameThing(t, other) {
			continue
		}
		if from != nil && from.Day != other.Day {
			return // told of two days: it may be either's
		}
		from = other
	}
	if from == nil {
		return
	}
	t.Day, t.Dated = from.Day, true
	if t.Entry.Kind == record.Incident {
		t.Places = from.Places
		if t.Entry.Place == nil || from.Entry.Place != nil && from.Entry.Place.Country != t.Entry.Place.Country {
			t.Entry.Place = from.Entry.Place
		}
	}
}

// sameThing tells whether an undated entry may be dated by another of its report.
func (p *preparer) sameThing(t, dated *Telling) bool {
	mine, theirs := t.parties(), dated.parties()
	switch t.Entry.Kind {
	case record.Meeting:
		return dated.Entry.Kind == record.Meeting && t.mode() == dated.mode() &&
			(len(mine) == 0 || agree(mine, theirs) || t.Entry.Place != nil && dated.Entry.Place != nil && t.Entry.Place.Country == dated.Entry.Place.Country && len(mine) < 2)
	case record.Agreement:
		return dated.Entry.Kind == record.Meeting && t.Entry.State != "carried_out" && len(mine) > 1 && agree(mine, theirs)
	case record.Incident:
		headline := p.inHeadline(t) && t.land() == dated.land()
		return dated.Entry.Kind == record.Incident && sameMode(t, dated) &&
			(len(mine) == 0 && overlaps(t.Places, dated.Places) || headline && (len(mine) == 0 || shared(codes(mine), codes(theirs)) > 0))
	case record.Toll:
		return t.Entry.Harm == "released" && dated.Entry.Kind != record.Toll && dated.carriesOut()
	}
	return false
}

// inHeadline tells whether an entry rests on the headline first: it says in short,
// and of a wider place, what the report tells.
func (p *preparer) inHeadline(t *Telling) bool {
	title := p.rec.Report.Title
	return len(t.Entry.Evidence) > 0 && strings.HasPrefix(p.rec.Report.Text, title) && t.Entry.Evidence[0].End <= utf8.RuneCountInString(title)
}

func sameMode(a, b *Telling) bool { return a.mode() == "" || b.mode() == "" || a.mode() == b.mode() }

// overlaps tells whether two lists of places can be of one place: one names none,
// or they share one.
func overlaps(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || shared(a, b) > 0
}

// near is how far from an incident's words, in code points, the figures of its
// dead may stand: a sentence or two.
const near = 400

// incidentOf is the incident of the report that a toll counts; nil for a toll of
// a longer time, or where no incident stands near.
func (p *preparer) incidentOf(toll *Telling) *Telling {
	if _, open := length(toll.Entry.Time); toll.Entry.Time != nil && toll.Entry.Time.Start != "" && (open || !toll.short()) {
		return nil
	}
	if toll.Entry.Harm == "released" || len(toll.Entry.Evidence) == 0 {
		return nil
	}
	var best *Telling
	nearest := near + 1
	for i := range p.tellings {
		t := &p.tellings[i]
		if t.Entry.Kind != record.Incident || !t.tells() && !t.Dated {
			continue
		}
		d := distance(toll.Entry.Evidence, t.Entry.Evidence)
		if toll.Dated && t.Dated && toll.Day != t.Day || d > 0 && !overlaps(toll.Places, t.Places) || abroad(toll, t) {
			continue
		}
		if d < nearest || d == nearest && best != nil && !best.Dated && t.Dated {
			best, nearest = t, d
		}
	}
	return best
}

// abroad tells whether a toll is put in another country than an incident.
func abroad(toll, incident *Telling) bool {
	p := toll.Entry.Place
	land := incident.land()
	return p != nil && p.Country != "" && land != "" && p.Country != land
}

// distance is how many code points lie between two lists of spans at least.
func distance(a, b []record.Span) int {
	least := 1 << 30
	for _, x := range a {
		for _, y := range b {
			least = min(least, max(0, x.Start-y.End, y.Start-x.End))
		}
	}
	return least
}

// claimant is whom a position rests on, where that is not the party itself: an
// unnamed source, or another party.
func claimant(s *record.Speaker, party string) *record.Mention {
	if s == nil {
		return nil
	}
	said := Party(&s.Mention)
	if s.Anonymous || said != "" && said != party && !strings.HasPrefix(party, said) {
		return &s.Mention
	}
	return nil
}

// tells tells whether an entry says enough to be kept as a finding: a meeting
// needs a party or a host, an incident a party, a day or a place and a way.
func (t *Telling) tells() bool {
	e := &t.Entry
	switch e.Kind {
	case record.Meeting:
		return len(t.concernedAny()) > 0
	case record.Incident:
		return len(e.Actors) > 0 || t.Dated && t.Entry.Time != nil || len(t.Places) > 0 && t.mode() != ""
	case record.Act:
		return len(t.names(record.RoleActor)) > 0 || len(t.names(record.RoleRecipient)) > 0
	case record.Agreement:
		return len(t.parties()) > 0 || e.Count != nil || e.Issue != ""
	case record.Position:
		return t.Party != "" && e.Issue != "" && t.aux() != "negation"
	case record.Toll:
		return e.Count != nil && e.Harm != ""
	case record.Statement:
		return e.Speaker != nil && len(e.Content) > 0
	}
	return false
}

// Untold are the kinds of those entries of a record that say too little to stand in
// a finding: that none of its tellings is of.
func Untold(rec *record.Record, tellings []Telling) []string {
	told := make([]bool, len(rec.Entries))
	for i := range tellings {
		told[tellings[i].Order] = true
	}
	var kinds []string
	for i := range rec.Entries {
		if !told[i] {
			kinds = append(kinds, rec.Entries[i].Kind)
		}
	}
	return kinds
}

// concernedAny are the parties in any role.
func (t *Telling) concernedAny() []string {
	return partiesIn(t.Entry.Actors, record.RoleActor, record.RoleRecipient, record.RoleHost, record.RoleMediator)
}

// identity is the id of the finding that begins with a telling: the same as long
// as the report has an entry of that kind on those words.
func identity(report string, t *Telling, seen map[string]int) string {
	e := &t.Entry
	key := report + "\x00" + e.Kind + "\x00" + t.Party + "\x00" + e.Issue + "\x00" + e.Harm
	if len(e.Evidence) > 0 {
		key += "\x00" + e.Evidence[0].Exact
	}
	n := seen[key]
	seen[key]++
	if n > 0 {
		key += "\x00" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:12])
}
