"""Likeness of clauses in meaning: who is looked up, and what it outweighs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.meanings import (
    Judgement,
    Judgements,
    MeaningFinder,
    Meanings,
)
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


def test_likeness_outweighs_other_things_unless_the_verb_is_the_same() -> None:
    def shut(verb: str, lemma: str, thing: str) -> Paper:
        line = f"Norfax {verb} the {thing} in May"
        paper = Paper(f"{line}.").who("Norfax", "organisation")
        return paper.claim(line, verb, lemma, agent="Norfax", patient=f"the {thing}")

    papers = (shut("closed", "close", "bakery"), shut("shut", "shut", "quarry"),
              shut("closed", "close", "quarry"))  # fmt: skip
    bakery, quarry, same_verb = statements(*papers)
    assert compare(bakery, quarry, Ground()).vetoes == {"object"}
    assert compare(bakery, quarry, alike(bakery.key[0], quarry.key[0])).outweighed == {"object"}
    assert compare(bakery, same_verb, alike(bakery.key[0], same_verb.key[0])).vetoes == {"object"}


def test_a_finder_forgets_what_the_story_no_longer_tells() -> None:
    one, other = statements(
        deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD),
        deed("Norfax sued Oster Mill.", "sued", "sue", **SOLD),
    )
    finder = MeaningFinder()
    both = finder.of([one, other]).alike(one.key, other.key)
    finder.of([one])
    assert finder.of([other, one]).alike(one.key, other.key) == both


class Bench:
    """A judge that keeps count of what was read."""

    def __init__(self, same: float, rival: float) -> None:
        self.read: list[tuple[str, str]] = []
        self.chances = np.log(np.array([1 - same - rival, same, rival], np.float32))

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.read += pairs
        return np.tile(self.chances, (len(pairs), 1))


def test_two_clauses_are_read_once_in_either_order() -> None:
    bench = Bench(same=0.7, rival=0.2)
    texts = {("a", "c0"): "the dam broke", ("b", "c0"): "the dam held"}
    judgements = Judgements(texts, bench, {})
    one, other = texts
    judgements.prepare([(one, other), (other, one)])
    assert judgements.of(one, other) == judgements.of(other, one) == Judgement(0.8, -1.4)
    assert bench.read == [("the dam broke", "the dam held")]


def test_what_is_certain_stays_within_bounds() -> None:
    bench = Bench(same=1e-9, rival=1 - 1e-7)
    found = Judgements({("a", "c0"): "x", ("b", "c0"): "y"}, bench, {}).of(("a", "c0"), ("b", "c0"))
    assert found == Judgement(-6.0, 6.0)


def test_the_nearest_groups_are_those_of_the_nearest_clauses() -> None:
    found = meant(*UNIT)
    north, northish, east, south = ([("r", text)] for text in UNIT)
    assert found.neighbours([north, northish, east, south], 1, 0.5) == [(0, 1), (1, 2)]
    assert found.neighbours([[*north, *east], south, northish], 2, 0.7) == [(0, 2)]
    assert found.neighbours([north], 3, 0.0) == []
