package copies

import "slices"

const (
	// LeastBands is how many bands two texts share at least, if one may be a copy
	// of the other.
	LeastBands = 3
	// Days is how far apart copies may be dated. Offices fill in the same form
	// again and again ("the minister spoke by telephone today with …"); what
	// tells one filling from the next is the day.
	Days = 7

	mostUnder = 200 // reports looked at under a band, newest first
)

// Index finds copies among the signatures that were added to it, in memory. Its
// zero value is empty and ready. It knows no dates: a store that keeps bands in a
// table looks them up among the reports of Days before and after, and asks Copy
// about those that share LeastBands.
type Index struct {
	signatures []Signature
	newest     map[uint32]int32 // band to its newest entry, counted from 1
	entries    []entry
}

// entry is a report under a band, and the entry before it there.
type entry struct{ report, older int32 }

// Add adds a signature and returns its number: 0 for the first, then 1, ….
func (x *Index) Add(s Signature) int {
	if x.newest == nil {
		x.newest = map[uint32]int32{}
	}
	report := len(x.signatures)
	x.signatures = append(x.signatures, s)
	for _, band := range s.Bands() {
		x.entries = append(x.entries, entry{int32(report), x.newest[uint32(band)]})
		x.newest[uint32(band)] = int32(len(x.entries))
	}
	return report
}

// Copies returns the numbers of the signatures added so far that are copies of s,
// ascending.
func (x *Index) Copies(s Signature) []int {
	var copies []int
	for _, report := range x.candidates(s) {
		if Copy(s, x.signatures[report]) {
			copies = append(copies, int(report))
		}
	}
	return copies
}

// candidates returns the numbers of the signatures that share LeastBands with s,
// ascending. A band that stands for a common turn of phrase leads to many
// reports, of which the newest are looked at.
func (x *Index) candidates(s Signature) []int32 {
	var under []int32
	for _, band := range s.Bands() {
		e := x.newest[uint32(band)]
		for n := 0; e > 0 && n < mostUnder; n++ {
			under = append(under, x.entries[e-1].report)
			e = x.entries[e-1].older
		}
	}
	slices.Sort(under)
	var candidates []int32
	for i := LeastBands - 1; i < len(under); i++ {
		report := under[i]
		if under[i-LeastBands+1] == report && (len(candidates) == 0 || candidates[len(candidates)-1] != report) {
			candidates = append(candidates, report)
		}
	}
	return candidates
}
