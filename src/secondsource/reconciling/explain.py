"""Why claims were put together or kept apart, and how a fact came by its grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from secondsource.reconciling.aligning.align import block_keys
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import thresholds
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.facts import Options
from secondsource.reconciling.story import Workings, facts_from, work
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Reading
from secondsource.records.story import Fact, StoryMention

_RIVALS = 5


@dataclass(frozen=True, slots=True)
class Weighing:
    """Two claims held against each other; ``reasons`` are in words, with points.

    ``evidence`` is where the other claim stands, ``fact`` the id of the fact that it went to, None
    where it has no line of its own on the sheet.
    """

    one: tuple[str, str]
    other: tuple[str, str]
    same: bool
    score: float
    reasons: tuple[str, ...]
    vetoes: tuple[str, ...]
    evidence: StoryMention
    fact: str | None


@dataclass(frozen=True, slots=True)
class Objection:
    """A fact that can't hold beside another: its id, over what, and what shows it, in words."""

    fact: str
    about: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fact, why its claims are together, what came close and stayed out, what can't hold beside
    it, and its voices.

    Each claim in ``together`` is held against the claim of the fact that it agrees with best, each
    in ``apart`` against the one that pins the fact down best. ``origins`` has one tuple of names
    for each independent origin, ``outlets`` one of report ids for each outlet with its own text;
    ``asked`` are the points from which two claims are one.
    """

    fact: Fact
    together: tuple[Weighing, ...]
    apart: tuple[Weighing, ...]
    origins: tuple[tuple[str, ...], ...]
    outlets: tuple[tuple[str, ...], ...]
    against: tuple[Objection, ...] = ()
    asked: float = 0.0


def explain(
    readings: Sequence[Reading],
    fact: str,
    copies: CopyMap | None = None,
    options: Options | None = None,
) -> Explanation | None:
    """Explain the fact with this id; None where the story has no such fact."""
    workings = work(readings, copies or CopyMap(), options or Options())
    facts = {found.id: found for found in facts_from(workings)}
    draft = next((d for d in workings.drafts if d.id == fact), None)
    if draft is None or fact not in facts:
        return None
    members = {w.statement.key for w in draft.witnesses}
    members |= {(claim.report, claim.claim) for claim in facts[fact].claims}
    homes = {s.key: d.id for d in workings.drafts if d.id in facts for s in _statements(d)}
    others = [s for s in workings.statements if s.key not in members]
    leader = draft.leader
    keys = block_keys(leader, workings.case.ground)
    near = [s for s in others if keys & block_keys(s, workings.case.ground)]
    apart = [_weighed(leader, other, workings, homes) for other in near]
    return Explanation(
        fact=facts[fact],
        together=tuple(_together(draft, workings, homes)),
        apart=tuple(sorted(apart, key=_nearness)[:_RIVALS]),
        origins=tuple(tuple(voice.name for voice in group) for group in draft.support.origins),
        outlets=draft.support.outlets,
        against=tuple(_against(facts[fact], workings)),
        asked=thresholds()["fact"],
    )


def _against(fact: Fact, workings: Workings) -> Iterator[Objection]:
    """What shows that the facts in conflict with one can't hold beside it."""
    clashes = {frozenset({c.one.id, c.other.id}): c for c in workings.case.tensions.clashes}
    for conflict in fact.conflicts:
        clash = clashes.get(frozenset({fact.id, conflict.fact}))
        reasons = clash.reasons if clash is not None else ()
        yield Objection(conflict.fact, conflict.about, reasons)


def _nearness(weighing: Weighing) -> tuple[object, ...]:
    """Few vetoes first, another action last: that is what tells most claims apart."""
    other = bool({"action", "opposite"} & set(weighing.vetoes))
    return (other, len(weighing.vetoes), -weighing.score, weighing.other)


def _statements(draft: Draft) -> list[Statement]:
    return [witness.statement for witness in draft.witnesses]


def _together(
    draft: Draft, workings: Workings, homes: dict[tuple[str, str], str]
) -> Iterator[Weighing]:
    """Every other claim of the fact, beside the founding claim or what it agrees with better."""
    limits: Iterable[Statement] = (draft.leader, *draft.limits)
    for statement in _statements(draft):
        if statement.key == draft.leader.key:
            continue
        found = [
            _weighed(member, statement, workings, homes)
            for member in limits
            if member.key != statement.key
        ]
        if found:
            yield min(found, key=lambda w: (not w.same, len(w.vetoes), -w.score))


def _weighed(
    one: Statement, other: Statement, workings: Workings, homes: dict[tuple[str, str], str]
) -> Weighing:
    found = compare(one, other, workings.case.ground)
    claim = other.claim
    return Weighing(
        one=one.key,
        other=other.key,
        same=found.same,
        score=found.score,
        reasons=found.reasons,
        vetoes=tuple(sorted(found.vetoes)),
        evidence=StoryMention(report=other.key[0], start=claim.start, end=claim.end),
        fact=homes.get(other.key),
    )
