package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/rapporteur/rapporteur/internal/fetch"
	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/store"
)

// How following goes on.
const (
	feedsAtOnce = 8
	firstAgain  = time.Hour          // until an article is looked at again; then twice as long each time
	lastAgain   = 7 * 24 * time.Hour // since it was first seen
	firstDelay  = 15 * time.Minute   // after a fault; then twice as long each time
	lastDelay   = 24 * time.Hour
	mostFaults  = 5 // of an article in a row
)

const (
	feedTypes    = "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
	articleTypes = "text/html, application/xhtml+xml, */*;q=0.1"
)

// follower is one call of follow. Feeds are asked by several goroutines; what
// they find goes through one, which reads and keeps it.
type follower struct {
	followFlags
	timing
	std    streams
	store  *store.Store
	batch  *intake.Batch
	client *fetch.Client
	adder  *adder

	code   int
	broken error
	tally  tally

	mu    sync.Mutex
	taken map[string]bool // articles that some feed of this look fetches
}

// tally is what a look gave.
type tally struct{ feeds, unchanged, added, revised, outside, failed int }

// news is what a goroutine has found: an item's report, what is wrong with it, or
// what is to be remembered of the feed.
type news struct {
	feed *store.Feed
	item *store.FeedItem
	rep  *record.Report
	err  error
	note string
	same bool // the feed has nothing new
}

// look asks every feed once.
func (w *follower) look(ctx context.Context, names []string) int {
	w.code, w.tally, w.taken = done, tally{}, map[string]bool{}
	all, errs := addresses(names)
	for _, err := range errs {
		w.fail(err)
	}
	found := make(chan news, feedsAtOnce)
	go func() {
		defer close(found)
		var asking sync.WaitGroup
		defer asking.Wait()
		turns := make(chan struct{}, feedsAtOnce)
		var seen sync.Map
		var start func(address string, nested bool)
		start = func(address string, nested bool) {
			if _, twice := seen.LoadOrStore(address, true); twice {
				return
			}
			asking.Go(func() {
				select {
				case turns <- struct{}{}:
				case <-ctx.Done():
					return
				}
				listed := w.feed(ctx, address, nested, found)
				<-turns
				for _, one := range listed {
					start(one, true)
				}
			})
		}
		for _, address := range all {
			start(address, false)
		}
	}()
	// What was fetched is kept, whatever ends the fetching.
	keep := context.WithoutCancel(ctx)
	for one := range found {
		if w.broken == nil {
			w.keep(keep, one)
		}
	}
	if w.broken == nil {
		w.broken = w.store.Refresh(keep)
	}
	t := w.tally
	if !w.quiet || t.failed > 0 {
		fmt.Fprintf(w.std.err, "rapporteur: %s, %d of them unchanged: %s added, %d revised, %d outside what was asked for, %s\n",
			number(t.feeds, "feed"), t.unchanged, number(t.added, "report"), t.revised, t.outside, number(t.failed, "fault"))
	}
	return w.code
}

// fail says what could not be done; the rest is.
func (w *follower) fail(err error) {
	fmt.Fprintf(w.std.err, "rapporteur: follow: %v\n", err)
	w.code = some
	w.tally.failed++
}

// keep reads and keeps what was found.
func (w *follower) keep(ctx context.Context, one news) {
	switch {
	case one.note != "":
		fmt.Fprintf(w.std.err, "rapporteur: follow: %s\n", one.note)
	case one.err != nil:
		w.fail(one.err)
	}
	var err error
	switch {
	case one.feed != nil:
		w.tally.feeds++
		if one.same {
			w.tally.unchanged++
		}
		err = w.store.KeepFeed(ctx, *one.feed)
	case one.item != nil:
		if one.rep != nil {
			if err = w.report(ctx, one.item, *one.rep); err != nil {
				break
			}
		}
		err = w.store.KeepFeedItem(ctx, *one.item)
	}
	w.broken = errors.Join(w.broken, err)
}

// report keeps the report of an item, and enters it in what is remembered of that.
func (w *follower) report(ctx context.Context, item *store.FeedItem, rep record.Report) error {
	if !w.batch.Complete(&rep) {
		w.tally.outside++
		item.Due = ""
		return nil
	}
	one := w.adder.read(ctx, arrival{item: store.Item{Record: record.Record{Report: rep}, Origin: item.Feed}})
	if one.err != nil {
		w.fail(one.err)
		return nil
	}
	if one.known != "" {
		item.Report, item.Known = one.known, cmp.Or(item.Known, rep.Item)
		return nil
	}
	if one.note != "" {
		fmt.Fprintf(w.std.err, "rapporteur: %s\n", one.note)
	}
	outcomes, err := w.store.Add(ctx, []store.Item{one.item})
	if err != nil {
		return err
	}
	o := outcomes[0]
	line := "added " + o.ID
	switch {
	case o.Problem != nil:
		w.fail(o.Problem)
		item.Due = ""
		return nil
	case o.Known != "":
		item.Report = o.Known
		return nil
	case o.Version > 0:
		w.tally.revised++
		line = revised(o)
	default:
		w.tally.added++
		if o.CopyOf != "" {
			line += ", a copy of " + o.CopyOf
		}
	}
	item.Report, item.Known = o.ID, cmp.Or(item.Known, rep.Item)
	if !w.quiet {
		fmt.Fprintf(w.std.err, "%s  %s\n", line, rep.Title)
	}
	return nil
}

