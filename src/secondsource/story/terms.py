"""What a report is about, as weighted terms: words of its title, its lead, its body, and names.

The weights were chosen on development data; see ``benchmarks/stories.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from operator import and_

from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report

TITLE, LEAD, BODY, NAME = 2.0, 1.0, 0.5, 1.0  #: weights of a word by where it stands
LEAD_WORDS = 150
_MOST_WORDS = 5_000

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def terms(report: Report, boilerplate: Iterable[Boilerplate]) -> dict[str, float]:
    """Terms of ``report`` and their summed weights; two capitalised words make a name."""
    stopwords = _stopwords()
    found: defaultdict[str, float] = defaultdict(float)
    for word in _WORD.findall(report.title or ""):
        if word.lower() not in stopwords:
            found[word.lower()] += TITLE
    words = _WORD.findall(_without(report.text, boilerplate))[:_MOST_WORDS]
    lowered = [word.lower() for word in words]
    for part, weight in ((lowered[:LEAD_WORDS], LEAD), (lowered[LEAD_WORDS:], BODY)):
        for term, count in Counter(part).items():
            if term not in stopwords:
                found[term] += weight * count
    is_capital = [word[0].isupper() for word in words]
    for place, both in enumerate(map(and_, is_capital, is_capital[1:])):
        if both and stopwords.isdisjoint(lowered[place : place + 2]):
            weight = LEAD if place < LEAD_WORDS else BODY
            found[" ".join(lowered[place : place + 2])] += NAME * weight
    return found


def first_places(
    report: Report, boilerplate: Iterable[Boilerplate], wanted: Collection[str]
) -> dict[str, tuple[int, int]]:
    """Where those of the ``wanted`` terms that stand in the text as one piece do so first."""
    blanked = _blanked(report.text, boilerplate)
    first_words = {term.partition(" ")[0] for term in wanted}
    found: dict[str, tuple[int, int]] = {}
    words = list(_WORD.finditer(blanked))[:_MOST_WORDS]
    for word, following in zip_longest(words, words[1:]):
        term = word[0].lower()
        if term not in first_words:
            continue
        if term in wanted:
            found.setdefault(term, word.span())
        if following is not None and not blanked[word.end() : following.start()].strip():
            term = f"{term} {following[0].lower()}"
            if term in wanted:
                found.setdefault(term, (word.start(), following.end()))
    return found


def _blanked(text: str, boilerplate: Iterable[Boilerplate]) -> str:
    for zone in boilerplate:
        text = text[: zone.start] + " " * (zone.end - zone.start) + text[zone.end :]
    return text


def _without(text: str, boilerplate: Iterable[Boilerplate]) -> str:
    parts, position = [], 0
    for zone in boilerplate:
        parts.append(text[position : zone.start])
        position = zone.end
    return " ".join((*parts, text[position:]))


@cache
def _stopwords() -> frozenset[str]:
    table = tomllib.loads((files("secondsource.story") / "stopwords.toml").read_text("utf-8"))
    return frozenset(str(table["words"]).split())
