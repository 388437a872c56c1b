"""Facts that no rule sets against each other, and that can't both hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from secondsource.encoder.clauses import ClauseEncoder
from secondsource.reconciling.explain import explain
from secondsource.records.story import Story
from tests.reconcile.twotexts import WEIGHTS, story_of

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")

ASLEEP = "Captain Rolf Odden was asleep in the cabin of the ferry on Monday night, {} said."
DRANK = "Captain Rolf Odden was drinking coffee in the bar of the ferry on Monday night, {} said."
POLICE, GUARD = "the harbour police", "the coast guard"


def judged(monkeypatch: pytest.MonkeyPatch, same: float, rival: float) -> None:
    """Let every two clauses that are read together be one fact, or rivals, by these chances."""
    chances = np.log(np.array([1 - same - rival, same, rival], np.float32))

    def judgements(_: ClauseEncoder, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        return np.tile(chances, (len(pairs), 1))

    monkeypatch.setattr(ClauseEncoder, "judgements", judgements)


def conflicts(story: Story) -> set[str]:
    return {conflict.about for fact in story.facts for conflict in fact.conflicts}


@pytest.mark.parametrize(("rival", "found"), [(0.995, {"which of the two it was"}), (0.005, set())])
def test_what_is_read_as_rivals_is_a_conflict(
    monkeypatch: pytest.MonkeyPatch, rival: float, found: set[str]
) -> None:
    judged(monkeypatch, 0.002, rival)
    assert conflicts(story_of((ASLEEP.format(POLICE), DRANK.format(GUARD)))) == found


def test_nobody_contradicts_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, 0.002, 0.995)
    assert not conflicts(story_of((ASLEEP.format(POLICE), DRANK.format(POLICE))))


def test_one_report_gives_no_two_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, 0.002, 0.995)
    both = f"{ASLEEP.format(POLICE)} {DRANK.format(GUARD)}"
    assert not conflicts(story_of((both, "Nothing else happened in Vik.")))


def test_what_is_wanted_is_no_rival_of_what_is(monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, 0.002, 0.995)
    asked = "Captain Rolf Odden should sleep in the cabin of the ferry, the harbour police said."
    assert not conflicts(story_of((asked, DRANK.format(GUARD))))


def test_what_shows_it_is_told() -> None:
    papers = (
        "The club had paid the inspector, prosecutors said.",
        "The inspector had received no money, the harbour police said.",
    )
    readings = story_of(papers).readings
    fact = next(f for f in story_of(papers).facts if f.conflicts)
    found = explain(readings, fact.id)
    assert found is not None
    (objection,) = found.against
    assert objection.about == "which of the two it was"
    assert any("read together, not both so" in reason for reason in objection.reasons)
