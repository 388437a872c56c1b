"""Values of months, seasons, years, decades and centuries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from secondsource.extraction.times.calendar import SEASON_MONTHS, shift
from secondsource.extraction.times.days import distance, month, step, written_year
from secondsource.extraction.times.draft import Draft, Setting, edge, period, unresolved
from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.tokens import numbers


def month_period(phrase: Phrase, setting: Setting) -> Draft | None:
    """A month, with the year said or worked out."""
    number = month(phrase.low("mon"))
    mod = edge(phrase)
    written = _said_year(phrase, setting)
    if written is not None:
        return period("month", date(written, number, 1), mod)
    if setting.anchor is None:
        return unresolved("month", mod, f"XXXX-{number:02d}")
    return period("month", _month(number, phrase, setting, setting.anchor), mod)


def _month(number: int, phrase: Phrase, setting: Setting, anchor: date) -> date:
    this = anchor.year * 12 + anchor.month - 1
    said = step(phrase.lows("rel"))
    if said == 0:
        return date(anchor.year, number, 1)
    months = [year * 12 + number - 1 for year in range(anchor.year - 1, anchor.year + 2)]
    if said is not None:
        chosen = min((m for m in months if (m - this) * said > 0), key=lambda m: abs(m - this))
    else:
        direction = setting.direction(phrase)
        chosen = min(months, key=lambda m: distance(m - this, direction))
    return date(chosen // 12, chosen % 12 + 1, 1)


def season(phrase: Phrase, setting: Setting) -> Draft | None:
    """A season of a year said, or the one meant from the publication day."""
    code = grammar().codes["seasons"][phrase.low("season")]
    mod = edge(phrase)
    first = SEASON_MONTHS[code]
    year = _said_year(phrase, setting)
    if year is None and setting.anchor is None:
        return unresolved("season", mod, f"XXXX-{code}")
    if year is None and setting.anchor is not None:
        year = _season_year(first, phrase, setting, setting.anchor)
    return None if year is None else period("season", date(year, first, 1), mod)


def _season_year(first: int, phrase: Phrase, setting: Setting, anchor: date) -> int:
    said = step(phrase.lows("rel"))
    direction = said or (0 if said == 0 else setting.direction(phrase) or -1)
    begins = [date(anchor.year + move, first, 1) for move in (-1, 0, 1)]
    if direction == 0 or "past" in phrase.lows("rel"):
        begun = anchor.month < 3 or (anchor.month < 9 and setting.direction(phrase) < 0)
        return anchor.year - (first == SEASON_MONTHS["WI"] and begun)
    if direction > 0:
        return next(day for day in begins if day > anchor).year
    ended = [day for day in begins if (shift("month", day, 3) if said else day) <= anchor]
    return ended[-1].year if ended else anchor.year - 1


def _said_year(phrase: Phrase, setting: Setting) -> int | None:
    if "year" in phrase:
        return written_year(phrase.low("year"), setting)
    if "fy" in phrase:
        return fiscal_year(phrase.low("fy"))
    if "words" in phrase:
        return numbers.year(phrase.lows("words"))
    if "yrel" in phrase and setting.anchor:
        return setting.anchor.year + (step(phrase.lows("yrel")) or 0)
    return None


def fiscal_year(word: str) -> int:
    """The year of ``FY2030`` or ``FY30``."""
    number = int(word.lstrip("fy '’"))
    return number if number > 99 else 2000 + number


def year_period(phrase: Phrase, setting: Setting) -> Draft | None:
    """A year in digits or words."""
    if "bc" in phrase:
        return Draft("DATE", f"BC{int(phrase.low('bc')):04d}")
    year = _said_year(phrase, setting)
    if year is None:
        return None
    draft = period("year", date(year, 1, 1), edge(phrase))
    if "fy" in phrase or "fiscal" in phrase:  # its months are the company's or the state's own
        return replace(draft, bounds=None)
    if "open" in phrase:
        mod = "ON_OR_BEFORE" if "earlier" in phrase.lows("open") else "ON_OR_AFTER"
        return Draft("DATE", draft.value, mod, None, "year", draft.day)
    return draft


def years(phrase: Phrase, setting: Setting) -> Draft | None:
    """``2025-29``: from the first year to the last, of this century or the next."""
    first, last = int(phrase.low("year")), phrase.low("last")
    if len(last) != 2 or not last.isdecimal():
        return None
    end = first // 100 * 100 + int(last)
    end += 100 * (end < first)
    if not 0 < end - first <= _LONGEST_RANGE:
        return None
    return Draft("DATE", f"{first}/{end}", None, (date(first, 1, 1), date(end + 1, 1, 1)))


_LONGEST_RANGE = 20  #: years; what is longer is a number, or says the century


def decade(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the 1990s``, ``the '80s``, ``the late eighties``."""
    word = phrase.low("decade").rstrip("s").strip("'‘’")
    if not word.isdecimal():
        tens = numbers.TENS.get(phrase.low("decade")[:-3] + "y", 0)
        word = str(tens) if tens else "20"
    base = setting.anchor.year if setting.anchor else 2000
    year = int(word) if len(word) == 4 else int(word) + base // 100 * 100
    while year > base and len(word) < 4:
        year -= 100
    return period("decade", date(year, 1, 1), edge(phrase))


def century(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the 20th century`` (TIMEX3 names it by its first two digits, ``19``)."""
    number = numbers.ordinal(phrase.low("ord"))
    if number is None or not 1 <= number <= 30:
        return None
    return period("century", date(max(1, (number - 1) * 100), 1, 1), edge(phrase))
