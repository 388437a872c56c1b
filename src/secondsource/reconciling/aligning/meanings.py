"""How alike clauses are in meaning, whatever words they use: cosines of learnt vectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.clauses import ClauseEncoder
from secondsource.reconciling.aligning.statements import Statement

Key = tuple[str, str]
Vector = NDArray[np.float32]
_NEAR = 0.4  #: cosine from which two clauses are weighed against each other
_MOST = 8  #: clauses that one looks up
_ROWS = 1024  #: clauses compared with all others at a time


class Meanings:
    """What the clauses of a story mean: ``texts`` by (report id, claim id), and a unit vector for
    each text."""

    def __init__(self, texts: Mapping[Key, str], vectors: Mapping[str, Vector]) -> None:
        self._texts, self._vectors = texts, vectors

    def alike(self, one: Key, other: Key) -> float:
        """Cosine of two clauses, to two places: the last bits differ between processors."""
        cosine = self._vectors[self._texts[one]] @ self._vectors[self._texts[other]]
        return round(float(cosine), 2)

    def near(self, key: Key) -> Sequence[tuple[str, ...]]:
        """A key for each pair of clauses that are near in meaning, this one in it."""
        return self._near[self._texts[key]]

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
                row[number] = -1.0
                near = np.flatnonzero(row >= _NEAR)
                near = near[np.argsort(-row[near], kind="stable")][:_MOST]
                pairs |= {(min(number, int(n)), max(number, int(n))) for n in near}
        found: dict[str, list[tuple[str, ...]]] = {}
        for one, other in sorted(pairs):
            key = ("meant", texts[one], texts[other])
            found.setdefault(texts[one], []).append(key)
            if one != other:
                found.setdefault(texts[other], []).append(key)
        return found


class MeaningFinder:
    """Makes vectors, and keeps those of the last story."""

    def __init__(self) -> None:
        self._known: dict[str, Vector] = {}

    def of(self, statements: Iterable[Statement]) -> Meanings:
        """What some statements mean."""
        texts = {statement.key: statement.clause for statement in statements}
        wanted = {*texts.values()}
        kept = {text: vector for text, vector in self._known.items() if text in wanted}
        fresh = sorted(wanted - kept.keys())
        self._known = kept | dict(zip(fresh, _encoder().vectors(fresh), strict=True))
        return Meanings(texts, self._known)


@cache
def _encoder() -> ClauseEncoder:
    return ClauseEncoder()
