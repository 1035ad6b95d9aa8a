package store

import (
	"context"
	"strings"
)

// Newest is the date of the newest report that stands and is not dated after a
// day; "" where none has a date.
func (s *Store) Newest(ctx context.Context, until string) (day string, err error) {
	err = s.read.QueryRowContext(ctx, s.sql("SELECT coalesce(max(date), '') FROM reports WHERE withdrawn = '' AND date <= ?"), until).Scan(&day)
	return day, s.explain(err)
}

// Parties are all parties that findings concern, each once, in no order.
func (s *Store) Parties(ctx context.Context) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT parties FROM findings")
	if err != nil {
		return nil, s.explain(err)
	}
	lists, err := texts(rows)
	if err != nil {
		return nil, s.explain(err)
	}
	seen := map[string]bool{}
	var all []string
	for _, list := range lists {
		for party := range strings.SplitSeq(strings.Trim(list, "|"), "|") {
			if party != "" && !seen[party] {
				seen[party] = true
				all = append(all, party)
			}
		}
	}
	return all, nil
}
