"""Who claims an attack as its own: "claimed responsibility for the raid", "the raid was claimed by
the Front", "said it was behind the raid", "said it had carried out the raid". All are one thing,
and the word of whoever claims it."""

from __future__ import annotations

import re

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.disowning import is_harm
from secondsource.records.reading import Argument, Claim, SourceSpan

CLAIMING = "claim_responsibility"
_TAKING = frozenset(
    {"claim", "take", "accept", "assume", "take_responsibility", "claim_responsibility"}
)
_CREDIT = frozenset({"responsibility", "credit", "authorship"})
_FOR = re.compile(r"\bfor\s+(?=\w)", re.IGNORECASE)
_ITS_OWN = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|stood|stands)\s+(?:also\s+)?(?:behind|responsible\s+for)"
    r"|(?:had|has|have)\s+(?:also\s+)?(?:carried\s+out|staged|mounted|planted|organi[sz]ed|done))\s+"
    r"(?=\w)",
    re.IGNORECASE,
)
_CARRIED = re.compile(r"\b(?:carried\s+out|staged|mounted)\s+(?=\w)", re.IGNORECASE)
_ITSELF = frozenset({"it", "they", "he", "she", "we", "i"})
_POINTING = frozenset({"it", "this", "that", "these", "those"})


def claimant(page: Page, claim: Claim) -> SourceSpan | None:
    """Who claims an attack as its own by the words of a claim; None for other claims."""
    if claim.polarity == "-" or claim.modality != "actual":
        return None
    doer = next((a for a in claim.arguments if a.role == "agent"), None)
    if doer is None:
        return None
    if claim.predicate.lemma.lower() in _TAKING and not claim.attributions:
        told = _takes(page, claim, doer)
        return SourceSpan(start=doer.start, end=doer.end, entity=doer.entity) if told else None
    return _of_itself(page, claim, doer)


def is_laid_to(page: Page, claim: Claim) -> bool:
    """ "The Front was behind the raid", as anybody says: the same as its own claim of it."""
    doer = next((a for a in claim.arguments if a.role == "agent"), None)
    if doer is None or claim.polarity == "-" or claim.modality != "actual":
        return False
    found = _ITS_OWN.search(page.text, doer.end, claim.end) or _CARRIED.search(
        page.text, doer.end, claim.end
    )
    if found is None or page.text[doer.end : found.start()].count(",") > 1:
        return False
    return _is_told_by(page, claim, found) and is_harm(_noun(page, found))


def _is_told_by(page: Page, claim: Claim, found: re.Match[str]) -> bool:
    """Not the theft of "had carried out the raid and stolen the files"."""
    at = claim.predicate.start
    joined = re.search(r"\b(?:and|but)\b|,", page.text[found.end() : at])
    return found.start() <= at and not joined and at < _phrase_end(page, found.end())


def _noun(page: Page, found: re.Match[str]) -> str:
    return page.head(found.end(), _phrase_end(page, found.end()))


def _takes(page: Page, claim: Claim, doer: Argument) -> bool:
    """ "claimed responsibility for the raid", "claimed the raid", not "claimed nine lives" nor
    "took responsibility for the reform"."""
    heads = {page.head(a.start, a.end) for a in claim.arguments if a.start != doer.start}
    if claim.predicate.lemma.lower() == "claim" and any(map(is_harm, heads)):
        return True
    credited = heads & _CREDIT or "_" in claim.predicate.lemma
    behind = _FOR.search(page.text, claim.predicate.end, page.sentence(claim.start).end)
    of_what = None if behind is None else page.head(behind.end(), _phrase_end(page, behind.end()))
    if not credited:
        return False
    if of_what is None:
        return claim.predicate.lemma.lower().startswith("claim")
    return is_harm(of_what) or of_what in _POINTING


def _phrase_end(page: Page, start: int) -> int:
    return page.phrase_end(start, page.sentence(start).end)


def _of_itself(page: Page, claim: Claim, doer: Argument) -> SourceSpan | None:
    """Whoever says that it was itself behind it, or carried it out."""
    if not claim.attributions or claim.predicate.lemma.lower() == "claim":
        return None
    source = page.reading.attributions[claim.attributions[-1]].source
    found = _ITS_OWN.search(page.text, claim.start, claim.end)
    if source is None or found is None or found.start() < doer.end:
        return None
    if not _is_told_by(page, claim, found):
        return None
    pronoun = page.text[doer.start : doer.end].lower()
    same = doer.entity is not None and doer.entity == source.entity
    other = page.cast.of(page.report, doer.entity) in page.cast.named and not same
    near = pronoun in _ITSELF and source.start < doer.start and not other
    what = _noun(page, found)
    return source if (same or near) and (is_harm(what) or what in _POINTING) else None
