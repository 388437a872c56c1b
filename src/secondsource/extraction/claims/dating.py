"""Where a claim stands in time, seen from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from secondsource.records.reading import TimeExpression

BACKGROUND_DAYS = 14  #: what ended longer ago than this is context, not news
#: "in three weeks", of less than which nothing begins
_FROM_NOW = re.compile(
    r"\bin\s+(?:about\s+|some\s+|a\s+few\s+)?(?:\w+\s+)?(?:days|weeks|months|years)\b", re.I
)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def is_background(times: Sequence[TimeExpression], published: str | None) -> bool:
    """Whether every dated time of the claim ended more than BACKGROUND_DAYS before publication."""
    today = _day(published)
    ends = [end for time in times if time.type != "SET" and (end := _day(time.to))]
    return bool(today and ends) and all(
        end < today - timedelta(days=BACKGROUND_DAYS) for end in ends if today
    )


def is_coming(times: Sequence[TimeExpression], published: str | None) -> bool:
    """Whether the claim is dated after the day of publication."""
    today = _day(published)
    starts = [start for time in times if time.type != "SET" and (start := _first_day(time))]
    return bool(today and starts) and all(start > today for start in starts if today)


def is_from_now(times: Sequence[TimeExpression], text: str) -> bool:
    """Whether one of the times says how long from now: "(the lease ends) in three years"."""
    lengths = (time for time in times if time.type == "DURATION")
    return any(_FROM_NOW.search(text, max(0, time.start - 4), time.end) for time in lengths)


def _first_day(time: TimeExpression) -> date | None:
    """By the clock as printed, where the interval is in UTC."""
    in_utc = (time.from_ or "").endswith("Z")
    return _day(time.value if in_utc else time.from_)
