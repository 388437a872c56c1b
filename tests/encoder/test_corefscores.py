"""The scorer against worked examples from the papers that define the measures."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import corefscores as cs

KEY = ["abcdefg"[:5], "fg", "hijkl"]  # Bagga and Baldwin 1998: truth {1-5} {6 7} {8-C}


def test_bagga_and_baldwin_first_response() -> None:
    response = ["abcde", "fghijkl"]  # the small and a large cluster joined
    assert cs.muc(KEY, response).precision == pytest.approx(90)
    assert cs.muc(KEY, response).recall == pytest.approx(100)
    assert cs.b_cubed(KEY, response).precision == pytest.approx(76.19, abs=0.01)


def test_bagga_and_baldwin_second_response() -> None:
    response = ["abcdehijkl", "fg"]  # the two large ones joined
    assert cs.muc(KEY, response).precision == pytest.approx(90)
    assert cs.b_cubed(KEY, response).precision == pytest.approx(58.33, abs=0.01)


def test_moosavi_and_strube_example() -> None:
    """Moosavi and Strube 2016, section 4: recall 0.24, precision 0.33."""
    key = ["abc", "defg"]
    response = ["ab", "cd", "fghi"]
    # K1: 3 mentions, 1 of 3 links; K2: 4 mentions, 1 of 6 links
    assert cs.lea(key, response).recall == pytest.approx(100 * (3 / 3 + 4 / 6) / 7)
    # R1 whole, R2 nothing, R3 1 of 6 links
    assert cs.lea(key, response).precision == pytest.approx(100 * (2 + 0 + 4 / 6) / 8)


def test_pradhan_example() -> None:
    """Pradhan et al. 2014, section 4: {a b c} {d e f g} against {a b} {c d} {f g h i}."""
    key, response = ["abc", "defg"], ["ab", "cd", "fghi"]
    muc, b3, ceaf = (m(key, response) for m in (cs.muc, cs.b_cubed, cs.ceaf_e))
    assert (muc.recall, muc.precision) == pytest.approx((40, 40))
    assert (b3.recall, b3.precision) == pytest.approx((41.67, 50), abs=0.01)
    assert (ceaf.recall, ceaf.precision) == pytest.approx((65, 43.33), abs=0.01)


def test_singletons_are_left_out() -> None:
    totals = cs.tallies([(["ab", "c"], ["ab", "d"])])
    assert cs.conll(totals) == 100
    assert totals["LEA"].f1 == 100


gains = st.integers(1, 4).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.floats(0, 1, width=32), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
)


@given(gains)
def test_assignment_is_the_best_of_all(rows: list[list[float]]) -> None:
    gain = np.array(rows)
    small = gain if gain.shape[0] <= gain.shape[1] else gain.T
    best = max(
        sum(small[row, column] for row, column in enumerate(order))
        for order in itertools.permutations(range(small.shape[1]), small.shape[0])
    )
    assert cs.best_total(gain) == pytest.approx(best)
