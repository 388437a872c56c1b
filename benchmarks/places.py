"""Places: how many gold toponyms are put within 161 km of where they are.

    python benchmarks/places.py [DATA] [--errors]

TR-News and GeoWebNews (Gritta et al. 2019), every toponym with coordinates. ``population`` takes
the most populous place of the name: the usual floor. Texts fall into two halves by a hash of their
id: weights were chosen on ``tune``, quote ``test``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha1
from pathlib import Path

from secondsource.extract.gazetteer import Spot
from secondsource.extract.locate import locate
from secondsource.extract.toponyms import candidates, km
from secondsource.records.reading import Span

NEAR_KM = 161
Locator = Callable[[str, Sequence[Span]], list[Spot | None]]


def documents(path: Path) -> Iterator[dict]:
    """Rows of a JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def by_population(text: str, spans: Sequence[Span]) -> list[Spot | None]:
    """The floor."""
    found = (candidates(text[span.start : span.end])[0] for span in spans)
    return [max(spots, key=lambda s: s.weight, default=None) for spots in found]


def score(rows: Sequence[dict], locator: Locator, errors: Counter[str]) -> tuple[int, int, int]:
    """Toponyms right, answered, all."""
    right = answered = total = 0
    for row in rows:
        gold = [t for t in row["toponyms"] if t.get("lat") is not None]
        spans = [Span(start=t["start"], end=t["end"]) for t in gold]
        for toponym, spot in zip(gold, locator(row["text"], spans), strict=True):
            total += 1
            answered += spot is not None
            truth = Spot(-1, 0, "", None, None, float(toponym["lat"]), float(toponym["lon"]), 0.0)
            hit = spot is not None and km(spot, truth) <= NEAR_KM
            right += hit
            if not hit:
                said = (
                    f"{spot.name}/{spot.country}/{spot.kind} {km(spot, truth):.0f} km"
                    if spot
                    else "-"
                )
                errors[f"{toponym['text']} ({truth.lat:.1f} {truth.lon:.1f}) -> {said}"] += 1
    return right, answered, total


def main() -> None:
    """Print the scoreboard."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("SECONDSOURCE_DATA", "../shared/data")
    parser.add_argument("data", nargs="?", default=default)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for name, file in (("TR-News", "tr_news"), ("GeoWebNews", "gwn")):
        rows = list(documents(Path(options.data) / "geo" / f"{file}.jsonl.gz"))
        odd = {row["id"]: int(sha1(str(row["id"]).encode()).hexdigest(), 16) % 2 for row in rows}
        halves = {"tune": 0, "test": 1}
        for half, parity in {**halves, "all": None}.items():
            chosen = [row for row in rows if parity is None or odd[row["id"]] == parity]
            for label, locator in (("population", by_population), ("this package", locate)):
                errors: Counter[str] = Counter()
                right, answered, total = score(chosen, locator, errors)
                print(
                    f"{name:11} {half:5} {label:13} Acc@161km {100 * right / total:5.1f}   "
                    f"answered {100 * answered / total:5.1f} %   {total} toponyms"
                )
            if options.errors and half == "tune":
                for error, count in errors.most_common(120):
                    print(f"   {count:3} {error}")


if __name__ == "__main__":
    main()
