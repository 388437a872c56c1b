"""Which words of a report are printed names of places, and where such a name begins and ends.

The encoder's labels are the start; what the gazetteer knows and what stands beside a name mend
them: a bare "Street" or "Hospital" takes in the capitals before it, "Amsterdam to Berlin" is two
places, a girl called Georgia is none, and "Harrow, Alberta" is one whatever it was taken for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from secondsource.extraction.places.gazetteer import (
    COUNTRY,
    COUNTY,
    FEATURE,
    REGION,
    TOWN,
    Spot,
    gazetteer,
)
from secondsource.extraction.places.toponyms import candidates, printed_beside, within, words
from secondsource.names import country_named, country_of_people
from secondsource.names.words import tables
from secondsource.records.reading import Entity, Span

_WORD = re.compile(r"\S+")
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday",
     "today", "tomorrow"}
)  # fmt: skip
_POSSESSIVES = ("'s", "’s", "'", "’")
_LINKS = re.compile(r"\s+(?:to|and|for)\s+(?:the\s+)?")
_SMALL = r"(?!(?:The|An?|In|At|On|Of|For|From|Near|This|That|His|Her|Its|Their|Our)[ ])"
_CAPITALS_BEFORE = re.compile(rf"\b(?:{_SMALL}(?:[A-Z][\w'’-]*|St\.|Mt\.)[ ]){{1,4}}$")
_GIVEN = re.compile(r"(?![a-z])[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PART_OF = re.compile(r"\s[a-z]\w+ of (?=[A-Z])")
_LOOK_BACK = 60  #: characters
_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Aa]cross|[Aa]round|[Ff]rom|[Oo]ff|[Ii]nside|[Tt]hroughout"
    r"|[Tt]owards?|(?:north|south|east|west)\w* of)\s+(?:the\s+)?$"
)
_SIDE = re.compile(
    r"\b(?:(?:north|south)(?:east|west)?|east|west)(?:ern)?\s+$|\bcentral\s+$", re.IGNORECASE
)
_DOUBTFUL = frozenset({"other", "event", "organisation", "person"})
#: opens many names, and is a town's whole name somewhere
_OPENERS = frozenset(
    {"san", "santa", "santo", "saint", "st", "new", "port", "fort", "mount", "lake", "cape", "el",
     "la", "le", "los", "las", "al", "upper", "lower", "north", "south", "east", "west", "old"}
)  # fmt: skip
_BEHIND_COMMA = re.compile(r",\s+$|\($")
_TOWN = 4.8  #: weight from which a town's name alone is no body's behind "in"
_LARGE = 4.8  #: weight from which the first words of an unknown name are a place by themselves


def place_names(text: str, entities: Iterable[Entity]) -> Iterator[tuple[Span, str]]:
    """The spans of place names and the ids of their entities, in no particular order."""
    entities = tuple(entities)
    given = _given_names(entities)
    for entity in entities:
        for mention in entity.mentions:
            if mention.form != "name":
                continue
            span = _trimmed(text, Span(start=mention.start, end=mention.end))
            if entity.kind != "place":
                if _is_place_all_the_same(text, span, entity.kind):
                    yield span, entity.id
                continue
            for part in _parts(text, span):
                if not _is_none(text, part, given):
                    yield part, entity.id


def _trimmed(text: str, span: Span) -> Span:
    for ending in _POSSESSIVES:
        if text[span.start : span.end].endswith(ending):
            return Span(start=span.start, end=max(span.start + 1, span.end - len(ending)))
    return span


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The places of a span: itself, or both of "Amsterdam to Berlin", "Bergen suburb of Fana"."""
    printed = text[span.start : span.end]
    link = _LINKS.search(printed) or _PART_OF.search(printed)
    if link and not candidates(printed)[0]:
        ends = (
            Span(start=span.start, end=span.start + link.start()),
            Span(start=span.start + link.end(), end=span.end),
        )
        if all(candidates(text[end.start : end.end])[0] for end in ends):
            yield from ends
            return
    yield narrowed(text, _widened(text, span))


