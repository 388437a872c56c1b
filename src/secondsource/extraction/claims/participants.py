"""The arguments of a claim as records: phrases tied to entities, roles made sure of."""

from __future__ import annotations

from secondsource.extraction.speech.lookup import FIRST_PERSON, Lookup
from secondsource.extraction.trees.anchors import Word
from secondsource.extraction.trees.phrases import after_comma, has_case, phrase
from secondsource.extraction.trees.predication import Clause, lemma_of
from secondsource.extraction.wordlists.words import words
from secondsource.records.reading import Argument, Role
from secondsource.syntax import Tree

#: Roles that rest on an ambiguous preposition.
_UNSURE = frozenset(
    {"place", "other", "time", "purpose", "goal", "topic", "companion", "instrument", "source"}
)

_FOCUS = frozenset({"only", "just", "also", "even", "merely", "still", "especially"})


def find_arguments(
    lookup: Lookup, number: int, clause: Clause, chain: tuple[int, ...]
) -> tuple[Argument, ...]:
    """Every participant of a clause of sentence ``number``; co-ordinated ones apart."""
    tree = lookup.syntax.trees[number]
    found = [
        _argument(lookup, (number, word), (role, clause.kind == "role"), chain)
        for role, word in _spread(tree, clause)
        if (clause.kind == "role" or not _is_source(lookup, number, clause, word))
        and not (role == "agent" and (number, word) in lookup.times)
    ]
    seen: set[tuple[str, str]] = set()
    kept = []
    for argument in found:
        if argument.entity is not None:
            if (argument.role, argument.entity) in seen:
                continue
            seen.add((argument.role, argument.entity))
        kept.append(argument)
    return tuple(kept)


def _spread(tree: Tree, clause: Clause) -> list[tuple[Role, int]]:
    own = {word for _, word in clause.arguments}
    spread: list[tuple[Role, int]] = []
    for role, head in clause.arguments:
        spread.append((role, head))
        joined = (
            tree.children(head, "conj") if role != "attribute" and clause.kind != "role" else []
        )
        spread += [
            (role, word)
            for word in joined
            if word not in own and tree.upos(word) in ("NOUN", "PROPN", "PRON")
        ]
    return spread


def _is_source(lookup: Lookup, number: int, clause: Clause, word: int) -> bool:
    """ "according to X" hangs on the verb and takes no part in what it names; in a relative clause
    of its own ("according to X, which runs the line") X does."""
    cues = lookup.cues_in.get(number, ())
    beside = any(word in cue.beside for cue in cues)
    return beside and clause.top not in lookup.syntax.trees[number].subtree(word)


def _argument(
    lookup: Lookup, at: Word, part: tuple[Role, bool], chain: tuple[int, ...]
) -> Argument:
    tree = lookup.syntax.trees[at[0]]
    role, defining = part  # an apposition needs both of its sides
    entity = lookup.entity_at(*at)
    word = at[1] if defining else _named(lookup, at)
    span = tree.span(_stripped(tree, phrase(tree, word)))
    if entity is None and tree.lower(at[1]) in FIRST_PERSON:
        entity = lookup.speaker(chain)
    return Argument(
        role=_role(lookup, at, role, entity), start=span.start, end=span.end, entity=entity
    )


def _named(lookup: Lookup, at: Word) -> int:
    """Of "the partner, Neil Croft," the name."""
    number, word = at
    tree = lookup.syntax.trees[number]
    entity = lookup.entity_at(*at)
    if tree.upos(word) != "NOUN" or entity is None or lookup.kinds[entity] != "person":
        return word
    names = (c for c in tree.children(word, "appos") if tree.upos(c) == "PROPN")
    return next((c for c in names if after_comma(tree, c) and c > word), word)


def _stripped(tree: Tree, kept: list[int]) -> list[int]:
    """Without "only" and "also" before the phrase."""
    while len(kept) > 1 and tree.rel(kept[0]) == "advmod" and tree.lower(kept[0]) in _FOCUS:
        kept = kept[1:]
    return kept


def _role(lookup: Lookup, at: Word, role: Role, entity: str | None) -> Role:
    """Prepositions are ambiguous: "in August" is a time, "in response" no place."""
    oblique = lookup.syntax.trees[at[0]].rel(at[1]) in ("obl", "nmod")
    if at in lookup.times and (oblique or role in _UNSURE):
        return "time"
    if role not in _UNSURE:
        return role
    if role == "instrument" and at in lookup.quantities and _by(lookup, at):
        return "quantity"  # "rose by 4 percent"
    if role == "purpose" and at in lookup.quantities and _is_price(lookup, at):
        return "quantity"  # "sold it for $3 million"
    if role == "topic" and at in lookup.places and _is_above(lookup, at):
        return "place"  # "collided over Tarn"
    if role != "place":
        return "other" if role == "time" else role
    located = at in lookup.places or (entity is not None and lookup.kinds[entity] == "place")
    return "place" if located else "other"


def _by(lookup: Lookup, at: Word) -> bool:
    return has_case(lookup.syntax.trees[at[0]], at[1], "by")


def _is_price(lookup: Lookup, at: Word) -> bool:
    """Money, told by its sign or unit."""
    number, word = at
    tree = lookup.syntax.trees[number]
    start, end = tree.tokens[tree.subtree(word)[0]].start, tree.tokens[word].end
    return any(
        quantity.unit is not None and len(quantity.unit) == 3 and quantity.unit.isupper()
        for quantity in lookup.context.quantities
        if quantity.start < end and start < quantity.end
    )


def _is_above(lookup: Lookup, at: Word) -> bool:
    """ "over" of what moves or bursts in the air."""
    number, word = at
    tree = lookup.syntax.trees[number]
    verb = tree.head(word)
    moves = verb is not None and lemma_of(tree, verb) in words("predicates", "travelling", "over")
    return moves and has_case(tree, word, "over")
