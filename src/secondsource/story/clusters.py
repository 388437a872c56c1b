"""Stories from the edges between reports, part by part, so that memory holds one part at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from secondsource.story.linkage import average_linkage
from secondsource.story.similarity import Edges

Labels = npt.NDArray[np.int64]

_MOST_TOGETHER = 200_000  #: edges that are linked at once
_LEVELS = (0.9, 0.7, 0.5, 0.35, 0.25)  #: what hangs together so closely is linked first


@dataclass(slots=True)
class Clusterer:
    """Groups reports, and remembers what became of parts that have not changed since."""

    threshold: float
    _known: dict[tuple[int, int], list[list[int]]] = field(default_factory=dict)

    def cluster(self, count: int, edges: Edges) -> list[list[int]]:
        """The groups among the reports below ``count``, in the order of their first.

        Two groups are only ever merged where an edge reaches the threshold, so the parts that
        such edges connect are independent of one another.
        """
        parts = components(count, edges, self.threshold)
        alone = np.bincount(parts, minlength=count)[parts] == 1
        groups = [[number] for number in np.flatnonzero(alone).tolist()]
        known: dict[tuple[int, int], list[list[int]]] = {}
        for numbers, within in _parts(parts, edges):
            # Reports are only ever added, so a part of the same first and size is the same.
            key = int(numbers[0]), len(numbers)
            known[key] = self._known.get(key) or [
                numbers[group].tolist() for group in self._linked(len(numbers), within)
            ]
            groups += known[key]
        self._known = known
        return sorted(groups)

    def _linked(self, count: int, edges: Edges) -> list[Labels]:
        labels = np.arange(count)
        if len(edges.values) > _MOST_TOGETHER:
            for level in _LEVELS:
                labels = self._merged(labels, edges, components(count, edges, level))
        labels = self._merged(labels, edges, None)
        return list(_by_label(labels).values())

    def _merged(self, labels: Labels, edges: Edges, parts: Labels | None) -> Labels:
        """Link groups further: all of them, or those inside each part that is not too large.

        ``labels`` give each report the first of its group; no group reaches beyond its part.
        """
        firsts, places, sizes = np.unique(labels, return_inverse=True, return_counts=True)
        between = _contracted(places, edges)
        if parts is None:
            inside: Iterator[tuple[Labels, Edges]] = iter([(np.arange(len(firsts)), between)])
        else:
            inside = _parts(parts[firsts], between)
        merged = firsts.copy()
        for numbers, within in inside:
            if parts is not None and len(within.values) > _MOST_TOGETHER:
                continue
            linked = average_linkage(sizes[numbers].tolist(), within.rows(), self.threshold)
            for group in linked:
                merged[numbers[group]] = firsts[numbers[group]].min()
        return merged[places]


def components(count: int, edges: Edges, least: float) -> Labels:
    """For each number the lowest number that edges of at least ``least`` connect it with."""
    strong = np.flatnonzero(edges.values >= least)
    labels = np.arange(count, dtype=np.int64)
    ones, others = edges.ones[strong].astype(np.int64), edges.others[strong].astype(np.int64)
    while len(ones):
        one, other = labels[ones], labels[others]
        np.minimum.at(labels, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(labels, above := labels[labels]):
            labels = above
        apart = labels[ones] != labels[others]
        ones, others = ones[apart], others[apart]
    return labels


def _parts(parts: Labels, edges: Edges) -> Iterator[tuple[Labels, Edges]]:
    """The members of each part of several, ascending, and the edges between them by place."""
    of_edge = parts[edges.ones]
    inside = np.flatnonzero(of_edge == parts[edges.others])
    inside = inside[np.argsort(of_edge[inside], kind="stable")]
    of_edge = of_edge[inside]
    for part, numbers in _by_label(parts).items():
        if len(numbers) > 1:
            first, last = np.searchsorted(of_edge, (part, part + 1))
            yield numbers, _local(edges, inside[first:last], numbers)


def _local(edges: Edges, chosen: Labels, numbers: Labels) -> Edges:
    return Edges(
        np.searchsorted(numbers, edges.ones[chosen]).astype(np.uint32),
        np.searchsorted(numbers, edges.others[chosen]).astype(np.uint32),
        edges.values[chosen],
    )


def _contracted(places: Labels, edges: Edges) -> Edges:
    """Edges between groups: the sums of those between their reports."""
    ones, others = places[edges.ones], places[edges.others]
    apart = ones != others
    low, high = np.minimum(ones, others)[apart], np.maximum(ones, others)[apart]
    pairs, place = np.unique(low << 32 | high, return_inverse=True)
    sums = np.bincount(place, weights=edges.values[apart], minlength=len(pairs)).astype(np.float64)
    return Edges((pairs >> 32).astype(np.uint32), (pairs & 0xFFFFFFFF).astype(np.uint32), sums)


def _by_label(labels: Labels) -> dict[int, Labels]:
    """The numbers that have each label, ascending."""
    if not len(labels):
        return {}
    ordered = np.argsort(labels, kind="stable")
    names, first = np.unique(labels[ordered], return_index=True)
    return dict(zip(names.tolist(), np.split(ordered, first[1:]), strict=True))
