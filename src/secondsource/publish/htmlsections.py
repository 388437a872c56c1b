"""Quotes, origins, only here, timeline and changes as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.publish import labels, sections
from secondsource.publish.htmlfacts import fact_link, section
from secondsource.publish.htmlgraph import graph
from secondsource.publish.markup import Markup, el, join, line, verbatim
from secondsource.publish.places import Places
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.publish.wording import compare
from secondsource.records.story import Origin, StoryQuote


def quotes(sheet: Sheet, places: Places) -> Markup | None:
    """Who said what, with the words marked that outlets print differently."""
    found = sections.quotes(sheet)
    if not found:
        return None
    return section(
        places,
        "quotes",
        "Quotes",
        "Who said what. Underlined words are printed differently elsewhere.",
        [_quote(sheet, places, quote) for quote in found],
    )


def _quote(sheet: Sheet, places: Places, quote: StoryQuote) -> Markup:
    shown = [(n, v) for n, v in enumerate(quote.versions) if v.report in sheet.texts]
    texts = [sheet.texts[v.report].text[v.start : v.end] for _, v in shown]
    rows = [
        el(
            "li",
            el("a", el("cite", el("bdi", sheet.names[version.report])), " ",
               el("q", [_piece(p.text, p.differs) for p in pieces]),
               href=f"#{places.quotes[quote.id, place]}"),
        )
        for (place, version), pieces in zip(shown, compare(texts), strict=True)
    ]  # fmt: skip
    altered = el("span", "words differ", class_="tag") if quote.altered else None
    return el(
        "div",
        el("h3", el("bdi", sections.speaker_of(sheet, quote)), " ", altered),
        el("ul", rows, class_="evidence"),
        class_="quote",
    )


def _piece(text: str, differs: bool) -> Markup:
    return el("em", verbatim(text), class_="differs") if differs else verbatim(text)


def origins(sheet: Sheet, places: Places) -> Markup | None:
    """The graph and its table: what rests on one leg."""
    if not sheet.origins:
        return None
    head = [el("th", name, scope="col") for name in ("Origin", "Through", "Facts", "On it alone")]
    rows = [_origin_row(sheet, places, origin) for origin in sheet.origins]
    table = el("table", el("thead", el("tr", head)), el("tbody", rows))
    return section(
        places,
        "origins",
        "Origins",
        "From whom, through which outlet, to which fact. Dashed: the fact rests on one origin.",
        graph(sheet, places),
        el("div", table, class_="wide", tabindex="0", role="group", aria_label="Origins, table"),
    )


def _origin_row(sheet: Sheet, places: Places, origin: Origin) -> Markup:
    entries = [entry for entry in sheet.facts if origin in entry.origins]
    alone = [entry for entry in entries if len(entry.origins) == 1]
    kind = labels.ORIGIN_KINDS[origin.kind]
    outlets = [sheet.names[r] for r in origin.reports if r in sheet.names]
    return el(
        "tr",
        el("th", el("bdi", plain(origin.name) or kind), el("span", f" {kind}", class_="kind"),
           scope="row"),
        el("td", labels.listed(outlets)),
        el("td", _number_links(places, entries)),
        el("td", str(len(alone)), class_="figure"),
    )  # fmt: skip


def _number_links(places: Places, entries: Sequence[SheetFact]) -> Markup:
    return join(
        el("a", str(e.number), class_=f"number g-{e.label.key}",
           href=f"#{places.facts[e.fact.id]}", aria_label=f"Fact {e.number}")
        for e in entries
    )  # fmt: skip


def only_here(sheet: Sheet, places: Places) -> Markup | None:
    """What each report alone has, and what it lacks."""
    if len(sheet.reports) < 2:
        return None
    rows = []
    for item in sections.only_here(sheet):
        rows.append(
            el(
                "div",
                el("h3", el("bdi", sheet.names[item.report.id])),
                _fact_list(places, "It alone has", item.alone),
                _fact_list(places, "It lacks what most others have", item.lacks),
                class_="only",
            )
        )
    return section(
        places,
        "only-here",
        "Only here",
        "What each report alone has, and what it leaves out that most of the others have.",
        el("div", rows, class_="columns"),
    )


def _fact_list(places: Places, title: str, entries: Sequence[SheetFact]) -> Markup | None:
    if not entries:
        return None
    links = [el("li", fact_link(places, entry)) for entry in entries]
    return join((el("p", f"{title} ({len(links)})", class_="lead"), el("ul", links)))


def timeline(sheet: Sheet, places: Places) -> Markup | None:
    """What happened, what is ahead, and what has no date."""
    line_ = sections.timeline(sheet)
    undated = [("", entry) for entry in line_.undated]
    groups = (
        ("Happened", line_.past),
        ("Planned, asked for or possible", line_.ahead),
        ("Said to have happened, no date given", undated),
    )
    shown = [
        join((el("h3", title), el("ol", [_moment(places, *row) for row in rows], class_="time")))
        for title, rows in groups
        if rows
    ]
    if not shown:
        return None
    return section(places, "timeline", "Timeline", "By the dates the reports give.", shown)


def _moment(places: Places, when: str, entry: SheetFact) -> Markup:
    date = el("span", when, class_="when") if when else None
    return el("li", date, " ", el("span", fact_link(places, entry), class_="what"))


def changes(sheet: Sheet, places: Places) -> Markup | None:
    """What a later account revised."""
    rows = [
        el("li", fact_link(places, change.now), el("p", "Replaces ", fact_link(places, old),
           " — ", line(old.fact.why)))
        for change in sections.changes(sheet)
        for old in change.before
    ]  # fmt: skip
    if not rows:
        return None
    return section(
        places, "changes", "Changes", "What a later report revised.", el("ul", rows, class_="plain")
    )
