-- One schema for SQLite and PostgreSQL. Days are YYYY-MM-DD, '' where unknown;
-- bodies are JSON.

-- +goose Up
CREATE TABLE reports (
  id        TEXT PRIMARY KEY,
  hash      TEXT NOT NULL UNIQUE,          -- of the text, SHA-256
  date      TEXT NOT NULL,
  source    TEXT NOT NULL,
  copy_of   TEXT NOT NULL,                 -- the first report that it is a copy of
  withdrawn TEXT NOT NULL,                 -- when; '' where it stands
  added     TEXT NOT NULL,                 -- when it came
  origin    TEXT NOT NULL,                 -- the file that it came in
  reader    TEXT NOT NULL,                 -- the version that read it
  body      TEXT NOT NULL,                 -- the report with its text
  record    TEXT NOT NULL,                 -- what was read: mentions and entries
  signature TEXT NOT NULL                  -- to find copies, base64
);
CREATE INDEX reports_copy_of ON reports (copy_of);

-- A band is one of the keys under which a text's copies are looked for.
CREATE TABLE bands (
  band   BIGINT NOT NULL,
  day    BIGINT NOT NULL,                  -- days since 1970; -1 where unknown
  report TEXT NOT NULL,
  PRIMARY KEY (band, day, report)
);
CREATE INDEX bands_report ON bands (report);

-- A telling is an entry of a report in the scope where it is compared.
CREATE TABLE tellings (
  report TEXT NOT NULL,
  n      BIGINT NOT NULL,
  id     TEXT NOT NULL,                    -- of the finding that begins with it
  kind   TEXT NOT NULL,
  scope  TEXT NOT NULL,
  day    TEXT NOT NULL,
  links  TEXT NOT NULL,                    -- what it can come together by; separated and enclosed by |
  body   TEXT NOT NULL,
  PRIMARY KEY (report, n)
);
CREATE INDEX tellings_scope ON tellings (scope, day, links);
CREATE INDEX tellings_id ON tellings (id);

-- Scopes, days and links whose findings are to be made anew.
CREATE TABLE stale (
  scope TEXT NOT NULL,
  day   TEXT NOT NULL,
  links TEXT NOT NULL,
  PRIMARY KEY (scope, day, links)
);

CREATE TABLE findings (
  id       TEXT PRIMARY KEY,
  scope    TEXT NOT NULL,
  anchor   TEXT NOT NULL,                  -- the day that it stands on in its scope
  kind     TEXT NOT NULL,
  issue    TEXT NOT NULL,
  first    TEXT NOT NULL,
  last     TEXT NOT NULL,
  parties  TEXT NOT NULL,                  -- separated and enclosed by |
  links    TEXT NOT NULL,                  -- of all its tellings
  rejected BIGINT NOT NULL,
  body     TEXT NOT NULL
);
CREATE INDEX findings_scope ON findings (scope, anchor, links, id);
CREATE INDEX findings_kind ON findings (kind, first);

-- Every telling's finding: an id that was merged away leads to the one that took it in.
CREATE TABLE members (
  telling TEXT NOT NULL,
  finding TEXT NOT NULL,
  PRIMARY KEY (telling, finding)
);
CREATE INDEX members_finding ON members (finding);

CREATE TABLE corrections (
  seq  BIGINT PRIMARY KEY,
  body TEXT NOT NULL
);

CREATE TABLE log (
  seq  BIGINT PRIMARY KEY,
  body TEXT NOT NULL
);

CREATE TABLE processes (
  name  TEXT NOT NULL,
  party TEXT NOT NULL,
  PRIMARY KEY (name, party)
);

-- +goose Down
DROP TABLE processes;
DROP TABLE log;
DROP TABLE corrections;
DROP TABLE members;
DROP TABLE findings;
DROP TABLE stale;
DROP TABLE tellings;
DROP TABLE bands;
DROP TABLE reports;
