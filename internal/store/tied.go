package store

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// place is where a telling stands.
type place struct {
	scope      dossier.Scope
	day, links string
}

// tied are a scope with stale days, and the scopes with which mergers tie it: where
// one of two merged findings is made anew, so is the other. Their days are stale then.
func (r *refresher) tied(scope dossier.Scope) (scopes []dossier.Scope, merged bool, err error) {
	tied := []dossier.Scope{kin(scope)}
	for i := range r.corrections {
		c := &r.corrections[i]
		if c.Action != dossier.Merge || c.Scope != "" {
			continue
		}
		var ends []place
		for _, id := range []string{c.Finding, c.Other} {
			p, ok, err := r.place(id)
			if err != nil {
				return nil, false, err
			}
			if ok {
				ends = append(ends, p)
			}
		}
		touched := false
		for _, p := range ends {
			if slices.Contains(tied, kin(p.scope)) {
				near, err := r.near(p)
				if err != nil {
					return nil, false, err
				}
				touched = touched || near
			}
		}
		if !touched {
			continue
		}
		merged = true
		grown := false
		for _, p := range ends {
			var n int
			if _, err := r.row("SELECT count(*) FROM stale WHERE scope = ? AND day = ? AND links = ?", []any{string(p.scope), p.day, p.links}, &n); err != nil {
				return nil, false, err
			}
			if n == 0 {
				grown = true
				if err := r.exec("INSERT INTO stale (scope, day, links) VALUES (?, ?, ?)", string(p.scope), p.day, p.links); err != nil {
					return nil, false, err
				}
			}
			if !slices.Contains(tied, kin(p.scope)) {
				tied = append(tied, kin(p.scope))
			}
		}
		if grown {
			return r.tied(scope) // those may be near others
		}
	}
	return tied, merged, nil
}

// kin is a scope, of deeds and what they carry out the latter: they are made together.
func kin(s dossier.Scope) dossier.Scope {
	if s.Done() {
		return s.Other()
	}
	return s
}

// place is where the telling of an id stands; ok is false where there is none.
func (r *refresher) place(id string) (p place, ok bool, err error) {
	var scope string
	ok, err = r.row("SELECT scope, day, links FROM tellings WHERE id = ?", []any{id}, &scope, &p.day, &p.links)
	p.scope = dossier.Scope(scope)
	return p, ok, err
}

// near tells whether what is stale may make the finding of a telling anew.
func (r *refresher) near(p place) (bool, error) {
	back, ahead, before, after := kin(p.scope).Window()
	days := back + ahead + before + after
	from, to := dossier.AddDays(p.day, -days), dossier.AddDays(p.day, days)
	scopes := []any{string(p.scope), string(p.scope)}
	if p.scope.Agreed() || p.scope.Done() {
		scopes[1] = string(p.scope.Other())
	}
	var n int
	_, err := r.row("SELECT count(*) FROM stale WHERE scope IN (?, ?) AND day >= ? AND day <= ?", append(scopes, from, to), &n)
	return n > 0, err
}
