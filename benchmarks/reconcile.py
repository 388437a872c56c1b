"""How the cost of reconciling one story grows with the number of its reports.

    python benchmarks/reconcile.py [--reports 10 50 100 500 1000] [--copies 0.2] [--json FILE]

The reports are invented: each states a sample of the same happenings in its own wording, with
attributions, figures that sometimes differ, and some that copy another report.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from secondsource.reconciling.story import reconcile  # noqa: E402
from secondsource.records.reading import Reading  # noqa: E402
from tests.reconcile.newsroom import Paper  # noqa: E402

PEOPLE = ("Ada Lind", "Tom Berg", "Mira Sand", "Per Holm", "Ines Vale", "Otto Krag")
THINGS = ("Oster Mill", "Harnvik Zoo", "Norfax", "Brenholm Yard", "Tarn Dam", "Vik Bank")
ACTS = (("sold", "sell"), ("bought", "buy"), ("opened", "open"), ("sued", "sue"),
        ("visited", "visit"), ("warned", "warn"), ("met", "meet"), ("hit", "hit"))  # fmt: skip
SOURCES = ("Civil Guard", "Harnvik Hospital", "Transport Union", "an official", "a source", None)
FILLER = ("slowly", "at dawn", "again", "without notice", "as feared", "by night", "in haste",
          "under pressure", "to general surprise", "after weeks of doubt")  # fmt: skip
ALONE = 0.4  # share of claims about things that hardly any other report speaks of
COLOURS = ("red", "old", "small", "northern", "broken", "empty", "famous", "disputed", "last")
OBJECTS = tuple(first + middle + last for first in ("tor", "bel", "mar", "vin", "sol", "dra", "kep")
                for middle in ("ka", "li", "mo", "nu", "re", "sha", "tu", "vo")
                for last in ("ster", "gate", "mast", "wheel", "loom", "crane", "lamp"))  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of the table; times in seconds, ``processor`` without waiting for others."""

    reports: int
    claims: int
    facts: int
    seconds: float
    processor: float
    milliseconds_per_claim: float


def report(number: int, chance: random.Random) -> Reading:
    """A report of 20 claims, each in a sentence of its own."""
    lines, made = [], []
    for _ in range(18):
        who, what = chance.choice(PEOPLE), chance.choice(THINGS)
        if chance.random() < ALONE:
            what = f"the {chance.choice(COLOURS)} {chance.choice(OBJECTS)}"
        verb, lemma = chance.choice(ACTS)
        how, source = chance.choice(FILLER), chance.choice(SOURCES)
        lines.append((f"{who} {verb} {what} {how}", source))
        made.append((verb, lemma, who, what, None))
    for slot, lemma in (("killed", "kill"), ("injured", "injure")):
        count = chance.choice((12, 12, 12, 14, 17))
        lines.append((f"Floods {slot} {count} people {chance.choice(FILLER)}", SOURCES[0]))
        made.append((slot, lemma, "Floods", f"{count} people", count))
    text = "\n".join(f"{line}, {src} said." if src else f"{line}." for line, src in lines)
    paper = Paper(text, f"Outlet {number % 97}", id=f"r{number}", published="2025-03-03")
    for name in (*PEOPLE, *THINGS, *SOURCES[:3]):
        if name and name in text:
            paper.who(name, "person" if name in PEOPLE else "organisation")
    for (line, source), (verb, lemma, who, what, count) in zip(lines, made, strict=True):
        by = [paper.says(source, "said", line, lemma="say")] if source else []
        figures = [paper.count(str(count), count)] if count else []
        paper.claim(line, verb, lemma, agent=who, patient=what, by=by, quantities=figures)
    return paper.reading()


def measure(reports: int, copies: float) -> Row:
    """Time one story."""
    chance = random.Random(7)
    readings: list[Reading] = []
    for number in range(reports):
        seed = chance.randrange(1, max(2, number)) if chance.random() < copies else number
        readings.append(report(number, random.Random(seed)))
    claims = sum(len(reading.claims) for reading in readings)
    begin, busy = time.perf_counter(), time.process_time()
    story = reconcile(readings)
    seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    return Row(reports, claims, len(story.facts), round(seconds, 3), round(busy, 3),
               round(1000 * busy / claims, 3))  # fmt: skip


def main() -> None:
    """Print the table; write it as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[10, 50, 100, 500, 1000])
    parser.add_argument("--copies", type=float, default=0.2)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = []
    print("reports  claims  facts  seconds  processor  ms/claim")
    for number in options.reports:
        row = measure(number, options.copies)
        rows.append(asdict(row))
        print(f"{row.reports:7} {row.claims:7} {row.facts:6} {row.seconds:8.2f}"
              f" {row.processor:10.2f} {row.milliseconds_per_claim:9.2f}")  # fmt: skip
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
