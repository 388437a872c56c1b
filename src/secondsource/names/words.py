"""Names cut into comparable words: ASCII, lower case, without titles, and the tables behind it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}|\b[a-z]\.", re.ASCII)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_POSSESSIVE = re.compile(r"(?:'s|s')$")
_GAP = re.compile(r"[^a-z0-9&]+")


@dataclass(frozen=True, slots=True)
class Tables:
    """The word lists of ``words.toml``."""

    titles: frozenset[str]
    suffixes: dict[str, str]
    particles: frozenset[str]
    stopwords: frozenset[str]
    designators: frozenset[str]
    bodies: frozenset[str]
    trades: frozenset[str]
    opposites: frozenset[str]
    fields: frozenset[str]
    ranks: frozenset[str]


@cache
def tables() -> Tables:
    """The word lists, read once."""
    raw = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    lists = {key: frozenset(value) for key, value in raw["lists"].items()}
    return Tables(titles=frozenset(raw["titles"]), suffixes=raw["suffixes"], **lists)


def rows(name: str) -> list[list[str]]:
    """Cells of a tab-separated table of this package; lines that open with # are comments."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Given name to the groups of ``nicknames.tsv`` it stands in."""
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(rows("nicknames.tsv")):
        for name in row:
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def translations() -> dict[str, str]:
    """Words of bodies' names in other languages to the English ones of ``translations.tsv``."""
    return {form: english for english, *forms in rows("translations.tsv") for form in forms}


@cache
def given_names() -> dict[str, str]:
    """Given name to ``m`` or ``f``."""
    return {name: gender for gender, names in rows("givennames.tsv") for name in names.split()}


def gender_of_name(name: str) -> str | None:
    """``m`` or ``f`` where the first word is a given name that decides it, else None."""
    words = split(name)
    return given_names().get(words[0]) if len(words) > 1 else None


@lru_cache(maxsize=16384)
def split(name: str) -> tuple[str, ...]:
    """The words of a name: transliterated, lower case, initials closed up, brackets left out.

    >>> split("the U.S.'s Ban Ki-moon")
    ('the', 'us', 'ban', 'ki', 'moon')
    """
    ascii_name = anyascii(name).lower().replace("`", "'")
    plain = _BRACKETS.sub(" ", ascii_name)
    plain = plain if _GAP.sub("", plain) else ascii_name
    plain = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", plain)
    words = (_POSSESSIVE.sub("", word).replace("'", "") for word in plain.split())
    found = " ".join(words)
    return tuple(word for word in _GAP.sub(" ", found).split() if word)


def without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words after leading titles; at least the last word stays."""
    titles, start = tables().titles, 0
    while start < len(words) - 1 and words[start] in titles:
        start += 1
    return words[start:]