// feed asks a feed, fetches the articles of what is new, and gives the feeds
// that it lists, where it is a list and not itself of one.
func (w *follower) feed(ctx context.Context, address string, nested bool, found chan<- news) (listed []string) {
	state, err := w.store.Feed(ctx, address)
	if err != nil {
		found <- news{err: err}
		return nil
	}
	now := w.now()
	if state.Due > stamp(now) {
		found <- news{note: fmt.Sprintf("%s: not asked before %s, after %s", address, state.Due, number(state.Failures, "fault"))}
		return nil
	}
	at := cmp.Or(state.Moved, address)
	a, err := w.client.Get(ctx, fetch.Request{Address: at, ETag: state.ETag, Modified: state.Modified, Accept: feedTypes})
	if ctx.Err() != nil {
		return nil
	}
	feed := intake.Feed{Feeds: state.Listed}
	if err == nil && !a.NotModified {
		if feed, err = intake.ReadFeed(a.Body, a.Type, a.Address); err != nil {
			err = fmt.Errorf("%s: %w", at, err)
		}
	}
	if err == nil && nested && len(feed.Feeds) > 0 {
		err = fmt.Errorf("%s: a list within a list, which is not followed", at)
	}
	if err != nil {
		state.Failures++
		if state.Due = ""; !refused(err) { // what was not asked costs its host nothing
			state.Due = stamp(w.later(err, state.Failures))
		}
		if status, ok := errors.AsType[*fetch.StatusError](err); ok && status.Status == http.StatusGone {
			err = fmt.Errorf("%w: the feed is no more; take it from the list", err)
		}
		found <- news{feed: &state, err: err}
		return nil
	}
	// It is the same feed under another address, for good.
	state.Moved = cmp.Or(a.Moved, state.Moved)
	same, again := w.items(ctx, address, &feed, found)
	if ctx.Err() != nil {
		return nil // some items were not fetched: the feed is to be read again
	}
	if !a.NotModified {
		state.ETag, state.Modified = a.ETag, a.Modified
	}
	if again {
		state.ETag, state.Modified = "", ""
	}
	state.Checked, state.Due, state.Failures, state.Listed = stamp(now), "", 0, feed.Feeds
	found <- news{feed: &state, same: same}
	return feed.Feeds
}

// later is when to ask again after so many faults in a row, or when the host says.
func (w *follower) later(err error, failures int) time.Time {
	if told, ok := errors.AsType[*fetch.LaterError](err); ok {
		return told.Until
	}
	// A little less, so that a look at the same minute finds it due.
	return w.now().Add(min(lastDelay, firstDelay<<min(failures-1, 10)) - time.Minute)
}

// items takes what is new or said otherwise in a feed, and what is to be looked
// at again. same is true where there is nothing new, again where the feed is to be
// read again soon: an article that it lists had a fault that may pass.
func (w *follower) items(ctx context.Context, address string, feed *intake.Feed, found chan<- news) (same, again bool) {
	same = true
	done := map[string]bool{}
	for i := range feed.Items {
		it := &feed.Items[i]
		if ctx.Err() != nil || done[it.Key] {
			continue
		}
		done[it.Key] = true
		state, there, err := w.store.FeedItem(ctx, address, it.Key)
		if err != nil {
			found <- news{err: err}
			return same, true
		}
		digest := w.digest(it)
		if there && state.Digest == digest {
			if state.Due == "" || state.Due > stamp(w.now()) {
				continue
			}
		} else {
			same = false
			state.Failures = 0
		}
		if !there {
			state.First = stamp(w.now())
		}
		state.Digest, state.URL = digest, it.URL
		if w.noArticles {
			found <- w.summary(&state, it)
			continue
		}
		if it.URL == "" {
			found <- news{item: &state, note: fmt.Sprintf("%s: the item %q has no address; --no-articles takes what the feed gives", address, cmp.Or(it.Title, it.Key))}
			continue
		}
		if !there && w.elsewhere(ctx, &state) {
			found <- news{item: &state}
			continue
		}
		if w.article(ctx, &state, it, found) {
			again = true
		}
	}
	if w.noArticles {
		return same, again
	}
	due, err := w.store.DueItems(ctx, address, stamp(w.now()))
	if err != nil {
		found <- news{err: err}
	}
	for _, state := range due {
		if !done[state.Item] && state.URL != "" && ctx.Err() == nil {
			w.article(ctx, &state, nil, found)
		}
	}
	return same, again
}

