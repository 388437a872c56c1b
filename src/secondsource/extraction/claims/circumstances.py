"""When, where and how many: the times, places and quantities that belong to a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.extraction.speech.lookup import Lookup
from secondsource.extraction.trees.phrases import has_case, phrase
from secondsource.extraction.trees.predication import Clause
from secondsource.names.words import tables as name_tables
from secondsource.syntax import Tree

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "off", "along", "within",
     "throughout", "over", "on", "above", "towards", "toward", "through"}
)  # fmt: skip
_HOLDING = ("in", "during", "at", "on")
_AGAINST = frozenset({"up", "down", "compared"})
_LOOSE = frozenset({"advmod", "parataxis", "advcl", "appos", "acl", "obl", "amod", "conj"})
Owners = dict[int, int]
Linked = list[tuple[int, int]]  #: index of the time, place or quantity, and its head word


def owners_of(clauses: Sequence[Clause]) -> Owners:
    """For every word that is a clause's head, predicate or raising verb: the clause's head."""
    owners: Owners = {}
    for clause in clauses:
        predicate = clause.head if clause.kind == "role" else clause.predicate
        for word in (clause.head, predicate, *clause.raised):
            owners.setdefault(word, clause.head)
    return owners


def times_of(lookup: Lookup, number: int, clause: Clause, owners: Owners) -> Linked:
    """Times that date the happening, against the date of something in it ("a 1999 treaty")."""
    tree = lookup.syntax.trees[number]
    heads = lookup.times.in_sentence(number)
    found = list(_linked(tree, heads, owners, clause))
    found = found or _fronted(tree, heads, owners, clause)
    return _resumed(tree, heads, clause, "when") + [
        (index, word) for index, word in found if not _is_inside_noun(tree, clause, word)
    ]


def places_of(lookup: Lookup, number: int, clause: Clause, owners: Owners) -> Linked:
    """Places where the happening is said to be, against "Kyiv said" or "the Paris accord"."""
    tree = lookup.syntax.trees[number]
    heads = lookup.places.in_sentence(number)
    found = _linked(tree, heads, owners, clause)
    return _resumed(tree, heads, clause, "where") + [
        (index, word) for index, word in found if _is_locative(tree, clause, word)
    ]


def quantities_of(lookup: Lookup, number: int, clause: Clause, owners: Owners) -> Linked:
    """Quantities of what takes part in the happening."""
    tree = lookup.syntax.trees[number]
    return list(_linked(tree, lookup.quantities.in_sentence(number), owners, clause))


def bounded(tree: Tree, times: Linked) -> list[int]:
    """Those of the times that say when it ended: "since January" does not."""
    return [
        index
        for index, word in times
        if not any(tree.lower(case) == "since" for case in tree.children(word, "case", "mark"))
    ]


def _linked(
    tree: Tree, heads: Sequence[tuple[int, int]], owners: Owners, clause: Clause
) -> Iterator[tuple[int, int]]:
    """Those whose nearest clause is this one."""
    for index, word in heads:
        chain = (word, *tree.ancestors(word))
        if any(tree.lower(case) == "according" for n in chain for case in tree.children(n, "case")):
            continue  # "according to two officials"
        if _is_compared(tree, chain, owners):
            continue
        if next((owners[node] for node in chain if node in owners), None) == clause.head:
            yield index, word


def _is_compared(tree: Tree, chain: Sequence[int], owners: Owners) -> bool:
    """What a happening is measured against: "up from 40 in May", "the most since 1991"."""
    for node in chain:
        if node in owners:
            return False
        if tree.lower(node) in _AGAINST and tree.rel(node) in _LOOSE:
            return any(
                tree.lower(case) in ("from", "with", "to")
                for below in tree.children(node, "obl", "nmod")
                for case in tree.children(below, "case")
            )
        best = tree.feat(node, "Degree") == "Sup" or tree.lower(node).endswith("est")
        if best and tree.rel(node) in _LOOSE:
            return True
    return False


def _resumed(tree: Tree, heads: Sequence[tuple[int, int]], clause: Clause, adverb: str) -> Linked:
    """What "where" or "when" takes up: "in Lom, where they met", "on Monday, when they met"."""
    links = [w for w in tree.children(clause.top, "advmod", "mark") if tree.lower(w) == adverb]
    if not links:
        return _held_in(tree, heads, clause)
    before = links[0] - 1
    while before > 0 and tree.upos(before) == "PUNCT":
        before -= 1
    return [(index, word) for index, word in heads if phrase(tree, word)[-1] == before]


def _held_in(tree: Tree, heads: Sequence[tuple[int, int]], clause: Clause) -> Linked:
    """What dates or places the happening that "in which" takes up: "the raid on Lom, in which nine
    died"."""
    which = [
        word
        for word in tree.children(clause.top, "obl")
        if tree.lower(word) == "which" and any(has_case(tree, word, case) for case in _HOLDING)
    ]
    noun = tree.head(clause.top)
    if not which or noun is None or tree.deprel(clause.top) != "acl:relcl":
        return []
    while tree.rel(noun) == "nmod" and (above := tree.head(noun)) is not None:
        noun = above
    inside = set(tree.subtree(noun, [clause.top]))
    return [(index, word) for index, word in heads if word in inside and word < which[0]]


def _fronted(
    tree: Tree, heads: Sequence[tuple[int, int]], owners: Owners, clause: Clause
) -> Linked:
    """What opens the sentence holds for verbs that share its subject: "In 2009 it closed the pit
    and left"."""
    first, opens = tree.head(clause.top), tree.child(clause.top, "nsubj", "mark") is None
    if first is None or clause.kind == "nominal" or tree.rel(clause.top) != "conj" or not opens:
        return []
    subject = tree.child(first, "nsubj")
    if subject is None or first not in owners:
        return []
    return [
        (index, word)
        for index, word in heads
        if word < tree.subtree(subject)[0] and first in (tree.head(word), owners.get(word))
    ]


def _is_inside_noun(tree: Tree, clause: Clause, word: int) -> bool:
    above = tree.head(word)
    inside = tree.deprel(word) in ("nummod", "compound", "amod", "nmod:poss")
    own = (clause.head, clause.predicate, *clause.raised)
    return inside and above is not None and above not in own and tree.upos(above) == "NOUN"


def _is_locative(tree: Tree, clause: Clause, word: int) -> bool:
    above = tree.head(word)
    named = above is not None and tree.upos(above) == "PROPN" and tree.rel(word) == "compound"
    if named and tree.lower(above or 0) in name_tables().bodies:
        return False  # "analysts at Vell Bank"
    for node in (word, *tree.ancestors(word)):
        if node in (clause.head, clause.predicate):
            return False
        if any(tree.lower(case) in _LOCATIVE for case in tree.children(node, "case")):
            return True
    return False
