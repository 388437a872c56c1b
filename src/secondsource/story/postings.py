"""Which reports hold a key: an inverted index in a few sorted arrays that grows by appending.

Rows are kept in segments sorted by key and number, and segments of like size are merged, so that
a row is sorted a handful of times however large the index becomes. A row costs 12 to 16 bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]

_Bounds = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]

_LARGEST = 1 << 22  #: rows from which a segment is no longer merged: sorting needs room
_GROWTH = 4  #: a segment less than so many times the next one is merged with it


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Postings, one row each: the key, the number of the report, and the weight it has there."""

    keys: Keys
    numbers: Numbers
    weights: Weights | None = None

    def __len__(self) -> int:
        return len(self.keys)

    def take(self, rows: npt.NDArray[np.int64]) -> Rows:
        """Some of the rows, in the order given."""
        weights = None if self.weights is None else self.weights[rows]
        return Rows(self.keys[rows], self.numbers[rows], weights)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Rows found, each with the place of its key in the query, in no particular order.

    ``totals`` counts the rows of each key asked for, those that were too many too.
    """

    totals: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    numbers: Numbers
    weights: Weights | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    places: npt.NDArray[np.int64]
    numbers: Numbers
    weights: Weights | None


class Postings:
    """An index of rows with increasing numbers; old ones can be forgotten."""

    def __init__(self, *, weighted: bool = False) -> None:
        self._segments: list[Rows] = []
        self._newest: list[int] = []  #: the greatest number in each segment
        self._weighted = weighted

    def append(self, rows: Rows) -> None:
        """Add rows in ascending order of their numbers, which are greater than any before."""
        if not len(rows):
            return
        self._segments.append(_sorted(rows))
        self._newest.append(int(rows.numbers[-1]))
        while len(self._segments) > 1:
            older, newer = self._segments[-2:]
            if len(older) >= min(_GROWTH * len(newer), _LARGEST):
                break
            self._segments[-2:] = [_sorted(_joined(older, newer))]
            del self._newest[-2]

    def forget(self, before: int) -> None:
        """Drop segments that hold only numbers below ``before``."""
        while self._newest and self._newest[0] < before:
            del self._segments[0], self._newest[0]

    def find(self, keys: Keys, most: int) -> Hits:
        """Every row of each of ``keys``; none of a key that has more than ``most`` of them."""
        order = np.argsort(keys)  # neighbouring keys are near each other in memory, too
        ascending = keys[order]
        spans = [_bounds(segment, ascending, order) for segment in self._segments]
        total = np.zeros(len(keys), dtype=np.int64)
        for first, last in spans:
            total += last - first
        wanted = total <= most
        parts = [_no_hits(self._weighted), *self._gathered(spans, wanted)]
        weights = [part.weights for part in parts if part.weights is not None]
        return Hits(
            total,
            np.concatenate([part.places for part in parts]),
            np.concatenate([part.numbers for part in parts]),
            np.concatenate(weights) if weights else None,
        )

    def _gathered(self, spans: list[_Bounds], wanted: npt.NDArray[np.bool_]) -> Iterator[_Found]:
        for segment, (first, last) in zip(self._segments, spans, strict=True):
            lengths = np.where(wanted, last - first, 0)
            places = np.repeat(np.arange(len(lengths)), lengths)
            begins = np.cumsum(lengths) - lengths
            rows = np.arange(len(places)) - begins[places] + first[places]
            weights = None if segment.weights is None else segment.weights[rows]
            yield _Found(places, segment.numbers[rows], weights)


def _sorted(rows: Rows) -> Rows:
    """By key; of one key the numbers are in order already, and stay so. Runs are only merged."""
    return rows.take(np.argsort(rows.keys, kind="stable"))


def _joined(one: Rows, other: Rows) -> Rows:
    weights = None
    if one.weights is not None and other.weights is not None:
        weights = np.concatenate((one.weights, other.weights))
    keys = np.concatenate((one.keys, other.keys))
    return Rows(keys, np.concatenate((one.numbers, other.numbers)), weights)


def _bounds(segment: Rows, ascending: Keys, order: npt.NDArray[np.int64]) -> _Bounds:
    """Where the rows of each key begin and end; ``order`` is the place of each ascending key."""
    begins = np.searchsorted(segment.keys, ascending)
    held = np.flatnonzero(segment.keys[np.minimum(begins, len(segment) - 1)] == ascending)
    first = np.zeros(len(order), dtype=np.int64)
    last = np.zeros(len(order), dtype=np.int64)
    first[order[held]] = begins[held]
    last[order[held]] = np.searchsorted(segment.keys, ascending[held], side="right")
    return first, last


def _no_hits(weighted: bool) -> _Found:
    none = np.empty(0, dtype=np.float32) if weighted else None
    return _Found(np.empty(0, np.int64), np.empty(0, np.uint32), none)
