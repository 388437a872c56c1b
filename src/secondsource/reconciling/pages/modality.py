"""Whether a claim tells of what is, is planned or may be, as its report puts it."""

from __future__ import annotations

import re

from secondsource.reconciling.pages.clock import first_days
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import words
from secondsource.reconciling.pages.timing import interval_of
from secondsource.records.reading import Claim

_HAD_TO = re.compile(r"\bhad\s+(?:\w+\s+)?to\s+(?:be\s+)?$", re.IGNORECASE)
_WOULD = re.compile(
    r"\b(?:would|wouldn[’']t|[’']d)\s+(?:\w+ly\s+|not\s+|never\s+|be\s+)*$", re.IGNORECASE
)
_WILL_STAY = re.compile(
    r"\b(?:will|would|shall|[’']ll|(?:is|are|was|were)\s+to)\s+(?:\w+ly\s+)?(?:remain|stay)\s+$",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"\b(?:is|are|am|[’'](?:s|re|m)|isn[’']t|aren[’']t)\s+(?:(?:not|now|also|still|no\s+longer|\w+ly)\s+)*$",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|unless|rather|otherwise)\b", re.IGNORECASE)
_RATHER = re.compile(
    r"\b(?:(?:would|[’']d)\s+(?:rather|prefer)|willing|ready|open|prepared)\b[^.;]{0,20}$",
    re.IGNORECASE,
)


def modality_of(page: Page, claim: Claim) -> str:
    """The claim's modality; "the trial opens on Friday", told before that day, is a plan."""
    published, interval = page.reading.report.published, interval_of(page, claim)
    if claim.modality == "requested" and _was_made_to(page, claim):
        return "actual"
    if claim.modality == "actual" and claim.polarity == "-" and _is_ruled_out(page, claim):
        return "planned"
    if claim.modality == "planned" and _RATHER.search(before(page, claim, 40)):
        return "possible"
    if claim.modality == "actual" and _WILL_STAY.search(before(page, claim, 40)):
        return "planned"  # "will stay closed"
    if claim.modality == "actual" and _is_going_to(page, claim):
        return "planned"
    if claim.modality in ("possible", "actual") and _is_asked_for(page, claim):
        return "requested"
    if claim.modality == "hypothetical" and _is_reported_future(page, claim):
        return "planned"
    if claim.modality != "actual" or not published or interval is None:
        return claim.modality
    ahead = min(first_days(interval)) > published[:10] and not page.is_past(claim.predicate.start)
    return "planned" if ahead else claim.modality


def _is_ruled_out(page: Page, claim: Claim) -> bool:
    """ "Ruled out resigning": what somebody says he is not going to do."""
    above = page.governor(claim.predicate.start)
    printed = page.text[claim.predicate.start : claim.predicate.end].lower()
    if above is None or not printed.endswith("ing"):
        return False
    over = next((o for o in page.reading.claims if o.predicate.start == above), None)
    return over is not None and over.predicate.lemma.lower() in words("speech", "ruling_out")


def before(page: Page, claim: Claim, reach: int) -> str:
    """What stands before a claim's predicate in its sentence."""
    first = max(page.sentence(claim.start).start, claim.predicate.start - reach)
    return page.text[first : claim.predicate.start]


def _is_going_to(page: Page, claim: Claim) -> bool:
    """ "Is not seeking re-election", "is stepping down": what somebody has made up his mind to."""
    at = claim.predicate
    lemma = at.lemma.lower().partition("_")[0]
    if lemma not in words("intents", "progressive") or not page.text[at.start : at.end].endswith(
        "ing"
    ):
        return False
    if not _BEING.search(before(page, claim, 24)):
        return False
    heads = {page.head(a.start, a.end) for a in claim.arguments if a.role != "agent"}
    return lemma not in words("intents", "of_office") or bool(heads & words("intents", "offices"))


def _is_asked_for(page: Page, claim: Claim) -> bool:
    """Whether it is what somebody asks for, though that they ask is itself only expected ("is
    expected to request that troops leave")."""
    above = page.governor(claim.predicate.start)
    if above is None or page.deprel(claim.predicate.start).split(":")[0] not in ("ccomp", "xcomp"):
        return False
    asks = next((o for o in page.reading.claims if o.predicate.start == above), None)
    lemma = asks.predicate.lemma.lower() if asks is not None else ""
    return lemma in words("speech", "asking")


def _is_reported_future(page: Page, claim: Claim) -> bool:
    """Whether "would" is the "will" of what somebody said ("denied that it would free anybody")."""
    before = page.text[max(0, claim.predicate.start - 30) : claim.predicate.start]
    asked = _IF.search(page.text, page.sentence(claim.start).start, claim.end)
    return bool(claim.attributions) and _WOULD.search(before) is not None and asked is None


def _was_made_to(page: Page, claim: Claim) -> bool:
    """Whether it is told as done ("had to be evacuated")."""
    before = page.text[max(0, claim.predicate.start - 24) : claim.predicate.start]
    return _HAD_TO.search(before) is not None
