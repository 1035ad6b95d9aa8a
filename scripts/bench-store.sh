#!/usr/bin/env bash
# What the store costs: invented reports, read before, added together; one more
# report with its findings, in processor time and by the clock; the matrix, a week,
# a party's week, a search for words, the changes of a week; memory and disk.
#
#   scripts/bench-store.sh                 SCALE=1000,10000,100000 for the long one
set -euo pipefail
cd "$(dirname "$0")/.."

RAPPORTEUR_SCALE="${SCALE:-1000,10000}" go test -run '^$' -bench '^BenchmarkStore$' -benchtime 1x -timeout 3h ./internal/store |
awk '
  BEGIN { n = split("reports/s cpu-ms/report cpu-ms/one-more ms/one-more ms/matrix ms/week ms/party ms/words ms/changes bytes/report MB-peak", units, " ") }
  /^cpu:/ { sub(/^cpu: */, ""); print "two cores at most of " $0
    printf "%9s", "reports"; for (i = 1; i <= n; i++) printf " %15s", units[i]; print "" }
  /^Benchmark/ {
    size = $1; sub(/.*\//, "", size); sub(/-[0-9]+$/, "", size)
    for (i = 3; i < NF; i += 2) value[$(i + 1)] = $i
    printf "%9s", size; for (i = 1; i <= n; i++) printf " %15.1f", value[units[i]]; print ""
    ran = 1
  }
  END { if (!ran) { print "no figures; run: go test -run ^$ -bench Store ./internal/store" > "/dev/stderr"; exit 1 } }'
