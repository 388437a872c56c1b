"""Capitals that stand for a government: "Kyiv rejected the offer" against "drones hit Kyiv"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secondsource.extraction.trees.anchors import Anchors
from secondsource.extraction.trees.predication import is_passive
from secondsource.extraction.wordlists.words import member, words
from secondsource.names import country_named, country_with_capital
from secondsource.records.reading import Entity, Mention, Place
from secondsource.syntax import Syntax, Tree

_WHERE = frozenset({"in", "at", "near", "from", "to", "into", "around", "across", "outside"})
_ADDRESSED = frozenset({"asks", "orders", "accuses", "warns", "condemns", "praises"})


def with_governments(
    syntax: Syntax, entities: Sequence[Entity], places: Sequence[Place]
) -> tuple[tuple[Entity, ...], tuple[Place, ...]]:
    """The entities, with a body of its own for each capital that acts as its government; the
    places, tied to whichever of the two is meant."""
    anchors = Anchors(syntax.trees)
    found: list[Entity] = []
    moved: dict[tuple[int, int], str] = {}
    bodies: set[tuple[int, int]] = set()
    for entity in entities:
        if _is_outlet(syntax, anchors, entity):
            found.append(replace(entity, kind="organisation"))
            bodies.update((m.start, m.end) for m in entity.mentions)
            continue
        acting = _acting(syntax, anchors, entity)
        rest = tuple(m for m in entity.mentions if m not in acting)
        if not acting:
            found.append(entity)
            continue
        body = entity if not rest else replace(entity, id=f"{entity.id}g")
        found.append(replace(body, kind="organisation", mentions=tuple(acting)))
        moved.update(((m.start, m.end), body.id) for m in acting)
        if rest:
            found.append(replace(entity, mentions=rest))
    found.sort(key=lambda entity: entity.mentions[0].start)
    kept = (p for p in places if (p.start, p.end) not in bodies)
    tied = (replace(p, entity=moved.get((p.start, p.end), p.entity)) for p in kept)
    return tuple(found), tuple(tied)


def _is_outlet(syntax: Syntax, anchors: Anchors, entity: Entity) -> bool:
    """ "Canal Sur reported": a name of several words, no country's and nowhere a place where
    something is, that says or is told something."""
    names = [m for m in entity.mentions if m.form == "name"]
    printed = {syntax.text[m.start : m.end] for m in names}
    if entity.kind != "place" or not printed or not all(" " in name for name in printed):
        return False
    if any(country_named(name) or country_with_capital(name) for name in printed):
        return False
    heads = [word for m in names if (word := anchors.head(m)) is not None]
    if any(_has_locative(syntax.trees[number], word) for number, word in heads):
        return False
    return any(_talks(syntax.trees[number], word) for number, word in heads)


def _has_locative(tree: Tree, word: int) -> bool:
    return any(tree.lower(case) in _WHERE for case in tree.children(word, "case"))


def _talks(tree: Tree, word: int) -> bool:
    """Says something in a clause or in quotation marks, or is told it."""
    verb = tree.head(word)
    if verb is None or member("cues", "verbs", tree.lemma(verb)) not in ("says", "claims"):
        return False
    if tree.rel(word) in ("obj", "iobj"):
        return tree.lemma(verb) == "tell"
    told = tree.child(verb, "ccomp") is not None or tree.rel(verb) == "parataxis"
    return tree.rel(word) == "nsubj" and told


def _acting(syntax: Syntax, anchors: Anchors, entity: Entity) -> list[Mention]:
    """The mentions that mean the government; a pronoun goes with the name before it."""
    names = {syntax.text[m.start : m.end] for m in entity.mentions if m.form == "name"}
    if not names or not all(country_with_capital(name) for name in names):
        return []
    acting: list[Mention] = []
    governs = False
    for mention in entity.mentions:
        word = anchors.head(mention) if mention.form == "name" else None
        if word is not None:
            governs = is_government(syntax.trees[word[0]], word[1])
        if governs:
            acting.append(mention)
    return acting


def is_government(tree: Tree, word: int) -> bool:
    """Whether a capital says, decides, or is asked something."""
    verb = tree.head(word)
    if tree.deprel(word) == "conj" and verb is not None:
        word, verb = verb, tree.head(verb)
    if verb is None or tree.upos(verb) != "VERB" or tree.child(word, "nmod:poss") is not None:
        return False
    stance = member("cues", "verbs", tree.lemma(verb))
    decides = stance is not None or member("predicates", "control", tree.lemma(verb)) is not None
    decides = decides or tree.lemma(verb) in words("predicates", "negating", "lemmas")
    passive = is_passive(tree, verb)
    if tree.rel(word) == "nsubj" and not passive:
        return decides
    if tree.deprel(word) == "obl:agent":
        return decides
    affected = tree.rel(word) in ("obj", "iobj") or (tree.rel(word) == "nsubj" and passive)
    return affected and stance in _ADDRESSED
