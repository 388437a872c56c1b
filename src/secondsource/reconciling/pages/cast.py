"""Who is who across the reports of a story, and the countries that names speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from secondsource.names import country_named, country_of_people, country_with_capital
from secondsource.records.story import StoryEntity

STEM = 5  #: letters that "Arvenian" shares with "Arvenia"
_NAMES = re.compile(r"[A-Z][\w.]*")


@lru_cache(maxsize=1 << 16)
def country_in(phrase: str) -> str | None:
    """ISO code of a country, its capital's name standing alone, or the first people named. "The
    valley" in lower case is no capital."""
    whole = _whole_country(phrase)
    if whole is not None:
        return whole
    found = (country_of_people(word) or country_named(word) for word in _NAMES.findall(phrase))
    return next((code for code in found if code is not None), None)


@lru_cache(maxsize=1 << 16)
def countries_in(phrase: str) -> frozenset[str]:
    """ISO codes of every country and people a description speaks of."""
    found = (country_of_people(word) or country_named(word) for word in _NAMES.findall(phrase))
    whole = _whole_country(phrase)
    return frozenset(code for code in (*found, whole) if code is not None)


def _whole_country(phrase: str) -> str | None:
    printed = any(word[:1].isupper() for word in phrase.split() if word.lower() != "the")
    return country_named(phrase) or country_with_capital(phrase) if printed else None


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Who is who across the reports of a story.

    ``ids`` maps (report id, entity id) to a story entity id; ``named`` holds the story entities
    that some report calls by name.
    """

    entities: Mapping[str, StoryEntity]
    ids: Mapping[tuple[str, str], str]
    named: frozenset[str]
    peoples: frozenset[str] = frozenset()

    def of(self, report: str, entity: str | None) -> str | None:
        """The story entity behind a report's own entity id."""
        return None if entity is None else self.ids.get((report, entity))

    def name(self, story_entity: str) -> str:
        """The name people read."""
        return self.entities[story_entity].name

    def country(self, story_entity: str) -> str | None:
        """The country that an entity is, or that its name speaks of ("Russian forces")."""
        entity = self.entities[story_entity]
        if entity.kind == "person":  # of an invented state's name nobody knows what it is
            return self._people_in(entity.name) if " " not in entity.name else None
        return country_in(entity.name) or self._people_in(entity.name)

    def _people_in(self, name: str) -> str | None:
        """The state or people of no table that a name speaks of ("the Dorran army", "Dorra")."""
        stems = (stem_of(word, self.peoples) for word in _NAMES.findall(name))
        return next((stem for stem in stems if stem is not None), None)


def stem_of(name: str, peoples: frozenset[str]) -> str | None:
    """The stem by which a state's people are known, of a short name too ("Qarn", "Qarnian")."""
    stem = name[:STEM].lower()
    if stem in peoples:
        return stem
    longer = sorted(p for p in peoples if len(stem) == STEM - 1 and p.startswith(stem))
    return longer[0] if longer else None
