"""Copies and stories at size: time, memory and correctness on invented reports.

Usage: python -m benchmarks.intake [COUNT ...]    (10000 100000 unless told; 1000000 takes long)

Every count runs in a process of its own, so that its peak of memory is its own. Reports are made
one by one from templates: stories of a few reports over a year, every one in words of its own
(names, places, figures and a mixture of sentence forms), with exact and near copies, wire texts
with paragraphs added, credits and footers. What each report is, is known.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.stories import bcubed, pairwise
from secondsource.records.report import Report

_DAYS = 365
_ONSETS, _VOWELS = (
    [
        "b",
        "br",
        "d",
        "dr",
        "f",
        "g",
        "gr",
        "h",
        "k",
        "kl",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "st",
        "t",
        "tr",
        "v",
        "z",
    ],
    ["a", "e", "i", "o", "u"],
)
_HAPPENINGS = (
    "fire warehouse flames smoke roof firefighters evacuated blaze",
    "flood river water rain dam rescue boats levee",
    "strike workers union wages factory talks pickets management",
    "vote council election ballots recount mayor turnout candidates",
    "shooting officers suspect gunfire street detectives wounded weapon",
    "trial court judge jury witness verdict prosecutor defence",
    "crash train signal passengers track driver carriages brakes",
    "outbreak clinic patients doctors fever vaccine ward nurses",
    "spill tanker oil harbour beach birds cleanup crew",
    "merger bank shares board regulator offer investors bid",
)
_OPENINGS = (
    "{person} of {place} said the {a} near {site} began {day}, while {b} was seen by {n} people.",
    "In {place}, the {a} at {site} left {n} residents waiting for news of the {b} {day}.",
    "{n} people were counted after the {a} reached {site} in {place}, {person} told reporters.",
    "What started as a {a} at {site} became a matter of {b} for all of {place} {day}.",
)
_SENTENCES = (
    "The {a} kept {other} and {m} others busy until the {b} had been brought under control.",
    "{other}, who lives beside {site}, remembers the {b} and says nobody had asked about the {a}.",
    "A statement by {person} mentions {m} cases in which the {a} was followed by {b}.",
    "Neighbours of {site} carried {b} across the square when the {a} grew worse.",
    "By evening {m} volunteers from {town} had joined, and the {a} was no longer the only worry.",
    "{person} wants {town} to pay for the {b}; {other} thinks that {place} should.",
    "Records kept at {site} list the {a} {m} times since spring, mostly because of {b}.",
    "Shops in {town} closed early, the {b} being what customers talked of, and so was the {a}.",
    "Nothing in the {a} surprised {other}, whose own {b} had been refused {m} weeks before.",
    "An inquiry led by {other} will look at the {a}, at {site} and at how {town} handled the {b}.",
)
_FOOTERS = ("", "", "", "\n\nThis article was originally published by {wire}.", "\n\n({agency})")


@dataclass(frozen=True, slots=True)
class Made:
    """A report, the story it tells of, and which report it copies or takes paragraphs from."""

    report: Report
    story: int
    kind: str
    source: int | None


@dataclass(slots=True)
class _Happening:
    number: int
    words: list[str]
    names: dict[str, str]
    day: int


def _name(chance: random.Random, parts: int = 2) -> str:
    letters = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(parts + 1))
    return letters.capitalize()


def _happening(number: int, chance: random.Random) -> _Happening:
    person = f"{_name(chance)} {_name(chance)}"
    names = {"person": person, "place": _name(chance, 1), "town": _name(chance, 1)}
    names |= {
        "other": f"{_name(chance)} {_name(chance)}",
        "site": f"{_name(chance)} {_name(chance, 1)}",
    }
    words = chance.choice(_HAPPENINGS).split()
    return _Happening(number, words, names, chance.randrange(_DAYS))


def _text(told: _Happening, chance: random.Random) -> list[str]:
    """Paragraphs of a report of its own on a happening."""
    forms = [chance.choice(_OPENINGS), *chance.sample(_SENTENCES, 7)]
    sentences = []
    for form in forms:
        a, b = chance.sample(told.words, 2)
        filled = {"a": a, "b": f"{b} {_name(chance)}" if chance.random() < 0.3 else b}
        filled |= {"n": str(told.number % 90 + 3), "m": str(chance.randrange(2, 99))}
        own = " ".join(_name(chance).lower() for _ in range(chance.randrange(5)))
        sentences.append(
            form.format(day="on Monday", **filled, **told.names) + (own and f" {own}.")
        )
    return [" ".join(sentences[start : start + 2]) for start in range(0, len(sentences), 2)]


def make(count: int, seed: int = 7) -> Iterator[Made]:
    """``count`` invented reports in order of their dates; the same for the same seed."""
    chance = random.Random(seed)
    tellings = sorted(
        (told.day + chance.randrange(6), told.number, told)
        for told in (_happening(number, chance) for number in range(count // 4))
        for _ in range(_size(chance))
    )[:count]
    kept: dict[int, tuple[int, list[str]]] = {}
    for number, (day, _, told) in enumerate(tellings):
        first, paragraphs = kept.get(told.number, (number, []))
        kind, source = "own", None
        if paragraphs and (draw := chance.random()) < 0.35:
            kind, source = ("copy" if draw < 0.25 else "partial"), first
        if kind == "copy":
            told_here = (
                [*paragraphs] if chance.random() < 0.5 else [*paragraphs, _text(told, chance)[1]]
            )
        elif kind == "partial":
            told_here = [*paragraphs[:2], *_text(told, chance)[1:]]
        else:
            told_here = _text(told, chance)
            kept.setdefault(told.number, (number, told_here))
        yield Made(_report(number, day, told_here, chance), told.number, kind, source)


def _size(chance: random.Random) -> int:
    """Reports of one story: most have a few, some have many."""
    return min(400, int(chance.paretovariate(1.15) * 2))


def _report(number: int, day: int, paragraphs: list[str], chance: random.Random) -> Report:
    footer = chance.choice(_FOOTERS).format(wire="Norfax Wire", agency="Reuters")
    return Report(
        id=f"r{number:07d}",
        title=None,
        outlet=f"Outlet {number % 977}",
        url=f"https://outlet{number % 977}.example/{number}",
        published=(date(2031, 1, 1) + timedelta(days=day)).isoformat(),
        text="\n\n".join(paragraphs) + footer,
    )


def measure(count: int) -> dict[str, float]:
    """One run: how much processor time, how much memory, and how right."""
    from secondsource import pipeline

    truth: list[tuple[int, str, int | None]] = []
    making = 0.0

    def stream() -> Iterator[Report]:
        nonlocal making
        reports = make(count)
        while True:
            begun = time.process_time()
            made = next(reports, None)
            making += time.process_time() - begun
            if made is None:
                return
            truth.append((made.story, made.kind, made.source))
            yield made.report

    begun = time.process_time()
    groups = pipeline.group(stream())
    seconds = time.process_time() - begun - making
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = [""] * len(truth)
    copies: set[int] = set()
    partial: set[int] = set()
    for group in groups:
        for name in group.reports:
            found[int(name[1:])] = group.id
        copies |= {int(name[1:]) for name in group.copies}
        partial |= {int(reuse.report[1:]) for reuse in group.reuses}
    gold = [story for story, _, _ in truth]
    return {
        "reports": len(truth),
        "seconds": seconds,
        "each_ms": 1e3 * seconds / len(truth),
        "peak_mib": peak,
        "pairs_f1": 100 * pairwise(gold, found)[2],
        "bcubed_f1": 100 * bcubed(gold, found)[2],
        **_rates("copies", {n for n, (_, kind, _) in enumerate(truth) if kind == "copy"}, copies),
        **_rates(
            "partial", {n for n, (_, kind, _) in enumerate(truth) if kind == "partial"}, partial
        ),
    }


def _rates(what: str, gold: set[int], found: set[int]) -> dict[str, float]:
    right = len(gold & found)
    return {
        f"{what}_p": 100 * right / max(1, len(found)),
        f"{what}_r": 100 * right / max(1, len(gold)),
    }


def main() -> None:
    """Print one line a size."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    print(
        "  reports  CPU s    ms each  peak MiB   copies P    R   partial P    R   pairs  B-cubed F1"
    )
    for count in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.intake", "--one", str(count)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        row = json.loads(done.stdout)
        print(
            f"{row['reports']:9.0f}{row['seconds']:9.1f}{row['each_ms']:9.2f}"
            f"{row['peak_mib']:10.0f}{row['copies_p']:11.1f}{row['copies_r']:7.1f}"
            f"{row['partial_p']:10.1f}{row['partial_r']:7.1f}{row['pairs_f1']:8.1f}"
            f"{row['bcubed_f1']:9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
