package main

import (
	"context"
	"fmt"

	"github.com/rapporteur/rapporteur/internal/dossier"
	"github.com/rapporteur/rapporteur/internal/intake"
	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/store"
)

const rereadUsage = `usage: rapporteur reread [flags]

Reads the kept texts again with this program and its tables, makes the findings
anew, and prints what changed. Corrections are kept; one that no longer fits a
finding is shown.

` + storeUsage + `  --lexicon DIR     add the rows of the tables in DIR; may be given several times
`

func reread(args []string, std streams) int {
	var dirs list
	flags := newFlags("reread")
	address := storeFlag(flags)
	flags.Var(&dirs, "lexicon", "")
	rest, code, ok := parseArgs(flags, args, rereadUsage, std)
	if !ok {
		return code
	}
	if len(rest) > 0 {
		return complain(std, "reread takes no arguments")
	}
	ctx := context.Background()
	s, err := openStore(ctx, *address, false)
	if err != nil {
		return failed(std, "reread", err)
	}
	defer s.Close()
	reader, _, err := newReader(dirs)
	if err != nil {
		return complain(std, "%v", err)
	}
	all := store.Query{Kinds: record.Kinds, Rejected: true}
	before, err := s.Findings(ctx, all)
	if err != nil {
		return failed(std, "reread", err)
	}
	version := readerVersion()
	kinds, err := s.Rebuild(ctx, func(rep record.Report) (record.Record, string, bool) {
		if rep.Language != intake.English {
			return record.Record{}, "", false
		}
		return reader.Read(rep, false), version, true
	})
	if err != nil {
		return failed(std, "reread", err)
	}
	after, err := s.Findings(ctx, all)
	if err != nil {
		return failed(std, "reread", err)
	}
	for _, c := range dossier.Compare(before, after) {
		fmt.Fprintf(std.out, "%-8s %s\n", c.Change, c.Line())
	}
	if text := untold(kinds); text != "" {
		fmt.Fprintln(std.err, "rapporteur: "+text)
	}
	open, err := s.Unmatched(ctx)
	if err != nil {
		return failed(std, "reread", err)
	}
	for _, c := range open {
		fmt.Fprintf(std.err, "rapporteur: correction %d (%s of %s, %q) fits no finding any more\n", c.Seq, c.Action, c.Finding, c.Exact)
	}
	return done
}
