"""What two figures disagree on, as a question: "how many were killed", "what it cost"."""

from __future__ import annotations

import re

from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.figures.measures import measures
from secondsource.reconciling.figures.numbers import PART, PERSON, Count

_MEASURED = {
    "cost": "what it cost",
    "magnitude": "what its magnitude was",
    "wind speed": "how strong the wind was",
    "water level": "how high the water stood",
    "aboard": "how many were aboard",
    "prison term": "how long the prison term is",
    "jobs cut": "how many jobs are cut",
    "jobs created": "how many jobs are created",
    "term sought": "how long a prison term is asked for",
    "ban": "how long the ban is",
    "turnout": "how high the turnout was",
    "votes": "how the vote ended",
    "score": "how the match ended",
}  #: no number of anything
_NO_NOUN = frozenset({"other", "others", "more", "them", "us", "we", "they"})


def question_of(draft: Draft, count: Count) -> str:
    """What is counted, as a question that a reader understands: "how many were killed"."""
    if count.slot in _MEASURED:
        return _MEASURED[count.slot]
    measure = measures().get(count.slot or "")
    if measure is not None:
        return measure.question
    scope = count.scope.removeprefix(PART)
    part = " of them" if scope != count.scope else ""
    things = "" if scope == PERSON else f" {_printed(draft, count, scope)}" if scope else ""
    if count.slot == "attended":
        return f"how many{part or things} took part"
    if count.slot:
        return f"how many{part or things} were {count.slot}"
    if things and count.unit is not None and count.unit != scope:
        return f"how much {scope}"
    return f"how many{things}" if things else "the figure"


def _printed(draft: Draft, count: Count, noun: str) -> str:
    """What is counted as the report prints it, "firefighters" where figures are compared under
    "fireman"; in the plural where only one is counted."""
    page = draft.counted.page
    given = (q for q in page.reading.quantities if (q.start, q.end) == (count.start, count.end))
    of = next((q.of for q in given if q.of is not None), None)
    printed = page.text[of.start : of.end].lower() if of is not None else ""
    if count.value in (None, 1) or " " in noun or not printed.isalpha() or printed in _NO_NOUN:
        return _several(noun)
    return printed


def _several(noun: str) -> str:
    """A noun of a figure's scope in the plural, by the plain rules of spelling."""
    for ending, plural in (("man", "men"), ("person", "people"), ("child", "children")):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + plural
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return (
        noun if noun.endswith("s") else noun + ("es" if re.search(r"(?:x|z|ch|sh)$", noun) else "s")
    )
