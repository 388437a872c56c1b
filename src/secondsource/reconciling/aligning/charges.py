"""Claims that charge somebody with a harm, in the terms of the harm done by them: "blamed the Front
for the shelling of the market" is compared as the Front that shelled the market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.reconciling.aligning.clausal import Clause
from secondsource.reconciling.sources.charging import Charge, charge_of
from secondsource.records.reading import Argument, Claim, LemmaSpan, Place, TimeExpression


def as_charge(clause: Clause) -> Claim | None:
    """The claim as the harm done by whoever is charged with it; None where it charges nobody."""
    charge = charge_of(clause.page, clause.claim)
    if charge is None:
        return None
    start, end = charge.doer
    known = (a.entity for a in clause.claim.arguments if (a.start, a.end) == charge.doer)
    who = next(known, None) or clause.entity(start, end)
    doer = Argument(role="agent", start=start, end=end, entity=who)
    told = clause.claim.predicate
    if charge.pointed:
        harm = LemmaSpan(start=told.start, end=told.end, lemma=charge.lemma)
        return replace(clause.claim, predicate=harm, arguments=(doer, *clause.kept()))
    head = clause.head(replace(doer, start=charge.deed[0], end=charge.deed[1]))
    if head is None:
        return None
    noun = clause.tokens[head]
    inside = range(*charge.deed)
    to_blame = clause.lemma == "blame" and clause.claim.modality == "planned"  # "was to blame for"
    return replace(
        clause.claim,
        predicate=LemmaSpan(start=noun.start, end=noun.end, lemma=charge.lemma),
        modality="actual" if to_blame else clause.claim.modality,
        arguments=(doer, *_beside(clause, charge, head), *clause.kept()),
        times=_within(clause.claim.times, clause.page.reading.times, inside),
        places=_within(clause.claim.places, clause.page.reading.places, inside),
    )


def _beside(clause: Clause, charge: Charge, head: int) -> Iterator[Argument]:
    """What the harm was done to, as its noun tells: the market of "the shelling of the market"."""
    times = [range(t.start, t.end) for t in clause.page.reading.times]
    for whom in clause.belonging(head):
        if not any(whom.start in time for time in times) and whom.end <= charge.deed[1]:
            yield replace(whom, entity=_entity(clause, whom))


def _entity(clause: Clause, told: Argument) -> str | None:
    """The entity that a phrase names itself: no "Kesh" of "the power station at Kesh"."""
    head = clause.head(told)
    place = clause.tokens[head].start if head is not None else told.start
    named = (
        entity.id
        for entity in clause.page.reading.entities
        for mention in entity.mentions
        if told.start <= mention.start <= place < mention.end <= told.end
    )
    return next(named, None)


def _within(
    known: tuple[int, ...], found: Sequence[TimeExpression | Place], inside: range
) -> tuple[int, ...]:
    """The numbers of those that a claim has, and of those that stand in its deed's words."""
    own = (number for number, one in enumerate(found) if one.start in inside)
    return tuple(dict.fromkeys((*known, *own)))
