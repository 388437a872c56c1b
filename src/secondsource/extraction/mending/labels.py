"""Relations that Universal Dependencies does not allow where they stand. Rules as in ``mend``: each
leaves the word where it hangs and names the relation that fits."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.wordlists.words import words
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
    bound = any(tree.lower(w) in ("least", "most") for w in tree.subtree(word)[:2])
    opened = opened and not bound  # "arrested at least 60"
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


def habit(tree: Tree, word: int) -> Change | None:
    """ "used to employ 400 people": without object and passive, what somebody did, no purpose."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "advcl" or tree.lemma(verb) not in ("use", "purport"):
        return None
    done_to = tree.child(verb, "obj", "nsubj:pass") is not None or tree.rel(verb) == "acl"
    to = any(tree.lower(mark) == "to" for mark in tree.children(word, "mark"))
    return (word, verb, "xcomp") if to and not done_to else None


def state_reached(tree: Tree, word: int) -> Change | None:
    """ "190 soldiers were set free, the ministry said": the adjective right behind the verb is what
    they were set, and no second thing that is said."""
    verb = word - 1
    beside = tree.upos(word) == "ADJ" and tree.rel(word) == "ccomp" and verb >= 0
    if not beside or tree.upos(verb) != "VERB" or tree.rel(verb) != "ccomp":
        return None
    alone = tree.head(verb) == tree.head(word) and tree.child(word, "nsubj", "cop", "mark") is None
    return (word, verb, "xcomp") if alone else None


def comma_for_and(tree: Tree, word: int) -> Change | None:
    """ "Norland, Serra agree truce": in a headline a comma stands for "and", and no second comma
    closes an apposition."""
    first = tree.head(word)
    if first is None or tree.rel(word) != "appos" or tree.form(len(tree) - 1)[0] in '.!?”"':
        return None
    names = tree.upos(first) == tree.upos(word) == "PROPN" and tree.rel(first) == "nsubj"
    last = tree.subtree(word)[-1]
    parted = word - 1 > first and tree.form(word - 1) == ","
    runs_on = last + 1 == tree.head(first)
    return (word, first, "conj") if names and parted and runs_on else None


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


def preposition_of(tree: Tree, word: int) -> Change | None:
    """ "capsized off Kos": before an adjunct that lacks a preposition stands one, no particle."""
    verb, noun = tree.head(word), word + 1
    if verb is None or tree.deprel(word) != "compound:prt" or tree.upos(word) != "ADP":
        return None
    if tree.lower(word) in ("down", "up", "out", "away", "back"):
        return None  # "lay down its arms"
    while noun < len(tree) and tree.head(noun) not in (verb, None):
        noun = tree.head(noun) or 0  # up to the head of the phrase behind
    beside = noun < len(tree) and tree.head(noun) == verb and tree.deprel(noun) == "obl"
    if not beside or tree.child(noun, "case") is not None or tree.subtree(noun)[0] != word + 1:
        return None
    return word, noun, "case"


def going_on(tree: Tree, word: int) -> Change | None:
    """ "went on to accuse the firm": what is gone on to is no purpose of going."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "advcl" or tree.lemma(verb) != "go":
        return None
    first = tree.subtree(word)[0]
    onward = tree.lower(first) == "to" and tree.lower(first - 1) == "on"
    return (word, verb, "xcomp") if onward and tree.head(first - 1) == verb else None


LABEL_RULES = (
    particle,
    habit,
    state_reached,
    comma_for_and,
    bare_object,
    preposition_of,
    going_on,
    marked_object,
    passive_copula,
    clause_after_it,
)
