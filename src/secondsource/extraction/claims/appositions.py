"""Appositions that say what somebody or something is: "Ann Roe, the head of the board,"."""

from __future__ import annotations

from collections.abc import Container

from secondsource.extraction.trees.phrases import after_comma, phrase
from secondsource.extraction.trees.predication import Clause, is_event_noun
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import words
from secondsource.syntax import Tree

_DETERMINERS = frozenset({"a", "an", "the", "both", "all"})


def role_clauses(tree: Tree, taken: Container[int]) -> list[Clause]:
    """One clause for each apposition with a name on one side and a role on the other. Its head is
    the apposition, its predicate the noun that names the role."""
    found = []
    for index in range(len(tree)):
        noun = tree.head(index)
        if tree.rel(index) != "appos" or noun is None or index in taken:
            continue
        role = _role_noun(tree, noun, index)
        if role is None or role in taken or not _is_closed(tree, index):
            continue
        bearer = noun if role == index else index
        found.append(Clause(index, role, "role", [("agent", bearer), ("attribute", role)]))
    return found


def role_evidence(tree: Tree, clause: Clause) -> list[int]:
    """Both phrases and what stands between them."""
    both = [word for _, head in clause.arguments for word in phrase(tree, head)]
    return list(range(min(both), max(both) + 1))


def _role_noun(tree: Tree, noun: int, apposition: int) -> int | None:
    place = _named_place(tree, noun, apposition)
    if place is not None:
        return place
    if _names_role(tree, apposition) and (
        tree.upos(noun) == "PROPN" or (tree.upos(noun) == "NOUN" and _describes(tree, apposition))
    ):
        return apposition
    named = tree.upos(apposition) == "PROPN"
    return noun if named and (_names_role(tree, noun) or _is_office(tree, noun)) else None


def _named_place(tree: Tree, noun: int, apposition: int) -> int | None:
    """ "a hotel in the capital, Tarsk,": the name is the nearest place's, not the hotel's."""
    if tree.upos(apposition) != "PROPN" or "person" in kinds_of(tree.lemma(noun)):
        return None
    for near in tree.children(noun, "nmod"):
        last = tree.subtree(near)[-1]
        beside = last + 1 < len(tree) and tree.form(last + 1) == ","
        definite = any(tree.lower(det) == "the" for det in tree.children(near, "det"))
        if beside and definite and last == near and "place" in kinds_of(tree.lemma(near)):
            return near
    return None


def _describes(tree: Tree, noun: int) -> bool:
    """Whether a common noun describes another one: a person, or both or all of them."""
    all_of_them = any(tree.lower(det) in ("both", "all") for det in tree.children(noun, "det"))
    return all_of_them or "person" in kinds_of(tree.lemma(noun))


def _is_office(tree: Tree, noun: int) -> bool:
    """ "The Minister of Ports, Ann Roe,": an office in capitals, with an article."""
    office = tree.upos(noun) == "PROPN" and "person" in kinds_of(tree.lower(noun))
    return office and tree.child(noun, "det") is not None


def _names_role(tree: Tree, noun: int) -> bool:
    """Whether a common noun says what something is, against an amount or a happening."""
    if tree.upos(noun) != "NOUN" or is_event_noun(tree, noun):
        return False
    lemma = tree.lemma(noun)
    if lemma in words("predicates", "counting", "nouns"):
        return False
    determined = any(tree.lower(det) in _DETERMINERS for det in tree.children(noun, "det"))
    owned = any(tree.deprel(child) == "nmod:poss" for child in tree.children(noun, "nmod"))
    return bool(kinds_of(lemma)) or determined or owned


def _is_closed(tree: Tree, apposition: int) -> bool:
    """Whether punctuation stands before and after it: "In Lom, the army said" has none after. The
    comma behind a name may hang on the name."""
    last = tree.subtree(apposition)[-1]
    within = tree.upos(last) == "PUNCT" and tree.upos(apposition) == "PROPN"
    after = last if within else last + 1
    return after_comma(tree, apposition) and (
        after >= len(tree) or tree.upos(after) in ("PUNCT", "CCONJ")
    )
