"""Phrases that only look like times: verbs, names and titles with a time word in them."""

from __future__ import annotations

from secondsource.extract.lexer import Words
from secondsource.extract.when_grammar import Phrase, grammar


def is_time(phrase: Phrase) -> bool:
    """Whether the phrase is a time at all."""
    if phrase.rule.build == "month" and phrase.last - phrase.first == 1:
        return not _month_is_word(phrase)
    if phrase.rule.build == "year":
        return not _year_is_number(phrase)
    return not _title(phrase)


def _opens_sentence(words: Words, index: int) -> bool:
    if index == 0:
        return True
    low = words.lows[index - 1]
    return (
        low in ".!?:;\"“'‘`*"
        or low[0] == "\n"
        or "\n" in words.text[words.ends[index - 1] : words.starts[index]]
    )


def _month_is_word(phrase: Phrase) -> bool:
    """``May we``, ``the March for Life``, ``April Smith``."""
    words, first = phrase.words, phrase.first
    if words.lows[first] in ("may", "march"):
        named = words.low(first - 1) in grammar().cues["before_month"]
        return not named or _opens_sentence(words, first)
    return False


def _year_is_number(phrase: Phrase) -> bool:
    """``2000 people``, ``Orion 1980``, ``its 1987 Cavalier``."""
    words = phrase.words
    if "year" not in phrase or phrase.last - phrase.first > 1:
        return False
    before, after = phrase.first - 1, phrase.last
    low = words.low(after)
    if words.low(before) in ("in", "since", "until", "during", "by"):
        return False
    cues = grammar().cues
    if low.isalpha() and words.form(after).islower() and (low in cues["people"] or _plural(low)):
        return True
    name = before >= 0 and words.form(before)[0].isupper() and words.lows[before].isalpha()
    known = words.low(before) in cues["before_month"] or _opens_sentence(words, before)
    if name and not known:
        return True
    return (
        words.low(before) in ("$", "€", "£", "#", "'s")
        and after < len(words)
        and (words.form(after)[0].isupper())
    )


def _plural(low: str) -> bool:
    plural = len(low) > 3 and low.endswith("s") and not low.endswith("ss")
    return plural and low not in grammar().cues["no_plural"]


def _title(phrase: Phrase) -> bool:
    """``This Week``, ``60 Minutes``: common words printed as a name."""
    words = phrase.words
    if phrase.rule.build not in ("relative", "duration", "reference", "anaphor", "stretch"):
        return False
    last = phrase.last - 1
    if last == phrase.first:
        return words.form(last)[0].isupper() and not _opens_sentence(words, last)
    return words.form(last)[0].isupper() and not words.form(last).isupper()
