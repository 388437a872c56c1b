"""What a headline is worth as the name of a story."""

import pytest

from secondsource.reconciling.lines.titles import story_title
from secondsource.reconciling.lines.tone import faults, figures
from secondsource.records.report import Report
from secondsource.records.story import AssertedValue, Fact, FactValue

POOR = """
INFERNO AT SEA: 'We were going to die'
Fury as council axes school buses
You will not believe what the mayor said
Our boys come home
What went wrong at the mill
Statement on the incident at the mill
Joint press release by the two ministries
Update on the situation in Marn
Plucky pensioner halts runaway tram
"Nobody warned us," say villagers
Mill burns down!
"""

SOBER = """
Fire at Marn mill kills two
US and Peru sign trade accord
Statement angers fishermen
Minister resigns over harbour contract
EU, NATO leaders meet in Marn
Information minister resigns
Rivers in Marn fall after week of floods
A video of the raid is genuine, court finds
"""


@pytest.mark.parametrize("line", POOR.strip().splitlines())
def test_a_headline_that_sells_asks_or_names_a_text_is_a_poor_name(line: str) -> None:
    assert faults(line)


@pytest.mark.parametrize("line", SOBER.strip().splitlines())
def test_a_headline_that_tells_is_none(line: str) -> None:
    assert faults(line) == 0


def test_figures_in_digits_and_in_words() -> None:
    assert figures("Fire kills three, 1,214 saved") == {3, 1214}


def _killed(name: str, value: int, replaces: tuple[str, ...] = ()) -> Fact:
    said = AssertedValue(value=value, low=value, high=value, report=name, claim="c", start=0, end=1)
    return Fact(
        id=name, summary="", grade="single source" if replaces else "superseded", why="",
        claims=(), reports=(name,), origins=(), supersedes=replaces,
        value=FactValue(slot="killed", of=None, low=value, best=value, high=value, unit=None,
                        policy="conservative", asserted=(said,)),
    )  # fmt: skip


def test_a_figure_that_was_replaced_names_no_story() -> None:
    text = "A fire at the Marn mill killed workers, the mayor said."
    old = Report(id="a", text=text, title="Marn mill fire kills three")
    new = Report(id="b", text=text, title="Toll in mill fire is now four, says mayor")
    facts = [_killed("a", 3), _killed("b", 4, ("a",))]
    assert story_title([old, new], {"a": 9, "b": 0}, facts) == new.title
    assert story_title([old, new], {"a": 9, "b": 0}, []) == old.title


def test_the_shares_of_a_firm_name_no_story_that_others_tell_otherwise() -> None:
    text = "A fire at the Marn mill of Tol Grain killed two workers."
    titles = ["Tol Grain shares fall after fire", "Mill fire kills two workers", "A valley mourns"]
    reports = [Report(id=str(i), text=text, title=title) for i, title in enumerate(titles)]
    assert story_title(reports, dict.fromkeys("012", 0), []) == titles[1]
