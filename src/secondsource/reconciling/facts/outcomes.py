"""What came of it: a plan that was put off or called off, somebody missing who was found.

The later fact takes the place of the earlier, though no figure is in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from secondsource.reconciling.aligning.participants import named
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.updates import Update, texts_of
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.clock import meet
from secondsource.reconciling.pages.predicates import kinds_of, nominal_kinds, noun_of, words

_FROM = re.compile(r"\b(?:from|instead\s+of|rather\s+than)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never)\b|n['’]t\b", re.IGNORECASE)
#: Words by which a plan is given up: "will not appeal after all"
_AFTER_ALL = re.compile(
    r"\b(?:after\s+all|no\s+longer|in\s+the\s+end|changed\s+(?:its|his|her|their)\s+minds?"
    r"|(?:has|have|had)\s+decided\s+(?:not|against)|after\s+first)\b",
    re.IGNORECASE,
)
_GENERAL = 1  # words beside the event's own that two tellings of it must share


def outcomes(drafts: Sequence[Draft]) -> Iterator[Update]:
    """Updates by what happened to a plan or to a missing person."""
    plain = [draft for draft in drafts if not draft.detail]
    moved = [d for d in plain if all(map(_is_moved, d.limits))]
    off = [d for d in plain if all(map(_is_off, d.limits))]
    found = [d for d in plain if all(map(_is_found, d.limits))]
    for older in plain if moved or off or found else ():
        for newer in moved:
            if newer is not older and _is_later(newer, older) and _is_plan_moved(newer, older):
                yield Update(newer=newer, older=older, evidence="it has been given another date")
        for newer in off:
            if newer is not older and _is_later(newer, older) and _is_plan_dropped(newer, older):
                yield Update(newer=newer, older=older, evidence="it has been called off")
        for newer in found:
            if newer is not older and _is_later(newer, older) and _is_same_lost(newer, older):
                yield Update(newer=newer, older=older, evidence="who was missing has been found")


def _is_moved(statement: Statement) -> bool:
    told = statement.kinds & words("outcomes", "moved")
    return bool(told) and statement.polarity == "+" and statement.modality in ("actual", "planned")


def _is_off(statement: Statement) -> bool:
    """ "Has cancelled the summit"; "the summit will not take place"."""
    if statement.polarity == "-":
        page, claim = statement.page, statement.claim
        event = page.upos(claim.predicate.start) == "NOUN" and statement.modality == "planned"
        said = _NOT.search(page.text, claim.start, claim.end) is not None
        given_up = statement.modality == "planned" and _AFTER_ALL.search(
            page.text, page.sentence(claim.start).start, page.sentence(claim.start).end
        )
        return (event or bool(given_up)) and said and not statement.denied
    return bool(statement.kinds & words("outcomes", "off")) and statement.modality == "actual"


def _is_found(statement: Statement) -> bool:
    told = statement.kinds & words("outcomes", "found")
    return bool(told) and statement.polarity == "+" and statement.modality == "actual"


def _is_later(newer: Draft, older: Draft) -> bool:
    """Whether every text of the older has a first printing before some printing of the newer. The
    report that tells the newer may well tell what was to be."""
    last = max((w.published for w in newer.witnesses), default="")
    telling = {w.report for w in newer.witnesses}
    texts = [
        [old for old in text if not (_is_inside(old, newer) or old.report in telling)]
        for text in texts_of(older)
    ]
    needed = max((min(old.published for old in text) for text in texts if text), default="")
    return bool(needed) and last > needed


def _is_inside(old: Witness, newer: Draft) -> bool:
    """Whether a claim is what the newer one names: "the summit" of "the summit was put off"."""
    at = old.statement.claim.predicate.start
    return any(
        w.report == old.report and w.statement.claim.start <= at < w.statement.claim.end
        for w in newer.witnesses
    )


def _is_plan_moved(newer: Draft, older: Draft) -> bool:
    """Whether the older is the plan that the newer moves: of the same event, on another day, told
    as still to come."""
    return any(_moves(new, old) for new in newer.limits for old in older.limits)


def _moves(new: Statement, old: Statement) -> bool:
    if not _is_coming(old) or old.kinds & words("outcomes", "moved"):
        return False
    events = _described(new)
    if not _is_of_event(events, old) or old.interval is None:
        return False
    moved_to, moved_from = _days_moved(new)
    if moved_to is not None and meet(moved_to, old.interval):
        return False
    if moved_from is not None:
        return meet(moved_from, old.interval)
    return _share(new, old, events)


def _is_plan_dropped(newer: Draft, older: Draft) -> bool:
    """Whether the older is the plan that the newer calls off, or its date as it was last set."""
    return any(_drops(new, old) for new in newer.limits for old in older.limits)


def _drops(new: Statement, old: Statement) -> bool:
    if not (_is_coming(old) or _is_moved(old)) or old.kinds & words("outcomes", "off"):
        return False
    if new.polarity == "-":
        return bool(new.kinds & old.kinds) and _share(new, old, _kinds(new.kinds))
    events = _described(new)
    of_event = _is_of_event(events, old) or _is_plan_of(new, events, old)
    if _is_moved(old):
        of_event = bool(_named_kinds(events) & _named_kinds(_described(old)))
    return of_event and _share(new, old, events)


def _is_plan_of(new: Statement, events: set[str], old: Statement) -> bool:
    """Whether a plan called off by that noun is the older: "scrapped its plan to close two schools"
    names what was to be done."""
    said = new.page.words(new.claim.start, new.page.sentence(new.claim.start).end)
    return bool(events & words("outcomes", "plans")) and old.lemma in said


def _is_coming(old: Statement) -> bool:
    set_ = bool(old.kinds & words("outcomes", "set"))
    return (old.modality == "planned" or set_) and old.polarity == "+"


def _described(statement: Statement) -> set[str]:
    return {f[1:] for f in statement.patients | statement.actors | statement.objects if f[0] == "~"}


def _named_kinds(events: Iterable[str]) -> set[str]:
    return {kind for event in events for kind in kinds_of(event) | nominal_kinds(event)}


def _kinds(kinds: Iterable[str]) -> set[str]:
    return {*kinds, *(noun_of(kind) for kind in kinds)}


def _is_of_event(events: set[str], old: Statement) -> bool:
    """Whether an event is what was planned: a summit is put off, and "they will meet" was the
    plan."""
    return bool(events & (_described(old) | _kinds(old.kinds)) or _named_kinds(events) & old.kinds)


def _share(new: Statement, old: Statement, events: set[str]) -> bool:
    """Whether two tellings share more than the event's own words."""
    mine = new.page.words(new.claim.start, new.claim.end) | _names(new)
    theirs = old.page.words(old.claim.start, old.claim.end) | _names(old)
    return len((mine & theirs) - events) >= _GENERAL


def _days_moved(
    statement: Statement,
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The new date and the old, where the claim gives them ("from April 2 to April 23"); "by three
    weeks to April 23" gives only the new."""
    page, claim = statement.page, statement.claim
    to: tuple[str, str] | None = None
    left: tuple[str, str] | None = None
    for index in claim.times:
        time = page.reading.times[index]
        if time.start < claim.predicate.start or time.from_ is None or time.to is None:
            continue
        if _FROM.search(page.text, max(claim.start, time.start - 12), time.start):
            left = left or (time.from_, time.to)
        else:
            to = to or (time.from_, time.to)
    return to, left


def _names(statement: Statement) -> frozenset[str]:
    return named(statement.actors | statement.objects)


def _is_same_lost(newer: Draft, older: Draft) -> bool:
    """Whether somebody by name is missing in one and found in the other."""
    for old in older.limits:
        lost = old.kinds & words("outcomes", "lost") and old.polarity == "+"
        gone = named(old.actors | old.patients)
        if lost and any(gone & _names(new) for new in newer.limits):
            return True
    return False
