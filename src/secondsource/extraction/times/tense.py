"""Which way the verb that governs a time expression looks: 1 ahead, -1 back (-9 for certain), 0 no
saying."""

from __future__ import annotations

import re

from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.tokens.lexer import Words
from secondsource.extraction.tokens.positions import Positions
from secondsource.extraction.trees.phrases import is_headline
from secondsource.syntax import Tree

_AS_EARLY = re.compile(r"(?:as (?:early|soon|late) as|.*\blater than|.*\bahead of|.*\buntil)")
SURELY_BACK = -9  #: "since May" is no May to come, however near
_FIXED_FOR = frozenset({"for", "from"})
_TOLD = frozenset({"announce", "confirm", "declare"})
_COMES_INTO_FORCE = frozenset({"effective", "payable"})
_STOP = frozenset({".", "!", "?", ";"})
_REACH = 24  # words looked at on each side
_NEAR = 4  # words between a day and what happened on it


def direction(phrase: Phrase, positions: Positions) -> int:
    """Direction by the tree where there is one and it tells, else by the words around."""
    words = phrase.words
    if _of_something_unplanned(words, phrase.last):
        return -1
    if words.low(phrase.first - 1) == "since":
        return SURELY_BACK
    if words.low(phrase.first - 1) in _COMES_INTO_FORCE:
        return 1
    places = [positions.at(words.starts[index]) for index in range(phrase.first, phrase.last)]
    if _AS_EARLY.fullmatch(" ".join(words.lows[max(0, phrase.first - 3) : phrase.first])):
        return -1 if any(place and _pluperfect(*place) for place in places) else 1
    is_day = "wd" in phrase or "day" in phrase
    if any(place and _is_announced(*place, is_day) for place in places):
        return 1
    for place in places:
        if place is not None and (found := direction_in_tree(*place)):
            return found
    return direction_in_text(words, phrase.first, phrase.last)


def _of_something_unplanned(words: Words, last: int) -> bool:
    """``Wednesday's ruling``, whatever is said to be done about it."""
    if words.low(last) not in ("'s", "’s"):
        return False
    unplanned = grammar().cues["unplanned"]
    named = (words.low(index) for index in range(last + 1, last + 1 + _NEAR))
    return next((True for low in named if low in unplanned), False)


def _is_announced(tree: Tree, index: int, is_day: bool) -> bool:
    """``called early elections for 14 June``, ``ordered a curfew from Monday``; a loss that is
    announced for December is told of a month that is over."""
    cases = {tree.lower(case) for case in tree.children(index, "case")}
    if cases.isdisjoint(_FIXED_FOR):
        return False
    verbs = [node for node in tree.ancestors(index) if tree.upos(node) == "VERB"]
    reach = 2 if verbs and tree.rel(verbs[0]) in {"xcomp", "ccomp"} else 1  # "ordered it shut from"
    lemmas = {tree.lemma(verb) for verb in verbs[:reach]} - (set() if is_day else _TOLD)
    return not lemmas.isdisjoint(grammar().cues["announcing"])


def direction_in_tree(tree: Tree, index: int) -> int:
    """Direction of the nearest governor that has a tense or a modal."""
    if any(tree.lower(child) == "effective" for child in tree.children(index)):
        return 1
    for node in (index, *tree.ancestors(index)):
        if found := _of_predicate(tree, node):
            return found
    return 0


def _pluperfect(tree: Tree, index: int) -> bool:
    """``Until Thursday they had not called``: what ended before publication."""
    for node in tree.ancestors(index):
        if tree.upos(node) != "VERB":
            continue
        if any(tree.lower(helper) == "had" for helper in tree.children(node, "aux")):
            return True
        if tree.rel(node) != "xcomp":  # "had threatened to leave as late as Thursday"
            return False
    return False


def _of_predicate(tree: Tree, node: int) -> int:
    helpers = tree.children(node, "aux", "cop")
    cues = grammar().cues
    if _is_one_of(tree, node, cues["ahead_always"]) or _is_due(tree, node):
        return 1
    if any(tree.lower(helper) in cues["ahead_modals"] for helper in helpers):
        return 1
    if tree.upos(node) not in ("VERB", "AUX") and not helpers:
        return 0
    if _to_infinitive(tree, node):
        if _present(tree, helpers):  # "is to resume on Tuesday"
            return 1
        if is_headline(tree, node):
            return 1  # "Lind to meet Orr on Friday"
        governor = tree.head(node)
        return 1 if governor is not None and _is_ahead(tree, governor) else 0
    if _points_ahead(tree, node) and _present(tree, helpers):
        return 1
    if not helpers and tree.lemma(node) in grammar().cues["timetable"]:
        return 1 if _plain_present(tree, node) else -1 if _past(tree, node, helpers) else 0
    return -1 if _past(tree, node, helpers) else 0


def _is_due(tree: Tree, node: int) -> bool:
    """``which was due to begin``, ``due to be held``, whatever the parser makes of "due to"."""
    before = " ".join(tree.lower(index) for index in range(max(0, node - 4), node))
    told = before.endswith(("due to", "due to be")) and "been due" not in before
    return told and tree.upos(node) == "VERB"


def _plain_present(tree: Tree, node: int) -> bool:
    """``Envoys meet on Friday``, also where the features take the verb for an infinitive."""
    form = tree.feat(node, "VerbForm")
    if form == "Inf":
        return tree.child(node, "nsubj") is not None and tree.rel(node) != "xcomp"
    return form == "Fin" and tree.feat(node, "Tense") == "Pres"


def _to_infinitive(tree: Tree, node: int) -> bool:
    return any(tree.lower(mark) == "to" for mark in tree.children(node, "mark"))


def _is_ahead(tree: Tree, governor: int) -> bool:
    """What an infinitive hangs on looks ahead: ``hopes to leave``, ``is to leave``."""
    return _points_ahead(tree, governor) or tree.lemma(governor) == "be"


def _points_ahead(tree: Tree, node: int) -> bool:
    return _is_one_of(tree, node, grammar().cues["ahead_verbs"])


def _is_one_of(tree: Tree, node: int, cues: frozenset[str]) -> bool:
    return tree.lemma(node) in cues or tree.lower(node) in cues


def _present(tree: Tree, helpers: list[int]) -> bool:
    return any(tree.feat(helper, "Tense") == "Pres" for helper in helpers)


def _past(tree: Tree, node: int, helpers: list[int]) -> bool:
    if any(tree.feat(helper, "Tense") == "Past" for helper in helpers):
        return True
    perfect = any(tree.lemma(helper) == "have" for helper in helpers)
    return perfect or tree.feat(node, "Tense") == "Past"


def direction_in_text(words: Words, first: int, last: int) -> int:
    """Direction by the nearest cue in the sentence, the words before first."""
    before = range(first - 1, max(-1, first - _REACH), -1)
    after = range(last, min(len(words), last + _REACH))
    for side in (before, after):
        for index in side:
            if _boundary(words, index):
                break
            if found := _cue(words, index):
                return found
    return 0


def _boundary(words: Words, index: int) -> bool:
    low = words.lows[index]
    if low[0] == "\n":
        return True
    return low in _STOP and index + 1 < len(words) and words.form(index + 1)[:1].isupper()


def _cue(words: Words, index: int) -> int:
    cues = grammar().cues
    low = words.lows[index]
    if low in cues["ahead"] or low.endswith(("'ll", "’ll")):
        return 1
    if low not in cues["back"] and not (low.endswith("ed") and len(low) > 4):
        return 0
    return 1 if cues["modals"].intersection(words.lows[max(0, index - 3) : index]) else -1
