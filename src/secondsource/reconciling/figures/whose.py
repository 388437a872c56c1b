"""Whose people a figure counts: "seven Dorran soldiers", "two of its soldiers", "Dorra lost seven
men". Two sides' losses are two figures, also where only one of them is named beside its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from secondsource.reconciling.figures.numbers import Count
from secondsource.reconciling.figures.slotting import TOLLS
from secondsource.reconciling.pages.cast import STEM, countries_in
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed
from secondsource.records.reading import Argument, Claim, SourceSpan

_SUFFIXES = r"(?:an|ese|ish|ari|ani|i|ic|ite)"
#: A capitalised adjective of a people, a faith or a party, with a noun behind it.
_PEOPLE = re.compile(rf"\b[A-Z][a-z]{{2,}}{_SUFFIXES}(?=\s+[a-z])")
_THE_PEOPLE = re.compile(rf"\b(?:[Tt]he|by|of|[Tt]wo|[Ss]everal)\s+({_PEOPLE.pattern[2:]})")
_PEOPLE_ALONE = re.compile(r"\b[A-Z][a-z]{2,}(?:ian|an|ari|ani)s\b")  # "five Arvenians"
_BODY_OF = re.compile(
    rf"\b[A-Z][a-z]{{2,}}{_SUFFIXES}(?=\s+[A-Za-z])"
)  # "the Dorran General Staff"
_SURELY = ("ian", "ese", "ari", "ani")  #: ... which the first word of a sentence may be as well
_OWN = re.compile(r"\b(?:its|their|his|her|our)\s+(?:own\s+)?[a-z]+", re.IGNORECASE)
_OF_THEM = re.compile(r"\bof\s+(?:them|those|these)\b", re.IGNORECASE)
#: "One Dorran soldier was killed and three" were wounded: of the same side
_BESIDE = re.compile(
    r"\b(?P<who>[A-Z][\w-]+\s+[a-z]+)\s+(?:was|were|is|are|has|have|had|died)\b[^.;:,A-Z]*"
    r"(?:\band|,|\bwhile)\s+(?:another\s+|at\s+least\s+|some\s+|about\s+|more\s+than\s+)?$"
)
_PARTS = ("agent", "patient")


def peoples(page: Page, start: int, end: int) -> frozenset[str]:
    """Peoples and parties that no table of countries knows, by the stem that an adjective before a
    noun shares with their name: "Kurdish fighters" are not "Druze fighters"."""
    opening = page.sentence(start).start
    return frozenset(
        found[0][:STEM].lower()
        for pattern in (_PEOPLE, _PEOPLE_ALONE)
        for found in pattern.finditer(page.text, start, end)
        if found.start() > opening
        or found[0].endswith((*_SURELY, "s"))
        or found[0][:STEM].lower() in page.cast.peoples
    )


def peoples_named(texts: Iterable[str], places: Iterable[str]) -> frozenset[str]:
    """The stems of those places whose people some text tells of by an adjective ("Dorra", "Dorran
    troops"), and of the peoples whom one tells of by "the" ("the Dorran border service"): states,
    hardly towns."""
    stems = {place[:STEM].lower() for place in places if len(place) >= STEM - 1}
    found = set()
    for text in texts:
        told = (adjective[0][:STEM].lower() for adjective in _PEOPLE.finditer(text))
        found |= {stem for stem in told if stem in stems or stem[:-1] in stems}
        found |= {adjective[1][:STEM].lower() for adjective in _THE_PEOPLE.finditer(text)}
    return frozenset(found)


def sides_counted(page: Page, claim: Claim, counts: Sequence[Count]) -> frozenset[str]:
    """The countries and peoples whose people the figures of a claim count, as "@" and a code or
    stem."""
    told: set[str] = set()
    for count in counts:
        if count.slot in wording("people_slots") and count.unit is None:
            told |= _of_count(page, claim, count)
    return frozenset(f"@{side}" for side in told)


def _of_count(page: Page, claim: Claim, count: Count) -> frozenset[str]:
    holding = [a for a in claim.arguments if a.start <= count.start and count.end <= a.end]
    span = min(holding, key=lambda a: a.end - a.start, default=None)
    tolls = [a for a in claim.arguments if page.head(a.start, a.end) in TOLLS]
    for shown in (*([span] if span is not None else ()), *tolls):
        named = countries_in(page.text[shown.start : shown.end])
        named = named or peoples(page, shown.start, shown.end)
        if named:
            return named
    end = claim.end if span is None else span.end
    if _OWN.search(page.text, count.end, end):
        return _of_speaker(page, claim)
    if _OF_THEM.search(page.text, count.end, end):
        return next(_before(page, claim), frozenset())
    beside = _BESIDE.search(page.text, page.sentence(count.start).start, count.start)
    if beside is not None:
        start, end = beside.span("who")
        return countries_in(page.text[start:end]) or peoples(page, start, end)
    agent = _loser(page, claim)
    return frozenset() if agent is None else _of_body(page, agent)


def _loser(page: Page, claim: Claim) -> Argument | None:
    """Who tells of its own dead: "Dorra lost seven men", "Dorra has acknowledged two deaths"."""
    for other in page.reading.claims:
        holds = other.id == claim.id or any(
            a.role == "patient" and a.start <= claim.predicate.start < a.end
            for a in other.arguments
        )
        if holds and listed(other.predicate.lemma.lower(), "harm", "losing"):
            return next((a for a in other.arguments if a.role == "agent"), None)
    return None


def _of_speaker(page: Page, claim: Claim) -> frozenset[str]:
    """The side of whoever is quoted: "its soldiers" are those of the army that says so."""
    for index in reversed(claim.attributions):
        source = page.reading.attributions[index].source
        if source is not None:
            return _of_body(page, source)
    return frozenset()


def _of_body(page: Page, span: Argument | SourceSpan) -> frozenset[str]:
    """The country or people of a body: "the Dorran General Staff", "Dorra"."""
    shown = page.text[span.start : span.end]
    named = countries_in(shown)
    if named:
        return named
    found = _BODY_OF.search(shown) or re.fullmatch(r"(?:the\s+)?([A-Z][a-z]{3,})", shown)
    if found is None:
        return frozenset()
    return frozenset({found[found.lastindex or 0][:STEM].lower()})


def _before(page: Page, claim: Claim) -> Iterator[frozenset[str]]:
    """The sides of those who take part in the claims just before, in this sentence and the one
    before, the last first."""
    first = page.sentences[max(0, page.sentence_index(claim.start) - 1)].start
    earlier = [c for c in page.reading.claims if first <= c.start < claim.start]
    for other in sorted(earlier, key=lambda c: -c.start):
        for argument in other.arguments:
            if argument.role in _PARTS:
                shown = page.text[argument.start : argument.end]
                named = countries_in(shown) or peoples(page, argument.start, argument.end)
                if named:
                    yield named
