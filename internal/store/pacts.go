package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/dossier"
)

// agreements makes anew what was agreed on one issue and what carries it out. Each
// telling of either keeps the pact under which it stands. First those of what was
// agreed are grouped around their stale days. Then the deeds are placed that are
// stale, or stand near a pact whose terms are others now. Then the findings are made
// of the pacts that gained or lost anything, and of the deeds near those that stand
// alone.
type agreements struct {
	*refresher
	agreed, done dossier.Scope
	all          *batch
	remake       map[string]bool // pacts
	place        []ground        // deeds to be placed again
	alone        [][2]string     // days and links of deeds that stand alone, or did
}

// ground is some days and the links of what is looked at there.
type ground struct {
	from, to string
	links    []string
	stale    bool // all there is to be made anew, wherever it stands
}

func (r *refresher) agreements(agreed dossier.Scope, all *batch) error {
	a := &agreements{refresher: r, agreed: agreed, done: agreed.Other(), all: all, remake: map[string]bool{}}
	stale, err := r.stale(a.agreed)
	if err != nil {
		return err
	}
	if stale, err = a.simply(stale); err != nil {
		return err
	}
	for len(stale) > 0 {
		var w window
		var links []string
		days := stale
		w, links, stale = next(a.agreed, stale)
		if err := a.pacts(w, links, days[:len(days)-len(stale)]); err != nil {
			return err
		}
	}
	deeds, err := r.stale(a.done)
	if err != nil {
		return err
	}
	for _, d := range deeds {
		a.place = append(a.place, ground{d[0], d[0], []string{d[1]}, true})
	}
	if err := a.deeds(); err != nil {
		return err
	}
	if err := a.findings(); err != nil {
		return err
	}
	if err := a.loose(); err != nil {
		return err
	}
	return r.exec("DELETE FROM stale WHERE scope = ?", string(a.done))
}

// stand notes the pact under which a telling stands now.
func (a *agreements) stand(t *dossier.Telling, pact string) error {
	h := a.pact[t]
	h.pact = pact
	a.pact[t] = h
	return a.exec("UPDATE tellings SET pact = ? WHERE report = ? AND n = ?", pact, h.report, h.n)
}

// under is the pact under which a telling stands.
func (a *agreements) under(t *dossier.Telling) string { return a.pact[t].pact }

