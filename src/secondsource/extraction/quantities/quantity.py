"""Quantities: counts, vague amounts, ranges, money, percentages and measures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from secondsource.extraction.quantities.filter import is_amount
from secondsource.extraction.quantities.grammar import grammar, phrases
from secondsource.extraction.quantities.of import Finder
from secondsource.extraction.quantities.value import amount, lead
from secondsource.extraction.times.grammar import Phrase, Rule
from secondsource.extraction.times.when import find_times
from secondsource.records.reading import LemmaSpan, Quantity, TimeExpression
from secondsource.syntax import Syntax

_NUMBER = Rule("part", "number", re.compile(""))
_UNITS = ("percent", "measure", "money")
_CHANGE_REACH = 9  # words before "from" in which a change may be said


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
    found = list[Quantity]()
    coins = dict[str, set[str]]()
    for phrase in phrases(words):
        for part in _parts(phrase):
            quantity = _read(part, finder, taken)
            if quantity is not None:
                found.append(quantity)
                _note_coin(part, quantity, coins)
    return tuple(_named_ones([_in_coin(quantity, coins) for quantity in found]))


def _named_ones(found: list[Quantity]) -> Iterator[Quantity]:
    """ "Five military deaths and three civilian ones" are three deaths."""
    thing = ""
    for quantity in found:
        of = quantity.of
        if of is not None and of.lemma in ("one", "ones") and thing:
            yield replace(quantity, of=replace(of, lemma=thing))
            continue
        thing = of.lemma if of is not None and quantity.unit is None else thing
        yield quantity


def _note_coin(phrase: Phrase, quantity: Quantity, coins: dict[str, set[str]]) -> None:
    """Remember whose pesos the text speaks of."""
    said = phrase.lows("money")
    if len(said) > 1 and quantity.unit is not None:
        coins.setdefault(said[-1].removesuffix("s"), set()).add(quantity.unit)


def _in_coin(quantity: Quantity, coins: dict[str, set[str]]) -> Quantity:
    """A later "20 million pesos" as money, where the text says elsewhere whose pesos they are."""
    of = quantity.of
    known = coins.get(of.lemma.removesuffix("s"), set()) if of is not None else set()
    if of is None or quantity.unit is not None or len(known) != 1:
        return quantity
    return replace(quantity, end=max(quantity.end, of.end), unit=next(iter(known)), of=None)


def _parts(phrase: Phrase) -> list[Phrase]:
    """The phrase, or the two figures of what only looks like a range or a share: "rose from 43 to
    57", "45 of 52 drones"."""
    if "bottom" in phrase and amount(phrase) is None:
        top, bottom = phrase.groups["top"], phrase.groups["bottom"]
        qualified = {"qual": phrase.groups["qual"]} if "qual" in phrase else {}
        return [
            Phrase(phrase.words, _NUMBER, phrase.first, top[1], {"num": top, **qualified}),
            Phrase(phrase.words, _NUMBER, *bottom, {"num": bottom}),
        ]
    words = phrase.words
    if phrase.rule.build != "range":
        return [phrase]
    if words.lows[phrase.first] != "from":
        return _by_and_to(phrase)
    before = words.lows[max(0, phrase.first - _CHANGE_REACH) : phrase.first]
    falls = amount(phrase) is None  # "from 17 to 14" is no range
    if not falls and grammar().lists["changes"].isdisjoint(before):
        return [phrase]
    low, high = phrase.groups["low"], phrase.groups["high"]
    units = {name: phrase.groups[name] for name in _UNITS if name in phrase}
    last = phrase.last if units else high[1]
    return [
        Phrase(words, _NUMBER, *low, {"num": low, **units}),
        Phrase(words, _NUMBER, high[0], last, {"num": high, **units}),
    ]


def _by_and_to(phrase: Phrase) -> list[Phrase]:
    """The two sums of "climbed $2.10 to $84.35": by how much, and to what."""
    words, first = phrase.words, phrase.first
    if "sign" not in phrase or "qual" in phrase or words.low(first - 1) not in _changes():
        return [phrase]
    low, high, sign = phrase.groups["low"], phrase.groups["high"], phrase.groups["sign"]
    if words.lows[low[1] : low[1] + 1] != ["to"] or high[0] - low[1] != 2:
        return [phrase]
    return [
        Phrase(words, _NUMBER, first, low[1], {"sign": sign, "num": low}),
        Phrase(words, _NUMBER, high[0] - 1, high[1], {"sign": (high[0] - 1, high[0]), "num": high}),
    ]


def _changes() -> frozenset[str]:
    """Verbs and nouns of rising and falling."""
    return grammar().lists["changes"]


class _Taken:
    """Spans of time expressions, asked for overlap."""

    def __init__(self, times: Iterable[TimeExpression]) -> None:
        spans = sorted((time.start, time.end) for time in times)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def overlaps(self, start: int, end: int) -> bool:
        index = bisect_right(self.starts, end - 1)
        return index > 0 and self.ends[index - 1] > start


def _told_until(phrase: Phrase) -> int:
    """Where the number and what it is of end: the "per hour" of a speed is a time to others."""
    ends = [phrase.groups[name][1] for name in ("num", "high") if name in phrase]
    return phrase.words.ends[max(ends) - 1] if ends and "measure" in phrase else phrase.end


def _read(phrase: Phrase, finder: Finder, taken: _Taken) -> Quantity | None:
    start, end = phrase.start, phrase.end
    if taken.overlaps(start, _told_until(phrase)):
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
        of=_counted(phrase, finder, said.unit is not None and phrase.rule.build != "share"),
    )


def _counted(phrase: Phrase, finder: Finder, measured: bool) -> LemmaSpan | None:
    """What is counted; "Killed: 10" names it before."""
    words, before = phrase.words, phrase.first - 2
    labelled = not measured and words.low(phrase.first - 1) == ":"
    if labelled and words.low(before) in grammar().lists["states"]:
        start, end = words.starts[before], words.ends[before]
        return LemmaSpan(start=start, end=end, lemma=words.low(before))
    of = finder.counted(phrase.first, phrase.last, measured)
    is_sign = of is not None and lead(phrase) and of.start == phrase.start - lead(phrase)
    return None if is_sign else of  # "C$" counts nothing
