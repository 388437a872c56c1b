"""Values of periods named by their distance: "last week", "the quarter", "two years ago"."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from secondsource.extraction.times.calendar import floor, interval, shift
from secondsource.extraction.times.days import step, written_year
from secondsource.extraction.times.draft import Draft, Setting, edge, offset, period, unresolved
from secondsource.extraction.times.grammar import Phrase, grammar
from secondsource.extraction.tokens import numbers

_GRAINS = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade", "century"})
_SHORT = frozenset({"second", "minute", "hour"})


def singular(word: str) -> str:
    """``weeks`` -> ``week``; the code table has the rest."""
    return {"centuries": "century"}.get(word, word.rstrip("s") or word)


def quarter(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the third quarter of 2024``, ``Q3``, ``the first half``."""
    half = "half" in phrase.lows("span")
    number = _which(phrase)
    if number is None or not 1 <= number <= (2 if half else 4):
        return None
    grain, size = ("half", 6) if half else ("quarter", 3)
    year = _year(phrase, setting)
    fiscal = "fiscal" in phrase.words.lows[phrase.first : phrase.last]
    if year is not None:
        draft = period(grain, date(year, (number - 1) * size + 1, 1))
        return replace(draft, bounds=None) if fiscal else draft
    if half:  # of a match, more often than of a year
        return None
    if setting.anchor is None:
        return unresolved(grain, value=f"XXXX-Q{number}")
    if fiscal:
        return replace(period(grain, date(setting.anchor.year, number * 3 - 2, 1)), bounds=None)
    looks = setting.direction(phrase)
    if looks > 0 and phrase.words.low(phrase.first - 1) in ("in", "by"):
        looks += 1  # "is expected to close in the fourth quarter", not "a loss for" it
    return period(grain, _near(setting.anchor, number, looks))


def _which(phrase: Phrase) -> int | None:
    if "q" in phrase:
        return int(phrase.low("q")[1])
    word = phrase.low("ord") or phrase.low("edge")
    return 2 if word == "last" else numbers.ordinal(word)


def _year(phrase: Phrase, setting: Setting) -> int | None:
    if "year" in phrase:
        return written_year(phrase.low("year"), setting)
    if "yrel" in phrase and setting.anchor:
        return setting.anchor.year + (step(phrase.lows("yrel")) or 0)
    return None


_OVER = 4  #: how far a quarter that is over seems where something is to happen in one


def _near(anchor: date, number: int, direction: int) -> date:
    starts = [date(anchor.year + move, number * 3 - 2, 1) for move in (-1, 0, 1)]
    back = _OVER if direction > 1 else 1
    ahead = 1 if direction > 0 else _OVER if direction < 0 else 2
    return min(starts, key=lambda day: (anchor - day).days * (back if day <= anchor else -ahead))


def year_earlier(phrase: Phrase, setting: Setting) -> Draft | None:
    """``a year ago``, ``the year-earlier quarter``: a year before what the text speaks of."""
    grain = "year"
    base = setting.anchor
    spoken = setting.memory.periods.get("quarter")
    year = setting.memory.year_of_sentence(phrase)
    if (
        year is not None
        and "year" not in phrase
        and "earlier" in phrase.words.lows[phrase.first : phrase.last]
    ):  # "612 million for 2025, up from 540 million a year earlier"
        base = year
    elif spoken is not None and "year" not in phrase:
        grain, base = "quarter", spoken
    elif phrase.low("span") in ("quarter", "half"):
        grain = phrase.low("span")
    elif "earlier" in phrase.words.lows[phrase.first : phrase.last] and setting.memory.last:
        base = setting.memory.last[1]
    if "year" in phrase:
        return _in_year(phrase, setting)
    if base is None:
        return unresolved(grain)
    return replace(period(grain, shift("year", base, -1)), grain=None)


def _in_year(phrase: Phrase, setting: Setting) -> Draft:
    year = written_year(phrase.low("year"), setting)
    spoken = setting.memory.periods.get("quarter")
    if spoken is None:
        return period("year", date(year, 1, 1))
    return replace(period("quarter", spoken.replace(year=year, day=1)), grain=None)


