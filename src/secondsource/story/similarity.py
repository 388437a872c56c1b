"""How much any two reports speak of the same: TF-IDF cosine, weighed by the days between them.

Reports come as a stream. The first ``HEAD`` are compared with how rare words are among all of
them; every later one with how rare they were when the stream last doubled, so that what was
compared once need never be compared again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from secondsource.story.linkage import MOST_EDGES
from secondsource.story.postings import Postings, Rows

FAR, NEAR, DECAY_DAYS = 0.5, 1.0, 10.0  #: factor FAR + NEAR * exp(-days / DECAY_DAYS)
UNDATED = 0.7  #: factor where either date is unknown
PRIOR_REPORTS, PRIOR_HOLDERS = 100, 5  #: imagined reports, so that a handful can be compared
HEAD = 4_096  #: reports compared all with all, with word counts of all of them
WINDOW = 131_072  #: a report is compared with so many before it

_MOST_HOLDERS = 400  #: a term in more reports of the window tells none of them apart
_BATCH = 256
_BUCKETS = 1 << 23  #: counters of terms; two rare terms of one counter do no harm
_STRIP = 32  #: reports compared at once: what they have in common has to fit into memory
_LEAST_WEIGHT = 1e-6
_SPARSEST = 32  #: times as many cells as rows, up to which a table of pairs is filled

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A report's terms as hashes in ascending order, with their summed weights; its day."""

    terms: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    day: float  #: since 1970; NaN where unknown


def vector(terms: Mapping[str, float], published: str | None) -> Vector:
    """Terms as hashes. Weights are dampened: a term ten times over does not count ten times."""
    keys = np.fromiter(map(term_hash, terms), np.uint32, len(terms))
    raw = np.fromiter(terms.values(), np.float32, len(terms))
    order = np.argsort(keys, kind="stable")
    keys, raw = keys[order], raw[order]
    new = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    if not new.all():  # two terms of one hash
        keys, raw = keys[new], np.add.reduceat(raw, np.flatnonzero(new))
    damped = np.where(raw > 1, 1 + np.log(np.maximum(raw, 1)), raw).astype(np.float32)
    return Vector(keys, damped, day_number(published))


def term_hash(term: str) -> int:
    """The same on every machine."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def day_number(published: str | None) -> float:
    """Days since 1970 of an ISO date or date-time, NaN where there is none."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return float("nan")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.timestamp() / 86_400


