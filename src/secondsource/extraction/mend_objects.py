"""Slips about objects: what hangs on the verb and was hung on its object. Rules as in ``mend``."""

from __future__ import annotations

import re

from secondsource.extraction.nouns import kinds_of
from secondsource.extraction.predication import is_event_noun
from secondsource.extraction.words import words
from secondsource.syntax import Tree

Change = tuple[int, int, str]  #: word, its governor, the relation between them

_DAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day|(19|20)\d\d", re.IGNORECASE)


def left_open(tree: Tree, word: int) -> Change | None:
    """ "left the question open": an adjective after the object says what it was made."""
    noun = tree.head(word)
    if noun is None or tree.rel(word) != "amod" or word < noun or tree.rel(noun) != "obj":
        return None
    verb = tree.head(noun)
    makes = verb is not None and tree.lemma(verb) in words("predicates", "making", "verbs")
    return (word, verb, "xcomp") if verb is not None and makes else None


def given_to(tree: Tree, word: int) -> Change | None:
    """ "promised 500 euros to each widow": the promise is to her, not the euros."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod" or tree.rel(noun) != "obj":
        return None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    gives = tree.lemma(verb) in words("predicates", "recipient", "verbs")
    somebody = {"person", "organisation"} & set(kinds_of(tree.lemma(word)))
    each = any(tree.lower(det) in ("each", "every") for det in tree.children(word, "det"))
    return (word, verb, "obl") if cases == ["to"] and gives and (somebody or each) else None


def dated(tree: Tree, word: int) -> Change | None:
    """ "voted on the treaty on Tuesday": the vote was on Tuesday; an event may have its own day."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod" or verb > noun:
        return None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    timed = cases in (["on"], ["in"]) and _DAY.fullmatch(tree.form(word)) is not None
    hung = tree.rel(noun) in ("obj", "obl") and tree.upos(verb) == "VERB"
    return (word, verb, "obl") if timed and hung and not is_event_noun(tree, noun) else None


def second_verb(tree: Tree, word: int) -> Change | None:
    """ "delivered 90 kits and treated 40 children": the second verb joins the first one, not its
    object."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.upos(word) != "VERB" or tree.rel(word) != "conj":
        return None
    if tree.rel(noun) != "obj" or tree.child(word, "cc") is None:
        return None
    after = [other for other in tree.children(noun, "conj") if other > word]
    return (word, verb, "conj") if after and tree.upos(verb) == "VERB" else None


def second_object(tree: Tree, word: int) -> Change | None:
    """The children of "delivered 90 kits and treated 40 children", once the verbs are joined."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.rel(word) != "conj" or tree.rel(noun) != "obj":
        return None
    if tree.child(word, "cc") is not None:
        return None
    between = [other for other in tree.children(verb, "conj") if noun < other < word]
    bare = [other for other in between if tree.child(other, "obj", "aux:pass") is None]
    return (word, bare[-1], "obj") if bare and tree.upos(bare[-1]) == "VERB" else None


OBJECT_RULES = (left_open, given_to, dated, second_verb, second_object)
