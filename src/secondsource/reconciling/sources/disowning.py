"""Who says that he had no part in it: "had nothing to do with the raid", "denied any role in the
blast", "is not behind this". What is disowned is compared as what was not done by whoever disowns
it, so that it answers whoever says that he did.
"""

from __future__ import annotations

import re

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of, nominal_kinds, words
from secondsource.records.reading import Claim

_PART = re.compile(
    r"(?:\bnothing\s+(?:whatever\s+|at\s+all\s+)?to\s+do\s+with"
    r"|\b(?:part|role|hand|share|involvement|complicity|responsibility|connection|relation|links?"
    r"|ties?)\s+(?:in|to|with|for)"
    r"|\b(?:involved|complicit)\s+in|\bresponsible\s+for|\bbehind)\s+(?=\w)",
    re.IGNORECASE,
)
_DENYING = frozenset({"deny", "reject", "disclaim", "disavow"})
_POINTING = frozenset({"it", "this", "that", "incident", "matter", "affair", "event", "act"})
_BACK = 3  # sentences in which what "it" points to may stand


def disowned(page: Page, claim: Claim) -> str | None:
    """Lemma of the harm in which a claim says that somebody had no part; None for other claims."""
    lemma = claim.predicate.lemma.lower()
    if claim.polarity != "-" and lemma not in _DENYING:
        return None
    found = _PART.search(page.text, claim.predicate.start, claim.end)
    if found is None or not any(a.role == "agent" for a in claim.arguments):
        return None
    head = page.head(found.end(), claim.end)
    if is_harm(head):
        return head
    return harm_before(page, claim) if head in _POINTING else None


def is_harm(lemma: str) -> bool:
    """Whether a noun or verb names a harm that somebody did: "raid", "bombing", "kill"."""
    return bool(_kinds(lemma) & words("harm", "responsibility"))


def _kinds(lemma: str) -> frozenset[str]:
    return kinds_of(lemma) | nominal_kinds(lemma)


def harm_before(page: Page, claim: Claim) -> str | None:
    """The last harm that the report tells before a claim, close by."""
    here = page.sentence_index(claim.start)
    first = page.sentences[max(0, here - _BACK)].start
    told = [
        other.predicate
        for other in page.reading.claims
        if first <= other.predicate.start < claim.predicate.start
    ]
    lemmas = (p.lemma.lower() for p in sorted(told, key=lambda p: -p.start))
    return next((lemma for lemma in lemmas if is_harm(lemma)), None)
