"""One self-contained HTML file: no network, readable without scripts, every word escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import Final

from secondsource.publish import htmlmap, htmlnumbers, htmlsections, labels
from secondsource.publish.htmlchanges import what_changed
from secondsource.publish.htmlfacts import facts
from secondsource.publish.htmlorigins import origins
from secondsource.publish.htmlparts import symbol
from secondsource.publish.htmlquotes import quotes
from secondsource.publish.htmlreports import outlet, reports
from secondsource.publish.markup import Markup, el, join, line
from secondsource.publish.places import Anchors, Places, lay_places
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet, lay_out
from secondsource.records.changes import Changes
from secondsource.records.story import Story

#: Sections below the facts: key, name in the menu, what draws it.
_PARTS: Final = {
    "numbers": ("Numbers", htmlnumbers.numbers),
    "quotes": ("Quotes", quotes),
    "origins": ("Origins", origins),
    "only-here": ("Only here", htmlsections.only_here),
    "timeline": ("Timeline", htmlsections.timeline),
    "places": ("Places", htmlmap.places_part),
    "changes": ("Changes", htmlsections.changes),
}


_LONG_TITLE, _LONGEST_TITLE = 60, 140


def render(stories: Sequence[Story], changes: Sequence[Changes] = ()) -> str:
    """The page for one or several stories, with what changed in those that ``changes`` is of."""
    anchors = Anchors()
    grades = tuple(label.key for label in labels.GRADES.values())
    told = {found.story: found for found in changes}
    sheets = [lay_out(story, told.get(story.id)) for story in stories]
    parts = ("story", "reports", "what-changed", *grades, *_PARTS)
    laid = [(sheet, lay_places(sheet, anchors, parts)) for sheet in sheets]
    title = plain(sheets[0].story.title) if len(sheets) == 1 else f"{len(sheets)} stories"
    style = _asset("sheet.css") + _asset("print.css") + _pointing(places for _, places in laid)
    script = _asset("sheet.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return Template(_asset("sheet.html")).substitute(
        title=line(title or labels.UNTITLED),
        policy=policy,
        note=labels.NOT_PROBABILITY,
        style=style,
        script=script,
        stories=_contents(laid),
        main=join(_story(sheet, places) for sheet, places in laid),
        reports=join(_texts(sheet, places, len(laid) > 1) for sheet, places in laid),
    )


def _asset(name: str) -> str:
    return files("secondsource.publish").joinpath("assets", name).read_text(encoding="utf-8")


def _hash(code: str) -> str:
    return "sha256-" + b64encode(sha256(code.encode("utf-8")).digest()).decode("ascii")


def _pointing(laid: Iterable[Places]) -> str:
    """Without a script: the passage a link points to stands out, all of it in its paragraph."""
    anchors = [p.anchor for places in laid for found in places.passages.values() for p in found]
    chosen = ",".join(f"#{anchor}:target~.{anchor}" for anchor in anchors)
    return f"{chosen}{{{_CHOSEN}}}" if chosen else ""


_CHOSEN: Final = (
    "background:var(--chosen);color:var(--chosen-ink);box-shadow:0 0 0 2px var(--chosen)"
)


def _contents(laid: Sequence[tuple[Sheet, Places]]) -> Markup:
    """Links to the stories where there are several."""
    if len(laid) < 2:
        return Markup()
    links = [
        el("li", el("a", line(sheet.story.title), href=f"#{places.sections['story']}"))
        for sheet, places in laid
    ]
    return el("nav", el("ol", links), class_="stories", aria_label="Stories")


def _story(sheet: Sheet, places: Places) -> Markup:
    parts = {key: draw(sheet, places) for key, (_, draw) in _PARTS.items()}
    return el(
        "article",
        _heading(sheet, places),
        _menu(sheet, places, [key for key, part in parts.items() if part is not None]),
        what_changed(sheet, places),
        facts(sheet, places),
        *parts.values(),
        class_="story",
        id=places.sections["story"],
    )


def _heading(sheet: Sheet, places: Places) -> Markup:
    story = sheet.story
    return el(
        "header",
        el("p", sheet.when, class_="dateline"),
        el("h1", line(story.title or labels.UNTITLED),
           class_="longest" if len(story.title) > _LONGEST_TITLE
           else "long" if len(story.title) > _LONG_TITLE else None),
        el("ul", [el("li", part) for part in sheet.counts], class_="counts"),
        _tiles(sheet, places),
        el("ul", [_source(sheet, places, report_id) for report_id in sheet.texts],
           class_="sources", aria_label="Reports"),
        class_="masthead",
    )  # fmt: skip


def _tiles(sheet: Sheet, places: Places) -> Markup:
    """How many facts of each grade, as links."""
    tiles = []
    for grade, label in labels.GRADES.items():
        number = sum(entry.fact.grade == grade for entry in sheet.facts)
        if number:
            words = (el("b", str(number)), " ", symbol(label), f" {label.name}")
            link = el("a", *words, href=f"#{places.sections[label.key]}", title=label.meaning)
            tiles.append(el("li", link, class_=f"g-{label.key}"))
    return el("ul", tiles, class_="tiles", aria_label="Facts by grade")


def _source(sheet: Sheet, places: Places, report_id: str) -> Markup:
    report = sheet.texts[report_id]
    when = sheet.day_of(report_id)
    copy = el("span", "copy", class_="tag") if report_id in sheet.copies else None
    name = el("a", outlet(sheet, report), href=f"#{places.reports[report_id]}")
    return el(
        "li",
        name,
        el("span", f" {labels.NOT_DATED if when is None else when} ", class_="kind"),
        copy,
    )


def _menu(sheet: Sheet, places: Places, parts: Sequence[str]) -> Markup:
    first = next(iter(labels.GRADES[entry.fact.grade].key for entry in sheet.facts), None)
    links = []
    if sheet.changes is not None:
        target = f"#{places.sections['what-changed']}"
        links.append(el("li", el("a", labels.WHAT_CHANGED, href=target)))
    if first:
        links.append(el("li", el("a", "Facts", href=f"#{places.sections[first]}")))
    links += [el("li", el("a", _PARTS[key][0], href=f"#{places.sections[key]}")) for key in parts]
    links.append(el("li", el("a", "Reports", href=f"#{places.sections['reports']}")))
    name = f"Parts: {plain(sheet.story.title)}"
    return el("nav", el("ul", links), class_="menu", aria_label=name)


def _texts(sheet: Sheet, places: Places, several: bool) -> Markup:
    return el(
        "section",
        el("h2", line(sheet.story.title) if several else "Reports"),
        reports(sheet, places),
        class_="reports several" if several else "reports",
        id=places.sections["reports"],
    )
