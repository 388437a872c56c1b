"""Figures: what may hold together, and the range they make."""

from __future__ import annotations

from math import inf

import pytest

from secondsource.reconciling.figures.numbers import (
    Count,
    Figure,
    agreement,
    compare_counts,
    value_of,
)


def count(value: float | None, low: float, high: float = inf, scope: str = "person") -> Count:
    return Count(slot="killed", scope=scope, unit=None, value=value, low=low, high=high,
                 start=0, end=1)  # fmt: skip


EXACT_12, EXACT_57 = count(12, 12, 12), count(57, 57, 57)
DOZENS, AT_LEAST_12, AT_LEAST_14 = count(None, 24), count(12, 12), count(14, 14)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (EXACT_12, EXACT_12, "equal"),
        (EXACT_57, DOZENS, "entailed"),
        (EXACT_12, DOZENS, "conflict"),
        (EXACT_57, AT_LEAST_12, "different"),
        (EXACT_57, count(50, 50), "entailed"),
        (EXACT_12, AT_LEAST_12, "equal"),
        (AT_LEAST_12, AT_LEAST_14, "different"),
        (EXACT_12, AT_LEAST_14, "conflict"),
    ],
)
def test_agreement_is_the_same_both_ways(one, other, expected):
    assert agreement(one, other) == agreement(other, one) == expected


def test_other_scopes_are_not_compared():
    assert compare_counts([EXACT_12], [count(3, 3, 3, scope="child")]) is None


def figures() -> list[Figure]:
    return [
        Figure(count(12, 12, 12), "r1", "c", "2025-03-01", 1),
        Figure(count(14, 14, 14), "r2", "c", "2025-03-02", 2),
        Figure(count(19, 19, 19), "r3", "c", "2025-03-03", 1),
    ]


@pytest.mark.parametrize(("policy", "best"), [("conservative", 14), ("latest", 19), ("median", 14)])
def test_policies(policy, best):
    found = value_of(figures(), policy)
    assert found is not None
    assert (found.low, found.best, found.high, found.policy) == (12, best, 19, policy)


def test_conservative_takes_the_lowest_of_the_best_supported():
    even = [Figure(f.count, f.report, f.claim, f.published, 1) for f in figures()]
    found = value_of(even)
    assert found is not None
    assert found.best == 12


def test_an_open_figure_leaves_the_range_open():
    found = value_of([Figure(DOZENS, "r1", "c", "", 1)])
    assert found is not None
    assert (found.low, found.best, found.high) == (24, 24, None)
