//go:build !(linux || darwin || freebsd || netbsd || openbsd)

package main

import "os"

// width is how many columns a terminal has: 80 where it does not tell; 0 where
// the file is no terminal.
func width(f *os.File) int {
	if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		return 80
	}
	return 0
}
