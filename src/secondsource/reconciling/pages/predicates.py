"""Which predicates name the same action: classes, light verbs, opposites (``predicates.toml``)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from secondsource.reconciling.tables import table_of


def table() -> dict[str, Any]:
    """The word table as it stands in the package."""
    return table_of(__package__, "predicates.toml")


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, lemmas in table()["classes"].items():
        for lemma in lemmas:
            found.setdefault(stem(lemma), set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    pairs = [*table()["strength"]["antonyms"]]
    for sides in table()["states"]["contrary"]:
        pairs += [(stem(one), stem(other)) for one in sides[0] for other in sides[1]]
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}


@cache
def words(section: str, name: str) -> frozenset[str]:
    """One list of the table as it stands, such as ``words("harm", "against")``."""
    return frozenset(table()[section][name])


@cache
def _stems(section: str, name: str) -> frozenset[str]:
    return frozenset(stem(lemma) for lemma in table()[section][name])


def listed(lemma: str, section: str, name: str) -> bool:
    """Whether a lemma stands in a list of the table, with or without a final "e"."""
    return stem(lemma) in _stems(section, name)


def is_class_word(lemma: str) -> bool:
    """Whether some class holds a lemma."""
    return stem(lemma) in _classes()


@lru_cache(maxsize=1 << 16)
def kinds_of(lemma: str, complement: str | None = None) -> frozenset[str]:
    """Everything a predicate can stand for: its own lemma and its classes.

    ``complement`` is the head lemma of the object: a light verb hands over to it, so that
    "held a call" is a call.
    """
    if complement is not None and listed(lemma, "phrases", "light"):
        told = pair_of(lemma, complement)
        if told is not None:
            return kinds_of(told) | {told}
        if stem(complement) in _classes():
            return _classes()[stem(complement)] | {stem(complement)}
    return _classes().get(stem(lemma), frozenset()) | {stem(lemma)}


def nominal_kinds(lemma: str) -> frozenset[str]:
    """What an action's noun may stand for beyond its verb ("talks" for a meeting)."""
    told: str | None = table()["phrases"]["nominal"].get(lemma)
    return frozenset({told}) if told else frozenset()


def pair_of(lemma: str, complement: str) -> str | None:
    """What a verb and its object are together, where the table says so ("take part")."""
    pairs: dict[str, str] = table()["phrases"]["pairs"]
    return pairs.get(f"{lemma} {complement}") or pairs.get(f"{lemma}e {complement}")


@cache
def phrases() -> frozenset[str]:
    """What verbs and their nouns mean together, where no other word means it."""
    told = set(table()["phrases"]["pairs"].values())
    return frozenset(name for name in told if table()["classes"].get(name) == [name])


def stem(lemma: str) -> str:
    """A lemma without its final "e", which lemmatizers put on and leave off ("brokere")."""
    return lemma.removesuffix("e")


def opposed(kinds: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the two can't be the same action ("released" against "arrested")."""
    if kinds & others:
        return False
    return any(_opposites().get(kind, frozenset()) & others for kind in kinds)


def opposites(kinds: frozenset[str]) -> frozenset[str]:
    """The actions that can't be the same as one of these."""
    return frozenset[str]().union(*(_opposites().get(kind, frozenset()) for kind in kinds))


@cache
def _states() -> dict[str, frozenset[tuple[int, int]]]:
    """For each word of a state the rows of the table it stands in, and on which side."""
    found: dict[str, set[tuple[int, int]]] = {}
    for number, sides in enumerate(table()["states"]["contrary"]):
        for side, listed in enumerate(sides):
            for word in listed:
                found.setdefault(word, set()).add((number, side))
    return {word: frozenset(rows) for word, rows in found.items()}


def is_state(word: str) -> bool:
    """Whether a word tells a state that has a contrary ("locked")."""
    return word in _states()


def contrary_states(one: str, other: str) -> bool:
    """Whether two states exclude each other ("locked", "open")."""
    rows = _states().get(other, frozenset())
    return any((number, 1 - side) in rows for number, side in _states().get(one, ()))


def converse_of(lemma: str) -> str | None:
    """The action as the one at the receiving end does it ("buy" for "sell")."""
    told: str | None = table()["converse"].get(lemma)
    return told


def symmetric(kinds: frozenset[str]) -> bool:
    """Whether who is named first makes no difference ("A met B")."""
    return bool(kinds & words("sides", "symmetric")) and not kinds & words("sides", "one_sided")


@cache
def _nouns() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table()["nouns"]["rows"]:
        for noun in row:
            found.setdefault(noun, row[0])
    return found


def noun_of(lemma: str) -> str:
    """The noun under which a description is compared ("soldier" for "troops")."""
    return _nouns().get(lemma, lemma)


def weak(lemma: str) -> bool:
    """Whether the predicate alone says next to nothing ("be", "make")."""
    return listed(lemma, "strength", "weak")
