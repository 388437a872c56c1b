"""The annotated stories of ``reconciling_gold/`` (format: ``docs/reconciling-gold.md``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from secondsource.records.report import Report

FOLDER = Path(__file__).with_name("reconciling_gold")
Half = Literal["open", "further", "opened", "sealed"]
HALVES: tuple[Half, ...] = ("open", "further", "opened", "sealed")
OWN, UNNAMED = "own", "unnamed"  #: origins that need no row
_MARK = re.compile(r"\[([^\]|]+)(?:\|([~+]?)(\w*))?(?:\|(\w+))?\]")
_REPORT = re.compile(r"^=== (\w+)\n", re.MULTILINE)
_GRADES = frozenset(
    {"acknowledged", "corroborated", "contested", "widely reported", "single source", "superseded"}
)


class GoldError(ValueError):
    """An annotated story that can't be read."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim by its predicate. ``optional`` claims count neither for nor against."""

    report: str
    start: int
    end: int
    fact: str
    origin: str
    optional: bool


@dataclass(slots=True)
class GoldFact:
    """What is expected of a fact; ``low``/``high`` where its range is given."""

    name: str
    grade: str = "single source"
    low: float | None = None
    high: float | None = None
    against: set[str] = field(default_factory=set)
    supersedes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class GoldStory:
    """Reports of one story and what they state together."""

    name: str
    half: Half
    reports: list[Report] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    origins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, GoldFact] = field(default_factory=dict)
    claims: list[GoldClaim] = field(default_factory=list)
    added: list[GoldClaim] = field(default_factory=list)  #: marked later, for precision alone


def load(half: Half) -> list[GoldStory]:
    """The stories of one half; none where its folder is empty or missing.

    Raises:
        GoldError: a file that breaks the format.
    """
    paths = sorted((FOLDER / half).glob("*.txt"))
    return [parse(path.read_text(encoding="utf-8"), path.stem, half) for path in paths]


def parse(content: str, name: str, half: Half = "open") -> GoldStory:
    """One annotated story.

    Raises:
        GoldError: an unknown line, grade, origin or fact.
    """
    story = GoldStory(name, half)
    head, *parts = _REPORT.split(content)
    for line in filter(None, head.splitlines()):
        _row(story, line)
    for key, body in zip(parts[::2], parts[1::2], strict=True):
        _report(story, key, body)
    _check(story)
    return story


def _row(story: GoldStory, line: str) -> None:
    kind, _, rest = line.partition(" ")
    name, _, value = rest.partition(" = ")
    if kind == "origin":
        story.origins[name] = tuple(part.strip() for part in value.split(";"))
    elif kind == "fact":
        grade, *extras = (part.strip() for part in value.split(";"))
        fact = story.facts[name] = GoldFact(name, grade)
        for extra in extras:
            _extra(story, fact, extra)
    elif kind != "about:":
        raise GoldError(f"{story.name}: unknown line “{line}”")


def _extra(story: GoldStory, fact: GoldFact, extra: str) -> None:
    key, _, value = extra.partition(" ")
    if key == "range":
        low, _, high = value.partition("-")
        fact.low, fact.high = float(low), float(high)
    elif key in ("against", "supersedes"):
        getattr(fact, key).update(value.split())
    else:
        raise GoldError(f"{story.name}: unknown “{extra}”")


def _report(story: GoldStory, key: str, body: str) -> None:
    header, _, marked = body.strip().partition("\n\n")
    told = dict(line.split(": ", 1) for line in header.splitlines())
    identity = f"{story.name}-{key}"
    if "Copy" in told:
        story.copies[identity] = f"{story.name}-{told['Copy']}"
    text, position = "", 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        words, kind, fact, origin = mark.groups()
        start, position = len(text), mark.end()
        text += words
        name = fact or f"{key}@{start}"
        claim = GoldClaim(identity, start, len(text), name, origin or OWN, kind == "~")
        (story.added if kind == "+" else story.claims).append(claim)
    text += marked[position:]
    story.reports.append(
        Report(id=identity, text=text, outlet=told["Outlet"], published=told["Published"])
    )


def _check(story: GoldStory) -> None:
    known = {OWN, UNNAMED, *story.origins}
    told = {claim.fact for claim in story.claims}
    for problem in _problems(story, known, told):
        raise GoldError(f"{story.half}/{story.name}.txt: {problem}")
    for name in told - story.facts.keys():
        story.facts[name] = GoldFact(name)


def _problems(story: GoldStory, known: set[str], told: set[str]) -> Iterator[str]:
    for claim in story.claims:
        if claim.origin not in known:
            yield f"unknown origin {claim.origin}"
        if "@" not in claim.fact and claim.fact not in story.facts:
            yield f"{claim.fact} has no row"
    for fact in story.facts.values():
        if fact.grade not in _GRADES:
            yield f"unknown grade {fact.grade}"
        for name in {fact.name, *fact.against, *fact.supersedes} - told:
            yield f"no claim states {name}"
