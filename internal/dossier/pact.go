package dossier

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Pact is an agreement as it is told, without what carries it out. Which deeds
// belong to it is asked of the pact alone, never of other deeds: so a deed is
// placed by itself, and changes no more than the pact that it joins.
type Pact struct {
	ID    string // of the telling that it began with
	Day   string
	Told  []*Telling
	began *Telling

	parties []string
	most    int // the largest figure that was agreed
	limited bool
}

func newPact(id string, began *Telling, told []*Telling) Pact {
	p := Pact{ID: id, Day: began.Day, Told: told, began: began, parties: (&group{day: began.Day, tellings: told}).parties()}
	for _, t := range told {
		if n, known := t.figure(); known {
			p.most, p.limited = max(p.most, n), true
		}
	}
	return p
}

// Pacts groups what was agreed, sorted by day.
func Pacts(told []*Telling) []Pact { return asPacts(pacts(told)) }

// Monthly groups what is told without a day, of agreements of which none with its
// day is known.
func Monthly(unknown []*Telling) []Pact { return asPacts(monthly(byDay(unknown))) }

func asPacts(groups []*group) []Pact {
	var all []Pact
	for _, g := range groups {
		all = append(all, newPact(g.tellings[0].ID, g.tellings[0], g.tellings))
	}
	return sorted(all)
}

// Regroup gives pacts back from their tellings, by the id under which each stands.
// Tellings whose pact begins with none of them are left out.
func Regroup(told []*Telling, pact func(*Telling) string) []Pact {
	at := map[string]int{}
	var all []Pact
	for _, t := range told {
		if id := pact(t); id != "" && id == t.ID {
			at[id] = len(all)
			all = append(all, Pact{ID: id, Day: t.Day, began: t, Told: []*Telling{t}})
		}
	}
	for _, t := range byDay(told) {
		if i, ok := at[pact(t)]; ok && all[i].began != t {
			all[i].Told = append(all[i].Told, t)
		}
	}
	for i, p := range all {
		all[i] = newPact(p.ID, p.began, p.Told)
	}
	return sorted(all)
}

func sorted(pacts []Pact) []Pact {
	slices.SortFunc(pacts, func(a, b Pact) int {
		switch {
		case a.Day != b.Day:
			return strings.Compare(a.Day, b.Day)
		case a.began.dates() != b.began.dates():
			if a.began.dates() {
				return -1
			}
			return 1
		}
		return a.began.before(b.began)
	})
	return pacts
}

// deed tells whether what was told is something to be done ("is to free 50"), of
// no agreement.
func (p *Pact) deed() bool { return p.began.Entry.Kind != record.Agreement }

// Terms are all of a pact that decides which deeds belong to it: while they stay,
// no deed moves.
func (p *Pact) Terms() string {
	if p.deed() {
		return ""
	}
	most := -1
	if p.limited {
		most = p.most
	}
	return p.Day + "|" + strings.Join(p.parties, "+") + "|" + strconv.Itoa(most)
}

// Dates tells whether the telling is of an agreement and has its day: such make the
// pacts of their day, whatever else is told.
func (t *Telling) Dates() bool { return t.dates() }

// Draw is all of a pact told with its day that decides what else is told of it.
func (p *Pact) Draw() string {
	var figures []int
	for _, t := range p.Told {
		if n, ok := t.figure(); ok && t.dates() {
			figures = append(figures, n)
		}
	}
	slices.Sort(figures)
	dated := slices.DeleteFunc(slices.Clone(p.Told), func(t *Telling) bool { return !t.dates() })
	return fmt.Sprint(partiesOf(dated), slices.Compact(figures))
}

// ToldOf is the pact, of those told with their day, of which a telling without a day
// is: the newest before its report; nil for none.
func ToldOf(pacts []Pact, t *Telling) *Pact {
	var groups []*group
	pacts = sorted(slices.Clone(pacts))
	for i := range pacts {
		if p := &pacts[i]; p.began.dates() {
			groups = append(groups, &group{day: p.Day, key: p.ID, tellings: slices.DeleteFunc(slices.Clone(p.Told), func(t *Telling) bool { return !t.dates() })})
		}
	}
	if g := pactOf(groups, t, pactDays); g != nil {
		return &pacts[slices.IndexFunc(pacts, func(p Pact) bool { return p.ID == g.key })]
	}
	return nil
}

// Links are the links of all that tells the pact.
func (p *Pact) Links() []string {
	var all []string
	for _, t := range p.Told {
		all = append(all, t.Links()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// pactRules say what brought a telling to a pact: one told with its day, one told
// without to an agreement that has one, one to others of its month; and a deed.
var pactRules = []string{
	"same day, same parties, figures not at odds",
	"told without a day: the newest agreement of these parties before the report",
	"told without a day by reports of one month",
	"carries out the newest agreement of these parties before it",
}

// Finding is the finding of a pact and the deeds that carry it out.
func (p *Pact) Finding(done []*Telling) Finding {
	g := &group{day: p.Day}
	if p.deed() {
		g.key = "deed"
	}
	tells := map[int]bool{len(pactRules) - 1: len(done) > 0}
	for _, t := range p.Told {
		switch {
		case t == p.began:
		case t.dates():
			tells[0] = true
		case p.began.dates():
			tells[1] = true
		default:
			tells[2] = true
		}
	}
	for i, rule := range pactRules {
		if tells[i] {
			g.why = append(g.why, rule)
		}
	}
	g.tellings = slices.Concat(p.Told, done)
	g.sort()
	return g.agreement()
}

// CarriedOut is the pact that a deed carries out: the newest before it between its
// parties whose figure is not below the deed's; nil for none. The pacts are sorted
// by day.
func CarriedOut(pacts []Pact, t *Telling) *Pact {
	from := t.Day
	if before := AddDays(t.Day, -pactDays); before != "" {
		from = before
	}
	low, _ := slices.BinarySearchFunc(pacts, from, func(p Pact, day string) int { return strings.Compare(p.Day, day) })
	mine := t.parties()
	if len(mine) < 2 {
		mine = t.concerned()
	}
	n, told := t.figure()
	var best *Pact
	for i := low; i < len(pacts) && pacts[i].Day <= t.Day; i++ {
		p := &pacts[i]
		if p.deed() || best != nil && p.Day == best.Day {
			continue
		}
		if len(mine) == 0 || !agree(mine, p.parties) || len(mine) > 1 && shared(mine, p.parties) < 2 {
			continue
		}
		if told && p.limited && n > p.most {
			continue
		}
		best = p
	}
	return best
}

// PactDays is how many days before a deed the agreement that it carries out was made.
const PactDays = pactDays

// aloneDays is how many days after a deed a report that does not date it tells it.
const aloneDays = 2

// Alone makes findings of deeds that carry out no agreement known.
func Alone(loose []*Telling) []Finding {
	kind := func(t *Telling) string { return t.Entry.Kind }
	key := func(t *Telling) string {
		return strings.Join([]string{kind(t), t.mode(), strings.Join(t.concerned(), "+"), timeKey(t), t.Entry.Harm}, "|")
	}
	var found []Finding
	for _, g := range gather(loose, aloneDays, func(t *Telling) bool { return t.Dated }, nil, key) {
		switch kind(g.tellings[0]) {
		case record.Act:
			found = append(found, g.act())
		case record.Agreement:
			found = append(found, g.agreement())
		default:
			for _, f := range tolls(g.tellings, "") {
				f.Anchor = g.day
				found = append(found, f)
			}
		}
	}
	return found
}
