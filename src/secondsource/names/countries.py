"""Countries by name, alias and demonym."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from secondsource.names.words import split

_PEOPLES = ("n", "an", "ian", "ese", "ish", "i")  #: Torvian of Torvia, Zelmarkian of Zelmark
_SHORTEST = 4  #: letters of a name whose people are told by an ending


@dataclass(frozen=True, slots=True)
class Country:
    """One row of ``countries.tsv``."""

    code: str  #: ISO 3166-1 alpha-2
    name: str
    demonyms: tuple[str, ...]
    capital: str
    aliases: tuple[str, ...]


def _cell(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO code."""
    text = files(__package__).joinpath("countries.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, name, demonyms, capital, aliases = line.split("\t")
            found[code] = Country(code, name, _cell(demonyms), capital, _cell(aliases))
    return found


@cache
def _by_name() -> dict[tuple[str, ...], str]:
    return {
        split(name): code
        for code, country in reversed(countries().items())
        for name in (*country.aliases, country.name)
    }


@cache
def _by_demonym() -> dict[tuple[str, ...], str]:
    return {
        split(word + ending): code
        for code, country in reversed(countries().items())
        for word in country.demonyms
        for ending in ("", "s", "es")
    }


@cache
def _by_capital() -> dict[tuple[str, ...], str]:
    return {split(c.capital): code for code, c in reversed(countries().items()) if c.capital}


def country_named(name: str) -> str | None:
    """ISO code of the country with this name or alias (``the U.S.``, ``Russia``), or None."""
    words = split(name)
    return _by_name().get(words[1:] if words[:1] == ("the",) and len(words) > 1 else words)


def country_of_people(word: str) -> str | None:
    """ISO code for a demonym, adjective or noun (``Russian``, ``Russians``), or None."""
    return _by_demonym().get(split(word))


def country_with_capital(city: str) -> str | None:
    """ISO code of the country whose capital has this name, or None."""
    return _by_capital().get(split(city))


def demonyms_of(land: str) -> frozenset[str]:
    """What the people of a land that no table knows may be called: ``Torvian`` of ``Torvia``."""
    stem = land.rstrip("aeiouy")
    whole = land if len(land) >= _SHORTEST else ""
    return frozenset(part + ending for part in (whole, stem) if whole for ending in _PEOPLES)
