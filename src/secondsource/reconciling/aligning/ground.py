"""What relates the names and places of a story, and the comparisons already made in it."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.meanings import Meanings
from secondsource.reconciling.aligning.roles import Fillers
from secondsource.reconciling.aligning.statements import Statement


class Comparisons:
    """What was found when pairs of statements were last compared, by the statements themselves."""

    def __init__(self) -> None:
        self._before: dict[tuple[Statement, Statement], Comparison] = {}
        self._now: dict[tuple[Statement, Statement], Comparison] = {}
        self._changed: frozenset[str] = frozenset()

    def turn(self, changed: frozenset[str]) -> None:
        """Begin another pass; what is known of two statements that both speak of ``changed`` names
        and places is forgotten, and so is everything that the last pass did not ask for."""
        self._before, self._now, self._changed = self._now, {}, changed

    def get(self, one: Statement, other: Statement) -> Comparison | None:
        """The comparison, if it is known and still holds."""
        found = self._now.get((one, other))
        if found is None:
            found = self._before.get((one, other))
            if found is not None and self._changed and self._doubtful(one, other):
                return None
            if found is not None:
                self._now[one, other] = found
        return found

    def _doubtful(self, one: Statement, other: Statement) -> bool:
        return all(names_of(statement) & self._changed for statement in (one, other))

    def keep(self, one: Statement, other: Statement, found: Comparison) -> Comparison:
        """Remember a comparison."""
        self._now[one, other] = found
        return found


def names_of(statement: Statement) -> frozenset[str]:
    """Entities and places that a statement speaks of, as ``Ground`` relates them."""
    fillers = statement.actors | statement.objects | statement.patients
    return frozenset({*(filler[1:] for filler in fillers), *statement.places})


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known across the story: entities that go together, places inside places."""

    ties: frozenset[frozenset[str]] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()
    meanings: Meanings | None = None
    known: Comparisons | None = None

    def tied(self, ones: Fillers, others: Fillers) -> bool:
        """Whether any of these names go together (a body and its spokesperson)."""
        return any(frozenset({a[1:], b[1:]}) in self.ties for a in ones for b in others)

    def nested(self, ones: frozenset[str], others: frozenset[str]) -> bool:
        """Whether a place of one lies in a place of the other."""
        return any((a, b) in self.within or (b, a) in self.within for a in ones for b in others)
