"""What an origin is called inside a sentence: "the Foreign Ministry", "Norfax", "police"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.origins.origins import UNNAMED, Voice

_LISTED = 8  # names in a sentence; more are counted
_EACH = 3  # outlets that are told of one by one; more are named together
_OUTLETS = 5  # of those named together; more are counted
_SOURCES = ("an unnamed source", "unnamed sources")
#: What stands before a name that needs an article: "the navy", "Peru's Foreign Ministry"
_DETERMINED = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Tt]his|[Tt]hat)|\w[’']s?)\s+"
    r"(?:(?:[a-z]+|[A-Z]\w+n)\s+)?$"
)
_GOING_ON = re.compile(r"\w|[’'-]|\s+[A-Z]")
_BEFORE = 40  # characters in which an owner and an adjective stand


def names_of(voices: Iterable[Voice], witnesses: Sequence[Witness]) -> list[str]:
    """Origins as a reader is told of them, each once, with the article that reports print."""
    named, reporting, nameless = _sorted_out(voices)
    found = {with_article(voice, witnesses) for voice in named}
    found |= {*_of_reporting(reporting), *_of_nameless(nameless)}
    return sorted(found, key=lambda name: name.removeprefix("the "))


def joined(names: Sequence[str]) -> str:
    """Names as they stand in a sentence, ``a, b and c``; the last of very many are counted."""
    return _few(names, _LISTED)


def as_one(voices: Iterable[Voice], witnesses: Sequence[Witness]) -> str:
    """Origins that count once: whoever is named first, outlets that speak for themselves last."""
    named, reporting, nameless = _sorted_out(voices)
    told = sorted({with_article(voice, witnesses) for voice in named}) + _of_nameless(nameless)
    if not told and len(reporting) > _EACH:
        first, *rest = reporting
        return f"{first}’s own reporting, counted with that of {_few(rest, _OUTLETS)}"
    first, *others = [*told, *_of_reporting(reporting)]
    return f"{first}, counted with {joined(others)}" if others else first


def _few(names: Sequence[str], most: int) -> str:
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _sorted_out(voices: Iterable[Voice]) -> tuple[list[Voice], list[str], list[Voice]]:
    """Voices that have a name, the names of outlets that speak for themselves, and the others."""
    found = list(voices)
    outlets = {voice.name for voice in found if voice.kind in ("outlet", "agency")}
    others = [voice for voice in found if voice.kind not in ("outlet", "agency")]
    named = [voice for voice in others if not _is_nameless(voice)]
    return named, sorted(outlets), [voice for voice in others if _is_nameless(voice)]


def _is_nameless(voice: Voice) -> bool:
    return voice.anonymous and voice.name != UNNAMED


def _of_reporting(outlets: Sequence[str]) -> list[str]:
    """What outlets say themselves: one by one, or many of them together."""
    if len(outlets) > _EACH:
        return [f"the reporting of {_few(outlets, _OUTLETS)}"]
    return [f"{outlet}’s own reporting" for outlet in outlets]


def _of_nameless(voices: Iterable[Voice]) -> list[str]:
    """Sources without a name, by the words that stand for them: "an unnamed source (“a witness”)",
    "unnamed sources (“workers” and “a guard”)", "a document (“the register”)"."""
    words: dict[bool, set[str]] = {False: set(), True: set()}
    for voice in voices:
        words[voice.kind == "document"].add(f"“{voice.name}”")
    told = []
    for is_document, found in words.items():
        one, many = ("a document", "documents") if is_document else _SOURCES
        if found:
            names = sorted(found, key=str.casefold)
            told.append(f"{one if len(names) == 1 else many} ({_few(names, _OUTLETS)})")
    return told


def with_article(voice: Voice, witnesses: Sequence[Witness]) -> str:
    """The name of a body with "the" before it where some report prints it with an article or an
    owner ("Peru's Foreign Ministry")."""
    if voice.kind != "body" or voice.state or voice.name.lower().startswith("the "):
        return voice.name
    texts = {witness.statement.page.text for witness in witnesses}
    known = any(_is_determined(voice.name, text) for text in texts)
    return f"the {voice.name}" if known else voice.name


@lru_cache(maxsize=1 << 12)
def _is_determined(name: str, text: str) -> bool:
    """Whether a text prints a name behind an article or an owner, and not as part of another."""
    for form in {name, f"{name[:1].upper()}{name[1:]}"}:
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            if _DETERMINED.search(text, max(0, at - _BEFORE), at) and not _GOING_ON.match(
                text, end
            ):
                return True
            at = text.find(form, end)
    return False
