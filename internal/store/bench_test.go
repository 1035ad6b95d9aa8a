package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/invent"
	"github.com/rapporteur/rapporteur/internal/record"
)

// BenchmarkStore adds invented reports that were read before and measures what
// the store itself costs: reports a second added together, one more report with
// its findings made, the matrix, memory and disk. RAPPORTEUR_SCALE lists the
// numbers of reports; run it with -benchtime 1x.
func BenchmarkStore(b *testing.B) {
	sizes := os.Getenv("RAPPORTEUR_SCALE")
	if sizes == "" {
		sizes = "1000"
	}
	for _, size := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(size, func(b *testing.B) {
			for b.Loop() {
				measure(b, n)
			}
		})
	}
}

func measure(b *testing.B, n int) {
	path := filepath.Join(b.TempDir(), "scale.db")
	s, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { s.Close() }()
	const more = 100
	began, spent := time.Now(), processor()
	var batch, rest []Item
	i := 0
	for rec := range invent.Reports(n+more, 1) {
		if i++; i > n {
			rest = append(rest, Item{Record: rec})
			continue
		}
		if batch = append(batch, Item{Record: rec}); len(batch) == 100 || i == n {
			if _, err := s.Add(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	if err := s.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n)/time.Since(began).Seconds(), "reports/s")
	b.ReportMetric((processor()-spent).Seconds()*1000/float64(n), "cpu-ms/report")
	// What comes later comes to a store that was closed since.
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	if s, err = Open(b.Context(), path); err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	spent = processor()
	for _, item := range rest {
		began := time.Now()
		if _, err := s.Add(b.Context(), []Item{item}); err != nil {
			b.Fatal(err)
		}
		if err := s.Refresh(b.Context()); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	b.ReportMetric((processor()-spent).Seconds()*1000/more, "cpu-ms/one-more")
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms/one-more")
	end := rest[0].Record.Report.Date
	look := func(unit string, q Query) {
		least := time.Hour
		for range 3 {
			began := time.Now()
			if _, err := s.Findings(b.Context(), q); err != nil {
				b.Fatal(err)
			}
			least = min(least, time.Since(began))
		}
		b.ReportMetric(least.Seconds()*1000, unit)
	}
	week := dossier.Selection{Since: dossier.AddDays(end, -6), Until: end}
	look("ms/matrix", Query{Kinds: []string{record.Position}, Selection: dossier.Selection{Until: dossier.AddDays(end, -5)}, Standing: true})
	look("ms/week", Query{Kinds: []string{record.Meeting, record.Incident, record.Act, record.Agreement}, Selection: week})
	look("ms/party", Query{Kinds: []string{record.Meeting}, Selection: dossier.Selection{Parties: []string{"ARM"}, Since: week.Since, Until: end}})
	look("ms/words", Query{Kinds: []string{record.Statement}, Text: "mined lamps"})
	look("ms/changes", Query{Kinds: record.Kinds, Lately: week.Since})
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/float64(n+more), "bytes/report")
	}
	b.ReportMetric(peak(), "MB-peak")
}

// peak is the most memory that the process has held, in MB; 0 where nobody tells.
func peak() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, after, ok := bytes.Cut(status, []byte("VmHWM:"))
	if !ok {
		return 0
	}
	kb, _ := strconv.ParseFloat(string(bytes.Fields(after)[0]), 64)
	return kb / 1024
}
