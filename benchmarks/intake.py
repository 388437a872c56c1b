"""Copies and stories at size: time, memory and correctness on invented reports.

Usage: python -m benchmarks.intake [COUNT ...]    (10000 100000 unless told; 1000000 takes long)

Every count runs in a process of its own, so that its peak of memory is its own, and takes reports
from another process, which makes them. Time is processor time of the one process that files
reports, finds copies and stories, and explains them; where it stands is told on standard error.

Reports are made one by one from templates: stories of a few reports over a year, every one in
words of its own (names, places, figures and a mixture of sentence forms), with exact and near
copies, wire texts with paragraphs added, credits and footers. What each report is, is known.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.stories import bcubed, pairwise
from secondsource.records.report import Report

_DAYS = 365
_TOLD = 20_000  #: reports after which it is told where a run stands
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


@dataclass(slots=True)
class _Truth:
    """What each report is, by its number."""

    stories: array[int] = field(default_factory=lambda: array("L"))
    copies: set[int] = field(default_factory=set)
    partial: set[int] = field(default_factory=set)


@contextmanager
def _made_elsewhere(count: int) -> Iterator[Iterator[str]]:
    """Lines of JSON from a process that makes the reports."""
    command = [sys.executable, "-m", "benchmarks.intake", "--make", str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout is not None
        yield iter(maker.stdout)


def _print_made(count: int) -> None:
    for made in make(count):
        report = made.report
        fields = [report.id, report.outlet, report.url, report.published, report.text]
        print(json.dumps((made.story, made.kind, *fields)))


def _taken(line: str, truth: _Truth) -> Report:
    story, kind, name, outlet, url, published, text = json.loads(line)
    if kind != "own":
        (truth.copies if kind == "copy" else truth.partial).add(len(truth.stories))
    truth.stories.append(story)
    return Report(id=name, outlet=outlet, url=url, published=published, text=text)


def measure(count: int) -> dict[str, float]:
    """One run: how much processor time, how much memory, and how right."""
    from secondsource import pipeline

    truth, stream = _Truth(), pipeline.Stories()
    begun, waiting = time.process_time(), 0.0
    with _made_elsewhere(count) as lines:
        for line in lines:
            before = time.process_time()
            report = _taken(line, truth)
            waiting += time.process_time() - before
            stream.add(report)
            if len(truth.stories) % _TOLD == 0:
                _tell(len(truth.stories), time.process_time() - begun - waiting)
    found = array("L", bytes(8 * len(truth.stories)))
    copies: set[int] = set()
    partial: set[int] = set()
    for place, group in enumerate(stream.iter_groups()):
        for name in group.reports:
            found[int(name[1:])] = place
        copies.update(int(name[1:]) for name in group.copies)
        partial.update(int(reuse.report[1:]) for reuse in group.reuses)
    seconds = time.process_time() - begun - waiting
    return {
        "reports": len(truth.stories),
        "seconds": seconds,
        "each_ms": 1e3 * seconds / len(truth.stories),
        "peak_mib": _peak_mib(),
        "pairs_f1": 100 * pairwise(truth.stories, found)[2],
        "bcubed_f1": 100 * bcubed(truth.stories, found)[2],
        **_rates("copies", truth.copies, copies),
        **_rates("partial", truth.partial, partial),
    }


def _tell(count: int, seconds: float) -> None:
    each = 1e3 * seconds / count
    where = f"{count} taken in: {seconds:.0f} s, {each:.2f} ms each, peak {_peak_mib():.0f} MiB"
    print(where, file=sys.stderr, flush=True)


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rates(what: str, gold: set[int], found: set[int]) -> dict[str, float]:
    right = len(gold & found)
    return {
        f"{what}_p": 100 * right / max(1, len(found)),
        f"{what}_r": 100 * right / max(1, len(gold)),
    }


def main() -> None:
    """Print one line a size."""
    if sys.argv[1:2] == ["--make"]:
        _print_made(int(sys.argv[2]))
        return
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    print(
        "  reports  CPU s    ms each  peak MiB   copies P    R   partial P    R   pairs  B-cubed F1"
    )
    for count in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.intake", "--one", str(count)],
            check=True, stdout=subprocess.PIPE, text=True,
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
