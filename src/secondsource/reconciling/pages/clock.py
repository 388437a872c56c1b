"""Intervals of claims held against each other: some in UTC (``2031-05-12T23:00Z``, where the text
names a zone), most in the hours of whoever wrote."""

from __future__ import annotations

from datetime import datetime, timedelta

Interval = tuple[str, str]  #: half-open, ISO 8601

_EAST, _WEST = timedelta(hours=14), timedelta(hours=-12)  #: clocks farthest ahead and behind UTC


def meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals overlap, for some clock where only one of them is in UTC."""
    if in_utc(one) == in_utc(other):
        return _full(one[0]) < _full(other[1]) and _full(other[0]) < _full(one[1])
    utc, local = (one, other) if in_utc(one) else (other, one)
    begin, end = (_moment(moment) for moment in utc)
    return begin + _WEST < _moment(local[1]) and _moment(local[0]) < end + _EAST


def common(one: Interval, other: Interval) -> Interval:
    """What two intervals that meet share; the one in UTC where only one is."""
    if in_utc(one) != in_utc(other):
        return one if in_utc(one) else other
    return max(one[0], other[0]), min(one[1], other[1])


def first_days(interval: Interval) -> set[str]:
    """The days on which it may begin: two or three where it is in UTC and the clock isn't known."""
    if not in_utc(interval):
        return {interval[0][:10]}
    begin = _moment(interval[0])
    return {(begin + move).date().isoformat() for move in (_WEST, timedelta(), _EAST)}


def in_utc(interval: Interval) -> bool:
    """Is it in UTC, rather than in hours of no known zone?"""
    return interval[0].endswith("Z")


def _full(iso: str) -> str:
    """A moment with its hour: a day begins at midnight."""
    return iso if "T" in iso else f"{iso}T00:00"


def _moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso.removesuffix("Z"))
