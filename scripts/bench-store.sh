#!/usr/bin/env bash
# What the store costs: invented reports, read before, added together; one more
# report with its findings; the matrix; memory and disk.
#
#   scripts/bench-store.sh                 SCALE=1000,10000,100000 for the long one
set -euo pipefail
cd "$(dirname "$0")/.."

RAPPORTEUR_SCALE="${SCALE:-1000,10000}" go test -run '^$' -bench '^BenchmarkStore$' -benchtime 1x -timeout 3h ./internal/store |
awk '
  /^cpu:/ { sub(/^cpu: */, ""); print "two cores at most of " $0
    printf "%10s %12s %14s %12s %14s %12s\n", "reports", "added/s", "one more, ms", "matrix, ms", "bytes/report", "peak, MB" }
  /^Benchmark/ {
    n = $1; sub(/.*\//, "", n); sub(/-[0-9]+$/, "", n)
    for (i = 3; i < NF; i += 2) value[$(i + 1)] = $i
    printf "%10s %12.0f %14.1f %12.1f %14.0f %12.0f\n", n, value["reports/s"], value["ms/one-more"], value["ms/matrix"], value["bytes/report"], value["MB-peak"]
    ran = 1
  }
  END { if (!ran) { print "no figures; run: go test -run ^$ -bench Store ./internal/store" > "/dev/stderr"; exit 1 } }'
