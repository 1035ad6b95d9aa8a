package store

import (
	"encoding/base64"
	"errors"
	"time"

	"github.com/rapporteur/rapporteur/internal/copies"
)

// reprinted is how many days a wire story is printed again after it was first:
// copies are looked for among the reports of these days before and after.
const reprinted = copies.Days

// dayOf is a date as a number of days; -1 where it is none.
func dayOf(date string) int64 {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return -1
	}
	return t.Unix() / 86400
}

// weekOf is the week under which the bands of a day stand.
func weekOf(day int64) int64 { return (day + 700000) / 7 }

// pair is a report that is a copy of another, or that other.
type pair struct{ id, date string }

// before is the canonical order: by date, without one last, then by id.
func (p pair) before(q pair) bool {
	if p.date != q.date {
		return p.date != "" && (q.date == "" || p.date < q.date)
	}
	return p.id < q.id
}

// link enters a report's bands, and finds the first report that it is a copy of
// and those that are copies of it: each report is a copy of the first of all it
// is like, whichever of them came first.
func (t *tx) link(id, date string, signature copies.Signature) (copyOf string, err error) {
	alike, err := t.alike(id, date, signature)
	if err != nil {
		return "", err
	}
	var bands []any
	for _, band := range signature.Bands() {
		bands = append(bands, weekOf(dayOf(date)), int64(band), dayOf(date), id)
	}
	if err := t.insert("INSERT INTO bands (week, band, day, report) VALUES ", 4, bands, " ON CONFLICT DO NOTHING"); err != nil {
		return "", err
	}
	self := pair{id, date}
	first := self
	for _, other := range alike {
		if other.before(first) {
			first = other.pair
		}
		if !self.before(other.pair) {
			continue
		}
		// The other is later: is this the first that it is like?
		if other.copyOf == "" || self.before(other.first) {
			if err := t.exec("UPDATE reports SET copy_of = ? WHERE id = ?", id, other.id); err != nil {
				return "", err
			}
			if err := t.touch(other.id); err != nil {
				return "", err
			}
		}
	}
	if first == self {
		return "", nil
	}
	return first.id, t.exec("UPDATE reports SET copy_of = ? WHERE id = ?", first.id, id)
}

// likeness is a report that a text is a copy of, or that is a copy of it.
type likeness struct {
	pair
	copyOf string
	first  pair // what copyOf is
}

// alike are the kept reports that a text and they are copies of one another.
func (t *tx) alike(id, date string, signature copies.Signature) ([]likeness, error) {
	bands := signature.Bands()
	if len(bands) == 0 {
		return nil, nil
	}
	day := dayOf(date)
	args := make([]any, 0, len(bands)+7)
	for week := weekOf(day - reprinted); len(args) < 3; week++ {
		args = append(args, min(week, weekOf(day+reprinted)))
	}
	for _, band := range bands {
		args = append(args, int64(band))
	}
	least := min(copies.LeastBands, 1+len(bands)/8)
	args = append(args, day-reprinted, day+reprinted, id, least)
	rows, err := t.query("SELECT r.id, r.date, r.copy_of, r.signature FROM (SELECT report FROM bands WHERE week IN (?, ?, ?) AND band IN ("+marks(len(bands))+
		") AND day BETWEEN ? AND ? AND report <> ? GROUP BY report HAVING count(*) >= ?) c JOIN reports r ON r.id = c.report ORDER BY r.id", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []likeness
	for rows.Next() {
		var l likeness
		var coded string
		if err := rows.Scan(&l.id, &l.date, &l.copyOf, &coded); err != nil {
			return nil, err
		}
		other, err := parse(coded)
		if err != nil {
			return nil, err
		}
		if copies.Copy(signature, other) {
			found = append(found, l)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for i := range found {
		if l := &found[i]; l.copyOf != "" {
			l.first.id = l.copyOf
			if _, err := t.row("SELECT date FROM reports WHERE id = ?", []any{l.copyOf}, &l.first.date); err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

// parse reads a signature from its column.
func parse(coded string) (copies.Signature, error) {
	raw, err := base64.StdEncoding.DecodeString(coded)
	if err != nil {
		return copies.Signature{}, err
	}
	return copies.Parse(raw)
}

// unlink takes a report's bands away; its copies become copies of the first of
// the others that they are like.
func (t *tx) unlink(id string) error {
	var date, coded string
	if _, err := t.row("SELECT date, signature FROM reports WHERE id = ?", []any{id}, &date, &coded); err != nil {
		return err
	}
	signature, err := parse(coded)
	if err != nil {
		return err
	}
	for _, band := range signature.Bands() {
		day := dayOf(date)
		if err := t.exec("DELETE FROM bands WHERE week = ? AND band = ? AND day = ? AND report = ?", weekOf(day), int64(band), day, id); err != nil {
			return err
		}
	}
	if err := t.exec("UPDATE reports SET copy_of = '' WHERE id = ?", id); err != nil {
		return err
	}
	rows, err := t.query("SELECT id FROM reports WHERE copy_of = ? ORDER BY id", id)
	if err != nil {
		return err
	}
	orphans, err := texts(rows)
	if err != nil {
		return err
	}
	for _, orphan := range orphans {
		var date, coded string
		if _, err := t.row("SELECT date, signature FROM reports WHERE id = ?", []any{orphan}, &date, &coded); err != nil {
			return err
		}
		signature, err := parse(coded)
		if err != nil {
			return err
		}
		others, err := t.alike(orphan, date, signature)
		if err != nil {
			return err
		}
		first := pair{orphan, date}
		for _, o := range others {
			if o.before(first) {
				first = o.pair
			}
		}
		if first.id == orphan {
			first.id = ""
		}
		if err := t.exec("UPDATE reports SET copy_of = ? WHERE id = ?", first.id, orphan); err != nil {
			return err
		}
		if err := t.touch(orphan); err != nil {
			return err
		}
	}
	return nil
}
