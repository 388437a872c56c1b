"""Do two printed names denote the same person, body or place?

Signals in order: known alias, equal words after transliteration, acronym, words matched one by
one (min-token similarity: Jaro-Winkler over folded romanisations and Metaphone). Vetoes: another
given name, suffix or compass word. What the rules leave open, a small model weighs.
"""

from __future__ import annotations

from functools import lru_cache

from secondsource.names.aliases import expand
from secondsource.names.bodies import (
    compare_bodies,
    in_english,
    is_acronym_of,
    is_same_office,
    looks_like_body,
)
from secondsource.names.countries import (
    country_named,
    country_of_people,
    country_with_capital,
    demonyms_of,
)
from secondsource.names.likelihood import Words, weighed
from secondsource.names.people import compare_people, without_offices
from secondsource.names.people import core as _person_core
from secondsource.names.words import split
from secondsource.records.reading import EntityKind

__all__ = [
    "COMPATIBLE",
    "SAME",
    "canonical",
    "compare",
    "country_named",
    "country_of_people",
    "country_with_capital",
    "demonyms_of",
    "is_acronym_of",
    "is_same",
    "looks_like_body",
]

SAME = 0.8  #: chosen on one half of the benchmark's pairs, see benchmarks/names.py
COMPATIBLE = 0.6  #: a surname against a full name: may be the same, given company


@lru_cache(maxsize=16384)
def canonical(name: str, kind: EntityKind | None = None) -> str:
    """One spelling for all variants that differ in script, case, title or known alias."""
    if kind == "person":
        return " ".join(_person_core(name)[0])
    words = split(name)
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    return " ".join(expand(words))


@lru_cache(maxsize=32768)
def compare(a: str, b: str, kind: EntityKind | None = None) -> float:
    """0..1: may these two names denote the same? Symmetric; about .75 for surname and full name.

    ``kind`` is that of both; None guesses from the words.
    """
    a, b = sorted((a, b))
    if kind == "place":
        return compare_bodies(a, b, place=True)
    people = are_people(a, b, kind)
    if kind is None and is_same_office(a, b):
        return 0.9
    if people and kind is None and (is_acronym_of(a, b) or is_acronym_of(b, a)):
        return 0.85
    rules = compare_people(a, b) if people else compare_bodies(a, b)
    return weighed(rules, *words_compared(a, b, kind), people=people)


def words_compared(a: str, b: str, kind: EntityKind | None = None) -> tuple[Words, Words]:
    """The words of two names that the model weighs: without titles, bodies' in English."""
    if are_people(a, b, kind):
        return _person_core(a)[0], _person_core(b)[0]
    return in_english(a), in_english(b)


def are_people(a: str, b: str, kind: EntityKind | None = None) -> bool:
    """Are they compared as names of people? Guessed from the words where no kind is given."""
    return kind == "person" or (kind is None and not (_is_body(a) or _is_body(b)))


@lru_cache(maxsize=16384)
def _is_body(name: str) -> bool:
    """Whether it looks like a body, the office before a person's name aside."""
    words = split(name)
    rest = without_offices(words)
    person = len(words) > len(rest) > 1 and words[0] != "the"
    return looks_like_body(" ".join(rest) if person else name)


def is_same(a: str, b: str, kind: EntityKind | None = None) -> bool:
    """Are these two spellings of one name, rather than merely compatible?"""
    return compare(a, b, kind) >= SAME
