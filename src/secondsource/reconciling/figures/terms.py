"""How long somebody is sent to prison or kept out of a sport for: figures like others, told by a
duration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from secondsource.reconciling.figures.numbers import Count
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of
from secondsource.records.reading import Claim, TimeExpression

SLOT = "prison term"
BAN = "ban"  #: of a person: from a sport, an office, the roads
SOUGHT = "term sought"  #: by a prosecutor, before there is a sentence
SLOTS = frozenset({SLOT, BAN, SOUGHT})
TOGETHER = "together"  #: scope of what several are given in all
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
#: Verbs by which a prosecutor says how long it should be.
_SEEKING = frozenset(
    {"ask", "seek", "demand", "request", "recommend", "call", "call_for", "ask_for", "urge", "want",
     "propose"}
)  # fmt: skip
_PROSECUTING = re.compile(r"\b(?:prosecut\w+|the\s+(?:crown|state))\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:total|combined|altogether|between\s+them|totall?ing|aggregate|in\s+all|sum)\b",
    re.IGNORECASE,
)
_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_NUMBER = rf"(?P<number>\d+|{'|'.join(_WORDS)})"
#: "Eight to 20 years", as printed; "between eight and" before "20 years"
_UP_TO = re.compile(rf"{_NUMBER}\s+to\s+(?P<last>\d+|{'|'.join(_WORDS)})\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween\s+{_NUMBER}\s+and\s+$", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:up\s+to|at\s+most|no\s+more\s+than|a\s+maximum\s+of)\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:at\s+least|no\s+less\s+than|more\s+than|a\s+minimum\s+of)\b", re.I)
_PRISON = re.compile(
    r"\b(?:prison|jail|jailed|behind\s+bars|penal|custodial|sentences?|terms?\s+for)\b",
    re.IGNORECASE,
)
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
    shown = page.text[time.start : time.end]
    low, high = _bounds(shown, page.text[max(claim.start, time.start - 24) : time.start], years)
    together = _IN_ALL.search(page.text, claim.start, max(claim.end, time.end)) is not None
    yield Count(
        slot=slot, scope=TOGETHER if together else "", unit="year",
        value=years if low == high else None, low=low, high=high, start=time.start, end=time.end,
    )  # fmt: skip


def _bounds(shown: str, before: str, years: float) -> tuple[float, float]:
    """Between what a term lies: "eight to 20 years", "at least 12 years"."""
    ranged, between = _UP_TO.search(shown), _BETWEEN.search(before)
    if ranged is not None:
        return _number(ranged["number"]), _number(ranged["last"])
    if between is not None:
        return _number(between["number"]), years
    if _AT_MOST.match(shown):
        return -inf, years
    return (years, inf) if _AT_LEAST.match(shown) else (years, years)


def _number(shown: str) -> float:
    word = shown.lower()
    return float(_WORDS.index(word) + 1 if word in _WORDS else word)


def _slot(page: Page, claim: Claim) -> str | None:
    """What a duration in the claim would tell, if anything."""
    shown = page.text[claim.start : claim.end]
    lemma = claim.predicate.lemma.lower()
    if lemma in _BANNING:
        return BAN if _is_of_person(page, claim) else None
    if lemma in _SEEKING:
        return SOUGHT if _is_sought(page, claim) else None
    told = _SENTENCES & kinds_of(lemma) or lemma in _SERVING
    if not told or _LET_OFF.search(shown):
        return None
    return None if lemma in _SERVING and not _PRISON.search(shown) else SLOT


def _is_sought(page: Page, claim: Claim) -> bool:
    """ "The prosecutor asked for 12 years in prison", "prosecutors are seeking 15 years"."""
    start = page.sentence(claim.start).start
    by = _PROSECUTING.search(page.text, start, claim.predicate.end)
    return by is not None and not _LET_OFF.search(page.text, claim.start, claim.end)


def _is_of_person(page: Page, claim: Claim) -> bool:
    """Whether it is somebody who is banned: "smoking was banned for two years" has no term."""
    people = {entity.id for entity in page.reading.entities if entity.kind == "person"}
    nominal = claim.predicate.lemma.lower() in _OF_NOUNS
    roles = ("patient", "recipient", "agent") if nominal else ("patient", "recipient")
    return any(a.entity in people for a in claim.arguments if a.role in roles)


def _lengths(page: Page, claim: Claim) -> Iterator[tuple[TimeExpression, re.Match[str]]]:
    """Durations tied to the claim, and those before its own noun ("her two-year ban")."""
    tied = [page.reading.times[index] for index in claim.times]
    if (
        claim.predicate.lemma.lower() in _SEEKING | _SERVING | _SENTENCES
    ):  # "got a 15-year sentence"
        first = claim.predicate.end
        end = max(claim.end, first)
        tied += [t for t in page.reading.times if first <= t.start < end and t not in tied]
    if claim.predicate.lemma.lower() in _OF_NOUNS:
        start, end = claim.start, claim.predicate.start
        inside = [t for t in page.reading.times if start <= t.start and t.end <= end]
        tied += [time for time in inside if time not in tied]
    for time in tied:
        found = _LENGTH.fullmatch(time.value or "") if time.type == "DURATION" else None
        if found is not None:
            yield time, found
