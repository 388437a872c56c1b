"""Slips about the state that people are left in, or are told to be among. Rules as in ``mend``."""

from __future__ import annotations

from dataclasses import replace

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.quantities.grammar import grammar
from secondsource.extraction.wordlists.words import member
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


def with_counted_states(tree: Tree) -> Tree:
    """The tree where "there were 15 dead and 40 wounded" counts people: the state stands for them,
    and is no second subject beside its number."""
    for be in range(1, len(tree) - 2):
        there = tree.child(be, "expl")
        if there is None or tree.lower(there) != "there" or tree.lemma(be) != "be":
            continue
        first: int | None = None
        for state in range(be + 2, len(tree)):
            if not _is_counted_state(tree, state, be):
                continue
            tokens = list(tree.tokens)
            tokens[state] = replace(tokens[state], upos="NOUN", feats="Number=Plur")
            tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
            above, relation = (be, "nsubj") if first is None else (first, "conj")
            tree = tree.rehung(state, above, relation).rehung(state - 1, state, "nummod")
            for child in tree.children(state - 1, "cc", "conj"):
                tree = tree.rehung(child, state, tree.deprel(child))
            first = state if first is None else first
    return tree


def _is_counted_state(tree: Tree, state: int, be: int) -> bool:
    """ "15 dead", with no noun behind it that it describes, as one of what there was."""
    number = state - 1
    counted = tree.upos(number) == "NUM" and tree.lower(state) in grammar().lists["states"]
    noun = tree.head(state)
    describes = tree.rel(state) == "amod" and noun is not None and noun > state
    return counted and not describes and be in tree.ancestors(number)


def state_said(tree: Tree, word: int) -> Change | None:
    """ "Among the dead are two firemen, the ministry said": the state with its "are" is what is
    said, no noun or adverb of the saying."""
    root = tree.root
    if word >= root or _told_among(tree) != word or tree.rel(word) == "ccomp":
        return None
    return (word, root, "ccomp") if member("cues", "verbs", tree.lemma(root)) else None


def are_among(tree: Tree, word: int) -> Change | None:
    """ "Among the dead is a child, she said": "is" belongs to the state, not to the child."""
    state = _told_among(tree)
    wrong = state is not None and word == _be_behind(tree, state) and tree.head(word) != state
    return (word, state, "cop") if state is not None and wrong else None


def one_among(tree: Tree, word: int) -> Change | None:
    """ "Among the dead is a child, she said": the child is the subject of the state."""
    state = _told_among(tree)
    if state is None or tree.upos(word) not in ("NOUN", "PROPN") or tree.head(word) == state:
        return None
    be = _be_behind(tree, state)
    beside = [w for w in tree.subtree(word) if be is not None and w > be]
    opens = be is not None and beside[:1] == [be + 1]
    return (word, state, "nsubj") if opens and tree.head(word) in (tree.root, be) else None


def _told_among(tree: Tree) -> int | None:
    """The state of "Among the injured was …", at the head of a sentence."""
    state = tree.head(0) if tree.lower(0) == "among" and tree.rel(0) == "case" else None
    return state if state is not None and _be_behind(tree, state) is not None else None


def _be_behind(tree: Tree, state: int) -> int | None:
    """The "are" right behind a state."""
    be = state + 1
    told = be < len(tree) and tree.lower(be) in ("is", "are", "was", "were")
    return be if told else None


STATE_RULES = (state_of_joined, are_among, one_among, state_said)

STATE_ABOUT = {
    state_of_joined: frozenset({"amod", "conj"}),
    are_among: frozenset({"cop"}),
    one_among: frozenset({"ccomp", "nsubj"}),
}
