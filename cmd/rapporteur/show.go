package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/brief"
	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/store"
)

const showUsage = `usage: rapporteur show WHAT [flags]

Shows what the reports of a store tell together. WHAT is one of
  meetings positions agreements acts incidents tolls statements
  timeline          all that happened, by day
  matrix            who stands where on which issue
  changes           what is new, revised, overdue; what an edited report tells no more
  brief             a page to hand on, every line with its source
  finding ID        one finding; --why: what brought its entries together
  report ID         one report as it was kept; --version N: as it was before it was edited

` + storeUsage + `  --party P         a country, code or name; may be given several times
  --issue I         one of the issues of docs/record.md
  --process P       what concerns the parties of a process (rapporteur process)
  --since DAY, --until DAY   the days that a thing happened or was said
  --at DAY          matrix: as it stood that day
  --week W          brief, timeline, changes: a week, as 2025-W22
  --all             brief: of all days; else, where none are given, of the 30 up to
                    the newest report
  --text WORDS      statements: those with all these words; word* for beginnings
  --conditions      positions: those with a condition
  --rejected        those, too, that a reader has rejected
  --words           matrix: the newest words of every position below it
  --version N       report: one of its versions, 1 for the first
  --why             finding: which rules brought its entries together
  --format F        table (the default), json, jsonl, csv, md
  --color WHEN      table: auto, always, never; NO_COLOR is honoured

examples:
  rapporteur show matrix --store talks.db --at 2025-06-03
  rapporteur show statements --store talks.db --party UKR --text "ceasefire*"
  rapporteur show brief --store talks.db --week 2025-W22 --format md

exit status: 0; 1 where the store could not be read; 2 for a wrong call.
`

// views are what show can show, with the kinds of finding in it.
var views = []struct {
	name  string
	kinds []string
}{
	{"meetings", []string{record.Meeting}},
	{"positions", []string{record.Position}},
	{"agreements", []string{record.Agreement}},
	{"acts", []string{record.Act}},
	{"incidents", []string{record.Incident}},
	{"tolls", []string{record.Toll}},
	{"statements", []string{record.Statement}},
	{"timeline", []string{record.Meeting, record.Agreement, record.Act, record.Incident, record.Position}},
	{"matrix", []string{record.Position}},
	{"changes", []string{record.Meeting, record.Position, record.Agreement, record.Act, record.Incident, record.Toll}},
	{"brief", []string{record.Meeting, record.Position, record.Agreement, record.Act, record.Incident, record.Toll}},
}

// shower is one call of show.
type shower struct {
	std               streams
	store             *store.Store
	query             store.Query
	format, colour    choice
	process, at, week string
	words, why, all   bool
	version           int
	parties           list
	note              string // how the days of a brief were chosen
	lex               *lexicon.Lexicon
}

func show(args []string, std streams) int {
	s := &shower{std: std,
		format: choice{"table", []string{"table", "json", "jsonl", "csv", "md"}},
		colour: choice{"auto", []string{"auto", "always", "never"}}}
	flags := newFlags("show")
	address := storeFlag(flags)
	flags.Var(&s.format, "format", "")
	flags.Var(&s.colour, "color", "")
	flags.Var(&s.parties, "party", "")
	flags.StringVar(&s.query.Issue, "issue", "", "")
	flags.StringVar(&s.process, "process", "", "")
	flags.StringVar(&s.query.Since, "since", "", "")
	flags.StringVar(&s.query.Until, "until", "", "")
	flags.StringVar(&s.at, "at", "", "")
	flags.StringVar(&s.week, "week", "", "")
	flags.StringVar(&s.query.Text, "text", "", "")
	flags.BoolVar(&s.query.Conditions, "conditions", false, "")
	flags.BoolVar(&s.query.Rejected, "rejected", false, "")
	flags.BoolVar(&s.words, "words", false, "")
	flags.BoolVar(&s.why, "why", false, "")
	flags.BoolVar(&s.all, "all", false, "")
	flags.IntVar(&s.version, "version", 0, "")
	rest, code, ok := parseArgs(flags, args, showUsage, std)
	if !ok {
		return code
	}
	if len(rest) == 0 {
		return complain(std, "show: what? rapporteur show --help lists it")
	}
	if err := s.days(); err != nil {
		return complain(std, "show: %v", err)
	}
	if s.query.Issue != "" && !slices.Contains(record.Issues, s.query.Issue) {
		return complain(std, "show: no issue %q; it is one of %s", s.query.Issue, strings.Join(record.Issues, ", "))
	}
	s.query.Parties = s.parties
	ctx := context.Background()
	var err error
	if s.store, err = openStore(ctx, *address, false); err != nil {
		return failed(std, "show", err)
	}
	defer s.store.Close()
	if err := s.fresh(ctx); err != nil {
		return failed(std, "show", err)
	}
	return s.view(ctx, rest)
}

