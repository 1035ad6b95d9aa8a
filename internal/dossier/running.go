package dossier

import (
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// Standing is how a running finding stands at some point of its course: all that
// what comes after it needs to know of what came before.
type Standing struct {
	Last  *Stand        `json:"last,omitempty"`  // of a position, the newest item
	Own   *Stand        `json:"own,omitempty"`   // the newest that the party stands for itself
	Count *record.Count `json:"count,omitempty"` // of a toll, the newest figure
}

// Stand is an item of a position's history without the reports that tell it.
type Stand struct {
	Turn
	Plover *record.Plover `json:"plover,omitempty"`
}

// now is the newest item that the party itself stands for; where all is claimed by
// others, the newest of those.
func (s *Standing) now() *Stand {
	if s.Own != nil {
		return s.Own
	}
	return s.Last
}

// Lead is the first telling of a piece, whose id may be the finding's.
type Lead struct {
	Date   string `json:"date"`
	Report string `json:"report"`
	Order  int    `json:"order"`
	ID     string `json:"id"`
}

// Before is the canonical order of tellings.
func (l Lead) Before(o Lead) bool {
	a, b := Telling{Report: &Source{ID: l.Report, Date: l.Date}, Order: l.Order}, Telling{Report: &Source{ID: o.Report, Date: o.Date}, Order: o.Order}
	return a.before(&b) < 0
}

// Piece is what the tellings of one month add to a running finding, a position or
// the toll of a time. It depends on them and on how the finding stood before them,
// so that one more report makes one piece anew and not the history of years.
type Piece struct {
	Month     string            `json:"-"` // "2025-05"; "" for what has no day
	In        Standing          `json:"in"`
	Out       Standing          `json:"out"`
	Continues bool              `json:"continues,omitempty"` // the first item is more reports of the one before
	History   []Turn            `json:"history,omitempty"`
	Series    []Reading         `json:"series,omitempty"`
	Lead      Lead              `json:"lead"`
	First     string            `json:"first"`
	Last      string            `json:"last"`
	Reports   []Report          `json:"reports"`
	Roots     map[string]string `json:"roots,omitempty"` // of copies, the first of their chain
	Actors    []record.Actor    `json:"actors,omitempty"`
	Plover    *record.Plover    `json:"plover,omitempty"`
	Issue     string            `json:"issue,omitempty"`
	Place     *record.Place     `json:"place,omitempty"`
	Time      *record.Time      `json:"time,omitempty"`
	Victims   *record.Mention   `json:"victims,omitempty"`
	Each      bool              `json:"each,omitempty"`
	Claim     *record.Mention   `json:"claim,omitempty"` // of a toll, on whose word all of it rests
	Confident float64           `json:"confidence"`
}

// Month is the piece of a running finding in which a telling of a day stands.
func Month(day string) string { return month(day) }

// MakePiece makes the piece of some tellings of a running scope, all of one month,
// from how the finding stood before.
func MakePiece(scope Scope, in Standing, tellings []*Telling) Piece {
	canonical := slices.Clone(tellings)
	slices.SortFunc(canonical, (*Telling).before)
	first := canonical[0]
	p := Piece{Month: month(first.Day), In: in, Out: in, Lead: Lead{first.Report.Date, first.Report.ID, first.Order, first.ID},
		Victims: first.Entry.Victims, Place: first.Entry.Place, Plover: first.Entry.Plover, Issue: first.Entry.Issue}
	if first.Dated {
		p.Time = first.Entry.Time
	}
	p.Reports, _ = reportsOf(canonical)
	for _, t := range canonical {
		p.Confident = max(p.Confident, t.Entry.Confidence)
		p.Each = p.Each || t.Entry.Each
		if t.Report.CopyOf != "" {
			if p.Roots == nil {
				p.Roots = map[string]string{}
			}
			p.Roots[t.Report.ID] = t.Report.Root
		}
		if t.Day != "" && (p.First == "" || t.Day < p.First) {
			p.First = t.Day
		}
		p.Last = max(p.Last, t.Day)
	}
	if scope.kind() == "toll" {
		all := true
		for _, t := range canonical {
			p.reading(t)
			all = all && t.Speaker != nil
		}
		if all {
			p.Claim = &first.Speaker.Mention
		}
		return p
	}
	p.Place, p.Time, p.Victims = nil, nil, nil
	party, _ := scope.partyIssue()
	p.Actors = own(actorsOf(canonical), party)
	for _, t := range said(tellings) {
		p.turn(t)
	}
	return p
}

// said sorts tellings of positions: by day; on one day another's account comes
// before the party's own words.
func said(tellings []*Telling) []*Telling {
	sorted := byDay(tellings)
	slices.SortStableFunc(sorted, func(a, b *Telling) int {
		switch {
		case a.Day != b.Day:
			return strings.Compare(a.Day, b.Day)
		case (a.ClaimedBy != nil) == (b.ClaimedBy != nil):
			return 0
		case a.ClaimedBy != nil:
			return -1
		}
		return 1
	})
	return sorted
}

// turn adds a telling to the history: as one more report of the last item where it
// changes neither stance nor condition, else as a new one.
func (p *Piece) turn(t *Telling) {
	if last := p.Out.Last; last != nil {
		same := last.Stance == t.Entry.Stance && (t.Entry.Condition == "" || alike([]string{last.Condition}, []string{t.Entry.Condition}))
		// What another says of it is no news where it says the same; the party's own
		// word is, after another's.
		if same && (last.ClaimedBy == nil || t.ClaimedBy != nil && Party(last.ClaimedBy) == Party(t.ClaimedBy)) {
			if len(p.History) == 0 {
				p.Continues, p.History = true, []Turn{{}}
			}
			tells(&p.History[len(p.History)-1].Reports, t)
			return
		}
	}
	turn := Turn{Date: t.Day, Stance: t.Entry.Stance, Terms: terms(t), Condition: t.Entry.Condition, ClaimedBy: t.ClaimedBy}
	if t.Speaker != nil {
		turn.AccordingTo = &t.Speaker.Mention
	}
	p.Out.stand(turn, t.Entry.Plover)
	turn.Reports = []string{t.Report.ID}
	p.History = append(p.History, turn)
}

// stand takes an item as the newest.
func (s *Standing) stand(turn Turn, plover *record.Plover) {
	turn.Reports = nil
	s.Last = &Stand{turn, plover}
	if turn.ClaimedBy == nil {
		s.Own = s.Last
	}
}

func tells(reports *[]string, t *Telling) {
	if !slices.Contains(*reports, t.Report.ID) {
		*reports = append(*reports, t.Report.ID)
	}
}

// reading adds a telling to the series: one item a change, as of the day of the report.
func (p *Piece) reading(t *Telling) {
	c := t.Entry.Count
	if p.Out.Count != nil && countKey(p.Out.Count) == countKey(c) {
		if len(p.Series) == 0 {
			p.Continues, p.Series = true, []Reading{{}}
		}
		tells(&p.Series[len(p.Series)-1].Reports, t)
		return
	}
	r := Reading{AsOf: t.Report.Date, Count: *c, Reports: []string{t.Report.ID}}
	if t.Speaker != nil {
		r.AccordingTo = &t.Speaker.Mention
	}
	p.Out.Count = c
	p.Series = append(p.Series, r)
	p.Last = max(p.Last, r.AsOf)
}

// partyIssue are whose position a scope is of, and on what.
func (s Scope) partyIssue() (party, issue string) {
	whole, _, _ := strings.Cut(string(s), apartMark)
	_, rest, _ := strings.Cut(whole, " ")
	at := strings.LastIndexByte(rest, ' ')
	return rest[:max(at, 0)], rest[at+1:]
}

// Assemble makes a running finding of its pieces, which are sorted by month.
func Assemble(scope Scope, pieces []Piece) Finding {
	f := Finding{Kind: scope.kind(), Why: []string{"one finding a party and issue"}}
	roots := map[string]bool{}
	at := map[string]int{}
	lead := &pieces[0]
	for i := range pieces {
		p := &pieces[i]
		if p.Lead.Before(lead.Lead) {
			lead = p
		}
		if f.First == "" {
			f.First = p.First
		}
		f.Last = max(f.Last, p.Last)
		f.Confidence = max(f.Confidence, p.Confident)
		f.Each = f.Each || p.Each
		for _, r := range p.Reports {
			root := p.Roots[r.ID]
			if root == "" {
				root = r.ID
			}
			roots[root] = true
			if n, ok := at[r.ID]; ok {
				f.Reports[n].Entries = append(f.Reports[n].Entries, r.Entries...)
				f.Reports[n].Exact = append(f.Reports[n].Exact, r.Exact...)
				f.Reports[n].Edited = max(f.Reports[n].Edited, r.Edited)
				f.Reports[n].Was = append(f.Reports[n].Was, r.Was...)
				continue
			}
			at[r.ID] = len(f.Reports)
			f.Reports = append(f.Reports, r)
		}
		f.address(p.Actors)
		f.course(p)
	}
	slices.SortStableFunc(f.Reports, func(a, b Report) int {
		x, y := Source{ID: a.ID, Date: a.Date}, Source{ID: b.ID, Date: b.Date}
		switch {
		case x.before(&y):
			return -1
		case y.before(&x):
			return 1
		}
		return 0
	})
	f.ID, f.Sources, f.Anchor = lead.Lead.ID, len(roots), ""
	if scope.kind() == "position" {
		f.Party, f.Issue = scope.partyIssue()
		f.Stand(pieces[len(pieces)-1].Out)
		return f
	}
	f.Why = []string{"same incident or time, harm, victims and claimant"}
	f.Harm, _, _ = strings.Cut(strings.TrimPrefix(string(scope), "toll "), "|")
	f.Plover, f.Issue, f.Place, f.Time, f.Victims = lead.Plover, lead.Issue, lead.Place, lead.Time, lead.Victims
	if f.Time == nil && f.First != "" {
		f.Time = &record.Time{Start: f.First, End: f.First}
	}
	f.Count = pieces[len(pieces)-1].Out.Count
	if !slices.ContainsFunc(pieces, func(p Piece) bool { return p.Claim == nil }) {
		f.AccordingTo, f.ClaimedBy = lead.Claim, lead.Claim
	}
	f.differSeries()
	return f
}

// address adds the actors of a piece: the party and those whom it addresses, each
// once, as they were named last.
func (f *Finding) address(actors []record.Actor) {
	for _, a := range actors {
		at := slices.IndexFunc(f.Actors, func(b record.Actor) bool { return a.Role == b.Role && seatOf(&a) == seatOf(&b) })
		if at < 0 {
			f.Actors = append(f.Actors, a)
		} else {
			f.Actors[at] = a
		}
	}
}

func seatOf(a *record.Actor) string {
	if p := Party(&a.Mention); p != "" {
		return p
	}
	return a.Name
}

// course adds the items of a piece to those before.
func (f *Finding) course(p *Piece) {
	add := func(to *[]string, reports []string) {
		for _, r := range reports {
			if !slices.Contains(*to, r) {
				*to = append(*to, r)
			}
		}
	}
	for i, turn := range p.History {
		if i == 0 && p.Continues {
			add(&f.History[len(f.History)-1].Reports, turn.Reports)
			continue
		}
		turn.Reports = slices.Clone(turn.Reports)
		f.History = append(f.History, turn)
	}
	for i, r := range p.Series {
		if i == 0 && p.Continues {
			add(&f.Series[len(f.Series)-1].Reports, r.Reports)
			continue
		}
		r.Reports = slices.Clone(r.Reports)
		f.Series = append(f.Series, r)
	}
}

// Stand gives a position the stance that it has.
func (f *Finding) Stand(s Standing) {
	if now := s.now(); now != nil {
		f.Stance, f.Terms, f.Condition, f.Plover = now.Stance, now.Terms, now.Condition, now.Plover
		f.AccordingTo, f.ClaimedBy = now.AccordingTo, now.ClaimedBy
	}
}

// At is how a position stands in a piece at the end of a day, and since when; ok is
// false where nothing was known of it yet.
func (p *Piece) At(day string) (s Standing, since string, ok bool) {
	s = p.In
	if s.Last != nil {
		since = s.Last.Date
	}
	for i, turn := range p.History {
		if turn.Date <= day && !(i == 0 && p.Continues) {
			s.stand(turn, nil)
			since = turn.Date
		}
	}
	return s, since, s.Last != nil
}

// differSeries enters the figures of a series under differences: each with all who
// tell it.
func (f *Finding) differSeries() {
	d := Difference{Field: "count"}
	at := map[string]int{}
	for _, r := range f.Series {
		key := countKey(&r.Count)
		i, ok := at[key]
		if !ok {
			i = len(d.Values)
			at[key] = i
			d.Values = append(d.Values, Value{Value: worded(&r.Count, key)})
		}
		for _, id := range r.Reports {
			if !slices.Contains(d.Values[i].Reports, id) {
				d.Values[i].Reports = append(d.Values[i].Reports, id)
			}
		}
	}
	if len(d.Values) > 1 {
		f.Differences = append(f.Differences, d)
	}
}

// Pieces makes all pieces of a running scope, by month.
func Pieces(scope Scope, tellings []*Telling) []Piece {
	sorted := byDay(tellings)
	var pieces []Piece
	var in Standing
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && month(sorted[n].Day) == month(sorted[0].Day) {
			n++
		}
		p := MakePiece(scope, in, sorted[:n])
		in, sorted = p.Out, sorted[n:]
		pieces = append(pieces, p)
	}
	return pieces
}

// course makes the one finding of a running scope.
func course(scope Scope, tellings []*Telling) []Finding {
	if len(tellings) == 0 {
		return nil
	}
	f := Assemble(scope, Pieces(scope, tellings))
	f.Tellings = slices.Clone(tellings)
	slices.SortFunc(f.Tellings, (*Telling).before)
	return []Finding{f}
}
