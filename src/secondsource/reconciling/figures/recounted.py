"""Somebody's figure for what was counted just before: "100,000 took part, organisers said; police
put the number at 20,000", "The guild has spoken of 15,000"."""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.reconciling.figures.counting import counts_of
from secondsource.reconciling.figures.numbers import PERSON, Count
from secondsource.reconciling.figures.slotting import gives_figure
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Claim

_BARE = re.compile(
    r"(?:(?:the|that|this|their)\s+)?(?:number|figure|count|total|tally)s?|it|them", re.IGNORECASE
)
_ONLY = re.compile(
    r"(?:(?:just|only|about|some|around|nearly|at\s+least|(?:no\s+)?more\s+than|fewer\s+than"
    r"|less\s+than|up\s+to)\s+)?[\w.,]+(?:\s+million|\s+thousand|\s+percent|\s+per\s+cent|%)?",
    re.IGNORECASE,
)
_BACK = 2  # sentences back in which it may have been counted
_MATTER = ("patient", "theme", "topic")


def recounted(page: Page, claim: Claim) -> tuple[Claim, tuple[Count, ...]] | None:
    """The claim that counted what a bare figure is given for, and that figure as a count of the
    same; None where the claim says itself what it counts, or nothing near was counted."""
    told = [page.text[a.start : a.end] for a in claim.arguments if a.role in _MATTER]
    named = bool(told) and all(_BARE.fullmatch(matter) for matter in told)
    bare = bool(told) and all(_ONLY.fullmatch(matter) for matter in told)
    if not gives_figure(page, claim) or not (named or bare):
        return None
    mine = counts_of(page, claim)
    if len(mine) != 1 or mine[0].slot or mine[0].unit not in (None, "%") or mine[0].scope:
        return None
    first = max(0, page.sentence_index(claim.start) - _BACK)
    start = page.sentences[first].start
    for other in reversed(page.reading.claims):
        if not start <= other.predicate.start < claim.predicate.start or gives_figure(page, other):
            continue
        theirs = [c for c in counts_of(page, other) if c.unit == mine[0].unit]
        theirs = [c for c in theirs if c.slot or (c.scope and c.unit is None)]
        if theirs and other.polarity == "+":
            count = theirs[-1]
            if bare and not count.slot and count.scope == PERSON:
                return None  # "5,000 demanded his resignation; the police counted 3,000"
            return other, (replace(mine[0], slot=count.slot, scope=count.scope),)
    return None
