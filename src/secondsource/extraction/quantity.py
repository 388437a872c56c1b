"""Quantities: counts, vague amounts, ranges, money, percentages and measures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from secondsource.extraction.quantity_filter import is_amount
from secondsource.extraction.quantity_grammar import grammar, phrases
from secondsource.extraction.quantity_of import Finder
from secondsource.extraction.quantity_value import amount, lead
from secondsource.extraction.when import find_times
from secondsource.extraction.when_grammar import Phrase
from secondsource.records.reading import Quantity, TimeExpression
from secondsource.syntax import Syntax


def find_quantities(
    syntax: Syntax, times: Iterable[TimeExpression] | None = None
) -> tuple[Quantity, ...]:
    """All quantities of a text, in order; a number inside a time expression is none.

    ``times`` are the text's time expressions, found anew where not given. Ages, ordinals, years,
    scores, telephone numbers and numbers in names are not quantities. ``at least 12`` has value
    and low 12 and no high; vague words ("dozens") have no value; "about", "nearly" set only
    ``approximate``: how much that widens a figure is the reader's to decide.
    """
    words = grammar().letters.words(syntax.text)
    finder = Finder(syntax, words)
    taken = _Taken(find_times(syntax, None) if times is None else times)
    found = []
    for phrase in phrases(words):
        quantity = _read(phrase, finder, taken)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


class _Taken:
    """Spans of time expressions, asked for overlap."""

    def __init__(self, times: Iterable[TimeExpression]) -> None:
        spans = sorted((time.start, time.end) for time in times)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def overlaps(self, start: int, end: int) -> bool:
        index = bisect_right(self.starts, end - 1)
        return index > 0 and self.ends[index - 1] > start


def _read(phrase: Phrase, finder: Finder, taken: _Taken) -> Quantity | None:
    start, end = phrase.start, phrase.end
    if taken.overlaps(start, end):
        return None
    said = amount(phrase)
    if said is None or not is_amount(phrase, finder):
        return None
    return Quantity(
        start=start - lead(phrase),
        end=end,
        value=said.value,
        low=said.low,
        high=said.high,
        unit=said.unit,
        approximate=said.approximate,
        of=finder.counted(phrase.first, phrase.last, said.unit is not None),
    )
