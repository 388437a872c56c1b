"""What only its counterpart in the other report can be."""

from __future__ import annotations

from secondsource.reconciling.aligning.counterparts import Counterparts, Near, may_be_counterparts
from secondsource.reconciling.aligning.evidence import Comparison, thresholds
from secondsource.reconciling.aligning.ground import Ground
from tests.reconcile.test_compare import SOLD, deed, statements

KEYS = frozenset({("anything",)})
BOUGHT = deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD)
TOOK = deed("Norfax took over Oster Mill.", "took over", "take over", **SOLD)


def test_whatever_is_as_near_in_the_other_report_keeps_two_claims_apart():
    bought, took = statements(BOUGHT, TOOK)
    found = Counterparts([bought, took], lambda statement: KEYS, Ground())
    alone = frozenset({took.key})
    far, near = (Near(score, bought, took) for score in (0.0, 9.0))
    assert found.are(far, frozenset({bought.key}), alone)
    assert not found.are(far, frozenset({bought.key}), frozenset())  # a rival of its own words
    assert found.are(near, frozenset(), frozenset())  # nobody comes near


def could_be(score: float, veto: str = "", **evidence: float) -> bool:
    bought, took = statements(BOUGHT, TOOK)
    vetoes = frozenset({veto} if veto else ())
    named = {name.replace("_", " "): value for name, value in evidence.items()}
    return may_be_counterparts(bought, took, Comparison(score, vetoes, named))


def test_the_same_verb_of_something_else_is_no_counterpart():
    low = thresholds()["counterpart"]
    assert could_be(-0.5, action_class=1, object=1)
    assert not could_be(low, action_class=1, object=1)
    assert could_be(low, action_class=1, object=1, around=0.4)  # in sentences of the same words
    assert not could_be(low, action_class=1, object=1, around=0.4, action_often=1)
    assert not could_be(low - 0.1, action_class=1, object=1, around=0.4)
    assert not could_be(low, action=1, object_untold=1)
    assert could_be(9.0, action=1, object=1)
    assert could_be(0.0, action=1, around=0.6)  # in a sentence much alike
    assert not could_be(0.0, action=1, around=0.2)


def test_another_action_needs_a_figure_or_a_date():
    assert could_be(-0.5, "action", figure=1, object=1)
    assert not could_be(-0.5, "action", figure=1, actor=1)
    assert could_be(0.2, "action", actor=1, time=1, place=1)
    assert not could_be(0.2, "action", actor=1, place=1)


def test_what_is_ordered_and_who_does_it_may_be_got_over():
    assert not could_be(0.5, "speech", action_deed=0.5)  # "bought" does nothing by being said
    assert could_be(0.8, "actor", action_class=1, object=1, figure=1)
    assert not could_be(0.8, "actor", action=1, object=1, figure=1)
    assert not could_be(0.8, "object", action_class=1, actor=1, figure=1)


def test_in_long_reports_something_else_than_the_action_has_to_agree():
    long = deed("Norfax took over Oster Mill.", "took over", "take over", **SOLD)
    for _ in range(25):
        long.claim("Norfax took over Oster Mill", "took over", "take over", **SOLD)
    bought, took = statements(BOUGHT, long)[:2]

    def could_be(**evidence: float) -> bool:
        return may_be_counterparts(bought, took, Comparison(-0.5, frozenset(), evidence))

    assert could_be(object=1.0)
    assert could_be(object=1.0, meaning=0.7)
    assert not could_be(object=1.0, meaning=0.3)  # which means something else
    assert could_be(words=0.5, around=0.4)
    assert not could_be(words=0.5)
    assert not could_be(crossed=1.5)