// digest is of what a feed says of an item, and of what is wanted: where either
// changes, it is looked at again.
func (w *follower) digest(it *intake.FeedItem) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{it.URL, it.Title, it.Updated, it.Text, fmt.Sprint(w.noArticles), w.sift.about, w.sift.parties}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// elsewhere tells whether the article was fetched, or is being, by another feed.
func (w *follower) elsewhere(ctx context.Context, state *store.FeedItem) bool {
	w.mu.Lock()
	taken := w.taken[state.URL]
	w.taken[state.URL] = true
	w.mu.Unlock()
	if taken {
		return true
	}
	other, ok, err := w.store.FeedItemAt(ctx, state.URL)
	if err != nil || !ok {
		return false
	}
	state.Report, state.Known, state.Checked = other.Report, other.Known, other.Checked
	return true
}

// summary is an item as its feed alone gives it.
func (w *follower) summary(state *store.FeedItem, it *intake.FeedItem) news {
	state.Checked, state.Due = stamp(w.now()), ""
	rep, err := it.Report()
	if err != nil {
		return news{item: state, err: fmt.Errorf("%s: %q: %w", state.Feed, cmp.Or(it.Title, it.Key), err)}
	}
	state.Known = cmp.Or(state.Known, rep.Item)
	rep.ID, rep.Item = intake.ItemID(it.URL, state.Known), state.Known
	return news{item: state, rep: &rep}
}

// article fetches the article of an item, which is nil where the feed does not
// list it now. It is true where a fault may pass.
func (w *follower) article(ctx context.Context, state *store.FeedItem, it *intake.FeedItem, found chan<- news) (fault bool) {
	r := fetch.Request{Address: state.URL, Accept: articleTypes}
	if state.Report != "" {
		r.ETag, r.Modified = state.ETag, state.Modified
	}
	a, err := w.client.Get(ctx, r)
	if ctx.Err() != nil {
		return true
	}
	now := w.now()
	state.Checked = stamp(now)
	var rep record.Report
	if err == nil && !a.NotModified {
		if rep, err = intake.Page(a.Body, a.Type, a.Address, stamp(now)); err != nil {
			err = &unreadable{state.URL, err}
		}
	}
	if err != nil {
		state.Due = ""
		if state.Failures++; !final(err) && state.Failures < mostFaults {
			state.Due = stamp(w.later(err, state.Failures))
		}
		found <- news{item: state, err: err}
		return state.Due != ""
	}
	state.Failures, state.Due = 0, w.again(state.First, now)
	if a.NotModified {
		found <- news{item: state}
		return false
	}
	state.ETag, state.Modified = a.ETag, a.Modified
	if it != nil {
		rep.Title, rep.Date = cmp.Or(rep.Title, it.Title), cmp.Or(rep.Date, it.Date)
		rep.Source, rep.Language = cmp.Or(rep.Source, it.Source), cmp.Or(rep.Language, it.Language)
	}
	state.Known = cmp.Or(state.Known, rep.Item, state.URL)
	rep.Item = state.Known
	rep.ID = intake.ItemID(state.URL, rep.Item)
	found <- news{item: state, rep: &rep}
	return false
}

// unreadable is an article that came and cannot be read.
type unreadable struct {
	address string
	err     error
}

func (u *unreadable) Error() string { return u.address + ": " + u.err.Error() }

// final tells the faults that do not pass by waiting.
func final(err error) bool {
	if status, ok := errors.AsType[*fetch.StatusError](err); ok {
		return status.Gone()
	}
	if _, later := errors.AsType[*fetch.LaterError](err); later {
		return false
	}
	_, read := errors.AsType[*unreadable](err)
	return read || refused(err)
}

// refused tells what was not asked for, and would not be later.
func refused(err error) bool {
	_, later := errors.AsType[*fetch.LaterError](err)
	_, refused := errors.AsType[*fetch.RefusedError](err)
	return refused && !later
}

// again is when an article that was first seen at a time is to be looked at next:
// an hour after, then when twice as long has passed, for a week.
func (w *follower) again(first string, now time.Time) string {
	seen, err := time.Parse(time.RFC3339, first)
	if err != nil {
		return ""
	}
	wait := firstAgain
	for !seen.Add(wait).After(now) {
		wait *= 2
	}
	if wait > lastAgain {
		return ""
	}
	return stamp(seen.Add(wait))
}
