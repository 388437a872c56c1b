"""Phrases that only look like times: verbs, names and titles with a time word in them."""

from __future__ import annotations

from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.tokens.lexer import Words

_ALWAYS = frozenset(
    (count, unit, whole)
    for counts, unit, whole in (
        (("24", "twenty-four"), "hours", "day"),
        (("7", "seven"), "days", "week"),
        (("365",), "days", "year"),
        (("12", "twelve"), "months", "year"),
    )
    for count in counts
)
#: what is called after people
_CALLED_AFTER = frozenset(
    {"school", "high", "elementary", "university", "college", "center", "centre", "foundation",
     "hospital", "institute", "house", "library", "hall", "prize", "award"}
)  # fmt: skip
_EACH = frozenset({"a", "per", "every", "each"})


def is_time(phrase: Phrase) -> bool:
    """Whether the phrase is a time at all."""
    text = phrase.words.text
    if (
        text[phrase.start - 1 : phrase.start].isalnum()
        or text[phrase.end : phrase.end + 1].isalnum()
    ):
        return False  # inside a link or a code
    if _idiom(phrase) or _named_today(phrase):
        return False
    if phrase.rule.build == "holiday":
        return "week" in phrase or not _plural(phrase.words.low(phrase.last))  # "Christmas trees"
    if phrase.rule.build == "month" and phrase.last - phrase.first == 1:
        return not _month_is_word(phrase)
    if phrase.rule.build == "year":
        return not _year_is_number(phrase)
    if phrase.rule.build == "years":
        before = phrase.words.low(phrase.first - 1)
        return before != "-" and before not in grammar().cues["number_of"]
    if phrase.rule.build == "season":
        return not _season_is_word(phrase)
    return not (_title(phrase) or _newspaper(phrase) or _event_day(phrase) or _a_day(phrase))


def _idiom(phrase: Phrase) -> bool:
    """``high noon``, ``24 hours a day``, ``day-to-day``: no time is meant."""
    words, first, last = phrase.words, phrase.first, phrase.last
    if "noon" in phrase:
        return words.low(first - 1) == "high"
    if words.lows[last : last + 2] == ["-", "to"]:
        return words.low(last + 3) == words.lows[last - 1]
    if phrase.rule.build not in ("duration", "rate"):
        return False
    return _always(words, last) or _always(words, first)


def _named_today(phrase: Phrase) -> bool:
    """``told Sahel Today``: a capital inside a sentence is a name's."""
    words, first = phrase.words, phrase.first
    if "deic" not in phrase or phrase.last - first > 1 or not words.form(first)[0].isupper():
        return False
    before = words.form(first - 1) if first else ""
    return before[:1].isupper() and not before.isupper() and not _opens_sentence(words, first)


def _always(words: Words, middle: int) -> bool:
    """Whether ``24 hours`` ends and ``a day`` begins at a word."""
    said = words.lows[max(0, middle - 2) : middle + 2]
    return len(said) == 4 and (said[0], *said[1:2], said[3]) in _ALWAYS and said[2] in _EACH


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
        named = words.low(first - 1) in grammar().cues["before_month"] or _dated(words, first)
        return not named or _opens_sentence(words, first)
    return _is_given_name(words, first)


def _is_given_name(words: Words, first: int) -> bool:
    """``at June Jordan School``, against ``in June Russia`` and ``the April Paris talks``."""
    if words.lows[first] not in ("april", "june", "august") or first + 1 >= len(words):
        return False
    following, before = words.form(first + 1), words.low(first - 1) if first else ""
    if (
        not (following.isalpha() and following.istitle())
        or before in grammar().cues["before_month"]
    ):
        return False
    behind = {words.low(at) for at in range(first + 2, min(first + 4, len(words)))}
    return before != "the" or not behind.isdisjoint(_CALLED_AFTER)


def _dated(words: Words, first: int) -> bool:
    """``the March accession``, against ``the March for Life``: what a month dates follows it."""
    following = words.form(first + 1) if first + 1 < len(words) else ""
    small = {"for", "of", "to", "on", "in", "against", "and", "was", "is", "has", "had", "by", "s"}
    return words.low(first - 1) in ("the", "a", "its", "'s") and (
        following.islower() and following.isalpha() and following not in small
    )


