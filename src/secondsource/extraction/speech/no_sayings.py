"""Verbs and clauses that look like a saying or like what is said, and are neither."""

from __future__ import annotations

from secondsource.extraction.trees.predication import is_passive
from secondsource.extraction.wordlists.words import words
from secondsource.syntax import Tree


def is_toll(tree: Tree, index: int) -> bool:
    """ "The flood has claimed six lives": taken, not said."""
    thing = tree.child(index, "obj")
    taken = thing is not None and tree.lemma(thing) in words("cues", "toll", "nouns")
    return taken and tree.lemma(index) == "claim" and not is_passive(tree, index)


def is_compared(tree: Tree, word: int) -> bool:
    """ "…, they say, three more than it reported": no clause, but how it compares."""
    more = tree.lower(word) in ("more", "fewer", "less")
    who = tree.child(word, "nsubj")
    counted = who is None or tree.upos(who) == "NUM"
    return more and counted and tree.child(word, "cop", "mark") is None
