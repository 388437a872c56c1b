"""Likeness of clauses in meaning: who is looked up, and what it outweighs."""

from __future__ import annotations

import numpy as np

from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.meanings import MeaningFinder, Meanings
from tests.reconcile.newsroom import Paper
from tests.reconcile.test_compare import SOLD, deed, statements

UNIT = {
    "north": np.array([0.0, 1.0], np.float32),
    "northish": np.array([0.6, 0.8], np.float32),
    "east": np.array([1.0, 0.0], np.float32),
    "south": np.array([0.0, -1.0], np.float32),
}


def meant(*texts: str) -> Meanings:
    return Meanings({("r", text): text for text in texts}, UNIT)


def test_only_what_is_near_is_looked_up() -> None:
    found = meant(*UNIT)
    north, northish, east, south = ({*found.near(("r", text))} for text in UNIT)
    assert north & northish
    assert northish & east
    assert not north & east
    assert not south & (north | northish | east)


def test_order_changes_nothing() -> None:
    there, back = meant(*UNIT), meant(*reversed(UNIT))
    assert all({*there.near(("r", t))} == {*back.near(("r", t))} for t in UNIT)


def alike(one: str, other: str) -> Ground:
    """A ground on which the only claims of two reports mean the same."""
    same = {one: UNIT["north"], other: UNIT["north"]}
    return Ground(meanings=Meanings({(one, "c0"): one, (other, "c0"): other}, same))


def test_likeness_outweighs_another_verb_and_no_contrary() -> None:
    bought = deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD)
    sold = deed("Norfax sold Oster Mill.", "sold", "sell", **SOLD)
    pocketed = Paper("The firm pocketed it.").claim("The firm pocketed it", "pocketed", "pocket")
    one, other, third = statements(bought, sold, pocketed)
    assert "opposite" in compare(one, other, alike(one.key[0], other.key[0])).vetoes
    assert "action" in compare(one, third, Ground()).vetoes
    found = compare(one, third, alike(one.key[0], third.key[0]))
    assert found.outweighed == {"action"}
    assert not found.vetoes
    assert any("meaning" in reason for reason in found.reasons)


def test_a_finder_forgets_what_the_story_no_longer_tells() -> None:
    one, other = statements(
        deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD),
        deed("Norfax sued Oster Mill.", "sued", "sue", **SOLD),
    )
    finder = MeaningFinder()
    both = finder.of([one, other]).alike(one.key, other.key)
    finder.of([one])
    assert finder.of([other, one]).alike(one.key, other.key) == both
