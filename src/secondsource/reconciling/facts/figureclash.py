"""Whether two figures exclude each other: they answer one question at one time, and differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.gauges import are_forecasts
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.levels import levels_of_one, levels_of_two, of_part_of_firm
from secondsource.reconciling.facts.rivals import RATIO, rival_numbers
from secondsource.reconciling.facts.runningtolls import waned
from secondsource.reconciling.facts.windows import apart, is_elsewhen, of_other_times, same_window
from secondsource.reconciling.figures.numbers import (
    ON_STRIKE,
    TALLIES,
    Count,
    most_apart,
    telling_figure,
)
from secondsource.reconciling.figures.terms import SLOTS
from secondsource.reconciling.pages.predicates import kinds_of, words

SAME_QUESTION = -1.5  # agreement asked of two claims that count the same slot
_SAME_THING = -0.7  # ... of two that count the same things outside any slot
OTHERS = frozenset({"actor other", "actor described", "object other"})
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|against|after)\s+(?:(?:the|about|some)\s+)?$", re.IGNORECASE
)
_NATIONWIDE = re.compile(
    r"\bnation-?wide\b|\bcountry-?wide\b|\bnationally\b|\bacross\s+the\s+(?:country|nation)\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"\b(?:in|at|across)\s+(?:the\s+)?(?:capital|city|town|province|district|region|county|north|south|east|west"
    r"|countryside|[A-Z]\w+)\b"
)
_NAMED = re.compile(
    r"(?<!^)\b[A-Z][\w’'-]{2,}|^[A-Z]\w+$|^(?!(?:The|A|An|Its|His|Her|Their|Some|About)\b)[A-Z]\w{2,}"
)
_INITIALS = 4  # letters by which two names of one party are told to be one
_NAME = re.compile(r"[A-Z]\w+")


def are_rival_figures(one: Draft, other: Draft, found: Comparison, ground: Ground) -> bool:
    """Whether two figures answer one question at one time."""
    if not (one.counted.counts and other.counted.counts):
        return False  # the figure of one is told of somebody else in the same words
    foretold = levels_of_one(one, other, found)
    told = found.objections == {"figure"} and asks_same(one, other, found)
    told = told and _one_measure(one, other)
    told = told or _rival_counts(one, other, found, ground) or foretold
    foretold = foretold and are_forecasts(one.leader, other.leader)
    told = told and (foretold or same_window(one, other)) and not _side_by_side(one, other)
    told = told and not any(map(_is_of_anybody, (one, other))) and not _of_two(one, other)
    told = told and not _compared(one, other) and not _compared(other, one)
    return told and not waned(one, other) and not _has_spread(one, other)


def asks_same(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether the two answer one question, apart from the figure."""
    if is_elsewhen(one, other):
        return False
    mine, theirs = one.counted.counts, other.counted.counts
    slots = {c.slot for c in mine if c.slot} & {c.slot for c in theirs}
    same_slot = bool(slots)
    if same_slot and levels_of_two(one, other):
        return False
    scopes = {c.scope for c in mine} & {c.scope for c in theirs}
    priced = {one.counted.lemma, other.counted.lemma} == {"cost"}
    if not same_slot and (scopes <= {""} or priced) and OTHERS & found.evidence.keys():
        return False  # the speeds of two trains, the prices of two schools
    if slots and slots <= TALLIES and not _is_one_tally(found):
        return False
    if not slots and _of_two_holders(one, other, scopes):
        return False
    if _of_land_and_part(one, other) or of_part_of_firm(one, other):
        return False
    if _by_two_rescuers(one, other):
        return False
    if _of_two_crowds(mine, theirs, found) or _of_two_workplaces(one, other):
        return False
    asked = SAME_QUESTION if same_slot else _SAME_THING if scopes - {""} else 0.0
    return found.question >= asked


def _is_one_tally(found: Comparison) -> bool:
    """Whether two results are of one vote or match: a day may see several."""
    evidence = found.evidence.keys()
    same = {"object", "object word", "actor", "actor word", "others"} & evidence
    return bool(same) and not OTHERS & evidence and found.question >= _SAME_THING


def _of_two_holders(one: Draft, other: Draft, scopes: set[str]) -> bool:
    """Whether two figures are of what two parties or teams have each their own number of ("the
    Greens got 64 seats", "the Liberals fell to 58")."""
    mine, theirs = _holders(one), _holders(other)
    return bool(scopes & words("tallies", "held")) and bool(mine and theirs) and not mine & theirs


def _holders(draft: Draft) -> set[str]:
    """The first letters of the names in what takes part: "the Greens" may be the Green Alliance."""
    return {
        name[:_INITIALS].lower()
        for s in draft.limits
        for a in s.claim.arguments
        if a.role in ("agent", "patient", "theme", "recipient")
        for name in _NAMED.findall(s.page.text[a.start : a.end])
    }


def _of_land_and_part(one: Draft, other: Draft) -> bool:
    """Whether one figure is of a whole country and the other of some place in it ("turnout in the
    capital")."""
    whole = [
        any(_NATIONWIDE.search(s.page.text, s.claim.start, s.claim.end) for s in draft.limits)
        for draft in (one, other)
    ]
    part = [
        any(_SOMEWHERE.search(s.page.text, s.claim.start, s.claim.end) for s in draft.limits)
        for draft in (one, other)
    ]
    return whole[0] != whole[1] and part[whole[0]]


def _by_two_rescuers(one: Draft, other: Draft) -> bool:
    """Whether two ships or crews saved people, each so many ("our ship took 41 people on board",
    "the navy picked up 64")."""
    saved = all(any(c.slot == "rescued" for c in d.counted.counts) for d in (one, other))
    mine, theirs = (draft.counted.actors for draft in (one, other))
    return saved and bool(mine and theirs) and not mine & theirs


