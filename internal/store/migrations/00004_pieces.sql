-- What keeps one more report cheap in a large store: running findings in pieces,
-- deeds placed by the pact that they carry out, copies looked for week by week.

-- +goose Up
ALTER TABLE tellings ADD COLUMN pact TEXT NOT NULL DEFAULT ''; -- the telling with which its agreement begins
DROP INDEX tellings_scope;
CREATE INDEX tellings_scope ON tellings (scope, day, links, pact);
CREATE INDEX tellings_pact ON tellings (pact) WHERE pact <> '';

-- A position, or the toll of a time, is one finding through all time; a piece is
-- what one month adds to it.
CREATE TABLE pieces (
  scope       TEXT NOT NULL,
  month       TEXT NOT NULL,               -- YYYY-MM; '' for what has no day
  first       TEXT NOT NULL,
  late        TEXT NOT NULL,               -- the last day that brought anything new
  lead_date   TEXT NOT NULL,               -- of the report that tells it first; 9999 where unknown
  lead_report TEXT NOT NULL,
  lead_n      BIGINT NOT NULL,
  lead        TEXT NOT NULL,               -- the telling
  parties     TEXT NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (scope, month)
);
CREATE INDEX pieces_lead ON pieces (scope, lead_date);
CREATE INDEX pieces_late ON pieces (scope, late);
CREATE INDEX pieces_parties ON pieces (scope, parties);

ALTER TABLE findings ADD COLUMN late TEXT NOT NULL DEFAULT ''; -- the last day that brought anything new, or will
CREATE INDEX findings_last ON findings (kind, last);
CREATE INDEX findings_late ON findings (kind, late);

-- A band of a text stands under its week: what is added together lies together.
CREATE TABLE weekly (
  week   BIGINT NOT NULL,
  band   BIGINT NOT NULL,
  day    BIGINT NOT NULL,                  -- days since 1970; -1 where unknown
  report TEXT NOT NULL,
  PRIMARY KEY (week, band, day, report)
);
INSERT INTO weekly (week, band, day, report) SELECT (day + 700000) / 7, band, day, report FROM bands;
DROP TABLE bands;
ALTER TABLE weekly RENAME TO bands;

-- +goose Down
DROP TABLE bands;
CREATE TABLE bands (
  band   BIGINT NOT NULL,
  day    BIGINT NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (band, day, report)
);
DROP INDEX findings_late;
DROP INDEX findings_last;
ALTER TABLE findings DROP COLUMN late;
DROP TABLE pieces;
DROP INDEX tellings_pact;
DROP INDEX tellings_scope;
CREATE INDEX tellings_scope ON tellings (scope, day, links);
ALTER TABLE tellings DROP COLUMN pact;
