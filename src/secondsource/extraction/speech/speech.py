"""Speeches that run over sentences: quotation marks carry a speaker on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.quotes import Quoted
from secondsource.extraction.trees.anchors import Anchors
from secondsource.records.reading import Span
from secondsource.syntax import Syntax

NEAR = 80  #: characters between a quotation and the cue behind it


def carry_on(syntax: Syntax, cues: list[Cue], quoted: Sequence[Quoted]) -> None:
    """Give every quoted span a speaker, and every sentence of a speech its attribution. ``cues``
    run in text order by sentence."""
    speeches = _Speeches(syntax, [cue for cue in cues if cue.source or cue.source_at])
    last: Cue | None = None
    for quote in quoted:
        own = speeches.cue_of(quote)
        if own is None and _is_speech(syntax, quote):
            own = speeches.neighbour(quote, last)
        if own is None and last is not None and _goes_on(syntax, quote, last):
            own = last
        if own is not None:
            _extend(own, quote, marks=syntax.said is not None)
            last = own


class _Speeches:
    """The cues with a printed source, found by place."""

    def __init__(self, syntax: Syntax, cues: list[Cue]) -> None:
        self._text, self._anchors = syntax.text, Anchors(syntax.trees)
        placed = [(syntax.trees[cue.sentence].tokens[cue.words[0]].start, cue) for cue in cues]
        placed.sort(key=lambda pair: pair[0])
        self._at = [at for at, _ in placed]
        self._cues = [cue for _, cue in placed]
        self._in: dict[int, list[tuple[int, Cue]]] = {}
        for at, cue in placed:
            self._in.setdefault(cue.sentence, []).append((at, cue))
        self._starts = [tree.sentence.start for tree in syntax.trees]

    def cue_of(self, quote: Quoted) -> Cue | None:
        """The innermost attribution whose content the quote overlaps."""
        best: tuple[int, Cue] | None = None
        for number in self._anchors.sentences(quote.start, quote.end):
            for at, cue in self._in.get(number, ()):
                overlap = _overlap(cue, quote)
                outside = not quote.start <= at < quote.end
                if overlap and outside and (best is None or overlap >= best[0]):
                    best = overlap, cue
        return best[1] if best else None

    def neighbour(self, quote: Quoted, last: Cue | None) -> Cue | None:
        """The speaker of a quote whose own sentence names none: the paragraph's last cue before
        it, the one right behind it, or the speech of the paragraph before."""
        paragraph = self._text.rfind("\n", 0, quote.start) + 1
        before = self._before(paragraph, quote.start)
        if before is not None:
            return before
        following = self._behind(quote)
        if following is not None:
            return following
        opening = not self._text[paragraph : quote.start].strip(" “\"`'")
        return last if last is not None and opening and self._adjoins(last, paragraph) else None

    def _before(self, paragraph: int, end: int) -> Cue | None:
        for index in range(bisect_left(self._at, end) - 1, -1, -1):
            if self._at[index] < paragraph:
                return None
            if self._starts[self._cues[index].sentence] >= paragraph:
                return self._cues[index]
        return None

    def _behind(self, quote: Quoted) -> Cue | None:
        """'…,” the minister wrote'."""
        index = bisect_right(self._at, quote.end)
        if index == len(self._at):
            return None
        between = self._text[quote.outer[1] : self._at[index]]
        close = self._at[index] - quote.end <= NEAR
        return self._cues[index] if close and not set("\n.“") & set(between) else None

    def _adjoins(self, last: Cue, paragraph: int) -> bool:
        """Whether the last speech stood in the paragraph right before."""
        end = paragraph
        while end and self._text[end - 1].isspace():
            end -= 1
        previous = self._text.rfind("\n", 0, end) + 1
        return any(previous <= span.end <= paragraph for span in last.content)


def _overlap(cue: Cue, quote: Quoted) -> int:
    return sum(
        max(0, min(span.end, quote.end) - max(span.start, quote.start)) for span in cue.content
    )


def _is_speech(syntax: Syntax, quote: Quoted) -> bool:
    """Whole sentences rather than a phrase in somebody's words."""
    inside = syntax.text[quote.start : quote.end]
    return len(inside.split(maxsplit=4)) >= 4 and inside.lstrip()[:1].isupper()


def _goes_on(syntax: Syntax, quote: Quoted, last: Cue) -> bool:
    """ "“It sank,” said the owner of the boat, “and two men drowned.”": the same sentence, the same
    speech."""
    sentence = syntax.trees[last.sentence].sentence
    within = sentence.start <= quote.start < sentence.end
    before = syntax.text[: quote.outer[0]].rstrip()
    words = syntax.text[quote.start : quote.end].split(maxsplit=3)
    return within and before.endswith(",") and len(words) > 2


def _extend(cue: Cue, quote: Quoted, *, marks: bool) -> None:
    """Add the part of the quote that the content does not hold yet, with its ``marks`` or without:
    as the other contents of the text have them."""
    if any(span.start <= quote.start and quote.end <= span.end for span in cue.content):
        return
    touching = [s for s in cue.content if s.start <= quote.end and quote.start <= s.end]
    rest = [s for s in cue.content if s not in touching]
    width = quote.mark if marks else 0
    start = min([quote.start - width, *(s.start for s in touching)])
    end = max([quote.end + (0 if quote.open_end else width), *(s.end for s in touching)])
    cue.content[:] = sorted([*rest, Span(start=start, end=end)], key=lambda span: span.start)
