package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/rapporteur/rapporteur/internal/record"
	"github.com/rapporteur/rapporteur/internal/store"
)

// storeUsage is the flag that every command on a store has.
const storeUsage = `  --store S         a file (SQLite) or a postgres:// address (default: $RAPPORTEUR_STORE,
                    else rapporteur.db in the user's data folder)
`

// storeFlag adds --store to the flags of a command.
func storeFlag(flags *flag.FlagSet) *string {
	return flags.String("store", os.Getenv("RAPPORTEUR_STORE"), "")
}

// dataFolder is where a user's programs keep their data.
func dataFolder() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return os.UserConfigDir()
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share"), err
}

// openStore opens the store of a command: at the address given, or the user's.
// One that is not there is made only where create is true.
func openStore(ctx context.Context, address string, create bool) (*store.Store, error) {
	if address == "" {
		dir, err := dataFolder()
		if err != nil {
			return nil, fmt.Errorf("no folder for the store (%w); name a file with --store", err)
		}
		dir = filepath.Join(dir, "rapporteur")
		if create {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return nil, err
			}
		}
		address = filepath.Join(dir, "rapporteur.db")
	}
	if !create && !store.Exists(address) {
		return nil, fmt.Errorf("no store at %s; rapporteur add makes one", address)
	}
	return store.Open(ctx, address)
}

// failed says why a command on a store did not do what it was to do.
func failed(std streams, command string, err error) int {
	fmt.Fprintf(std.err, "rapporteur: %s: %v\n", command, err)
	return some
}

// untold says how many entries say too little to stand in a finding; "" where none does.
func untold(kinds map[string]int) string {
	var parts []string
	n := 0
	for _, kind := range record.Kinds {
		if kinds[kind] > 0 {
			n += kinds[kind]
			parts = append(parts, fmt.Sprintf("%s %d", kind, kinds[kind]))
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 entry says too little to stand in a finding (" + parts[0] + "); rapporteur show report ID --format json has it"
	}
	return fmt.Sprintf("%d entries say too little to stand in a finding (%s); rapporteur show report ID --format json has them", n, strings.Join(parts, ", "))
}

// whoami is who signs a correction where --by does not say.
func whoami() string {
	if name := os.Getenv("RAPPORTEUR_USER"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

// readerVersion is the version of the program as a kept report bears it.
func readerVersion() string {
	version := "(devel)"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && version == "(devel)" {
			version += " " + s.Value[:min(12, len(s.Value))]
		}
	}
	return version
}

// number is so many of a thing: "1 feed", "2 feeds".
func number(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
