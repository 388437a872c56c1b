"""Claims that only repeat what their sentence takes for granted: the raid in which somebody denies
a part, the "it was Merrow" of a longer claim, what two sides accuse each other of."""

from __future__ import annotations

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.disowning import disowned, is_harm
from secondsource.records.reading import Claim


def says_nothing_new(page: Page, claim: Claim) -> bool:
    """Whether a claim states nothing that another of its sentence doesn't, or is nobody's word."""
    return _is_disowned(page, claim) or _is_cleft(page, claim) or _of_each_other(page, claim)


def _is_cleft(page: Page, claim: Claim) -> bool:
    """ "It was Merrow" of "it was Merrow which had broken the truce", told by the claim behind."""
    it = any(
        a.role == "agent" and page.text[a.start : a.end].lower() == "it" for a in claim.arguments
    )
    told = {(a.start, a.end) for a in claim.arguments if a.role == "attribute"}
    return (
        it
        and bool(told)
        and any(
            other.predicate.start > claim.predicate.start
            and any(a.role == "agent" and (a.start, a.end) in told for a in other.arguments)
            for other in page.reading.claims
        )
    )


def _of_each_other(page: Page, claim: Claim) -> bool:
    """What both sides accuse each other of: it is nobody's word who did it."""
    doers = (a for a in claim.arguments if a.role == "agent")
    stances = {page.reading.attributions[index].stance for index in claim.attributions[-1:]}
    told = {page.text[a.start : a.end].lower() for a in doers}
    return "accuses" in stances and bool(told & {"each other", "one another", "the other"})


def _is_disowned(page: Page, claim: Claim) -> bool:
    """Whether it is the noun of a harm in which somebody denies a part: whoever "denied any link to
    the raid on the camp" is no witness of it."""
    at = claim.predicate.start
    stances = {page.reading.attributions[index].stance for index in claim.attributions}
    if (
        "denies" not in stances
        or not is_harm(claim.predicate.lemma.lower())
        or page.upos(at) != "NOUN"
    ):
        return False
    return any(
        other.start <= at < other.end and other.id != claim.id and disowned(page, other) is not None
        for other in page.reading.claims
    )
