"""Spans that may denote an entity, with what tree and words say of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.entities import MENTION_KINDS
from secondsource.syntax import Tree

PERSONS = ("-", "1", "2", "3", "d", "r", "x")
NUMBERS = ("-", "s", "p")
GENDERS = ("-", "m", "f", "n", "h")
FORMS = ("pronoun", "name", "noun", "other")
ARTICLES = ("none", "definite", "indefinite", "demonstrative", "possessive")
ROLES = ("other", "nsubj", "obj", "obl", "nmod", "poss", "appos", "root", "conj", "compound")
_SIZES = (1, 2, 3, 5, 8)  #: lengths in words that open a new class
_DEPTHS = 3
#: Sizes of the classes, in the order of ``Mention.classes``.
CLASSES = tuple(
    map(len, (MENTION_KINDS, PERSONS, NUMBERS, GENDERS, FORMS, ARTICLES, ROLES, _SIZES))
) + (_DEPTHS,)
_ARTICLES = {
    "the": 1, "a": 2, "an": 2, "some": 2, "any": 2, "another": 2, "this": 3, "that": 3, "these": 3,
    "those": 3,
}  # fmt: skip
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_DROPPED = frozenset(
    {"the", "a", "an", "'s", "’s", "'", "’", ",", "this", "that", "these", "those"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first``..``last`` of one sentence, both included; ``word`` numbers count from the
    start of the text; ``names`` are the name words, ``string`` the words without article."""

    sentence: int
    first: int
    last: int
    base: int  #: number of the sentence's first word in the text
    head: int  #: word of the sentence that governs the span
    classes: tuple[int, ...]
    string: str
    lemma: str
    names: frozenset[str]
    words: frozenset[str]


@cache
def pronouns() -> dict[str, tuple[int, int, int]]:
    """Classes (person, number, gender) of pronouns and the like by lower-case form."""
    table = files("secondsource.encoder").joinpath("pronouns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {
        form: (PERSONS.index(person), NUMBERS.index(number), GENDERS.index(gender))
        for form, person, number, gender in rows
    }


def mentions(trees: Sequence[Tree], spans: Sequence[tuple[int, int, int, str]]) -> list[Mention]:
    """Spans (sentence, first, last, kind) in reading order, the longer of two that begin
    together first, each once."""
    bases = np.cumsum([0, *(len(tree) for tree in trees)]).tolist()
    found: list[Mention] = []
    outer: list[tuple[int, int, int]] = []
    seen: set[tuple[int, int, int]] = set()
    for sentence, first, last, kind in sorted(spans, key=lambda s: (s[0], s[1], -s[2])):
        if (sentence, first, last) in seen:
            continue
        seen.add((sentence, first, last))
        outer = [o for o in outer if o[0] == sentence and o[2] >= last]
        depth = min(len(outer), _DEPTHS - 1)
        outer.append((sentence, first, last))
        found.append(_mention(trees[sentence], (sentence, first, last, kind), bases, depth))
    return found


def _mention(
    tree: Tree, span: tuple[int, int, int, str], bases: Sequence[int], depth: int
) -> Mention:
    sentence, first, last, kind = span
    head = head_of(tree, first, last)
    inside = range(first, last + 1)
    lowered = [tree.lower(index) for index in inside]
    tags = [tree.upos(index) for index in inside]
    person, number, gender = _pronoun(tree, head, lowered)
    size = sum(last - first + 1 >= edge for edge in _SIZES) - 1
    classes = (
        MENTION_KINDS.index(kind), person, number or _number(tree, head), gender,
        _form(tree, head, person), _article(tree, head, first), _role(tree, head), size, depth,
    )  # fmt: skip
    named = [word for word, tag in zip(lowered, tags, strict=True) if tag == "PROPN"]
    content = [word for word in lowered if word not in _DROPPED]
    return Mention(
        sentence, first, last, bases[sentence], head, classes, " ".join(content or lowered),
        tree.lemma(head), frozenset(named),
        frozenset(
            [tree.lemma(i) for i, tag in zip(inside, tags, strict=True) if tag in _CONTENT]
        ),
    )  # fmt: skip


def head_of(tree: Tree, first: int, last: int) -> int:
    """The first word of the span whose governor lies outside it."""
    for index in range(first, last + 1):
        governor = tree.head(index)
        if tree.upos(index) != "PUNCT" and (governor is None or not first <= governor <= last):
            return index
    return last


def _pronoun(tree: Tree, head: int, lowered: Sequence[str]) -> tuple[int, int, int]:
    found = pronouns().get(lowered[0]) if len(lowered) == 1 else None
    return found or (0, 0, 0)


def _number(tree: Tree, head: int) -> int:
    value = tree.feat(head, "Number")
    return 2 if value in {"Plur", "Ptan"} else 1 if value == "Sing" else 0


def _form(tree: Tree, head: int, person: int) -> int:
    if person:
        return 0
    return {"PROPN": 1, "NOUN": 2}.get(tree.upos(head), 3)


def _article(tree: Tree, head: int, first: int) -> int:
    if tree.children(head, "nmod:poss"):
        return 4
    return _ARTICLES.get(tree.lower(first), 0)


def _role(tree: Tree, head: int) -> int:
    label = "poss" if tree.deprel(head) == "nmod:poss" else tree.rel(head)
    label = {"iobj": "obj", "csubj": "nsubj", "flat": "compound"}.get(label, label)
    return ROLES.index(label) if label in ROLES else 0


def class_matrix(found: Sequence[Mention]) -> NDArray[np.float32]:
    """One-hot classes: [mentions, sum of CLASSES]."""
    offsets = np.cumsum([0, *CLASSES[:-1]])
    out = np.zeros((len(found), sum(CLASSES)), dtype=np.float32)
    classes = np.array([mention.classes for mention in found], dtype=np.int64)
    out[np.arange(len(found))[:, None], classes.reshape(-1, len(CLASSES)) + offsets] = 1
    return out
