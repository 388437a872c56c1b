"""Only here, timeline and changes as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from secondsource.publish import labels, sections
from secondsource.publish.htmlparts import fact_link, number_links, permalink, section
from secondsource.publish.markup import Markup, el, join, line
from secondsource.publish.places import Places
from secondsource.publish.sheet import Sheet, SheetFact


def only_here(sheet: Sheet, places: Places) -> Markup | None:
    """What each report alone has, and what it lacks."""
    found = sections.only_here(sheet)
    if not found:
        return None
    rows = []
    for item in found:
        name = sheet.names[item.report.id]
        anchor = places.item("only", item.report.id)
        rows.append(
            el(
                "div",
                el("h3", el("bdi", name), permalink(anchor, name)),
                _fact_list(places, labels.LACKS, item.lacks),
                _fact_list(places, labels.TOO_EARLY, item.too_early),
                _alone(places, item.alone),
                class_="only",
                id=places.once("only", item.report.id),
            )
        )
    return section(
        places,
        "only-here",
        "Only here, and left out",
        "What each report alone has, and what it leaves out that most of the others have.",
        el("div", rows, class_="columns"),
    )


def _fact_list(places: Places, title: str, entries: Sequence[SheetFact]) -> Markup | None:
    if not entries:
        return None
    links = [el("li", fact_link(places, entry)) for entry in entries]
    return join((el("p", f"{title} ({len(links)})", class_="lead"), el("ul", links)))


def _alone(places: Places, entries: Sequence[SheetFact]) -> Markup:
    """By number: the facts stand under the report among those of a single source."""
    if not entries:
        return el("p", labels.NOTHING_ALONE)
    title = el("p", f"{labels.ALONE} ({len(entries)})", class_="lead")
    return join((title, el("p", number_links(places, entries), class_="chips")))


def timeline(sheet: Sheet, places: Places) -> Markup | None:
    """What happened, what is ahead, and what has no date."""
    line_ = sections.timeline(sheet)
    groups = ((labels.HAPPENED, "past", line_.past), (labels.AHEAD, "ahead", line_.ahead))
    shown = [
        join((el("h3", title), el("ol", _moments(places, rows), class_=f"time {key}")))
        for title, key, rows in groups
        if rows
    ]
    shown += _undated(places, line_.undated)
    if not shown:
        return None
    return section(places, "timeline", "Timeline", "By the dates the reports give.", shown)


def _moments(places: Places, rows: Sequence[tuple[str, SheetFact]]) -> list[Markup]:
    """Facts of one date stand together under it."""
    return [
        el(
            "li",
            el("span", when, class_="when") if when else None,
            " ",
            el("ul", [el("li", fact_link(places, entry), id=places.item("time", entry.fact.id))
                      for _, entry in found], class_="what"),
        )
        for when, found in groupby(rows, key=lambda row: row[0])
    ]  # fmt: skip


def _undated(places: Places, entries: Sequence[SheetFact]) -> list[Markup]:
    """By number: on a time line there is no place for them, and their lines stand above."""
    if not entries:
        return []
    title = el("h3", f"{labels.HAPPENED_UNDATED}, {labels.NO_DATE}")
    return [title, el("p", number_links(places, entries), class_="chips")]


def changes(sheet: Sheet, places: Places) -> Markup | None:
    """What a later account revised."""
    rows = [_change(places, change) for change in sections.changes(sheet)]
    if not rows:
        return None
    return section(
        places, "changes", "Changes", "What a later report revised.", el("ul", rows, class_="plain")
    )


def _change(places: Places, change: sections.Change) -> Markup:
    anchor = places.item("change", change.now.fact.id)
    olds = [
        el(
            "li",
            el("span", "before", class_="lead"),
            " ",
            el("del", fact_link(places, old)),
            el("p", line(old.fact.why), class_="kind"),
        )
        for old in change.before
    ]
    figures = sections.figures_of(change)
    return el(
        "li",
        el("p", el("b", figures) if figures else None, permalink(anchor, "this change"),
           class_="figures"),
        el("ul", olds, el("li", el("span", "now", class_="lead"), " ",
                          fact_link(places, change.now))),
        id=anchor,
    )  # fmt: skip
