"""What holds for times and quantities of any text: exact spans, order, linear time, no crash."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secondsource.extraction.quantities.quantity import find_quantities
from secondsource.extraction.times.when import find_times
from secondsource.syntax import Syntax

VOCABULARY = """
the a of in on at to and or early late last next this mid- beginning end third second first
quarter year years day days week May March Monday Sept. 5 12 2030 31 0 1,000 3.5 19:30 p.m. EST
fiscal overnight twenty four hundred thousand dozen dozens at least more than about between $ €
% km miles - – , . ; ( ) ' ago later before yesterday people injured no one half couple 1/2
2031-02-30 99/99/9999 9999999999999999999999 ² ٣ '90s 1990s century Christmas Eve
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])
SALAD = st.lists(WORDS, max_size=40).map(" ".join)
ANY = st.one_of(st.text(max_size=200), SALAD)
DATES = st.sampled_from([None, "2031-05-14", "0001-01-01", "9999-12-31", "2028-02-29", "junk"])


@settings(max_examples=150, deadline=None)
@given(text=ANY, published=DATES)
@example(text="NEXT0QUARTER, last 0 weeks", published="2031-05-14")
def test_times_are_in_order_and_apart(text: str, published: str | None) -> None:
    found = find_times(Syntax(text, ()), published)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in found)
    for one in found:
        assert (one.from_ is None) == (one.to is None)
        assert one.value
        assert one.from_ is None or one.to is None or one.from_ < one.to


@settings(max_examples=150, deadline=None)
@given(text=ANY)
def test_quantities_are_in_order_and_apart(text: str) -> None:
    found = find_quantities(Syntax(text, ()))
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high
        assert one.of is None or text[one.of.start : one.of.end].strip()


@given(text=SALAD)
def test_the_same_text_reads_the_same(text: str) -> None:
    syntax = Syntax(text, ())
    assert find_times(syntax, "2031-05-14") == find_times(syntax, "2031-05-14")
    assert find_quantities(syntax) == find_quantities(syntax)


ADVERSARIAL = [
    "twenty-", "the ", "1", "1,", "12,345,", "5 ", "one hundred and ", "early ", "\n ", "a ",
    "May 5, ", "between 1 and ", "5-", "$", "'", "thousands of ", "more than ", "1:2:", ". ",
    "the first of the ", "year ", "at least ", "(", "2030-", "q1", "half a ", "no ",
]  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        best = float("inf")
        for _ in range(5):  # a busy machine slows some of them
            begun = process_time()
            find_times(Syntax(text, ()), "2031-05-14")
            find_quantities(Syntax(text, ()), ())
            best = min(best, process_time() - begun)
        return best

    seconds(500)
    short, long = seconds(1_000), seconds(4_000)
    assert long < 4 * short * 2.5 + 0.02
