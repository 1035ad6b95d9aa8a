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
	const together = 200 // scopes a transaction
	for {
		rows, err := s.read.QueryContext(ctx, s.sql("SELECT DISTINCT scope FROM stale ORDER BY scope LIMIT ?"), together)
		if err != nil {
			return s.explain(err)
		}
		scopes, err := texts(rows)
		if err != nil || len(scopes) == 0 {
			return s.explain(err)
		}
		err = s.change(ctx, func(t *tx) error {
			corrections, err := t.corrections()
			if err != nil {
				return err
			}
			r := refresher{tx: t, corrections: corrections, sources: map[string]*dossier.Source{}, pact: map[*dossier.Telling]held{}}
			for _, scope := range scopes {
				if r.windows > most {
					break
				}
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

// refresher makes findings anew in one transaction.
type refresher struct {
	*tx
	corrections []dossier.Correction
	sources     map[string]*dossier.Source
	pact        map[*dossier.Telling]held
	windows     int // made so far
}

// most is how many windows are made anew in one transaction.
const most = 40

// held is where a telling is kept, and the pact under which it stands.
type held struct {
	report string
	n      int
	pact   string
}

// batch is what is made anew together: the findings as they are now, and those
// that stood before, by id.
type batch struct {
	found  []dossier.Finding
	before map[string]string
}

// scope makes anew the findings around the stale days of a scope, and of those that
// corrections tie to them.
func (r *refresher) scope(scope dossier.Scope) error {
	if scope.Running() {
		return r.running(scope)
	}
	tied, merged, err := r.tied(scope)
	if err != nil {
		return err
	}
	var all *batch // what is tied is corrected together
	if merged {
		all = &batch{before: map[string]string{}}
	}
	for _, scope := range tied {
		if err := r.around(scope, all); err != nil {
			return err
		}
	}
	if all != nil {
		if err := r.keep(all); err != nil {
			return err
		}
	}
	for _, scope := range tied {
		if r.windows > most && all == nil {
			break // the rest in another transaction
		}
		if err := r.exec("DELETE FROM stale WHERE scope = ?", string(scope)); err != nil {
			return err
		}
	}
	return nil
}

// stale are the days and links of a scope that are stale.
func (r *refresher) stale(scope dossier.Scope) ([][2]string, error) {
	rows, err := r.query("SELECT day, links FROM stale WHERE scope = ? ORDER BY day, links", string(scope))
	if err != nil {
		return nil, err
	}
	return couples(rows)
}

// around makes anew the findings around the stale days of a scope. They are kept
// window by window, or, where all is given, put there.
func (r *refresher) around(scope dossier.Scope, all *batch) error {
	if scope.Agreed() || scope.Done() {
		if scope.Done() {
			scope = scope.Other()
		}
		return r.agreements(scope, all)
	}
	stale, err := r.stale(scope)
	for len(stale) > 0 && err == nil && (all != nil || r.windows <= most) {
		clear(r.pact)
		clear(r.sources)
		var w window
		var links []string
		from, days := stale[0][0], stale
		w, links, stale = next(scope, stale)
		r.windows++
		b := all
		if b == nil {
			b = &batch{before: map[string]string{}}
		}
		if err = r.span(scope, w, links, b); err == nil && all == nil {
			to := days[len(days)-len(stale)-1][0]
			err = errors.Join(r.keep(b), r.exec("DELETE FROM stale WHERE scope = ? AND day >= ? AND day <= ?", string(scope), from, to))
		}
	}
	return err
}

// next is the window around the first of some stale days and those near it, with
// their links, and the stale days that are left. A window has an end, however many
// days are stale: what is held at once does not grow with the store.
func next(scope dossier.Scope, stale [][2]string) (w window, links []string, left [][2]string) {
	back, ahead, before, after := scope.Window()
	margin := back + ahead + before + after
	from, to, n := stale[0][0], stale[0][0], 0
	last := dossier.AddDays(from, max(30, 2*margin))
	for n < len(stale) && (stale[n][0] == to || to != "" && stale[n][0] <= dossier.AddDays(to, margin) && stale[n][0] <= last) {
		to = stale[n][0]
		links = append(links, stale[n][1])
		n++
	}
	w = window{from, to, from, to}
	if from != "" {
		w = window{dossier.AddDays(from, -back), dossier.AddDays(to, ahead), dossier.AddDays(from, -back-before), dossier.AddDays(to, ahead+after)}
	}
	if !scope.Linked() {
		links = nil
	}
	return w, links, stale[n:]
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
func (r *refresher) span(scope dossier.Scope, w window, links []string, b *batch) error {
	tellings, linked, err := r.linked(scope, w, links)
	if err != nil {
		return err
	}
	for _, f := range dossier.Findings(scope, tellings) {
		if w.from <= f.Anchor && f.Anchor <= w.to {
			b.found = append(b.found, f)
		}
	}
	return r.before(scope, w, linked, b)
}

// linked reads the tellings of a window of a scope: all, or, where links are given,
// what is linked with them, directly or through others.
func (r *refresher) linked(scope dossier.Scope, w window, links []string) ([]*dossier.Telling, web, error) {
	const named = 500 // lists of links that a query names; beyond it all is read
	query, args := "t.scope = ? AND t.day >= ? AND t.day <= ?", []any{string(scope), w.first, w.last}
	var linked web
	if links != nil {
		var caught []string
		var err error
		if linked, caught, err = r.web(scope, w, links); err != nil {
			return nil, nil, err
		}
		if len(caught) > 0 && len(caught) <= named {
			query += " AND t.links IN (" + marks(len(caught)) + ")"
			for _, one := range caught {
				args = append(args, one)
			}
		}
	}
	tellings, err := r.tellings(linked, query, args...)
	return tellings, linked, err
}

// keep writes what was made anew, as corrections will have it. What stands as it
// stood is left alone.
func (r *refresher) keep(b *batch) error {
	once := map[string]bool{}
	b.found = slices.DeleteFunc(b.found, func(f dossier.Finding) bool { // windows overlap
		again := once[f.ID]
		once[f.ID] = true
		return again
	})
	var fresh, members []any
	found := dossier.Correct(b.found, r.corrections)
	for i := range found {
		f := &found[i]
		body, err := encode(f)
		if err != nil {
			return err
		}
		if b.before[f.ID] == string(f.Scope)+" "+body { // the very same: it stays
			delete(b.before, f.ID)
			continue
		}
		delete(b.before, f.ID)
		if err := r.exec("DELETE FROM members WHERE finding = ?", f.ID); err != nil {
			return err
		}
		fresh = append(fresh, row(f, body)...)
		for _, t := range f.Tellings {
			members = append(members, t.ID, f.ID)
			for _, w := range t.Was {
				members = append(members, w.ID, f.ID)
			}
		}
	}
	for id := range b.before {
		if err := errors.Join(r.exec("DELETE FROM members WHERE finding = ?", id), r.exec("DELETE FROM findings WHERE id = ?", id)); err != nil {
			return err
		}
	}
	if err := r.insert("INSERT INTO findings (id, scope, anchor, kind, issue, first, last, late, parties, links, rejected, body) VALUES ", 12, fresh, replace); err != nil {
		return err
	}
	return r.insert("INSERT INTO members (telling, finding) VALUES ", 2, members, " ON CONFLICT DO NOTHING")
}

// row is a finding as its row holds it.
func row(f *dossier.Finding, body string) []any {
	rejected := 0
	if f.Rejected() {
		rejected = 1
	}
	return []any{f.ID, string(f.Scope), f.Anchor, f.Kind, f.Issue, f.First, f.Last, f.Late(), enclosed(f.Parties()), enclosed(linksOf(f)), rejected, body}
}

// replace takes a finding over from the scope that it stood in before its first
// telling was read otherwise.
const replace = " ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, anchor = excluded.anchor, kind = excluded.kind, issue = excluded.issue, " +
	"first = excluded.first, last = excluded.last, late = excluded.late, parties = excluded.parties, links = excluded.links, rejected = excluded.rejected, body = excluded.body"

// linksOf are the links of all tellings of a finding.
func linksOf(f *dossier.Finding) []string {
	var all []string
	for _, t := range f.Tellings {
		all = append(all, t.Links()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// before enters the findings of a window as they stand.
func (r *refresher) before(scope dossier.Scope, w window, linked web, b *batch) error {
	rows, err := r.query("SELECT id, links FROM findings WHERE scope = ? AND anchor >= ? AND anchor <= ?", string(scope), w.from, w.to)
	if err != nil {
		return err
	}
	standing, err := couples(rows)
	if err != nil {
		return err
	}
	for _, f := range standing {
		if linked.catches(f[1]) {
			if err := r.standing(f[0], b); err != nil {
				return err
			}
		}
	}
	return nil
}

// standing enters a finding as it stands.
func (r *refresher) standing(id string, b *batch) error {
	if _, ok := b.before[id]; ok {
		return nil
	}
	var scope, body string
	found, err := r.row("SELECT scope, body FROM findings WHERE id = ?", []any{id}, &scope, &body)
	if found {
		b.before[id] = scope + " " + body
	}
	return err
}

// tellings reads those tellings with their reports that are linked.
func (r *refresher) tellings(linked web, where string, args ...any) ([]*dossier.Telling, error) {
	rows, err := r.query("SELECT t.report, t.n, t.scope, t.pact, t.links, t.body, r.date, r.source, r.copy_of FROM tellings t JOIN reports r ON r.id = t.report WHERE "+where+" ORDER BY t.report, t.n", args...)
	if err != nil {
		return nil, err
	}
	var all []*dossier.Telling
	for rows.Next() {
		var h held
		s := &dossier.Source{}
		var scope string
		var links, body sql.RawBytes
		if err = rows.Scan(&h.report, &h.n, &scope, &h.pact, &links, &body, &s.Date, &s.Source, &s.CopyOf); err != nil {
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
		if known := r.sources[h.report]; known != nil {
			s = known
		} else {
			s.ID = h.report
			r.sources[h.report] = s
		}
		t.Report = s
		r.pact[t] = h
		all = append(all, t)
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for _, t := range all {
		if err := r.root(t.Report); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// root follows a report's chain of copies to its first.
func (r *refresher) root(s *dossier.Source) error {
	switch {
	case s.Root != "":
		return nil
	case s.CopyOf == "":
		s.Root = s.ID
		return nil
	}
	of := r.sources[s.CopyOf]
	if of == nil {
		of = &dossier.Source{ID: s.CopyOf}
		if _, err := r.row("SELECT date, source, copy_of FROM reports WHERE id = ?", []any{of.ID}, &of.Date, &of.Source, &of.CopyOf); err != nil {
			return err
		}
		r.sources[of.ID] = of
	}
	err := r.root(of)
	s.Root = of.Root
	return err
}
