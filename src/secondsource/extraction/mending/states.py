"""Slips about the state that counted people are left in. Rules as in ``mend``."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.quantities.grammar import grammar
from secondsource.syntax import Tree


def state_of_joined(tree: Tree, word: int) -> Change | None:
    """ "left one person dead and five others wounded": the wounded are the five, whatever the
    parser joined the participle to."""
    if word == 0 or tree.rel(word) not in ("amod", "conj") or tree.upos(word) != "VERB":
        return None
    if tree.lower(word) not in grammar().lists["states"]:
        return None
    counted = word - 1
    number = tree.upos(counted) == "NUM" or tree.child(counted, "nummod") is not None
    if not number or tree.rel(counted) != "conj" or tree.children(word, "nsubj", "obj", "aux"):
        return None
    return None if word in tree.ancestors(counted) else (word, counted, "acl")


STATE_RULES = (state_of_joined,)
