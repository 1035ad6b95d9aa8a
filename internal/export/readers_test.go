package export_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rapporteur/rapporteur/internal/export"
	"github.com/rapporteur/rapporteur/internal/record"
)

// tabbed reads a table parted by tabs as R's read.delim(quote = "") does.
func tabbed(t *testing.T, text string, columns int) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.Lines(text) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(row) != columns {
			t.Fatalf("%d cells where there are %d columns: %q", len(row), columns, line)
		}
		rows = append(rows, row)
	}
	return rows
}

// named is a row by the names of its columns.
func named(rows [][]string, i int) map[string]string {
	m := map[string]string{}
	for j, name := range rows[0] {
		m[name] = rows[i][j]
	}
	return m
}

func expect(t *testing.T, got map[string]string, want map[string]string) {
	t.Helper()
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s: %q, want %q", name, got[name], value)
		}
	}
}

func TestPlover(t *testing.T) {
	out, _ := exported(t, "plover")
	types := map[string]string{}
	for line := range strings.Lines(out) {
		var ev struct {
			ID        string
			HasEvent  *bool `json:"has_event"`
			Date      string
			Actor     []map[string]any
			Recipient []map[string]any
			Event     []string
			Mode      []string
			Context   []string
			Quad      string   `json:"quad_code"`
			Scale     *float64 `json:"event_scale"`
			Size      map[string]int
			Cite      []map[string]any `json:"cite_info"`
		}
		if err := json.Unmarshal([]byte(line), &ev); err != nil {
			t.Fatal(err)
		}
		if _, err := time.Parse(time.DateOnly, ev.Date); err != nil || ev.HasEvent == nil || ev.Actor == nil || ev.Recipient == nil ||
			ev.Mode == nil || ev.Context == nil || ev.Scale == nil || len(ev.Cite) == 0 || !strings.Contains(ev.Quad, " co") {
			t.Errorf("%s lacks what PLOVER's JSON has to have: %s", ev.ID, line)
		}
		if len(ev.Event) != 1 || !slices.Contains(record.Types, ev.Event[0]) {
			t.Errorf("%s: types %v", ev.ID, ev.Event)
		}
		for _, mode := range ev.Mode {
			if !slices.Contains(record.Modes[ev.Event[0]], mode) {
				t.Errorf("%s: %s has no mode %s", ev.ID, ev.Event[0], mode)
			}
		}
		types[ev.ID] = ev.Event[0] + " " + strings.Join(ev.Mode, ",")
		if ev.ID == "doha-talks/incident-1" && (ev.Size["dead"] != 12 || ev.Size["injured"] != 30) {
			t.Errorf("size %v, want 12 dead and 30 injured", ev.Size)
		}
		if ev.ID == "doha-talks/meeting-1" && len(ev.Actor) != 2 {
			t.Errorf("%d actors, want both parties in one event", len(ev.Actor))
		}
	}
	// Talks to come are AGREE, a release that is carried out RETREAT:release,
	// sanctions to come a threat.
	expect(t, types, map[string]string{"doha-talks/meeting-1": "CONSULT third-party", "doha-talks/meeting-2": "AGREE ",
		"doha-talks/agreement-1": "RETREAT release", "second/report/act-1": "THREATEN ", "second/report/incident-1": "ASSAULT drone"})
}

func TestPolecat(t *testing.T) {
	out, _ := exported(t, "polecat")
	rows := tabbed(t, out, 40)
	if len(rows) != 8 {
		t.Fatalf("%d rows, want a header and seven", len(rows))
	}
	expect(t, named(rows, 1), map[string]string{"Event ID": "doha-talks/meeting-1", "Event Type": "CONSULT", "Event Mode": "third-party",
		"Quad Code": "VERBAL COOPERATION", "Actor Name": "Kari Nord; vice president of Sudan", "Actor Country": "NOR; SDN", "Actor COW": "385; 625",
		"Primary Actor Sector": "GOV", "Actor Sectors": "GOV; ELI", "Recipient Name": "None", "Placename": "Doha", "Country": "Qatar",
		"Latitude": "25.29", "Source": "Gulf Courier", "Publication Date": "2031-05-21", "Story Locations": "Doha; Qatar; Khartoum; Oslo",
		"Language": "English", "Wikipedia Actor ID": "None", "Version": "rapporteur test"})
	for _, row := range rows {
		if slices.Contains(row, "") {
			t.Errorf("an empty cell: what is missing is None: %q", row)
		}
	}
}

