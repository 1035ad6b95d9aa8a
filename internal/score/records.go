package score

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Records counts how many entries of records are found, and how many are right,
// over the same reports: an entry is found where it is paired with an annotated one
// of its kind, and right where the keys of the kind agree too (the parties by
// country, the issue and stance of a position, the figure and harm of a toll, the
// speaker and content of a statement …).
type Records struct {
	Gold, Output, Found, Right int
}

// Add counts a record in. Two entries of a kind may be paired where their evidence
// shares three tenths of the shorter; those that agree most are paired first.
func (r *Records) Add(gold, output *record.Record) {
	g, o := gold.Entries, output.Entries
	r.Gold += len(g)
	r.Output += len(o)
	type pair struct {
		gold, output int
		agreement    float64
	}
	var pairs []pair
	for i := range g {
		for j := range o {
			if g[i].Kind == o[j].Kind && touching(g[i].Evidence, o[j].Evidence) {
				right, all := keys(&g[i], &o[j])
				pairs = append(pairs, pair{i, j, float64(right) / float64(all)})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.agreement, a.agreement) })
	paired, used := make([]bool, len(g)), make([]bool, len(o))
	for _, p := range pairs {
		if paired[p.gold] || used[p.output] {
			continue
		}
		paired[p.gold], used[p.output] = true, true
		r.Found++
		if p.agreement == 1 {
			r.Right++
		}
	}
}

// FoundF1 and RightF1 are the harmonic means of precision and recall, in per cent.
func (r *Records) FoundF1() float64 { return f1(r.Found, r.Gold, r.Output) }

// RightF1 is FoundF1 of the entries that are right.
func (r *Records) RightF1() float64 { return f1(r.Right, r.Gold, r.Output) }

func f1(hit, gold, output int) float64 { return 200 * float64(hit) / float64(max(1, gold+output)) }

// touching tells whether two lists of spans have two that share three tenths of the
// shorter.
func touching(a, b []record.Span) bool {
	for _, x := range a {
		for _, y := range b {
			shared := min(x.End, y.End) - max(x.Start, y.Start)
			if shared > 0 && 10*shared >= 3*min(x.End-x.Start, y.End-y.Start) {
				return true
			}
		}
	}
	return false
}

// keys counts the keys of an entry's kind, and those in which another agrees.
func keys(gold, output *record.Entry) (right, all int) {
	check := func(is bool) {
		all++
		right += one(is)
	}
	switch gold.Kind {
	case record.Statement:
		check(sameSpeaker(gold.Speaker, output.Speaker))
		check(2*jaccard(gold.Content, output.Content) >= 1)
		return right, all
	case record.Toll:
		check(sameCount(gold.Count, output.Count))
		check(gold.Harm == output.Harm)
		return right, all
	}
	check(slices.Equal(parties(gold, record.RoleActor), parties(output, record.RoleActor)))
	switch gold.Kind {
	case record.Meeting:
		start, where := gold.Time != nil && gold.Time.Start != "", gold.Place != nil
		check(!start && !where || start && output.Time != nil && output.Time.Start == gold.Time.Start || where && samePlace(gold.Place, output.Place))
	case record.Position:
		check(gold.Issue == output.Issue)
		check(gold.Stance == output.Stance)
	case record.Agreement:
		check(gold.Issue == output.Issue)
		check(gold.State == output.State)
		check(gold.Count == nil || sameCount(gold.Count, output.Count))
	case record.Act:
		check(gold.Plover.Type == output.Plover.Type)
		wanted := parties(gold, record.RoleRecipient)
		check(len(wanted) == 0 || slices.Equal(wanted, parties(output, record.RoleRecipient)))
	case record.Incident:
		check(gold.Place == nil || gold.Place.Country == "" || output.Place != nil && output.Place.Country == gold.Place.Country)
	}
	return right, all
}

// notState are the sectors of parties that do not stand for their country.
var notState = []string{"REB", "PRM", "UAF", "OPP"}

// parties are the parties in a role: by country and whether they stand for it, or by
// name.
func parties(e *record.Entry, role string) []string {
	var list []string
	for i := range e.Actors {
		a := &e.Actors[i]
		if a.Role != role {
			continue
		}
		switch {
		case a.Country == "":
			list = append(list, strings.ToLower(cmp.Or(a.Name, a.Exact)))
		case len(a.Sectors) > 0 && slices.Contains(notState, a.Sectors[0]):
			list = append(list, a.Country+" non-state")
		default:
			list = append(list, a.Country)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func sameSpeaker(a, b *record.Speaker) bool {
	if a == nil || b == nil {
		return a == b
	}
	return min(a.End, b.End) > max(a.Start, b.Start) || a.Name != "" && strings.EqualFold(a.Name, b.Name)
}

func sameCount(a, b *record.Count) bool {
	if a == nil || b == nil {
		return a == b
	}
	same := func(x, y *int) bool { return x == y || x != nil && y != nil && *x == *y }
	return same(a.Low, b.Low) && same(a.High, b.High)
}

func samePlace(a, b *record.Place) bool {
	return b != nil && (a.Name != "" && strings.EqualFold(a.Name, b.Name) || a.Country != "" && a.Country == b.Country)
}

// jaccard is the part of all code points that either list of spans covers which both
// cover.
func jaccard(a, b []record.Span) float64 {
	in := map[int]int{}
	for bit, spans := range [][]record.Span{a, b} {
		for _, s := range spans {
			for i := s.Start; i < s.End; i++ {
				in[i] |= 1 << bit
			}
		}
	}
	both := 0
	for _, bits := range in {
		both += one(bits == 3)
	}
	return float64(both) / float64(max(1, len(in)))
}
