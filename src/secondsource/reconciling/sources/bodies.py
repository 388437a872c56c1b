"""When two names of sources may be one body: every doubt makes them one, so that nobody is
corroborated by themselves."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.reconciling.pages.cast import countries_in, country_in
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.sources.sources import bodies_by_office, voices

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_STEM = 5  # letters by which "Norland officials" go with "the Norland Ministry"
#: Words by which a part of a body is called ("the prosecutor's office", "the press service").
_ROOMS = frozenset({"office", "press", "secretariat"})
_PEOPLE = ("ian", "an", "ari", "ani", "ese", "ish", "ic", "i")  #: endings of "Solmari", "Arvenian"
#: "the town's hospital": the only one there is in the story.
_HERE = re.compile(r"(?i)^(?:the\s+)?(?:town|city|village|country|region|state|county)[’']s\s+")


@lru_cache(maxsize=65536)
def _core(name: str) -> frozenset[str]:
    """The words that tell a body apart: without articles, country and possessives."""
    words = [re.sub(r"[’']s?$", "", word) for word in _WORD.findall(_HERE.sub("", name))]
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
        within = left <= right or right <= left
        return within or _one_command(left, right) or _one_adjective(left, right)
    return bool(mine & theirs) and _official(left | right)


def _one_adjective(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two names are one but for a place and its adjective ("Castria's presidency", "the
    Castrian presidency"): of a country that no table knows."""
    mine, theirs = left - right, right - left
    if len(mine) != 1 or len(theirs) != 1 or not left & right:
        return False
    one, other = sorted((*mine, *theirs), key=len)
    return len(one) >= _STEM and other[:_STEM] == one[:_STEM] and other.endswith(_PEOPLE)


def of_state(state: str, body: str) -> bool:
    """Whether a body may be of a state that speaks by its bare name ("Arvenia maintains", "the
    Arvenian Defence Ministry", "the army"): nothing in its name is of another."""
    official = voices("institutions") | voices("bodies_of") | voices("offices")
    official |= {
        word for name in ("commands", "branches") for known in _named(name) for word in known
    }
    rest = {word for word in _core(body) if not affiliated(word, state)}
    return bool(_core(body)) and rest <= official


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
    """Whether somebody introduced with these words ("coast guard spokesman", "foreign minister",
    "chief prosecutor", "mayor") answers for a body ("the Solmari Foreign Ministry", "the
    prosecutor's office", "City of Lindmar")."""
    core = _core(body)
    rooms = _ROOMS | {"service"} if "press" in core else _ROOMS
    core = core - rooms or core
    if not core or core <= roles:
        return bool(core)
    answered = {noun: office for office, noun in bodies_by_office().items() if office in roles}
    if {"governor", "bank"} <= roles and "bank" in core:
        return core <= roles | {"central", "national", "reserve"}
    if not core & answered.keys():
        return False
    rest = core - answered.keys() - roles
    if "mayor" in roles and "city" in core:
        return len(rest) < 2
    abroad = any(word.endswith(_PEOPLE[:-1]) and len(word) > _STEM for word in roles - rest)
    return all(word.endswith(_PEOPLE) for word in rest) and len(rest) < 2 and not (rest and abroad)


def affiliated(description: str, name: str) -> bool:
    """Whether "Norland officials" may well be people of "the Norland Energy Ministry"."""
    words = re.findall(r"\w{4,}", description.casefold())
    stems = {w[:_STEM] for w in re.findall(r"\w{4,}", name.casefold())}
    return any(word[:_STEM] in stems for word in words)
