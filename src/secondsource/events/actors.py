"""Who acts in an event and on whom: entities of a claim, or the nouns that stand for somebody."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources

from secondsource.records.reading import Argument, Claim, EntityKind, Mention, Reading, Role
from secondsource.syntax import Tree

ACTING = frozenset({"person", "organisation", "group", "place"})  #: kinds that act and are acted on
_TARGETS: tuple[Role, ...] = ("patient", "recipient", "companion", "theme", "topic")
#: Where somebody else stands who is a target only of what is sure, or of force against a place.
_SELDOM: tuple[Role, ...] = ("goal", "place", "other", "source")
_HELD = frozenset({*_TARGETS, "goal", "other", "purpose"})
#: How somebody is named inside a phrase about something else: "Norland's power grid", "Serran
#: steel", "sanctions on two banks".
_OWNED = frozenset({"nmod", "amod", "compound"})
#: Behind these stands where or when: "the attack in Kolm", "a meeting at the embassy".
_NEITHER = frozenset({"in", "at", "near", "during", "after", "before", "from", "outside", "inside"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cast:
    """Those of a report that may act: their mentions in the order of the text, their kinds."""

    kinds: Mapping[str, EntityKind]
    mentions: tuple[tuple[Mention, str], ...]

    @classmethod
    def of(cls, reading: Reading) -> Cast:
        """The persons, bodies, groups and places of a reading."""
        kinds = {entity.id: entity.kind for entity in reading.entities}
        acting = (entity for entity in reading.entities if entity.kind in ACTING)
        mentions = [(mention, entity.id) for entity in acting for mention in entity.mentions]
        return cls(kinds, tuple(sorted(mentions, key=lambda one: (one[0].start, -one[0].end))))

    def is_actor(self, argument: Argument) -> bool:
        """Whether an argument is somebody."""
        return argument.entity is not None and self.kinds.get(argument.entity) in ACTING


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a claim say beforehand. ``unnamed``: somebody acts, though no one is named
    ("two editors were detained"). ``meant``: nouns that the action is made of, and so no target
    ("crossed the border", "exchanged prisoners"). ``happenings``: nouns for what is done to
    somebody, who is no target of what is done about it ("condemned the attack on the embassy")."""

    unnamed: bool = False
    meant: frozenset[str] = frozenset()
    happenings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actors:
    """The phrases of who acts and on whom, and their entities, None where they have none; ``other``
    is a second one who acts."""

    source: Argument | None
    target: Argument | None
    by: str | None
    on: str | None
    other: str | None
    seldom: bool  #: the target is but a place, or stands where targets seldom do

    @property
    def on_somebody(self) -> bool:
        """Whether there is a target, be it "four aid workers", who are no entity."""
        return self.target is not None


def actors_of(claim: Claim, cast: Cast, tree: Tree, wording: Wording) -> Actors | None:
    """Who acts and on whom; None where nobody acts."""
    agents = [a for a in claim.arguments if a.role == "agent"]
    source, by = _source(agents, cast, tree)
    if source is None and agents:
        return None
    others = (a.entity for a in agents if a is not source and cast.is_actor(a))
    other = next((entity for entity in others if entity != by), None)
    target, on = _target(claim, by, cast, tree, wording)
    if source is None and not (wording.unnamed and target is not None):
        return None
    return Actors(source, target, by, on, other, target is not None and target.role in _SELDOM)


def _source(
    agents: Iterable[Argument], cast: Cast, tree: Tree
) -> tuple[Argument | None, str | None]:
    agents = list(agents)
    for argument in agents:
        if cast.is_actor(argument):
            return argument, argument.entity
    for argument in agents:
        if _is_somebody(tree, argument):
            return argument, None
        head = head_of(tree, argument)
        if head is not None and tree.lemma(head) in _DONE_WITH:  # "a drone strike by Serra killed"
            inside = _inside(argument, None, cast, tree)
            if inside is not None or _is_force(tree, head):
                return argument, inside
    return None, None


