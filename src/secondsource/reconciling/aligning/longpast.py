"""Whether one of two claims is dated long before the other was reported as news."""

from __future__ import annotations

import re

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.pages.timing import OLD, days_between, is_surely_past

_HAD = re.compile(r"\bhad\b", re.IGNORECASE)


def of_old(one: Statement, other: Statement) -> bool:
    """Whether one is dated weeks before the other's report, which tells it as news: without a day,
    not as something that the reader knows of ("the attack")."""
    published = (other.page.reading.report.published or "")[:10]
    if other.polarity == "-" and other.interval is None and _tells_of_before(other):
        return False
    if one.interval is None:  # "the worst since 2030, when 16 died", beside a day of this week
        recent = other.interval is not None and not other.loose
        told = not other.claim.background and other.page.upos(other.claim.predicate.start) == "VERB"
        if not one.old or other.old:
            return False
        undated = other.interval is None and told
        return recent or (undated and is_surely_past(one.page, one.claim))
    if one.loose or other.interval is not None or not published:
        return False
    claim = other.claim
    known = other.page.upos(claim.predicate.start) in ("NOUN", "PROPN")
    if claim.background or claim.times or known or other.old:
        return False
    return days_between(one.interval[1], published) > OLD


def _tells_of_before(statement: Statement) -> bool:
    """ "It had not been informed": of any time before."""
    page, claim = statement.page, statement.claim
    return _HAD.search(page.text, claim.start, claim.predicate.start) is not None
