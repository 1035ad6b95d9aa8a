package intake

import (
	"encoding/json"
	"errors"

	"github.com/rapporteur/rapporteur/internal/record"
)

// isNGEC tells the input of NGEC, the coder behind POLECAT: event_text and story_id.
func isNGEC(keys map[string]json.RawMessage) bool {
	return keys["event_text"] != nil && keys["text"] == nil
}

// ngec reads a line of NGEC's input. The text is the event_text as it stands; the
// types, modes and contexts that another program gave it go to Extra.
func ngec(keys map[string]json.RawMessage) (rep record.Report, status string, err error) {
	names := []struct{ theirs, ours string }{
		{"event_text", "text"}, {"headline", "title"}, {"publisher", "source"}, {"pub_date", "date"},
	}
	renamed := make(map[string]json.RawMessage, len(keys))
	for key, value := range keys {
		renamed[key] = value
	}
	if renamed["id"] == nil {
		renamed["id"] = keys["story_id"]
	}
	for _, n := range names {
		if value := keys[n.theirs]; value != nil {
			renamed[n.ours] = value
			delete(renamed, n.theirs)
		}
	}
	if rep, status, err = own(renamed); err != nil {
		return rep, status, err
	}
	if rep.Text == "" {
		err = errors.New(`no "event_text"`)
	}
	return rep, status, err
}
