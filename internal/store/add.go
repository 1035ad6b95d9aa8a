package store

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/copies"
	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// Item is a report to keep, with what was read in it.
type Item struct {
	Record record.Record // Record.Report.Text is the text
	Reader string        // the version that read it
	Origin string        // where it came from
}

// Outcome is what became of an item.
type Outcome struct {
	ID      string
	Known   string // the report under which the same text is kept already
	Dated   string // the day that the report, kept without one, has now
	CopyOf  string
	Version int      // of the report ID, where this is one more of several
	Earlier bool     // it was made before the version that stands
	Back    bool     // the report is withdrawn
	Untold  []string // the kinds of its entries that stand in no finding
	Problem error    // why this item was not kept: its id is another text's
}

// kept is a report as its row holds it.
type kept struct {
	Report record.Report `json:"report"`
	Text   string        `json:"text"`
}

// read is what was read in a report as its row holds it.
type read struct {
	Mentions []record.Mention `json:"mentions"`
	Entries  []record.Entry   `json:"entries"`
}

// Hash is the hash of a text under which it is kept once.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Has is the id under which a report's text is kept, "" where it is not, or where it
// is kept without the day that the report has now; withdrawn is where the kept one is.
func (s *Store) Has(ctx context.Context, rep record.Report) (id string, withdrawn bool, err error) {
	hash := Hash(rep.Text)
	err = s.read.QueryRowContext(ctx, s.sql(known), hash, hash, rep.Stamp, rep.Stamp).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	var day, out string
	if err == nil {
		err = s.read.QueryRowContext(ctx, s.sql("SELECT date, withdrawn FROM reports WHERE id = ?"), id).Scan(&day, &out)
	}
	if day == "" && rep.Date != "" && out == "" {
		id = ""
	}
	return id, out != "", s.explain(err)
}

