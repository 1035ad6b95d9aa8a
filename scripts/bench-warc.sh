#!/usr/bin/env bash
# Reading web archives of made-up pages, no two alike: time, and the most memory
# that the program held, which must not grow with the archive.
#
#   scripts/bench-warc.sh                  SIZES="100 1000" in MB; JOBS=1; FILTER="--parties RUS,UKR"
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/rapporteur" ./cmd/rapporteur
go build -o "$work/warc" ./scripts/warc
printf '%8s %9s %9s %8s %10s %10s\n' MB reports "wall, s" "cpu, s" "MB/s cpu" "peak, MB"
for mb in ${SIZES:-100 1000}; do
  "$work/warc" -mb "$mb" > "$work/made.warc" 2> /dev/null
  # The records go to wc: nothing of them is kept.
  { /usr/bin/time -f '%e %U %S %M' -o "$work/cost" "$work/rapporteur" read --format jsonl --jobs "${JOBS:-1}" ${FILTER:-} "$work/made.warc" 2> "$work/said" || true; } | wc -l > "$work/lines"
  read -r wall user system peak < <(tail -1 "$work/cost")
  awk -v mb="$mb" -v n="$(cat "$work/lines")" -v w="$wall" -v u="$user" -v s="$system" -v k="$peak" \
    'BEGIN { printf "%8d %9d %9.1f %8.1f %10.1f %10.0f\n", mb, n, w, u + s, mb / (u + s), k / 1024 }'
  rm "$work/made.warc"
done
