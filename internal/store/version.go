package store

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/copies"
	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/record"
)

// known asks for the report under which a text is kept: as the one that stands,
// or as an earlier version, unless the text was seen to stand there again since.
const known = "SELECT id FROM reports WHERE hash = ? UNION ALL SELECT v.report FROM versions v JOIN reports r ON r.id = v.report" +
	" WHERE v.hash = ? AND NOT (CAST(? AS TEXT) <> '' AND r.stamp <> '' AND CAST(? AS TEXT) > r.stamp) LIMIT 1"

// Version is one of the texts that a report has had.
type Version struct {
	Hash   string `json:"hash"`
	Stamp  string `json:"stamp,omitempty"` // when it was made, or seen to stand there
	Added  string `json:"added"`
	Origin string `json:"origin,omitempty"`
	Reader string `json:"reader"`

	seq          int
	body, record string
}

// day is the day of a version: of its stamp, else of its arrival.
func (v *Version) day() string { return cmp.Or(v.Stamp, v.Added)[:len(time.DateOnly)] }

// order is the order of the versions before the one that stands: by their
// stamps, those without one and those of one time as they came.
func (v *Version) order(w Version) int {
	if v.Stamp != "" && w.Stamp != "" {
		if c := strings.Compare(v.Stamp, w.Stamp); c != 0 {
			return c
		}
	}
	return v.seq - w.seq
}

// sameItem is how much of its wording an address's new text shares with the old
// at least: less is another report under an address that always has the newest.
// Two reports of one event by two people share 22 % at most (docs/dossier.md).
const sameItem = 0.3

// before is a report that stands, as a version of it needs it.
type before struct {
	Version
	id, item, withdrawn string
	versions            int
	signature           copies.Signature
	report              record.Report
}

// standing is the report of which another text is a version: the one of its id,
// where both are known by the same item or address, or one that is known by the
// same item and shares its title or wording. taken says that the id is there, but
// as another report's.
func (t *tx) standing(rep *record.Report) (found *before, taken bool, err error) {
	same, err := t.befores("id = ?", rep.ID)
	if err != nil {
		return nil, false, err
	}
	if taken = len(same) > 0; taken {
		b := same[0]
		if b.item != "" && b.item == rep.Item || rep.URL != "" && rep.URL == b.report.URL {
			return b, true, nil
		}
	}
	if rep.Item == "" {
		return nil, taken, nil
	}
	others, err := t.befores("item = ?", rep.Item)
	if err != nil || len(others) == 0 || len(others) > fewReports {
		return nil, taken, err
	}
	signature := copies.Sign(rep.Text)
	for _, b := range others {
		if b.id != rep.ID && (rep.Title != "" && rep.Title == b.report.Title || copies.Similarity(signature, b.signature) >= sameItem) {
			return b, taken, nil
		}
	}
	return nil, taken, nil
}

// fewReports is how many different reports may be known by one item; one that
// has more says nothing: a section's page, named as the address of all its articles.
const fewReports = 10

// befores are the reports that fit a condition, by id, one more than fewReports at most.
func (t *tx) befores(where string, arg any) ([]*before, error) {
	rows, err := t.query("SELECT id, withdrawn, hash, stamp, added, origin, reader, body, record, versions, item, signature FROM reports WHERE "+where+" ORDER BY id LIMIT ?", arg, fewReports+1)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []*before
	for rows.Next() {
		b := &before{}
		var signature string
		if err := rows.Scan(&b.id, &b.withdrawn, &b.Hash, &b.Stamp, &b.Added, &b.Origin, &b.Reader, &b.body, &b.record, &b.versions, &b.item, &signature); err != nil {
			return nil, err
		}
		if b.signature, err = parse(signature); err != nil {
			return nil, err
		}
		rec, err := decode(b.body, "{}")
		if err != nil {
			return nil, err
		}
		b.report = rec.Report
		all = append(all, b)
	}
	return all, rows.Err()
}

