package export_test

import (
	"bytes"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/export"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

var loaded = sync.OnceValues(func() (*lexicon.Lexicon, error) { return lexicon.Load() })

// records are the records of testdata/records.jsonl: talks, a release, shelling
// with its tolls, and things that did not come about.
func records(t testing.TB) []record.Record {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "records.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var all []record.Record
	for line := range bytes.Lines(data) {
		var rec record.Record
		if err := json.Unmarshal(line, &rec); err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
	return all
}

func format(t testing.TB, name string) export.Format {
	t.Helper()
	for _, f := range export.Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no format %s", name)
	return export.Format{}
}

func write(t testing.TB, name string, parts iter.Seq[*export.Part], o export.Options) (string, export.Lost) {
	t.Helper()
	lex, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	o.Lexicon, o.Version = lex, "rapporteur test"
	f := format(t, name)
	if f.Folder && o.Folder == "" {
		o.Folder = t.TempDir()
	}
	var out bytes.Buffer
	lost, err := export.Write(&out, f, parts, o)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if f.Folder {
		return folder(t, o.Folder), lost
	}
	return out.String(), lost
}

// folder is all files of a folder, each after its name.
func folder(t testing.TB, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(filepath.Base(name) + "\n" + string(data))
	}
	return all.String()
}

// parts are the parts of the test's records, redacted.
func parts(t testing.TB, r export.Redaction) iter.Seq[*export.Part] {
	return func(yield func(*export.Part) bool) {
		for _, rec := range records(t) {
			p := export.OfRecord(&rec)
			r.Part(p)
			r.Record(&rec)
			if !yield(p) {
				return
			}
		}
	}
}

func exported(t testing.TB, name string) (string, export.Lost) {
	t.Helper()
	return write(t, name, parts(t, export.Redaction{}), export.Options{})
}

// The same records give the same bytes.
func TestSameBytes(t *testing.T) {
	for _, f := range export.Formats() {
		a, _ := exported(t, f.Name)
		b, _ := exported(t, f.Name)
		if a != b {
			t.Errorf("%s: two exports differ", f.Name)
		}
	}
}

// A copy to share holds no publisher, no address and no words; it holds the ids.
func TestRedaction(t *testing.T) {
	for _, f := range export.Formats() {
		out, _ := write(t, f.Name, parts(t, export.Redaction{Sources: true, Texts: true}), export.Options{Kinds: nil})
		if f.Name == "parquet" { // packed: TestParquet looks into it
			continue
		}
		for _, gone := range []string{"Gulf Courier", "courier.example", "shelled a market", "shells near", "demand a ceasefire", "foreign minister", "If talks fail"} {
			if strings.Contains(out, gone) {
				t.Errorf("%s: %q was to be left out", f.Name, gone)
			}
		}
		if !strings.Contains(out, "doha-talks") {
			t.Errorf("%s: the report's id is gone", f.Name)
		}
	}
}

// A publisher that its own report names is left out, too.
func TestRedactionOfNames(t *testing.T) {
	all := export.Redaction{Sources: true, Texts: true}
	for _, name := range []string{"csv", "gkg", "plover", "jsonld", "polecat"} {
		rec := withPublisher(t)
		out, _ := write(t, name, func(yield func(*export.Part) bool) {
			p := export.OfRecord(&rec)
			all.Part(p)
			all.Record(&rec)
			yield(p)
		}, export.Options{})
		if strings.Contains(out, "Courier") {
			t.Errorf("%s names the publisher:\n%s", name, out)
		}
	}
}

// withPublisher is the first record with its publisher named in it.
func withPublisher(t *testing.T) record.Record {
	t.Helper()
	rec := records(t)[0]
	courier := record.Mention{Span: record.Span{Exact: "the Courier"}, Name: "Gulf Courier", Type: record.Organization, Sectors: []string{"JRN"}, Code: "JRN"}
	rec.Mentions = append(rec.Mentions, courier)
	rec.Entries[0].Actors = append(rec.Entries[0].Actors, record.Actor{Mention: courier, Role: record.RoleActor})
	rec.Entries[6].Addressee = &courier
	return rec
}

// Only the kinds that are asked for are written.
func TestKinds(t *testing.T) {
	out, lost := write(t, "plover", parts(t, export.Redaction{}), export.Options{Kinds: []string{record.Incident}})
	if n := strings.Count(out, "\n"); n != 2 || len(lost) > 0 {
		t.Errorf("%d events and %v lost, want two incidents", n, lost)
	}
}

// What a format cannot hold is counted.
func TestLost(t *testing.T) {
	for name, want := range map[string][]string{
		"plover": {"entries of the background with no day of their own (1)", "entries that did not come about (negation, hypothetical) (2)",
			"hosts and mediators of events (1)", "statements (1)"},
		"gkg": {"acts (4)", "agreements (1)", "incidents (2)", "meetings (2)", "positions (1)"},
		"ged": {"acts (1)", "agreements (1)", "entries of the background with no day of their own (1)",
			"entries that did not come about (negation, hypothetical) (2)", "incidents with no figure of deaths (1)", "meetings (2)",
			"positions (1)", "statements (1)"},
		"parquet": nil,
		"csv":     nil,
		"jsonld":  nil,
	} {
		_, lost := exported(t, name)
		if got := lost.Lines(); !slices.Equal(got, want) {
			t.Errorf("%s: lost %q, want %q", name, got, want)
		}
	}
}

// findings are what a store might tell: an incident with its toll, a meeting to
// come, an agreement that was revised.
func findings() []dossier.Finding {
	low, lower := 14, 12
	lat, lon := 15.5, 32.56
	rebels := record.Actor{Mention: record.Mention{Name: "River Front", Country: "SDN", Sectors: []string{"REB"}, Code: "SDNREB"}, Role: "actor"}
	troops := record.Actor{Mention: record.Mention{Name: "Army of Sudan", Country: "SDN", Sectors: []string{"MIL"}, Code: "SDNMIL"}, Role: "recipient"}
	chad := record.Actor{Mention: record.Mention{Name: "Chad", Country: "TCD", Code: "TCD"}, Role: "actor"}
	sudan := record.Actor{Mention: record.Mention{Name: "Sudan", Country: "SDN", Code: "SDN"}, Role: "actor"}
	told := []dossier.Report{{ID: "a", Source: "Gulf Courier", Date: "2031-05-19", Entries: []string{"incident-1"}, Exact: []string{"They shelled the barracks."}},
		{ID: "b", Source: "Nile Post", Date: "2031-05-20", Entries: []string{"incident-2"}}}
	return []dossier.Finding{
		{ID: "F1", Kind: record.Incident, Plover: &record.Plover{Type: "ASSAULT", Mode: "heavy-weapons"}, Actors: []record.Actor{rebels, troops},
			Place: &record.Place{Name: "Khartoum", Country: "SDN", Lat: &lat, Lon: &lon}, First: "2031-05-19", Last: "2031-05-19", Sources: 2, Reports: told, Tolls: []string{"F2"}},
		{ID: "F2", Kind: record.Toll, Harm: "killed", Count: &record.Count{Low: &low, High: &low, Bound: "exact"}, Victims: &troops.Mention, Incident: "F1",
			First: "2031-05-19", Last: "2031-05-20", Sources: 2, Reports: told,
			Series: []dossier.Reading{{AsOf: "2031-05-19", Count: record.Count{Low: &lower}}, {AsOf: "2031-05-20", Count: record.Count{Low: &low, High: &low}}}},
		{ID: "F3", Kind: record.Agreement, Plover: &record.Plover{Type: "AGREE"}, Actors: []record.Actor{chad, sudan}, Issue: "ceasefire", State: "in_force",
			Change: "revised", First: "2031-05-01", Last: "2031-05-20", Sources: 1, Reports: told[1:]},
		{ID: "F4", Kind: record.Meeting, Plover: &record.Plover{Type: "CONSULT", Aux: "future"}, Actors: []record.Actor{chad, sudan},
			Time: &record.Time{Start: "2031-06-03", End: "2031-06-04"}, First: "2031-06-03", Last: "2031-06-04", Change: "new", Sources: 1, Reports: told[1:]},
		{ID: "F5", Kind: record.Statement, First: "2031-05-20", Last: "2031-05-20"},
	}
}

func ofFindings(r export.Redaction) iter.Seq[*export.Part] {
	return func(yield func(*export.Part) bool) {
		p := export.OfFindings(findings())
		r.Part(p)
		yield(p)
	}
}

func TestFindings(t *testing.T) {
	for _, f := range export.Formats() {
		if f.ByReport {
			continue
		}
		out, _ := write(t, f.Name, ofFindings(export.Redaction{}), export.Options{})
		if want := "F1"; !strings.Contains(out, want) && f.Name != "ics" && f.Name != "rss" && f.Name != "gdelt" && f.Name != "acled" && f.Name != "parquet" {
			t.Errorf("%s: %s is missing:\n%s", f.Name, want, out)
		}
	}
	feed, _ := write(t, "rss", ofFindings(export.Redaction{}), export.Options{})
	if !strings.Contains(feed, "revised: ") || strings.Contains(feed, "F1") {
		t.Errorf("rss: of findings those that changed:\n%s", feed)
	}
	for _, gone := range []string{"Gulf Courier", "barracks"} {
		if out, _ := write(t, "csv", ofFindings(export.Redaction{Sources: true, Texts: true}), export.Options{}); strings.Contains(out, gone) {
			t.Errorf("csv: %q was to be left out", gone)
		}
	}
}

// FuzzWrite gives every format a record from elsewhere: whatever it holds,
// nothing breaks.
func FuzzWrite(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "records.jsonl"))
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		f.Add(line)
	}
	f.Add([]byte(`{"report":{"id":"x","date":"31"},"entries":[{"kind":"toll","harm":"killed","count":{"high":1}},{"kind":"statement","quoted":true},
		{"kind":"meeting","plover":{"type":"CONSULT","mode":"odd","aux":"future"},"actors":[{"role":"actor"},{"role":"odd"}],"time":{"start":"2031-1-1"},"place":{}},
		{"kind":"odd","plover":{"type":"ODD"},"actors":[{"role":"recipient"}],"time":{"start":"9999-12-31","end":"9999-12-31"},"place":{"lat":1}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var rec record.Record
		if json.Unmarshal(data, &rec) != nil {
			return
		}
		for _, format := range export.Formats() {
			if !format.Folder {
				p := export.OfRecord(&rec)
				write(t, format.Name, func(yield func(*export.Part) bool) { yield(p) }, export.Options{})
			}
		}
	})
}