def relative(phrase: Phrase, setting: Setting) -> Draft | None:
    """``last week``, ``earlier this year``, ``the end of the month``."""
    grain = phrase.low("unit")
    said = step(phrase.lows("rel"))
    mod = edge(phrase)
    if grain == "period":
        return _spoken_quarter(setting)
    if grain not in _GRAINS or (grain == "day" and "this" not in phrase.lows("rel")):
        return _sub_day(phrase, setting) if grain == "day" else None
    if set(phrase.lows("rel")) & {"that", "same", "following", "previous", "preceding"}:
        return from_memory(grain, said or 0, setting, mod)
    if "past" in phrase.lows("rel") and grain in ("decade", "century"):
        return _past_ten(grain, setting)
    if phrase.lows("rel") in (["the", "last"], ["the", "past"]) and setting.anchor:
        bounds = _beside(setting.anchor, grain, 1, -1) if grain != "weekend" else None
        return replace(offset(setting, grain, -1, mod), bounds=bounds)
    if "latest" in phrase.lows("rel") and grain == "quarter":
        return _latest_quarter(setting)
    draft = offset(setting, grain, said or 0, mod)
    return _clipped(draft, phrase, setting)


def _sub_day(phrase: Phrase, setting: Setting) -> Draft | None:
    return from_memory("day", step(phrase.lows("rel")) or 0, setting, edge(phrase))


def from_memory(grain: str, count: int, setting: Setting, mod: str | None) -> Draft:
    """The period so many periods from the one that the text named last."""
    base = setting.memory.last[1] if setting.memory.last else setting.anchor
    if base is None:
        return unresolved(grain, mod)
    return period(grain, shift(grain, floor(grain, base), count), mod)


def _spoken_quarter(setting: Setting) -> Draft | None:
    """``the latest period``: the quarter that the text speaks of, fiscal ones too."""
    spoken = setting.memory.periods.get("quarter")
    return period("quarter", spoken) if spoken else None


def _latest_quarter(setting: Setting) -> Draft:
    spoken, anchor = setting.memory.periods.get("quarter"), setting.anchor
    over = spoken and (anchor is None or shift("quarter", spoken, 1) <= anchor)
    return period("quarter", spoken) if spoken and over else offset(setting, "quarter", -1)


def _past_ten(grain: str, setting: Setting) -> Draft:
    """``the past decade`` is ten years up to now, not the one that began with a round year."""
    bounds = _beside(setting.anchor, grain, 1, -1) if setting.anchor else None
    return Draft("DURATION", duration_value(1.0, grain) or "", None, bounds)


def _clipped(draft: Draft, phrase: Phrase, setting: Setting) -> Draft:
    """``earlier this week`` ends with the publication day, ``later this week`` begins with it."""
    words = phrase.lows("edge")
    if draft.bounds is None or setting.anchor is None or draft.day is None:
        return draft
    first, last = floor(draft.grain or "day", draft.day), draft.bounds[1]
    if "earlier" in words:
        last = setting.anchor + timedelta(days=1)
    elif "later" in words:
        first = setting.anchor
    if not isinstance(last, date) or first >= last:
        return draft
    return Draft("DATE", draft.value, draft.mod, (first, last), draft.grain, draft.day)