func TestICEWS(t *testing.T) {
	out, _ := exported(t, "icews")
	rows := tabbed(t, out, 20)
	// Talks both ways, and the mediator with each.
	expect(t, named(rows, 2), map[string]string{"Event ID": "doha-talks/meeting-1-2", "Source Name": "vice president of Sudan", "Target Name": "Kari Nord",
		"CAMEO Code": "044", "Event Text": "Meet at a third location", "Source Country": "Sudan", "Source Sectors": "Government,Elite"})
	expect(t, named(rows, 3), map[string]string{"Source Name": "Qatar", "CAMEO Code": "045", "Intensity": "5", "City": "Doha", "Story ID": "doha-talks"})
	expect(t, named(rows, 7), map[string]string{"Event ID": "doha-talks/incident-1", "CAMEO Code": "194", "Target Sectors": "Civilian"})
}

func TestGDELT(t *testing.T) {
	out, _ := exported(t, "gdelt")
	rows := tabbed(t, out, 61)
	ids := map[string]bool{}
	for _, row := range rows {
		if _, err := strconv.ParseUint(row[0], 10, 53); err != nil || ids[row[0]] {
			t.Errorf("GLOBALEVENTID %s is no number or stands twice", row[0])
		}
		ids[row[0]] = true
		if !strings.HasPrefix(row[26], row[27]) || !strings.HasPrefix(row[27], row[28]) {
			t.Errorf("codes %v do not follow from each other", row[26:29])
		}
		if quad, _ := strconv.Atoi(row[29]); quad < 1 || quad > 4 {
			t.Errorf("QuadClass %s", row[29])
		}
		for _, at := range []int{35, 43, 51} {
			if kind, err := strconv.Atoi(row[at]); err != nil || kind > 5 {
				t.Errorf("Geo_Type %q", row[at])
			}
		}
	}
	row := rows[10] // China threatens Romania with sanctions
	for at, want := range map[int]string{1: "20310522", 2: "203105", 3: "2031", 5: "CHN", 6: "CHINA", 7: "CHN", 15: "ROM", 17: "ROM", 26: "1312", 28: "13",
		35: "1", 36: "China", 37: "CH", 45: "RO", 51: "0", 59: "20310522000000", 60: "second/report"} {
		if row[at] != want {
			t.Errorf("column %d: %q, want %q", at, row[at], want)
		}
	}
}

func TestGKG(t *testing.T) {
	out, _ := exported(t, "gkg")
	row := tabbed(t, out, 27)[0]
	for at, want := range map[int]string{0: "20310521000000-0", 1: "20310521000000", 2: "1", 3: "Gulf Courier", 4: "https://courier.example/doha?a=1&b=2",
		5: "KILL#12#civilians#0######;WOUND#30##0######", 11: "Kari Nord;vice president of Sudan", 12: "Kari Nord,0;vice president of Sudan,30",
		22: "274|26|said|We demand a ceasefire, now"} {
		if row[at] != want {
			t.Errorf("column %d: %q, want %q", at, row[at], want)
		}
	}
	if !strings.Contains(row[9], "4#Doha, Qatar#QA#QA#25.29#51.53#") {
		t.Errorf("places: %q", row[9])
	}
}

func TestPhoenix(t *testing.T) {
	out, _ := exported(t, "phoenix")
	rows := tabbed(t, out, 26)
	expect(t, named(rows, 7), map[string]string{"id_version": "doha-talks/incident-1_rapporteur-test", "date": "20310519", "year": "2031", "month": "5", "day": "19",
		"source": "SDNREB", "source_root": "SDN", "source_agent": "REB", "target": "SDNCVL", "code": "194", "root_code": "19", "quad_class": "4",
		"goldstein": "-10", "placeName": "Khartoum", "countryName": "SDN", "sources": "Gulf Courier"})
}

// commas reads CSV strictly: the same number of cells in every row.
func commas(t *testing.T, text string, columns int) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestACLED(t *testing.T) {
	out, _ := exported(t, "acled")
	rows := commas(t, out, 31)
	if len(rows) != 3 {
		t.Fatalf("%d rows, want a header and two incidents", len(rows))
	}
	expect(t, named(rows, 1), map[string]string{"event_date": "19 May 2031", "year": "2031", "time_precision": "1", "disorder_type": "Political violence",
		"event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack", "actor1": "River Front", "inter1": "Rebel group",
		"actor2": "civilians", "interaction": "Rebel group-Civilians", "civilian_targeting": "Civilian targeting", "iso": "729", "country": "Sudan",
		"region": "Northern Africa", "location": "Khartoum", "geo_precision": "1", "fatalities": "12"})
	expect(t, named(rows, 2), map[string]string{"sub_event_type": "Air/drone strike", "actor1": "", "actor2": "", "location": "Odesa", "fatalities": ""})
	out, _ = write(t, "acled", ofFindings(export.Redaction{}), export.Options{})
	expect(t, named(commas(t, out, 31), 1), map[string]string{"actor2": "Army of Sudan", "interaction": "Rebel group-State forces", "fatalities": "14",
		"source": "Gulf Courier; Nile Post"})
}

