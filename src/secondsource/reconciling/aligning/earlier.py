"""Whether one of two claims is of days well before those that the other tells of: "in 2030 a flood
on the same river killed 16", "last month a gunman killed three"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.pages.timing import OLD, days_between, is_surely_past

_SOME_DAY = re.compile(r"XXXX-(?:WXX-\d|XX-XX$|\d\d-\d\d)")  # values of times without a year
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_WELL_AFTER = 7  # days between two happenings, where a passage may tell of the days after one


def set_later(one: Statement, other: Statement) -> bool:
    """Whether one is dated and the other, without a day of its own, stands in a passage about days
    well after it: "last month a gunman killed three" is none of those killed "on Friday"."""
    if one.interval is None or one.loose or other.interval is not None or other.setting is None:
        return False
    return not other.loose and days_between(one.interval[1], other.setting[0]) > _WELL_AFTER


def of_old(one: Statement, other: Statement) -> bool:
    """Whether one is dated weeks before the other's report, which tells it as news: without a day,
    not as something that the reader knows of ("the attack")."""
    published = (other.page.reading.report.published or "")[:10]
    if other.polarity == "-" and other.interval is None and _tells_of_before(other):
        return False
    if one.interval is None:  # "the worst since 2030, when 16 died", beside a day of this week
        recent = other.interval is not None and not other.loose
        told = not other.claim.background and other.page.upos(other.claim.predicate.start) == "VERB"
        if not one.old or other.old:
            return False
        undated = other.interval is None and told
        return recent or (undated and is_surely_past(one.page, one.claim))
    if one.loose or other.interval is not None or not published:
        return False
    claim = other.claim
    known = other.page.upos(claim.predicate.start) in ("NOUN", "PROPN")
    if claim.background or claim.times or known or other.old:
        return False
    return days_between(one.interval[1], published) > OLD


def _tells_of_before(statement: Statement) -> bool:
    """ "It had not been informed": of any time before."""
    page, claim = statement.page, statement.claim
    return _HAD.search(page.text, claim.start, claim.predicate.start) is not None


def is_day(one: Statement, other: Statement) -> bool:
    """Whether the one of the two that does not go on through weeks has a day of its own, be it
    only a Thursday of no known week."""
    told = one if other.loose == "through" else other
    if told.interval is not None:
        return told.interval[1][:10] <= _next(told.interval[0][:10])
    times = told.page.reading.times
    return any(_SOME_DAY.match(times[index].value) for index in told.claim.times)


def _next(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(1)).isoformat()
    except (ValueError, OverflowError):
        return day
