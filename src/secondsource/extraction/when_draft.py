"""What a time expression was found to mean, and what it is read against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from secondsource.extraction.when_calendar import UNKNOWN, floor, interval, label, shift
from secondsource.extraction.when_grammar import Phrase, grammar
from secondsource.records.reading import TimexType

Bounds = tuple[date, date] | tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Draft:
    """Type, value and modifier of a phrase; ``grain`` and ``day`` where it is a calendar period."""

    type: TimexType
    value: str
    mod: str | None = None
    bounds: Bounds | None = None
    grain: str | None = None
    day: date | None = None


@dataclass(slots=True)
class Memory:
    """What earlier phrases of the same text referred to: later ones ("that year") lean on it."""

    periods: dict[str, date] = field(default_factory=dict)
    events: dict[str, date | None] = field(default_factory=dict)  #: None where dated twice
    last: tuple[str, date] | None = None
    last_word: int = 0  #: the word behind the phrase of ``last``

    def note(self, draft: Draft, phrase: Phrase) -> None:
        """Remember a calendar period, and the event beside it that it dates."""
        if draft.grain and draft.day:
            self.periods[draft.grain] = draft.day
            self.last, self.last_word = (draft.grain, draft.day), phrase.last
        if draft.grain == "day" and draft.day and (event := _event_beside(phrase)):
            known = self.events.setdefault(event, draft.day)
            self.events[event] = draft.day if known == draft.day else None

    def day_of_sentence(self, phrase: Phrase) -> date | None:
        """The day last named in the phrase's own sentence."""
        if self.last is None or self.last[0] != "day":
            return None
        between = phrase.words.lows[self.last_word : phrase.first]
        ended = any(word in (".", "!", "?") or word[0] == "\n" for word in between)
        return None if ended else self.last[1]


_BETWEEN = frozenset({"on", "of", "from", "for", "at", "held", "began", "started"})
_NEAR = 4  # words between an event and its date


def _event_beside(phrase: Phrase) -> str | None:
    """The event that a day dates: ``the summit on Friday``, ``Friday's peace summit``."""
    words, mark = phrase.words, grammar().letters.chars["EVENTNOUN"]
    other = {grammar().letters.chars[name] for name in ("OTHER", "ZONEWORD")}
    verbs = 0
    for index in range(phrase.first - 1, max(-1, phrase.first - _NEAR), -1):
        if words.classes[index] == mark:
            return words.lows[index].removesuffix("s")
        verbs += words.lows[index] not in _BETWEEN
        if verbs > 1 or not words.lows[index].isalpha():
            break
    for index in range(phrase.last, min(len(words), phrase.last + _NEAR)):
        if words.classes[index] == mark:
            return words.lows[index].removesuffix("s")
        if words.lows[index] not in ("'s", "’s") and words.classes[index] not in other:
            break
    return None


@dataclass(frozen=True, slots=True)
class Setting:
    """Publication day, memory, and which way the governing verb looks (-1 past, 1 future, 0)."""

    anchor: date | None
    memory: Memory
    direction: Callable[[Phrase], int]


def period(grain: str, day: date, mod: str | None = None) -> Draft:
    """A calendar period that holds ``day``."""
    bounds = interval(grain, day)
    return Draft("DATE", label(grain, day), mod, bounds, grain, floor(grain, day))


def unresolved(grain: str, mod: str | None = None, value: str | None = None) -> Draft:
    """A calendar period without a publication date: a placeholder, no interval."""
    return Draft("DATE", value or UNKNOWN[grain], mod)


def offset(setting: Setting, grain: str, count: int, mod: str | None = None) -> Draft:
    """The period ``count`` periods from the publication day's own."""
    if setting.anchor is None:
        return unresolved(grain, mod)
    return period(grain, shift(grain, floor(grain, setting.anchor), count), mod)


_EDGES = {
    "early": "START", "earlier": "START", "start": "START", "beginning": "START",
    "outset": "START", "first": "START", "late": "END", "later": "END", "end": "END",
    "close": "END", "last": "END", "mid": "MID", "mid-": "MID", "middle": "MID",
}  # fmt: skip


def edge(phrase: Phrase) -> str | None:
    """START, MID, END or APPROX, as the words around the period say."""
    for word in phrase.lows("edge"):
        if word in _EDGES:
            return _EDGES[word]
    return "APPROX" if "approx" in phrase else None
