"""Dates and half-open intervals in words."""

from __future__ import annotations

import pytest

from secondsource.publish.dates import spell_date, spell_days, spell_interval


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2031-03-04", "2031-03-05", "4 Mar 2031"),
        ("2031-03-04", "2031-03-07", "4 – 6 Mar 2031"),
        ("2031-12-30", "2032-01-02", "30 Dec 2031 – 1 Jan 2032"),
        ("2031-03-01", "2031-04-01", "Mar 2031"),
        ("2031-01-01", "2032-01-01", "2031"),
        ("2029-01-01", "2032-01-01", "2029 – 2031"),
        ("2031-03-04T18:00", "2031-03-04T20:00", "4 Mar 2031, 18:00 – 20:00"),
        ("2031-03-04T18:00", "2031-03-04T18:01", "4 Mar 2031, 18:00"),
        ("2031-03-04T18:00Z", "2031-03-04T18:01Z", "4 Mar 2031, 18:00 UTC"),
        ("2031-03-28", "2031-04-03", "28 Mar – 2 Apr 2031"),
        ("2031-03-04T18:00", "2031-03-05T00:00", "4 Mar 2031, from 18:00"),
        ("2031-03-04T18:00", "2031-03-06T06:00", "4 Mar 2031, 18:00 – 6 Mar 2031, 06:00"),
        ("2031-03-04", "2031-03-04", "4 Mar 2031"),
        ("2031-03-04", None, "from 4 Mar 2031"),
        (None, "2031-03-04", "before 4 Mar 2031"),
        (None, None, None),
        ("XXXX-WXX-4", None, None),
        ("2031-13-40", None, None),
    ],
)
def test_spell_interval(start, end, words):
    assert spell_interval(start, end) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2031-03-04", "4 Mar 2031"),
        ("2031-03-04T05:30:00+02:00", "4 Mar 2031, 05:30"),
        ("2031-03-04T00:00:00Z", "4 Mar 2031"),
        ("yesterday", None),
        (None, None),
    ],
)
def test_spell_date(iso, words):
    assert spell_date(iso) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-04", "2031-03-04", "4 Mar 2031"),
        ("2031-03-04", "2031-03-06T10:00", "4 – 6 Mar 2031"),
        ("2031-03-04", None, "4 Mar 2031"),
        (None, None, None),
    ],
)
def test_spell_days(first, last, words):
    assert spell_days(first, last) == words
