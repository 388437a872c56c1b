"""The passages two reports have in common, word for word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from secondsource.records.reading import Span
from secondsource.story.shingles import Wording

Passage = tuple[Span, Span]

TELLING = 8  #: words in a row that are seldom the same by chance


@dataclass(frozen=True, slots=True)
class _Run:
    """Equal words: where they begin in the one and the other, and how many."""

    one: int
    other: int
    length: int


def shared_passages(one: Wording, other: Wording) -> tuple[Passage, ...]:
    """Passages that stand in both texts word for word, in the order of ``one``.

    Runs are found outside quotations and then grown over them; those of fewer than ``TELLING``
    words only count where nothing longer is shared. What stands in ``other`` more than once is
    matched with its first place.
    """
    found = _runs(one, other)
    long = [run for run in found if run.length >= TELLING] or found
    return tuple(
        (_span(one, run.one, run.length), _span(other, run.other, run.length)) for run in long
    )


def _runs(one: Wording, other: Wording) -> list[_Run]:
    grower = _Grower(_steps(one), _steps(other))
    runs: list[_Run] = []
    end = 0
    for place, there in _seeds(one, other):
        if place < end:
            continue
        run = grower.grow(place, there, end)
        runs.append(run)
        end = run.one + run.length
    return runs


def _seeds(one: Wording, other: Wording) -> list[tuple[int, int]]:
    """Where each run of shared shingles begins in the one and in the other."""
    shingles, first = np.unique(other.shingles, return_index=True)
    if not len(shingles):
        return []
    found = np.minimum(np.searchsorted(shingles, one.shingles), len(shingles) - 1)
    shared = shingles[found] == one.shingles
    here, there = one.at[shared], other.at[first[found[shared]]]
    begins = np.ones(len(here), dtype=np.bool_)
    begins[1:] = (np.diff(here) != 1) | (np.diff(there) != 1)
    return list(zip(here[begins].tolist(), there[begins].tolist(), strict=True))


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
