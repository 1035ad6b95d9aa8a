package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/rapporteur/rapporteur/internal/doc"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/syntax"
	"github.com/rapporteur/rapporteur/internal/training"
)

const trainUsage = `usage: rapporteur train --treebanks DIR --text DIR --out FILE [flags]

Makes the model of sentence splitter, tagger, lemmatizer and parser: word
vectors from the unlabelled text (*.txt, *.txt.gz, a paragraph a line), all else
from the treebanks: those named *-train.conllu[.gz] are learned, those named
*-dev.conllu[.gz] show how good it is on the way. The same data give the same
bytes. Progress goes to standard error.

  --treebanks DIR   CoNLL-U files
  --text DIR        unlabelled text
  --out FILE        the model file
  --epochs N        times that the treebanks are gone over (default 24)
  --vectors FILE    word vectors: read from it where it exists, else made and
                    kept there for the next time
  --lemmas          make only the lemmatizer anew, in the file that --out names
  --lexicon DIR     add the rows of the tables in DIR; may be given several times

example (as make model does it):
  rapporteur train --treebanks ../shared/treebanks --text ../shared/text \
    --out internal/syntax/model/english.model
`

func train(args []string, std streams) int {
	var dirs list
	flags := newFlags("train")
	treebanks := flags.String("treebanks", "", "")
	text := flags.String("text", "", "")
	out := flags.String("out", "", "")
	vectors := flags.String("vectors", "", "")
	lemmas := flags.Bool("lemmas", false, "")
	epochs := flags.Int("epochs", training.Usual.Epochs, "")
	flags.Var(&dirs, "lexicon", "")
	rest, code, ok := parseArgs(flags, args, trainUsage, std)
	if !ok {
		return code
	}
	switch {
	case len(rest) > 0:
		return complain(std, "train: %q is no flag; rapporteur train --help lists them", rest[0])
	case *treebanks == "" || *text == "" && !*lemmas || *out == "":
		return complain(std, "train: --treebanks, --text and --out must be given (rapporteur train --help)")
	case *epochs < 1:
		return complain(std, "train: --epochs %d; it takes at least one", *epochs)
	}
	lex, err := lexicon.Load(dirs...)
	if err == nil {
		t := &modelMaker{lex: lex, started: time.Now(), err: std.err, epochs: *epochs, vectors: *vectors}
		if *lemmas {
			err = t.relemma(*treebanks, *out)
		} else {
			err = t.make(*treebanks, *text, *out)
		}
	}
	if err != nil {
		fmt.Fprintf(std.err, "rapporteur: train: %v\n", err)
		return some
	}
	return done
}

// modelMaker runs the parts of training one after the other.
type modelMaker struct {
	lex     *lexicon.Lexicon
	started time.Time
	err     io.Writer
	epochs  int
	vectors string
}

func (t *modelMaker) say(format string, args ...any) {
	fmt.Fprintf(t.err, "%7.0f s  %s\n", time.Since(t.started).Seconds(), fmt.Sprintf(format, args...))
}

func (t *modelMaker) make(treebanks, text, out string) error {
	data := training.Data{Forms: training.Inflections(t.lex)}
	learned, err := banks(treebanks, "train")
	if err != nil {
		return err
	}
	if data.Dev, err = banks(treebanks, "dev"); err != nil {
		return err
	}
	for _, bank := range learned {
		t.say("%s: %d sentences", bank.Name, len(bank.Sentences))
		data.Train = append(data.Train, bank.Sentences...)
	}
	if data.Vectors, err = t.wordVectors(text, data.Train); err != nil {
		return err
	}
	t.say("%d word vectors", len(data.Vectors.Words))
	all := make([]*doc.Sentence, len(data.Train))
	for i := range all {
		all[i] = &data.Train[i]
	}
	boundaries, err := training.Boundaries(all, t.lex, training.Usual.Seed).AppendBinary(nil)
	if err != nil {
		return err
	}
	t.say("sentence ends learned")
	set := training.Usual
	set.Epochs = t.epochs
	parts, err := training.Network(data, set, func(line string) { t.say("%s", line) })
	if err != nil {
		return err
	}
	parts.Boundary = boundaries
	model := parts.Bytes()
	if _, err := syntax.ParseModel(model); err != nil {
		return err
	}
	t.say("%s: %.1f MB", out, float64(len(model))/1e6)
	return os.WriteFile(out, model, 0o644)
}

// relemma replaces the lemmatizer's part of a model.
func (t *modelMaker) relemma(treebanks, out string) error {
	learned, err := banks(treebanks, "train")
	if err != nil {
		return err
	}
	data, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	model, err := syntax.ParseModel(data)
	if err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	var sentences []doc.Sentence
	for _, bank := range learned {
		sentences = append(sentences, bank.Sentences...)
	}
	data, err = syntax.WithLemmas(data, training.Lemmas(sentences, model.XPOS, training.Inflections(t.lex)))
	if err != nil {
		return err
	}
	t.say("%s: %.1f MB", out, float64(len(data))/1e6)
	return os.WriteFile(out, data, 0o644)
}

// wordVectors reads the vectors kept from an earlier run, or makes them.
func (t *modelMaker) wordVectors(text string, learned []doc.Sentence) (*training.Vectors, error) {
	if t.vectors != "" {
		if data, err := os.ReadFile(t.vectors); err == nil {
			return training.ParseVectors(data)
		}
	}
	sentences, err := training.ReadText(text, t.lex)
	if err != nil {
		return nil, err
	}
	sentences = training.AppendForms(sentences, learned)
	t.say("%d sentences of text", len(sentences))
	next := 0.1
	v := training.TrainVectors(sentences, training.UsualVectors, func(part float64) {
		if part >= next {
			t.say("word vectors: %.0f %%", 100*part)
			next += 0.1
		}
	})
	if t.vectors != "" {
		return v, os.WriteFile(t.vectors, v.Bytes(), 0o644)
	}
	return v, nil
}

// banks reads the treebanks of a directory that are for one part of the work.
func banks(dir, part string) ([]training.Treebank, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*-"+part+".conllu*"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no *-%s.conllu or *-%s.conllu.gz there", dir, part, part)
	}
	var all []training.Treebank
	for _, file := range files {
		bank, err := training.ReadTreebank(file)
		if err != nil {
			return nil, err
		}
		all = append(all, bank)
	}
	return all, nil
}
