"""Quotes as HTML: who said what, and the words that outlets print differently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from secondsource.publish import labels, sections
from secondsource.publish.htmlparts import permalink, section
from secondsource.publish.markup import Markup, el, join, line, verbatim
from secondsource.publish.places import Places
from secondsource.publish.sheet import Sheet
from secondsource.publish.wording import Piece, Printing, printings
from secondsource.records.story import StoryQuote

_CLASSES: Final = {"differs": "differs", "slight": "slight"}


def quotes(sheet: Sheet, places: Places) -> Markup | None:
    """Who said what, under each speaker."""
    found = sections.quotes_by_speaker(sheet)
    if not found:
        return None
    shown = [_speaker(sheet, places, name, said) for name, said in found]
    return section(places, "quotes", "Quotes", labels.QUOTES, shown)


def _speaker(sheet: Sheet, places: Places, name: str, said: Sequence[StoryQuote]) -> Markup:
    utterances = [_utterance(sheet, places, quote) for quote in said]
    return el("div", el("h3", el("bdi", name)), utterances, class_="quote")


def _utterance(sheet: Sheet, places: Places, quote: StoryQuote) -> Markup:
    anchor = places.item("said", quote.id)
    found = printings(sheet, quote)
    rows = [_printing(sheet, places, quote, printing, len(found) > 1) for printing in found]
    tags = [el("span", tag, class_="tag") for tag in sections.quote_tags(quote)]
    notes = [
        el("p", "Perhaps translated: ", el("q", line(sheet.texts[m.report].text[m.start : m.end])),
           " in ", el("bdi", sheet.names[m.report]), class_="kind")
        for m in quote.translation
        if m.report in sheet.texts and len(found) > 1
    ]  # fmt: skip
    return el(
        "div",
        el("p", tags, permalink(anchor, "this quote"), class_="tags"),
        el("ul", rows, class_="evidence"),
        notes[:1],
        class_="utterance",
        id=places.once("said", quote.id),
    )


def _printing(
    sheet: Sheet, places: Places, quote: StoryQuote, printing: Printing, several: bool
) -> Markup:
    """One wording, with a link to each report that prints it."""
    first, *others = printing.places
    notes = sections.version_notes(sheet, quote, printing.version, several)
    report = quote.versions[first].report
    notes += ["copy"] if report in sheet.copies else []
    return el(
        "li",
        el(
            "a",
            el("cite", el("bdi", sheet.names[report])),
            el("span", " (", ", ".join(notes), ")", class_="kind") if notes else None,
            " ",
            el("q", [_piece(piece) for piece in printing.pieces]),
            href=f"#{places.quotes[quote.id, first]}",
        ),
        el("p", line(f"It {'; '.join(printing.differences)}."), class_="kind differences")
        if printing.differences
        else None,
        [_also(sheet, places, quote, place) for place in others],
    )


def _also(sheet: Sheet, places: Places, quote: StoryQuote, place: int) -> Markup:
    report = quote.versions[place].report
    copy = ", copy" if report in sheet.copies else ""
    return el(
        "a",
        el("cite", el("bdi", sheet.names[report])),
        el("span", f" (same words{copy})", class_="kind"),
        href=f"#{places.quotes[quote.id, place]}",
        class_="also",
    )


def _piece(piece: Piece) -> Markup:
    words = verbatim(piece.text)
    return el("em", words, class_=_CLASSES[piece.mark]) if piece.mark else join((words,))
