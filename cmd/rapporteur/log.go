package main

import (
	"context"
	"encoding/json"
	"fmt"
)

const logUsage = `usage: rapporteur log [flags]

Prints who changed what, when, from what to what: corrections, rules, reports
withdrawn. Below it, corrections that no longer fit any finding.

` + storeUsage + `  --format F        table (the default) or jsonl
`

func showLog(args []string, std streams) int {
	format := choice{"table", []string{"table", "jsonl"}}
	flags := newFlags("log")
	address := storeFlag(flags)
	flags.Var(&format, "format", "")
	rest, code, ok := parseArgs(flags, args, logUsage, std)
	if !ok {
		return code
	}
	if len(rest) > 0 {
		return complain(std, "log takes no arguments")
	}
	ctx := context.Background()
	s, err := openStore(ctx, *address, false)
	if err != nil {
		return failed(std, "log", err)
	}
	defer s.Close()
	lines, err := s.Log(ctx)
	if err != nil {
		return failed(std, "log", err)
	}
	for _, l := range lines {
		if format.value == "jsonl" {
			data, err := json.Marshal(l)
			if err != nil {
				return failed(std, "log", err)
			}
			fmt.Fprintf(std.out, "%s\n", data)
			continue
		}
		fmt.Fprintf(std.out, "%s  %s  %s %s", l.At, l.By, l.Action, l.Target)
		if l.Field != "" {
			fmt.Fprintf(std.out, "  %s: %q → %q", l.Field, l.From, l.To)
		} else if l.To != "" {
			fmt.Fprintf(std.out, "  %s", l.To)
		}
		if l.Note != "" {
			fmt.Fprintf(std.out, "  (%s)", l.Note)
		}
		fmt.Fprintln(std.out)
	}
	open, err := s.Unmatched(ctx)
	if err != nil {
		return failed(std, "log", err)
	}
	for _, c := range open {
		fmt.Fprintf(std.err, "rapporteur: correction %d (%s of %s, %q) fits no finding any more\n", c.Seq, c.Action, c.Finding, c.Exact)
	}
	return done
}
