"""What a time expression was found to mean, and what it is read against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from secondsource.extraction.times.calendar import UNKNOWN, floor, interval, label, shift
from secondsource.extraction.times.grammar import Phrase
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


@dataclass(frozen=True, slots=True)
class Happening:
    """An event by its noun in the singular, and the names and numbers that tell which one."""

    noun: str
    names: frozenset[str] = frozenset()


@dataclass(slots=True)
class Memory:
    """What other phrases of the same text referred to: some ("that year") lean on it."""

    periods: dict[str, date] = field(default_factory=dict)
    events: dict[str, set[tuple[date, frozenset[str]]]] = field(default_factory=dict)
    last: tuple[str, date] | None = None
    last_word: int = 0  #: the word behind the phrase of ``last``

    def note(self, draft: Draft, phrase: Phrase) -> None:
        """Remember a calendar period."""
        if draft.grain and draft.day:
            self.periods[draft.grain] = draft.day
            self.last, self.last_word = (draft.grain, draft.day), phrase.last

    def date_event(self, event: Happening, day: date) -> None:
        """Remember the day of an event."""
        self.events.setdefault(event.noun, set()).add((day, event.names))

    def day_of(self, event: Happening) -> date | None:
        """The one day the text gives to the event; None where it gives none or several."""
        known = self.events.get(event.noun, set())
        days = {day for day, names in known if event.names <= names}
        return days.pop() if len(days) == 1 else None

    def day_of_sentence(self, phrase: Phrase) -> date | None:
        """The day last named in the phrase's own sentence."""
        return self._of_sentence("day", phrase)

    def year_of_sentence(self, phrase: Phrase) -> date | None:
        """The first day of the year last named in the phrase's own sentence."""
        return self._of_sentence("year", phrase)

    def just_named(self, phrase: Phrase) -> tuple[str, date] | None:
        """Grain and first day of the period named last, in this sentence or the one before."""
        between = phrase.words.lows[self.last_word : phrase.first]
        ends = sum(word in (".", "!", "?") or word[0] == "\n" for word in between)
        return self.last if ends <= 1 else None

    def _of_sentence(self, grain: str, phrase: Phrase) -> date | None:
        if self.last is None or self.last[0] != grain:
            return None
        between = phrase.words.lows[self.last_word : phrase.first]
        ended = any(word in (".", "!", "?") or word[0] == "\n" for word in between)
        return None if ended else self.last[1]


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
