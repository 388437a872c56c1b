"""Place names of a report, each with the country and the point it denotes."""

from __future__ import annotations

from secondsource.extraction.places.gazetteer import COUNTRY, Spot
from secondsource.extraction.places.locate import locate
from secondsource.extraction.places.placenames import place_names
from secondsource.records.reading import Entity, Place, Span
from secondsource.syntax import Syntax


def find_places(syntax: Syntax, entities: tuple[Entity, ...]) -> tuple[Place, ...]:
    """Named mentions of the places among the entities, located; in text order.

    A place that the gazetteer lacks keeps ``country``, ``lat`` and ``lon`` empty. Demonyms are
    people, not places. Whether a place is where something happened ("in Kyiv") or who acts
    ("Kyiv said") is for the claim to say.
    """
    names = {(span.start, span.end): entity for span, entity in place_names(syntax.text, entities)}
    named = [(Span(start=start, end=end), names[start, end]) for start, end in sorted(names)]
    spots = locate(syntax.text, [span for span, _ in named])
    return tuple(
        _place(syntax.text, span, entity, spot)
        for (span, entity), spot in zip(named, spots, strict=True)
    )


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
