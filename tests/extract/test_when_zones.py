"""Clock times with their zone: the value is the clock as printed, the interval is in UTC."""

from __future__ import annotations

import pytest

from secondsource.extraction.times.when import find_times
from secondsource.extraction.times.zones import zone_of
from secondsource.syntax import Syntax

WEDNESDAY = "2031-05-14"

READ = [
    # text, words, value, from (to is a minute later)
    ("A drone fell at 2 a.m. Moscow time on Tuesday.", "2 a.m. Moscow time on Tuesday",
     "2031-05-13T02:00", "2031-05-12T23:00Z"),
    ("The truce began at 14:00 GMT on Monday.", "14:00 GMT on Monday", "2031-05-12T14:00",
     "2031-05-12T14:00Z"),
    ("The vote ended at 5 p.m. EST, Nov. 6.", "5 p.m. EST, Nov. 6", "2030-11-06T17:00",
     "2030-11-06T22:00Z"),
    ("She spoke at 7 p.m. Eastern time on Sunday.", "7 p.m. Eastern time on Sunday",
     "2031-05-11T19:00", "2031-05-11T23:00Z"),
    ("She spoke at 7 p.m. Eastern time on January 5.", "7 p.m. Eastern time on January 5",
     "2031-01-05T19:00", "2031-01-06T00:00Z"),
    ("She spoke at 9 a.m. Eastern Standard Time on Monday.",
     "9 a.m. Eastern Standard Time on Monday", "2031-05-12T09:00", "2031-05-12T14:00Z"),
    ("It ended at 9 p.m. Central European Summer Time on May 3.",
     "9 p.m. Central European Summer Time on May 3", "2031-05-03T21:00", "2031-05-03T19:00Z"),
    ("Sirens sounded at 2100 GMT.", "2100 GMT", "2031-05-14T21:00", "2031-05-14T21:00Z"),
    ("Sirens sounded at 11 p.m. New York time on Monday.", "11 p.m. New York time on Monday",
     "2031-05-12T23:00", "2031-05-13T03:00Z"),
    ("It began at 6:00 UTC+3 on Tuesday.", "6:00 UTC+3 on Tuesday", "2031-05-13T06:00",
     "2031-05-13T03:00Z"),
    ("It fell on Monday at 10:00 Hong Kong time.", "Monday at 10:00 Hong Kong time",
     "2031-05-12T10:00", "2031-05-12T02:00Z"),
    ("At midnight GMT the truce began.", "midnight GMT", "2031-05-14T24:00", "2031-05-15T00:00Z"),
    ("It struck at 3:15 a.m. local time (0015 GMT) on Friday.",
     "3:15 a.m. local time (0015 GMT) on Friday", "2031-05-09T03:15", "2031-05-09T00:15Z"),
    ("It struck at 1:15 a.m. (2215 GMT) on Friday.", "1:15 a.m. (2215 GMT) on Friday",
     "2031-05-09T01:15", "2031-05-08T22:15Z"),
    ("At 10:35 a.m. (0735 GMT) the bridge fell.", "10:35 a.m. (0735 GMT)", "2031-05-14T10:35",
     "2031-05-14T07:35Z"),
    ("They met at 8 a.m. IST on Monday.", "8 a.m. IST on Monday", "2031-05-12T08:00",
     "2031-05-12T08:00"),
    ("They met at 8 a.m. local time on Monday.", "8 a.m. local time on Monday",
     "2031-05-12T08:00", "2031-05-12T08:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "start"), READ)
def test_clock_times(text: str, words: str, value: str, start: str) -> None:
    found = {text[t.start : t.end]: t for t in find_times(Syntax(text, ()), WEDNESDAY)}
    assert words in found
    time = found[words]
    assert (time.type, time.value, time.from_) == ("TIME", value, start)


def test_hours_between_two_clock_times() -> None:
    text = "Polls were open from 8 to 10 a.m. EST on Monday."
    (time,) = find_times(Syntax(text, ()), WEDNESDAY)
    assert time.value == "2031-05-12T08:00/2031-05-12T10:00"
    assert (time.from_, time.to) == ("2031-05-12T13:00Z", "2031-05-12T15:00Z")


@pytest.mark.parametrize("name", ["local time", "prime time", "ist", "est + 3", "gmt + 40", ""])
def test_what_says_no_hours(name: str) -> None:
    assert zone_of(name) is None


def test_no_interval_without_a_day_of_publication() -> None:
    (time,) = find_times(Syntax("It fell at 2 a.m. Moscow time.", ()), None)
    assert (time.value, time.from_, time.to) == ("XXXX-XX-XXT02:00", None, None)
