"""What is learnt from annotated pairs, and where annotated pairs are lost."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from benchmarks.reconcilegold import parse
from benchmarks.storypairs import counted, losses, story_pairs, told
from secondsource.reconciling.aligning.evidence import thresholds, weighed, weights
from tests.reconcile.test_gold import GOLD, papers
from training.factpairs import FACTS, MEANT, QUESTIONS, Row, fit, named, story_rows
from training.logistic import logistic

RIGHT = ({"action": 1.0, "object": 1.0}, True, 1.0)
WRONG = ({"action": 1.0, "object other": 1.0}, False, 1.0)


def points(events: list[Row], facts: list[Row]) -> Mapping[str, float]:
    return named(fit(events, facts, FACTS), FACTS)


def test_points_follow_the_pairs_and_keep_their_signs():
    alone = points([], [])
    assert alone == pytest.approx(FACTS, abs=0.01)
    learnt = points([], [RIGHT] * 30 + [WRONG] * 30)
    assert learnt["object"] > FACTS["object"]
    assert learnt["object other"] < FACTS["object other"]
    against_us = points([], [({"object": 1.0}, False, 1.0)] * 60 + [({}, True, 1.0)] * 60)
    assert against_us["object"] == 0


def test_both_sources_weigh_the_same_however_many_pairs_they_have():
    few = points([RIGHT], [({"time": 1.0}, False, 1.0)])
    many = points([RIGHT] * 50, [({"time": 1.0}, False, 1.0)])
    assert many == pytest.approx(few, abs=0.02)


def test_other_points_hold_only_inside():
    before = dict(weights()), thresholds()["fact"]
    with weighed({"base": 9.0}, 0.7):
        assert weights() == {"base": 9.0}
        assert thresholds()["fact"] == 0.7
    assert (dict(weights()), thresholds()["fact"]) == before


def test_questions_are_not_learnt_from_likeness_in_meaning():
    meant: Row = ({"meaning": 1.0, "action apart": 1.0, "object": 1.0}, True, 1.0)
    assert not MEANT & QUESTIONS.keys()
    alone, learnt = (fit([], rows, QUESTIONS) for rows in ([], [meant] * 50))
    assert (alone == learnt).all()


@pytest.mark.parametrize(
    ("verbs", "step", "put"),
    [(("burn", "burn"), "joined", (1, 1, 1, 1)), (("buy", "sell"), "veto opposite", (0, 0, 1, 0))],
)
def test_a_pair_is_lost_where_it_is_lost(verbs, step, put):
    gold = parse(GOLD, "mill")
    readings = papers(gold, verbs)
    story = told(gold, readings)
    [(lost, one, other)] = losses(story, readings)
    assert (lost, one.fact, other.fact) == (step, "burnt", "burnt")
    assert counted(story) == put


def test_an_unread_claim_is_no_pair_to_learn_from():
    gold = parse(GOLD, "mill")
    first, second = papers(gold)
    assert [row[1] for row in story_rows(told(gold, [first, second]))] == [True]
    assert not list(story_pairs(told(gold, [first])))
    assert [step for step, _, _ in losses(told(gold, [first]), [first])] == ["not read"]


def test_what_would_turn_its_sign_is_worth_nothing():
    import numpy as np

    given, same = np.array([[1.0], [0.0]] * 20), np.array([0.0, 1.0] * 20)
    points = logistic(given, same, np.ones(40), np.array([0.0, 1.0]), 0.001)
    assert points[1] == 0
