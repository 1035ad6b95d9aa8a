-- Versions of reports, and what following feeds has to remember.

-- +goose Up
ALTER TABLE reports ADD COLUMN item TEXT NOT NULL DEFAULT '';      -- what its publisher knows it by
ALTER TABLE reports ADD COLUMN stamp TEXT NOT NULL DEFAULT '';     -- when this version was made or seen; '' where unknown
ALTER TABLE reports ADD COLUMN versions BIGINT NOT NULL DEFAULT 1; -- how many there are, this one among them
CREATE INDEX reports_item ON reports (item);

-- Earlier versions, each as its report's row had it.
CREATE TABLE versions (
  report TEXT NOT NULL,
  seq    BIGINT NOT NULL,                  -- in the order in which they came
  hash   TEXT NOT NULL,
  stamp  TEXT NOT NULL,
  added  TEXT NOT NULL,
  origin TEXT NOT NULL,
  reader TEXT NOT NULL,
  body   TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (report, seq)
);
CREATE INDEX versions_hash ON versions (hash);

-- What an agency has taken back, whether it is here or not.
CREATE TABLE withdrawals (
  item  TEXT PRIMARY KEY,
  stamp TEXT NOT NULL,                     -- when, '' where unknown
  by_   TEXT NOT NULL,
  why   TEXT NOT NULL
);

-- A feed that is followed, or a list of feeds.
CREATE TABLE feeds (
  address  TEXT PRIMARY KEY,
  moved    TEXT NOT NULL,                  -- where it is for good, as it said
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,
  checked  TEXT NOT NULL,                  -- when it last answered
  due      TEXT NOT NULL,                  -- not to be asked before
  failures BIGINT NOT NULL,                -- in a row
  listed   TEXT NOT NULL                   -- a list: the addresses that it named, a line each
);

-- An item of a feed that was seen.
CREATE TABLE feed_items (
  feed     TEXT NOT NULL,
  item     TEXT NOT NULL,                  -- what the feed knows it by
  url      TEXT NOT NULL,
  report   TEXT NOT NULL,                  -- '' where none was kept
  known    TEXT NOT NULL,                  -- what the report is known by
  digest   TEXT NOT NULL,                  -- of what the feed said of it, and what was wanted
  etag     TEXT NOT NULL,                  -- of the article
  modified TEXT NOT NULL,
  first    TEXT NOT NULL,                  -- when it was first seen
  checked  TEXT NOT NULL,                  -- when the article was last asked for
  due      TEXT NOT NULL,                  -- when it is to be asked for again; '' for not
  failures BIGINT NOT NULL,
  PRIMARY KEY (feed, item)
);
CREATE INDEX feed_items_url ON feed_items (url);
CREATE INDEX feed_items_due ON feed_items (feed, due);

-- +goose Down
DROP TABLE feed_items;
DROP TABLE feeds;
DROP TABLE withdrawals;
DROP TABLE versions;
DROP INDEX reports_item;
ALTER TABLE reports DROP COLUMN versions;
ALTER TABLE reports DROP COLUMN stamp;
ALTER TABLE reports DROP COLUMN item;
