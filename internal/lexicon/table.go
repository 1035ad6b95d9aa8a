package lexicon

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

// Table is one file of the lexicon: tab-separated, UTF-8, comment lines first,
// then the column names, then rows sorted bytewise.
type Table struct {
	File    string
	Columns []string
	Rows    []Row
}

// Row is one row, with the line that it stands on (from 1).
type Row struct {
	Line  int
	Cells []string
}

// ParseTable reads a table and checks its shape: UTF-8, a header of columns,
// as many cells as columns in every row. Order and doubles are Check's.
func ParseTable(file string, data []byte) (*Table, error) {
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s: not UTF-8; save the table as UTF-8", file)
	}
	t := &Table{File: file}
	for n, line := range bytes.Split(data, []byte("\n")) {
		text := strings.TrimSuffix(string(line), "\r")
		if text == "" || text[0] == '#' && t.Columns == nil {
			continue
		}
		cells := strings.Split(text, "\t")
		if t.Columns == nil {
			t.Columns = cells
			continue
		}
		if len(cells) != len(t.Columns) {
			return nil, fmt.Errorf("%s:%d: %d cells where the header has %d columns (%s)", file, n+1, len(cells),
				len(t.Columns), strings.Join(t.Columns, ", "))
		}
		t.Rows = append(t.Rows, Row{n + 1, cells})
	}
	if t.Columns == nil {
		return nil, fmt.Errorf("%s: no header of column names", file)
	}
	return t, nil
}

// Check tells the first row that is out of order or stands twice.
func (t *Table) Check() error {
	last := ""
	for i, r := range t.Rows {
		text := strings.Join(r.Cells, "\t")
		if i > 0 && text == last {
			return fmt.Errorf("%s:%d: stands twice: %s", t.File, r.Line, text)
		}
		if i > 0 && text < last {
			return fmt.Errorf("%s:%d: out of order (rows are sorted bytewise): %s", t.File, r.Line, text)
		}
		last = text
	}
	return nil
}

// columns finds the named columns; an error names the one that the table lacks.
func (t *Table) columns(names ...string) ([]int, error) {
	at := make([]int, len(names))
	for i, name := range names {
		at[i] = -1
		for j, c := range t.Columns {
			if c == name {
				at[i] = j
			}
		}
		if at[i] < 0 {
			return nil, fmt.Errorf("%s: no column %q; it has %s", t.File, name, strings.Join(t.Columns, ", "))
		}
	}
	return at, nil
}

// each calls f with the cells of the named columns of every row, in that order.
// An error of f comes back with file and line.
func (t *Table) each(f func(cells []string) error, names ...string) error {
	at, err := t.columns(names...)
	if err != nil {
		return err
	}
	cells := make([]string, len(at))
	for _, r := range t.Rows {
		for i, j := range at {
			cells[i] = r.Cells[j]
		}
		if err := f(cells); err != nil {
			return fmt.Errorf("%s:%d: %w", t.File, r.Line, err)
		}
	}
	return nil
}

// list splits a cell that holds several values: "Kyiv;Kiev".
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ";")
}

// readTables parses every .tsv below root, by file name without the ending.
func readTables(files fs.FS, root string) (map[string]*Table, error) {
	tables := map[string]*Table{}
	err := fs.WalkDir(files, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".tsv" {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		t, err := ParseTable(name, data)
		if err != nil {
			return err
		}
		tables[strings.TrimSuffix(path.Base(name), ".tsv")] = t
		return nil
	})
	return tables, err
}
