"""What an origin is called inside a sentence: "the Foreign Ministry", "Norfax", "police"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from secondsource.reconciling.independence import Witness
from secondsource.reconciling.origins import UNNAMED, Voice

_LISTED = 8  # names in a sentence; more are counted
#: What stands before a name that needs an article: "the navy", "Peru's Foreign Ministry"
_DETERMINED = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Tt]his|[Tt]hat)|\w[’']s?)\s+"
    r"(?:(?:[a-z]+|[A-Z]\w+n)\s+)?$"
)
_GOING_ON = re.compile(r"\w|[’'-]|\s+[A-Z]")
_BEFORE = 40  # characters in which an owner and an adjective stand


def names_of(voices: Iterable[Voice], witnesses: Sequence[Witness]) -> list[str]:
    """Origins as a reader is told of them, each once, with the article that reports print."""
    found = {_shown(voice, witnesses) for voice in voices}
    return sorted(found, key=lambda name: name.removeprefix("the "))


def joined(names: Sequence[str]) -> str:
    """Names as they stand in a sentence, ``a, b and c``; the last of very many are counted."""
    if len(names) > _LISTED:
        names = [*names[: _LISTED - 1], f"{len(names) - _LISTED + 1} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def as_one(voices: Iterable[Voice], witnesses: Sequence[Witness]) -> str:
    """Origins that count once: whoever is named first, outlets that speak for themselves last."""
    first, *others = _by_rank(voices, witnesses)
    return f"{first}, counted with {joined(others)}" if others else first


def _by_rank(voices: Iterable[Voice], witnesses: Sequence[Witness]) -> list[str]:
    ranked = sorted(
        (voice.kind in ("outlet", "agency"), voice.anonymous, _shown(voice, witnesses))
        for voice in voices
    )
    return list(dict.fromkeys(name for _, _, name in ranked))


def _shown(voice: Voice, witnesses: Sequence[Witness]) -> str:
    if voice.kind in ("outlet", "agency"):
        return f"{voice.name}’s own reporting"
    if voice.anonymous and voice.name != UNNAMED:
        return f"an unnamed source (“{voice.name}”)"
    return with_article(voice, witnesses)


def with_article(voice: Voice, witnesses: Sequence[Witness]) -> str:
    """The name of a body with "the" before it where some report prints it with an article or an
    owner ("Peru's Foreign Ministry")."""
    if voice.kind != "body" or voice.state or voice.name.lower().startswith("the "):
        return voice.name
    texts = {witness.statement.page.text for witness in witnesses}
    known = any(_is_determined(voice.name, text) for text in texts)
    return f"the {voice.name}" if known else voice.name


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