def _has_spread(one: Draft, other: Draft) -> bool:
    """Whether more people are ill by reports of later days: an outbreak grows, and neither number
    is wrong."""
    if not all(any(c.slot == "infected" for c in d.counted.counts) for d in (one, other)):
        return False
    pair = rival_figures(one, other)
    fewer, more = (one, other) if pair[0].low < pair[1].low else (other, one)
    days = [sorted(w.published[:10] for w in draft.witnesses) for draft in (fewer, more)]
    return all(d and d[0] for d in days) and days[0][-1] < days[1][0]


def _of_two_workplaces(one: Draft, other: Draft) -> bool:
    """Whether people on strike are told to work for, or at, two that have names ("150 workers
    walked out at the Sund mine", "at the Korrel mine 400 had stopped work")."""
    if not all(any(c.slot == ON_STRIKE for c in d.counted.counts) for d in (one, other)):
        return False
    mine, theirs = map(_workplaces, (one, other))
    return bool(mine and theirs) and not mine & theirs


def _workplaces(draft: Draft) -> frozenset[str]:
    """The words of the names that take part in a fact, or of where it was: "Lund" and "the Lund
    brewery" may be one place."""
    return frozenset(
        word
        for s in draft.limits
        for f in s.actors | s.objects | s.patients | s.places
        if f[0] == "=" and f[1:] in s.page.cast.entities
        for word in _NAME.findall(s.page.cast.name(f[1:]))
    )


def _of_two_crowds(mine: Sequence[Count], theirs: Sequence[Count], found: Comparison) -> bool:
    """Whether people gathered in two towns ("20,000 marched in Marn", "8,000 in Vik"): one day's
    marches are in many."""
    gathered = all(any(c.slot == "attended" for c in counts) for counts in (mine, theirs))
    shared = {"place", "object", "object word", "others", "actor"} & found.evidence.keys()
    return gathered and "place other" in found.evidence and not shared


def _by_what(one: Draft, other: Draft) -> bool:
    """Whether a firm by name did it to so many in one, and what befell all did so in the other
    ("the airline Norjet cancelled 46 flights", "the strike cancelled 120 flights")."""
    for named, told in ((one, other), (other, one)):
        causes = {f[1:] for s in told.limits for f in s.actors if f[0] in "=~@"}
        if _doers(named) and causes and all(_befalls(f) for f in causes):
            return True
    return False


def _befalls(noun: str) -> bool:
    return bool(kinds_of(noun) & words("harm", "befalling"))


def _one_measure(one: Draft, other: Draft) -> bool:
    """Whether two figures that no slot holds together measure one thing: the points of two players
    are no rivals, nor are one's of a match and of a career, and small numbers that outlets tell in
    passing ("seven points", "14 points") may be any part of it."""
    pair = rival_figures(one, other)
    if pair[0].slot and pair[0].slot == pair[1].slot or not pair[0].scope:
        return True
    quoted = any(not w.testimony.own for w in (*one.witnesses, *other.witnesses))
    if _by_what(one, other):
        return False
    mine, theirs = (_doers(draft) for draft in (one, other))
    low, high = sorted(count.low for count in pair)
    apart = bool(mine and theirs) and (not mine & theirs or high > RATIO * low)
    return not apart and (quoted or all(map(telling_figure, pair)))


def _doers(draft: Draft) -> frozenset[str]:
    """Who by name is told to do it."""
    return frozenset(f for s in draft.limits for f in s.actors if f[0] == "=")


def _is_of_anybody(draft: Draft) -> bool:
    """ "You're only getting 30 percent in some places": no one place is meant."""
    agents = (
        s.page.text[a.start : a.end].lower()
        for s in draft.limits
        for a in s.claim.arguments
        if a.role == "agent"
    )
    return "you" in agents


def _of_two(one: Draft, other: Draft) -> bool:
    """Whether two prison terms or bans are those of two people, both named."""
    if not {c.slot for d in (one, other) for c in d.counted.counts} <= SLOTS:
        return False
    mine, theirs = (
        {f for s in d.limits for f in s.actors | s.objects | s.patients if f[0] == "="}
        for d in (one, other)
    )
    return bool(mine and theirs) and not mine & theirs


def _compared(one: Draft, other: Draft) -> bool:
    """ "Six were arrested on Wednesday, compared with 47 the night before": whoever writes so sets
    the other's figure apart himself."""
    values = {count.value for s in other.limits for count in s.counts} - {None}
    return any(
        _COMPARED.search(s.page.text, s.claim.predicate.start, quantity.start) is not None
        for s in one.limits
        for quantity in s.page.reading.quantities
        if quantity.value in values
        and s.claim.predicate.start < quantity.start < s.page.sentence(s.claim.start).end
    )


def _rival_counts(one: Draft, other: Draft, found: Comparison, ground: Ground) -> bool:
    scopes = {c.scope for d in (one, other) for c in d.counted.counts}
    elsewhere = apart(one, other) or of_other_times(one, other)
    elsewhere = elsewhere or _of_two_holders(one, other, scopes)
    return not (elsewhere or is_elsewhen(one, other)) and rival_numbers(
        one, other, found, ground.ties
    )


def rival_figures(one: Draft, other: Draft) -> tuple[Count, Count]:
    """Of two facts the figures that are furthest apart."""
    mine, theirs = one.counted.counts, other.counted.counts
    return most_apart(mine, theirs) or (mine[0], theirs[0])


def _side_by_side(one: Draft, other: Draft) -> bool:
    """Whether one report gives both figures as the word of one voice: two things are counted."""
    told = {(w.report, w.testimony.voice.id) for w in one.witnesses}
    return any((w.report, w.testimony.voice.id) in told for w in other.witnesses)
