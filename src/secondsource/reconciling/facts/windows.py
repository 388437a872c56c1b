"""Whether two facts are told of one time: of the same day, or of days so near that what they say
can exclude each other."""

from __future__ import annotations

import re
from datetime import date

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.pages.clock import meet
from secondsource.reconciling.pages.timing import days_between, interval_of, is_long_past, spell_of

_WINDOW_DAYS = 3
_WEEK = 7  # days
_AGAIN = re.compile(
    r"\b(?:another|second|third|fourth|fifth|sixth|fresh|new|further|latest|again|(?:this|next)\s+time)\b",
    re.IGNORECASE,
)
#: "for the second day", "another raid", "came again": more than one is told of
_ONE_MORE = re.compile(
    r"\b(?:another|second|third|fourth|fifth|sixth|fresh|new|further)\s+(?:[\w-]+\s+)?(?:day|night|time|strikes?"
    r"|raids?|attacks?|bombings?|blasts?|explosions?|quakes?|fires?|crash(?:es)?|shootings?|shellings?|clash(?:es)?)\b"
    r"|\b(?:came|struck|hit|fired|attacked|bombed|erupted|exploded)\s+again\b",
    re.IGNORECASE,
)
_LONG_AFTER = re.compile(
    r"\b(?:weeks?|fortnights?|months?|years?|decades?|generations?)\s+(?:after|since)\s+$", re.I
)
_UNRELATED = re.compile(r"\bunrelated\b|\bunconnected\b", re.IGNORECASE)


def of_other_times(one: Draft, other: Draft) -> bool:
    """Whether two figures belong to two happenings: one long past, or told as yet another."""
    if _is_long_past(one) != _is_long_past(other) or _unrelated(one) != _unrelated(other):
        return True
    if _told_long_after(one) != _told_long_after(other) and same_window(one, other):
        return True
    if _told_of_before(one, other) or _told_of_before(other, one):
        return True
    again = _AGAIN if apart(one, other) else _ONE_MORE
    return _days_differ(one, other) and any(_tells_of(again, draft) for draft in (one, other))


def _told_long_after(draft: Draft) -> bool:
    """Whether a fact is told only as what something else came long after ("a month after gunmen had
    killed 13 people")."""
    return all(
        _LONG_AFTER.search(s.page.text, s.page.sentence(s.claim.start).start, s.claim.start)
        for s in draft.limits
    )


def _told_of_before(past: Draft, news: Draft) -> bool:
    """Whether one is told as of a week and more before its own reports ("an attack last month
    killed nine"), and the other, in reports of the same days, as news without such a date."""
    if any(s.old or s.claim.background for s in news.limits):
        return False
    told = [_days_back(s) for s in past.limits]
    back = [days for days in told if days is not None]
    spells = [spell_of(s.page, s.claim) for s in news.limits]
    recent = not any(
        _days_before(s, spell) >= _WEEK for s, spell in zip(news.limits, spells, strict=True)
    )
    return bool(back) and min(back) >= _WEEK and recent and same_window(past, news)


def _days_back(statement: Statement) -> int | None:
    """Days from the end of a claim's own time to its report, where both are known."""
    spell = None if statement.loose else interval_of(statement.page, statement.claim)
    return _days_before(statement, spell) if spell is not None else None


def _days_before(statement: Statement, spell: tuple[str, str] | None) -> int:
    published = (statement.page.reading.report.published or "")[:10]
    return days_between(spell[1], published) if spell is not None and published else 0


def is_elsewhen(one: Draft, other: Draft) -> bool:
    """Whether one of two facts is told as background, and not both of one day or month: what killed
    four in January is no rival of what killed five now, but of the five killed in January."""
    if not (one.leader.claim.background or other.leader.claim.background):
        return False
    mine, theirs = ([spell_of(s.page, s.claim) for s in draft.limits] for draft in (one, other))
    return not any(meet(a, b) for a in mine for b in theirs if a is not None and b is not None)


def _unrelated(draft: Draft) -> bool:
    """Whether a fact is told of what has nothing to do with the rest ("in an unrelated fire")."""
    return any(
        _UNRELATED.search(s.page.text, s.page.sentence(s.claim.start).start, s.claim.end)
        for s in draft.limits
    )


def _tells_of(again: re.Pattern[str], draft: Draft) -> bool:
    """Whether the text just before a claim says that it happened again ("a second strike")."""
    for statement in draft.limits:
        page, at = statement.page, statement.claim.predicate.start
        first = page.sentences[max(0, page.sentence_index(at) - 2)].start
        if again.search(page.text, first, at):
            return True
    return False


def apart(one: Draft, other: Draft) -> bool:
    """Whether the figures belong to happenings of different days ("three died on Monday", "the
    second strike, on Tuesday, killed five"): every claim is told of some day, and no two agree."""
    mine, theirs = ([s.setting for s in draft.limits] for draft in (one, other))
    tolls = any(s.tolled for s in (*one.limits, *other.limits))
    return not tolls and all(
        a is not None and b is not None and not meet(a, b) for a in mine for b in theirs
    )


def _days_differ(one: Draft, other: Draft) -> bool:
    """Whether the days that figures are told of, where any are, are others."""
    mine, theirs = ([s.setting for s in draft.limits if s.setting] for draft in (one, other))
    tolls = any(s.tolled for s in (*one.limits, *other.limits))
    return not tolls and bool(mine and theirs) and not any(meet(a, b) for a in mine for b in theirs)


def _is_long_past(draft: Draft) -> bool:
    """Whether a fact is told of days long before its reports, and of no others ("in 2013 eleven
    people died"): no figure of what has just happened answers it."""
    told = [is_long_past(s.page, s.claim) for s in draft.limits]
    return any(told) and not any(
        s.setting and not old for s, old in zip(draft.limits, told, strict=True)
    )


def is_later(newer: Draft, older: Draft) -> bool:
    """Whether all other reports that give the older were printed before the day of all that give
    the newer: the newer may well tell again what was before."""
    telling = {w.report for w in newer.witnesses}
    first = min((w.published[:10] for w in newer.witnesses), default="")
    told = [w.published[:10] for w in older.witnesses if w.report not in telling]
    return bool(first and told) and max(told) < first


def same_window(one: Draft, other: Draft) -> bool:
    """Whether both were current at about the same time; unknown dates may always be."""
    mine, theirs = _days(one), _days(other)
    if not mine or not theirs:
        return True
    return min(abs((a - b).days) for a in mine for b in theirs) <= _WINDOW_DAYS


def _days(draft: Draft) -> list[date]:
    found = []
    for witness in draft.witnesses:
        try:
            found.append(date.fromisoformat(witness.published[:10]))
        except ValueError:
            continue
    return found
