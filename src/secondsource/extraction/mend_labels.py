"""Relations that Universal Dependencies does not allow where they stand. Rules as in ``mend``: each
leaves the word where it hangs and names the relation that fits."""

from __future__ import annotations

from secondsource.extraction.mend_objects import Change
from secondsource.extraction.words import words
from secondsource.syntax import Tree

_ASPECT = frozenset({"stop", "start", "begin", "resume", "halt", "quit", "cease"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


def marked_object(tree: Tree, word: int) -> Change | None:
    """ "rose by 3 percent": what has a preposition of its own is no object."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) not in ("obj", "iobj") or not verb < word:
        return None
    opened = any(
        case < word and tree.upos(case) == "ADP" and case == tree.subtree(word)[0]
        for case in tree.children(word, "case")
    )
    return (word, verb, "obl") if opened and tree.upos(word) in _NOMINAL else None


def passive_copula(tree: Tree, word: int) -> Change | None:
    """ "two windows were broken": "be" before a passive participle is its auxiliary."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "cop" or tree.lemma(word) != "be" or not word < verb:
        return None
    passive = tree.upos(verb) == "VERB" and tree.feat(verb, "Voice") == "Pass"
    return (word, verb, "aux:pass") if passive else None


def clause_after_it(tree: Tree, word: int) -> Change | None:
    """ "it was announced that …": the clause that "it" stands for is what is said."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "csubj" or not verb < word:
        return None
    stands_for = tree.child(verb, "expl") is not None and tree.child(word, "mark") is not None
    return (word, verb, "ccomp") if stands_for and tree.upos(verb) == "VERB" else None


def particle(tree: Tree, word: int) -> Change | None:
    """ "The roof came down", "got back its men": a bare adverb of place right behind a verb that
    says little by itself makes one verb with it."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "advmod" or word != verb + 1:
        return None
    bare = tree.lower(word) in words("predicates", "empty", "particles") and not tree.children(word)
    light = tree.lemma(verb) in words("predicates", "empty", "parted")
    return (word, verb, "compound:prt") if bare and light else None


def bare_object(tree: Tree, word: int) -> Change | None:
    """ "Drivers stopped work": a bare noun behind a verb of beginning or ending is its object."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "xcomp" or word != verb + 1:
        return None
    bare = tree.upos(word) == "NOUN" and tree.child(word, "mark", "cop", "case") is None
    return (word, verb, "obj") if bare and tree.lemma(verb) in _ASPECT else None


LABEL_RULES = (particle, bare_object, marked_object, passive_copula, clause_after_it)
