"""Which part of the world a map shows, how it is projected, and where names fit beside dots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final, NamedTuple

from secondsource.publish.geography import Site
from secondsource.publish.outline import Frame

WORLD: Final = Frame(-180, -58, 180, 84)
_WIDEST: Final = 70.0  #: degrees; what is farther from the middle is left to the small map
_SMALLEST: Final = 5.0  #: degrees of height
_MARGIN: Final = 0.2
_LETTER: Final = 6.6  #: width of an average letter of a label
_LABEL_HEIGHT: Final = 15.0


class Box(NamedTuple):
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A frame in degrees and the drawing's size."""

    frame: Frame
    width: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point of the world is drawn: equidistant, true to scale at the middle."""
        west, south, east, north = self.frame
        x = (lon - west) / (east - west) * self.width
        return round(x, 1), round((north - lat) / (north - south) * self.height, 1)

    @property
    def km_across(self) -> float:
        """Width in kilometres at the middle latitude."""
        west, south, east, north = self.frame
        return (east - west) * 111.32 * cos(radians((south + north) / 2))


def view_of(points: Sequence[tuple[float, float]], width: float, height: float) -> View:
    """The view that shows most of the points (lon, lat), first ones first.

    Points too far from the middle of the others are left out rather than shrinking all.
    """
    lon, lat = (sorted(axis)[len(points) // 2] for axis in zip(*points, strict=True))
    near = [p for p in points if abs(p[0] - lon) <= _WIDEST / 2 and abs(p[1] - lat) <= _WIDEST / 3]
    lons, lats = zip(*(near or points), strict=True)
    middle = (min(lats) + max(lats)) / 2
    squeeze = max(0.3, cos(radians(middle)))
    tall = max(max(lats) - min(lats), (max(lons) - min(lons)) * squeeze * height / width)
    tall = min(150.0, max(_SMALLEST, tall * (1 + 2 * _MARGIN)))
    wide = min(360.0, tall * width / height / squeeze)
    south = max(-90.0, min(90 - tall, middle - tall / 2))
    west = (min(lons) + max(lons)) / 2 - wide / 2
    west = max(-180.0, min(180 - wide, west))
    return View(frame=Frame(west, south, west + wide, south + tall), width=width, height=height)


class Label(NamedTuple):
    """A name beside its dot; ``anchor`` is SVG's text-anchor."""

    site: Site
    x: float
    y: float
    anchor: str


def labels_of(view: View, found: Iterable[Site], kept_free: Iterable[Box]) -> list[Label]:
    """Names that fit without covering one another or a dot, most important first."""
    placed: list[Label] = []
    shown = list(found)
    dots = {site.key: view.at(site.lon or 0, site.lat or 0) for site in shown}
    taken = [*kept_free, *(Box(x - 6, y - 6, x + 6, y + 6) for x, y in dots.values())]
    for site in shown:
        for label, box in _beside(site, *dots[site.key]):
            fits = box.left > 2 and box.right < view.width - 2
            fits = fits and box.top > 2 and box.bottom < view.height - 2
            if fits and not any(box.meets(other) for other in taken):
                placed.append(label)
                taken.append(box)
                break
    return placed


def _beside(site: Site, x: float, y: float) -> Iterable[tuple[Label, Box]]:
    """Right, left, above and below the dot; a country's name stands on its middle first."""
    wide, tall = len(site.name) * _LETTER, _LABEL_HEIGHT
    if site.is_country:
        yield Label(site, x, y + 4, "middle"), _box(x - wide / 2, y + 4, wide, tall)
    yield Label(site, x + 9, y + 4, "start"), _box(x + 9, y + 4, wide, tall)
    yield Label(site, x - 9, y + 4, "end"), _box(x - 9 - wide, y + 4, wide, tall)
    yield Label(site, x, y - 10, "middle"), _box(x - wide / 2, y - 10, wide, tall)
    yield Label(site, x, y + 19, "middle"), _box(x - wide / 2, y + 19, wide, tall)


def _box(left: float, baseline: float, wide: float, tall: float) -> Box:
    return Box(left, baseline - tall + 3, left + wide, baseline + 3)


def round_km(view: View, share: float = 0.22) -> int:
    """A round number of kilometres, at most ``share`` of the view's width."""
    limit = view.km_across * share
    steps = [digit * 10**power for power in range(5) for digit in (1, 2, 5)]
    return max((step for step in steps if step <= limit), default=1)


def free_corner(view: View, found: Iterable[Site], wide: float, tall: float) -> Box:
    """A corner without dots for the small map; the scale has the lower left one."""
    right, bottom = view.width - 8, view.height - 8
    corners = [
        Box(right - wide, bottom - tall, right, bottom),
        Box(right - wide, 8, right, 8 + tall),
        Box(8, 8, 8 + wide, 8 + tall),
    ]
    dots = [view.at(site.lon or 0, site.lat or 0) for site in found]
    covered = [
        sum(c.left - 20 < x < c.right + 20 and c.top - 20 < y < c.bottom + 20 for x, y in dots)
        for c in corners
    ]
    return corners[covered.index(min(covered))]
