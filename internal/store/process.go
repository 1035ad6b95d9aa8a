package store

import (
	"context"
	"errors"
)

// Process is a named set of parties.
type Process struct {
	Name    string   `json:"name"`
	Parties []string `json:"parties"`
}

// SetProcess names a set of parties, in place of one of that name.
func (s *Store) SetProcess(ctx context.Context, name string, parties []string) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.exec("DELETE FROM processes WHERE name = ?", name); err != nil {
			return err
		}
		var rows []any
		for _, p := range parties {
			rows = append(rows, name, p)
		}
		return t.insert("INSERT INTO processes (name, party) VALUES ", 2, rows, " ON CONFLICT DO NOTHING")
	})
}

// DropProcess forgets a process; false where there was none.
func (s *Store) DropProcess(ctx context.Context, name string) (ok bool, err error) {
	err = s.change(ctx, func(t *tx) error {
		var one string
		ok, err = t.row("SELECT name FROM processes WHERE name = ?", []any{name}, &one)
		return errors.Join(err, t.exec("DELETE FROM processes WHERE name = ?", name))
	})
	return ok, err
}

// Processes are all named sets of parties, by name.
func (s *Store) Processes(ctx context.Context) ([]Process, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT name, party FROM processes ORDER BY name, party")
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var all []Process
	for rows.Next() {
		var name, party string
		if err := rows.Scan(&name, &party); err != nil {
			return nil, s.explain(err)
		}
		if len(all) == 0 || all[len(all)-1].Name != name {
			all = append(all, Process{Name: name})
		}
		last := &all[len(all)-1]
		last.Parties = append(last.Parties, party)
	}
	return all, s.explain(rows.Err())
}

// Pairs are the pairs of parties that act in most meetings, agreements and acts:
// what is offered where no process is named.
func (s *Store) Pairs(ctx context.Context, most int) ([]Process, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT parties FROM findings WHERE kind IN ('meeting', 'agreement', 'act', 'position', 'incident')")
	if err != nil {
		return nil, s.explain(err)
	}
	lists, err := texts(rows)
	if err != nil {
		return nil, s.explain(err)
	}
	return pairs(lists, most), nil
}
