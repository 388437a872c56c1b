"""When, where and how many: the times, places and quantities that belong to a clause."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extract.anchors import Word
from secondsource.extract.lookup import Lookup
from secondsource.extract.predication import Clause
from secondsource.syntax import Tree

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "off", "along", "within",
     "throughout", "over", "on", "above", "towards", "toward", "through"}
)  # fmt: skip
Owners = dict[int, int]


def owners_of(clauses: Sequence[Clause]) -> Owners:
    """For every word that is a clause's head, predicate or raising verb: the clause's head."""
    owners: Owners = {}
    for clause in clauses:
        for word in (clause.head, clause.predicate, *clause.raised):
            owners.setdefault(word, clause.head)
    return owners


def linked(
    tree: Tree, at: tuple[int, int], owners: Owners, heads: Sequence[Word | None]
) -> tuple[int, ...]:
    """Indices of the anchored things whose nearest clause is the one at ``(sentence, head)``."""
    number, head = at
    return tuple(
        index
        for index, anchor in enumerate(heads)
        if anchor is not None and anchor[0] == number and _owner(tree, anchor[1], owners) == head
    )


def times_of(lookup: Lookup, number: int, clause: Clause, owners: Owners) -> tuple[int, ...]:
    """Times that date the happening, against the date of something in it ("a 1999 treaty")."""
    tree = lookup.syntax.trees[number]
    found = linked(tree, (number, clause.head), owners, lookup.times)
    return tuple(i for i in found if not _is_inside_noun(tree, clause, lookup.times[i]))


def _is_inside_noun(tree: Tree, clause: Clause, anchor: Word | None) -> bool:
    if anchor is None:
        return True
    above = tree.head(anchor[1])
    inside = tree.deprel(anchor[1]) in ("nummod", "compound", "amod", "nmod:poss")
    own = (clause.head, clause.predicate, *clause.raised)
    return inside and above is not None and above not in own and tree.upos(above) == "NOUN"


def _owner(tree: Tree, word: int, owners: Owners) -> int | None:
    return next((owners[n] for n in (word, *tree.ancestors(word)) if n in owners), None)


def places_of(lookup: Lookup, number: int, clause: Clause, owners: Owners) -> tuple[int, ...]:
    """Places where the happening is said to be, against "Kyiv said" or "the Paris accord"."""
    tree = lookup.syntax.trees[number]
    found = linked(tree, (number, clause.head), owners, lookup.places)
    return tuple(i for i in found if _is_locative(tree, clause, lookup.places[i]))


def _is_locative(tree: Tree, clause: Clause, anchor: Word | None) -> bool:
    if anchor is None:
        return False
    word = anchor[1]
    for node in (word, *tree.ancestors(word)):
        if node in (clause.head, clause.predicate):
            return False
        if any(tree.lower(case) in _LOCATIVE for case in tree.children(node, "case")):
            return True
    return False


def bounded_times(lookup: Lookup, indices: Sequence[int]) -> list[int]:
    """Those of the times that say when it ended: "since January" does not."""
    return [index for index in indices if not _is_since(lookup, lookup.times[index])]


def _is_since(lookup: Lookup, anchor: Word | None) -> bool:
    if anchor is None:
        return False
    tree = lookup.syntax.trees[anchor[0]]
    return any(tree.lower(case) == "since" for case in tree.children(anchor[1], "case", "mark"))
