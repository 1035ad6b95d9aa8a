package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/record"
)

// isJSON tells JSON Lines and a single object by their beginning, {" or {}, or
// by the file's ending: the beginning may be broken.
func isJSON(name string, head []byte) bool {
	ending := ending(name)
	if slices.Contains([]string{".json", ".jsonl", ".ndjson"}, ending) {
		return true
	}
	inside, object := bytes.CutPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{"))
	inside = bytes.TrimLeft(inside, " \t\r\n")
	return object && len(inside) > 0 && (inside[0] == '"' || inside[0] == '}')
}

// readJSON reads JSON Lines, or one object that runs over several lines.
func (s *source) readJSON() {
	first, whole, err := s.oneObject()
	if err != nil {
		s.fail(0, "%v", err)
		return
	}
	if whole {
		s.object(0, first)
		return
	}
	s.in = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(first), s.in), 64<<10)
	for n, found := 1, false; ; n++ {
		line, long, err := readLine(s.in)
		blank := len(bytes.TrimSpace(line)) == 0
		more := true
		switch {
		case long:
			more = s.fail(n, "a line longer than %d MB", maxLine>>20)
		case err != nil && err != io.EOF:
			s.fail(n, "%v", err)
			return
		case !blank:
			more = s.object(n, line)
		}
		found = found || long || !blank
		if err == io.EOF && !found {
			s.fail(0, "empty: no report in it")
		}
		if err == io.EOF || !more {
			return
		}
	}
}

// oneObject reads on as long as the file may be one object over several lines.
// whole tells that it is; else what was read so far is to be read again.
func (s *source) oneObject() (read []byte, whole bool, err error) {
	line, long, err := readLine(s.in)
	if long || json.Valid(line) || len(bytes.TrimSpace(line)) == 0 && err == io.EOF {
		return append(line, '\n'), false, nil
	}
	if err != nil && err != io.EOF {
		return nil, false, err
	}
	rest, err := io.ReadAll(io.LimitReader(s.in, maxLine))
	if err != nil {
		return nil, false, err
	}
	read = append(append(line, '\n'), rest...)
	return read, json.Valid(read), nil
}

// readLine reads a line, without its end. One that is longer than maxLine is
// passed over and long; its beginning is not given.
func readLine(r *bufio.Reader) (line []byte, long bool, err error) {
	for {
		piece, err := r.ReadSlice('\n')
		if len(line)+len(piece) > maxLine {
			long, line = true, nil
		}
		if !long {
			line = append(line, piece...)
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimRight(line, "\r\n"), long, err
		}
	}
}

// shapes are the objects that a line may be, told by their keys; the first that
// fits is read so. The last fits everything.
var shapes = []struct {
	name string // of formats
	fits func(keys map[string]json.RawMessage) bool
	read func(keys map[string]json.RawMessage) (rep record.Report, status string, err error)
}{
	{"ngec", isNGEC, ngec},
	{"ninjs", isNinjs, ninjs},
	{"json", func(map[string]json.RawMessage) bool { return true }, own},
}

// object gives the report of one JSON object.
func (s *source) object(line int, data []byte) bool {
	text, err := Recode(data)
	if err != nil {
		return s.fail(line, "%v", err)
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &keys); err != nil {
		return s.fail(line, "%v", brokenJSON(text, err))
	}
	if keys["report"] != nil && keys["entries"] != nil && keys["text"] == nil {
		return s.yield(record.Report{}, &Error{File: s.name, Line: line, record: true,
			Why: "a record, not a report; rapporteur add --records keeps those that have their text"})
	}
	for _, shape := range shapes {
		if s.batch.Input != shape.name && (s.batch.Input != "" && shape.name != "json" || !shape.fits(keys)) {
			continue
		}
		rep, status, err := shape.read(keys)
		if rep.ID == "" {
			if line > 0 && err == nil {
				err = errors.New(`no "id"; every report needs one of its own`)
			}
			rep.ID = id(s.name)
		}
		switch {
		case status != "":
			return s.withdraw(line, rep, status)
		case err != nil:
			return s.fail(line, "%v", err)
		}
		return s.give(line, rep)
	}
	return true
}

// own reads {"id":…,"text":…} with the keys that a report may have; other
// keys go to Extra as they stand.
func own(all map[string]json.RawMessage) (rep record.Report, status string, err error) {
	fields := []struct {
		key string
		to  *string
	}{
		{"id", &rep.ID}, {"text", &rep.Text}, {"title", &rep.Title}, {"date", &rep.Date}, {"source", &rep.Source},
		{"url", &rep.URL}, {"language", &rep.Language},
	}
	for _, f := range fields {
		value := all[f.key]
		delete(all, f.key)
		if f.key == "id" && isNumber(value) {
			value = json.RawMessage(`"` + string(value) + `"`)
		}
		if len(value) > 0 && json.Unmarshal(value, f.to) != nil {
			return rep, "", fmt.Errorf("%q is %s, not a string", f.key, jsonType(value))
		}
	}
	if value := all["dateline"]; value != nil && json.Unmarshal(value, &rep.Dateline) != nil {
		rep.Dateline = nil
	}
	delete(all, "dateline")
	for key, value := range all {
		if rep.Extra == nil {
			rep.Extra = map[string]any{}
		}
		rep.Extra[key] = value
	}
	if rep.Date, err = Date(rep.Date); err != nil {
		return rep, "", err
	}
	if rep.Text == "" {
		return rep, "", errors.New(`no "text"; a report is {"id":"…","text":"…"}`)
	}
	if len(rep.Text) > MaxText {
		return rep, "", fmt.Errorf("the text is longer than %d MB; split it into its reports", MaxText>>20)
	}
	if why := unreadable(rep.Text); why != "" {
		return rep, "", errors.New(why)
	}
	return rep, "", nil
}

// brokenJSON says where JSON breaks off, or what stands there in place of an object.
func brokenJSON(text string, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("broken JSON at byte %d: %v", syntax.Offset, err)
	}
	return fmt.Errorf(`%s where a report {"id":"…","text":"…"} should stand`, jsonType([]byte(text)))
}

func isNumber(value []byte) bool {
	return len(value) > 0 && (value[0] == '-' || '0' <= value[0] && value[0] <= '9')
}

// jsonType names the type of a JSON value for a message.
func jsonType(value []byte) string {
	value = bytes.TrimSpace(value)
	switch {
	case len(value) == 0:
		return "nothing"
	case isNumber(value):
		return "a number"
	}
	switch value[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		return "a string"
	case 'n':
		return "null"
	}
	return "true or false"
}

// dateLayouts are how publication dates are written, ISO 8601 first.
var dateLayouts = []string{
	time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05-0700",
	"20060102", "2006/01/02", "20060102T150405Z", time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700",
	"2 January 2006", "January 2, 2006", "Jan 2, 2006", "2 Jan 2006",
}

// Date reads a publication date as YYYY-MM-DD, the day as it is where it was
// written; "" stays "". A date that could be read in two ways is refused.
func Date(written string) (string, error) {
	written = strings.TrimSpace(written)
	if written == "" {
		return "", nil
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, written); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	return "", fmt.Errorf("the date %q is not one that can be read; write it as YYYY-MM-DD", written)
}
