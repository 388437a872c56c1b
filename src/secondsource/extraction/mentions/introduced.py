"""Names that a report brings behind what they are the name of: "the charity Open Well"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.names.words import given_names, tables
from secondsource.records.reading import EntityKind
from secondsource.syntax import Tree

_LONGEST = 5  #: words

Name = tuple[str, ...]


def introduced(trees: Sequence[Tree]) -> tuple[Name, ...]:
    """The names of bodies that a text prints behind a noun, where they have several words: one of
    common words ("Clean Hands") is cut in two elsewhere by whoever doesn't know it. In an order
    that is the same on every run."""
    found = {name for tree in trees for word in range(len(tree)) if (name := _behind(tree, word))}
    return tuple(sorted(found))


def repeated(tree: Tree, names: Sequence[Name]) -> Iterator[tuple[int, int, EntityKind]]:
    """First and last word of each of these names in a sentence, and what it names."""
    for first in range(len(tree)):
        for name in names:
            last = first + len(name) - 1
            if last < len(tree) and all(
                tree.form(first + at) == word for at, word in enumerate(name)
            ):
                yield first, last, "organisation"


def _behind(tree: Tree, word: int) -> Name | None:
    """The capital words right behind "the charity"; people and their offices are none ("the bank
    Ann Roe founded", "the party Chairman Orr led")."""
    noun = tree.upos(word) == "NOUN" and tree.form(word).islower()
    if (
        not noun
        or kinds_of(tree.lemma(word)) != ("organisation",)
        or tree.feat(word, "Number") == "Plur"
    ):
        return None
    last = word
    while last + 1 < len(tree) and last - word < _LONGEST and _is_capital(tree, last + 1):
        last += 1
    name = tuple(tree.form(at) for at in range(word + 1, last + 1))
    if len(name) < 2 or name[0].lower() in given_names():
        return None
    known = tables()
    if any(part.lower() in known.titles or part.lower() in known.ranks for part in name):
        return None
    ordinary = any(tree.upos(at) != "PROPN" for at in range(word + 1, last + 1))
    return name if ordinary or _is_held(tree, word, last) else None


def _is_held(tree: Tree, noun: int, last: int) -> bool:
    """Whether the tree hangs the capital words on the noun or the noun on them."""
    inside = range(noun + 1, last + 1)
    return tree.head(noun) in inside or any(tree.head(word) == noun for word in inside)


def _is_capital(tree: Tree, word: int) -> bool:
    form = tree.form(word)
    return form[0].isupper() and form.isalpha() and not form.isupper()
