"""Times that lean on events, named days, ranges, and counted days of a month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.extraction.times import holidays
from secondsource.extraction.times.when import find_times
from secondsource.syntax import Syntax

WEDNESDAY = "2031-05-14"  # in ISO week 20

READ = [
    # text, what is read: words, value, from, to (None: no interval)
    ("The envoys met the day before the summit.", "the day before the summit", "XXXX-XX-XX", None),
    ("The summit on Friday failed. Envoys met the day before the summit.",
     "the day before the summit", "2031-05-08", "2031-05-08/2031-05-09"),
    ("Monday's vote was close. On the eve of the vote, shops shut.", "the eve of the vote",
     "2031-05-11", "2031-05-11/2031-05-12"),
    ("The storm hit on May 3. The morning after the storm, roads were shut.",
     "The morning after the storm", "2031-05-04TMO", "2031-05-04T05:00/2031-05-04T12:00"),
    ("A storm hit on May 3 and another storm on May 7. Shops shut the day after the storm.",
     "the day after the storm", "XXXX-XX-XX", None),
    ("The week before the election was calm.", "The week before the election", "XXXX-WXX", None),
    ("The war began on 3 March. Since the war began, 300 have died.", "Since the war began",
     "PXX", "2031-03-03/2031-05-15"),
    ("Exports have fallen since the full-scale invasion started.",
     "since the full-scale invasion started", "PXX", None),
    ("It has been shut since the outbreak of the war.", "since the outbreak of the war", "PXX",
     None),
    ("They met on Monday. That evening they signed.", "That evening", "2031-05-12TEV",
     "2031-05-12T17:00/2031-05-13T00:00"),
    ("They met on Monday and left the next morning.", "the next morning", "2031-05-13TMO",
     "2031-05-13T05:00/2031-05-13T12:00"),
    ("Sales fell in 2029 from the year before.", "the year before", "2028",
     "2028-01-01/2029-01-01"),
    ("They met the week before last.", "the week before last", "2031-W18",
     "2031-04-28/2031-05-05"),
    ("They will meet the month after next.", "the month after next", "2031-07",
     "2031-07-01/2031-08-01"),
    ("They met on the third Thursday of April.", "the third Thursday of April", "2031-04-17",
     "2031-04-17/2031-04-18"),
    ("They will meet on the last Friday of next month.", "the last Friday of next month",
     "2031-06-27", "2031-06-27/2031-06-28"),
    ("It rained in the last week of April 2030.", "the last week of April 2030", "2030-W17",
     "2030-04-24/2030-05-01"),
    ("Polls were open from 8 to 10 a.m. on Monday.", "8 to 10 a.m. on Monday",
     "2031-05-12T08:00/2031-05-12T10:00", "2031-05-12T08:00/2031-05-12T10:00"),
    ("Shots were heard between 11 p.m. and 2 a.m. on Monday.", "11 p.m. and 2 a.m. on Monday",
     "2031-05-12T23:00/2031-05-13T02:00", "2031-05-12T23:00/2031-05-13T02:00"),
    ("It fell at 10:00 Moscow time (0700 GMT) on Sunday.", "10:00 Moscow time (0700 GMT) on Sunday",
     "2031-05-11T10:00", "2031-05-11T07:00Z/2031-05-11T07:01Z"),
    ("It fell in the early hours of Tuesday.", "the early hours of Tuesday", "2031-05-13TMO",
     "2031-05-13T00:00/2031-05-13T06:00"),
    ("Rain fell for the third consecutive day.", "the third consecutive day", "P3D", None),
    ("Output rose in the past 48 hours.", "the past 48 hours", "PT48H", "2031-05-12/2031-05-15"),
    ("Output rose in the first nine months of 2030.", "the first nine months", "P9M",
     "2030-01-01/2030-10-01"),
    ("It opened on 24.08.2030.", "24.08.2030", "2030-08-24", "2030-08-24/2030-08-25"),
    ("Revenue fell in FY2030.", "FY2030", "2030", None),
    ("They met on Good Friday.", "Good Friday", "2031-04-11", "2031-04-11/2031-04-12"),
    ("They met on Easter Monday 2029.", "Easter Monday 2029", "2029-04-02",
     "2029-04-02/2029-04-03"),
    ("Shops shut during Ramadan 2029.", "Ramadan 2029", "2029-01-16/2029-02-14",
     "2029-01-16/2029-02-15"),
    ("Kyiv marked Ukraine's Independence Day.", "Independence Day", "2030-08-24",
     "2030-08-24/2030-08-25"),
    ("Lemuria's Independence Day was calm.", "Independence Day", "XXXX-XX-XX", None),
    ("They will meet before next Christmas.", "next Christmas", "2031-12-25",
     "2031-12-25/2031-12-26"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "interval"), READ)
def test_reads(text: str, words: str, value: str, interval: str | None) -> None:
    found = {text[t.start : t.end]: t for t in find_times(Syntax(text, ()), WEDNESDAY)}
    assert words in found
    time = found[words]
    assert time.value == value
    assert (f"{time.from_}/{time.to}" if time.from_ else None) == interval


RANGES = [
    ("They will meet from Monday to Friday.", ["2031-05-19", "2031-05-23"]),
    ("They met from Monday to Friday.", ["2031-05-05", "2031-05-09"]),
    ("The fair will run from October to March.", ["2031-10", "2032-03"]),
    ("They met on May 3 and 4.", ["2031-05-03", "2031-05-04"]),
    ("They met on 3, 4 and 9 May.", ["2031-05-03", "2031-05-04", "2031-05-09"]),
]


@pytest.mark.parametrize(("text", "values"), RANGES)
def test_ranges(text: str, values: list[str]) -> None:
    assert [time.value for time in find_times(Syntax(text, ()), WEDNESDAY)] == values


SILENT = [
    "Flight 1990 left.", "Resolution 1973 passed.", "See page 2024 there.",
    "He has been calm since he began.", "A good Christian left.",
]  # fmt: skip


@pytest.mark.parametrize("text", SILENT)
def test_no_times(text: str) -> None:
    assert find_times(Syntax(text, ()), WEDNESDAY) == ()


def test_nothing_is_dated_without_publication() -> None:
    text = "They met on Good Friday, the week before last and from Monday to Friday."
    assert all(time.from_ is None for time in find_times(Syntax(text, ()), None))


KNOWN = [
    ("easter", "2024-03-31"), ("orthodox easter", "2024-05-05"), ("good friday", "2025-04-18"),
    ("memorial day", "2024-05-27"), ("thanksgiving", "2024-11-28"), ("rosh hashanah", "2024-10-03"),
    ("yom kippur", "2024-10-12"), ("passover", "2025-04-13"), ("hanukkah", "2023-12-08"),
    ("ramadan", "2024-03-11"), ("eid al-fitr", "2024-04-10"), ("remembrance sunday", "2024-11-10"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "day"), KNOWN)
def test_calendars(name: str, day: str) -> None:
    found = holidays.table().holidays[holidays.split(name)]
    assert date.fromisoformat(day) in found.in_year(int(day[:4]))


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(holidays.table().holidays)),
    st.integers(min_value=1600, max_value=2300),
)
def test_a_day_lies_in_its_year(name: tuple[str, ...], year: int) -> None:
    for day in holidays.table().holidays[name].in_year(year):
        assert day.year == year


VOCABULARY = """
the day week night evening morning before after eve of last next first third summit war talks
since began start Monday Friday May March 3 4 2030 8 10 a.m. p.m. to and from between in at
( ) , . - Good Easter Ramadan Eid al-Fitr Independence Day 's that every other
"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from([None, WEDNESDAY, "0001-01-02"]))
def test_spans_hold(text: str, published: str | None) -> None:
    found = find_times(Syntax(text, ()), published)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert (one.from_ is None) == (one.to is None)
        assert one.from_ is None or one.to is None or one.from_ < one.to
