"""Times that lean on an event or on a day named before: "the day before the summit", "that
evening", "since the war began".

Where the text has dated the event ("the summit on Friday"), so is the expression; else it keeps
TIMEX3's placeholder and has no interval.
"""

from __future__ import annotations

from datetime import date, timedelta

from secondsource.extraction.times.calendar import floor, shift
from secondsource.extraction.times.days import part_interval, step
from secondsource.extraction.times.draft import Draft, Setting, period, unresolved
from secondsource.extraction.times.events import happening
from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.times.relative import from_memory

_GRAINS = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade"})


def beside_event(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the day before the summit``, ``the eve of the vote``, ``the night of the storm``."""
    event = _day_of_event(phrase, setting)
    move = {"before": -1, "eve": -1, "after": 1}.get(phrase.low("side"), 0)
    before = move < 0
    if "part" in phrase:
        return _part(phrase, None if event is None else event + timedelta(days=move))
    grain = phrase.low("unit") or "day"
    if grain not in _GRAINS:
        return None
    if event is None:
        return unresolved(grain)
    if grain == "day":
        return period("day", event + timedelta(days=move))
    first = shift(grain, event, -1) if before else event + timedelta(days=1)
    draft = period(grain, first)
    last = event if before else shift(grain, first, 1)
    return Draft("DATE", draft.value, None, (first, last), grain, draft.day)


def _day_of_event(phrase: Phrase, setting: Setting) -> date | None:
    noun = phrase.groups["event"][0]
    return setting.memory.day_of(happening(phrase.words, phrase.first, noun))


def beside_last(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the year before``, ``the night before``, ``that evening``, ``the next morning``."""
    move = step(phrase.lows("rel")) or 0
    if "side" in phrase:
        move = -1 if phrase.low("side") == "before" else 1
    if "twice" in phrase:
        return _from_anchor(phrase.low("unit"), 2 * move, setting)
    if "part" not in phrase:
        grain = phrase.low("unit")
        return from_memory(grain, move, setting, None) if grain in _GRAINS else None
    last = setting.memory.last
    if last is None or last[0] != "day":
        return _part(phrase, None)
    return _part(phrase, last[1] + timedelta(days=move))


def _from_anchor(grain: str, move: int, setting: Setting) -> Draft | None:
    if grain not in _GRAINS:
        return None
    if setting.anchor is None:
        return unresolved(grain)
    return period(grain, shift(grain, floor(grain, setting.anchor), move))


def _part(phrase: Phrase, day: date | None) -> Draft:
    part = grammar().codes["parts"][phrase.low("part")]
    if day is None:
        return Draft("TIME", f"XXXX-XX-XXT{part}")
    return Draft("TIME", f"{day.isoformat()}T{part}", None, part_interval(day, part), "day", day)


def bare_part(phrase: Phrase, setting: Setting) -> Draft | None:
    """``in the morning``, ``at dawn``: of the day that the sentence names."""
    return _part(phrase, setting.memory.day_of_sentence(phrase))


def since_event(phrase: Phrase, setting: Setting) -> Draft | None:
    """``since the war began``: a stretch of unknown length from the event to publication."""
    event = _day_of_event(phrase, setting)
    if event is None or setting.anchor is None or event > setting.anchor:
        return Draft("DURATION", "PXX")
    return Draft("DURATION", "PXX", None, (event, setting.anchor + timedelta(days=1)))
