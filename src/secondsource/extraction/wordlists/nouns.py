"""The word tables of ``roles.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
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
    endings: tuple[str, ...]  #: of bodies called by one word: "Nordrail"
    unlike: frozenset[str]  #: people's names that end so
    abbreviations: dict[str, str]
    also: dict[str, frozenset[str]]  #: nouns that may stand for another
    parties: frozenset[str]  #: "the Homeland party": what stands before names the body
    beside_names: frozenset[str]  #: "Lind Aide Resigns": nobody's surname behind a name
    called: frozenset[str]  #: "the Wagner group": what stands before is the body's name
    fighting: frozenset[str]  #: "the M23 rebels": what stands before is a body
    polities: dict[str, str]
    hypernyms: dict[str, frozenset[str]]
    of_lands: frozenset[str]  #: what only a land or town has: its parliament
    named_parts: frozenset[str]  #: what is called by a place's name: the Kessin crossing
    inside: frozenset[str]  #: prepositions before places
    trusting: frozenset[str]  #: before these, "in" says no place
    taken: frozenset[str]  #: what is done to a place: "struck Baalbek"
    directions: frozenset[str]


@cache
def nouns() -> Nouns:
    """The tables, read once."""
    raw = tomllib.loads(files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))
    return Nouns(
        kinds={kind: frozenset(lemmas) for kind, lemmas in raw["nouns"].items()},
        gender={lemma: gender for gender, lemmas in raw["gender"].items() for lemma in lemmas},
        qualifiers=frozenset(raw["qualifiers"]["words"]),
        endings=tuple(raw["endings"]["bodies"]),
        unlike=frozenset(raw["endings"]["people"]),
        abbreviations=raw["abbreviations"],
        also={lemma: frozenset(others) for lemma, others in raw["also"].items()},
        parties=frozenset(raw["parties"]["words"]),
        beside_names=frozenset(raw["beside_names"]["words"]),
        called=frozenset(raw["called"]["words"]),
        fighting=frozenset(raw["fighting"]["words"]),
        polities=raw["polities"],
        hypernyms={lemma: frozenset(kinds) for lemma, kinds in raw["hypernyms"].items()},
        **{key: frozenset(words) for key, words in raw["lands"].items()},
    )


def kinds_of(lemma: str) -> tuple[EntityKind, ...]:
    """Kinds a common noun may denote, people first."""
    order: tuple[EntityKind, ...] = ("person", "organisation", "place", "product", "event")
    table = nouns().kinds
    return tuple(kind for kind in order if lemma in table[kind])


def is_body_by_ending(name: str) -> bool:
    """ "Nordrail", "Tarnbank": a body called by one word that says what it does; Blair is a man."""
    lowered = name.lower()
    ending = next((e for e in nouns().endings if lowered.endswith(e)), None)
    return ending is not None and len(lowered) > len(ending) + 2 and lowered not in nouns().unlike


@lru_cache(maxsize=16384)
def polity(words: str) -> str | None:
    """ISO code of the state that a word points to: country, demonym, capital, seat of power."""
    return (
        country_named(words)
        or country_of_people(words)
        or nouns().polities.get(" ".join(split(words)))
        or country_with_capital(words)
    )
