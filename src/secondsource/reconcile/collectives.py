"""Who "the two leaders", "the pair" and "both governments" are: the names that stood just before.

Only a pair is resolved, and only where the text just before names exactly two of the right kind;
anything less certain stays a description.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.reconcile.page import Page, wording

_BACK = 3  # sentences to look back, the pair's own included


@cache
def _pair() -> re.Pattern[str]:
    people = "|".join(sorted(wording("pair_people")))
    bodies = "|".join(sorted(wording("pair_bodies")))
    return re.compile(
        rf"(?:the\s+two|both)\s+(?:\w+\s+)?(?:(?P<people>{people})|(?P<bodies>{bodies}))"
        r"|the\s+(?:pair|two|duo)|both",
        re.IGNORECASE,
    )


def members(page: Page, start: int, end: int) -> frozenset[str]:
    """The two story entities behind a collective, or none."""
    match = _pair().fullmatch(page.text[start:end].strip())
    if match is None:
        return frozenset()
    kinds = {"organisation", "place", "group"} if match["bodies"] else {"person"}
    first = page.sentences[max(0, page.sentence_index(start) - _BACK + 1)].start
    found = {
        story_entity
        for _, _, story_entity, form in page.mentions_in(first, start)
        if form == "name" and page.cast.entities[story_entity].kind in kinds
    }
    return frozenset(found) if len(found) == 2 else frozenset()
