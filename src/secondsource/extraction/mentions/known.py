"""Names in a sentence that ``known_names.toml`` lists, with their kind and their words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast

from secondsource.names.countries import countries
from secondsource.names.words import split
from secondsource.records.reading import EntityKind
from secondsource.syntax import Tree

_MARKS = 3  #: stops, commas and hyphens inside a name
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "al", "e", "du", "against", "without"})

Entry = tuple[tuple[str, ...], EntityKind]


@cache
def _by_first_word() -> dict[str, list[Entry]]:
    raw = tomllib.loads(files(__package__).joinpath("known_names.toml").read_text(encoding="utf-8"))
    found: dict[str, list[Entry]] = {}
    for kind, names in raw.items():
        for name in names:
            words = tuple(name.split())
            found.setdefault(words[0], []).append((words, cast(EntityKind, kind)))
    for words in _long_names_of_countries():
        found.setdefault(words[0], []).append((words, "place"))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _long_names_of_countries() -> Iterator[tuple[str, ...]]:
    """ "Democratic Republic of Congo": names of countries in which a model may see two."""
    for country in countries().values():
        for name in (country.name, *country.aliases):
            words = split(name)
            if len(words) > 2 or not {"of", "and"}.isdisjoint(words):
                yield words


def known_names(tree: Tree) -> Iterator[tuple[int, int, EntityKind]]:
    """First and last word and kind of the listed names of a sentence, none overlapping."""
    index = 0
    while index < len(tree):
        found = _at(tree, index)
        if found is not None:
            yield index, found[0], found[1]
            index = found[0]
        index += 1


def _at(tree: Tree, first: int) -> tuple[int, EntityKind] | None:
    """The last word and the kind of the longest listed name that begins at a word."""
    if not tree.form(first)[0].isupper():
        return None
    opening = split(tree.form(first))[:1]
    for words, kind in _by_first_word().get(opening[0], ()) if opening else ():
        for last in range(first, min(len(tree), first + len(words) + _MARKS)):
            if not _is_capital(tree, last):
                break
            if split(tree.text[tree.tokens[first].start : tree.tokens[last].end]) == words:
                return last, kind
    return None


def _is_capital(tree: Tree, index: int) -> bool:
    """Whether a word may stand inside a printed name."""
    form = tree.form(index)
    return not form[0].isalpha() or form[0].isupper() or form.lower() in _SMALL
