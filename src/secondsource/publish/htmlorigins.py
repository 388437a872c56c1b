"""Origins as HTML: the drawing, and the table of what rests on one leg."""

from __future__ import annotations

from secondsource.publish import labels
from secondsource.publish.htmlgraph import graph
from secondsource.publish.htmlparts import number_links, section, table, wide
from secondsource.publish.markup import Markup, el
from secondsource.publish.places import Places
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet
from secondsource.records.story import Origin

_HEAD = ("Origin", "Through", "With others", "On it alone")


def origins(sheet: Sheet, places: Places) -> Markup | None:
    """The graph and its table."""
    if not sheet.origins:
        return None
    rows = [_row(sheet, places, origin) for origin in sheet.origins]
    return section(
        places,
        "origins",
        "Origins",
        "From whom, through which outlet, to which fact. A dashed line leads to a fact that rests "
        "on one origin.",
        graph(sheet, places),
        wide("Origins, table", table(_HEAD, rows)),
    )


def _row(sheet: Sheet, places: Places, origin: Origin) -> Markup:
    entries = [entry for entry in sheet.facts if origin in entry.origins]
    alone = [entry for entry in entries if len(entry.origins) == 1]
    shared = [entry for entry in entries if len(entry.origins) > 1]
    kind, name = labels.ORIGIN_KINDS[origin.kind], plain(origin.name)
    counted = sheet.counted_with(origin)
    head = labels.headed(labels.called(name, origin.kind))
    told = bool(name) and (origin.kind != "unnamed" or labels.is_described(name))
    outlets = [sheet.names[r] for r in origin.reports if r in sheet.names]
    return el(
        "tr",
        el("th", el("bdi", head), el("span", f" ({kind})", class_="kind") if told else None,
           el("span", f", counted with {counted}", class_="kind") if counted else None,
           scope="row"),
        el("td", labels.listed(outlets), data_head=_HEAD[1]),
        el("td", number_links(places, shared), class_="facts", data_head=_HEAD[2]),
        el("td", number_links(places, alone), class_="facts", data_head=_HEAD[3]),
        id=places.once("origin", origin.id),
    )  # fmt: skip
