"""Lemmas of forms that training text has not shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.encoder import lemmas
from secondsource.encoder.runtime import Encoder

LEMMATISER = Encoder().weights.lemmatiser


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("fled", "flee"), ("froze", "freeze"), ("tore", "tear"), ("lent", "lend"),
        ("freed", "free"), ("sentenced", "sentence"), ("bribing", "bribe"), ("collided", "collide"),
        ("rammed", "ram"), ("skidded", "skid"), ("intensified", "intensify"),
        ("organised", "organise"), ("evacuated", "evacuate"), ("scheduled", "schedule"),
        ("looted", "loot"), ("shelling", "shell"), ("torched", "torch"),
        ("barricaded", "barricade"), ("canoeing", "canoe"), ("zeeing", "zee"),
        ("overrode", "override"), ("resold", "resell"), ("undercut", "undercut"),
        ("resent", "resent"), ("unveiled", "unveil"),
    ],
)  # fmt: skip
def test_verbs(form: str, lemma: str) -> None:
    assert LEMMATISER.lemma(form, "VERB", "l|0|") == lemma


@given(st.text(min_size=1, max_size=20), st.sampled_from(["VERB", "NOUN", "PROPN", "X"]))
def test_always_a_lemma(form: str, upos: str) -> None:
    assert LEMMATISER.lemma(form, upos, "l|0|")
    assert LEMMATISER.lemma(form, upos, "l|3|y")


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_leads_back(form: str, lemma: str) -> None:
    edit = lemmas.script(form, lemma)
    if edit.startswith("="):
        assert lemmas.apply(edit, form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("lorries", "lorry"), ("zarries", "zarry"), ("sorties", "sortie")]
)
def test_plurals_in_ies(form: str, lemma: str) -> None:
    assert LEMMATISER.lemma(form, "NOUN", "l|1|") == lemma
