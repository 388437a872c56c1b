"""Full reports with every passage marked that something on the sheet rests on."""

from __future__ import annotations

import re
from typing import Final

from secondsource.publish import labels, safetext
from secondsource.publish.dates import spell_date
from secondsource.publish.highlights import Segment, segments
from secondsource.publish.markup import Child, Markup, el, join, line, verbatim
from secondsource.publish.places import Passage, Places
from secondsource.publish.sheet import Sheet
from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report

_BLANK: Final = re.compile(r"\n[ \t]*\n")
_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")  #: a paragraph where no line is left blank
_BLOCK: Final = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*(?<=\S)")  #: and where some are


def reports(sheet: Sheet, places: Places) -> Markup:
    """Every report of the story, one after the other."""
    zones = {reading.report.id: reading.boilerplate for reading in sheet.story.readings}
    return join(_report(sheet, places, r, zones.get(r.id, ())) for r in sheet.texts.values())


def _report(sheet: Sheet, places: Places, report: Report, zones: tuple[Boilerplate, ...]) -> Markup:
    anchor = places.reports[report.id]
    original = sheet.copies.get(report.id)
    note = None
    if original is not None:
        link = el("a", sheet.names.get(original, ""), href=f"#{places.reports[original]}")
        note = el("p", "Set aside: a copy of ", link, ". It adds no origin.", class_="note")
    language = report.language if re.fullmatch("[a-z]{2,3}", report.language or "") else None
    return el(
        "article",
        el(
            "header",
            el("h3", outlet(sheet, report), id=f"{anchor}.name"),
            el("p", line(report.title), class_="headline") if report.title else None,
            el("p", _credit(report), class_="credit"),
            note,
        ),
        el("div", body(report.text, places.passages[report.id], zones), class_="text",
           lang=language, dir="auto"),
        class_="report",
        id=anchor,
        data_copy=None if original is None else "yes",
        aria_labelledby=f"{anchor}.name",
        tabindex="-1",
    )  # fmt: skip


def outlet(sheet: Sheet, report: Report) -> Markup:
    """A report's name, with a warning where it hides or mixes characters."""
    name = el("bdi", sheet.names[report.id])
    if not safetext.is_odd_name(report.outlet or ""):
        return name
    return join((name, " ", el("span", f"⚠ {labels.ODD_NAME}", class_="tag")))


def _credit(report: Report) -> Markup:
    parts: list[Child] = []
    if report.author:
        parts += ["by ", el("bdi", line(report.author)), " · "]
    when = spell_date(report.published)
    parts.append(el("time", when, datetime=report.published) if when else labels.NOT_DATED)
    address = safetext.web_address(report.url)
    if address:
        parts += [" · ", el("a", "original page", href=address, rel="noopener nofollow noreferrer")]
    elif report.url:
        parts += [" · ", el("span", line(safetext.shortened(report.url, 80)), class_="url")]
    return join(parts)


def body(text: str, passages: list[Passage], zones: tuple[Boilerplate, ...]) -> Markup:
    """The text in paragraphs; what a browser reads from them is ``text``, every character.

    Line ends between paragraphs stand between their elements, where they are not drawn.
    """
    spans = [(p.start, p.end) for p in passages] + [(z.start, z.end) for z in zones]
    paragraph = _BLOCK if _BLANK.search(text) else _LINE
    bounds = [match.span() for match in paragraph.finditer(text)]
    opening = {start for start, _ in bounds}
    closing = {end for _, end in bounds}
    pieces: list[Markup] = []
    for segment in segments(len(text), spans, sorted(opening | closing)):
        pieces.append(Markup("<p>" if segment.start in opening else ""))
        pieces.append(_segment(text, segment, passages))
        pieces.append(Markup("</p>" if segment.end in closing else ""))
    return join(pieces)


def _segment(text: str, segment: Segment, passages: list[Passage]) -> Markup:
    words = verbatim(text[segment.start : segment.end])
    covering = [passages[i] for i in segment.covers if i < len(passages)]
    if len(covering) < len(segment.covers):
        words = el("span", words, class_="furniture")
    if covering:
        words = _marked(words, covering)
    opened = [passages[i] for i in segment.opens if i < len(passages)]
    closed = [passages[i] for i in segment.closes if i < len(passages) and passages[i].drawn]
    return join(
        (
            *(el("span", id=p.anchor, class_="at") for p in opened),
            words,
            *(_back_link(p) for p in sorted(closed, key=lambda p: p.start, reverse=True)),
        )
    )


def _marked(words: Markup, covering: list[Passage]) -> Markup:
    """Words under one or more passages; the shortest of them names the colour."""
    drawn = [p for p in covering if p.drawn]
    names = " ".join(p.anchor for p in covering)
    if not drawn:
        return el("span", words, class_=names)
    inner = min(drawn, key=lambda p: (p.key == "quote", p.end - p.start))
    depth = min(3, len({p.back for p in drawn}))
    facts = " ".join(dict.fromkeys(p.back for p in drawn if p.key != "quote"))
    return el("mark", words, class_=f"g-{inner.key} d{depth} {names}", data_facts=facts or None)


def _back_link(passage: Passage) -> Markup:
    """The number after a passage; drawn by the style sheet so that the text stays the text."""
    what = "Quote" if passage.key == "quote" else f"Fact {passage.number}"
    return el("a", class_=f"ref g-{passage.key}", href=f"#{passage.back}",
              data_n=passage.number, aria_label=what)  # fmt: skip
