// Invent prints made-up reports with their records as JSON Lines, for
// rapporteur add --records; with -text, the reports alone, for rapporteur add.
//
//	go run ./scripts/invent -n 10000 > made.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"github.com/rapporteur/rapporteur/internal/invent"
	"github.com/rapporteur/rapporteur/internal/record"
)

func main() {
	n := flag.Int("n", 1000, "how many reports")
	seed := flag.Uint64("seed", 1, "other seeds give other reports")
	text := flag.Bool("text", false, "the reports alone")
	flag.Parse()
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for rec := range invent.Reports(*n, *seed) {
		line := map[string]any{"id": rec.Report.ID, "title": rec.Report.Title, "date": rec.Report.Date, "source": rec.Report.Source, "language": "en", "text": rec.Report.Text}
		var v any = line
		if !*text {
			if rec.Entries == nil {
				rec.Entries = []record.Entry{}
			}
			v = map[string]any{"report": line, "mentions": []record.Mention{}, "entries": rec.Entries}
		}
		if err := enc.Encode(v); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
