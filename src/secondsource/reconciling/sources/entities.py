"""Entities across reports: which of theirs are one person, body, place or thing.

Complete-link clustering over printed names: two clusters merge only if no name of the one is
barred from a name of the other, so a veto (Joe and Jill) holds through any chain of surnames. The
result does not depend on the order of the readings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations

from secondsource import names
from secondsource.names.letters import skeleton
from secondsource.reconciling.sources.described import Description, descriptions, fit, tells_who
from secondsource.reconciling.sources.sources import voices
from secondsource.records.reading import Entity, EntityKind, Reading
from secondsource.records.story import StoryEntity, StoryMention

Key = tuple[str, str]  #: report id, entity id of its reading

_BARRED = 0.3  #: below this two names never denote one entity
_OTHER_KIND = 0.9  #: a name must agree this well where the kinds differ
_DOMINANT = 4  #: a bare surname goes to the bearer named this many times as often as the next
_WHERE = re.compile(r"\b(?:in|at|near|into|outside|around|across|throughout|inside|the)\s+$", re.I)
_BODIES: frozenset[EntityKind] = frozenset({"organisation", "group", "product"})
_LOOSE: tuple[frozenset[EntityKind], ...] = (
    frozenset({"organisation", "group", "product", "other"}),
    frozenset({"organisation", "place"}),
    frozenset({"place", "other"}),
    frozenset({"product", "event", "other"}),
    frozenset({"person", "other"}),
    frozenset({"person", "group"}),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entity of one reading."""

    key: Key
    kind: EntityKind
    name: str  #: the fullest, as the reading gives it
    printed: tuple[str, ...]  #: every name in the text, sorted; empty for a mere description
    mentions: tuple[StoryMention, ...]
    called: tuple[Description, ...]  #: what the text calls it besides, in its order
    somewhere: bool  #: whether it is told as a place ("in Marn", "the Rell"), or known as one


@dataclass(slots=True)
class Cluster:
    """Items taken for one entity, and the distinct (name, kind) pairs that must not clash."""

    items: list[Item]
    full: set[tuple[str, EntityKind]] = field(default_factory=set)
    reports: Counter[str] = field(default_factory=Counter)

    def absorb(self, other: Cluster) -> None:
        """Take the other cluster's items in."""
        self.items += other.items
        self.full |= other.full
        self.reports += other.reports


def merge_entities(
    readings: Sequence[Reading],
) -> tuple[tuple[StoryEntity, ...], dict[Key, str]]:
    """Story entities, the most mentioned first, and the story entity of each reading's entity."""
    items = sorted((item for reading in readings for item in _items(reading)), key=lambda i: i.key)
    clusters = _one_word(_bare_bodies(_bare_surnames(_by_score(_same_name(items)))))
    clusters = _by_description(clusters)
    clusters.sort(key=lambda cluster: (_seed(cluster), min(item.key for item in cluster.items)))
    entities, ids = [], dict[Key, str]()
    taken = Counter[str]()
    for cluster in clusters:
        entity = _entity(cluster, taken)
        entities.append(entity)
        ids.update((item.key, entity.id) for item in cluster.items)
    entities.sort(key=lambda e: (-len({m.report for m in e.mentions}), -len(e.mentions), e.id))
    return tuple(entities), ids


def _items(reading: Reading) -> Iterable[Item]:
    report, text = reading.report.id, reading.report.text
    located = {place.entity for place in reading.places if place.lat is not None}
    for entity in reading.entities:
        yield Item(
            key=(report, entity.id),
            kind=entity.kind,
            name=entity.name,
            printed=_printed(entity, text),
            mentions=tuple(
                StoryMention(report=report, start=m.start, end=m.end) for m in entity.mentions
            ),
            called=tuple(descriptions(entity, text)),
            somewhere=entity.id in located or _is_told_as_place(entity, text),
        )


def _is_told_as_place(entity: Entity, text: str) -> bool:
    return any(
        m.form == "name" and _WHERE.search(text, max(0, m.start - 12), m.start) is not None
        for m in entity.mentions
    )


def _printed(entity: Entity, text: str) -> tuple[str, ...]:
    found = {" ".join(text[m.start : m.end].split()) for m in entity.mentions if m.form == "name"}
    return tuple(sorted(found))


def _bucket(item: Item) -> tuple[str, ...]:
    """Items of one bucket are one entity without further question."""
    if item.printed:
        return ("name", item.kind, names.canonical(item.name, item.kind))
    if any(word[:1].isupper() for word in item.name.split()) and item.kind != "person":
        return ("description", item.kind, names.canonical(item.name))
    return ("alone", *item.key)


def _same_name(items: Sequence[Item]) -> list[Cluster]:
    buckets: dict[tuple[str, ...], Cluster] = {}
    for item in items:
        full = {(item.name, item.kind)} if item.printed else set[tuple[str, EntityKind]]()
        cluster = Cluster([item], full, Counter({item.key[0]: 1}))
        known = buckets.setdefault(_bucket(item), cluster)
        if known is not cluster:
            known.absorb(cluster)
    return list(buckets.values())


