"""ISO dates and half-open intervals in words, without a locale."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?")


def spell_date(iso: str | None) -> str | None:
    """``2031-03-04T05:30`` as ``4 Mar 2031, 05:30``; None where it is no ISO date."""
    parsed = _parse(iso)
    if parsed is None:
        return None
    day, clock = parsed
    return _spell(day) + (f", {clock}" if clock and clock != "00:00" else "")


def spell_days(first: str | None, last: str | None) -> str | None:
    """Both days included: ``3 – 5 Mar 2031``."""
    start, end = _parse(first), _parse(last)
    if start is None or end is None:
        return spell_date(first) or spell_date(last)
    return _spell_days(start[0], end[0] + timedelta(days=1))


def spell_interval(start: str | None, end: str | None) -> str | None:
    """The half-open interval in words: a day, a month, a year, ``3 – 5 Mar 2031``, hours in UTC."""
    first, last = _parse(start), _parse(end)
    if first is None:
        return f"before {_spell(last[0])}" if last else None
    if last is None:
        return f"from {_spell(first[0])}"
    if first[1] or last[1]:
        return _spell_hours(first, last) + (" UTC" if (start or "").endswith("Z") else "")
    return _spell_days(first[0], last[0])


def _spell_days(first: date, end: date) -> str:
    last = max(first, end - timedelta(days=1))
    if first == last:
        return _spell(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    whole_months = first.day == 1 and end.day == 1
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if first.year != last.year:
        return f"{_spell(first)} – {_spell(last)}"
    month = "" if first.month == last.month else f" {_MONTHS[first.month - 1]}"
    return f"{first.day}{month} – {_spell(last)}"


def _spell_hours(first: tuple[date, str | None], end: tuple[date, str | None]) -> str:
    if first[0] == end[0]:
        if _minutes(end[1] or "24:00") - _minutes(first[1] or "00:00") <= 1:
            return f"{_spell(first[0])}, {first[1]}"
        return f"{_spell(first[0])}, {first[1] or '00:00'} – {end[1] or '24:00'}"
    if (end[0] - first[0]).days == 1 and (end[1] or "00:00") == "00:00":
        return f"{_spell(first[0])}, from {first[1] or '00:00'}"
    start, close = (f"{_spell(day)}, {clock or '00:00'}" for day, clock in (first, end))
    return f"{start} – {close}"


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _spell(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _parse(iso: str | None) -> tuple[date, str | None] | None:
    match = _ISO.match(iso or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), match[4]
    except ValueError:
        return None
