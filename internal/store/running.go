package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// running makes anew the pieces of a running finding in whose months something is
// stale, and those after them for which it makes a difference: as a rule one, and
// where a report of an older day changes how things stood, those up to the next change.
func (r *refresher) running(scope dossier.Scope) error {
	stale, err := r.stale(scope)
	if err != nil {
		return err
	}
	var months []string
	for _, s := range stale {
		months = append(months, dossier.Month(s[0]))
	}
	slices.Sort(months)
	months = slices.Compact(months)
	for len(months) > 0 {
		month := months[0]
		months = months[1:]
		clear(r.pact)
		out, err := r.piece(scope, month)
		if err != nil {
			return err
		}
		after, in, err := r.after(scope, month)
		if err != nil {
			return err
		}
		if after != "" && in != out && !slices.Contains(months, after) {
			months = append(months, after)
			slices.Sort(months)
		}
	}
	if err := r.head(scope); err != nil {
		return err
	}
	return r.exec("DELETE FROM stale WHERE scope = ?", string(scope))
}

// piece makes one piece anew, and gives how the finding stands after it.
func (r *refresher) piece(scope dossier.Scope, month string) (out string, err error) {
	var before dossier.Piece
	var body string
	if _, err := r.row("SELECT body FROM pieces WHERE scope = ? AND month < ? ORDER BY month DESC LIMIT 1", []any{string(scope), month}, &body); err != nil {
		return "", err
	}
	if body != "" {
		if err := json.Unmarshal([]byte(body), &before); err != nil {
			return "", err
		}
	}
	from, to := "", ""
	if month != "" {
		from, to = month, month+"-99"
	}
	tellings, err := r.tellings(nil, "t.scope = ? AND t.day >= ? AND t.day <= ?", string(scope), from, to)
	if err != nil {
		return "", err
	}
	if len(tellings) == 0 {
		if out, err = encode(before.Out); err != nil {
			return "", err
		}
		return out, r.exec("DELETE FROM pieces WHERE scope = ? AND month = ?", string(scope), month)
	}
	p := dossier.MakePiece(scope, before.Out, tellings)
	if body, err = encode(p); err != nil {
		return "", err
	}
	alone := dossier.Head(scope, p, p)
	parties := alone.Parties()
	late := (&dossier.Finding{Last: p.Last, Reports: p.Reports}).Late()
	if err := r.stood(tellings); err != nil {
		return "", err
	}
	leadDate := p.Lead.Date
	if leadDate == "" {
		leadDate = "9999-99-99"
	}
	out, err = encode(p.Out)
	return out, errors.Join(err, r.exec("INSERT INTO pieces (scope, month, first, late, lead_date, lead_report, lead_n, lead, parties, body) VALUES ("+marks(10)+") ON CONFLICT (scope, month) DO UPDATE SET "+
		"first = excluded.first, late = excluded.late, lead_date = excluded.lead_date, lead_report = excluded.lead_report, lead_n = excluded.lead_n, lead = excluded.lead, parties = excluded.parties, body = excluded.body",
		string(scope), month, p.First, late, leadDate, p.Lead.Report, p.Lead.Order, p.Lead.ID, enclosed(parties), body))
}

// stood notes the ids that earlier versions of reports had in the place of tellings:
// they lead to these.
func (r *refresher) stood(tellings []*dossier.Telling) error {
	var members []any
	for _, t := range tellings {
		for _, w := range t.Was {
			members = append(members, w.ID, t.ID)
		}
	}
	return r.insert("INSERT INTO members (telling, finding) VALUES ", 2, members, " ON CONFLICT DO NOTHING")
}

// after is the month of the piece after one, and how the finding stood when it was
// made; "" where there is none.
func (r *refresher) after(scope dossier.Scope, month string) (next, in string, err error) {
	var body string
	if found, err := r.row("SELECT month, body FROM pieces WHERE scope = ? AND month > ? ORDER BY month LIMIT 1", []any{string(scope), month}, &next, &body); err != nil || !found {
		return "", "", err
	}
	var p dossier.Piece
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		return "", "", err
	}
	in, err = encode(p.In)
	return next, in, err
}

