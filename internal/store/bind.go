package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// refresher makes findings anew in one transaction.
type refresher struct {
	*tx
	corrections []dossier.Correction
	bound       []*dossier.Bound // of each correction, once it is looked for
	whole       map[dossier.Scope]bool
	told        map[[2]string][]*dossier.Telling // what reports tell, by report and kind
	sources     map[string]*dossier.Source
}

// refresher is ready to make findings anew: it knows the corrections, and the
// scopes that are made whole because a merge or a split touches them.
func (t *tx) refresher() (*refresher, error) {
	corrections, err := t.corrections()
	if err != nil {
		return nil, err
	}
	r := &refresher{tx: t, corrections: corrections, bound: make([]*dossier.Bound, len(corrections)), whole: map[dossier.Scope]bool{},
		told: map[[2]string][]*dossier.Telling{}, sources: map[string]*dossier.Source{}}
	for i := range corrections {
		if a := corrections[i].Action; a != dossier.Merge && a != dossier.Split {
			continue
		}
		b, err := r.bind(i)
		if err != nil {
			return nil, err
		}
		for _, telling := range []*dossier.Telling{b.About, b.With} {
			if telling != nil {
				r.whole[telling.Scope] = true
			}
		}
	}
	return r, nil
}

// bind finds what a correction is about. That follows from what its report tells
// and from nothing else: not from what else is stored, or in what order it came.
func (r *refresher) bind(i int) (*dossier.Bound, error) {
	if b := r.bound[i]; b != nil {
		return b, nil
	}
	c := &r.corrections[i]
	b := &dossier.Bound{Correction: c}
	at, with := c.Aims()
	var err error
	if b.About, err = r.aimed(at); err == nil && (c.Action == dossier.Merge || c.Taken != nil) {
		if with.Report == "" { // made by a version that kept the id alone
			with.ID = c.Other
			if _, err = r.row("SELECT report, kind FROM tellings WHERE id = ?", []any{c.Other}, &with.Report, &with.Kind); err != nil {
				return nil, err
			}
		}
		b.With, err = r.aimed(with)
	}
	r.bound[i] = b
	return b, err
}

// aimed is the telling that an aim means; nil for none.
func (r *refresher) aimed(a dossier.Aim) (*dossier.Telling, error) {
	if a.Report == "" {
		return nil, nil
	}
	key := [2]string{a.Report, a.Kind}
	told, ok := r.told[key]
	if !ok {
		var err error
		told, err = r.tellings(nil, "SELECT report, id, scope, links, body FROM tellings WHERE report = ? AND kind = ? ORDER BY n", a.Report, a.Kind)
		if err != nil {
			return nil, err
		}
		r.told[key] = told
	}
	return a.Find(told), nil
}

// corrected makes the findings of tellings of a scope, with the corrections before
// a number.
func (r *refresher) corrected(scope dossier.Scope, tellings []*dossier.Telling, before int) ([]dossier.Finding, error) {
	reports := map[string]bool{}
	for _, t := range tellings {
		reports[t.Report.ID] = true
	}
	var about []dossier.Bound
	var numbers []int
	for i := range r.corrections[:before] {
		c := &r.corrections[i]
		if c.Action == dossier.Rule {
			continue
		}
		at, with := c.Aims()
		if !r.whole[scope] && !reports[at.Report] && !(c.Action == dossier.Merge && (with.Report == "" || reports[with.Report])) {
			continue
		}
		b, err := r.bind(i)
		if err != nil {
			return nil, err
		}
		about, numbers = append(about, *b), append(numbers, i)
	}
	return dossier.Correct(dossier.Findings(scope, tellings), about, func(b *dossier.Bound) ([]*dossier.Telling, error) {
		i := slices.IndexFunc(about, func(o dossier.Bound) bool { return o.Seq == b.Seq })
		return r.guest(b, numbers[i])
	})
}

// guest is what the finding of another scope holds that a merge takes in, as the
// corrections before that merge leave it.
func (r *refresher) guest(b *dossier.Bound, number int) ([]*dossier.Telling, error) {
	tellings, err := r.tellings(nil, "SELECT report, id, scope, links, body FROM tellings WHERE scope = ? ORDER BY report, n", string(b.With.Scope))
	if err != nil {
		return nil, err
	}
	found, err := r.corrected(b.With.Scope, tellings, number)
	for i := range found {
		if found[i].Kind == b.Kind && slices.ContainsFunc(found[i].Tellings, func(t *dossier.Telling) bool { return t.ID == b.With.ID }) {
			return found[i].Tellings, err
		}
	}
	return nil, err
}

// merged adds to stale scopes those that a merge ties to them, and notes that they
// are stale.
func (s *Store) merged(ctx context.Context, scopes []string) ([]string, error) {
	all, err := s.Corrections(ctx)
	if err != nil || !slices.ContainsFunc(all, func(c dossier.Correction) bool { return c.Action == dossier.Merge }) {
		return scopes, err
	}
	err = s.change(ctx, func(t *tx) error {
		r, err := t.refresher()
		if err != nil {
			return err
		}
		add := func(telling *dossier.Telling) error {
			if telling == nil || slices.Contains(scopes, string(telling.Scope)) {
				return nil
			}
			scopes = append(scopes, string(telling.Scope))
			return t.exec("INSERT INTO stale (scope, day, links) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", string(telling.Scope), telling.Day, enclosed(telling.Links()))
		}
		for n := -1; n < len(scopes); {
			n = len(scopes)
			for _, b := range r.bound {
				if b == nil || b.Action != dossier.Merge {
					continue
				}
				// Of a merge that lost one side, the other stands by itself again.
				lost := b.About == nil || b.With == nil
				if lost || slices.Contains(scopes, string(b.About.Scope)) || slices.Contains(scopes, string(b.With.Scope)) {
					err = errors.Join(err, add(b.About), add(b.With))
				}
			}
			if n == len(scopes) {
				break
			}
		}
		return err
	})
	slices.Sort(scopes)
	return scopes, err
}

// aim is the aim of a correction of the finding that begins with a telling.
func (t *tx) aim(id string) (dossier.Aim, error) {
	var report, body string
	if _, err := t.row("SELECT report, body FROM tellings WHERE id = ?", []any{id}, &report, &body); err != nil || report == "" {
		return dossier.Aim{ID: id}, err
	}
	var telling dossier.Telling
	err := json.Unmarshal([]byte(body), &telling)
	telling.Report = &dossier.Source{ID: report}
	return dossier.AimAt(&telling), err
}
