"""From scores to structures: trees and spans. NumPy in, plain lists out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def heads(scores: Floats) -> list[int]:
    """Best tree with one root: for each of n words its governor, 1-based, 0 for the root.

    ``scores`` is [n, 1 + n]; column 0 is the root. The greedy answer is kept when it is a tree;
    otherwise the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967) is taken under
    each of the three likeliest roots.
    """
    count = scores.shape[0]
    if count == 1:
        return [0]
    scores = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    scores[np.arange(count), np.arange(1, count + 1)] = -1e9
    greedy: list[int] = scores.argmax(1).tolist()
    if greedy.count(0) == 1 and not _cycle(greedy):
        return greedy
    best: tuple[float, list[int]] | None = None
    for root in np.argsort(-scores[:, 0])[:3].tolist():
        fixed = scores.copy()
        fixed[:, 0] = -1e6
        fixed[root] = -1e9
        fixed[root, 0] = scores[root, 0]
        tree = _arborescence(_square(fixed))
        total = float(fixed[np.arange(count), tree].sum())
        if best is None or total > best[0]:
            best = total, tree
    assert best is not None
    return best[1]


def _square(scores: Floats) -> Floats:
    """[1 + n, 1 + n] with a row for the root, which has no governor."""
    return np.vstack([np.full((1, scores.shape[1]), -1e9, dtype=scores.dtype), scores])


def _cycle(parents: list[int]) -> list[int]:
    """Nodes (1-based) of one cycle, or an empty list."""
    state = [0] * (len(parents) + 1)
    for start in range(1, len(parents) + 1):
        node, path = start, []
        while node and state[node] == 0:
            state[node] = start
            path.append(node)
            node = parents[node - 1]
        if node and state[node] == start:
            return path[path.index(node) :]
    return []


def _arborescence(square: Floats) -> list[int]:
    """Chu–Liu–Edmonds on [1 + n, 1 + n] scores (row: dependent, column: governor)."""
    size = square.shape[0]
    parents: list[int] = square[1:].argmax(1).tolist()
    loop = _cycle(parents)
    if not loop:
        return parents
    inside = set(loop)
    outside = [node for node in range(size) if node not in inside]
    # The loop becomes one node, last of the smaller problem.
    smaller = np.full((len(outside) + 1, len(outside) + 1), -1e9, dtype=square.dtype)
    smaller[:-1, :-1] = square[np.ix_(outside, outside)]
    into = square[np.ix_(loop, outside)]
    kept = np.array([square[node, parents[node - 1]] for node in loop])[:, None]
    gains = into - kept + kept.sum()
    entry = gains.argmax(0)
    smaller[-1, :-1] = gains.max(0)
    leaving = square[np.ix_(outside, loop)]
    exits = leaving.argmax(1)
    smaller[:-1, -1] = leaving.max(1)
    np.fill_diagonal(smaller, -1e9)
    solved = [-1, *_arborescence(smaller)]
    answer = list(parents)
    for index, node in enumerate(outside):
        if node:
            up = solved[index]
            answer[node - 1] = loop[int(exits[index])] if up == len(outside) else outside[up]
    governor = solved[len(outside)]
    answer[loop[int(entry[governor])] - 1] = outside[governor]
    return answer


def spans(
    labels: NDArray[np.int64], margins: Floats, flat: bool = False
) -> list[tuple[int, int, int, float]]:
    """Labelled spans (first, last, label, margin) of one sentence, nested but never crossing;
    with ``flat`` they never share a word.

    ``labels`` and ``margins`` are [words, widths]; a span counts when its best label beats
    "none" (margin > 0). Of two that cross, the one with the larger margin stays.
    """
    firsts, widths = np.nonzero(margins > 0)
    order = np.argsort(-margins[firsts, widths], kind="stable")
    kept: list[tuple[int, int, int, float]] = []
    for index in order.tolist():
        first, width = int(firsts[index]), int(widths[index])
        last = first + width
        clash = _shares if flat else _crosses
        if last < labels.shape[0] and not any(clash(first, last, a, b) for a, b, _, _ in kept):
            score = float(margins[first, width])
            kept.append((first, last, int(labels[first, width]), score))
    return sorted(kept, key=lambda span: (span[0], -span[1]))


def _crosses(first: int, last: int, a: int, b: int) -> bool:
    return first < a <= last < b or a < first <= b < last


def _shares(first: int, last: int, a: int, b: int) -> bool:
    return first <= b and a <= last