def _widened(text: str, span: Span) -> Span:
    """A bare word for a sort of place with the capitals before it: "Street" of "Mill Street"."""
    printed = text[span.start : span.end]
    low = printed.lower().rstrip(".")
    if not printed[0].isupper() or not (low in words().facilities or low in words().types):
        return span
    before = _CAPITALS_BEFORE.search(text[max(0, span.start - _LOOK_BACK) : span.start])
    return span if before is None else Span(start=span.start - len(before[0]), end=span.end)


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
    if first == last:
        return span
    inner = Span(start=found[first].start(), end=found[last - 1].end())
    if (first, last) != (0, len(found)) and candidates(text[inner.start : inner.end])[0]:
        return inner
    return (
        _head(text, [Span(start=word.start(), end=word.end()) for word in found[first:last]])
        or span
    )


def _head(text: str, parts: list[Span]) -> Span | None:
    """The first words where they name a large place and no building follows: "British Columbia" of
    "British Columbia Finance"."""
    if any(text[part.start : part.end].lower().rstrip(".") in words().facilities for part in parts):
        return None
    for last in range(len(parts) - 1, 0, -1):
        head = Span(start=parts[0].start, end=parts[last - 1].end)
        if text[head.start : head.end].lower().rstrip(".") in _OPENERS:
            return None
        spots = gazetteer().find(text[head.start : head.end])
        if any(spot.weight >= _LARGE and not spot.alias for spot in spots):
            return head
    return None


def _given_names(entities: Iterable[Entity]) -> dict[str, int]:
    """First words of people's names of two words and more, and where each is first printed."""
    found: dict[str, int] = {}
    for entity in entities:
        parts = entity.name.split()
        if entity.kind == "person" and _is_full_name(parts):
            at = min((m.start for m in entity.mentions if m.form == "name"), default=0)
            found[parts[0].lower()] = min(at, found.get(parts[0].lower(), at))
    return found


def _is_full_name(parts: list[str]) -> bool:
    """ "Georgia Lund"; the "Ukraine Foreign Minister" and the "Harrow County Coroner" are none."""
    named = 2 <= len(parts) <= 4 and all(map(_GIVEN.fullmatch, parts))
    return named and not any(part.lower() in _offices() for part in parts[1:])


@cache
def _offices() -> frozenset[str]:
    known = tables()
    return known.titles | known.fields | known.designators | known.bodies


def _is_none(text: str, span: Span, given: dict[str, int]) -> bool:
    """Demonyms, common nouns, agencies and people's given names are no places."""
    printed = text[span.start : span.end]
    low = printed.lower()
    if country_of_people(printed) is not None and country_named(printed) is None:
        return True
    if printed.islower() or low in words().no_places:
        return True
    if low in words().facilities or low in words().types:
        return True
    before = text[max(0, span.start - _LOOK_BACK) : span.start]
    if _is_short_for_a_state(printed) and not _BEHIND_COMMA.search(before):
        return True
    return given.get(low, span.start) < span.start and not _LOCATIVE.search(before)


def _is_short_for_a_state(printed: str) -> bool:
    """ "Mass", "Miss", "Ore": a state only behind the name of a town."""
    return printed.lower().rstrip(".") in words().shortened


def _is_place_all_the_same(text: str, span: Span, kind: str) -> bool:
    """ "Harrow, Alberta", what is neither person nor body behind "in" or "eastern", "off County
    Kerry", "at the White House"."""
    printed = text[span.start : span.end]
    if kind not in _DOUBTFUL or len(printed.split()) > 3 or not printed[:1].isupper():
        return False
    spots = candidates(printed)[0] if printed.startswith("County ") else gazetteer().find(printed)
    if not spots or country_of_people(printed) is not None:
        return False
    before = text[max(0, span.start - _LOOK_BACK) : span.start]
    there = bool(_LOCATIVE.search(before))
    if kind == "organisation" and there and _is_where_bodies_are(printed, spots):
        return True
    if kind in ("other", "event"):
        known = any(spot.kind in {COUNTRY, REGION} for spot in spots)
        if there or (known and _SIDE.search(before)):
            return True
    beside = printed_beside(text, span) if there or kind != "person" else ()
    return any(within(spot, outer) for spot in spots for outer in beside)


def _is_where_bodies_are(printed: str, spots: Sequence[Spot]) -> bool:
    """A house, a county or a town, which the model takes for the body in it."""
    if printed.startswith("County "):
        return True
    first = spots[0]
    town = first.kind == TOWN and first.weight >= _TOWN and " " not in printed
    return not first.alias and (first.kind in {FEATURE, COUNTY} or (town and printed.istitle()))
