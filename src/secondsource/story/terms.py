"""What a report is about, as weighted terms: words of its title, its lead, its body, and names.

The weights were chosen on development data; see ``benchmarks/stories.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest

from secondsource.records.reading import Boilerplate
from secondsource.records.report import Report

TITLE, LEAD, BODY, NAME = 2.0, 1.0, 0.5, 1.0  #: weights of a word by where it stands
LEAD_WORDS = 150
_MOST_WORDS = 5_000

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How much a term weighs in a report, and where it stands first in the text."""

    weight: float
    start: int
    end: int


def terms(report: Report, boilerplate: Iterable[Boilerplate]) -> dict[str, float]:
    """Terms of ``report`` and their summed weights; two capitalised words make a name."""
    found: defaultdict[str, float] = defaultdict(float)
    for word in _WORD.findall(report.title or ""):
        if word.lower() not in _stopwords():
            found[word.lower()] += TITLE
    words = _WORD.findall(_without(report.text, boilerplate))[:_MOST_WORDS]
    for place, (word, following) in enumerate(zip_longest(words, words[1:], fillvalue="")):
        term = word.lower()
        if term in _stopwords():
            continue
        weight = LEAD if place < LEAD_WORDS else BODY
        found[term] += weight
        if word[0].isupper() and following[:1].isupper() and following.lower() not in _stopwords():
            found[f"{term} {following.lower()}"] += NAME * weight
    return found


def occurrences(report: Report, boilerplate: Iterable[Boilerplate]) -> dict[str, Occurrence]:
    """Those of the terms that stand in the text as one piece, with the first place of each."""
    zones = tuple(boilerplate)
    weights = terms(report, zones)
    blanked = _blanked(report.text, zones)
    found: dict[str, Occurrence] = {}
    words = list(_WORD.finditer(blanked))[:_MOST_WORDS]
    for word, following in zip_longest(words, words[1:]):
        spans = [(word.start(), word.end())]
        if following is not None and not blanked[word.end() : following.start()].strip():
            spans.append((word.start(), following.end()))
        for start, end in spans:
            term = " ".join(blanked[start:end].lower().split())
            if term in weights and term not in found:
                found[term] = Occurrence(weights[term], start, end)
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
