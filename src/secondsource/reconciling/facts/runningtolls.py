"""Counts that run on: a toll that "has climbed to 14", as an outlet tells in its own voice, two
days after somebody gave nine; the six who "are still missing" of the twenty of before."""

from __future__ import annotations

import re

from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.lemmas import wording

#: Counts of what lasts a while and is over for one after the other.
_WANING = frozenset({"missing", "trapped", "without power", "hospitalised", "evacuated"})
#: ... and of what is done and stays done.
_GROWING = frozenset({"killed", "injured", "rescued", "destroyed", "damaged"})
_RISING = re.compile(
    r"\b(?:ris(?:en|es?|ing)|rose|climb\w*|increas\w*|gr[eo]wn?|jump\w*|mount\w*|reach\w*|now\s+stands?"
    r"|stands?\s+(?:now\s+)?at|surg\w+|tak(?:es|ing)|took|br(?:ings?|inging|ought)|push\w*|lift\w*|rais\w*|pass(?:ed|es)|went\s+up|gone\s+up)\b",
    re.IGNORECASE,
)
_TOLL = re.compile(r"\b(?:toll|(?:number|count|tally|total)\s+of)\b", re.IGNORECASE)
#: "nine people are now known to have died"
_KNOWN_NOW = re.compile(
    r"\bnow\s+(?:been\s+)?(?:known|confirmed|reported|died|dead|lost|counted|found)\b", re.I
)
_STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?|yet\s+to\s+be)\b", re.IGNORECASE)
_CONTAINED = "contain"


def ran_on(witness: Witness, newer: Draft, older: Draft) -> str | None:
    """The words by which a figure shows that it is a later state of an older one of its count; None
    where it shows no such thing, or sides count their own."""
    slots = _slots(newer) & _slots(older)
    contained = _is_share_contained(newer) and _is_share_contained(older)
    slot = next(iter(sorted(slots)), None)
    now, then = _figure(newer, slot), _figure(older, slot)
    if now is None or then is None or not _is_later(witness, older):
        return None
    if not witness.testimony.own:
        return None  # a count that somebody gives is his own, beside which another's stands
    sides = [_sides(draft) for draft in (newer, older)]
    if (sides[0] or sides[1]) and (slot not in _WANING or (all(sides) and not sides[0] & sides[1])):
        return None
    page = witness.statement.page
    span = page.sentence(witness.statement.claim.start)
    said = page.text[span.start : span.end]
    still = _STILL.search(said)
    if still and slots & _WANING and now < then:
        return still.group()
    if contained and now > then:
        return witness.statement.clause
    grown = bool(slots & _GROWING) and now > then
    return _raised(said, tolled=witness.statement.tolled) if grown else None


def waned(one: Draft, other: Draft) -> bool:
    """Whether one report gives both figures of what lasts a while, the smaller as what was left of
    it: "84,000 households sat in the dark; by Saturday morning 31,000 still did"."""
    slot = next(iter(sorted(_slots(one) & _slots(other) & _WANING)), None)
    figures = [_figure(draft, slot) for draft in (one, other)]
    if slot is None or figures[0] is None or figures[1] is None:
        return False
    less, more = (one, other) if figures[0] < figures[1] else (other, one)
    reports = {s.page.report for s in more.limits}
    return any(
        s.page.report in reports
        and _STILL.search(s.page.text, s.page.sentence(s.claim.start).start, s.claim.end)
        for s in less.limits
    )


def _raised(said: str, *, tolled: bool) -> str | None:
    """The words of a sentence that tell of a toll raised or of more dead than were known."""
    known = _KNOWN_NOW.search(said)
    rising = _RISING.search(said) if tolled or _TOLL.search(said) else None
    told = known or rising
    return told.group() if told is not None else None


def _figure(draft: Draft, slot: str | None) -> float | None:
    """The one figure of a fact for a slot, None where it has several or none."""
    counts = [count for count in draft.counted.counts if count.slot == slot]
    if len(counts) != 1:
        return None
    return counts[0].low if counts[0].value is None else counts[0].value


def _is_later(witness: Witness, older: Draft) -> bool:
    days = [old.published[:10] for old in older.witnesses]
    return all(days) and max(days) < witness.published[:10]


def _sides(draft: Draft) -> frozenset[str]:
    """Whose people are counted, where that is told: each side has its own count of its dead."""
    return frozenset(f for s in draft.limits for f in s.patients if f[0] == "@")


def _slots(draft: Draft) -> frozenset[str]:
    known = wording("people_slots") | _WANING | _GROWING
    return frozenset(c.slot for c in draft.counted.counts if c.slot in known and c.slot)


def _is_share_contained(draft: Draft) -> bool:
    """ "The fire is 60 percent contained"."""
    told = draft.counted
    return told.lemma == _CONTAINED and all(count.unit == "%" for count in told.counts)
