"""How long something lasts and how old somebody is, as a figure that another can answer.

"The programme lasts three years" gives no count of anything, and yet "runs for four years" can't be
the same. A year is compared with twelve months, a week with seven days.
"""

from __future__ import annotations

import re

from secondsource.reconciling.figures.numbers import Count
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Claim

LASTS, OLD = "last", "old"  #: lemmas under which lengths and ages are compared
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDH])")
_AGE = re.compile(r"\b(?:aged\s+)?(\d{1,3})\b")
_UNITS = {"Y": ("year", 1), "M": ("month", 1), "W": ("day", 7), "D": ("day", 1)}
_CLOCK = {"H": ("hour", 1), "M": ("minute", 1)}
_DOZEN = 12


def lengths_of(page: Page, claim: Claim) -> tuple[Count, ...]:
    """The length or age that a claim of these lemmas gives."""
    lemma = claim.predicate.lemma
    if lemma == OLD:
        age = _AGE.search(page.text, claim.start, claim.end)
        return () if age is None else (_count("year", float(age[1]), age.start(1), age.end(1)),)
    if lemma != LASTS:
        return ()
    times = (page.reading.times[index] for index in claim.times)
    return tuple(
        _count(*length, time.start, time.end)
        for time in times
        if (length := length_told(time.value)) is not None
    )


def length_told(value: str) -> tuple[str, float] | None:
    """Unit and number of a TIMEX3 length ("P36M" is three years)."""
    found = _LENGTH.fullmatch(value)
    if found is None:
        return None
    known = _CLOCK if found[1] else _UNITS
    if found[3] not in known:
        return None
    unit, times = known[found[3]]
    number = float(found[2]) * times
    if unit == "month" and number % _DOZEN == 0:
        return "year", number / _DOZEN
    return unit, number


def _count(unit: str, value: float, start: int, end: int) -> Count:
    return Count(
        slot=None, scope="", unit=unit, value=value, low=value, high=value, start=start, end=end
    )
