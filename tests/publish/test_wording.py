"""Printings of one quote: which are one wording, and which of their words are marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.publish.sheet import lay_out
from secondsource.publish.wording import printings
from secondsource.records.reading import Span
from secondsource.records.report import Report
from secondsource.records.story import QuoteDifference, QuoteVersion, StoryQuote, StoryReport

FULLEST = "we will never close the bridge to lorries"
OTHER = "we will close the bridge to trucks"


@pytest.fixture
def sheet(story):
    reports = [Report(id=key, text=text) for key, text in
               (("a", FULLEST), ("b", OTHER), ("c", FULLEST), ("d", FULLEST))]  # fmt: skip
    held = [StoryReport(report=report) for report in reports]
    held[0] = StoryReport(report=reports[0], copies=("d",))
    return lay_out(replace(story, reports=tuple(held)))


def _quote(*differences: QuoteDifference) -> StoryQuote:
    end = len(FULLEST)
    return StoryQuote(
        id="q",
        speaker=None,
        versions=(
            QuoteVersion(report="d", start=0, end=end),
            QuoteVersion(report="b", start=0, end=len(OTHER), kind="altered",
                         differences=differences),
            QuoteVersion(report="a", kind="fullest", start=0, end=end),
            QuoteVersion(report="c", start=0, end=end),
        ),
        altered=True,
    )  # fmt: skip


def _span(text: str, words: str) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words))


def _difference(kind, words: str | None, fullest: str | None) -> QuoteDifference:
    return QuoteDifference(
        kind=kind,
        words=_span(OTHER, words) if words else None,
        fullest=_span(FULLEST, fullest) if fullest else None,
    )


def _marked(sheet, quote: StoryQuote) -> list[list[str]]:
    return [[p.text for p in found.pieces if p.mark == "differs"]
            for found in printings(sheet, quote)]  # fmt: skip


def test_equal_words_are_one_printing_the_fullest_first_and_copies_last(sheet):
    one, other = printings(sheet, _quote())
    assert [one.places, other.places] == [(2, 3, 0), (1,)]


def test_pieces_are_the_words(sheet):
    quote = _quote(_difference("replaced", "trucks", "lorries"))
    shown = ["".join(p.text for p in found.pieces) for found in printings(sheet, quote)]
    assert shown == [FULLEST, OTHER]


def test_what_was_replaced_or_dropped_is_marked_on_both_sides(sheet):
    quote = _quote(
        _difference("replaced", "trucks", "lorries"), _difference("dropped", None, "never")
    )
    assert _marked(sheet, quote) == [["never", "lorries"], ["trucks"]]


def test_what_is_only_cut_or_goes_on_is_not_marked(sheet):
    quote = _quote(_difference("cut", None, "never"), _difference("beyond", "trucks", None))
    assert _marked(sheet, quote) == [[], []]


def test_spelling_is_marked_slightly(sheet):
    quote = _quote(_difference("spelling", "trucks", "lorries"))
    found = [p.mark for printing in printings(sheet, quote) for p in printing.pieces]
    assert found == ["", "slight", "", "slight"]


def test_the_same_words_of_two_speakers_stay_apart(sheet):
    quote = _quote()
    versions = (*quote.versions[:3], replace(quote.versions[3], speaker="e1"))
    assert len(printings(sheet, replace(quote, versions=versions, disputed=True))) == 3
