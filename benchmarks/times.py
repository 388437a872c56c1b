"""Score time expressions on TimeBank and AQUAINT: spans, values, speed.

    python benchmarks/times.py [--data FOLDER] [--model] [--errors] [--halves]

FOLDER holds ``timeml/timebank.jsonl.gz`` and ``timeml/aquaint.jsonl.gz`` (default: the environment
variable SECONDSOURCE_DATA, else ``../shared/data`` beside the repository).
Span F1 is strict (same characters) and relaxed (any overlap, one to one). Value F1 is TempEval-3's:
relaxed match and the same value string. "equal" also lets pass other spellings of one value, which
the two corpora mix (``1949-XX`` for 1949, ``2000-W7`` for 2000-W07, ``196X`` for 196, ``P1E`` for
P10Y). KB/s is per second of processor time, without parsing. ``--model`` lets the tree of the
packaged model tell which way the governing verb looks; without it the words around do.
``--halves`` scores two halves of each set's documents, by a hash of their texts, and lists how
often each phrase that is often wrong is right in either: a convention is chosen on the first half
of both sets and has to hold on the second.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from secondsource.extraction.times.when import find_times
from secondsource.records.reading import TimeExpression
from secondsource.syntax import Syntax

SETS = ("timebank", "aquaint")
OFTEN, SELDOM = 5, 0.75  #: times a phrase is found, and share right below which it is listed


def main() -> None:
    """Print the table."""
    options = _options()
    print(
        f"{'set':<10}{'strict F1':>10}{'relaxed F1':>11}{'value F1':>10}{'P':>7}{'R':>7}"
        f"{'equal':>7}{'KB/s':>8}"
    )
    for name in SETS:
        rows = list(documents(options.data, name))
        read = trees(rows, options.model)
        counts, seconds, size = score(rows, read, options.errors)
        row = [f1(counts[key], counts) for key in ("strict", "relaxed", "value", "equal")]
        precision, recall = (100 * counts["value"] / max(1, counts[k]) for k in ("system", "gold"))
        print(
            f"{name:<10}{row[0]:>8.1f}{row[1]:>9.1f}{row[2]:>7.1f}{precision:>7.1f}{recall:>7.1f}"
            f"{row[3]:>7.1f}{size / 1000 / seconds:>7.0f}"
        )
        if options.halves:
            print("\n".join(halves(rows, read)))


def halves(rows: list[dict[str, Any]], read: list[Syntax]) -> Iterator[str]:
    """Value F1 of both halves, and phrases found often and often wrong or not annotated."""
    totals, phrases = (Counter[str](), Counter[str]()), defaultdict[str, Counter[str]](Counter)
    for row, syntax in zip(rows, read, strict=True):
        half = crc32(row["text"].encode()) % 2
        times, gold = find_times(syntax, row["dct"]), list(row["timex"])
        totals[half].update(compare(row, times, errors=False))
        for one in times:
            match = _match(one, gold)
            if match is not None:
                gold.remove(match)
            said = " ".join(row["text"][one.start : one.end].lower().split())
            phrases[said][f"n{half}"] += 1
            phrases[said][f"r{half}"] += match is not None and match["value"] == one.value
    yield "  halves: " + ", ".join(f"{f1(half['value'], half):.1f}" for half in totals)
    for said, seen in sorted(phrases.items(), key=lambda pair: -pair[1].total()):
        found, right = (seen[f"{key}0"] + seen[f"{key}1"] for key in "nr")
        if found >= OFTEN and right < SELDOM * found:
            yield f"  {said:<24}" + "".join(f"{seen[f'r{h}']:>5}/{seen[f'n{h}']}" for h in (0, 1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score time expressions")
    default = os.environ.get(
        "SECONDSOURCE_DATA", Path(__file__).parents[2].joinpath("shared", "data")
    )
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--model", action="store_true", help="with trees from the packaged model")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    parser.add_argument("--halves", action="store_true", help="two halves, and doubtful phrases")
    return parser.parse_args()


def documents(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Documents of one set, with ``text``, ``dct`` and ``timex``."""
    with gzip.open(folder / "timeml" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def trees(rows: list[dict[str, Any]], model: bool) -> list[Syntax]:
    """The documents' syntax: with trees from the model, else texts alone."""
    texts = [row["text"] for row in rows]
    if not model:
        return [Syntax(text, ()) for text in texts]
    from secondsource.encoder.runtime import Encoder

    return list(Encoder().annotate(texts))


def score(
    rows: list[dict[str, Any]], read: list[Syntax], errors: bool
) -> tuple[Counter[str], float, int]:
    """Counts over a set, the seconds spent and the characters read."""
    find_times(Syntax("warm up", ()), None)
    begun = time.process_time()
    pairs = zip(rows, read, strict=True)
    found = [find_times(syntax, row["dct"]) for row, syntax in pairs]
    seconds = time.process_time() - begun
    counts: Counter[str] = Counter()
    for row, times in zip(rows, found, strict=True):
        counts.update(compare(row, times, errors))
    return counts, seconds, sum(len(row["text"]) for row in rows)


def compare(row: dict[str, Any], times: tuple[TimeExpression, ...], errors: bool) -> Counter[str]:
    """Counts over one document."""
    gold = list(row["timex"])
    counts = Counter(system=len(times), gold=len(gold))
    for one in times:
        match = _match(one, gold)
        if match is None:
            _show(errors, "EXTRA", row, one, None)
            continue
        gold.remove(match)
        counts["relaxed"] += 1
        counts["strict"] += (one.start, one.end) == (match["start"], match["end"])
        counts["value"] += one.value == match["value"]
        counts["equal"] += canonical(one.value) == canonical(match["value"])
        if one.value != match["value"]:
            _show(errors, "VALUE", row, one, match)
        elif (one.start, one.end) != (match["start"], match["end"]):
            _show(errors, "SPAN", row, one, match)
    for missed in gold:
        _show(errors, "MISSED", row, None, missed)
    return counts


def canonical(value: str) -> str:
    """One spelling for values that denote the same."""
    value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
    value = re.sub(r"^P(\d+)E$", r"P\g<1>0Y", value)
    return re.sub(r"(?:-XX)+$|(?<=\d)X$|(?<=T\d\d):00$", "", value)


def _match(one: TimeExpression, gold: list[dict[str, Any]]) -> dict[str, Any] | None:
    over = [g for g in gold if g["start"] < one.end and one.start < g["end"]]
    over.sort(key=lambda g: (g["start"], g["end"]) != (one.start, one.end))
    return over[0] if over else None


def _show(
    errors: bool, kind: str, row: dict[str, Any], one: TimeExpression | None, gold: Any
) -> None:
    if not errors:
        return
    text = row["text"]
    start = one.start if one else gold["start"]
    end = one.end if one else gold["end"]
    ours = f"{text[one.start : one.end]!r}={one.value}" if one else "-"
    theirs = f"{text[gold['start'] : gold['end']]!r}={gold['value']}" if gold else "-"
    context = " ".join(text[max(0, start - 50) : end + 30].split())
    print(f"{kind}\t{ours}\t{theirs}\t{row['dct'][:10]}\t{context}")


def f1(hits: int, counts: Counter[str]) -> float:
    """F1 in percent."""
    return 200 * hits / max(1, counts["system"] + counts["gold"])


if __name__ == "__main__":
    main()