func TestGED(t *testing.T) {
	out, _ := exported(t, "ged")
	expect(t, named(commas(t, out, 49), 1), map[string]string{"type_of_violence": "3", "side_a": "River Front", "side_b": "civilians", "best": "12", "low": "12",
		"high": "12", "deaths_civilians": "12", "country_id": "625", "region": "Africa", "geom_wkt": "POINT (32.56 15.5)", "date_start": "2031-05-19"})
	out, _ = write(t, "ged", ofFindings(export.Redaction{}), export.Options{})
	expect(t, named(commas(t, out, 49), 1), map[string]string{"type_of_violence": "1", "best": "14", "low": "12", "high": "14", "number_of_sources": "2"})
}

func TestTidy(t *testing.T) {
	dir := t.TempDir()
	write(t, "csv", parts(t, export.Redaction{}), export.Options{Folder: dir})
	read := func(name string) [][]string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return commas(t, string(data), 0)
	}
	told := map[string][]string{} // by file, the columns of the dictionary
	for _, row := range read("dictionary.csv")[1:] {
		told[row[0]] = append(told[row[0]], row[1])
		if row[2] == "" || row[3] == "" {
			t.Errorf("dictionary.csv says nothing of %s %s", row[0], row[1])
		}
	}
	n := 0
	for _, kind := range record.Kinds {
		rows := read(kind + "s.csv")
		n += len(rows) - 1
		if !slices.Equal(rows[0], told[kind+"s.csv"]) {
			t.Errorf("%ss.csv has the columns %v, the dictionary %v", kind, rows[0], told[kind+"s.csv"])
		}
	}
	if n != 13 {
		t.Errorf("%d rows, want one for each of thirteen entries", n)
	}
	expect(t, named(read("meetings.csv"), 1), map[string]string{"id": "doha-talks/meeting-1", "date": "2031-05-20", "dated": "true",
		"actors": "Kari Nord;vice president of Sudan", "actor_codes": "NORGOV;SDNGOVELI", "mediators": "Qatar", "hours_low": "1.5", "lat": "25.29", "words_start": "0"})
	expect(t, named(read("positions.csv"), 1), map[string]string{"according_to": "doha-talks/statement-1", "stance": "demands"})
	expect(t, named(read("actors.csv"), 1), map[string]string{"role": "actor", "code": "NORGOV", "words": "Norway's foreign minister"})
}

