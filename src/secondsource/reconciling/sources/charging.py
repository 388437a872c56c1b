"""Who is said to have done some harm, by words that only lay it at somebody's door: "blamed the
Front for the shelling of the market", "the bombing was the work of the League", "responsibility for
the raid lies with the militia".

What is charged is compared as the harm itself, done by whoever is charged, so that it can answer
another account of who did it. It is the word of whoever charges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed
from secondsource.reconciling.sources.disowning import harm_before, is_harm
from secondsource.reconciling.sources.owning import claimant
from secondsource.reconciling.sources.sources import can_speak
from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Claim, SourceSpan

_POINTING = frozenset({"it", "this", "that", "these", "those"})
_DOERS = frozenset({"person", "group", "organisation", "place"})


@dataclass(frozen=True, slots=True)
class Charge:
    """A harm and who is said to have done it. ``by`` says so, where the words themselves name him;
    ``deed`` and ``doer`` are half-open spans, ``lemma`` is that of the harm, which stands in an
    earlier sentence where the deed is only pointed to."""

    by: SourceSpan | None
    doer: tuple[int, int]
    deed: tuple[int, int]
    lemma: str
    pointed: bool


@cache
def _forms() -> tuple[tuple[frozenset[str], bool, re.Pattern[str]], ...]:
    """Verbs or nouns, whether their subject charges, and the pattern of what follows."""
    return tuple(
        (frozenset(row["lemmas"]), row["charges"], re.compile(row["words"], re.IGNORECASE))
        for row in _table()["forms"]
    )


def _table() -> dict[str, Any]:
    return table_of(__package__, "charging.toml")


def charge_of(page: Page, claim: Claim) -> Charge | None:
    """Whom a claim charges with which harm; None for claims that charge nobody,
    or by which somebody claims the harm as his own."""
    lemma = claim.predicate.lemma.lower()
    if claimant(page, claim) is not None:
        return None
    for lemmas, charges, pattern in _forms():
        if lemma not in lemmas and not ("*" in lemmas and is_harm(lemma)):
            continue
        by = _charging(page, claim) if charges else None
        if charges and by is None:
            continue
        start = claim.predicate.end if charges else claim.start
        end = page.sentence(claim.start).end if charges else claim.end
        found = pattern.match(page.text, start, end)
        charge = _charge(page, claim, found, by) if found is not None else None
        if charge is not None:
            return charge
    return None


def _charging(page: Page, claim: Claim) -> SourceSpan | None:
    """Who charges: the subject of a verb that is not passive."""
    teller = next((a for a in claim.arguments if a.role == "agent"), None)
    if teller is None or teller.end > claim.predicate.start or claim.polarity == "-":
        return None
    return SourceSpan(start=teller.start, end=teller.end, entity=teller.entity)


def _charge(page: Page, claim: Claim, found: re.Match[str], by: SourceSpan | None) -> Charge | None:
    who = (found.start("who"), page.phrase_end(found.start("who"), found.end("who")))
    deed = (found.start("deed"), page.phrase_end(found.start("deed"), found.end("deed")))
    if not (who[0] < who[1] and deed[0] < deed[1] and _may_do(page, *who)):
        return None
    head = page.head(*deed)
    if page.upos(deed[0]) in ("VERB", "AUX"):
        return None  # "accused it of killing two": the killing is a claim of its own
    pointed = page.text[deed[0] : deed[1]].lower() in _POINTING
    told = harm_before(page, claim) if pointed else _harm(head)
    return None if told is None else Charge(by, who, deed, told, pointed)


def _harm(head: str) -> str | None:
    """The harm that a noun tells of; of a rocket that somebody fired it."""
    if is_harm(head) and head != "fire":
        return head
    return "shoot" if listed(head, "harm", "fired") else None


def _may_do(page: Page, start: int, end: int) -> bool:
    """Whether a phrase names somebody who can do harm, and no cause such as a fault."""
    head = page.head(start, end)
    kinds = {
        entity.kind
        for entity in page.reading.entities
        for mention in entity.mentions
        if start <= mention.start and mention.end <= end and mention.form == "name"
    }
    people = any(head in wording(name) for name in ("people", "persons")) or head in _doers()
    many = page.text[start:end].rstrip(' .!?”"').lower().endswith(("men", "women"))
    return bool(kinds & _DOERS) or can_speak(head) or people or many


@cache
def _doers() -> frozenset[str]:
    """Nouns for those who fight or do harm, whom no other list has."""
    return frozenset(_table()["doers"]["nouns"])
