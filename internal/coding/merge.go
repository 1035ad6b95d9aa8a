package coding

import (
	"slices"
	"sort"

	"github.com/rapporteur/rapporteur/internal/record"
)

// reach is how many entries back a thing may have been told before; no report
// has as many, and a collection's time must not grow with their square.
const reach = 400

// merge makes one entry of the tellings of one thing, each with its piece of
// evidence. What was told only as "the attack" goes with the incident told
// before, and is dropped where there is none.
func merge(c *coder, drafts []draft) []draft {
	sort.SliceStable(drafts, func(a, b int) bool { return first(drafts[a].Evidence) < first(drafts[b].Evidence) })
	var kept []draft
	for i := range drafts {
		d := &drafts[i]
		into := -1
		for k := len(kept) - 1; k >= max(0, len(kept)-reach) && into < 0; k-- {
			if kept[k].Kind == d.Kind && same(&kept[k], d) {
				into = k
			}
		}
		switch {
		case into >= 0:
			kept[into].absorb(d)
		case d.Kind == record.Incident && d.loose && d.Place == nil && d.Plover.Mode == "":
		case d.Kind == record.Incident && d.back && len(d.Actors) == 0 && d.Place == nil:
		default:
			kept = append(kept, *d)
		}
	}
	return kept
}

// same tells whether two drafts of a kind tell one thing.
func same(a, b *draft) bool {
	switch a.Kind {
	case record.Position:
		return a.Issue == b.Issue && a.Stance == b.Stance && a.Plover.Aux == b.Plover.Aux && alike(a, b, record.RoleActor, true) &&
			alike(a, b, record.RoleRecipient, false)
	case record.Meeting:
		return sameMeeting(a, b)
	case record.Agreement:
		if a.headline && sameAccord(a, b) {
			return true
		}
		if a.Why.Rule == "term" && b.Why.Rule == "term" {
			return false // two terms on one issue are two
		}
		return a.Issue == b.Issue && a.State == b.State && a.Plover.Aux == b.Plover.Aux && alike(a, b, record.RoleActor, false) && sameTime(a, b)
	case record.Act:
		if a.Plover.Type != b.Plover.Type || a.Plover.Aux != b.Plover.Aux || !sameTime(a, b) || !alike(a, b, record.RoleRecipient, true) {
			return false
		}
		return alike(a, b, record.RoleActor, true) || a.count(record.RoleRecipient) > 0 && alike(a, b, record.RoleActor, false)
	case record.Incident:
		return sameIncident(a, b)
	case record.Toll:
		return sameToll(a, b)
	}
	return false
}

// sameAccord: the headline's accord and one told first with the same parties, which
// may say more of its issue and state.
func sameAccord(a, b *draft) bool {
	if b.Why.Rule == "term" || a.Plover.Aux != b.Plover.Aux || !alike(a, b, record.RoleActor, true) || !sameTime(a, b) {
		return false
	}
	concluded := func(s string) bool { return s == "agreed" || s == "signed" }
	if a.State != b.State && !(concluded(a.State) && concluded(b.State)) {
		return false
	}
	return a.Issue == b.Issue || a.Issue == noIssue || b.Issue == noIssue || !a.retold
}

const visit = "visit" // PLOVER's mode

