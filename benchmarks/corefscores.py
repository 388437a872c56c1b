"""Scores of coreference by the published formulas: MUC, B-cubed, CEAF-e, their mean, and LEA.

Key and response are clusters of mentions (any hashable); a mention stands in at most one cluster of
each side. Each measure gives a Tally, so that documents can be added up before dividing, as the
reference scorer does (Pradhan et al. 2014).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cluster = Collection[Hashable]
Clusters = Sequence[Cluster]


@dataclass(frozen=True, slots=True)
class Tally:
    """Numerators and denominators of recall and precision."""

    found: float = 0.0
    wanted: float = 0.0
    right: float = 0.0
    made: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.wanted + other.wanted,
            self.right + other.right,
            self.made + other.made,
        )

    @property
    def recall(self) -> float:
        """In percent; 0 where nothing was wanted."""
        return 100 * self.found / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        """In percent; 0 where nothing was made."""
        return 100 * self.right / self.made if self.made else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean in percent."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def muc(key: Clusters, response: Clusters) -> Tally:
    """Links kept (Vilain et al. 1995)."""
    return Tally(*_links(key, response), *_links(response, key))


def b_cubed(key: Clusters, response: Clusters) -> Tally:
    """Every mention's share of its own cluster (Bagga and Baldwin 1998)."""
    return Tally(*_shares(key, response), *_shares(response, key))


def ceaf_e(key: Clusters, response: Clusters) -> Tally:
    """Clusters matched one to one, likeness by Dice: phi-4 (Luo 2005)."""
    if not key or not response:
        return Tally(0.0, len(key), 0.0, len(response))
    where = _places(response)
    likeness = np.zeros((len(key), len(response)))
    for row, cluster in enumerate(key):
        for mention in cluster:
            if mention in where:
                likeness[row, where[mention]] += 1
    sizes = np.add.outer([len(c) for c in key], [len(c) for c in response])
    best = best_total(2 * likeness / sizes)
    return Tally(best, len(key), best, len(response))


def lea(key: Clusters, response: Clusters) -> Tally:
    """Links resolved, weighed by the cluster's size (Moosavi and Strube 2016)."""
    return Tally(*_resolved(key, response), *_resolved(response, key))


MEASURES = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e, "LEA": lea}


def conll(tallies: dict[str, Tally]) -> float:
    """Mean F1 of MUC, B-cubed and CEAF-e."""
    return sum(tallies[name].f1 for name in ("MUC", "B3", "CEAFe")) / 3


def tallies(
    documents: Sequence[tuple[Clusters, Clusters]], *, singletons: bool = False
) -> dict[str, Tally]:
    """All measures over (key, response) of several documents; clusters of one mention are left
    out on both sides unless ``singletons``."""
    totals = dict.fromkeys(MEASURES, Tally())
    for key, response in documents:
        pair = [[c for c in side if len(c) > 1 or singletons] for side in (key, response)]
        for name, measure in MEASURES.items():
            totals[name] += measure(*pair)
    return totals


def _places(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _links(a: Clusters, b: Clusters) -> tuple[float, float]:
    where = _places(b)
    kept = sum(len(c) - len({where.get(m, ("alone", m)) for m in c}) for c in a)
    return kept, sum(len(c) - 1 for c in a)


def _shares(a: Clusters, b: Clusters) -> tuple[float, float]:
    where = _places(b)
    total = 0.0
    for cluster in a:
        counts: dict[int, int] = {}
        for mention in cluster:
            if mention in where:
                counts[where[mention]] = counts.get(where[mention], 0) + 1
        total += sum(count * count for count in counts.values()) / len(cluster)
    return total, sum(len(c) for c in a)


def _resolved(a: Clusters, b: Clusters) -> tuple[float, float]:
    where = _places(b)
    total = 0.0
    for cluster in a:
        counts: dict[int, int] = {}
        for mention in cluster:
            if mention in where:
                counts[where[mention]] = counts.get(where[mention], 0) + 1
        links = sum(count * (count - 1) / 2 for count in counts.values())
        size = len(cluster)
        if size > 1:
            total += size * links / (size * (size - 1) / 2)
        else:  # a cluster of one is resolved by a cluster of one
            (mention,) = cluster
            total += mention in where and len(b[where[mention]]) == 1
    return total, sum(len(c) for c in a)


def best_total(gain: NDArray[np.float64]) -> float:
    """Largest sum of a one-to-one assignment (Hungarian method by shortest augmenting paths)."""
    if gain.shape[0] > gain.shape[1]:
        gain = gain.T
    cost = gain.max() - gain
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=int)  # row of each column, 1-based; 0 is none
    for row in range(1, rows + 1):
        _augment(cost, row, owner, (row_price, column_price))
    return float(sum(gain[owner[c] - 1, c - 1] for c in range(1, columns + 1) if owner[c]))


def _augment(
    cost: NDArray[np.float64],
    row: int,
    owner: NDArray[np.int64],
    prices: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> None:
    """Give ``row`` a column along the cheapest alternating path."""
    row_price, column_price = prices
    columns = cost.shape[1]
    slack = np.full(columns + 1, np.inf)
    came = np.zeros(columns + 1, dtype=int)
    done = np.zeros(columns + 1, dtype=bool)
    owner[0], column = row, 0
    while owner[column]:
        done[column] = True
        at = owner[column]
        reach = np.append(np.inf, cost[at - 1]) - row_price[at] - column_price
        better = ~done & (reach < slack)
        slack[better], came[better] = reach[better], column
        following = int(np.where(done, np.inf, slack).argmin())
        step = slack[following]
        row_price[owner[done]] += step
        column_price[done] -= step
        slack[~done] -= step
        column = following
    while column:
        owner[column] = owner[came[column]]
        column = int(came[column])
