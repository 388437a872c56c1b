"""Average-linkage clustering of a sparse graph: merge the two most alike groups, again and again.

Pairs that are no edge count as unlike. Unlike single linkage, one report that resembles two
stories does not join them. A report has a bounded number of edges, so a pair of large groups is
measured by as many pairs as there could be edges.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Edge = tuple[int, int, float]

MOST_EDGES = 48  #: from one report to earlier ones


def average_linkage(
    sizes: Sequence[int], edges: Iterable[Edge], threshold: float
) -> list[list[int]]:
    """Groups of the numbers below ``len(sizes)``, whose mean similarity was at least ``threshold``.

    ``sizes`` are the reports that each number stands for; an edge is the sum of the similarities
    between the reports of two. Deterministic: of two equally alike pairs the one with the lower
    numbers merges first.
    """
    numbers = range(len(sizes))
    clusters = _Clusters([[n] for n in numbers], list(sizes), [{} for _ in numbers], threshold)
    for one, other, total in edges:
        clusters.connect(min(one, other), max(one, other), total)
    heapq.heapify(clusters.heap)
    while clusters.heap:
        negative, one, other = heapq.heappop(clusters.heap)
        known = clusters.near[one].get(other)
        if known is not None and clusters.mean(one, other, known) == -negative:
            clusters.merge(one, other)
    return [sorted(members) for members in clusters.members if members]


@dataclass(slots=True)
class _Clusters:
    """``near[i][j]`` sums the similarities of groups i and j; a merged group is empty."""

    members: list[list[int]]
    sizes: list[int]
    near: list[dict[int, float]]
    threshold: float
    heap: list[tuple[float, int, int]] = field(default_factory=list)

    def mean(self, one: int, other: int, total: float) -> float:
        """The mean similarity of two groups."""
        fewer, more = sorted((self.sizes[one], self.sizes[other]))
        return total / (fewer * min(more, MOST_EDGES))

    def connect(self, one: int, other: int, total: float) -> None:
        """Tell how alike two of the first groups are."""
        self.near[one][other] = self.near[other][one] = total
        mean = self.mean(one, other, total)
        if mean >= self.threshold:
            self.heap.append((-mean, one, other))

    def merge(self, one: int, other: int) -> None:
        """Put ``other`` into ``one``."""
        ours, theirs = self.near[one], self.near[other]
        self.members[one] += self.members[other]
        self.sizes[one] += self.sizes[other]
        self.members[other], self.near[other] = [], {}
        ours.pop(other)
        for third, total in theirs.items():
            if third != one:
                ours[third] = ours.get(third, 0.0) + total
        for third, total in ours.items():
            self.near[third].pop(other, None)
            self.near[third][one] = total
            mean = self.mean(one, third, total)
            if mean >= self.threshold:
                heapq.heappush(self.heap, (-mean, min(one, third), max(one, third)))
