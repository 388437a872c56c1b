"""Publication dates as outlets print them, to ISO 8601.

Only unambiguous forms: ``03/04/2025`` is two different days on two continents, so it is no date.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d.*)?")
_COMPACT = re.compile(r"\d{8}(?:T?\d{6}Z?|T\d{4}Z?)?")
_RFC822 = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(:\d\d)?(\s+\S+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})\b",
        rf"\b{_DAY}-{_MONTH}-(?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})\b",
        rf"\b(?P<year>\d{{4}})\s+{_MONTH}\s+{_DAY}\b",
        rf"\b{_MONTH}\s+{_DAY}\s+\d\d:\d\d:\d\d\s+(?:[A-Z]{{1,5}}\s+)?(?P<year>\d{{4}})$",
    )
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ,].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WEST, _EAST = 12, 10  #: hours of UTC before and after which a day differs somewhere
_YEARS = range(1500, 2201)
_LONGEST = 80


def parse_published(value: str) -> str | None:
    """ISO 8601 date or date-time for ``value``, or None where it can't be told.

    A valid ISO form is given back as it stands; everything else becomes a date or, for RFC 822,
    a date-time with its offset.
    """
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST:
        return None
    readers = (_from_iso, _from_rfc822, _from_words, _from_year_first, _from_slashes)
    return next((found for read in readers if (found := read(text))), None)


def at_home(moment: str, day: str | None) -> str:
    """``moment``, or ``day`` where that is what the calendar showed at the outlet then.

    Systems write UTC, while addresses and bylines give the day of the place: a report of ten in the
    evening in New York is stamped two or three in the morning of the next day.
    """
    if day is None or not re.search(r"T.*(?:Z|[+-]00:?00)$", moment):
        return moment
    stamp = datetime.fromisoformat(moment)
    apart = (date.fromisoformat(day[:10]) - stamp.date()).days
    is_west, is_east = apart == -1 and stamp.hour < _WEST, apart == 1 and stamp.hour >= _EAST
    return day[:10] if is_west or is_east else moment


def _from_iso(text: str) -> str | None:
    if not (_ISO.fullmatch(text) or _COMPACT.fullmatch(text)):
        return None
    text = re.sub(r"\s*(?:UTC|GMT)$", "Z", text)
    text = re.sub(r"^(\d{8})(?=\d{6})", r"\1T", text)
    text = re.sub(r"\s+(?=[+-]\d)", "", text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year not in _YEARS:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\S+)?", text):
        return text
    return moment.isoformat() if "T" in text or ":" in text else moment.date().isoformat()


def _from_rfc822(text: str) -> str | None:
    if not _RFC822.fullmatch(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.isoformat() if moment.year in _YEARS else None


def _from_words(text: str) -> str | None:
    for pattern in _WORDED:
        if match := pattern.search(text):
            month = _MONTHS.index(match["month"][:3].lower()) + 1
            return _checked(int(match["year"]), month, int(match["day"]))
    return None


def _from_year_first(text: str) -> str | None:
    match = _YEAR_FIRST.fullmatch(text)
    return _checked(int(match[1]), int(match[3]), int(match[4])) if match else None


def _from_slashes(text: str) -> str | None:
    match = _SLASHED.fullmatch(text)
    if not match:
        return None
    first, second, year = (int(part) for part in match.groups())
    if first > 12 or first == second:
        return _checked(year, second, first)
    return _checked(year, first, second) if second > 12 else None


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None
