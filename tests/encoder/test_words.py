"""Words by UD conventions, with exact offsets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.encoder.runtime import Encoder
from secondsource.encoder.words import WordSplitter


@pytest.fixture(scope="module")
def splitter() -> WordSplitter:
    return Encoder().weights.splitter


@pytest.fixture(scope="module")
def split(splitter: WordSplitter) -> Callable[[str], list[str]]:
    return lambda text: [text[a:b] for a, b in splitter.words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They don't know.", ["They", "do", "n't", "know", "."]),
        ("They don’t know.", ["They", "do", "n’t", "know", "."]),
        ("She cannot come.", ["She", "can", "not", "come", "."]),
        ("Peru's port", ["Peru", "'s", "port"]),
        ("It’s ours", ["It", "’s", "ours"]),
        ("We're late, he'll go", ["We", "'re", "late", ",", "he", "'ll", "go"]),
        ("a long-range strike", ["a", "long", "-", "range", "strike"]),
        ("about 1,600 people", ["about", "1,600", "people"]),
        ("in the U.S. today", ["in", "the", "U.S.", "today"]),
        ("Shells fell on Kyiv.", ["Shells", "fell", "on", "Kyiv", "."]),
        ("“They took Rzhev.” Guns fell", ["“", "They", "took", "Rzhev", ".", "”", "Guns", "fell"]),
        ("The Univ. of Leeds", ["The", "Univ.", "of", "Leeds"]),
        ("Gov. Halko left", ["Gov.", "Halko", "left"]),
        ("Mr. Okafor left.", ["Mr.", "Okafor", "left", "."]),
        ("“Stop,” she said.", ["“", "Stop", ",", "”", "she", "said", "."]),
        ("a leader(", ["a", "leader", "("]),
        ("(see page 4)", ["(", "see", "page", "4", ")"]),
        ("$5 million", ["$", "5", "million"]),
        ("40% of them", ["40", "%", "of", "them"]),
        ("wait… what", ["wait", "…", "what"]),
        ("at 3.5 percent.", ["at", "3.5", "percent", "."]),
        (
            "See https://example.org/a-b?q=1&utf-8=x_2.",
            ["See", "https://example.org/a-b?q=1&utf-8=x_2", "."],
        ),
        ("(press.desk@ministry-x.example),", ["(", "press.desk@ministry-x.example", ")", ","]),
    ],
)
def test_conventions(split: Callable[[str], list[str]], text: str, words: list[str]) -> None:
    assert split(text) == words


@given(st.text(max_size=300))
def test_every_visible_character_is_in_one_word(text: str) -> None:
    splitter = Encoder().weights.splitter if not _CACHE else _CACHE[0]
    if not _CACHE:
        _CACHE.append(splitter)
    spans = list(splitter.words(text, 0, len(text)))
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in zip(spans, spans[1:], strict=False))
    covered = {i for a, b in spans for i in range(a, b)}
    assert covered == {i for i, char in enumerate(text) if not char.isspace()}


_CACHE: list[WordSplitter] = []


def test_a_chunk_without_spaces_takes_linear_time(split: Callable[[str], list[str]]) -> None:
    text = "a.b-" * 50_000
    assert "".join(split(text)) == text
