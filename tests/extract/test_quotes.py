"""Where somebody's words are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extraction.speech.quotes import find_quoted


def quoted(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are safe,” she said.", ["We are safe,"]),
        ('"We are safe," she said, "and warm."', ["We are safe,", "and warm."]),
        ("„Wir“ is German.", []),
        ("He spoke of a “third way” and a “new road”.", ["third way", "new road"]),
        ("He called it ‘a farce’ on Monday.", ["a farce"]),
        ("The workers’ union met the drivers’ union.", []),
        ("It’s the ‘70s band’s first tour.", []),
        ("“He told me, ‘Run!’ and I ran,” she said.", ["He told me, ‘Run!’ and I ran,"]),
        ('A 12" pipe burst.', []),
        ("An empty “” pair.", []),
        ("A stray ” mark and another “ one.", []),
    ],
)
def test_marks(text: str, expected: list[str]):
    assert quoted(text) == expected


def test_a_speech_may_stay_open_at_the_end_of_its_paragraph():
    text = "“The first part.\n\n“The second part,” he said."
    first, second = find_quoted(text)
    assert first.open_end
    assert text[first.start : first.end] == "The first part."
    assert not second.open_end


def test_a_mark_left_open_quotes_nothing():
    assert quoted("“The first part.\n\nAnother paragraph.") == []


@given(st.text(alphabet="ab .,\n“”„\"‘’'1", max_size=60))
def test_spans_lie_in_the_text_in_order_and_apart(text: str):
    found = find_quoted(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert not any("\n" in text[q.start : q.end] for q in found)
