package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Line is a line of the log: who did what, when, to what, from what to what.
type Line struct {
	Seq    int    `json:"seq"`
	At     string `json:"at"`
	By     string `json:"by"`
	Action string `json:"action"`
	Target string `json:"target"`
	Field  string `json:"field,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Note   string `json:"note,omitempty"`
}

// corrections are all corrections, oldest first.
func (t *tx) corrections() ([]dossier.Correction, error) {
	rows, err := t.query("SELECT body FROM corrections ORDER BY seq")
	if err != nil {
		return nil, err
	}
	all, err := corrections(texts(rows))
	for i := range all {
		switch c := &all[i]; {
		case c.Action == dossier.Rule || err != nil:
		case c.Aim != nil:
			err = t.aimed(&c.Finding, c.Aim)
			if c.Taken != nil {
				id := &c.Leaves
				if c.Action == dossier.Merge {
					id = &c.Other
				}
				err = errors.Join(err, t.aimed(id, c.Taken))
			}
		default: // made by a version that kept less
			err = errors.Join(t.refind(&c.Finding, c.Kind, c.Report, c.Exact), t.refind(&c.Other, c.Kind, c.OtherReport, c.OtherExact))
		}
	}
	return all, err
}

// refind finds what a correction was about again where no telling has its id any
// more: by the id that an earlier version of the report had in its place, else by the
// words.
func (t *tx) refind(id *string, kind, report, exact string) error {
	if *id == "" || report == "" {
		return nil
	}
	var known string
	if found, err := t.row("SELECT id FROM tellings WHERE id = ?", []any{*id}, &known); err != nil || found {
		return err
	}
	rows, err := t.query("SELECT id, body FROM tellings WHERE report = ? AND kind = ? ORDER BY n", report, kind)
	if err != nil {
		return err
	}
	told, err := couples(rows)
	found := ""
	for _, one := range told {
		telling := dossier.Telling{Report: &dossier.Source{ID: report}}
		if err := json.Unmarshal([]byte(one[1]), &telling); err != nil {
			return err
		}
		if telling.Stood(*id) {
			*id = one[0]
			return nil
		}
		if found == "" && telling.Fits(kind, report, exact) {
			found = one[0]
		}
	}
	if found != "" {
		*id = found
	}
	return err
}

func corrections(bodies []string, err error) ([]dossier.Correction, error) {
	var all []dossier.Correction
	for _, body := range bodies {
		var c dossier.Correction
		err = errors.Join(err, json.Unmarshal([]byte(body), &c))
		all = append(all, c)
	}
	return all, err
}

// Corrections are all corrections, oldest first.
func (s *Store) Corrections(ctx context.Context) ([]dossier.Correction, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT body FROM corrections ORDER BY seq")
	if err != nil {
		return nil, s.explain(err)
	}
	all, err := corrections(texts(rows))
	return all, s.explain(err)
}

// Correct keeps a correction and makes its finding anew. What it is about must
// be there.
func (s *Store) Correct(ctx context.Context, c dossier.Correction) (dossier.Correction, error) {
	if c.Action != dossier.Rule {
		f, ok, err := s.Finding(ctx, c.Finding)
		if err != nil {
			return c, err
		}
		if !ok {
			return c, fmt.Errorf("no finding %q; `rapporteur show` lists them", c.Finding)
		}
		c.Finding, c.Kind, c.Report = f.ID, f.Kind, f.Reports[0].ID
		if len(f.Reports[0].Exact) > 0 {
			c.Exact = f.Reports[0].Exact[0]
		}
		if err := s.check(ctx, &c, &f); err != nil {
			return c, err
		}
	}
	err := s.change(ctx, func(t *tx) error {
		if err := t.aims(&c); err != nil {
			return err
		}
		var seq int
		if _, err := t.row("SELECT coalesce(max(seq), 0) FROM corrections", nil, &seq); err != nil {
			return err
		}
		c.Seq, c.At = seq+1, now()
		body, err := encode(c)
		if err != nil {
			return err
		}
		target := c.Finding
		if c.Action == dossier.Rule {
			target = c.Name
		}
		to := c.To
		if to == "" {
			to = c.Other
		}
		err = errors.Join(
			t.exec("INSERT INTO corrections (seq, body) VALUES (?, ?)", c.Seq, body),
			t.log(Line{By: c.By, Action: c.Action, Target: target, Field: c.Field, From: c.From, To: to, Note: c.Note}))
		if err != nil || c.Action == dossier.Rule {
			return err
		}
		if c.Scope != "" {
			return t.rescope(&c)
		}
		return t.exec("INSERT INTO stale (scope, day, links) SELECT DISTINCT scope, day, links FROM tellings WHERE id = ? ON CONFLICT DO NOTHING", c.Finding)
	})
	if err != nil {
		return c, err
	}
	if c.Action == dossier.Rule {
		_, err = s.Rebuild(ctx, nil)
		return c, err
	}
	return c, s.Refresh(ctx)
}

// check tells whether a correction can be applied to its finding.
func (s *Store) check(ctx context.Context, c *dossier.Correction, f *dossier.Finding) error {
	switch c.Action {
	case dossier.Set:
		var err error
		changed := *f
		c.From, err = dossier.SetField(&changed, c.Field, c.To)
		return err
	case dossier.Merge:
		other, ok, err := s.Finding(ctx, c.Other)
		switch {
		case err != nil:
			return err
		case !ok:
			return fmt.Errorf("no finding %q", c.Other)
		case other.ID == f.ID:
			return errors.New("they are one finding already")
		case other.Kind != f.Kind:
			return fmt.Errorf("a %s and a %s are not merged", f.Kind, other.Kind)
		}
		c.Other, c.OtherReport = other.ID, other.Reports[0].ID
		if len(other.Reports[0].Exact) > 0 {
			c.OtherExact = other.Reports[0].Exact[0]
		}
		switch {
		case f.Scope.Running() && other.Scope.Running():
			c.Scope, c.OtherScope = f.Scope, other.Scope
		case f.Scope.Running() || other.Scope.Running():
			return errors.New("the one is the toll of an incident, the other of a longer time; they are not merged")
		}
	case dossier.Split:
		if f.Scope.Running() {
			c.Scope = f.Scope
		}
		return splits(c, f)
	}
	return nil
}

// splits tells whether a finding can be split as a correction says: by a report, or
// by an entry of one.
func splits(c *dossier.Correction, f *dossier.Finding) error {
	entries := 0
	var names []string
	found, report := false, false
	for _, r := range f.Reports {
		report = report || r.ID == c.Other
		found = found || report
		for _, e := range r.Entries {
			entries++
			names = append(names, r.ID+"/"+e)
			found = found || r.ID+"/"+e == c.Other
		}
	}
	switch {
	case entries < 2:
		return errors.New("one entry alone tells it; there is nothing to split")
	case !found:
		return fmt.Errorf("%q does not tell it; it is told by %s", c.Other, strings.Join(names, ", "))
	case c.Scope != "" && (len(f.Reports) == 1 || !report):
		return errors.New("of a position, or the toll of a longer time, only what a whole report tells is set apart, and another has to tell it too")
	case len(f.Reports) == 1 && f.Reports[0].ID == c.Other:
		return fmt.Errorf("one report alone tells it; name one of its entries: %s", strings.Join(names, ", "))
	}
	return nil
}

// aims notes which tellings a correction is about.
func (t *tx) aims(c *dossier.Correction) error {
	if c.Action == dossier.Rule {
		return nil
	}
	var err error
	if c.Aim, err = t.aim(c.Finding, ""); err != nil || c.Aim == nil {
		return err
	}
	c.Report, c.Exact = c.Aim.Report, c.Aim.Exact
	switch report, entry, whole := "", "", strings.LastIndexByte(c.Other, '/'); {
	case c.Action == dossier.Merge:
		c.Taken, err = t.aim(c.Other, "")
	case c.Action == dossier.Split && whole > 0:
		report, entry = c.Other[:whole], c.Other[whole+1:]
		c.Taken, err = t.aim(c.Finding, report+"/"+entry)
	}
	return err
}

// aim is the aim of a correction of what begins with a telling, or of that entry of
// its finding; nil for none.
func (t *tx) aim(id, entry string) (*dossier.Aim, error) {
	rows, err := t.query("SELECT t.report, t.body FROM tellings t WHERE t.id = ?", id)
	if entry != "" {
		rows, err = t.query("SELECT t.report, t.body FROM tellings t JOIN members m ON m.telling = t.id WHERE m.finding = ? ORDER BY t.report, t.n", id)
	}
	if err != nil {
		return nil, err
	}
	told, err := couples(rows)
	for _, one := range told {
		telling := dossier.Telling{Report: &dossier.Source{ID: one[0]}}
		if err := json.Unmarshal([]byte(one[1]), &telling); err != nil {
			return nil, err
		}
		if entry == "" || one[0]+"/"+telling.Entry.ID == entry {
			aim := dossier.AimAt(&telling)
			return &aim, nil
		}
	}
	return nil, err
}

// aimed puts in place of an id that of the telling that an aim means: "" where none
// is. That follows from what the aim's report tells and from nothing else.
func (t *tx) aimed(id *string, aim *dossier.Aim) error {
	rows, err := t.query("SELECT id, body FROM tellings WHERE report = ? AND kind = ? ORDER BY n", aim.Report, aim.Kind)
	if err != nil {
		return err
	}
	told, err := couples(rows)
	var all []*dossier.Telling
	for _, one := range told {
		telling := &dossier.Telling{Report: &dossier.Source{ID: aim.Report}}
		if err := json.Unmarshal([]byte(one[1]), telling); err != nil {
			return err
		}
		all = append(all, telling)
	}
	*id = ""
	if found := aim.Find(all); found != nil {
		*id = found.ID
	}
	return err
}

// rescope puts the tellings of a running finding where a correction wants them.
func (t *tx) rescope(c *dossier.Correction) error {
	from, where, args := c.OtherScope, "scope = ?", []any{string(c.OtherScope)}
	to := c.Scope
	if c.Action == dossier.Split {
		from, to = c.Scope, c.Apart()
		where, args = "scope = ? AND report = ?", []any{string(c.Scope), c.Other}
	}
	days := func(scope dossier.Scope) error {
		return t.exec("INSERT INTO stale (scope, day, links) SELECT DISTINCT ?, day, links FROM tellings WHERE "+where+" ON CONFLICT DO NOTHING", append([]any{string(scope)}, args...)...)
	}
	return errors.Join(days(from), days(to), t.exec("UPDATE tellings SET scope = ? WHERE "+where, append([]any{string(to)}, args...)...))
}

// Unmatched are the corrections that no longer fit any finding: shown, never dropped.
func (s *Store) Unmatched(ctx context.Context) ([]dossier.Correction, error) {
	all, err := s.Corrections(ctx)
	if err != nil {
		return nil, err
	}
	var open []dossier.Correction
	for _, c := range all {
		if c.Action == dossier.Rule {
			continue
		}
		stands, err := s.stands(ctx, &c)
		if err != nil {
			return nil, s.explain(err)
		}
		if !stands {
			open = append(open, c)
		}
	}
	return open, nil
}

// stands tells whether a correction stands on a finding: that of its telling, or of
// another of the same report and kind, where a newer reader moved the words.
func (s *Store) stands(ctx context.Context, c *dossier.Correction) (bool, error) {
	rows, err := s.read.QueryContext(ctx, s.sql("SELECT id FROM tellings WHERE report = ? AND kind = ? ORDER BY n"), c.Report, c.Kind)
	if err != nil {
		return false, err
	}
	ids, err := texts(rows)
	if err != nil {
		return false, err
	}
	for _, id := range append([]string{c.Finding}, ids...) {
		f, ok, err := s.Finding(ctx, id)
		if err != nil {
			return false, err
		}
		if ok && slices.ContainsFunc(f.Corrections, func(m dossier.Mark) bool { return m.At == c.At && m.By == c.By && m.Action == c.Action }) {
			return true, nil
		}
	}
	return false, nil
}

// log adds a line to the log.
func (t *tx) log(l Line) error {
	if _, err := t.row("SELECT coalesce(max(seq), 0) FROM log", nil, &l.Seq); err != nil {
		return err
	}
	l.Seq++
	l.At = now()
	body, err := encode(l)
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO log (seq, body) VALUES (?, ?)", l.Seq, body)
}

// Log gives the log, oldest first.
func (s *Store) Log(ctx context.Context) ([]Line, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT body FROM log ORDER BY seq")
	if err != nil {
		return nil, s.explain(err)
	}
	bodies, err := texts(rows)
	var all []Line
	for _, body := range bodies {
		var l Line
		err = errors.Join(err, json.Unmarshal([]byte(body), &l))
		all = append(all, l)
	}
	return all, s.explain(err)
}

// Withdraw takes a report's entries out of every finding. The report stays,
// marked, and the log says who did it and why. ok is false where it is not there
// or already withdrawn.
func (s *Store) Withdraw(ctx context.Context, id, by, why string) (ok bool, err error) {
	err = s.change(ctx, func(t *tx) error {
		if ok, err = t.row("SELECT id FROM reports WHERE id = ? AND withdrawn = ''", []any{id}, &id); err != nil || !ok {
			return err
		}
		return t.withdraw(id, by, why)
	})
	if err != nil || !ok {
		return ok, err
	}
	return true, s.Refresh(ctx)
}

// Reinstate takes a withdrawn report's entries into the findings again. ok is false
// where it is not there, or not withdrawn.
func (s *Store) Reinstate(ctx context.Context, id, by, why string) (ok bool, err error) {
	err = s.change(ctx, func(t *tx) error {
		var day, signature string
		if ok, err = t.row("SELECT date, signature FROM reports WHERE id = ? AND withdrawn <> ''", []any{id}, &day, &signature); err != nil || !ok {
			return err
		}
		signed, err := parse(signature)
		if err != nil {
			return err
		}
		rules, err := t.corrections()
		if err != nil {
			return err
		}
		if err := t.exec("UPDATE reports SET withdrawn = '' WHERE id = ?", id); err != nil {
			return err
		}
		if _, err := t.link(id, day, signed); err != nil {
			return err
		}
		if _, err := t.retell(id, rules, nil); err != nil {
			return err
		}
		return t.log(Line{By: by, Action: "reinstate", Target: id, Note: why})
	})
	if err != nil || !ok {
		return ok, err
	}
	return true, s.Refresh(ctx)
}

// withdraw takes a report that stands out.
func (t *tx) withdraw(id, by, why string) error {
	return errors.Join(
		t.exec("UPDATE reports SET withdrawn = ? WHERE id = ?", now(), id),
		t.forget(id),
		t.unlink(id),
		t.log(Line{By: by, Action: "withdraw", Target: id, Note: why}))
}

// Rebuild makes all findings anew from the reports; untold are the entries, by kind,
// that say too little to stand in one. Where read is given, every
// report is first read again by it, with the reader's version; it may leave a
// report as it was by giving false.
func (s *Store) Rebuild(ctx context.Context, again func(record.Report) (rec record.Record, reader string, ok bool)) (untold map[string]int, err error) {
	untold = map[string]int{}
	ids, err := s.Reports(ctx)
	if err != nil {
		return nil, err
	}
	const together = 100 // reports a transaction
	for chunk := range slices.Chunk(ids, together) {
		err := s.change(ctx, func(t *tx) error {
			rules, err := t.corrections()
			if err != nil {
				return err
			}
			for _, id := range chunk {
				kinds, err := t.retell(id, rules, again)
				if err != nil {
					return fmt.Errorf("%s: %w", id, err)
				}
				for _, kind := range kinds {
					untold[kind]++
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	err = s.change(ctx, func(t *tx) error {
		return errors.Join(t.exec("DELETE FROM members"), t.exec("DELETE FROM findings"),
			t.exec("INSERT INTO stale (scope, day, links) SELECT DISTINCT scope, day, links FROM tellings WHERE true ON CONFLICT DO NOTHING"))
	})
	if err != nil {
		return nil, err
	}
	return untold, s.Refresh(ctx)
}

// retell makes the tellings of a kept report anew.
func (t *tx) retell(id string, rules []dossier.Correction, again func(record.Report) (record.Record, string, bool)) (untold []string, err error) {
	var body, recorded string
	if _, err := t.row("SELECT body, record FROM reports WHERE id = ?", []any{id}, &body, &recorded); err != nil {
		return nil, err
	}
	rec, err := decode(body, recorded)
	if err != nil {
		return nil, err
	}
	if again != nil {
		if err := t.again(id, again); err != nil {
			return nil, err
		}
		if anew, reader, ok := again(rec.Report); ok {
			text := rec.Report.Text
			rec = anew
			rec.Report.Text = text
			recorded, err := encode(read{rec.Mentions, rec.Entries})
			if err != nil {
				return nil, err
			}
			if err := t.exec("UPDATE reports SET record = ?, reader = ? WHERE id = ?", recorded, reader, id); err != nil {
				return nil, err
			}
		}
	}
	if err := t.forget(id); err != nil {
		return nil, err
	}
	return t.tell(rec, rules)
}
