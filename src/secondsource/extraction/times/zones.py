"""Clock times in UTC where the text names their zone: "2 a.m. Moscow time", "10 a.m. (0700 GMT)".

The value keeps the clock as printed, as the TimeML guidelines have it; only the interval moves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secondsource.extraction.times.grammar import Phrase

Moments = tuple[datetime, datetime]
_FARTHEST = 14  #: hours a zone may be ahead of UTC
_SHIFT = re.compile(r"([+\-−])(\d{1,2})$")


def in_utc(phrase: Phrase, bounds: Moments) -> Moments:
    """``bounds`` in UTC where the phrase names the zone of its clock, else as they are."""
    zone = zone_of(" ".join(phrase.lows("zone"))) or _beside(phrase, bounds[0])
    if zone is None:
        return bounds
    begin, end = (moment.replace(tzinfo=zone).astimezone(UTC) for moment in bounds)
    return begin, end


def zone_of(name: str) -> tzinfo | None:
    """The zone of a printed name ("moscow time", "utc + 3"); None if it says none for sure."""
    name = name.removesuffix(" time").replace(" ", "")
    shift = _SHIFT.search(name)
    if shift is not None:
        base, hours = name[: shift.start()], int(shift[2])
        known = base in ("utc", "gmt") and hours <= _FARTHEST
        return timezone(timedelta(hours=hours if shift[1] == "+" else -hours)) if known else None
    return _zones().get(name)


def _beside(phrase: Phrase, moment: datetime) -> tzinfo | None:
    """What the same clock in brackets tells: "10:35 a.m. (0735 GMT)" is three hours ahead."""
    zone = zone_of(" ".join(phrase.lows("otherzone")))
    digits = phrase.low("otherclock").replace(":", "").replace(".", "")
    if zone is None or not digits.isdecimal() or not 3 <= len(digits) <= 4:
        return None
    hour, minute = int(digits[:-2]), int(digits[-2:])
    if hour > 23 or minute > 59:
        return None
    other = moment.replace(hour=hour, minute=minute, tzinfo=zone).astimezone(UTC)
    ahead = moment.replace(tzinfo=UTC) - other
    while ahead > timedelta(hours=_FARTHEST):
        ahead -= timedelta(days=1)
    while ahead <= timedelta(hours=_FARTHEST - 24):
        ahead += timedelta(days=1)
    return timezone(ahead)


@cache
def _zones() -> Mapping[str, tzinfo]:
    text = resources.files(__package__).joinpath("zones.toml").read_text("utf-8")
    table = tomllib.loads(text)
    zones: dict[str, tzinfo] = {
        name.replace(" ", ""): timezone(timedelta(hours=hours))
        for name, hours in table["hours"].items()
    }
    for name, region in table["regions"].items():
        try:
            zones[name.replace(" ", "")] = ZoneInfo(region)
        except ZoneInfoNotFoundError:  # a database without it: the clock stays as printed
            continue
    return zones
