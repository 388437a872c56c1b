"""Who "the two leaders", "the pair" and "both governments" are: the names that stood just before.

Where the text just before names exactly two of the right kind, they are the pair; among three or
four the pair stays open, and may be matched by a report that names two of them.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page

_MOST = 4  # names among which the pair may be
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


def candidates(page: Page, start: int, end: int) -> frozenset[str]:
    """The story entities a collective may stand for: two where it is certain, up to four where
    it is not, none where it is no pair or could be anybody."""
    match = _pair().fullmatch(page.text[start:end].strip())
    if match is None:
        return frozenset()
    kinds = {"organisation", "place", "group"} if match["bodies"] else {"person"}
    if (match["people"] or "").lower() == "sides":  # people or countries
        kinds |= {"organisation", "place", "group"}
    first = page.sentences[max(0, page.sentence_index(start) - _BACK + 1)].start
    found = {
        story_entity
        for _, _, story_entity, form in page.mentions_in(first, start)
        if form == "name" and page.cast.entities[story_entity].kind in kinds
    }
    return frozenset(found) if 2 <= len(found) <= _MOST else frozenset()
