"""Days with a name: which they are, and on what date they fall in a year."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from secondsource.extraction.times.calendar import month_length
from secondsource.extraction.tokens.lexer import Words

_NTH = re.compile(r"nth (\d+) (\d) (-?\d)(?: \+(\d))?")
_EASTER = re.compile(r"(easter|orthodox)([+-]\d+)")
_LUNAR = re.compile(r"(islamic|hebrew) (-?\d+) (\d+)")
_NO_OWNER = frozenset(
    {"on", "by", "this", "last", "next", "every", "after", "before", "for", "the", "since", "until",
     "during", "around", "and", "as", "it", "today", "yesterday"}
)  # fmt: skip
_HEBREW_LENGTHS = (30, 29, 30, 29, 30)  # Tishri … Shevat of a common year, Kislev as usual


@dataclass(frozen=True, slots=True)
class Holiday:
    """How a named day is found in a year, and how many days it lasts."""

    on: str
    days: int = 1

    @property
    def approximate(self) -> bool:
        """Whether the moon's sighting may move it by a day."""
        return self.on.startswith("islamic")

    def in_year(self, year: int) -> list[date]:
        """The dates on which it begins in a Gregorian year; Islamic ones can come twice."""
        if found := _NTH.fullmatch(self.on):
            month, weekday, count = (int(found[group]) for group in (1, 2, 3))
            return [_nth(year, month, weekday, count) + timedelta(days=int(found[4] or 0))]
        if found := _EASTER.fullmatch(self.on):
            sunday = easter(year) if found[1] == "easter" else orthodox_easter(year)
            return [sunday + timedelta(days=int(found[2]))]
        if found := _LUNAR.fullmatch(self.on):
            calendar = _islamic if found[1] == "islamic" else _hebrew
            return calendar(year, int(found[2]), int(found[3]))
        if self.on == "unknown":
            return []
        return [date(year, int(self.on[:2]), int(self.on[3:]))]


@dataclass(frozen=True, slots=True)
class Table:
    """The named days by their words, longest first for each first word."""

    names: Mapping[str, tuple[tuple[str, ...], ...]]
    holidays: Mapping[tuple[str, ...], Holiday]
    national: Mapping[tuple[str, ...], Mapping[str, str]]


@cache
def table() -> Table:
    """``holidays.toml``, split into the words of the lexer."""
    text = resources.files(__package__).joinpath("holidays.toml").read_text("utf-8")
    read = tomllib.loads(text)
    holidays: dict[tuple[str, ...], Holiday] = {}
    names: dict[str, list[tuple[str, ...]]] = {}
    for row in read["holiday"]:
        for name in row["names"]:
            words = split(name)
            holidays[words] = Holiday(row["on"], row.get("days", 1))
            names.setdefault(words[0], []).append(words)
    longest = {first: tuple(sorted(found, key=len, reverse=True)) for first, found in names.items()}
    national = {split(name): days for name, days in read["national"].items()}
    return Table(longest, holidays, national)


def split(name: str) -> tuple[str, ...]:
    """A name's words as the lexer gives them."""
    return tuple(re.findall(r"['’]s\b|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|[^\w\s]", name.lower()))


def named_at(words: Words, first: int) -> int | None:
    """The word behind a holiday's name that begins at a word, None if none does."""
    if not words.form(first)[:1].isupper():
        return None
    for name in table().names.get(_plain(words.lows[first]), ()):
        last = first + len(name)
        said = tuple(_plain(low) for low in words.lows[first:last])
        if said == name and _printed_as_name(words, first, last):
            return last
    return None


def _plain(low: str) -> str:
    return low.replace("’", "'")


def _printed_as_name(words: Words, first: int, last: int) -> bool:
    small = {"of", "the", "and", "al", "ul", "month", "holy"}
    return all(
        words.form(index)[0].isupper() or not words.lows[index].isalpha() or low in small
        for index, low in zip(range(first, last), words.lows[first:last], strict=True)
    )


def holiday(words: Words, first: int, last: int) -> Holiday | None:
    """The named day that these words are, the country before them decides between namesakes."""
    name = tuple(_plain(low) for low in words.lows[first:last])
    found = table().holidays.get(name)
    days = table().national.get(name)
    if found is None or days is None:
        return found
    owner = first - 2 if _plain(words.low(first - 1)) in ("'s", "'") else first - 1
    if owner < 0:
        return found
    on = days.get(words.low(owner)) or days.get(f"{words.low(owner - 1)}_{words.low(owner)}")
    if on is None and words.form(owner)[:1].isupper() and words.low(owner) not in _NO_OWNER:
        return Holiday("unknown")  # of a country that the table lacks
    return Holiday(on) if on else found


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    """The count-th ISO weekday of a month, from its end if negative."""
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    last = date(year, month, month_length(year, month))
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-count - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday_ = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday_
    month_ = 3 + (offset + 40) // 44
    return date(year, month_, offset + 28 - 31 * (month_ // 4))


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday: Meeus's Julian computus, on the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    shift = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + shift + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _islamic(year: int, month: int, day: int) -> list[date]:
    """The tabular (civil) Islamic calendar's days that fall in a Gregorian year."""
    about = (year - 622) * 33 // 32
    days = (
        11 * hijri // 30 + 354 * hijri + 30 * month - (month - 1) // 2 + day + 227015 - 385
        for hijri in range(about - 1, about + 3)
        if hijri > 0
    )
    return [found for ordinal in days if (found := date.fromordinal(ordinal)).year == year]


def _hebrew(year: int, month: int, day: int) -> list[date]:
    """A Hebrew day; months count from Tishri, negative ones back from the Tishri that follows."""
    if month > 0:
        before = sum(_HEBREW_LENGTHS[: month - 1])
        start = _tishri(year + 3761)
        if month > 2 and _tishri(year + 3762) - start in (355, 385):
            before += 1  # Heshvan has thirty days
        return [date.fromordinal(start + before + day - 1)]
    lengths = (29, 30, 29, 30, 29, 30, 29)  # Elul, Av … Adar, from the year's end
    return [date.fromordinal(_tishri(year + 3761) - sum(lengths[:-month]) + day - 1)]


def _tishri(hebrew: int) -> int:
    """Ordinal of Rosh Hashanah of a Hebrew year (mean conjunction and the postponements)."""
    months = (235 * hebrew - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    if 3 * (day + 1) % 7 < 3:
        day += 1
    return day + _delay(hebrew, day) - 1373427


def _delay(hebrew: int, day: int) -> int:
    before, after = (_elapsed(hebrew + move) for move in (-1, 1))
    if after - day == 356:
        return 2
    return 1 if day - before == 382 else 0


def _elapsed(hebrew: int) -> int:
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day
