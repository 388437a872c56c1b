"""Matrices rounded so that two neighbours never overflow in 16 bits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

pytest.importorskip("onnx", reason="needs the training extra")
rounding = pytest.importorskip("training.rounding", reason="needs the training extra")

_BYTES = st.integers(-127, 127)


def moments(inputs: int, seed: int = 1) -> np.ndarray:
    """Of inputs that go together."""
    rng = np.random.default_rng(seed)
    states = rng.normal(size=(200, inputs)) @ rng.normal(size=(inputs, inputs))
    return states.T @ states / len(states)


@settings(max_examples=50, deadline=None)
@given(arrays.arrays(np.int8, (8, 5), elements=_BYTES))
def test_nothing_overflows_whatever_the_matrix(matrix: np.ndarray) -> None:
    whole, scales = rounding.rounded(matrix, np.ones(5, np.float32), moments(8))
    pairs = whole.astype(int).reshape(4, 2, 5)
    most = 255 * np.where(pairs > 0, pairs, 0).sum(1).max()
    least = 255 * np.where(pairs < 0, pairs, 0).sum(1).min()
    assert most < 2**15 and least >= -(2**15)
    assert not rounding.overflows(whole).any()
    assert (scales >= 1).all()


def test_a_matrix_in_which_nothing_overflows_stays_as_it_is() -> None:
    matrix = np.random.default_rng(3).integers(-64, 65, (16, 4)).astype(np.int8)
    whole, scales = rounding.rounded(matrix, np.full(4, 0.5, np.float32), moments(16))
    assert (whole == matrix).all()
    assert (scales == np.float32(0.5)).all()


def test_it_loses_less_than_seven_bits_do() -> None:
    wanted = np.random.default_rng(4).normal(size=(64, 6))
    matrix = np.rint(127 * wanted / np.abs(wanted).max(0)).astype(np.int8)
    known = moments(64)
    whole, scales = rounding.rounded(matrix, np.ones(6, np.float32), known)

    def lost(given: np.ndarray) -> float:
        wrong = matrix - given
        return float(((known @ wrong) * wrong).sum())

    assert lost(whole * scales) < lost(2 * np.rint(matrix / 2)) / 3
