"""Values of recurring times, holidays and plain references to past, present and future."""

from __future__ import annotations

from datetime import date, timedelta

from secondsource.extraction import numbers
from secondsource.extraction.when_days import distance, month, step, weekday
from secondsource.extraction.when_draft import Draft, Setting, period, unresolved
from secondsource.extraction.when_grammar import Phrase, grammar
from secondsource.extraction.when_relative import duration_value, singular

_FIXED = {
    "christmas": (12, 25), "halloween": (10, 31), "new": (1, 1), "independence": (7, 4),
    "valentine's": (2, 14), "boxing": (12, 26), "veterans": (11, 11),
}  # fmt: skip


def every(phrase: Phrase, setting: Setting) -> Draft | None:
    """``daily``, ``every Thursday``, ``Tuesday nights``, ``each of the three months``."""
    codes = grammar().codes
    if "adverb" in phrase:
        return Draft("SET", codes["sets"][phrase.low("adverb")])
    if "wd" in phrase:
        part = codes["parts"].get(singular(phrase.low("part")))
        value = f"XXXX-WXX-{weekday(phrase.low('wd')) + 1}"
        return Draft("SET", f"{value}T{part}" if part else value)
    if "mon" in phrase:
        return Draft("SET", f"XXXX-{month(phrase.low('mon')):02d}")
    if "part" in phrase:
        return Draft("SET", f"XXXX-XX-XXT{codes['parts'][phrase.low('part')]}")
    if "season" in phrase:
        return Draft("SET", f"XXXX-{codes['seasons'][phrase.low('season')]}")
    count = numbers.value(phrase.lows("num")) if "num" in phrase else 1.0
    value_ = duration_value(count, singular(phrase.low("unit")))
    return Draft("SET", value_) if value_ else None


def rate(phrase: Phrase, setting: Setting) -> Draft | None:
    """``a year`` in "$10 a year": how often, not how long."""
    value = duration_value(1.0, singular(phrase.low("unit")))
    return Draft("SET", value) if value else None


def reference(phrase: Phrase, setting: Setting) -> Draft | None:
    """``now``, ``recently``, ``the future``."""
    for group in ("present", "past", "future"):
        if group in phrase:
            return Draft("DATE", f"{group.upper()}_REF")
    return None


def holiday(phrase: Phrase, setting: Setting) -> Draft | None:
    """The holidays that English-language news dates itself by."""
    name = phrase.low("name")
    if setting.anchor is None:
        fixed = _FIXED.get(name)
        if fixed is None:
            return unresolved("day")
        return unresolved("day", value=f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}")
    anchor = setting.anchor
    said = step(phrase.lows("rel"))
    days = [day for move in (-1, 0, 1) if (day := _holiday(name, anchor.year + move))]
    wanted = [day for day in days if not said or (day - anchor).days * said > 0]
    if not wanted:
        return None
    direction = setting.direction(phrase)
    day = min(wanted, key=lambda day: distance((day - anchor).days, said or direction))
    if "week" in phrase:
        return period("week", day) if phrase.low("week") == "week" else None
    return period("day", day - timedelta(days=1) if "eve" in phrase.lows("eve") else day)


def _holiday(name: str, year: int) -> date | None:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "thanksgiving":
        return _nth(year, 11, 3, 4)
    if name in ("labor", "labour"):
        return _nth(year, 9, 0, 1)
    if name == "memorial":
        return _nth(year, 5, 0, 5) if _nth(year, 5, 0, 5).month == 5 else _nth(year, 5, 0, 4)
    if name == "election":
        return _nth(year, 11, 0, 1) + timedelta(days=1)
    return easter(year) if name == "easter" else None


def _nth(year: int, month_: int, day_of_week: int, count: int) -> date:
    first = date(year, month_, 1)
    return first + timedelta(days=(day_of_week - first.weekday()) % 7 + 7 * (count - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday_ = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday_
    month_ = 3 + (offset + 40) // 44
    return date(year, month_, offset + 28 - 31 * (month_ // 4))
