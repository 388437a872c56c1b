"""The table of news deeds: which of them a claim may tell of."""

from __future__ import annotations

import pytest

from secondsource.reconciling.deeds import alike, contrary, distinct, relations, things, wordings
from secondsource.reconciling.statements import Statement
from tests.reconcile.newsroom import Paper
from tests.reconcile.test_compare import statements, weigh

READ = {"@person", "@body", "@place"}  # of what the reader names, as well as by its noun


def told(text: str, verb: str, lemma: str, whom: str) -> Statement:
    (statement,) = statements(Paper(text).claim(text.rstrip("."), verb, lemma, patient=whom))
    return statement


def test_every_class_and_every_deed_that_the_table_speaks_of_is_there():
    classes = {name for names in things().values() for name in names} | READ
    deeds = {wording.deed for wording in wordings()}
    used = {part for w in wordings() for part in (w.beside, w.by) if part.startswith("@")}
    assert used <= classes
    related = {deed for name in ("contrary", "distinct") for row in relations(name) for deed in row}
    assert related <= deeds
    assert {wording.tag for wording in wordings()} <= {"", "n", "v", "a"}


@pytest.mark.parametrize(
    ("text", "lemma", "whom", "deed", "other"),
    [
        ("Norfax fired 200 workers.", "fire", "200 workers", "lay_off", "fire_weapon"),
        ("The rebels fired ten rockets.", "fire", "ten rockets", "fire_weapon", "lay_off"),
        ("The fire claimed one life.", "claim", "one life", "kill", "demand"),
        ("The bank raised its key rate.", "raise", "its key rate", "raise_rate", "raise_pay"),
        ("The mill raised wages.", "raise", "wages", "raise_pay", "raise_rate"),
        ("Norfax recalled 900 cars.", "recall", "900 cars", "recall_product", "recall_envoy"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_verb_tells_its_senses_apart(text, lemma, whom, deed, other):
    verb = text.split(whom)[0].split()[-1]
    found = told(text, verb, lemma, whom).deeds
    assert deed in found
    assert other not in found


def test_a_verb_with_a_particle_is_another_verb():
    found = told("The union called off the strike.", "called", "call", "the strike").deeds
    assert "end_strike" in found or "cancel" in found
    assert "call" not in found


def test_two_ways_to_tell_one_deed_are_evidence_and_no_veto():
    one = told("Norfax shed 300 jobs.", "shed", "shed", "300 jobs")
    other = told("Norfax laid off 300 workers.", "laid", "lay", "300 workers")
    assert 0 < alike(one.deeds, other.deeds) <= 1
    assert not contrary(one.deeds, other.deeds)


def test_contrary_deeds_are_apart_whatever_else_agrees():
    text = "{} on Tuesday."
    one = Paper(text.format("Norfax trimmed wages")).who("Norfax", "organisation")
    other = Paper(text.format("Norfax bumped wages")).who("Norfax", "organisation")
    one.claim("Norfax trimmed wages", "trimmed", "trim", agent="Norfax", patient="wages")
    other.claim("Norfax bumped wages", "bumped", "bump", agent="Norfax", patient="wages")
    assert "opposite" in weigh(one, other).vetoes


def test_deeds_that_go_together_are_two():
    one = told("Police charged three men.", "charged", "charge", "three men")
    other = told("Police arrested three men.", "arrested", "arrest", "three men")
    assert distinct(one.deeds, other.deeds) == distinct(other.deeds, one.deeds)
    assert distinct({"search": 1.0}, {"find": 1.0})
    assert not distinct({"search": 1.0}, {"find": 0.6, "search": 0.8})


def test_a_claim_of_no_known_deed_is_like_nothing():
    found = told("Norfax zzyzxed the mill.", "zzyzxed", "zzyzx", "the mill")
    assert found.deeds == {}
    assert alike(found.deeds, {"kill": 1.0}) == 0.0