// pacts groups what was agreed in a window.
func (a *agreements) pacts(w window, links []string, stale [][2]string) error {
	tellings, _, err := a.linked(a.agreed, w, links)
	if err != nil {
		return err
	}
	defer a.forgetPacts(tellings)
	old := map[string]dossier.Pact{}
	for _, p := range dossier.Regroup(tellings, a.under) {
		old[p.ID] = p
	}
	touched := map[[2]string]bool{}
	for _, s := range stale {
		touched[s] = true
	}
	now := map[string]bool{}
	for _, p := range dossier.Pacts(tellings) {
		if p.Day < w.from || p.Day > w.to {
			continue
		}
		now[p.ID] = true
		was, known := old[p.ID]
		changed := !known || len(was.Told) != len(p.Told)
		for _, t := range p.Told {
			changed = changed || touched[[2]string{t.Day, enclosed(t.Links())}]
			if before := a.under(t); before != p.ID {
				changed = true
				if before != "" {
					a.remake[before] = true
				}
				if err := a.stand(t, p.ID); err != nil {
					return err
				}
			}
		}
		if !changed {
			continue
		}
		a.remake[p.ID] = true
		if !known || was.Terms() != p.Terms() {
			a.again(&p)
			if known {
				a.again(&was)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		if p := old[id]; !now[id] && w.from <= p.Day && p.Day <= w.to {
			a.again(&p)
		}
	}
	return nil
}

// again has the deeds placed again that a pact may be carried out by.
func (a *agreements) again(p *dossier.Pact) {
	to := p.Day
	if p.Day != "" {
		to = dossier.AddDays(p.Day, dossier.PactDays)
	}
	a.place = append(a.place, ground{p.Day, to, p.Links(), false})
}

func (a *agreements) forgetPacts(tellings []*dossier.Telling) {
	for _, t := range tellings {
		delete(a.pact, t)
	}
}

// deeds places deeds: each is asked which pact it carries out.
func (a *agreements) deeds() error {
	slices.SortFunc(a.place, func(x, y ground) int {
		return cmp.Or(strings.Compare(x.from, y.from), strings.Compare(x.to, y.to))
	})
	for len(a.place) > 0 {
		const most = 120 // days together
		s, n := a.place[0], 1
		last := dossier.AddDays(s.from, most)
		stale := map[[2]string]bool{}
		note := func(one ground) {
			if one.stale {
				stale[[2]string{one.from, one.links[0]}] = true
			}
		}
		note(s)
		links := map[string]bool{}
		add := func(lists []string) {
			for _, list := range lists {
				for link := range strings.SplitSeq(strings.Trim(list, "|"), "|") {
					links[link] = true
				}
			}
		}
		add(s.links)
		for n < len(a.place) && (a.place[n].to <= last || a.place[n].from == s.from) && a.place[n].from <= max(s.to, s.from) {
			s.to = max(s.to, a.place[n].to)
			add(a.place[n].links)
			note(a.place[n])
			n++
		}
		a.place = a.place[n:]
		if err := a.placeDeeds(s.from, s.to, links, stale); err != nil {
			return err
		}
	}
	return nil
}

func (a *agreements) placeDeeds(from, to string, links web, stale map[[2]string]bool) error {
	deeds, err := a.touching(a.done, from, to, links)
	if err != nil || len(deeds) == 0 {
		return err
	}
	carried, err := a.carried(from, to, deeds, dossier.CarriedOut)
	if err != nil {
		return err
	}
	for _, t := range deeds {
		before, now := a.under(t), carried[t]
		anew := stale[[2]string{t.Day, enclosed(t.Links())}]
		if before == now && !anew {
			continue
		}
		for _, id := range []string{before, now} {
			if id != "" {
				a.remake[id] = true
			}
		}
		if before == "" || now == "" {
			a.alone = append(a.alone, [2]string{t.Day, enclosed(t.Links())})
		}
		if before != now {
			if err := a.stand(t, now); err != nil {
				return err
			}
		}
	}
	a.forgetPacts(deeds)
	return nil
}

// carried says to which pact each of some tellings belongs. The newest counts: so the
// days before are looked at first, and those farther back for what found none.
func (a *agreements) carried(from, to string, deeds []*dossier.Telling, belongs func([]dossier.Pact, *dossier.Telling) *dossier.Pact) (map[*dossier.Telling]string, error) {
	carried := map[*dossier.Telling]string{}
	for _, days := range []int{8, 30, dossier.PactDays} {
		first := from
		if from != "" {
			first = dossier.AddDays(from, -days)
		}
		pacts, err := a.pactsOf(first, to, deeds)
		if err != nil {
			return nil, err
		}
		var left []*dossier.Telling
		for _, t := range deeds {
			// An older pact than those of these days may have a newer one beside it.
			if p := belongs(pacts, t); p != nil && (p.Day >= first || days == dossier.PactDays) {
				carried[t] = p.ID
			} else {
				left = append(left, t)
			}
		}
		if deeds = left; len(deeds) == 0 || from == "" {
			break
		}
	}
	return carried, nil
}

// pactsOf are the pacts of what was agreed on some days that have a link with some
// tellings.
func (a *agreements) pactsOf(from, to string, tellings []*dossier.Telling) ([]dossier.Pact, error) {
	links := web{}
	for _, t := range tellings {
		for _, link := range t.Links() {
			links[link] = true
		}
	}
	rows, err := a.query("SELECT DISTINCT links, pact FROM tellings WHERE scope = ? AND day >= ? AND day <= ?", string(a.agreed), from, to)
	if err != nil {
		return nil, err
	}
	all, err := couples(rows)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, one := range all {
		if one[1] != "" && links.catches(one[0]) {
			ids = append(ids, one[1])
		}
	}
	slices.Sort(ids)
	return a.pactsBy(slices.Compact(ids))
}

// pactsBy are pacts by their ids, as they stand.
func (a *agreements) pactsBy(ids []string) ([]dossier.Pact, error) {
	told, err := a.ofPacts(a.agreed, ids)
	if err != nil {
		return nil, err
	}
	pacts := dossier.Regroup(told, a.under)
	a.forgetPacts(told)
	return pacts, nil
}

// touching are the tellings of a scope on some days that have one of the links.
func (a *agreements) touching(scope dossier.Scope, from, to string, links web) ([]*dossier.Telling, error) {
	rows, err := a.query("SELECT DISTINCT links FROM tellings WHERE scope = ? AND day >= ? AND day <= ?", string(scope), from, to)
	if err != nil {
		return nil, err
	}
	lists, err := texts(rows)
	if err != nil {
		return nil, err
	}
	var all []*dossier.Telling
	lists = slices.DeleteFunc(lists, func(list string) bool { return !links.catches(list) })
	for some := range slices.Chunk(lists, 500) {
		args := []any{string(scope), from, to}
		for _, list := range some {
			args = append(args, list)
		}
		found, err := a.tellings(nil, "t.scope = ? AND t.day >= ? AND t.day <= ? AND t.links IN ("+marks(len(some))+")", args...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// ofPacts are the tellings of a scope that stand under some pacts.
func (a *agreements) ofPacts(scope dossier.Scope, ids []string) ([]*dossier.Telling, error) {
	var all []*dossier.Telling
	for some := range slices.Chunk(ids, 500) {
		args := []any{}
		for _, id := range some {
			args = append(args, id)
		}
		found, err := a.tellings(nil, "t.pact IN ("+marks(len(some))+") AND t.pact <> '' AND t.scope = ?", append(args, string(scope))...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// findings makes the findings of pacts that gained or lost anything.
func (a *agreements) findings() error {
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(a.remake)), 200) {
		told, err := a.ofPacts(a.agreed, ids)
		if err != nil {
			return err
		}
		done, err := a.ofPacts(a.done, ids)
		if err != nil {
			return err
		}
		carried := map[string][]*dossier.Telling{}
		for _, t := range done {
			carried[a.under(t)] = append(carried[a.under(t)], t)
		}
		var found []dossier.Finding
		for _, p := range dossier.Regroup(told, a.under) {
			f := p.Finding(carried[p.ID])
			f.Scope = a.agreed
			found = append(found, f)
		}
		if err := a.put(found, slices.Concat(told, done)); err != nil {
			return err
		}
	}
	return nil
}

// put keeps findings made of some tellings in place of those that these belonged to.
func (a *agreements) put(found []dossier.Finding, of []*dossier.Telling) error {
	b := a.all
	if b == nil {
		b = &batch{before: map[string]string{}}
	}
	b.found = append(b.found, found...)
	for some := range slices.Chunk(of, 200) {
		var ids []any
		for _, t := range some {
			ids = append(ids, t.ID)
		}
		rows, err := a.query("SELECT DISTINCT finding FROM members WHERE telling IN ("+marks(len(ids))+")", ids...)
		if err != nil {
			return err
		}
		standing, err := texts(rows)
		if err != nil {
			return err
		}
		for _, id := range standing {
			if err := a.standing(id, b); err != nil {
				return err
			}
		}
	}
	a.forgetPacts(of)
	if a.all == nil {
		return a.keep(b)
	}
	return nil
}

// loose makes the findings of deeds that stand alone, around the days where one
// came or went.
func (a *agreements) loose() error {
	slices.SortFunc(a.alone, func(x, y [2]string) int { return cmp.Or(strings.Compare(x[0], y[0]), strings.Compare(x[1], y[1])) })
	a.alone = slices.Compact(a.alone)
	for len(a.alone) > 0 {
		var w window
		var links []string
		w, links, a.alone = next(a.done, a.alone)
		if slices.Contains(links, enclosed([]string{"-"})) {
			links = nil
		}
		tellings, _, err := a.linked(a.done, w, links)
		if err != nil {
			return err
		}
		alone := tellings[:0]
		for _, t := range tellings {
			if a.under(t) == "" && (links == nil || t.Concerned()) {
				alone = append(alone, t)
			}
		}
		var found []dossier.Finding
		kept := map[string]bool{}
		for _, f := range dossier.Findings(a.done, alone) {
			if w.from <= f.Anchor && f.Anchor <= w.to {
				found = append(found, f)
				for _, t := range f.Tellings {
					kept[t.ID] = true
				}
			}
		}
		if err := a.put(found, slices.DeleteFunc(alone, func(t *dossier.Telling) bool { return !kept[t.ID] })); err != nil {
			return err
		}
	}
	return nil
}
