"""Events that a text dates ("the summit on Friday", "Lund was arrested on May 3"), and times that
lean on one: "three days after the summit", "a week after his arrest".

Such a duration keeps its TIMEX3 value; the event is its anchor, and where the text dates that event
once, anywhere, the period so far from it is its interval.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from secondsource.extraction.times.calendar import interval, shift
from secondsource.extraction.times.draft import Bounds, Draft, Happening, Memory
from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.tokens.lexer import Words
from secondsource.extraction.tokens.positions import Positions
from secondsource.records.reading import Side, TimeAnchor
from secondsource.syntax import Tree

_REACH = 7  #: words from "after" to its event
_NEAR = 4  #: words between an event and its date
_BETWEEN = frozenset({"on", "of", "from", "for", "at", "held", "began", "started"})
_LENGTH = re.compile(r"P(T?)(\d+)([HMDWY])")
_GRAINS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_UNDATED = frozenset(
    {"a", "an", "another", "any", "each", "every", "last", "previous", "earlier", "next"}
)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a phrase leans on: the anchor as published, the event, or the day where it is one."""

    anchor: TimeAnchor
    event: Happening | None = None
    day: date | None = None


def dated(phrase: Phrase, positions: Positions) -> Iterator[Happening]:
    """The events whose day the phrase tells."""
    beside = _beside(phrase)
    if beside is not None:
        yield beside
    at = positions.at(phrase.words.starts[phrase.first])
    if at is not None:
        yield from _governing(phrase.words, *at)


def _beside(phrase: Phrase) -> Happening | None:
    """``the summit on Friday``, ``Friday's peace summit``."""
    words, marks = phrase.words, grammar().letters.chars
    verbs = 0
    for index in range(phrase.first - 1, max(-1, phrase.first - _NEAR), -1):
        if words.classes[index] == marks["EVENTNOUN"]:
            return happening(words, max(0, index - _NEAR), index)
        verbs += words.lows[index] not in _BETWEEN
        if verbs > 1 or not words.lows[index].isalpha():
            break
    for index in range(phrase.last, min(len(words), phrase.last + _NEAR)):
        if words.classes[index] == marks["EVENTNOUN"]:
            return happening(words, phrase.last, index)
        plain = words.classes[index] in (marks["OTHER"], marks["ZONEWORD"])
        if words.lows[index] not in ("'s", "’s") and not plain:
            break
    return None


def _governing(words: Words, tree: Tree, index: int) -> Iterator[Happening]:
    """``was arrested on Friday``, ``the summit will take place on Friday``."""
    node = next((n for n in (index, *tree.ancestors(index)) if tree.upos(n) == "VERB"), None)
    if node is None or any(tree.lower(c) in ("not", "n't", "never") for c in tree.children(node)):
        return
    events = grammar().events
    if (noun := events.get(tree.lemma(node))) is not None:
        yield Happening(noun)
    if tree.lemma(node) not in grammar().cues["takes_place"]:
        return
    for child in tree.children(node, "nsubj", "obj"):
        at = words.at(tree.tokens[child].start)
        if at is not None and words.classes[at] == grammar().letters.chars["EVENTNOUN"]:
            yield happening(words, max(0, at - _NEAR), at)


def happening(words: Words, first: int, noun: int) -> Happening:
    """The event of a noun, told by the names and numbers between the words ``first`` and it."""
    names = set[str]()
    for index in range(noun - 1, first - 1, -1):
        form, low = words.form(index), words.lows[index]
        if low in ("the", "his", "her", "their", "its", "of", "a", "an") or not form[0].isalnum():
            if low in ("'s", "’s", "-"):
                continue
            break
        ordinal = words.classes[index] in {grammar().letters.chars[c] for c in _COUNTED}
        if form[0].isupper() or form[0].isdigit() or ordinal:
            names.add(low)
    return Happening(words.lows[noun].removesuffix("s"), frozenset(names))


_COUNTED = ("FIRST", "SECOND", "ORDINAL", "ORDNUM", "LAST", "PREVIOUS")


