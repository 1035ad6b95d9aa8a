// Rapporteur reads news reports on wars and peace talks and makes a record of
// each: who met whom, who demands what, what was agreed, who was hurt, and who
// says so, every entry tied to the words that it rests on.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// Exit codes.
const (
	done  = 0
	some  = 1 // something could not be read; the rest was done
	wrong = 2 // the call itself was wrong
)

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// command is one command of the program. run gets the arguments after its name.
type command struct {
	name, summary string
	run           func(args []string, std streams) int
}

// commands are the commands in the order in which help lists them.
func commands() []command {
	return []command{
		{"read", "make the record of reports", read},
		{"add", "keep reports in a store, with what was read in them", add},
		{"follow", "fetch what is new in feeds and keep it in a store", followFeeds},
		{"show", "show what the reports of a store tell together", show},
		{"process", "name sets of parties", process},
		{"correct", "correct a finding, or set a rule", correct},
		{"withdraw", "take a report out of every finding", withdraw},
		{"log", "print who changed what in a store", showLog},
		{"rebuild", "make the findings of a store anew", rebuild},
		{"reread", "read the reports of a store again", reread},
		{"export", "write records in the formats that other programs load", exportRecords},
		{"parse", "print the sentences of a text as Universal Dependencies trees", parse},
		{"train", "make the model of tagger and parser from treebanks and text", train},
		{"version", "print the version", version},
	}
}

func main() {
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

func run(args []string, std streams) int {
	name := "help"
	if len(args) > 0 {
		name = args[0]
	}
	switch name {
	case "help", "-h", "-help", "--help":
		if len(args) > 1 {
			return run([]string{args[1], "--help"}, std)
		}
		fmt.Fprint(std.out, help())
		if len(args) == 0 {
			return wrong
		}
		return done
	case "--version":
		name = "version"
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(args[1:], std)
		}
	}
	return complain(std, "no command %q; rapporteur help lists them", name)
}

func help() string {
	var b strings.Builder
	b.WriteString(`rapporteur reads news reports on wars and peace talks and makes a record of each:
who met whom, who demands what, what was agreed, who was hurt, and who says so.

usage: rapporteur COMMAND [flags] …

`)
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-9s %s\n", c.name, c.summary)
	}
	b.WriteString(`
rapporteur COMMAND --help tells more of one.

  rapporteur read report.txt
  rapporteur read --format jsonl reports.jsonl > records.jsonl

exit status: 0; 1 where something could not be read (said on standard error, the
rest done); 2 for a wrong call.
`)
	return b.String()
}

// complain says what is wrong with a call.
func complain(std streams, format string, args ...any) int {
	fmt.Fprintf(std.err, "rapporteur: "+format+"\n", args...)
	return wrong
}

// newFlags is an empty set of flags; flags and arguments are told apart by parseArgs.
func newFlags(command string) *flag.FlagSet {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	return flags
}

// parseArgs sets the flags and gives the arguments that are none. Flags may
// stand before, between and after them; after -- nothing is a flag. It is not
// ok where the command has nothing more to do, and code is its exit code then.
func parseArgs(flags *flag.FlagSet, args []string, usage string, std streams) (rest []string, code int, ok bool) {
	for {
		err := flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(std.out, usage)
			return nil, done, false
		}
		if err != nil {
			return nil, complain(std, "%s: %v; rapporteur %s --help lists the flags", flags.Name(), err, flags.Name()), false
		}
		left := flags.Args()
		if len(left) == 0 {
			return rest, done, true
		}
		if at := len(args) - len(left); at > 0 && args[at-1] == "--" {
			return append(rest, left...), done, true
		}
		rest, args = append(rest, left[0]), left[1:]
	}
}

// choice is a flag that takes one of a few words.
type choice struct {
	value string
	of    []string
}

func (c *choice) String() string { return c.value }

func (c *choice) Set(value string) error {
	for _, v := range c.of {
		if v == value {
			c.value = value
			return nil
		}
	}
	return fmt.Errorf("it is one of %s", strings.Join(c.of, ", "))
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(value string) error {
	*l = append(*l, value)
	return nil
}
