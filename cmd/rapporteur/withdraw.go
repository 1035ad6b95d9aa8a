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
`

func withdraw(args []string, std streams) int {
	flags := newFlags("withdraw")
	address := storeFlag(flags)
	by := flags.String("by", whoami(), "")
	note := flags.String("note", "", "")
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
	for _, id := range ids {
		there, err := s.Withdraw(ctx, id, *by, *note)
		switch {
		case err != nil:
			return failed(std, "withdraw", err)
		case !there:
			fmt.Fprintf(std.err, "rapporteur: withdraw: no report %q, or it is withdrawn already\n", id)
			code = some
		default:
			fmt.Fprintf(std.out, "withdrawn %s\n", id)
		}
	}
	return code
}
