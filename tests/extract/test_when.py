"""Time expressions: what is one, and what it means on a given day of publication."""

from __future__ import annotations

import pytest

from secondsource.extraction.times.when import find_times, published_day
from secondsource.records.reading import TimeExpression
from secondsource.syntax import Syntax

WEDNESDAY = "2031-05-14T09:30:00Z"  # in ISO week 20


def times(text: str, published: str | None = WEDNESDAY) -> tuple[TimeExpression, ...]:
    return find_times(Syntax(text, ()), published)


def only(text: str, published: str | None = WEDNESDAY) -> TimeExpression:
    found = times(text, published)
    assert len(found) == 1, [text[one.start : one.end] for one in found]
    return found[0]


POINTS = [
    # text, words, type, value, from, to
    ("The dam broke on Monday.", "Monday", "2031-05-12", "2031-05-12", "2031-05-13"),
    ("The dam broke on Wednesday.", "Wednesday", "2031-05-14", "2031-05-14", "2031-05-15"),
    ("The dam broke on Friday.", "Friday", "2031-05-09", "2031-05-09", "2031-05-10"),
    ("They will meet on Friday.", "Friday", "2031-05-16", "2031-05-16", "2031-05-17"),
    ("The talks are scheduled for Monday.", "Monday", "2031-05-19", "2031-05-19", "2031-05-20"),
    ("The ban runs until Tuesday.", "Tuesday", "2031-05-20", "2031-05-20", "2031-05-21"),
    ("She left last Wednesday.", "last Wednesday", "2031-05-07", "2031-05-07", "2031-05-08"),
    ("She leaves next Wednesday.", "next Wednesday", "2031-05-21", "2031-05-21", "2031-05-22"),
    ("She left yesterday.", "yesterday", "2031-05-13", "2031-05-13", "2031-05-14"),
    ("She leaves tomorrow.", "tomorrow", "2031-05-15", "2031-05-15", "2031-05-16"),
    ("It began today.", "today", "2031-05-14", "2031-05-14", "2031-05-15"),
    ("It broke the day before yesterday.", "the day before yesterday", "2031-05-12",
     "2031-05-12", "2031-05-13"),
    ("It broke on 3 March 2029.", "3 March 2029", "2029-03-03", "2029-03-03", "2029-03-04"),
    ("It broke on March 3, 2029.", "March 3, 2029", "2029-03-03", "2029-03-03", "2029-03-04"),
    ("It broke on the 3rd of March.", "the 3rd of March", "2031-03-03", "2031-03-03",
     "2031-03-04"),
    ("It broke on Nov. 20.", "Nov. 20", "2030-11-20", "2030-11-20", "2030-11-21"),
    ("It will close on Nov. 20.", "Nov. 20", "2031-11-20", "2031-11-20", "2031-11-21"),
    ("It broke on Tuesday, May 6.", "Tuesday, May 6", "2031-05-06", "2031-05-06", "2031-05-07"),
    ("It broke on 2031-04-02.", "2031-04-02", "2031-04-02", "2031-04-02", "2031-04-03"),
    ("It broke on 25/12/2030.", "25/12/2030", "2030-12-25", "2030-12-25", "2030-12-26"),
    ("They met from 5-7 March 2031.", "5-7 March 2031", "2031-03-05/2031-03-07", "2031-03-05",
     "2031-03-08"),
    ("They meet on Friday of next week.", "Friday of next week", "2031-05-23", "2031-05-23",
     "2031-05-24"),
    ("It closed two days ago.", "two days ago", "2031-05-12", "2031-05-12", "2031-05-13"),
    ("The rule is effective Sept. 1.", "Sept. 1", "2031-09-01", "2031-09-01", "2031-09-02"),
    ("It closed on Christmas Eve.", "Christmas Eve", "2030-12-24", "2030-12-24", "2030-12-25"),
    ("It closed last Thanksgiving.", "last Thanksgiving", "2030-11-28", "2030-11-28",
     "2030-11-29"),
    ("It closed on New Year's Day.", "New Year's Day", "2031-01-01", "2031-01-01", "2031-01-02"),
]  # fmt: skip

