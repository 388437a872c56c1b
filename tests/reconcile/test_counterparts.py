"""What only its counterpart in the other report can be."""

from __future__ import annotations

from secondsource.reconciling.counterparts import Counterparts, Near, may_be_counterparts
from secondsource.reconciling.evidence import Comparison, thresholds
from secondsource.reconciling.ground import Ground
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


def test_the_same_verb_of_something_else_is_no_counterpart():
    low = thresholds()["counterpart"]

    def could_be(score: float, *evidence: str, veto: str = "") -> bool:
        vetoes = frozenset({veto} if veto else ())
        return may_be_counterparts(Comparison(score, vetoes, dict.fromkeys(evidence, 1.0)))

    assert could_be(low, "action class", "object")
    assert not could_be(low - 0.1, "action class", "object")
    assert not could_be(low, "action", "object untold")
    assert could_be(9.0, "action", "object")
    assert could_be(low, "figure", "object", veto="action")
    assert not could_be(low, "figure", "actor", veto="action")
