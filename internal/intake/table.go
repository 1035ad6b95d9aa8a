package intake

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
)

// columns are the names that a table may give to what a report has, lower case.
// Other columns go to Extra under their own names.
var columns = []struct {
	field string
	names []string
}{
	{"text", []string{"text", "body", "content", "article", "article_text", "fulltext", "full_text", "story", "event_text", "report"}},
	{"id", []string{"id", "guid", "doc_id", "document_id", "article_id", "report_id", "story_id", "uid"}},
	{"title", []string{"title", "headline", "hed"}},
	{"date", []string{"date", "pub_date", "pubdate", "published", "publication_date", "published_at", "publish_date", "date_published"}},
	{"source", []string{"source", "publisher", "outlet", "newspaper", "agency", "media", "source_name"}},
	{"url", []string{"url", "link", "uri", "source_url", "permalink"}},
	{"language", []string{"language", "lang"}},
}

// isCSV and isTSV tell a table by its first line, or by the file's ending: one
// without a text is then said to be one.
func isCSV(name string, head []byte) bool {
	return separator(head) == ',' || separator(head) == ';' || separator(head) == 0 && ending(name) == ".csv"
}

func isTSV(name string, head []byte) bool {
	return separator(head) == '\t' || separator(head) == 0 && ending(name) == ".tsv"
}

// ending is the ending of a file's name, in small letters, unpacked.
func ending(name string) string { return filepath.Ext(strings.ToLower(unpackedName(name))) }

// separator is what parts the columns of a table whose first line names a text
// among them; 0 where it is no such line.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	for _, sep := range "\t,;" {
		names := strings.Split(string(line), string(sep))
		if len(names) < 2 {
			continue
		}
		text, short := false, true
		for _, n := range names {
			n = columnName(n)
			short = short && len(n) <= 40 && strings.Count(n, " ") <= 2
			text = text || slices.Contains(columns[0].names, n)
		}
		if text && short {
			return sep
		}
	}
	return 0
}

// columnName is a column's name as columns has it.
func columnName(written string) string {
	n := strings.ToLower(strings.Trim(strings.TrimSpace(written), `"`))
	return strings.NewReplacer(" ", "_", "-", "_").Replace(n)
}

func (s *source) readCSV() { s.table(',') }
func (s *source) readTSV() { s.table('\t') }

// metered ends with an error where a row is longer than a line may be: a
// quotation mark that nothing closes takes the rest of the file.
type metered struct {
	in   *bufio.Reader
	left int
}

var errRow = fmt.Errorf("a row longer than %d MB; a quotation mark may not be closed", maxLine>>20)

func (m *metered) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errRow
	}
	n, err := m.in.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}

// table reads a table with named columns: a report a row.
func (s *source) table(sep rune) {
	head, _ := s.in.Peek(headSize)
	if told := separator(head); told != 0 {
		sep = told
	}
	in := &metered{s.in, maxLine}
	r := csv.NewReader(in)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = sep, true, -1, true
	names, err := r.Read()
	if err != nil {
		s.fail(0, "no row of column names: %v", err)
		return
	}
	names = slices.Clone(names)
	at := map[string]int{}
	for _, c := range columns {
		for _, n := range c.names {
			i := slices.IndexFunc(names, func(have string) bool { return columnName(have) == n })
			if _, known := at[c.field]; i >= 0 && !known {
				at[c.field] = i
			}
		}
	}
	if _, ok := at["text"]; !ok {
		s.fail(1, "no column for the text; name one %s", strings.Join(columns[0].names, ", "))
		return
	}
	for found := false; ; found = true {
		in.left = maxLine
		row, err := r.Read()
		if err == io.EOF {
			if !found {
				s.fail(0, "empty: no row under the column names")
			}
			return
		}
		line, _ := r.FieldPos(0)
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			if !s.fail(broken.StartLine, "%v", broken.Err) {
				return
			}
			continue
		}
		if err != nil {
			s.fail(0, "%v", err)
			return
		}
		if !s.row(line, row, names, at) {
			return
		}
	}
}

// row gives the report of one row.
func (s *source) row(line int, row, names []string, at map[string]int) bool {
	if len(row) != len(names) {
		return s.fail(line, "%d columns where the first line names %d", len(row), len(names))
	}
	var broken error
	cell := func(field string) string {
		i, ok := at[field]
		if !ok {
			return ""
		}
		text, err := Recode([]byte(row[i]))
		if err != nil && broken == nil {
			broken = fmt.Errorf("column %s: %w", names[i], err)
		}
		return text
	}
	rep := record.Report{ID: cell("id"), Title: cell("title"), Source: cell("source"), URL: cell("url"), Language: cell("language"),
		Text: cell("text")}
	var err error
	if rep.Date, err = Date(cell("date")); err != nil && broken == nil {
		broken = err
	}
	if rep.ID == "" {
		rep.ID = fmt.Sprintf("%s-%d", id(s.name), line)
	}
	for i, name := range names {
		known := false
		for _, a := range at {
			known = known || a == i
		}
		if value, err := Recode([]byte(row[i])); err == nil && !known && value != "" {
			if rep.Extra == nil {
				rep.Extra = map[string]any{}
			}
			rep.Extra[strings.TrimSpace(name)] = value
		}
	}
	if broken == nil {
		broken = check(rep.Text)
	}
	if broken != nil {
		return s.fail(line, "%v", broken)
	}
	return s.give(line, rep)
}
