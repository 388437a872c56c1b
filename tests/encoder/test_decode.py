"""Trees and spans from scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.encoder import decode
from secondsource.encoder.repair import conflict, repaired


def is_tree(heads: list[int]) -> bool:
    """One root, and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


def crosses(heads: list[int]) -> bool:
    """Whether two arcs cross, with the root before the first word."""
    arcs = [sorted((word, head)) for word, head in enumerate(heads, 1)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


def best_tree(scores: np.ndarray) -> float:
    """Score of the best projective tree, by trying all."""
    count = scores.shape[0]
    options = itertools.product(range(count + 1), repeat=count)
    return max(
        sum(float(scores[i, h]) for i, h in enumerate(heads))
        for heads in options
        if is_tree(list(heads)) and not crosses(list(heads))
    )


def random_scores(count: int, seed: int) -> np.ndarray:
    """[count, 1 + count] of governors; no word governs itself."""
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32) * 4
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    return scores


@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_always_a_tree_without_crossing_arcs(count: int, seed: int) -> None:
    (heads,) = decode.heads([random_scores(count, seed)])
    assert is_tree(heads)
    assert not crosses(heads)


@pytest.mark.parametrize("seed", range(40))
def test_the_best_tree(seed: int) -> None:
    scores = random_scores(2 + seed % 4, seed)
    found = sum(float(scores[i, h]) for i, h in enumerate(decode.heads([scores])[0]))
    assert found == pytest.approx(best_tree(scores), abs=1e-4)


@pytest.mark.parametrize("seed", range(60))
def test_near_the_greedy_tree_as_among_all_trees(seed: int) -> None:
    count, rng = 4 + seed % 12, np.random.default_rng(seed)
    likely = decode.heads([random_scores(count, seed)])[0]
    scores = random_scores(count, seed + 1000)
    scores[np.arange(count), likely] += 12 - 12 * (rng.random(count) < 0.2)
    greedy = scores.argmax(1).tolist()
    assert bool(conflict(greedy)) == (not is_tree(greedy) or crosses(greedy))
    found = repaired(scores, greedy)
    assert found is None or [found] == decode._projective([scores])


def test_too_many_tries_are_left_to_the_other_algorithm() -> None:
    scores = random_scores(40, 3)
    assert repaired(scores, scores.argmax(1).tolist()) is None


def test_spans_nest_but_never_cross() -> None:
    labels = np.ones((6, 4), dtype=np.int64)
    margins = np.full((6, 4), -1.0, dtype=np.float32)
    margins[0, 2] = 3.0  # words 0-2
    margins[1, 0] = 1.0  # inside it
    margins[2, 2] = 2.0  # crosses it: 2-4
    margins[5, 3] = 9.0  # runs over the end
    assert [span[:2] for span in decode.spans(labels, margins)] == [(0, 2), (1, 1)]


def test_sentences_side_by_side_come_out_as_alone() -> None:
    several = [random_scores(count, seed) for seed, count in enumerate((9, 1, 23, 2, 17, 30) * 3)]
    assert decode.heads(several) == [decode.heads([scores])[0] for scores in several]
