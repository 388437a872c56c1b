"""Claims coded as PLOVER events: root, mode, quad, source and target.

The encoder tells the root from the sentence and both actors; this module decides which claims have
actors, and looks up the mode. What has modality, polarity or an attribution keeps them on the
claim: they are not folded into the event.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from secondsource.records.reading import Argument, Claim, EntityKind, Event, Reading, Role
from secondsource.syntax import Syntax, Tree

#: PLOVER's quads: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4,
    "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
ACTORS = frozenset({"person", "organisation", "group", "place"})  #: kinds that act and are acted on
LEAST = 0.3  #: probability of a root that is reported
_TARGETS: tuple[Role, ...] = ("patient", "recipient", "companion", "theme", "goal", "place")
_SELDOM = ("goal", "place")  #: roles that are targets only of what is done to places

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim that may tell an event, its actors, and where they stand in its sentence."""

    claim: Claim
    actor: Argument
    other: Argument | None
    words: tuple[int, Span, Span | None]  #: number of the sentence, who acts, on whom


def code_events(reading: Reading, syntax: Syntax) -> Reading:
    """The reading with an event on every claim that has one."""
    if syntax.events is None or not reading.claims:
        return reading
    kinds = {entity.id: entity.kind for entity in reading.entities}
    starts = [tree.sentence.start for tree in syntax.trees]
    asked = [
        question
        for claim in reading.claims
        if (question := _question(claim, kinds, starts, syntax)) is not None
    ]
    told = syntax.events.roots([question.words for question in asked])
    events = {
        question.claim.id: event
        for question, answer in zip(asked, told, strict=True)
        if (event := _event(question, answer, syntax)) is not None
    }
    claims = (
        replace(claim, event=events[claim.id]) if claim.id in events else claim
        for claim in reading.claims
    )
    return replace(reading, claims=tuple(claims))


def code(syntax: Syntax, source: Span, target: Span) -> Event | None:
    """The event between two spans of characters of one sentence, None for no event.

    ``source`` and ``target`` of the event are the words of the spans. Spans in two sentences have
    no event between them.
    """
    for number, tree in enumerate(syntax.trees):
        inside = [words_of(tree, *span) for span in (source, target)]
        if inside[0] is None or inside[1] is None:
            continue
        if syntax.events is None:
            return None
        ((found, _),) = syntax.events.roots([(number, inside[0], inside[1])])
        if not found:
            return None
        lemmas = [tree.lemma(index) for index in range(len(tree))]
        return _finished(found, lemmas, *(syntax.text[slice(*span)] for span in (source, target)))
    return None


def _actors(
    claim: Claim, kinds: Mapping[str, EntityKind]
) -> tuple[Argument, Argument | None] | None:
    """Who acts and on whom; None where nobody acts."""
    named = [a for a in claim.arguments if a.entity and kinds.get(a.entity) in ACTORS]
    source = next((a for a in named if a.role == "agent"), None)
    if source is None:
        return None
    others = [a for a in named if a.role in _TARGETS and a.entity != source.entity]
    others.sort(key=lambda argument: _TARGETS.index(argument.role))
    return source, others[0] if others else None


def _question(
    claim: Claim, kinds: Mapping[str, EntityKind], starts: Sequence[int], syntax: Syntax
) -> _Asked | None:
    """What the encoder is to be asked about a claim; None where it can't be an event."""
    number = bisect_right(starts, claim.predicate.start) - 1
    actors = _actors(claim, kinds)
    if number < 0 or actors is None or not roots_told(claim.predicate.lemma):
        return None
    tree, (actor, other) = syntax.trees[number], actors
    source = words_of(tree, actor.start, actor.end)
    if source is None:
        return None
    target = words_of(tree, other.start, other.end) if other else None
    return _Asked(claim, actor, other, (number, source, target))


def _event(asked: _Asked, answer: tuple[str, float], syntax: Syntax) -> Event | None:
    claim, other, (number, _, target) = asked.claim, asked.other, asked.words
    found = _borne(claim.predicate.lemma, answer, target)
    seldom = other is not None and other.role in _SELDOM
    if found is None or (seldom and QUADS.get(found, 2) < 4):
        return None
    tree = syntax.trees[number]
    inside = words_of(tree, claim.start, claim.end) or (0, 0)
    lemmas = [claim.predicate.lemma, *(tree.lemma(index) for index in range(*inside))]
    return _finished(found, lemmas, asked.actor.entity, other.entity if other else None)


def _borne(predicate: str, answer: tuple[str, float], target: Span | None) -> str | None:
    """The encoder's root where the claim's predicate can bear it, None for no event.

    The encoder learned from sentences with two actors and an event between them: of any other claim
    it says, and surely, whatever its sentence is about ("the others were sleeping" is ASSAULT).
    """
    found, odds = answer
    if odds < LEAST or found not in roots_told(predicate):
        return None
    alone = _roots()["alone"]
    if target is None and (found not in alone["roots"] or predicate in alone["vague"]):
        return None
    return found


@lru_cache(maxsize=4096)
def roots_told(lemma: str) -> frozenset[str]:
    """PLOVER roots that a predicate's lemma may tell, YIELD for what the training data join."""
    told = {root for root, lemmas in _roots()["roots"].items() if lemma in lemmas}
    return frozenset(told | ({"YIELD"} if told & {"RETREAT", "CONCEDE"} else set()))


def _finished(root: str, lemmas: Sequence[str], source: str | None, target: str | None) -> Event:
    if root == "YIELD":
        root = "CONCEDE" if _lists()["CONCEDE"]["lemmas"] & set(lemmas) else "RETREAT"
    return Event(root=root, mode=mode(root, lemmas), quad=QUADS[root], source=source, target=target)


def mode(root: str, lemmas: Iterable[str]) -> str | None:
    """The root's first mode that one of the lemmas tells, None for none."""
    if root == "CONCEDE":
        return None
    present = set(lemmas)
    return next((name for name, told in _lists().get(root, {}).items() if told & present), None)


@cache
def _roots() -> dict[str, dict[str, frozenset[str]]]:
    text = (resources.files("secondsource.events") / "roots.toml").read_text("utf-8")
    return {
        table: {name: frozenset(words) for name, words in lists.items()}
        for table, lists in tomllib.loads(text).items()
    }


@cache
def _lists() -> dict[str, dict[str, frozenset[str]]]:
    text = (resources.files("secondsource.events") / "modes.toml").read_text("utf-8")
    return {
        root: {name: frozenset(told) for name, told in modes.items()}
        for root, modes in tomllib.loads(text).items()
    }


def words_of(tree: Tree, start: int, end: int) -> Span | None:
    """The half-open range of a sentence's words that touch the characters; None where none does."""
    first = bisect_right([token.end for token in tree.tokens], start)
    stop = bisect_left([token.start for token in tree.tokens], end)
    return (first, stop) if first < stop else None
