"""Speeches that run over sentences: quotation marks carry a speaker on."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extract.cue import Cue
from secondsource.extract.quotes import Quoted
from secondsource.records.reading import Span
from secondsource.syntax import Syntax

NEAR = 80  #: characters between a quotation and the cue behind it


def carry_on(syntax: Syntax, cues: list[Cue], quoted: Sequence[Quoted]) -> None:
    """Give every quoted span a speaker, and every sentence of a speech its attribution."""
    last: Cue | None = None
    for quote in quoted:
        own = _cue_of(syntax, cues, quote)
        if own is None and _is_speech(syntax, quote):
            own = _neighbour(syntax, cues, quote, last)
        if own is not None:
            _extend(own, quote)
            last = own


def _cue_of(syntax: Syntax, cues: list[Cue], quote: Quoted) -> Cue | None:
    """The innermost attribution whose content the quote overlaps, with a printed source."""
    best: tuple[int, Cue] | None = None
    for cue in cues:
        if not cue.source:
            continue
        overlap = sum(
            max(0, min(span.end, quote.end) - max(span.start, quote.start)) for span in cue.content
        )
        at = _at(syntax, cue)
        if overlap and not quote.start <= at < quote.end and (best is None or overlap >= best[0]):
            best = overlap, cue
    return best[1] if best else None


def _at(syntax: Syntax, cue: Cue) -> int:
    return syntax.trees[cue.sentence].tokens[cue.words[0]].start


def _is_speech(syntax: Syntax, quote: Quoted) -> bool:
    """Whole sentences rather than a phrase in somebody's words."""
    words_inside = len(syntax.text[quote.start : quote.end].split())
    opens = syntax.text[quote.start : quote.end].lstrip()[:1].isupper()
    return words_inside >= 4 and opens


def _neighbour(syntax: Syntax, cues: list[Cue], quote: Quoted, last: Cue | None) -> Cue | None:
    """The speaker of a quote whose own sentence names none: the paragraph's last cue before it, or
    the speech that was left open in the paragraph before."""
    text = syntax.text
    paragraph = text.rfind("\n", 0, quote.start) + 1
    before = [
        cue
        for cue in cues
        if cue.source
        and paragraph <= syntax.trees[cue.sentence].sentence.start
        and _at(syntax, cue) < quote.start
    ]
    if before:
        return max(before, key=lambda cue: (cue.sentence, cue.words[0]))
    if (following := _cue_after(syntax, cues, quote)) is not None:
        return following
    opening = not text[paragraph : quote.start].strip(' “"')
    if last is not None and opening and _adjoins(text, last, paragraph):
        return last
    return None


def _cue_after(syntax: Syntax, cues: list[Cue], quote: Quoted) -> Cue | None:
    """The cue right behind the closing mark: '…,” the minister wrote'."""
    for cue in cues:
        between = syntax.text[quote.end + 1 : max(quote.end + 1, _at(syntax, cue))]
        behind = _at(syntax, cue) > quote.end and len(between) < NEAR
        if cue.source and behind and not any(mark in between for mark in "\n.“"):
            return cue
    return None


def _adjoins(text: str, last: Cue, paragraph: int) -> bool:
    """Whether the last speech stood in the paragraph right before."""
    previous = text.rfind("\n", 0, max(0, len(text[:paragraph].rstrip()))) + 1
    return any(previous <= span.end <= paragraph for span in last.content)


def _extend(cue: Cue, quote: Quoted) -> None:
    """Add the part of the quote that the content does not hold yet."""
    if any(span.start <= quote.start and quote.end <= span.end for span in cue.content):
        return
    touching = [s for s in cue.content if s.start <= quote.end and quote.start <= s.end]
    rest = [s for s in cue.content if s not in touching]
    start = min([quote.start, *(s.start for s in touching)])
    end = max([quote.end, *(s.end for s in touching)])
    cue.content[:] = sorted([*rest, Span(start=start, end=end)], key=lambda span: span.start)
