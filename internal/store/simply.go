package store

import (
	"maps"
	"slices"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// simply groups what was agreed on stale days where it takes no look at the months
// around: that is how nearly all reports come. The stale days that are left are given back.
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

// day groups what was agreed on one day, and what is told without a day as far as
// that draws it. It is false, and nothing is changed, where pacts begin otherwise
// than they did or something is not placed yet.
func (a *agreements) day(day string, links []string) (done bool, err error) {
	told, _, err := a.linked(a.agreed, window{day, day, day, day}, links)
	if err != nil {
		return false, err
	}
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
	last := day
	if !same {
		last = dossier.AddDays(day, dossier.PactDays)
		if loose, err = a.undated(day, last, links); err != nil {
			return false, err
		}
	}
	found, err := a.carried(day, last, loose, func(pacts []dossier.Pact, t *dossier.Telling) *dossier.Pact {
		// Those of the day are not written yet: they are looked at as they will be.
		pacts = slices.DeleteFunc(slices.Clone(pacts), func(p dossier.Pact) bool { return p.Day == day })
		return dossier.ToldOf(append(pacts, now...), t)
	})
	if err != nil {
		return false, err
	}
	months := map[string][]string{} // where something joins or leaves those told together by the month
	for _, t := range loose {
		if found[t] != "" {
			to[t] = found[t]
		}
		if found[t] == "" || a.under(t) != "" && a.under(t) != found[t] {
			month := dossier.Month(t.Day)
			months[month] = append(months[month], enclosed(t.Links()))
		}
	}
	for _, month := range slices.Sorted(maps.Keys(months)) {
		if placed, err := a.month(month, months[month], loose, found, to); err != nil || !placed {
			return false, err
		}
	}
	return true, a.join(to, links)
}

// undated are what is told without a day on some days.
func (a *agreements) undated(from, to string, links []string) ([]*dossier.Telling, error) {
	all, _, err := a.linked(a.agreed, window{from, to, from, to}, links)
	return slices.DeleteFunc(all, func(t *dossier.Telling) bool { return t.Dates() }), err
}

// month groups what is told without a day in a month, of agreements of which none is
// known. found says it of those that are placed now; the others stand where they
// stood. It is false where one is not placed yet.
func (a *agreements) month(month string, links []string, placed []*dossier.Telling, found, to map[*dossier.Telling]string) (bool, error) {
	loose, err := a.undated(month, month+"-99", links)
	if err != nil {
		return false, err
	}
	now := map[string]*dossier.Telling{}
	for _, t := range placed {
		now[t.ID] = t
	}
	begun := map[string]bool{} // pacts that begin with one of these
	for _, t := range loose {
		begun[t.ID] = true
	}
	var unknown []*dossier.Telling
	for _, t := range loose {
		switch o := now[t.ID]; {
		case o != nil && found[o] == "":
			unknown = append(unknown, o)
		case o != nil:
		case a.under(t) == "":
			return false, nil
		case begun[a.under(t)]:
			unknown = append(unknown, t)
		}
	}
	for _, p := range dossier.Monthly(unknown) {
		for _, t := range p.Told {
			to[t] = p.ID
		}
	}
	return true, nil
}

// join has tellings stand under their pacts, and notes which pacts are made anew and
// which deeds placed again.
func (a *agreements) join(to map[*dossier.Telling]string, links []string) error {
	var ids []string
	for t, id := range to {
		if was := a.under(t); was != id {
			ids = append(ids, id, was)
		} else if slices.Contains(links, enclosed(t.Links())) {
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
	terms := map[string]string{}
	for i := range before {
		terms[before[i].ID] = before[i].Terms()
	}
	for i := range after {
		p := &after[i]
		a.remake[p.ID] = true
		if was, ok := terms[p.ID]; !ok || was != p.Terms() {
			a.again(p)
			continue
		}
		delete(terms, p.ID) // it is what it was
	}
	for i := range before {
		if p := &before[i]; terms[p.ID] != "" {
			a.remake[p.ID] = true
			a.again(p)
		}
	}
	return nil
}
