"""Ranges: hours between two clock times, and the two ends of a range made to fit each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from secondsource.extraction import numbers
from secondsource.extraction.when_calendar import shift
from secondsource.extraction.when_days import clock, day_of
from secondsource.extraction.when_draft import Draft, Setting, period
from secondsource.extraction.when_grammar import Phrase
from secondsource.extraction.when_zones import in_utc

Read = tuple[Phrase, Draft]
_LINKS = frozenset({"to", "through", "until", "till", "-", "–", "—"})
_SAID = frozenset({"year", "yrel", "rel", "iso", "slash", "deic", "night", "words"})


def clock_range(phrase: Phrase, setting: Setting) -> Draft | None:
    """``from 8 to 10 a.m.``: the interval between the two."""
    day, value = day_of(phrase, setting)
    last = clock(phrase)
    if value is None or last is None:
        return None
    first = _first_clock(phrase, last)
    if first is None:
        return None
    if day is None:
        return Draft("TIME", f"{value}T{first}/{value}T{last}")
    begin, end = (_moment(day, said) for said in (first, last))
    end += timedelta(days=1) if end <= begin else timedelta()
    text = f"{value}T{first}/{end.date().isoformat()}T{end:%H:%M}"
    return Draft("TIME", text, None, in_utc(phrase, (begin, end)), "day", day)


def _first_clock(phrase: Phrase, last: str) -> str | None:
    written, _, minutes = phrase.low("since").replace(".", ":").partition(":")
    hour = numbers.value([written])
    if hour is None or hour > 24:
        return None
    half = phrase.low("sincehalf")[:1]
    late = half == "p" or (not half and int(last[:2]) > 12 and int(hour) + 12 < int(last[:2]))
    if phrase.low("ampm") and hour <= 12:
        hour = hour % 12 + (12 if late else 0)
    return f"{int(hour):02d}:{minutes or '00'}"


def _moment(day: date, said: str) -> datetime:
    hour, minute = (int(part) for part in said.split(":")[:2])
    return datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)


def fitted(found: Sequence[Read], setting: Setting) -> list[Draft]:
    """The drafts, with the ends of "from Monday to Friday" in order.

    Ends named only by weekday, day of the month or month are each read by themselves first; where
    the second would lie before the first, a look ahead moves the second on, a look back the first.
    """
    drafts = [draft for _, draft in found]
    for index in range(len(found) - 1):
        one, other = found[index][0], found[index + 1][0]
        ends = drafts[index], drafts[index + 1]
        if _is_range(one, other) and _out_of_order(*ends):
            if _floats(other) and (setting.direction(one) >= 0 or not _floats(one)):
                drafts[index + 1] = _moved(other, ends[1], 1)
            elif _floats(one):
                drafts[index] = _moved(one, ends[0], -1)
    return drafts


def _is_range(one: Phrase, other: Phrase) -> bool:
    between = one.words.lows[one.last : other.first]
    if len(between) != 1:
        return False
    return between[0] in _LINKS or (
        between[0] == "and" and one.words.low(one.first - 1) == "between"
    )


def _out_of_order(one: Draft, other: Draft) -> bool:
    if one.day is None or other.day is None or one.grain != other.grain:
        return False
    return other.day < one.day


def _floats(phrase: Phrase) -> bool:
    return _SAID.isdisjoint(phrase.groups) and not {"wd", "mon"}.isdisjoint(phrase.groups)


def _moved(phrase: Phrase, draft: Draft, side: int) -> Draft:
    if draft.day is None or draft.grain is None:
        return draft
    weekly = "wd" in phrase and "mon" not in phrase
    day = draft.day + timedelta(days=7 * side) if weekly else shift("year", draft.day, side)
    if draft.type == "DATE":
        return period(draft.grain, day, draft.mod)
    gap = day - draft.day
    value = day.isoformat() + draft.value[10:]
    if draft.bounds is None:
        return replace(draft, value=value, day=day)
    begin, end = draft.bounds
    return replace(draft, value=value, day=day, bounds=(begin + gap, end + gap))
