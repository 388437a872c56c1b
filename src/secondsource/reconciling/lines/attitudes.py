"""Clauses that only the words outside them put in doubt or deny ("did not think the gun was
loaded", "hoped that it had sunk", "it is not true that they fired"): a line without those would
say the contrary."""

from __future__ import annotations

import re

from secondsource.reconciling.origins.independence import Witness

_NEGATIVE = re.compile(
    r"(?i)\b(?:not|cannot|no|never|none|nobody|nothing|neither|nor|without|den\w+|fail\w*|refus\w*"
    r"|hardly|scarcely|barely|rarely|seldom|little|few)\b|n[’']t\b"
)
_OPEN = re.compile(
    r"(?i)\b(?:may|might|could|can|would|should|must|whether|if|possibl\w+|perhaps|likely"
    r"|probabl\w+|alleged\w*|apparently|reportedly)\b"
)
#: "it was not true that", "it is possible that"
_IT_IS = re.compile(
    r"(?i)\bit(?:[’']s|\s+(?:is|was|seems|seemed|may\s+be|might\s+be|remains|remained))\b"
    r"[^.;:“”\"]{0,40}\b(?:that|whether)\s+$"
)
_BEHIND_THAT = re.compile(r"(?i)\bthat\s+$")


def is_denied_elsewhere(witness: Witness) -> bool:
    """Whether only words outside a clause say that it is not so ("the claim that they fired is a
    lie", "it is not true that they fired")."""
    page, claim = witness.statement.page, witness.statement.claim
    if not _denied_outside(witness):
        return False
    return _BEHIND_THAT.search(page.text, max(0, claim.start - 8), claim.start) is not None


def held_from(witness: Witness) -> int | None:
    """Where the words begin that say how somebody holds a clause, his own subject first, where the
    clause itself says nothing of it and they make no claim of their own; None elsewhere."""
    page, claim, statement = witness.statement.page, witness.statement.claim, witness.statement
    open_ = statement.modality == "possible" and not _OPEN.search(page.text, claim.start, claim.end)
    if not (open_ or _denied_outside(witness)):
        return None
    at = claim.predicate.start
    said_of_it = _IT_IS.search(page.text, page.sentence(at).start, claim.start)
    if said_of_it is not None:
        return said_of_it.start()
    over = page.governor(at) if page.deprel(at) == "ccomp" else None
    if over is None or over >= claim.start or over in page.predicates:
        return None
    held = page.upos(over) in ("VERB", "ADJ")
    return next((first for first, last in page.subjects(over) if held and last <= over), None)


def _denied_outside(witness: Witness) -> bool:
    page, claim = witness.statement.page, witness.statement.claim
    negative = witness.statement.polarity == "-"
    return negative and not _NEGATIVE.search(page.text, claim.start, claim.end)
