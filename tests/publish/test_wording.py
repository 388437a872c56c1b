"""Printings of one quote are compared word by word, and shown character for character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.publish.wording import compare


def _changed(*versions: str) -> list[list[str]]:
    return [[piece.text for piece in found if piece.differs] for found in compare(versions)]


@given(st.lists(st.text(alphabet="ab ,.\n“", max_size=30), max_size=4))
def test_pieces_are_the_quote(versions):
    assert ["".join(piece.text for piece in found) for found in compare(versions)] == versions


def test_changed_words():
    assert _changed("We lost the east gate within minutes", "We lost the eastern gate in minutes") \
        == [["east", "within"], ["eastern", "in"]]  # fmt: skip


def test_case_and_edge_punctuation_are_no_change():
    assert _changed("We will stay, all of us", "we will stay – all of us.")[0] == []


def test_a_cut_at_an_end_is_no_change():
    assert _changed("I said that we will stay here", "we will stay") == [[], []]


def test_words_left_out_inside_are_marked_where_they_stand():
    assert _changed("we will never stay here", "we will stay here") == [["never"], []]


def test_no_version_and_one():
    assert compare([]) == []
    assert _changed("alone") == [[]]


def test_every_version_is_held_against_every_other():
    assert _changed("to lorries, but", "to lorries but", "to trucks but") == [
        ["lorries"],
        ["lorries"],
        ["trucks"],
    ]
