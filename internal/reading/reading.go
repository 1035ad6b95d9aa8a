// Package reading is the chain: it calls the steps in order, one report at a time.
package reading

import (
	"fmt"

	"github.com/rapporteur/rapporteur/internal/actor"
	"github.com/rapporteur/rapporteur/internal/attribution"
	"github.com/rapporteur/rapporteur/internal/coding"
	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/mention"
	"github.com/rapporteur/rapporteur/internal/place"
	"github.com/rapporteur/rapporteur/internal/quantity"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/syntax"
	"github.com/rapporteur/rapporteur/internal/timex"
	"github.com/rapporteur/rapporteur/internal/token"
)

// Reader reads reports. It does not change and may be shared between goroutines.
type Reader struct {
	lex      *lexicon.Lexicon
	model    *syntax.Model
	boundary *token.Model
}

// New makes a reader of a lexicon and a model.
func New(lex *lexicon.Lexicon, model *syntax.Model) (*Reader, error) {
	r := &Reader{lex: lex, model: model}
	if len(model.Boundary) > 0 {
		var err error
		if r.boundary, err = token.ParseModel(model.Boundary); err != nil {
			return nil, fmt.Errorf("model: %w", err)
		}
	}
	return r, nil
}

// Read makes the record of a report. With explain, every entry tells its rule.
// A report in a language other than English gets a record without entries.
func (r *Reader) Read(rep record.Report, explain bool) record.Record {
	if rep.Language != "" && rep.Language != intake.English {
		return (&doc.Doc{Report: rep}).Record(nil)
	}
	d := r.Steps(rep)
	entries := coding.Code(d, r.lex)
	if !explain {
		for i := range entries {
			entries[i].Why = nil
		}
	}
	return d.Record(entries)
}

// Steps runs the steps up to coding.
func (r *Reader) Steps(rep record.Report) *doc.Doc {
	d := &doc.Doc{Report: rep, Text: doc.NewText(rep.Text)}
	d.Sentences = r.Parse(rep.Text)
	d.Mentions = mention.Find(d, r.lex)
	d.Actors, d.Mentions = actor.Resolve(d, r.lex)
	d.Numbers = quantity.Find(d, r.lex)
	d.Times, d.Durations = timex.Find(d, r.lex)
	d.Places = place.Find(d, r.lex)
	d.Statements = attribution.Find(d, r.lex)
	return d
}

// Parse splits a text into sentences with their trees.
func (r *Reader) Parse(text string) []doc.Sentence {
	sentences := token.Split(text, r.lex, r.boundary)
	r.Tag(sentences)
	return sentences
}

// Tag gives the tokens of sentences their tags, lemmas and heads anew.
func (r *Reader) Tag(sentences []doc.Sentence) { r.model.Parse(sentences) }
