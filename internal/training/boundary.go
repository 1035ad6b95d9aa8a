package training

import (
	"math/rand/v2"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/token"
)

// Boundaries fits the model of sentence ends to treebank sentences, whose
// paragraphs it puts together as running text: an averaged perceptron that
// counts in whole numbers. The same sentences and seed give the same model.
func Boundaries(sentences []*doc.Sentence, lex *lexicon.Lexicon, seed uint64) *token.Model {
	const rounds, margin = 20, 80
	gaps := paragraphGaps(sentences, lex)
	random := rand.New(rand.NewPCG(seed, 0))
	weights := make([]int64, token.Weights)
	total := make([]int64, token.Weights) // of weight changes times the moment they were made
	moment := int64(1)
	for range rounds {
		random.Shuffle(len(gaps), func(i, j int) { gaps[i], gaps[j] = gaps[j], gaps[i] })
		for _, g := range gaps {
			sum, sign := int64(0), int64(-1)
			for _, f := range g.Features {
				sum += weights[f]
			}
			if g.Ends {
				sign = 1
			}
			if sum*sign <= margin {
				for _, f := range g.Features {
					weights[f] += sign
					total[f] += sign * moment
				}
			}
			moment++
		}
	}
	const scale = 16 // of the weights kept
	out := make([]int16, token.Weights)
	for i := range out {
		average := (weights[i]*moment - total[i]) * scale / moment
		out[i] = int16(max(min(average, 1<<15-1), -1<<15))
	}
	return token.NewModel(out)
}

// paragraphGaps are the gaps of the running text of the sentences, a paragraph
// after the other, none longer than 20 sentences.
func paragraphGaps(sentences []*doc.Sentence, lex *lexicon.Lexicon) []token.Gap {
	var gaps []token.Gap
	var text []byte
	var ends []int
	for i, s := range sentences {
		if len(ends) > 0 {
			text = append(text, ' ')
		}
		text = append(text, s.Text()...)
		ends = append(ends, len(text))
		if i+1 == len(sentences) || sentences[i+1].Paragraph != s.Paragraph || len(ends) == 20 {
			gaps = append(gaps, token.Gaps(string(text), ends, lex)...)
			text, ends = text[:0], ends[:0]
		}
	}
	return gaps
}