// days checks the days given, and turns a week into its first and last.
func (s *shower) days() error {
	for _, day := range []struct{ flag, value string }{{"since", s.query.Since}, {"until", s.query.Until}, {"at", s.at}} {
		if _, err := time.Parse(time.DateOnly, day.value); day.value != "" && err != nil {
			return fmt.Errorf("--%s %s is no day; write it as YYYY-MM-DD", day.flag, day.value)
		}
	}
	if s.week == "" {
		if s.query.Since != "" && s.query.Until != "" && s.query.Since > s.query.Until {
			return fmt.Errorf("--since %s comes after --until %s", s.query.Since, s.query.Until)
		}
		return nil
	}
	var year, week int
	if _, err := fmt.Sscanf(s.week, "%d-W%d", &year, &week); err != nil || week < 1 || week > 53 {
		return fmt.Errorf("--week %s is no week; write it as 2025-W22", s.week)
	}
	// The fourth of January is always in week 1.
	first := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := first.AddDate(0, 0, -(int(first.Weekday())+6)%7+7*(week-1))
	s.query.Since, s.query.Until = monday.Format(time.DateOnly), monday.AddDate(0, 0, 6).Format(time.DateOnly)
	return nil
}

// fresh makes anew what is out of date; where the store can only be read, it says so.
func (s *shower) fresh(ctx context.Context) error {
	stale, err := s.store.Stale(ctx)
	if err != nil || !stale {
		return err
	}
	if err := s.store.Refresh(ctx); err != nil {
		fmt.Fprintf(s.std.err, "rapporteur: findings of the newest reports are not made yet: %v\n", err)
	}
	return nil
}

// view shows what is asked for.
func (s *shower) view(ctx context.Context, rest []string) int {
	what := rest[0]
	if what == "finding" || what == "report" {
		if len(rest) != 2 {
			return complain(s.std, "show: %s takes one id", what)
		}
		if what == "finding" {
			return s.finding(ctx, rest[1])
		}
		return s.report(ctx, rest[1])
	}
	if len(rest) > 1 {
		return complain(s.std, "show: %q is no flag; rapporteur show --help lists them", rest[1])
	}
	for _, v := range views {
		if v.name == what || v.name == what+"s" {
			s.query.Kinds = v.kinds
			what = v.name
		}
	}
	if s.query.Kinds == nil {
		return complain(s.std, "show: no %q to show; rapporteur show --help lists what there is", what)
	}
	if s.query.Text != "" && what != "statements" {
		return complain(s.std, "show: --text looks in statements only")
	}
	if err := s.members(ctx); err != nil {
		return failed(s.std, "show", err)
	}
	if what == "brief" {
		if err := s.recent(ctx); err != nil {
			return failed(s.std, "show", err)
		}
	}
	found, err := s.findings(ctx, what)
	if err != nil {
		return failed(s.std, "show", err)
	}
	if err := s.print(what, found); err != nil {
		return failed(s.std, "show", err)
	}
	return done
}

// window is how many days a brief is of where none are given.
const window = 30

// recent sets the days of a brief that names none: the last before the newest
// report of the store.
func (s *shower) recent(ctx context.Context) error {
	if s.all || s.query.Since != "" || s.query.Until != "" {
		return nil
	}
	newest, err := s.store.Newest(ctx, time.Now().AddDate(0, 0, 1).Format(time.DateOnly))
	if err != nil {
		return err
	}
	day, err := time.Parse(time.DateOnly, newest)
	if err != nil { // no report is dated
		return nil
	}
	s.query.Since = day.AddDate(0, 0, 1-window).Format(time.DateOnly)
	s.note = fmt.Sprintf("The %d days up to the newest report (%s). --all shows all days, --since and --until others.", window, day.Format("2 January 2006"))
	if f := s.format.value; f != "table" && f != "md" {
		fmt.Fprintf(s.std.err, "rapporteur: %s\n", s.note)
	}
	return nil
}

