"""Invented stories whose facts are told in several wordings (``wordings/``).

Written for this project, to teach what states one fact and what only sounds like it. A file has
lines ``# story``, ``= fact`` and, for outlets A to E, ``A: a sentence with [the words that tell the
fact] in brackets``, or ``A: -`` where an outlet doesn't tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    """A story: for each fact its wordings."""

    name: str
    facts: tuple[tuple[Wording, ...], ...]


def stories() -> list[WordedStory]:
    """All stories, file by file."""
    return [story for path in sorted(FOLDER.glob("*.txt")) for story in _told(path)]


def _told(path: Path) -> Iterator[WordedStory]:
    name, facts = "", list[list[Wording]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# "]:
        if line.startswith("# "):
            kept = tuple(tuple(fact) for fact in facts if fact)
            if kept:
                yield WordedStory(f"{path.stem}: {name}", kept)
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
