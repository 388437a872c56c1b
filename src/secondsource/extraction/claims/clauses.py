"""Clauses of a sentence: what is predicated of whom. Tree in, plain data out."""

from __future__ import annotations

from secondsource.extraction.claims.appositions import role_clauses
from secondsource.extraction.claims.nominals import nominal_clause
from secondsource.extraction.trees.arguments import add_arguments
from secondsource.extraction.trees.predication import Clause, is_event_noun, skeletons
from secondsource.syntax import Tree


def find_clauses(tree: Tree) -> list[Clause]:
    """All clauses of a sentence in text order of their heads, arguments included."""
    found = skeletons(tree)
    for index in tree.top_down():
        if index in found:
            add_arguments(tree, found[index], found)
    taken = {clause.predicate for clause in found.values()}
    for index in range(len(tree)):
        if index not in taken and index not in found and is_event_noun(tree, index):
            nominal = nominal_clause(tree, index, found)
            if nominal is not None:
                found[index] = nominal
    for role in role_clauses(tree, {*taken, *found}):
        found[role.head] = role
    return [found[index] for index in sorted(found)]
