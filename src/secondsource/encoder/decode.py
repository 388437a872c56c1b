"""From scores to structures: trees and spans. NumPy in, plain lists out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def heads(scores: Floats) -> list[int]:
    """Best projective tree with one root: of each of n words its governor, 1-based, 0 for the root.

    ``scores`` is [n, 1 + n], log-probabilities or anything that differs from them by the same for
    all of a word's governors; column 0 is the root. The greedy answer is kept when it is such a
    tree, since nothing scores higher; otherwise Eisner's (1996) algorithm finds the best one.
    English trees hardly ever cross, and where arcs do, the scores are wrong more often than the
    limitation.
    """
    count = scores.shape[0]
    if count == 1:
        return [0]
    greedy: list[int] = scores.argmax(1).tolist()
    if greedy.count(0) == 1 and not _crossing(greedy) and not _cycle(greedy):
        return greedy
    return _projective(scores)


def _crossing(parents: list[int]) -> bool:
    """Whether two arcs cross, the root's included, which comes from before the first word."""
    own, above = np.arange(1, len(parents) + 1), np.array(parents)
    left, right = np.minimum(own, above), np.maximum(own, above)
    begun, inside = left[:, None] < left, left < right[:, None]
    return bool((begun & inside & (right[:, None] < right)).any())


def _cycle(parents: list[int]) -> bool:
    """Whether some words govern each other in a ring."""
    state = [0] * (len(parents) + 1)
    for start in range(1, len(parents) + 1):
        node = start
        while node and state[node] == 0:
            state[node] = start
            node = parents[node - 1]
        if node and state[node] == start:
            return True
    return False


_ONE_ROOT = 1e6  #: what a root costs: more than all other arcs together, so there is one


def _projective(scores: Floats) -> list[int]:
    """Eisner's algorithm on [n, 1 + n] scores, all spans of one width at a time.

    ``right[i, k]`` is the best span from ``i`` to ``i + k`` that hangs on its left end and takes
    nothing more, ``left[j, k]`` the one from ``j - k`` to ``j`` that hangs on its right end;
    ``to_right`` and ``to_left`` are spans whose two ends an arc joins. Each is kept by its first
    and by its last word, so that everything one width needs is a slice. Time grows with the cube
    of n, in n steps of NumPy.
    """
    size = scores.shape[1]
    arcs = np.full((size, size), -1e9)  # governor, dependent
    arcs[:, 1:] = scores.T
    arcs[0, 1:] -= _ONE_ROOT
    table = np.zeros((6, size, size))
    right, right_by_end, left, left_by_start, to_right, to_left = table
    for k in range(1, size):
        joined = (right[: size - k, :k] + left[k:, k - 1 :: -1][:, :k]).max(1)
        to_right[: size - k, k] = joined + arcs.diagonal(k)
        to_left[k:, k] = joined + arcs.diagonal(-k)
        onward = to_right[: size - k, 1 : k + 1] + right_by_end[k:, k - 1 :: -1][:, :k]
        right[: size - k, k] = right_by_end[k:, k] = onward.max(1)
        backward = left_by_start[: size - k, :k] + to_left[k:, k:0:-1]
        left[k:, k] = left_by_start[: size - k, k] = backward.max(1)
    return _unfold(table)


def _unfold(table: Floats) -> list[int]:
    """Governors, from where the best spans were put together: looked up again for those alone that
    the tree has."""
    right, right_by_end, left, left_by_start, to_right, to_left = table
    size = len(right)
    parents = [0] * size
    spans = [(0, size - 1, True)]  # first, last, whether it hangs on its first word
    while spans:
        first, last, rightward = spans.pop()
        if first == last:
            continue
        width = last - first
        if rightward:
            onward = to_right[first, 1 : width + 1] + right_by_end[last, width - 1 :: -1][:width]
            end = first + int(onward.argmax()) + 1
            spans.append((end, last, True))
            parents[end] = first
            joined = first, end
        else:
            backward = left_by_start[first, :width] + to_left[last, width:0:-1]
            begin = first + int(backward.argmax())
            spans.append((first, begin, False))
            parents[begin] = last
            joined = begin, last
        inside = joined[1] - joined[0]
        halves = right[joined[0], :inside] + left[joined[1], inside - 1 :: -1][:inside]
        cut = joined[0] + int(halves.argmax())
        spans += [(joined[0], cut, True), (cut + 1, joined[1], False)]
    return parents[1:]


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