def leaning(
    phrase: Phrase, following: tuple[Phrase, Draft] | None, positions: Positions
) -> Leaning | None:
    """What the phrase leans on, None where it stands by itself."""
    if "event" in phrase:
        first, last = phrase.groups["event"]
        side = "since" if phrase.rule.build == "since_event" else phrase.low("side") or "of"
        anchor = _anchor(phrase.words, first, last, side)
        return Leaning(anchor)
    words, after = phrase.words, phrase.last
    side = words.low(after)
    if phrase.rule.build != "duration" or side not in ("after", "before"):
        return None
    if following is not None and following[0].first == after + 1 and following[1].day:
        named, draft = following
        return Leaning(_anchor(words, named.first, named.last, side), None, _day(draft))
    at = positions.at(words.starts[after])
    noun = _noun_behind(words, after + 1)
    if noun is not None:
        anchor = _anchor(words, after + 1, noun + 1, side)
        if following is not None and following[0].first <= noun + 2:
            return Leaning(anchor, None, _day(following[1]))
        told = _UNDATED.isdisjoint(words.lows[after + 1 : noun])
        return Leaning(anchor, happening(words, after + 1, noun) if told else None)
    return None if at is None else _in_tree(*at, side)


def _day(draft: Draft) -> date | None:
    return draft.day if draft.grain == "day" else None


def _noun_behind(words: Words, first: int) -> int | None:
    mark = grammar().letters.chars["EVENTNOUN"]
    for index in range(first, min(len(words), first + _REACH)):
        if words.classes[index] == mark:
            return index
        if not (words.lows[index].isalnum() or words.lows[index] in ("'s", "’s", "-")):
            return None
    return None


def _in_tree(tree: Tree, index: int, side: str) -> Leaning | None:
    """``after he was arrested``, ``after the premiere``: the word that "after" hangs on."""
    head = tree.head(index)
    if head is None or head < index or tree.upos(head) not in ("VERB", "NOUN", "PROPN"):
        return None
    clause = tree.rel(index) == "mark"
    first = head if clause else index + 1
    start, end = tree.tokens[first].start, tree.tokens[head].end
    event = grammar().events.get(tree.lemma(head)) if clause else None
    return Leaning(
        TimeAnchor(start=start, end=end, side=_SIDES[side]), Happening(event) if event else None
    )


_SIDES: dict[str, Side] = {
    "after": "after", "before": "before", "eve": "before", "since": "since", "of": "on",
}  # fmt: skip


def _anchor(words: Words, first: int, last: int, side: str) -> TimeAnchor:
    return TimeAnchor(start=words.starts[first], end=words.ends[last - 1], side=_SIDES[side])


def placed(draft: Draft, leaning_: Leaning, memory: Memory) -> Draft:
    """The draft of a duration with the interval so far from its event."""
    day = leaning_.day
    if day is None and leaning_.event is not None:
        day = memory.day_of(leaning_.event)
    if draft.type != "DURATION" or day is None or draft.bounds is not None:
        return draft
    return replace(draft, bounds=_so_far(draft.value, day, leaning_.anchor.side))


def _so_far(length: str, day: date, side: str) -> Bounds | None:
    """The period of the length's own unit that lies so far from a day."""
    match = _LENGTH.fullmatch(length)
    if match is None or side not in ("before", "after"):
        return None
    ahead = 1 if side == "after" else -1
    count = int(match[2])
    if match[1]:  # hours and minutes: the days on which that may be
        days = max(1, math.ceil(count / (24 if match[3] == "H" else 1440)))
        other = day + timedelta(days=ahead * days)
        return min(day, other), max(day, other) + timedelta(days=1)
    grain = _GRAINS[match[3]]
    return interval(grain, shift(grain, day, ahead * count))


Found = tuple[Phrase, Draft]


def anchors(
    found: Sequence[Found], memory: Memory, positions: Positions
) -> Iterator[tuple[Phrase, Draft, TimeAnchor | None]]:
    """The phrases with what they lean on; their intervals where the text dates that."""
    for index, (phrase, draft) in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        told = leaning(phrase, following, positions)
        if told is None:
            yield phrase, draft, None
        else:
            yield phrase, placed(draft, told, memory), told.anchor
