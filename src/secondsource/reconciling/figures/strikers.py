"""Figures of those on strike: "4,000 workers joined the stoppage", "put the number of strikers at
1,500"."""

from __future__ import annotations

import re

from secondsource.reconciling.figures.numbers import PERSON
from secondsource.reconciling.pages.actions import tells_walkout
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of, listed, noun_of
from secondsource.reconciling.sources.sources import can_speak
from secondsource.records.reading import Claim, Quantity

_WALKED_OUT = re.compile(
    r"walk(?:s|ed|ing)?\s+out\b(?!\s+of\s+(?!(?:their|the)\s+(?:factor|plant|mine|ward|class|school|depot|work"
    r"|hospital)))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:numbers?|total|count|tally)\s+of\s+(?:the\s+)?(?:striking\s+\w+|strikers|(?:\w+\s+){1,3}on\s+strike)\b",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(
    r"(?:(?:take|takes|taking|took|taken)\s+part|participat(?:ed|ing|es?))\b(?!\s+in\b)"
    r"|join(?:ed|ing|s)?(?=\s+in\b(?!\s+the\b)|\s*[.,;]|$)"
    r"|(?:stay(?:ed|ing|s)?|came|come)\s+out\b|absent\b"
    r"|out\b(?=\s*[.,;”\"]|\s+on\s+\w+day|$)"
    r"|(?:heed|follow|answer|obey)(?:ed|ing|s)?\s+(?:the|its|their|that)\s+call\b",
    re.IGNORECASE,
)
#: what people may have taken part in
_HAPPENING = re.compile(
    r"\b(?:(?P<strike>strikes?|walk-?outs?|stoppages?|industrial\s+action|walk(?:ed|ing)\s+out|on\s+strike"
    r"|struck|striking|strikers?|downed\s+tools|stopped\s+work|stay(?:ed|ing)\s+away\s+from\s+work)|march(?:es)?|rall(?:y|ies)|protests?"
    r"|demonstrations?|votes?|ballots?|polls?|races?|searche?s?|hunger\s+strikes?)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(r"\babsent\b", re.IGNORECASE)
_BACK = 3  # sentences in which it is told what people took part in


def are_on_strike(page: Page, claim: Claim, quantity: Quantity, counted: str) -> bool:
    """Whether a figure counts people on strike; ``counted``: lemma of what it counts, if known."""
    if quantity.unit not in (None, "%") or not _may_work(counted):
        return False
    if counted == "striker" or _is_number_on_strike(page, claim):
        return _is_given(page, claim)
    if tells_walkout(page, claim):
        return True
    if _WALKED_OUT.match(page.text, claim.predicate.start):
        return counted in wording("workforce") | wording("anybody") | wording("persons")
    return _took_part(page, claim)


def is_turnout_of_strike(page: Page, claim: Claim) -> bool:
    """ "Turnout was 90 percent, the union said of Thursday's strike"."""
    around = page.sentence(claim.start)
    told = list(_HAPPENING.finditer(page.text, around.start, around.end))
    return bool(told) and all(found["strike"] for found in told)


def trade_of(counted: str) -> str:
    """Whom a figure of people on strike counts: those of one trade, or anybody who works."""
    return PERSON if not counted or counted in wording("workforce") else noun_of(counted)


def _may_work(counted: str) -> bool:
    people = wording("workforce") | wording("people") | wording("anybody") | wording("persons")
    return not counted or counted in people or can_speak(counted)


def _is_given(page: Page, claim: Claim) -> bool:
    """Whether a claim does nothing but give the number ("spoke of 800 strikers", "there were 800
    strikers"): "200 strikers blocked the gate" counts some of them."""
    lemma = claim.predicate.lemma.lower()
    printed = page.text[claim.predicate.start : claim.predicate.end].lower()
    given = listed(lemma, "speech", "counts") or listed(lemma, "speech", "registers")
    return (
        given
        or lemma in ("be", "reach", "striker")
        or bool(kinds_of(lemma) & {"rise", "fall"})
        or printed == "strikers"
    )


def _is_number_on_strike(page: Page, claim: Claim) -> bool:
    """ "Put the number of nurses on strike at 350"."""
    return _NUMBER.search(page.text, claim.start, claim.end) is not None


def _took_part(page: Page, claim: Claim) -> bool:
    """ "1,500 had taken part", after a sentence about a strike."""
    counted = _is_given(page, claim) and _ABSENT.search(page.text, claim.start, claim.end)
    if not (counted or _TOOK_PART.match(page.text, claim.predicate.start)):
        return False
    first = page.sentences[max(0, page.sentence_index(claim.start) - _BACK)].start
    told = list(_HAPPENING.finditer(page.text, first, claim.predicate.start))
    return bool(told) and told[-1]["strike"] is not None