// members names the parties as the store has them, and turns a process into its.
func (s *shower) members(ctx context.Context) error {
	var err error
	if s.query.Parties, err = s.known(ctx, s.query.Parties); err != nil {
		return err
	}
	if s.process == "" {
		return nil
	}
	all, err := s.store.Processes(ctx)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Name == s.process {
			s.query.Process, err = s.known(ctx, p.Parties)
			return err
		}
	}
	return fmt.Errorf("no process %q; rapporteur process add %s PARTY … makes it", s.process, s.process)
}

// findings are the findings of a view.
func (s *shower) findings(ctx context.Context, what string) ([]dossier.Finding, error) {
	query := s.query
	today := time.Now().Format(time.DateOnly)
	switch what {
	case "matrix":
		query.Until = cmp.Or(s.at, query.Until)
		query.Standing = (s.format.value == "table" || s.format.value == "md") && !s.words
	case "changes", "brief":
		query.Lately, query.Since = query.Since, ""
	}
	found, err := s.store.Findings(ctx, query)
	if err != nil {
		return nil, err
	}
	if what == "timeline" {
		return timeline(found, query.Since, query.Until), nil
	}
	kept := found[:0]
	for _, f := range found {
		switch what {
		case "matrix":
			if query.Until != "" && !query.Standing {
				var known bool
				if f, known = f.AsOf(query.Until); !known {
					continue
				}
			}
		case "changes", "brief":
			if f.Kind == record.Position && query.Until != "" {
				f, _ = f.AsOf(query.Until)
			}
			if f.Change = f.Changed(s.query.Since, s.query.Until, today); f.Change == "" {
				continue
			}
		}
		kept = append(kept, f)
	}
	if what != "changes" {
		return kept, nil
	}
	// What an edited report tells no more stands nowhere else.
	dropped, err := s.store.Dropped(ctx, s.query.Since, s.query.Until)
	query.Until = ""
	for _, f := range dropped {
		if slices.Contains(query.Kinds, f.Kind) && query.Takes(&f) {
			kept = append(kept, f)
		}
	}
	return kept, err
}

// timeline is what findings have on each day of some days, by day.
func timeline(found []dossier.Finding, since, until string) []dossier.Finding {
	var days []dossier.Finding
	for i := range found {
		days = append(days, found[i].Days(since, until)...)
	}
	slices.SortStableFunc(days, func(a, b dossier.Finding) int { return strings.Compare(a.First, b.First) })
	return days
}

func (s *shower) print(what string, found []dossier.Finding) error {
	for i := range found {
		if !s.why {
			found[i].Why = nil
		}
	}
	style := brief.Style{Width: pageWidth(s.std.out), Colour: colours(s.colour.value, s.std.out)}
	view := brief.View{Name: what, Format: s.format.value, Words: s.words, Conditions: s.query.Conditions, Note: s.note, Parties: s.query.Process,
		Since: s.query.Since, Until: cmp.Or(s.at, s.query.Until)}
	if what == "brief" {
		var err error
		if view.Lexicon, err = s.lexicon(); err != nil {
			return err
		}
	}
	return brief.Findings(s.std.out, found, view, style)
}

func (s *shower) finding(ctx context.Context, id string) int {
	f, ok, err := s.store.Finding(ctx, id)
	if err != nil {
		return failed(s.std, "show", err)
	}
	if !ok {
		return failed(s.std, "show", fmt.Errorf("no finding %q", id))
	}
	if f.ID != id {
		fmt.Fprintf(s.std.err, "rapporteur: %s is now part of %s\n", id, f.ID)
	}
	if err := s.print("finding", []dossier.Finding{f}); err != nil {
		return failed(s.std, "show", err)
	}
	return done
}

func (s *shower) report(ctx context.Context, id string) int {
	if f := s.format.value; f == "csv" || f == "md" {
		return complain(s.std, "show: a report is shown as table, json or jsonl, not as %s", f)
	}
	k, ok, err := s.store.Report(ctx, id)
	if err == nil && !ok {
		err = fmt.Errorf("no report %q", id)
	}
	if err == nil && s.version != 0 {
		if k, ok, err = s.store.Version(ctx, id, s.version); err == nil && !ok {
			err = fmt.Errorf("%q has %s, no version %d", id, number(max(1, len(k.Versions)), "version"), s.version)
		}
	}
	if err == nil {
		err = brief.Kept(s.std.out, k, s.format.value)
	}
	if err != nil {
		return failed(s.std, "show", err)
	}
	return done
}
