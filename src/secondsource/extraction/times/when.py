"""Time expressions: TIMEX3 type, value, modifier, and the interval they denote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from secondsource.extraction.times import (
    anchored,
    days,
    events,
    nth,
    periods,
    ranges,
    relative,
    sets,
)
from secondsource.extraction.times.draft import Draft, Memory, Setting
from secondsource.extraction.times.filter import is_time
from secondsource.extraction.times.grammar import Phrase, grammar, phrases
from secondsource.extraction.times.tense import direction
from secondsource.extraction.tokens.positions import Positions
from secondsource.records.reading import TimeAnchor, TimeExpression
from secondsource.syntax import Syntax

BUILDERS: dict[str, Callable[[Phrase, Setting], Draft | None]] = {
    "point": days.point,
    "day_range": days.day_range,
    "clock_range": ranges.clock_range,
    "beside_event": anchored.beside_event,
    "beside_last": anchored.beside_last,
    "bare_part": anchored.bare_part,
    "since_event": anchored.since_event,
    "nth_of_month": nth.nth_of_month,
    "weekday_of_week": days.weekday_of_week,
    "day_beside": days.day_beside,
    "month": periods.month_period,
    "year": periods.year_period,
    "years": periods.years,
    "decade": periods.decade,
    "century": periods.century,
    "season": periods.season,
    "week_of": days.week_of,
    "quarter": relative.quarter,
    "year_earlier": relative.year_earlier,
    "relative": relative.relative,
    "anaphor": relative.anaphor,
    "stretch": relative.stretch,
    "ago": relative.ago,
    "duration": relative.duration,
    "rate": sets.rate,
    "every": sets.every,
    "holiday": sets.holiday,
    "reference": sets.reference,
}


def find_times(syntax: Syntax, published: str | None) -> tuple[TimeExpression, ...]:
    """All time expressions of a text, in order, none overlapping.

    ``published`` (ISO 8601) is the day they are read against; without it relative ones keep
    TIMEX3 placeholders (``XXXX-WXX-4``) and have no interval.
    """
    words = grammar().letters.words(syntax.text)
    positions = Positions(syntax)
    setting = Setting(
        published_day(published), Memory(), lambda phrase: direction(phrase, positions)
    )
    read = list[tuple[Phrase, Draft]]()
    for phrase in phrases(words):
        draft = _read(phrase, setting)
        if draft is None:
            continue
        read.append((phrase, draft))
        if draft.grain == "day" and draft.day and "event" not in phrase:
            for event in events.dated(phrase, positions):
                setting.memory.date_event(event, draft.day)
    drafts = ranges.fitted([_again(*found, setting) for found in read], setting)
    found = [(phrase, draft) for (phrase, _), draft in zip(read, drafts, strict=True)]
    told = events.anchors(found, setting.memory, positions)
    return tuple(_time(phrase, draft, anchor) for phrase, draft, anchor in told)


def _again(phrase: Phrase, draft: Draft, setting: Setting) -> tuple[Phrase, Draft]:
    """What leans on an event, read again: the text may date it further down."""
    if "event" in phrase and draft.bounds is None:
        return phrase, BUILDERS[phrase.rule.build](phrase, setting) or draft
    return phrase, draft


def published_day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time, None where it is missing or is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _read(phrase: Phrase, setting: Setting) -> Draft | None:
    if not is_time(phrase):
        return None
    try:
        draft = BUILDERS[phrase.rule.build](phrase, setting)
    except (ValueError, OverflowError):  # no such day (30 February), or beyond the calendar
        return None
    if draft is not None:
        setting.memory.note(draft, phrase)
    return draft


def _time(phrase: Phrase, draft: Draft, anchor: TimeAnchor | None) -> TimeExpression:
    begin, end = draft.bounds or (None, None)
    return TimeExpression(
        start=phrase.start,
        end=phrase.end,
        type=draft.type,
        value=draft.value,
        mod=draft.mod,
        from_=_iso(begin),
        to=_iso(end),
        anchor=anchor,
    )


def _iso(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes").replace("+00:00", "Z")
    return moment.isoformat() if moment else None
