"""Lands and towns that the model takes for people: "Torvia's parliament" is nobody's.

The encoder knows kinds from the names it has met; a name of one word that it has not met is a
person to it. What the report says of the name elsewhere tells better: where things happen, what has
a parliament, what gives a people its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.places.gazetteer import gazetteer
from secondsource.extraction.wordlists.nouns import kinds_of, nouns
from secondsource.names import demonyms_of
from secondsource.names.words import gender_of_name
from secondsource.syntax import Syntax, Tree

_KNOWN = 4.5  #: weight from which a town of that name is likelier meant than a person


def with_lands(syntax: Syntax, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with names of one word that the report treats as places made places: Torvia,
    of which there are Torvians, and "Torvi", if there is a Torv. (A name in "-i" is a people to
    itself, as Messi is.)"""
    bodies = {c.name for c in found if c.name and _is_body(c)}
    doubtful = {c.name for c in found if c.name and _is_doubtful(c)} - _people(found)
    if not doubtful | bodies:
        return list(found)
    lands = {name for tree in syntax.trees for name in _told(tree) if name in doubtful}
    words = {tree.form(i) for tree in syntax.trees for i in range(len(tree))}
    names = doubtful | bodies
    peoples = {people for name in names for people in set(demonyms_of(name)) - {name}}
    lands |= {n for n in names if n in peoples or words & (set(demonyms_of(n)) - {n})}
    return [
        replace(c, kind="place") if c.name in lands and (_is_doubtful(c) or _is_body(c)) else c
        for c in found
    ]


def _is_body(candidate: Candidate) -> bool:
    """A body of one name that nothing describes."""
    bare = len(candidate.name_words) == 1 and candidate.first == candidate.last
    return candidate.kind == "organisation" and bare and not candidate.roles


def _is_doubtful(candidate: Candidate) -> bool:
    """A person of one name, of whom nothing is said that only people are."""
    return (
        candidate.kind == "person"
        and len(candidate.name_words) == 1
        and not candidate.gender
        and not any("person" in kinds_of(role) for role in candidate.roles)
    )


def _people(found: Sequence[Candidate]) -> set[str]:
    """Words of names that some phrase of the report shows to be a person's: by another name
    before or behind it, by a title, or by an office."""
    shown: set[str] = set()
    for candidate in found:
        name = candidate.name
        if name and candidate.kind == "person" and not _is_doubtful(candidate):
            shown.update((name, *name.split()))
    return shown


def _told(tree: Tree) -> Iterator[str]:
    """Names that the sentence treats as places."""
    for index in range(len(tree)):
        if tree.upos(index) != "PROPN" or gender_of_name(tree.form(index)):
            continue
        told = _is_where(tree, index) or _has_state(tree, index) or _is_part_named(tree, index)
        if told or _is_struck(tree, index):
            yield tree.form(index)


def _is_where(tree: Tree, index: int) -> bool:
    """ "In Torvia", "across northern Torvia", but not "interest in Torvia"."""
    case = tree.child(index, "case")
    if case is None or tree.rel(index) not in {"obl", "nmod"}:
        return any(tree.lemma(i) in nouns().directions for i in tree.children(index, "amod"))
    initials = len(tree.form(index)) > 1 and tree.form(index).isupper()  # "in the SLFP"
    if tree.lower(case) not in nouns().inside or initials:
        return False
    governor = tree.head(index)
    return governor is None or tree.lemma(governor) not in nouns().trusting


def _has_state(tree: Tree, index: int) -> bool:
    """ "Torvia's parliament", "the Torvia border guard"."""
    governor = tree.head(index)
    if governor is None or tree.deprel(index) not in {"nmod:poss", "compound"}:
        return False
    return tree.lemma(governor) in nouns().of_lands


def _is_struck(tree: Tree, index: int) -> bool:
    """ "Struck Baalbek", "inspected Fordow": what is shelled, reached or visited, if it is known to
    be a town or site."""
    governor = tree.head(index)
    if governor is None or tree.rel(index) != "obj" or tree.child(index, "flat") is not None:
        return False
    spots = gazetteer().find(tree.form(index))
    known = bool(spots) and not spots[0].alias and spots[0].weight >= _KNOWN
    return known and tree.lemma(governor) in nouns().taken


def _is_part_named(tree: Tree, index: int) -> bool:
    """ "The Kessin crossing": a place that is called by another's name or its own."""
    governor = tree.head(index)
    if governor != index + 1 or tree.deprel(index) != "compound":
        return False
    return tree.lemma(governor) in nouns().kinds["place"] | nouns().named_parts
