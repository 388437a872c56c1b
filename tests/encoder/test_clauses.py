"""Vectors of clauses, with the shipped weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.encoder.clauses import (
    DENIED,
    LONGEST,
    WIDTH,
    ClauseEncoder,
    Relation,
    row,
)
from secondsource.encoder.storage import Weights
from secondsource.errors import ModelError

ENCODER = ClauseEncoder(threads=1)
TOLD = [
    "The dam gave way before dawn",
    "the reservoir wall collapsed early in the morning",
    "Farmers asked for compensation",
    "The council turned down the growers' plea for money",
]


def test_other_words_for_one_fact_are_nearer_than_another_fact() -> None:
    burst, broke, asked, refused = ENCODER.vectors(TOLD)
    assert burst @ broke > 0.4
    assert burst @ broke > burst @ asked + 0.3
    assert burst @ broke > asked @ refused


def test_a_clause_means_the_same_whatever_stands_beside_it() -> None:
    together = ENCODER.vectors(TOLD)
    assert (np.concatenate([ENCODER.vectors([text]) for text in TOLD]) == together).all()


def test_threads_change_nothing() -> None:
    many = [f"{text} {number}" for number in range(20) for text in TOLD]
    assert (ClauseEncoder(threads=2).vectors(many) == ENCODER.vectors(many)).all()


def test_nothing_in_nothing_out() -> None:
    assert ENCODER.vectors([]).shape == (0, WIDTH)
    assert ENCODER.judgements([]).shape == (0, len(Relation))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Nine people died in the fire", "the blaze claimed nine lives", Relation.SAME),
        ("Nine people died in the fire", "the blaze claimed fourteen lives", Relation.RIVAL),
        ("The bridge was shut on Monday", "The crossing stayed open all week", Relation.RIVAL),
        ("The bridge was shut on Monday", f"{DENIED}the bridge had been shut", Relation.RIVAL),
        ("The bridge was shut on Monday", "The mayor opened a school", Relation.NEITHER),
    ],
)
def test_what_one_clause_is_to_another(one: str, other: str, relation: Relation) -> None:
    there, back = ENCODER.judgements([(one, other), (other, one)])
    assert (there == back).all()
    assert there.argmax() == relation
    assert np.exp(there).sum() == pytest.approx(1, abs=1e-5)


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_two_texts_are_judged(one: str, other: str) -> None:
    (found,) = ENCODER.judgements([(one, other)])
    assert np.isfinite(found).all()


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_unit_vector(text: str) -> None:
    (vector,) = ENCODER.vectors([text])
    assert abs(float(vector @ vector) - 1) < 1e-4


def test_a_long_clause_is_read_as_far_as_it_goes() -> None:
    ids, shapes, sides = row(Weights(None), "the bridge fell " * 200)
    assert len(ids) == len(shapes) == len(sides) == LONGEST


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reader.onnx"):
        ClauseEncoder(tmp_path).vectors(["The dam gave way"])
