package main

import (
	"context"
	"fmt"
	"strings"
)

const processUsage = `usage: rapporteur process [list]
       rapporteur process add NAME PARTY PARTY …
       rapporteur process drop NAME

A process is a named set of parties: countries, codes or names. Findings in which
one of them acts or is addressed belong to it (rapporteur show … --process NAME).
Where none is named, list offers the pairs of parties with most findings.

` + storeUsage + `
example:
  rapporteur process add --store talks.db istanbul RUS UKR
`

func process(args []string, std streams) int {
	flags := newFlags("process")
	address := storeFlag(flags)
	rest, code, ok := parseArgs(flags, args, processUsage, std)
	if !ok {
		return code
	}
	if len(rest) == 0 {
		rest = []string{"list"}
	}
	ctx := context.Background()
	s, err := openStore(ctx, *address, rest[0] == "add")
	if err != nil {
		return failed(std, "process", err)
	}
	defer s.Close()
	switch {
	case rest[0] == "list" && len(rest) == 1:
		all, err := s.Processes(ctx)
		if err != nil {
			return failed(std, "process", err)
		}
		for _, p := range all {
			fmt.Fprintf(std.out, "%s  %s\n", p.Name, strings.Join(p.Parties, ", "))
		}
		if len(all) > 0 {
			return done
		}
		pairs, err := s.Pairs(ctx, 5)
		if err != nil {
			return failed(std, "process", err)
		}
		fmt.Fprintln(std.out, "No process is named. The parties told of together most:")
		for _, p := range pairs {
			fmt.Fprintf(std.out, "  rapporteur process add %q %q %q\n", p.Name, p.Parties[0], p.Parties[1])
		}
	case rest[0] == "add" && len(rest) > 2:
		parties, err := (&shower{std: std, store: s}).known(ctx, rest[2:])
		if err == nil {
			err = s.SetProcess(ctx, rest[1], parties)
		}
		if err != nil {
			return failed(std, "process", err)
		}
	case rest[0] == "drop" && len(rest) == 2:
		there, err := s.DropProcess(ctx, rest[1])
		if err == nil && !there {
			err = fmt.Errorf("no process %q", rest[1])
		}
		if err != nil {
			return failed(std, "process", err)
		}
	default:
		return complain(std, "process: list, add NAME PARTY …, or drop NAME (rapporteur process --help)")
	}
	return done
}
