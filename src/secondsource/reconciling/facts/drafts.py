"""A fact in the making: aligned statements with their witnesses, before conflicts and grades.

Where claims of one group add a detail that others lack ("will meet" and "will meet in Budapest"),
the detail becomes a fact of its own with its own, smaller support: a detail is never graded by
witnesses who do not state it. So is a figure: who only says that people died is no witness of how
many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from secondsource.reconciling.aligning.align import Group
from secondsource.reconciling.aligning.statements import Statement, signature
from secondsource.reconciling.figures.numbers import Count
from secondsource.reconciling.origins.independence import Disputed, Support, Witness, support
from secondsource.reconciling.origins.sharedtext import SharedText

_DETAILS = 3  # detail facts that one group may add


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """``specific`` holds the witnesses that say more than the fact does; ``core`` is the number
    of the aligned group; ``leader`` the statement that pins the fact down best; ``bare``: the
    figure that some give is a fact of its own."""

    id: str
    core: int
    leader: Statement
    limits: tuple[Statement, ...]
    witnesses: tuple[Witness, ...]
    support: Support
    specific: frozenset[tuple[str, str]]
    detail: bool = False
    bare: bool = False

    @property
    def counted(self) -> Statement:
        """The statement whose figures stand for the fact's: the leader where it has any, and the
        first that says what they count where the leader doesn't ("eleven of them fell")."""
        counting = [s for s in (self.leader, *self.limits) if s.counts]
        slotted = (s for s in counting if any(c.slot for c in s.counts))
        return next(slotted, next(iter(counting), self.leader))

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports that state it."""
        return tuple(sorted({witness.report for witness in self.witnesses}))


@dataclass(frozen=True, slots=True, eq=False)
class Weigher:
    """What is needed to weigh any set of witnesses."""

    shared: SharedText
    tied: frozenset[frozenset[str]]
    disputed: Disputed = field(default_factory=dict)

    def weigh(self, witnesses: Sequence[Witness]) -> Support:
        """Independent origins and outlets behind these witnesses."""
        return support(witnesses, self.shared, self.tied, self.disputed)


def strength(found: Support) -> int:
    """Rank of a support: 2 corroborated, 1 widely reported, 0 single source."""
    return 2 if len(found.origins) > 1 else 1 if len(found.outlets) > 1 else 0


def drafts_of(group: Group, witnesses: Sequence[Witness], weigher: Weigher) -> list[Draft]:
    """The fact of a group, and the facts of details that only some of its claims hold."""
    whole = weigher.weigh(witnesses)
    counting = [witness for witness in witnesses if _counts(witness)]
    slotted = any(count.slot for witness in counting for count in _counts(witness))
    if slotted and strength(weigher.weigh(counting)) < strength(whole):
        return [*_facts(group, counting, weigher), _bare(group, witnesses, whole)]
    return _facts(group, witnesses, weigher)


def _facts(group: Group, witnesses: Sequence[Witness], weigher: Weigher) -> list[Draft]:
    whole = weigher.weigh(witnesses)
    details = _details(witnesses, whole, weigher)
    told = {witness.statement for witness in witnesses}
    limits = tuple(statement for statement in group.limits if statement in told)
    leader = group.leader.first
    sharper = frozenset(w.statement.key for _, held in details for w in held)
    core = Draft(
        id=_id(witnesses, ""),
        core=group.number,
        leader=leader if leader in told else min(told, key=signature),
        limits=limits or (min(told, key=signature),),
        witnesses=tuple(witnesses),
        support=whole,
        specific=sharper | _exact(witnesses),
    )
    return [core, *(_detail(group, token, held, weigher) for token, held in details)]


def _bare(group: Group, witnesses: Sequence[Witness], whole: Support) -> Draft:
    """The fact of a group without the figure that fewer of its witnesses give."""
    plain = min((w.statement for w in witnesses if not _counts(w)), key=signature)
    return Draft(
        id=_id(witnesses, "bare"),
        core=group.number,
        leader=plain,
        limits=(plain,),
        witnesses=tuple(witnesses),
        support=whole,
        specific=frozenset(w.statement.key for w in witnesses if _counts(w)),
        detail=True,
        bare=True,
    )


def _detail(group: Group, token: str, held: Sequence[Witness], weigher: Weigher) -> Draft:
    leader = min((w.statement for w in held), key=signature)
    return Draft(
        id=_id(held, token),
        core=group.number,
        leader=leader,
        limits=(leader,),
        witnesses=tuple(held),
        support=weigher.weigh(held),
        specific=frozenset(),
        detail=True,
    )


def _details(
    witnesses: Sequence[Witness], whole: Support, weigher: Weigher
) -> list[tuple[str, list[Witness]]]:
    """Places whose own witnesses support them less, where others state the fact without one; a
    country that takes part is no detail."""
    if strength(whole) == 0 or all(w.statement.places for w in witnesses):
        return []
    holders: dict[str, list[Witness]] = {}
    for witness in witnesses:
        for token in witness.statement.places:
            holders.setdefault(token, []).append(witness)
    takers = frozenset[str]().union(*(w.statement.actors | w.statement.objects for w in witnesses))
    by_holders: dict[tuple[tuple[str, str], ...], tuple[str, list[Witness]]] = {}
    for token, held in sorted(holders.items()):
        if len(held) < len(witnesses) and token not in takers:
            by_holders.setdefault(tuple(w.statement.key for w in held), (token, held))
    weaker = [
        (token, held)
        for token, held in by_holders.values()
        if strength(weigher.weigh(held)) < strength(whole)
    ]
    return sorted(weaker, key=lambda pair: (-len(pair[1]), pair[0]))[:_DETAILS]


def _exact(witnesses: Sequence[Witness]) -> frozenset[tuple[str, str]]:
    """Claims with an exact figure, where others only give a vague one."""
    exact = {w.statement.key for w in witnesses if any(c.value is not None for c in _counts(w))}
    vague = any(c.value is None for w in witnesses for c in _counts(w))
    return frozenset(exact) if vague else frozenset()


def _counts(witness: Witness) -> Sequence[Count]:
    return witness.statement.counts


def _id(witnesses: Sequence[Witness], token: str) -> str:
    """An id from the words in which it was first printed: later reports leave it as it is."""
    first = min(witnesses, key=_printed_at).statement
    text, claim = first.page.text, first.claim
    words = " ".join(text[claim.start : claim.end].casefold().split())
    place = str(claim.predicate.start - claim.start)
    return _hashed(words, claim.predicate.lemma, place, first.modality, first.polarity, token)


def _printed_at(witness: Witness) -> tuple[str, str, int, str]:
    claim = witness.statement.claim
    return (witness.published or "9999", witness.report, claim.predicate.start, claim.id)


def _hashed(*parts: str) -> str:
    joined = "\x1f".join(parts)
    return "f" + sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def told_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that were first printed in the same words with ids of their own."""
    order = sorted(drafts, key=lambda draft: min(map(_printed_at, draft.witnesses)))
    seen: set[str] = set()
    renamed: dict[int, Draft] = {}
    for draft in order:
        if draft.id in seen:
            first = min(map(_printed_at, draft.witnesses))
            renamed[id(draft)] = replace(draft, id=_hashed(draft.id, *map(str, first)))
        seen.add(draft.id)
    return [renamed.get(id(draft), draft) for draft in drafts]
