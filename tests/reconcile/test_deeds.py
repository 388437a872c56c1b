"""The table of news deeds: which of them a claim may tell of."""

from __future__ import annotations

import pytest

from benchmarks.deeds import clause_pairs
from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.deeds import (
    alike,
    contrary,
    distinct,
    relations,
    things,
    wordings,
)
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.statements import Statement
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
    related = {
        deed
        for name in ("contrary", "distinct", "counted")
        for row in relations(name)
        for deed in row
    }
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


@pytest.mark.parametrize(
    ("one", "other", "deed"),
    [
        (("Norfax opened an inquiry.", "opened", "open", "an inquiry"),
         ("Norfax started a probe.", "started", "start", "a probe"), "investigate"),
        (("Both sides concluded a truce.", "concluded", "conclude", "a truce"),
         ("Both sides silenced their guns.", "silenced", "silence", "their guns"), "ceasefire"),
    ],
)  # fmt: skip
def test_a_verb_that_hands_over_to_its_object_tells_the_object_s_deed(one, other, deed):
    assert deed in told(*one).deeds
    assert deed in told(*other).deeds


def test_a_shared_deed_that_neither_is_likely_to_mean_saves_no_contrary_ones():
    mine, theirs = {"appoint": 0.95, "begin": 0.3}, {"resign": 0.95, "begin": 0.3}
    assert contrary(mine, theirs)
    assert not contrary({"appoint": 0.7, "leave_unit": 0.7}, {"resign": 0.7, "leave_unit": 0.7})


def test_deeds_that_are_hardly_meant_are_not_held_against_each_other():
    assert not contrary({"appoint": 0.2, "head": 0.97}, {"resign": 0.97})


def test_one_deed_told_of_the_same_is_more_than_either_alone():
    one = Paper("Norfax shed 300 jobs on Tuesday.").who("Norfax", "organisation")
    other = Paper("Norfax let 300 workers go on Tuesday.").who("Norfax", "organisation")
    third = Paper("Ruvia let 300 workers go on Tuesday.").who("Ruvia", "organisation")
    one.claim("Norfax shed 300 jobs", "shed", "shed", agent="Norfax", patient="300 jobs")
    other.claim("Norfax let 300 workers go", "let", "let", agent="Norfax", patient="300 workers")
    third.claim("Ruvia let 300 workers go", "let", "let", agent="Ruvia", patient="300 workers")
    assert weigh(one, other).evidence["deed shared"] > 0
    assert "deed shared" not in weigh(one, third).evidence


def test_every_clause_pair_is_told_once_and_says_what_it_is():
    pairs = list(clause_pairs())
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs)
    same = sum(pair.same for pair in pairs)
    held_out = sum(pair.held_out for pair in pairs)
    assert same >= 600 and len(pairs) - same >= 400
    assert 0.4 < held_out / len(pairs) < 0.6


def test_what_is_told_by_denying_something_else():
    died = told("Forty horses perished.", "perished", "perish", "Forty horses")
    paper = Paper("Forty horses did not survive.").claim(
        "Forty horses did not survive", "survive", "survive", patient="Forty horses", polarity="-"
    )
    [other] = statements(paper)
    assert "kill" in other.turned
    assert not died.turned
    assert "polarity" not in compare(died, other, Ground()).vetoes
    paid = told("Forty horses were paid.", "paid", "pay", "Forty horses")
    assert "polarity" in compare(paid, other, Ground()).vetoes
