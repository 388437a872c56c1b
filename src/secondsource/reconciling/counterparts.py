"""Join what only its counterpart in the other report can be.

A report tells a fact once, as a rule. So two claims that are each other's nearest by far, in two
reports that tell nothing else so near, are one fact on less evidence than two claims picked out of
many: "Police combed the ministry" and "investigators searched it" where neither report has another
search. Of the pairs just below the threshold such ones are mostly right, the others mostly wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from secondsource.reconciling.compare import compare
from secondsource.reconciling.evidence import Comparison, thresholds
from secondsource.reconciling.ground import Ground
from secondsource.reconciling.statements import Statement

_APART = 1.0  # points by which anything else in the other report has to be further away

Key = tuple[str, str]
Keys = Callable[[Statement], frozenset[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Near:
    """Two statements that were weighed and not put together, and what the evidence came to."""

    score: float
    one: Statement
    other: Statement

    @property
    def order(self) -> tuple[float, Key, Key]:
        """The nearest first; the same whatever order the reports come in."""
        one, other = sorted((self.one.key, self.other.key))
        return -self.score, one, other


class Counterparts:
    """Which statements of two reports are each other's nearest by far."""

    def __init__(self, statements: Iterable[Statement], keys: Keys, ground: Ground) -> None:
        self._told: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._told[statement.page.report].append(statement)
        self._keys = keys
        self._ground = ground

    def are(self, near: Near, mine: frozenset[Key], theirs: frozenset[Key]) -> bool:
        """Whether the two are counterparts; ``mine`` and ``theirs`` are what each is told with
        already, which is no rival."""
        return self._nearest(near.one, near.other, near.score, theirs) and self._nearest(
            near.other, near.one, near.score, mine
        )

    def _nearest(
        self, one: Statement, other: Statement, score: float, same: frozenset[Key]
    ) -> bool:
        keys = self._keys(one)
        for rival in self._told[other.page.report]:
            if rival.key not in same and keys & self._keys(rival):
                found = compare(one, rival, self._ground)
                if not found.vetoes - {"action"} and found.score > score - _APART:
                    return False
        return True


def forbidden(mine: Sequence[Statement], theirs: Sequence[Statement], ground: Ground) -> bool:
    """Whether anything in one group excludes anything in the other."""
    return any(compare(one, other, ground).vetoes - {"action"} for one in mine for other in theirs)


def may_be_counterparts(found: Comparison) -> bool:
    """Whether two statements may be counterparts by what a comparison found. The same verb of what
    doesn't agree otherwise is another happening of its kind; another verb may be other words. One
    actor may do two unlike things to as many ("hired 20 engineers", "trained 20 engineers")."""
    if found.score < thresholds()["counterpart"]:
        return False
    if found.vetoes:
        return not found.evidence.keys() & {"actor", "party"}
    return found.same or "action" not in found.evidence
