"""Values of days and clock times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from secondsource.extraction.times.calendar import floor, shift
from secondsource.extraction.times.draft import Draft, Setting, edge, period, unresolved
from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.times.zones import in_utc
from secondsource.extraction.tokens import numbers

_WEEKDAYS = {
    name[:3]: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
_AHEAD = frozenset({"next", "coming", "upcoming", "following"})
_PART_HOURS = {"MO": (5, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30)}
_AGAINST = 4.0
_UNSAID = 1.6
_NOON = {"noon": 12, "midday": 12, "midnight": 24}


def weekday(word: str) -> int:
    """Monday is 0; abbreviations and plurals are understood."""
    return _WEEKDAYS[word[:3]]


def month(word: str) -> int:
    """January is 1; abbreviations are understood."""
    months = grammar().months
    return next(number for name, number in months.items() if name.startswith(word[:3]))


def step(words: list[str]) -> int | None:
    """-1 for "last", 1 for "next", 0 for "this", None where nothing of the kind is said."""
    for word in words:
        if word in _BACK:
            return -1
        if word in _AHEAD:
            return 1
    return 0 if words else None


def written_year(word: str, setting: Setting) -> int:
    """A year in four digits, or ``'98`` in the century nearest to publication."""
    number = int(word.lstrip("'‘’"))
    if number > 99:
        return number
    base = setting.anchor.year if setting.anchor else 2000
    return min((number + c for c in (1800, 1900, 2000, 2100)), key=lambda y: abs(y - base))


def point(phrase: Phrase, setting: Setting) -> Draft | None:
    """A day, with or without a part of the day or a clock time."""
    day, value = day_of(phrase, setting)
    if value is None:
        return None
    said = phrase.low("iso")[11:16] or clock(phrase)
    if said:
        return _at(phrase, day, value, said)
    part = _part(phrase)
    mod = edge(phrase)
    if part is not None:
        ahead = "night" in phrase and day == setting.anchor and setting.direction(phrase) > 0
        bounds = part_interval(day, part) if day and ahead else None
        bounds = bounds or _part_bounds(phrase, day, part, setting.anchor)
        return Draft("TIME", f"{value}T{part}", mod, bounds, "day", day)
    if day is None:
        return Draft("DATE", value, mod)
    return period("day", day, mod)


def _part(phrase: Phrase) -> str | None:
    if phrase.low("deic") == "tonight" or "night" in phrase:
        return "NI"
    if "small" in phrase:  # the small hours
        return "MO"
    return grammar().codes["parts"].get(phrase.low("part"))


def _part_bounds(
    phrase: Phrase, day: date | None, part: str, published: date | None
) -> tuple[datetime, datetime] | None:
    if day is None:
        return None
    if "night" in phrase:  # the night before the day, or after it where the text names the day
        return _hours(day, -6, 9 if day == published else 33)
    return _hours(day, 0, 6) if "small" in phrase else part_interval(day, part)


def part_interval(day: date, part: str) -> tuple[datetime, datetime]:
    """The hours of a part of a day; a night runs into the next one."""
    return _hours(day, *_PART_HOURS[part])


def _hours(day: date, first: int, last: int) -> tuple[datetime, datetime]:
    midnight = datetime.combine(day, time())
    return midnight + timedelta(hours=first), midnight + timedelta(hours=last)


def clock(phrase: Phrase) -> str | None:
    """``19:30`` for a clock time in any form, None where none is said."""
    if "noon" in phrase:
        return f"{_NOON[phrase.low('noon')]}:00"
    written = phrase.low("clock") or phrase.low("mil")
    if written:
        hour, _, minutes = written.replace(".", ":").partition(":")
        if not minutes:
            hour, minutes = written[:-2], written[-2:]
    else:
        hour, minutes = phrase.low("hour"), "30" if "half" in phrase else "00"
    number = numbers.value([hour]) if hour else None
    if number is None or not minutes[:2].isdecimal():
        return None
    return _twenty_four(int(number), minutes, phrase)


def _twenty_four(hour: int, minutes: str, phrase: Phrase) -> str | None:
    half = phrase.low("ampm")[:1]
    late = phrase.low("part") in ("afternoon", "evening", "night")
    if half == "p" or (late and not half):
        hour = hour + 12 if hour < 12 else hour
    elif half == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minutes}" if hour <= 24 and int(minutes[:2]) < 60 else None


def _at(phrase: Phrase, day: date | None, value: str, clock: str) -> Draft:
    if day is None:
        return Draft("TIME", f"{value}T{clock}")
    hour, minute = (int(part) for part in clock.split(":")[:2])
    begin = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)
    bounds = in_utc(phrase, (begin, begin + timedelta(minutes=1)))
    return Draft("TIME", f"{value}T{clock}", None, bounds, "day", day)


def day_of(phrase: Phrase, setting: Setting) -> tuple[date | None, str | None]:
    """The day meant and its TIMEX3 value; the day is None where there is nothing to count from."""
    if "iso" in phrase:
        day = date.fromisoformat(phrase.low("iso")[:10])
        return day, day.isoformat()
    if "slash" in phrase:
        return _slash(phrase.low("slash"), setting)
    if "mon" in phrase:
        return _month_day(phrase, setting)
    if "wd" in phrase:
        return _weekday(phrase, setting)
    return _deictic(phrase, setting)


