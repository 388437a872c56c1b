"""How long somebody is sent to prison for: a figure like others, told by a duration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.reconciling.numbers import Count
from secondsource.reconciling.page import Page
from secondsource.reconciling.predicates import kinds_of
from secondsource.records.reading import Claim

SLOT = "prison term"
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")  # TIMEX3: P6Y, P6Y6M, P18M
_SENTENCES = frozenset({"sentence", "jail"})
#: Verbs that tell of a term where prison is named beside them: "go to prison for six years".
_SERVING = frozenset({"go", "serve", "get", "receive", "face", "spend", "give", "hand"})
_PRISON = re.compile(r"\b(?:prison|jail|jailed|behind\s+bars|penal|custodial)\b", re.IGNORECASE)
_LET_OFF = re.compile(r"\b(?:suspended|probation|banned|community)\b", re.IGNORECASE)


def terms_of(page: Page, claim: Claim) -> Iterator[Count]:
    """The prison term that a claim gives, in years; none where it gives several or another
    punishment ("a suspended sentence of two years")."""
    shown = page.text[claim.start : claim.end]
    lemma = claim.predicate.lemma.lower()
    told = _SENTENCES & kinds_of(lemma) or lemma in _SERVING
    if not told or _LET_OFF.search(shown):
        return
    if lemma in _SERVING and not _PRISON.search(shown):
        return
    times = [page.reading.times[index] for index in claim.times]
    lengths = [
        (time, found)
        for time in times
        if time.type == "DURATION" and (found := _LENGTH.fullmatch(time.value or ""))
    ]
    if len(lengths) != 1:
        return
    time, found = lengths[0]
    years = int(found[1] or 0) + int(found[2] or 0) / 12
    yield Count(
        slot=SLOT, scope="", unit="year", value=years, low=years, high=years,
        start=time.start, end=time.end,
    )  # fmt: skip
