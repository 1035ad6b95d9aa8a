package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Query says which findings are wanted.
type Query struct {
	Kinds []string
	dossier.Selection
	Standing bool   // positions as they stood at Until, without their reports and history
	Lately   string // what was told or falls due on that day or later
	Text     string // statements: words that must stand there; word* for those that begin so
	Rejected bool   // those that a reader has rejected, too
}

// Findings gives the findings that a query wants, by day, kind and id.
func (s *Store) Findings(ctx context.Context, q Query) ([]dossier.Finding, error) {
	where, args := []string{"kind IN (" + marks(len(q.Kinds)) + ")"}, []any{}
	for _, kind := range q.Kinds {
		args = append(args, kind)
	}
	if q.Issue != "" {
		where, args = append(where, "issue = ?"), append(args, q.Issue)
	}
	if q.Since != "" {
		where, args = append(where, "last >= ?"), append(args, q.Since)
	}
	if q.Until != "" {
		where, args = append(where, "first <= ?"), append(args, q.Until)
	}
	if q.Lately != "" {
		where, args = append(where, "late >= ?"), append(args, q.Lately)
	}
	if !q.Rejected {
		where = append(where, "rejected = 0")
	}
	if q.Text != "" {
		match := s.match(q.Text)
		if match == "" {
			return nil, fmt.Errorf("--text %q has no word to look for", q.Text)
		}
		found := "SELECT telling FROM words WHERE words MATCH ?"
		if s.postgres {
			found = "SELECT telling FROM words WHERE to_tsvector('simple', text) @@ to_tsquery('simple', ?)"
		}
		where, args = append(where, "id IN (SELECT finding FROM members WHERE telling IN ("+found+"))"), append(args, match)
	}
	rows, err := s.read.QueryContext(ctx, s.sql("SELECT scope, parties, body FROM findings WHERE "+strings.Join(where, " AND ")), args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var all []dossier.Finding
	for rows.Next() {
		var scope, parties, body sql.RawBytes
		if err := rows.Scan(&scope, &parties, &body); err != nil {
			return nil, s.explain(err)
		}
		if !anyParty(string(parties), q.Parties) || !anyParty(string(parties), q.Process) {
			continue
		}
		var f dossier.Finding
		if err := json.Unmarshal(body, &f); err != nil {
			return nil, s.explain(err)
		}
		if f.Scope = dossier.Scope(scope); f.Scope.Running() || q.Takes(&f) {
			all = append(all, f)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, s.explain(err)
	}
	courses := courses{s: s, ctx: ctx}
	defer courses.close()
	kept := all[:0]
	for _, f := range all {
		if f.Scope.Running() {
			known, err := courses.fill(&f, &q)
			if err != nil {
				return nil, s.explain(err)
			}
			if !known || !q.Takes(&f) {
				continue
			}
		}
		kept = append(kept, f)
	}
	slices.SortFunc(kept, order)
	return kept, nil
}

// courses gives running findings what their rows leave out; it prepares its queries
// once for all of them.
type courses struct {
	s                *Store
	ctx              context.Context
	pieces, standing *sql.Stmt
}

func (c *courses) close() {
	for _, s := range []*sql.Stmt{c.pieces, c.standing} {
		if s != nil {
			s.Close()
		}
	}
}

// fill gives a finding its reports and its course, or, where only its standing is
// wanted, that of the day. It is false where nothing was known of it yet.
func (c *courses) fill(f *dossier.Finding, q *Query) (known bool, err error) {
	if !q.Standing || f.Kind != record.Position || q.Conditions {
		return true, c.assemble(f)
	}
	if q.Until == "" {
		return true, nil
	}
	if c.standing == nil {
		if c.standing, err = c.s.read.PrepareContext(c.ctx, c.s.sql("SELECT body FROM pieces WHERE scope = ? AND month <= ? ORDER BY month DESC LIMIT 1")); err != nil {
			return false, err
		}
	}
	var p dossier.Piece
	var body string
	err = c.standing.QueryRowContext(c.ctx, string(f.Scope), dossier.Month(q.Until)).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), &p)
	}
	if err != nil {
		return false, err
	}
	standing, since, known := p.At(q.Until)
	if known {
		f.Stand(standing)
		f.Last = since
		f.Marked(f.Corrections)
	}
	return known, nil
}

// assemble makes a running finding of its pieces, with the corrections that its row has.
func (c *courses) assemble(f *dossier.Finding) (err error) {
	if c.pieces == nil {
		if c.pieces, err = c.s.read.PrepareContext(c.ctx, c.s.sql("SELECT month, body FROM pieces WHERE scope = ? ORDER BY month")); err != nil {
			return err
		}
	}
	rows, err := c.pieces.QueryContext(c.ctx, string(f.Scope))
	if err != nil {
		return err
	}
	defer rows.Close()
	var pieces []dossier.Piece
	for rows.Next() {
		var p dossier.Piece
		var body sql.RawBytes
		if err := rows.Scan(&p.Month, &body); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &p); err != nil {
			return err
		}
		pieces = append(pieces, p)
	}
	if len(pieces) == 0 || rows.Err() != nil {
		return rows.Err()
	}
	whole := dossier.Assemble(f.Scope, pieces)
	whole.Scope = f.Scope
	whole.Marked(f.Corrections)
	*f = whole
	return nil
}

