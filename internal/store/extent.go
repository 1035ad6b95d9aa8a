package store

import (
	"context"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
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

// Named counts the mentions of a name, and the reports that have some, among
// those that stand and are of a day or later: what a rule on that name fits.
func (s *Store) Named(ctx context.Context, name, since string) (mentions, reports int, err error) {
	rules, err := s.Corrections(ctx)
	if err != nil {
		return 0, 0, err
	}
	rows, err := s.read.QueryContext(ctx, s.sql("SELECT body, record FROM reports WHERE withdrawn = '' AND date >= ?"), since)
	if err != nil {
		return 0, 0, s.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var body, recorded string
		if err := rows.Scan(&body, &recorded); err != nil {
			return 0, 0, s.explain(err)
		}
		rec, err := decode(body, recorded)
		if err != nil {
			return 0, 0, err
		}
		dossier.Apply(&rec, rules)
		before := mentions
		for i := range rec.Mentions {
			if rec.Mentions[i].Name == name {
				mentions++
			}
		}
		if mentions > before {
			reports++
		}
	}
	return mentions, reports, s.explain(rows.Err())
}
