"""By what means harm was done: from the air, by artillery, by a hidden bomb or by small arms.

"The convoy was hit by rebel artillery" and "an air strike hit the convoy" are two accounts of one
thing, not one account. A missile or a drone may be anybody's, and is of no means.
"""

from __future__ import annotations

import re

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.pages.predicates import words

_MEANS = {
    "air": re.compile(
        r"\b(?:air\s?-?(?:strikes?|raids?|craft)|warplanes?|planes?|(?:fighter\s+)?jets?|bombers?"
        r"|helicopters?|gunships?)\b"
    ),
    "artillery": re.compile(
        r"\b(?:artillery|mortars?|howitzers?|shelling|tank\s+(?:fire|shells?))\b"
    ),
    "hidden bomb": re.compile(
        r"\b(?:(?:car|truck|roadside|suicide|lorry|time|parcel)[\s-]+bomb(?:s|er|ers|ing|ings)?"
        r"|land\s?mines?|anti-?(?:tank|personnel)\s+mines?|explosive\s+devices?|booby[\s-]traps?)\b"
    ),
    "small arms": re.compile(r"\b(?:gunmen|gunman|snipers?|rifles?|machine[\s-]guns?|gunfire)\b"),
}  # fmt: skip
_ROLES = frozenset({"agent", "instrument", "other", "manner", "cause"})


def means_of(statement: Statement) -> frozenset[str]:
    """The means named as what does some harm, or as what it is done with; none of other claims."""
    if not statement.kinds & words("harm", "responsibility"):
        return frozenset()
    page, claim = statement.page, statement.claim
    told = [(claim.predicate.start, claim.predicate.end)]
    told += [(a.start, a.end) for a in claim.arguments if a.role in _ROLES]
    text = " ; ".join(page.text[start:end].lower() for start, end in told)
    return frozenset(name for name, found in _MEANS.items() if found.search(text))


def by_other_means(one: Statement, other: Statement) -> bool:
    """Whether both name the means, and none is the same."""
    mine, theirs = means_of(one), means_of(other)
    return bool(mine and theirs) and not mine & theirs
