"""Stories reconciled with their claims aligned as they are annotated.

What is still wrong then is lost by origins, grades, conflicts, updates and ranges themselves, or by
a claim that the reader doesn't have: ``python -m benchmarks.reconciling --aligned``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from benchmarks.reconcilegold import GoldClaim, GoldStory
from secondsource.reconciling.aligning.align import Group, Node
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.statements import Statement, signature


@contextmanager
def aligned(gold: GoldStory) -> Iterator[None]:
    """Inside, statements of this story stand in one group where their marks name one fact."""

    def align(statements: Iterable[Statement], ground: Ground) -> list[Group]:
        groups: dict[object, Group] = {}
        for statement in statements:
            mark = _mark(gold, statement)
            key: object = statement.key if mark is None else mark.fact
            group = groups.setdefault(key, Group(number=len(groups)))
            group.add(Node(signature=signature(statement), statements=(statement,)))
        return list(groups.values())

    with patch("secondsource.reconciling.story.align", align):
        yield


def _mark(gold: GoldStory, statement: Statement) -> GoldClaim | None:
    """The mark of a statement: of a denial that points back that on the verb that denies."""
    at = statement.claim.predicate
    reading = statement.page.reading
    marks = [c for c in (*gold.added, *gold.claims) if c.report == statement.page.report]
    for index in statement.claim.attributions[-1:]:
        attribution = reading.attributions[index]
        cue = attribution.cue
        if attribution.stance == "denies" and at.end <= cue.start:
            denying = [m for m in marks if cue.start < m.end and m.start < cue.end]
            if denying:
                return denying[-1]
    found = [m for m in marks if at.start < m.end and m.start < at.end]
    return found[-1] if found else None
