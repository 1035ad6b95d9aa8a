package copies

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// salad makes reports of words drawn as unevenly as those of a language, with
// stock phrases among them, 120 to 500 words each.
type salad struct {
	r       *rand.Rand
	words   *rand.Zipf
	phrases []string
}

func newSalad() *salad {
	r := rand.New(rand.NewPCG(20, 26))
	s := &salad{r: r, words: rand.NewZipf(r, 1.1, 4, 50_000)}
	for range 300 {
		var phrase strings.Builder
		for range 4 + r.IntN(8) {
			s.word(&phrase)
		}
		s.phrases = append(s.phrases, phrase.String())
	}
	return s
}

func (s *salad) word(b *strings.Builder) { fmt.Fprintf(b, "w%x ", s.words.Uint64()) }

func (s *salad) report() string {
	var b strings.Builder
	for range 120 + s.r.IntN(380) {
		if s.r.IntN(60) == 0 {
			b.WriteString(s.phrases[s.r.IntN(len(s.phrases))])
		}
		s.word(&b)
	}
	return b.String()
}

func BenchmarkSign(b *testing.B) {
	words := len(strings.Fields(wire))
	b.SetBytes(int64(len(wire)))
	for b.Loop() {
		Sign(wire)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkOneMoreReport is the cost of signing, finding the copies of, and adding
// one more report where many are stored: half of them new, half copies of one
// of the stored. The million takes a minute and 2 GB to set up.
func BenchmarkOneMoreReport(b *testing.B) {
	s := newSalad()
	var x Index
	var texts []string // some of those stored
	for _, stored := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(stored), func(b *testing.B) {
			if stored > 100_000 && testing.Short() {
				b.Skip("not with -short")
			}
			for len(x.signatures) < stored {
				text := s.report()
				x.Add(Sign(text))
				if len(texts) < 1000 {
					texts = append(texts, text)
				}
			}
			candidates, missed, i := 0, 0, 0
			var memory runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&memory)
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				text := s.report()
				old := i%2 == 1
				if old {
					text = edit(s.r, texts[s.r.IntN(len(texts))], []string{"new", "other"}, 0.05)
				}
				i++
				b.StartTimer()
				signature := Sign(text)
				if found := x.Copies(signature); len(found) > 0 != old {
					missed++
				}
				x.Add(signature)
				b.StopTimer()
				candidates += len(x.candidates(signature))
				b.StartTimer()
			}
			b.ReportMetric(float64(candidates)/float64(i), "candidates/op")
			b.ReportMetric(float64(missed)/float64(i), "wrong/op")
			b.ReportMetric(float64(memory.HeapAlloc)/float64(len(x.signatures)), "B/stored")
		})
	}
}
