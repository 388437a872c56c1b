"""How long somebody is sent to prison or kept out of a sport for: figures like others, told by a
duration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.reconciling.figures.numbers import Count
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of
from secondsource.records.reading import Claim, TimeExpression

SLOT = "prison term"
BAN = "ban"  #: of a person: from a sport, an office, the roads
SLOTS = frozenset({SLOT, BAN})
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")  # TIMEX3: P6Y, P6Y6M, P18M
_SENTENCES = frozenset({"sentence", "jail"})
#: Verbs that tell of a term where prison is named beside them: "go to prison for six years".
_SERVING = frozenset(
    {"go", "serve", "get", "receive", "face", "spend", "give", "hand", "send", "return"}
)
#: Verbs and nouns of keeping somebody out.
_BANNING = frozenset(
    {"ban", "bar", "suspend", "suspension", "disqualify", "disqualification", "exclude"}
)
_OF_NOUNS = frozenset({"ban", "suspension", "disqualification"})
_PRISON = re.compile(r"\b(?:prison|jail|jailed|behind\s+bars|penal|custodial)\b", re.IGNORECASE)
_LET_OFF = re.compile(r"\b(?:suspended|probation|banned|community)\b", re.IGNORECASE)


def terms_of(page: Page, claim: Claim) -> Iterator[Count]:
    """The prison term or ban that a claim gives, in years; none where it gives several or another
    punishment ("a suspended sentence of two years")."""
    slot = _slot(page, claim)
    if slot is None:
        return
    found = list(_lengths(page, claim))
    if len(found) != 1:
        return
    time, length = found[0]
    years = int(length[1] or 0) + int(length[2] or 0) / 12
    yield Count(
        slot=slot, scope="", unit="year", value=years, low=years, high=years,
        start=time.start, end=time.end,
    )  # fmt: skip


def _slot(page: Page, claim: Claim) -> str | None:
    """What a duration in the claim would tell, if anything."""
    shown = page.text[claim.start : claim.end]
    lemma = claim.predicate.lemma.lower()
    if lemma in _BANNING:
        return BAN if _is_of_person(page, claim) else None
    told = _SENTENCES & kinds_of(lemma) or lemma in _SERVING
    if not told or _LET_OFF.search(shown):
        return None
    return None if lemma in _SERVING and not _PRISON.search(shown) else SLOT


def _is_of_person(page: Page, claim: Claim) -> bool:
    """Whether it is somebody who is banned: "smoking was banned for two years" has no term."""
    people = {entity.id for entity in page.reading.entities if entity.kind == "person"}
    nominal = claim.predicate.lemma.lower() in _OF_NOUNS
    roles = ("patient", "recipient", "agent") if nominal else ("patient", "recipient")
    return any(a.entity in people for a in claim.arguments if a.role in roles)


def _lengths(page: Page, claim: Claim) -> Iterator[tuple[TimeExpression, re.Match[str]]]:
    """Durations tied to the claim, and those before its own noun ("her two-year ban")."""
    tied = [page.reading.times[index] for index in claim.times]
    if claim.predicate.lemma.lower() in _OF_NOUNS:
        start, end = claim.start, claim.predicate.start
        inside = [t for t in page.reading.times if start <= t.start and t.end <= end]
        tied += [time for time in inside if time not in tied]
    for time in tied:
        found = _LENGTH.fullmatch(time.value or "") if time.type == "DURATION" else None
        if found is not None:
            yield time, found
