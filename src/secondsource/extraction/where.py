"""Place names of a report, each with the country and the point it denotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.extraction.gazetteer import COUNTRY, Spot
from secondsource.extraction.locate import locate
from secondsource.extraction.toponyms import candidates
from secondsource.names import country_named, country_of_people
from secondsource.records.reading import Entity, Place, Span
from secondsource.syntax import Syntax

_WORD = re.compile(r"\S+")
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday",
     "today", "tomorrow"}
)  # fmt: skip
_POSSESSIVES = ("'s", "’s", "'", "’")


def find_places(syntax: Syntax, entities: tuple[Entity, ...]) -> tuple[Place, ...]:
    """Named mentions of the places among the entities, located; in text order.

    A place that the gazetteer lacks keeps ``country``, ``lat`` and ``lon`` empty. Demonyms are
    people, not places. Whether a place is where something happened ("in Kyiv") or who acts
    ("Kyiv said") is for the claim to say.
    """
    named = sorted(_toponyms(syntax, entities), key=lambda found: (found[0].start, found[0].end))
    spots = locate(syntax.text, [span for span, _ in named])
    return tuple(
        _place(syntax.text, span, entity, spot)
        for (span, entity), spot in zip(named, spots, strict=True)
    )


def _toponyms(syntax: Syntax, entities: tuple[Entity, ...]) -> Iterator[tuple[Span, str]]:
    for entity in entities:
        if entity.kind != "place":
            continue
        for mention in entity.mentions:
            span = narrowed(
                syntax.text, _trimmed(syntax.text, Span(start=mention.start, end=mention.end))
            )
            if mention.form == "name" and not _is_demonym(syntax.text[span.start : span.end]):
                yield span, entity.id


def _trimmed(text: str, span: Span) -> Span:
    for ending in _POSSESSIVES:
        if text[span.start : span.end].endswith(ending):
            return Span(start=span.start, end=max(span.start + 1, span.end - len(ending)))
    return span


def narrowed(text: str, span: Span) -> Span:
    """The place in a span that no gazetteer knows for the words beside it: "nation France",
    "Riverdale area", "Russia Thursday". A span that holds no known place comes back as it is."""
    found = list(_WORD.finditer(text, span.start, span.end))
    first, last = 0, len(found)
    if last < 2 or candidates(text[span.start : span.end])[0]:
        return span
    while first < last and found[first][0].islower():
        first += 1
    while first < last and (found[last - 1][0].islower() or found[last - 1][0].lower() in _DAYS):
        last -= 1
    if first == last or (first, last) == (0, len(found)):
        return span
    inner = Span(start=found[first].start(), end=found[last - 1].end())
    return inner if candidates(text[inner.start : inner.end])[0] else span


def _is_demonym(printed: str) -> bool:
    return country_of_people(printed) is not None and country_named(printed) is None


def _place(text: str, span: Span, entity: str, spot: Spot | None) -> Place:
    printed = " ".join(text[span.start : span.end].split())
    if spot is None:
        return Place(start=span.start, end=span.end, entity=entity, name=printed)
    return Place(
        start=span.start,
        end=span.end,
        entity=entity,
        name=spot.name if spot.kind == COUNTRY else printed,
        country=spot.country,
        lat=round(spot.lat, 2),
        lon=round(spot.lon, 2),
    )
