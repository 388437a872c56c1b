"""The word tables of this stage, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A whole table, such as ``table("predicates")``."""
    source = files(__package__) / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def words(name: str, section: str, key: str) -> frozenset[str]:
    """One word list of a table."""
    return frozenset(table(name)[section][key])


def member(name: str, section: str, word: str) -> str | None:
    """The first key of a section whose list holds the word, or None."""
    return _keys(name, section).get(word)


@cache
def _keys(name: str, section: str) -> dict[str, str]:
    """Every word of a section with the first key whose list holds it."""
    found: dict[str, str] = {}
    for key, values in table(name)[section].items():
        for word in values:
            found.setdefault(word, key)
    return found


def sums_up(noun: str) -> bool:
    """Whether a noun behind a sentence and a comma says what that sentence was: a claim."""
    return noun in words("denials", "said", "nouns") | words("denials", "summed", "nouns")
