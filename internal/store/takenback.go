package store

import (
	"context"

	"github.com/rapporteur/rapporteur/internal/record"
)

// TakeBack withdraws the report of an item that its agency has taken back, and
// remembers that it has: a version of it that was made before, and comes later,
// is kept as withdrawn; one that was made after stands again. ok is false where
// nothing that stands was taken out.
func (s *Store) TakeBack(ctx context.Context, item, stamp, by, why string) (ok bool, err error) {
	err = s.change(ctx, func(t *tx) error {
		err := t.exec("INSERT INTO withdrawals (item, stamp, by_, why) VALUES (?, ?, ?, ?) ON CONFLICT (item) DO UPDATE SET"+
			" stamp = excluded.stamp, by_ = excluded.by_, why = excluded.why WHERE excluded.stamp >= withdrawals.stamp", item, stamp, by, why)
		if err != nil {
			return err
		}
		var id, made string
		ok, err = t.row("SELECT id, stamp FROM reports WHERE (id = ? OR item = ?) AND withdrawn = '' ORDER BY id LIMIT 1", []any{item, item}, &id, &made)
		if err != nil || !ok {
			return err
		}
		if ok = !after(made, stamp); !ok {
			return nil
		}
		return t.withdraw(id, by, why)
	})
	if err != nil || !ok {
		return ok, err
	}
	return true, s.Refresh(ctx)
}

// after tells whether a version was made after an item was taken back. What bears
// no time was not.
func after(version, back string) bool { return version != "" && back != "" && version > back }

// taken is how an item was taken back; ok is false where it was not.
func (t *tx) taken(id, item string) (stamp, by, why string, ok bool, err error) {
	ok, err = t.row("SELECT stamp, by_, why FROM withdrawals WHERE item = ? OR item = ? ORDER BY stamp DESC LIMIT 1", []any{id, item}, &stamp, &by, &why)
	return stamp, by, why, ok, err
}

// takenBack withdraws a report that was just kept, where its agency had taken it
// back before it came.
func (t *tx) takenBack(rep *record.Report) (bool, error) {
	if rep.Item == "" {
		return false, nil
	}
	stamp, by, why, ok, err := t.taken(rep.ID, rep.Item)
	if err != nil || !ok || after(rep.Stamp, stamp) {
		return false, err
	}
	return true, t.withdraw(rep.ID, by, why)
}

// staysBack tells whether a withdrawn report stays so with a newer version: also
// one that a reader withdrew does.
func (t *tx) staysBack(id string, rep *record.Report) (bool, error) {
	stamp, _, _, ok, err := t.taken(id, rep.Item)
	return !ok || !after(rep.Stamp, stamp), err
}
