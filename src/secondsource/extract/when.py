"""Time expressions: TIMEX3 type, value, modifier, and the interval they denote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from secondsource.extract import when_points, when_relative, when_sets
from secondsource.extract.when_draft import Draft, Memory, Setting
from secondsource.extract.when_grammar import Phrase, grammar, phrases
from secondsource.extract.when_tense import direction_in_text
from secondsource.records.reading import TimeExpression
from secondsource.syntax import Syntax

BUILDERS: dict[str, Callable[[Phrase, Setting], Draft | None]] = {
    "point": when_points.point,
    "day_range": when_points.day_range,
    "weekday_of_week": when_points.weekday_of_week,
    "day_beside": when_points.day_beside,
    "month": when_points.month_period,
    "year": when_points.year_period,
    "decade": when_points.decade,
    "century": when_points.century,
    "season": when_points.season,
    "week_of": when_points.week_of,
    "quarter": when_relative.quarter,
    "year_earlier": when_relative.year_earlier,
    "relative": when_relative.relative,
    "anaphor": when_relative.anaphor,
    "stretch": when_relative.stretch,
    "ago": when_relative.ago,
    "duration": when_relative.duration,
    "rate": when_sets.rate,
    "every": when_sets.every,
    "holiday": when_sets.holiday,
    "reference": when_sets.reference,
}


def find_times(syntax: Syntax, published: str | None) -> tuple[TimeExpression, ...]:
    """All time expressions of a text, in order, none overlapping.

    ``published`` (ISO 8601) is the day they are read against; without it relative ones keep
    TIMEX3 placeholders (``XXXX-WXX-4``) and have no interval.
    """
    words = grammar().letters.words(syntax.text)
    setting = Setting(
        published_day(published),
        Memory(),
        lambda phrase: direction_in_text(words, phrase.first, phrase.last),
    )
    found = (_read(phrase, setting) for phrase in phrases(words))
    return tuple(time for time in found if time is not None)


def published_day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time, None where it is missing or is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _read(phrase: Phrase, setting: Setting) -> TimeExpression | None:
    try:
        draft = BUILDERS[phrase.rule.build](phrase, setting)
    except (ValueError, OverflowError):  # no such day (30 February), or beyond the calendar
        return None
    if draft is None:
        return None
    setting.memory.note(draft)
    begin, end = draft.bounds or (None, None)
    return TimeExpression(
        start=phrase.start,
        end=phrase.end,
        type=draft.type,
        value=draft.value,
        mod=draft.mod,
        from_=_iso(begin),
        to=_iso(end),
    )


def _iso(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else None
