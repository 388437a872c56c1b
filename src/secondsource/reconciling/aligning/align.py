"""Group statements that say the same thing; never two that exclude each other.

Leader clustering in a canonical order: statements which are equal in every compared respect are
one node; nodes are taken from the most telling to the least, and each joins the best group that it
has no veto against, anywhere in the group, or founds its own. The order depends on content alone,
so the order of reports changes nothing, and the work grows with nodes times groups per block.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.counterparts import (
    SOFT,
    Counterparts,
    Near,
    but,
    forbidden,
    may_be_counterparts,
)
from secondsource.reconciling.aligning.evidence import thresholds
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.roles import Fillers
from secondsource.reconciling.aligning.statements import Statement, signature
from secondsource.reconciling.pages.clock import first_days
from secondsource.reconciling.pages.lexicon import families
from secondsource.reconciling.pages.predicates import weak

_EXEMPLARS = 6  # statements of a group that a newcomer is scored against
_CROWDED = 12  # groups of one action, beyond which more than the action must be shared
_CANDIDATES = 40  # groups that a statement is weighed against
_BLOCK = 400  # members from which a block tells nothing where smaller ones tell something
_TELLING = 0.3  # how sure a deed must be under which alone a claim is looked up
_CHANCE = 3  # figures up to this recur by chance
_LOOSE = 1.0  # how far below the threshold the average over exemplars may lie


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Statements with one signature."""

    signature: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """A statement that stands for all of them."""
        return self.statements[0]


@dataclass(slots=True, eq=False)
class Group:
    """Nodes that state the same thing; the leader was the most telling. ``limits`` stand for all
    in comparisons: the first few that differ at all, and every one that could forbid something
    that no other forbids."""

    number: int
    nodes: list[Node] = field(default_factory=list)
    limits: list[Statement] = field(default_factory=list)
    _known: set[tuple[object, ...]] = field(default_factory=set)

    @property
    def leader(self) -> Node:
        """The node the group was founded on."""
        return self.nodes[0]

    def statements(self) -> Iterator[Statement]:
        """Every statement of the group."""
        for node in self.nodes:
            yield from node.statements

    def add(self, node: Node) -> None:
        """Take a node in."""
        self.nodes.append(node)
        constraint, face = _constraint(node.first), _face(node.first)
        few = len(self.limits) < _EXEMPLARS
        if face not in self._known or (few and constraint not in self._known):
            self._known |= {constraint, face}
            self.limits.append(node.first)


def align(statements: Iterable[Statement], ground: Ground) -> list[Group]:
    """Groups of statements that say the same thing, in canonical order."""
    groups: list[Group] = []
    index: dict[tuple[str, ...], set[int]] = {}
    keys_of: dict[tuple[str, str], frozenset[tuple[str, ...]]] = {}
    near: list[Near] = []
    for node in _nodes(statements):
        keys = frozenset(block_keys(node.first, ground))
        keys_of.update((statement.key, keys) for statement in node.statements)
        numbers = nearest([_told(index, key) for key in keys])
        group = _best(node.first, [groups[number] for number in numbers], ground, near)
        if group is None:
            group = Group(number=len(groups))
            groups.append(group)
        group.add(node)
        for key in keys:
            index.setdefault(key, set()).add(group.number)
    return _with_counterparts(groups, near, keys_of, ground)


def _with_counterparts(
    groups: Sequence[Group],
    near: Iterable[Near],
    keys: Mapping[tuple[str, str], frozenset[tuple[str, ...]]],
    ground: Ground,
) -> list[Group]:
    """The groups, those joined that only each other's claims can match."""
    of = {statement.key: group for group in groups for statement in group.statements()}
    everything = sorted((s for g in groups for s in g.statements()), key=lambda s: s.key)
    counterparts = Counterparts(everything, lambda s: keys[s.key], ground)
    gone: set[int] = set()
    for pair in sorted(near, key=lambda pair: pair.order):
        mine, theirs = sorted((of[pair.one.key], of[pair.other.key]), key=lambda g: g.number)
        told = [frozenset(s.key for s in group.statements()) for group in (mine, theirs)]
        if mine is theirs or {report for report, _ in told[0]} & {report for report, _ in told[1]}:
            continue
        ordered = told if of[pair.one.key] is mine else told[::-1]
        if not counterparts.are(pair, *ordered):
            continue
        if forbidden(mine.limits, theirs.limits, ground, pair.but):
            continue
        for node in theirs.nodes:
            mine.add(node)
        of.update((key, mine) for key in told[1])
        gone.add(theirs.number)
    return [group for group in groups if group.number not in gone]


def nearest(blocks: Iterable[Collection[int]], most: int = _CANDIDATES) -> list[int]:
    """The members of some blocks, in order; of more than ``most`` those that stand in most blocks,
    small ones first: what few share tells more. Blocks of everything are not even looked at."""
    weights: dict[int, float] = {}
    ordered = sorted(blocks, key=len)
    for block in ordered:
        if len(block) > _BLOCK and weights:
            break
        for member in block:
            weights[member] = weights.get(member, 0.0) + 1.0 / len(block)
    if len(weights) > most:
        ranked = sorted(weights, key=lambda member: (-round(weights[member], 9), member))
        return sorted(ranked[:most])
    return sorted(weights)


