//go:build !unix

package store

import "time"

func processor() time.Duration { return 0 }