def closeness(gaps: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The factor for reports so many days apart; NaN where either day is unknown."""
    decayed = FAR + NEAR * np.exp(-np.abs(gaps) / DECAY_DAYS)
    return np.where(np.isnan(gaps), UNDATED, decayed)


@dataclass(slots=True, eq=False)
class Neighbours:
    """Takes vectors one after another and finds the earlier ones that each is like.

    ``edges`` of at least ``least`` are the same however the stream is cut into calls.
    """

    least: float
    head: list[Vector] = field(default_factory=list)
    count: int = 0
    _counts: npt.NDArray[np.int32] = field(
        default_factory=lambda: np.zeros(_BUCKETS, dtype=np.int32)
    )
    _waiting: list[Vector] = field(default_factory=list)
    _compared: _Compared | None = None

    def add(self, report: Vector) -> None:
        """The next report of the stream."""
        self.count += 1
        self._counts[report.terms % _BUCKETS] += 1
        if self.count <= HEAD:
            self.head.append(report)
            if self.count == HEAD:
                self._compared = self._of_head()
                self.head = []
            return
        self._waiting.append(report)
        if self._compared is None:
            return
        if len(self._waiting) == _BATCH or self.count == 2 * self._compared.known:
            self._compare_waiting()
            if self.count == 2 * self._compared.known:
                self._compared.learn(self._rarity())

    def edges(self) -> Edges:
        """All edges so far. The whole head is compared anew while it still grows."""
        if self._compared is None:
            return self._of_head().edges()
        self._compare_waiting()
        return self._compared.edges()

    def _of_head(self) -> _Compared:
        compared = _Compared(self.least, self._rarity())
        for start in range(0, len(self.head), _BATCH):
            compared.compare(self.head[start : start + _BATCH])
        return compared

    def _compare_waiting(self) -> None:
        if self._compared is None or not self._waiting:
            return
        self._compared.compare(self._waiting)
        self._waiting = []

    def _rarity(self) -> _Rarity:
        """As it stands: of the head, that soon counts anew, without a copy."""
        counts = self._counts if self.count < HEAD else self._counts.copy()
        return _Rarity(counts, self.count)


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Pairs of reports, ``ones`` < ``others``, and how alike they are."""

    ones: npt.NDArray[np.uint32]
    others: npt.NDArray[np.uint32]
    values: npt.NDArray[np.floating[Any]]

    def rows(self) -> Iterator[tuple[int, int, float]]:
        """One edge after another."""
        return zip(self.ones.tolist(), self.others.tolist(), self.values.tolist(), strict=True)


@dataclass(frozen=True, slots=True, eq=False)
class _Rarity:
    """How much each term tells, learned from the first ``known`` reports: ``counts`` of them have
    each."""

    counts: npt.NDArray[np.int32]
    known: int

    def unit(self, report: Vector) -> npt.NDArray[np.float32]:
        """The weights of a report's terms, as a vector of length one."""
        holders = PRIOR_HOLDERS + self.counts[report.terms % _BUCKETS]
        rare = np.maximum(np.log((PRIOR_REPORTS + self.known) / holders), 0.0)
        weights = report.weights * rare.astype(np.float32)
        return weights / (float(np.sqrt(np.dot(weights, weights))) or 1.0)


class _Compared:
    """Reports that were compared with those before them."""

    def __init__(self, least: float, rarity: _Rarity) -> None:
        self._least, self._rarity = least, rarity
        self._index = Postings(weighted=True)
        self._days = array("d")
        self._found: list[Edges] = []

    @property
    def known(self) -> int:
        """How many reports the rarity of terms was learned from."""
        return self._rarity.known

    def learn(self, rarity: _Rarity) -> None:
        """Weigh the terms of later reports anew."""
        self._rarity = rarity

    def compare(self, batch: list[Vector]) -> None:
        """The next reports of the stream."""
        first = len(self._days)
        self._days.extend(report.day for report in batch)
        lengths = [len(report.terms) for report in batch]
        numbers = np.repeat(np.arange(first, first + len(batch)), lengths).astype(np.uint32)
        keys = np.concatenate([report.terms for report in batch]).astype(np.uint64)
        weights = np.concatenate([self._rarity.unit(report) for report in batch])
        telling = weights > _LEAST_WEIGHT
        rows = Rows(keys[telling], numbers[telling], weights[telling].astype(np.float32))
        self._index.append(rows)
        self._index.forget(first + len(batch) - WINDOW)
        for start in range(first, first + len(batch), _STRIP):
            own = np.flatnonzero((rows.numbers >= start) & (rows.numbers < start + _STRIP))
            self._found.append(self._strongest(rows.take(own)))

    def edges(self) -> Edges:
        """All pairs found so far."""
        parts = self._found or [no_edges()]
        return Edges(
            np.concatenate([part.ones for part in parts]),
            np.concatenate([part.others for part in parts]),
            np.concatenate([part.values for part in parts]),
        )

    def _strongest(self, rows: Rows) -> Edges:
        """The earlier reports of the window that each report of some rows is most like."""
        hits = self._index.find(rows.keys, _MOST_HOLDERS + _BATCH)
        own = rows.numbers[hits.places].astype(np.int64)
        other = hits.numbers.astype(np.int64)
        earlier = (other < own) & (other >= own - WINDOW)
        held = np.bincount(hits.places[earlier], minlength=len(rows))
        used = earlier & (held[hits.places] < _MOST_HOLDERS)
        dots = rows.weights[hits.places[used]] * hits.weights[used]  # type: ignore[index]
        ones, others, sums = _summed(own[used], other[used], dots)
        # No two reports are closer than those of one day, so most pairs need no look at theirs.
        likely = np.flatnonzero(sums >= self._least / (FAR + NEAR) * (1 - 1e-9))
        ones, others = ones[likely], others[likely]
        days = np.frombuffer(self._days, dtype=np.float64)
        values = sums[likely] * closeness(days[others] - days[ones])
        kept = np.flatnonzero(values >= self._least)
        ranked = kept[np.lexsort((ones[kept], -values[kept], others[kept]))]
        later = others[ranked]
        rank = np.arange(len(later)) - np.searchsorted(later, later)
        best = ranked[rank < MOST_EDGES]
        return Edges(
            ones[best].astype(np.uint32), others[best].astype(np.uint32),
            values[best].astype(np.float32),
        )  # fmt: skip


def _summed(
    own: Places, other: Places, dots: npt.NDArray[np.floating[Any]]
) -> tuple[Places, Places, npt.NDArray[np.float64]]:
    """Each pair of the earlier and the later report once, with the sum of what they share.

    By a table of all pairs where enough of them share something, else by a sort.
    """
    if not len(own):
        return own, other, np.empty(0, np.float64)
    first, least = int(own.min()), int(other.min())
    width = int(other.max()) - least + 1
    size = (int(own.max()) - first + 1) * width
    if size <= _SPARSEST * len(own):
        cells = (own - first) * width + (other - least)
        table = np.bincount(cells, weights=dots, minlength=size).astype(np.float64, copy=False)
        held = np.flatnonzero(table).astype(np.int64, copy=False)
        return held % width + least, held // width + first, table[held]
    pairs, place = np.unique(own << 32 | other, return_inverse=True)
    sums = np.bincount(place, weights=dots).astype(np.float64, copy=False)
    return pairs & 0xFFFFFFFF, pairs >> 32, sums


def no_edges() -> Edges:
    """None at all."""
    return Edges(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.float32))
