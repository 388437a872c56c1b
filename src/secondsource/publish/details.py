"""What a fact adds to another one: the same happening, told more exactly by fewer.

"The presidents will meet" may rest on two origins and "in Copacabana" on one of them: two facts
with two grades, and the reader is told how they hang together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secondsource.records.story import Fact


@dataclass(frozen=True, slots=True)
class Detail:
    """The id of the fact that another is a detail of, and what that one adds: a place or a figure
    in words, empty where it can't be told."""

    of: str
    adds: str


def details(facts: Sequence[Fact], plain: Iterable[str]) -> dict[str, Detail]:
    """For each fact whose claims all stand, as more specific ones, behind another fact too: that
    one, and what it adds. ``plain`` holds the ids of facts that need a line of their own."""
    lines = frozenset(plain)
    sharper = {fact.id: _sharper(fact) for fact in facts}
    held: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        for claim in sharper[fact.id]:
            held.setdefault(claim, []).append(fact)
    found = {}
    for fact in facts:
        mine = {(claim.report, claim.claim) for claim in fact.claims}
        near = held.get(min(mine), []) if mine else []
        outer = [o for o in near if o.id != fact.id and o.id in lines and mine <= sharper[o.id]]
        if outer and fact.id in lines:
            least = min(outer, key=lambda o: len(o.claims))
            found[fact.id] = Detail(of=least.id, adds=_added(fact, least))
    return found


def _sharper(fact: Fact) -> frozenset[tuple[str, str]]:
    """The claims behind a fact that say more than it does."""
    return frozenset((c.report, c.claim) for c in fact.claims if c.relation == "more specific")


def _added(fact: Fact, outer: Fact) -> str:
    if fact.value is not None and outer.value is None:
        return "how many"
    return fact.place or ""
