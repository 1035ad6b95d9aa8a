package export

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// sheet is a file of CSV that is being written.
type sheet struct {
	file *os.File
	csv  *csv.Writer
}

func newSheet(folder, name string, header []string) (*sheet, error) {
	file, err := os.Create(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	s := &sheet{file, csv.NewWriter(file)}
	return s, s.csv.Write(header)
}

func (s *sheet) close() error {
	s.csv.Flush()
	return errors.Join(s.csv.Error(), s.file.Close())
}

// tidy writes a folder of CSV: a file a kind, actors.csv with a row an actor of
// an entry, and dictionary.csv that tells what each column holds.
func (x *exporter) tidy() (err error) {
	if x.Folder == "" {
		return errors.New("csv is several files; name a folder for them")
	}
	if err := os.MkdirAll(x.Folder, 0o777); err != nil {
		return err
	}
	kept := map[string]*sheet{}
	var all []*sheet
	open := func(name string, header []string) *sheet {
		s, failed := newSheet(x.Folder, name+".csv", header)
		if failed != nil {
			err = errors.Join(err, failed)
			return nil
		}
		all = append(all, s)
		return s
	}
	defer func() {
		for _, s := range all {
			err = errors.Join(err, s.close())
		}
	}()
	dictionary := open("dictionary", []string{"file", "column", "type", "about"})
	actors := open("actors", each(actorColumns, func(c [2]string) string { return c[0] }))
	by := map[string][]column{}
	for _, kind := range record.Kinds {
		if !x.wants(kind) {
			continue
		}
		by[kind] = columnsFor([]string{kind})
		kept[kind] = open(kind+"s", each(by[kind], func(c column) string { return c.name }))
		if err != nil {
			return err
		}
		for _, c := range by[kind] {
			dictionary.csv.Write([]string{kind + "s.csv", c.name, c.of, c.about})
		}
	}
	if err != nil {
		return err
	}
	for _, c := range actorColumns {
		dictionary.csv.Write([]string{"actors.csv", c[0], text, c[1]})
	}
	for _, it := range x.items {
		kind := it.Entry.Kind
		var row []string
		for _, c := range by[kind] {
			row = append(row, cell(c.value(it)))
		}
		kept[kind].csv.Write(row)
		for i := range it.Entry.Actors {
			a := &it.Entry.Actors[i]
			actors.csv.Write([]string{it.ID, a.Role, called(&a.Mention), a.Code, a.Country, strings.Join(a.Sectors, ";"), line(a.Exact)})
		}
	}
	return nil
}

// actorColumns are the columns of actors.csv, with what they hold.
var actorColumns = [][2]string{{"id", "of the entry"}, {"role", "actor, recipient, host, mediator"}, {"name", "the full name that is known"},
	{"code", "country and sectors"}, {"country", "ISO 3166-1 alpha-3, IGO or NGO"}, {"sectors", "the main one first"},
	{"words", "the report's own words"}}

// cell is a value as a cell of CSV; members of a list are parted by ";".
func cell(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return decimal(v)
	case bool:
		return strconv.FormatBool(v)
	case []string:
		return strings.Join(v, ";")
	}
	return ""
}
