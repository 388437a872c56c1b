"""Reports of one happening come together; other happenings and the input's order do not matter."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.records.grouping import Filed
from secondsource.records.report import Report
from secondsource.story.group import group
from secondsource.story.linkage import average_linkage
from secondsource.story.similarity import day_number

FERRY = [
    "The ferry Solvei ran aground off Port Vell on Thursday with forty people on board. Captain"
    " Ada Lund sent a distress call and fishing boats took everyone ashore, the coastguard said.",
    "Forty passengers were rescued near Port Vell after the ferry Solvei hit rocks. Fishing boats"
    " answered the call of Captain Ada Lund, who had reported a steering fault.",
    "The grounding of the Solvei near Port Vell will be investigated, the coastguard said. The"
    " ferry's captain, Ada Lund, had warned of its steering. All forty passengers are safe.",
]
FIRE = [
    "Fire destroyed the customs house in Brenna before dawn. Painters had worked in the attic,"
    " mayor Jon Riske said, and the parish archive was carried into the street by neighbours.",
    "Neighbours in Brenna saved the parish archive from a burning customs house on Monday. Mayor"
    " Jon Riske said that painters might have left a lamp in the attic.",
]


def reports(published: str | None = None) -> list[Report]:
    named = [(f"ferry{n}", text) for n, text in enumerate(FERRY)]
    named += [(f"fire{n}", text) for n, text in enumerate(FIRE)]
    return [Report(id=name, text=text, published=published) for name, text in named]


def filed(those: Iterable[Report]) -> list[Filed]:
    return [Filed(report=each) for each in those]


def stories(found) -> set[frozenset[str]]:
    return {frozenset(each.reports) for each in found}


EXPECTED = {frozenset({"ferry0", "ferry1", "ferry2"}), frozenset({"fire0", "fire1"})}


@pytest.mark.parametrize("published", [None, "2025-10-17", "2025-10-17T08:00:00+02:00"])
def test_two_happenings_are_two_stories(published: str | None) -> None:
    assert stories(group(filed(reports(published)))) == EXPECTED


@settings(max_examples=30, deadline=None)
@given(st.permutations(reports("2025-10-17")))
def test_order_changes_nothing(shuffled: list[Report]) -> None:
    assert group(filed(shuffled)) == group(filed(reports("2025-10-17")))


def test_a_copy_is_in_the_story_of_its_original_even_years_later() -> None:
    original = Report(id="a", text=FERRY[0], published="2025-10-17")
    copy = Report(id="b", text=FERRY[0].upper(), published="2031-01-01")
    (story,) = group(filed([copy, original]))
    assert (story.reports, story.copies) == (("a", "b"), {"b": "a"})


def test_stories_and_their_reports_are_oldest_first() -> None:
    later = [Report(id=f"z{n}", text=FERRY[n], published=f"2025-10-2{n}") for n in (1, 0)]
    earlier = Report(id="zz", text=FIRE[0], published="2025-10-01")
    undated = Report(id="a", text=FERRY[2])
    found = group(filed([*later, undated, earlier]))
    assert [each.reports for each in found] == [("zz",), ("z0", "z1", "a")]


def test_nothing_and_empty_words() -> None:
    assert group([]) == []
    assert len(group(filed([Report(id="a", text="…"), Report(id="b", text="the of and")]))) == 2


def test_a_bridge_does_not_join_two_groups() -> None:
    edges = [(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.5)]
    assert average_linkage([1] * 4, edges, 0.4) == [[0, 1], [2, 3]]
    assert average_linkage([1] * 4, edges, 0.1) == [[0, 1, 2, 3]]
    assert average_linkage([1] * 3, [], 0.1) == [[0], [1], [2]]


@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.01, 1)).filter(
            lambda edge: edge[0] < edge[1]
        ),
        max_size=20,
        unique_by=lambda edge: edge[:2],
    ),
    st.floats(0.01, 1),
)
def test_every_number_is_in_one_group(edges, threshold) -> None:
    found = average_linkage([1] * 8, edges, threshold)
    assert sorted(number for members in found for number in members) == list(range(8))
    if not any(similarity >= threshold for _, _, similarity in edges):
        assert len(found) == 8


def test_days() -> None:
    assert day_number("1970-01-02") == 1
    assert day_number("1970-01-02T06:00:00+06:00") == 1
    assert day_number("2025-10-17T00:00:00Z") - day_number("2025-10-16") == 1
    assert day_number(None) != day_number(None)