def _season_is_word(phrase: Phrase) -> bool:
    """``the fall of the city``, ``Winter Games``, ``a winter coat``."""
    words = phrase.words
    if words.low(phrase.last) == "of" and {"year", "words", "yrel"}.isdisjoint(phrase.groups):
        return True
    last = phrase.last - 1
    following = words.form(phrase.last)[0] if phrase.last < len(words) else ""
    if words.form(last)[0].isupper() and following.isupper():
        return True
    bare = phrase.last - phrase.first == 1
    return bare and words.low(phrase.first - 1) not in grammar().cues["before_season"]


def _year_is_number(phrase: Phrase) -> bool:
    """``2000 people``, ``555-1234``, ``Orion 1980``, ``its 1987 Cavalier``."""
    words, cues = phrase.words, grammar().cues
    if "year" not in phrase or phrase.groups["year"][1] != phrase.last:
        return False
    if phrase.last - phrase.first > 1 and "approx" not in phrase:
        return False
    before, after = phrase.groups["year"][0] - 1, phrase.last
    if words.low(before) in cues["before_year"]:
        return False
    if words.low(before) in cues["number_of"]:
        return True
    low = words.low(after)
    if low.isalpha() and words.form(after).islower() and (low in cues["people"] or _plural(low)):
        return not _dates_noun(words, before, after)
    if phrase.low("year")[:2] not in ("17", "18", "19", "20"):
        return True
    return _numbered(words, before) or _model(words, before, after)


def _dates_noun(words: Words, before: int, after: int) -> bool:
    """``the 1992 protests``, ``after 2009 floods``: no count, which would have a comma or noughts.

    ``2000`` may be either, and ``1992 people`` isn't said of a year.
    """
    low = words.low(after)
    if words.lows[after - 1][2:] == "00" or low in grammar().cues["people"]:
        return False
    is_event = words.classes[after] == grammar().letters.chars["EVENTNOUN"]
    return is_event or words.low(before) in _OWNED


_OWNED = frozenset({"the", "its", "his", "her", "their", "our", "'s", "’s"})


def _numbered(words: Words, before: int) -> bool:
    """``555-1234`` and ``$1999``."""
    if words.low(before) in ("$", "€", "£", "#"):
        return True
    earlier = words.low(before - 1)
    return words.low(before) == "-" and earlier.isdecimal() and len(earlier) != 4


def _model(words: Words, before: int, after: int) -> bool:
    """``Orion 1980``, ``its 1987 Cavalier``: the number of a product or a model year."""
    if words.low(before) in ("'s", "’s"):
        return after < len(words) and words.form(after)[0].isupper()
    if before < 0 or not words.lows[before].isalpha() or not words.form(before)[0].isupper():
        return False
    known = words.low(before) in grammar().cues["before_month"]
    return not known and not _opens_sentence(words, before)


def _plural(low: str) -> bool:
    plural = len(low) > 3 and low.endswith("s") and not low.endswith("ss")
    return plural and low not in grammar().cues["no_plural"]


def _newspaper(phrase: Phrase) -> bool:
    """``the daily Examiner``."""
    after = phrase.words.form(phrase.last) if phrase.last < len(phrase.words) else ""
    return "adverb" in phrase and phrase.words.lows[phrase.first] == "daily" and after[:1].isupper()


def _event_day(phrase: Phrase) -> bool:
    """``the day the tower fell``, ``the day before the vote``: named by an event, not a date."""
    words = phrase.words.lows[phrase.first : phrase.last]
    after = phrase.words.low(phrase.last)
    return words == ["the", "day"] and after in grammar().cues["event_day"]


def _a_day(phrase: Phrase) -> bool:
    """``the day belonged to the guests``, ``most recently in May``: no time of its own."""
    words, said = phrase.words, phrase.words.lows[phrase.first : phrase.last]
    before = words.low(phrase.first - 1)
    if said == ["the", "day"]:
        owned = words.low(phrase.last) in ("'s", "’s")
        return not owned and before not in grammar().cues["before_day"]
    return said == ["recently"] and before == "most"


def _title(phrase: Phrase) -> bool:
    """``This Week``, ``60 Minutes``: common words printed as a name."""
    words = phrase.words
    if phrase.rule.build not in ("relative", "duration", "reference", "anaphor", "stretch"):
        return False
    last = phrase.last - 1
    if last == phrase.first:
        return words.form(last)[0].isupper() and not _opens_sentence(words, last)
    return words.form(last)[0].isupper() and not words.form(last).isupper()
