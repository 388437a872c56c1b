"""Printed place names, and the places of the gazetteer that may be meant by them."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from secondsource.extraction.places.gazetteer import (
    COUNTRY,
    COUNTY,
    REGION,
    TOWN,
    Spot,
    gazetteer,
    key,
)
from secondsource.names import country_named, country_of_people
from secondsource.names.countries import countries
from secondsource.records.reading import Span

_EARTH_KM = 6371.0
_COUNTY_KM = 60.0  #: a place nearer than this to a county's middle may lie in it
_REGION_KM = 120.0
_BESIDE_TEXT = re.compile(
    r"^(?:,\s+(?:in\s+(?:the\s+)?)?|\s+\(|\s+in\s+the\s+)"
    r"((?:[A-Z][\w.'’-]*)(?:[ ](?:of|and|the|[A-Z][\w.'’-]*)){0,3})"
)
_KINDS = {"county": COUNTY, "region": REGION, "town": TOWN, "country": COUNTRY}


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``where.toml``."""

    types: dict[str, int]  #: word to kind of place
    facilities: frozenset[str]
    streets: frozenset[str]
    directions: frozenset[str]
    patrons: frozenset[str]
    no_places: frozenset[str]
    shortened: frozenset[str]


@cache
def words() -> Words:
    """The tables, read once."""
    raw = tomllib.loads(files(__package__).joinpath("where.toml").read_text(encoding="utf-8"))
    return Words(
        types={word: _KINDS[kind] for kind, listed in raw["types"].items() for word in listed},
        facilities=frozenset(raw["words"]["facilities"]),
        streets=frozenset(raw["words"]["streets"]),
        directions=frozenset(raw["words"]["directions"]),
        patrons=frozenset(raw["words"]["patrons"]),
        no_places=frozenset(raw["words"]["no_places"]),
        shortened=frozenset(raw["words"]["shortened"]),
    )


@dataclass(frozen=True, slots=True)
class Toponym:
    """A printed place name and what may be meant, the likeliest by population first."""

    span: Span
    name: str
    spots: tuple[Spot, ...]
    wanted: int | None  #: the type printed with it (county, region …)
    beside: tuple[Spot, ...]  #: candidates for what is printed after it: "Texas"


def read_toponym(text: str, span: Span) -> Toponym:
    """A printed name with what is printed after it, and its candidates."""
    printed = text[span.start : span.end]
    spots, wanted = candidates(printed)
    return Toponym(span, printed, spots, wanted, printed_beside(text, span))


def printed_beside(text: str, span: Span) -> tuple[Spot, ...]:
    """Countries and regions printed after a name: "Texas" of "Paris, Texas"."""
    after = _BESIDE_TEXT.match(text[span.end : span.end + 60])
    return _container(after[1]) if after else ()


def _container(printed: str) -> tuple[Spot, ...]:
    """Countries and regions that the longest run of these words names."""
    parts = printed.split()
    for end in range(len(parts), 0, -1):
        name = " ".join(parts[:end])
        spots = tuple(s for s in gazetteer().find(name) if s.kind in {COUNTRY, REGION, COUNTY})
        if spots:
            return spots
        code = parts[0].rstrip(".,")
        if end == 1 and len(code) == 2 and code.isupper():
            return tuple(_postal(code))
    return ()


def _postal(code: str) -> Iterator[Spot]:
    """Two capitals after a comma: a state of the US or a province of Canada."""
    for country in ("US", "CA"):
        yield Spot(-1, REGION, "", country, f"{country}-{code}", 0.0, 0.0, 0.0)


@lru_cache(maxsize=2048)  # a report asks several times for each of its names
def candidates(printed: str) -> tuple[tuple[Spot, ...], int | None]:
    """Places of a printed name, and the type printed with it if the name needed cutting."""
    find = gazetteer().find
    code = country_of_people(printed)
    if code is not None:
        return tuple(s for s in _country(code) if s.kind == COUNTRY), COUNTRY
    found = find(printed)
    parts, types = key(printed).split(), words().types
    wanted = types.get(parts[-1]) if len(parts) > 1 else None
    if found and wanted is None:
        return found, None
    if wanted is not None:
        bare = find(" ".join(parts[:-1]))
        return tuple(dict.fromkeys((*found, *bare))), wanted
    if len(parts) > 2 and parts[0] in types and parts[1] == "of":
        return find(" ".join(parts[2:])), types[parts[0]]
    if len(parts) > 1 and parts[0] == "county":  # "County Kerry"
        return found or find(" ".join(parts[1:])), COUNTY
    if len(parts) > 1 and parts[0] in words().directions:
        return candidates(" ".join(parts[1:]))
    return _parts(printed) or _otherwise(printed), None


def _otherwise(printed: str) -> tuple[Spot, ...]:
    """A land under another of its names: "U.S. Virgin Islands"."""
    code = country_named(printed)
    land = None if code is None else countries()[code]
    for name in () if land is None else (land.name, *land.aliases):
        found = tuple(s for s in gazetteer().find(name) if s.kind in {COUNTRY, REGION})
        if found:
            return found
    return ()


def _country(code: str) -> tuple[Spot, ...]:
    return tuple(s for s in gazetteer().find(countries()[code].name) if s.country == code)


def _parts(printed: str) -> tuple[Spot, ...]:
    """ "Sydney, Australia" as one span: the first part inside the second."""
    head, comma, tail = printed.partition(",")
    if not comma:
        return ()
    inside = _container(tail.strip())
    return tuple(s for s in gazetteer().find(head) if any(within(s, c) for c in inside))


def within(spot: Spot, outer: Spot) -> bool:
    """Does a place lie in a country, region or county, as far as the gazetteer can tell?"""
    if outer.kind == COUNTRY:
        return spot.country == outer.country and spot.kind != COUNTRY
    if spot.country != outer.country or spot.kind in {COUNTRY, REGION}:
        return False
    if outer.kind == COUNTY:
        return km(spot, outer) < _COUNTY_KM
    return spot.region == outer.region or (outer.number >= 0 and km(spot, outer) < _REGION_KM)


def km(a: Spot, b: Spot) -> float:
    """Great-circle distance in kilometres."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((lat_a - lat_b) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
