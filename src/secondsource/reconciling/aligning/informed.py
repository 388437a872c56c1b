"""Who was made to know of something: "the management was told about the dirt in March" says what
"warned the management about the dirt" does."""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.reconciling.aligning.clausal import Clause
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed, words
from secondsource.records.reading import Argument, Claim, LemmaSpan

_ABOUT = re.compile(r"\b(?:about|of)\s+$", re.IGNORECASE)
_NOTHING = re.compile(r"(?:nothing|anything)\s+(?:about|of)\s", re.IGNORECASE)
_ADDRESSED = ("patient", "theme", "recipient")


def is_informed(page: Page, claim: Claim) -> bool:
    """Whether a claim tells that somebody knew, or was made to know, of something, and not only
    that it was told to those who print it."""
    lemma = claim.predicate.lemma.lower()
    if _of_what(page, claim) is None:
        return False
    if listed(lemma, "speech", "knowing"):
        return any(a.role == "agent" for a in claim.arguments)
    heads = [page.head(a.start, a.end) for a in claim.arguments if a.role in _ADDRESSED]
    told = bool(heads) and not {*heads} & words("speech", "press")
    return told and listed(lemma, "speech", "informing")


def _of_what(page: Page, claim: Claim) -> Argument | None:
    """What somebody is told of: "about the mould", "of the leak"."""
    for argument in claim.arguments:
        before = page.text[max(0, argument.start - 8) : argument.start]
        behind = argument.start > claim.predicate.start
        if behind and (_ABOUT.search(before) or _NOTHING.match(page.text, argument.start)):
            return argument
    return None


def as_informed(clause: Clause) -> Claim | None:
    """The claim as a warning of what somebody was told about, or with what nothing was known of:
    "had known nothing of the leak" did not know of it."""
    claim = clause.claim
    if not is_informed(clause.page, claim):
        return None
    arguments = tuple(_without_nothing(clause.page, a) for a in claim.arguments)
    told = claim.predicate
    if listed(clause.lemma, "speech", "informing"):
        told = LemmaSpan(start=told.start, end=told.end, lemma="warn")
    if told == claim.predicate and arguments == claim.arguments:
        return None
    return replace(claim, predicate=told, arguments=arguments)


def _without_nothing(page: Page, argument: Argument) -> Argument:
    found = _NOTHING.match(page.text, argument.start, argument.end)
    return argument if found is None else replace(argument, start=found.end(), role="topic")