def _told(index: Mapping[tuple[str, ...], set[int]], key: tuple[str, ...]) -> set[int]:
    """The groups under a key. An action alone is no help where many groups are of it."""
    found = index.get(key, set())
    return found if len(key) > 1 or len(found) <= _CROWDED else set()


def _nodes(statements: Iterable[Statement]) -> list[Node]:
    gathered: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        gathered.setdefault(signature(statement), []).append(statement)
    nodes = [
        Node(signature=sign, statements=tuple(sorted(found, key=lambda s: s.key)))
        for sign, found in gathered.items()
    ]
    return sorted(nodes, key=lambda node: (-telling(node.first), node.signature))


def telling(statement: Statement) -> float:
    """How much a statement pins down: names, figures, time and place."""
    return (
        2 * len(statement.named)
        + len(statement.actors | statement.objects)
        + 2 * len(statement.counts)
        + 2 * (statement.interval is not None)
        + len(statement.places)
        + 0.1 * min(len(statement.words), 20)
    )


def block_keys(statement: Statement, ground: Ground) -> set[tuple[str, ...]]:
    """Keys of which two comparable statements share at least one."""
    keys: set[tuple[str, ...]] = set()
    anchors = {*statement.actors, *statement.objects, *statement.places, *statement.content}
    anchors |= {side for side in statement.patients if side[0] == "@"}  # whose people are counted
    anchors |= {f"={filler[1:]}" for filler in statement.actors if filler[0] == "?"}
    if statement.interval:
        anchors |= first_days(statement.interval)
    for kind in statement.kinds:
        keys |= {(kind, anchor) for anchor in anchors}
    if not weak(statement.lemma):
        keys |= {(kind,) for kind in statement.kinds}
    partakers = {a for a in statement.actors | statement.objects if a[0] in "=~"}
    for deed, sure in statement.deeds.items():
        keys |= {(f"deed:{deed}", anchor) for anchor in anchors}
        if sure >= _TELLING:
            keys.add((f"deed:{deed}",))
    for family in families(statement.lemma) if not weak(statement.lemma) else ():
        keys |= {(family, anchor) for anchor in partakers}
    keys |= set(_figure_keys(statement))
    if ground.meanings is not None:
        keys.update(ground.meanings.near(statement.key))
    return keys


def _figure_keys(statement: Statement) -> Iterator[tuple[str, ...]]:
    for count in statement.counts:
        yield from ((kind, "#", count.scope) for kind in statement.kinds)
        if count.value is not None and (count.scope or count.unit):
            yield "#", count.scope, count.unit or "", str(count.value)
        if count.value is not None and count.value > _CHANCE:
            yield "#", str(count.value)


def _constraint(statement: Statement) -> tuple[object, ...]:
    return (
        statement.kinds, statement.actors, statement.patients, statement.objects,
        statement.interval, statement.places, statement.ordinals, statement.content,
        tuple((c.key, c.low, c.high, c.value) for c in statement.counts),
    )  # fmt: skip


def _face(statement: Statement) -> tuple[object, ...]:
    """All of a statement that can forbid another one: descriptions of who does it matter only
    beside "all"."""
    parts: tuple[Fillers, ...] = (statement.actors, statement.patients, statement.objects)
    if statement.whole != "all":
        parts = (parts[0] - _words_of(parts[0]), parts[1], parts[2] - _words_of(parts[2]))
    return (
        statement.kinds, frozenset(statement.deeds), statement.lemma, parts, statement.mutual,
        statement.whole,
        statement.speech, statement.interval, statement.loose, statement.places,
        statement.ordinals, statement.content, statement.another,
        tuple((c.key, c.low, c.high, c.value) for c in statement.counts),
    )  # fmt: skip


def _words_of(fillers: Fillers) -> Fillers:
    """The descriptions among the participants."""
    return frozenset(filler for filler in fillers if filler[0] == "~")


def _best(
    statement: Statement, groups: Sequence[Group], ground: Ground, near: list[Near]
) -> Group | None:
    chosen: tuple[float, int] | None = None
    for group in groups:
        score = _fit(statement, group, ground, near)
        if score is not None and (chosen is None or score > chosen[0]):
            chosen = (score, group.number)
    if chosen is None:
        return None
    return next(group for group in groups if group.number == chosen[1])


def _fit(statement: Statement, group: Group, ground: Ground, near: list[Near]) -> float | None:
    """How well a statement suits a group: None where a member forbids it. What suits it less than
    well is noted as ``near``."""
    scores, best, apart = [], -inf, False
    closest = Near(-inf, statement, statement)
    for position, member in enumerate(group.limits):
        found = compare(statement, member, ground)
        if found.vetoes - SOFT:
            return None
        if found.score > closest.score and may_be_counterparts(statement, member, found):
            closest = Near(found.score, statement, member, but(found))
        apart = apart or bool(found.vetoes - {"action"})
        if position < _EXEMPLARS and not apart:
            scores.append(0.0 if found.vetoes else found.score)
            best = best if found.vetoes else max(best, found.score)
    if closest.score > -inf:
        near.append(closest)
    if apart:
        return None
    mean = sum(scores) / len(scores)
    fact = thresholds()["fact"]
    return best + 0.2 * mean if best >= fact and mean >= fact - _LOOSE else None