PERIODS = [
    # text, words, value, mod, from, to
    ("It fell last week.", "last week", "2031-W19", None, "2031-05-05", "2031-05-12"),
    ("It meets next week.", "next week", "2031-W21", None, "2031-05-19", "2031-05-26"),
    ("It fell earlier this week.", "earlier this week", "2031-W20", "START", "2031-05-12",
     "2031-05-15"),
    ("It opens later this month.", "later this month", "2031-05", "END", "2031-05-14",
     "2031-06-01"),
    ("It is the sixth time this month.", "this month", "2031-05", None, "2031-05-01",
     "2031-06-01"),
    ("They met in August.", "August", "2030-08", None, "2030-08-01", "2030-09-01"),
    ("They will meet in August.", "August", "2031-08", None, "2031-08-01", "2031-09-01"),
    ("They met last May.", "last May", "2030-05", None, "2030-05-01", "2030-06-01"),
    ("They met in May.", "May", "2031-05", None, "2031-05-01", "2031-06-01"),
    ("They met in June 2029.", "June 2029", "2029-06", None, "2029-06-01", "2029-07-01"),
    ("They met in June of last year.", "June of last year", "2030-06", None, "2030-06-01",
     "2030-07-01"),
    ("They met in mid-April.", "mid-April", "2031-04", "MID", "2031-04-01", "2031-05-01"),
    ("It opened in early 2024.", "early 2024", "2024", "START", "2024-01-01", "2025-01-01"),
    ("It grew in the 1990s.", "the 1990s", "199", None, "1990-01-01", "2000-01-01"),
    ("It grew in the late eighties.", "the late eighties", "198", "END", "1980-01-01",
     "1990-01-01"),
    ("It grew in the 20th century.", "the 20th century", "19", None, "1900-01-01", "2000-01-01"),
    ("Sales fell in the third quarter of 2029.", "the third quarter of 2029", "2029-Q3", None,
     "2029-07-01", "2029-10-01"),
    ("Sales fell in Q1 2030.", "Q1 2030", "2030-Q1", None, "2030-01-01", "2030-04-01"),
    ("Sales fell in the first half of 2029.", "the first half of 2029", "2029-H1", None,
     "2029-01-01", "2029-07-01"),
    ("Sales fell last year.", "last year", "2030", None, "2030-01-01", "2031-01-01"),
    ("It ends by the end of the year.", "the end of the year", "2031", "END", "2031-01-01",
     "2032-01-01"),
    ("It froze last winter.", "last winter", "2030-WI", None, "2030-12-01", "2031-03-01"),
    ("It froze in the winter of 2029.", "the winter of 2029", "2029-WI", None, "2029-12-01",
     "2030-03-01"),
    ("It will close over the next year or so.", "the next year or so", "2032", None, "2032-01-01",
     "2033-01-01"),
    ("Sales fell in the latest quarter.", "the latest quarter", "2031-Q1", None, "2031-01-01",
     "2031-04-01"),
    ("Many led the 1992 protests.", "1992", "1992", None, "1992-01-01", "1993-01-01"),
    ("Dikes rose after 2029 floods.", "2029", "2029", None, "2029-01-01", "2030-01-01"),
    ("It ran in 2025-29.", "2025-29", "2025/2029", None, "2025-01-01", "2030-01-01"),
    ("It won in the 1999-00 season.", "1999-00", "1999/2000", None, "1999-01-01", "2001-01-01"),
    ("It fell in the week ending May 3.", "the week ending May 3", "2031-W18", None, "2031-04-28",
     "2031-05-05"),
    ("It opened half a century ago.", "half a century ago", "1981", None, "1981-01-01",
     "1982-01-01"),
    ("Sales fell in the 2030 fiscal year.", "the 2030 fiscal year", "2030", None, None, None),
    ("They summed up the day's events.", "the day", "2031-05-14", None, "2031-05-14",
     "2031-05-15"),
    ("They spoke over the weekend.", "the weekend", "2031-W19-WE", None, "2031-05-10",
     "2031-05-12"),
    ("It opened the week of March 6.", "the week of March 6", "2031-W10", None, "2031-03-03",
     "2031-03-10"),
    ("It opened three months ago.", "three months ago", "2031-02", None, "2031-02-01",
     "2031-03-01"),
    ("It opened about two years ago.", "about two years ago", "2029", "APPROX", "2029-01-01",
     "2030-01-01"),
    ("It opened a decade ago.", "a decade ago", "2021", None, "2021-01-01", "2022-01-01"),
]  # fmt: skip

