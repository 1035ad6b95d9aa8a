package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// texts reads rows of one text column.
func texts(rows *sql.Rows) ([]string, error) {
	defer rows.Close()
	var all []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// Refresh makes anew the findings that what was added or taken away since has
// made stale. It may be stopped at any point and goes on from there.
func (s *Store) Refresh(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT scope FROM stale ORDER BY scope")
	if err != nil {
		return s.explain(err)
	}
	scopes, err := texts(rows)
	if err != nil || len(scopes) == 0 {
		return s.explain(err)
	}
	if scopes, err = s.merged(ctx, scopes); err != nil {
		return err
	}
	const together = 200 // scopes a transaction
	for chunk := range slices.Chunk(scopes, together) {
		err := s.change(ctx, func(t *tx) error {
			r, err := t.refresher()
			if err != nil {
				return err
			}
			for _, scope := range chunk {
				if err := r.scope(dossier.Scope(scope)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Stale tells whether there are findings to be made anew.
func (s *Store) Stale(ctx context.Context) (bool, error) {
	var one string
	err := s.read.QueryRowContext(ctx, "SELECT scope FROM stale LIMIT 1").Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, s.explain(err)
}

// scope makes anew the findings around the stale days of a scope.
func (r *refresher) scope(scope dossier.Scope) error {
	rows, err := r.query("SELECT day, links FROM stale WHERE scope = ? ORDER BY day, links", string(scope))
	if err != nil {
		return err
	}
	stale, err := couples(rows)
	if err != nil {
		return err
	}
	reach, whole := scope.Reach()
	if whole || r.whole[scope] {
		err = r.span(scope, window{"", "9999", "", "9999"}, nil)
		stale = nil
	}
	for len(stale) > 0 && err == nil {
		from, n := stale[0][0], 1
		to := from
		for n < len(stale) && (stale[n][0] == to || to != "" && stale[n][0] <= dossier.AddDays(to, 5*reach)) {
			to = stale[n][0]
			n++
		}
		var links []string
		for _, s := range stale[:n] {
			links = append(links, s[1])
		}
		stale = stale[n:]
		w := window{from, to, from, to}
		if from != "" {
			w = window{dossier.AddDays(from, -2*reach), dossier.AddDays(to, 2*reach), dossier.AddDays(from, -4*reach), dossier.AddDays(to, 4*reach)}
		}
		if !scope.Linked() {
			links = nil
		}
		err = r.span(scope, w, links)
	}
	if err != nil {
		return err
	}
	return r.exec("DELETE FROM stale WHERE scope = ?", string(scope))
}

// window is the days whose findings are made anew, and those whose tellings that takes.
type window struct{ from, to, first, last string }

// couples reads rows of two text columns.
func couples(rows *sql.Rows) ([][2]string, error) {
	defer rows.Close()
	var all [][2]string
	for rows.Next() {
		var one [2]string
		if err := rows.Scan(&one[0], &one[1]); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// web is what is linked with one another, directly or through others.
type web map[string]bool

// catches tells whether a list of links, as a column holds it, touches the web.
// Without a web everything does.
func (w web) catches(links string) bool {
	if w == nil {
		return true
	}
	for link := range strings.SplitSeq(strings.Trim(links, "|"), "|") {
		if w[link] {
			return true
		}
	}
	return false
}

// spun is the web that begins with some links and runs through others: it is
// closed, nothing outside is linked with anything in it.
func spun(began, through []string) web {
	w := web{}
	take := func(links string) {
		for link := range strings.SplitSeq(strings.Trim(links, "|"), "|") {
			w[link] = true
		}
	}
	for _, links := range began {
		take(links)
	}
	for {
		n := len(w)
		for _, links := range through {
			if w.catches(links) {
				take(links)
			}
		}
		if len(w) == n {
			return w
		}
	}
}

// web is the web of what stands in a window of a scope, and the lists of links
// there that it catches.
func (r *refresher) web(scope dossier.Scope, w window, began []string) (linked web, caught []string, err error) {
	rows, err := r.query("SELECT DISTINCT links FROM tellings WHERE scope = ? AND day >= ? AND day <= ?", string(scope), w.first, w.last)
	if err != nil {
		return nil, nil, err
	}
	through, err := texts(rows)
	if err != nil {
		return nil, nil, err
	}
	linked = spun(began, through)
	for _, links := range through {
		if linked.catches(links) {
			caught = append(caught, links)
		}
	}
	return linked, caught, nil
}

// span makes anew the findings of a window of a scope: of all there, or, where
// links are given, of what is linked with them.
func (r *refresher) span(scope dossier.Scope, w window, links []string) error {
	const most = 500 // lists of links that a query names; beyond it all is read
	query, args := "SELECT report, id, scope, links, body FROM tellings WHERE scope = ? AND day >= ? AND day <= ?", []any{string(scope), w.first, w.last}
	var linked web
	if links != nil {
		var caught []string
		var err error
		if linked, caught, err = r.web(scope, w, links); err != nil {
			return err
		}
		if len(caught) > 0 && len(caught) <= most {
			query += " AND links IN (" + marks(len(caught)) + ")"
			for _, one := range caught {
				args = append(args, one)
			}
		}
	}
	tellings, err := r.tellings(linked, query+" ORDER BY report, n", args...)
	if err != nil {
		return err
	}
	found, err := r.corrected(scope, tellings, len(r.corrections))
	if err != nil {
		return err
	}
	before, err := r.before(scope, w, linked)
	if err != nil {
		return err
	}
	var fresh, members []any
	for i := range found {
		f := &found[i]
		if f.Anchor < w.from || f.Anchor > w.to {
			continue
		}
		body, err := encode(f)
		if err != nil {
			return err
		}
		if before[f.ID] == body { // the very same: it stays
			delete(before, f.ID)
			continue
		}
		delete(before, f.ID)
		if err := r.exec("DELETE FROM members WHERE finding = ?", f.ID); err != nil {
			return err
		}
		rejected := 0
		if f.Rejected() {
			rejected = 1
		}
		fresh = append(fresh, f.ID, string(scope), f.Anchor, f.Kind, f.Issue, f.First, f.Last, enclosed(f.Parties()), enclosed(linksOf(f)), rejected, body)
		for _, t := range f.Tellings {
			members = append(members, t.ID, f.ID)
			for _, w := range t.Was {
				members = append(members, w.ID, f.ID)
			}
		}
	}
	for id := range before {
		if err := errors.Join(r.exec("DELETE FROM members WHERE finding = ?", id), r.exec("DELETE FROM findings WHERE id = ? AND scope = ?", id, string(scope))); err != nil {
			return err
		}
	}
	if err := r.insert("INSERT INTO findings (id, scope, anchor, kind, issue, first, last, parties, links, rejected, body) VALUES ", 11, fresh, replace); err != nil {
		return err
	}
	return r.insert("INSERT INTO members (telling, finding) VALUES ", 2, members, " ON CONFLICT DO NOTHING")
}

// replace takes a finding over from the scope that it stood in before its first
// telling was read otherwise.
const replace = " ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, anchor = excluded.anchor, kind = excluded.kind, issue = excluded.issue, " +
	"first = excluded.first, last = excluded.last, parties = excluded.parties, links = excluded.links, rejected = excluded.rejected, body = excluded.body"

// linksOf are the links of all tellings of a finding.
func linksOf(f *dossier.Finding) []string {
	var all []string
	for _, t := range f.Tellings {
		all = append(all, t.Links()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// before are the findings of a window as they stand, by id.
func (r *refresher) before(scope dossier.Scope, w window, linked web) (map[string]string, error) {
	rows, err := r.query("SELECT id, links FROM findings WHERE scope = ? AND anchor >= ? AND anchor <= ?", string(scope), w.from, w.to)
	if err != nil {
		return nil, err
	}
	standing, err := couples(rows)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, f := range standing {
		if !linked.catches(f[1]) {
			continue
		}
		var body string
		if _, err := r.row("SELECT body FROM findings WHERE id = ?", []any{f[0]}, &body); err != nil {
			return nil, err
		}
		all[f[0]] = body
	}
	return all, nil
}

// tellings reads those tellings with their reports that are linked.
func (r *refresher) tellings(linked web, query string, args ...any) ([]*dossier.Telling, error) {
	rows, err := r.query(query, args...)
	if err != nil {
		return nil, err
	}
	type row struct {
		t      *dossier.Telling
		report string
	}
	var all []row
	for rows.Next() {
		var report, id, scope string
		var links, body sql.RawBytes
		if err = rows.Scan(&report, &id, &scope, &links, &body); err != nil {
			break
		}
		if !linked.catches(string(links)) {
			continue
		}
		t := &dossier.Telling{}
		if err = json.Unmarshal(body, t); err != nil {
			break
		}
		t.Scope = dossier.Scope(scope)
		all = append(all, row{t, report})
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	tellings := make([]*dossier.Telling, len(all))
	for i, one := range all {
		if one.t.Report, err = r.source(one.report); err != nil {
			return nil, err
		}
		tellings[i] = one.t
	}
	return tellings, nil
}

// source is a report as its tellings need it, with the first of its copies.
func (r *refresher) source(id string) (*dossier.Source, error) {
	if s := r.sources[id]; s != nil {
		return s, nil
	}
	s := &dossier.Source{ID: id, Root: id}
	if _, err := r.row("SELECT date, source, copy_of FROM reports WHERE id = ?", []any{id}, &s.Date, &s.Source, &s.CopyOf); err != nil {
		return nil, err
	}
	if s.CopyOf != "" {
		of, err := r.source(s.CopyOf)
		if err != nil {
			return nil, err
		}
		s.Root = of.Root
	}
	r.sources[id] = s
	return s, nil
}
