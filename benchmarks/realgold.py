"""Which statements of real news tell one fact, marked by characters (``real_gold/``).

The texts are not here: they are the publishers', and whoever has the data sets lays them beside. A
file is one story (format: ``docs/real-gold.md``)::

    report A 9_3ecb 5c0e7b12 12 40 133
    = A1 B4 B9

A report has a letter, its id, the beginning of its text's SHA-256, and the characters at which the
predicates of its statements begin: ``A1`` is the first of them. ``=`` names the statements of one
fact, ``~`` two in conflict, ``<`` a part and its whole, ``!`` a mark that is no statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Literal

from benchmarks.reconcilegold import OWN, GoldClaim, GoldError, GoldFact, GoldStory
from secondsource.records.report import Report

FOLDER = Path(__file__).with_name("real_gold")
Part = Literal["basil", "ecb"]
_PRINT = 8  #: hexadecimal digits of a text's hash

Mark = tuple[str, int]  #: report id and the character at which the predicate begins


@dataclass(slots=True)
class RealStory:
    """The marks of one story: facts as groups of marks, pairs in conflict, parts and their wholes,
    and marks that are no statements."""

    name: str
    prints: dict[str, str] = field(default_factory=dict)  #: report id: hash of its text
    marks: set[Mark] = field(default_factory=set)
    facts: list[frozenset[Mark]] = field(default_factory=list)
    conflicts: list[tuple[Mark, Mark]] = field(default_factory=list)
    parts: list[tuple[Mark, Mark]] = field(default_factory=list)
    nothing: set[Mark] = field(default_factory=set)

    @property
    def judged(self) -> set[Mark]:
        """The marks that count."""
        return self.marks - self.nothing

    def fact_of(self) -> dict[Mark, int]:
        """Which fact each mark is of, where another tells it too."""
        return {mark: number for number, marks in enumerate(self.facts) for mark in marks}


def fingerprint(text: str) -> str:
    """By what a text is known again."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_PRINT]


def load(part: Part) -> list[RealStory]:
    """The annotated stories of a data set, in order of their names.

    Raises:
        GoldError: a file that breaks the format.
    """
    paths = sorted((FOLDER / part).glob("*.txt"))
    return [parse(path.read_text(encoding="utf-8"), path.stem) for path in paths]


def parse(content: str, name: str) -> RealStory:
    """One annotated story.

    Raises:
        GoldError: an unknown line, or a statement that no report has.
    """
    story, keys = RealStory(name), dict[str, Mark]()
    for number, line in enumerate(content.splitlines(), 1):
        kind, *told = line.split() or ["#"]
        if kind == "report":
            letter, report, text, *starts = told
            story.prints[report] = text
            keys |= {f"{letter}{n}": (report, int(at)) for n, at in enumerate(starts, 1)}
            continue
        unknown = [key for key in told if key not in keys]
        if kind not in "=~<!#" or (unknown and kind != "#"):
            raise GoldError(f"{name}, line {number}: can't read “{line}”")
        _add(story, kind, [keys[key] for key in told if key in keys])
    story.marks = set(keys.values()) - _doubled(keys.values())
    return story


def _add(story: RealStory, kind: str, marks: Sequence[Mark]) -> None:
    if kind == "=":
        story.facts.append(frozenset(marks))
    elif kind == "~":
        story.conflicts += combinations(marks, 2)
    elif kind == "<":
        story.parts += [(part, marks[-1]) for part in marks[:-1]]
    elif kind == "!":
        story.nothing |= {*marks}


def _doubled(marks: Iterable[Mark]) -> set[Mark]:
    """Predicates that two statements share: which of them is meant no position tells."""
    return {mark for mark, times in Counter(marks).items() if times > 1}


def annotated(story: RealStory, reports: Mapping[str, Report]) -> GoldStory:
    """The story with its texts: marks as claims of a fact, those that tell nothing as optional.

    Raises:
        GoldError: a report that is missing or has another text than when it was annotated.
    """
    found = GoldStory(story.name, "open")
    for report, text in story.prints.items():
        if report not in reports or fingerprint(reports[report].text) != text:
            raise GoldError(f"{story.name}: no report {report} with the text that was annotated")
        found.reports.append(reports[report])
    fact_of = {mark: f"f{number}" for mark, number in story.fact_of().items()}
    for report, at in sorted(story.marks):
        mark = report, at
        name = fact_of.get(mark, f"{report}@{at}")
        optional = mark in story.nothing
        found.claims.append(GoldClaim(report, at, at + 1, name, OWN, optional))
    found.facts = {name: GoldFact(name) for name in sorted({c.fact for c in found.claims})}
    return found


def written(
    reports: Iterable[tuple[str, Report, Sequence[int]]], lines: Iterable[str]
) -> Iterator[str]:
    """The lines of a file: letters, reports and where their statements are, then what was found."""
    for letter, report, starts in reports:
        yield f"report {letter} {report.id} {fingerprint(report.text)} {' '.join(map(str, starts))}"
    yield from lines
