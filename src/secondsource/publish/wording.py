"""Where two printings of one quote differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\w(?:\S*\w)?")  #: without the marks at its edges
_COMPARED: Final = 24  #: versions held against each other; more are shown without marks


class Piece(NamedTuple):
    """A run of a quote's own characters, and whether another printing has it otherwise."""

    text: str
    differs: bool


def compare(versions: Sequence[str]) -> list[list[Piece]]:
    """For each version its pieces; joined they are the version, character for character.

    A word differs when another version has something else in its place.
    """
    spans = [[match.span() for match in _WORD.finditer(text)] for text in versions]
    words = [
        [text[start:end].casefold() for start, end in marks]
        for text, marks in zip(versions, spans, strict=True)
    ]
    differing: list[set[int]] = [set() for _ in versions]
    for one, other in combinations(range(min(len(versions), _COMPARED)), 2):
        if words[one] != words[other]:
            _mark(words[one], words[other], differing[one], differing[other])
    return [
        _pieces(text, marks, changed)
        for text, marks, changed in zip(versions, spans, differing, strict=True)
    ]


def _mark(one: list[str], two: list[str], in_one: set[int], in_two: set[int]) -> None:
    """Note the words that differ; words cut off at an end are left out, not changed."""
    blocks = SequenceMatcher(a=one, b=two, autojunk=False).get_opcodes()
    for place, (kind, start, end, other_start, other_end) in enumerate(blocks):
        at_edge = place in (0, len(blocks) - 1)
        if kind == "equal" or (at_edge and kind in ("insert", "delete")):
            continue
        in_one.update(range(start, end))
        in_two.update(range(other_start, other_end))


def _pieces(text: str, spans: list[tuple[int, int]], changed: set[int]) -> list[Piece]:
    pieces: list[Piece] = []
    last = 0
    for index, (start, end) in enumerate(spans):
        if index not in changed:
            continue
        joined = index - 1 in changed
        if start > last and not joined:
            pieces.append(Piece(text[last:start], differs=False))
        if joined:
            pieces[-1] = Piece(pieces[-1].text + text[last:end], differs=True)
        else:
            pieces.append(Piece(text[start:end], differs=True))
        last = end
    if last < len(text):
        pieces.append(Piece(text[last:], differs=False))
    return pieces