def _slash(written: str, setting: Setting) -> tuple[date | None, str | None]:
    first, second, tail = written.replace(".", "/").split("/")
    if len(first) == 4:  # 2031/05/14
        day = date(int(first), int(second), int(tail))
        return day, day.isoformat()
    day_first = "." in written or int(first) > 12
    month_, day_ = (int(second), int(first)) if day_first else (int(first), int(second))
    day = date(written_year(tail, setting), month_, day_)
    return day, day.isoformat()


def _month_day(phrase: Phrase, setting: Setting) -> tuple[date | None, str | None]:
    month_ = month(phrase.low("mon"))
    word = phrase.low("day")
    number = numbers.ordinal(word) or int(word)
    if "year" in phrase:
        day = date(written_year(phrase.low("year"), setting), month_, number)
        return day, day.isoformat()
    if setting.anchor is None:
        date(2000, month_, number)
        return None, f"XXXX-{month_:02d}-{number:02d}"
    day = nearest_day(setting.anchor, month_, number, setting.direction(phrase))
    if "wd" in phrase:
        day = _fitting(day, weekday(phrase.low("wd")))
    return day, day.isoformat()


def _fitting(day: date, wanted: int) -> date:
    """Of the neighbouring years the one in which the date falls on the printed weekday."""
    if (day.month, day.day) == (2, 29):
        return day
    near = (day.replace(year=day.year + move) for move in (0, -1, 1, -2, 2))
    return next((other for other in near if other.weekday() == wanted), day)


def nearest_day(anchor: date, month_: int, number: int, direction: int) -> date:
    """The nearest day of that name; a past or future verb makes the other side seem farther."""
    days = [
        date(anchor.year + step_, month_, number)
        for step_ in (-4, -3, -2, -1, 0, 1, 2, 3, 4)
        if (month_, number) != (2, 29) or _leap(anchor.year + step_)
    ]
    return min(days, key=lambda day: distance((day - anchor).days, direction))


def distance(ahead: int, direction: int) -> float:
    """How far a candidate seems: against the verb's direction it is ``_AGAINST`` times as far."""
    against = ahead * direction < 0 or (direction == 0 and ahead > 0)
    return abs(ahead) * ((_AGAINST * abs(direction) or _UNSAID) if against else 1.0)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _weekday(phrase: Phrase, setting: Setting) -> tuple[date | None, str | None]:
    wanted = weekday(phrase.low("wd"))
    if setting.anchor is None:
        return None, f"XXXX-WXX-{wanted + 1}"
    said = step(phrase.lows("rel"))
    ahead = (wanted - setting.anchor.weekday()) % 7
    if said == 1:
        day = setting.anchor + timedelta(days=ahead or 7)
    elif said == -1:
        day = setting.anchor + timedelta(days=ahead - 7)
    else:
        looks = setting.direction(phrase)
        future = looks > 0 or (said == 0 and looks == 0)
        day = setting.anchor + timedelta(days=ahead if future or not ahead else ahead - 7)
    return day, day.isoformat()


def _deictic(phrase: Phrase, setting: Setting) -> tuple[date | None, str | None]:
    if setting.anchor is None:
        return None, "XXXX-XX-XX"
    if "deic" not in phrase and (named := _named_day(phrase, setting)):
        return named, named.isoformat()
    move = {"yesterday": -1, "last": -1, "tomorrow": 1, "next": 1}.get(phrase.low("deic"), 0)
    day = setting.anchor + timedelta(days=move)
    return day, day.isoformat()


def _named_day(phrase: Phrase, setting: Setting) -> date | None:
    """For a clock time the day last named; for a night only if its own sentence names it."""
    if "night" in phrase:
        return setting.memory.day_of_sentence(phrase)
    return setting.memory.periods.get("day")


def day_range(phrase: Phrase, setting: Setting) -> Draft | None:
    """``Aug. 5-7``: the interval from the first day to the last."""
    first, value = _month_day(phrase, setting)
    last = int(phrase.low("last"))
    if value is None or last <= int(phrase.low("day")):
        return None
    if first is None:
        return Draft("DATE", f"{value}/{value[:-2]}{last:02d}")
    final = first.replace(day=last)
    bounds = first, final + timedelta(days=1)
    return Draft("DATE", f"{value}/{final.isoformat()}", None, bounds, "day", first)


def weekday_of_week(phrase: Phrase, setting: Setting) -> Draft | None:
    """``Friday of next week``."""
    if phrase.low("unit") != "week":
        return None
    number = weekday(phrase.low("wd"))
    if setting.anchor is None:
        return unresolved("day", value=f"XXXX-WXX-{number + 1}")
    monday = floor("week", shift("week", setting.anchor, step(phrase.lows("rel")) or 0))
    return period("day", monday + timedelta(days=number))


def day_beside(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the day before yesterday``."""
    day, _ = day_of(phrase, setting)
    if day is None:
        return unresolved("day")
    return period("day", day + timedelta(days=-1 if phrase.low("side") == "before" else 1))


def week_of(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the week of March 6``."""
    grain = phrase.low("unit")
    day, value = day_of(phrase, setting)
    if grain not in ("week", "weekend"):
        return None
    return period(grain, day) if day else unresolved(grain, value=value)
