"""The word tables of ``roles.toml`` and ``givennames.tsv``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from secondsource.names import country_named, country_of_people, country_with_capital
from secondsource.names.words import split
from secondsource.records.reading import EntityKind


@dataclass(frozen=True, slots=True)
class Nouns:
    """Lemmas by what they stand for."""

    kinds: dict[str, frozenset[str]]  #: kind to lemmas; a lemma may have several kinds
    gender: dict[str, str]
    qualifiers: frozenset[str]
    polities: dict[str, str]
    hypernyms: dict[str, frozenset[str]]


@cache
def nouns() -> Nouns:
    """The tables, read once."""
    raw = tomllib.loads(files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))
    return Nouns(
        kinds={kind: frozenset(lemmas) for kind, lemmas in raw["nouns"].items()},
        gender={lemma: gender for gender, lemmas in raw["gender"].items() for lemma in lemmas},
        qualifiers=frozenset(raw["qualifiers"]["words"]),
        polities=raw["polities"],
        hypernyms={lemma: frozenset(kinds) for lemma, kinds in raw["hypernyms"].items()},
    )


def kinds_of(lemma: str) -> tuple[EntityKind, ...]:
    """Kinds a common noun may denote, people first."""
    order: tuple[EntityKind, ...] = ("person", "organisation", "place", "product", "event")
    table = nouns().kinds
    return tuple(kind for kind in order if lemma in table[kind])


@cache
def _given() -> dict[str, str]:
    text = files(__package__).joinpath("givennames.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: gender for gender, names in rows for name in names.split()}


def gender_of_name(name: str) -> str | None:
    """``m`` or ``f`` where the first word is a given name that decides it, else None."""
    words = split(name)
    return _given().get(words[0]) if len(words) > 1 else None


@cache
def polity(words: str) -> str | None:
    """ISO code of the state that a word points to: country, demonym, capital, seat of power."""
    return (
        country_named(words)
        or country_of_people(words)
        or nouns().polities.get(" ".join(split(words)))
        or country_with_capital(words)
    )
