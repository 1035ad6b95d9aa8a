//go:build unix

package reading

import (
	"syscall"
	"time"
)

// cpuTime is how long this process has run on all cores.
func cpuTime() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
