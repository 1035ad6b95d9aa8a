package store

import (
	"context"
	"database/sql"
	"strings"
)

// Feed is what is remembered of a feed that is followed, or of a list of feeds.
// Times are RFC 3339 in UTC.
type Feed struct {
	Address        string
	Moved          string // where it is for good
	ETag, Modified string
	Checked, Due   string // when it last answered, when it is to be asked again at the earliest
	Failures       int    // in a row
	Listed         []string
}

// FeedItem is what is remembered of an item of a feed.
type FeedItem struct {
	Feed, Item, URL string
	Report, Known   string // the report that was kept of it, "" for none, and what that is known by
	Digest          string // of what the feed said of it, and what was wanted
	ETag, Modified  string // of the article
	First, Checked  string
	Due             string // when its article is to be asked for again; "" for not
	Failures        int
}

// Feed is what is remembered of the feed at an address: nothing but that where
// it is new.
func (s *Store) Feed(ctx context.Context, address string) (Feed, error) {
	f := Feed{Address: address}
	var listed string
	err := s.read.QueryRowContext(ctx, s.sql("SELECT moved, etag, modified, checked, due, failures, listed FROM feeds WHERE address = ?"), address).
		Scan(&f.Moved, &f.ETag, &f.Modified, &f.Checked, &f.Due, &f.Failures, &listed)
	if err == sql.ErrNoRows {
		return f, nil
	}
	f.Listed = strings.Fields(listed)
	return f, s.explain(err)
}

// KeepFeed remembers a feed.
func (s *Store) KeepFeed(ctx context.Context, f Feed) error {
	return s.change(ctx, func(t *tx) error {
		return t.exec("INSERT INTO feeds (address, moved, etag, modified, checked, due, failures, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"+
			" ON CONFLICT (address) DO UPDATE SET moved = excluded.moved, etag = excluded.etag, modified = excluded.modified, checked = excluded.checked,"+
			" due = excluded.due, failures = excluded.failures, listed = excluded.listed",
			f.Address, f.Moved, f.ETag, f.Modified, f.Checked, f.Due, f.Failures, strings.Join(f.Listed, "\n"))
	})
}

const feedItem = "SELECT feed, item, url, report, known, digest, etag, modified, first, checked, due, failures FROM feed_items WHERE "

// FeedItem is what is remembered of an item of a feed; ok is false where it is new.
func (s *Store) FeedItem(ctx context.Context, feed, item string) (i FeedItem, ok bool, err error) {
	found, err := s.feedItems(ctx, feedItem+"feed = ? AND item = ?", feed, item)
	if err != nil || len(found) == 0 {
		return FeedItem{Feed: feed, Item: item}, false, err
	}
	return found[0], true, nil
}

// FeedItemAt is an item of any feed with a report, by its article's address.
func (s *Store) FeedItemAt(ctx context.Context, url string) (i FeedItem, ok bool, err error) {
	found, err := s.feedItems(ctx, feedItem+"url = ? AND report <> '' ORDER BY feed, item LIMIT 1", url)
	if err != nil || len(found) == 0 {
		return i, false, err
	}
	return found[0], true, nil
}

// DueItems are the items of a feed whose articles are to be asked for again by now.
func (s *Store) DueItems(ctx context.Context, feed, now string) ([]FeedItem, error) {
	return s.feedItems(ctx, feedItem+"feed = ? AND due <> '' AND due <= ? ORDER BY first, item", feed, now)
}

func (s *Store) feedItems(ctx context.Context, query string, args ...any) ([]FeedItem, error) {
	rows, err := s.read.QueryContext(ctx, s.sql(query), args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var all []FeedItem
	for rows.Next() {
		var i FeedItem
		if err := rows.Scan(&i.Feed, &i.Item, &i.URL, &i.Report, &i.Known, &i.Digest, &i.ETag, &i.Modified, &i.First, &i.Checked, &i.Due, &i.Failures); err != nil {
			return nil, s.explain(err)
		}
		all = append(all, i)
	}
	return all, s.explain(rows.Err())
}

// KeepFeedItem remembers an item of a feed.
func (s *Store) KeepFeedItem(ctx context.Context, i FeedItem) error {
	return s.change(ctx, func(t *tx) error {
		return t.exec("INSERT INTO feed_items (feed, item, url, report, known, digest, etag, modified, first, checked, due, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"+
			" ON CONFLICT (feed, item) DO UPDATE SET url = excluded.url, report = excluded.report, known = excluded.known, digest = excluded.digest, etag = excluded.etag,"+
			" modified = excluded.modified, first = excluded.first, checked = excluded.checked, due = excluded.due, failures = excluded.failures",
			i.Feed, i.Item, i.URL, i.Report, i.Known, i.Digest, i.ETag, i.Modified, i.First, i.Checked, i.Due, i.Failures)
	})
}
