"""Origins, outlets and facts as a drawing in three columns; its table stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from secondsource.publish.markup import Markup, el
from secondsource.publish.places import Places
from secondsource.publish.safetext import plain, shortened
from secondsource.publish.sheet import Sheet, SheetFact

_ROW: Final = 30
#: Right edge of origins, the box of outlets, left edge of facts, the whole.
_LEFT, _BOX, _BOX_END, _RIGHT, _WIDTH = 165, 225, 385, 475, 750
_FACTS_SHOWN: Final = 24
_LABEL: Final = 24
_OUTLET_LABEL: Final = 23
_FACT_LABEL: Final = 36


class _Edge(NamedTuple):
    """A curve from a point to a point, with its class."""

    x1: int
    y1: float
    x2: int
    y2: float
    key: str


def graph(sheet: Sheet, places: Places) -> Markup | None:
    """The drawing, or None where there is nothing to connect."""
    facts = [e for e in sheet.facts if e.fact.grade not in ("single source", "superseded")]
    facts = facts[:_FACTS_SHOWN]
    links = {(i.claim.origin, i.report.id) for e in facts for i in e.evidence if not i.copy}
    reports = {r.id for r in sheet.reports if any(r.id == report for _, report in links)}
    origins = [o for o in sheet.origins if any(o.id == origin for origin, _ in links)]
    if not facts or not origins:
        return None
    height = _ROW * max(len(facts), len(origins), len(reports)) + _ROW
    fact_at = _column((e.fact.id for e in facts), height)
    report_at = _column((r.id for r in sheet.reports if r.id in reports), height)
    near = {o.id: _mean(report_at[r] for origin, r in links if origin == o.id) for o in origins}
    origin_at = _column(sorted(near, key=near.__getitem__), height)
    drawn = [
        *map(_curve, _through(links, origin_at, report_at)),
        *map(_curve, _onward(facts, report_at, fact_at)),
        *(_origin(plain(o.name), origin_at[o.id]) for o in origins),
        *(_outlet(sheet.names[r], at, places.reports[r]) for r, at in report_at.items()),
        *(_fact(places, entry, fact_at[entry.fact.id]) for entry in facts),
    ]
    drawing = el(
        "svg",
        drawn,
        viewBox=f"0 0 {_WIDTH} {height}",
        class_="graph",
        role="group",
        aria_label="Origins through outlets to facts; the same is in the table below",
    )
    return el(
        "div", drawing, class_="wide", tabindex="0", role="group", aria_label="Origins, drawing"
    )


def _column(names: Iterable[str], height: float) -> dict[str, float]:
    """Heights of a column's nodes, evenly spread."""
    rows = list(names)
    step = height / len(rows) if rows else height
    return {name: round(step * (place + 0.5), 1) for place, name in enumerate(rows)}


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _through(
    links: Iterable[tuple[str | None, str]],
    origin_at: Mapping[str, float],
    report_at: Mapping[str, float],
) -> Iterable[_Edge]:
    """Lines from origins to the outlets that carry them."""
    for origin, report in sorted((origin or "", report) for origin, report in links):
        if origin in origin_at and report in report_at:
            yield _Edge(_LEFT, origin_at[origin], _BOX, report_at[report], "g-none")


def _onward(
    facts: list[SheetFact], report_at: Mapping[str, float], fact_at: Mapping[str, float]
) -> Iterable[_Edge]:
    """Lines from outlets to facts, dashed where the fact has one origin."""
    for entry in facts:
        key = f"g-{entry.label.key}{' alone' if len(entry.origins) < 2 else ''}"
        for report in entry.reports:
            if report in report_at:
                yield _Edge(_BOX_END, report_at[report], _RIGHT, fact_at[entry.fact.id], key)


def _curve(edge: _Edge) -> Markup:
    x1, y1, x2, y2, key = edge
    bend = (x2 - x1) / 2
    return el("path", d=f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}", class_=key)


def _origin(name: str, y: float) -> Markup:
    return el("text", shortened(name, _LABEL), x=_LEFT - 8, y=y + 4, text_anchor="end")


def _outlet(name: str, y: float, target: str) -> Markup:
    box = el("rect", x=_BOX, y=y - 12, width=_BOX_END - _BOX, height="24", rx="3")
    middle = (_BOX + _BOX_END) / 2
    label = el("text", shortened(name, _OUTLET_LABEL), x=middle, y=y + 4, text_anchor="middle")
    return el("a", box, label, href=f"#{target}")


def _fact(places: Places, entry: SheetFact, y: float) -> Markup:
    words = f"{entry.label.symbol} {entry.number} {plain(entry.fact.summary)}"
    label = el("text", shortened(words, _FACT_LABEL), x=_RIGHT + 8, y=y + 4,
               class_=f"g-{entry.label.key}")  # fmt: skip
    return el("a", label, href=f"#{places.facts[entry.fact.id]}")
