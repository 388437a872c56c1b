"""From scores to structures: trees and spans. NumPy in, plain lists out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.repair import conflict, repaired

Floats = NDArray[np.float32]


def heads(sentences: Sequence[Floats]) -> list[list[int]]:
    """Best projective trees with one root: of each of a sentence's n words its governor, 1-based, 0
    for the root.

    Each of ``sentences`` is [n, 1 + n], log-probabilities or anything that differs from them by the
    same for all of a word's governors; column 0 is the root. The greedy answer is kept when it is
    such a tree, since nothing scores higher; otherwise the best is looked for near it, and where
    that takes long, Eisner's (1996) algorithm finds it. English trees hardly cross, and where arcs
    do, the scores are wrong more often than the limitation.
    """
    found = [scores.argmax(1).tolist() if len(scores) > 1 else [0] for scores in sentences]
    hard = []
    for number, greedy in enumerate(found):
        if conflict(greedy):
            tree = repaired(sentences[number], greedy)
            if tree is None:
                hard.append(number)
            else:
                found[number] = tree
    hard.sort(key=lambda number: len(found[number]))
    for start in range(0, len(hard), _TOGETHER):
        chosen = hard[start : start + _TOGETHER]
        trees = _projective([sentences[number] for number in chosen])
        for number, tree in zip(chosen, trees, strict=True):
            found[number] = tree
    return found


_TOGETHER = 8  #: sentences of like length that are decoded side by side
_ONE_ROOT = 1e6  #: what a root costs: more than all other arcs together, so there is one


def _projective(sentences: Sequence[Floats]) -> list[list[int]]:
    """Eisner's algorithm on scores [n, 1 + n] of several sentences side by side, all spans of one
    width at a time.

    ``right[i, k]`` is the best span from ``i`` to ``i + k`` that hangs on its left end and takes
    nothing more, ``left[j, k]`` the one from ``j - k`` to ``j`` that hangs on its right end;
    ``to_right`` and ``to_left`` are spans whose two ends an arc joins. Each is kept by its first
    and by its last word, so that everything one width needs is a slice. Time grows with the cube
    of n, in n steps of NumPy; what lies behind a shorter sentence's end is never asked for.
    """
    size = max(scores.shape[1] for scores in sentences)
    arcs = np.full((len(sentences), size, size), -1e9)  # governor, dependent
    for own, scores in zip(arcs, sentences, strict=True):
        own[: scores.shape[1], 1 : scores.shape[1]] = scores.T
        own[0, 1:] -= _ONE_ROOT
    table = np.zeros((6, len(sentences), size, size))
    right, right_by_end, left, left_by_start, to_right, to_left = table
    for k in range(1, size):
        n = size - k
        joined = (right[:, :n, :k] + left[:, k:, k - 1 :: -1][..., :k]).max(2)
        to_right[:, :n, k] = joined + arcs.diagonal(k, 1, 2)
        to_left[:, k:, k] = joined + arcs.diagonal(-k, 1, 2)
        onward = to_right[:, :n, 1 : k + 1] + right_by_end[:, k:, k - 1 :: -1][..., :k]
        right[:, :n, k] = right_by_end[:, k:, k] = onward.max(2)
        backward = left_by_start[:, :n, :k] + to_left[:, k:, k:0:-1]
        left[:, k:, k] = left_by_start[:, :n, k] = backward.max(2)
    return [_unfold(table[:, i], scores.shape[1]) for i, scores in enumerate(sentences)]


def _unfold(table: NDArray[np.float64], size: int) -> list[int]:
    """Governors, from where the best spans were put together: looked up again for those alone that
    the tree has."""
    right, right_by_end, left, left_by_start, to_right, to_left = table
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
    """Labelled spans (first, last, label, margin) of one sentence that ``compatible`` keeps.

    ``labels`` and ``margins`` are [words, widths]; a span counts when its best label beats
    "none" (margin > 0).
    """
    firsts, widths = np.nonzero(margins > 0)
    inside = firsts + widths < labels.shape[0]
    firsts, widths = firsts[inside], widths[inside]
    chosen = (firsts, firsts + widths, labels[firsts, widths], margins[firsts, widths])
    return compatible(zip(*(column.tolist() for column in chosen), strict=True), flat)


def compatible(
    found: Iterable[tuple[int, int, int, float]], flat: bool = False
) -> list[tuple[int, int, int, float]]:
    """Of spans (first, last, label, margin) those that are nested but never cross; with ``flat``
    they never share a word. Of two that clash, the one with the larger margin stays. In order of
    their first words, the longer of two that begin together first."""
    kept: list[tuple[int, int, int, float]] = []
    clash = _shares if flat else _crosses
    for span in sorted(found, key=lambda span: -span[3]):
        if not any(clash(span[0], span[1], a, b) for a, b, _, _ in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: (span[0], -span[1]))


def _crosses(first: int, last: int, a: int, b: int) -> bool:
    return first < a <= last < b or a < first <= b < last


def _shares(first: int, last: int, a: int, b: int) -> bool:
    return first <= b and a <= last