// head makes the row of a running finding, by which it is found: how it stands, and
// none of its reports. It looks at the piece that it begins with and the last.
func (r *refresher) head(scope dossier.Scope) error {
	old := &batch{before: map[string]string{}}
	if err := r.before(scope, window{"", "9999", "", "9999"}, nil, old); err != nil {
		return err
	}
	var lead, last, first string
	var none sql.NullString
	if _, err := r.row("SELECT body FROM pieces WHERE scope = ? ORDER BY month DESC LIMIT 1", []any{string(scope)}, &last); err != nil {
		return err
	}
	if last != "" {
		month, err := r.lead(scope)
		if err != nil {
			return err
		}
		if _, err := r.row("SELECT body FROM pieces WHERE scope = ? AND month = ?", []any{string(scope), month}, &lead); err != nil {
			return err
		}
		if _, err := r.row("SELECT first FROM pieces WHERE scope = ? AND month > '' ORDER BY month LIMIT 1", []any{string(scope)}, &none); err != nil {
			return err
		}
		first = none.String
	}
	if last != "" {
		var begins, ends dossier.Piece
		if err := errors.Join(json.Unmarshal([]byte(lead), &begins), json.Unmarshal([]byte(last), &ends)); err != nil {
			return err
		}
		f := dossier.Head(scope, begins, ends)
		f.Scope, f.First = scope, first
		if err := r.mark(&f); err != nil {
			return err
		}
		body, err := encode(f)
		if err != nil {
			return err
		}
		parties, err := r.parties(scope)
		if err != nil {
			return err
		}
		values := row(&f, body)
		values[8] = parties
		var late string
		if _, err := r.row("SELECT max(late) FROM pieces WHERE scope = ?", []any{string(scope)}, &late); err != nil {
			return err
		}
		values[7] = max(f.Last, late)
		if old.before[f.ID] != string(scope)+" "+body {
			if err := r.insert("INSERT INTO findings (id, scope, anchor, kind, issue, first, last, late, parties, links, rejected, body) VALUES ", 12, values, replace); err != nil {
				return err
			}
		} else if err := r.exec("UPDATE findings SET parties = ?, late = ? WHERE id = ?", parties, values[7], f.ID); err != nil {
			return err
		}
		delete(old.before, f.ID)
	}
	for id := range old.before {
		if err := r.exec("DELETE FROM findings WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// lead is the month of the piece that a running finding begins with.
func (r *refresher) lead(scope dossier.Scope) (month string, err error) {
	rows, err := r.query("SELECT month, lead_date, lead_report, lead_n FROM pieces WHERE scope = ? AND lead_date = (SELECT min(lead_date) FROM pieces WHERE scope = ?)", string(scope), string(scope))
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var best dossier.Lead
	found := false
	for rows.Next() {
		var one string
		var l dossier.Lead
		if err := rows.Scan(&one, &l.Date, &l.Report, &l.Order); err != nil {
			return "", err
		}
		if !found || l.Before(best) {
			month, best, found = one, l, true
		}
	}
	return month, rows.Err()
}

// parties are all parties that the pieces of a running finding name, one look-up each.
func (r *refresher) parties(scope dossier.Scope) (string, error) {
	var all []string
	for list := ""; ; {
		var next sql.NullString
		if _, err := r.row("SELECT min(parties) FROM pieces WHERE scope = ? AND parties > ?", []any{string(scope), list}, &next); err != nil {
			return "", err
		}
		if !next.Valid {
			break
		}
		list = next.String
		all = append(all, strings.Split(strings.Trim(list, "|"), "|")...)
	}
	slices.Sort(all)
	return enclosed(slices.Compact(all)), nil
}

// mark enters the corrections that are about a running finding.
func (r *refresher) mark(f *dossier.Finding) error {
	for i := range r.corrections {
		c := &r.corrections[i]
		if c.Action == dossier.Rule || c.Kind != f.Kind {
			continue
		}
		p, ok, err := r.place(c.Finding)
		if err != nil {
			return err
		}
		if ok && p.scope == f.Scope || c.Scope != "" && (f.Scope == c.Scope || f.Scope == c.Apart()) {
			f.Mark(c)
		}
	}
	return nil
}
