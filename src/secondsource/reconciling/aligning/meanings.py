"""What clauses mean, whatever words they use: how alike two are by learnt vectors, and what a
network that reads both together takes one to be to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.clauses import DENIED, ClauseEncoder, Relation
from secondsource.reconciling.aligning.statements import Statement

Key = tuple[str, str]
Pair = tuple[str, str]
Vector = NDArray[np.float32]
Judge = Callable[[Sequence[Pair]], NDArray[np.float32]]
_NEAR = 0.4  #: cosine from which two clauses are weighed against each other
_MOST = 8  #: clauses that one looks up
_ROWS = 1024  #: clauses compared with all others at a time
_SUREST = 6.0  #: log odds beyond which nothing is more certain


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one clause is to another: log odds that both state one fact (``same``), and that both
    can't hold (``rival``). To one place, for the last bits differ between processors."""

    same: float
    rival: float


class Judgements:
    """Pairs of clauses that were read together; what is not ``known`` is read when it is asked for.
    ``texts`` has the clauses by (report id, claim id), DENIED before what somebody denies."""

    def __init__(
        self, texts: Mapping[Key, str], judge: Judge, known: MutableMapping[Pair, Judgement]
    ) -> None:
        self._texts, self._judge, self._known = texts, judge, known

    def of(self, one: Key, other: Key) -> Judgement:
        """What the two are to each other, in either order."""
        pair = self._pair(one, other)
        if pair not in self._known:
            self._read([pair])
        return self._known[pair]

    def prepare(self, pairs: Iterable[tuple[Key, Key]]) -> None:
        """Read many at once, which is faster."""
        wanted = {self._pair(one, other) for one, other in pairs}
        self._read(sorted(wanted - self._known.keys()))

    def _pair(self, one: Key, other: Key) -> Pair:
        first, second = sorted((self._texts[one], self._texts[other]))
        return first, second

    def _read(self, pairs: Sequence[Pair]) -> None:
        for pair, chances in zip(pairs, self._judge(pairs), strict=True):
            self._known[pair] = Judgement(
                _odds(float(chances[Relation.SAME])), _odds(float(chances[Relation.RIVAL]))
            )


def _odds(chance: float) -> float:
    """Log odds of the logarithm of a chance, within bounds that tell as much."""
    rest = float(np.log(max(-np.expm1(chance), 1e-6)))
    return round(min(max(chance - rest, -_SUREST), _SUREST), 1)


class Meanings:
    """What the clauses of a story mean: ``texts`` by (report id, claim id), and a unit vector for
    each text."""

    def __init__(
        self,
        texts: Mapping[Key, str],
        vectors: Mapping[str, Vector],
        judgements: Judgements | None = None,
    ) -> None:
        self._texts, self._vectors = texts, vectors
        self.judgements = judgements

    def alike(self, one: Key, other: Key) -> float:
        """Cosine of two clauses, to two places: the last bits differ between processors."""
        cosine = self._vectors[self._texts[one]] @ self._vectors[self._texts[other]]
        return round(float(cosine), 2)

    def near(self, key: Key) -> Sequence[tuple[str, ...]]:
        """A key for each pair of clauses that are near in meaning, this one in it."""
        return self._near[self._texts[key]]

    def neighbours(
        self, groups: Sequence[Sequence[Key]], most: int, least: float
    ) -> list[tuple[int, int]]:
        """Pairs of groups of clauses of which one is among the ``most`` nearest of the other, by
        the nearest of their clauses, from a cosine of ``least``. O(n²) products of vectors."""
        if len(groups) < 2:
            return []
        table = np.stack([self._vectors[self._texts[key]] for keys in groups for key in keys])
        starts = np.cumsum([0, *(len(keys) for keys in groups)])
        pairs: set[tuple[int, int]] = set()
        for number in range(len(groups)):
            own = table[starts[number] : starts[number + 1]]
            likeness = np.maximum.reduceat((own @ table.T).max(axis=0), starts[:-1])
            pairs.update(_nearest(np.round(likeness, 2), number, most, least))
        return sorted(pairs)

    @cached_property
    def _near(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """The nearest of every text, and those that it is among the nearest of. O(n²) products of
        vectors: 10,000 clauses take two seconds."""
        texts = sorted({*self._texts.values()})
        table = np.stack([self._vectors[text] for text in texts]) if texts else np.zeros((0, 1))
        pairs = {(n, n) for n in range(len(texts))}
        for start in range(0, len(texts), _ROWS):
            likeness = np.round(table[start : start + _ROWS] @ table.T, 2)
            for number, row in enumerate(likeness, start):
                pairs.update(_nearest(row, number, _MOST, _NEAR))
        found: dict[str, list[tuple[str, ...]]] = {}
        for one, other in sorted(pairs):
            key = ("meant", texts[one], texts[other])
            found.setdefault(texts[one], []).append(key)
            if one != other:
                found.setdefault(texts[other], []).append(key)
        return found


def _nearest(
    likeness: NDArray[Any], own: int, most: int, least: float
) -> Iterator[tuple[int, int]]:
    """One with each of the ``most`` others that are nearest to it, by number."""
    near = np.flatnonzero(likeness >= least)
    near = near[near != own]
    for other in near[np.argsort(-likeness[near], kind="stable")][:most]:
        yield min(own, int(other)), max(own, int(other))


class MeaningFinder:
    """Makes vectors and judgements, and keeps those of the last story."""

    def __init__(self) -> None:
        self._known: dict[str, Vector] = {}
        self._judged: dict[Pair, Judgement] = {}

    def of(self, statements: Iterable[Statement]) -> Meanings:
        """What some statements mean."""
        told = list(statements)
        texts = {statement.key: statement.clause for statement in told}
        wanted = {*texts.values()}
        kept = {text: vector for text, vector in self._known.items() if text in wanted}
        fresh = sorted(wanted - kept.keys())
        self._known = kept | dict(zip(fresh, _encoder().vectors(fresh), strict=True))
        said = {s.key: DENIED + s.clause if s.disputed else s.clause for s in told}
        still = {*said.values()}
        self._judged = {p: j for p, j in self._judged.items() if p[0] in still and p[1] in still}
        judgements = Judgements(said, _encoder().judgements, self._judged)
        return Meanings(texts, self._known, judgements)


@cache
def _encoder() -> ClauseEncoder:
    return ClauseEncoder()
