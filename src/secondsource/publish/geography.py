"""The places of a story: where reports put them, and which facts are tied to them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final, NamedTuple

from secondsource.names.countries import countries, country_named
from secondsource.publish import labels
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.records.reading import Place

_GOES_ON: Final = re.compile(r" ([^\W\d_a-z][\w’'-]*)")  #: "Aurelia [Star]": a name of two words
_NEAR: Final = 1.6  #: degrees; nearer positions are one place, located more or less finely


class Mention(NamedTuple):
    """One place where a report names a place."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place that reports name; ``lat`` and ``lon`` are None where nobody could locate it."""

    key: str
    name: str
    country: str | None  #: ISO 3166-1 alpha-2
    is_country: bool
    lat: float | None
    lon: float | None
    elsewhere: tuple[str, ...]  #: ids of reports whose place of this name was located far away
    mentions: tuple[Mention, ...]  #: the first in each report
    facts: tuple[SheetFact, ...]

    @property
    def located(self) -> bool:
        """Whether it can be drawn."""
        return self.lat is not None and self.lon is not None


def sites(sheet: Sheet) -> list[Site]:
    """Places, those with most facts and reports first; without one that nothing is told of and
    only one report names and nobody could locate, an outlet's own name, and the first word of a
    longer name, as of a ship."""
    longer = {entity.name for entity in sheet.story.entities if " " in entity.name}
    named: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    keys: dict[tuple[str, int], str] = {}
    entities = _entities(sheet)
    for reading in sheet.story.readings:
        report = reading.report.id
        if report not in sheet.texts or report in sheet.copies:
            continue
        for index, place in enumerate(reading.places):
            if _is_cut(reading.report.text, place, longer):
                continue
            key = entities.get((report, place.start)) or plain(place.name).casefold()
            keys[report, index] = key
            named[key].append((report, place))
    facts = _facts(sheet, keys)
    made = (_site(sheet, key, places, facts.get(key, ())) for key, places in named.items())
    found = [site for site in made if site.facts or _is_known(sheet, site)]
    return sorted(found, key=lambda site: (-len(site.facts), -len(site.mentions), site.name))


def _is_cut(text: str, place: Place, longer: set[str]) -> bool:
    """Whether the word behind a place belongs to its name, as in the story's "Aurelia [Star]"."""
    after = _GOES_ON.match(text, place.end)
    return after is not None and f"{text[place.start : place.end]} {after[1]}" in longer


def _is_known(sheet: Sheet, site: Site) -> bool:
    """Whether a name is surely that of a place, and not of an outlet ("The Meridian")."""
    outlets = {(report.outlet or "").casefold().removeprefix("the ") for report in sheet.reports}
    name = site.name.casefold().removeprefix("the ")
    if name in outlets:
        return False
    if any(outlet.endswith(f" {name}") for outlet in outlets) and _has_article(sheet, site):
        return False  # "a worker told the Beacon", of The Daily Beacon
    return site.located or len(site.mentions) > 1


def _has_article(sheet: Sheet, site: Site) -> bool:
    """Whether "the" stands before a name wherever a report prints it first."""
    printed = ((sheet.texts[m.report].text, m.start) for m in site.mentions)
    return all(text[max(0, start - 4) : start].lower() == "the " for text, start in printed)


def _entities(sheet: Sheet) -> dict[tuple[str, int], str]:
    """Story entities that are places, by where they are mentioned."""
    return {
        (mention.report, mention.start): entity.id
        for entity in sheet.story.entities
        if entity.kind == "place"
        for mention in entity.mentions
    }


def _facts(sheet: Sheet, keys: dict[tuple[str, int], str]) -> dict[str, tuple[SheetFact, ...]]:
    """Facts by the places that their claims name."""
    claims = {(r.report.id, c.id): c.places for r in sheet.story.readings for c in r.claims}
    found: dict[str, dict[int, SheetFact]] = defaultdict(dict)
    for entry in sheet.facts:
        for item in entry.fact.claims:
            for index in claims.get((item.report, item.claim), ()):
                if (item.report, index) in keys:
                    found[keys[item.report, index]][entry.number] = entry
    return {key: tuple(entries.values()) for key, entries in found.items()}


def _site(
    sheet: Sheet, key: str, named: list[tuple[str, Place]], facts: tuple[SheetFact, ...]
) -> Site:
    place, elsewhere = _settled(named)
    entity = next((e for e in sheet.story.entities if e.id == key), None)
    first: dict[str, Mention] = {}
    for report, found in named:
        first.setdefault(report, Mention(report, found.start, found.end))
    name = plain(entity.name if entity else place.name)
    return Site(
        key=key,
        name=name,
        country=place.country,
        is_country=place.country is not None and country_named(name) == place.country,
        lat=place.lat,
        lon=place.lon,
        elsewhere=elsewhere,
        mentions=tuple(first.values()),
        facts=facts,
    )


def _settled(named: list[tuple[str, Place]]) -> tuple[Place, tuple[str, ...]]:
    """The finest position of those that most reports give, and who gives another."""
    located = [(r, p) for r, p in named if p.lat is not None and p.lon is not None]
    if not located:
        return named[0][1], ()
    backed = {id(p): {r for r, q in located if _is_near(p, q)} for _, p in located}
    best = max(located, key=lambda item: (len(backed[id(item[1])]), _decimals(item[1])))[1]
    return best, tuple(dict.fromkeys(r for r, p in located if not _is_near(best, p)))


def _is_near(one: Place, other: Place) -> bool:
    pairs = ((one.lat, other.lat), (one.lon, other.lon))
    return one.country == other.country and all(
        a is not None and b is not None and abs(a - b) <= _NEAR for a, b in pairs
    )


def _decimals(place: Place) -> int:
    return sum(len(f"{v:g}".partition(".")[2]) for v in (place.lat, place.lon) if v is not None)


def whereabouts(site: Site) -> str:
    """Where it lies, in words: ``Peru, 12.79° S, 74.97° W``."""
    if site.lat is None or site.lon is None:
        return labels.NOT_LOCATED
    if site.is_country:
        return "country"
    country = countries().get(site.country or "")
    lat = f"{abs(site.lat):g}° {'S' if site.lat < 0 else 'N'}"
    lon = f"{abs(site.lon):g}° {'W' if site.lon < 0 else 'E'}"
    return ", ".join(part for part in (country.name if country else "", lat, lon) if part)
