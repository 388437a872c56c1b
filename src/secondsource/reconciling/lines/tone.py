"""Whether a line tells what happened, or sells it, asks, speaks to its reader or names a text."""

from __future__ import annotations

import re
from functools import cache

from secondsource.reconciling.tables import table_of

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_QUOTES = re.compile(r"[“\"!?]|(?:^|\s)['‘]\w")
_LABELLED = re.compile(r"^(?:Watch|Video|Live|Opinion)\b")
_ASKS = re.compile(r"^(?:What|Why|How|Who|When|Where|Is|Are|Can|Could|Should)\b")
_PERSON = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|[Oo]urs|I|[Mm]y|[Mm]e|us)\b")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b\W+(?:[A-Z]+\W+)*\b[A-Z]{4,}\b")
_OF = frozenset({"on", "of", "by", "from", "to", "for", "about", "regarding"})
_FIGURE = re.compile(r"\d+(?:,\d{3})*")


@cache
def headline_words(name: str) -> frozenset[str]:
    """A word list of ``headlines.toml``."""
    return frozenset(_table()[name].split())


@cache
def _table() -> dict[str, str]:
    return {
        key: words if isinstance(words, str) else " ".join(words)
        for key, words in table_of(__package__, "headlines.toml").items()
    }


def faults(headline: str) -> int:
    """“INFERNO AT SEA: 'We were going to die'”: for how many reasons a headline is a poor name."""
    return sum(
        (
            bool(_QUOTES.search(headline) or _LABELLED.match(headline) or _ASKS.match(headline)),
            bool(_SHOUTED.search(headline)),
            speaks(headline),
            is_loud(headline),
            _names_a_text(headline),
        )
    )


def is_loud(line: str) -> bool:
    """“Hero fisherman pulled 41 people out”: whether a word sells rather than tells."""
    return not headline_words("loud").isdisjoint(_lower(line))


def speaks(line: str) -> bool:
    """“The ship caught fire half an hour out of our port”: whether its writer speaks in it."""
    return bool(_PERSON.search(line))


def figures(line: str) -> frozenset[float]:
    """“Fire kills three, 214 saved”: the numbers in a line, in digits or in words up to twelve."""
    in_words = {word: number for number, word in enumerate(_table()["numbers"].split(), start=1)}
    told = {float(in_words[word]) for word in _lower(line) if word in in_words}
    return frozenset(told | {float(found.replace(",", "")) for found in _FIGURE.findall(line)})


def _names_a_text(headline: str) -> bool:
    """“Press statement on the incident”: whether it says what was written before what it is of."""
    opening = _lower(headline)[:4]
    of = [i for i, word in enumerate(opening) if word in _OF]
    about = bool(of) and opening[0] not in ("a", "an", "the")
    return about and not headline_words("texts").isdisjoint(opening[: of[0]])


def _lower(line: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(line)]
