"""How reports print one quote: its versions, and the words in which they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from secondsource.publish import labels
from secondsource.publish.highlights import segments
from secondsource.publish.safetext import plain, shortened
from secondsource.publish.sheet import Sheet
from secondsource.records.reading import Span
from secondsource.records.story import DifferenceKind, QuoteVersion, StoryQuote

Mark = Literal["", "differs", "slight"]

_LONGEST: Final = 120  #: characters of the words on one side of a difference

#: What is marked, and how; words that are only fewer or more are not.
_MARKS: Final[dict[DifferenceKind, Mark]] = {
    "replaced": "differs",
    "added": "differs",
    "dropped": "differs",
    "editor": "slight",
    "spelling": "slight",
}


class Piece(NamedTuple):
    """A run of a quote's own characters, and whether another printing has it otherwise."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One wording of a quote and the versions that print it."""

    pieces: tuple[Piece, ...]
    version: QuoteVersion  #: the first of them
    places: tuple[int, ...]  #: in ``quote.versions``, copies last
    differences: tuple[str, ...]  #: from the fullest printing, in words


def printings(sheet: Sheet, quote: StoryQuote) -> list[Printing]:
    """The wordings of a quote whose text is there, the fullest first; copies come last in each."""
    shown = [(n, v) for n, v in enumerate(quote.versions) if v.report in sheet.texts]
    shown.sort(key=lambda item: (item[1].kind != "fullest", item[1].report in sheet.copies))
    groups: dict[tuple[str, str | None], list[tuple[int, QuoteVersion]]] = {}
    for place, version in shown:
        words = sheet.texts[version.report].text[version.start : version.end]
        speaker = version.speaker if quote.disputed else None
        groups.setdefault((words, speaker), []).append((place, version))
    return [
        Printing(
            pieces=tuple(_pieces(sheet, quote, found[0][1])),
            version=found[0][1],
            places=tuple(
                place for place, _ in sorted(found, key=lambda item: item[1].report in sheet.copies)
            ),
            differences=tuple(_told(sheet, quote, found[0][1])),
        )
        for found in groups.values()
    ]


def _told(sheet: Sheet, quote: StoryQuote, version: QuoteVersion) -> Iterable[str]:
    """Each difference once, what alters the words first."""
    base = next((v.report for v in quote.versions if v.kind == "fullest"), None)
    if version.kind == "fullest" or base not in sheet.texts:
        return {}
    kinds = list(labels.DIFFERENCES)
    ordered = sorted(version.differences, key=lambda difference: kinds.index(difference.kind))
    return dict.fromkeys(
        labels.DIFFERENCES[difference.kind].format(
            here=_cut(sheet, version.report, difference.words),
            fullest=_cut(sheet, base, difference.fullest),
        )
        for difference in ordered
    )


def _cut(sheet: Sheet, report: str, span: Span | None) -> str:
    """The words of a span on one line, long ones shortened; an ellipsis where there is none."""
    words = plain(sheet.texts[report].text[span.start : span.end]) if span else ""
    return shortened(words.strip(' “”"'), _LONGEST) or "…"


def _pieces(sheet: Sheet, quote: StoryQuote, version: QuoteVersion) -> Iterable[Piece]:
    text = sheet.texts[version.report].text[version.start : version.end]
    marked = [
        (span.start - version.start, span.end - version.start, _MARKS[kind])
        for kind, span in _differing(sheet, quote, version)
        if kind in _MARKS
    ]
    for segment in segments(len(text), [(start, end) for start, end, _ in marked]):
        marks = {marked[index][2] for index in segment.covers}
        mark: Mark = "differs" if "differs" in marks else "slight" if marks else ""
        yield Piece(text[segment.start : segment.end], mark)


def _differing(
    sheet: Sheet, quote: StoryQuote, version: QuoteVersion
) -> Iterable[tuple[DifferenceKind, Span]]:
    """Spans of a version that other printings have otherwise."""
    if version.kind != "fullest":
        found = ((d.kind, d.words) for d in version.differences)
    else:
        found = ((d.kind, d.fullest) for v in quote.versions if v.report in sheet.texts
                 for d in v.differences)  # fmt: skip
    yield from ((kind, span) for kind, span in found if span is not None)