func TestWebAnnotations(t *testing.T) {
	out, _ := exported(t, "jsonld")
	n := 0
	for line := range strings.Lines(out) {
		n++
		var a struct {
			Context string `json:"@context"`
			ID      string
			Type    string
			Body    []struct{ Type, Value, Purpose, Format string }
			Target  []struct {
				Source   string
				Selector []struct {
					Type       string
					Start, End *int
					Exact      string
				}
			}
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.Context != "http://www.w3.org/ns/anno.jsonld" || a.Type != "Annotation" || !strings.HasPrefix(a.ID, "urn:") || len(a.Target) == 0 {
			t.Errorf("no annotation: %s", line)
		}
		for _, target := range a.Target {
			if !strings.Contains(target.Source, ":") || len(target.Selector) != 2 || target.Selector[0].Type != "TextPositionSelector" ||
				target.Selector[0].Start == nil || target.Selector[0].End == nil || target.Selector[1].Exact == "" {
				t.Errorf("a target without its words: %s", line)
			}
		}
		for _, b := range a.Body {
			var e record.Entry
			if b.Format == "application/json" && json.Unmarshal([]byte(b.Value), &e) != nil || b.Type != "TextualBody" || b.Purpose == "" {
				t.Errorf("no body: %+v", b)
			}
		}
	}
	if n != 13 {
		t.Errorf("%d annotations, want 13", n)
	}
}

func TestTimeline(t *testing.T) {
	out, _ := exported(t, "timelinejs")
	var timeline struct {
		Events []struct {
			Start struct{ Year, Month, Day string } `json:"start_date"`
			Text  struct{ Headline, Text string }
			Group string
			ID    string `json:"unique_id"`
		}
	}
	if err := json.Unmarshal([]byte(out), &timeline); err != nil {
		t.Fatal(err)
	}
	last := ""
	for _, e := range timeline.Events {
		year, err := strconv.Atoi(e.Start.Year)
		month, err2 := strconv.Atoi(e.Start.Month)
		dayOfMonth, err3 := strconv.Atoi(e.Start.Day)
		if err != nil || err2 != nil || err3 != nil || e.Text.Headline == "" || e.Group == "" {
			t.Errorf("no event of a timeline: %+v", e)
		}
		when := time.Date(year, time.Month(month), dayOfMonth, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		if when < last {
			t.Errorf("%s stands after %s", when, last)
		}
		last = when
		if strings.Contains(e.Text.Text, "<stay>") {
			t.Errorf("the report's words are HTML: %s", e.Text.Text)
		}
	}
	if len(timeline.Events) != 8 {
		t.Errorf("%d events, want 8", len(timeline.Events))
	}
}

func TestGeoJSON(t *testing.T) {
	out, _ := exported(t, "geojson")
	var all struct {
		Type     string
		Features []struct {
			Type, ID string
			Geometry struct {
				Type        string
				Coordinates []float64
			}
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		t.Fatal(err)
	}
	if all.Type != "FeatureCollection" || len(all.Features) != 4 {
		t.Fatalf("%s of %d features, want 4", all.Type, len(all.Features))
	}
	for _, f := range all.Features {
		if f.Type != "Feature" || f.Geometry.Type != "Point" || len(f.Geometry.Coordinates) != 2 || f.Properties["kind"] == "" {
			t.Errorf("no feature: %+v", f)
		}
	}
	if c := all.Features[0].Geometry.Coordinates; c[0] != 51.53 || c[1] != 25.29 {
		t.Errorf("%v: longitude stands first", c)
	}
}

// calendar reads RFC 5545: lines that end in CRLF and are at most 75 octets,
// unfolded to name and value, components that nest.
func calendar(t *testing.T, text string) []map[string]string {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
			t.Errorf("no content line: %q", line)
		}
	}
	var open []string
	var events []map[string]string
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ToUpper(name) != name {
			t.Fatalf("no property: %q", line)
		}
		switch name {
		case "BEGIN":
			open = append(open, value)
			if value == "VEVENT" {
				events = append(events, map[string]string{})
			}
		case "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("END:%s where %v is open", value, open)
			}
			open = open[:len(open)-1]
		default:
			if len(open) == 2 {
				events[len(events)-1][name] = value
			}
		}
	}
	if len(open) > 0 || !strings.HasPrefix(text, "BEGIN:VCALENDAR\r\n") || !strings.Contains(text, "\r\nPRODID:") || !strings.Contains(text, "\r\nVERSION:2.0\r\n") {
		t.Errorf("no calendar:\n%s", text)
	}
	return events
}

func TestCalendar(t *testing.T) {
	out, _ := exported(t, "ics")
	events := calendar(t, out)
	if len(events) != 1 {
		t.Fatalf("%d events, want the one meeting to come", len(events))
	}
	expect(t, events[0], map[string]string{"UID": "doha-talks/meeting-2@rapporteur", "DTSTAMP": "20310521T000000Z", "DTSTART;VALUE=DATE": "20310603",
		"DTEND;VALUE=DATE": "20310604", "LOCATION": `Oslo\, Norway`, "GEO": "59.91;10.75"})
	out, _ = write(t, "ics", ofFindings(export.Redaction{}), export.Options{})
	expect(t, calendar(t, out)[0], map[string]string{"DTSTART;VALUE=DATE": "20310603", "DTEND;VALUE=DATE": "20310605"})
	long, _ := write(t, "ics", parts(t, export.Redaction{}), export.Options{Title: func(*record.Entry) string { return strings.Repeat("überlang; ", 40) + "\r\nX-EVIL:1" }})
	if got := calendar(t, long)[0]; got["X-EVIL"] != "" || !strings.HasPrefix(got["SUMMARY"], `überlang\; `) {
		t.Errorf("a long title: %v", got)
	}
}

func TestRSS(t *testing.T) {
	out, _ := exported(t, "rss")
	var feed struct {
		XMLName xml.Name
		Version string `xml:"version,attr"`
		Channel struct {
			Title       string `xml:"title"`
			Link        string `xml:"link"`
			Description string `xml:"description"`
			Items       []struct {
				Title     string `xml:"title"`
				GUID      string `xml:"guid"`
				Published string `xml:"pubDate"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal([]byte(out), &feed); err != nil {
		t.Fatal(err)
	}
	if c := feed.Channel; feed.XMLName.Local != "rss" || feed.Version != "2.0" || c.Title == "" || c.Link == "" || c.Description == "" || len(c.Items) != 3 {
		t.Errorf("no feed of three items: %+v", feed)
	}
	for _, i := range feed.Channel.Items {
		if _, err := time.Parse(time.RFC1123Z, i.Published); err != nil || i.GUID == "" || i.Title == "" {
			t.Errorf("no item: %+v", i)
		}
	}
}
