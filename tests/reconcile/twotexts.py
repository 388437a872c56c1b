"""Pairs of short invented reports, from text to facts, and ``wordings/*.txt``, which holds them.

A file has a comment and then pairs: a line ``== name``, perhaps ``days:`` (both days of
publication; a dash for none) and ``known:`` (why it fails), then the two texts, each with the words
of its claim in brackets. ``¶`` stands for a new line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from secondsource.encoder import runtime
from secondsource.pipeline import Reader, reconcile
from secondsource.records.report import Report
from secondsource.records.story import Fact, Story

FOLDER = Path(__file__).parent / "wordings"
WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"


@dataclass(frozen=True)
class Pair:
    """Two texts and the words of the claims in question."""

    one: str
    other: str
    words: tuple[str, str]
    days: tuple[str, str] = ("2033-03-08", "2033-03-08")  # a Tuesday
    known: str = ""  #: why it is known to fail


@cache
def reader() -> Reader:
    return Reader(threads=1)


OUTLETS = ("Tarn Post", "Vik Herald", "Harnvik Courier", "Daily Anchor")


@cache
def told(pair: Pair) -> Story:
    return story_of((pair.one, pair.other), pair.days)


def story_of(texts: Sequence[str], days: Sequence[str] = ("2033-03-08",) * 4) -> Story:
    reports = [
        Report(id=f"r{number}", text=text, outlet=OUTLETS[number], published=days[number] or None)
        for number, text in enumerate(texts)
    ]
    return reconcile(list(reader().read_many(reports)))


def facts(pair: Pair, number: int) -> list[Fact]:
    """The facts with a claim in which the words stand."""
    words, text = pair.words[number], (pair.one, pair.other)[number]
    at = text.index(words)
    return [
        fact
        for fact in told(pair).facts
        if any(
            c.report == f"r{number}" and c.start <= at and at + len(words) <= c.end
            for c in fact.claims
        )
    ]


def together(pair: Pair) -> bool:
    return any(len(fact.reports) == 2 and fact in facts(pair, 1) for fact in facts(pair, 0))


def against(pair: Pair) -> bool:
    others = {fact.id for fact in facts(pair, 1)}
    return any(conflict.fact in others for fact in facts(pair, 0) for conflict in fact.conflicts)


def pairs(name: str) -> dict[str, Pair]:
    """The pairs of a file, by their names."""
    content = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, Pair] = {}
    for block in content.split("\n== ")[1:]:
        title, *lines = block.strip().splitlines()
        if title in found:
            raise ValueError(f"{name}.txt: two pairs are called {title!r}")
        found[title] = _pair(lines)
    return found


def _pair(lines: Sequence[str]) -> Pair:
    told = dict(line.split(": ", 1) for line in lines[:-2])
    days = [day.strip("-") for day in told.get("days", "2033-03-08 2033-03-08").split()]
    (one, first), (other, second) = map(_marked, lines[-2:])
    return Pair(one, other, (first, second), (days[0], days[1]), told.get("known", ""))


def _marked(line: str) -> tuple[str, str]:
    """A text, and the words of it that stand in brackets."""
    before, _, rest = line.replace("¶", "\n").partition("[")
    words, _, after = rest.partition("]")
    return before + words + after, words
