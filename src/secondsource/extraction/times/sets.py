"""Values of recurring times, holidays and plain references to past, present and future."""

from __future__ import annotations

from datetime import date, timedelta

from secondsource.extraction.times.days import distance, month, step, weekday, written_year
from secondsource.extraction.times.draft import Draft, Setting, period, unresolved
from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.times.holidays import Holiday
from secondsource.extraction.times.holidays import holiday as find_holiday
from secondsource.extraction.times.relative import duration_value, singular
from secondsource.extraction.tokens import numbers


def every(phrase: Phrase, setting: Setting) -> Draft | None:
    """``daily``, ``every Thursday``, ``Tuesday nights``, ``each of the three months``."""
    codes = grammar().codes
    if "adverb" in phrase:
        return Draft("SET", codes["sets"][phrase.low("adverb")])
    if "wd" in phrase:
        part = codes["parts"].get(singular(phrase.low("part")))
        value = f"XXXX-WXX-{weekday(phrase.low('wd')) + 1}"
        if "other" in phrase:
            return Draft("SET", "P2W")
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
    """``now``, ``recently``, ``the future``; ``soon became`` says nothing of the future."""
    if "future" in phrase and phrase.low("future") == "soon" and setting.direction(phrase) < 0:
        return None
    for group in ("present", "past", "future"):
        if group in phrase:
            return Draft("DATE", f"{group.upper()}_REF")
    return None


def holiday(phrase: Phrase, setting: Setting) -> Draft | None:
    """``Easter Monday``, ``last Ramadan``, ``Christmas Eve``: what ``holidays.toml`` names."""
    first, last = phrase.groups["name"]
    named = find_holiday(phrase.words, first, last)
    if named is None:
        return None
    mod = "APPROX" if named.approximate else None
    if setting.anchor is None or named.on == "unknown":
        fixed = named.on if named.on[0].isdecimal() else ""
        return unresolved("day", value=f"XXXX-{fixed}" if fixed and "eve" not in phrase else None)
    day = _nearest(named, phrase, setting, setting.anchor)
    if day is None:
        return None
    if "week" in phrase:
        return period("week", day) if phrase.low("week") == "week" else period("weekend", day)
    if "eve" in phrase:
        return period("day", day - timedelta(days=1))
    if named.days == 1:
        return period("day", day, mod)
    final = day + timedelta(days=named.days - 1)
    bounds = day, final + timedelta(days=1)
    return Draft("DATE", f"{day.isoformat()}/{final.isoformat()}", mod, bounds)


def _nearest(named: Holiday, phrase: Phrase, setting: Setting, anchor: date) -> date | None:
    said = step(phrase.lows("rel"))
    if "year" in phrase:
        years = [written_year(phrase.low("year"), setting)]
    elif "yrel" in phrase:
        years = [anchor.year + (step(phrase.lows("yrel")) or 0)]
    else:
        years = [anchor.year - 1, anchor.year, anchor.year + 1]
    days = [day for year in years if 1 < year < 9000 for day in named.in_year(year)]
    wanted = [day for day in days if not said or (day - anchor).days * said > 0]
    direction = said or setting.direction(phrase)
    return min(wanted, key=lambda day: distance((day - anchor).days, direction), default=None)
