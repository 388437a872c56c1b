"""Verbs of saying that attribute nothing: "it is worth noting that", "it goes without saying", "it
must be said". Whoever writes them says it, and means it."""

from __future__ import annotations

from secondsource.extraction.trees.predication import is_passive
from secondsource.syntax import Tree

_MUST = frozenset({"should", "must", "can", "could", "may", "might"})
_HUNG = frozenset({"csubj", "advcl", "xcomp", "ccomp"})


def is_flourish(tree: Tree, verb: int) -> bool:
    """Whether nobody but the writer is meant to have said it: the verb is what "it" stands for, or
    what anyone should do. A passive in the indicative ("it is said") is hearsay, not this."""
    if tree.upos(verb) != "VERB":
        return False
    if is_passive(tree, verb):
        advised = any(tree.lower(aux) in _MUST for aux in tree.children(verb, "aux"))
        return advised and _stands_for(tree, verb)
    above = tree.head(verb)
    if above is None or tree.rel(verb) not in _HUNG or tree.child(verb, "nsubj") is not None:
        return False
    bare = tree.feat(verb, "VerbForm") == "Inf" or tree.lower(verb).endswith("ing")
    judged = tree.upos(above) in ("ADJ", "NOUN") and tree.child(above, "cop") is not None
    without = any(tree.lower(mark) == "without" for mark in tree.children(verb, "mark"))
    return bare and (judged or without) and _stands_for(tree, above)


def _stands_for(tree: Tree, word: int) -> bool:
    subjects = tree.children(word, "expl", "nsubj", "nsubj:pass")
    return [tree.lower(subject) for subject in subjects] == ["it"]