CLOCK = [
    ("It fell at 7:30 p.m. on Monday.", "7:30 p.m. on Monday", "2031-05-12T19:30",
     "2031-05-12T19:30"),
    ("It fell at noon on Monday.", "noon on Monday", "2031-05-12T12:00", "2031-05-12T12:00"),
    ("It fell on Monday at 6 a.m.", "Monday at 6 a.m.", "2031-05-12T06:00", "2031-05-12T06:00"),
    ("It fell on Monday night.", "Monday night", "2031-05-12TNI", "2031-05-12T18:00"),
    ("It fell early Monday morning.", "early Monday morning", "2031-05-12TMO",
     "2031-05-12T05:00"),
    ("It fell overnight.", "overnight", "2031-05-14TNI", "2031-05-13T18:00"),
    ("It fell last night.", "last night", "2031-05-13TNI", "2031-05-13T18:00"),
    ("It fell overnight into Monday.", "overnight into Monday", "2031-05-12TNI",
     "2031-05-11T18:00"),
    ("It fell in the early hours of Monday morning.", "the early hours of Monday morning",
     "2031-05-12TMO", "2031-05-12T00:00"),
    ("It opens tonight.", "tonight", "2031-05-14TNI", "2031-05-14T18:00"),
    ("It opens tomorrow morning.", "tomorrow morning", "2031-05-15TMO", "2031-05-15T05:00"),
    ("It fell this afternoon.", "this afternoon", "2031-05-14TAF", "2031-05-14T12:00"),
    ("It fell on the night of May 2.", "the night of May 2", "2031-05-02TNI",
     "2031-05-02T18:00"),
    ("It fell at 4 in the morning.", "4 in the morning", "2031-05-14T04:00",
     "2031-05-14T04:00"),
    ("It fell at 1500 GMT.", "1500 GMT", "2031-05-14T15:00", "2031-05-14T15:00Z"),
]  # fmt: skip

LENGTHS = [
    # text, words, type, value, mod
    ("The war lasted three years.", "three years", "DURATION", "P3Y", None),
    ("The siege lasted at least 72 hours.", "at least 72 hours", "DURATION", "PT72H",
     "EQUAL_OR_MORE"),
    ("They held out for more than four hours.", "more than four hours", "DURATION", "PT4H",
     "MORE_THAN"),
    ("It lasted less than a week.", "less than a week", "DURATION", "P1W", "LESS_THAN"),
    ("It lasted two and a half years.", "two and a half years", "DURATION", "P2Y6M", None),
    ("It lasted two-and-a-half years.", "two-and-a-half years", "DURATION", "P2Y6M", None),
    ("It lasted half an hour.", "half an hour", "DURATION", "PT30M", None),
    ("It lasted twenty-four hours.", "twenty-four hours", "DURATION", "PT24H", None),
    ("It lasted several days.", "several days", "DURATION", "PXD", None),
    ("It grew after several quarters of losses.", "several quarters", "DURATION", "PXQ", None),
    ("It broke the 8-month-old truce.", "8-month-old", "DURATION", "P8M", None),
    ("They waited for months.", "months", "DURATION", "PXM", None),
    ("It took a couple of weeks.", "a couple of weeks", "DURATION", "P2W", "APPROX"),
    ("They signed a two-year lease.", "two-year", "DURATION", "P2Y", None),
    ("It came a day before the summit.", "a day", "DURATION", "P1D", None),
    ("It came two weeks later.", "two weeks later", "DURATION", "P2W", None),
    ("It lasted two to three weeks.", "two to three weeks", "DURATION", "P2W", "EQUAL_OR_MORE"),
    ("They meet every day.", "every day", "SET", "P1D", None),
    ("They meet every Thursday.", "every Thursday", "SET", "XXXX-WXX-4", None),
    ("They meet on Mondays.", "Mondays", "SET", "XXXX-WXX-1", None),
    ("They meet on Tuesday nights.", "Tuesday nights", "SET", "XXXX-WXX-2TNI", None),
    ("They meet twice a week.", "a week", "SET", "P1W", None),
    ("They meet daily.", "daily", "SET", "P1D", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "begin", "end"), POINTS)
