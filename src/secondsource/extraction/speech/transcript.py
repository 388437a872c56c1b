"""Turns of a transcript as attributions: whoever speaks stands behind all of the turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.turns import Turn
from secondsource.extraction.trees.anchors import Anchors
from secondsource.names import COMPATIBLE, compare
from secondsource.records.reading import Entity, Mention, Span
from secondsource.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn and the entity that speaks, None where nobody is named."""

    turn: Turn
    entity: str | None


def with_speakers(
    text: str, entities: Sequence[Entity], turns: Sequence[Turn]
) -> tuple[tuple[Entity, ...], list[Spoken]]:
    """The entities with the labels among their mentions, new ones for unknown speakers; the turns
    of those who are not the outlet's own, tied to them."""
    known = list(entities)
    spoken: list[Spoken] = []
    asked = _interviewee(known, turns)
    for turn in turns:
        if turn.own:
            continue
        at = asked if turn.answer else _bearer(known, text[turn.name.start : turn.name.end])
        if at is None and not turn.answer:
            known.append(_speaker(text, turn, len(known)))
            at = len(known) - 1
        elif at is not None and not turn.answer:
            known[at] = _mentioned(known[at], turn)
        spoken.append(Spoken(turn, None if at is None else known[at].id))
    return tuple(known), spoken


def turn_cues(syntax: Syntax, spoken: Sequence[Spoken]) -> Iterator[Cue]:
    """An attribution for every turn; its cue is the colon of the label."""
    anchors = Anchors(syntax.trees)
    for one in spoken:
        turn = one.turn
        inside = anchors.sentences(turn.speech.start, turn.speech.end)
        if not inside:
            continue
        cue = Cue(inside[0], [0], ":", "says", aside=True, content=[turn.speech])
        cue.at = Span(start=turn.label.end - 1, end=turn.label.end)
        cue.source_at, cue.speaker, cue.turn = turn.name, one.entity, True
        yield cue


def _interviewee(entities: Sequence[Entity], turns: Sequence[Turn]) -> int | None:
    """Who gives the answers: of the people named before the first question the one whose name is
    printed most."""
    if not any(turn.answer for turn in turns):
        return None
    before = turns[0].label.start
    named = {
        index: sum(m.form == "name" for m in entity.mentions)
        for index, entity in enumerate(entities)
        if entity.kind == "person"
        and any(m.form == "name" and m.start < before for m in entity.mentions)
    }
    return max(named, key=lambda index: (named[index], -index), default=None)


def _bearer(entities: Sequence[Entity], label: str) -> int | None:
    """The one person whose name the label prints, whole or in part; names of bodies whole only."""
    name = " ".join(label.split()).lower()
    scores = {
        index: 1.0 if entity.name.lower() == name else _likeness(name, entity)
        for index, entity in enumerate(entities)
        if any(mention.form == "name" for mention in entity.mentions)
    }
    top = max(scores.values(), default=0.0)
    best = [index for index, score in scores.items() if score == top]
    return best[0] if top >= COMPATIBLE and len(best) == 1 else None


def _likeness(name: str, entity: Entity) -> float:
    if entity.kind != "person":
        return 0.0
    return compare(name.title(), entity.name.title(), "person")


def _speaker(text: str, turn: Turn, number: int) -> Entity:
    printed = " ".join(text[turn.name.start : turn.name.end].split())
    name = printed.title() if printed.isupper() else printed
    return Entity(id=f"s{number + 1}", name=name, kind="person", mentions=(_mention(turn),))


def _mentioned(entity: Entity, turn: Turn) -> Entity:
    mentions = sorted((*entity.mentions, _mention(turn)), key=lambda m: (m.start, m.end))
    return replace(entity, mentions=tuple(mentions))


def _mention(turn: Turn) -> Mention:
    return Mention(start=turn.name.start, end=turn.name.end, form="name")
