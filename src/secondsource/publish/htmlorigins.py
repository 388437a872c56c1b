"""Origins as HTML: the drawing, and the table of what rests on one leg."""

from __future__ import annotations

from secondsource.publish import labels
from secondsource.publish.htmlgraph import graph
from secondsource.publish.htmlparts import number_links, section, table, wide
from secondsource.publish.legs import Leg, kind_of, legs
from secondsource.publish.markup import Markup, el
from secondsource.publish.places import Places
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet

_HEAD = ("Origin", "Through", "With others", "On it alone")


def origins(sheet: Sheet, places: Places) -> Markup | None:
    """The graph and its table."""
    if not sheet.origins:
        return None
    rows = [_row(sheet, places, leg) for leg in legs(sheet)]
    return section(
        places,
        "origins",
        "Origins",
        "From whom, through which outlet, to which fact. A dashed line leads to a fact that rests "
        "on one origin.",
        graph(sheet, places),
        wide("Origins, table", table(_HEAD, rows)),
    )


def _row(sheet: Sheet, places: Places, leg: Leg) -> Markup:
    origin = leg.origin
    name = plain(origin.name)
    counted = sheet.counted_with(origin)
    head = labels.first_in_row(labels.called(name, origin.kind), origin.kind)
    told = bool(name) and (origin.kind != "unnamed" or labels.is_described(name))
    told = told or len(leg.origins) > 1
    anchor = places.once("origin", origin.id)
    others = [el("span", id=places.once("origin", other.id)) for other in leg.origins[1:]]
    return el(
        "tr",
        el("th", others, el("bdi", head),
           el("span", f" ({kind_of(leg)})", class_="kind") if told else None,
           el("span", f", counted with {counted}", class_="kind") if counted else None,
           scope="row"),
        el("td", labels.listed(list(leg.outlets)), data_head=_HEAD[1]),
        el("td", number_links(places, leg.shared), class_="facts", data_head=_HEAD[2]),
        el("td", number_links(places, leg.alone), class_="facts", data_head=_HEAD[3]),
        id=anchor,
    )  # fmt: skip
