"""Whether the places of two claims lie too far apart to be one."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from secondsource.names import country_named
from secondsource.records.reading import Place

_FAR_KM = 60.0


def far_apart(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether every place of one lies apart from every place of the other."""
    pairs = [(a, b) for a in ones for b in others]
    return bool(pairs) and all(_apart(a, b) for a, b in pairs)


def _apart(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    if country_named(one.name) or country_named(other.name):
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return _km((one.lat, one.lon), (other.lat, other.lon)) > _FAR_KM


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * asin(sqrt(half))