// revise keeps one more version of a report. The newest stands: it has the
// report's id, its entries are told, and those before it stay beside it.
func (t *tx) revise(b *before, item *Item, rules []dossier.Correction) (Outcome, error) {
	rep := item.Record.Report
	rep.ID = b.id
	o := Outcome{ID: b.id, Version: b.versions + 1}
	gone := b.withdrawn != ""
	if o.Back = gone; gone {
		var err error
		if o.Back, err = t.staysBack(b.id, &rep); err != nil {
			return o, err
		}
	}
	body, err := encode(kept{rep, rep.Text})
	if err != nil {
		return o, err
	}
	rec, err := recorded(item.Record)
	if err != nil {
		return o, err
	}
	fresh := Version{Hash: Hash(rep.Text), Stamp: rep.Stamp, Added: now(), Origin: item.Origin, Reader: item.Reader, body: body, record: rec}
	o.Earlier = fresh.Stamp != "" && b.Stamp != "" && fresh.Stamp < b.Stamp
	past := b.Version
	if o.Earlier {
		past = fresh
	}
	err = t.exec("INSERT INTO versions (report, seq, hash, stamp, added, origin, reader, body, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		b.id, b.versions, past.Hash, past.Stamp, past.Added, past.Origin, past.Reader, past.body, past.record)
	if err != nil {
		return o, err
	}
	if err := t.exec("UPDATE reports SET versions = ? WHERE id = ?", b.versions+1, b.id); err != nil {
		return o, err
	}
	if o.Earlier {
		if o.Back = gone; gone {
			return o, nil
		}
		_, err = t.retell(b.id, rules, nil)
		return o, err
	}
	signature := copies.Sign(rep.Text)
	coded, err := signature.AppendBinary(nil)
	if err != nil {
		return o, err
	}
	// What the old text told goes, and what it was a copy of; a withdrawn report
	// has neither.
	if !gone {
		if err := t.forget(b.id); err != nil {
			return o, err
		}
		if err := t.unlink(b.id); err != nil {
			return o, err
		}
	}
	withdrawn := b.withdrawn
	if !o.Back {
		withdrawn = ""
	}
	err = t.exec("UPDATE reports SET hash = ?, date = ?, source = ?, added = ?, origin = ?, reader = ?, body = ?, record = ?, signature = ?, item = ?, stamp = ?, withdrawn = ? WHERE id = ?",
		fresh.Hash, rep.Date, rep.Source, fresh.Added, fresh.Origin, fresh.Reader, body, rec, base64.StdEncoding.EncodeToString(coded), rep.Item, fresh.Stamp, withdrawn, b.id)
	if err != nil || o.Back {
		return o, err
	}
	if gone {
		err = t.log(Line{By: "its agency", Action: "reinstate", Target: b.id, Note: "a newer version, " + fresh.Stamp})
	} else {
		o.Back, err = t.takenBack(&rep)
	}
	if err != nil || o.Back {
		return o, err
	}
	if o.CopyOf, err = t.link(b.id, rep.Date, signature); err != nil {
		return o, err
	}
	told := item.Record
	told.Report = rep
	o.Untold, err = t.tell(told, rules)
	return o, err
}

// versionsOf reads the rows of a query for versions: every column of theirs.
const versionsOf = "SELECT seq, hash, stamp, added, origin, reader, body, record FROM versions WHERE report = ?"

// earlier are the versions of a report before the one that stands, oldest first.
func (t *tx) earlier(id string) ([]Version, error) {
	rows, err := t.query(versionsOf, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Version
	for rows.Next() {
		var v Version
		if err := rows.Scan(&v.seq, &v.Hash, &v.Stamp, &v.Added, &v.Origin, &v.Reader, &v.body, &v.record); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b Version) int { return a.order(b) })
	return all, rows.Err()
}

// trace finds the tellings of a report again in what its earlier versions told.
func (t *tx) trace(id string, tellings []dossier.Telling, rules []dossier.Correction) error {
	past, err := t.earlier(id)
	if err != nil || len(past) == 0 {
		return err
	}
	var v Version
	if _, err := t.row("SELECT stamp, added FROM reports WHERE id = ?", []any{id}, &v.Stamp, &v.Added); err != nil {
		return err
	}
	earlier, err := t.told(id, past, rules)
	if err != nil {
		return err
	}
	dossier.Trace(tellings, v.day(), earlier)
	return nil
}

// told are versions of a report as they were told.
func (t *tx) told(id string, past []Version, rules []dossier.Correction) ([]dossier.Earlier, error) {
	countries, err := t.s.countries()
	if err != nil {
		return nil, err
	}
	var earlier []dossier.Earlier
	for _, v := range past {
		rec, err := decode(v.body, v.record)
		if err != nil {
			return nil, err
		}
		rec.Report.ID = id
		dossier.Apply(&rec, rules)
		earlier = append(earlier, dossier.Earlier{Day: v.day(), Tellings: dossier.Prepare(&rec, countries)})
	}
	return earlier, nil
}

// again reads the earlier versions of a report again.
func (t *tx) again(id string, read func(record.Report) (record.Record, string, bool)) error {
	past, err := t.earlier(id)
	if err != nil {
		return err
	}
	for _, v := range past {
		rec, err := decode(v.body, v.record)
		if err != nil {
			return err
		}
		anew, reader, ok := read(rec.Report)
		if !ok {
			continue
		}
		recorded, err := recorded(anew)
		if err != nil {
			return err
		}
		if err := t.exec("UPDATE versions SET record = ?, reader = ? WHERE report = ? AND seq = ?", recorded, reader, id, v.seq); err != nil {
			return err
		}
	}
	return nil
}

// recorded is what was read in a report as its row holds it.
func recorded(rec record.Record) (string, error) { return encode(read{rec.Mentions, rec.Entries}) }

// versions are all texts that a report has had, oldest first; none where it had one alone.
func (s *Store) versions(ctx context.Context, id string) ([]Version, error) {
	var all []Version
	err := s.look(ctx, func(t *tx) (err error) {
		if all, err = t.earlier(id); err != nil || len(all) == 0 {
			return err
		}
		var v Version
		_, err = t.row("SELECT hash, stamp, added, origin, reader FROM reports WHERE id = ?", []any{id}, &v.Hash, &v.Stamp, &v.Added, &v.Origin, &v.Reader)
		all = append(all, v)
		return err
	})
	return all, err
}

// Version is a report as one of its versions has it, from 1, the oldest.
func (s *Store) Version(ctx context.Context, id string, n int) (k Kept, ok bool, err error) {
	if k, ok, err = s.Report(ctx, id); err != nil || !ok {
		return k, ok, err
	}
	if n == max(1, len(k.Versions)) {
		return k, true, nil
	}
	if n < 1 || n > len(k.Versions) {
		return k, false, nil
	}
	v := k.Versions[n-1]
	k.Record, err = decode(v.body, v.record)
	k.Record.Report.ID = id
	k.Text, k.Hash, k.Added, k.Origin, k.Reader = k.Record.Report.Text, v.Hash, v.Added, v.Origin, v.Reader
	return k, true, err
}

// Dropped are the findings that versions of reports no longer tell, where the
// version that dropped them was made on one of the days.
func (s *Store) Dropped(ctx context.Context, since, until string) ([]dossier.Finding, error) {
	var found []dossier.Finding
	err := s.look(ctx, func(t *tx) error {
		rules, err := t.corrections()
		if err != nil {
			return err
		}
		rows, err := t.query("SELECT id FROM reports WHERE versions > 1 AND withdrawn = '' ORDER BY id")
		if err != nil {
			return err
		}
		ids, err := texts(rows)
		if err != nil {
			return err
		}
		for _, id := range ids {
			dropped, err := t.dropped(id, rules)
			if err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
			for _, f := range dropped {
				if day := f.Reports[0].Edited; (since == "" || since <= day) && (until == "" || day <= until) {
					found = append(found, f)
				}
			}
		}
		return nil
	})
	return found, err
}

func (t *tx) dropped(id string, rules []dossier.Correction) ([]dossier.Finding, error) {
	past, err := t.earlier(id)
	if err != nil {
		return nil, err
	}
	var v Version
	if _, err := t.row("SELECT stamp, added, body, record FROM reports WHERE id = ?", []any{id}, &v.Stamp, &v.Added, &v.body, &v.record); err != nil {
		return nil, err
	}
	all, err := t.told(id, append(past, v), rules)
	if err != nil {
		return nil, err
	}
	newest, earlier := all[len(all)-1], all[:len(all)-1]
	dossier.Trace(newest.Tellings, newest.Day, earlier)
	return dossier.Dropped(newest.Tellings, newest.Day, earlier), nil
}

// look runs work that only reads, in one transaction.
func (s *Store) look(ctx context.Context, work func(*tx) error) error {
	began, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer began.Rollback()
	return s.explain(work(newTx(s, ctx, began)))
}