// sameMeeting: the same parties, or some of them, on the same occasion.
func sameMeeting(a, b *draft) bool {
	if a.Plover.Aux != b.Plover.Aux || !sameTime(a, b) || !samePlace(a, b) {
		return false
	}
	x, y := a.sides(record.RoleActor), b.sides(record.RoleActor)
	if a.Plover.Mode == visit && b.Plover.Mode == visit && alike(a, b, record.RoleActor, true) {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for s := range x {
		if !y[s] {
			return false
		}
	}
	return len(x) > 1 && (a.Plover.Type == "REQUEST") == (b.Plover.Type == "REQUEST") || b.back || len(x) == len(y) && (a.Time != nil && b.Time != nil || a.Place != nil && b.Place != nil)
}

// sameIncident: nothing about them differs, and something is the same, or the
// second refers back.
func sameIncident(a, b *draft) bool {
	if a.Plover.Aux != b.Plover.Aux && !b.back || !sameTime(a, b) || !samePlace(a, b) || !alike(a, b, record.RoleActor, false) {
		return false
	}
	if !alike(a, b, record.RoleRecipient, false) && !(b.back && !b.loose && !a.back) {
		return a.sentence == b.sentence && a.under == b.head || b.under == a.head && a.sentence == b.sentence
	}
	if (a.Plover.Mode == "abduct") != (b.Plover.Mode == "abduct") {
		return false
	}
	if b.back && !b.loose {
		return true
	}
	shared := a.Time != nil && b.Time != nil || a.Place != nil && b.Place != nil
	for _, role := range []string{record.RoleActor, record.RoleRecipient} {
		shared = shared || a.count(role) > 0 && b.count(role) > 0
	}
	return shared || a.sentence == b.sentence
}

func sameToll(a, b *draft) bool {
	if a.Harm != b.Harm || a.Each != b.Each || !sameFigure(a.Count, b.Count) || !sameTime(a, b) {
		return false
	}
	return a.Victims == nil || b.Victims == nil || a.Victims.Country == "" || b.Victims.Country == "" ||
		side(a.Victims) == side(b.Victims)
}

func sameFigure(a, b *record.Count) bool {
	equal := func(x, y *int) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return equal(a.Low, b.Low) && equal(a.High, b.High)
}

func sameTime(a, b *draft) bool {
	if a.Time == nil || b.Time == nil || a.Time.Start == "" || b.Time.Start == "" {
		return true
	}
	return a.Time.Start <= b.Time.End && b.Time.Start <= a.Time.End || a.Time.Start == b.Time.Start
}

func samePlace(a, b *draft) bool {
	if a.Place == nil || b.Place == nil {
		return true
	}
	return a.Place.Name == b.Place.Name || a.Place.Country == b.Place.Country && (a.Place.Country == "" || b.back)
}

// alike tells whether the parties in a role are the same; unless exact, no
// parties go with any.
func alike(a, b *draft, role string, exact bool) bool {
	x, y := a.sides(role), b.sides(role)
	if !exact && (len(x) == 0 || len(y) == 0) {
		return true
	}
	if len(x) != len(y) {
		return false
	}
	for s := range x {
		if !y[s] {
			return false
		}
	}
	return true
}

func (d *draft) sides(role string) map[string]bool {
	set := map[string]bool{}
	for k := range d.Actors {
		if d.Actors[k].Role == role {
			set[side(&d.Actors[k].Mention)] = true
		}
	}
	return set
}

// absorb takes over a second telling: its evidence, and what only it tells.
func (d *draft) absorb(b *draft) {
	fight := d.mutual && d.count(record.RoleActor) > 0 || b.mutual && b.count(record.RoleActor) > 0
	for _, e := range b.Evidence {
		if slices.ContainsFunc(d.Evidence, func(x record.Span) bool { return x.Start <= e.Start && e.End <= x.End }) {
			continue
		}
		d.Evidence = slices.DeleteFunc(d.Evidence, func(x record.Span) bool { return e.Start <= x.Start && x.End <= e.End })
		d.Evidence = append(d.Evidence, e)
	}
	if b.told < 0 {
		d.told = -1
	}
	d.loose = d.loose && b.loose
	if d.Kind == record.Agreement {
		if d.State == "agreed" && b.State == "signed" {
			d.State = b.State
		}
		if d.Issue == noIssue || d.headline && !d.retold && b.Issue != noIssue {
			d.Issue = b.Issue
		}
		d.retold = true
	}
	if d.Time == nil {
		d.Time = b.Time
	}
	if d.Place == nil {
		d.Place = b.Place
	}
	if d.Count == nil {
		d.Count, d.Each = b.Count, b.Each
	}
	if d.Issue == "" {
		d.Issue = b.Issue
	}
	if d.Duration == nil {
		d.Duration = b.Duration
	}
	if d.Condition == "" {
		d.Condition = b.Condition
	}
	if d.Victims == nil {
		d.Victims = b.Victims
	}
	if d.Plover != nil && b.Plover != nil && d.Plover.Mode == "" && d.Plover.Type == b.Plover.Type {
		d.Plover.Mode = b.Plover.Mode
	}
	if d.Kind == record.Incident && d.count(record.RoleActor) == 0 && b.count(record.RoleActor) > 0 && b.count(record.RoleRecipient) > 0 {
		d.Actors = nil
	}
	for _, role := range []string{record.RoleActor, record.RoleRecipient, record.RoleHost, record.RoleMediator} {
		if d.count(role) == 0 || d.Kind == record.Meeting {
			for _, a := range b.Actors {
				if a.Role == role && !(d.Kind == record.Meeting && d.sides(role)[side(&a.Mention)]) {
					d.addActor(a.Mention, role)
				}
			}
		}
	}
	if d.Kind == record.Incident && fight && d.sentence == b.sentence {
		for k := range d.Actors {
			d.Actors[k].Role = record.RoleActor
		}
		for _, a := range b.Actors {
			d.addActor(a.Mention, record.RoleActor)
		}
		d.mutual = true
	}
	d.Confidence = hundredths(min(max(d.Confidence, b.Confidence)+0.03, 0.97))
}
