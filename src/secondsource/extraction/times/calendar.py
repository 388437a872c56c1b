"""Calendar periods: their first day, their neighbours, their TIMEX3 name and their interval.

A period is a grain (``day``, ``week``, ``weekend``, ``month``, ``quarter``, ``half``, ``season``,
``year``, ``decade``, ``century``) and any day in it. Weeks are ISO 8601 weeks; seasons are the
northern meteorological ones; ``winter`` carries the year in which it begins.
"""

from __future__ import annotations

from datetime import date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_NAMES = {month: name for name, month in SEASON_MONTHS.items()}
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120,
              "century": 1200}  # fmt: skip
UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX",
    "century": "XX",
}  # fmt: skip


def floor(grain: str, day: date) -> date:
    """First day of the period that holds ``day``."""
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "weekend":
        return day + timedelta(days=5 - day.weekday())
    if grain == "season":
        month = day.month // 3 * 3
        return date(day.year, month, 1) if month else date(day.year - 1, 12, 1)
    if grain in ("month", "quarter", "half"):
        size = _MONTHS_IN[grain]
        return date(day.year, (day.month - 1) // size * size + 1, 1)
    years = _MONTHS_IN[grain] // 12
    return date(max(1, day.year // years * years), 1, 1)


def shift(grain: str, day: date, count: int) -> date:
    """The day ``count`` periods later (earlier where negative), clipped to the month's length."""
    if grain in ("day", "week", "weekend"):
        return day + timedelta(days=count * (1 if grain == "day" else 7))
    months = day.year * 12 + day.month - 1 + count * _MONTHS_IN[grain]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Days in a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def interval(grain: str, day: date) -> tuple[date, date]:
    """Half-open interval of the period that holds ``day``."""
    first = floor(grain, day)
    if grain == "weekend":
        return first, first + timedelta(days=2)
    return first, shift(grain, first, 1)


def label(grain: str, day: date) -> str:
    """TIMEX3 value of the period that holds ``day``."""
    first = floor(grain, day)
    year = f"{first.year:04d}"
    if grain == "day":
        return first.isoformat()
    if grain in ("week", "weekend"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if grain == "weekend" else "")
    if grain == "month":
        return f"{year}-{first.month:02d}"
    if grain == "quarter":
        return f"{year}-Q{first.month // 3 + 1}"
    if grain == "half":
        return f"{year}-H{first.month // 6 + 1}"
    if grain == "season":
        return f"{year}-{_SEASON_NAMES[first.month]}"
    return {"year": year, "decade": year[:3], "century": year[:2]}[grain]
