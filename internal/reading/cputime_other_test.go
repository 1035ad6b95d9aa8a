//go:build !unix

package reading

import "time"

var began = time.Now()

// cpuTime is the time gone by, where the system does not tell the process's own.
func cpuTime() time.Duration { return time.Since(began) }
