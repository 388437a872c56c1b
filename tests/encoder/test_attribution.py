"""Pointers from cues: decoding by hand-made scores, and the trained head against its copy here."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.encoder import attribution
from secondsource.encoder.attribution import BEFORE, WIDTH
from tests.encoder.graph import product

O, B, I = ([3.0, 0, 0], [0, 3.0, 0], [0, 0, 3.0])  # noqa: E741


def tags(*rows: list[float]) -> list[tuple[int, int]]:
    found = attribution.cue_spans(np.array(rows, dtype=np.float32).reshape(-1, 3))
    return [(first, last) for first, last, _ in found]


def test_tags_make_cues():
    assert tags(O, B, I, O, B, O) == [(1, 2), (4, 4)]


def test_two_beginnings_side_by_side_are_one_cue():
    # "has learned": each word might be the first of the cue
    assert tags(O, [0, 2.0, 0], [0, 2.0, 1.5], O) == [(1, 2)]


def test_an_inside_tag_opens_no_cue_but_may_reach_back():
    assert tags(O, [0, 1.0, 3.0], O) == [(1, 1)]
    assert tags(O, [1.0, 0.8, 0], I, O) == [(1, 2)]


def test_moves_decide_between_equal_tags():
    held = np.zeros((3, 3), dtype=np.float32)
    held[attribution.BEGIN, attribution.INSIDE] = 2
    rows = np.array([O, B, [1.0, 0, 0], O], dtype=np.float32)
    assert [cue[:2] for cue in attribution.cue_spans(rows)] == [(1, 1)]
    assert [cue[:2] for cue in attribution.cue_spans(rows, held)] == [(1, 2)]


@given(st.lists(st.tuples(*[st.floats(-9, 9, width=32)] * 3), max_size=40))
def test_cues_are_apart_and_in_order(rows: list[tuple[float, float, float]]):
    found = tags(*[list(row) for row in rows])
    assert all(first <= last < len(rows) for first, last in found)
    assert all(end + 1 < start for (_, end), (start, _) in pairwise(found))


def test_no_words_no_cues():
    assert tags() == []


def pointed(source: tuple[int, int], content: tuple[int, int]) -> np.ndarray:
    """Pointer scores of one cue, from offsets to its first word."""
    scores = np.zeros((1, WIDTH, 4), dtype=np.float32)
    for column, offset in enumerate((*source, *content)):
        scores[0, BEFORE + offset, column] = 5
    return scores


def decoded(scores: np.ndarray, outside: list[int]) -> tuple[object, object]:
    inside = np.ones((1, WIDTH), dtype=np.float32)
    inside[0, [BEFORE + offset for offset in outside]] = -1
    return attribution.decoded(scores, inside, np.array([[100, 101]]))[0]


def test_a_source_and_a_content():
    assert decoded(pointed((-2, -1), (2, 9)), []) == ((98, 99), ((102, 109),))


def test_the_cue_itself_means_none():
    source, content = decoded(pointed((0, 0), (2, 9)), [])
    assert source is None
    assert content == ((102, 109),)


def test_cue_and_source_cut_the_content():
    # "A , he said-so on Monday , B"
    source, content = decoded(pointed((-1, -1), (-8, 9)), [-2, 2, 3])
    assert source == (99, 99)
    assert content == ((92, 97), (104, 109))


def test_words_out_of_it_elsewhere_do_not_cut():
    assert decoded(pointed((-1, -1), (2, 9)), [5])[1] == ((102, 109),)


def test_an_end_before_its_start_is_never_chosen():
    scores = pointed((-1, -1), (2, 9))
    scores[0, BEFORE + 1, 3] = 6  # the best end alone stands before the start
    assert decoded(scores, [])[1] == ((102, 109),)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_spans_are_the_best_of_all(seed: int, longest: int):
    rng = np.random.default_rng(seed)
    starts, ends = (rng.normal(size=(1, 60)).astype(np.float32) for _ in range(2))
    [(first, last)] = attribution._best_spans(starts, ends, longest)
    best = max(starts[0, i] + ends[0, j] for i in range(60) for j in range(i, min(60, i + longest)))
    assert 0 <= last - first < longest
    assert starts[0, first] + ends[0, last] == pytest.approx(best)


def test_weights_without_the_head_say_nothing():
    assert attribution.said({}, np.zeros((1, 384), dtype=np.float32), "a", [(0, 1)]) is None


def test_the_trained_head_and_its_copy_agree():
    torch = pytest.importorskip("torch", reason="training needs torch")
    pytest.importorskip("transformers", reason="training needs transformers")
    module = pytest.importorskip("training.attribution", reason="needs the training extra")
    torch.manual_seed(0)
    head = module.AttributionHead().eval()
    torch.nn.init.normal_(head.distance)
    weights = {name: value.astype(np.float32) for name, value in module.arrays(head).items()}
    rng = np.random.default_rng(0)
    states = rng.normal(size=(192, 384)).astype(np.float32)
    classes = rng.integers(0, attribution.PLACES, 192)
    cues = np.array([[0, 1], [90, 90], [165, 169]])
    with torch.no_grad():
        words = torch.from_numpy(states)
        tagged = head.tags(words)
        owners = torch.from_numpy(np.where(np.arange(192) < 170, 0, -1))
        words = head.layer(words, tagged, torch.from_numpy(classes), owners)
        pointers, inside = head.around(words, torch.from_numpy(cues), torch.tensor([[0, 170]] * 3))
    states, classes = states[:170], classes[:170]
    told = product(weights, "saying", states)
    hidden = np.maximum(told[:, : attribution.CUE_SIZE], 0)
    served = attribution._linear(weights, "cue_out", hidden)
    assert served == pytest.approx(tagged.numpy()[:170], abs=2e-3)
    layered = attribution.layer(weights, told[:, attribution.CUE_SIZE :], served, classes)
    points, cuts = attribution.around(weights, layered, cues)
    real = pointers.numpy() > -1e3
    assert points[real] == pytest.approx(pointers.numpy()[real], abs=5e-3)
    assert cuts[real[..., 0]] == pytest.approx(inside.numpy()[real[..., 0]], abs=5e-3)


def test_quotation_marks_and_lines_are_told_apart():
    text = 'He said "no way".\n"Go'
    words = [(0, 2), (3, 7), (8, 9), (9, 11), (12, 15), (15, 16), (16, 17), (18, 19), (19, 21)]
    assert attribution.surroundings(text, words).tolist() == [1, 0, 2, 2, 2, 2, 0, 3, 2]


def test_the_best_chain_is_likelier_in_training_than_any_other() -> None:
    torch = pytest.importorskip("torch", reason="needs torch")
    module = pytest.importorskip("training.attribution", reason="needs the training extra")
    rng = np.random.default_rng(5)
    scores = rng.normal(size=(attribution.BLOCK, 3)).astype(np.float32) * 2
    moves = rng.normal(size=(3, 3)).astype(np.float32)
    scores[[0, -1]] = O  # served chains begin and end outside of cues

    def loss(tags: np.ndarray) -> float:
        parts = (torch.from_numpy(array) for array in (scores, tags, moves))
        return float(module.chain_loss(*parts))

    best = np.zeros(attribution.BLOCK, dtype=np.int64)
    for first, last, _ in attribution.cue_spans(scores, moves):
        best[first], best[first + 1 : last + 1] = attribution.BEGIN, attribution.INSIDE
    assert best.any()
    others = []
    for word in range(1, attribution.BLOCK - 1):
        for tag in range(3):
            other = best.copy()
            other[word] = tag
            if not np.array_equal(other, best):
                others.append(loss(other))
    assert loss(best) < min(others)
