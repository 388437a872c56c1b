"""Counted days and weeks of a month: "the third Thursday of November", "the last week of June"."""

from __future__ import annotations

from datetime import date, timedelta

from secondsource.extraction.times.calendar import floor, interval, shift
from secondsource.extraction.times.days import month, step, weekday, written_year
from secondsource.extraction.times.draft import Draft, Setting, period, unresolved
from secondsource.extraction.times.grammar import Phrase
from secondsource.extraction.times.periods import month_period
from secondsource.extraction.tokens import numbers


def nth_of_month(phrase: Phrase, setting: Setting) -> Draft | None:
    """The n-th weekday or week of a month that is named or counted from publication."""
    count = -1 if phrase.low("ord") in ("last", "final") else numbers.ordinal(phrase.low("ord"))
    first = _month(phrase, setting)
    if count is None or not -1 <= count <= 5:
        return None
    if first is None:
        return unresolved("day" if "wd" in phrase else phrase.low("unit"))
    if "wd" in phrase:
        return _weekday(first, count, weekday(phrase.low("wd")))
    if phrase.low("unit") == "weekend":
        saturday = _weekday(first, count, 5)
        return period("weekend", saturday.day) if saturday and saturday.day else None
    return _week(first, count) if phrase.low("unit") == "week" else None


def _month(phrase: Phrase, setting: Setting) -> date | None:
    if "mon" in phrase:
        draft = month_period(phrase, setting)
        if draft is None or draft.day is None:
            return _written(phrase, setting)
        return draft.day
    if setting.anchor is None:
        return None
    return shift("month", floor("month", setting.anchor), step(phrase.lows("rel")) or 0)


def _written(phrase: Phrase, setting: Setting) -> date | None:
    if "year" not in phrase:
        return None
    return date(written_year(phrase.low("year"), setting), month(phrase.low("mon")), 1)


def _weekday(first: date, count: int, wanted: int) -> Draft | None:
    last = interval("month", first)[1] - timedelta(days=1)
    if count < 0:
        day = last - timedelta(days=(last.weekday() - wanted) % 7)
    else:
        day = first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (count - 1))
    return period("day", day) if day <= last else None


def _week(first: date, count: int) -> Draft | None:
    end = interval("month", first)[1]
    begin = end - timedelta(days=7) if count < 0 else first + timedelta(days=7 * (count - 1))
    if begin >= end:
        return None
    named = period("week", begin + timedelta(days=3))
    bounds = begin, min(end, begin + timedelta(days=7))
    return Draft("DATE", named.value, None, bounds, "week", begin)
