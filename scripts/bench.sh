#!/usr/bin/env bash
# Tokens a second of each step and of the whole chain, in the time of one core,
# over the reports in examples and internal/reading/testdata/reports.
#
#   scripts/bench.sh              BENCHTIME=5s scripts/bench.sh for steadier figures
set -euo pipefail
cd "$(dirname "$0")/.."

raw=$(GOMAXPROCS=1 go test -run '^$' -bench '^Benchmark(Read|Step)$' -benchmem -benchtime "${BENCHTIME:-2s}" ./internal/reading)
awk '
  /^cpu:/ { sub(/^cpu: */, ""); cpu = $0 }
  /^Benchmark/ {
    name = $1; sub(/^Benchmark(Step\/)?/, "", name); sub(/-[0-9]+$/, "", name)
    for (i = 3; i < NF; i += 2) value[name, $(i + 1)] = $i
    if (name != "Read") { order[++n] = name; steps += value[name, "cpu-ns/op"] }
  }
  function row(label, name, share) {
    printf "%-12s %12.0f %8s %16.2f %16.0f\n", label, value[name, "tokens/s"], share,
      value[name, "allocs/op"] / value[name, "tokens/op"], value[name, "B/op"] / value[name, "tokens/op"]
  }
  END {
    if (!n) { print "no figures; run: go test -run ^$ -bench . ./internal/reading" > "/dev/stderr"; exit 1 }
    print "one core of " cpu
    printf "%-12s %12s %8s %16s %16s\n", "step", "tokens/s", "time", "allocations/token", "bytes/token"
    for (i = 1; i <= n; i++) row(order[i], order[i], sprintf("%.1f%%", 100 * value[order[i], "cpu-ns/op"] / steps))
    row("whole chain", "Read", "100%")
    printf "%.0f reports of %.0f tokens a second\n", value["Read", "reports/s"], value["Read", "tokens/s"] / value["Read", "reports/s"]
  }' <<<"$raw"

# What comes in: web archives as a stream, one page, the scope.
echo
go test -run '^$' -bench . -benchtime 1x ./internal/intake | grep '^Benchmark'
