"""Pieces that several parts of the page share: titles with permalinks, links to facts, origins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secondsource.publish import labels
from secondsource.publish.markup import Child, Markup, el, join, line
from secondsource.publish.places import Places
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import SheetFact
from secondsource.records.story import Origin


def section(places: Places, key: str, title: str, meaning: str, *children: Child) -> Markup:
    """A titled part of the sheet."""
    anchor = places.sections[key]
    return el(
        "section",
        el("h2", title, permalink(anchor, title)),
        el("p", meaning, class_="meaning"),
        *children,
        class_=f"part {key}",
        id=anchor,
    )


def permalink(anchor: str, what: str) -> Markup:
    """The sign after a title that links to it."""
    return el("a", "#", class_="perma", href=f"#{anchor}", aria_label=f"Link to {what}")


def symbol(label: labels.GradeLabel) -> Markup:
    """The grade's sign, left out when read aloud: its name is always beside it."""
    return el("span", label.symbol, class_="sym", aria_hidden="true")


def fact_link(places: Places, entry: SheetFact) -> Markup:
    """A fact by number and summary, and what a reader must know beside it."""
    link = el(
        "a",
        el("span", str(entry.number), class_="number"),
        " ",
        el("span", line(entry.fact.summary), class_="words"),
        class_=f"to g-{entry.label.key}",
        href=f"#{places.facts[entry.fact.id]}",
    )
    return join((link, *(join((" ", el("span", tag, class_="tag"))) for tag in entry.tags)))


def number_links(places: Places, entries: Iterable[SheetFact]) -> Markup:
    """Facts as a row of their numbers, the grade's sign with each."""
    return join(
        el("a", str(e.number), class_=f"number g-{e.label.key}",
           href=f"#{places.facts[e.fact.id]}", title=plain(e.fact.summary),
           aria_label=f"Fact {e.number}, {e.label.name}")
        for e in entries
    )  # fmt: skip


def says_so(origins: Sequence[Origin]) -> Markup:
    """Origins by name with what they are; two without a name are told once."""
    if not origins:
        return Markup(labels.NO_ORIGIN)
    shown = list(dict.fromkeys((plain(origin.name), origin.kind) for origin in origins))
    parts: list[str | Markup] = []
    for place, (name, kind) in enumerate(shown):
        parts.append("" if place == 0 else " and " if place == len(shown) - 1 else ", ")
        parts.append(el("b", el("bdi", labels.called(name, kind))))
        if kind != "unnamed" or labels.is_described(name):
            parts.append(el("span", f" ({labels.ORIGIN_KINDS[kind]})", class_="kind"))
    return join(parts)


def wide(name: str, *children: Child) -> Markup:
    """A frame that scrolls sideways on a narrow screen, by keys too."""
    return el("div", *children, class_="wide", tabindex="0", role="group", aria_label=name)


def table(head: Sequence[str], rows: Iterable[Markup], figures: Sequence[str] = ()) -> Markup:
    """A table with its column titles; those in ``figures`` stand over figures.

    On a narrow screen each row is a block, where ``data-head`` of a cell names its column.
    """
    titles = [
        el("th", name, scope="col", class_="figure" if name in figures else None) for name in head
    ]
    return el("table", el("thead", el("tr", titles)), el("tbody", rows), class_="stack")
