package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is wrong with a store is said in words, and nothing is lost.
func TestBadStores(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := opened(t, good)
	put(t, s, made(20), 20, false)
	s.Close()
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	newer := file("newer.db", data)
	n := opened(t, newer)
	if _, err := n.write.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	n.Close()
	other := filepath.Join(dir, "other.db")
	o := opened(t, other)
	if _, err := o.write.Exec("DROP TABLE goose_db_version"); err != nil {
		t.Fatal(err)
	}
	o.Close()
	torn := append([]byte{}, data...)
	for i := 4096; i < len(torn); i++ {
		torn[i] = byte(i * 31)
	}
	tests := []struct{ name, address, says string }{
		{"a newer schema", newer, "newer rapporteur"},
		{"another program's database", other, "something else"},
		{"no database", file("text.db", []byte(strings.Repeat("This is a letter, no database. ", 50))), "no store"},
		{"a damaged file", file("torn.db", torn), "damaged"},
		{"no folder", filepath.Join(dir, "not", "there.db"), "folder"},
		{"a folder", dir, ""},
		{"nobody listens", "postgres://nobody:secret@127.0.0.1:1/none?connect_timeout=2", "127.0.0.1"},
	}
	for _, test := range tests {
		s, err := Open(context.Background(), test.address)
		if err == nil {
			_, err = s.Count(context.Background())
			if err == nil {
				_, err = s.Add(context.Background(), made(25))
			}
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the password is shown: %v", test.name, err)
		}
	}
}

// A full disk takes nothing back that was acknowledged.
func TestFullDisk(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "full.db"))
	items := made(60)
	put(t, s, items[:10], 10, false)
	want := dump(t, s)
	if _, err := s.write.Exec("PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Add(t.Context(), items[10:])
	if err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Fatalf("no room, and %v", err)
	}
	differ(t, "after a full disk", want, dump(t, s))
	if _, err := s.write.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	put(t, s, items[10:], 50, false)
}

// A store that another program writes to is waited for, and told of.
func TestLockedStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "locked.db")
	s := opened(t, path)
	put(t, s, made(5), 5, false)
	other := opened(t, path)
	if _, err := other.write.Exec("PRAGMA busy_timeout = 50"); err != nil {
		t.Fatal(err)
	}
	hold, err := s.write.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Rollback()
	if _, err := other.Add(t.Context(), made(6)); err == nil || !strings.Contains(err.Error(), "another program holds") {
		t.Errorf("a locked store: %v", err)
	}
	if _, err := other.Count(t.Context()); err != nil {
		t.Errorf("reading beside a writer: %v", err)
	}
}

// A read-only file can be shown and not changed.
func TestReadOnlyStore(t *testing.T) {
	if os.Getuid() == 0 {
		// Root may write any file; what the store does then is tested by its flag.
		s := opened(t, filepath.Join(t.TempDir(), "x.db"))
		put(t, s, made(5), 5, false)
		s.write.Close()
		s.write = nil
		if _, err := s.Add(t.Context(), made(6)); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
			t.Errorf("a store without a writer: %v", err)
		}
		return
	}
	path := filepath.Join(t.TempDir(), "read.db")
	s := opened(t, path)
	put(t, s, made(5), 5, false)
	s.Close()
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	r := opened(t, path)
	if c, err := r.Count(t.Context()); err != nil || c.Reports != 5 {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := r.Add(t.Context(), made(6)); err == nil || !strings.Contains(err.Error(), "can only be read") {
		t.Errorf("a read-only store: %v", err)
	}
}
