"""Places: how many gold toponyms are put within 161 km of where they are.

    python -m benchmarks.places [DATA] [--errors] [--read N]

TR-News and GeoWebNews (Gritta et al. 2019), every toponym with coordinates. ``population`` takes
the most populous place of the name: the usual floor. Texts fall into two halves by a hash of their
id: weights were chosen on ``tune``, quote ``test``. ``--read`` also finds the places itself in the
first N texts of each: a gold toponym that is no demonym is found where a place overlaps it, and
right where that place lies within 161 km as well.
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

from secondsource.extraction.mentions.mentions import find_entities
from secondsource.extraction.places.gazetteer import Spot
from secondsource.extraction.places.locate import locate
from secondsource.extraction.places.toponyms import candidates, km
from secondsource.extraction.places.where import find_places
from secondsource.names import country_named, country_of_people
from secondsource.records.reading import Place, Span

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


def end_to_end(rows: Sequence[dict]) -> str:
    """Precision, recall and F1 of places found by the package from the bare text."""
    from secondsource.encoder.runtime import Encoder

    printed = found = hits = near = 0
    texts = (row["text"] for row in rows)
    for row, syntax in zip(rows, Encoder().annotate(texts), strict=True):
        gold = [t for t in row["toponyms"] if is_toponym(t)]
        places = find_places(syntax, find_entities(syntax, row.get("date")))
        printed, found = printed + len(gold), found + len(places)
        for place in places:
            over = [t for t in gold if t["start"] < place.end and place.start < t["end"]]
            hits += bool(over)
            near += any(is_near(place, toponym) for toponym in over)
    parts = []
    for name, count in (("found", hits), ("found and right", near)):
        p, r = count / max(found, 1), count / max(printed, 1)
        parts.append(f"{name} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / (p + r):.1f}")
    return "; ".join(parts)


def is_toponym(toponym: dict) -> bool:
    """A place that can be located and is no demonym or other use that denotes no place."""
    people = country_of_people(toponym["text"]) and not country_named(toponym["text"])
    return toponym.get("lat") is not None and not toponym.get("non_locational") and not people


def is_near(place: Place, toponym: dict) -> bool:
    """Within 161 km of the gold point."""
    if place.lat is None or place.lon is None:
        return False
    here = Spot(-1, 0, "", None, None, place.lat, place.lon, 0.0)
    truth = Spot(-1, 0, "", None, None, float(toponym["lat"]), float(toponym["lon"]), 0.0)
    return km(here, truth) <= NEAR_KM


def main() -> None:
    """Print the scoreboard."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("SECONDSOURCE_DATA", "../shared/data")
    parser.add_argument("data", nargs="?", default=default)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--read", type=int, default=0, metavar="N")
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
        if options.read:
            print(f"{name:11} end to end, {options.read} texts: {end_to_end(rows[: options.read])}")


if __name__ == "__main__":
    main()
