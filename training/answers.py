"""Invented stories with the answers that two sides give to one question (``answers/``).

Written for this project, to teach what cannot both be true and what only talks of the same things.
A file has lines ``# story``, ``? question`` and, for each side of it, ``1: a sentence with [the
words that answer] in brackets``; ``2!:`` is what somebody denies, the number the side on which the
denial stands; ``0:`` a near miss, which takes the same people and words and neither states nor
contradicts what any side says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("answers")
_LINE = re.compile(r"([0-3])(!?): [^\[\]]*\[([^\[\]]+)\][^\[\]]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """The words that answer a question; ``side`` 0 is a near miss."""

    side: int
    clause: str
    denied: bool


@dataclass(frozen=True, slots=True)
class AnsweredStory:
    """A story: for each of its questions the answers."""

    name: str
    questions: tuple[tuple[Answer, ...], ...]


def stories() -> list[AnsweredStory]:
    """All stories, file by file."""
    return [story for path in sorted(FOLDER.glob("*.txt")) for story in _told(path)]


def _told(path: Path) -> Iterator[AnsweredStory]:
    name, questions = "", list[list[Answer]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# "]:
        if line.startswith("# "):
            if questions:
                yield AnsweredStory(f"{path.stem}: {name}", tuple(map(tuple, questions)))
            name, questions = line.removeprefix("# "), []
        elif line.startswith("? "):
            questions.append([])
        elif questions and (found := _LINE.fullmatch(line.strip())):
            side, denied, clause = found.groups()
            questions[-1].append(Answer(int(side), clause, bool(denied)))
