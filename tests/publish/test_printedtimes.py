"""Times in a report's words, for reports that don't say when they appeared."""

from __future__ import annotations

import pytest

from secondsource.publish.printedtimes import printed_time
from secondsource.records.reading import Claim, LemmaSpan, Reading, TimeExpression
from secondsource.records.report import Report
from secondsource.records.story import Fact, FactClaim


def printed(text: str, *times: tuple[str, str], own: tuple[int, ...] = ()):
    found = tuple(
        TimeExpression(start=(at := text.index(words)), end=at + len(words), type="DATE",
                       value=value)
        for words, value in times
    )  # fmt: skip
    claim = Claim(id="c", start=0, end=len(text), times=own, modality="actual", polarity="+",
                  predicate=LemmaSpan(start=0, end=1, lemma="x"), arguments=())  # fmt: skip
    reading = Reading(report=Report(id="r", text=text), times=found, claims=(claim,))
    said = FactClaim(report="r", claim="c", start=0, end=len(text))
    fact = Fact(id="f", summary=text, grade="single source", why="", claims=(said,), reports=("r",),
                origins=())  # fmt: skip
    return printed_time(fact, {"r": reading})


def test_the_time_of_a_claim_comes_first():
    found = printed("On Friday he spoke of Monday", ("Friday", "XXXX-WXX-5"),
                    ("Monday", "XXXX-WXX-1"), own=(1,))  # fmt: skip
    assert found is not None
    assert found.words == "Monday"


def test_a_time_in_the_line_will_do():
    found = printed("Earlier this week, rebels shelled Marn", ("Earlier this week", "XXXX-WXX"))
    assert found is not None
    assert found.words == "Earlier this week"


@pytest.mark.parametrize("line", ["It is the first call since August", "Marn fell before August"])
def test_when_something_else_happened_is_no_time_of_it(line):
    assert printed(line, ("August", "XXXX-08")) is None


def test_now_and_a_span_tell_no_day():
    assert printed("It rains now", ("now", "PRESENT_REF"), own=(0,)) is None
    assert printed("It rained for two days", ("two days", "P2D"), own=(0,)) is None


def test_months_weeks_and_days_are_put_in_order():
    said = [("last August", "XXXX-08"), ("last week", "XXXX-WXX"), ("this week", "XXXX-WXX"),
            ("Tuesday", "XXXX-WXX-2"), ("Thursday", "XXXX-WXX-4"), ("next week", "XXXX-WXX"),
            ("next Friday", "XXXX-WXX-5"), ("next month", "XXXX-XX")]  # fmt: skip
    places = [found.place for words, value in said
              if (found := printed(f"In {words}", (words, value), own=(0,)))]  # fmt: skip
    assert len(places) == len(said)
    assert places == sorted(places)
