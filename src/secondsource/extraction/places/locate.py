"""Which place of that name a report means.

Every toponym starts from how populous its candidates are; what is printed beside it ("Paris,
Texas"), the countries a report speaks of, and nearness to its other places then decide. One name
is one place throughout a report, unless something printed beside it says otherwise.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from secondsource.extraction.places.gazetteer import (
    COUNTRY,
    COUNTY,
    FEATURE,
    REGION,
    TOWN,
    Spot,
    gazetteer,
    key,
)
from secondsource.extraction.places.toponyms import Toponym, km, read_toponym, within, words
from secondsource.records.reading import Span

# How many powers of ten of population each hint is worth; chosen on half of the benchmark's texts.
_ALIAS = 1.0
_IN_COUNTRY = 2.2
_IN_REGION = 1.6
_NEAR = 1.8
_WRONG_TYPE = 2.5
_BESIDE = 6.0
_NEAR_KM = 150.0
_WELL_KNOWN = 4.8  #: weight from which a place inside the name of a school or hotel counts


def locate(text: str, spans: Sequence[Span]) -> list[Spot | None]:
    """The place meant by each toponym, None where the gazetteer has none of that name."""
    toponyms = [read_toponym(text, span) for span in spans]
    chosen = [max(t.spots, key=partial(_prior, t), default=None) for t in toponyms]
    for _ in range(2):
        context = Context(toponyms, chosen)
        best = _one_sense(toponyms, context)
        chosen = [_choose(toponym, context, best) for toponym in toponyms]
    chosen = _containers(text, toponyms, chosen)
    return [
        spot or (_nearby(toponym, toponyms, chosen) if _is_facility(toponym.name) else None)
        for toponym, spot in zip(toponyms, chosen, strict=True)
    ]


def _containers(
    text: str, toponyms: Sequence[Toponym], chosen: Sequence[Spot | None]
) -> list[Spot | None]:
    """ "New York" of "Utica, New York" is the state, whatever the name is elsewhere."""
    found = list(chosen)
    order = sorted(range(len(toponyms)), key=lambda at: toponyms[at].span.start)
    for inner, outer in zip(order, order[1:], strict=False):
        spot, between = chosen[inner], (toponyms[inner].span.end, toponyms[outer].span.start)
        if spot is not None and text[slice(*between)] == ", ":
            around = (s for s in toponyms[outer].spots if s.kind != TOWN and within(spot, s))
            found[outer] = next(around, found[outer])
    return found


def _is_facility(name: str) -> bool:
    """Whether a name is that of a building or the like; "Port Karsk" is a town, "Port of Karsk" is
    not."""
    parts = key(name).split()
    opening = len(parts) > 1 and parts[0] == "port" and parts[1] != "of"
    return any(word in words().facilities for word in parts[opening:])


def _nearby(
    toponym: Toponym, toponyms: Sequence[Toponym], chosen: Sequence[Spot | None]
) -> Spot | None:
    """Where a street, school or church is that no gazetteer lists: the town its name holds, but not
    that of a street, else the town printed nearest to it."""
    street = not words().streets.isdisjoint(key(toponym.name).split())
    inside = [spot for spot in map(_largest, _runs(toponym.name)) if spot is not None]
    if inside and not street:
        return inside[0]
    towns = [
        (abs(other.span.start - toponym.span.start), spot)
        for other, spot in zip(toponyms, chosen, strict=True)
        if spot is not None and spot.kind in {TOWN, COUNTY, FEATURE}
    ]
    return min(towns, key=lambda pair: pair[0])[1] if towns else None


def _runs(name: str) -> Iterator[str]:
    """Runs of words of a name, longest first; a hospital's saint is no town."""
    given = key(name).split()
    parts = [word for word in given if word not in words().facilities | words().directions]
    if "saint" in given and not words().patrons.isdisjoint(given):
        at = parts.index("saint")
        parts = parts[:at] + parts[at + 2 :]
    for length in range(min(3, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            yield " ".join(parts[start : start + length])


def _largest(name: str) -> Spot | None:
    spots = [s for s in gazetteer().find(name) if s.weight >= _WELL_KNOWN and not s.alias]
    return max(spots, key=lambda spot: spot.weight, default=None)


def _prior(toponym: Toponym, spot: Spot) -> float:
    score = spot.weight - _ALIAS * spot.alias
    if toponym.wanted is not None and spot.kind != toponym.wanted:
        score -= _WRONG_TYPE
    if toponym.beside:
        score += _BESIDE * any(within(spot, outer) for outer in toponym.beside)
    return score


class Context:
    """What the rest of the report says: its countries, regions and places, each name once."""

    def __init__(self, toponyms: Sequence[Toponym], chosen: Sequence[Spot | None]) -> None:
        self.spots: dict[str, Spot] = {}
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        for toponym, spot in zip(toponyms, chosen, strict=True):
            if spot is None:
                continue
            name = key(toponym.name)
            self.spots.setdefault(name, spot)
            if spot.country:
                self.countries[spot.country] += 1
            if spot.region:
                self.regions[spot.region] += 1
        self.total = max(1, self.countries.total())
        self._support: dict[tuple[str, Spot], float] = {}

    def support(self, toponym: Toponym, spot: Spot) -> float:
        """Powers of ten that the other places of the report add to a candidate."""
        name = key(toponym.name)
        known = self._support.get((name, spot))
        if known is None:
            known = self._support[name, spot] = self._supported(name, spot)
        return known

    def _supported(self, name: str, spot: Spot) -> float:
        own, mine = self.spots.get(name), {name}
        country = self.countries[spot.country or ""] - (own == spot) * self._count(spot)
        score = _IN_COUNTRY * math.sqrt(max(0, country) / self.total)
        if spot.kind != COUNTRY and spot.region:
            others = [s for n, s in self.spots.items() if n not in mine and s.region == spot.region]
            score += _IN_REGION * min(1.0, len(others) / 2)
        if spot.kind not in {COUNTRY, REGION}:
            near = [
                km(spot, s)
                for n, s in self.spots.items()
                if n not in mine and s.kind not in {COUNTRY, REGION}
            ]
            score += _NEAR * max((math.exp(-distance / _NEAR_KM) for distance in near), default=0.0)
        return score

    def _count(self, spot: Spot) -> int:
        return min(self.countries[spot.country or ""], 1)


def _one_sense(toponyms: Sequence[Toponym], context: Context) -> dict[str, Spot]:
    """The best place of each name over all its mentions."""
    totals: dict[str, dict[Spot, float]] = defaultdict(lambda: defaultdict(float))
    for toponym in toponyms:
        for spot in toponym.spots:
            score = _prior(toponym, spot) + context.support(toponym, spot)
            totals[key(toponym.name)][spot] += score
    return {
        name: max(scores, key=lambda spot: (scores[spot], -spot.number))
        for name, scores in totals.items()
    }


def _choose(toponym: Toponym, context: Context, best: dict[str, Spot]) -> Spot | None:
    inside = [s for s in toponym.spots if any(within(s, outer) for outer in toponym.beside)]
    if inside:
        return max(inside, key=lambda spot: _prior(toponym, spot))
    return best.get(key(toponym.name))
