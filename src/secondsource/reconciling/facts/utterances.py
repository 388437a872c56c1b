"""That somebody said it, apart from whether it is so.

Whoever heard a person speak is evidence of the speaking. Six outlets that heard one aide are one
origin of what he claims, and up to six of his having claimed it. An outlet that has it from another
("Baltica reported that Kos had said") heard that outlet, and copies heard nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.reconciling.facts.drafts import Draft, strength
from secondsource.reconciling.origins.independence import Witness, support
from secondsource.reconciling.origins.naming import joined
from secondsource.reconciling.origins.origins import Testimony, Voice
from secondsource.reconciling.origins.sharedtext import SharedText
from secondsource.records.story import Grade, Saying

_GRADES: tuple[Grade, ...] = ("single source", "widely reported", "corroborated")


def sayings_of(
    draft: Draft, shared: SharedText, tied: frozenset[frozenset[str]]
) -> tuple[Saying, ...]:
    """For every named origin of a fact that is not an outlet itself, how well it stands that it
    said so; in the order of their names."""
    voices = {
        voice.id: voice
        for witness in draft.witnesses
        for voice in witness.testimony.voices
        if not (voice.anonymous or voice.publisher)
    }
    ordered = sorted(voices.values(), key=lambda voice: (voice.name, voice.id))
    return tuple(_saying(voice, draft, shared, tied) for voice in ordered)


def _saying(
    voice: Voice, draft: Draft, shared: SharedText, tied: frozenset[frozenset[str]]
) -> Saying:
    heard = list(_heard(voice, draft.witnesses))
    found = support(heard, shared, tied)
    grade = _GRADES[strength(found)]
    return Saying(
        origin=voice.id,
        grade=grade,
        why=_why(grade, heard, [group[0].name for group in found.origins]),
        reports=tuple(sorted({witness.report for witness in heard})),
    )


def _heard(voice: Voice, witnesses: Sequence[Witness]) -> Iterator[Witness]:
    """The witnesses as evidence of the utterance: whoever passes it on speaks for himself."""
    for witness in witnesses:
        testimony = witness.testimony
        if voice.id in {each.id for each in testimony.voices}:
            hearer = testimony.through or witness.publisher
            own = hearer.id == witness.publisher.id
            yield replace(witness, testimony=Testimony(voice=hearer, own=own))


def _why(grade: Grade, heard: Sequence[Witness], hearers: Sequence[str]) -> str:
    told = joined(sorted(hearers))
    if grade == "corroborated":
        return f"Heard independently by {told}."
    outlets = len({witness.outlet for witness in heard})
    if grade == "widely reported":
        return f"Carried by {outlets} outlets, by one account: {told}."
    return f"Only {told} has it."