def _blocks(cluster: Cluster) -> set[str]:
    """Keys that two clusters must share to be compared: consonants of words, initials."""
    found = set[str]()
    for item in cluster.items:
        for name in {item.name, *item.printed} if item.printed else ():
            words = names.canonical(name, item.kind).split()
            found |= {skeleton(word) for word in words if len(word) > 2}
            found |= {word for word in words if len(word) < 8}
            found |= {"".join(word[0] for word in words), "".join(words)}
    return found


def _score(a: Cluster, b: Cluster) -> float:
    """The best agreement of any two names, 0 where any two full names are barred."""
    best = 0.0
    for (name_a, kind_a), (name_b, kind_b) in ((x, y) for x in a.full for y in b.full):
        if not _kinds_agree(kind_a, kind_b) and not (name_a == name_b and " " in name_a):
            return 0.0
        kind = kind_a if kind_a == kind_b else None
        value = names.compare(name_a, name_b, kind)
        if value < _BARRED:
            return 0.0
        best = max(best, value if kind or value >= _OTHER_KIND else 0.0)
    return best


def _kinds_agree(a: EntityKind, b: EntityKind) -> bool:
    return a == b or any({a, b} <= loose for loose in _LOOSE)


def _pairs(clusters: Sequence[Cluster]) -> list[tuple[float, int, int]]:
    """Candidate merges, the surest first; ties in the clusters' own order."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for block in _blocks(cluster):
            blocks[block].append(number)
    pairs = {pair for numbers in blocks.values() for pair in combinations(numbers, 2)}
    scored = ((_score(clusters[i], clusters[j]), i, j) for i, j in pairs)
    return sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], *pair[1:]))


def _by_score(clusters: list[Cluster]) -> list[Cluster]:
    """Merge spellings of one name; surnames alone wait for :func:`_bare_surnames`."""
    clusters.sort(key=lambda cluster: min(item.key for item in cluster.items))
    owner = list(range(len(clusters)))
    for score, i, j in _pairs(clusters):
        a, b = _root(owner, i), _root(owner, j)
        if score < names.SAME or a == b or _together(clusters[a], clusters[b]):
            continue
        if _score(clusters[a], clusters[b]) >= names.SAME:
            clusters[a].absorb(clusters[b])
            owner[b] = a
    return [cluster for number, cluster in enumerate(clusters) if owner[number] == number]


def _root(owner: list[int], number: int) -> int:
    while owner[number] != number:
        number = owner[number]
    return number


def _together(a: Cluster, b: Cluster) -> bool:
    """Does one report tell them apart?"""
    return bool(a.reports.keys() & b.reports.keys())


def _bare_surnames(clusters: list[Cluster]) -> list[Cluster]:
    """A surname alone joins the one full name it fits, or the one that the story is about."""
    bare = [c for c in clusters if _is_bare(c)]
    others = [c for c in clusters if not _is_bare(c)]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, other in enumerate(others):
        for block in _blocks(other):
            holders[block].append(number)
    left = []
    for cluster in bare:
        near = {number for block in _blocks(cluster) for number in holders.get(block, ())}
        fitting = [
            other
            for other in (others[number] for number in sorted(near))
            if _score(cluster, other) >= names.COMPATIBLE and not _together(cluster, other)
        ]
        fitting.sort(key=lambda other: -sum(len(item.mentions) for item in other.items))
        if fitting and _stands_out(fitting):
            fitting[0].absorb(cluster)
        else:
            left.append(cluster)
    return others + left


def _bare_bodies(clusters: list[Cluster]) -> list[Cluster]:
    """ "Halcyon" is Halcyon Lines, where no other body's name begins so, and "Union" the Seafarers'
    Union, where no other ends so; also within a report."""
    beside: dict[str, list[Cluster]] = defaultdict(list)
    people: set[str] = set()
    for cluster in clusters:
        words: set[str] = set()
        for name, kind in cluster.full:
            parts = name.split()
            if kind in _BODIES and len(parts) > 1:
                words |= {parts[0], parts[-1]} if parts[-1].lower() in _general() else {parts[0]}
            elif kind == "person" and len(parts) > 1:
                people.update(parts)
        for word in words:
            beside[word].append(cluster)
    left = []
    for cluster in clusters:
        bare = {name for name, _ in cluster.full}
        word = next(iter(bare)) if len(bare) == 1 else ""
        found = beside.get(word, [])
        alone = len(found) == 1 and found[0] is not cluster
        if alone and " " not in word and _may_be_body(cluster, word in people):
            found[0].absorb(cluster)
        else:
            left.append(cluster)
    return left


def _may_be_body(cluster: Cluster, somebody: bool) -> bool:
    """Whether a name of one word may be that of a body, whatever kind it was taken for: nobody of
    the story has it (``somebody``), and nothing is told to be there."""
    kinds = {kind for _, kind in cluster.full}
    if kinds <= _BODIES:
        return True
    placed = any(item.somewhere for item in cluster.items) and kinds != {"person"}
    return not (somebody or placed) and "event" not in kinds


def _one_word(clusters: list[Cluster]) -> list[Cluster]:
    """ "Norland" once taken for a person and elsewhere for a place is one thing, where no person of
    the story has that name and no report has both."""
    people = {
        part
        for cluster in clusters
        for name, kind in cluster.full
        if kind == "person" and " " in name
        for part in name.split()
    }
    by_word: dict[str, list[Cluster]] = defaultdict(list)
    left = []
    for cluster in clusters:
        bare = {name for name, _ in cluster.full}
        word = next(iter(bare)) if len(bare) == 1 else " "
        kinds = {kind for _, kind in cluster.full}
        if " " in word or word in people:
            left.append(cluster)
            continue
        mixed = (
            other
            for other in by_word[word]
            if "person" in kinds | {kind for _, kind in other.full}
            and not _together(other, cluster)
        )
        found = next(mixed, None)
        if found is not None:
            found.absorb(cluster)
        else:
            by_word[word].append(cluster)
            left.append(cluster)
    return left


def _by_description(clusters: list[Cluster]) -> list[Cluster]:
    """ "The operator" joins the one name that a report of the story calls so, or the one of several
    that its own report names."""
    named = [
        (cluster, frozenset(name for name, _ in cluster.full), frozenset(_called(cluster)))
        for cluster in clusters
        if any(kind == "person" or kind in _BODIES for _, kind in cluster.full)
    ]
    left, meant = [], list[tuple[Cluster, Cluster]]()
    for cluster in clusters:
        other = None if cluster.full else _meant(cluster, named)
        if other is None:
            left.append(cluster)
        else:
            meant.append((other, cluster))
    for name, cluster in meant:
        name.absorb(cluster)
    return left


def _meant(
    cluster: Cluster, named: Sequence[tuple[Cluster, frozenset[str], frozenset[Description]]]
) -> Cluster | None:
    """The name that a cluster without one means by the first that its text calls it."""
    kind, said = _kind(cluster), next(iter(_called(cluster)), None)
    if said is None or not tells_who(kind, said):
        return None
    fits = [
        (fit(said, names_of, known), other)
        for other, names_of, known in named
        if (kind == "person") == (_kind(other) == "person")
    ]
    best = max((value for value, _ in fits), default=0)
    fitting = [other for value, other in fits if value == best > 0]
    here = [other for other in fitting if _together(other, cluster)]
    chosen = fitting if len(fitting) == 1 else here
    return chosen[0] if len(chosen) == 1 else None


def _called(cluster: Cluster) -> Iterable[Description]:
    return (said for item in cluster.items for said in item.called)


def _general() -> frozenset[str]:
    return voices("bodies_of")


def _is_bare(cluster: Cluster) -> bool:
    return bool(cluster.full) and all(len(name.split()) == 1 for name, _ in cluster.full)


def _stands_out(ranked: Sequence[Cluster]) -> bool:
    counts = [sum(len(item.mentions) for item in cluster.items) for cluster in ranked]
    return len(counts) == 1 or counts[0] >= _DOMINANT * counts[1]


def _seed(cluster: Cluster) -> str:
    """What the id is made of: kind and canonical name, and the place of a mere description."""
    kind, name = _kind(cluster), _name(cluster)
    seed = f"{kind}\x1f{names.canonical(name, kind)}"
    if cluster.full or len(cluster.items) > 1:
        return seed
    return "\x1f".join((seed, *cluster.items[0].key))


def _entity(cluster: Cluster, taken: Counter[str]) -> StoryEntity:
    seed = _seed(cluster)
    taken[seed] += 1
    if taken[seed] > 1:
        seed = f"{seed}\x1f{min(item.key for item in cluster.items)}"
    name = _name(cluster)
    printed = {alias for item in cluster.items for alias in item.printed}
    mentions = {mention for item in cluster.items for mention in item.mentions}
    return StoryEntity(
        id="n" + sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        name=name,
        kind=_kind(cluster),
        aliases=tuple(sorted(printed - {name})),
        mentions=tuple(sorted(mentions, key=lambda m: (m.report, m.start, m.end))),
    )


def _kind(cluster: Cluster) -> EntityKind:
    counts = Counter(item.kind for item in cluster.items)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _name(cluster: Cluster) -> str:
    """The fullest name; of equals the commonest, then the first in the alphabet."""
    printed = [item.name for item in cluster.items if item.printed]
    counts = Counter(printed or (item.name for item in cluster.items))
    return min(counts, key=lambda name: (-len(name.split()), -counts[name], name))
