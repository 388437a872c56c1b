"""Who held which office when: the dated table ``offices.tsv``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from secondsource.names.letters import fold
from secondsource.names.people import compare_people, core
from secondsource.names.words import rows

_SAME = 0.85  #: a full name, however spelled


@dataclass(frozen=True, slots=True)
class Office:
    """One row: a term. ``since`` and ``until`` are ISO dates, ``until`` empty while it lasts."""

    polity: str  #: ISO country code, or EU, UN, NATO
    title: str
    name: str
    since: str
    until: str

    def held_on(self, day: str | None) -> bool:
        """Was it held on this ISO date? Without a date, ever."""
        return day is None or (self.since <= day[:10] and (not self.until or day[:10] < self.until))


@cache
def _by_surname() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for row in rows("offices.tsv"):
        office = Office(*(row + [""] * (5 - len(row))))
        for word in core(office.name)[0]:
            found[fold(word)].append(office)
    return {word: tuple(offices) for word, offices in found.items()}


def offices_of(name: str, day: str | None = None) -> tuple[Office, ...]:
    """Offices that the bearer of this full name held on a day; of a bare surname none.

    >>> [office.title for office in offices_of("Angela Merkel", "2020-05-01")]
    ['chancellor']
    """
    words = core(name)[0]
    if len(words) < 2:
        return ()
    near = {office for word in words for office in _by_surname().get(fold(word), ())}
    held = (o for o in near if o.held_on(day) and compare_people(o.name, name) >= _SAME)
    return tuple(sorted(held, key=lambda office: (office.since, office.title)))
