"""One event, several facts."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from secondsource.reconciling.aligning.align import align
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.happenings import average_link, happenings
from tests.reconcile.newsroom import Paper
from tests.reconcile.test_compare import SOLD, deed, statements, weigh

BOUGHT = deed("Norfax bought Oster Mill.", "bought", "buy", **SOLD)


def test_what_is_planned_and_what_is_done_is_one_event_and_two_facts():
    plan = deed("Norfax will buy Oster Mill.", "buy", "buy", modality="planned", **SOLD)
    found = statements(BOUGHT, plan)
    assert len(happenings(found, Ground())) == 1
    assert len(align(found, Ground())) == 2


@pytest.mark.parametrize(
    "other",
    [
        deed("Norfax sold Oster Mill.", "sold", "sell", **SOLD),
        deed("Kesto painted Lake Hall.", "painted", "paint", who="Kesto", whom="Lake Hall"),
    ],
)
def test_other_deeds_are_other_events(other):
    assert len(happenings(statements(BOUGHT, other), Ground())) == 2


def captured(text: str, figure: str, value: float, of: str) -> Paper:
    paper = Paper(text).who("The navy", "organisation")
    number = paper.count(figure, value, of)
    return paper.claim(text[:-1], "captured", "capture", agent="The navy",
                       patient=text[text.index(figure) : -1], quantities=[number])  # fmt: skip


def test_a_figure_of_what_is_called_otherwise_tells_of_one_event():
    suspects = captured("The navy captured 23 suspects.", "23", 23, "suspect")
    same, other = (
        weigh(captured(text, number, float(number), "pirate"), suspects)
        for number in ("23", "17")
        for text in (f"The navy captured {number} pirates.",)
    )
    assert "object" in same.vetoes & other.vetoes  # what is counted is called otherwise: two facts
    assert "scope" in other.vetoes - same.vetoes
    assert same.event > other.event
    assert "figure small" in same.evidence
    assert "figure small" not in other.evidence


def test_no_pair_speaks_louder_than_the_most(monkeypatch):
    """One pair that is very much alike does not join two groups that are unlike."""
    a, b, c, d = statements(*[BOUGHT] * 4)
    points = {frozenset({a, b}): 5.0, frozenset({c, d}): 5.0, frozenset({a, c}): 9.0}

    def weighed(one, other, ground):
        return SimpleNamespace(vetoes=frozenset(), event=points.get(frozenset({one, other}), -2.0))

    monkeypatch.setattr("secondsource.reconciling.aligning.happenings.compare", weighed)
    assert happenings([a, b, c, d], Ground()) == [[a, b], [c, d]]


def test_nothing_has_no_events():
    assert happenings([], Ground()) == []


def test_one_chance_likeness_joins_no_groups():
    scores = np.full((4, 4), -5.0)
    scores[0, 1] = scores[1, 0] = scores[2, 3] = scores[3, 2] = 4.0
    scores[1, 2] = scores[2, 1] = 3.0
    assert average_link(scores, 0.0) == [[0, 1], [2, 3]]


def test_what_is_kept_apart_stays_apart_whoever_comes_between():
    scores = np.full((3, 3), 9.0)
    scores[0, 2] = scores[2, 0] = -np.inf
    assert average_link(scores, -100.0) == [[0, 1], [2]]


@given(
    st.integers(1, 8).flatmap(
        lambda n: arrays(np.float64, (n, n), elements=st.floats(-10, 10, allow_nan=False))
    ),
    st.floats(-10, 10),
)
def test_everything_stands_in_one_group(scores, threshold):
    groups = average_link(scores + scores.T, threshold)
    assert sorted(number for group in groups for number in group) == list(range(len(scores)))
