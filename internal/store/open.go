// Package store keeps reports whole, what was read in them beside them, and the
// findings that internal/dossier makes of them all. It is the only SQL and the
// only schema: SQLite in one file, or PostgreSQL for a team, with the same tables.
//
// A report is in the store wholly or not at all. Findings can always be made
// anew from the reports and the corrections; scopes whose findings are out of
// date are listed in the table stale, in the transaction that made them so.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/rapporteur/rapporteur/internal/lexicon"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is an open store.
type Store struct {
	write    *sql.DB // nil where the store can only be read
	read     *sql.DB
	postgres bool
	address  string

	// countries are the names of countries, read when reports are added.
	countries func() (map[string]bool, error)
}

// ErrReadOnly is why nothing was changed in a store that can only be read.
var ErrReadOnly = errors.New("the store is read-only")

// Exists tells whether there is a store at an address. A PostgreSQL database is
// always taken to be there.
func Exists(address string) bool {
	if IsPostgres(address) {
		return true
	}
	_, err := os.Stat(address)
	return err == nil
}

// IsPostgres tells an address of PostgreSQL from a file name.
func IsPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Open opens the store at an address: a postgres:// address, or the file of an
// SQLite database, which is made where it is not there. Tables that an older
// version made are brought up to date.
func Open(ctx context.Context, address string) (*Store, error) {
	s := &Store{address: address, postgres: IsPostgres(address), countries: sync.OnceValues(lexicon.CountryNames)}
	var err error
	if s.postgres {
		err = s.openPostgres()
	} else {
		err = s.openSQLite(ctx)
	}
	if err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		s.Close()
		return nil, s.explain(err)
	}
	return s, nil
}

func (s *Store) openPostgres() error {
	db, err := sql.Open("pgx", s.address)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(8)
	s.read, s.write = db, db
	return nil
}

// openSQLite opens one connection to write, which waits for its turn, and several
// to read. A file that cannot be written is opened to read.
func (s *Store) openSQLite(ctx context.Context) error {
	path, err := filepath.Abs(s.address)
	if err != nil {
		return err
	}
	address := func(lock string, more ...string) string {
		options := url.Values{"_pragma": append([]string{"busy_timeout(10000)"}, more...), "_txlock": {lock}}
		return (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String()
	}
	if s.read, err = sql.Open("sqlite", address("deferred", "query_only(1)", "cache_size(-16000)", "mmap_size(67108864)")); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(4)
	if !writable(path) {
		return nil
	}
	s.write, err = sql.Open("sqlite", address("immediate", "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-64000)", "wal_autocheckpoint(4000)"))
	if err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	return s.write.PingContext(ctx)
}

// writable tells whether a file, or the folder where it is to be made, can be written.
func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		f.Close()
		return true
	}
	return errors.Is(err, fs.ErrNotExist)
}

// Close closes the store.
func (s *Store) Close() error {
	var errs []error
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	if s.read != nil && s.read != s.write {
		errs = append(errs, s.read.Close())
	}
	return errors.Join(errs...)
}

// migrate brings the tables up to date, and turns away a store of a newer version.
func (s *Store) migrate(ctx context.Context) error {
	db, dialect := s.write, goose.DialectSQLite3
	if s.postgres {
		dialect = goose.DialectPostgres
	}
	if db == nil {
		db = s.read
	}
	newest, err := newestMigration()
	if err != nil {
		return err
	}
	var version sql.NullInt64
	err = db.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&version)
	switch {
	case err == nil && version.Int64 == newest:
		return nil
	case err == nil && version.Int64 > newest:
		return fmt.Errorf("it was made by a newer rapporteur (its schema is %d, this program knows %d); use that version", version.Int64, newest)
	case err != nil && !missingTable(err):
		return err
	case s.write == nil:
		return fmt.Errorf("%w and has no tables of this version", ErrReadOnly)
	}
	if err != nil { // no table of ours: anybody else's?
		if n, err := s.tables(ctx, db); err != nil || n > 0 {
			return errors.Join(err, errors.New("it is a database of something else; name another file"))
		}
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	words := goose.NewGoMigration(2, &goose.GoFunc{RunTx: s.createWords}, nil)
	provider, err := goose.NewProvider(dialect, db, files, goose.WithGoMigrations(words), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err = provider.Up(ctx); err != nil || !version.Valid || version.Int64 >= scoped {
		return err
	}
	_, err = s.Rebuild(ctx, nil)
	return err // tellings stand in other scopes since
}

// scoped is the version of the tables since which tellings stand in the scopes
// that they do: those of an older store are told anew.
const scoped = 4

// newestMigration is the version that the tables of this program have.
func newestMigration() (int64, error) {
	newest := int64(2) // createWords
	files, err := migrations.ReadDir("migrations")
	for _, f := range files {
		number, _, _ := strings.Cut(f.Name(), "_")
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return 0, err
		}
		newest = max(newest, n)
	}
	return newest, err
}

