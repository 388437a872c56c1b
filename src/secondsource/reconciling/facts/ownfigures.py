"""Figures that somebody changes because they are his own: what he offers, asks or holds."""

from __future__ import annotations

import re

from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.predicates import listed, words

_OWN = re.compile(r"(?:its|his|her|their)\s", re.IGNORECASE)


def changes_own(witness: Witness) -> bool:
    """Whether somebody changes what he himself offers, asks or holds: the figure of before is past,
    whoever gave it. A count or a forecast that is raised leaves others' counts standing."""
    page, claim = witness.statement.page, witness.statement.claim
    if not listed(claim.predicate.lemma.lower(), "outcomes", "changing"):
        return False
    things = [a for a in claim.arguments if a.role in ("patient", "theme")]
    return any(
        _OWN.match(page.text, a.start, a.end)
        and page.head(a.start, a.end) in words("outcomes", "own_figures")
        for a in things
    )
