"""Claims coded as PLOVER events: root, mode, quad, source and target.

The encoder tells the root from the sentence and both actors; this module decides which claims have
actors, and looks up the mode. What has modality, polarity or an attribution keeps them on the
claim: they are not folded into the event.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from secondsource.events.actors import Actors, Cast, Wording, actors_of, head_of, words_of
from secondsource.records.reading import Argument, Claim, Event, Reading
from secondsource.syntax import Syntax, Tree

#: PLOVER's quads: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4,
    "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
#: What one of two who do it together does with the other ("Norland and Serra signed a treaty").
_MUTUAL = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AGREE", "RETREAT"})
_AIMED = frozenset({"on", "upon", "against", "at", "into", "over"})
#: Roots whose words everyday life uses as well: people help, join and meet one another.
_OF_EVERYDAY = frozenset({"AID", "COOPERATE", "CONSULT"})
#: Roots that the training data join.
_LEARNED = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
LEAST = 0.1  #: probability of a root that only the encoder chooses
UNTOLD = 0.5  #: probability of "no event" from which the one root of a word isn't told

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim that may tell an event, its actors, and where they stand in its sentence."""

    claim: Claim
    actors: Actors
    by_phrase: str | None  #: the root that its verb and a noun tell together
    words: tuple[int, Span | None, Span | None]  #: number of the sentence, who acts, on whom


