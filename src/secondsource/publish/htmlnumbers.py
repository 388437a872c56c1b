"""Numbers as HTML: each quantity is a table whose rows carry their own plot."""

from __future__ import annotations

from typing import Final

from secondsource.publish import sections
from secondsource.publish.htmlparts import number_links, permalink, section, table
from secondsource.publish.labels import headed
from secondsource.publish.markup import Markup, el, join, line
from secondsource.publish.places import Places
from secondsource.publish.sections import Number, NumberRow, figure_of
from secondsource.publish.sheet import Sheet

_MARGIN: Final = 5.0  #: per cent left free on each side of a plot


def numbers(sheet: Sheet, places: Places) -> Markup | None:
    """Each quantity as a table whose rows carry their own plot."""
    found = sections.numbers(sheet)
    if not found:
        return None
    several = [_number(sheet, places, n) for n in found if len(n.rows) > 1]
    alone = [_one_figure(sheet, places, n) for n in found if len(n.rows) == 1]
    head = ("What", "Figure", "Report and its words", "Fact")
    return section(
        places,
        "numbers",
        "Numbers",
        "Lowest, best and highest figure. Each dot is a report, with the origin it gives.",
        several,
        [el("h3", "Given by one report"), table(head, alone)] if alone else None,
    )


def _number(sheet: Sheet, places: Places, number: Number) -> Markup:
    anchor = places.item("number", number.key)
    best = sections.best_of(number)
    head = [el("th", "Report", scope="col"), _axis(number),
            el("th", "Figure", scope="col", class_="figure")]  # fmt: skip
    return el(
        "div",
        el("h3", headed(number.label), permalink(anchor, number.label)),
        el("p", el("b", sections.span_of(number)), " ",
           el("span", f"{best} ", class_="kind") if best else None,
           number_links(places, number.facts), class_="span"),
        el(
            "table",
            el("thead", el("tr", head)),
            el("tbody", [_number_row(sheet, places, number, row) for row in number.rows]),
        ),
        class_="number-figure",
        id=anchor,
    )  # fmt: skip


def _axis(number: Number) -> Markup:
    axis = number.axis()
    if axis is None:
        return el("th", "Range", scope="col")
    low, high = (el("span", sections.figure(value)) for value in axis)
    if axis[0] == axis[1]:
        return el("th", low, scope="col", class_="axis one")
    to = el("span", " to ", class_="hidden-words")
    return el("th", low, to, high, scope="col", class_="axis")


def _number_row(sheet: Sheet, places: Places, number: Number, row: NumberRow) -> Markup:
    return el(
        "tr",
        el("th", _said(sheet, places, number, row), scope="row"),
        el("td", _plot(number, row), class_="plot"),
        el("td", figure_of(row), el("span", "superseded", class_="kind old") if row.superseded
           else None, class_="figure"),
        class_="superseded" if row.superseded else None,
    )  # fmt: skip


def _said(sheet: Sheet, places: Places, number: Number, row: NumberRow) -> Markup:
    """The report, its words for the figure, and on whose word."""
    link = el("a", el("bdi", sheet.names[row.report.id]), href=f"#{_passage(places, number, row)}")
    word = sections.on_word_of(sheet, row)
    told = (" ", el("span", word, class_="kind")) if word else ()
    return join((link, *told, " ", el("q", line(row.words))))


def _passage(places: Places, number: Number, row: NumberRow) -> str:
    """Where a report gives the figure."""
    found = (places.evidence_of(e, row.report.id, row.claim) for e in number.facts)
    return next((anchor for anchor in found if anchor), places.reports[row.report.id])


def _plot(number: Number, row: NumberRow) -> Markup | None:
    low, at, high = (_along(number, value) for value in (row.low, row.value, row.high))
    ends = [x for x in (low, at, high) if x is not None]
    if not ends:
        return None
    right = "100%" if row.high is None and row.low is not None else f"{max(ends)}%"
    left = "0%" if row.low is None and row.high is not None else f"{min(ends)}%"
    best = _along(number, number.best)
    dots = [at] if at is not None else ends
    return el(
        "svg",
        el("line", x1="0%", x2="100%", y1="14", y2="14", class_="rail"),
        el("line", x1=f"{best}%", x2=f"{best}%", y1="2", y2="26", class_="best")
        if best is not None
        else None,
        el("line", x1=left, x2=right, y1="14", y2="14", class_="reach"),
        *(el("circle", cx=f"{dot}%", cy="14", r="5") for dot in dots),
        width="100%",
        height="28",
        aria_hidden="true",
        focusable="false",
    )


def _along(number: Number, value: float | None) -> float | None:
    """Per cent of the plot's width."""
    share = number.share(value)
    return None if share is None else round(_MARGIN + share * (100 - 2 * _MARGIN), 2)


def _one_figure(sheet: Sheet, places: Places, number: Number) -> Markup:
    row, anchor = number.rows[0], places.item("number", number.key)
    return el(
        "tr",
        el("th", headed(number.label), scope="row"),
        el("td", figure_of(row), class_="digits"),
        el("td", _said(sheet, places, number, row)),
        el("td", number_links(places, number.facts), class_="chips"),
        id=anchor,
    )
