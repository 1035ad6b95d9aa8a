package main

import (
	"context"
	"fmt"
)

const withdrawUsage = `usage: rapporteur withdraw ID … [flags]

Takes the entries of a report out of every finding. The report stays in the
store, marked as withdrawn, and the log says who did it.

` + storeUsage + `  --by NAME         who withdraws it (default: $RAPPORTEUR_USER, else the user's name)
  --note TEXT       why
  --undo            take the entries of a withdrawn report in again
`

func withdraw(args []string, std streams) int {
	flags := newFlags("withdraw")
	address := storeFlag(flags)
	by := flags.String("by", whoami(), "")
	note := flags.String("note", "", "")
	undo := flags.Bool("undo", false, "")
	ids, code, ok := parseArgs(flags, args, withdrawUsage, std)
	if !ok {
		return code
	}
	if len(ids) == 0 {
		return complain(std, "withdraw: no report; name its id")
	}
	ctx := context.Background()
	s, err := openStore(ctx, *address, false)
	if err != nil {
		return failed(std, "withdraw", err)
	}
	defer s.Close()
	code = done
	change, past, not := s.Withdraw, "withdrawn", "withdrawn already"
	if *undo {
		change, past, not = s.Reinstate, "reinstated", "not withdrawn"
	}
	for _, id := range ids {
		there, err := change(ctx, id, *by, *note)
		switch {
		case err != nil:
			return failed(std, "withdraw", err)
		case !there:
			fmt.Fprintf(std.err, "rapporteur: withdraw: no report %q, or it is %s\n", id, not)
			code = some
		default:
			fmt.Fprintf(std.out, "%s %s\n", past, id)
		}
	}
	return code
}
