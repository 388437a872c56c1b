"""When a claim is told to have happened: its own time, how firm it is, and the day that a passage
is set on."""

from __future__ import annotations

import re
from datetime import date, timedelta

from secondsource.reconciling.pages.clock import common, meet
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of, words
from secondsource.records.reading import Claim, TimeExpression

_UNTIL = re.compile(r"\b(?:until|till|by|since|from)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:\w+day|today|tonight|overnight|yesterday|tomorrow|last|this|next|night|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|\w{3}\.?\s+\d|\d{1,2}\s+\w{3}|\d{4}-)",
    re.IGNORECASE,
)
_DAYS = 3  # of a time on which a passage can be set: "fined in May" sets none
_WEEKDAY = re.compile(
    r"(?:on\s+|this\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE
)
_THROUGH = re.compile(
    r"\b(?:over|during|throughout|for|in)\s+(?:the\s+|much\s+of\s+the\s+)?(?:past|last|recent)"
    r"\s+(?:[\w-]+\s+)?(?:days|weeks|months|years|week|month|year)\b|\bfor\s+(?:days|weeks|months)\b",
    re.IGNORECASE,
)
_NEAR = 24  # characters before a time in which its preposition stands
_FROM_TO = re.compile(r"\b(?:from|to|until|till)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)
_NOT_THEN = re.compile(
    r"\b(?:instead\s+of|rather\s+than|and\s+not|originally(?:\s+\w+){0,2}|previously(?:\s+\w+){0,2})"
    r"\s+(?:(?:on|in|for|at|by)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_WEEK = 7  # days
_TOLD_ON = 2  # sentences through which a day holds
_OPEN_MODS = frozenset({"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"})


OLD = 60  #: days after which a happening is another than the one in the news
#: what the reader gives no date for ("two summers ago", "six months before that")
_SINCE = re.compile(
    r"since\s+[\w ]*\d", re.IGNORECASE
)  # "Since 2029 it has let flats": until today
_LONG_AGO = re.compile(
    r"\b(?:summers?|winters?|springs?|autumns?|seasons?|decades?|generations?|years?)\s+ago\b"
    r"|\b(?:weeks?|months?|years?|decades?)\s+(?:before\s+that|earlier|previously)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:19|20)\d\d,?\s+when\b", re.I)
_THAT_TIME = re.compile(r"\b(?:that\s+(?:year|month|summer|winter|day|time)|back\s+then)\b", re.I)


def interval_of(page: Page, claim: Claim) -> tuple[str, str] | None:
    """The half-open interval of the claim's own times, None where they give none."""
    best: tuple[str, str] | None = None
    for index in claim.times:
        time = page.reading.times[index]
        if not _is_dated(time) or time.mod in _OPEN_MODS:
            continue
        if time.from_ is None or time.to is None or page.is_stamp(time.start, time.end):
            continue
        if _is_of_saying(page, claim, time.start) or _is_moved(page, claim, time.start):
            continue
        start, end = _ahead(page, claim, time)
        if best is None:
            best = (start, end)
        elif meet(best, (start, end)):
            best = common(best, (start, end))
    return best


def _is_moved(page: Page, claim: Claim, position: int) -> bool:
    """Whether a time is that of what is put off or moved ("postponed from April 2 to April 23"), or
    what it is said not to be ("by 2035 instead of 2038")."""
    if _NOT_THEN.search(page.text, max(0, position - _NEAR), position):
        return True
    moved = kinds_of(claim.predicate.lemma.lower()) & words("sides", "settled")
    before = page.text[max(claim.predicate.end, position - _NEAR) : position]
    return bool(moved) and _FROM_TO.search(before) is not None


def _is_dated(time: TimeExpression) -> bool:
    """No length and no habit, but "three days after the vote" where the vote is dated."""
    far = time.anchor is not None and time.anchor.side in ("before", "after")
    return time.type != "SET" and (time.type != "DURATION" or far)


def _days(interval: tuple[str, str]) -> int:
    return days_between(*interval)


def days_between(first: str, last: str) -> int:
    """Whole days from one moment to another; many where either is no day of the calendar."""
    try:
        return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    except ValueError:
        return 10**6


def _ahead(page: Page, claim: Claim, time: TimeExpression) -> tuple[str, str]:
    """The interval of a time, a week later where what is planned would lie in the past week: "are
    to arrive on Thursday" means the one that comes."""
    start, end = str(time.from_), str(time.to)
    published = (page.reading.report.published or "")[:10]
    bare = _WEEKDAY.fullmatch(page.text, time.start, time.end) is not None
    if claim.modality != "planned" or not published or not bare or end[:10] > published:
        return start, end
    if days_between(start, published) >= _WEEK or days_between(start, end) > 1:
        return start, end
    return _later(start), _later(end)


def _later(moment: str) -> str:
    return (date.fromisoformat(moment[:10]) + timedelta(_WEEK)).isoformat() + moment[10:]


def looseness_of(page: Page, claim: Claim) -> str:
    """How a time fails to be the day of the happening: "end", "clock", "through" a longer time, or
    not at all."""
    times = [page.reading.times[index] for index in claim.times]
    if any(_is_through(page, time) for time in times):
        return "through"
    if any(_UNTIL.search(page.text[max(0, t.start - 24) : t.start]) for t in times):
        return "end"
    return "clock" if times and all(_is_clock(page, time) for time in times) else ""


def _is_through(page: Page, time: TimeExpression) -> bool:
    """Whether something went on, or happened again and again, all the time ("over the past four
    weeks")."""
    shown = page.text[max(0, time.start - 16) : time.end]
    return _THROUGH.search(shown) is not None


def _is_clock(page: Page, time: TimeExpression) -> bool:
    """Whether a time of day stands without a day ("at noon"): the reader then takes the day of
    publication."""
    words = page.text[time.start : time.end]
    return time.type == "TIME" and _DAY.search(words) is None


def _is_of_saying(page: Page, claim: Claim, position: int) -> bool:
    """Whether a time stands behind the verb of saying that follows the claim ("were hit overnight,
    the army said on Thursday"): it is when that was said."""
    cues = (page.reading.attributions[index].cue for index in claim.attributions)
    return any(
        claim.predicate.end <= cue.start
        and cue.end <= position
        and "," not in page.text[cue.end : position]
        and page.sentence_index(cue.start) == page.sentence_index(position)
        for cue in cues
    )


def setting_of(page: Page, claim: Claim) -> tuple[str, str] | None:
    """The day that a claim is told of: its own, else that of the last claim before it in the same
    sentence, the one before, or the same paragraph."""
    own = interval_of(page, claim)
    if looseness_of(page, claim) != "clock" and (own is not None or claim.times):
        return own
    here = page.sentence_index(claim.start)
    for other in sorted(page.reading.claims, key=lambda c: -c.predicate.start):
        if other.predicate.start >= claim.predicate.start:
            continue
        gap = page.text[other.predicate.start : claim.predicate.start]
        if here - page.sentence_index(other.start) > _TOLD_ON or gap.count("\n\n") > 1:
            break
        found = None if looseness_of(page, other) == "clock" else interval_of(page, other)
        if found is not None and _days(found) <= _DAYS:
            return found if other.modality == claim.modality else None
    return None


def spell_of(page: Page, claim: Claim) -> tuple[str, str] | None:
    """The day or the longer time that a claim is told of: its own, else that of the last claim
    before it in its sentence ("closed in January after a clash in which five died")."""
    first = page.sentence(claim.start).start
    before = (c for c in page.reading.claims if first <= c.predicate.start < claim.predicate.start)
    ordered = (claim, *sorted(before, key=lambda c: -c.predicate.start))
    return next((found for c in ordered if (found := interval_of(page, c)) is not None), None)


def is_surely_past(page: Page, claim: Claim) -> bool:
    """Whether that is said in so many words ("since 2030, when 16 were killed", "two summers
    ago")."""
    first = page.sentence(claim.start).start
    told = _LONG_AGO.search(page.text, first, claim.predicate.start)
    return (told or _WHEN.search(page.text, first, claim.predicate.start)) is not None


def is_long_past(page: Page, claim: Claim) -> bool:
    """Whether a claim's own times, or the last ones named before it in its sentence, lie weeks
    before its report was printed ("the worst since 2030, when 16 were killed"); "that year" is the
    year of the sentence before."""
    published = (page.reading.report.published or "")[:10]
    own = interval_of(page, claim)
    if _SINCE.match(page.text, page.sentence(claim.start).start):
        return False
    if own is not None or not published:
        return own is not None and days_between(own[1], published) > OLD
    here = page.sentence_index(claim.start)
    if _LONG_AGO.search(page.text, page.sentence(claim.start).start, claim.predicate.start):
        return True
    first = here - bool(_THAT_TIME.search(page.text, claim.start, claim.end))
    named = [
        time
        for time in page.reading.times
        if time.type == "DATE" and time.to and time.end <= claim.predicate.start
        and first <= page.sentence_index(time.start) <= here
    ]  # fmt: skip
    return bool(named) and days_between((named[-1].to or "")[:10], published) > OLD
