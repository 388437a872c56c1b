"""The passages two reports have in common, word for word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from secondsource.records.reading import Span
from secondsource.story.shingles import WORDS, Wording

Passage = tuple[Span, Span]

_MOST_PLACES = 16  #: of one shingle in the other text


@dataclass(frozen=True, slots=True)
class _Run:
    """Equal words: where they begin in the one and the other, and how many."""

    one: int
    other: int
    length: int


def shared_passages(one: Wording, other: Wording) -> tuple[Passage, ...]:
    """Passages of eight or more words that stand in both texts, in the order of ``one``.

    Runs are found outside quotations and then grown over them.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for shingle, place in zip(other.shingles.tolist(), other.at.tolist(), strict=True):
        if len(places[shingle]) < _MOST_PLACES:
            places[shingle].append(place)
    grower = _Grower(_steps(one), _steps(other))
    passages: list[Passage] = []
    end = 0
    for shingle, place in zip(one.shingles.tolist(), one.at.tolist(), strict=True):
        if place < end or shingle not in places:
            continue
        runs = [grower.grow(place, there, end) for there in places[shingle]]
        run = max(runs, key=lambda run: (run.length, -run.other))
        passages.append((_span(one, run.one, run.length), _span(other, run.other, run.length)))
        end = run.one + run.length
    return tuple(passages)


def longest_run(one: Wording, other: Wording) -> int:
    """Words in the longest passage outside quotations that both texts have."""
    at = one.at[np.isin(one.shingles, other.shingles)]
    if not len(at):
        return 0
    breaks = np.flatnonzero(np.diff(at) != 1)
    edges = np.concatenate(([-1], breaks, [len(at) - 1]))
    return int(np.diff(edges).max()) + WORDS - 1


def _steps(wording: Wording) -> list[tuple[int, bool]]:
    """Each word's hash, and whether it follows the word before it."""
    return list(zip(wording.words.tolist(), wording.joined.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Grower:
    one: list[tuple[int, bool]]
    other: list[tuple[int, bool]]

    def grow(self, at: int, there: int, floor: int) -> _Run:
        """The longest run of equal words through ``at`` that begins at ``floor`` or later."""
        back = 0
        while (
            at - back > floor
            and there - back > 0
            and self.one[at - back][1]
            and self.other[there - back][1]
            and self.one[at - back - 1][0] == self.other[there - back - 1][0]
        ):
            back += 1
        length = 0
        while (
            at + length < len(self.one)
            and there + length < len(self.other)
            and self.one[at + length][0] == self.other[there + length][0]
            and (not length or (self.one[at + length][1] and self.other[there + length][1]))
        ):
            length += 1
        return _Run(at - back, there - back, back + length)


def _span(wording: Wording, first: int, length: int) -> Span:
    return Span(start=int(wording.starts[first]), end=int(wording.ends[first + length - 1]))