func missingTable(err error) bool {
	text := err.Error()
	return strings.Contains(text, "no such table") || strings.Contains(text, "42P01")
}

// tables counts the tables of a database that has none of ours.
func (s *Store) tables(ctx context.Context, db *sql.DB) (n int, err error) {
	query := "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
	if s.postgres {
		query = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
	}
	return n, db.QueryRowContext(ctx, query).Scan(&n)
}

// createWords makes the index of statements by their words, which is the one
// thing that the two databases do not share.
func (s *Store) createWords(ctx context.Context, tx *sql.Tx) error {
	statements := []string{"CREATE VIRTUAL TABLE words USING fts5(telling UNINDEXED, text, tokenize = \"unicode61 remove_diacritics 0\")"}
	if s.postgres {
		statements = []string{
			"CREATE TABLE words (rowid BIGINT PRIMARY KEY, telling TEXT NOT NULL, text TEXT NOT NULL)",
			"CREATE INDEX words_text ON words USING gin (to_tsvector('simple', text))",
		}
	}
	for _, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// explain says what an error of the database means for its user.
func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	address := s.address
	if s.postgres {
		if u, bad := url.Parse(address); bad == nil {
			address = u.Redacted()
		}
	}
	hint := ""
	switch {
	case strings.Contains(text, "SQLITE_BUSY"), strings.Contains(text, "database is locked"):
		hint = "another program holds the store; try again when it has finished"
	case strings.Contains(text, "SQLITE_FULL"), strings.Contains(text, "disk is full"), strings.Contains(text, "no space left"), strings.Contains(text, "53100"):
		hint = "the disk is full; what was acknowledged is kept, make room and add the rest again"
	case strings.Contains(text, "SQLITE_CORRUPT"), strings.Contains(text, "malformed"):
		hint = "the file is damaged; restore it from a copy, or add the reports to a new store"
	case strings.Contains(text, "SQLITE_NOTADB"), strings.Contains(text, "not a database"):
		hint = "the file is no store of rapporteur; name another"
	case strings.Contains(text, "SQLITE_CANTOPEN"), strings.Contains(text, "unable to open"):
		hint = "the file cannot be opened; does its folder exist, and may you write there?"
	case strings.Contains(text, "SQLITE_READONLY"), strings.Contains(text, "readonly database"), errors.Is(err, ErrReadOnly), strings.Contains(text, "25006"):
		hint = "the store can only be read; nothing was changed"
	case strings.Contains(text, "SQLITE_IOERR"):
		hint = "the disk failed; what was acknowledged is kept"
	}
	if hint == "" {
		return fmt.Errorf("%s: %w", address, err)
	}
	return fmt.Errorf("%s: %s (%w)", address, hint, err)
}

// sql turns the ? of a query into the placeholders of the database.
func (s *Store) sql(query string) string {
	if !s.postgres {
		return query
	}
	var b strings.Builder
	n := 0
	for _, r := range query {
		if r == '?' {
			n++
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// change runs work in one transaction: all of it is kept, or none.
func (s *Store) change(ctx context.Context, work func(*tx) error) error {
	if s.write == nil {
		return s.explain(ErrReadOnly)
	}
	began, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer began.Rollback()
	if s.postgres { // one writer at a time, as in SQLite
		if _, err := began.ExecContext(ctx, "SELECT pg_advisory_xact_lock(7261707)"); err != nil {
			return s.explain(err)
		}
	}
	if err := work(newTx(s, ctx, began)); err != nil {
		return s.explain(err)
	}
	return s.explain(began.Commit())
}

// tx is a transaction with the store's way to write queries, each prepared once.
type tx struct {
	s        *Store
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
}

func newTx(s *Store, ctx context.Context, began *sql.Tx) *tx {
	return &tx{s: s, ctx: ctx, tx: began, prepared: map[string]*sql.Stmt{}}
}

func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if s := t.prepared[query]; s != nil {
		return s, nil
	}
	s, err := t.tx.PrepareContext(t.ctx, t.s.sql(query))
	if err == nil {
		t.prepared[query] = s
	}
	return s, err
}

func (t *tx) exec(query string, args ...any) error {
	s, err := t.prepare(query)
	if err == nil {
		_, err = s.ExecContext(t.ctx, args...)
	}
	return err
}

func (t *tx) query(query string, args ...any) (*sql.Rows, error) {
	s, err := t.prepare(query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(t.ctx, args...)
}

// row scans the one row of a query; false where there is none.
func (t *tx) row(query string, args []any, into ...any) (bool, error) {
	s, err := t.prepare(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(t.ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// marks is "?, ?, ?" for n values.
func marks(n int) string {
	return strings.TrimSuffix(strings.Repeat("?, ", n), ", ")
}
