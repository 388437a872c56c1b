"""Where a report prints somebody's words: the spans between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Archives print a mark as two apostrophes, old mail as two backticks and two apostrophes.
_DOUBLE = re.compile(r"[“”\"„]|''|``")
_SINGLE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(“\"—–-]))‘(?=\S)([^\n]{1,1000}?)(?<=\S)’(?![\w])")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words between two marks; ``open_end`` when the closing mark is missing because the
    speech goes on in the next paragraph."""

    start: int
    end: int
    open_end: bool = False
    mark: int = 1  #: characters of one mark

    @property
    def outer(self) -> tuple[int, int]:
        """Start and end with the marks, whether the last is printed or not."""
        return self.start - self.mark, self.end + self.mark


def find_quoted(text: str) -> list[Quoted]:
    """All quoted spans in text order; a quote inside a quote is part of the outer one."""
    found: list[Quoted] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found += _doubles(text, paragraph.start(), paragraph.end())
    for match in _SINGLE.finditer(text):
        single = Quoted(match.start() + 1, match.end() - 1)
        touched = [q for q in found if q.start < match.end() and match.start() < q.end]
        within = all(single.start < q.start and q.end < single.end for q in touched)
        if within:
            found = [*(q for q in found if q not in touched), single]
    return sorted(found, key=lambda quoted: quoted.start)


def _doubles(text: str, start: int, end: int) -> list[Quoted]:
    found: list[Quoted] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        char, at = mark.group(), mark.start()
        if opened is None:
            if char != "”" and not _is_inch(text, at):
                opened = mark.end()
        elif char in ('"', "''") and _opens(text, mark.start(), mark.end()):
            if text[opened:at].strip():  # the speech goes on, as in a new paragraph
                kept = opened + len(text[opened:at].rstrip())
                found.append(Quoted(opened, kept, open_end=True, mark=len(char)))
            opened = mark.end()
        elif char not in ("“", "„", "``"):
            if text[opened:at].strip():
                found.append(Quoted(opened, at, mark=len(char)))
            opened = None
    if opened is not None and text[opened:end].strip():
        # Only the convention of a speech over paragraphs leaves a quote open on purpose.
        following = text[end : end + 40].lstrip()
        if following.startswith(("“", '"', "''", "``")) and text[end : end + 1] == "\n":
            width = 2 if following[0] in "'`" else 1
            found.append(Quoted(opened, end, open_end=True, mark=width))
    return found


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a straight mark behind a full stop and a space, right before a capital, opens a
    speech anew: '… on Monday. "The dam broke.' where paragraphs were run together."""
    before = text[max(0, start - 2) : start]
    return before[1:] == " " and before[:1] in (".", "!", "?") and text[end : end + 1].isupper()


def _is_inch(text: str, at: int) -> bool:
    """A straight mark right after a digit opens nothing: a 12" gun, 6'2'' tall."""
    return text[at] in "\"'" and at > 0 and text[at - 1].isdigit()
