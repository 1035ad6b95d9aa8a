package main

import (
	"context"
	"fmt"
)

const rebuildUsage = `usage: rapporteur rebuild [flags]

Makes all findings anew from the kept reports and the corrections. The result is
the same, byte for byte, in whatever order the reports came.

` + storeUsage

func rebuild(args []string, std streams) int {
	flags := newFlags("rebuild")
	address := storeFlag(flags)
	rest, code, ok := parseArgs(flags, args, rebuildUsage, std)
	if !ok {
		return code
	}
	if len(rest) > 0 {
		return complain(std, "rebuild takes no arguments")
	}
	ctx := context.Background()
	s, err := openStore(ctx, *address, false)
	var kinds map[string]int
	if err == nil {
		defer s.Close()
		kinds, err = s.Rebuild(ctx, nil)
	}
	if err != nil {
		return failed(std, "rebuild", err)
	}
	n, err := s.Count(ctx)
	if err != nil {
		return failed(std, "rebuild", err)
	}
	fmt.Fprintf(std.out, "%s from %s\n", number(n.Findings, "finding"), number(n.Reports, "report"))
	if text := untold(kinds); text != "" {
		fmt.Fprintln(std.out, text)
	}
	return done
}
