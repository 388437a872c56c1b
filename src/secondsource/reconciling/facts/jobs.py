"""Whether jobs will go: "will cut 800 jobs if it gets the company", "does not plan to cut any"."""

from __future__ import annotations

import re

from secondsource.reconciling.aligning.participants import named
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft

_CUT = "jobs cut"
_NONE = re.compile(
    r"\b(?:no|any|nobody|no[ -]one|none|not\s+(?:one|a\s+single)|never|without)\b", re.IGNORECASE
)
_AHEAD = frozenset({"planned", "hypothetical", "possible"})


def rival_jobs(one: Draft, other: Draft) -> bool:
    """Whether one says how many jobs go and the other that none does."""
    negative, positive = (one, other) if one.leader.polarity == "-" else (other, one)
    no, yes = negative.leader, positive.counted
    if yes.polarity != "+" or no.polarity != "-" or not _counts_cuts(yes):
        return False
    if not _tells_of_none(no) or (no.modality in _AHEAD) != (yes.modality in _AHEAD):
        return False
    mine, theirs = named(no.actors), named(yes.actors)
    return not (mine and theirs) or bool(mine & theirs)


def _counts_cuts(statement: Statement) -> bool:
    return any(count.slot == _CUT and count.low > 0 for count in statement.counts)


def _tells_of_none(statement: Statement) -> bool:
    """ "There will be no layoffs", "not one employee will lose their job"."""
    page, claim = statement.page, statement.claim
    told = "lay_off" in statement.deeds or "lay_off" in statement.kinds
    return told and _NONE.search(page.text, page.sentence(claim.start).start, claim.end) is not None
