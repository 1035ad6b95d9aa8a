package export_test

import (
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/rapporteur/rapporteur/internal/export"
	"github.com/rapporteur/rapporteur/internal/record"
)

// row is a row as a user of parquet-go would read it.
type row struct {
	ID         string    `parquet:"id,optional"`
	Kind       string    `parquet:"kind,optional"`
	Date       time.Time `parquet:"date,optional,date"`
	Dated      *bool     `parquet:"dated,optional"`
	Type       *string   `parquet:"type,optional"`
	Actors     []string  `parquet:"actors,optional,list"`
	Codes      []string  `parquet:"actor_codes,optional,list"`
	CountLow   *int64    `parquet:"count_low,optional"`
	KilledBest *int64    `parquet:"killed_best,optional"`
	Lat        *float64  `parquet:"lat,optional"`
	Words      string    `parquet:"words,optional"`
	Publisher  *string   `parquet:"publisher,optional"`
	Reports    []string  `parquet:"reports,optional,list"`
	Confidence float64   `parquet:"confidence,optional"`
}

func rowsOf(t *testing.T, data string) []row {
	t.Helper()
	file, err := parquet.OpenFile(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.Read[row](strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(rows)) != file.NumRows() {
		t.Fatalf("%d rows of %d", len(rows), file.NumRows())
	}
	return rows
}

func TestParquet(t *testing.T) {
	out, _ := exported(t, "parquet")
	file, err := parquet.OpenFile(strings.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]string{}
	for _, f := range file.Schema().Fields() {
		types[f.Name()] = f.Type().String()
		if about, ok := file.Lookup("about." + f.Name()); !ok || about == "" {
			t.Errorf("the file says nothing of %s", f.Name())
		}
	}
	expect(t, types, map[string]string{"id": "STRING", "date": "DATE", "count_low": "INT64", "lat": "DOUBLE", "quoted": "BOOLEAN", "actors": "LIST"})
	rows := rowsOf(t, out)
	if len(rows) != 13 {
		t.Fatalf("%d rows, want 13", len(rows))
	}
	m := rows[0]
	if m.ID != "doha-talks/meeting-1" || m.Date.Format(time.DateOnly) != "2031-05-20" || m.Dated == nil || !*m.Dated || m.Type == nil || *m.Type != "CONSULT" ||
		strings.Join(m.Actors, "|") != "Kari Nord|vice president of Sudan" || strings.Join(m.Codes, "|") != "NORGOV|SDNGOVELI" || m.CountLow != nil ||
		m.Lat == nil || *m.Lat != 25.29 || m.Publisher == nil || *m.Publisher != "Gulf Courier" || m.Confidence != .9 || len(m.Reports) != 1 {
		t.Errorf("the first row: %+v", m)
	}
	if i := rows[2]; i.KilledBest == nil || *i.KilledBest != 12 {
		t.Errorf("an incident: %+v", i)
	}
	if toll := rows[3]; toll.Kind != "toll" || toll.Type != nil || toll.CountLow == nil || *toll.CountLow != 12 || toll.Actors != nil {
		t.Errorf("a toll: %+v", toll)
	}
	out, _ = write(t, "parquet", parts(t, export.Redaction{Sources: true, Texts: true}), export.Options{})
	for _, r := range rowsOf(t, out) {
		if r.Words != "" || r.Publisher != nil || r.ID == "" {
			t.Errorf("a row to share: %+v", r)
		}
	}
	out, _ = write(t, "parquet", func(func(*export.Part) bool) {}, export.Options{})
	if rows := rowsOf(t, out); len(rows) != 0 {
		t.Errorf("%d rows of nothing", len(rows))
	}
}

// More rows than a row group holds come back in their order.
func TestParquetGroups(t *testing.T) {
	const n = 50_003
	many := func(yield func(*export.Part) bool) {
		for i := range n {
			it := export.Item{ID: "x", Entry: record.Entry{Kind: record.Statement, Confidence: float64(i)}, Tellers: []export.Teller{{}}}
			for range i % 3 {
				it.Tellers[0].ID = "r"
				it.Tellers = append(it.Tellers, export.Teller{ID: "r"})
			}
			if !yield(&export.Part{Items: []export.Item{it}}) {
				return
			}
		}
	}
	out, _ := write(t, "parquet", many, export.Options{Kinds: []string{record.Statement}})
	rows := rowsOf(t, out)
	if len(rows) != n {
		t.Fatalf("%d rows of %d", len(rows), n)
	}
	for i, r := range rows {
		want := i % 3
		if want > 0 {
			want++
		}
		if r.Confidence != float64(i) || len(r.Reports) != want {
			t.Fatalf("row %d: %+v", i, r)
		}
	}
}
