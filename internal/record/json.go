package record

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
)

// plain is Report without its methods, as encoding/json sees it.
type plain Report

// known are the keys of a report that have a field of their own. "text" is one
// of them: it comes in and does not go out.
var known = []string{"id", "title", "date", "source", "dateline", "language", "url", "text"}

// MarshalJSON writes the report's own fields first and then, sorted, the keys
// that were handed in with it: {"id":"a","title":"Talks","licence":"CC0"}.
func (r Report) MarshalJSON() ([]byte, error) {
	out, err := marshal(plain(r))
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(r.Extra))
	for key := range r.Extra {
		if !slices.Contains(known, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		name, err := marshal(key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(r.Extra[key])
		if err != nil {
			return nil, err
		}
		out = append(out[:len(out)-1], ',')
		out = append(append(append(out, name...), ':'), value...)
		out = append(out, '}')
	}
	return out, nil
}

// UnmarshalJSON reads what MarshalJSON wrote, and a "text" where there is one.
func (r *Report) UnmarshalJSON(data []byte) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	*r = Report{}
	if err := json.Unmarshal(data, (*plain)(r)); err != nil {
		return err
	}
	if text, ok := all["text"]; ok {
		if err := json.Unmarshal(text, &r.Text); err != nil {
			return err
		}
	}
	for _, key := range known {
		delete(all, key)
	}
	if len(all) > 0 {
		r.Extra = make(map[string]any, len(all))
		for key, value := range all {
			r.Extra[key] = value
		}
	}
	return nil
}

// marshal is json.Marshal that leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// Write writes a record as one JSON object and a newline: on one line where
// indent is "", else indented by it. Lists that the contract always has stand
// there even when empty.
func Write(w io.Writer, rec Record, indent string) error {
	if rec.Mentions == nil {
		rec.Mentions = []Mention{}
	}
	rec.Entries = slices.Clone(rec.Entries)
	if rec.Entries == nil {
		rec.Entries = []Entry{}
	}
	for i := range rec.Entries {
		e := &rec.Entries[i]
		if e.Plover != nil && e.Plover.Contexts == nil {
			p := *e.Plover
			p.Contexts = []string{}
			e.Plover = &p
		}
		if e.Evidence == nil {
			e.Evidence = []Span{}
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(rec)
}
