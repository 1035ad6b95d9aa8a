package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

const versionUsage = `usage: rapporteur version

Prints the version of the program and of Go, and the platform.
`

func version(args []string, std streams) int {
	rest, code, ok := parseArgs(newFlags("version"), args, versionUsage, std)
	if !ok {
		return code
	}
	if len(rest) > 0 {
		return complain(std, "version takes no arguments")
	}
	of := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		of = info.Main.Version
	}
	fmt.Fprintf(std.out, "rapporteur %s %s %s/%s\n", of, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return done
}