def anaphor(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the quarter``, ``the year``: the one last spoken of, else the one around publication."""
    grain = phrase.low("unit")
    if grain not in _GRAINS:
        return None
    if phrase.words.low(phrase.last) in ("before", "after"):  # something that the text names
        return unresolved(grain)
    spoken = setting.memory.periods.get(grain)
    if spoken is not None and grain != "year":
        return period(grain, spoken)
    if grain == "year" and phrase.words.low(phrase.last) in ("ended", "ending", "to"):
        return Draft("DURATION", "P1Y")
    if grain in ("week", "month") and _up_to_a_day(phrase):
        return Draft("DURATION", duration_value(1.0, grain) or "")
    move = -1 if grain in ("quarter", "weekend") else 0
    return offset(setting, grain, move)


def _up_to_a_day(phrase: Phrase) -> bool:
    """``the week to 6 March``, against ``a week to remember``."""
    words, chars = phrase.words, grammar().letters.chars
    dated = {chars[name] for name in ("DAYNUM", "MONTH", "MONTHQ", "MONTHABBR", "WEEKDAY")}
    return words.low(phrase.last) == "to" and words.classes[phrase.last + 1 :][:1] in dated


def stretch(phrase: Phrase, setting: Setting) -> Draft | None:
    """``the last three weeks``: a duration whose interval touches the publication day."""
    unit = singular(phrase.low("unit") or phrase.low("vague"))
    count = _count(phrase)
    value = duration_value(count, unit)
    if value is None:
        return None
    bounds = _of_period(phrase, setting, unit, count)
    move = step([w for w in phrase.lows("rel") if w not in ("first", "final", "latest")])
    if setting.anchor and count is not None and unit in _GRAINS and move:
        bounds = _beside(setting.anchor, "day" if unit == "weekend" else unit, count, move)
    elif setting.anchor and count is not None and unit == "hour" and move and 0 < count <= 1000:
        bounds = _beside(setting.anchor, "day", math.ceil(count / 24), move)
    return Draft("DURATION", value, modifier(phrase), bounds)


def _of_period(
    phrase: Phrase, setting: Setting, unit: str, count: float | None
) -> tuple[date, date] | None:
    """The interval of "the first nine months" where "of 2031" or "of this year" follows."""
    year = _year(phrase, setting)
    grain = {"weekend": None, "day": "day"}.get(unit, unit)
    if year is None or grain not in _GRAINS or count is None or count != int(count) or count > 366:
        return None
    if phrase.low("rel") == "first":
        return date(year, 1, 1), shift(grain, date(year, 1, 1), int(count))
    return shift(grain, date(year + 1, 1, 1), -int(count)), date(year + 1, 1, 1)


def _beside(anchor: date, grain: str, count: float, move: int) -> tuple[date, date] | None:
    if count != int(count) or not 0 < count <= 1000:
        return None
    other = shift(grain, anchor, int(count) * move)
    return (other, anchor + timedelta(days=1)) if move < 0 else (anchor, other)


def _count(phrase: Phrase) -> float | None:
    if "two" in phrase:
        return 2.0
    return numbers.value(phrase.lows("num")) if "num" in phrase else None


def ago(phrase: Phrase, setting: Setting) -> Draft | None:
    """``two weeks ago``: the period of that size; vague counts only point to the past."""
    unit = singular(phrase.low("unit") or phrase.low("vague"))
    side = 1 if phrase.low("side") in ("hence", "from", "time") else -1
    count = _num_or_one(phrase)
    if "half" in phrase and count is None:  # "half a century ago"
        unit, count = _HALVES.get(unit, (unit, 0.5))
    if count is None:
        return Draft("DATE", "PAST_REF" if side < 0 else "FUTURE_REF")
    mod = modifier(phrase)
    if unit == "year" and "half" in phrase and "one" in phrase:
        return offset(setting, "month", 18 * side, mod)
    if unit in _SHORT or count != int(count):
        value = duration_value(count, unit)
        return Draft("DURATION", value, mod) if value else None
    unit, count = {"fortnight": ("week", count * 2), "decade": ("year", count * 10)}.get(
        unit, (unit, count)
    )
    return offset(setting, unit, side * int(count), mod) if unit in _GRAINS else None


_HALVES = {"century": ("year", 50.0), "decade": ("year", 5.0), "year": ("month", 6.0)}


def _num_or_one(phrase: Phrase) -> float | None:
    if "one" in phrase or phrase.lows("num") in (["a"], ["an"]):
        return 1.0
    return _count(phrase)


def modifier(phrase: Phrase) -> str | None:
    """``at least`` -> EQUAL_OR_MORE and so on."""
    words = phrase.lows("qual")
    joined = " ".join(words)
    table = {
        "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS",
        "no more than": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS", "within": "EQUAL_OR_LESS",
        "more than": "MORE_THAN", "over": "MORE_THAN", "less than": "LESS_THAN",
        "fewer than": "LESS_THAN", "under": "LESS_THAN", "nearly": "LESS_THAN",
        "almost": "LESS_THAN",
    }  # fmt: skip
    if joined in table:
        return table[joined]
    if "more" in phrase.lows("so"):
        return "EQUAL_OR_MORE"
    vague = bool(words) or "two" in phrase or "so" in phrase.lows("so")
    return "APPROX" if vague else None


def duration_value(count: float | None, unit: str) -> str | None:
    """``P3W``; a vague count is ``PXW``; a fraction moves to the smaller unit."""
    code = grammar().codes["units"].get(unit)
    if code is None or code == "WE":
        return None if code is None else f"P{_plain(count)}WE"
    if code == "F":
        return duration_value(None if count is None else count * 2, "week")
    if code in ("E", "C") and count is not None:
        return f"P{_plain(count * (10 if code == 'E' else 100))}Y"
    time = "T" if unit in ("second", "sec", "minute", "min", "hour", "hr") else ""
    smaller = {"Y": (12, "M"), "H": (60, "M"), "D": (24, "TH")}.get(code)
    if time and code == "M":
        smaller = (60, "S")
    if count is not None and count != int(count) and smaller:
        whole, rest = int(count), round((count - int(count)) * smaller[0])
        return f"P{time}{f'{whole}{code}' if whole else ''}{rest}{smaller[1]}"
    return f"P{time}{_plain(count)}{code}"


def _plain(count: float | None) -> str:
    return "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"


def duration(phrase: Phrase, setting: Setting) -> Draft | None:
    """``three years``, ``a week``, ``at least 72 hours``, ``a couple of years``, ``days``."""
    unit = singular(phrase.low("unit") or phrase.low("vague"))
    if unit == "quarter" and _fraction(phrase):
        return None
    if "vague" in phrase:
        return _typed(duration_value(None, unit), modifier(phrase))
    if "nth" in phrase:  # "for the third consecutive day"
        days = "day" if unit in grammar().codes["parts"] else unit
        times = numbers.ordinal(phrase.low("nth"))
        return _typed(duration_value(times, days), None) if times else None
    count = 1.0 if "one" in phrase else _count(phrase) or (1.0 if "num" not in phrase else None)
    if count is None:
        return None
    if "half" in phrase:
        count = count + 0.5 if "one" in phrase else 0.5
    if "one" in phrase and _is_rate(phrase):
        return Draft("SET", duration_value(count, unit) or "")
    mod = "EQUAL_OR_MORE" if "high" in phrase else modifier(phrase)
    draft = _typed(duration_value(count, unit), mod)
    return draft and replace(draft, bounds=_since_named(phrase, setting, unit, count))


def _since_named(
    phrase: Phrase, setting: Setting, unit: str, count: float
) -> tuple[date, date] | None:
    """``a week later`` after "on 4 May": the period so far from the one just named."""
    side = {"later": 1, "earlier": -1}.get(phrase.words.lows[phrase.last - 1])
    named = setting.memory.just_named(phrase) if side is not None else None
    if side is None or named is None or count != int(count) or not 0 < count <= 1000:
        return None
    grain, day = named
    if unit not in _SIZES or grain not in _SIZES or _SIZES.index(grain) > _SIZES.index(unit):
        return None
    return interval(unit, shift(unit, day, side * int(count)))


_SIZES = ("day", "week", "month", "year")


def _is_rate(phrase: Phrase) -> bool:
    """``$10 a year``, ``twice a week``, ``24 hours a day``: how often, not how long."""
    if phrase.last - phrase.first != 2:
        return False
    if phrase.words.low(phrase.last) in ("before", "after"):  # "the vote comes a week before"
        return False
    before = phrase.words.low(phrase.first - 1)
    plural = len(before) > 3 and before.endswith("s") and not before.endswith("ss")
    return plural or before in ("once", "twice", "%") or before[:1].isdigit()


def _fraction(phrase: Phrase) -> bool:
    """``three-quarters``, ``a quarter of the foodstuffs``, ``living quarters``, ``a quarter
    point``, ``a quarter-final``."""
    said, after = phrase.words.lows[phrase.first : phrase.last], phrase.words.low(phrase.last)
    if said[-1] == "quarters" and ("-" in said or len(said) == 1):
        return True
    if said[-1] == "quarter" and after in _PARTED:
        return True
    return after == "of" and "vague" not in phrase


_PARTED = frozenset(
    {"-", "point", "points", "percentage", "mile", "acre", "inch", "final", "finals"}
)


def _typed(value: str | None, mod: str | None) -> Draft | None:
    return Draft("DURATION", value, mod) if value else None
