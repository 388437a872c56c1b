"""Invented stories whose facts are told in several wordings (``wordings/``).

Written for this project, to teach what states one fact and what only sounds like it. A file has
lines ``# story``, ``= fact`` and, for outlets A to E, ``A: a sentence with [the words that tell the
fact] in brackets``, or ``A: -`` where an outlet doesn't tell it. ``rivals.txt`` names the facts of
a story that answer one question and can't both hold: ``file: story | 2-3 5-6``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reconcilegold import OWN, GoldClaim, GoldFact, GoldStory
from secondsource.records.report import Report

FOLDER = Path(__file__).with_name("wordings")
_LINE = re.compile(r"([A-E]): ([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")
_DAY = "2034-03-09"


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence of an outlet, and the characters that tell the fact."""

    outlet: str
    text: str
    start: int
    end: int

    @property
    def clause(self) -> str:
        """The words that tell the fact."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class WordedStory:
    """A story: for each fact its wordings, and the numbers of facts that are rivals."""

    name: str
    facts: tuple[tuple[Wording, ...], ...]
    rivals: tuple[tuple[int, int], ...] = ()


def stories() -> list[WordedStory]:
    """All stories, file by file."""
    rivals = dict(_rivals())
    paths = sorted(FOLDER.glob("w*.txt"))
    return [story for path in paths for story in _told(path, rivals)]


def _rivals() -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    for line in (FOLDER / "rivals.txt").read_text(encoding="utf-8").splitlines():
        name, _, pairs = line.partition(" | ")
        numbers = (pair.split("-") for pair in pairs.split())
        yield name, tuple((int(one) - 1, int(other) - 1) for one, other in numbers)


def _told(path: Path, rivals: Mapping[str, tuple[tuple[int, int], ...]]) -> Iterator[WordedStory]:
    name, facts = "", list[list[Wording]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# "]:
        if line.startswith("# "):
            if facts:
                whole = f"{path.stem}: {name}"
                yield WordedStory(whole, tuple(map(tuple, facts)), rivals.get(whole, ()))
            name, facts = line.removeprefix("# "), []
        elif line.startswith("= "):
            facts.append([])
        elif facts and (found := _LINE.fullmatch(line.strip())):
            outlet, before, clause, after = found.groups()
            start = len(before)
            text = before + clause + after
            facts[-1].append(Wording(outlet, text, start, start + len(clause)))


def annotated(story: WordedStory) -> GoldStory:
    """The story as a report an outlet, with the words that tell its facts as marked claims."""
    found = GoldStory(story.name, "open")
    for outlet in sorted({line.outlet for fact in story.facts for line in fact}):
        text = ""
        for number, fact in enumerate(story.facts):
            for line in fact:
                if line.outlet != outlet:
                    continue
                start = len(text) + line.start
                end = len(text) + line.end
                found.claims.append(GoldClaim(outlet, start, end, f"f{number}", OWN, False))
                text += f"{line.text}\n\n"
        found.reports.append(Report(id=outlet, text=text, outlet=f"Paper {outlet}", published=_DAY))
    found.facts = {f"f{number}": GoldFact(f"f{number}") for number in range(len(story.facts))}
    return found