def _is_force(tree: Tree, head: int) -> bool:
    """Whether a deed is somebody's by its noun alone: "air strikes killed nine farmers"."""
    with_what = {tree.lower(word) for word in tree.children(head, "compound", "amod")}
    return tree.lemma(head) in _FORCE or bool(with_what & {"air", "aerial", *_FORCE})


def _target(
    claim: Claim, by: str | None, cast: Cast, tree: Tree, wording: Wording
) -> tuple[Argument | None, str | None]:
    """The phrase of whom it is done to, and the entity: one that is named, people who are no entity
    ("four aid workers"), somebody inside a phrase, a place."""
    about = [a for a in claim.arguments if _lemma(tree, a) not in wording.meant]
    named = [a for a in about if cast.is_actor(a) and a.entity != by]
    for role in _TARGETS:
        for argument in named:
            if argument.role == role:
                return argument, argument.entity
        for argument in about:
            if argument.role == role and _is_somebody(tree, argument) and argument.entity is None:
                return argument, None
    for argument in claim.arguments:
        if argument.role in _HELD and not (argument in named and argument.role in _TARGETS):
            entity = _inside(argument, by, cast, tree, wording.happenings)
            if entity is not None:
                return argument, entity
    seldom = sorted((a for a in named if a.role in _SELDOM), key=lambda a: _SELDOM.index(a.role))
    return (seldom[0], seldom[0].entity) if seldom else (None, None)


def _lemma(tree: Tree, argument: Argument) -> str | None:
    head = head_of(tree, argument)
    return None if head is None else tree.lemma(head)


def _inside(
    argument: Argument, by: str | None, cast: Cast, tree: Tree, happenings: Set[str] = frozenset()
) -> str | None:
    """Whose something is, or with or against whom, from inside its phrase."""
    head = head_of(tree, argument)
    for mention, entity in cast.mentions:
        if not (argument.start <= mention.start and mention.end <= argument.end) or entity == by:
            continue
        words = words_of(tree, mention.start, mention.end)
        top = None if words is None else _top(tree, words)
        if top is None or top == head or tree.head(top) != head or tree.rel(top) not in _OWNED:
            continue
        cases = {tree.lower(case) for case in tree.children(top, "case")} - {"'s", "’s", "'", "’"}
        happens = head is not None and tree.lemma(head) in happenings
        if not cases & _NEITHER and (not happens or cases <= {"by", "with"}):
            return entity
    return None


def _is_somebody(tree: Tree, argument: Argument) -> bool:
    """Whether a phrase stands for people or a body by its noun: "rebels", "the army"."""
    head = head_of(tree, argument)
    if head is None or tree.upos(head) not in ("NOUN", "PROPN"):
        return False
    return tree.lemma(head) in _agents()


@cache
def _agents() -> frozenset[str]:
    """Nouns for somebody, whatever the sector."""
    text = (resources.files("secondsource.events") / "agents.toml").read_text("utf-8")
    return frozenset(noun for nouns in tomllib.loads(text)["sectors"].values() for noun in nouns)


def head_of(tree: Tree, argument: Argument) -> int | None:
    """The word of an argument that the others hang on."""
    words = words_of(tree, argument.start, argument.end)
    return None if words is None else _top(tree, words)


def _top(tree: Tree, words: Span) -> int | None:
    inside = range(*words)
    tops = (w for w in inside if tree.head(w) not in inside and tree.upos(w) != "PUNCT")
    return next(tops, None)


def words_of(tree: Tree, start: int, end: int) -> Span | None:
    """The half-open range of a sentence's words that touch the characters; None where none does."""
    first = bisect_right([token.end for token in tree.tokens], start)
    stop = bisect_left([token.start for token in tree.tokens], end)
    return (first, stop) if first < stop else None


#: Weapons, and deeds done with them.
_FORCE = frozenset(
    {"airstrike", "artillery", "bombardment", "bombing", "drone", "gunfire", "missile", "mortar",
     "rocket", "shelling"}
)  # fmt: skip
#: Things and deeds that somebody does something with.
_DONE_WITH = _FORCE | {
    "strike", "attack", "raid", "shell", "bomb", "offensive", "assault", "operation", "force",
}  # fmt: skip
