"""The map and its table: where the places lie that the reports name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from secondsource.publish import geography, labels
from secondsource.publish.geography import Site
from secondsource.publish.htmlparts import number_links, section, table, wide
from secondsource.publish.mapview import WORLD, Box, View, free_corner, labels_of, round_km, view_of
from secondsource.publish.markup import Markup, el, join
from secondsource.publish.outline import BORDER, LAND, lines
from secondsource.publish.places import Places
from secondsource.publish.safetext import shortened
from secondsource.publish.sheet import Sheet

_WIDTH: Final = 720
_HEIGHT: Final = 400
_SMALL: Final = View(frame=WORLD, width=180, height=71)  #: where in the world the map lies
_SCALE: Final = Box(8, _HEIGHT - 40, 200, _HEIGHT - 8)
_NAME: Final = 28


def places_part(sheet: Sheet, places: Places) -> Markup | None:
    """The map and the table, or None where no report names a place."""
    found = places.sites
    if not found:
        return None
    rows = [_row(sheet, places, site) for site in found]
    located = [site for site in found if site.located]
    return section(
        places,
        "places",
        "Places",
        "Where the places lie that reports name. Coasts and borders: Natural Earth, as they are "
        "held, which settles no claim.",
        _map(places, located) if located else el("p", labels.NOTHING_LOCATED),
        wide("Places, table", table(("Place", "Where", "Named by", "Facts"), rows)),
    )


def _row(sheet: Sheet, places: Places, site: Site) -> Markup:
    reports: list[Markup] = []
    for place, mention in enumerate(site.mentions):
        name = el("bdi", sheet.names[mention.report])
        link = el("a", name, href=f"#{places.mentions[site.key, place]}")
        far = " (another of that name?)" if mention.report in site.elsewhere else ""
        reports.append(el("li", link, far))
    return el(
        "tr",
        el("th", el("bdi", shortened(site.name, 60)), scope="row"),
        el("td", geography.whereabouts(site), class_="kind"),
        el("td", el("ul", reports, class_="names"), data_head="Named by"),
        el("td", number_links(places, site.facts), class_="facts", data_head="Facts"),
        id=places.item("place", site.key),
    )  # fmt: skip


def _map(places: Places, found: Sequence[Site]) -> Markup:
    """The part of the world where the story happens; countries give way to towns."""
    inner = [site for site in found if not site.is_country] or found
    points = [(site.lon or 0.0, site.lat or 0.0) for site in inner]
    view = view_of(points, _WIDTH, _HEIGHT)
    shown = [s for s in found if view.frame.holds(s.lon or 0, s.lat or 0)]
    shown.sort(key=lambda site: site.is_country)
    small = free_corner(view, shown, _SMALL.width, _SMALL.height)
    drawn = [
        _lines(view, LAND, 0.35),
        _lines(view, BORDER, 0.35),
        *(_dot(places, view, site) for site in shown),
        *(_label(*label) for label in labels_of(view, shown, [small, _SCALE])),
        _scale(view),
        _small_map(view, found, small),
    ]
    drawing = el(
        "svg",
        drawn,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        class_="map",
        role="group",
        aria_label="Map of the places; the same is in the table below",
    )
    return wide("Map", drawing)


def _lines(view: View, kind: int, detail: float) -> Markup:
    """Coasts or borders as one path; points nearer than ``detail`` to the last are left out."""
    pieces = []
    for line in lines(kind, view.frame):
        last, steps = (1e9, 1e9), []
        for x, y in (view.at(lon, lat) for lon, lat in line.tolist()):
            if abs(x - last[0]) + abs(y - last[1]) >= detail:
                steps.append(f"{x:g} {y:g}")
                last = (x, y)
        if len(steps) > 1:
            pieces.append("M" + "L".join(steps) + ("Z" if kind == LAND else ""))
    return el("path", d="".join(pieces), class_="land" if kind == LAND else "border",
              fill_rule="evenodd")  # fmt: skip


def _dot(places: Places, view: View, site: Site) -> Markup:
    x, y = view.at(site.lon or 0, site.lat or 0)
    mark = (
        el("rect", x=x - 3, y=y - 3, width=6, height=6, class_="state")
        if site.is_country
        else el("circle", cx=x, cy=y, r=4.5, class_="town")
    )
    return el("a", el("circle", cx=x, cy=y, r=13, class_="reach"), mark,
              href="#" + places.item("place", site.key), aria_label=site.name)  # fmt: skip


def _label(site: Site, x: float, y: float, anchor: str) -> Markup:
    kind = "state" if site.is_country else None
    return el("text", shortened(site.name, _NAME), x=round(x, 1), y=round(y, 1),
              text_anchor=anchor, class_=kind, aria_hidden="true")  # fmt: skip


def _scale(view: View) -> Markup:
    """A bar of a round number of kilometres, true at the middle."""
    km = round_km(view)
    long = round(km / view.km_across * view.width, 1)
    bar = el("path", d=f"M14 {_HEIGHT - 20}v6h{long}v-6", class_="scale")
    return join((bar, el("text", f"{km:,} km", x=20, y=_HEIGHT - 22, class_="km")))


def _small_map(view: View, found: Sequence[Site], box: Box) -> Markup | None:
    """The world with the part that is shown, where that is a small part of it."""
    west, south, east, north = view.frame
    if east - west > 150:
        return None
    left, top = _SMALL.at(west, north)
    right, bottom = _SMALL.at(east, south)
    far = [_SMALL.at(s.lon or 0, s.lat or 0) for s in found
           if not view.frame.holds(s.lon or 0, s.lat or 0)]  # fmt: skip
    drawing = (
        el("rect", x=0, y=0, width=_SMALL.width, height=_SMALL.height, class_="sea"),
        _lines(_SMALL, LAND, 1.2),
        *(el("circle", cx=x, cy=y, r=2, class_="town") for x, y in far),
        el("rect", x=left, y=top, width=max(4, right - left), height=max(4, bottom - top),
           class_="here"),
    )  # fmt: skip
    shift = f"translate({box.left:g} {box.top:g})"
    return el("g", drawing, transform=shift, class_="small", aria_hidden="true")