// Add keeps reports, all in one transaction: when it returns without an error
// they are kept; if it never returns, none is. Their findings are made by Refresh.
func (s *Store) Add(ctx context.Context, items []Item) ([]Outcome, error) {
	var outcomes []Outcome
	err := s.change(ctx, func(t *tx) error {
		rules, err := t.corrections()
		if err != nil {
			return err
		}
		for i := range items {
			o, err := t.add(&items[i], rules)
			if err != nil {
				return fmt.Errorf("%s: %w", items[i].Record.Report.ID, err)
			}
			outcomes = append(outcomes, o)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

func (t *tx) add(item *Item, rules []dossier.Correction) (Outcome, error) {
	rep := &item.Record.Report
	o := Outcome{ID: rep.ID}
	hash := Hash(rep.Text)
	if found, err := t.row(known, []any{hash, hash, rep.Stamp, rep.Stamp}, &o.Known); err != nil || found {
		if err == nil && rep.Date != "" {
			err = t.date(&o, item, rules)
		}
		return o, err
	}
	before, taken, err := t.standing(rep)
	if err != nil {
		return o, err
	}
	if before != nil {
		return t.revise(before, item, rules)
	}
	if taken {
		o.Problem = fmt.Errorf("the id %q is kept already with another text; give this report another id, or withdraw that one", rep.ID)
		return o, nil
	}
	body, err := encode(kept{*rep, rep.Text})
	if err != nil {
		return o, err
	}
	rec, err := encode(read{item.Record.Mentions, item.Record.Entries})
	if err != nil {
		return o, err
	}
	signature := copies.Sign(rep.Text)
	coded, err := signature.AppendBinary(nil)
	if err != nil {
		return o, err
	}
	err = t.exec("INSERT INTO reports (id, hash, date, source, copy_of, withdrawn, added, origin, reader, body, record, signature, item, stamp) VALUES (?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, ?)",
		rep.ID, hash, rep.Date, rep.Source, now(), item.Origin, item.Reader, body, rec, base64.StdEncoding.EncodeToString(coded), rep.Item, rep.Stamp)
	if err != nil {
		return o, err
	}
	if back, err := t.takenBack(rep); err != nil || back {
		o.Back = back
		return o, err
	}
	if o.CopyOf, err = t.link(rep.ID, rep.Date, signature); err != nil {
		return o, err
	}
	o.Untold, err = t.tell(item.Record, rules)
	return o, err
}

// date gives a report that is kept without a day the one that the same text comes
// with now, and tells it anew: days of the week are counted from it.
func (t *tx) date(o *Outcome, item *Item, rules []dossier.Correction) error {
	var body, signature string
	found, err := t.row("SELECT body, signature FROM reports WHERE id = ? AND date = '' AND withdrawn = '' AND hash = ?", []any{o.Known, Hash(item.Record.Report.Text)}, &body, &signature)
	if err != nil || !found {
		return err
	}
	signed, err := parse(signature)
	if err != nil {
		return err
	}
	before, err := decode(body, "{}")
	if err != nil {
		return err
	}
	rep := item.Record.Report
	rep.ID, rep.Item, rep.Stamp = o.Known, before.Report.Item, before.Report.Stamp
	rep.Source, rep.Title, rep.URL = cmp.Or(before.Report.Source, rep.Source), cmp.Or(before.Report.Title, rep.Title), cmp.Or(before.Report.URL, rep.URL)
	told := item.Record
	told.Report = rep
	rec, err := recorded(told)
	if err != nil {
		return err
	}
	if body, err = encode(kept{rep, rep.Text}); err != nil {
		return err
	}
	err = errors.Join(t.forget(o.Known), t.unlink(o.Known),
		t.exec("UPDATE reports SET date = ?, source = ?, body = ?, record = ?, reader = ? WHERE id = ?", rep.Date, rep.Source, body, rec, item.Reader, o.Known))
	if err != nil {
		return err
	}
	if o.CopyOf, err = t.link(o.Known, rep.Date, signed); err != nil {
		return err
	}
	o.ID, o.Known, o.Dated = o.Known, "", rep.Date
	o.Untold, err = t.tell(told, rules)
	return err
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }

// tell writes the tellings of a record and notes what they make stale. untold are
// the kinds of the entries that say too little to be told.
func (t *tx) tell(rec record.Record, rules []dossier.Correction) (untold []string, err error) {
	if len(rules) > 0 {
		rec = clone(rec)
		dossier.Apply(&rec, rules)
	}
	countries, err := t.s.countries()
	if err != nil {
		return nil, err
	}
	tellings := dossier.Prepare(&rec, countries)
	if err := t.trace(rec.Report.ID, tellings, rules); err != nil {
		return nil, err
	}
	var rows, stale, words []any
	for i := range tellings {
		one := &tellings[i]
		one.Rescope(rules)
		body, err := encode(one)
		if err != nil {
			return nil, err
		}
		links := enclosed(one.Links())
		rows = append(rows, rec.Report.ID, i, one.ID, one.Entry.Kind, string(one.Scope), one.Day, links, body)
		stale = append(stale, string(one.Scope), one.Day, links)
		if one.Entry.Kind == record.Statement {
			words = append(words, wordsRow(rec.Report.ID, i), one.ID, strings.Join(dossier.Words(strings.Join(one.Texts, " ")), " "))
		}
	}
	if err := t.insert("INSERT INTO tellings (report, n, id, kind, scope, day, links, body) VALUES ", 8, rows, ""); err != nil {
		return nil, err
	}
	if err := t.insert("INSERT INTO words (rowid, telling, text) VALUES ", 3, words, ""); err != nil {
		return nil, err
	}
	return dossier.Untold(&rec, tellings), t.insert("INSERT INTO stale (scope, day, links) VALUES ", 3, stale, " ON CONFLICT DO NOTHING")
}

// enclosed is a list in one column: "|RUS|UKR|".
func enclosed(list []string) string { return "|" + strings.Join(list, "|") + "|" }

// insert writes many rows of so many columns.
func (t *tx) insert(query string, columns int, values []any, end string) error {
	const most = 40 // rows a statement
	for len(values) > 0 {
		n := min(len(values)/columns, most)
		rows := strings.TrimSuffix(strings.Repeat("("+marks(columns)+"), ", n), ", ")
		if err := t.exec(query+rows+end, values[:n*columns]...); err != nil {
			return err
		}
		values = values[n*columns:]
	}
	return nil
}

// clone copies what rules change.
func clone(rec record.Record) record.Record {
	rec.Mentions = slices.Clone(rec.Mentions)
	rec.Entries = slices.Clone(rec.Entries)
	for i := range rec.Entries {
		e := &rec.Entries[i]
		e.Actors = slices.Clone(e.Actors)
		if e.Speaker != nil {
			speaker := *e.Speaker
			e.Speaker = &speaker
		}
		if e.Victims != nil {
			victims := *e.Victims
			e.Victims = &victims
		}
		if e.Addressee != nil {
			addressee := *e.Addressee
			e.Addressee = &addressee
		}
	}
	return rec
}

// wordsRow is the row of a statement in the index of words.
func wordsRow(report string, n int) int64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%d", report, n)
	return int64(h.Sum64() >> 1)
}

// forget takes a report's tellings away and notes what that makes stale.
func (t *tx) forget(report string) error {
	rows, err := t.query("SELECT n FROM tellings WHERE report = ? AND kind = ?", report, record.Statement)
	if err != nil {
		return err
	}
	statements, err := texts(rows)
	if err != nil {
		return err
	}
	for _, number := range statements {
		n, err := strconv.Atoi(number)
		if err == nil {
			err = t.exec("DELETE FROM words WHERE rowid = ?", wordsRow(report, n))
		}
		if err != nil {
			return err
		}
	}
	return errors.Join(t.stale(report), t.scatter(report), t.missing(report), t.exec("DELETE FROM tellings WHERE report = ?", report))
}

// gone stands among the links of a stale day from which something was taken away.
const gone = "|!|"

// missing notes from which days what was agreed is taken away: pacts there may end.
func (t *tx) missing(report string) error {
	return t.exec("INSERT INTO stale (scope, day, links) SELECT DISTINCT scope, day, '"+gone+"' FROM tellings WHERE report = ? AND pact <> '' ON CONFLICT DO NOTHING", report)
}

// scatter takes away the findings that a report's tellings belong to; what else
// belongs to them is to be made anew. A running finding is made of pieces, and
// stays.
func (t *tx) scatter(report string) error {
	rows, err := t.query("SELECT DISTINCT m.finding FROM members m JOIN tellings t ON t.id = m.telling WHERE t.report = ?", report)
	if err != nil {
		return err
	}
	findings, err := texts(rows)
	for _, id := range findings {
		err = errors.Join(err,
			t.exec("INSERT INTO stale (scope, day, links) SELECT DISTINCT t.scope, t.day, t.links FROM members m JOIN tellings t ON t.id = m.telling WHERE m.finding = ? ON CONFLICT DO NOTHING", id),
			t.exec("DELETE FROM members WHERE finding = ?", id),
			t.exec("DELETE FROM findings WHERE id = ?", id))
	}
	return errors.Join(err, t.exec("DELETE FROM members WHERE finding IN (SELECT id FROM tellings WHERE report = ?)", report))
}

// stale notes that what a report tells is to be made anew.
func (t *tx) stale(report string) error {
	return t.exec("INSERT INTO stale (scope, day, links) SELECT DISTINCT scope, day, links FROM tellings WHERE report = ? ON CONFLICT DO NOTHING", report)
}

// touch notes that what a report and its copies tell is to be made anew: the
// first of their chain of copies is another.
func (t *tx) touch(report string) error {
	if err := t.stale(report); err != nil {
		return err
	}
	rows, err := t.query("SELECT id FROM reports WHERE copy_of = ?", report)
	if err != nil {
		return err
	}
	copies, err := texts(rows)
	for _, c := range copies {
		err = errors.Join(err, t.touch(c))
	}
	return err
}

// encode is v as JSON that keeps <, > and & as they are.
func encode(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}
