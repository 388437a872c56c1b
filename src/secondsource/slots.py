"""Which slot a count fills: killed, injured, missing … The words are in ``slots.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_SUBJECT = frozenset({"agent", "subject", "nsubj"})
_PATIENT = frozenset({"patient", "theme", "attribute", "quantity", "recipient", "object", "other"})


#: Slots of posts, whether the posts are counted or the people who hold them.
JOBS = frozenset({"jobs cut", "jobs created"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot and the words that make it."""

    name: str
    verbs: frozenset[str]
    intransitive: frozenset[str]
    nominal: frozenset[str]
    roles: frozenset[str]
    pairs: frozenset[str]
    things: frozenset[str]


@cache
def slots() -> tuple[Slot, ...]:
    """All slots, in the order in which they are tried."""
    return tuple(_slot(name, words) for name, words in _table()["slots"].items())


@cache
def _table() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("slots.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def met_with() -> frozenset[str]:
    """Verbs of what some of a group meet with, by which nobody counts the group."""
    return frozenset(_table()["met"]["verbs"])


def _slot(name: str, words: Mapping[str, list[str]]) -> Slot:
    def group(key: str) -> frozenset[str]:
        return frozenset(words.get(key, ()))

    nominal = group("states") | group("events")
    keys = ("roles", "pairs", "things")
    return Slot(name, group("verbs"), group("intransitive"), nominal, *map(group, keys))


def slot_names() -> tuple[str, ...]:
    """Names of all slots."""
    return tuple(slot.name for slot in slots())


def slot_of(predicate_lemma: str, of_lemma: str | None, role: str | None = None) -> str | None:
    """The slot of a count, None where it fills none.

    ``of_lemma`` is what is counted, ``role`` the counted noun's role at the predicate: the agent
    of "kill" is not killed, but whoever dies is. What is counted decides before the verb does:
    "reported 12 deaths" is killed.
    """
    predicate, of = predicate_lemma.lower(), (of_lemma or "").lower()
    for slot in slots():
        if of and (of in slot.nominal or f"{predicate} {of}" in slot.pairs):
            return slot.name
    for slot in slots():
        if _by_verb(slot, predicate, of, role):
            return slot.name
    return next((slot.name for slot in slots() if of in slot.roles), None)


def _by_verb(slot: Slot, predicate: str, of: str, role: str | None) -> bool:
    if predicate in slot.intransitive and (not slot.things or of in slot.things):
        return role is None or role in _SUBJECT or role in _PATIENT - {"other"}
    if predicate in slot.nominal:
        return role not in _SUBJECT or predicate not in slot.verbs
    if predicate not in slot.verbs or role in _SUBJECT:
        return False
    if role is not None and role not in _PATIENT:
        return False
    return not slot.things or of in slot.things
