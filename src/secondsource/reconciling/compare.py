"""Do two statements say the same thing? A score, the vetoes, and the reasons for both.

Precision comes first: agreement has to be shown by participants, figures, time or place, and one
veto is enough to keep two claims apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from secondsource.names import country_named
from secondsource.reconciling.numbers import compare_counts
from secondsource.reconciling.predicates import opposed, weak
from secondsource.reconciling.roles import Fillers
from secondsource.reconciling.statements import Statement
from secondsource.records.reading import Place

THRESHOLD = 0.65
_FAR_KM = 60.0
#: What an equal figure is worth: (in a named slot, three at most); small ones recur by chance.
_FIGURE = {(True, False): 0.3, (True, True): 0.24, (False, False): 0.28, (False, True): 0.12}
_RETOLD = 0.4  # overlap of what was said where the same action is told
_WORD_FOR_WORD = 0.6  # ... and where only the words can show it
_SIMILAR = 0.8  # cosine from which two different predicates may be one action

Vectors = Mapping[tuple[str, str], Sequence[float]]  #: (report id, claim id) -> unit vector


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` counts only where ``vetoes`` is empty; ``reasons`` are words for people."""

    score: float
    vetoes: frozenset[str]
    reasons: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the two state the same thing."""
        return not self.vetoes and self.score >= THRESHOLD


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known across the story: entities that go together, places inside places."""

    ties: frozenset[frozenset[str]] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()
    vectors: Vectors | None = None

    def tied(self, ones: Fillers, others: Fillers) -> bool:
        """Whether any of these names go together (a body and its spokesperson)."""
        return any(frozenset({a[1:], b[1:]}) in self.ties for a in ones for b in others)

    def nested(self, ones: frozenset[str], others: frozenset[str]) -> bool:
        """Whether a place of one lies in a place of the other."""
        return any((a, b) in self.within or (b, a) in self.within for a in ones for b in others)


@dataclass(slots=True)
class _Tally:
    score: float = 0.0
    vetoes: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    anchored: bool = False  # something definite is shared: a name, a figure, a time or a place

    def add(self, points: float, reason: str) -> None:
        self.score += points
        self.reasons.append(f"{points:+.2f} {reason}")

    def veto(self, name: str, reason: str) -> None:
        self.vetoes.add(name)
        self.reasons.append(f"veto: {reason}")


def compare(one: Statement, other: Statement, ground: Ground) -> Comparison:
    """Weigh two statements; the same in either order."""
    tally = _Tally()
    _action(one, other, ground, tally)
    _status(one, other, tally)
    if one.mutual and other.mutual:
        _parties(one, other, ground, tally)
    else:
        _actors(one, other, ground, tally)
    _objects(one, other, ground, tally)
    _figures(one, other, tally)
    _time_and_place(one, other, ground, tally)
    _wording(one, other, tally)
    if not tally.anchored:
        tally.add(-0.25, "no name, figure, time or place in common")
    return Comparison(
        score=round(tally.score, 4), vetoes=frozenset(tally.vetoes), reasons=tuple(tally.reasons)
    )


def cosine(one: Statement, other: Statement, vectors: Vectors | None) -> float:
    """Similarity of the two claims' vectors, 0 where there are none."""
    if vectors is None or one.key not in vectors or other.key not in vectors:
        return 0.0
    return float(sum(a * b for a, b in zip(vectors[one.key], vectors[other.key], strict=True)))


def _action(one: Statement, other: Statement, ground: Ground, tally: _Tally) -> None:
    shared = one.kinds & other.kinds
    if shared:
        empty = weak(one.lemma) and weak(other.lemma) and shared <= {one.lemma, other.lemma}
        points = 0.25 if empty else 0.45 if one.lemma == other.lemma else 0.42
        tally.add(points, f"same action: {min(shared, key=lambda k: (len(k), k))}")
        return
    near = cosine(one, other, ground.vectors)
    if near >= _SIMILAR and not opposed(one.kinds, other.kinds):
        tally.add(0.35 * near, "similar wording in context")
    else:
        tally.veto("action", f"different action: {one.lemma}, {other.lemma}")


def _status(one: Statement, other: Statement, tally: _Tally) -> None:
    if one.modality != other.modality:
        tally.veto("modality", f"one is {one.modality}, the other {other.modality}")
    if one.polarity != other.polarity:
        tally.veto("polarity", "one says it is so, the other that it is not")
    if one.speech != other.speech:
        tally.veto("speech", "one is the saying, the other what is said")
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        tally.veto("occurrence", "different occurrences of a repeated event")
    if one.speech and other.speech and one.content and other.content:
        overlap = len(one.content & other.content) / min(len(one.content), len(other.content))
        told = _heads(one.patients) & _heads(other.patients)
        if overlap < (_RETOLD if _acts(one) & _acts(other) else _WORD_FOR_WORD) and not told:
            tally.veto("content", "different things were said")
        else:
            tally.add(0.2 * overlap, "the same was said")


def _acts(statement: Statement) -> frozenset[str]:
    return frozenset(word for word in statement.content if word[0] == "#")


def _named(fillers: Fillers) -> Fillers:
    return frozenset(f for f in fillers if f[0] == "=")


def _sides(fillers: Fillers) -> Fillers:
    return frozenset(f for f in fillers if f[0] == "@")


def _heads(fillers: Fillers) -> Fillers:
    return frozenset(f for f in fillers if f[0] == "~")


