"""What two words have in common, whatever the reader makes of their sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.reconciling.pages.lexicon import families, lexicon, likeness, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nomination", "nominate"),
        ("arrival", "arrive"),
        ("merger", "merge"),
        ("nominee", "nominate"),
        ("appointee", "appoint"),
    ],
)
def test_nouns_derive_from_their_verbs(one, other):
    assert likeness(one, other).derived


def test_whoever_does_it_is_not_the_deed():
    assert not likeness("driver", "drive").derived


@pytest.mark.parametrize(
    ("one", "other"), [("foil", "thwart"), ("earthquake", "quake"), ("withdrawal", "retreat")]
)
def test_synonyms_share_a_sense(one, other):
    found = likeness(one, other)
    assert found.synonym
    assert families(one) & families(other)


@pytest.mark.parametrize(("one", "other"), [("buy", "sell"), ("arrival", "leave"), ("win", "lose")])
def test_contraries_are_opposite_however_alike_their_vectors(one, other):
    assert likeness(one, other).opposite


@pytest.mark.parametrize(
    ("one", "other"), [("#Strikes", "strike"), ("ceasefires", "ceasefire"), ("arest", "arrest")]
)
def test_signs_plurals_and_misprints_change_no_word(one, other):
    assert likeness(one, other).same


def test_known_words_are_no_misprints_of_each_other():
    assert not likeness("fire", "hire").same
    assert not likeness("sinking", "singing").same


def test_unknown_words_are_like_nothing():
    found = likeness("zzyzx", "attack")
    assert (found.same, found.derived, found.synonym, found.cosine) == (False, False, False, 0.0)
    assert families("zzyzx") == frozenset()


def test_signs_alone_are_no_word():
    assert not likeness("™", "®").same
    assert plain("®") == ""


WORDS = st.sampled_from(list(lexicon().words))


@given(WORDS, WORDS)
def test_likeness_is_mutual(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(WORDS)
def test_every_word_is_itself(word):
    found = likeness(word, word)
    assert found.same
    assert found.cosine > 0.95
