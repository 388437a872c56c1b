"""Figures fill the slots that they count, through the whole reader."""

from __future__ import annotations

from benchmarks.quantityslots import score
from secondsource.pipeline import Reader


def test_published_sentences() -> None:
    counts = score(Reader())
    assert counts["right"] / counts["system"] >= 0.95
    assert counts["right"] / counts["gold"] >= 0.9
