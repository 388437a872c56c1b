"""Score which slot figures fill, on the invented sentences of ``quantityslots.tsv``.

    python benchmarks/quantityslots.py [--errors]

The whole reader runs: a figure is right when a claim counts it in the slot of the table, or, where
the table gives none, when no claim counts it in any.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from secondsource.pipeline import Reader
from secondsource.reconciling.figures.counting import counts_of
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.entities import merge_entities
from secondsource.records.reading import Reading
from secondsource.records.report import Report

SENTENCES = Path(__file__).with_name("quantityslots.tsv")


def sentences(path: Path = SENTENCES) -> Iterator[tuple[str, dict[str, str]]]:
    """Texts with the slot of each figure, ``""`` for none."""
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if line[0] != "#"), delimiter="\t")
        for text, group in groupby(rows, key=lambda row: row["text"]):
            yield text, {row["figure"]: row["slot"] or "" for row in group}


def slots(reading: Reading) -> dict[str, str]:
    """The slot of every figure that some claim counts; one with a slot comes before one without."""
    entities, ids = merge_entities([reading])
    named = {entity.id: entity for entity in entities}
    page = Page(reading, Cast(named, ids, frozenset(named)))
    found: dict[str, str] = {}
    for claim in reading.claims:
        for count in counts_of(page, claim):
            words = page.text[count.start : count.end]
            found[words] = found.get(words) or count.slot or ""
    return found


def score(reader: Reader, errors: bool = False) -> Counter[str]:
    """Counts over all sentences."""
    counts: Counter[str] = Counter()
    for text, wanted in sentences():
        found = slots(reader.read(Report(text=text, published="2031-05-14")))
        for figure, slot in wanted.items():
            got = found.get(figure, "")
            counts.update(figures=1, gold=bool(slot), system=bool(got))
            counts["right"] += bool(slot) and got == slot
            if errors and got != slot:
                print(f"{text}\n    {figure}: {got or '-'} instead of {slot or '-'}")
    return counts


def lines(counts: Counter[str]) -> list[str]:
    """The result, one line a figure."""
    precision = 100 * counts["right"] / max(1, counts["system"])
    recall = 100 * counts["right"] / max(1, counts["gold"])
    return [f"figures {counts['figures']}: slot P {precision:.1f} R {recall:.1f}"]


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="Score the slots of figures")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    print("\n".join(lines(score(Reader(), options.errors))))


if __name__ == "__main__":
    main()
