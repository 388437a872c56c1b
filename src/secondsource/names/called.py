"""What a body may be called besides its name: "the union" of a Drivers' Federation."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

#: Nouns that say the same of a body as another.
_SAME = {"firm": "company", "corporation": "company", "organization": "organisation"}


@cache
def _table() -> Mapping[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("called.toml").read_text(encoding="utf-8"))
    return {noun: frozenset({noun, *words}) for noun, words in raw.items()}


def called(noun: str) -> frozenset[str]:
    """The words of which a body that is called so has one, in its name or among what it is said to
    be; the noun itself always."""
    return _table().get(_SAME.get(noun, noun), frozenset()) | {noun}


def may_be_called(noun: str, words: Collection[str]) -> bool:
    """Whether one of the words (small letters, of a name or a description) calls for the noun."""
    return not called(noun).isdisjoint(words)
