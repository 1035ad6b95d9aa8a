package reading

import (
	"slices"
	"testing"

	"github.com/rapporteur/rapporteur/internal/actor"
	"github.com/rapporteur/rapporteur/internal/attribution"
	"github.com/rapporteur/rapporteur/internal/coding"
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/mention"
	"github.com/rapporteur/rapporteur/internal/place"
	"github.com/rapporteur/rapporteur/internal/quantity"
	"github.com/rapporteur/rapporteur/internal/timex"
	"github.com/rapporteur/rapporteur/internal/token"
)

// BenchmarkRead reads our reports, the whole chain. scripts/bench.sh makes a
// table of it and of the steps.
func BenchmarkRead(b *testing.B) {
	r, reports := reader(b), ours(b)
	tokens := 0
	for _, rep := range reports {
		tokens += words(r.Parse(rep.Text))
	}
	measure(b, tokens, len(reports), func() {
		for _, rep := range reports {
			r.Read(rep, false)
		}
	})
}

// steps are the steps of the chain, each made to run alone on a Doc that has
// been through the steps before it.
var steps = []struct {
	name string
	run  func(r *Reader, d *doc.Doc)
}{
	{"token", func(r *Reader, d *doc.Doc) { token.Split(d.Report.Text, r.lex, r.boundary) }},
	{"syntax", func(r *Reader, d *doc.Doc) { r.model.Parse(d.Sentences) }},
	{"mention", func(r *Reader, d *doc.Doc) { mention.Find(d, r.lex) }},
	{"actor", func(r *Reader, d *doc.Doc) { actor.Resolve(d, r.lex) }},
	{"quantity", func(r *Reader, d *doc.Doc) { quantity.Find(d, r.lex) }},
	{"timex", func(r *Reader, d *doc.Doc) { timex.Find(d, r.lex) }},
	{"place", func(r *Reader, d *doc.Doc) { place.Find(d, r.lex) }},
	{"attribution", func(r *Reader, d *doc.Doc) { attribution.Find(d, r.lex) }},
	{"coding", func(r *Reader, d *doc.Doc) { coding.Code(d, r.lex) }},
	{"record", func(r *Reader, d *doc.Doc) { d.Record(nil) }},
}

// BenchmarkStep runs each step alone.
func BenchmarkStep(b *testing.B) {
	r, reports := reader(b), ours(b)
	for _, step := range steps {
		b.Run(step.name, func(b *testing.B) {
			docs := make([]*doc.Doc, len(reports))
			tokens := 0
			for i, rep := range reports {
				docs[i] = r.Steps(rep)
				tokens += words(docs[i].Sentences)
				if step.name == "actor" {
					docs[i].Mentions = mention.Find(docs[i], r.lex) // as it is before actor
				}
			}
			measure(b, tokens, len(reports), func() {
				for _, d := range docs {
					step.run(r, d)
				}
			})
		})
	}
}

// measure runs work, which reads so many tokens and reports, and tells how many
// that is in a second of a processor's time, the collector's share included.
func measure(b *testing.B, tokens, reports int, work func()) {
	b.ReportAllocs()
	began := cpuTime()
	for b.Loop() {
		work()
	}
	used := (cpuTime() - began).Seconds() / float64(b.N)
	b.ReportMetric(float64(tokens)/used, "tokens/s")
	b.ReportMetric(float64(reports)/used, "reports/s")
	b.ReportMetric(float64(tokens), "tokens/op")
	b.ReportMetric(used*1e9, "cpu-ns/op")
}

func words(sentences []doc.Sentence) int {
	n := 0
	for i := range sentences {
		n += len(sentences[i].Tokens)
	}
	return n
}

// A step that is run twice on a Doc finds the same: the benchmarks measure what
// the chain does.
func TestStepsRunAgain(t *testing.T) {
	r := reader(t)
	for _, rep := range ours(t) {
		d := r.Steps(rep)
		first := coding.Code(d, r.lex)
		mentions := slices.Clone(d.Mentions)
		for _, step := range steps {
			given := d
			if step.name == "actor" {
				before := *d
				before.Mentions = mention.Find(d, r.lex)
				given = &before
			}
			step.run(r, given)
		}
		if !slices.EqualFunc(mentions, d.Mentions, func(a, b doc.Mention) bool { return a.Start == b.Start && a.Actor == b.Actor }) {
			t.Errorf("%s: a step changes the mentions that it is given", rep.ID)
		}
		if again := coding.Code(d, r.lex); len(first) != len(again) {
			t.Errorf("%s: %d entries, again %d", rep.ID, len(first), len(again))
		}
	}
}
