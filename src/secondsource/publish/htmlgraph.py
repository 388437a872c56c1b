"""Origins, outlets and facts as a drawing in three columns; its table stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from secondsource.publish import labels
from secondsource.publish.htmlparts import wide
from secondsource.publish.legs import legs
from secondsource.publish.markup import Markup, el, join
from secondsource.publish.places import Places
from secondsource.publish.safetext import plain, shortened
from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.records.story import Origin

_ROW: Final = 30
#: Right edge of origins, the box of outlets, left edge of facts, the whole.
_LEFT, _BOX, _BOX_END, _RIGHT, _WIDTH = 166, 204, 384, 424, 750
_FACTS_SHOWN: Final = 24
_LABEL: Final = 21
_OUTLET_LABEL: Final = 25
_FEWEST: Final = 6  #: characters of a name that still tell it
_FACT_LABEL: Final = 46


class _Edge(NamedTuple):
    """A curve from a point to a point, with its class and the nodes it belongs to."""

    x1: int
    y1: float
    x2: int
    y2: float
    key: str
    nodes: Iterable[str]


class _Link(NamedTuple):
    """One piece of evidence: ids of its origin, report and fact."""

    origin: str
    report: str
    fact: str


def graph(sheet: Sheet, places: Places) -> Markup | None:
    """The drawing, or None where there is nothing to connect."""
    found = [e for e in sheet.facts if e.fact.grade not in ("single source", "superseded")]
    facts = found[:_FACTS_SHOWN]
    node = {origin.id: leg.origin.id for leg in legs(sheet) for origin in leg.origins}
    links = sorted(
        {
            _Link(node.get(item.claim.origin, item.claim.origin), item.report.id, entry.fact.id)
            for entry in facts
            for item in entry.evidence
            if item.claim.origin and not item.copy
        }
    )
    origins = {o.id: o for o in sheet.origins if any(o.id == link.origin for link in links)}
    if not facts or not origins:
        return None
    reports = [r.id for r in sheet.reports if any(r.id == link.report for link in links)]
    height = _ROW * max(len(facts), len(origins), len(reports)) + _ROW
    fact_at = _column((e.fact.id for e in facts), height)
    report_at = _column(reports, height)
    near = {o: _mean(report_at[link.report] for link in links if link.origin == o) for o in origins}
    origin_at = _column(sorted(near, key=near.__getitem__), height)
    drawn = [
        *map(_curve, _through(places, links, origin_at, report_at)),
        *map(_curve, _onward(places, facts, links, (report_at, fact_at))),
        *(_origin(places, o, origin_at[o.id]) for o in origins.values()),
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
    left = len(found) - len(facts)
    return join((wide("Origins, drawing", drawing), _left_out(left)))


def _left_out(left: int) -> Markup | None:
    return el("p", f"{left} more facts are in the table only.", class_="kind") if left else None


def _column(names: Iterable[str], height: float) -> dict[str, float]:
    """Heights of a column's nodes, evenly spread."""
    rows = list(names)
    step = height / len(rows) if rows else height
    return {name: round(step * (place + 0.5), 1) for place, name in enumerate(rows)}


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _through(
    places: Places,
    links: Sequence[_Link],
    origin_at: Mapping[str, float],
    report_at: Mapping[str, float],
) -> Iterable[_Edge]:
    """Lines from origins to the outlets that carry them."""
    carried: dict[tuple[str, str], list[str]] = {}
    for link in links:
        if link.origin in origin_at:
            carried.setdefault((link.origin, link.report), []).append(places.facts[link.fact])
    for (origin, report), facts in carried.items():
        nodes = [places.item("origin", origin), places.reports[report], *facts]
        yield _Edge(_LEFT, origin_at[origin], _BOX, report_at[report], "g-none", nodes)


def _onward(
    places: Places,
    facts: Sequence[SheetFact],
    links: Sequence[_Link],
    at: tuple[Mapping[str, float], Mapping[str, float]],
) -> Iterable[_Edge]:
    """Lines from outlets to facts, dashed where the fact has one origin."""
    report_at, fact_at = at
    for entry in facts:
        key = f"g-{entry.label.key}{' alone' if len(entry.origins) < 2 else ''}"
        for report in entry.reports:
            if report in report_at:
                fact = entry.fact.id
                behind = [places.item("origin", link.origin) for link in links
                          if (link.report, link.fact) == (report, fact)]  # fmt: skip
                nodes = [places.facts[fact], places.reports[report], *behind]
                yield _Edge(_BOX_END, report_at[report], _RIGHT, fact_at[fact], key, nodes)


def _curve(edge: _Edge) -> Markup:
    x1, y1, x2, y2, key, nodes = edge
    bend = (x2 - x1) / 2
    return el("path", d=f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}", class_=key,
              data_of=" ".join(nodes))  # fmt: skip


def _origin(places: Places, origin: Origin, y: float) -> Markup:
    name = labels.first_in_row(labels.called(plain(origin.name), origin.kind), origin.kind)
    label = el("text", shortened(name, _LABEL), x=_LEFT - 8, y=y + 4, text_anchor="end",
               class_="vague" if origin.kind == "unnamed" else None)  # fmt: skip
    return el("a", el("title", name), _hit(0, y, _LEFT), label,
              href="#" + places.item("origin", origin.id))  # fmt: skip


def _hit(x: float, y: float, wide: float) -> Markup:
    """A target large enough for a finger."""
    return el("rect", x=x, y=y - 13, width=wide, height=26, class_="hit")


def _outlet(name: str, y: float, target: str) -> Markup:
    box = el("rect", x=_BOX, y=y - 12, width=_BOX_END - _BOX, height=24, rx="3")
    middle = (_BOX + _BOX_END) / 2
    label = el("text", _in_box(name), x=middle, y=y + 4, text_anchor="middle")
    return el("a", el("title", name), box, label, href=f"#{target}")


def _in_box(name: str) -> str:
    """A report's name as its box has it; the day that tells it from others stays."""
    head, opened, day = name.rpartition(" (")
    room = _OUTLET_LABEL - len(day) - 2
    if not opened or len(name) <= _OUTLET_LABEL or room < _FEWEST:
        return shortened(name, _OUTLET_LABEL)
    return f"{head[: room - 1]}… ({day}"


def _fact(places: Places, entry: SheetFact, y: float) -> Markup:
    words = f"{entry.label.symbol} {entry.number} {plain(entry.fact.summary)}"
    label = el("text", shortened(words, _FACT_LABEL), x=_RIGHT + 8, y=y + 4,
               class_=f"g-{entry.label.key}")  # fmt: skip
    title = el("title", plain(entry.fact.summary))
    return el("a", title, _hit(_RIGHT, y, _WIDTH - _RIGHT), label,
              href=f"#{places.facts[entry.fact.id]}")  # fmt: skip
