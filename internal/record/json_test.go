package record_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/rapporteur/rapporteur/internal/record"
)

func TestWrite(t *testing.T) {
	rec := record.Record{
		Report: record.Report{ID: "a", Title: "Talks & <b>truce</b>", Text: "not written", Extra: map[string]any{
			"zone": json.RawMessage(`{"b":1.50,"a":[null]}`), "licence": "CC0 <1.0>", "text": "never", "id": "never"}},
		Entries: []record.Entry{{ID: "act-1", Kind: record.Act, Plover: &record.Plover{Type: "AID"}}},
	}
	var out bytes.Buffer
	if err := record.Write(&out, rec, ""); err != nil {
		t.Fatal(err)
	}
	want := `{"report":{"id":"a","title":"Talks & <b>truce</b>","licence":"CC0 <1.0>","zone":{"b":1.50,"a":[null]}},` +
		`"mentions":[],"entries":[{"id":"act-1","kind":"act","confidence":0,` +
		`"plover":{"type":"AID","mode":"","contexts":[],"aux":""},"evidence":[]}]}` + "\n"
	if out.String() != want {
		t.Errorf("wrote\n%swanted\n%s", out.String(), want)
	}
	if rec.Entries[0].Plover.Contexts != nil || rec.Entries[0].Evidence != nil {
		t.Error("Write changed the record that it was given")
	}
}

func TestWriteIndented(t *testing.T) {
	var out bytes.Buffer
	rec := record.Record{Report: record.Report{ID: "a", Extra: map[string]any{"url2": "x"}}}
	if err := record.Write(&out, rec, "  "); err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"report\": {\n    \"id\": \"a\",\n    \"url2\": \"x\"\n  },\n  \"mentions\": [],\n  \"entries\": []\n}\n"
	if out.String() != want {
		t.Errorf("wrote\n%swanted\n%s", out.String(), want)
	}
}

func TestWriteRefusesNaN(t *testing.T) {
	rec := record.Record{Entries: []record.Entry{{Confidence: math.NaN()}}}
	if err := record.Write(&bytes.Buffer{}, rec, ""); err == nil {
		t.Error("NaN was written")
	}
}

func TestReportComesBack(t *testing.T) {
	in := `{"id":"a","title":"T","date":"2020-01-02","dateline":{"place":"Doha"},"language":"en","url":"u","n":12345678901234567890}`
	var rep record.Report
	if err := json.Unmarshal([]byte(in), &rep); err != nil {
		t.Fatal(err)
	}
	if rep.Dateline == nil || rep.Dateline.Place != "Doha" || len(rep.Extra) != 1 {
		t.Errorf("read %+v", rep)
	}
	out, err := json.Marshal(rep)
	if err != nil || string(out) != in {
		t.Errorf("wrote %s, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"id":"b","text":"Words."}`), &rep); err != nil || rep.Text != "Words." || rep.Extra != nil {
		t.Errorf("read %+v, %v", rep, err)
	}
	if err := json.Unmarshal([]byte(`{"id":`+strings.Repeat("[", 3)), &rep); err == nil {
		t.Error("a broken report was read")
	}
}
