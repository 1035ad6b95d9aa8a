#!/usr/bin/env bash
# Scores the program on every annotated set and prints one table: what it is
# now, what it was when docs/scores.tsv was written, and what others score
# (docs/peers.tsv). All figures are per cent.
#
#   scripts/score.sh              SAVE=1 scripts/score.sh rewrites docs/scores.tsv
#
# The annotated sets stand in ../shared, or where SHARED says. What the program
# printed stays in out/, for the scorers' --errors and --verbose.
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${SHARED:-../shared} out=${OUT:-out}
if [ ! -d "$shared/bench" ]; then
  echo "score: no annotated sets in $shared; set SHARED to the folder that has bench, examples and treebanks" >&2
  exit 1
fi
mkdir -p "$out"
program=$out/rapporteur
CGO_ENABLED=0 go build -trimpath -o "$program" ./cmd/rapporteur
now=$out/scores.tsv
: >"$now.raw"

# keep SET METRICS: of a scorer's output, the last value of each metric.
keep() { python3 -c '
import re, sys
name, metrics = sys.argv[1], sys.argv[2].split()
text = sys.stdin.read()
untrue = re.search(r"positions untrue to the text: (\d+)", text)
if untrue and int(untrue[1]):
    print(f"score: {name}: {untrue[1]} positions are not true to the text", file=sys.stderr)
values = dict(re.findall(r"(\w+)=(\d+(?:\.\d+)?)", text))
for metric in metrics:
    if metric not in values:
        sys.exit(f"score: {name}: the scorer gave no {metric}")
    value = float(values[metric]) * (1 if name.startswith("parse") else 100)
    print(name, metric, f"{value:.1f}", sep="\t")
' "$1" "$2" >>"$now.raw"; }

# score PACK SPLIT METRICS
score() {
  local in
  in=$(ls "$shared/bench/$1/$2".input.jsonl*)
  "$program" read --format jsonl "$in" >"$out/$1-$2.jsonl"
  python3 "$shared/bench/score_$1.py" "${in/.input./.gold.}" "$out/$1-$2.jsonl" | keep "$1 $2" "$3"
}

"$program" read --format jsonl "$shared/examples/inputs.jsonl" >"$out/examples.jsonl"
for gold in "examples all:$shared/examples" "examples istanbul:$shared/examples/istanbul-talks.gold.json"; do
  python3 "$shared/bench/score_record.py" "${gold#*:}" "$out/examples.jsonl" 2>/dev/null |
    keep "${gold%%:*}" "correct_f1 detected_f1 mentions_f1"
done
# Our own annotated reports, set by set, each read on the day in its name.
python3 - "$out" <<'PY'
import json
import sys
from pathlib import Path

out = Path(sys.argv[1])
sets = [line.split("\t") for line in Path("examples/sets.tsv").read_text().splitlines()[3:]]
with open(out / "own.input.jsonl", "w", encoding="utf-8") as file:
    for name, group in sets:
        text = Path(f"examples/{name}.txt").read_text(encoding="utf-8")
        print(json.dumps({"id": name, "text": text, "date": name[-10:]}), file=file)
        folder = out / f"gold-{group}"
        folder.mkdir(exist_ok=True)
        gold = Path(f"examples/gold/{name}.gold.json").read_bytes()
        (folder / f"{name}.gold.json").write_bytes(gold)
PY
"$program" read --format jsonl "$out/own.input.jsonl" >"$out/own.jsonl"
for group in A B C; do
  python3 "$shared/bench/score_record.py" "$out/gold-$group" "$out/own.jsonl" 2>/dev/null |
    keep "own reports $group" "correct_f1 detected_f1 mentions_f1"
done
score plv train "root_f1 root_acc quad_f1 quad_acc pair none"
score cameo_class train "macro_f1 acc macro_f1_req none"
score cameo_ner train "f1 exact_f1 source_f1 target_f1"
for split in train dev; do score re3d $split "f1 exact_f1 any_f1"; done
for split in train dev; do
  score polnear $split "attr_f1 attr_p attr_r content_f1 exact_source exact_cue exact_content"
done
for bank in ewt-dev gum-dev; do
  gold=$shared/treebanks/$bank.conllu.gz
  "$program" parse --input conllu "$gold" >"$out/$bank.conllu"
  python3 "$shared/bench/score_parse.py" --gold-tokens "$gold" "$out/$bank.conllu" | keep "parse $bank" "upos xpos uas las"
  python3 "$shared/bench/raw_text.py" "$gold" | "$program" parse --input text - >"$out/$bank-raw.conllu"
  python3 "$shared/bench/score_parse.py" "$gold" "$out/$bank-raw.conllu" | keep "parse $bank, raw" "words sentences upos uas las"
done

python3 - "$now.raw" "$now" docs/scores.tsv docs/peers.tsv "${SAVE:-}" <<'PY'
import os
import shutil
import sys

raw, now, kept, peers, save = sys.argv[1:]


def rows(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    return lines[1:]  # below the column names


with open(raw, encoding="utf-8") as file:
    scores = [line.rstrip("\n").split("\t") for line in file]
before = {(name, metric): value for name, metric, value in rows(kept)}
others = {}
for pack, metric, peer, figure in rows(peers):
    others.setdefault((pack, metric), []).append((float(figure), f"{peer} {figure}"))

print(f"{'set':<20} {'metric':<14} {'now':>6} {'before':>7} {'':>6}  others")
last = None
for name, metric, value in scores:
    was = before.get((name, metric))
    change = f"{float(value) - float(was):+.1f}" if was and was != value else ""
    told = "; ".join(text for _, text in sorted(others.get((name.split()[0], metric), [])))
    line = f"{'' if name == last else name:<20} {metric:<14} {value:>6} {was or '–':>7} {change:>6}  {told}"
    print(line.rstrip())
    last = name

with open(now, "w", encoding="utf-8") as file:
    file.write("# What the program scores on each annotated set, in per cent. Written by `make score SAVE=1`.\n")
    file.write("set\tmetric\tscore\n")
    file.writelines("\t".join(row) + "\n" for row in scores)
if save not in ("", "0"):
    shutil.copyfile(now, kept)
    print(f"kept in {kept}")
PY