def _parties(one: Statement, other: Statement, ground: Ground, tally: _Tally) -> None:
    mine, theirs = _named(one.actors), _named(other.actors)
    shared, extra, missing = mine & theirs, mine - theirs, theirs - mine
    tally.anchored |= bool(shared)
    if _may_be(one.actors, theirs) or _may_be(other.actors, mine):
        tally.anchored = True
        tally.add(0.25, "the pair may be these two")
        return
    if shared:
        tally.add(min(0.4, 0.2 * len(shared)), "same participants")
    if extra and missing and not ground.tied(extra, missing):
        tally.veto("participants", "different participants")
    elif not shared:
        _descriptions(one.actors, other.actors, 0.2, tally)


def _may_be(actors: Fillers, named: Fillers) -> bool:
    """Whether an unresolved pair ("the two leaders") leaves room for exactly these two."""
    open_pair = {f[1:] for f in actors if f[0] == "?"}
    return len(named) == 2 and {f[1:] for f in named} <= open_pair


def _actors(one: Statement, other: Statement, ground: Ground, tally: _Tally) -> None:
    mine, theirs = _named(one.actors), _named(other.actors)
    tally.anchored |= bool(mine & theirs)
    if mine & theirs:
        tally.add(0.18, "same actor")
    elif _sides(one.actors) & _sides(other.actors) and not (mine and theirs):
        tally.add(0.15, "actors of one country")
    elif _disjoint(_sides(one.actors), _sides(other.actors)):
        tally.veto("actor", "actors of different countries")
    elif mine and theirs:
        if ground.tied(mine, theirs) or _sides(one.actors) & _sides(other.actors):
            tally.add(0.05, "actors that go together")
        else:
            tally.veto("actor", "different actors")
    else:
        _descriptions(one.actors, other.actors, 0.12, tally)


def _disjoint(mine: Fillers, theirs: Fillers) -> bool:
    return bool(mine and theirs and not mine & theirs)


def _objects(one: Statement, other: Statement, ground: Ground, tally: _Tally) -> None:
    mine, theirs = _named(one.patients), _named(other.patients)
    if mine & theirs:
        tally.add(0.2 + 0.1 * (min(len(mine & theirs), 3) - 1), "same object")
    elif _disjoint(mine, theirs):
        crossed = (mine & _named(other.objects)) | (theirs & _named(one.objects))
        if not (crossed or ground.tied(mine, theirs) or ground.nested(mine, theirs)):
            tally.veto("object", "different objects")
    else:
        if _disjoint(_sides(one.patients), _sides(other.patients)):
            tally.veto("object", "objects of different countries")
        crossed = _heads(one.patients) & _heads(other.objects)
        crossed |= _heads(other.patients) & _heads(one.objects)
        if crossed - _heads(one.patients) or crossed - _heads(other.patients):
            tally.add(
                0.12, f"another part, same words: {', '.join(sorted(c[1:] for c in crossed))}"
            )
        else:
            _descriptions(one.patients, other.patients, 0.15, tally)
    tally.anchored |= bool(_named(one.objects) & _named(other.objects))
    further = _named(one.objects) & _named(other.objects) - (mine & theirs)
    if further:
        tally.add(0.15, "same others involved")


def _descriptions(mine: Fillers, theirs: Fillers, points: float, tally: _Tally) -> None:
    shared = _heads(mine) & _heads(theirs)
    if shared:
        tally.add(points, f"same words: {', '.join(sorted(f[1:] for f in shared))}")
    elif _named(mine) | _heads(mine) and _named(theirs) | _heads(theirs):
        both = bool(_heads(mine)) and bool(_heads(theirs))
        tally.add(-0.15 if both else -0.08, "described differently")


def _figures(one: Statement, other: Statement, tally: _Tally) -> None:
    found = compare_counts(one.counts, other.counts)
    tally.anchored |= found is not None
    same_slot = bool({c.slot for c in one.counts if c.slot} & {c.slot for c in other.counts})
    if found == "equal":
        small = all((c.value or c.low) <= 3 for c in one.counts)
        tally.add(_FIGURE[same_slot, small], "same figure")
    elif found == "entailed":
        tally.add(0.15, "figures agree")
    elif found is not None:
        tally.add(0.1 if same_slot else 0.0, "the same is counted")
        tally.veto("figure" if found == "conflict" else "bound", "figures differ")
    elif one.counts and other.counts:
        tally.veto("scope", "different things are counted")


def _time_and_place(one: Statement, other: Statement, ground: Ground, tally: _Tally) -> None:
    if one.interval and other.interval:
        if one.interval[0] < other.interval[1] and other.interval[0] < one.interval[1]:
            tally.anchored = True
            tally.add(0.1, "same time")
        else:
            tally.veto("time", "different times")
    tally.anchored |= bool(one.places & other.places)
    if one.places & other.places:
        tally.add(0.12, "same place")
    elif one.places and other.places and not ground.nested(one.places, other.places):
        if _far(one.sites, other.sites):
            tally.veto("place", "different places")
        else:
            tally.add(-0.2, "another place named")


def _far(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether every place of one lies apart from every place of the other."""
    pairs = [(a, b) for a in ones for b in others]
    return bool(pairs) and all(_apart(a, b) for a, b in pairs)


def _apart(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    if country_named(one.name) or country_named(other.name):
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return _km((one.lat, one.lon), (other.lat, other.lon)) > _FAR_KM


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * asin(sqrt(half))


def _wording(one: Statement, other: Statement, tally: _Tally) -> None:
    smaller = min(len(one.words), len(other.words))
    if smaller >= 2:
        overlap = len(one.words & other.words) / smaller
        if overlap:
            tally.add(round(0.15 * overlap, 3), "shared words")
