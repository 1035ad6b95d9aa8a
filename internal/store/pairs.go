package store

import (
	"cmp"
	"slices"
	"strings"
)

// pairs counts the pairs of parties in lists of them, and gives those that stand
// together most often.
func pairs(lists []string, most int) []Process {
	counts := map[[2]string]int{}
	for _, list := range lists {
		parties := strings.Split(strings.Trim(list, "|"), "|")
		for i, a := range parties {
			for _, b := range parties[i+1:] {
				if a != "" && b != "" {
					counts[[2]string{a, b}]++
				}
			}
		}
	}
	var all [][2]string
	for p := range counts {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b [2]string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	var found []Process
	for _, p := range all[:min(most, len(all))] {
		found = append(found, Process{Name: strings.ToLower(p[0] + "-" + p[1]), Parties: p[:]})
	}
	return found
}
