"""Whom "he" and "she" mean, from invented text: the reader's trees are in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from secondsource.encoder import runtime
from secondsource.pipeline import Reader
from secondsource.records.report import Report

WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")


@cache
def reader() -> Reader:
    return Reader(threads=1)


MEANT = {
    "the only person, where a thing does it": (
        "Paul Reth was arrested on Monday. He threw bricks into the hall, the police said.\n\n"
        "One brick struck Tom Orlan in the neck. He died on the pavement.",
        "He died",
        "Tom Orlan",
    ),
    "the same behind and": (
        "Paul Reth drove up in a van. He fired several shots. One bullet hit Tom Orlan in the neck "
        "and he died at the scene.",
        "he died",
        "Tom Orlan",
    ),
    "the subject of what but joins": (
        "Omar Fell stopped short of asking Chancellor Dirk Brandt to resign, but he said the "
        "chancellor should explain the deal.",
        "he said",
        "Omar Fell",
    ),
    "who spoke in the sentence before": (
        "Deputy Otto Krag said that the director, Dirk Brandt, should apologise to the miners.\n\n"
        "“Director Brandt needs to apologise,” he said.",
        "he said",
        "Otto Krag",
    ),
    "nobody who is named below the verb": (
        "Deputy Otto Krag said that the director, Dirk Brandt, should apologise to the miners.\n\n"
        "“Director Brandt needs to apologise,” he said.\n\nHe called Brandt's words a disgrace.",
        "He called",
        "Otto Krag",
    ),
    "not who tries to convince him": (
        "Omar Fell still supports the bill, though he said Dirk Brandt had tried to convince him "
        "otherwise.",
        "him otherwise",
        "Omar Fell",
    ),
}


@pytest.mark.parametrize("name", MEANT)
def test_who_is_meant(name: str) -> None:
    text, words, who = MEANT[name]
    at = text.index(words)
    reading = reader().read(Report(text=text, published="2033-03-08"))
    meant = [e.name for e in reading.entities if any(m.start == at for m in e.mentions)]
    assert meant == [who]
