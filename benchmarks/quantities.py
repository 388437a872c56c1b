"""Score quantities on the invented phrases of ``quantities.tsv``.

    python benchmarks/quantities.py [--model] [--errors]

Without ``--model`` the texts have no trees, so only the words around tell what is counted. A
quantity is right when span, value, bounds, unit and ``approximate`` are; ``of`` is scored beside.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from secondsource.extraction.quantities.quantity import find_quantities
from secondsource.records.reading import Quantity
from secondsource.syntax import Syntax

PHRASES = Path(__file__).with_name("quantities.tsv")


@dataclass(frozen=True, slots=True)
class Expected:
    """What should be found in a text; ``of`` is empty where it is not scored."""

    found: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    approximate: bool
    of: str


def phrases(path: Path = PHRASES) -> Iterator[tuple[str, list[Expected]]]:
    """Texts with the quantities expected in them."""
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if line[0] != "#"), delimiter="\t")
        for text, group in groupby(rows, key=lambda row: row["text"]):
            yield text, [_expected(row) for row in group if row["found"]]


def _expected(row: dict[str, str]) -> Expected:
    value, low, high = (float(row[key]) if row[key] else None for key in ("value", "low", "high"))
    approximate = bool(row["approximate"])
    return Expected(row["found"], value, low, high, row["unit"] or None, approximate, row["of"])


def as_expected(text: str, quantity: Quantity) -> Expected:
    """A quantity in the form of the table."""
    return Expected(
        text[quantity.start : quantity.end],
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.unit,
        quantity.approximate,
        quantity.of.lemma if quantity.of else "",
    )


def compare(text: str, wanted: list[Expected], found: Iterable[Quantity]) -> Counter[str]:
    """Counts over one text."""
    got = [as_expected(text, quantity) for quantity in found]
    counts = Counter(texts=1, gold=len(wanted), system=len(got))
    for one in wanted:
        match = next((other for other in got if other.found == one.found), None)
        if match is None:
            continue
        got.remove(match)
        counts["span"] += 1
        counts["right"] += _amount(one) == _amount(match)
        if one.of:
            counts["of_gold"] += 1
            counts["of"] += one.of == match.of
    return counts


def _amount(one: Expected) -> tuple[object, ...]:
    return one.value, one.low, one.high, one.unit, one.approximate


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Score quantities")
    parser.add_argument("--model", action="store_true", help="with trees from the packaged model")
    parser.add_argument("--errors", action="store_true", help="print the texts that went wrong")
    options = parser.parse_args()
    table = list(phrases())
    texts = [text for text, _ in table]
    counts: Counter[str] = Counter()
    for (text, wanted), syntax in zip(table, _syntax(texts, options.model), strict=True):
        found = find_quantities(syntax)
        one = compare(text, wanted, found)
        wrong = one["right"] < max(one["gold"], one["system"]) or one["of"] < one["of_gold"]
        if options.errors and wrong:
            print(text, *(as_expected(text, quantity) for quantity in found), sep="\n    ")
        counts.update(one)
    _print(counts)


def _syntax(texts: list[str], model: bool) -> Iterable[Syntax]:
    if not model:
        return (Syntax(text, ()) for text in texts)
    from secondsource.encoder.runtime import Encoder

    return Encoder().annotate(texts)


def _print(counts: Counter[str]) -> None:
    both = counts["gold"] + counts["system"]
    print(f"texts {counts['texts']}, quantities {counts['gold']}")
    print(f"span F1 {200 * counts['span'] / both:.1f}")
    print(f"all right F1 {200 * counts['right'] / both:.1f}")
    print(f"counted noun {100 * counts['of'] / counts['of_gold']:.1f} %")


if __name__ == "__main__":
    main()
