"""Amounts that a comparative follows, which the parser takes for two things: "want 11 percent
more"."""

from __future__ import annotations

from dataclasses import replace

from secondsource.syntax import Tree

_MORE = frozenset({"more", "less", "fewer", "extra", "apiece"})
_PAID = frozenset({"pay", "work", "rest", "leave", "help", "support"})
_HUNG = frozenset({"obj", "iobj", "xcomp", "advmod", "obl"})


def with_measures_more(tree: Tree) -> Tree:
    """The tree where "11 percent more" is one object, and "more" no state that somebody wants to be
    in."""
    for word in range(2, len(tree)):
        verb, measure = tree.head(word), word - 1
        if tree.lower(word) not in _MORE or verb is None or not verb < measure:
            continue
        if tree.upos(verb) != "VERB" or tree.rel(word) not in _HUNG:
            continue
        if tree.child(measure, "nummod") is None or tree.child(measure, "case") is not None:
            continue
        beside = tree.head(measure) == verb and tree.rel(measure) in _HUNG
        if not beside and tree.head(measure) != word:
            continue
        tree = tree.rehung(measure, verb, "obj")
        for other in tree.children(word):
            tree = tree.rehung(other, verb, tree.deprel(other))
        tree = tree.rehung(word, measure, "amod")
    return tree


def with_more_pay(tree: Tree) -> Tree:
    """The tree where "pay" in "nine percent more pay" is a noun, and what is wanted."""
    for word in range(4, len(tree)):
        more, measure = word - 1, word - 2
        verb = tree.head(word)
        if tree.lower(word) not in _PAID or tree.lower(more) not in _MORE:
            continue
        told = tree.upos(word) == "VERB" or tree.rel(word) == "xcomp"
        if not told or tree.child(word, "aux", "nsubj", "mark") is not None:
            continue
        if tree.child(measure, "nummod") is None or verb is None or not verb < measure - 1:
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(
            tokens[word], upos="NOUN", feats="Number=Sing", lemma=tree.lower(word)
        )
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(word, verb, "obj").rehung(more, word, "amod")
        tree = tree.rehung(measure, word, "nmod")
    return tree
