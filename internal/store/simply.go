package store

import (
	"slices"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// simply groups what was agreed on stale days where it takes no look at the months
// around: one more report of a pact that stays what it is, the first of a new one
// with nothing undated after it, an undated one that finds its pact. That is how
// nearly all reports come. The stale days that are left are given back.
func (a *agreements) simply(stale [][2]string) (left [][2]string, err error) {
	const few = 8 // days; many together are grouped window by window
	days := slices.CompactFunc(slices.Clone(stale), func(x, y [2]string) bool { return x[0] == y[0] })
	if len(days) > few {
		return stale, nil
	}
	for _, day := range days {
		var links []string
		for _, s := range stale {
			if s[0] == day[0] {
				links = append(links, s[1])
			}
		}
		done := false
		if day[0] != "" && !slices.Contains(links, gone) {
			if done, err = a.day(day[0], links); err != nil {
				return nil, err
			}
		}
		if !done {
			for _, list := range links {
				left = append(left, [2]string{day[0], list})
			}
		}
	}
	return left, nil
}

// day groups what was agreed on one day; it is false, and nothing is changed, where
// that may bear on more than the pacts that gain a telling.
func (a *agreements) day(day string, links []string) (done bool, err error) {
	told, _, err := a.linked(a.agreed, window{day, day, day, day}, links)
	if err != nil {
		return false, err
	}
	defer a.forgetPacts(told)
	var dated, loose, known []*dossier.Telling
	for _, t := range told {
		switch {
		case t.Dates():
			dated = append(dated, t)
			if a.under(t) != "" {
				known = append(known, t)
			}
		case slices.Contains(links, enclosed(t.Links())):
			loose = append(loose, t)
		}
	}
	was, now := dossier.Regroup(known, a.under), dossier.Pacts(dated)
	to := map[*dossier.Telling]string{}
	for _, p := range now {
		for _, t := range p.Told {
			to[t] = p.ID
			if before := a.under(t); before != "" && before != p.ID {
				return false, nil
			}
		}
	}
	same := len(was) == len(now)
	for i := 0; same && i < len(now); i++ {
		same = was[i].ID == now[i].ID && was[i].Draw() == now[i].Draw()
	}
	if !same {
		if undated, err := a.undated(day, links, loose); err != nil || undated {
			return false, err
		}
	}
	// Those of the day are not written yet: they are looked at as they will be.
	found, err := a.carried(day, day, loose, func(pacts []dossier.Pact, t *dossier.Telling) *dossier.Pact {
		if p := dossier.ToldOf(now, t); p != nil {
			return p
		}
		return dossier.ToldOf(slices.DeleteFunc(slices.Clone(pacts), func(p dossier.Pact) bool { return p.Day == day }), t)
	})
	if err != nil {
		return false, err
	}
	for _, t := range loose {
		if found[t] == "" || a.under(t) != "" && a.under(t) != found[t] {
			return false, nil
		}
		to[t] = found[t]
	}
	return true, a.join(to, links)
}

// undated tells whether anything is told without a day on a day or in the time after
// it in which a new pact could draw it, other than what is placed now.
func (a *agreements) undated(day string, links []string, but []*dossier.Telling) (bool, error) {
	after, _, err := a.linked(a.agreed, window{day, day, day, dossier.AddDays(day, dossier.PactDays+31)}, links)
	if err != nil {
		return false, err
	}
	defer a.forgetPacts(after)
	return slices.ContainsFunc(after, func(t *dossier.Telling) bool {
		return !t.Dates() && !slices.ContainsFunc(but, func(o *dossier.Telling) bool { return o.ID == t.ID })
	}), nil
}

// join has tellings stand under their pacts, and notes which pacts are made anew and
// which deeds placed again.
func (a *agreements) join(to map[*dossier.Telling]string, links []string) error {
	var ids []string
	for t, id := range to {
		if a.under(t) != id || slices.Contains(links, enclosed(t.Links())) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	before, err := a.pactsBy(ids)
	if err != nil {
		return err
	}
	for t, id := range to {
		if a.under(t) != id {
			if err := a.stand(t, id); err != nil {
				return err
			}
		}
	}
	after, err := a.pactsBy(ids)
	if err != nil {
		return err
	}
	for i := range after {
		p := &after[i]
		a.remake[p.ID] = true
		at := slices.IndexFunc(before, func(o dossier.Pact) bool { return o.ID == p.ID })
		if at < 0 || before[at].Terms() != p.Terms() {
			a.again(p)
		}
		if at >= 0 && before[at].Terms() != p.Terms() {
			a.again(&before[at])
		}
	}
	return nil
}
