"""Ranges: hours between two clock times, and the two ends of a range made to fit each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from secondsource.extraction.times.calendar import floor, interval, shift
from secondsource.extraction.times.days import clock, day_of
from secondsource.extraction.times.draft import Draft, Setting, period
from secondsource.extraction.times.grammar import Phrase
from secondsource.extraction.times.zones import in_utc
from secondsource.extraction.tokens import numbers

Read = tuple[Phrase, Draft]
_LINKS = frozenset({"to", "through", "until", "till", "-", "–", "—"})
_UP_TO = frozenset(
    {"to", "through", "ending", "ending in", "ending on", "ended", "ended in", "ended on",
     "up to", "to the", "until", "to end"}
)  # fmt: skip
_LENGTH = re.compile(r"P(\d{1,3})([DWMYQ])")
_GRAINS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}
_ENDS = frozenset({"day", "week", "weekend", "month", "quarter", "year"})
_COARSE = frozenset({"week", "month", "year"})
_REL = frozenset({"rel", "deic", "wd"})
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
        if _is_same_day(one, other, *ends):
            drafts[index] = ends[1]
        elif _runs_up_to(one, other):
            drafts[index] = _up_to(*ends)
        elif one.words.low(one.last - 1) == "ago" and one.last == other.first - _opened(other):
            drafts[index + 1] = _so_long_ago(*ends, other, setting.anchor)
        elif _is_range(one, other) and _out_of_order(*ends):
            if _floats(other) and (setting.direction(one) >= 0 or not _floats(one)):
                drafts[index + 1] = _moved(other, ends[1], 1)
            elif _floats(one):
                drafts[index] = _moved(one, ends[0], -1)
    return drafts


def _is_same_day(one: Phrase, other: Phrase, named: Draft, dated: Draft) -> bool:
    """``the following day, 4 March,``: one day told twice."""
    between = one.words.lows[one.last : other.first]
    told = "mon" in other and "day" in other and named.grain == dated.grain == "day"
    return told and between == [","] and one.words.low(one.first) == "the" and "mon" not in one


def _runs_up_to(one: Phrase, other: Phrase) -> bool:
    """``the year to February``, ``the three months ended on 30 June``: a length, then its end."""
    between = " ".join(one.words.lows[one.last : other.first])
    return one.rule.build in ("anaphor", "duration", "stretch") and between in _UP_TO


def _up_to(length: Draft, end: Draft) -> Draft:
    """The length with the interval that ends where its end does."""
    told = _LENGTH.fullmatch(length.value)
    if told is None or end.day is None or end.grain not in _ENDS or length.bounds is not None:
        return length
    last = interval(end.grain, end.day)[1]
    return replace(length, bounds=(shift(_GRAINS[told[2]], last, -int(told[1])), last))


def _opened(other: Phrase) -> int:
    """Whether "on" or "in" stands before the second of two times."""
    return int(other.words.low(other.first - 1) in ("on", "in"))


def _so_long_ago(ago: Draft, draft: Draft, phrase: Phrase, anchor: date | None) -> Draft:
    """``this week`` of "ten years ago this week", ``Friday`` of "a year ago on Friday"."""
    if anchor is None or ago.day is None or draft.day is None:
        return draft
    if (ago.grain or "year") not in _COARSE:  # "a year ago" bears no grain
        return draft
    if draft.type != "DATE" or draft.grain not in _ENDS or _REL.isdisjoint(phrase.groups):
        return draft
    months = (ago.day.year - anchor.year) * 12
    if ago.grain == "month":
        months += ago.day.month - anchor.month
    weeks = (ago.day - floor("week", anchor)).days // 7 if ago.grain == "week" else 0
    day = shift("month", draft.day, months if not weeks else 0) + timedelta(weeks=weeks)
    if "wd" in phrase and "mon" not in phrase:
        day += timedelta(days=(draft.day.weekday() - day.weekday() + 3) % 7 - 3)
    return period(draft.grain, day, draft.mod)


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
    """The draft a week or a year on or back; where the calendar ends, as it was."""
    try:
        return _shifted(phrase, draft, side)
    except (ValueError, OverflowError):
        return draft


def _shifted(phrase: Phrase, draft: Draft, side: int) -> Draft:
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
