"""Clauses that are called false where they stand, or only possible: "the claim that they fired
first is a lie", "no truth in reports that the bank had failed", "that we bombed the bridge is a
fabrication", "it is possible that". Word tables: ``denials.toml``, and ``open_that`` in
``predicates.toml``."""

from __future__ import annotations

from collections.abc import Container

from secondsource.extraction.trees.auxiliaries import has_no
from secondsource.extraction.wordlists.words import words
from secondsource.syntax import Tree

_NEGATIVE = frozenset({"not", "n't", "n’t", "never"})
_LACKING = frozenset({"lack", "have"})


def is_untrue(tree: Tree, head: int) -> bool:
    """ "It is not true that", "it would be wrong to say that", "is a pure invention"."""
    false, true = (words("denials", table, "lemmas") for table in ("false", "true"))
    return _is_called(tree, head, false, true)


def is_left_possible(tree: Tree, head: int) -> bool:
    """ "It is possible that", "was not sure that"."""
    open_, sure = (words("predicates", "open_that", table) for table in ("lemmas", "denied"))
    return _is_called(tree, head, open_, sure)


def _is_called(tree: Tree, head: int, plain: Container[str], denied: Container[str]) -> bool:
    """Whether something is called one of some things, or with "not" one of others."""
    no = any(tree.lower(word) in _NEGATIVE for word in tree.children(head))
    return tree.lemma(head) in (denied if no else plain) and tree.child(head, "cop") is not None


def said_of(tree: Tree, head: int, governor: int) -> tuple[int, ...]:
    """What a clause with "that" is said of: its governor, and the word before "that" where the tree
    hangs the clause on whoever says so."""
    marks = (mark for mark in tree.children(head, "mark") if tree.lower(mark) == "that")
    return (governor, *(mark - 1 for mark in marks if mark))


def is_called_untrue(tree: Tree, noun: int) -> bool:
    """Whether a sentence calls false what a noun of saying has told: "the report that …"."""
    if tree.lemma(noun) not in _told_nouns():
        return False
    above = tree.head(noun)
    if above is None:
        return False
    if tree.rel(noun) == "nsubj":
        return is_untrue(tree, above) or _is_baseless(tree, above)
    return tree.rel(noun) in ("nmod", "obl") and _is_no_truth(tree, above)


def is_false_clause(tree: Tree, verb: int) -> bool:
    """Whether a clause with "that" is called false by its own sentence: "that our planes bombed it
    is a lie", "it is a lie that our planes bombed it"."""
    above = tree.head(verb)
    if above is None or tree.child(verb, "nsubj") is None or not is_untrue(tree, above):
        return False
    own = tree.children(verb, "mark")
    marks = own if own or verb > above else tree.children(above, "mark")
    that = any(tree.lower(mark) == "that" and mark < verb for mark in marks)
    subject = tree.child(above, "nsubj")
    empty = subject is None or tree.lower(subject) == "it"
    return that and empty and tree.rel(verb) in ("csubj", "ccomp", "advcl", "acl")


def _told_nouns() -> frozenset[str]:
    said, thought = (words("denials", key, "nouns") for key in ("said", "thought"))
    return said | thought | words("denials", "summed", "nouns")


def _is_baseless(tree: Tree, verb: int) -> bool:
    """ "Has no basis in fact", "lacks any foundation"."""
    thing = tree.child(verb, "obj")
    if thing is None or tree.lemma(verb) not in _LACKING:
        return False
    truth = tree.lemma(thing) in words("denials", "truth", "nouns")
    return truth and (tree.lemma(verb) == "lack" or has_no(tree, thing))


def _is_no_truth(tree: Tree, word: int) -> bool:
    """ "There is no truth in", "not a word of truth in", of the noun or the verb above it."""
    nouns = [word, *tree.children(word, "nsubj", "obj")]
    above = tree.head(word)
    if tree.upos(word) == "NOUN" and above is not None and tree.rel(word) == "nmod":
        nouns.append(above)
    return any(is_no_truth(tree, noun) for noun in nouns)


def is_no_truth(tree: Tree, noun: int) -> bool:
    """ "No truth", "not a grain of truth", "without any foundation"."""
    whole = next(
        (of for of in tree.children(noun, "nmod") if tree.lemma(of) == "truth"),
        noun if tree.lemma(noun) in words("denials", "truth", "nouns") else None,
    )
    if whole is None:
        return False
    verb = tree.head(noun)
    off = verb is not None and any(
        tree.lower(w) in _NEGATIVE for w in tree.children(verb, "advmod")
    )
    return off or has_no(tree, noun) or has_no(tree, whole)
