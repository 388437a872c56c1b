"""The best projective tree, found from the greedy answer by as few other choices as it takes.

Words' likeliest governors nearly make a tree: where they don't, some words can't all keep theirs,
and to give one of them its next is the cheapest way out. Taking the cheapest way first (A*, Hart et
al. 1968) ends at the best tree, after two or three tries for nearly all sentences of news.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

_TRIES = 64  #: of a sentence, after which trying all trees at once is quicker


def repaired(scores: NDArray[np.float32], greedy: list[int]) -> list[int] | None:
    """The best projective tree with one root under ``scores`` [n, 1 + n], column 0 the root:
    of each word its governor, 1-based, 0 for the root. ``greedy`` has each word's likeliest. None
    where it takes too many tries."""
    choices: dict[int, tuple[list[int], list[float]]] = {}  #: of words in conflict, best first
    ranks: list[dict[int, int]] = [{}]  # of each try, by word: its choice, where it isn't the first
    order: list[tuple[float, int]] = [(0.0, 0)]  # what a try loses against ``greedy``, its number
    seen = {frozenset[tuple[int, int]]()}
    for _ in range(_TRIES):
        if not order:
            break
        lost, number = heappop(order)
        taken = ranks[number]
        parents = greedy.copy()
        for word, rank in taken.items():
            parents[word] = choices[word][0][rank]
        stuck = conflict(parents)
        if not stuck:
            return parents
        for word in stuck:
            if word not in choices:
                choices[word] = _choices(scores[word])
            rank = taken.get(word, 0) + 1
            governors, values = choices[word]
            onward = {**taken, word: rank}
            key = frozenset(onward.items())
            if rank < len(governors) and key not in seen:
                seen.add(key)
                heappush(order, (lost + values[rank - 1] - values[rank], len(ranks)))
                ranks.append(onward)
    return None


def _choices(scores: NDArray[np.float32]) -> tuple[list[int], list[float]]:
    """A word's governors and their scores, the best first; itself, the last, is none."""
    best = np.argsort(-scores, kind="stable")[:-1]
    return best.tolist(), scores[best].tolist()


def conflict(parents: list[int]) -> list[int]:
    """Words (from 0) of which at least one needs another governor; none where ``parents`` is a
    projective tree with one root."""
    roots = [word for word, governor in enumerate(parents) if governor == 0]
    return roots if len(roots) > 1 else _ring(parents) or _crossing(parents)


def _ring(parents: list[int]) -> list[int]:
    """Words that govern each other in a ring, the first such ring."""
    state = [0] * (len(parents) + 1)
    for start in range(1, len(parents) + 1):
        node = start
        while node and state[node] == 0:
            state[node] = start
            node = parents[node - 1]
        if node and state[node] == start:
            ring = [node - 1]
            while (onward := parents[ring[-1]]) != node:
                ring.append(onward - 1)
            return ring
    return []


def _crossing(parents: list[int]) -> list[int]:
    """Two words whose arcs cross, the root's included, which comes from before the first word."""
    for word, governor in enumerate(parents):
        left, right = min(word + 1, governor), max(word + 1, governor)
        for between in range(left, right - 1):
            if not left <= parents[between] <= right:
                return [word, between]
    return []
