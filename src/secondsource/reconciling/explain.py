"""Why claims were put together or kept apart, and how a fact came by its grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secondsource.reconciling.align import block_keys
from secondsource.reconciling.compare import compare
from secondsource.reconciling.drafts import Draft
from secondsource.reconciling.facts import Options
from secondsource.reconciling.statements import Statement
from secondsource.reconciling.story import Workings, facts_from, work
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Reading
from secondsource.records.story import Fact

_RIVALS = 5


@dataclass(frozen=True, slots=True)
class Weighing:
    """Two claims held against each other; ``reasons`` are in words, with points."""

    one: tuple[str, str]
    other: tuple[str, str]
    same: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fact, why its claims are together, what came close and stayed out, and its voices.

    ``origins`` has one tuple of names for each independent origin.
    """

    fact: Fact
    threshold: float
    together: tuple[Weighing, ...]
    apart: tuple[Weighing, ...]
    origins: tuple[tuple[str, ...], ...]


def explain(
    readings: Sequence[Reading],
    fact: str,
    copies: CopyMap | None = None,
    options: Options | None = None,
) -> Explanation | None:
    """Explain the fact with this id; None where the story has no such fact."""
    workings = work(readings, copies or CopyMap(), options or Options())
    draft = next((d for d in workings.drafts if d.id == fact), None)
    if draft is None:
        return None
    leader = draft.leader
    members = {w.statement.key for w in draft.witnesses}
    others = [s for d in workings.drafts for s in _statements(d) if s.key not in members]
    keys = block_keys(leader, workings.case.ground)
    near = [s for s in others if keys & block_keys(s, workings.case.ground)]
    apart = {w.other: w for w in _weigh(leader, near, workings)}
    return Explanation(
        fact=next(f for f in facts_from(workings) if f.id == fact),
        threshold=0.0,
        together=tuple(_weigh(leader, _statements(draft), workings)),
        apart=tuple(sorted(apart.values(), key=lambda w: (-w.score, w.other))[:_RIVALS]),
        origins=tuple(tuple(voice.name for voice in group) for group in draft.support.origins),
    )


def _statements(draft: Draft) -> list[Statement]:
    return [witness.statement for witness in draft.witnesses]


def _weigh(
    leader: Statement, others: Iterable[Statement], workings: Workings
) -> Iterable[Weighing]:
    for other in others:
        if other.key != leader.key:
            found = compare(leader, other, workings.case.ground)
            yield Weighing(leader.key, other.key, found.same, found.score, found.reasons)
