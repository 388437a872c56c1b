"""Sayings that bind or clear whoever makes them: a promise, a denial, an admission, an accusation
is its maker's word; that an offer was rejected, or a ban challenged in court, is the outlet's."""

from __future__ import annotations

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import words
from secondsource.reconciling.sources.disowning import is_harm
from secondsource.records.reading import Attribution, Claim

#: Verbs that take or leave a thing as well as a statement ("rejected the offer", "the charge")
_EITHER = frozenset({"reject", "dismiss", "accept", "own", "undertake", "commit", "guarantee"})
_ACCUSING = frozenset({"accuse", "blame", "charge", "fault", "indict", "allege", "claim"})
_BLAME = frozenset(
    {"responsibility", "blame", "guilt", "fault", "mistake", "error", "role", "liability",
     "involvement", "wrongdoing", "criticism", "comparison", "link", "rebuke", "that", "it", "this"}
)  # fmt: skip


def binds(page: Page, claim: Claim, attribution: Attribution) -> bool:
    """Whether a claim that is itself a saying is the word of whoever says so."""
    lemma = claim.predicate.lemma.lower()
    if attribution.stance not in words("speech", "binding") or lemma == "agree":
        return False
    if claim.modality != "actual":
        return False  # "is expected to plead guilty"
    if attribution.stance == "accuses":
        return lemma in _ACCUSING or "_" in lemma
    if lemma not in _EITHER:
        return True
    stated = words("speech", "told") | _BLAME
    heads = {page.head(a.start, a.end) for a in claim.arguments if a.role in ("patient", "theme")}
    return not heads or any(head in stated or is_harm(head) for head in heads)