// order is the order in which findings are shown.
func order(a, b dossier.Finding) int {
	if c := strings.Compare(a.First, b.First); c != 0 {
		return c
	}
	if c := slices.Index(record.Kinds, a.Kind) - slices.Index(record.Kinds, b.Kind); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// anyParty tells whether a column of parties has one that is wanted; any will do
// where none is named.
func anyParty(parties string, wanted []string) bool {
	if len(wanted) == 0 {
		return true
	}
	for party := range strings.SplitSeq(strings.Trim(parties, "|"), "|") {
		for _, w := range wanted {
			if dossier.IsParty(party, w) {
				return true
			}
		}
	}
	return false
}

// match is a search for words as the database wants it.
func (s *Store) match(text string) string {
	var terms []string
	for _, field := range strings.Fields(text) {
		begins := strings.HasSuffix(field, "*")
		words := dossier.Words(field)
		for i, word := range words {
			last := begins && i == len(words)-1
			switch {
			case s.postgres && last:
				word += ":*"
			case s.postgres:
			case last:
				word = `"` + word + `"*`
			default:
				word = `"` + word + `"`
			}
			terms = append(terms, word)
		}
	}
	if s.postgres {
		return strings.Join(terms, " & ")
	}
	if len(terms) == 0 {
		return ""
	}
	return "text : (" + strings.Join(terms, " ") + ")"
}

// Finding is the finding of an id, or the one that took that id in, with its
// tellings. ok is false where there is none.
func (s *Store) Finding(ctx context.Context, id string) (f dossier.Finding, ok bool, err error) {
	var scope, body string
	err = s.read.QueryRowContext(ctx, s.sql("SELECT scope, body FROM findings WHERE id IN (SELECT finding FROM members WHERE telling = ?)"), id).Scan(&scope, &body)
	if errors.Is(err, sql.ErrNoRows) { // all tellings of a running scope are one finding's
		err = s.read.QueryRowContext(ctx, s.sql("SELECT f.scope, f.body FROM tellings t JOIN findings f ON f.scope = t.scope WHERE t.id = ? OR t.id IN (SELECT finding FROM members WHERE telling = ?) LIMIT 1"), id, id).Scan(&scope, &body)
		if err == nil && !dossier.Scope(scope).Running() {
			err = sql.ErrNoRows
		}
	}
	if errors.Is(err, sql.ErrNoRows) {
		return f, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), &f)
	}
	if f.Scope = dossier.Scope(scope); err == nil && f.Scope.Running() {
		courses := courses{s: s, ctx: ctx}
		defer courses.close()
		err = courses.assemble(&f)
	}
	return f, err == nil, s.explain(err)
}

// Kept is a report with its text and its record.
type Kept struct {
	record.Record
	Text      string    `json:"text"`
	Hash      string    `json:"hash"`
	Versions  []Version `json:"versions,omitempty"` // where there is more than one, oldest first
	CopyOf    string    `json:"copy_of"`
	Withdrawn string    `json:"withdrawn,omitempty"`
	Added     string    `json:"added"`
	Origin    string    `json:"origin"`
	Reader    string    `json:"reader"`
}

// Report is a kept report; ok is false where there is none of that id.
func (s *Store) Report(ctx context.Context, id string) (k Kept, ok bool, err error) {
	var body, rec string
	err = s.read.QueryRowContext(ctx, s.sql("SELECT hash, copy_of, withdrawn, added, origin, reader, body, record FROM reports WHERE id = ?"), id).
		Scan(&k.Hash, &k.CopyOf, &k.Withdrawn, &k.Added, &k.Origin, &k.Reader, &body, &rec)
	if errors.Is(err, sql.ErrNoRows) {
		return k, false, nil
	}
	if err == nil {
		k.Record, err = decode(body, rec)
		k.Text = k.Record.Report.Text
	}
	if err == nil {
		k.Versions, err = s.versions(ctx, id)
	}
	return k, err == nil, s.explain(err)
}

// decode is a record from a report's row.
func decode(body, rec string) (record.Record, error) {
	var b kept
	var r read
	err := errors.Join(json.Unmarshal([]byte(body), &b), json.Unmarshal([]byte(rec), &r))
	b.Report.Text = b.Text
	return record.Record{Report: b.Report, Mentions: r.Mentions, Entries: r.Entries}, err
}

// Reports are the ids of the reports that stand, in canonical order.
func (s *Store) Reports(ctx context.Context) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM reports WHERE withdrawn = '' ORDER BY id")
	if err != nil {
		return nil, s.explain(err)
	}
	ids, err := texts(rows)
	return ids, s.explain(err)
}

// Counts is how much a store holds.
type Counts struct{ Reports, Withdrawn, Copies, Tellings, Findings int }

// Count counts what the store holds.
func (s *Store) Count(ctx context.Context) (c Counts, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM reports WHERE withdrawn = ''), (SELECT count(*) FROM reports WHERE withdrawn <> ''),
		(SELECT count(*) FROM reports WHERE copy_of <> ''), (SELECT count(*) FROM tellings), (SELECT count(*) FROM findings)`).
		Scan(&c.Reports, &c.Withdrawn, &c.Copies, &c.Tellings, &c.Findings)
	return c, s.explain(err)
}
