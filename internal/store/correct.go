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
	return corrections(texts(rows))
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
		c.Finding, c.Kind = f.ID, f.Kind
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
		return t.exec("INSERT INTO stale (scope, day, links) SELECT DISTINCT scope, day, links FROM tellings WHERE id = ? OR id = ? ON CONFLICT DO NOTHING", c.Finding, c.Other)
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
		c.Other = other.ID
	case dossier.Split:
		return splits(c, f)
	}
	return nil
}

// splits tells whether a finding can be split as a correction says: by a report, or
// by an entry of one.
func splits(c *dossier.Correction, f *dossier.Finding) error {
	entries := 0
	var names []string
	found := false
	for _, r := range f.Reports {
		found = found || r.ID == c.Other
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
	at, err := t.aim(c.Finding)
	if err != nil {
		return err
	}
	c.Aim, c.Report, c.Exact = &at, at.Report, at.Exact
	switch {
	case c.Action == dossier.Merge:
		with, err := t.aim(c.Other)
		c.Taken = &with
		return err
	case c.Action == dossier.Split:
		return t.entryAim(c)
	}
	return nil
}

// entryAim notes which entry a split sets apart, where it is not all that a report tells.
func (t *tx) entryAim(c *dossier.Correction) error {
	r := &refresher{tx: t, sources: map[string]*dossier.Source{}}
	told, err := r.tellings(nil, "SELECT report, id, scope, links, body FROM tellings WHERE id IN (SELECT telling FROM members WHERE finding = ?) ORDER BY report, n", c.Finding)
	for _, one := range told {
		if one.Report.ID == c.Other {
			return err
		}
	}
	for _, one := range told {
		if one.Report.ID+"/"+one.Entry.ID == c.Other {
			aim := dossier.AimAt(one)
			c.Taken = &aim
		}
	}
	return err
}

// Unmatched are the corrections that no longer fit any finding: shown, never dropped.
func (s *Store) Unmatched(ctx context.Context) ([]dossier.Correction, error) {
	var open []dossier.Correction
	err := s.look(ctx, func(t *tx) error {
		r, err := t.refresher()
		if err != nil {
			return err
		}
		for i := range r.corrections {
			c := &r.corrections[i]
			if c.Action == dossier.Rule {
				continue
			}
			b, err := r.bind(i)
			if err != nil {
				return err
			}
			fits := b.About != nil && (c.Action != dossier.Merge || b.With != nil)
			if fits {
				var kind string
				_, err = t.row("SELECT f.kind FROM findings f JOIN members m ON m.finding = f.id WHERE m.telling = ? AND f.kind = ?", []any{b.About.ID, c.Kind}, &kind)
				if err != nil {
					return err
				}
				fits = kind != ""
			}
			if !fits {
				open = append(open, *c)
			}
		}
		return nil
	})
	return open, err
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