def code_events(reading: Reading, syntax: Syntax) -> Reading:
    """The reading with an event on every claim that has one."""
    if syntax.events is None or not reading.claims:
        return reading
    people = Cast.of(reading)
    starts = [tree.sentence.start for tree in syntax.trees]
    asked = [
        question
        for claim in reading.claims
        if (question := _question(claim, people, starts, syntax)) is not None
    ]
    told = syntax.events.odds([question.words for question in asked])
    events = {
        question.claim.id: event
        for question, odds in zip(asked, told, strict=True)
        if (event := _event(question, odds, syntax)) is not None
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
        (odds,) = syntax.events.odds([(number, inside[0], inside[1])])
        found = max(odds, key=lambda root: odds[root])
        if not found:
            return None
        lemmas = [tree.lemma(index) for index in range(len(tree))]
        return _finished(found, lemmas, *(syntax.text[slice(*span)] for span in (source, target)))
    return None


def _question(claim: Claim, cast: Cast, starts: Sequence[int], syntax: Syntax) -> _Asked | None:
    """What the encoder is to be asked about a claim; None where it can't be an event."""
    number = bisect_right(starts, claim.predicate.start) - 1
    if number < 0:
        return None
    tree, lemma = syntax.trees[number], claim.predicate.lemma
    pairs = frozenset(_pairs(tree, claim))
    by_phrase = _by_phrase(pairs)
    if pairs & _roots()["never"]["phrases"] or not (roots_told(lemma) or by_phrase):
        return None
    made_of = pairs & _made_of()
    wording = Wording(
        unnamed=lemma in _roots()["unnamed"]["lemmas"],
        meant=frozenset(pair.split(" ")[1] for pair in made_of),
        happenings=frozenset() if made_of else _told_by_words(),
    )
    actors = actors_of(claim, cast, tree, wording)
    if actors is None:
        return None
    ends = (actors.source, actors.target)
    source, target = (words_of(tree, a.start, a.end) if a else None for a in ends)
    return _Asked(claim, actors, by_phrase, (number, source, target))


def _pairs(tree: Tree, claim: Claim) -> Iterator[str]:
    """The predicate with the noun of each argument and its preposition: "impose sanction", "call
    on"; and what two do jointly."""
    lemma = claim.predicate.lemma
    for argument in claim.arguments:
        head = head_of(tree, argument)
        if head is not None:
            yield f"{lemma} {tree.lemma(head)}"
            yield f"{lemma} {tree.lemma(head).removesuffix('s')}"  # "troops" has no singular
            for case in () if argument.role == "time" else tree.children(head, "case"):
                yield f"{lemma} {tree.lower(case)}"
    word = words_of(tree, claim.predicate.start, claim.predicate.end)
    if word is not None and any(tree.lower(w) == "joint" for w in tree.children(word[0], "amod")):
        yield f"joint {lemma}"


def _event(asked: _Asked, odds: Mapping[str, float], syntax: Syntax) -> Event | None:
    claim, actors = asked.claim, asked.actors
    tree = syntax.trees[asked.words[0]]
    root, sure = _told(asked, odds)
    if root is None:
        return None
    target = actors.on
    if actors.target is not None and actors.seldom and not _is_aimed(tree, actors.target, root):
        target = None
        if not sure and root not in _roots()["alone"]["roots"]:
            return None
    if root in _MUTUAL and actors.other is not None:
        target = actors.other
    inside = words_of(tree, claim.start, claim.end) or (0, 0)
    lemmas = [claim.predicate.lemma, *(tree.lemma(index) for index in range(*inside))]
    return _finished(root, lemmas, actors.by, target)


def _is_aimed(tree: Tree, argument: Argument, root: str) -> bool:
    """Whether an action is directed at a place or whatever else stands seldom as a target: "fired
    at the port", "sanctions on two banks", "withdrew its envoy from Serra", "gave food to Serra";
    not "across the country"."""
    head = head_of(tree, argument)
    cases = () if head is None else tree.children(head, "case")
    own = {"SANCTION": ("from",), "AID": ("to", "for")}.get(root, ())
    return any(tree.lower(case) in _AIMED or tree.lower(case) in own for case in cases)


def _told(asked: _Asked, odds: Mapping[str, float]) -> tuple[str | None, bool]:
    """The root that a claim tells, None for no event, and whether its own words tell it surely.

    The encoder learned from sentences with two actors and an event between them: of any other
    claim it says, and surely, whatever its sentence is about ("the others were sleeping" is
    ASSAULT). So it only chooses among what the claim's words can bear.
    """
    lemma, actors = asked.claim.predicate.lemma, asked.actors
    if asked.by_phrase is not None:
        return asked.by_phrase, True
    alone = _roots()["alone"]
    if not actors.on_somebody and lemma in alone["vague"]:
        return None, False
    if lemma in _roots()["alone"]["by_bodies"] and _has_thing(asked):
        return None, False
    if lemma == "call" and any(a.role == "attribute" for a in asked.claim.arguments):
        return None, False  # "called it accurate"
    sure = next((root for root, told in _roots()["sure"].items() if lemma in told), None)
    if sure is not None:
        return sure, True
    bearable = {r for r in roots_told(lemma) if actors.on_somebody or r in alone["roots"]}
    only = next(iter(bearable)) if len(bearable) == 1 else None
    plain = only is not None and only not in _OF_EVERYDAY and actors.on_somebody
    if only is not None and plain and odds.get("", 0.0) < UNTOLD:
        return only, False
    likely = [(odds.get(_LEARNED.get(root, root), 0.0), root) for root in bearable]
    share, chosen = max(likely, default=(0.0, ""))
    if share < LEAST:
        return None, False
    if chosen in _LEARNED and set(_LEARNED) <= bearable:
        return "YIELD", False
    return chosen, False


def _has_thing(asked: _Asked) -> bool:
    """ "demonstrated support", "released a report": it is done to something, not to somebody."""
    done_to = (a for a in asked.claim.arguments if a.role == "patient" and a.entity is None)
    return any(argument is not asked.actors.target for argument in done_to)


def _by_phrase(pairs: Set[str]) -> str | None:
    """The root of the first table that has one of the pairs of verb and noun."""
    return next((root for root, told in _roots()["phrases"].items() if pairs & told), None)


@cache
def _made_of() -> frozenset[str]:
    """All pairs of verb and noun that tell a root together."""
    return frozenset().union(*_roots()["phrases"].values())


@cache
def _told_by_words() -> frozenset[str]:
    """All words that tell a root."""
    return frozenset().union(*_roots()["roots"].values())


@lru_cache(maxsize=4096)
def roots_told(lemma: str) -> frozenset[str]:
    """PLOVER roots that a predicate's lemma may tell."""
    return frozenset(root for root, lemmas in _roots()["roots"].items() if lemma in lemmas)


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
