package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/lexicon"
	"github.com/rapporteur/rapporteur/internal/record"
)

const correctUsage = `usage: rapporteur correct confirm ID
       rapporteur correct reject ID
       rapporteur correct set ID FIELD VALUE
       rapporteur correct merge ID OTHER
       rapporteur correct split ID REPORT|REPORT/ENTRY
       rapporteur correct rule NAME name|country|code VALUE

A correction is a dated, signed event on top of what was read; it outlives
rapporteur rebuild and reread. ID is a finding's, as rapporteur show prints it.

  confirm, reject   say that a finding is right, or is none: it is shown no more
  set               a field's value: count, day, place, issue, stance, state, harm,
                    condition, terms, due, party
  merge             two findings tell one thing
  split             what a report tells, or one of its entries, is a finding of its own
  rule              an actor's name, country or code, in every report from a day on;
                    how many mentions it fits is said

` + storeUsage + `  --by NAME         who corrects (default: $RAPPORTEUR_USER, else the user's name)
  --since DAY       rule: holds for reports from this day on
  --note TEXT       why

examples:
  rapporteur correct set 2bq3x7kzr4mc state signed --note "seen the text"
  rapporteur correct rule "Andrii Sybiha" code UKRGOV --since 2024-09-05
`

func correct(args []string, std streams) int {
	var c dossier.Correction
	flags := newFlags("correct")
	address := storeFlag(flags)
	flags.StringVar(&c.By, "by", whoami(), "")
	flags.StringVar(&c.Since, "since", "", "")
	flags.StringVar(&c.Note, "note", "", "")
	rest, code, ok := parseArgs(flags, args, correctUsage, std)
	if !ok {
		return code
	}
	if _, err := time.Parse(time.DateOnly, c.Since); c.Since != "" && err != nil {
		return complain(std, "correct: --since %s is no day; write it as YYYY-MM-DD", c.Since)
	}
	if !calls(&c, rest) {
		return complain(std, "correct: rapporteur correct --help tells what it takes")
	}
	if c.Action == dossier.Rule {
		if err := checkRule(&c); err != nil {
			return complain(std, "correct: %v", err)
		}
	}
	ctx := context.Background()
	s, err := openStore(ctx, *address, false)
	if err != nil {
		return failed(std, "correct", err)
	}
	defer s.Close()
	fits := ""
	if c.Action == dossier.Rule {
		mentions, reports, err := s.Named(ctx, c.Name, c.Since)
		if err != nil {
			return failed(std, "correct", err)
		}
		fits = fmt.Sprintf("; it fits %s in %s", number(mentions, "mention"), number(reports, "report"))
		if mentions == 0 {
			fits = "; it fits no mention of the reports that are there"
		}
	}
	kept, err := s.Correct(ctx, c)
	if err != nil {
		return failed(std, "correct", err)
	}
	fmt.Fprintf(std.out, "correction %d kept%s\n", kept.Seq, fits)
	return done
}

// checkRule tells whether what a rule sets is a name, a country or a code, and
// writes it as records have it: UKR for "Ukraine".
func checkRule(c *dossier.Correction) error {
	c.Name, c.To = strings.TrimSpace(c.Name), strings.TrimSpace(c.To)
	if c.Name == "" || c.To == "" {
		return errors.New("a rule needs a name, and what is to stand for it")
	}
	if c.Field == "name" {
		return nil
	}
	lex, err := lexicon.Load()
	if err != nil {
		return err
	}
	code := strings.ToUpper(c.To)
	if c.Field == "country" {
		if named := countryNamed(c.To, lex); named != nil {
			code = named.Code
		}
		if lex.CountryByCode[code] == nil && code != record.IGO && code != record.NGO {
			return fmt.Errorf("no country %q; it is a name (Ukraine), three letters of ISO 3166 (UKR), IGO or NGO", c.To)
		}
	} else if _, ok := coded(code, lex); !ok {
		return fmt.Errorf("no code %q; it is a country and sectors (UKRGOV), or one of the two: %s", c.To, strings.Join(record.Sectors, ", "))
	}
	c.To = code
	return nil
}

// calls fills a correction from the words of the call; false where they are none.
func calls(c *dossier.Correction, words []string) bool {
	if len(words) == 0 {
		return false
	}
	c.Action = words[0]
	switch {
	case (c.Action == dossier.Confirm || c.Action == dossier.Reject) && len(words) == 2:
		c.Finding = words[1]
	case c.Action == dossier.Set && len(words) == 4:
		c.Finding, c.Field, c.To = words[1], words[2], words[3]
	case (c.Action == dossier.Merge || c.Action == dossier.Split) && len(words) == 3:
		c.Finding, c.Other = words[1], words[2]
	case c.Action == dossier.Rule && len(words) == 4 && (words[2] == "name" || words[2] == "country" || words[2] == "code"):
		c.Name, c.Field, c.To = words[1], words[2], words[3]
	default:
		return false
	}
	return true
}
