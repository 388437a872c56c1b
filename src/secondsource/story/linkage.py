"""Average-linkage clustering of a sparse graph: merge the two most alike groups, again and again.

Pairs that are no edge count as unlike. Unlike single linkage, one report that resembles two
stories does not join them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

Edge = tuple[int, int, float]


def average_linkage(count: int, edges: Iterable[Edge], threshold: float) -> list[list[int]]:
    """Groups of the numbers below ``count``, whose mean similarity to one another was enough.

    Deterministic: of two equally alike pairs the one with the lower numbers merges first.
    """
    clusters = _Clusters([[number] for number in range(count)], [{} for _ in range(count)])
    for one, other, similarity in edges:
        clusters.connect(one, other, similarity, threshold)
    heapq.heapify(clusters.heap)
    while clusters.heap:
        negative, one, other = heapq.heappop(clusters.heap)
        if clusters.near[one].get(other) == -negative:
            clusters.merge(one, other, threshold)
    return [sorted(members) for members in clusters.members if members]


@dataclass(slots=True)
class _Clusters:
    """``near[i][j]`` is the mean similarity of groups i and j; a merged group is empty."""

    members: list[list[int]]
    near: list[dict[int, float]]
    heap: list[tuple[float, int, int]] = field(default_factory=list)

    def connect(self, one: int, other: int, similarity: float, threshold: float) -> None:
        self.near[one][other] = self.near[other][one] = similarity
        if similarity >= threshold:
            self.heap.append((-similarity, min(one, other), max(one, other)))

    def merge(self, one: int, other: int, threshold: float) -> None:
        """Put ``other`` into ``one`` and average what each is near to."""
        sizes = len(self.members[one]), len(self.members[other])
        ours, theirs = self.near[one], self.near[other]
        self.members[one] += self.members[other]
        self.members[other], self.near[one], self.near[other] = [], {}, {}
        for third in sorted((ours.keys() | theirs.keys()) - {one, other}):
            total = ours.get(third, 0.0) * sizes[0] + theirs.get(third, 0.0) * sizes[1]
            mean = total / sum(sizes)
            self.near[third].pop(other, None)
            self.near[one][third] = self.near[third][one] = mean
            if mean >= threshold:
                heapq.heappush(self.heap, (-mean, min(one, third), max(one, third)))
