package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/lexicon"
)

// sift are the flags of the commands that take reports in: in what format they
// are, and which of them are wanted.
type sift struct {
	input, about, parties string
}

func (s *sift) flags(flags *flag.FlagSet) {
	flags.StringVar(&s.input, "input", "", "")
	flags.StringVar(&s.about, "about", "", "")
	flags.StringVar(&s.parties, "parties", "", "")
}

// batch is the intake that the flags ask for.
func (s *sift) batch(lex *lexicon.Lexicon, date string) (*intake.Batch, error) {
	if s.input != "" && !slices.Contains(intake.Formats(), s.input) {
		return nil, fmt.Errorf("--input %s; it is one of %s", s.input, strings.Join(intake.Formats(), ", "))
	}
	scope, err := intake.NewScope(lex, s.about, strings.Split(s.parties, ","))
	if err != nil {
		return nil, err
	}
	batch := intake.New(lex, date)
	batch.Input, batch.Scope = s.input, scope
	return batch, nil
}
