"""Intervals in UTC beside intervals in the hours of whoever wrote."""

from __future__ import annotations

import pytest

from secondsource.reconciling.pages.clock import common, first_days, meet

NIGHT = ("2031-05-12T23:00Z", "2031-05-12T23:01Z")  # 2 a.m. in Moscow


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (("2031-05-13", "2031-05-14"), True),
        (("2031-05-12", "2031-05-13"), True),
        (("2031-05-13T02:00", "2031-05-13T02:01"), True),
        (("2031-05-12T23:00Z", "2031-05-12T23:01Z"), True),
        (("2031-05-13T02:00Z", "2031-05-13T02:01Z"), False),
        (("2031-05-14", "2031-05-15"), False),
        (("2031-05-11", "2031-05-12"), False),
    ],
)
def test_meet(other, overlap):
    assert meet(NIGHT, other) is meet(other, NIGHT) is overlap


def test_what_is_common_is_the_surer_one():
    assert common(NIGHT, ("2031-05-13", "2031-05-14")) == NIGHT
    assert common(("2031-05", "2031-06"), ("2031-05-13", "2031-07")) == ("2031-05-13", "2031-06")


def test_days_on_which_it_may_begin():
    assert first_days(NIGHT) == {"2031-05-12", "2031-05-13"}
    assert first_days(("2031-05-13T02:00", "2031-05-13T02:01")) == {"2031-05-13"}
