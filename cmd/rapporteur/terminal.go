package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"time"
)

// columns is the width of the terminal that w writes to; 0 where it is none.
func columns(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	return width(f)
}

// widest is how wide lines of a brief grow: longer ones are hard to read.
const widest = 110

// pageWidth is how wide a brief is printed: as the terminal, or as COLUMNS says.
func pageWidth(w io.Writer) int {
	n := columns(w)
	if set, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && set > 0 {
		n = set
	}
	if n == 0 || n > widest {
		n = min(max(n, 100), widest)
	}
	return max(n, 20)
}

// colours tells whether to print in colour: as the flag says; by itself on a
// terminal that can, unless NO_COLOR is set (no-color.org).
func colours(flag string, w io.Writer) bool {
	switch flag {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && columns(w) > 0
}

// progress shows on a terminal how many reports were read, once it takes long.
// Its zero value shows nothing.
type progress struct {
	out         io.Writer
	began, last time.Time
	count       int
	shown       bool
}

// newProgress shows progress on errs, where that is a terminal and out is not.
func newProgress(errs, out io.Writer) *progress {
	if columns(errs) == 0 || columns(out) > 0 {
		return &progress{}
	}
	return &progress{out: errs, began: time.Now()}
}

// step counts a report.
func (p *progress) step() {
	if p.count++; p.out == nil {
		return
	}
	now := time.Now()
	if now.Sub(p.began) < time.Second || now.Sub(p.last) < 200*time.Millisecond {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.out, "\r\x1b[K%d reports, %.0f a second", p.count, float64(p.count)/now.Sub(p.began).Seconds())
}

// clear takes the line away, for a message or the end.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}
