"""Whether two claims give the level of one measure: "the Fund put growth at 2 percent", "the
economy will grow by 2 percent, the ministry said".

Who foretells it, by which verb, and whether the economy or its growth is what moves tells nothing;
whose measure it is does, and for which time.
"""

from __future__ import annotations

from collections.abc import Mapping

from secondsource.reconciling.aligning.clausal import listed_words
from secondsource.reconciling.aligning.participants import named
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.figures.measures import measures
from secondsource.reconciling.figures.numbers import telling_figure
from secondsource.slots import JOBS

#: vetoes that say nothing against one measure, however it is told
TOLD_OTHERWISE = frozenset({"action", "modality", "object", "actor", "opposite", "speech"})
_FORETELLING = frozenset({"put", "estimate", "set", "give", "place", "calculate"})
_OF_FIRMS = frozenset({"fine", "stake", "price"}) | JOBS
_LARGE = 1000  # number that hardly counts two things of one story
_AHEAD = frozenset({"planned", "possible", "hypothetical"})


def of_one_gauge(one: Statement, other: Statement) -> bool:
    """Whether both give the level of one measure, of the same country, bank or firm as far as they
    tell, both as it is or both as it is going to be."""
    gauges = measures().keys() | JOBS
    mine, theirs = ({c.slot for c in s.counts} & gauges for s in (one, other))
    if not mine & theirs or one.polarity != other.polarity:
        return False
    if {"requested"} & {one.modality, other.modality} and "fine" not in mine & theirs:
        return False
    if {_is_foretold(one), _is_foretold(other)} == {True, False}:
        return False
    if mine & theirs & _OF_FIRMS and _of_others(one, other):
        return False
    whose = [_whose(s) for s in (one, other)]
    return not (whose[0] and whose[1]) or bool(whose[0] & whose[1])


def are_forecasts(one: Statement, other: Statement) -> bool:
    """Whether two levels are foretold for one known time: they stand against each other until then,
    however far apart they were printed."""
    ahead = all(_is_foretold(s) is not False and s.interval is not None for s in (one, other))
    return ahead and one.interval == other.interval


def _is_foretold(statement: Statement) -> bool | None:
    """Whether it is told as going to be; None where the verb leaves that open ("put it at")."""
    if statement.modality in _AHEAD:
        return True
    lemma = statement.claim.predicate.lemma.lower()
    if lemma in listed_words("forecasts", "verbs"):
        return True
    return None if lemma in _FORETELLING or statement.modality == "requested" else False


def _of_others(one: Statement, other: Statement) -> bool:
    """Whether two by name are fined, or own, or are owned: the stakes of two funds."""
    pairs = (
        (named(one.actors), named(other.actors)),
        (named(one.patients), named(other.patients)),
        tuple(named(s.actors | s.objects | s.places) for s in (one, other)),
    )
    return any(mine and theirs and not mine & theirs for mine, theirs in pairs)


def _whose(statement: Statement) -> frozenset[str]:
    """Of which country or town the measure is, by name."""
    entities, found = statement.page.cast.entities, set(statement.places)
    for filler in statement.actors | statement.objects | statement.patients:
        entity = entities.get(filler[1:]) if filler[0] == "=" else None
        if filler[0] == "@" or (entity is not None and entity.kind == "place"):
            found.add(filler)
    return frozenset(found)


def is_one_sum(one: Statement, found: Mapping[str, float]) -> bool:
    """Whether both tell of the same that the same one did with one large figure: what a trial is
    about is told with its years and without."""
    large = any(telling_figure(c) and (c.value or 0) >= _LARGE for c in one.counts)
    return large and {"figure", "actor"} <= found.keys()