def test_days(text: str, words: str, value: str, begin: str, end: str) -> None:
    one = only(text)
    assert (text[one.start : one.end], one.type, one.value) == (words, "DATE", value)
    assert (one.from_, one.to) == (begin, end)


@pytest.mark.parametrize(("text", "words", "value", "mod", "begin", "end"), PERIODS)
def test_periods(text: str, words: str, value: str, mod: str | None, begin: str, end: str) -> None:
    one = only(text)
    assert (text[one.start : one.end], one.value, one.mod) == (words, value, mod)
    assert (one.from_, one.to) == (begin, end)


@pytest.mark.parametrize(("text", "words", "value", "begin"), CLOCK)
def test_clock_and_parts_of_the_day(text: str, words: str, value: str, begin: str) -> None:
    one = only(text)
    assert (text[one.start : one.end], one.type, one.value) == (words, "TIME", value)
    assert one.from_ == begin
    assert one.to is not None
    assert one.to > begin


@pytest.mark.parametrize(("text", "words", "kind", "value", "mod"), LENGTHS)
def test_lengths_and_sets(text: str, words: str, kind: str, value: str, mod: str | None) -> None:
    one = only(text)
    assert (text[one.start : one.end], one.type, one.value) == (words, kind, value)
    assert (one.mod, one.from_, one.to) == (mod, None, None)


def test_a_stretch_up_to_publication_has_an_interval() -> None:
    one = only("Over the last three weeks the shelling grew.")
    assert (one.type, one.value) == ("DURATION", "P3W")
    assert (one.from_, one.to) == ("2031-04-23", "2031-05-15")
    year = only("Rents grew over the last year.")
    assert (year.from_, year.to) == ("2030-05-14", "2031-05-15")
    ahead = only("Over the next two years it will grow.")
    assert (ahead.value, ahead.from_, ahead.to) == ("P2Y", "2031-05-14", "2033-05-14")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on Thursday.", "XXXX-WXX-4"),
        ("It fell in August.", "XXXX-08"),
        ("It fell on August 7.", "XXXX-08-07"),
        ("It fell last week.", "XXXX-WXX"),
        ("It fell last year.", "XXXX"),
        ("It fell yesterday.", "XXXX-XX-XX"),
        ("It fell on Thursday night.", "XXXX-WXX-4TNI"),
        ("It fell last winter.", "XXXX-WI"),
        ("It fell in the third quarter.", "XXXX-Q3"),
        ("It fell two days ago.", "XXXX-XX-XX"),
        ("It fell over the weekend.", "XXXX-WXX-WE"),
        ("It fell on Christmas Day.", "XXXX-12-25"),
    ],
)
def test_without_publication_relative_times_keep_placeholders(text: str, value: str) -> None:
    one = only(text, None)
    assert (one.value, one.from_, one.to) == (value, None, None)


def test_without_publication_absolute_times_are_resolved() -> None:
    one = only("It fell on 3 March 2029.", None)
    assert (one.value, one.from_) == ("2029-03-03", "2029-03-03")


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "May we come in?",
        "March for peace!",
        "She came second.",
        "The second round begins.",
        "A 47-year-old man was hurt.",
        "A 47-year-old war reporter was hurt.",
        "The clinic is open 24 hours a day, seven days a week.",
        "It shows how high noon came to the town.",
        "The day belonged to the guests.",
        "The rise was small on a quarter-to-quarter basis.",
        "They run the day-to-day work.",
        "He was soon released.",
        "Some 1992 people came.",
        "She is 52 years old.",
        "Some 2000 people came.",
        "They took 1500 prisoners.",
        "He fell down the stairs.",
        "Water springs from the rock.",
        "They mourned in the fall of the city.",
        "She won at the Winter Games.",
        "He wore a winter coat.",
        "They sold Christmas trees.",
        "See example.test/q7h3pm2019x.",
        "The second half was dull.",
        "He reads the daily Courant.",
        "Trains ran the day the bridge fell.",
        "The score was 3-2.",
        "Call 555-1234.",
        "Resolution 2031-35 passed.",
        "Call 555-2031-35.",
        "He sat in the sun.",
        "Three-quarters of the flour is gone.",
        "It fell on 30 February 2031.",
        "It happened since he began.",
        "",
        "   \n\n \t",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times(text) == ()


