"""Whether people were warned before it happened: "the sirens never sounded, residents said" against
"warnings were given two hours before the breach, the company said"."""

from __future__ import annotations

import re
from functools import lru_cache

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.rivals import by_others
from secondsource.reconciling.sources.ties import Ties

KEY = ("forewarned", "the public")
_ALARM = r"(?:sirens?|alarms?|alerts?|warnings?|klaxons?|loudspeakers?|(?:evacuation\s+)?orders?)"
#: told as so: the public was told beforehand
_WARNED = re.compile(
    rf"\b(?:had\s+(?:\w+\s+)?(?:warned|alerted)|(?:was|were|been)\s+(?:\w+\s+)?(?:warned|alerted)|gave\s+warning"
    rf"|{_ALARM}\s+(?:was|were|had|have|has)\s+(?:\w+\s+)?(?:been\s+)?(?:given|issued|sent|sounded|raised|broadcast|triggered)"
    rf"|(?:issued|sent(?:\s+out)?|gave|raised|sounded|triggered|broadcast)\s+(?:\w+\s+){{0,2}}?{_ALARM}"
    rf"|{_ALARM}\s+(?:sounded|went\s+off|wailed|rang|howled))\b",
    re.IGNORECASE,
)
#: ... and when: before it came, or in the pluperfect
_BEFORE = re.compile(
    r"\b(?:before(?:hand)?|earlier|in\s+advance|ahead|in\s+(?:good\s+)?time|on\s+time|prior|repeatedly|had)\b",
    re.IGNORECASE,
)
#: told as not so
_UNWARNED = re.compile(
    rf"\b(?:without\s+(?:any\s+|prior\s+|a\s+)?warning|no\s+(?:\w+\s+)?(?:warnings?|alarms?|alerts?)\b"
    rf"|{_ALARM}\s+(?:had\s+|have\s+)?(?:never\s+(?:sound|went|came|rang|gone)\w*|(?:remained|stayed|kept|were|was)\s+silent"
    rf"|(?:failed|did\s+not|didn[’']t|had\s+not|hadn[’']t)\s+(?:to\s+)?(?:sound|go|come|ring|work)\w*)"
    rf"|(?:nobody|no\s+one|none)\s+(?:had\s+|ever\s+)?(?:warned|alerted|told)\b"
    rf"|(?:was|were|had|been)\s+(?:not|never)\s+(?:been\s+)?(?:warned|alerted)"
    rf"|(?:received|got|had|heard)\s+no\s+(?:\w+\s+)?(?:warnings?|alarms?|alerts?|sirens?))\b",
    re.IGNORECASE,
)


def forewarned_keys(draft: Draft) -> set[tuple[str, ...]]:
    """A key that facts on whether people were warned share."""
    return {KEY} if _answers(draft) else set()


def rival_warnings(one: Draft, other: Draft, tied: Ties) -> bool:
    """Whether one voice says that people were warned and another that they were not."""
    mine, theirs = _answers(one), _answers(other)
    return bool(mine and theirs) and not mine & theirs and by_others(one, other, tied)


@lru_cache(maxsize=1 << 12)
def _answers(draft: Draft) -> frozenset[bool]:
    told = (_told(statement) for statement in draft.limits)
    return frozenset(answer for answer in told if answer is not None)


def _told(statement: Statement) -> bool | None:
    """True where a claim tells that people were warned beforehand, False where they were not."""
    if statement.modality != "actual" or statement.denied:
        return None
    said = statement.clause
    if _UNWARNED.search(said):
        return False
    warned = _WARNED.search(said) and _BEFORE.search(said)
    return True if warned and statement.polarity == "+" else None
