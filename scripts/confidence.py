#!/usr/bin/env python3
"""How much the confidence of an entry says: Markdown for docs/accuracy.md.

    make score && python3 scripts/confidence.py > confidence.md

Reads what `make score` left in out/ and judges it as the scorers of the annotated sets do: an entry of
the examples is right where it is paired with a gold entry of its kind and the keys of the kind agree
(score_record.py); on plv the one entry taken for a source and a target is right where its PLOVER type is
the gold's (score_plv.py). Two tables a set: the entries by tenths of confidence, and the upper half of
them, sorted by confidence, against the lower.
"""

import argparse
import gzip
import json
import sys
from pathlib import Path

YIELD = {"CONCEDE", "RETREAT"}  # one class in plv


def read_lines(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def judge_examples(shared, out):
    """(confidence, right, kind) of every entry of the examples."""
    import score_record as scorer

    gold = scorer.read_files([shared / "examples"])
    output = scorer.read_files([out / "examples.jsonl"])
    judged = []
    for name in sorted(gold):
        _, entries = output.get(name, ([], []))
        for wanted, entry in scorer.match(gold[name][1], entries, scorer.entry_weight):
            if entry:
                judged.append((entry.data["confidence"], bool(wanted) and scorer.is_correct(wanted, entry), entry.kind))
    return judged


def judge_plv(shared, out):
    """(confidence, right, kind) of the entry taken for each row of plv; rows with nothing coded are left out."""
    from common import code_of, pick

    records = {record["report"]["id"]: record for record in read_lines(out / "plv-train.jsonl")}
    judged = []
    for gold in read_lines(shared / "bench" / "plv" / "train.gold.jsonl"):
        entries = (records.get(gold["id"]) or {}).get("entries") or []
        entry, _ = pick(entries, gold["source"]["spans"], gold["target"]["spans"])
        if entry:
            code = "YIELD" if code_of(entry) in YIELD else code_of(entry)
            judged.append((entry["confidence"], code == gold["root"], entry["kind"]))
    return judged


def share(judged):
    return f"{100 * sum(right for _, right, _ in judged) / len(judged):.0f} %" if judged else "–"


def tables(title, judged):
    """The tables of one set, as lines."""
    judged = sorted(judged, key=lambda row: -row[0])  # ties stay in the order of the reports
    yield f"### {title}\n"
    yield f"{len(judged)} entries, {share(judged)} right.\n"
    yield "| confidence | entries | right |"
    yield "|---|---:|---:|"
    for tenth in range(9, -1, -1):
        rows = [row for row in judged if min(int(row[0] * 10 + 1e-9), 9) == tenth]
        if rows:
            yield f"| {tenth / 10:.1f}–{(tenth + 1) / 10:.1f} | {len(rows)} | {share(rows)} |"
    yield "\n| kind | upper half | right | lower half | right |"
    yield "|---|---|---:|---|---:|"
    for kind in ["all", *sorted({kind for _, _, kind in judged})]:
        rows = [row for row in judged if kind in ("all", row[2])]
        upper, lower = rows[:(len(rows) + 1) // 2], rows[(len(rows) + 1) // 2:]
        ranges = [f"{len(half)}, {half[-1][0]:.2f}–{half[0][0]:.2f}" if half else "–" for half in (upper, lower)]
        yield f"| {kind} | {ranges[0]} | {share(upper)} | {ranges[1]} | {share(lower)} |"
    yield ""


def main():
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=root.parent / "shared", help="the annotated sets (default ../shared)")
    parser.add_argument("--out", type=Path, default=root / "out", help="what `make score` left (default out)")
    args = parser.parse_args()
    sys.dont_write_bytecode = True  # the shared folder may be read-only
    sys.path.insert(0, str(args.shared / "bench"))
    try:
        sets = [("Examples", judge_examples(args.shared, args.out)), ("plv", judge_plv(args.shared, args.out))]
    except (OSError, ImportError) as error:
        parser.error(f"{error}; run make score first")
    for title, judged in sets:
        print(*tables(title, judged), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