def test_overnight_and_clock_times_belong_to_the_day_of_their_sentence() -> None:
    _, night = times("On Monday drones came overnight.")
    assert (night.value, night.from_, night.to) == (
        "2031-05-12TNI", "2031-05-11T18:00", "2031-05-13T09:00",
    )  # fmt: skip
    _, clock = times("On May 2 the siren rang at 10 p.m. for long.")
    assert clock.value == "2031-05-02T22:00"
    _, later = times("It rained on May 2. The siren rang at 10 p.m. for long.")
    assert later.value == "2031-05-02T22:00"
    _, night = times("It rained on May 2. Drones came overnight.")
    assert night.value == "2031-05-14TNI"
    assert only("The siren rang at 10 p.m. for long.").value == "2031-05-14T22:00"


def test_that_year_leans_on_what_was_said() -> None:
    first, second = times("The mine shut in 2019. Later that year it flooded.")
    assert (first.value, second.value, second.mod) == ("2019", "2019", "END")


def test_a_year_earlier_is_the_quarter_before() -> None:
    text = "Net rose in the third quarter of 2030 from $2 million a year earlier."
    assert [one.value for one in times(text)] == ["2030-Q3", "2029-Q3"]


def test_weekday_beside_a_date_chooses_the_year() -> None:
    assert only("It fell on Tuesday, April 30.").value == "2030-04-30"


@pytest.mark.parametrize(
    ("published", "wanted"),
    [(None, None), ("", None), ("soon", None), ("2031-13-01", None), ("2031", None)],
)
def test_a_bad_date_is_no_date(published: str | None, wanted: None) -> None:
    assert published_day(published) is wanted


def test_the_end_of_the_calendar_is_survived() -> None:
    assert times("It opens next decade.", "9999-12-31") == ()
    assert len(times("It is open 0:00-MONDAY.", "9999-12-31")) == 2
    assert times("It opened 900 centuries ago.") == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They will appeal Thursday's ruling.", "2031-05-08"),
        ("The board will look into Friday's fatal bridge collapse.", "2031-05-09"),
        ("They will attend Thursday's hearing.", "2031-05-15"),
    ],
)
def test_what_nobody_announces_lies_behind(text: str, day: str) -> None:
    assert only(text).value == day


def test_weekdays_share_a_part_of_the_day() -> None:
    found = times("Boats leave on Monday and Tuesday nights.")
    assert [one.value for one in found] == ["XXXX-WXX-1TNI", "XXXX-WXX-2TNI"]
    assert {one.type for one in found} == {"SET"}


def test_soon_lies_ahead_unless_the_verb_looks_back() -> None:
    assert only("They will soon leave.").value == "FUTURE_REF"
    assert times("The trickle soon became a flood.") == ()


def test_the_latest_quarter_is_over_but_the_latest_period_may_be_fiscal() -> None:
    text = "Net for the second quarter ended April 30 fell. In the latest {} sales rose."
    assert times(text.format("quarter"))[-1].value == "2031-Q1"
    assert times(text.format("period"))[-1].value == times(text.format("period"))[0].value


@pytest.mark.parametrize(
    "text", ["Staff at June Norbury School called.", "She read April Novak a letter."]
)
def test_a_given_name_is_no_month(text: str) -> None:
    assert not find_times(Syntax(text, ()), "2033-09-08")


@pytest.mark.parametrize(
    "text", ["In June Norland closed the port.", "The April Paris talks ended."]
)
def test_a_month_before_a_name_is_one(text: str) -> None:
    assert find_times(Syntax(text, ()), "2033-09-08")
