"""Phrases of the trade: wording that unrelated reports share, and that therefore shows nothing.

Counts are kept in a table of fixed size in which two rare shingles may share a place; what is
common is told from the mean of the table, so that it does not fill up as the reports grow.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from secondsource.story.shingles import WORDS, Hashes, Wording

COMMON = 16  #: reports, each at another time, that make a shingle a phrase of the trade
APART_DAYS = 2.0  #: what passes from hand to hand on one day is told once

_MOST = 255
_OVER_MEAN = 4  #: two shingles of one place: so many times the mean is no chance
_FIRST_PLACES, _MOST_PLACES, _GROWTH = 1 << 16, 1 << 24, 1 << 4


class Formulas:
    """How often each shingle stood in a report of its own; at most 48 MiB."""

    def __init__(self) -> None:
        self._counts = np.zeros(_FIRST_PLACES, dtype=np.uint8)
        self._days = np.zeros(_FIRST_PLACES, dtype=np.int16)
        self._total = 0

    def note(self, shingles: Hashes, day: float) -> None:
        """The shingles of a report that it took from no other; ``day`` is NaN where unknown."""
        places = self._at(shingles)
        if day == day:  # noqa: PLR0124  # NaN
            limits = np.iinfo(np.int16)
            day = float(np.clip(day, limits.min, limits.max))
            apart = np.abs(self._days[places].astype(np.float64) - day) >= APART_DAYS
            places = places[(self._counts[places] == 0) | apart]
            self._days[places] = int(day)
        self._counts[places] = np.minimum(self._counts[places], _MOST - 1) + 1
        self._total += len(places)
        if len(self._counts) < _MOST_PLACES and self._total > len(self._counts) // 2:
            # Every shingle takes along what its old place said.
            self._counts = np.tile(self._counts, _GROWTH)
            self._days = np.tile(self._days, _GROWTH)

    def _at(self, shingles: Hashes) -> Hashes:
        return shingles % np.uint64(len(self._counts))

    def common(self, shingles: Hashes) -> npt.NDArray[np.bool_]:
        """Which of the shingles are phrases of the trade."""
        least = COMMON + _OVER_MEAN * self._total // len(self._counts)
        return self._counts[self._at(shingles)] >= least

    def words(self, wording: Wording) -> npt.NDArray[np.bool_]:
        """Which words of a report belong to one."""
        marked = np.zeros(len(wording.words), dtype=np.bool_)
        at = wording.at[self.common(wording.shingles)]
        for offset in range(WORDS):
            marked[at + offset] = True
        return marked

    def form_words(self, wording: Wording) -> npt.NDArray[np.bool_]:
        """Which words of a report belong to one whose names and figures change."""
        forms, first, last = wording.forms
        common = self.common(forms)
        edges = np.zeros(len(wording.words) + 1, dtype=np.int32)
        np.add.at(edges, first[common], 1)
        np.add.at(edges, last[common], -1)
        return np.cumsum(edges[:-1]) > 0
