package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/rapporteur/rapporteur/internal/fetch"
	"github.com/rapporteur/rapporteur/internal/intake"
)

const followUsage = `usage: rapporteur follow [flags] FEED|LIST …

Follows feeds: fetches what is new in them, the article behind each item, and
keeps it in the store as rapporteur add does. A FEED is an address of RSS, Atom or
JSON Feed; a LIST is OPML, an address or a file, or a file with an address a line.
What was fetched is remembered in the store and not fetched twice; an article is
looked at again after an hour, then after twice as long each time, for a week,
and one that was edited becomes a new version of its report. A line is printed on
standard error for each item that is kept.

A host is asked one thing at a time, with a pause, and not what its robots.txt
does not let us; what answers with a fault is asked again, later each time.
Addresses that are not on the public internet are refused, also where a name or a
redirect leads to them. docs/formats.md has the particulars.

` + storeUsage + `  --once            look once and end, for cron (default: go on until interrupted)
  --every D         look every D: 15m (the default), 1h; a minute at least
  --no-articles     fetch no articles: what the feed itself gives is the report
  --about TEXT      only reports that have TEXT; several are parted by commas, one is
                    enough; a place or country by any of its names
  --parties A,B     only reports that name two of these parties: RUS,UKR; with one
                    party alone those that name it
  --gap D           the pause between two requests to a host (default: 2s)
  --allow-private   ask hosts that are not on the public internet, too, and use
                    the proxy of $HTTPS_PROXY
  --lexicon DIR     add the rows of the tables in DIR; may be given several times
  --quiet           print nothing of items that are kept

examples:
  rapporteur follow --store talks.db https://gazette.example/world/rss.xml
  rapporteur follow --store talks.db --parties RUS,UKR --every 30m feeds.opml
  */20 * * * * rapporteur follow --once --quiet --store /var/lib/talks.db feeds.opml

exit status: 0, also where it was interrupted between two looks; 1 where some feed
or article could not be fetched or kept (said on standard error, the rest done), or
--once was interrupted; 2 for a wrong call.
`

// timing is the clock of a command that waits; the machine's, but in tests.
type timing struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
}

// followFlags are the flags of follow.
type followFlags struct {
	once, noArticles, private, quiet bool
	every, gap                       time.Duration
	sift                             sift
	lexicon                          list
}

func followFeeds(args []string, std streams) int {
	// The first signal ends it in good order, a second one at once.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return followOn(ctx, args, std, timing{})
}

// followOn follows until ctx ends, by a clock.
func followOn(ctx context.Context, args []string, std streams, at timing) int {
	var f followFlags
	flags := newFlags("follow")
	address := storeFlag(flags)
	flags.BoolVar(&f.once, "once", false, "")
	flags.DurationVar(&f.every, "every", 15*time.Minute, "")
	flags.BoolVar(&f.noArticles, "no-articles", false, "")
	flags.StringVar(&f.sift.about, "about", "", "")
	flags.StringVar(&f.sift.parties, "parties", "", "")
	flags.DurationVar(&f.gap, "gap", 2*time.Second, "")
	flags.BoolVar(&f.private, "allow-private", false, "")
	flags.Var(&f.lexicon, "lexicon", "")
	flags.BoolVar(&f.quiet, "quiet", false, "")
	names, code, ok := parseArgs(flags, args, followUsage, std)
	switch {
	case !ok:
		return code
	case len(names) == 0:
		return complain(std, "follow: no feed; name an address or a list (rapporteur follow --help)")
	case f.every < time.Minute:
		return complain(std, "follow: --every %v is too often; a minute at least", f.every)
	case f.gap < 0:
		return complain(std, "follow: --gap %v is less than nothing", f.gap)
	}
	for _, name := range names {
		if scheme, _, isAddress := strings.Cut(name, "://"); isAddress && scheme != "http" && scheme != "https" {
			return complain(std, "follow: %s is neither http nor https", name)
		}
	}
	reader, lex, err := newReader(f.lexicon)
	if err != nil {
		return complain(std, "%v", err)
	}
	batch, err := f.sift.batch(lex, "")
	if err != nil {
		return complain(std, "follow: %v", err)
	}
	kept, err := openStore(ctx, *address, true)
	if err != nil {
		return failed(std, "follow", err)
	}
	defer kept.Close()
	if at.now == nil {
		at.now = time.Now
	}
	if at.sleep == nil {
		at.sleep = pause
	}
	version := readerVersion()
	client := fetch.New(fetch.Options{Agent: agent(version), Gap: f.gap, Private: f.private, Now: at.now, Sleep: at.sleep})
	w := &follower{followFlags: f, std: std, store: kept, batch: batch, client: client, timing: at,
		adder: &adder{std: std, store: kept, reader: reader, lex: lex, version: version}}
	return w.run(ctx, names)
}

// agent is what the program calls itself to hosts.
func agent(version string) string {
	version, _, _ = strings.Cut(strings.Trim(version, "()"), " ")
	return "Rapporteur/" + version + " (+https://github.com/rapporteur/rapporteur)"
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run looks once, or again and again until ctx ends.
func (w *follower) run(ctx context.Context, names []string) int {
	for {
		began := w.now()
		code := w.look(ctx, names)
		if w.broken != nil {
			return failed(w.std, "follow", w.broken)
		}
		if w.once {
			if ctx.Err() != nil {
				return failed(w.std, "follow", fmt.Errorf("interrupted; what was fetched is kept, the rest is fetched the next time"))
			}
			return code
		}
		if wait := w.every - w.now().Sub(began); ctx.Err() == nil && wait > 0 {
			w.sleep(ctx, wait)
		}
		if ctx.Err() != nil {
			fmt.Fprintln(w.std.err, "rapporteur: follow: ended; what was fetched is kept")
			return done
		}
	}
}

// addresses are the feeds and lists at addresses that the names of a call stand
// for: themselves, or what a file of theirs lists.
func addresses(names []string) (all []string, errs []error) {
	add := func(address string) {
		if !slices.Contains(all, address) {
			all = append(all, address)
		}
	}
	for _, name := range names {
		if strings.Contains(name, "://") {
			add(name)
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		found, err := listed(data)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
		for _, address := range found {
			add(address)
		}
	}
	return all, errs
}

// listed are the addresses of a list in a file: OPML, or one a line.
func listed(data []byte) ([]string, error) {
	feed, err := intake.ReadFeed(data, "", "")
	switch {
	case err == nil && len(feed.Feeds) > 0:
		return feed.Feeds, nil
	case err == nil:
		return nil, fmt.Errorf("a feed or an empty list in a file; name the feed's address (its items: rapporteur add)")
	case strings.HasPrefix(strings.TrimSpace(string(data)), "<"):
		return nil, err
	}
	var all []string
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line, _, _ = strings.Cut(line, " #")
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if u, err := url.Parse(line); err != nil || u.Scheme != "http" && u.Scheme != "https" {
			return all, fmt.Errorf("line %d: %.80q is no address of a feed", n, line)
		}
		all = append(all, line)
	}
	return all, nil
}

// stamp is a moment as the store has it.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
