"""When two names of sources may be one body: every doubt makes them one, so that nobody is
corroborated by themselves."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.reconciling.page import countries_in, country_in, lemma_of, wording
from secondsource.reconciling.sources import voices

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_STEM = 5  # letters by which "Norland officials" go with "the Norland Ministry"


@lru_cache(maxsize=65536)
def _core(name: str) -> frozenset[str]:
    """The words that tell a body apart: without articles, country and possessives."""
    words = [re.sub(r"[’']s?$", "", word) for word in _WORD.findall(name)]
    plain = [word for word in words if country_in(word) is None]
    return frozenset(lemma_of(word) for word in plain) - wording("stop")


@lru_cache(maxsize=65536)
def one_body(one: str, other: str) -> bool:
    """Whether one name may be a shorter form of the other ("guard", "the Norland coast guard"),
    or a country and a part of its government. Two countries are never one."""
    mine, theirs = countries_in(one), countries_in(other)
    if mine and theirs and not mine & theirs:
        return False
    left, right = _core(one), _core(other)
    if left and right:
        return left <= right or right <= left or _one_command(left, right)
    return bool(mine & theirs) and _official(left | right)


def shorter_form(one: str, other: str) -> bool:
    """Whether one name is the other without some of its words ("the coast guard", "the guard")."""
    left, right = _core(one), _core(other)
    mine, theirs = countries_in(one), countries_in(other)
    apart = bool(mine and theirs and not mine & theirs)
    return bool(left and right) and not apart and (left <= right or right <= left)


def _one_command(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one is the command of all forces ("the military", "the Defence Ministry") and the
    other that or a branch ("the navy"), whose word it is as well; of one state, if both name it."""
    for one, other in ((left, right), (right, left)):
        for command in _named("commands"):
            for force in _named("commands") | _named("branches"):
                if command <= one and force <= other:
                    mine, theirs = one - command, other - force
                    if not mine or not theirs or mine == theirs:
                        return True
    return False


@cache
def _named(listed: str) -> frozenset[frozenset[str]]:
    return frozenset(_core(name) for name in voices(listed))


def _official(words: frozenset[str]) -> bool:
    state = voices("institutions") | voices("bodies_of") | voices("offices")
    return not words or bool(words & state)


def speaks_for(roles: frozenset[str], body: str) -> bool:
    """Whether somebody introduced with these words ("coast guard spokesman") answers for a body."""
    core = _core(body)
    return bool(core) and core <= roles


def affiliated(description: str, name: str) -> bool:
    """Whether "Norland officials" may well be people of "the Norland Energy Ministry"."""
    words = re.findall(r"\w{4,}", description.casefold())
    stems = {w[:_STEM] for w in re.findall(r"\w{4,}", name.casefold())}
    return any(word[:_STEM] in stems for word in words)
