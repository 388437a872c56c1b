"""When something happened, in a report's own words, where no date of publication tells the day.

"Thursday" and "next week" can be put in order among themselves, though nobody knows of which year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from secondsource.publish import safetext
from secondsource.records.reading import Reading, TimeExpression
from secondsource.records.story import Fact

_DATED: Final = re.compile(r"XXXX(?:-(?:W?XX|\d\d))?(?:-(?:XX|\d\d|[1-7]|WE))?(?:T\S+)?$|\d{4}")
_WEEKDAY: Final = re.compile(r"XXXX-WXX-([1-7]|WE)")
_BACK: Final = re.compile(r"(?i)\b(?:last|previous|past|ago|earlier|yesterday)\b")
_ON: Final = re.compile(r"(?i)\b(?:next|coming|following|later|tomorrow)\b")

_OTHERS: Final = re.compile(
    r"(?i)\b(?:since|before|after|until|till|despite|ahead|by|from|following|whose|which|who)\b"
)
_NEAR: Final = 240  #: characters between a claim and a time in its line

#: Days from the Monday of the week in which the reports appeared, by what is printed.
_LONG_AGO, _LAST_WEEK, _EARLY, _THIS, _NEXT_WEEK, _FAR = -400.0, -5.0, 0.5, 7.5, 9.0, 400.0


@dataclass(frozen=True, slots=True, order=True)
class PrintedTime:
    """Words of a report for a time, and where it stands among others of the kind."""

    place: float
    words: str


def printed_time(fact: Fact, readings: Mapping[str, Reading]) -> PrintedTime | None:
    """The first time that tells a day, a week or a month, of the claims behind a fact, else in its
    line."""
    own: list[PrintedTime] = []
    shown: list[PrintedTime] = []
    for said in fact.claims:
        reading = readings.get(said.report)
        claim = next((c for c in reading.claims if c.id == said.claim), None) if reading else None
        if reading is None or claim is None or reading.report.published is not None:
            continue  # whose report has a date has days, or none that is its own
        for index, time in enumerate(reading.times):
            words = safetext.plain(reading.report.text[time.start : time.end])
            if not _DATED.match(time.value) or not words:
                continue
            if index in claim.times:
                own.append(PrintedTime(_place(time, words), words))
            elif abs(time.start - claim.start) <= _NEAR and _heads(fact.summary, words):
                shown.append(PrintedTime(_place(time, words), words))
    return next(iter([*own, *shown]), None)


def _heads(line: str, words: str) -> bool:
    """Whether a time in a line is its own, not that of something else ("since August")."""
    before, found, _ = line.partition(words)
    return bool(found) and not _OTHERS.search(before)


def _place(time: TimeExpression, words: str) -> float:
    """Where a time stands among others: months before weeks, weeks before the days of this one."""
    weekday = _WEEKDAY.match(time.value)
    back, on = bool(_BACK.search(words)), bool(_ON.search(words))
    if weekday is not None:
        day = 6.5 if weekday[1] == "WE" else float(weekday[1])
        return day + 7.0 * on - 7.0 * back
    if time.value.startswith("XXXX-WXX"):
        early = time.mod == "START" or "this" in words.lower().split()
        return _EARLY if early else _LAST_WEEK if back else _NEXT_WEEK if on else _THIS
    if re.match(r"XXXX-XX-XX", time.value):
        return _THIS + 0.5 * on - 0.5 * back
    return _FAR if on else _LONG_AGO
